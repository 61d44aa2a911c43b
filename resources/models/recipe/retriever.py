#!/usr/bin/env python3
"""Train the retriever that assemble.py writes into the attention of a bundled model.

    retriever.py CORPUS TOKENIZER OUT.pt [--size flash|pro] [--steps N | --minutes M] [--resume] [--adam]

A passage becomes one vector: heads of a window layer take a softmax-weighted mean of its tokens' vectors, a compressor's row keeps it as
key.  A question becomes a query the same way.  All matrices are those of the V4 layers they will stand in (bag: window attention's
wkv, wq_b, wo; key: the CSA compressor's wkv; query: wq_a and wq_b; index: the indexer's), trained alone by contrast: the right passage
against all others of the batch.  Nothing is normed: constants keep norms in the layers.

With votes (--size pro) a question's words speak for themselves too: each votes for the passages where it stands, a word of n places with
w / (w n + FEW) for each, w being how much it is to be heard; and once more, where those count more that words before it voted for.  Votes are
vectors of few channels, so many of them disturb each other; training has both rounds and that noise.

Shapes: V vocabulary, A value channels of a row, B bag, K key channels, P passages, Q questions.
"""
import argparse
import itertools
import math
import os
import time

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import nn

import muon
import pairs
import voting
from batches import Batches, encode_questions, flat
from words import Words

SIZES = {
    "flash": dict(value=160, bag=136, key=136, heads=2, q_rank=136, index=96),
    "pro": dict(value=112, bag=116, key=116, heads=2, q_rank=116, index=32, votes=True, places=128, more=32),
}
INDEX_PLACES = 63      # channels of a place that the indexer sees
COMMON = 0.03          # of passages: words that stand in more of them are hardly heard
HUSH = -8.0            # how little, as log w


class Retriever(nn.Module):
    def __init__(self, vocabulary, size):
        super().__init__()
        self.size = s = size
        a, b, k, h = s["value"], s["bag"], s["key"], s["heads"]

        def matrix(*shape):
            return nn.Parameter(torch.randn(*shape) / math.sqrt(shape[-1]))

        def basis(n):
            return torch.linalg.qr(torch.randn(n, n))[0]

        self.embed = nn.Parameter(torch.randn(vocabulary, b))          # unit rows where used
        self.value = matrix(a, b)
        self.weigh = nn.Parameter(torch.zeros(2, h, a))                # importance: of a passage's tokens, of a question's
        self.reserve = nn.Parameter(torch.zeros(h))                    # nats that a question's tokens must outweigh to be heard at all
        self.out, self.name = matrix(h, b, a), matrix(b, a)
        self.key, self.query_a, self.query_b = matrix(k, b), matrix(s["q_rank"], b), matrix(k, s["q_rank"])
        self.index_key, self.index_query = matrix(s["index"], b), matrix(s["index"], s["q_rank"])
        with torch.no_grad():                                          # begin where a question's words meet a passage's
            self.out *= h ** -0.5
            self.name *= 0.3
            self.key.copy_(basis(max(k, b))[:k, :b])
            r = basis(max(b, s["q_rank"]))[:s["q_rank"], :b]
            self.query_a.copy_(r)
            self.query_b.copy_(self.key @ r.t())
            p = torch.randn(s["index"], b) / math.sqrt(s["index"])
            self.index_key.copy_(p)
            self.index_query.copy_(p @ r.t())
        self.temperature = nn.Parameter(torch.tensor(5.0))             # log
        self.index_temperature = nn.Parameter(torch.tensor(4.0))
        self.asked = s.get("asked", 0)                                 # channels that say what kind of clause is asked for (clauses.py)
        if self.asked:
            self.register_buffer("mark", torch.full((h,), -1e9))       # nats of the bracket behind a passage's mark, which says nothing
            self.register_buffer("clause_bias", torch.zeros(self.asked))
            self.register_buffer("contract", torch.zeros(b))           # log odds that a passage is a contract's
            self.register_buffer("contract_bias", torch.tensor(0.0))
        self.votes = bool(s.get("votes"))
        if self.votes:
            self.voice = nn.Parameter(torch.zeros(s["words"]))         # log w
            self.vote_weight = nn.Parameter(torch.tensor([8.0, 8.0]))  # nats of a vote of 1: attention, indexer
            self.register_buffer("literal", torch.zeros(b))            # above zero where a question repeats words of the text (clauses.py)

    @torch.no_grad()
    def start(self, counts):
        """Rare tokens weigh more from the beginning.  counts[V]: how often each token was seen."""
        rarity = -torch.log(counts + 5.0)
        rarity = ((rarity - rarity[counts > 0].mean()) / rarity[counts > 0].std()).clamp(-2.5, 2.5)
        self.embed[:, 0] = 3.0 * rarity
        self.value[0] = 0
        self.value[:, 0] = 0
        self.value[0, 0] = 1
        self.weigh[..., 0] = 0.6 * self.size["bag"] ** 0.5 / 3.0
        self.out[..., 0] = 0
        self.name[:, 0] = 0

    def table(self):
        """What each token says: [V, A]"""
        return F.normalize(self.embed, dim=-1) @ self.value.t()

    def bag(self, table, ids, offsets, role):
        """[n, B] from flat token ids with the start of each text in `offsets`; role 0: passages, 1: questions"""
        n = len(offsets)
        lengths = torch.diff(torch.cat([offsets, offsets.new_tensor([len(ids)])]))
        owner = torch.repeat_interleave(torch.arange(n), lengths)
        score = F.embedding(ids, table @ self.weigh[role].t())                                 # [tokens, H]
        top = torch.full((n, score.shape[1]), -1e9).scatter_reduce(0, owner[:, None].expand(-1, score.shape[1]), score.detach(), "amax")
        sink = self.reserve if role == 1 else self.mark if self.asked else torch.full_like(self.reserve, -1e9)
        top = top.maximum(sink.detach())
        p = (score - top.index_select(0, owner)).exp()
        if self.asked and role == 0:                                   # a word counts once, for clauses
            p = torch.cat([p[:, :1] * first_ones(ids, owner, len(table))[:, None], p[:, 1:]], 1)
        p = p * (1 / ((sink - top).exp().index_add(0, owner, p))).index_select(0, owner)
        return sum(F.embedding_bag(ids, table, offsets, mode="sum", per_sample_weights=p[:, h].contiguous()) @ self.out[h].t()
                   for h in range(score.shape[1]))

    def names(self, table, ids, offsets):
        return F.embedding_bag(ids, table, offsets, mode="mean") @ self.name.t()

    def voting(self, found, passages):
        """Votes [Q, P] twice, as attention and as the indexer hear them.  found: voting.Found"""
        heard, code = voting.two_rounds(found, self.voice.clamp(max=0.5).exp(), passages, self.size["places"], self.size["more"])
        part = torch.linalg.qr(torch.randn(code.shape[1], INDEX_PLACES))[0] * (code.shape[1] / INDEX_PLACES) ** 0.5
        return heard @ code.t(), (heard @ part) @ (code @ part).t()

    def decided(self, questions):
        """What is asked for is, or is not"""
        return torch.cat([(questions[:, :self.asked] > 0).float(), questions[:, self.asked:]], 1)

    def scores(self, passages, questions):
        """Nats of attention and of the indexer, without votes: [(Q, P)] from what `bag` says of both"""
        q = self.decided(questions) @ self.query_a.t()
        return [(q @ query.t()) @ (passages @ key.t()).t() * t.exp()
                for query, key, t in ((self.query_b, self.key, self.temperature), (self.index_query, self.index_key, self.index_temperature))]


