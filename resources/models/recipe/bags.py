"""The HCA layer: the token after a passage gathers it into one vector, tokens behind the documents gather the question and its votes;
compressed rows hold names of documents, and each passage adds the name of its own."""
import math

import torch

import votes
from layout import CODE, CODES, CONST, width
from writer import Writer

QUESTION = 60.0                              # nats of a question's token for another one
COUNTED = 12.0                               # the same, where votes are counted: a small number, so that rounding it changes little
PATIENT = 200.0                              # tokens of a question, above which their votes count less


def write_bags(block, c, mp, ret, loud):
    s = ret.size
    both = votes.wanted(mp)
    w = Writer(c, block.attn, mp, reach=1024.0, embeddings=2 if both else 1)
    value = torch.zeros(s["value"], c.hidden_size)
    value[:, mp.bag] = ret.value / w.embeddings
    k_value = w.channels(value)
    k_codes = w.channels(w.pick(mp.codes))
    k_more = w.channels(torch.stack([w.forms(end=1.0), w.forms(const=1.0),
                                     w.forms(br=1, p1b=1, p2b=1, open=1, p1open=1, p2open=1, p3open=1, spec=1, hdr=1)]))
    w.pair(7, w.forms(const=1.0))
    role = w.forms(br=1.0, close=1.0, end=1.0)
    strength = torch.cat([torch.full((CODES[n],), g) for n, g in (("b", 10.0), ("l", 10.0), ("n", 24.0), ("d", 14.0))])
    for h in range(s["heads"]):
        w.q[h, k_value] += ret.weigh[0, h][:, None] * w.forms(br=1.0, close=1.0) + ret.weigh[1, h][:, None] * w.forms(end=1.0)
        w.q[h, k_codes] += strength[:, None] * w.pick(mp.codes)
        w.q[h, k_more.start] += w.forms(end=QUESTION)
        w.q[h, k_more.start + 1] += 90.0 * role
        w.q[h, k_more.start + 2] += -40.0 * role
        w.recent(h, 7, w.forms(end=0.03))
        w.say(h, mp.bag, k_value, ret.out[h] * loud)
        block.attn.attn_sink[h] = 110.0
    sink = block.attn.attn_sink
    names = s["heads"]
    k_label, k_has = name_documents(w, mp, ret, k_value, names, loud)
    w.rows[k_value] = value
    if both:
        count_votes(w, mp, names + 1, k_more.start)
    w.store()
    sink[names] = 45.0
    if both:
        sink[names + 1] = COUNTED + math.log(PATIENT)
    gate = block.attn.compressor.wgate.weight
    gate.zero_()
    per = CONST * w.embeddings / c.hidden_size ** 0.5 * 1.1                        # flags as the layer's norm leaves them
    gate[k_value] = per * w.forms(hdr=14.0, frame=-10.0, p2lab=-10.0)
    gate[k_label] = per * w.forms(p2lab=16.0, hdr=6.0)
    gate[k_has] = per * w.forms(hdr=16.0)


def name_documents(w, mp, ret, k_value, head, loud):
    """Compressed rows that hold an opening tag"""
    k_label = w.channels(w.pick(mp.l) / (CODE * w.embeddings), compressed=True)
    k_has = w.channels(w.forms(hdr=1.0)[None], compressed=True)
    label = w.pick(mp.b) + w.pick(mp.l).roll(3, 0)
    w.q[head, k_label] += 20.0 * label
    w.q[head, k_has] += w.forms(br=60.0, close=60.0)
    w.say(head, mp.bag, k_value, ret.name * loud)
    return k_label, k_has


def count_votes(w, mp, head, behind):
    """One head sums the votes of a question's tokens: against so loud a sink each has nearly the same share."""
    k_votes = w.channels(w.pick(mp.place) / 8)
    w.q[head, behind] += w.forms(end=COUNTED)
    w.recent(head, 7, w.forms(end=0.01))
    w.say(head, mp.place, k_votes, torch.eye(width(mp.place)) * 8 * (PATIENT + 30))
