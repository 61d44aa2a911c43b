"""Which of a question's words stand in which passage, outside the layers: what recitals count (recitals.py), to learn from.

Shapes: Q questions, P passages of the batch, K words of all questions, M places in the batch where they stand.
"""
from typing import NamedTuple

import numpy as np
import torch

COMMON = 200.0         # places of a word, from which on it hardly counts


def once(units):
    """The units of a passage, -1 where the passage has said the same before: as a layer notes it (votes.py)"""
    first = np.zeros(len(units), bool)
    first[np.unique(units, return_index=True)[1]] = True
    return np.where(first, units, -1)


class Found(NamedTuple):
    """Where the words of a batch's questions stand; words in the order in which they are asked"""
    row: torch.Tensor          # [K] question of each word
    word: torch.Tensor         # [K] its number
    match: torch.Tensor        # [M] word that stands there, as an index of [K]
    column: torch.Tensor       # [M] passage that says it
    places: torch.Tensor       # [K] of its document, each as loud as the word is there
    loud: torch.Tensor         # [M]
    questions: int


class Voting:
    """Which passages a question's words stand in.  A document's `units` and their `loudness` are arrays a passage.
    heard[words.count]: words that vote at all."""

    def __init__(self, words, docs):
        self.words, self.heard = words, np.ones(words.count, bool)
        for d in docs:
            starts, ids = np.cumsum([0] + [len(i) for i in d.ids[:-1]]), np.concatenate(d.ids)
            d.units = [once(u) for u in np.split(words.units(ids, starts), starts[1:])]
            d.loudness = np.split(words.loudness(ids, starts).astype(np.float32), starts[1:])
            d.places = None

    @staticmethod
    def places(doc):
        """The document's units, sorted, with the sum of their loudness"""
        if doc.places is None:
            units, at = np.unique(np.concatenate(doc.units), return_inverse=True)
            loud = np.concatenate(doc.loudness)
            doc.places = units, np.bincount(at, loud).astype(np.float32)
        return doc.places

    @staticmethod
    def stand(doc, passages, first):
        """What these passages say, sorted: units, the passages' columns, loudness"""
        units = np.concatenate([doc.units[i] for i in passages])
        column = first + np.repeat(np.arange(len(passages)), [len(doc.units[i]) for i in passages])
        order = np.argsort(units, kind="stable")
        return units[order], column[order], np.concatenate([doc.loudness[i] for i in passages])[order]

    def ask(self, ids, doc):
        """Units of a question that its document says and that vote, in their order, and where they are in places(doc)"""
        known, units = self.places(doc)[0], np.array(list(dict.fromkeys(self.words.units(ids).tolist())), np.int64)
        at = np.searchsorted(known, units).clip(max=len(known) - 1)
        some = (known[at] == units) & (units >= 0) & self.heard[units % self.words.count]
        return units[some], at[some]

    def of(self, groups, asked):
        """groups: (document, passages, first column); asked: token ids and group of each question"""
        stands = [self.stand(*group) for group in groups]
        words, matches, n = [np.zeros((3, 0))], [np.zeros((3, 0))], 0
        for row, (ids, group) in enumerate(asked):
            doc, (units, column, loud) = groups[group][0], stands[group]
            asks, at = self.ask(ids, doc)
            low, high = np.searchsorted(units, asks), np.searchsorted(units, asks, "right")
            each = high - low
            which = np.repeat(np.arange(len(asks)), each)
            index = np.arange(len(which)) + np.repeat(high - np.cumsum(each), each)
            words.append(np.stack([np.full(len(asks), row), asks % self.words.count, self.places(doc)[1][at]]))
            matches.append(np.stack([n + which, column[index], loud[index]]))
            n += len(asks)
        words, matches = np.concatenate(words, 1), np.concatenate(matches, 1)
        whole = [torch.from_numpy(x.astype(np.int64)) for x in (*words[:2], *matches[:2])]
        real = [torch.from_numpy(x.astype(np.float32)) for x in (words[2], matches[2])]
        return Found(*whole, *real, len(asked))


def counted(found, voice, passages):
    """How many of a question's words stand in a passage, rare ones more: [Q, P].  voice[words]: how much a word is to be heard"""
    w = voice[found.word]
    rare = torch.log1p(COMMON / (w * found.places).clamp(min=1e-3)) / torch.log1p(torch.tensor(COMMON))
    amount = (w * rare)[found.match] * found.loud
    return torch.zeros(found.questions, passages).index_put((found.row[found.match], found.column), amount, accumulate=True)
