"""Questions are recited: asked once as they are, and once more behind each of nine cues.

    Q  cue 1 Q cue  cue 2 Q cue ... cue 9 Q cue        (a cue closes one recital, what follows it opens the next)

The words of a recital vote only for one part of the documents, an eighth: few votes disturb one another.  The next recital looks for the
passage they meant, and counts which of the question's words stand in it.  The answer is the best passage of all parts.

A part is where three signs of a place are those of the recital.  Each recital's signs are one new and two of the recital before, so
it knows which part that had: four signs, of a sequence in which no three come twice.
"""
import math

import torch

import phrases
from layout import FLAG, width
from writer import Writer

SIGNS = (-1, -1, -1, 1, -1, 1, 1, 1)         # a de Bruijn sequence: read in a circle, three of it are always others
PART = 6.0                                   # nats of each sign, where words vote
TOLD = 40                                    # the first of the three channels of a place: where tokens note nothing else
AGREE = 8.0                                  # the same where recitals tell one another's words apart
COUNTED = 12.0                               # nats of a question's token, where votes are counted: a small number, so that rounding it changes little
PATIENT = 200.0                              # tokens of a recital, above which each counts less
RARE = 0.12                                  # a vote counts e^−RARE as much with each place its word has in the part
OPENED = -8.0                                # what opens a recital is none of its words: its own signs and those it hears are twice as loud
COUNT, SMALL = 1 / 4, 16.0                   # of one place, where a word says how many it has; places that are 1 in a row
SUMMED = 124                                 # channels of a place that are summed: as many as there is room for in a row
SCARCE = ((2.0, 0.4), (0.29, 0.66))          # (s, a): a word of n places counts Σ a e^(−s N), about log(1 + 200 / n) / log 200, where N is about √n (votes.note_many)
COUNTING, ASKING = (0, 2), 1                 # heads
CUED = 40.0                                  # nats of a cue for who asks what the question was
THIRD = (16 / 3) / 5.5                       # what FP8 leaves of nats where three streams hold the embedding: it knows 16 / 3 as 5.5
UNIT = 1 / 8                                 # of a word that stands in a passage, once counted: small, so that norms stay alike


def signs_of(recital):
    """Of recitals 1 ... 9: the newest first.  The last only counts words; its newest sign tells it from the first."""
    own = [SIGNS[(recital - i) % len(SIGNS)] for i in range(4)]
    return own if recital <= len(SIGNS) else [-own[0]] + own[1:]


def write_cues(e, mp, vocab):
    e[vocab[phrases.CUE], mp.cue] = FLAG
    e[vocab[phrases.CUE], mp.bag] = 0.0                           # what is asked is brought from where it stands
    for i, token in enumerate(phrases.CUED):
        e[vocab[token], mp.bits] = FLAG * torch.tensor(signs_of(i + 1), dtype=torch.float)
        e[vocab[token], mp.first] = FLAG * (i == 0)


def bits(w, some):
    return torch.stack([w.forms(**{f"bit{i}": 1.0}) for i in some])


def only_part(w, mp, head, k_place, k_one, unit):
    """Of places, only those in the recital's part; of all places as before where nothing is recited.  unit: a place's channel in rows"""
    told = k_place.start + TOLD
    w.q[head, told:told + 3] += PART / unit * bits(w, range(3))
    w.q[head, k_one] += w.forms(recital=-3 * PART)


def hear_before(w, heads, votes_head):
    """Of tokens behind the documents, those of the recital before.  The first recital hears the question itself, but none of its votes"""
    k_bits, k_none = w.channels(bits(w, range(3))), w.channels(w.forms(end=1.0, recital=-1.0)[None]).start
    for head in (*heads, votes_head):
        w.q[head, k_bits] += AGREE * bits(w, range(1, 4))
    for head in heads:
        w.q[head, k_none] += w.forms(first=3 * AGREE)


def sum_votes(w, mp, head, behind, loud):
    """Votes of tokens behind the documents.  behind: the channel of rows that says whether a token stands behind the documents"""
    some = slice(mp.place.start, mp.place.start + SUMMED)
    k_votes, k_many = w.channels(w.pick(some) / 8), w.channels(w.forms(many=FLAG / COUNT / SMALL)[None]).start
    w.q[head, behind] += w.forms(end=COUNTED)
    w.q[head, k_many] += w.forms(const=-SMALL * RARE)
    w.say(head, some, k_votes, torch.eye(SUMMED) * 8 * loud * (PATIENT + 15))
    return COUNTED + math.log(PATIENT)


def write_counts(block, c, mp):
    """What ends a recital counts its words that stand in the passage, rare ones more; and what is asked is brought to where marks are written"""
    w = Writer(c, block.attn, mp, reach=1024.0, embeddings=3)
    k_bits, k_many = w.channels(bits(w, range(4))), w.channels(w.forms(many=FLAG)[None]).start
    k_score, k_end = w.channels(w.forms(score=1.0)[None]), w.channels(w.forms(end=1.0, p1cue=OPENED)[None]).start
    k_hush = w.channels(w.forms(hush=1.0)[None]).start
    for head, (rate, factor) in zip(COUNTING, SCARCE, strict=True):
        w.q[head, k_bits] += AGREE * bits(w, range(4))
        w.q[head, k_many] += w.forms(const=-rate)
        w.q[head, k_end] += w.forms(end=COUNTED)
        w.q[head, k_hush] += w.forms(const=-8.0)
        w.say(head, [mp.score], k_score, -torch.eye(1) * UNIT * factor * (PATIENT + 15))      # below zero, for words have a score too
    k_bag, k_literal, k_cue = w.channels(w.pick(mp.bag) / 16), w.channels(w.pick([mp.literal])), w.channels(w.forms(cue=1.0)[None]).start
    w.pair(9, w.forms(const=1.0))
    w.q[ASKING, k_cue] += w.forms(end=CUED)
    w.recent(ASKING, 9, w.forms(end=0.3))
    w.say(ASKING, mp.bag, k_bag, 16 * torch.eye(width(mp.bag)))
    w.say(ASKING, [mp.literal], k_literal, torch.eye(1))
    w.store()
    block.attn.attn_sink[list(COUNTING)] = (COUNTED + 4 * AGREE) * THIRD + math.log(PATIENT)
    block.attn.attn_sink[ASKING] = CUED / 2
