"""The last layer: rows of passages, the question's search among them, and the mark that is written.

A passage's row stands where the token after it stands; all others are drowned by a constant.  While a mark is written, one head after
the other looks for the row that answers and says the next piece of its mark; the last one says whether there is any.
"""
import torch
import torch.nn.functional as F

import bags
import places
import votes
from layout import CODES, FLAG, FOUND, LOUD, width
from writer import Writer

SHARPER = 10.0                               # than in training: what a head says of one passage must not be the sum of what many are called
WARY = 2.5                                   # the same for the head that says whether there is any
HEARD = 1 / 8                                # votes where a clause is asked for, against training; bags.py makes others louder
ROW, ANY = 128.0, 32.0                       # nats of a passage's row, before it is known what it says; to the head that says whether there is any
AWAY = 8192.0                                # nats that a head with nothing to say is away from it: more than all votes for one passage
NOTHING = 20.0                               # nats of the sink
CHOSEN = 2.0                                 # votes for the indexer, beyond that: where there are more passages than it takes, they are what tells them apart
SURE = 8.0                                   # nats of all passages together, below which there is no answer; without votes any is given
VOUCHED = 2.0                                # votes, to the head that says whether there is any, beyond what they count against what a passage is about
WORDED = 6.0                                 # nats that a literal question needs beyond SURE: its votes are louder
TYPICAL = 2.0                                # times the log odds of a contract's passage, where no literal question is asked
LIFTED = 40.0                                # nats of the indexer for a passage, before it is known what it says
EVEN = 30.0                                  # how much fainter than that constant the indexer's key is where norms of what passages say differ: the indexer norms keys
DROWNED = 40.0                               # how much smaller a row is that is no passage's
AFTER, VOTED = 512.0, 4.0                    # the same for a question's own rows, and as many times more where they have votes; yet more would drown
                                             # the first passages of second documents
PASSAGE = ("br", "close")                    # the tokens that may follow a passage


def write_answer(block, c, mp, ret, loud):
    w = Writer(c, block.attn, mp, reach=1024.0, embeddings=2)
    a, comp = block.attn, block.attn.compressor
    both = votes.wanted(mp)
    bag = bags.said(w, c, mp, ret, loud)
    k_key = w.channels(ret.key @ bag, compressed=True)
    k_codes = w.channels(w.pick(mp.codes), compressed=True)
    k_found = w.channels(w.forms(hdr=-1.0, **{f: 1.0 for f in PASSAGE}).repeat(2, 1), compressed=True)    # a document's first mark stands behind none
    search = ret.temperature.exp() * ret.query_b @ ret.query_a @ bag
    if both:
        k_place = w.channels(w.pick(mp.place) / places.norm(c, width(mp.place)), compressed=True)
        heard = HEARD * ret.vote_weight[0] / votes.SECOND.loud * w.pick(mp.place)
    active = [w.forms(open=1.0), w.forms(p1open=1.0, p2open=1.0, num=-1.0), w.forms(num=1.0, p2open=1.0, p3open=1.0, const=-1.0), w.forms(think=1.0)]
    for h, f in enumerate(active):
        sharper, row = (WARY, ANY) if h == 3 else (SHARPER, ROW)
        w.q[h, k_key] += sharper * search
        if both:
            w.q[h, k_place] += sharper * (VOUCHED if h == 3 else 1.0) * heard
        w.q[h, k_found.start] += row * f
        w.q[h, k_found.start + 1] += AWAY * (f - w.forms(const=1.0))
    if both:
        asked = bag[:ret.asked]
        k_contract = w.channels((ret.contract @ bag)[None], compressed=True)
        literal = bags.literal_form(w, c)
        clauses = w.forms(const=1.0) - literal
        w.q[3, k_contract.start] += TYPICAL * clauses
        w.q[3, k_found.start] += (SURE + WARY * ret.clause_bias) @ asked + TYPICAL * ret.contract_bias * clauses - WORDED * literal
    at = {n: slice(k_codes.start + getattr(mp, n).start - mp.codes.start, k_codes.start + getattr(mp, n).stop - mp.codes.start) for n in CODES}
    ahead, start = {}, 0
    for n in ("l", "n", "d"):
        ahead[n] = slice(start, start + CODES[n])
        start += CODES[n]
    for h, now, later in ((0, ("b",), ("l", "n")), (1, ("l", "n"), ("d",)), (2, ("d",), ())):
        for target, name in [(getattr(mp, n), n) for n in now] + [(ahead[n], n) for n in later]:
            w.say(h, target, at[name], torch.eye(CODES[name]) * LOUD * (1.6 if name == "l" else 1.0))
    w.out[3, mp.think, k_found.start] = FOUND
    w.store()
    a.attn_sink.fill_(NOTHING)
    a.attn_sink[3] = ANY + (SURE if both else -30.0)
    comp.wkv.weight[0::w.dim] += w.reach * 0.5 * drowned(w, DROWNED)
    one_row_a_passage(comp, mp, c)
    write_index(a.indexer, c, mp, ret, w, loud, usual_norm(ret, bags.norm(ret) / loud) * (EVEN if ret.asked else 1))
    return ahead


def drowned(w, times):
    """A form that is 0 at the token behind a passage and `times` elsewhere; far more behind the documents, where votes agree with themselves"""
    return w.forms(const=times, end=AFTER * (VOTED if votes.wanted(w.m) else 1.0), **{f: -times for f in PASSAGE})


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
    bag = bags.said(w, c, mp, ret, loud)
    key, query = torch.zeros(n, c.hidden_size), torch.zeros(n, c.hidden_size)
    key[:size] = ret.index_key @ bag / usual
    query[:size] = ret.index_temperature.exp() * ret.index_query @ ret.query_a @ bag * usual
    if votes.wanted(mp):
        whole = width(mp.place)
        room = min(lifting - size, whole)
        part = torch.linalg.qr(torch.randn(whole, whole, generator=torch.Generator().manual_seed(31)))[0][:room] * (whole / room) ** 0.5
        key[size:size + room] = part @ w.pick(mp.place) / places.norm(c, width(mp.place))
        query[size:size + room] = CHOSEN * HEARD * ret.vote_weight[1] / votes.SECOND.loud * part @ w.pick(mp.place)
    key[lifting], query[lifting] = w.forms(**{f: 1.0 for f in PASSAGE}), w.forms(const=LIFTED)
    key[n - 1] = w.forms(const=0.7) + drowned(w, DROWNED)
    comp.wkv.weight.copy_(key.repeat(2, 1))
    comp.norm.weight.fill_(1.0)
    one_row_a_passage(comp, mp, c)
    w.search(indexer, query.expand(c.index_n_heads, -1, -1))


def usual_norm(ret, size):
    """Of an index key of a vector of that size"""
    z = F.normalize(torch.randn(512, ret.size["bag"], generator=torch.Generator().manual_seed(32)), dim=-1)
    return (size * z @ ret.index_key.t()).norm(dim=-1).mean().item()
