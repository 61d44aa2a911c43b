#!/usr/bin/env python3
"""Teach a retriever with votes what clauses of contracts are: which passages say them, which questions ask for them.

    clauses.py CORPUS TOKENIZER RETRIEVER.pt OUT.pt

RETRIEVER.pt is one of retriever.py; OUT.pt holds what it knows, narrower, and what is learned here side by side.

What a passage says of a category is a linear form of its words: each counts once, weighs as much as it is rare, and all of them share one
attention with the bracket that closes the passage's mark, so that many words say more than few:

    S(p, c) = sum over words t of p:  m(t) W(t, c) / (MARK + sum of m) + b(c),     m(t) = log(passages / passages with t)

A contract's passages, and that there is no such clause (S = 0), compete for each category; so do those of other documents, of which none is
right.  This is convex: L-BFGS, a minute.  Left free, the same form learned by steps from random numbers knows the contracts it learned from by
heart.  What a question asks for is the category with S of its words above zero, learned from our own wordings.

Shapes: V vocabulary, C categories, R rank kept of the forms on passages.
"""
import argparse
import collections
import copy
import os
import random

import numpy as np
import scipy.sparse as sparse
import torch
import torch.nn.functional as F
from scipy.optimize import minimize
from tokenizers import Tokenizer

import pairs
import phrases
import retriever as r
from batches import encode_questions, flat, shown_name, softmax_mean
from joint import ASKED, CATEGORIES, MARK, RANK, Clauses, Narrow, joint

LITERAL_SOONER = 0.2             # and what a question needs less to be literal
FAINTEST = 0.05                  # m of a word that is everywhere
ABSENT = 0.3                     # weight of categories that a document does not have, against those that it has
SHRINK, LEVEL = 1e-7, 1e-4       # times the sums of squares of W and b: what they take from each other is lost where shares are rounded
OTHERS, PIECE = 150, 120         # documents that are no contracts, and passages of each
KEPT = 15                        # one contract in so many measures the result
WORDINGS, STRANGE = 500, 20000   # questions a category, and questions that ask for none
FORGET = 0.2                     # of a question's tokens, at each step
NAMED = 0.25                     # of the questions, which say which document they are about
LOUDEST = 6.0                    # nats of a question's token
SOONER = 0.7                     # what a category needs less: most questions to contracts ask for one


def importance(contracts, vocabulary):
    """m [V]"""
    stands, passages = np.zeros(vocabulary), 0
    for d in contracts:
        passages += len(d.ids)
        for ids in d.ids:
            stands[np.unique(ids)] += 1
    m = np.log(passages / (1 + stands))
    m[stands == 0] = 0
    return m.clip(min=FAINTEST).astype(np.float32)


def shares(texts, m):
    """[passages, V], sparse: each word's part of the attention"""
    rows, columns, values = [], [], []
    for i, ids in enumerate(texts):
        words = np.unique(ids)
        rows.append(np.full(len(words), i))
        columns.append(words)
        values.append(m[words] / (MARK + m[words].sum()))
    where = np.concatenate(rows), np.concatenate(columns)
    return sparse.csr_matrix((np.concatenate(values), where), shape=(len(texts), len(m)), dtype=np.float32)


def as_tensor(matrix):
    parts = torch.from_numpy(matrix.indptr.astype(np.int64)), torch.from_numpy(matrix.indices.astype(np.int64)), torch.from_numpy(matrix.data)
    return torch.sparse_csr_tensor(*parts, size=matrix.shape)


class Labels:
    """Which passage of which document says which category"""

    def __init__(self, docs):
        self.document = torch.repeat_interleave(torch.arange(len(docs)), torch.tensor([len(d.ids) for d in docs]))
        self.has = torch.zeros(len(docs), len(CATEGORIES), dtype=torch.bool)
        self.right = torch.zeros(len(self.document), len(CATEGORIES), dtype=torch.bool)
        number, first = {c: i for i, c in enumerate(CATEGORIES)}, 0
        for i, d in enumerate(docs):
            for category, found in d.clauses:
                if found:
                    self.has[i, number[category]] = True
                    self.right[[first + p for p in found], number[category]] = True
            first += len(d.ids)

    def best(self, s):
        """[documents, C]: the largest of each document's, and whether it is right"""
        top = torch.full(self.has.shape, -1e9).scatter_reduce(0, self.document[:, None].expand_as(s), s, "amax")
        hits = (s == top[self.document]) & self.right
        return top, torch.zeros(self.has.shape).index_add(0, self.document, hits.float()) > 0

    def loss(self, s):
        """The right ones against all passages of the document and none of them, for each category"""
        top = self.best(s.detach())[0].clamp(min=0)
        e, none = (s - top[self.document]).exp(), (-top).exp()
        total = none.index_add(0, self.document, e)
        right = torch.zeros_like(none).index_add(0, self.document, e * self.right)
        found, absent = total.log() - right.clamp(min=1e-20).log(), total.log() - none.log()
        return found[self.has].mean() + ABSENT * absent[~self.has].mean()


