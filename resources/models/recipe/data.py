"""Texts and questions for training: the prompt of the application, questions made by rule.

    data.py CORPUS_DIR TOKENIZER [STAGE]      prints a few examples

CORPUS_DIR: books/*.txt, contracts/*.txt, clauses.jsonl, docs.jsonl, optionally code.jsonl (rows with path and text).
Python's standard library and /usr/include are read where they are.
"""
import collections
import glob
import json
import os
import random
import re
import sys
import sysconfig

from tokenizers import Tokenizer

import phrases
from passages import cut_passages, document, label_name, sentences

WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’][a-z]+)?", re.U)
CJK = re.compile(r"[一-龥]")
IDENT = re.compile(r"[A-Za-z_][A-Za-z0-9_]{3,}")
DEFINITION = re.compile(r"^\s*(?:async\s+)?(?:def|class|func|fn|function|struct|#define|interface|type|enum)\s+([A-Za-z_]\w{3,})"
                        r"|^(?:extern\s+)?[A-Za-z_][\w\s*]*?[\s*]([a-z_]\w{3,})\s*\([^;]*$", re.M)


class Source:
    """One file: its passages, cut on first use."""

    def __init__(self, kind, name, lang, text=None, path=None):
        self.kind, self.name, self.lang, self._text, self._path = kind, name, lang, text, path
        self._passages = {}

    def text(self):
        if self._text is None:
            with open(self._path, encoding="utf-8", errors="ignore") as f:
                self._text = f.read()
        return self._text

    def passages(self, full=320):
        if full not in self._passages:
            self._passages[full] = [p for p in cut_passages(self.text(), 80 if full > 80 else 30, full, 2 * full, self.kind == "code") if len(p) < 1500]
        return self._passages[full]


class Corpus:
    def __init__(self, root, held_out=False, seed=7):
        """held_out: the files kept from training (one in fifteen), else the others."""
        langs = {}
        manifest = os.path.join(root, "manifest.jsonl")
        if os.path.exists(manifest):
            langs = {r["file"]: r["lang"] for r in map(json.loads, open(manifest, encoding="utf-8"))}
        sources = [Source("book", os.path.basename(p), langs.get(os.path.basename(p), "en"), path=p)
                   for p in sorted(glob.glob(root + "/books/*.txt"))]
        sources += [Source("contract", os.path.basename(p), "en", path=p) for p in sorted(glob.glob(root + "/contracts/*.txt"))]
        for row in map(json.loads, open(root + "/docs.jsonl", encoding="utf-8")):
            if len(row["text"]) > 2000:
                sources.append(Source("doc", os.path.basename(row["path"]), row["lang"][:2], text=row["text"]))
        std = sysconfig.get_paths()["stdlib"]
        paths = sorted(glob.glob(std + "/*.py") + glob.glob(std + "/*/*.py") + glob.glob("/usr/include/*.h"))
        sources += [Source("code", os.path.basename(p), "en", path=p) for p in paths
                    if "/site-packages" not in p and "/test" not in p and 3000 < os.path.getsize(p) < 200000]
        if os.path.exists(root + "/code.jsonl"):
            for row in map(json.loads, open(root + "/code.jsonl", encoding="utf-8")):
                sources.append(Source("code", os.path.basename(row["path"]), "en", text=row["text"]))
        random.Random(seed).shuffle(sources)
        sources = [s for i, s in enumerate(sources) if (i % 15 == 0) == held_out]
        self.by_kind = collections.defaultdict(list)
        for s in sources:
            self.by_kind[s.kind].append(s)
        names = {s.name for s in self.by_kind["contract"]}
        self.clauses = collections.defaultdict(list)
        for row in map(json.loads, open(root + "/clauses.jsonl", encoding="utf-8")):
            if row["contract"] in names and row["category"] in phrases.CLAUSES:
                self.clauses[row["contract"]].append(row)
        self.frequency = collections.Counter()
        rng = random.Random(seed)
        for kind, some in self.by_kind.items():
            for s in rng.sample(some, min(60, len(some))):
                at = rng.randrange(max(1, len(s.text()) - 20000))
                self.frequency.update(w.lower() for w in WORD.findall(s.text()[at:at + 20000]))
        self.words = [w for w, n in self.frequency.items() if len(w) > 2 and not CJK.search(w)]


