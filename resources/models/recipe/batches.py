"""What the retriever learns from: groups of passages of one document each, and questions about them."""
import random

import numpy as np
import torch
import torch.nn.functional as F

import pairs
import phrases


def flat(texts):
    """Token arrays -> ids, offsets"""
    return torch.from_numpy(np.concatenate(texts).astype(np.int64)), torch.from_numpy(np.cumsum([0] + [len(t) for t in texts[:-1]]))


def softmax_mean(texts, values, nats, sink=0.0):
    """[texts, D]: means of the tokens' values [V, D], each as heavy as its nats [V] say, against a sink of that weight"""
    ids, offsets = flat(texts)
    n = len(texts)
    owner = torch.repeat_interleave(torch.arange(n), torch.diff(torch.cat([offsets, offsets.new_tensor([len(ids)])])))
    e = nats[ids].exp()
    total = torch.zeros(n).index_add(0, owner, e) + sink
    return F.embedding_bag(ids, values, offsets, mode="sum", per_sample_weights=e / total[owner])


def encode_questions(tok, texts):
    return [np.array(e.ids[:120], np.int32) for e in tok.encode_batch(texts, add_special_tokens=False)]


def shown_name(name, rng):
    """A document's name as somebody may write it"""
    stem = name.rsplit(".", 1)[0] if rng.random() < 0.8 else name
    if rng.random() < 0.6:
        words = pairs.re.findall(r"[^\W_]+", stem)
        if len(words) > 6 and rng.random() < 0.5:
            words = words[-rng.randint(3, 6):]
        stem = " ".join(w.capitalize() if rng.random() < 0.6 else w for w in words)
    return stem[:90]


class Batch:
    """Texts of passages, token ids of their documents' names, questions, and where their words stand (voting.Found), if those vote"""

    def __init__(self, texts, names, questions, found):
        self.texts, self.names, self.questions, self.found = texts, names, questions, found


class Batches:
    """Groups of passages of one document each, and questions about them."""

    def __init__(self, docs, tok, seed, frequency=None, groups=6, passages=112, questions=40, where=None):
        """where: voting.Voting, if words vote"""
        self.where = where
        self.rng = random.Random(seed)
        self.asker = pairs.Asker(docs, self.rng, frequency)
        self.tok, self.groups, self.passages, self.questions = tok, groups, passages, questions
        self.by_kind = {k: [d for d in docs if d.kind == k] for k in ("book", "contract", "doc", "code")}
        self.weights = {k: [min(len(d.texts), 600) for d in v] for k, v in self.by_kind.items()}

    def pick(self):
        kind = self.rng.choices(("book", "contract", "doc", "code"), (0.38, 0.24, 0.08, 0.3))[0]
        return self.rng.choices(self.by_kind[kind], self.weights[kind])[0]

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
                    text = rng.choice(phrases.NAMED).format(d=shown_name(doc.name, rng), q=text)
                questions.append((text, [base + needed[i] for i in found], (base, base + len(needed)), named or doc.kind != "contract"))
        found = None
        if self.where:
            found = self.where.of(shown, list(zip(encode_questions(self.tok, [q[0] for q in questions]), group_of)))
        return Batch(texts, names, questions, found)
