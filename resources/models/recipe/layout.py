"""Where things stand in the hidden state of an assembled model, and how loud they are.

Channels: what a token is, or what a passage says; words; places; codes of marks; flags.  The four streams keep apart what layers say:
1 neighbours, marks and places, 2 votes, passages and questions, and by themselves the answer and, with votes, those of the first round.
"""
import string

import torch
import torch.nn.functional as F

OWN, BEFORE = 24, 12                         # channels of a word, and of the word before it where it goes on with that
CODES = dict(b=10, l=10, n=29, d=13)         # letter of a mark, its second letter, number, what follows three digits
TOKEN_FLAGS = ("const", "br", "num", "close", "doc", "user", "open", "hd", "lab", "frame", "spec", "think")
PLACE_FLAGS = ("p1b", "p1num", "p1close", "p1open", "p2b", "p2num", "p2open", "p2lab", "p3b", "p3open", "end", "hdr")
VOTE_TOKEN_FLAGS = ("bracket", "goes_on", "is_word", "hush", "defines")
VOTE_PLACE_FLAGS = ("joined", "defined", "many", "literal")
CONST, FLAG, CODE = 32.0, 4.0, 1 / 32         # amplitudes in the embedding, where what a token is has norm 1; FP8 knows 1 / x exactly
FOUND = 6.0                                  # what the last layer says where it has found a passage
LOUD = 150.0                                 # norm of what the last two layers say, against which the embedding is faint
OPEN, SHUT = 20.0, -20.0                     # logits of streams read or written, and of others


class Map:
    """Channels by name: slices `bag`, `word`, `place`, `codes` and one a code; numbers for flags.
    `more`: further signs of places, on channels of the bag, in streams where nobody asks what a token is."""

    def __init__(self, c, size):
        votes = bool(size.get("votes"))
        at = 0
        for name, width in dict(bag=size["bag"], word=OWN + BEFORE if votes else 0, place=size["places"] if votes else 0, **CODES).items():
            setattr(self, name, slice(at, at + width))
            at += width
        self.codes = slice(self.b.start, at)
        self.token_flags = TOKEN_FLAGS + (VOTE_TOKEN_FLAGS if votes else ())
        for name in self.token_flags + PLACE_FLAGS + (VOTE_PLACE_FLAGS if votes else ()):
            setattr(self, name, at)
            at += 1
        self.more = slice(self.bag.start, self.bag.start + (size["more"] if votes else 0))
        assert self.more.stop <= self.bag.stop
        assert at <= c.hidden_size, f"hidden_size must be at least {at}"


def width(channels):
    return channels.stop - channels.start


def spread(n, dim, seed):
    """n unit vectors, no two very alike"""
    g = torch.Generator().manual_seed(seed)
    if n <= dim:
        return torch.linalg.qr(torch.randn(dim, dim, generator=g))[0][:n]
    x = F.normalize(torch.randn(n, dim, generator=g), dim=-1)
    if n > 4000:
        return x
    for _ in range(200):
        s = x @ x.t()
        s.fill_diagonal_(0)
        x = F.normalize(x - 0.02 * s.clamp(min=0).pow(3) @ x, dim=-1)
    return x


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


def silence(part):
    for name, p in part.named_parameters():
        if name.endswith(("w2.weight", "wo_a.weight", "wo_b.weight")):
            p.zero_()


def clear(*parts):
    """Experts that hear and say nothing yet"""
    for part in parts:
        for matrix in (part.w1, part.w2, part.w3):
            matrix.weight.zero_()


def vocabulary(tok):
    vocab = tok.get_vocab()
    letters = {x: i for i, x in enumerate(string.ascii_uppercase)}
    numbers = sorted(t for t in vocab if t.isascii() and t.isdigit() and len(t) <= 3)
    return vocab, letters, numbers