STAGES = {
    # the very first: the question is most of the passage itself
    "echo": dict(tokens=256, salad=1.0, full=[60], hard=0.0, decline=0.0, docs=2, text_share=0.5, bare=True, echo=0.8),
    # bare: without the system text;  share of word salad, bytes of a full passage (choices), turns, share of hard kinds of question, most documents
    "salad": dict(echo=0.1, tokens=256, salad=1.0, full=[60], hard=0.0, decline=0.0, docs=2, text_share=0.5, bare=True),
    "easy": dict(echo=0.1, tokens=256, salad=0.3, full=[60, 120], hard=0.1, decline=0.03, docs=2, text_share=0.55, bare=True),
    "short": dict(tokens=512, salad=0.2, echo=0.1, full=[60, 120, 200, 320], hard=0.2, decline=0.06, docs=3, text_share=0.62),
    "full": dict(tokens=1024, salad=0.05, full=[120, 200, 320, 320], hard=0.45, decline=0.08, docs=4, text_share=0.75),
    "long": dict(tokens=2048, salad=0.03, full=[200, 320, 320], hard=0.5, decline=0.08, docs=6, text_share=0.85),
    "wide": dict(tokens=4096, salad=0.0, full=[320], hard=0.5, decline=0.08, docs=6, text_share=0.92),
}
MIX = [("book", 0.35), ("doc", 0.2), ("contract", 0.2), ("code", 0.25)]
QUOTE_WORDS = 6