def first_ones(ids, owner, vocabulary):
    """1 where a token of its text comes for the first time, 0 where it comes again"""
    both = (owner * vocabulary + ids).numpy()
    first = torch.zeros(len(both))
    first[torch.from_numpy(np.unique(both, return_index=True)[1])] = 1.0
    return first


@torch.no_grad()
def widen(net, old):
    """Begin as a narrower retriever ended: its numbers, and little of what is new.  old: its parameters"""
    for name, p in net.named_parameters():
        narrow = old[name]
        p *= 0.3
        p[tuple(slice(n) for n in narrow.shape)] = narrow


def load(path):
    """-> what was saved, ready to be asked, and after how many steps"""
    saved = torch.load(path)
    net = Retriever(len(saved["model"]["embed"]), saved["size"])
    net.load_state_dict(saved["model"])
    return net.eval(), saved["step"]


def loss_of(net, tok, batch):
    texts, names, questions = batch.texts, batch.names, batch.questions
    table = net.table()
    b = net.bag(table, *flat(texts), 0)
    name_ids, where = [], []
    for n in names:                                            # one document's name once
        if not name_ids or name_ids[-1] is not n:
            name_ids.append(n)
        where.append(len(name_ids) - 1)
    b = b + net.names(table, *flat(name_ids))[torch.tensor(where)]
    scores = net.scores(b, net.bag(table, *flat(encode_questions(tok, [x[0] for x in questions])), 1))
    if net.votes:
        scores = [x + w * v for x, w, v in zip(scores, net.vote_weight, net.voting(batch.found, len(texts)))]
    n = len(texts)
    right, off = torch.zeros(len(questions), n, dtype=torch.bool), torch.zeros(len(questions), n, dtype=torch.bool)
    for r, (_, found, (a, z), wide) in enumerate(questions):
        right[r, found] = True
        if not wide:
            off[r, :a] = True
            off[r, z:] = True
    total, hit = 0, None
    for s, weight in zip(scores, (1.0, 0.3)):
        s = s.masked_fill(off, -1e4)
        if hit is None:
            hit = right.gather(1, s.argmax(-1, keepdim=True)).float().mean().item()
        total = total + weight * (torch.logsumexp(s, -1) - torch.logsumexp(s.masked_fill(~right, -1e4), -1)).mean()
    return total, hit