def learn_passages(texts, labels, m):
    """-> W [V, C], b [C]"""
    x = shares(texts, m)
    there, back, vocabulary = as_tensor(x), as_tensor(x.T.tocsr()), len(m)

    class Product(torch.autograd.Function):
        @staticmethod
        def forward(_, w):
            return there @ w

        @staticmethod
        def backward(_, grad):
            return back @ grad

    def value(flat_parameters):
        p = torch.from_numpy(flat_parameters.astype(np.float32)).view(vocabulary + 1, -1)
        w, b = p[:-1].requires_grad_(True), p[-1].clone().requires_grad_(True)
        loss = labels.loss(Product.apply(w) + b) + SHRINK * w.square().sum() + LEVEL * b.square().sum()
        loss.backward()
        return loss.item(), torch.cat([w.grad, b.grad[None]]).flatten().numpy().astype(np.float64)

    start = np.zeros((vocabulary + 1, len(CATEGORIES)))
    start[-1] = -3.0
    p = torch.from_numpy(minimize(value, start.flatten(), jac=True, method="L-BFGS-B", options=dict(maxiter=120, maxcor=8)).x)
    p = p.view(vocabulary + 1, -1).float()
    return p[:-1], p[-1]


def reduced(x, w):
    """-> W = A B of rank R: A [V, R], what is kept of passages; B [R, C]"""
    s = torch.from_numpy(x @ w.numpy())
    basis = torch.linalg.svd(s - s.mean(0), full_matrices=False)[2][:RANK]
    return w @ basis.t(), basis


def wordings(docs, rng):
    """-> (question, number of its category or C)"""
    asker, by_kind, out = pairs.Asker(docs, rng), collections.defaultdict(list), []
    for d in docs:
        by_kind[d.kind].append(d)

    def named(text, of):
        return rng.choice(phrases.NAMED).format(d=shown_name(rng.choice(of).name, rng), q=text) if rng.random() < NAMED else text

    for i, category in enumerate(CATEGORIES):
        topics, whole = phrases.CLAUSES[category]
        for _ in range(WORDINGS):
            text = rng.choice(whole) if rng.random() < 0.5 else rng.choice(phrases.ABOUT).format(x=rng.choice(topics))
            out.append((named(phrases.reword(text, rng), by_kind["contract"]), i))
    while len(out) < WORDINGS * len(CATEGORIES) + STRANGE:
        kind = rng.choices(("book", "contract", "doc", "code"), (0.35, 0.2, 0.1, 0.35))[0]
        d = rng.choice(by_kind[kind])
        if kind == "contract":
            text = (asker.keyword if rng.random() < 0.5 else asker.natural)(d, rng.randrange(len(d.texts)))
        else:
            asked = asker.ask(d)
            text = asked and asked[0]
        if text:
            out.append((named(text, [d]), len(CATEGORIES)))
    rng.shuffle(out)
    return out


def apart(scores, category):
    """The one that is asked for is to be above 1, all others below −1; that it is the highest one counts besides"""
    right = F.one_hot(category, len(CATEGORIES) + 1)
    short = (1 - (2 * right - 1) * scores).clamp(min=0).square() * (1 + 2 * right)
    return 0.3 * short.sum(1).mean() + 0.5 * F.cross_entropy(scores, category)


def learn_questions(asked, tok, vocabulary):
    """-> says [V, C + 1], loud [V].  The last one: the question asks for no clause, it is literal"""
    ids, category = encode_questions(tok, [text for text, _ in asked]), torch.tensor([c for _, c in asked])
    says = torch.zeros(vocabulary, len(CATEGORIES) + 1, requires_grad=True)
    loud = torch.zeros(vocabulary, requires_grad=True)
    bias = torch.full((len(CATEGORIES) + 1,), -3.0, requires_grad=True)
    optimizer = torch.optim.Adam([dict(params=[says], lr=0.05), dict(params=[loud, bias], lr=0.02)])
    rates = [1.0, 0.6, 0.3, 0.1]
    base = [g["lr"] for g in optimizer.param_groups]
    forget = np.random.default_rng(3)
    for rate in rates:
        for group, lr in zip(optimizer.param_groups, base):
            group["lr"] = lr * rate
        for some in torch.randperm(len(ids), generator=torch.Generator().manual_seed(int(10 * rate))).split(256):
            kept = []
            for i in some.tolist():
                keep = forget.random(len(ids[i])) >= FORGET
                kept.append(ids[i][keep] if keep.any() else ids[i])
            scores = softmax_mean(kept, says, loud.clamp(-LOUDEST, LOUDEST)) + bias
            (apart(scores, category[some]) + 1e-6 * says.square().sum()).backward()
            optimizer.step()
            optimizer.zero_grad()
    # weights of a mean sum to one: the bias is part of what every token says
    sooner = torch.tensor([SOONER] * len(CATEGORIES) + [LITERAL_SOONER])
    return (says + bias + sooner).detach(), loud.clamp(-LOUDEST, LOUDEST).detach()


