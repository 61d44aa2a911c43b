#!/usr/bin/env python3
"""Write a trained retriever (retriever.py) into the layers of a bundled model.

    assemble.py RETRIEVER.pt CONFIG.json TOKENIZER.json OUT.pt

What each layer does is laid down here; what decides which passage answers was learned.

  layer 0, window   every token notes the three tokens before it
  layer 1, window   every token notes the reference mark of the passage it stands in, whether it stands behind the documents,
                    and whether it stands in a document's opening tag
  layer 2, HCA      the token after a passage gathers the passage into one vector, tokens behind the documents gather the
                    question; compressed rows hold names of documents, and each passage adds the name of its own; experts
                    bend the sum where they were trained (retriever.py --experts), else they are silent
  layer 3, CSA      rows of passages: a key, and the mark as value.  While a mark is written, heads look for the row whose key
                    answers the question's vector and say the next piece of its mark; one says whether there is any
  MTP               what the last layer saw ahead: the piece after the next

Layers beyond these are silent.  The four streams keep apart what layers say: stream 0 the token, 1 marks and neighbours, 2 passages and
questions, 3 the answer.  Channels of the hidden state: [0, bag) what a token is, or what a passage says; codes of marks; flags.

Scores are plain products of linear forms, in nats: a large constant channel, of no weight in rows and in scores, makes the norms of
rows and queries nearly constant.
"""
import math
import string
import sys

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

import model as m
import phrases
import retriever as r

CODES = dict(b=10, l=10, n=29, d=13)         # letter of a mark, its second letter, number, what follows three digits
TOKEN_FLAGS = ("const", "br", "num", "close", "doc", "user", "open", "hd", "lab", "frame", "spec", "think")
PLACE_FLAGS = ("p1b", "p1num", "p1close", "p1open", "p2b", "p2num", "p2open", "p2lab", "p3b", "p3open", "end", "hdr")
CONST, FLAG, CODE = 6.0, 3.0, 0.15           # amplitudes in the embedding, where what a token is has norm 1
LOUD = 150.0                                 # norm of what layers 2 and 3 say, against which the embedding is faint
SHARPER = 2.5                                # than in training, where many passages share the blame
OPEN, SHUT = 20.0, -20.0                     # logits of streams read or written, and of others


class Map:
    def __init__(self, c, bag):
        self.bag, at = bag, bag
        for name, size in CODES.items():
            setattr(self, name, slice(at, at + size))
            at += size
        self.codes = slice(bag, at)
        for name in TOKEN_FLAGS + PLACE_FLAGS:
            setattr(self, name, at)
            at += 1
        assert at <= c.hidden_size, f"hidden_size must be at least {at}"


def spread(n, dim, seed):
    """n unit vectors, no two very alike"""
    g = torch.Generator().manual_seed(seed)
    if n <= dim:
        return torch.linalg.qr(torch.randn(dim, dim, generator=g))[0][:n]
    x = F.normalize(torch.randn(n, dim, generator=g), dim=-1)
    for _ in range(200):
        s = x @ x.t()
        s.fill_diagonal_(0)
        x = F.normalize(x - 0.02 * s.clamp(min=0).pow(3) @ x, dim=-1)
    return x


