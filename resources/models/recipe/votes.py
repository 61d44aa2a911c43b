"""Words that vote for the passages they stand in, by their places (places.py).

  layer 0   a token that goes on with a word notes the one before it
  layer 2   CSA: rows of four tokens keep four words, one a quarter, and a place.  Four heads of a question's word look into one quarter
            each; where the same word stands they hear the place, all the more the fewer there are
  layer 3   every word of the question hears the votes of the words before it
  layer 4   CSA again: of a word's places those count more that other words have voted for.  Votes for other places, which disturb each
            other, nearly vanish
"""
import math
from typing import NamedTuple

import torch
import torch.nn.functional as F

import places
from layout import CODE, CODES, CONST, FLAG, vocabulary, width
from retriever import FEW
from words import DEFINED, Words
from writer import Writer

WORD_HEAD = 3                                # of layer 0
KEEN = 20.0                                  # nats of the same word
BEFORE = 15                                  # channels of the word before
AGAIN = 1.5                                  # times as loud these are than in the word's own code, whose share they have: FP8 knows 1.5
HUSHED = 8.0                                 # nats a word is hushed by where its flag is as loud as others
COUNTED = 12.0                               # nats of a question's token, where votes are counted: a small number, so that rounding it changes little
PATIENT = 200.0                              # tokens of a question, above which their votes count less
ITSELF = (12.0, 10.0, 9.0, 7.0, 6.0, 5.0, 4.0)  # nats of a token for itself, by rotary pair
APART = 512.0                                # puts rows of a question away, whose votes look like a place that agrees with all of them
DOUBT = 0.5                                  # votes in the first round that a place needs to be heard in the second


class Round(NamedTuple):
    embeddings: int    # how many of the streams it reads hold the embedding
    few: float         # places of a word that is still rare
    loud: float        # norm of a vote of 1 in the stream
    swayed: float      # nats of a place for each vote it has


FIRST, SECOND = Round(1, FEW, 40.0, 0.0), Round(2, 1.0, 160.0, 4.0)


def wanted(mp):
    return mp.place.stop > mp.place.start


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
    e[[vocab[t] for t in numbers], mp.place] = places.signs(len(numbers), width(mp.place), 26) / width(mp.place) ** 0.5


def word_codes(n, mp):
    """Unit vectors whose first BEFORE channels all have the norm 1 / AGAIN, so that these alone tell a word too"""
    own, g = width(mp.word) - BEFORE, torch.Generator().manual_seed(21)
    x = torch.randn(n, own, generator=g)
    first, rest = F.normalize(x[:, :BEFORE], dim=-1), F.normalize(x[:, BEFORE:], dim=-1)
    return torch.cat([first / AGAIN, rest * (1 - AGAIN ** -2) ** 0.5], 1)


def note_words(w, mp, k_b, k_l, look_back):
    own = slice(mp.word.start, mp.word.stop - BEFORE)
    k_word, k_n, k_is = w.channels(w.pick(own)), w.channels(w.pick(mp.n) / CODE), w.channels(torch.stack([w.forms(is_word=1.0), w.forms(defines=1.0)]))
    look_back(WORD_HEAD, 1, w.forms(goes_on=1.0))
    w.say(WORD_HEAD, slice(own.stop, mp.word.stop), slice(k_word.start, k_word.start + BEFORE), torch.eye(BEFORE) * AGAIN)
    w.out[WORD_HEAD, mp.joined, k_is.start] = FLAG
    w.out[0, mp.defined, k_is.start + 1] = FLAG
    at = places.notes(mp)
    w.say(0, at["number"], w.channels(w.pick(mp.place)), torch.eye(width(mp.place)))
    w.say(1, at["n"], k_n, torch.eye(CODES["n"]))
    for h in (1, 2):
        w.say(h, at["b"], k_b, torch.eye(CODES["b"]))
        w.say(h, at["l"], k_l, torch.eye(CODES["l"]))


def word_form(w, mp):
    """The word and the word before: only the first is part of the embedding"""
    form = w.pick(mp.word)
    form[:width(mp.word) - BEFORE] /= w.embeddings
    return form


