"""Places: a vector of ones and minus ones for every reference mark, unlike that of any other.

  layer 0   the closing bracket of a mark makes a place of the mark: an expert multiplies signs
  layer 1   every token gathers the place of the mark it stands under, and an expert makes more signs of it: products of two
"""
import math

import torch

from layout import CODES, CONST, FLAG, clear, width

HEAD = 3                                     # of layer 1
NUMBER, LABEL = 1 / 8, 1 / 8                 # how loud notes are: quiet, where a token says what it is and where a place will stand
PRIOR = 64                                   # signs of the number before the last one
SIGN = 512.0                                 # makes a clamped product of notes one of signs
LABELLED = 16 * SIGN                         # the same for labels: sums of what may nearly cancel
LIMIT = 10.0                                 # where SwiGLU clamps
PLACE = 1 / 128                              # of a clamped product, in the stream: no louder than constants, so that norms stay alike
AGAIN = 48.0                                 # makes a clamped product of places one of signs, and nearly nothing of the signs of a number by itself
APART = 56                                   # channels between the two signs of a product
PAIRED = 32                                  # numbers whose further signs are orthogonal, and how many of those there are
OVER = 4.0                                   # how many times as loud as a place the further signs are, where a token says what it is
CELL = 15 / 16                               # puts them into the middle of one of FP8's cells in compressed rows, as places are: whatever a token has noted besides, all are
                                             # one number there


def norm(c, channels):
    """Of that many channels of a place; each of two experts has half of the routed weight"""
    return PLACE * LIMIT * LIMIT * c.routed_scaling_factor / 2 * channels ** 0.5


def whole(mp):
    """Channels of a place, with those of its further signs"""
    return [*range(mp.place.start, mp.place.stop), *range(mp.more.start, mp.more.stop)]


def pick(w, mp):
    """The matrix that reads a place of the documents, its further signs as loud as the rest"""
    p = w.pick(whole(mp))
    p[width(mp.place):] *= CELL / OVER
    return p


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


def number_signs(numbers, cols, seed):
    """Signs of the tokens of numbers; the first numbers are orthogonal, so that votes for passages of a short text disturb none of the others.
    Of the first PAIRED numbers products of two columns (write_more) are orthogonal as well."""
    rows, g = signs(len(numbers), cols, seed), torch.Generator().manual_seed(seed + 1000)
    hadamard = torch.ones(1, 1)
    while len(hadamard) < cols:
        hadamard = torch.cat([torch.cat([hadamard, hadamard], 1), torch.cat([hadamard, -hadamard], 1)])
    assert len(hadamard) == cols, "a power of two"
    hadamard = hadamard[:, paired_columns(cols, g)] * torch.sign(torch.randn(cols, generator=g))
    first = {str(i + 1): i for i in range(cols)}
    for i, text in enumerate(numbers):
        if text in first:
            rows[i] = hadamard[first[text]]
    return rows


def paired_columns(cols, g):
    """A product of two columns of that matrix is another one: the exclusive or of their numbers.  Columns APART are chosen so that the numbers of
    their products differ in the bits that tell the first PAIRED rows apart: one column has c there, the other c times a root of a field of so many elements.
    Further bits are random, so that products are as unlike as can be in other rows."""
    groups = [torch.randperm(cols // PAIRED, generator=g).tolist() for _ in range(PAIRED)]
    one = [c + PAIRED * groups[c].pop() for c in range(PAIRED)]
    other = [c + PAIRED * groups[c].pop() for c in (doubled(c) for c in range(PAIRED))]
    rest = [c + PAIRED * group for c, left in enumerate(groups) for group in left]
    rest = [rest[i] for i in torch.randperm(len(rest), generator=g).tolist()]
    between = APART - PAIRED
    return one + rest[:between] + other + rest[between:]


def doubled(c):
    """Times x in the field of 32 elements, x⁵ = x² + 1: a permutation, and so is adding c to it"""
    return c << 1 if c < 16 else (c << 1 & 31) ^ 5


def write(ffn, c, mp, tok, embed):
    """place = sign(number) · sign(label and what precedes the number).
    What the bracket itself has where notes are would be part of every place: the constant takes it away."""
    ffn.gate.tid2eid[:] = torch.tensor([2, 3])
    ffn.gate.tid2eid[tok.get_vocab()["]"]] = torch.tensor([0, 1])
    ffn.gate.weight.zero_()
    size, at = width(mp.place), notes(mp)
    assert size <= c.moe_intermediate_size
    label, number = torch.zeros(2, size, c.hidden_size)
    label[:, at["b"]], label[:, at["l"]] = signs(size, CODES["b"], 23), signs(size, CODES["l"], 24)
    label[:, at["prior"]] = 6.0 * signs(size, PRIOR, 25)
    number[:, at["number"]] = 4.0 * torch.eye(size)
    own = embed[tok.get_vocab()["]"]]
    label[:, mp.const] -= label @ own / own[mp.const]
    number[:, mp.const] -= number @ own / own[mp.const]
    multiply(ffn, LABELLED / LABEL * label, SIGN / NUMBER * number, mp.place, PLACE)
    take_back(ffn, c, mp, size)


def take_back(ffn, c, mp, size):
    """What a closing bracket noted where its place stands now: silu(bracket) · note, where silu has reached its limit"""
    shared, usual = ffn.shared_experts, math.sqrt((CONST ** 2 + 3 * FLAG ** 2) / c.hidden_size)    # the layer's norm, behind a mark's number
    clear(shared)
    shared.w1.weight[:size, mp.bracket] = LIMIT * usual
    shared.w3.weight[:size, mp.place] = 32.0 * torch.eye(size)
    shared.w2.weight[mp.place, :size] = -usual / (32.0 * LIMIT) * torch.eye(size)


def write_more(ffn, c, mp):
    """Products of two signs of a place are as unlike as new ones.  Every token goes to the first two experts."""
    size = width(mp.more)
    assert size + APART <= width(mp.place)
    ffn.gate.weight.zero_()
    ffn.gate.bias.copy_(torch.arange(c.n_routed_experts) < 2)
    one = AGAIN * torch.eye(c.hidden_size)[mp.place.start:mp.place.start + size]
    multiply(ffn, one, one.roll(APART, 1), mp.more, OVER * PLACE)


def multiply(ffn, a, b, target, loud):
    """What two experts with half of the weight each add to these channels: a · x times b · x, clamped, since silu(x) − silu(−x) = x"""
    experts, n = ffn.experts, len(a)
    clear(experts)
    for expert, sign in ((0, 1.0), (1, -1.0)):
        experts.w1.weight[expert, :n] = sign * a
        experts.w3.weight[expert, :n] = sign * b
        experts.w2.weight[expert, target, :n] = loud * torch.eye(n)
    ffn.shared_experts.w2.weight.zero_()


def gather(w, mp, behind, gap, slope, bracket):
    """bracket: the embedding of what closes a mark, once more than it was taken back; a part that all places share would be heard as often as there are votes"""
    k_place = w.channels(w.pick(mp.place) - (w.embeddings - 1) * torch.outer(bracket[mp.place], w.forms(bracket=1.0)))
    k_mark = w.channels(w.forms(bracket=0.4, p1num=0.8, p2b=0.8, p3b=0.8, **behind)[None])
    w.q[HEAD, k_mark.start] += w.forms(const=gap)
    w.recent(HEAD, 9, w.forms(const=slope))
    w.say(HEAD, mp.place, k_place, torch.eye(width(mp.place)))
