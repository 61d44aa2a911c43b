#!/usr/bin/env python3
"""Train the retriever that assemble.py writes into the attention of a bundled model.

    retriever.py CORPUS TOKENIZER OUT.pt [--size flash|pro] [--steps N | --minutes M] [--resume] [--experts] [--adam]

A passage becomes one vector: heads of a window layer take a softmax-weighted mean of what its tokens say (a token's
own vector and a map of the one before it), a mixture of experts bends it, a compressor's row keeps it as key.  A question
becomes a query the same way.  All matrices are those of the V4 layers they will stand in (bag: window attention's
wkv, wq_b, wo; experts: its MoE; key: the CSA compressor's wkv; query: wq_a and wq_b; index: the indexer's), trained alone by
contrast: the right passage against all others of the batch.

Shapes: V vocabulary, I identity, A value channels of a row, B bag, K key channels, P passages, Q questions.
"""
import argparse
import math
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import nn

import muon
import pairs
import phrases

SIZES = {
    "flash": dict(identity=130, prev=36, value=192, bag=166, key=192, heads=2, q_rank=166, index=96, experts=8, active=2, hidden=64),
    "pro": dict(identity=278, prev=48, value=336, bag=326, key=336, heads=3, q_rank=326, index=96, experts=8, active=2, hidden=96),
}
ROUTE_SCALE = 1.5


