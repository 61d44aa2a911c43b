"""Words as the model compares them: what a token says whatever its case, and what makes a token a word of its own.

A word begins with a token behind a space, a capital or a digit; the tokens that go on with it are compared together with the one before
them, those with a capital too: GetReqID is where "Req" stands behind "Get".  A unit is one such thing to compare: a beginning, or a
continuation and what it continues.
"""
import re

import numpy as np

import phrases

FRAMES = [phrases.KEYWORD, phrases.PHRASE, phrases.ASK, phrases.DEFINED, phrases.USED, phrases.CONCEPT, phrases.ABOUT, phrases.NAMED]
DEFINING = {"def", "class", "func", "fn", "function", "struct", "type", "interface", "enum", "define", "trait", "impl", "namespace", "union"}
DEFINED = 1.0            # nats of a word more where a word before it says that it is defined there
SPACE, LINE_END = "Ġ", "Ċ"   # as byte-level BPE writes them


def is_word(text):
    """Letters, digits, or the bytes of scripts beyond Latin as byte-level BPE writes them"""
    return any(ch.isalnum() or ord(ch) > 0xA0 for ch in text)


class Words:
    """fold[V]: number of the word a token says, -1 for none; goes_on[V]: whether it continues a word, unless that ends_line[V]; defines[V]: whether it
    says that the next word is defined; count: of different words."""

    def __init__(self, tok):
        vocab = tok.get_vocab()
        self.fold, numbers = np.full(len(vocab), -1, np.int64), {}
        self.goes_on, self.ends_line, self.defines = np.zeros((3, len(vocab)), bool)
        for text, i in sorted(vocab.items(), key=lambda item: item[1]):
            bare = text.lstrip(SPACE)
            if not is_word(bare) or text.startswith(("[", "<", "<｜")):
                continue
            begins = text.startswith(SPACE) or bare[0].isupper() or bare[0].isdigit()
            self.goes_on[i], self.ends_line[i] = not (text.startswith(SPACE) or bare[0].isdigit()), LINE_END in bare
            self.defines[i] = bare in DEFINING
            self.fold[i] = numbers.setdefault(("" if begins else "+") + bare.lower(), len(numbers))
        self.count = len(numbers)
        self.frame = self.framing(tok)

    def framing(self, tok):
        """Words of our own wordings, which say that something is asked and not what"""
        some = set()
        for table in FRAMES:
            for row in table.values() if isinstance(table, dict) else [table]:
                for text in row:
                    text = re.sub(r"\{\w\}", "|", text)
                    for form in (text, " " + text.lower()):
                        some.update(self.fold[tok.encode(form, add_special_tokens=False).ids].tolist())
        some.discard(-1)
        return sorted(some)

    def units(self, ids, starts=(0,)):
        """int64 per token of the texts that begin at `starts`: the word, or with the one before it where it goes on; -1 for none"""
        fold = self.fold[ids]
        before = np.concatenate([[-1], np.where(self.ends_line[ids[:-1]], -1, fold[:-1])])
        before[np.asarray(starts)] = -1
        joined = self.goes_on[ids] & (before >= 0) & (fold >= 0)
        return np.where(joined, (before + 1) * self.count + fold, fold)

    def loudness(self, ids, starts=(0,)):
        """float per token: how many times louder than elsewhere the word is here"""
        before = np.concatenate([[False], self.defines[ids[:-1]]])
        before[np.asarray(starts)] = False
        return np.where(before, np.exp(DEFINED), 1.0)
