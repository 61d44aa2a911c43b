#!/usr/bin/env python3
"""Teach a retriever with votes two things about kinds: which questions are literal, and which passages are a contract's.

    kinds.py CORPUS TOKENIZER RETRIEVER.pt [--questions N]

A literal question is answered by the words it repeats, any other by what a clause is about.  Votes of literal questions are made louder
(bags.py).  A question about clauses is answered where passages are those of a contract, or very much alike it (answer.py): the retriever
learned clauses among the passages of contracts, and says nothing of other texts.
Both are one linear form on a vector, learned by logistic regression: of questions made by rule, of passages of all documents.
Everything else in RETRIEVER.pt stays as it is.
"""
import argparse
import os
import random

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

import pairs
import phrases
import retriever as r
from batches import encode_questions, flat, shown_name

KINDS = {"book": 0.3, "contract": 0.35, "doc": 0.08, "code": 0.27}
CLAUSE, NAMED = 0.75, 0.25       # of the questions about contracts; that say which document they are about
SAMPLED = {"book": 70, "contract": 12, "doc": 2, "code": 40}      # passages of a document
KEPT = 15                        # one in so many measures the result
DECAY = 1e-5


def ask(asker, docs, rng):
    """-> (question, whether it is literal) or None"""
    kind = rng.choices(list(KINDS), KINDS.values())[0]
    doc = rng.choice(docs[kind])
    clause = kind == "contract" and rng.random() < CLAUSE
    if clause:
        asked = asker.clause(doc)
        text = asked and asked[0]
    elif kind == "contract":
        make = asker.keyword if rng.random() < 0.5 else asker.natural
        text = make(doc, rng.randrange(len(doc.texts)))
    else:
        asked = asker.ask(doc)
        text = asked and asked[0]
    if text and rng.random() < NAMED:
        text = rng.choice(phrases.NAMED).format(d=shown_name(doc.name, rng), q=text)
    return (text, not clause) if text else None


def sample(docs, rng):
    """-> token ids of passages, of the names of their documents, whether they are a contract's"""
    passages, names, kinds = [], [], []
    for doc in docs:
        some = rng.sample(doc.ids, min(SAMPLED[doc.kind], len(doc.ids)))
        passages += some
        names += [doc.name_ids] * len(some)
        kinds += [doc.kind == "contract"] * len(some)
    return passages, names, torch.tensor(kinds)


def learn(vectors, which):
    """-> weights [B], bias: log odds, as if both kinds were as frequent"""
    size = vectors.norm(dim=1).median()
    x, y = vectors / size, which.float()
    weight = torch.where(which, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    form = torch.zeros(x.shape[1] + 1, requires_grad=True)
    best = torch.optim.LBFGS([form], max_iter=400, line_search_fn="strong_wolfe")

    def loss():
        best.zero_grad()
        value = F.binary_cross_entropy_with_logits(x @ form[:-1] + form[-1], y, weight) + DECAY * form[:-1].square().sum()
        value.backward()
        return value

    best.step(loss)
    form = form.detach()
    return form[:-1] / size, form[-1]


def taught(what, vectors, which):
    kept = torch.arange(len(which)) % KEPT == 0
    weights, bias = learn(vectors[~kept], which[~kept])
    right, of = (vectors[kept] @ weights + bias > 0) == which[kept], which[kept]
    print(f"{what}: {len(which)}; of those kept from learning {right[of].float().mean():.3f} are known, and {right[~of].float().mean():.3f} of the others")
    return weights, bias


@torch.no_grad()
def vectors_of(net, texts, role):
    return net.bag(net.table(), *flat(texts), role)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("corpus")
    p.add_argument("tokenizer")
    p.add_argument("retriever")
    p.add_argument("--questions", type=int, default=40000)
    args = p.parse_args()
    torch.set_num_threads(1)
    tok, rng = Tokenizer.from_file(args.tokenizer), random.Random(5)
    docs = pairs.read_documents(args.corpus)
    pairs.tokenize(docs, tok, args.corpus + "/passages.npy")
    saved = torch.load(args.retriever)
    net = r.Retriever(len(saved["model"]["embed"]), saved["size"])
    net.load_state_dict({**net.state_dict(), **saved["model"]})           # it may know no kinds yet
    asker = pairs.Asker(docs, rng)
    by_kind = {kind: [d for d in docs if d.kind == kind] for kind in KINDS}
    asked = [q for q in (ask(asker, by_kind, rng) for _ in range(args.questions)) if q]
    questions = vectors_of(net, encode_questions(tok, [q[0] for q in asked]), 1)
    net.literal, net.literal_bias = taught("literal questions", questions, torch.tensor([q[1] for q in asked]))
    texts, names, kinds = sample(docs, rng)
    with torch.no_grad():
        passages = vectors_of(net, texts, 0) + net.names(net.table(), *flat(names))
    net.contract, net.contract_bias = taught("passages of contracts", passages, kinds)
    torch.save({**saved, "model": net.state_dict()}, args.retriever + ".tmp")
    os.replace(args.retriever + ".tmp", args.retriever)


if __name__ == "__main__":
    main()
