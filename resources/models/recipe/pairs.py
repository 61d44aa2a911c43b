"""Questions about passages, for the retriever: documents as lists of passages, questions made from them by rule.

A document is a book, a contract, a manual, or a repository (its files under lines "=== path ===").
"""
import collections
import glob
import json
import os
import random
import re
import sysconfig

import numpy as np

import phrases
from data import CJK, DEFINITION, IDENT, WORD
from passages import cut_passages, sentences

LONGEST = 250          # tokens of a passage that a window can see
LIGHT = set("""the a an of to in and or for with on at by from as that this it is was were be been are he she they his her
him them their its i you we my your our not no but if so than then there here which who whom what when where why how all any
had has have do did does will would shall should may might can could must into upon out up down over under about more most such
said one two very also only other some these those own being per der die das den dem des ein eine und in im ist war auf mit von zu
nicht sich er sie es le la les un une des du de et en est dans sur que qui il elle ne pas se el los las una y que en con por
""".split())


class Document:
    def __init__(self, kind, name, lang, texts):
        self.kind, self.name, self.lang, self.texts = kind, name, lang, texts
        self.clauses = []                              # (category, [passage indices])
        self.index = None                              # code: identifier -> set of passages
        self.ids = self.name_ids = None


def read_documents(root):
    """Every document of CORPUS_DIR, cut as the application cuts."""
    langs = {r["file"]: r["lang"] for r in map(json.loads, open(root + "/manifest.jsonl", encoding="utf-8"))}
    out = []

    def add(kind, name, lang, text):
        texts = cut_passages(text, code=kind == "code")
        if len(texts) >= 8:
            out.append(Document(kind, name, lang[:2], texts))
        return texts

    for p in sorted(glob.glob(root + "/books/*.txt")):
        add("book", os.path.basename(p), langs.get(os.path.basename(p), "en"), open(p, encoding="utf-8").read())
    rows = collections.defaultdict(list)
    for row in map(json.loads, open(root + "/clauses.jsonl", encoding="utf-8")):
        rows[row["contract"]].append(row)
    for p in sorted(glob.glob(root + "/contracts/*.txt")):
        text = open(p, encoding="utf-8", newline="").read()
        texts = add("contract", os.path.basename(p), "en", text)
        if len(texts) >= 8:
            label(out[-1], text, rows[os.path.basename(p)])
    for row in map(json.loads, open(root + "/docs.jsonl", encoding="utf-8")):
        if len(row["text"]) > 2500:
            add("doc", os.path.basename(row["path"]), row["lang"], row["text"])
    repositories = collections.defaultdict(list)
    if os.path.exists(root + "/code.jsonl"):
        for row in map(json.loads, open(root + "/code.jsonl", encoding="utf-8")):
            repositories[row["repo"]].append((row["path"], row["text"]))
    std = sysconfig.get_paths()["stdlib"]
    for p in sorted(glob.glob(std + "/*.py") + glob.glob(std + "/*/*.py") + glob.glob("/usr/include/*.h")):
        if "/site-packages" not in p and "/test" not in p and 3000 < os.path.getsize(p) < 200000:
            folder = "include" if p.startswith("/usr/include") else "lib/" + os.path.basename(os.path.dirname(p))
            repositories[folder].append((os.path.basename(p), open(p, encoding="utf-8", errors="ignore").read()))
    for name, files in sorted(repositories.items()):
        # pieces of at most 0.4 MB: a repository is read file after file
        piece, size, n = [], 0, 0
        for path, text in files + [(None, None)]:
            if path is None or size > 400000:
                if piece:
                    add("code", f"{name}-{n}" if n else name, "en", "".join(piece))
                piece, size, n = [], 0, n + 1
            if path is not None:
                piece.append(f"=== {path} ===\n{text.rstrip()}\n\n")
                size += len(text)
    return out


def label(doc, text, rows):
    """Find each labelled span's passages: those that hold at least half of it, or half of whose bytes it covers."""
    raw = text.encode()
    starts, at = [], 0
    folded = re.sub(rb"\s+", b"", raw)
    before = np.cumsum([0] + [0 if bytes([b]).isspace() else 1 for b in raw])
    for t in doc.texts:
        size = len(re.sub(rb"\s+", b"", t.encode()))
        starts.append((at, at + size))
        at += size
    assert abs(at - len(folded)) < 2 + len(folded) * 0.2
    for row in rows:
        found = set()
        for ev in row["evidence"]:
            a, b = int(before[ev["start"]]), int(before[ev["end"]])
            for i, (s, e) in enumerate(starts):
                both = min(b, e) - max(a, s)
                if both > 0 and (both >= 0.5 * (b - a) or both >= 0.5 * (e - s)):
                    found.add(i)
        if row["category"] in phrases.CLAUSES:
            doc.clauses.append((row["category"], sorted(found)))


