"""Words that vote for the passages they stand in, by their places (places.py).

  layer 0   a token that goes on with a word notes the one before it
  layer 1   a word that its passage has said before is noted: it counts once
  layer 2   CSA: rows of four tokens keep four words, one a quarter, and a place.  Four heads of a question's word look into one quarter
            each; where the same word stands they hear the place, against a sink so loud that every place counts alike.  They say too
            how many there are
  layer 3   every word of the question hears the votes of the words before it, each the fainter the more places it has
  layer 4   CSA again: of a word's places those count more that other words have voted for.  Votes for other places, which disturb each
            other, nearly vanish.  Layer 5 sums them, each the fainter the more its word's places count together
"""
import math
from typing import NamedTuple

import torch

import places
from layout import BEFORE, CODES, CONST, FLAG, OWN, vocabulary, width
from words import DEFINED, Words
from writer import Writer

WORD_HEAD = 3                                # of layer 0
REPEAT_HEAD = 2                              # of layer 1
ALIKE = 512.0                                # nats of the same word before
LATER = 1.0                                  # nats a token for what came later: a word before the passage's mark loses against the mark
NEAR = 12.0                                  # nats that a word and the one before it seem more alike than they are, by FP8's rounding: a mark so little later would lose against them
UNLIKE = 180.0                               # nats of the sink
FADED = 6.0                                  # nats a word is hushed by where it was said before
SAID = 0.25                                  # of a flag, where a word is said to be defined or repeated: a louder one would make the words in its row louder
ASIDE = 0.125                                # how loud a note of the word before is, among channels of places
LOST = 1.85                                  # nats of the word before that rounding and a head that sees more than one token cost
GENERATORS = (0x3f, 0x1c7, 0x64b, 0xa95, 0x304d, 0x5096, 0x9257, 0x1129b, 0x212ce, 0xc004e, 0x140093, 0x24120f, 0xc00053)    # of words' code
SIGN = 13 / 64                               # of a word's code: in the middle of one of FP8's cells, and so is AGAIN times that
ALL = OWN * SIGN ** 2                        # its norm, squared
SAME = 32.0                                  # nats of the same word if that were 1: a number that FP8 knows
KEEN = SAME * ALL                            # nats of the same word
BEFORE_SHARE = BEFORE / OWN                  # of a word's code, squared, in its first channels
AGAIN = 1.375                                # times as loud these are than in the word's own code, so that they count as much: FP8 knows 11 / 8
HUSHED = 8.0                                 # nats a word is hushed by where its flag is as loud as others
COUNTED = 12.0                               # nats of a question's token, where votes are counted: a small number, so that rounding it changes little
STEADY = 4.0                                 # the indexer's constant, beside words of norm 1: what makes the norms of rows alike
NOTHING = 4.0                                # nats that a word which is not hushed is louder than nothing, to the indexer
STRANGE = 0.4                                # how alike a word is that the indexer does not hear yet
PATIENT = 200.0                              # tokens of a question, above which their votes count less
FEW = 6.0                                    # places of a word that is still rare
RARE = ((0.073, 0.70), (0.0073, 0.115))      # (s, a): Σ a e^(−s n) ≈ FEW / (n + FEW), which a place of a word of n counts; n is weighed as the word is
SCARCE = (0.03, 1.0)                         # the same by one head for the second round, where n is what all places of a word count together
ITSELF = (12.0, 10.0, 9.0, 7.0, 6.0, 5.0, 4.0)  # nats of a token for itself, by rotary pair
FAINT = 4.0                                  # nats of the sink beyond that: so that a token's share is proportional to how many places it has
APART = 32.0                                 # puts rows of a question away, whose votes look like a place that agrees with all of them
COUNT = 1 / 4                                # of one place, where a word says how many it has
SMALL = 16.0                                 # places that are 1 in the rows of the layer that sums


class Round(NamedTuple):
    embeddings: int    # how many of the streams it reads hold the embedding
    sink: float        # places in one quarter, above which each counts less
    loud: float        # norm of a vote of 1 in the stream
    swayed: float      # nats of a place for each vote it has
    doubt: float       # votes that a place needs to count 1
    more: bool         # whether votes have all signs of a place


FIRST, SECOND = Round(2, 256.0, 16.0, 0.0, 0.0, True), Round(2, 4096.0, 16.0, 1.0, 0.8, False)


def wanted(mp):
    return mp.place.stop > mp.place.start


