#!/usr/bin/env python3
"""Add questions that nothing answers to an evaluation set: about each of its documents, English questions of another set.

    unanswerable.py SET.jsonl OTHER.jsonl HOW_MANY OUT.jsonl      HOW_MANY questions a document
"""
import json
import random
import sys


def rows(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def main():
    known, other, count = rows(sys.argv[1]), rows(sys.argv[2]), int(sys.argv[3])
    strange = [row for row in other if row.get("lang", "en") == "en"]
    with open(sys.argv[4], "w", encoding="utf-8") as out:
        for row in known:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
        for doc in sorted({row["doc"] for row in known}):
            for row in random.Random(doc).sample(strange, count):
                asked = {"doc": doc, "question": row["question"], "haystack_question": row["haystack_question"], "gold": [], "kind": "unanswerable"}
                out.write(json.dumps(asked, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
