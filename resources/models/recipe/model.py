"""DeepSeek-V4 in PyTorch, to be trained: window + CSA + HCA attention, indexer, mHC, hash and score routing, MTP.

Parameters carry the names of the official checkpoint (experts stacked along a first axis).  The mathematics is that of
the inference engine; what differs is the shape of the work: whole sequences in batches, length a multiple of 128.

Shapes: B sequences, T tokens, S = B*T, n streams, d hidden, D head_dim, H heads, R = T / ratio compressed rows.
"""
import json
import math

import torch
import torch.nn.functional as F
from torch import nn

from formats import Quant
from fused import HeadLoss, WindowedAttention


class Config:
    """The fields of config.json, as attributes."""

    def __init__(self, fields):
        self.fields = fields
        self.__dict__.update(fields)

    @classmethod
    def load(cls, path):
        with open(path, encoding="utf-8") as f:
            return cls(json.load(f))


# ---- rotary positions ----------------------------------------------------------------------------------------------


def rope_frequencies(c, compressed):
    dim, theta = c.qk_rope_head_dim, c.compress_rope_theta if compressed else c.rope_theta
    freqs = 1.0 / (float(theta) ** (torch.arange(0, dim, 2, dtype=torch.float64) / dim))
    if compressed:
        y = c.rope_scaling
        original, factor = y["original_max_position_embeddings"], y["factor"]

        def correction(rotations):
            return dim * math.log(original / (rotations * 2 * math.pi)) / (2 * math.log(theta))

        low = max(math.floor(correction(y["beta_fast"])), 0)
        high = min(math.ceil(correction(y["beta_slow"])), dim - 1)
        ramp = ((torch.arange(dim // 2) - low) / (high - low if high != low else 0.001)).clamp(0, 1)
        freqs = freqs * ramp / factor + freqs * (1 - ramp)
    return freqs.float()


def rope(x, cos, sin, inverse=False):
    """Turn the last 2*P channels of x[..., D] in adjacent pairs; cos, sin broadcast to [..., P]."""
    p = 2 * cos.shape[-1]
    plain, pairs = x[..., :-p], x[..., -p:].unflatten(-1, (-1, 2))
    a, b = pairs[..., 0], pairs[..., 1]
    if inverse:
        sin = -sin
    return torch.cat([plain, torch.stack([a * cos - b * sin, a * sin + b * cos], -1).flatten(-2)], -1)


def hadamard(n, device):
    m = torch.ones(1, 1, device=device)
    while m.shape[0] < n:
        m = torch.cat([torch.cat([m, m], 1), torch.cat([m, -m], 1)], 0)
    return m * n ** -0.5


# ---- hyper-connections ---------------------------------------------------------------------------------------------


class Sinkhorn(torch.autograd.Function):
    """Doubly stochastic C[n, n, S] from logits[n, n, S] (row axis first).

    The gradient is that of the limit the iteration approaches: with P the result and G the incoming gradient,
    P * (G - a - b) where a and b make its row and column sums vanish.  No step of the forward loop is kept."""

    @staticmethod
    def forward(ctx, logits, iterations, eps):
        c = torch.softmax(logits, 1).add_(eps)
        c.div_(c.sum(0, keepdim=True).add_(eps))
        for _ in range(iterations - 1):
            c.div_(c.sum(1, keepdim=True).add_(eps))
            c.div_(c.sum(0, keepdim=True).add_(eps))
        ctx.save_for_backward(c)
        return c

    @staticmethod
    def backward(ctx, grad):
        (p,) = ctx.saved_tensors
        pg = p * grad
        rows, cols = pg.sum(1, keepdim=True), pg.sum(0, keepdim=True)
        a, b = rows, torch.zeros_like(cols)
        for _ in range(12):
            b = cols - (p * a).sum(0, keepdim=True)
            a = rows - (p * b).sum(1, keepdim=True)
        return p * (grad - a - b), None, None


class Hyper(nn.Module):
    """mHC's three maps around one sub-layer.  `only_pre`: the head's variant."""

    def __init__(self, c, only_pre=False):
        super().__init__()
        n, self.c, self.only_pre = c.hc_mult, c, only_pre
        mixes = n if only_pre else (2 + n) * n
        self.fn = nn.Parameter(torch.randn(mixes, n * c.hidden_size) * 0.02 / math.sqrt(n))
        self.scale = nn.Parameter(torch.full((1 if only_pre else 3,), 0.2))
        base = torch.zeros(mixes)
        if not only_pre:
            base[:2 * n] = torch.randn(2 * n) * 0.7
            base[2 * n:] = (4 * torch.eye(n)).flatten()
        self.base = nn.Parameter(base)

    def forward(self, h):
        """h[S, n, d] -> x[S, d], post[S, n, 1], comb_transposed[S, n, n]"""
        c, n, s = self.c, self.c.hc_mult, h.shape[0]
        z = h.flatten(1)
        u = F.linear(z, self.fn.to(h.dtype)).float()
        u = u * torch.rsqrt(z.float().square().mean(-1, keepdim=True) + c.rms_norm_eps)
        pre = torch.sigmoid(u[:, :n] * self.scale[0] + self.base[:n]) + c.hc_eps
        x = torch.bmm(pre.to(h.dtype)[:, None], h)[:, 0]
        if self.only_pre:
            return x
        post = 2 * torch.sigmoid(u[:, n:2 * n] * self.scale[1] + self.base[n:2 * n])
        logits = (u[:, 2 * n:] * self.scale[2] + self.base[2 * n:]).t().reshape(n, n, s)
        comb = Sinkhorn.apply(logits.contiguous(), c.hc_sinkhorn_iters, c.hc_eps)
        return x, post.to(h.dtype)[..., None], comb.permute(2, 1, 0).to(h.dtype).contiguous()

    @staticmethod
    def merge(y, h, post, comb):
        return torch.baddbmm(post * y[:, None], comb, h)


# ---- building blocks -----------------------------------------------------------------------------------------------


class Weight(nn.Module):
    """A matrix [.., out, in]; `kind` is its dtype in the checkpoint: fp8, fp4 or bf16."""

    def __init__(self, kind, *shape, gain=1.0):
        super().__init__()
        self.kind = kind
        self.weight = nn.Parameter(torch.randn(*shape) * gain / math.sqrt(shape[-1]))

    def matrix(self, quant, dtype):
        w = self.weight if self.kind == "bf16" else quant.weight(self.weight, self.kind == "fp4")
        return w.to(dtype)


class Norm(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(dim))

    def forward(self, x, eps):
        return F.rms_norm(x, x.shape[-1:], self.weight.to(x.dtype), eps)


class Compressor(nn.Module):
    def __init__(self, c, ratio, dim):
        super().__init__()
        self.c, self.ratio, self.dim = c, ratio, dim
        width = dim * (2 if ratio == 4 else 1)
        self.ape = nn.Parameter(torch.randn(ratio, width) * 0.1)
        self.wkv, self.wgate = Weight("bf16", width, c.hidden_size), Weight("bf16", width, c.hidden_size, gain=0.2)
        self.norm = Norm(dim)

    def forward(self, x, quant):
        """x[B, T, d] -> normed rows [B, T // ratio, dim], not yet turned"""
        b, t, _ = x.shape
        r, d = self.ratio, self.dim
        kv = F.linear(x, self.wkv.matrix(quant, x.dtype)).unflatten(1, (t // r, r))
        score = F.linear(x, self.wgate.matrix(quant, x.dtype)).unflatten(1, (t // r, r)) + self.ape.to(x.dtype)
        if r == 4:
            ahead_kv = F.pad(kv[..., :d], (0, 0, 0, 0, 1, 0))[:, :-1]
            ahead_score = F.pad(score[..., :d], (0, 0, 0, 0, 1, 0), value=-1e4)[:, :-1]
            kv, score = torch.cat([ahead_kv, kv[..., d:]], 2), torch.cat([ahead_score, score[..., d:]], 2)
        return self.norm((kv * torch.softmax(score, 2)).sum(2), self.c.rms_norm_eps)


class Indexer(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.c = c
        self.wq_b = Weight("fp8", c.index_n_heads * c.index_head_dim, c.q_lora_rank)
        self.weights_proj = Weight("bf16", c.index_n_heads, c.hidden_size)
        self.compressor = Compressor(c, 4, c.index_head_dim)

    def forward(self, x, latent, tables, quant):
        """Scores [B, T, R] of every compressed row for every query (not masked)."""
        c, dtype = self.c, x.dtype
        had = hadamard(c.index_head_dim, x.device).to(dtype)
        cos, sin = tables
        q = F.linear(quant.input(latent), self.wq_b.matrix(quant, dtype)).unflatten(-1, (c.index_n_heads, -1))
        q = quant.index(rope(q, cos[:, None], sin[:, None]) @ had)
        k = quant.index(rope(self.compressor(x, quant), cos[::4], sin[::4]) @ had)
        v = F.linear(x, self.weights_proj.matrix(quant, dtype)) * (c.index_head_dim * c.index_n_heads) ** -0.5
        score = 0
        for a in range(c.index_n_heads):
            score = score + F.relu(q[:, :, a] @ k.transpose(1, 2)) * v[:, :, a:a + 1]
        return score


class Attention(nn.Module):
    def __init__(self, c, ratio):
        super().__init__()
        self.c, self.ratio = c, ratio
        d, heads, dim = c.hidden_size, c.num_attention_heads, c.head_dim
        self.attn_sink = nn.Parameter(torch.zeros(heads))
        self.wq_a, self.q_norm = Weight("fp8", c.q_lora_rank, d), Norm(c.q_lora_rank)
        self.wq_b = Weight("fp8", heads * dim, c.q_lora_rank)
        self.wkv, self.kv_norm = Weight("fp8", dim, d), Norm(dim)
        self.wo_a = Weight("fp8", c.o_groups * c.o_lora_rank, heads * dim // c.o_groups)
        self.wo_b = Weight("fp8", d, c.o_groups * c.o_lora_rank)
        if ratio:
            self.compressor = Compressor(c, ratio, dim)
        if ratio == 4:
            self.indexer = Indexer(c)
        self.index_loss, self.use_indexer, self.train_indexer = None, False, False

    def window_mask(self, t, chunk, device):
        """bool[chunks, chunk, 2*chunk]: key j of chunk i is token (i-1)*chunk + j"""
        query = torch.arange(t, device=device).view(-1, chunk, 1)
        key = (torch.arange(t // chunk, device=device) - 1)[:, None, None] * chunk + torch.arange(2 * chunk, device=device)
        return (key >= 0) & (key <= query) & (query - key < self.c.sliding_window)

    def forward(self, x, tables, quant):
        """x[B, T, d] -> [B, T, d]"""
        c, dtype = self.c, x.dtype
        b, t, _ = x.shape
        heads, dim, w = c.num_attention_heads, c.head_dim, c.sliding_window
        cos, sin = tables
        xin = quant.input(x)
        latent = self.q_norm(F.linear(xin, self.wq_a.matrix(quant, dtype)), c.rms_norm_eps)
        q = F.linear(quant.input(latent), self.wq_b.matrix(quant, dtype)).view(b, t, heads, dim)
        q = rope(F.rms_norm(q, (dim,), None, c.rms_norm_eps), cos[:, None], sin[:, None]) * dim ** -0.5
        kv = self.kv_norm(F.linear(xin, self.wkv.matrix(quant, dtype)), c.rms_norm_eps)
        kv = quant.rows(rope(kv, cos, sin), c.qk_rope_head_dim)

        chunks = t // w
        q = q.view(b, chunks, w * heads, dim)                             # query-major, head-minor
        pad = F.pad(kv, (0, 0, w, 0)).unflatten(1, (chunks + 1, w))
        bank = torch.cat([pad[:, :-1], pad[:, 1:]], 2)                    # [B, chunks, 2w, D]
        mask = self.window_mask(t, w, x.device)
        bias_window, rows, bias_rows = self.bias(mask[:, :, None].expand(-1, -1, heads, -1), (chunks, w * heads, 2 * w), dtype), None, None
        if self.ratio and t >= self.ratio:
            r = self.ratio
            rows = rope(self.compressor(x, quant), cos[::r], sin[::r])
            rows = quant.rows(rows, c.qk_rope_head_dim)                   # [B, R, D]
            seen = (torch.arange(t, device=x.device) + 1) // r
            visible = torch.arange(t // r, device=x.device) < seen[:, None]            # [T, R]
            visible = self.choose(x, latent, tables, visible, quant)                   # [T, R] or [B, T, R]
            shape = visible.shape[:-2] + (chunks, w * heads, t // r)
            bias_rows = self.bias(visible[..., None, :].expand(*visible.shape[:-1], heads, -1), shape, dtype)
        sink = self.attn_sink.to(dtype).repeat(w)
        out, p = WindowedAttention.apply(q, bank, rows, sink, bias_window, bias_rows)
        if self.ratio == 4 and self.train_indexer:
            self.distil(x, latent, tables, p.view(b, t, heads, -1), visible, quant)
        out = rope(out.view(b, t, heads, dim), cos[:, None], sin[:, None], inverse=True)
        groups = out.reshape(b * t, c.o_groups, -1).transpose(0, 1)
        wo_a = self.wo_a.matrix(quant, dtype).view(c.o_groups, c.o_lora_rank, -1)
        y = torch.bmm(groups, wo_a.transpose(1, 2)).transpose(0, 1).reshape(b, t, -1)
        return F.linear(quant.input(y), self.wo_b.matrix(quant, dtype))

    @staticmethod
    def bias(allowed, shape, dtype):
        zero = torch.zeros((), dtype=dtype, device=allowed.device)
        return torch.where(allowed, zero, torch.full_like(zero, -1e4)).reshape(shape)

    def choose(self, x, latent, tables, visible, quant):
        """Keep the index_topk best visible rows of each query, once there are more."""
        k = self.c.index_topk
        if self.ratio != 4 or not self.use_indexer or visible.shape[1] <= k:
            return visible
        with torch.no_grad():
            score = self.indexer(x, latent, tables, quant).masked_fill(~visible, -torch.inf)
            picked = torch.zeros_like(score, dtype=torch.bool).scatter_(-1, score.topk(k, -1).indices, True)
        return picked & visible

    def distil(self, x, latent, tables, p, visible, quant):
        """Indexer loss: KL from the attention this layer paid to its rows (all heads) to the indexer's softmax."""
        target = p.detach().float().sum(2)
        mass = target.sum(-1, keepdim=True)
        target = target / (mass + 1e-9)
        score = self.indexer(x.detach(), latent.detach(), tables, quant).float()
        seen = (torch.arange(x.shape[1], device=x.device) + 1) // 4
        shown = torch.arange(score.shape[-1], device=x.device) < seen[:, None]
        logp = torch.log_softmax(score.masked_fill(~shown, -1e4), -1)
        weight = (mass[..., 0] > 0.02).float() * mass[..., 0]
        loss = (target * ((target + 1e-9).log() - logp)).sum(-1)
        self.index_loss = (loss * weight).sum() / (weight.sum() + 1e-6)


class Gate(nn.Module):
    def __init__(self, c, hashed):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(c.n_routed_experts, c.hidden_size) / math.sqrt(c.hidden_size))
        if hashed:
            order = torch.rand(c.vocab_size, c.n_routed_experts, generator=torch.Generator().manual_seed(4)).argsort(-1)
            self.register_buffer("tid2eid", order[:, :c.num_experts_per_tok].contiguous())
        else:
            self.register_buffer("bias", torch.zeros(c.n_routed_experts))


class Experts(nn.Module):
    def __init__(self, c, kind, *lead):
        super().__init__()
        m, d = c.moe_intermediate_size, c.hidden_size
        self.w1, self.w3 = Weight(kind, *lead, m, d), Weight(kind, *lead, m, d)
        self.w2 = Weight(kind, *lead, d, m, gain=0.5)


class MoE(nn.Module):
    def __init__(self, c, hashed):
        super().__init__()
        self.c, self.hashed = c, hashed
        self.gate = Gate(c, hashed)
        self.experts = Experts(c, "fp4", c.n_routed_experts)
        self.shared_experts = Experts(c, "fp8")
        self.register_buffer("load", torch.zeros(c.n_routed_experts), persistent=False)

    def swiglu(self, x, w1, w3, w2, g, quant):
        limit = self.c.swiglu_limit
        gate, up = F.linear(x, w1).clamp(max=limit), F.linear(x, w3).clamp(-limit, limit)
        hidden = F.silu(gate) * up
        return F.linear(quant.input(hidden if g is None else hidden * g), w2)

    def forward(self, x, ids, quant):
        """x[S, d], ids[S] -> [S, d]"""
        c, dtype = self.c, x.dtype
        psi = torch.sqrt(F.softplus(F.linear(x.float(), self.gate.weight)) + 1e-12)
        if self.hashed:
            chosen = self.gate.tid2eid[ids]
        else:
            chosen = (psi.detach() + self.gate.bias).topk(c.num_experts_per_tok, -1).indices
        g = psi.gather(1, chosen)
        g = (g / g.sum(-1, keepdim=True) * c.routed_scaling_factor).to(dtype)
        xin = quant.input(x)
        shared, experts = self.shared_experts, self.experts
        y = self.swiglu(xin, *[w.matrix(quant, dtype) for w in (shared.w1, shared.w3, shared.w2)], None, quant)
        w1, w3, w2 = [w.matrix(quant, dtype) for w in (experts.w1, experts.w3, experts.w2)]
        order = chosen.flatten().argsort(stable=True)
        counts = torch.bincount(chosen.flatten(), minlength=c.n_routed_experts)
        if self.training:
            self.load.add_(counts)
        token, weight = order // c.num_experts_per_tok, g.flatten()[order][:, None]
        sizes = counts.tolist()
        parts, at = [], 0
        grouped = xin[token]
        for e, size in enumerate(sizes):
            if size:
                parts.append(self.swiglu(grouped[at:at + size], w1[e], w3[e], w2[e], weight[at:at + size], quant))
            at += size
        return y.index_add(0, token, torch.cat(parts))

    def balance(self, speed):
        """Auxiliary-loss-free balancing: nudge the selection bias against the load since the last call."""
        if not self.hashed and self.load.sum() > 0:
            self.gate.bias += speed * torch.sign(self.load.mean() - self.load)
        self.load.zero_()


class Block(nn.Module):
    def __init__(self, c, layer):
        super().__init__()
        self.c = c
        self.hc_attn, self.hc_ffn = Hyper(c), Hyper(c)
        self.attn_norm, self.ffn_norm = Norm(c.hidden_size), Norm(c.hidden_size)
        self.attn = Attention(c, c.compress_ratios[layer])
        self.ffn = MoE(c, layer < c.num_hash_layers)

    def forward(self, h, ids, tables, quant):
        """h[S, n, d], ids[B, T] -> h[S, n, d]"""
        b, t = ids.shape
        x, post, comb = self.hc_attn(h)
        y = self.attn(self.attn_norm(x, self.c.rms_norm_eps).view(b, t, -1), tables[bool(self.attn.ratio)], quant)
        h = Hyper.merge(y.view(b * t, -1), h, post, comb)
        x, post, comb = self.hc_ffn(h)
        y = self.ffn(self.ffn_norm(x, self.c.rms_norm_eps), ids.flatten(), quant)
        return Hyper.merge(y, h, post, comb)


class MtpBlock(Block):
    def __init__(self, c, layer):
        super().__init__(c, layer)
        d = c.hidden_size
        self.e_proj, self.h_proj = Weight("fp8", d, d), Weight("fp8", d, d)
        self.enorm, self.hnorm, self.norm = Norm(d), Norm(d), Norm(d)
        self.hc_head = Hyper(c, only_pre=True)


class Transformer(nn.Module):
    """`tied`: the head is the embedding times one learned number; exported as a matrix of its own."""

    def __init__(self, c, tied=True):
        super().__init__()
        self.c, self.quant, self.dtype = c, Quant(), torch.float32
        self.embed = nn.Parameter(torch.randn(c.vocab_size, c.hidden_size))
        self.head = None if tied else nn.Parameter(torch.randn(c.vocab_size, c.hidden_size) / math.sqrt(c.hidden_size))
        self.head_gain = nn.Parameter(torch.tensor(1.0 / math.sqrt(c.hidden_size)), requires_grad=tied)
        self.layers = nn.ModuleList(Block(c, i) for i in range(c.num_hidden_layers))
        self.norm, self.hc_head = Norm(c.hidden_size), Hyper(c, only_pre=True)
        self.mtp = nn.ModuleList(MtpBlock(c, c.num_hidden_layers + i) for i in range(c.num_nextn_predict_layers))
        self._tables = {}

    def tables(self, t, device):
        """{compressed?: (cos, sin)} of [T, rope/2]"""
        key = (t, device, self.dtype)
        if key not in self._tables:
            out = {}
            for compressed in (False, True):
                angle = (torch.arange(t, dtype=torch.float32)[:, None] * rope_frequencies(self.c, compressed)).double()
                out[compressed] = tuple(f(angle).to(device, self.dtype) for f in (torch.cos, torch.sin))
            self._tables = {key: out}
        return self._tables[key]

    def streams(self, ids):
        """ids[B, T] -> h[S, n, d] after the last layer"""
        e = self.embed.to(self.dtype)[ids.flatten()]
        h = e[:, None].expand(-1, self.c.hc_mult, -1).contiguous()
        tables = self.tables(ids.shape[1], ids.device)
        for layer in self.layers:
            h = layer(h, ids, tables, self.quant)
        return h

    def head_matrix(self):
        return self.embed * self.head_gain if self.head is None else self.head

    def logits(self, h, hc_head=None, norm=None):
        """h[S', n, d] -> [S', V]"""
        x = (norm or self.norm)((hc_head or self.hc_head)(h), self.c.rms_norm_eps)
        return F.linear(x, self.head_matrix().to(self.dtype))

    def loss(self, h, target, weight, hc_head=None, norm=None, among=None):
        """(weighted mean cross entropy, argmax) over h[S', n, d], target[S'], weight[S'].

        among[V']: a sorted sample of the vocabulary that holds every target; the softmax then runs over it alone."""
        x = (norm or self.norm)((hc_head or self.hc_head)(h), self.c.rms_norm_eps)
        if among is None:
            return HeadLoss.apply(x, self.head_matrix().to(self.dtype), target, weight)
        head = self.embed[among] * self.head_gain if self.head is None else self.head[among]
        loss, best = HeadLoss.apply(x, head.to(self.dtype), torch.searchsorted(among, target), weight)
        return loss, among[best]

    def mtp_streams(self, h, ids):
        """Streams of the first MTP block; position i (from streams i and id i+1) predicts id i+2."""
        m = self.mtp[0]
        nxt = torch.cat([ids[:, 1:], ids[:, -1:]], 1)
        e = m.enorm(self.embed.to(self.dtype)[nxt.flatten()], self.c.rms_norm_eps)
        s = m.hnorm(h, self.c.rms_norm_eps)
        h0 = (F.linear(self.quant.input(e), m.e_proj.matrix(self.quant, self.dtype))[:, None]
              + F.linear(self.quant.input(s), m.h_proj.matrix(self.quant, self.dtype)))
        return m(h0, nxt, self.tables(ids.shape[1], ids.device), self.quant)
