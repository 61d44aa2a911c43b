"""Attention layers as linear forms.

Scores are plain products of linear forms, in nats: a large constant channel, of no weight in rows and in scores, makes the norms of
rows and queries nearly constant.
"""
import math

import torch

import model as m
from layout import CONST, FLAG


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
            size = (CONST if name == "const" else FLAG) * (self.embeddings if name in self.m.token_flags else 1)
            v[getattr(self.m, name)] += w / size
        return v

    def channels(self, matrix, compressed=False):
        """New channels with matrix · x in window rows (or in compressed ones)"""
        s = slice(self.at, self.at + len(matrix))
        self.at = s.stop
        assert self.at <= self.nope, f"head_dim too small: {self.at} of {self.nope}"
        (self.rows if compressed else self.u)[s] = matrix
        return s

    def pick(self, channels):
        """The matrix that reads these channels of the hidden state: a slice or a list"""
        return torch.eye(self.d)[channels]

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
        """Head adds matrix · row[channels] to hidden channels: a slice or a list"""
        self.out[head, target, channels] += matrix

    def store(self):
        a = self.a
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

    def search(self, indexer, forms):
        """The indexer's queries: for every head one form · x; all heads count alike"""
        indexer.wq_b.weight.copy_((forms @ self.a.wq_a.weight.t()).flatten(0, 1))
        indexer.weights_proj.weight.zero_()
        indexer.weights_proj.weight[:, self.m.const] = 1.0

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