class Retriever(nn.Module):
    def __init__(self, vocabulary, size):
        super().__init__()
        s = SIZES[size] if isinstance(size, str) else size
        self.size = s
        i, a, b, k, h = s["identity"], s["value"], s["bag"], s["key"], s["heads"]

        def matrix(*shape):
            return nn.Parameter(torch.randn(*shape) / math.sqrt(shape[-1]))

        self.embed = nn.Parameter(torch.randn(vocabulary, i))          # unit rows where used
        self.before = matrix(s["prev"], i)                             # code of the token before
        self.value_own, self.value_before = matrix(a, i), matrix(a, s["prev"])
        with torch.no_grad():
            self.value_before *= 0.6
        self.weigh = nn.Parameter(torch.zeros(2, h, a))                # importance: of a passage's tokens, of a question's
        self.out = matrix(h, b, a)
        self.name = matrix(b, a)
        with torch.no_grad():
            self.out *= h ** -0.5
            self.name *= 0.3
        self.gate = matrix(s["experts"], b)
        self.register_buffer("gate_bias", torch.zeros(s["experts"]))
        self.w1, self.w3 = matrix(s["experts"] + 1, s["hidden"], b), matrix(s["experts"] + 1, s["hidden"], b)
        self.w2 = matrix(s["experts"] + 1, b, s["hidden"])
        with torch.no_grad():
            self.w2 *= 0.0
        self.key, self.query_a, self.query_b = matrix(k, b), matrix(s["q_rank"], b), matrix(k, s["q_rank"])
        self.index_key, self.index_query = matrix(s["index"], b), matrix(s["index"], s["q_rank"])
        with torch.no_grad():                                          # begin where a question's words meet a passage's
            q = torch.linalg.qr(torch.randn(max(k, b), max(k, b)))[0]
            self.key.copy_(q[:k, :b])
            r = torch.linalg.qr(torch.randn(max(b, s["q_rank"]), max(b, s["q_rank"])))[0][:s["q_rank"], :b]
            self.query_a.copy_(r)
            self.query_b.copy_(self.key @ r.t())
            p = torch.randn(s["index"], b) / math.sqrt(s["index"])
            self.index_key.copy_(p)
            self.index_query.copy_(p @ r.t())
        self.temperature = nn.Parameter(torch.tensor(3.3))             # log
        self.index_temperature = nn.Parameter(torch.tensor(2.5))
        self.register_buffer("load", torch.zeros(s["experts"]), persistent=False)

    @torch.no_grad()
    def start(self, counts):
        """Rare tokens weigh more from the beginning.  counts[V]: how often each token was seen."""
        rarity = -torch.log(counts + 5.0)
        rarity = ((rarity - rarity[counts > 0].mean()) / rarity[counts > 0].std()).clamp(-2.5, 2.5)
        self.embed[:, 0] = 3.0 * rarity
        self.value_own[0] = 0
        self.value_own[:, 0] = 0
        self.value_own[0, 0] = 1
        self.weigh[..., 0] = 0.6 * self.size["identity"] ** 0.5 / 3.0
        self.out[..., 0] = 0
        self.name[:, 0] = 0

    def tables(self):
        """What each token adds as itself and as the one before: [V, A] twice."""
        e = F.normalize(self.embed, dim=-1)
        return e @ self.value_own.t(), (e @ self.before.t()) @ self.value_before.t()

    def bag(self, tables, ids, before, offsets, role):
        """[n, B] from flat token ids with the start of each text in `offsets`"""
        own, prev = tables
        n = len(offsets)
        lengths = torch.diff(torch.cat([offsets, offsets.new_tensor([len(ids)])]))
        owner = torch.repeat_interleave(torch.arange(n), lengths)
        score_own, score_prev = own @ self.weigh[role].t(), prev @ self.weigh[role].t()      # [V, H]
        score = F.embedding(ids, score_own) + F.embedding(before, score_prev)
        top = torch.full((n, score.shape[1]), -1e9).scatter_reduce(0, owner[:, None].expand(-1, score.shape[1]), score.detach(), "amax")
        p = (score - top.index_select(0, owner)).exp()
        p = p * (1 / torch.zeros_like(top).index_add(0, owner, p)).index_select(0, owner)
        out = 0
        for h in range(score.shape[1]):
            w = p[:, h].contiguous()
            mean = F.embedding_bag(ids, own, offsets, mode="sum", per_sample_weights=w) \
                + F.embedding_bag(before, prev, offsets, mode="sum", per_sample_weights=w)
            out = out + mean @ self.out[h].t()
        return out

    def names(self, tables, ids, before, offsets):
        own, prev = tables
        return (F.embedding_bag(ids, own, offsets, mode="mean") + F.embedding_bag(before, prev, offsets, mode="mean")) @ self.name.t()

    def experts(self, z):
        """MoE of z[n, B] (normed): shared expert last in the stacks"""
        s = self.size
        if not self.w2.requires_grad and not self.w2.any():
            return torch.zeros_like(z)
        psi = torch.sqrt(F.softplus(z @ self.gate.t()) + 1e-12)
        chosen = (psi.detach() + self.gate_bias).topk(s["active"], -1).indices
        g = psi.gather(1, chosen)
        g = g / g.sum(-1, keepdim=True) * ROUTE_SCALE
        y = 0
        for e in range(s["experts"] + 1):
            hidden = F.silu(z @ self.w1[e].t()) * (z @ self.w3[e].t())
            if e < s["experts"]:
                hidden = hidden * (g * (chosen == e)).sum(-1, keepdim=True)
            y = y + hidden @ self.w2[e].t()
        if self.training:
            self.load += torch.bincount(chosen.flatten(), minlength=s["experts"])
        return y

    def bend(self, b):
        """stream after MoE, normed"""
        z = F.rms_norm(b, b.shape[-1:])
        return F.rms_norm(b + self.experts(z), b.shape[-1:])

    def keys(self, z):
        return F.normalize(z @ self.key.t(), dim=-1), F.normalize(z @ self.index_key.t(), dim=-1)

    def queries(self, z):
        c = F.rms_norm(z @ self.query_a.t(), (self.size["q_rank"],))
        return F.normalize(c @ self.query_b.t(), dim=-1), F.normalize(c @ self.index_query.t(), dim=-1)


def flat(texts):
    """Token arrays -> ids, ids before (0 at the start), offsets"""
    ids = torch.from_numpy(np.concatenate(texts).astype(np.int64))
    before = torch.cat([ids.new_zeros(1), ids[:-1]])
    offsets = torch.from_numpy(np.cumsum([0] + [len(t) for t in texts[:-1]]))
    before[offsets] = 0
    return ids, before, offsets