def write_words(net, ret, mp, tok):
    words, e = Words(tok), net.embed
    codes = word_codes(words.count)
    fold = torch.from_numpy(words.fold)
    some = fold >= 0
    told = some & ~torch.from_numpy(words.ends_line)             # ends of lines are hushed words: they stand before every mark
    e[told, mp.word.start:mp.word.stop - BEFORE] = codes[fold[told]]
    e[told, mp.is_word] = FLAG
    e[torch.from_numpy(words.goes_on) & some, mp.goes_on] = FLAG
    e[torch.from_numpy(words.defines), mp.defines] = FLAG
    e[some, mp.hush] = -FLAG / HUSHED * ret.voice.clamp(-12.0, 0.5)[fold[some]]
    vocab, _, numbers = vocabulary(tok)
    e[vocab["]"], mp.bracket] = FLAG
    write_numbers(e, mp, [vocab[t] for t in numbers], places.number_signs(numbers, width(mp.place), 26) / width(mp.place) ** 0.5)


def write_numbers(e, mp, numbers, signs):
    """What precedes the bracket of a mark is a number and a word: where its note as a word has another sign, that of the number is louder"""
    at = noted(mp, 0)
    word = ASIDE / places.NUMBER * e[numbers, mp.word.start:mp.word.stop - BEFORE]
    e[numbers, mp.place] = signs
    e[numbers, at] -= torch.where(word * e[numbers, at] < 0, word, 0.0)


def word_codes(n):
    """Signs of one size, which FP8 rounds alike wherever a word stands.  A linear code, the lexicode of length 24 and distance 6: no two of
    8,192 words are more alike than a half; of 31 random signs some are 0.7.  By the first BEFORE channels alone at most two words are the same."""
    assert n <= 1 << len(GENERATORS)
    order = torch.randperm(1 << len(GENERATORS), generator=torch.Generator().manual_seed(21))[:n]
    bits = torch.zeros(n, dtype=torch.int64)
    for i, word in enumerate(GENERATORS):
        bits ^= (order >> i & 1) * word
    return SIGN * (1.0 - 2.0 * (bits[:, None] >> torch.arange(OWN) & 1))


def note_words(w, mp, k_b, k_l, look_back):
    own = slice(mp.word.start, mp.word.stop - BEFORE)
    k_word, k_is = w.channels(w.pick(own)), w.channels(torch.stack([w.forms(is_word=1.0), w.forms(defines=1.0)]))
    look_back(WORD_HEAD, 1, w.forms(goes_on=1.0))
    w.say(WORD_HEAD, slice(own.stop, mp.word.stop), slice(k_word.start, k_word.start + BEFORE), torch.eye(BEFORE) * AGAIN)
    w.out[WORD_HEAD, mp.joined, k_is.start] = FLAG
    w.out[0, mp.defined, k_is.start + 1] = FLAG * SAID
    for h in (0, 1):
        target = noted(mp, h)
        w.say(h, target, slice(k_word.start, k_word.start + width(target)), torch.eye(width(target)) * ASIDE)
    at = places.notes(mp)
    k_number = w.channels(w.pick(mp.place))
    w.say(0, at["number"], k_number, places.NUMBER * torch.eye(width(mp.place)))
    w.say(1, at["prior"], slice(k_number.start, k_number.start + places.PRIOR), places.LABEL * torch.eye(places.PRIOR))
    for h in (1, 2):
        w.say(h, at["b"], k_b, places.LABEL * torch.eye(CODES["b"]))
        w.say(h, at["l"], k_l, places.LABEL * torch.eye(CODES["l"]))


def noted(mp, h):
    """Channels of places where a token notes the word h + 1 tokens before it: all of its own code, or the first of it; for h = 2, those that stay free"""
    start, own = mp.place.start, width(mp.word) - BEFORE
    ends = start + own, start + own + BEFORE, mp.place.stop
    return slice((start, *ends)[h], ends[h])