def write_votes(block, c, mp, this):
    """this: the round; the second finds in a question's stream what the first said of other words"""
    w = Writer(c, block.attn, mp, reach=1024.0, embeddings=this.embeddings)
    a, comp = block.attn, block.attn.compressor
    word = word_form(w, mp)
    quarters = [w.channels(torch.cat([word, w.forms(defined=1.0)[None]]), compressed=True) for _ in range(4)]
    k_place = w.channels(w.pick(mp.place), compressed=True)
    k_one = w.channels(w.forms(const=1.0)[None], compressed=True)
    k_end = w.channels(w.forms(end=APART)[None], compressed=True)
    few = this.few / 4                                          # a quarter of a word's places each
    for h, quarter in enumerate(quarters):
        w.q[h, quarter.start:quarter.stop - 1] += KEEN * word
        w.q[h, quarter.stop - 1] += w.forms(const=DEFINED)
        # only questions vote, marks in answers do not; two codes in one word count double
        silent = {mark: -60.0 for mark in ("p1b", "p2b", "p1open", "p2open", "p3open")}
        w.q[h, k_one.start] += w.forms(hush=-HUSHED, joined=-KEEN, const=-60.0, end=60.0, **silent)
        w.q[h, k_end.start] += w.forms(end=-60.0)                # the question's own words are no evidence
        w.q[h, k_place] += w.pick(mp.place) * this.swayed / (FIRST.loud * places.norm(c, mp))
        w.say(h, mp.place, k_place, torch.eye(width(mp.place)) * few * this.loud / places.norm(c, mp))
    w.store()
    a.attn_sink.fill_(KEEN + math.log(few) + this.swayed * DOUBT)
    # a row holds its own four tokens: each quarter one, the place the last, constants their mean
    comp.wgate.weight.zero_()
    comp.ape[:, :c.head_dim] = -40.0
    for position in range(4):
        comp.ape[position, c.head_dim:] = 40.0 if position == 3 else -40.0
        for quarter, channels in enumerate(quarters):
            here = slice(c.head_dim + channels.start, c.head_dim + channels.stop)
            comp.ape[position, here] = 40.0 if position == quarter else -40.0
        comp.ape[position, c.head_dim] = 0.0
    write_index(w, a.indexer, c, word)


def write_index(w, indexer, c, word):
    """The sum of a row's four words, against the question's word"""
    n, comp, room = c.index_head_dim, indexer.compressor, len(word)
    assert room <= n - c.qk_rope_head_dim
    key = torch.zeros(2 * n, c.hidden_size)
    key[n:n + room] = word
    key[2 * n - 1] = w.forms(const=0.7)                           # norms of rows vary less
    comp.wkv.weight.copy_(key)
    comp.norm.weight.fill_(1.0)
    comp.wgate.weight.zero_()                                     # words that would not be heard leave room to others
    seen = c.hidden_size ** 0.5 / (1.1 * CONST * w.embeddings)    # the layer's norm
    comp.wgate.weight[n:] = w.forms(hush=-0.25 * HUSHED / seen)
    comp.ape.zero_()
    comp.ape[:, :n] = -40.0
    w.search(indexer, word)


def count_votes(w, mp, head, behind):
    """One head sums the votes of a question's tokens: against so loud a sink each has nearly the same share.
    behind: the channel of rows that says whether a token stands behind the documents"""
    k_votes = w.channels(w.pick(mp.place) / 8)
    w.q[head, behind] += w.forms(end=COUNTED)
    w.recent(head, 7, w.forms(end=0.01))
    w.say(head, mp.place, k_votes, torch.eye(width(mp.place)) * 8 * (PATIENT + 30))
    return COUNTED + math.log(PATIENT), k_votes


def write_others(block, c, mp):
    """What the others say: the sum of votes, by one head, without one's own, which another head sees"""
    w = Writer(c, block.attn, mp, reach=1024.0, embeddings=2)
    w.pair(7, w.forms(const=1.0))
    counting, own = 0, 1
    sink, k_votes = count_votes(w, mp, counting, w.channels(w.forms(end=1.0)[None]).start)
    for i, nats in enumerate(ITSELF):
        w.pair(i, w.forms(const=1.0))
        w.facing(own, i, w.forms(end=nats))
    w.say(own, mp.place, k_votes, -8 * torch.eye(width(mp.place)))
    w.store()
    block.attn.attn_sink[:] = torch.tensor([sink, 0.4 * sum(ITSELF), 0.0, 0.0])
