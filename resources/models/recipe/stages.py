#!/usr/bin/env python3
"""What the layers of an assembled Pro say about one text, beside what they were meant to say.

    stages.py RETRIEVER.pt CONFIG.json TOKENIZER.json TEXT.txt "QUESTION" ["QUESTION" ...]

For every question: how alike its vector is to the retriever's, where its words voted in both rounds, and which passage's row won.
Weights are rounded as in the checkpoint and rows as in the cache.  Only what a question needs is computed behind the document.
"""
import sys

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

import assemble
import formats
import model as m
import pairs
import places
import phrases
import retriever as r
import votes
from batches import flat
from layout import width
from passages import cut_passages, document

STORED = formats.Quant()                                          # rows, indexer and weights as the checkpoint and the cache hold them
STORED.level = "all"
PLAIN = formats.Quant()


def rounded(net):
    """The weights that the checkpoint will hold"""
    for part in net.modules():
        if isinstance(part, m.Weight):
            part.weight.data = part.weight.data.bfloat16().float() if part.kind == "bf16" else part.matrix(STORED, torch.float32)
    for part in (net.embed, net.head):
        part.data = part.data.bfloat16().float()
    return net.eval()


class Reading:
    """A document read once, piece by piece.  Layers between the second and the last but one say nothing in it: they wait for a question."""

    PIECE = 512                                                   # tokens; a multiple of every layer's ratio

    def __init__(self, net, mp, tok, name, passages):
        self.net, self.mp, self.c, self.tok = net, mp, net.c, tok
        vocab = tok.get_vocab()
        ids = [vocab["<｜begin▁of▁sentence｜>"]] + self.encode(phrases.SYSTEM) + [vocab["<｜User｜>"]] + self.encode(document("A", name, passages) + "\n")
        self.ids, self.length = ids, len(ids)
        self.tables = net.tables(self.length + 2 * net.c.sliding_window, "cpu")
        self.at = 0                                               # tokens that were read
        self.recent = {i: torch.zeros(0, net.c.hidden_size) for i in range(len(net.layers))}
        self.rows, self.index = {}, {}
        self.starts = self.marks()
        self.ends = self.starts[1:] + [max(i for i, t in enumerate(ids) if t == vocab["</"])]
        self.read()

    def encode(self, text):
        return self.tok.encode(text, add_special_tokens=False).ids

    def marks(self):
        """Tokens that begin the passages: the n-th is followed by n"""
        opening, out = self.tok.get_vocab()["[A"], []
        for i, t in enumerate(self.ids):
            if t == opening and self.tok.decode(self.ids[i + 1:i + 4]).split("]")[0] == str(len(out) + 1):
                out.append(i)
        return out

    def speaks(self, i):
        """Whether layer i adds anything to a document's tokens"""
        return i < 2 or i == len(self.net.layers) - 2

    def read(self):
        layers, marked, gathered = self.net.layers, [], []
        seen = {i: [] for i, block in enumerate(layers) if block.attn.ratio == 4}
        for start in range(0, self.length, self.PIECE):
            ids = torch.tensor(self.ids[start:start + self.PIECE])
            h = self.net.embed[ids][:, None].expand(-1, self.c.hc_mult, -1).contiguous()
            for i, block in enumerate(layers):
                x = self.seen_by(i, h)
                if block.attn.ratio == 128:
                    self.keep(i, x[None], start)
                elif block.attn.ratio:
                    seen[i].append(x)
                if self.speaks(i):
                    h = self.expert(block, self.attend(i, h)[0], ids)
                self.recent[i] = torch.cat([self.recent[i], x])[-self.c.sliding_window:]
                if i == 1:
                    marked.append(torch.cat([h[:, 1, self.mp.place], h[:, 3, self.mp.more] / places.OVER], 1))
            gathered.append(h[:, 2, self.mp.bag])
            self.at += len(ids)
        self.marked, self.gathered = torch.cat(marked), torch.cat(gathered)
        for i, some in seen.items():
            self.keep(i, torch.cat(some)[None], 0)

    def seen_by(self, i, h):
        block = self.net.layers[i]
        return block.attn_norm(block.hc_attn(h)[0], self.c.rms_norm_eps)

    def expert(self, block, h, ids):
        x, post, comb = block.hc_ffn(h)
        return m.Hyper.merge(block.ffn(block.ffn_norm(x, self.c.rms_norm_eps), ids, PLAIN), h, post, comb)

    def keep(self, i, x, start):
        """Compressed rows of the whole blocks among x, tokens from `start` on"""
        a = self.net.layers[i].attn
        whole = x.shape[1] // a.ratio * a.ratio
        cos, sin = (t[start:start + whole:a.ratio] for t in self.tables[True])
        rows = STORED.rows(m.rope(a.compressor(x[:, :whole], PLAIN)[0], cos, sin), self.c.qk_rope_head_dim)
        self.rows[i] = torch.cat([self.rows[i], rows]) if i in self.rows else rows
        if a.ratio == 4:
            turned = m.rope(a.indexer.compressor(x[:, :whole], PLAIN)[0], cos, sin)
            self.index[i] = STORED.index(turned @ m.hadamard(self.c.index_head_dim, "cpu"))

    def attend(self, i, h):
        """-> what layer i adds to the streams h[n, 4, d] of the next tokens; scores of rows of the last token, [heads, rows]"""
        block, a, n = self.net.layers[i], self.net.layers[i].attn, len(h)
        _, post, comb = block.hc_attn(h)
        x = torch.cat([self.recent[i], self.seen_by(i, h)])
        first = self.at - len(self.recent[i])
        cos, sin = (t[first:self.at + n] for t in self.tables[bool(a.ratio)])
        keys = STORED.rows(m.rope(a.kv_norm(x @ a.wkv.weight.t(), self.c.rms_norm_eps), cos, sin), self.c.qk_rope_head_dim)
        cos, sin = cos[-n:, None], sin[-n:, None]
        latent = a.q_norm(x[-n:] @ a.wq_a.weight.t(), self.c.rms_norm_eps)
        q = F.rms_norm((latent @ a.wq_b.weight.t()).view(n, self.c.num_attention_heads, -1), (self.c.head_dim,), None, self.c.rms_norm_eps)
        q = m.rope(q, cos, sin) * self.c.head_dim ** -0.5
        distance = torch.arange(len(keys) - n, len(keys))[:, None] - torch.arange(len(keys))
        scores = (q @ keys.t()).masked_fill(~((distance >= 0) & (distance < self.c.sliding_window))[:, None], -1e9)
        far = None
        if a.ratio:
            far = q @ self.rows[i].t()
            if a.ratio == 4:
                far = far.masked_fill(~self.picked(i, latent, cos, sin)[:, None], -1e9)
            else:
                whole = (torch.arange(self.at, self.at + n) + 1) // a.ratio
                far = far.masked_fill((torch.arange(len(self.rows[i])) >= whole[:, None])[:, None], -1e9)
            scores, keys = torch.cat([scores, far], -1), torch.cat([keys, self.rows[i]])
        sink = a.attn_sink.view(1, -1, 1).expand(n, -1, 1)
        p = torch.softmax(torch.cat([scores, sink], -1), -1)[..., :-1]
        out = m.rope(p @ keys, cos, sin, inverse=True).flatten(1)
        return m.Hyper.merge(out @ a.wo_a.weight.t() @ a.wo_b.weight.t(), h, post, comb), None if far is None else far[-1]

    def picked(self, i, latent, cos, sin):
        indexer = self.net.layers[i].attn.indexer
        q = (latent @ indexer.wq_b.weight.t()).view(len(latent), self.c.index_n_heads, -1)
        q = STORED.index(m.rope(q, cos, sin) @ m.hadamard(self.c.index_head_dim, "cpu"))
        scores = torch.relu(q @ self.index[i].t()).sum(1)
        best = scores.topk(min(self.c.index_topk, scores.shape[1]), 1).indices
        return torch.zeros_like(scores, dtype=torch.bool).scatter_(1, best, True)

    def ask(self, ids):
        """-> streams after every layer; scores of the last layer's rows, a head each, for the last token"""
        h, out, far = self.net.embed[torch.tensor(ids)][:, None].expand(-1, self.c.hc_mult, -1).contiguous(), [], None
        for i, block in enumerate(self.net.layers):
            h, far = self.attend(i, h)
            h = self.expert(block, h, torch.tensor(ids)) if self.speaks(i) else h
            out.append(h)
        return out, far


