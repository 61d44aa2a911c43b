#!/usr/bin/env python3
"""Write a training checkpoint as an official-layout model directory, and check such a directory.

    export.py write RUN/last.pt DIR                    config.json, generation_config.json, model.safetensors
    export.py check RUN/last.pt DIR ORACLE.py          same logits here and in a reference reader of DIR

ORACLE.py is a numpy implementation with the interface Model.load(dir, mode=...).session().prefill(ids, all_logits=True).
"""
import importlib.util
import json
import os
import struct
import sys

import numpy as np
import torch
import torch.nn.functional as F

import formats
import model as m

BYTES = {"F32": 4, "BF16": 2, "F8_E4M3": 1, "F8_E8M0": 1, "I8": 1, "I64": 8}


def e8m0(scale):
    return (torch.frexp(scale)[1] - 1 + 127).to(torch.uint8)


def fp8(w):
    """(codes, scale codes), a scale per 128 x 128"""
    rows, cols = w.shape
    b = F.pad(w.float(), (0, -cols % 128, 0, -rows % 128)).unflatten(0, (-1, 128)).unflatten(2, (-1, 128))
    scale = formats.pow2_scale(b.abs().amax((1, 3), keepdim=True).clamp(min=1e-4), 448.0)
    q = (b / scale).clamp(-448, 448).flatten(2).flatten(0, 1)[:rows, :cols]
    return q.to(torch.float8_e4m3fn).view(torch.uint8), e8m0(scale[:, 0, :, 0])


def fp4(w):
    """(packed, scale codes), a scale per 32 inputs, low nibble first"""
    b = w.float().unflatten(1, (-1, 32))
    scale = formats.pow2_scale(b.abs().amax(-1, keepdim=True).clamp(min=6 * 2.0 ** -126), 6.0)
    q = formats.round_grid((b / scale).clamp(-6, 6), 0, 1).flatten(1)
    grid = torch.tensor([0, 0.5, 1, 1.5, 2, 3, 4, 6])
    codes = (torch.searchsorted(grid, q.abs().contiguous()) | (torch.signbit(q).long() << 3)).to(torch.uint8)
    return codes[:, 0::2] | codes[:, 1::2] << 4, e8m0(scale[..., 0])


def official_tensors(net):
    """[(name, dtype, array)]"""
    c, out = net.c, []

    def put(name, kind, t):
        t = t.detach().cpu().contiguous()
        if kind == "BF16":
            t = t.to(torch.bfloat16).view(torch.uint8)
        elif kind in ("F32", "I64"):
            t = t.to(torch.float32 if kind == "F32" else torch.int64)
        out.append((name, kind, t.numpy()))

    def weight(name, w, kind):
        if kind == "bf16":
            return put(name + ".weight", "BF16", w)
        codes, scale = (fp8 if kind == "fp8" else fp4)(w.detach().cpu())
        put(name + ".weight", "F8_E4M3" if kind == "fp8" else "I8", codes)
        put(name + ".scale", "F8_E8M0", scale)

    put("embed.weight", "BF16", net.embed)
    put("head.weight", "BF16", net.head_matrix())
    for name, module in net.named_modules():
        if isinstance(module, m.Weight):
            if name.endswith(("experts.w1", "experts.w2", "experts.w3")) and module.weight.dim() == 3:
                stem, which = name.rsplit(".", 1)
                for e in range(c.n_routed_experts):
                    weight(f"{stem}.{e}.{which}", module.weight[e], module.kind)
            else:
                weight(name, module.weight, module.kind)
        elif isinstance(module, m.Norm):
            put(name + ".weight", "BF16", module.weight)
        elif isinstance(module, m.Hyper):
            for part in ("fn", "base", "scale"):
                put(f"{name}_{part}", "F32", getattr(module, part))
        elif isinstance(module, m.Compressor):
            put(name + ".ape", "F32", module.ape)
        elif isinstance(module, m.Attention):
            put(name + ".attn_sink", "F32", module.attn_sink)
        elif isinstance(module, m.Gate):
            put(name + ".weight", "BF16", module.weight)
            hashed = hasattr(module, "tid2eid")
            put(name + (".tid2eid" if hashed else ".bias"), "I64" if hashed else "F32", module.tid2eid if hashed else module.bias)
    return out


def write_safetensors(path, tensors):
    tensors = sorted(tensors, key=lambda t: (-BYTES[t[1]], t[1], t[0]))
    header, at = {"__metadata__": {"format": "pt"}}, 0
    for name, kind, a in tensors:
        shape = list(a.shape)
        if kind == "BF16":
            shape[-1] //= 2
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [at, at + a.nbytes]}
        at += a.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path + ".tmp", "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text)
        for _, _, a in tensors:
            f.write(a.tobytes())
    os.replace(path + ".tmp", path)
    return at


def load(path):
    saved = torch.load(path, map_location="cpu")
    net = m.Transformer(m.Config(saved["config"]), tied=saved.get("tied", True))
    net.load_state_dict(saved["model"])
    return net.eval(), saved["step"], saved.get("generation", {})


def write(path, directory):
    net, step, generation = load(path)
    os.makedirs(directory, exist_ok=True)
    size = write_safetensors(os.path.join(directory, "model.safetensors"), official_tensors(net))
    for name, fields in (("config.json", dict(sorted(net.c.fields.items()))),
                         ("generation_config.json", {"_from_model_config": True, "answer_form": "quote", "bos_token_id": 0, "do_sample": False,
                                                     "eos_token_id": 1, **generation, "transformers_version": "4.57.1"})):
        with open(os.path.join(directory, name), "w", encoding="utf-8") as f:
            json.dump(fields, f, indent=2)
            f.write("\n")
    print(f"step {step}: {size / 1e6:.2f} MB of tensors")


def check(path, directory, oracle_path):
    """Weights rounded as in the file, float32 activations: both sides must agree."""
    net, _, _ = load(path)
    spec = importlib.util.spec_from_file_location("oracle", oracle_path)
    oracle = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(oracle)
    with torch.no_grad():
        head = net.head_matrix().to(torch.bfloat16).float()
        net.head = torch.nn.Parameter(head)
        net.embed.copy_(net.embed.to(torch.bfloat16).float())
        for module in net.modules():
            if isinstance(module, (m.Norm, m.Gate)) or (isinstance(module, m.Weight) and module.kind == "bf16"):
                module.weight.copy_(module.weight.to(torch.bfloat16).float())
    net.quant.level, net.dtype = "weights", torch.float32
    ids = np.random.default_rng(1).integers(3, net.c.vocab_size, 2 * net.c.sliding_window)
    with torch.no_grad():
        ours = net.logits(net.streams(torch.tensor(ids)[None])).numpy()
    session = oracle.Model.load(directory, mode="plain").session()
    theirs = session.prefill(ids, all_logits=True)
    print(f"logits rms {theirs.std():.3f}, largest difference {np.abs(ours - theirs).max():.2e}, "
          f"same argmax {(ours.argmax(-1) == theirs.argmax(-1)).mean():.4f}")
    net.quant.level = "all"
    with torch.no_grad():
        ours = net.logits(net.streams(torch.tensor(ids)[None])).numpy()
    theirs = oracle.Model.load(directory, mode="exact").session().prefill(ids, all_logits=True)
    print(f"exact mode: rms difference {np.sqrt(((ours - theirs) ** 2).mean()):.2e}, same argmax {(ours.argmax(-1) == theirs.argmax(-1)).mean():.4f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        write(*sys.argv[2:4])
    elif sys.argv[1:2] == ["check"]:
        check(*sys.argv[2:5])
    else:
        sys.exit(__doc__)
