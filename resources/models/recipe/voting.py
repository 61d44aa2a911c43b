"""Words that vote, outside the layers: where a document says them, and what two rounds of votes (votes.py) make of that, to learn from.

Shapes: Q questions, P passages of the batch, K words of all questions, M places in the batch where they stand, A channels of a place.
"""
import math
from typing import NamedTuple

import numpy as np
import torch

import votes

MANY = 8.0             # votes for a place, above which more change nothing
LOUDEST = 0.5          # variance of what a place hears by chance, as far as it is trusted


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
    others: torch.Tensor       # [K] those of them whose passages are not in the batch
    energy: torch.Tensor       # [K] sum of the others' squares
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
        """The document's units, sorted, with the sum of their loudness and of its square"""
        if doc.places is None:
            units, at = np.unique(np.concatenate(doc.units), return_inverse=True)
            loud = np.concatenate(doc.loudness)
            doc.places = units, np.bincount(at, loud).astype(np.float32), np.bincount(at, loud * loud).astype(np.float32)
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
        words, matches, n = [np.zeros((5, 0))], [np.zeros((3, 0))], 0
        for row, (ids, group) in enumerate(asked):
            doc, (units, column, loud) = groups[group][0], stands[group]
            asks, at = self.ask(ids, doc)
            low, high = np.searchsorted(units, asks), np.searchsorted(units, asks, "right")
            each = high - low
            which = np.repeat(np.arange(len(asks)), each)
            index = np.arange(len(which)) + np.repeat(high - np.cumsum(each), each)
            _, places, squares = self.places(doc)
            here, energy = (np.bincount(which, loud[index] ** power, len(asks)) for power in (1, 2))
            words.append(np.stack([np.full(len(asks), row), asks % self.words.count, places[at], places[at] - here, squares[at] - energy]))
            matches.append(np.stack([n + which, column[index], loud[index]]))
            n += len(asks)
        words, matches = np.concatenate(words, 1).clip(min=0), np.concatenate(matches, 1)
        whole = [torch.from_numpy(x.astype(np.int64)) for x in (*words[:2], *matches[:2])]
        real = [torch.from_numpy(x.astype(np.float32)) for x in (*words[2:], matches[2])]
        return Found(*whole, *real, len(asked))


def two_rounds(found, voice, passages, channels, more):
    """-> what each question hears [Q, A], and the places [P, A].  voice[words]: how much a word is to be heard.
    Places are random signs, `more` of them only in the first round.  Those of the document that are not in the batch disturb as much as if they were."""
    signs = torch.sign(torch.randn(passages, channels + more))
    code, both = signs[:, :channels] / channels ** 0.5, signs / (channels + more) ** 0.5
    second, w = votes.SECOND, voice[found.word]
    # a word of n places gives each its share, as RARE says in the layers; it hears what the words before it gave
    share = votes.FEW * w / (w * found.places + votes.FEW)
    given = torch.randn(len(w), channels + more) * (share * (found.energy / (channels + more)).sqrt())[:, None]
    given = given.index_add(0, found.match, (share[found.match] * found.loud)[:, None] * both[found.column])
    before = given.cumsum(0) - given
    others = before - before[torch.searchsorted(found.row, found.row)]
    chance = others.detach().square().mean(1).clamp(max=LOUDEST)
    # then each of its places counts as those others voted for it; four heads see a quarter of the rows each
    agreed = (others[found.match] * both[found.column]).sum(1).clamp(max=MANY)
    amount = w[found.match] * found.loud * (second.swayed * agreed).exp()
    head = 4 * found.match + torch.randint(4, found.match.shape)
    total = w * found.others * (second.swayed ** 2 * chance / 2).exp() / 4 + second.sink * math.exp(second.swayed * second.doubt)
    total = total.repeat_interleave(4).index_add(0, head, amount)
    vote, usual = second.sink * amount / total[head], second.sink * w / total.view(-1, 4).mean(1)
    many = (usual * found.others * (second.swayed ** 2 * chance / 2).exp()).index_add(0, found.match, vote)
    fade = (-votes.SCARCE[0] * many).exp()                        # a word counts the less the more its places count together
    stray = usual * fade * (found.energy * (2 * second.swayed ** 2 * chance).exp()).sqrt()
    heard = torch.zeros(found.questions, channels).index_add(0, found.row[found.match], (vote * fade[found.match])[:, None] * code[found.column])
    return heard.index_add(0, found.row, torch.randn(len(w), channels) * (stray.detach() / channels ** 0.5)[:, None]), code