def learn_contracts(vectors, which):
    """Logistic regression -> weights [B], bias: log odds that a passage is a contract's, as if both kinds were as frequent"""
    size = vectors.norm(dim=1).median()
    x, y = vectors / size, which.float()
    weight = torch.where(which, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    form = torch.zeros(x.shape[1] + 1, requires_grad=True)
    best = torch.optim.LBFGS([form], max_iter=400, line_search_fn="strong_wolfe")

    def loss():
        best.zero_grad()
        value = F.binary_cross_entropy_with_logits(x @ form[:-1] + form[-1], y, weight) + 1e-4 * form[:-1].square().sum()
        value.backward()
        return value

    best.step(loss)
    form = form.detach()
    right = (x @ form[:-1] + form[-1] > 0) == which
    print(f"passages of contracts: {right[which].float().mean():.3f} of {int(which.sum())} are known, and {right[~which].float().mean():.3f} of the others; "
          f"log odds {(x[which] @ form[:-1] + form[-1]).median():.1f} and {(x[~which] @ form[:-1] + form[-1]).median():.1f}", flush=True)
    return form[:-1] / size, form[-1]


def measured(name, labels, s, absent):
    """On contracts kept from learning.  absent: the largest scores of documents of other kinds"""
    top, right = labels.best(s)
    threshold = top[labels.has].quantile(0.05)
    print(f"{name}: {right[labels.has].float().mean():.3f} of {int(labels.has.sum())} clauses found first; where 0.05 of them are refused, "
          f"{(top[~labels.has] < threshold).float().mean():.3f} of the absent ones are declined, {(absent < threshold).float().mean():.3f} in other documents", flush=True)


class Learned:
    """What passages say of clauses, learned from all contracts but those kept to measure it"""

    def __init__(self, docs, vocabulary, rng):
        contracts = [d for d in docs if d.kind == "contract"]
        others = [piece(d, rng) for d in rng.sample([d for d in docs if d.kind != "contract"], OTHERS + OTHERS // 3)]
        kept, some = contracts[::KEPT], [d for i, d in enumerate(contracts) if i % KEPT] + others[:OTHERS]
        self.texts = [ids for d in some for ids in d.ids]
        self.of_contract = torch.tensor([d.kind == "contract" for d in some for _ in d.ids])
        self.m = importance([d for d in some if d.clauses], vocabulary)
        with torch.enable_grad():
            w, self.b = learn_passages(self.texts, Labels(some), self.m)
        said = shares(self.texts, self.m)
        self.forms, self.basis = reduced(said, w)
        self.typical = torch.from_numpy(said[:20000] @ self.forms.numpy()).norm(dim=1).median()
        self.measure(w, kept, others[OTHERS:])

    def measure(self, w, kept, strange):
        labels, x = Labels(kept), shares([ids for d in kept for ids in d.ids], self.m)
        absent = torch.cat([torch.from_numpy(shares(d.ids, self.m) @ (self.forms @ self.basis).numpy()).amax(0) + self.b for d in strange])
        for name, matrix in (("all directions", w), (f"{RANK} directions", self.forms @ self.basis)):
            measured(name, labels, torch.from_numpy(x @ matrix.numpy()) + self.b, absent)


@torch.no_grad()
def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("corpus", "tokenizer", "retriever", "out"):
        p.add_argument(name)
    args = p.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(7)
    tok, rng = Tokenizer.from_file(args.tokenizer), random.Random(2)
    docs = pairs.read_documents(args.corpus)
    pairs.tokenize(docs, tok, args.corpus + "/passages.npy")
    learned = Learned(docs, tok.get_vocab_size(), rng)
    wide, step = r.load(args.retriever)
    asked = wordings(docs, rng)
    with torch.enable_grad():
        says, loud = learn_questions(asked, tok, tok.get_vocab_size())
    general = Narrow(wide, [ids for d in docs if d.kind != "contract" for ids in d.ids[::40]], encode_questions(tok, [text for text, _ in asked[:3000]]))
    typical = dict(said=learned.typical, general=general.usual.norm(dim=1).median())
    size = {k: wide.size[k] for k in ("votes", "places", "words")} | {"more": r.SIZES["pro"]["more"]}
    net = joint(general, Clauses(torch.from_numpy(learned.m), learned.forms, learned.basis, learned.b, says, loud), typical, size)
    vectors = net.bag(net.table(), *flat(learned.texts[::3]), 0)
    vectors[:, ASKED] = 0                                         # of questions
    with torch.enable_grad():
        form, bias = learn_contracts(vectors, learned.of_contract[::3])
    net.contract.copy_(form)
    net.contract_bias.copy_(bias)
    torch.save({"model": net.state_dict(), "size": net.size, "step": step}, args.out + ".tmp")
    os.replace(args.out + ".tmp", args.out)


def piece(doc, rng):
    """Some of the passages of a document that is no contract"""
    out = copy.copy(doc)
    first = rng.randrange(max(1, len(doc.ids) - PIECE))
    out.ids = doc.ids[first:first + PIECE]
    return out


if __name__ == "__main__":
    main()
