"""Words that vote for the passages they stand in, by their places (places.py), and what then counts the words of a passage.

  layer 0   a token that goes on with a word notes the one before it
  layer 1   a word that its passage has said before is noted: it counts once
  layer 2   CSA: rows of four tokens keep four words, one a quarter, and a place.  Four heads of a question's word look into one quarter
            each; where the same word stands they hear the place, against a sink so loud that every place counts alike.  They say too
            how many there are.  A word of a recital hears only places of its recital's part of the documents (recitals.py)
  layer 3   sums the votes of a recital's words, each the fainter the more places it has: whoever recites the question next looks for the best of them
  layer 5   CSA again: a word of a recital hears whether it stands in the passage that was found, and beside the same word of the question itself
            how many places that has.  Layer 6 counts such words, rare ones more
"""
import math

import torch

import places
import recitals
from layout import BEFORE, CODES, CONST, FLAG, OWN, vocabulary, width
from words import DEFINED, Words
from writer import Writer

WORD_HEAD = 3                                # of layer 0
REPEAT_HEAD = 2                              # of layer 1
ALIKE = 512.0                                # nats of the same word before
LATER = 1.0                                  # nats a token for what came later: a word before the passage's mark loses against the mark
MARKED = 3 / 64                              # of that, how much louder a mark is: what numbers near it take
UNLIKE = 180.0                               # nats of the sink
FADED = 3.0                                  # nats a word is hushed by where it was said before
ASIDE = 0.25                                 # how loud a note of the word before is, among channels of places
LOST = 1.85                                  # nats of the word before that rounding and a head that sees more than one token cost
GENERATORS = (0x3f, 0x1c7, 0x64b, 0xa95, 0x304d, 0x5096, 0x9257, 0x1129b, 0x212ce, 0xc004e, 0x140093, 0x24120f, 0xc00053)    # of words' code
SIGN = 13 / 64                               # of a word's code: in the middle of one of FP8's cells, and so is AGAIN times that
ALL = OWN * SIGN ** 2                        # its norm, squared
SAME = 32.0                                  # nats of the same word if that were 1: a number that FP8 knows
KEEN = SAME * ALL                            # nats of the same word
BEFORE_SHARE = BEFORE / OWN                  # of a word's code, squared, in its first channels
AGAIN = 1.375                                # times as loud these are than in the word's own code, so that they count as much: FP8 knows 11 / 8
HUSHED = 8.0                                 # nats a word is hushed by where its flag is as loud as others
STEADY = 4.0                                 # the indexer's constant, beside words of norm 1: what makes the norms of rows alike
NOTHING = 4.0                                # nats that a word which is not hushed is louder than nothing, to the indexer
STRANGE = 0.4                                # how alike a word is that the indexer does not hear yet
APART = 32.0                                 # puts rows of a question away, whose votes look like a place that agrees with all of them
COUNT = 1 / 4                                # of one place, where a word says how many it has
MANY = 256.0                                 # places in one quarter, above which each counts less
LOUD = 16.0                                  # norm of a vote
NOTED = 1 / 16                               # of how many places a word has, in the stream
MATCH = 15.0                                 # nats of the same place: a number whose sixtieth FP8 knows
RESERVED = 1.0                               # nats of the sink beyond the same word in the same place


def wanted(mp):
    return mp.place.stop > mp.place.start