def note_repeats(w, mp):
    """Of the passage's mark and the same word, whichever came later wins.  A row says which words are before it, so no word finds itself.
    What goes on with a word is the same only behind the same."""
    k_before = w.channels(torch.cat([w.pick(noted(mp, h)) for h in (0, 1)]) / ASIDE)
    k_mark = w.channels(w.forms(br=1.0, num=-16.0, p1num=-16.0, bracket=-16.0)[None]).start    # where notes of numbers or places stand are none of words
    k_other = w.channels(w.forms(const=1.0, br=-1.0)[None]).start
    own, before = slice(mp.word.start, mp.word.stop - BEFORE), slice(mp.word.stop - BEFORE, mp.word.stop)
    w.q[REPEAT_HEAD, k_before] += ALIKE * torch.cat([w.pick(own) / w.embeddings, w.pick(before) / (AGAIN * BEFORE_SHARE)])
    w.q[REPEAT_HEAD, k_mark] += w.forms(const=ALIKE, joined=ALIKE)
    w.q[REPEAT_HEAD, k_other] += w.forms(joined=-NEAR)
    w.recent(REPEAT_HEAD, 9, w.forms(const=LATER))
    w.out[REPEAT_HEAD, mp.defined, k_other] = -FLAG * SAID * FADED / DEFINED


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
    place = places.whole(mp)
    said = place if this.more else place[:width(mp.place)]
    k_place = w.channels(places.pick(w, mp), compressed=True)
    k_one = w.channels(w.forms(const=1.0)[None], compressed=True)
    k_end = w.channels(w.forms(end=APART)[None], compressed=True)
    for h, quarter in enumerate(quarters):
        w.q[h, quarter.start:quarter.stop - 1] += SAME * word
        w.q[h, quarter.stop - 1] += w.forms(const=DEFINED / SAID)
        # only questions vote, marks in answers do not; two codes in one word count double
        silent = {mark: -60.0 for mark in ("p1b", "p2b", "p1open", "p2open", "p3open", "p1close")}    # nor what closes the documents
        w.q[h, k_one.start] += w.forms(hush=-HUSHED, joined=LOST - SAME, const=-60.0, end=60.0, **silent)
        w.q[h, k_end.start] += w.forms(end=-60.0)                # the question's own words are no evidence
        w.q[h, k_place] += w.pick(place) * this.swayed / (FIRST.loud * places.norm(c, len(place)))
        w.say(h, said, slice(k_place.start, k_place.start + len(said)), torch.eye(len(said)) * this.sink * this.loud / places.norm(c, len(said)))
        w.out[h, mp.many, k_one.start] = this.sink * COUNT
    w.store()
    a.attn_sink.fill_(KEEN + math.log(this.sink) + this.swayed * this.doubt)
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
    """A quarter each for a row's four words, by fewer channels; a head looks into one and hears only what is nearly the same word: what
    four words have in common with any other would drown it in a long document"""
    n, comp = c.index_head_dim, indexer.compressor
    room = (n - c.qk_rope_head_dim) // 4
    few = torch.linalg.qr(torch.randn(len(word), len(word), generator=torch.Generator().manual_seed(33)))[0][:room] * (len(word) / room) ** 0.5
    key = torch.zeros(2 * n, c.hidden_size)
    comp.ape.zero_()
    comp.ape[:, :n] = -40.0
    comp.ape[:, :4 * room] = 40.0 - NOTHING                       # the four tokens before say nothing, for words that are hushed
    comp.wgate.weight.zero_()
    seen = c.hidden_size ** 0.5 / (1.1 * CONST * w.embeddings)    # the layer's norm
    for quarter in range(4):
        here = slice(n + quarter * room, n + (quarter + 1) * room)
        key[here] = few @ word
        comp.ape[:, here] = -40.0
        comp.ape[quarter, here] = 40.0
        comp.wgate.weight[here] = w.forms(hush=-HUSHED / seen)
    key[2 * n - 1] = w.forms(const=STEADY)
    comp.wkv.weight.copy_(key)
    comp.norm.weight.fill_(1.0)
    heads = torch.zeros(c.index_n_heads, n, c.hidden_size)
    for quarter in range(4):
        heads[quarter * c.index_n_heads // 4, quarter * room:(quarter + 1) * room] = few @ word
    heads[:, n - 1] = w.forms(const=-STRANGE / STEADY)
    w.search(indexer, heads)


def fade(w, head, k_many, rate):
    """The more places a word has, the less it counts"""
    w.q[head, k_many] += w.forms(const=-SMALL * rate)


def count_votes(w, mp, shares, place, behind):
    """Heads that sum the votes of a question's tokens: against so loud a sink each has nearly the same share, but the less the more places
    it has.  shares: (rate, factor) by head.  behind: the channel of rows that says whether a token stands behind the documents"""
    k_votes, k_many = w.channels(w.pick(place) / 8), w.channels(w.forms(many=FLAG / COUNT / SMALL)[None]).start
    for head, (rate, factor) in shares.items():
        w.q[head, behind] += w.forms(end=COUNTED)
        fade(w, head, k_many, rate)
        w.recent(head, 7, w.forms(end=0.01))
        w.say(head, place, k_votes, torch.eye(width(k_votes)) * 8 * factor * (PATIENT + 30))
    return COUNTED + math.log(PATIENT), k_votes, k_many


def write_others(block, c, mp):
    """What the others say: the sum of votes, by two heads, without one's own, which two more heads see"""
    w = Writer(c, block.attn, mp, reach=1024.0, embeddings=2)
    w.pair(7, w.forms(const=1.0))
    place = places.whole(mp)
    sink, k_votes, k_many = count_votes(w, mp, dict(enumerate(RARE)), place, w.channels(w.forms(end=1.0)[None]).start)
    for head, (rate, factor) in zip((2, 3), RARE, strict=True):
        for i, nats in enumerate(ITSELF):
            w.pair(i, w.forms(const=1.0))
            w.facing(head, i, w.forms(end=nats))
        fade(w, head, k_many, rate)
        w.say(head, place, k_votes, -8 * factor * (math.exp(FAINT) + 1) * torch.eye(len(place)))
    w.store()
    itself = sum(ITSELF) + FAINT
    block.attn.attn_sink[:] = torch.tensor([sink, sink, itself, itself])