class Writer:
    """One attention layer: rows and queries as linear forms on what the layer reads."""

    def __init__(self, c, attn, mp, reach, embeddings=1):
        """embeddings: how many of the streams read hold the embedding"""
        self.c, self.a, self.m, self.reach, self.embeddings = c, attn, mp, reach, embeddings
        self.d, self.dim, self.heads = c.hidden_size, c.head_dim, c.num_attention_heads
        self.nope = self.dim - c.qk_rope_head_dim
        self.freqs = m.rope_frequencies(c, bool(attn.ratio)).tolist()
        self.u, self.q = torch.zeros(self.dim, self.d), torch.zeros(self.heads, self.dim, self.d)
        self.rows = torch.zeros(self.dim, self.d)                # compressed rows
        self.out = torch.zeros(self.heads, self.d, self.dim)
        self.at = 1
        attn.attn_sink.fill_(0.0)

    def forms(self, **flags):
        v = torch.zeros(self.d)
        for name, w in flags.items():
            size = (CONST if name == "const" else FLAG) * (self.embeddings if name in TOKEN_FLAGS else 1)
            v[getattr(self.m, name)] += w / size
        return v

    def channels(self, matrix, compressed=False):
        """New channels with matrix · x in window rows (or in compressed ones)"""
        s = slice(self.at, self.at + len(matrix))
        self.at = s.stop
        assert self.at <= self.nope, f"head_dim too small: {self.at} of {self.nope}"
        (self.rows if compressed else self.u)[s] = matrix
        return s

    def pick(self, block):
        """The matrix that reads these channels of the hidden state"""
        p = torch.zeros(block.stop - block.start, self.d)
        p[:, block] = torch.eye(block.stop - block.start)
        return p

    def pair(self, i, value):
        self.u[self.nope + 2 * i] = value

    def facing(self, head, i, weight, offset=0.0):
        """weight · cos(f (distance − offset)) for rows whose pair i is (1, 0); weight is a form"""
        f = self.freqs[i]
        self.q[head, self.nope + 2 * i] += weight * math.cos(f * offset)
        self.q[head, self.nope + 2 * i + 1] += -weight * math.sin(f * offset)

    def recent(self, head, i, slope):
        """about −slope · distance within a quarter turn of pair i; slope is a form"""
        self.q[head, self.nope + 2 * i + 1] += slope / self.freqs[i]

    def say(self, head, target, channels, matrix):
        """Head adds matrix · row[channels] to hidden channels."""
        self.out[head, target, channels] += matrix

    def store(self):
        c, a = self.c, self.a
        const = self.forms(const=1.0)
        scale = self.reach * 0.5                                 # window rows: other channels small against the constant one
        self.u[0] = const * scale
        a.wkv.weight.copy_(self.u)
        gain = torch.full((self.dim,), self.reach * scale / math.sqrt(self.dim))
        gain[0] = 1e-3
        a.kv_norm.weight.copy_(gain)
        if a.ratio:
            comp = a.compressor
            self.rows[0] = const * scale
            comp.wkv.weight.copy_(self.rows.repeat(len(comp.wkv.weight) // self.dim, 1))
            comp.norm.weight.copy_(gain)
            comp.ape.zero_()
        self.q[:, 0] = const * self.reach
        self.latent(self.q)
        self.speak(1.0 / self.reach)

    def latent(self, q):
        """Queries by way of a selection of hidden channels"""
        a, used = self.a, q.abs().sum((0, 1)).nonzero()[:, 0]
        assert len(used) <= self.c.q_lora_rank, (len(used), self.c.q_lora_rank)
        down = torch.zeros(self.c.q_lora_rank, self.d)
        down[torch.arange(len(used)), used] = 1
        a.wq_a.weight.copy_(down)
        a.q_norm.weight.fill_(1.0)
        a.wq_b.weight.copy_((q @ down.t()).flatten(0, 1))

    def speak(self, factor):
        c, a = self.c, self.a
        per = self.heads // c.o_groups
        wo_a, wo_b = torch.zeros(c.o_groups, c.o_lora_rank, per * self.dim), torch.zeros(self.d, c.o_groups * c.o_lora_rank)
        for g in range(c.o_groups):
            part = torch.cat(list(self.out[g * per:(g + 1) * per]), 1)              # [d, per · D]
            lines = part.abs().sum(1).nonzero()[:, 0]
            assert len(lines) <= c.o_lora_rank, (len(lines), c.o_lora_rank)
            wo_a[g, :len(lines)] = part[lines] * factor
            wo_b[lines, g * c.o_lora_rank + torch.arange(len(lines))] = 1
        a.wo_a.weight.copy_(wo_a.flatten(0, 1))
        a.wo_b.weight.copy_(wo_b)


def streams(hyper, read, write):
    """What a sub-layer reads and writes: fixed, whatever the streams hold."""
    n = hyper.c.hc_mult
    hyper.fn.zero_()
    hyper.scale.zero_()
    hyper.base.fill_(SHUT)
    hyper.base[list(read)] = OPEN
    if not hyper.only_pre:
        hyper.base[n:2 * n][list(write)] = 0.0                    # 2 σ(0) = 1
        hyper.base[2 * n:] = (24 * torch.eye(n) - 12).flatten()


# ---- the embedding -------------------------------------------------------------------------------------------------


def vocabulary(tok):
    vocab = tok.get_vocab()
    letters = {x: i for i, x in enumerate(string.ascii_uppercase)}
    numbers = sorted(t for t in vocab if t.isascii() and t.isdigit() and len(t) <= 3)
    return vocab, letters, numbers


def write_embedding(net, ret, mp, tok):
    vocab, letters, numbers = vocabulary(tok)
    c, e = net.c, net.embed
    e.zero_()
    e[:, :ret.size["identity"]] = F.normalize(ret.embed, dim=-1)
    e[:, mp.const] = CONST
    letter = spread(26, CODES["b"], 11)
    number = spread(len(numbers), CODES["n"], 12)
    tail = torch.cat([spread(11, CODES["d"], 13), F.normalize(torch.randn(len(numbers), CODES["d"], generator=torch.Generator().manual_seed(14)), dim=-1)])

    def flag(token, *names):
        if token in vocab:
            for name in names:
                e[vocab[token], getattr(mp, name)] = FLAG

    tails = {str(i): tail[i] for i in range(10)}
    tails["]"] = tail[10]
    for i, t in enumerate(numbers):
        tails.setdefault(t, tail[11 + i])
    head = torch.zeros_like(e)
    for x, i in letters.items():
        if "[" + x in vocab:
            e[vocab["[" + x], mp.b] = CODE * letter[i]
            flag("[" + x, "br")
        e[vocab[x], mp.l] = CODE * letter[i]
        head[vocab[x], mp.b], head[vocab[x], mp.l] = letter[i], letter[i]
        for y, j in letters.items():
            if x + y in vocab:                                    # a label of two letters in one token
                e[vocab[x + y], mp.l] = CODE * F.normalize(letter[i] + letter[j].roll(3), dim=0)
    for i, t in enumerate(numbers):
        e[vocab[t], mp.n] = CODE * number[i]
        head[vocab[t], mp.n] = number[i]
        flag(t, "num")
    for t, code in tails.items():
        e[vocab[t], mp.d] = CODE * code
        head[vocab[t], mp.d] = code
    for t, names in {"</": ("close",), "document": ("doc",), "<｜User｜>": ("user", "spec"), "Ġ[": ("open",), "<document": ("hd", "frame"),
                     "Ġlabel": ("lab", "frame"), "=\"": ("frame",), "\"": ("frame",), "Ġname": ("frame",), ">Ċ": ("frame",), "\">Ċ": ("frame",),
                     ">": ("spec",), "<｜Assistant｜>": ("spec",), "</think>": ("spec", "think"), "<think>": ("spec",),
                     "<｜begin▁of▁sentence｜>": ("spec",), "<｜end▁of▁sentence｜>": ("spec",), ">ĊĊ": ("spec",)}.items():
        assert t in vocab or t in ("\">Ċ", ">ĊĊ"), t
        flag(t, *names)
    # what follows what, as far as the form of an answer is fixed
    decline = tok.encode(phrases.DECLINE, add_special_tokens=False).ids
    after = [(vocab[">"], vocab["Ġ["]), (vocab["]"], vocab["<｜end▁of▁sentence｜>"]), (vocab["<think>"], vocab["</think>"]),
             (decline[-1], vocab["<｜end▁of▁sentence｜>"])] + list(zip(decline, decline[1:]))
    for cur, nxt in after:
        head[nxt, :mp.bag] += 9.0 * e[cur, :mp.bag]
    think, first, found = e[vocab["</think>"], :mp.bag], decline[0], mp.think
    head[vocab[">"], :mp.bag] += 8.0 * think
    head[first, :mp.bag] += 9.0 * think
    head[vocab[">"], found] = 2.0
    net.head.copy_(head)


# ---- layers --------------------------------------------------------------------------------------------------------


def write_neighbours(block, c, mp, ret):
    w = Writer(c, block.attn, mp, reach=400.0)
    weights = {0: 12.0, 1: 10.0, 2: 9.0, 3: 7.0, 4: 6.0, 5: 5.0, 6: 4.0}
    for i in weights:
        w.pair(i, w.forms(const=1.0))
    prev = slice(ret.size["identity"], ret.size["identity"] + ret.size["prev"])
    before = torch.zeros(ret.size["prev"], c.hidden_size)
    before[:, :ret.size["identity"]] = ret.before
    k_prev, k_b, k_l = w.channels(before), w.channels(w.pick(mp.b) / CODE), w.channels(w.pick(mp.l) / CODE)
    flags = ("br", "num", "close", "open", "lab")
    k_flags = w.channels(torch.stack([w.forms(**{f: 1.0}) for f in flags]))
    names = [("p1b", "p1num", "p1close", "p1open", None), ("p2b", "p2num", None, "p2open", "p2lab"), ("p3b", None, None, "p3open", None)]
    eye = torch.eye(c.hidden_size)
    for h in range(3):
        for i, weight in weights.items():
            w.facing(h, i, w.forms(const=weight), offset=h + 1.0)
        for j, name in enumerate(names[h]):
            if name:
                w.out[h, getattr(mp, name), k_flags.start + j] += FLAG
    w.say(0, prev, k_prev, torch.eye(ret.size["prev"]))
    w.say(0, mp.l, k_l, torch.eye(CODES["l"]))
    for h in (0, 1):
        w.say(h, mp.b, k_b, torch.eye(CODES["b"]))
    w.store()
    block.attn.attn_sink.fill_(-50.0)


def write_marks(block, c, mp):
    w = Writer(c, block.attn, mp, reach=700.0)
    gap, slope = 90.0, 0.25
    last = len(w.freqs) - 1
    first = dict(num=1.0, p1b=1.0, p2b=1.0, p1num=-1.0)
    second = dict(p1num=1.0, p2b=1.0, p3b=1.0, p2num=-1.0)
    behind = dict(doc=1.0, p1close=1.0, user=2.0)
    for i, f in ((last, {**first, **behind}), (last - 1, {**second, **behind}), (last - 2, {**first, **behind, "hd": 2.0})):
        w.pair(i, w.forms(**f))
    w.pair(9, w.forms(const=1.0))
    k_n, k_d = w.channels(w.pick(mp.n) / CODE), w.channels(w.pick(mp.d) / CODE)
    k_b, k_l = w.channels(w.pick(mp.b)), w.channels(w.pick(mp.l))
    k_end = w.channels(torch.stack([w.forms(doc=0.5, p1close=0.5, user=1.0), w.forms(hd=1.0)]))
    for h, i in ((0, last), (1, last - 1), (2, last - 2)):
        w.facing(h, i, w.forms(const=gap))
        w.recent(h, 9, w.forms(const=slope))
    w.say(0, mp.n, k_n, torch.eye(CODES["n"]))
    w.say(0, mp.b, k_b, torch.eye(CODES["b"]))
    w.say(0, mp.l, k_l, torch.eye(CODES["l"]))
    w.out[0, mp.end, k_end.start] = FLAG
    w.say(1, mp.d, k_d, torch.eye(CODES["d"]))
    w.out[2, mp.hdr, k_end.start + 1] = FLAG
    w.store()
    block.attn.attn_sink.fill_(1.25 * gap)


def write_bags(block, c, mp, ret, loud):
    s = ret.size
    w = Writer(c, block.attn, mp, reach=700.0)
    value = torch.zeros(s["value"], c.hidden_size)
    value[:, :s["identity"]] = ret.value_own
    value[:, s["identity"]:s["identity"] + s["prev"]] = ret.value_before
    k_value = w.channels(value)
    k_codes = w.channels(w.pick(mp.codes))
    k_more = w.channels(torch.stack([w.forms(end=1.0), w.forms(const=1.0),
                                     w.forms(br=1, p1b=1, p2b=1, open=1, p1open=1, p2open=1, p3open=1, spec=1, hdr=1)]))
    w.pair(7, w.forms(const=1.0))
    role = w.forms(br=1.0, close=1.0, end=1.0)
    strength = torch.cat([torch.full((CODES[n],), g) for n, g in (("b", 10.0), ("l", 10.0), ("n", 24.0), ("d", 14.0))])
    for h in range(s["heads"]):
        w.q[h, k_value] += ret.weigh[0, h][:, None] * w.forms(br=1.0, close=1.0) + ret.weigh[1, h][:, None] * w.forms(end=1.0)
        w.q[h, k_codes] += strength[:, None] * w.pick(mp.codes)
        w.q[h, k_more.start] += w.forms(end=60.0)
        w.q[h, k_more.start + 1] += 90.0 * role
        w.q[h, k_more.start + 2] += -40.0 * role
        w.recent(h, 7, w.forms(end=0.03))
        w.say(h, slice(0, s["bag"]), k_value, ret.out[h] * loud)
        block.attn.attn_sink[h] = 110.0
    # names of documents: compressed rows that hold an opening tag
    name = s["heads"]
    w.rows[k_value] = value
    k_label, k_has = w.channels(w.pick(mp.l) / CODE, compressed=True), w.channels(w.forms(hdr=1.0)[None], compressed=True)
    label = w.pick(mp.b) + w.pick(mp.l).roll(3, 0)
    w.q[name, k_label] += 20.0 * label
    w.q[name, k_has] += w.forms(br=60.0, close=60.0)
    w.say(name, slice(0, s["bag"]), k_value, ret.name * loud)
    w.store()
    sink = block.attn.attn_sink
    sink[name] = 45.0
    gate = block.attn.compressor.wgate.weight
    gate.zero_()
    per = CONST / c.hidden_size ** 0.5 * 1.1                        # flags as the layer's norm leaves them
    gate[k_value] = per * w.forms(hdr=14.0, frame=-10.0, p2lab=-10.0)
    gate[k_label] = per * w.forms(p2lab=16.0, hdr=6.0)
    gate[k_has] = per * w.forms(hdr=16.0)


def write_experts(block, c, mp, ret, loud):
    ffn, s = block.ffn, ret.size
    for x in (ffn.experts, ffn.shared_experts):
        for y in (x.w1, x.w2, x.w3):
            y.weight.zero_()
    ffn.gate.weight.zero_()
    if not ret.w2.any():
        return
    ffn.gate.weight[:, :s["bag"]] = ret.gate
    ffn.gate.bias.copy_(ret.gate_bias)
    h = s["hidden"]
    for name in ("w1", "w3"):
        w = getattr(ret, name)
        getattr(ffn.experts, name).weight[:, :h, :s["bag"]] = w[:-1]
        getattr(ffn.shared_experts, name).weight[:h, :s["bag"]] = w[-1]
    ffn.experts.w2.weight[:, :s["bag"], :h] = ret.w2[:-1] * loud
    ffn.shared_experts.w2.weight[:s["bag"], :h] = ret.w2[-1] * loud
    block.ffn_norm.weight.fill_((s["bag"] / c.hidden_size) ** 0.5)


def write_answer(block, c, mp, ret, threshold):
    s, d = ret.size, c.hidden_size
    w = Writer(c, block.attn, mp, reach=1.0, embeddings=2)
    a, comp = block.attn, block.attn.compressor
    heard = d ** 0.5 / LOUD                                       # the layer's norm, where a passage or a question is loud
    # the size of keys and queries as the layer will see them
    z = F.normalize(torch.randn(512, s["bag"]), dim=-1) * d ** 0.5
    key_norm = (z @ ret.key.t()).norm(dim=-1).mean().item()
    query_norm = (z @ ret.query_a.t() @ ret.query_b.t()).norm(dim=-1).mean().item()
    bag = torch.zeros(s["bag"], d)
    bag[:, :s["bag"]] = torch.eye(s["bag"])
    k_key = w.channels(ret.key @ bag, compressed=True)
    codes = 0.25 * key_norm / (1.75 * heard)
    k_codes = w.channels(codes * w.pick(mp.codes), compressed=True)
    found = 0.1 * key_norm / (2 * FLAG * heard)
    mark = torch.zeros(1, d)
    mark[0, mp.br] = mark[0, mp.close] = found
    k_found = w.channels(mark, compressed=True)
    quiet = torch.zeros(d)                                        # where nothing was said the constant drowns the key
    quiet[mp.const] = 4 * key_norm / (0.9 * d ** 0.5)
    quiet[mp.end] = 10 * key_norm / (FLAG * heard)                # questions and opening tags are no passages
    w.rows[0] = quiet
    comp.wkv.weight.copy_(w.rows.repeat(2, 1))
    temperature = SHARPER * ret.temperature.exp().item()
    norm = torch.full((w.dim,), temperature / w.dim ** 0.5)
    norm[0] = 1e-3
    comp.norm.weight.copy_(norm)
    comp.ape.zero_()
    comp.wgate.weight.zero_()
    comp.wgate.weight[:, [mp.br, mp.close]] = 16.0 / (2 * FLAG * heard)
    # window rows say nothing
    a.wkv.weight.zero_()
    a.wkv.weight[0, mp.const] = 1.0
    a.kv_norm.weight.fill_(1e-3)
    # queries: the question's, as long as the head's flag stands; else a channel that no row has
    active = [w.forms(open=1.0), w.forms(p1open=1.0, p2open=1.0, num=-1.0), w.forms(num=1.0, p2open=1.0, p3open=1.0, const=-1.0), w.forms(think=1.0)]
    rank = s["q_rank"]
    assert rank + c.num_attention_heads <= c.q_lora_rank
    down = torch.zeros(c.q_lora_rank, d)
    down[:rank, :s["bag"]] = ret.query_a
    up = torch.zeros(c.num_attention_heads, w.dim, c.q_lora_rank)
    for h, f in enumerate(active):
        down[rank + h] = w.forms(const=1.0) - f
        up[h, k_key, :rank] = ret.query_b
        up[h, 0, rank + h] = 24.0 * query_norm / heard             # forms are 1 where a flag of amplitude FLAG stands
        a.attn_sink[h] = 0.2 * temperature
    a.attn_sink[3] = threshold * temperature
    a.wq_a.weight.copy_(down)
    a.q_norm.weight.fill_(1.0)
    a.wq_b.weight.copy_(up.flatten(0, 1))
    row_code = temperature * 0.25 / 1.75 * 0.95                   # norm of one code in a row
    row_found = temperature * 0.1
    at = {n: slice(k_codes.start + getattr(mp, n).start - mp.bag, k_codes.start + getattr(mp, n).stop - mp.bag) for n in CODES}
    ahead, start = {}, 0
    for n in ("l", "n", "d"):
        ahead[n] = slice(start, start + CODES[n])
        start += CODES[n]
    for h, now, later in ((0, ("b",), ("l", "n")), (1, ("l", "n"), ("d",)), (2, ("d",), ())):
        for n in now:
            w.say(h, getattr(mp, n), at[n], torch.eye(CODES[n]) * LOUD * (1.6 if n == "l" else 1.0) / row_code)
        for n in later:
            w.say(h, ahead[n], at[n], torch.eye(CODES[n]) * LOUD * (1.6 if n == "l" else 1.0) / row_code)
    w.out[3, mp.think, k_found.start] = 6.0 / row_found
    w.speak(1.0)
    write_index(a.indexer, c, mp, ret, heard)
    return ahead


def write_index(indexer, c, mp, ret, heard):
    s, d = ret.size, c.hidden_size
    assert s["index"] <= c.index_head_dim - c.qk_rope_head_dim
    key = torch.zeros(c.index_head_dim, d)
    key[:s["index"], :s["bag"]] = ret.index_key
    comp = indexer.compressor
    comp.wkv.weight.copy_(key.repeat(2, 1))
    # a passage's row is as long as its key; where nothing was said a rotary channel that no query has takes the norm
    size = (F.normalize(torch.randn(512, s["bag"]), dim=-1) * d ** 0.5 @ ret.index_key.t()).norm(dim=-1).mean().item()
    for last in (c.index_head_dim - 1, 2 * c.index_head_dim - 1):
        comp.wkv.weight[last, mp.const] = 4 * size / (0.9 * d ** 0.5)
        comp.wkv.weight[last, mp.end] = 10 * size / (FLAG * heard)
    comp.norm.weight.fill_(1.0)
    comp.ape.zero_()
    comp.wgate.weight.zero_()
    comp.wgate.weight[:, [mp.br, mp.close]] = 16.0 / (2 * FLAG * heard)
    up = torch.zeros(c.index_n_heads, c.index_head_dim, c.q_lora_rank)
    up[:, :s["index"], :s["q_rank"]] = ret.index_query
    indexer.wq_b.weight.copy_(up.flatten(0, 1))
    indexer.weights_proj.weight.zero_()
    indexer.weights_proj.weight[:, mp.const] = 1.0


def silence(part):
    for name, p in part.named_parameters():
        if name.endswith(("w2.weight", "wo_a.weight", "wo_b.weight")):
            p.zero_()


@torch.no_grad()
def assemble(ret, config, tok, loud, threshold=0.42):
    net = m.Transformer(config, tied=False)
    c = config
    mp = Map(c, ret.size["bag"])
    write_embedding(net, ret, mp, tok)
    b = net.layers
    write_neighbours(b[0], c, mp, ret)
    write_marks(b[1], c, mp)
    write_bags(b[2], c, mp, ret, loud)
    write_experts(b[2], c, mp, ret, loud)
    ahead = write_answer(b[3], c, mp, ret, threshold)
    for i, (read, write) in enumerate((((0,), (1,)), ((1,), (1,)), ((1,), (2,)), ((1, 2), (3,)))):
        streams(b[i].hc_attn, read, write)
        if i == 2:
            streams(b[i].hc_ffn, (2,), (2,))
        else:
            streams(b[i].hc_ffn, (0,), ())
            silence(b[i].ffn)
    streams(net.hc_head, (3,), ())
    mtp = net.mtp[0]
    silence(mtp)
    streams(mtp.hc_attn, (0,), ())
    streams(mtp.hc_ffn, (0,), ())
    streams(mtp.hc_head, (3,), ())
    mtp.e_proj.weight.zero_()
    mtp.e_proj.weight[:mp.bag, :mp.bag] = torch.eye(mp.bag)
    mtp.h_proj.weight.zero_()
    for n, s in ahead.items():
        mtp.h_proj.weight[getattr(mp, n), s] = torch.eye(CODES[n])
    return net, mp


def loudness(ret, tok):
    """What makes a typical passage LOUD"""
    text = tok.encode("The ferry leaves at nine in the morning and the captain decides whether dogs may come aboard.").ids
    with torch.no_grad():
        b = ret.bag(ret.tables(), *r.flat([np.array(text, np.int32)]), 0)
    return LOUD / b.norm().item()


def main():
    torch.manual_seed(0)                                          # of what stays silent
    saved = torch.load(sys.argv[1])
    config, tok = m.Config.load(sys.argv[2]), Tokenizer.from_file(sys.argv[3])
    ret = r.Retriever(tok.get_vocab_size(), saved["size"])
    ret.load_state_dict(saved["model"])
    net, _ = assemble(ret.eval(), config, tok, loudness(ret, tok))
    torch.save({"model": net.state_dict(), "step": saved["step"], "config": config.fields, "tied": False}, sys.argv[4])


if __name__ == "__main__":
    main()
