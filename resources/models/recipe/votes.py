"""Words that vote for the passages they stand in.

  layer 0   a token that goes on with a word notes the one before it; the closing bracket of a mark makes of the mark a place, a vector of
            ones and minus ones that is unlike that of any other mark: an expert multiplies signs
  layer 1   every token gathers the place of the mark it stands under
  layer 2   CSA: rows of four tokens keep four words, one a quarter, and a place.  Four heads of a question's word look into one quarter
            each; where the same word stands they hear the place, all the more the fewer there are
"""
import math

import torch
import torch.nn.functional as F

from layout import CODE, CODES, CONST, FLAG, vocabulary, width
from retriever import FEW
from words import DEFINED, Words
from writer import Writer

WORD_HEAD = 3                                # of layer 0
PLACE_HEAD = 3                               # of layer 1
KEEN = 20.0                                  # nats of the same word
BEFORE = 17                                  # channels of the word before
HUSHED = 8.0                                 # nats a word is hushed by where its flag is as loud as others
SIGN = 64.0                                  # makes a clamped product one of signs
LIMIT = 10.0                                 # where SwiGLU clamps
PLACE = 1 / 128                              # of a clamped product, in the stream: no louder than constants, so that norms stay alike
VOTE = 40.0                                  # norm of a vote of 1 in the stream


def wanted(mp):
    return mp.place.stop > mp.place.start


def place_norm(c, mp):
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


def write_words(net, ret, mp, tok):
    words, e = Words(tok), net.embed
    codes = word_codes(words.count, mp)
    fold = torch.from_numpy(words.fold)
    some = fold >= 0
    e[some, mp.word.start:mp.word.stop - BEFORE] = codes[fold[some]]
    e[some, mp.is_word] = FLAG
    e[torch.from_numpy(words.goes_on) & some, mp.goes_on] = FLAG
    e[torch.from_numpy(words.defines), mp.defines] = FLAG
    e[some, mp.hush] = -FLAG / HUSHED * ret.voice.clamp(-12.0, 0.5)[fold[some]]
    vocab, _, numbers = vocabulary(tok)
    e[vocab["]"], mp.bracket] = FLAG
    e[[vocab[t] for t in numbers], mp.place] = signs(len(numbers), width(mp.place), 26) / width(mp.place) ** 0.5


def word_codes(n, mp):
    """Unit vectors whose first BEFORE channels all have the same share, so that these alone tell a word too"""
    own, g = width(mp.word) - BEFORE, torch.Generator().manual_seed(21)
    x = torch.randn(n, own, generator=g)
    first, rest = F.normalize(x[:, :BEFORE], dim=-1), F.normalize(x[:, BEFORE:], dim=-1)
    return torch.cat([first * (BEFORE / own) ** 0.5, rest * (1 - BEFORE / own) ** 0.5], 1)


def note_words(w, mp, k_b, k_l, look_back):
    own = slice(mp.word.start, mp.word.stop - BEFORE)
    k_word, k_n, k_is = w.channels(w.pick(own)), w.channels(w.pick(mp.n) / CODE), w.channels(torch.stack([w.forms(is_word=1.0), w.forms(defines=1.0)]))
    look_back(WORD_HEAD, 1, w.forms(goes_on=1.0))
    w.say(WORD_HEAD, slice(own.stop, mp.word.stop), slice(k_word.start, k_word.start + BEFORE), torch.eye(BEFORE) * (width(own) / BEFORE) ** 0.5)
    w.out[WORD_HEAD, mp.joined, k_is.start] = FLAG
    w.out[0, mp.defined, k_is.start + 1] = FLAG
    at = notes(mp)
    w.say(0, at["number"], w.channels(w.pick(mp.place)), torch.eye(width(mp.place)))
    w.say(1, at["n"], k_n, torch.eye(CODES["n"]))
    for h in (1, 2):
        w.say(h, at["b"], k_b, torch.eye(CODES["b"]))
        w.say(h, at["l"], k_l, torch.eye(CODES["l"]))


def signs(rows, cols, seed):
    return torch.sign(torch.randn(rows, cols, generator=torch.Generator().manual_seed(seed)))


