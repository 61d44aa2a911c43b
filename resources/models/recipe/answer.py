"""The search among passages, and the mark that is written.

A passage's row stands where the token after it stands; all others are drowned by a constant.  Without votes one layer does it all: while a
mark is written, one head after the other looks for the row that answers and says the next piece of its mark; the last one says whether
there is any.  With votes a CSA layer searches for every recital (recitals.py), and the last layer looks among what they found.
"""
import torch
import torch.nn.functional as F

import bags
import places
import recitals
import votes
from layout import CODES, FLAG, FOUND, LOUD, width
from writer import Writer

SHARPER = 10.0                               # than in training: what a head says of one passage must not be the sum of what many are called
WARY = 2.5                                   # the same for the head that says whether there is any
HEARD = 1.0                                  # votes where a clause is asked for, against training; bags.py makes others louder
ROW, AWAY = 128.0, 1792.0                    # nats of a passage's row, before it is known what it says; that a head with nothing to say is away from it
ANY, ASIDE = 32.0, 448.0                     # the same for the head that says whether there is any: as few as tell it from a million others
OTHER = 256.0                                # an eighth of the nats that tokens within recitals are away from what ends them
NOTHING = 20.0                               # nats of the sink
CHOSEN = 2.0                                 # votes for the indexer, beyond that: where there are more passages than it takes, they are what tells them apart
EITHER = 0.5                                 # nats by which chance tells passages apart for recitals: of two that are as good one is found, not half of both
WORTH, LITERAL = 2.5, 28.0                   # nats of a rare word of the question that stands in a passage; as many more if the question is literal
SURE = 4.0                                   # nats of all passages together, below which there is no answer; without votes any is given
WORDED = 26.0                                # nats that a literal question needs beyond SURE: its words count more
EXPECTED = -1.0                              # log odds of a contract's passage, above which it is more, and below less, if a clause is asked for
LIFTED = 40.0                                # nats of the indexer for a passage, before it is known what it says
DROWNED = 40.0                               # how much smaller a row is that is no passage's
AFTER = 65536.0                              # the same for a question's own rows, whose votes agree with themselves
PASSAGE = ("br", "close")                    # the tokens that may follow a passage


def write_answer(block, c, mp, ret, loud):
    """Without votes"""
    w = Writer(c, block.attn, mp, reach=1024.0, embeddings=2)
    rows = PassageRows(w, mp, ret, loud)
    for h, f in enumerate(asked_now(w)):
        sharper, row, away = (WARY, ANY, ASIDE) if h == 3 else (SHARPER, ROW, AWAY)
        w.q[h, rows.key] += sharper * rows.search
        w.q[h, rows.found] += (row + away) * f - w.forms(const=away)
    ahead = say_mark(w, mp, rows.codes)
    w.out[3, mp.think, rows.found] = FOUND
    w.store()
    block.attn.attn_sink.fill_(NOTHING)
    block.attn.attn_sink[3] = ANY - 30.0
    rows.keep(block.attn, c, ret)
    return ahead


def write_search(block, c, mp, ret, loud):
    """With votes: words of a recital hear the place of what the one before found; its end hears what it says and how it is called"""
    w = Writer(c, block.attn, mp, reach=1024.0, embeddings=2)
    rows = PassageRows(w, mp, ret, loud)
    k_contract = w.channels((ret.contract @ w.pick(mp.bag) / loud)[None], compressed=True).start
    k_place = w.channels(w.pick(mp.place) / places.norm(c, width(mp.place)), compressed=True)
    heard = HEARD * ret.vote_weight[0] / bags.VOTED * w.pick(mp.place)
    chance = torch.randn(width(mp.place), generator=torch.Generator().manual_seed(35))[:, None] * w.forms(const=EITHER)
    for h, f in enumerate((w.forms(recital=1.0, cue=-1.0), w.forms(recital=1.0, cue=1.0, const=-1.0))):
        w.q[h, rows.key] += SHARPER * rows.search
        w.q[h, k_place] += SHARPER * (heard + chance)
        w.q[h, rows.found] += (ROW + AWAY) * f - w.forms(const=AWAY)
    w.say(0, mp.place, k_place, torch.eye(width(mp.place)) * places.norm(c, width(mp.place)))
    key, contract = heard_at(mp, ret)
    w.say(1, key, rows.key, torch.eye(ret.size["key"]))
    w.say(1, mp.codes, rows.codes, torch.eye(width(mp.codes)))
    w.out[1, contract, k_contract] = 1.0
    w.store()
    block.attn.attn_sink.fill_(NOTHING)
    rows.keep(block.attn, c, ret)


def heard_at(mp, ret):
    """Where the end of a recital keeps what was found: channels of places, which it needs no more"""
    end = mp.place.start + ret.size["key"]
    assert end < mp.place.stop
    return slice(mp.place.start, end), end


def write_pick(block, c, mp, ret, loud):
    w = Writer(c, block.attn, mp, reach=1024.0, embeddings=2)
    key, contract = heard_at(mp, ret)
    k_key, k_codes = w.channels(w.pick(key)), w.channels(w.pick(mp.codes))
    k_contract, k_score = w.channels(w.pick([contract])).start, w.channels(w.pick([mp.score]) / -recitals.UNIT).start
    k_found = w.channels(w.forms(cue=1.0)[None]).start
    k_other = w.channels(w.forms(const=16.0, cue=-8.0, recital=-8.0)[None]).start
    search, literal = query(w, mp, ret, loud), bags.literal_form(w, c)
    for h, f in enumerate(asked_now(w)):
        sharper, row, away = (WARY, ANY, ASIDE) if h == 3 else (SHARPER, ROW, AWAY)
        w.q[h, k_key] += sharper * search
        w.q[h, k_score] += sharper * (w.forms(const=WORTH) + LITERAL * literal)
        w.q[h, k_found] += (row + away) * f - w.forms(const=away)
        w.q[h, k_other] += w.forms(const=-OTHER)
    clause = WARY * (w.forms(const=1.0) - literal)
    w.q[3, k_contract] += clause
    w.q[3, k_found] += (ret.contract_bias - EXPECTED) * clause - WORDED * literal
    ahead = say_mark(w, mp, k_codes)
    w.out[3, mp.think, k_found] = FOUND
    w.store()
    block.attn.attn_sink.fill_(NOTHING)
    block.attn.attn_sink[3] = ANY + SURE
    return ahead


