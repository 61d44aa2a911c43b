"""Places: a vector of ones and minus ones for every reference mark, unlike that of any other.

  layer 0   the closing bracket of a mark makes a place of the mark: experts multiply signs
  layer 1   every token gathers the place of the mark it stands under
"""
import torch

from layout import CODES, CONST, FLAG, width

HEAD = 3                                     # of layer 1
NUMBER, LABEL = 1 / 4, 1 / 8                 # how loud notes are: quiet, where a token says what it is and where a place will stand
PRIOR = 60                                   # signs of the number before the last one
SIGN = 512.0                                 # makes a clamped product of notes one of signs
LIMIT = 10.0                                 # where SwiGLU clamps
PLACE = 1 / 128                              # of a clamped product, in the stream: no louder than constants, so that norms stay alike
SILENT = 131072.0                            # what tokens that close no mark are below, for the experts


def norm(c, channels):
    """Of that many channels of a place; each of two experts has half of the routed weight"""
    return PLACE * LIMIT * LIMIT * c.routed_scaling_factor / 2 * channels ** 0.5


def notes(mp):
    """Where a token notes what its place will be made of: the number before it, the number before that, letters of the label"""
    at, out = mp.bag.start, {"number": mp.place}
    for name, size in (("prior", PRIOR), ("b", CODES["b"]), ("l", CODES["l"])):
        out[name] = slice(at, at + size)
        at += size
    assert at <= mp.bag.stop
    return out


def signs(rows, cols, seed):
    return torch.sign(torch.randn(rows, cols, generator=torch.Generator().manual_seed(seed)))


def write(ffn, c, mp, tok, embed):
    """place = sign(number) · sign(label and what precedes the number): silu(x) − silu(−x) = x, by two experts with half of the weight each.
    What the bracket itself has where numbers are noted would be part of every place: the constant takes it away."""
    ffn.gate.tid2eid[:] = torch.tensor([0, 1])
    ffn.gate.weight.zero_()
    size, at, experts = width(mp.place), notes(mp), ffn.experts
    assert size <= c.moe_intermediate_size
    label, number = torch.zeros(2, size, c.hidden_size)
    label[:, at["b"]], label[:, at["l"]] = signs(size, CODES["b"], 23), signs(size, CODES["l"], 24)
    label[:, at["prior"]] = 6.0 * signs(size, PRIOR, 25)
    number[:, at["number"]] = 4.0 * torch.eye(size)
    own = embed[tok.get_vocab()["]"]]
    number[:, mp.const] -= number @ own / own[mp.const]
    for part in (experts.w1, experts.w2, experts.w3):
        part.weight.zero_()
    for expert, sign in ((0, 1.0), (1, -1.0)):
        experts.w1.weight[expert, :size] = sign * SIGN / LABEL * label
        experts.w1.weight[expert, :size, mp.bracket] = SILENT / FLAG
        experts.w1.weight[expert, :size, mp.const] = -SILENT / CONST
        experts.w3.weight[expert, :size] = sign * SIGN / NUMBER * number
        experts.w2.weight[expert, mp.place, :size] = PLACE * torch.eye(size)
    ffn.shared_experts.w2.weight.zero_()


def gather(w, mp, behind, gap, slope, bracket):
    """bracket: the embedding of what closes a mark; a part that all places share would be heard as often as there are votes"""
    k_place = w.channels(w.pick(mp.place) - w.embeddings * torch.outer(bracket[mp.place], w.forms(bracket=1.0)))
    k_mark = w.channels(w.forms(bracket=0.4, p1num=0.8, p2b=0.8, p3b=0.8, **behind)[None])
    k_recital = w.channels(torch.stack([w.forms(p1cue=1.0)] + [w.forms(**{flag: 1.0 / w.embeddings}) for flag in ("first", "bit0", "bit1", "bit2", "bit3")]))
    w.q[HEAD, k_mark.start] += w.forms(const=gap)
    w.recent(HEAD, 9, w.forms(const=slope))
    w.say(HEAD, mp.place, k_place, torch.eye(width(mp.place)))
    w.say(HEAD, [mp.recital, mp.first, *mp.bits], k_recital, FLAG * torch.eye(6))