def tokenize(docs, tok, cache):
    if os.path.exists(cache):
        flat = np.load(cache)
        at = 0
        for d in docs:
            d.ids = []
            for _ in d.texts:
                n = int(flat[at])
                d.ids.append(flat[at + 1:at + 1 + n])
                at += 1 + n
    else:
        parts = []
        for d in docs:
            # the application's passage ends with a line end
            d.ids = [np.array(e.ids[-LONGEST:], np.int32) for e in tok.encode_batch([t + "\n" for t in d.texts], add_special_tokens=False)]
            for i in d.ids:
                parts += [np.array([len(i)], np.int32), i]
        np.save(cache, np.concatenate(parts))
    for d in docs:
        d.name_ids = np.array(tok.encode(d.name, add_special_tokens=False).ids, np.int32)


def vary(word, rng):
    """Another form of a word, roughly: questions seldom repeat the text's own."""
    low = word
    for end, new in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("ly", "")):
        if low.endswith(end) and len(low) - len(end) >= 4:
            return low[:-len(end)] + new
    return low + rng.choice(["s", "ed", "ing", "s"])


class Asker:
    def __init__(self, docs, rng, frequency=None):
        self.rng = rng
        self.frequency = frequency or self.count(docs)

    @staticmethod
    def count(docs):
        f = collections.Counter()
        for d in docs:
            for t in d.texts[::7]:
                f.update(w.lower() for w in WORD.findall(t))
        return f

    def lang(self, doc, table):
        return doc.lang if doc.lang in table else "en"

    def keyword(self, doc, i):
        rng, text = self.rng, doc.texts[i]
        units = sentences(text) if doc.kind != "code" else [x.strip() for x in text.split("\n") if len(x.strip()) > 3]
        if not units:
            return None
        unit = rng.choice(units) if rng.random() < 0.6 else text
        if CJK.search(unit):
            runs = [r for r in re.findall(r"[一-龥]{2,4}", unit)]
            if len(runs) < 2:
                return None
            return rng.choice(phrases.KEYWORD["zh"]).format(x=rng.choice(phrases.JOIN["zh"]).join(rng.sample(runs, rng.choice([1, 2, 2, 3]) if len(runs) > 2 else 1)))
        words = [w for w in dict.fromkeys(WORD.findall(unit)) if len(w) > 3 and w.lower() not in LIGHT]
        if len(words) < 2:
            return None
        words.sort(key=lambda w: self.frequency[w.lower()] * (0.2 + rng.random() ** 2 * 3))
        k = rng.choices([1, 2, 3, 4, 6], [2, 5, 3, 2, 1])[0]
        words = words[:max(k, 1)]
        rng.shuffle(words)
        if rng.random() < 0.5:
            words = [w.lower() for w in words]
        if rng.random() < 0.25:
            words = [vary(w, rng) if rng.random() < 0.5 else w for w in words]
        lang = self.lang(doc, phrases.KEYWORD)
        x = words[0]
        for w in words[1:]:
            x += rng.choice(phrases.JOIN[lang]) + w
        if rng.random() < 0.3 and lang == "en":
            x = "the " + x
        return rng.choice(phrases.KEYWORD[lang]).format(x=x)

    def phrase(self, doc, i):
        rng = self.rng
        words = doc.texts[i].split()
        n = rng.randint(3, 7)
        if len(words) < n + 1:
            return None
        at = rng.randrange(len(words) - n)
        lang = self.lang(doc, phrases.PHRASE)
        return rng.choice(phrases.PHRASE[lang]).format(x=" ".join(words[at:at + n]).strip(".,;:\"“”"))

    def natural(self, doc, i):
        """A sentence without its answer, some words left out or changed, behind a question word."""
        rng = self.rng
        lang = self.lang(doc, phrases.ASK)
        some = [s for s in sentences(doc.texts[i]) if len(s.split()) > 5]
        if not some:
            return None
        words = " ".join(rng.choice(some).split()).strip(" .!?\"“”").split()
        if len(words) > 16:
            at = rng.randrange(len(words) - 14)
            words = words[at:at + rng.randint(8, 14)]
        n = rng.randint(1, 3)
        at = rng.randrange(max(1, len(words) - n))
        del words[at:at + n]
        drop = rng.choice([0.0, 0.15, 0.3, 0.5])
        kept = []
        for w in words:
            r = rng.random()
            if r < (drop if w.lower() not in LIGHT else drop * 0.5 + 0.2):
                continue
            kept.append(vary(w, rng) if w.isalpha() and w.islower() and len(w) > 4 and rng.random() < 0.2 else w)
        if len(kept) < 3:
            return None
        if rng.random() < 0.3:
            rng.shuffle(kept)
        return f"{rng.choice(phrases.ASK[lang])} {' '.join(kept).strip(' ,;:')}?"

    def clause(self, doc):
        """(question, positives): a labelled clause of a contract; no positives where the contract has none"""
        rng = self.rng
        rows = [c for c in doc.clauses if c[1]]
        if not rows:
            return None
        category, found = rng.choice(rows)
        topics, whole = phrases.CLAUSES[category]
        text = rng.choice(whole) if rng.random() < 0.5 else rng.choice(phrases.ABOUT).format(x=rng.choice(topics))
        return phrases.reword(text, rng), found

    def symbols(self, doc):
        if doc.index is None:
            doc.index = (collections.defaultdict(set), collections.defaultdict(set))
            for i, t in enumerate(doc.texts):
                for name in IDENT.findall(t):
                    doc.index[0][name].add(i)
                for m in DEFINITION.finditer(t):
                    name = m.group(1) or m.group(2)
                    doc.index[1][name].add(i)
            doc.defined = [n for n, where in doc.index[1].items() if len(where) == 1]
            doc.used = [n for n in doc.index[0] if n in doc.index[1] and 1 <= len(doc.index[0][n] - doc.index[1][n]) <= 3]
        return doc.index

    def symbol(self, doc):
        rng = self.rng
        self.symbols(doc)
        if rng.random() < 0.6 and doc.defined:
            name = rng.choice(doc.defined)
            return rng.choice(phrases.DEFINED).format(x=name), sorted(doc.index[1][name])
        if doc.used:
            name = rng.choice(doc.used)
            return rng.choice(phrases.USED).format(x=name), sorted(doc.index[0][name] - doc.index[1][name])
        return None

    COMMENT = re.compile(r"^\s*(?:///?!?|#|\*|/\*\*?|\"\"\")\s*([A-Za-z][^\n]{18,110})", re.M)
    SPLIT = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}(?![a-z])|\d+")

    def concept(self, doc):
        """Code by what it does: a comment's words (the passage may hold the comment or only follow it), or a name's parts."""
        rng = self.rng
        for _ in range(8):
            i = rng.randrange(len(doc.texts))
            m = self.COMMENT.search(doc.texts[i])
            if m and rng.random() < 0.6:
                words = [w for w in m.group(1).strip(" */\"").split() if rng.random() > 0.25]
                if len(words) < 3:
                    continue
                found = [i]
                if i + 1 < len(doc.texts) and m.end() > len(doc.texts[i]) * 0.6:
                    found.append(i + 1)
                x = " ".join(words)
                return rng.choice(phrases.CONCEPT).format(x=x[0].lower() + x[1:].rstrip(".")), found
            self.symbols(doc)
            names = [n for n in (m.group(1) or m.group(2) for m in DEFINITION.finditer(doc.texts[i])) if len(doc.index[1][n]) == 1]
            if names:
                parts = [p.lower() for p in self.SPLIT.findall(rng.choice(names))]
                if len(parts) < 2:
                    continue
                extra = [w for w in WORD.findall(doc.texts[i]) if len(w) > 4]
                words = parts + rng.sample(extra, min(len(extra), rng.randint(0, 2)))
                if rng.random() < 0.5:
                    rng.shuffle(words)
                words = [vary(w, rng) if len(w) > 4 and rng.random() < 0.3 else w for w in words]
                return rng.choice(phrases.CONCEPT).format(x=rng.choice([" the ", " ", " of ", " "]).join(words)), [i]
        return None

    def ask(self, doc, allowed=None):
        """(question, positive passages) or None.  allowed: the passages that are there."""
        rng = self.rng
        for _ in range(10):
            r = rng.random()
            if doc.kind == "contract" and r < 0.75:
                q = self.clause(doc)
            elif doc.kind == "code" and r < 0.45:
                q = self.symbol(doc)
            elif doc.kind == "code" and r < 0.8:
                q = self.concept(doc)
            else:
                i = rng.choice(allowed) if allowed is not None else rng.randrange(len(doc.texts))
                r = rng.random()
                make = self.keyword if r < 0.45 else self.natural if r < 0.88 else self.phrase
                text = make(doc, i)
                q = (text, [i]) if text else None
            if q and len(q[0]) < 300:
                return q
        return None


if __name__ == "__main__":
    import sys
    docs = read_documents(sys.argv[1])
    print(collections.Counter(d.kind for d in docs), sum(len(d.texts) for d in docs))
    asker = Asker(docs, random.Random(1))
    for kind in ("book", "contract", "doc", "code"):
        some = [d for d in docs if d.kind == kind]
        for _ in range(14):
            print(kind, asker.ask(random.choice(some)))