def write_places(ffn, c, mp, tok):
    """place = sign(number) · sign(label and what precedes the number): two experts, since silu(x) − silu(−x) = x"""
    ffn.gate.tid2eid[:] = torch.tensor([2, 3])
    ffn.gate.tid2eid[tok.get_vocab()["]"]] = torch.tensor([0, 1])
    ffn.gate.weight.zero_()
    size, at = width(mp.place), notes(mp)
    assert size <= c.moe_intermediate_size
    label, number = torch.zeros(2, size, c.hidden_size)
    label[:, at["b"]], label[:, at["l"]] = signs(size, CODES["b"], 23), signs(size, CODES["l"], 24)
    label[:, at["n"]] = 4.0 * signs(size, CODES["n"], 25)
    number[:, at["number"]] = 4.0 * torch.eye(size)
    x = ffn.experts
    for part in (x.w1, x.w2, x.w3):
        part.weight.zero_()
    for expert, sign in ((0, 1.0), (1, -1.0)):
        x.w1.weight[expert, :size] = sign * SIGN * label
        x.w3.weight[expert, :size] = sign * SIGN * number
        x.w2.weight[expert, mp.place, :size] = PLACE * torch.eye(size)
    ffn.shared_experts.w2.weight.zero_()


def gather_places(w, mp, behind, gap, slope):
    k_place = w.channels(w.pick(mp.place))
    k_mark = w.channels(w.forms(bracket=0.4, p1num=0.8, p2b=0.8, p3b=0.8, **behind)[None])
    w.q[PLACE_HEAD, k_mark.start] += w.forms(const=gap)
    w.recent(PLACE_HEAD, 9, w.forms(const=slope))
    w.say(PLACE_HEAD, mp.place, k_place, torch.eye(width(mp.place)))


def write_votes(block, c, mp, keen=KEEN):
    w = Writer(c, block.attn, mp, reach=1024.0)
    a, comp = block.attn, block.attn.compressor
    quarters = [w.channels(torch.cat([w.pick(mp.word), w.forms(defined=1.0)[None]]), compressed=True) for _ in range(4)]
    k_place = w.channels(w.pick(mp.place), compressed=True)
    k_one = w.channels(w.forms(const=1.0)[None], compressed=True)
    few = FEW / 4                                               # a quarter of a word's places each
    for h, quarter in enumerate(quarters):
        w.q[h, quarter.start:quarter.stop - 1] += keen * w.pick(mp.word)
        w.q[h, quarter.stop - 1] += w.forms(const=DEFINED)
        # only questions vote, marks in answers do not; two codes in one word count double
        w.q[h, k_one.start] += w.forms(hush=-HUSHED, joined=-keen, const=-60.0, end=60.0, p1b=-60.0, p2b=-60.0)
        w.say(h, mp.place, k_place, torch.eye(width(mp.place)) * few * VOTE / place_norm(c, mp))
    w.store()
    a.attn_sink.fill_(keen + math.log(few))
    # a row holds its own four tokens: each quarter one, the place the last, constants their mean
    comp.wgate.weight.zero_()
    comp.ape[:, :c.head_dim] = -40.0
    for position in range(4):
        comp.ape[position, c.head_dim:] = 40.0 if position == 3 else -40.0
        for quarter, channels in enumerate(quarters):
            here = slice(c.head_dim + channels.start, c.head_dim + channels.stop)
            comp.ape[position, here] = 40.0 if position == quarter else -40.0
        comp.ape[position, c.head_dim] = 0.0
    write_index(w, a.indexer, c, mp)


def write_index(w, indexer, c, mp):
    """The sum of a row's four words, against the question's word.  What a token is stands in the row too, unheard, and evens out its norm."""
    n, comp = c.index_head_dim, indexer.compressor
    form = torch.eye(c.hidden_size)[[*range(*mp.word.indices(c.hidden_size)), *range(*mp.bag.indices(c.hidden_size))]]
    room = len(form)
    assert room <= n - c.qk_rope_head_dim
    key = torch.zeros(2 * n, c.hidden_size)
    key[n:n + room] = form
    key[2 * n - 1, mp.const] = 0.7 / CONST                        # norms of rows vary less
    comp.wkv.weight.copy_(key)
    comp.norm.weight.fill_(1.0)
    comp.wgate.weight.zero_()                                     # words that would not be heard leave room to others
    seen = c.hidden_size ** 0.5 / (1.1 * CONST)                   # the layer's norm
    comp.wgate.weight[n:, mp.hush] = -0.25 * HUSHED / (FLAG * seen)
    comp.ape.zero_()
    comp.ape[:, :n] = -40.0
    w.search(indexer, form)