class Maker:
    """Makes examples: token ids and a loss weight for predicting each of them."""

    def __init__(self, corpus, tokenizer, seed=0):
        self.corpus, self.tok, self.rng = corpus, tokenizer, random.Random(seed)
        self.id = {n: tokenizer.token_to_id(t) for n, t in
                   dict(bos="<｜begin▁of▁sentence｜>", eos="<｜end▁of▁sentence｜>", pad="<｜▁pad▁｜>", user="<｜User｜>",
                        assistant="<｜Assistant｜>", close="</think>").items()}
        self.system = self.encode(phrases.SYSTEM)
        self.whole_words = [t[1:] for t in tokenizer.get_vocab() if re.fullmatch("Ġ[a-z]{4,}", t)]
        self.whole_words.sort()

    def encode(self, text):
        return self.tok.encode(text, add_special_tokens=False).ids

    # ---- documents ----

    def start_number(self):
        r = self.rng.random()
        top = 1 if r < 0.4 else 60 if r < 0.8 else 999 if r < 0.96 else 9999
        return self.rng.randint(1, top)

    def file_name(self, kind):
        rng = self.rng
        ext = {"book": [".txt", ".md", ".epub"], "doc": [".md", ".txt", ".pdf", ".html"], "contract": [".pdf", ".docx", ".txt"],
               "code": [".py", ".h", ".c"]}[kind]
        return "-".join(rng.sample(self.corpus.words, rng.randint(1, 2))) + rng.choice(ext)

    def context(self, st):
        """[(label, number, passage text, kind, lang, source)], grouped by document, and their text"""
        rng = self.rng
        budget = st["tokens"] * st["text_share"] * 2.9
        n_docs = rng.randint(1, st["docs"])
        salad = rng.random() < st["salad"]
        kind = rng.choices([k for k, _ in MIX], [w for _, w in MIX])[0]
        full = rng.choice(st["full"])
        first = 0 if rng.random() < 0.7 else rng.randrange(26 - n_docs)
        items, parts = [], []
        for d in range(n_docs):
            label, number = label_name(first + d), self.start_number()
            if salad:
                source = None
                n = max(2, int(budget / n_docs / 32))
                pool = self.whole_words if rng.random() < 0.85 else self.corpus.words
                texts = [" ".join(rng.choices(pool, k=rng.randint(3, 6))) + rng.choice([".", ".", "", ";"]) for _ in range(n)]
                name, lang = self.file_name("doc"), "en"
            else:
                source = rng.choice(self.corpus.by_kind[kind])
                lang = source.lang
                texts = source.passages(full)
                if not texts:
                    continue
                at = rng.randrange(len(texts))
                if kind == "contract" and self.corpus.clauses[source.name] and rng.random() < 0.6:
                    at = self.near_clause(source, texts, at)
                texts = texts[at:]
                name = source.name if rng.random() < 0.5 and len(source.name) < 30 else self.file_name(kind)
            left, shown, begun = budget / n_docs, [], number
            for t in texts:
                cost = len(t.encode()) * (1.25 if lang == "en" else 1.5) * (1.3 if CJK.search(t) else 1)
                if shown and left < cost:
                    break
                if not shown and cost > left:
                    t = t[:int(left / 2)]
                left -= cost + (12 if not salad else 20)
                items.append((label, number, t, "salad" if salad else kind, lang, source))
                shown.append(t)
                number += 1
            parts.append(document(label, name, shown, begun))
        return items, "".join(parts)

    def near_clause(self, source, texts, default):
        rows = [r for r in self.corpus.clauses[source.name] if r["evidence"]]
        if not rows:
            return default
        needle = self.rng.choice(self.rng.choice(rows)["evidence"])["text"][:30]
        for i, t in enumerate(texts):
            if needle in t:
                return max(0, i - self.rng.randint(0, 3))
        return default

    # ---- questions: (question, passage index, sentence, short answer) or None ----

    def vocabulary(self, items):
        """word -> set of passages that have it"""
        where = collections.defaultdict(set)
        for i, it in enumerate(items):
            for w in WORD.findall(it[2]):
                where[w.lower()].add(i)
        return where

    def units(self, item):
        if item[3] == "code":
            return [ln.strip() for ln in item[2].split("\n") if len(ln.strip()) > 3]
        return sentences(item[2])

    def rare(self, sentence, where, k, unique=True):
        seen, words = set(), []
        for w in WORD.findall(sentence):
            low = w.lower()
            if len(w) > 3 and low not in seen and (not unique or len(where[low]) == 1):
                seen.add(low)
                words.append((self.corpus.frequency[low] * (0.5 + self.rng.random()), w))
        words.sort()
        return [w for _, w in words[:k]]

    def keyword(self, items, where, hard):
        rng = self.rng
        i = rng.randrange(len(items))
        lang = items[i][4] if items[i][4] in phrases.KEYWORD else "en"
        sentence = rng.choice(self.units(items[i]) or [""])
        if CJK.search(sentence):
            runs = re.findall(r"[一-龥]{2,4}", sentence)
            if not runs:
                return None
            x = rng.choice(runs)
            if sum(x in it[2] for it in items) != 1:
                return None
            return rng.choice(phrases.KEYWORD["zh"]).format(x=x), i, sentence, None
        k = rng.choices([1, 2, 3, 4], [3, 4, 2, 1])[0] if not hard else rng.randint(2, 5)
        words = self.rare(sentence, where, k, unique=not hard)
        if hard and (len(words) < 2 or not any(len(where[w.lower()]) == 1 for w in words)):
            return None
        if not words:
            return None
        rng.shuffle(words)
        if rng.random() < 0.4:
            words = [w.lower() for w in words]
        x = words[0] if len(words) == 1 else rng.choice(phrases.JOIN[lang]).join(words)
        return rng.choice(phrases.KEYWORD[lang]).format(x=x), i, sentence, None

    def phrase(self, items, where, hard):
        rng = self.rng
        i = rng.randrange(len(items))
        lang = items[i][4] if items[i][4] in phrases.PHRASE else "en"
        sentence = rng.choice(self.units(items[i]) or [""])
        words = sentence.split()
        n = rng.randint(2, 5)
        if len(words) < n + 1:
            return None
        at = rng.randrange(len(words) - n + 1)
        x = " ".join(words[at:at + n])
        if sum(x in it[2] for it in items) != 1:
            return None
        return rng.choice(phrases.PHRASE[lang]).format(x=x.strip(".,;:\"“”")), i, sentence, None

    def cloze(self, items, where, hard):
        rng = self.rng
        i = rng.randrange(len(items))
        sentence = rng.choice(self.units(items[i]) or [""])
        words = sentence.split()
        gaps = [j for j, w in enumerate(words) if len(w) > 3 and w.isalpha()]
        if not gaps or len(words) < 5:
            return None
        j = rng.choice(gaps)
        lo, hi = max(0, j - 6), min(len(words), j + 6)
        x = " ".join(words[lo:j] + ["____"] + words[j + 1:hi])
        return rng.choice(phrases.CLOZE).format(x=x), i, sentence, words[j]

    def fact(self, items, where, hard):
        """who: the words after a capitalised name; when: the words around a number"""
        rng = self.rng
        i = rng.randrange(len(items))
        sentence = " ".join(rng.choice(self.units(items[i]) or [""]).split())
        m = re.search(r"(?:^|[\s“\"])((?:Mr\.? |Mrs\.? |Miss |Sir |Lord |Lady )?[A-Z][a-zé]+(?: [A-Z][a-zé]+)?) ((?:had |was |is |has |shall |will )?[a-z]+[a-z ,]{15,60})\b", sentence)
        if m and m.group(1).lower() not in ("the", "but", "and", "when", "they", "this", "that", "there", "then", "what", "if"):
            return rng.choice(phrases.WHO).format(x=m.group(2).strip(" ,")), i, sentence, m.group(1)
        m = re.search(r"\b\d[\d,.]*\d\b", sentence)
        if m:
            x = " ".join((sentence[:m.start()].split()[-5:]) + (sentence[m.end():].split()[:4])).strip(" ,.;")
            if len(x) > 12:
                return rng.choice(phrases.WHEN).format(x=x), i, sentence, m.group(0)
        return None

    def clause(self, items, where, hard):
        rng = self.rng
        rows = [r for s in {it[5] for it in items if it[5]} for r in self.corpus.clauses.get(s.name, ()) if r["evidence"]]
        rng.shuffle(rows)
        for row in rows[:12]:
            for ev in row["evidence"]:
                needle = ev["text"][:30]
                for i, it in enumerate(items):
                    at = it[2].find(needle) if it[5] and it[5].name == row["contract"] else -1
                    if at < 0:
                        continue
                    upto = 0
                    for s in sentences(it[2]):
                        upto = it[2].find(s, upto) + len(s)
                        if upto > at:
                            answer = row["answer"] if len(row["answer"]) < 30 and "Date" in row["category"] else None
                            topics, whole = phrases.CLAUSES[row["category"]]
                            asked = rng.choice(whole) if rng.random() < 0.5 else rng.choice(phrases.ABOUT).format(x=rng.choice(topics))
                            return asked, i, s, answer
        return None

    def symbol(self, items, where, hard):
        rng = self.rng
        i = rng.randrange(len(items))
        found = [(m, m.group(1) or m.group(2)) for m in DEFINITION.finditer(items[i][2])]
        if found and rng.random() < 0.7:
            m, name = rng.choice(found)
            line = items[i][2][m.start():].lstrip("\n").split("\n")[0].strip()
            if name in line:
                return rng.choice(phrases.DEFINED).format(x=name), i, line, None
        line = rng.choice(self.units(items[i]) or [""])
        names = [n for n in IDENT.findall(line) if sum(n in it[2] for it in items) == 1]
        if not names:
            return None
        return rng.choice(phrases.USED).format(x=rng.choice(names)), i, line, None

    def unanswerable(self, items, where):
        rng = self.rng
        words = []
        if items[0][3] != "salad":
            other = rng.choice(self.corpus.by_kind[items[0][3]])
            texts = other.passages()
            if texts:
                words = [w for w in self.rare(rng.choice(texts), collections.defaultdict(set), 8, False) if w.lower() not in where]
        if not words:
            words = [w for w in rng.sample(self.corpus.words, 4) if w not in where]
        words = words[:rng.randint(1, 3)]
        if not words:
            return None
        return rng.choice(phrases.KEYWORD["en"]).format(x=rng.choice(phrases.JOIN["en"]).join(words)), -1, "", None

    def question(self, items, where, st):
        rng = self.rng
        for _ in range(12):
            if rng.random() < st.get("echo", 0):
                i = rng.randrange(len(items))
                words = items[i][2].rstrip(".;").split()
                at = rng.randint(0, max(0, len(words) - 3))
                x = " ".join(words[at:])
                q = (rng.choice(["{x}", "{x}", "{x}?", "What about {x}?", "Find {x}."]).format(x=x), i, items[i][2], None)
            elif rng.random() < st["decline"]:
                q = self.unanswerable(items, where)
            else:
                hard, kind = rng.random() < st["hard"], items[0][3]
                menu = [(self.keyword, 6), (self.phrase, 2)]
                if kind != "salad":
                    menu += [(self.cloze, 1)]
                if kind in ("book", "doc", "contract"):
                    menu += [(self.fact, 1 if not hard else 3)]
                if kind == "contract":
                    menu += [(self.clause, 1 if not hard else 14)]
                if kind == "code":
                    menu += [(self.symbol, 8)]
                q = rng.choices([m for m, _ in menu], [w for _, w in menu])[0](items, where, hard)
            if q and len(q[0]) < 200:
                return q
        return None

    def answer(self, items, q):
        """(text, length of the mark's prefix): '> [A2] first words…'"""
        _, i, sentence, short = q
        if i < 0:
            return phrases.DECLINE, None
        mark = f"> [{items[i][0]}{items[i][1]}"
        words = " ".join(sentence.split())
        if CJK.search(words[:8]):
            cut = words[:10]
        else:
            cut = " ".join(words.split()[:QUOTE_WORDS])
        quote = cut.rstrip(" ,;:") + "…" if len(cut) < len(words) else words
        if len(quote) > 80:
            return None, None
        return f"{mark}] {quote}" + (f"\n{short}" if short else ""), mark

    # ---- examples ----

    def example(self, stage, turns=None):
        """ids, weights (of predicting ids[i]), [(position of the first mark token, its end, answer's end, passages, kind)]"""
        st = STAGES[stage] if isinstance(stage, str) else stage
        rng, ident, limit = self.rng, self.id, st["tokens"]
        while True:
            items, text = self.context(st)
            if len(items) < 2:
                continue
            where = self.vocabulary(items)
            head = [ident["bos"]] + ([] if st.get("bare") else self.system) + [ident["user"]]
            ids, weights, marks = head, [0.0] * len(head), []
            prefix = text + "\n"
            while turns is None or len(marks) < turns:
                q = self.question(items, where, st)
                if q is None:
                    break
                asked = self.encode(prefix + q[0])
                answer, mark = self.answer(items, q)
                if answer is None:
                    continue
                reply = self.encode(answer)
                if len(ids) + len(asked) + len(reply) + 4 > limit:
                    break
                if marks:
                    ids = ids + [ident["user"]]
                    weights = weights + [0.0]
                lm = [0.25 if rng.random() < 0.15 else 0.0 for _ in asked]
                start = len(ids) + len(asked) + 2
                ids = ids + asked + [ident["assistant"], ident["close"]] + reply + [ident["eos"]]
                w = [1.0] * (len(reply) + 1)
                a = b = start
                if mark:
                    a, b = start + 2, start + len(self.encode(mark))
                    for j in range(a, b):
                        w[j - start] = 5.0
                weights = weights + lm + [0.0, 0.0] + w
                marks.append((a, b, len(ids), len(items), items[0][3] if mark else "none"))
                prefix = ""
            if not marks:
                continue
            pad = limit - len(ids)
            return ids + [ident["pad"]] * pad, weights + [0.0] * pad, marks


def main():
    corpus = Corpus(sys.argv[1])
    maker = Maker(corpus, Tokenizer.from_file(sys.argv[2]))
    stages = sys.argv[3:] or list(STAGES)
    import time
    for stage in stages:
        t = time.time()
        made = [maker.example(stage) for _ in range(30)]
        print(f"==== {stage}: {(time.time() - t) / 30 * 1e3:.1f} ms an example; turns", sum(len(m[2]) for m in made) / 30,
              "passages", sum(m[2][0][3] for m in made) / 30)
        for ids, weights, marks in made[:2]:
            print(maker.tok.decode([i for i in ids if i != 2], skip_special_tokens=False))
            print("--", marks)


if __name__ == "__main__":
    main()
