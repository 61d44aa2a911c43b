"""What the retriever learns from: groups of passages of one document each, questions about them, and where the questions' words stand."""
import random

import numpy as np
import torch

import pairs
import phrases


def flat(texts):
    """Token arrays -> ids, offsets"""
    return torch.from_numpy(np.concatenate(texts).astype(np.int64)), torch.from_numpy(np.cumsum([0] + [len(t) for t in texts[:-1]]))


def encode_questions(tok, texts):
    return [np.array(e.ids[:120], np.int32) for e in tok.encode_batch(texts, add_special_tokens=False)]


def once(units, said):
    """The units of a passage, -1 where the passage has said the word before, whatever it went on with: as a layer notes it (votes.py)"""
    first = np.zeros(len(units), bool)
    first[np.unique(said, return_index=True)[1]] = True
    return np.where(first, units, -1)


class Voting:
    """Which passages a question's words stand in.  A document's `units` and their `loudness` are arrays a passage."""

    def __init__(self, words, docs):
        self.words = words
        for d in docs:
            starts, ids = np.cumsum([0] + [len(i) for i in d.ids[:-1]]), np.concatenate(d.ids)
            units, said = np.split(words.units(ids, starts), starts[1:]), np.split(words.fold[ids], starts[1:])
            d.units, d.loudness = [once(u, s) for u, s in zip(units, said)], np.split(words.loudness(ids, starts).astype(np.float32), starts[1:])
            d.places = None

    @staticmethod
    def places(doc):
        """The document's units, sorted, with the sum of their loudness and of its square"""
        if doc.places is None:
            units, at = np.unique(np.concatenate(doc.units), return_inverse=True)
            loud = np.concatenate(doc.loudness)
            doc.places = units, np.bincount(at, loud).astype(np.float32), np.bincount(at, loud * loud).astype(np.float32)
        return doc.places

    def of(self, groups, asked):
        """groups: (document, passages, first column); asked: token ids and group of each question.
        -> of matches (row, column, word) and (loudness, places); of what was said, wherever it stands, (row, word) and (energy, places)"""
        sides = []
        for doc, passages, first in groups:
            units = np.concatenate([doc.units[i] for i in passages])
            owner = first + np.repeat(np.arange(len(passages)), [len(doc.units[i]) for i in passages])
            order = np.argsort(units, kind="stable")
            sides.append((units[order], owner[order], np.concatenate([doc.loudness[i] for i in passages])[order]))
        matches, amounts, spoken, energies = [np.zeros((3, 0), np.int64)], [np.zeros((2, 0), np.float32)], [], []
        for row, (ids, group) in enumerate(asked):
            known, places, squares = self.places(groups[group][0])
            units, owner, loud = sides[group]
            said = np.unique(self.words.units(ids))
            at = np.searchsorted(known, said).clip(max=len(known) - 1)
            said, at = said[(known[at] == said) & (said >= 0)], at[(known[at] == said) & (said >= 0)]
            word = said % self.words.count
            spoken.append(np.stack([np.full(len(said), row), word]))
            energies.append(np.stack([squares[at], places[at]]))
            low, high = np.searchsorted(units, said), np.searchsorted(units, said, "right")
            each = high - low
            index = np.repeat(low - np.cumsum(each) + each, each) + np.arange(each.sum())
            matches.append(np.stack([np.full(len(index), row), owner[index], np.repeat(word, each)]))
            amounts.append(np.stack([loud[index], np.repeat(places[at], each)]))
        return [tuple(torch.from_numpy(np.concatenate(x, 1))) for x in (matches, amounts, spoken, energies)]


class Batch:
    """Texts of passages, token ids of their documents' names, questions, and with votes what Voting.of found"""

    def __init__(self, texts, names, questions, found):
        self.texts, self.names, self.questions, self.found = texts, names, questions, found


class Batches:
    """Groups of passages of one document each, and questions about them."""

    def __init__(self, docs, tok, seed, frequency=None, groups=6, passages=112, questions=40, voting=None):
        self.voting = voting
        self.rng = random.Random(seed)
        self.asker = pairs.Asker(docs, self.rng, frequency)
        self.tok, self.groups, self.passages, self.questions = tok, groups, passages, questions
        self.by_kind = {k: [d for d in docs if d.kind == k] for k in ("book", "contract", "doc", "code")}
        self.weights = {k: [min(len(d.texts), 600) for d in v] for k, v in self.by_kind.items()}

    def pick(self):
        kind = self.rng.choices(("book", "contract", "doc", "code"), (0.38, 0.24, 0.08, 0.3))[0]
        return self.rng.choices(self.by_kind[kind], self.weights[kind])[0]

    def shown_name(self, name):
        rng = self.rng
        stem = name.rsplit(".", 1)[0] if rng.random() < 0.8 else name
        if rng.random() < 0.6:
            words = pairs.re.findall(r"[^\W_]+", stem)
            if len(words) > 6 and rng.random() < 0.5:
                words = words[-rng.randint(3, 6):]
            stem = " ".join(w.capitalize() if rng.random() < 0.6 else w for w in words)
        return stem[:90]

    def next(self):
        rng = self.rng
        texts, names, questions = [], [], []                   # questions: (text, positives, (first, last) of what it competes with)
        shown, group_of = [], []
        for g in range(self.groups):
            doc = self.pick()
            n = len(doc.texts)
            allowed = None
            if n > 4 * self.passages:                          # somewhere in a long one
                at = rng.randrange(n - 3 * self.passages)
                allowed = range(at, at + 3 * self.passages)
            asked, needed = [], {}
            for _ in range(self.questions):
                q = self.asker.ask(doc, allowed)
                if q is None:
                    continue
                for i in q[1]:
                    needed.setdefault(i, len(needed))
                asked.append(q)
                if len(needed) >= self.passages:
                    break
            fill = [i for i in (rng.sample(range(n), min(n, self.passages)) if allowed is None else rng.sample(allowed, self.passages)) if i not in needed]
            for i in fill[:max(0, self.passages - len(needed))]:
                needed[i] = len(needed)
            base = len(texts)
            texts += [doc.ids[i] for i in needed]
            names += [doc.name_ids] * len(needed)
            shown.append((doc, list(needed), base))
            group_of += [g] * len(asked)
            for text, found in asked:
                named = rng.random() < 0.25
                if named:
                    text = rng.choice(phrases.NAMED).format(d=self.shown_name(doc.name), q=text)
                questions.append((text, [base + needed[i] for i in found], (base, base + len(needed)), named or doc.kind != "contract"))
        found = None
        if self.voting:
            found = self.voting.of(shown, list(zip(encode_questions(self.tok, [q[0] for q in questions]), group_of)))
        return Batch(texts, names, questions, found)
