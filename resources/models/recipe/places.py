"""Places: a vector of ones and minus ones for every reference mark, unlike that of any other.

  layer 0   the closing bracket of a mark makes a place of the mark: an expert multiplies signs
  layer 1   every token gathers the place of the mark it stands under
"""
import torch

from layout import CODES, width

HEAD = 3                               # of layer 1
SIGN = 512.0                                 # makes a clamped product one of signs
LIMIT = 10.0                                 # where SwiGLU clamps
PLACE = 1 / 128                              # of a clamped product, in the stream: no louder than constants, so that norms stay alike


def norm(c, mp):
    """In the stream; each of two experts has half of the routed weight"""
    return PLACE * LIMIT * LIMIT * c.routed_scaling_factor / 2 * width(mp.place) ** 0.5


def notes(mp):
    """Where a token notes what its place will be made of: the number before it, the number before that, letters of the label"""
    at, out = mp.bag.start, {"number": mp.place}
    for name in ("n", "b", "l"):
        out[name] = slice(at, at + CODES[name])
        at += CODES[name]
    assert at <= mp.bag.stop
    return out


def signs(rows, cols, seed):
    return torch.sign(torch.randn(rows, cols, generator=torch.Generator().manual_seed(seed)))


def write(ffn, c, mp, tok, embed):
    """place = sign(number) · sign(label and what precedes the number): two experts, since silu(x) − silu(−x) = x.
    What the bracket itself has where notes are would be part of every place: the constant takes it away."""
    ffn.gate.tid2eid[:] = torch.tensor([2, 3])
    ffn.gate.tid2eid[tok.get_vocab()["]"]] = torch.tensor([0, 1])
    ffn.gate.weight.zero_()
    size, at = width(mp.place), notes(mp)
    assert size <= c.moe_intermediate_size
    label, number = torch.zeros(2, size, c.hidden_size)
    label[:, at["b"]], label[:, at["l"]] = signs(size, CODES["b"], 23), signs(size, CODES["l"], 24)
    label[:, at["n"]] = 4.0 * signs(size, CODES["n"], 25)
    number[:, at["number"]] = 4.0 * torch.eye(size)
    own = embed[tok.get_vocab()["]"]]
    label[:, mp.const] -= label @ own / own[mp.const]
    number[:, mp.const] -= number @ own / own[mp.const]
    x = ffn.experts
    for part in (x.w1, x.w2, x.w3):
        part.weight.zero_()
    for expert, sign in ((0, 1.0), (1, -1.0)):
        x.w1.weight[expert, :size] = sign * SIGN * label
        x.w3.weight[expert, :size] = sign * SIGN * number
        x.w2.weight[expert, mp.place, :size] = PLACE * torch.eye(size)
    ffn.shared_experts.w2.weight.zero_()


def gather(w, mp, behind, gap, slope, bracket):
    """bracket: the embedding of what closes a mark; a part that all places share would be heard as often as there are votes"""
    k_place = w.channels(w.pick(mp.place) - w.embeddings * torch.outer(bracket[mp.place], w.forms(bracket=1.0)))
    k_mark = w.channels(w.forms(bracket=0.4, p1num=0.8, p2b=0.8, p3b=0.8, **behind)[None])
    w.q[HEAD, k_mark.start] += w.forms(const=gap)
    w.recent(HEAD, 9, w.forms(const=slope))
    w.say(HEAD, mp.place, k_place, torch.eye(width(mp.place)))