class Batches:
    """Groups of passages of one document each, and questions about them."""

    def __init__(self, docs, tok, seed, frequency=None, groups=6, passages=112, questions=40):
        self.rng = random.Random(seed)
        self.asker = pairs.Asker(docs, self.rng, frequency)
        self.tok, self.groups, self.passages, self.questions = tok, groups, passages, questions
        self.by_kind = {k: [d for d in docs if d.kind == k] for k in ("book", "contract", "doc", "code")}
        self.weights = {k: [min(len(d.texts), 600) for d in v] for k, v in self.by_kind.items()}

    def pick(self):
        kind = self.rng.choices(("book", "contract", "doc", "code"), (0.38, 0.24, 0.08, 0.3))[0]
        return self.rng.choices(self.by_kind[kind], self.weights[kind])[0]

    def shown_name(self, name):
        rng = self.rng
        stem = name.rsplit(".", 1)[0] if rng.random() < 0.8 else name
        if rng.random() < 0.6:
            words = pairs.re.findall(r"[^\W_]+", stem)
            if len(words) > 6 and rng.random() < 0.5:
                words = words[-rng.randint(3, 6):]
            stem = " ".join(w.capitalize() if rng.random() < 0.6 else w for w in words)
        return stem[:90]

    def next(self):
        rng = self.rng
        texts, names, questions = [], [], []                   # questions: (text, positives, (first, last) of what it competes with)
        for g in range(self.groups):
            doc = self.pick()
            n = len(doc.texts)
            allowed = None
            if n > 4 * self.passages:                          # somewhere in a long one
                at = rng.randrange(n - 3 * self.passages)
                allowed = range(at, at + 3 * self.passages)
            asked, needed = [], {}
            for _ in range(self.questions):
                q = self.asker.ask(doc, allowed)
                if q is None:
                    continue
                for i in q[1]:
                    needed.setdefault(i, len(needed))
                asked.append(q)
                if len(needed) >= self.passages:
                    break
            fill = [i for i in (rng.sample(range(n), min(n, self.passages)) if allowed is None else rng.sample(allowed, self.passages)) if i not in needed]
            for i in fill[:max(0, self.passages - len(needed))]:
                needed[i] = len(needed)
            base = len(texts)
            texts += [doc.ids[i] for i in needed]
            names += [doc.name_ids] * len(needed)
            for text, found in asked:
                named = rng.random() < 0.25
                if named:
                    text = rng.choice(phrases.NAMED).format(d=self.shown_name(doc.name), q=text)
                questions.append((text, [base + needed[i] for i in found], (base, base + len(needed)), named or doc.kind != "contract"))
        return texts, names, questions


def encode_questions(tok, texts):
    return [np.array(e.ids[:120], np.int32) for e in tok.encode_batch(texts, add_special_tokens=False)]


def loss_of(net, tok, batch):
    texts, names, questions = batch
    tables = net.tables()
    b = net.bag(tables, *flat(texts), 0)
    name_ids, where = [], []
    for n in names:                                            # one document's name once
        if not name_ids or name_ids[-1] is not n:
            name_ids.append(n)
        where.append(len(name_ids) - 1)
    b = b + net.names(tables, *flat(name_ids))[torch.tensor(where)]
    k, ik = net.keys(net.bend(b))
    q, iq = net.queries(net.bend(net.bag(tables, *flat(encode_questions(tok, [x[0] for x in questions])), 1)))
    n = len(texts)
    right, off = torch.zeros(len(questions), n, dtype=torch.bool), torch.zeros(len(questions), n, dtype=torch.bool)
    for r, (_, found, (a, z), wide) in enumerate(questions):
        right[r, found] = True
        if not wide:
            off[r, :a] = True
            off[r, z:] = True
    total, hit = 0, None
    for qq, kk, t, weight in ((q, k, net.temperature, 1.0), (iq, ik, net.index_temperature, 0.3)):
        s = (qq @ kk.t()) * t.exp()
        s = s.masked_fill(off, -1e4)
        if hit is None:
            hit = right.gather(1, s.argmax(-1, keepdim=True)).float().mean().item()
        total = total + weight * (torch.logsumexp(s, -1) - torch.logsumexp(s.masked_fill(~right, -1e4), -1)).mean()
    return total, hit