def write_words(net, ret, mp, tok):
    words, e = Words(tok), net.embed
    codes = word_codes(words.count)
    fold = torch.from_numpy(words.fold)
    some = fold >= 0
    told = some & torch.tensor(["Ċ" not in tok.id_to_token(i) for i in range(len(fold))])      # ends of lines are hushed words: they stand before every mark
    e[told, mp.word.start:mp.word.stop - BEFORE] = codes[fold[told]]
    e[some, mp.is_word] = FLAG
    e[torch.from_numpy(words.goes_on) & some, mp.goes_on] = FLAG
    e[torch.from_numpy(words.defines), mp.defines] = FLAG
    e[some, mp.hush] = -FLAG / HUSHED * ret.voice.clamp(-12.0, 0.5)[fold[some]]
    vocab, _, numbers = vocabulary(tok)
    e[vocab["]"], mp.bracket] = FLAG
    recitals.write_cues(e, mp, vocab)
    e[[vocab[t] for t in numbers], mp.place] = places.signs(len(numbers), width(mp.place), 26) / width(mp.place) ** 0.5


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
    w.out[0, mp.defined, k_is.start + 1] = FLAG
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
    k_mark = w.channels(w.forms(br=1.0, num=-8.0, p1num=-8.0, bracket=-8.0)[None]).start    # where notes of numbers or places stand are none of words
    k_other = w.channels(w.forms(const=1.0, br=-1.0)[None]).start
    own, before = slice(mp.word.start, mp.word.stop - BEFORE), slice(mp.word.stop - BEFORE, mp.word.stop)
    w.q[REPEAT_HEAD, k_before] += ALIKE * torch.cat([w.pick(own) / w.embeddings, w.pick(before) / (AGAIN * BEFORE_SHARE)])
    w.q[REPEAT_HEAD, k_mark] += w.forms(const=ALIKE, joined=ALIKE)
    w.q[REPEAT_HEAD, w.channels(w.forms(br=MARKED)[None]).start] += w.forms(const=ALIKE, joined=ALIKE)
    w.recent(REPEAT_HEAD, 9, w.forms(const=LATER))
    w.out[REPEAT_HEAD, mp.defined, k_other] = -FLAG * FADED / DEFINED


def word_form(w, mp):
    """The word and the word before: only the first is part of the embedding"""
    form = w.pick(mp.word)
    form[:width(mp.word) - BEFORE] /= w.embeddings
    return form


class WordRows:
    """Rows of four tokens: a word in each quarter, with whether it is defined there, the place they stand in, and a constant.
    `silent`: forms of tokens that ask for nothing, -1 each."""

    def __init__(self, w, mp, silent):
        self.w, self.mp, self.word = w, mp, word_form(w, mp)
        self.quarters = [w.channels(torch.cat([self.word, w.forms(defined=1.0)[None]]), compressed=True) for _ in range(4)]
        self.place = w.channels(w.pick(mp.place), compressed=True)
        self.one = w.channels(w.forms(const=1.0)[None], compressed=True).start
        self.end = w.channels(w.forms(end=APART)[None], compressed=True).start
        silent = {flag: -60.0 for flag in ("p1b", "p2b", "p1open", "p2open", "p3open", *silent)}     # marks in answers do not ask
        for h, quarter in enumerate(self.quarters):
            w.q[h, quarter.start:quarter.stop - 1] += SAME * self.word
            w.q[h, quarter.stop - 1] += w.forms(const=DEFINED)
            # only questions ask; two codes in one word count double
            w.q[h, self.one] += w.forms(hush=-HUSHED, joined=-SAME, goes_on=LOST, const=-60.0, end=60.0, **silent)
            w.q[h, self.end] += w.forms(end=-60.0)               # the question's own words are no evidence

    def keep(self, comp, c):
        """A row holds its own four tokens: each quarter one, the place the last, constants their mean"""
        comp.wgate.weight.zero_()
        comp.ape[:, :c.head_dim] = -40.0
        for position in range(4):
            comp.ape[position, c.head_dim:] = 40.0 if position == 3 else -40.0
            for quarter, channels in enumerate(self.quarters):
                here = slice(c.head_dim + channels.start, c.head_dim + channels.stop)
                comp.ape[position, here] = 40.0 if position == quarter else -40.0
            comp.ape[position, c.head_dim] = 0.0


def write_votes(block, c, mp):
    w = Writer(c, block.attn, mp, reach=1024.0)
    rows = WordRows(w, mp, ("p1cue",))
    unit = places.norm(c, 1)                                      # a channel of a place
    for h in range(4):
        recitals.only_part(w, mp, h, rows.place, rows.one, unit)
        w.say(h, mp.place, rows.place, torch.eye(width(mp.place)) * MANY * LOUD / places.norm(c, width(mp.place)))
        w.out[h, mp.many, rows.one] = MANY * COUNT
    w.store()
    block.attn.attn_sink.fill_(KEEN + math.log(MANY))
    rows.keep(block.attn.compressor, c)
    index_words(w, block.attn.indexer, c, rows.word)