def alike(a, b):
    return f"cosine {F.cosine_similarity(a, b, dim=-1).median():.3f}, norm {(a.norm(dim=-1) / b.norm(dim=-1)).median():.2f} of it"


def best(values, digits):
    return ", ".join(f"A{i + 1} {values[i]:.{digits}f}" for i in values.topk(min(3, len(values))).indices.tolist())


def tell(reading, ret, loud, question, full):
    mp, tok, vocab = reading.mp, reading.tok, reading.tok.get_vocab()
    asked = reading.encode(question)
    out, far = reading.ask(asked + [vocab["<｜Assistant｜>"], vocab["</think>"]] + reading.encode("> ["))
    wanted = ret.bag(ret.table(), *flat([np.array(asked, np.int32)]), 1)
    middles = [(a + b) // 2 for a, b in zip(reading.starts, reading.ends)]
    whole = F.normalize(reading.marked[middles], dim=1)
    place = F.normalize(whole[:, :width(mp.place)], dim=1)
    print(f"\n{question}\n  its vector: {alike(out[-2][-1:, 2, mp.bag] / loud, wanted)}")
    for t, token in enumerate(asked):
        first, second = out[2][t, 0, places.whole(mp)] / votes.FIRST.loud, out[4][t, 2, mp.place] / votes.SECOND.loud
        rounds = [whole @ first, place @ second]
        if rounds[0].max() > 0.1:
            print(f"  {tok.id_to_token(token):>14}  " + "   ".join(
                f"round {n}: {best(v, 2)}" for n, v in enumerate(rounds, 1)))
    both = place @ out[-2][-1, 2, mp.place] / votes.SECOND.loud
    dense = ret.scores(full, wanted)[0][0]
    score = far[0, [e // 4 for e in reading.ends if e // 4 < far.shape[1]]]       # the last passage's row may wait for the question
    for what, v in (("vectors alone", dense), ("votes alone", both), ("rows", score)):
        print(f"  {what}: {best(v, 1)}")


@torch.no_grad()
def main():
    config, tok = m.Config.load(sys.argv[2]), Tokenizer.from_file(sys.argv[3])
    ret, _ = r.load(sys.argv[1])
    loud = assemble.loudness(ret, tok)
    net, mp = assemble.assemble(ret, config, tok, loud)
    with open(sys.argv[4], encoding="utf-8") as f:
        passages = cut_passages(f.read())
    name = sys.argv[4].rsplit("/", 1)[-1]
    reading = Reading(rounded(net), mp, tok, name, passages)
    texts = [np.array(tok.encode(t + "\n", add_special_tokens=False).ids[-pairs.LONGEST:], np.int32) for t in passages]
    full = ret.bag(ret.table(), *flat(texts), 0) + ret.names(ret.table(), *flat([np.array(tok.encode(name, add_special_tokens=False).ids, np.int32)]))
    print(f"{len(passages)} passages, {reading.length} tokens; their vectors: {alike(reading.gathered[reading.ends] / loud, full)}")
    for question in sys.argv[5:]:
        tell(reading, ret, loud, question, full)


if __name__ == "__main__":
    main()
