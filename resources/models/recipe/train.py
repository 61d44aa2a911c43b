#!/usr/bin/env python3
"""Train a bundled model.  The same script on a CPU and on one GPU; stops and resumes at any checkpoint.

    train.py CORPUS_DIR TOKENIZER CONFIG.json RUN_DIR --plan salad:400,easy:600,short:800
             [--batch-tokens 4096] [--lr 4e-3] [--resume] [--quant none|weights|all] [--mtp W] [--indexer] ...

--plan  stage:steps,…  stages are those of data.py (context curriculum); the learning rate warms up and decays once
        over the whole plan.  A second run with --resume and another plan continues the weights.
"""
import argparse
import math
import os
import time

import torch
from tokenizers import Tokenizer

import data
import model as m
import muon


def batch_of(maker, stage, count, device):
    examples = [maker.example(stage) for _ in range(count)]
    ids = torch.tensor([e[0] for e in examples], device=device)
    weights = torch.tensor([e[1] for e in examples], device=device)
    return ids, weights, [e[2] for e in examples]


def trim(ids, weights, block):
    """Cut the common padding, in whole windows."""
    used = (ids != 2).any(0).nonzero().max().item() + 1
    t = -(-used // block) * block
    return ids[:, :t], weights[:, :t]


def loss_of(net, ids, weights, mtp_weight=0.0, sample=0):
    """(weighted mean loss, logits' argmax where asked, their flat positions)

    sample: the softmax runs over the batch's own tokens and so many random ones; 0: over the whole vocabulary"""
    target = torch.cat([ids[:, 1:], ids[:, :1]], 1).flatten()
    w = torch.cat([weights[:, 1:], torch.zeros_like(weights[:, :1])], 1).flatten()
    at = w.nonzero()[:, 0]
    h = net.streams(ids)
    among = None
    if sample:
        among = torch.cat([ids.flatten(), torch.randint(net.c.vocab_size, (sample,), device=ids.device)]).unique()
    loss, best = net.loss(h[at], target[at], w[at], among=among)
    if mtp_weight:
        block = net.mtp[0]
        target2 = torch.cat([ids[:, 2:], ids[:, :2]], 1).flatten()
        w2 = torch.cat([weights[:, 2:], torch.zeros_like(weights[:, :2])], 1).flatten()
        at2 = (w2 >= 1).nonzero()[:, 0]
        h2 = net.mtp_streams(h, ids)
        extra, _ = net.loss(h2[at2], target2[at2], w2[at2], block.hc_head, block.norm, among)
        loss = loss + mtp_weight * extra
    return loss, best, at


def score(ids, marks, best, at):
    """(letter and number of the mark right, whole answer right, answers with a mark; declines right, declines) with
    the answer so far given."""
    t = ids.shape[1]
    guess = torch.full((ids.numel() + 1,), -1, dtype=torch.long)
    guess[at.cpu() + 1] = best.cpu()
    flat = ids.flatten().cpu()
    right = (guess[:-1] == flat)
    out = [0] * 5
    for row, turns in enumerate(marks):
        for a, b, end, _, kind in turns:
            base = row * t
            if kind == "none":
                out[3] += bool(right[base + a:base + end].all())
                out[4] += 1
            else:
                out[0] += bool(right[base + a:base + b].all())
                out[1] += bool(right[base + a:base + end - 1].all())
                out[2] += 1
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("corpus")
    p.add_argument("tokenizer")
    p.add_argument("config")
    p.add_argument("run")
    p.add_argument("--plan", required=True)
    p.add_argument("--batch-tokens", type=int, default=4096)
    p.add_argument("--lr", type=float, default=4e-3)
    p.add_argument("--adam-lr", type=float, default=3e-3)
    p.add_argument("--warmup", type=int, default=50)
    p.add_argument("--final", type=float, default=0.1, help="share of the peak rate at the end of the plan")
    p.add_argument("--resume", action="store_true")
    p.add_argument("--quant", default="none", choices=["none", "weights", "all"])
    p.add_argument("--mtp", type=float, default=0.0, help="weight of the MTP loss")
    p.add_argument("--only", default="", help="train only parameters whose name contains this, e.g. mtp or indexer")
    p.add_argument("--indexer", action="store_true", help="train the indexer on this model's attention and select with it")
    p.add_argument("--sample", type=int, default=0, help="train with a softmax over the batch's tokens and so many others")
    p.add_argument("--experts-every", type=int, default=1, help="let experts gather gradients over so many steps")
    p.add_argument("--adam", action="store_true", help="AdamW for everything, to compare")
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--save-every", type=float, default=240, help="seconds")
    args = p.parse_args()

    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    config = m.Config.load(args.config)
    os.makedirs(args.run, exist_ok=True)
    path = os.path.join(args.run, "last.pt")
    resumed = args.resume and os.path.exists(path)
    saved = torch.load(path, map_location=device) if resumed else {}
    net = m.Transformer(config, tied=saved.get("tied", True))
    if resumed:
        net.load_state_dict(saved["model"])
    start = saved.get("step", 0)
    net.to(device)
    net.dtype = torch.bfloat16
    for name, q in net.named_parameters():
        q.requires_grad_((args.only in name) if args.only else ("indexer" not in name and (args.mtp > 0 or "mtp" not in name)))
    if args.indexer:
        for layer in net.layers:
            if layer.attn.ratio == 4:
                layer.attn.train_indexer = layer.attn.use_indexer = True
                layer.attn.indexer.requires_grad_(True)
    net.quant.level = args.quant
    optimizers = muon.make_optimizers(net, args.lr, args.adam_lr, all_adam=args.adam)
    if resumed and saved.get("signature") == args.only + str(args.adam):
        for o, s in zip(optimizers, saved["optimizers"]):
            try:
                peak = [g["peak"] for g in o.param_groups]
                o.load_state_dict(s)
                for g, value in zip(o.param_groups, peak):
                    g["peak"] = value
            except ValueError:
                print("optimizer state not taken over", flush=True)

    corpus = data.Corpus(args.corpus)
    maker = data.Maker(corpus, Tokenizer.from_file(args.tokenizer), seed=args.seed * 1000003 + start)
    plan = [(s, int(n)) for s, n in (x.split(":") for x in args.plan.split(","))]
    total = sum(n for _, n in plan)
    print(f"{sum(q.numel() for q in net.parameters()) / 1e6:.2f} M parameters, {device}, {total} steps from {start}", flush=True)

    def save(step):
        torch.save({"model": net.state_dict(), "step": step, "config": config.fields, "tied": net.head is None,
                    "signature": args.only + str(args.adam), "optimizers": [o.state_dict() for o in optimizers]}, path + ".tmp")
        os.replace(path + ".tmp", path)

    experts = [q for name, q in net.named_parameters() if "ffn.experts" in name]
    net.train()
    done, saved_at, tokens, began = 0, time.time(), 0, time.time()
    sums, losses, seconds = [0] * 5, [], time.time()
    for stage, steps in plan:
        for _ in range(steps):
            rate = min(1, (done + 1) / args.warmup) * (args.final + (1 - args.final) * 0.5 * (1 + math.cos(math.pi * done / total)))
            for o in optimizers:
                for g in o.param_groups:
                    g["lr"] = g["peak"] * rate
            ids, weights, marks = batch_of(maker, stage, max(1, args.batch_tokens // data.STAGES[stage]["tokens"]), device)
            ids, weights = trim(ids, weights, config.sliding_window)
            loss, best, at = loss_of(net, ids, weights, args.mtp, args.sample)
            for layer in net.layers:
                if layer.attn.index_loss is not None:
                    loss = loss + layer.attn.index_loss
                    layer.attn.index_loss = None
            loss.backward()
            torch.nn.utils.clip_grad_norm_([q for q in net.parameters() if q.grad is not None], 1.0)
            waiting = (done + 1) % args.experts_every != 0
            kept = {}
            if waiting:
                for q in experts:
                    kept[q], q.grad = q.grad, None
            for o in optimizers:
                o.step()
                o.zero_grad(set_to_none=True)
            for q, grad in kept.items():
                q.grad = grad
            for layer in list(net.layers) + list(net.mtp):
                layer.ffn.balance(1e-3 * rate)
            tokens += ids.numel()
            losses.append(loss.item())
            sums = [x + y for x, y in zip(sums, score(ids, marks, best, at))]
            done += 1
            if done % 20 == 0:
                n = max(1, sums[2])
                print(f"step {start + done} {stage} loss {sum(losses) / len(losses):.3f} mark {sums[0] / n:.3f} answer {sums[1] / n:.3f} "
                      f"of {sums[2]} decline {sums[3]}/{sums[4]} lr {rate:.2f} {20 * ids.numel() / (time.time() - seconds):.0f} tok/s "
                      f"{tokens / 1e6:.2f} M {(time.time() - began) / 60:.1f} min", flush=True)
                sums, losses, seconds = [0] * 5, [], time.time()
            if time.time() - saved_at > args.save_every:
                save(start + done)
                saved_at = time.time()
    save(start + done)


if __name__ == "__main__":
    main()
