"""A retriever that knows clauses and one of everything else, side by side in one bag (clauses.py).

The other one gives what it says in few directions: of its two heads the first, since the second finds no passage that votes and clauses do not.

Shapes: V vocabulary, C categories of clauses, R directions of what passages say of them, G of what they say otherwise.
"""
import math

import torch

import phrases
import retriever as r
from batches import softmax_mean

CATEGORIES = sorted(phrases.CLAUSES)
MARK = 250.0                                         # weight of the bracket behind a mark, against words' m: a passage of fifty words has about as much
RANK = 32                                            # R
# Channels of the joint bag: what is asked, what the general retriever says, importances, what makes tokens of one norm, what passages say of
# clauses.  The last stand where the bracket of a mark notes nothing (places.notes).
ASKED = slice(0, len(CATEGORIES) + 1)                # the last one: literal
GENERAL = slice(ASKED.stop, ASKED.stop + 33)
RARE, LOUD, PASSAGE, QUESTION, FILL = range(GENERAL.stop, GENERAL.stop + 5)
SAID = slice(84, 84 + RANK)
LARGEST = dict(asked=0.5, general=0.4, said=0.5)     # norm of a token's parts
NATS = dict(rare=0.1, loud=0.04, general=0.03)       # of channels for importances
QUIET = 1 / 300                                      # of a nat of what is asked, before it is known whether: it is only compared with zero
HEARD = dict(general=0.3, said=0.8)                  # norm of what a usual passage says
INDEXED = dict(said=20, general=12)                  # directions of keys that the indexer sees


class Narrow:
    """The first head of a retriever in the few directions of its values that tell passages apart or questions.  values [V, G]; scores are
    question · form · passage; importance: [V] of passages and of questions; names [G, G]; usual: what passages say [n, G]"""

    def __init__(self, net, passages, questions):
        table, out = net.table(), net.out[0]
        form = net.query_a.t() @ net.query_b.t() @ net.key * net.temperature.exp()
        p = softmax_mean(passages, table, table @ net.weigh[0, 0])
        q = softmax_mean(questions, table, table @ net.weigh[1, 0], net.reserve[0].exp())
        tells = torch.cat([usual(q @ out.t()) @ form @ out, usual(p @ out.t()) @ form.t() @ out], 0)
        size, spread = GENERAL.stop - GENERAL.start, usual(p, 1e-6)
        basis = torch.linalg.svd(tells @ spread, full_matrices=False)[2][:size]
        back = spread @ basis.t()
        self.values = table @ torch.linalg.solve(spread, basis.t())
        self.form = back.t() @ out.t() @ form @ out @ back
        named = back.t() @ out.t() @ form @ net.name @ back
        self.names = torch.linalg.lstsq(self.form, named, rcond=1e-2, driver="gelsd").solution
        self.importance = table @ net.weigh[0, 0], table @ net.weigh[1, 0]
        self.usual = p @ torch.linalg.solve(spread, basis.t())
        self.reserve, self.voice, self.vote_weight = net.reserve[0], net.voice, net.vote_weight


def usual(vectors, least=0.0):
    """The symmetric root of their second moment, scaled to a norm of one unless it is to be inverted"""
    values, basis = torch.linalg.eigh(vectors.t() @ vectors / len(vectors) + least * torch.eye(vectors.shape[1]))
    root = basis @ torch.diag(values.clamp(min=0).sqrt()) @ basis.t()
    return root if least else root / root.norm()


class Clauses:
    """m [V]; forms [V, R] and basis [R, C] of passages, b [C]; says [V, C + 1] and loud [V] of questions"""

    def __init__(self, m, forms, basis, b, says, loud):
        self.m, self.forms, self.basis, self.b, self.says, self.loud = m, forms, basis, b, says, loud


