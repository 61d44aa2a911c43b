#!/usr/bin/env python3
"""Measure a checkpoint on documents kept from training (one file in fifteen).

    evaluate.py CORPUS_DIR TOKENIZER RUN/last.pt [--stages short,full,long] [--examples 40] [--quant all] [--turns 1]
    evaluate.py CORPUS_DIR TOKENIZER RUN/last.pt --ask FILE[,FILE] "question"        greedy answer to a question

Printed for each stage: share of answers whose mark is right, whose whole text is right (both with the answer so far
given), declines right when there is no answer, and declines begun though there is one.
"""
import argparse
import collections

import torch
from tokenizers import Tokenizer

import data
import export
import phrases
from passages import cut_passages, document, label_name


def predictions(net, ids):
    """argmax after every token, [B, T]"""
    with torch.no_grad():
        h = net.streams(ids)
        return torch.cat([net.logits(part).argmax(-1) for part in h.split(1024)]).view(ids.shape)


def measure(net, maker, stage, examples, turns):
    sums = collections.defaultdict(lambda: [0, 0, 0])
    refusals = [0, 0, 0]
    no = maker.encode(phrases.DECLINE)[0]
    for _ in range(examples):
        ids, _, marks = maker.example(stage, turns)
        used = -(-marks[-1][2] // 128) * 128
        best = predictions(net, torch.tensor([ids[:used]]))[0].tolist()
        for n, (a, b, end, passages, kind) in enumerate(marks):
            if kind == "none":
                refusals[0] += best[a - 1] == no
                refusals[1] += 1
                continue
            refusals[2] += best[a - 3] == no
            right = best[a - 1:b - 1] == ids[a:b]
            whole = right and best[b - 1:end - 2] == ids[b:end - 1]
            for key in ("all", kind, f"passages {'2-5' if passages < 6 else '6-10' if passages < 11 else '11-20' if passages < 21 else '21+'}",
                        "first turn" if n == 0 else "later turn"):
                s = sums[key]
                s[0] += right
                s[1] += whole
                s[2] += 1
    print(f"{stage}: declined {refusals[0]} of {refusals[1]} unanswerable, {refusals[2]} of {sums['all'][2]} answerable")
    for key, (right, whole, n) in sorted(sums.items()):
        print(f"  {key:16s} mark {right / n:.3f}  whole answer {whole / n:.3f}  of {n}")


def ask(net, maker, files, question, limit=60):
    parts = []
    for i, path in enumerate(files):
        with open(path, encoding="utf-8") as f:
            parts.append(document(label_name(i), path.rsplit("/", 1)[-1], cut_passages(f.read())))
    ident = maker.id
    ids = ([ident["bos"]] + maker.system + [ident["user"]] + maker.encode("".join(parts) + "\n" + question)
           + [ident["assistant"], ident["close"]])
    start = len(ids)
    while len(ids) < start + limit:
        padded = ids + [ident["pad"]] * (-len(ids) % 128)
        ids.append(predictions(net, torch.tensor([padded]))[0, len(ids) - 1].item())
        if ids[-1] == ident["eos"]:
            break
    return start, maker.tok.decode(ids[start:], skip_special_tokens=False)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("corpus")
    p.add_argument("tokenizer")
    p.add_argument("checkpoint")
    p.add_argument("--stages", default="short,full")
    p.add_argument("--examples", type=int, default=30)
    p.add_argument("--turns", type=int, default=None)
    p.add_argument("--quant", default="all")
    p.add_argument("--topk", type=int, default=0, help="rows the indexer may choose, if not as in the config")
    p.add_argument("--ask", default="")
    p.add_argument("question", nargs="*")
    args = p.parse_args()
    torch.set_num_threads(1)
    net, step, _ = export.load(args.checkpoint)
    net.c.index_topk = args.topk or net.c.index_topk
    net.quant.level, net.dtype = args.quant, torch.float32
    for layer in net.layers:
        layer.attn.use_indexer = True
    print(f"step {step}")
    maker = data.Maker(data.Corpus(args.corpus, held_out=True), Tokenizer.from_file(args.tokenizer), seed=99)
    if args.ask:
        for question in args.question:
            tokens, answer = ask(net, maker, args.ask.split(","), question)
            print(f"{tokens} tokens | {question}\n{answer}")
        return
    for stage in args.stages.split(","):
        measure(net, maker, stage, args.examples, args.turns)


if __name__ == "__main__":
    main()
