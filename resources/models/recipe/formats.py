"""The number formats of the official layout as functions on float tensors: FP8 with power-of-two scales, FP4 in blocks of 32."""
import torch
import torch.nn.functional as F


def pow2_scale(amax, maximum):
    """2**ceil(log2(amax / maximum)) with the exponent taken from the float's bits."""
    bits = (amax.float() * (1.0 / maximum)).view(torch.int32)
    exponent = ((bits >> 23) & 0xFF) - 127 + ((bits & 0x7FFFFF) != 0).int()
    return torch.ldexp(torch.ones_like(amax, dtype=torch.float32), exponent)


def round_grid(x, min_exponent, mantissa_bits):
    _, exponent = torch.frexp(x.abs())
    quantum = torch.ldexp(torch.ones_like(x), (exponent - 1).clamp(min=min_exponent) - mantissa_bits)
    return torch.round(x / quantum) * quantum


def quant_blocks(x, block, floor, maximum, min_exponent, mantissa_bits):
    """Round the last axis in blocks that share one power-of-two scale."""
    n = x.shape[-1]
    padded = F.pad(x.float(), (0, -n % block)).unflatten(-1, (-1, block))
    scale = pow2_scale(padded.abs().amax(-1, keepdim=True).clamp(min=floor), maximum)
    out = round_grid((padded / scale).clamp(-maximum, maximum), min_exponent, mantissa_bits) * scale
    return out.flatten(-2)[..., :n]


class Straight(torch.autograd.Function):
    """Forward: fn(x).  Backward: the identity."""

    @staticmethod
    def forward(ctx, x, fn):
        return fn(x).to(x.dtype)

    @staticmethod
    def backward(ctx, grad):
        return grad, None


def fp8_rows(x, block):
    return quant_blocks(x, block, 1e-4, 448.0, -6, 3)


def fp4_rows(x):
    return quant_blocks(x, 32, 6 * 2.0 ** -126, 6.0, 0, 1)


def fp8_matrix(w):
    """One scale per 128 x 128 block, edge blocks cut short; leading axes are a batch."""
    rows, cols = w.shape[-2:]
    p = F.pad(w.float(), (0, -cols % 128, 0, -rows % 128))
    b = p.unflatten(-2, (-1, 128)).unflatten(-1, (-1, 128))           # [.., I, 128, J, 128]
    scale = pow2_scale(b.abs().amax((-3, -1), keepdim=True).clamp(min=1e-4), 448.0)
    q = round_grid((b / scale).clamp(-448, 448), -6, 3) * scale
    return q.flatten(-2).flatten(-3, -2)[..., :rows, :cols]


class Quant:
    """What is rounded in the forward pass: nothing, weights ('weights'), or weights, inputs and rows ('all')."""

    def __init__(self):
        self.level = "none"

    def weight(self, w, fp4=False):
        if self.level == "none":
            return w
        return Straight.apply(w, fp4_rows if fp4 else fp8_matrix)

    def input(self, x):
        return x if self.level != "all" else Straight.apply(x, lambda v: fp8_rows(v, 128))

    def rows(self, x, rope_dim):
        if self.level != "all":
            return x
        plain = Straight.apply(x[..., :-rope_dim], lambda v: fp8_rows(v, 64))
        return torch.cat([plain, x[..., -rope_dim:]], -1)

    def index(self, x):
        return x if self.level != "all" else Straight.apply(x, fp4_rows)