def joint(general, clauses, typical, size):
    """One retriever of both.  typical: median norms of what passages say, generally and of clauses; size: of the general one"""
    c, g = len(CATEGORIES), GENERAL.stop - GENERAL.start
    net = r.Retriever(len(general.values), dict(size, bag=SAID.stop, value=FILL + RANK, key=g + RANK, heads=2, q_rank=GENERAL.stop, index=32, asked=c))
    scale = {n: LARGEST[n] / x.norm(dim=1).max() for n, x in dict(asked=clauses.says, general=general.values, said=clauses.forms).items()}
    heard = {n: HEARD[n] / (typical[n] * scale[n]) for n in HEARD}
    e, rows = torch.zeros_like(net.embed), [*range(FILL), *range(SAID.start, SAID.stop)]           # rows of the layer that gathers: all but FILL
    e[:, ASKED], e[:, GENERAL], e[:, SAID] = clauses.says * scale["asked"], general.values * scale["general"], clauses.forms * scale["said"]
    e[:, RARE], e[:, LOUD] = NATS["rare"] * clauses.m.log(), NATS["loud"] * clauses.loud
    e[:, PASSAGE], e[:, QUESTION] = (NATS["general"] * x.clamp(-9, 9) for x in general.importance)
    missing = 1 - e.square().sum(1)
    assert missing.min() > 0, missing.min()
    e[:, FILL] = missing.sqrt()
    value = torch.eye(SAID.stop)[rows]
    at = {channel: i for i, channel in enumerate(rows)}
    asked, common, said = ([at[i] for i in range(s.start, s.stop)] for s in (ASKED, GENERAL, SAID))
    weigh = torch.zeros(2, 2, len(rows))
    weigh[0, 0, at[RARE]], weigh[1, 0, at[LOUD]] = 1 / NATS["rare"], 1 / NATS["loud"]
    weigh[0, 1, at[PASSAGE]], weigh[1, 1, at[QUESTION]] = 1 / NATS["general"], 1 / NATS["general"]
    out, name = torch.zeros(2, SAID.stop, len(rows)), torch.zeros(SAID.stop, len(rows))
    out[0, ASKED, asked], out[0, SAID, said] = QUIET / scale["asked"] * torch.eye(c + 1), heard["said"] * torch.eye(RANK)
    out[1, GENERAL, common], name[GENERAL, common] = heard["general"] * torch.eye(g), heard["general"] * general.names
    key = torch.eye(SAID.stop)[[*range(SAID.start, SAID.stop), *range(GENERAL.start, GENERAL.stop)]]
    query_a = torch.eye(SAID.stop)[[*range(GENERAL.stop)]]
    query_b = torch.zeros(RANK + g, GENERAL.stop)
    query_b[:RANK, :c] = clauses.basis / (heard["said"] * scale["said"])
    query_b[RANK:, GENERAL] = general.form.t() / (heard["general"] * scale["general"]) ** 2
    seen = directions(query_b)
    for p, x in dict(embed=e, value=value, weigh=weigh, name=name, key=key, query_a=query_a, query_b=query_b, index_key=seen @ key, index_query=seen @ query_b,
                     reserve=torch.stack([torch.tensor(-20.0), general.reserve]), mark=torch.tensor([math.log(MARK), -1e9]), voice=general.voice,
                     vote_weight=general.vote_weight, clause_bias=clauses.b, temperature=torch.tensor(0.0), index_temperature=torch.tensor(0.0),
                     literal=torch.eye(SAID.stop)[ASKED.stop - 1] / QUIET).items():
        getattr(net, p).data.copy_(x)
    net.out.data.copy_(out)
    return net


def directions(query_b):
    """Those in which keys differ most to questions"""
    out = []
    for rows, columns, n in ((slice(0, RANK), ASKED, INDEXED["said"]), (slice(RANK, None), GENERAL, INDEXED["general"])):
        seen = torch.zeros(n, len(query_b))
        seen[:, rows] = torch.linalg.svd(query_b[rows, columns], full_matrices=False)[0][:, :n].t()
        out.append(seen)
    return torch.cat(out)