def query(w, mp, ret, loud):
    return ret.temperature.exp() * ret.query_b @ ret.query_a @ w.pick(mp.bag) / loud


def asked_now(w):
    """Forms that are 1 where a head speaks: for the beginning of a mark, its number, what follows three digits, and before anything is said"""
    return [w.forms(open=1.0), w.forms(p1open=1.0, p2open=1.0, num=-1.0), w.forms(num=1.0, p2open=1.0, p3open=1.0, const=-1.0), w.forms(think=1.0)]


def say_mark(w, mp, codes):
    """Each head its piece, and where MTP looks, returned, the one after it.  codes: channels of rows"""
    at = {n: slice(codes.start + getattr(mp, n).start - mp.codes.start, codes.start + getattr(mp, n).stop - mp.codes.start) for n in CODES}
    ahead, start = {}, 0
    for n in ("l", "n", "d"):
        ahead[n] = slice(start, start + CODES[n])
        start += CODES[n]
    for h, now, later in ((0, ("b",), ("l", "n")), (1, ("l", "n"), ("d",)), (2, ("d",), ())):
        for target, name in [(getattr(mp, n), n) for n in now] + [(ahead[n], n) for n in later]:
            w.say(h, target, at[name], torch.eye(CODES[name]) * LOUD * (1.6 if name == "l" else 1.0))
    return ahead


class PassageRows:
    """Rows of a CSA layer: what a passage says, and how it is called"""

    def __init__(self, w, mp, ret, loud):
        self.w, self.mp, self.loud = w, mp, loud
        self.key = w.channels(ret.key @ w.pick(mp.bag) / loud, compressed=True)
        self.codes = w.channels(w.pick(mp.codes), compressed=True)
        self.found = w.channels(w.forms(hdr=-1.0, **{f: 1.0 for f in PASSAGE})[None], compressed=True).start    # a document's first mark stands behind none
        self.search = query(w, mp, ret, loud)

    def keep(self, a, c, ret):
        w, comp = self.w, a.compressor
        comp.wkv.weight[0::w.dim] += w.reach * 0.5 * drowned(w, DROWNED)
        one_row_a_passage(comp, self.mp, c)
        write_index(a.indexer, c, self.mp, ret, w, self.loud, usual_norm(ret, LOUD / self.loud))


def drowned(w, times):
    """A form that is 0 at the token behind a passage and `times` elsewhere; far more behind the documents, where votes agree with themselves"""
    return w.forms(const=times, end=AFTER, **{f: -times for f in PASSAGE})


def one_row_a_passage(comp, mp, c):
    """Of a row's eight tokens its own four, and of those the one behind a passage"""
    comp.ape.zero_()
    comp.ape[:, :comp.dim] = -200.0
    comp.wgate.weight.zero_()
    comp.wgate.weight[:, [getattr(mp, f) for f in PASSAGE]] = 64.0 * LOUD / (2 * FLAG * c.hidden_size ** 0.5)    # 20 nats where a passage is three times as loud


def write_index(indexer, c, mp, ret, w, loud, usual):
    """Keys on the first channels, a part of the place on the next, and what lifts every passage above the rows that are none: the indexer
    knows no scores below zero.  Where no passage ends a rotary channel that no query has takes the norm."""
    n, comp, size = c.index_head_dim, indexer.compressor, ret.size["index"]
    lifting = n - c.qk_rope_head_dim - 1
    bag = w.pick(mp.bag) / loud
    key, asked = torch.zeros(n, c.hidden_size), torch.zeros(n, c.hidden_size)
    key[:size] = ret.index_key @ bag / usual
    asked[:size] = ret.index_temperature.exp() * ret.index_query @ ret.query_a @ bag * usual
    if votes.wanted(mp):
        whole = width(mp.place)
        room = min(lifting - size, whole)
        part = torch.linalg.qr(torch.randn(whole, whole, generator=torch.Generator().manual_seed(31)))[0][:room] * (whole / room) ** 0.5
        key[size:size + room] = part @ w.pick(mp.place) / places.norm(c, width(mp.place))
        asked[size:size + room] = CHOSEN * HEARD * ret.vote_weight[1] / bags.VOTED * part @ w.pick(mp.place)
    key[lifting], asked[lifting] = w.forms(**{f: 1.0 for f in PASSAGE}), w.forms(const=LIFTED)
    key[n - 1] = w.forms(const=0.7) + drowned(w, DROWNED)
    comp.wkv.weight.copy_(key.repeat(2, 1))
    comp.norm.weight.fill_(1.0)
    one_row_a_passage(comp, mp, c)
    w.search(indexer, asked.expand(c.index_n_heads, -1, -1))


def usual_norm(ret, size):
    """Of an index key of a vector of that size"""
    z = F.normalize(torch.randn(512, ret.size["bag"], generator=torch.Generator().manual_seed(32)), dim=-1)
    return (size * z @ ret.index_key.t()).norm(dim=-1).mean().item()
