#!/usr/bin/env python3
"""Draw what `retriever.py --log` wrote: loss and hits of several runs over their steps, as SVG.

    curves.py OUT.svg NAME=LOG [NAME=LOG ...]
"""
import sys
from xml.sax.saxutils import escape

import numpy as np

COLOURS = ("#1f5fa8", "#c2571a", "#3c8d40", "#7a4f9e")
WIDTH, HEIGHT, LEFT, TOP, GAP = 360, 240, 56, 40, 76


def smooth(values, n=5):
    """Mean of the last n: the first points have fewer"""
    total = np.cumsum(np.insert(values, 0, 0.0))
    return np.array([(total[i + 1] - total[max(0, i + 1 - n)]) / min(n, i + 1) for i in range(len(values))])


def panel(x0, title, runs, column, low, high, ticks, label):
    last = max(log[-1, 0] for _, log in runs)

    def at(x, y):
        return x0 + WIDTH * x / last, TOP + HEIGHT * (1 - (min(max(y, low), high) - low) / (high - low))

    out = [f'<text x="{x0}" y="{TOP - 14}" class="title">{title}</text>']
    for t in ticks:
        y = at(0, t)[1]
        out.append(f'<path d="M{x0} {y:.1f}h{WIDTH}" class="grid"/><text x="{x0 - 8}" y="{y + 4:.1f}" text-anchor="end">{label.format(t)}</text>')
    for i in range(4):
        step = last * (i + 1) / 4
        out.append(f'<text x="{at(step, low)[0]:.1f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{step:,.0f}</text>')
    for (_, log), colour in zip(runs, COLOURS):
        line = " ".join("{:.1f},{:.1f}".format(*at(x, y)) for x, y in zip(log[:, 0], smooth(log[:, column])))
        out.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.8"/>')
    return out


def draw(runs):
    """runs: (name, array of step, loss, hit)"""
    full = 2 * WIDTH + LEFT + GAP + 24
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {full} {TOP + HEIGHT + 56}" font-family="sans-serif" font-size="12">',
           '<style>text{fill:#333}.title{font-size:14px;font-weight:600}.grid{stroke:#ddd;fill:none}</style>',
           f'<rect width="{full}" height="{TOP + HEIGHT + 56}" fill="#fff"/>']
    high = np.ceil(max(log[:, 1][len(log) // 12] for _, log in runs) * 2) / 2
    low = np.floor(min(log[:, 1].min() for _, log in runs) * 2) / 2
    out += panel(LEFT, "loss, nats", runs, 1, low, high, np.arange(low, high + 0.01, 0.5), "{:.1f}")
    best = np.ceil(max(log[:, 2].max() for _, log in runs) * 10) / 10
    out += panel(LEFT + WIDTH + GAP, "right passage first", runs, 2, 0, best, np.arange(0, best + 0.01, 0.1), "{:.1f}")
    x = LEFT
    for (name, _), colour in zip(runs, COLOURS):
        y = TOP + HEIGHT + 42
        out.append(f'<path d="M{x} {y - 4}h22" stroke="{colour}" stroke-width="2.4"/><text x="{x + 28}" y="{y}">{escape(name)}</text>')
        x += 60 + 7 * len(name)
    return "\n".join(out) + "\n</svg>\n"


def main():
    runs = [(name, np.loadtxt(path)) for name, path in (a.rsplit("=", 1) for a in sys.argv[2:])]
    with open(sys.argv[1], "w", encoding="utf-8") as f:
        f.write(draw(runs))
    for name, log in runs:
        tail = log[-max(1, len(log) // 20):]
        print(f"{name}: {log[-1, 0]:.0f} steps, loss {tail[:, 1].mean():.3f}, right {tail[:, 2].mean():.3f}")


if __name__ == "__main__":
    main()