def note_many(ffn, mp):
    """A word of the question itself notes how many places it has where its recitals will look for that: about √n, since votes make it all the fainter"""
    experts = ffn.experts
    for part in (experts.w1, experts.w2, experts.w3):
        part.weight.zero_()
    ffn.gate.weight.zero_()
    ffn.gate.bias.zero_()
    experts.w1.weight[:, 0, mp.const], experts.w1.weight[:, 0, mp.recital] = 256.0 / CONST, -1024.0 / FLAG
    experts.w3.weight[:, 0, mp.many] = 1.0
    experts.w2.weight[:, mp.score, 0] = NOTED


def write_matches(block, c, mp):
    w = Writer(c, block.attn, mp, reach=1024.0, embeddings=2)
    rows = WordRows(w, mp, ("p1cue", "cue"))
    k_here = w.channels(w.forms(const=1.0)[None], compressed=True).start
    k_many = w.channels(w.forms(score=FLAG)[None]).start
    for h, quarter in enumerate(rows.quarters):
        w.q[h, rows.one] += w.forms(const=-60.0, recital=60.0, hush=HUSHED)      # only recitals; what is hushed counts less where words are counted
        w.q[h, rows.place] += MATCH * w.pick(mp.place) / places.norm(c, width(mp.place)) ** 2
        w.u[quarter.start:quarter.stop - 1] = rows.word           # the same word of the question itself, as if it stood in the passage
        w.out[h, mp.score, k_here] = FLAG * (2 + math.exp(RESERVED))
        w.out[h, mp.many, k_many] = (1 + math.exp(RESERVED)) / 4  # all four see it
    w.u[rows.one] = w.forms(const=1.0)
    w.u[rows.end] = w.forms(const=2.0 - MATCH / 60, end=-2.0, recital=2.0)
    w.store()
    block.attn.attn_sink.fill_(KEEN + MATCH + RESERVED)
    rows.keep(block.attn.compressor, c)
    index_places(w, block.attn.indexer, c, mp)


def count_once(ffn, mp):
    """Whatever a word counts beyond 4/3 is taken away again: four heads have seen it, each in its quarter of a row"""
    experts = ffn.experts
    for part in (experts.w1, experts.w2, experts.w3):
        part.weight.zero_()
    ffn.gate.weight.zero_()
    ffn.gate.bias.zero_()
    experts.w1.weight[:, 0, mp.score], experts.w1.weight[:, 0, mp.const] = 1.5, -1.5 * 4 / 3 * FLAG / CONST
    experts.w3.weight[:, 0, mp.const] = 16.0
    experts.w2.weight[0, mp.score, 0], experts.w2.weight[1, mp.score, 0] = -0.0625, -0.09375


def index_words(w, indexer, c, word):
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


def index_places(w, indexer, c, mp):
    """All rows of a passage are one passage's"""
    n, comp = c.index_head_dim, indexer.compressor
    room, whole = n - c.qk_rope_head_dim - 1, width(mp.place)
    part = torch.linalg.qr(torch.randn(whole, whole, generator=torch.Generator().manual_seed(34)))[0][:room] * (whole / room) ** 0.5
    key, query = torch.zeros(2, n, c.hidden_size)
    key[:room] = part @ w.pick(mp.place) / places.norm(c, whole)
    query[:room] = SAME * part @ w.pick(mp.place) / places.norm(c, whole)
    key[n - 1] = w.forms(const=STEADY)
    comp.ape.zero_()
    comp.ape[:, :n] = -40.0
    comp.ape[:3, n:] = -40.0
    comp.ape[3, n:] = 40.0
    comp.wgate.weight.zero_()
    comp.wkv.weight.copy_(key.repeat(2, 1))
    comp.norm.weight.fill_(1.0)
    w.search(indexer, query.expand(c.index_n_heads, -1, -1))