def make_optimizers(net, lr, adam_lr, all_adam):
    """Muon for matrices, AdamW for embeddings, importances and temperatures."""
    small, large = [], []
    for name, p in net.named_parameters():
        if not p.requires_grad:
            continue
        (small if all_adam or name in ("embed", "weigh", "temperature", "index_temperature") else large).append(p)
    out = [torch.optim.AdamW([dict(params=[p for p in small if p is not net.weigh], lr=adam_lr, peak=adam_lr),
                              dict(params=[net.weigh], lr=adam_lr * 3, peak=adam_lr * 3)], betas=(0.9, 0.95), weight_decay=0.0)]
    if large:
        inner = {id(getattr(net, n)) for n in ("gate", "w1", "w2", "w3")}
        for some, peak in (([p for p in large if id(p) not in inner], lr), ([p for p in large if id(p) in inner], lr * 0.1)):
            if some:
                out.append(muon.Muon(some, peak))
                out[-1].param_groups[0]["peak"] = peak
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
    p.add_argument("--minutes", type=float, default=0, help="the learning rate falls over so long instead of over --steps")
    p.add_argument("--experts", action="store_true", help="train the mixture of experts too, once the rest is good")
    p.add_argument("--groups", type=int, default=3)
    p.add_argument("--passages", type=int, default=224, help="of each group")
    p.add_argument("--questions", type=int, default=90, help="of each group")
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--log", default="")
    args = p.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    tok = Tokenizer.from_file(args.tokenizer)
    docs = pairs.read_documents(args.corpus)
    pairs.tokenize(docs, tok, args.corpus + "/passages.npy")
    net = Retriever(tok.get_vocab_size(), args.size)
    net.start(torch.from_numpy(np.bincount(np.concatenate([i for d in docs for i in d.ids[::9]]), minlength=tok.get_vocab_size())).float())
    for n in ("gate", "w1", "w2", "w3"):
        getattr(net, n).requires_grad_(args.experts)
    optimizers = make_optimizers(net, args.lr, args.adam_lr, args.adam)
    start = 0
    if args.resume and os.path.exists(args.out):
        saved = torch.load(args.out)
        net.load_state_dict(saved["model"])
        start = saved["step"]
    batches = Batches(docs, tok, args.seed * 7919 + start, groups=args.groups, passages=args.passages, questions=args.questions)
    print(f"{len(docs)} documents, {sum(len(d.texts) for d in docs)} passages, {sum(q.numel() for q in net.parameters()) / 1e6:.2f} M parameters", flush=True)
    sums, began, log = [], time.time(), []

    def save(step):
        torch.save({"model": net.state_dict(), "size": net.size, "step": step}, args.out + ".tmp")
        os.replace(args.out + ".tmp", args.out)

    for step in range(args.steps):
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
        if net.load.sum() > 0:
            net.gate_bias += 1e-3 * rate * torch.sign(net.load.mean() - net.load)
            net.load.zero_()
        sums.append((loss.item(), hit))
        if (step + 1) % 25 == 0:
            l, h = np.mean(sums, 0)
            log.append((start + step + 1, l, h))
            print(f"step {start + step + 1} loss {l:.3f} hit {h:.3f} T {net.temperature.exp():.1f} {net.index_temperature.exp():.1f} "
                  f"{(time.time() - began) / (step + 1):.2f} s a step, {(time.time() - began) / 60:.1f} min", flush=True)
            sums = []
        if (step + 1) % 100 == 0:
            save(start + step + 1)
    save(start + step)
    if args.log:
        np.savetxt(args.log, np.array(log), header="step loss hit")


if __name__ == "__main__":
    main()