@torch.no_grad()
def hush_common(net, where, docs):
    """Words of many passages and words of our wordings are hardly heard."""
    stands = np.zeros(where.words.count)
    some = [u for d in docs for u in d.units[::9]]
    for units in some:
        own = np.unique(units)
        stands[own[(own >= 0) & (own < where.words.count)]] += 1
    where.heard = stands <= COMMON * len(some)
    where.heard[where.words.frame] = False
    net.voice[torch.from_numpy(~where.heard)] = HUSH


def make_optimizers(net, lr, adam_lr, all_adam):
    """Muon for matrices, AdamW for embeddings, importances and temperatures."""
    small, large = [], []
    for name, p in net.named_parameters():
        small_names = ("embed", "weigh", "reserve", "temperature", "index_temperature", "voice", "vote_weight")
        (small if all_adam or name in small_names else large).append((name, p))
    faster = dict(weigh=3.0, reserve=3.0, voice=0.1)
    groups = [dict(params=[p], lr=adam_lr * faster.get(name, 1.0), peak=adam_lr * faster.get(name, 1.0)) for name, p in small]
    out = [torch.optim.AdamW(groups, betas=(0.9, 0.95), weight_decay=0.0)]
    if large:
        out.append(muon.Muon([p for _, p in large], lr))
        out[-1].param_groups[0]["peak"] = lr
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("corpus")
    p.add_argument("tokenizer")
    p.add_argument("out")
    p.add_argument("--size", default="flash", choices=list(SIZES))
    p.add_argument("--steps", type=int, default=2000)
    p.add_argument("--lr", type=float, default=0.01)
    p.add_argument("--adam-lr", type=float, default=3e-3)
    p.add_argument("--adam", action="store_true", help="AdamW for everything, to compare")
    p.add_argument("--resume", action="store_true")
    p.add_argument("--widen", default="", metavar="OLD.pt", help="begin with a narrower one of the same tokenizer")
    p.add_argument("--keep", type=float, default=0.0, help="how much of what it began with the result shall hold: ends of two runs average well")
    p.add_argument("--minutes", type=float, default=0, help="the learning rate falls over so long instead of over --steps")
    p.add_argument("--groups", type=int, default=2)
    p.add_argument("--passages", type=int, default=400, help="of each group")
    p.add_argument("--questions", type=int, default=130, help="of each group")
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--log", default="")
    args = p.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    tok = Tokenizer.from_file(args.tokenizer)
    docs = pairs.read_documents(args.corpus)
    pairs.tokenize(docs, tok, args.corpus + "/passages.npy")
    words = Words(tok)
    size = {**SIZES[args.size], "words": words.count}
    where = voting.Voting(words, docs) if size.get("votes") else None
    net = Retriever(tok.get_vocab_size(), size)
    net.start(torch.from_numpy(np.bincount(np.concatenate([i for d in docs for i in d.ids[::9]]), minlength=tok.get_vocab_size())).float())
    if where:
        hush_common(net, where, docs)
        heard = (net.voice > HUSH).float()
        net.voice.register_hook(lambda grad: grad * heard)
    if args.widen:
        widen(net, torch.load(args.widen)["model"])
    optimizers = make_optimizers(net, args.lr, args.adam_lr, args.adam)
    start = 0
    if args.resume and os.path.exists(args.out):
        saved = torch.load(args.out)
        net.load_state_dict(saved["model"])
        start = saved["step"]
    began_as = {name: value.clone() for name, value in net.state_dict().items()}
    batches = Batches(docs, tok, args.seed * 7919 + start, groups=args.groups, passages=args.passages, questions=args.questions, where=where)
    print(f"{len(docs)} documents, {sum(len(d.texts) for d in docs)} passages, {sum(q.numel() for q in net.parameters()) / 1e6:.2f} M parameters", flush=True)
    sums, began, log = [], time.time(), []

    def save(step):
        torch.save({"model": net.state_dict(), "size": net.size, "step": step}, args.out + ".tmp")
        os.replace(args.out + ".tmp", args.out)

    for step in itertools.count() if args.minutes else range(args.steps):
        done = (time.time() - began) / 60 / args.minutes if args.minutes else step / args.steps
        if done >= 1:
            break
        rate = min(1, (step + 1) / 30) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * done)))
        for o in optimizers:
            for g in o.param_groups:
                g["lr"] = g["peak"] * rate
        loss, hit = loss_of(net, tok, batches.next())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        for o in optimizers:
            o.step()
            o.zero_grad(set_to_none=True)
        sums.append((loss.item(), hit))
        if (step + 1) % 25 == 0:
            l, h = np.mean(sums, 0)
            log.append((start + step + 1, l, h))
            print(f"step {start + step + 1} loss {l:.3f} hit {h:.3f} T {net.temperature.exp():.1f} {net.index_temperature.exp():.1f} "
                  f"{(time.time() - began) / (step + 1):.2f} s a step, {(time.time() - began) / 60:.1f} min", flush=True)
            sums = []
        if (step + 1) % 100 == 0:
            save(start + step + 1)
    net.load_state_dict({name: value.lerp(began_as[name], args.keep) for name, value in net.state_dict().items()})
    save(start + step)
    if args.log:
        np.savetxt(args.log, np.array(log), header="step loss hit")


if __name__ == "__main__":
    main()
