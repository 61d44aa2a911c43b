"""Tokens, their neighbours, and the reference marks: what stands in a mark, and which mark a token stands under."""
import torch
import torch.nn.functional as F

import phrases
import places
import votes
from layout import CODE, CODES, CONST, FLAG, FOUND, spread, vocabulary, width
from writer import Writer

CLOSED, OPENED = 1.0, 3.0                    # nats that a document's closing and opening tags are louder than marks: the last passage may be a page
                                             # number, its mark six tokens before the one; the other comes two tokens behind it
DEAF = 256.0                                 # nats that keep a token from hearing any other
QUOTED = 2.0                                 # logits of a quote for what the last layer says of having found a passage


def write_embedding(net, ret, mp, tok):
    vocab, letters, numbers = vocabulary(tok)
    e = net.embed
    e.zero_()
    e[:, mp.bag] = F.normalize(ret.embed, dim=-1)
    if votes.wanted(mp):
        e[vocab["]"], mp.bag] = 0.0                               # where a mark's last token notes what its place is made of
    e[:, mp.const] = CONST
    letter = spread(26, CODES["b"], 11)
    number = spread(len(numbers), CODES["n"], 12)
    tail = torch.cat([spread(11, CODES["d"], 13), F.normalize(torch.randn(len(numbers), CODES["d"], generator=torch.Generator().manual_seed(14)), dim=-1)])

    def flag(token, *names):
        if token in vocab:
            for name in names:
                e[vocab[token], getattr(mp, name)] = FLAG

    tails = {str(i): tail[i] for i in range(10)}
    tails["]"] = tail[10]
    for i, t in enumerate(numbers):
        tails.setdefault(t, tail[11 + i])
    head = torch.zeros_like(e)
    for x, i in letters.items():
        if "[" + x in vocab:
            e[vocab["[" + x], mp.b] = CODE * letter[i]
            flag("[" + x, "br")
        e[vocab[x], mp.l] = CODE * letter[i]
        head[vocab[x], mp.b], head[vocab[x], mp.l] = letter[i], letter[i]
        for y, j in letters.items():
            if x + y in vocab:                                    # a label of two letters in one token
                e[vocab[x + y], mp.l] = CODE * F.normalize(letter[i] + letter[j].roll(3), dim=0)
    for i, t in enumerate(numbers):
        e[vocab[t], mp.n] = CODE * number[i]
        head[vocab[t], mp.n] = number[i]
        flag(t, "num")
    for t, code in tails.items():
        e[vocab[t], mp.d] = CODE * code
        head[vocab[t], mp.d] = code
    for t, names in {"</": ("close",), "document": ("doc",), "<｜User｜>": ("user", "spec"), "Ġ[": ("open",), "<document": ("hd", "frame"),
                     "Ġlabel": ("lab", "frame"), "=\"": ("frame",), "\"": ("frame",), "Ġname": ("frame",), ">Ċ": ("frame",), "\">Ċ": ("frame",),
                     ">": ("spec",), "<｜Assistant｜>": ("spec",), "</think>": ("spec", "think"), "<think>": ("spec",),
                     "<｜begin▁of▁sentence｜>": ("spec",), "<｜end▁of▁sentence｜>": ("spec",), ">ĊĊ": ("spec",)}.items():
        assert t in vocab or t in ("\">Ċ", ">ĊĊ"), t
        flag(t, *names)
    # what follows what, as far as the form of an answer is fixed
    decline = tok.encode(phrases.DECLINE, add_special_tokens=False).ids
    after = [(vocab[">"], vocab["Ġ["]), (vocab["]"], vocab["<｜end▁of▁sentence｜>"]), (vocab["<think>"], vocab["</think>"]),
             (decline[-1], vocab["<｜end▁of▁sentence｜>"])] + list(zip(decline, decline[1:]))
    told, amplitude = mp.bag, 1.0                                 # channels that tell these tokens apart
    if votes.wanted(mp):
        told, amplitude = votes.noted(mp, 2), 0.25    # where tokens other than numbers have nothing; quiet beside their codes
        some = sorted({cur for cur, _ in after} | {vocab["</think>"]})
        e[some, told] = amplitude * spread(len(some), width(told), 15)
    for cur, nxt in after:
        head[nxt, told] += 9.0 / amplitude ** 2 * e[cur, told]
    think = e[vocab["</think>"], told] / amplitude ** 2
    # a quote, if the last layer is more than half sure of a passage; the token is heard in the same channel
    head[vocab[">"], mp.think] = QUOTED
    head[vocab[">"], told] += (9.0 - QUOTED * (FLAG + FOUND / 2)) * think
    head[decline[0], told] += 9.0 * think
    net.head.copy_(head)
    if votes.wanted(mp):
        votes.write_words(net, ret, mp, tok)


def write_neighbours(block, c, mp):
    """Every token notes the three before it.  With votes, the fourth head says which word a token goes on with."""
    w = Writer(c, block.attn, mp, reach=512.0)
    weights = {0: 12.0, 1: 10.0, 2: 9.0, 3: 7.0, 4: 6.0, 5: 5.0, 6: 4.0}
    for i in weights:
        w.pair(i, w.forms(const=1.0))

    def look_back(head, distance, strength):
        for i, weight in weights.items():
            w.facing(head, i, weight * strength, offset=float(distance))

    k_b, k_l = w.channels(w.pick(mp.b) / CODE), w.channels(w.pick(mp.l) / CODE)
    flags = ("br", "num", "close", "open", "lab")
    k_flags = w.channels(torch.stack([w.forms(**{f: 1.0}) for f in flags]))
    names = [("p1b", "p1num", "p1close", "p1open", None), ("p2b", "p2num", None, "p2open", "p2lab"), ("p3b", None, None, "p3open", None)]
    for h in range(3):
        look_back(h, h + 1, w.forms(const=1.0))
        for j, name in enumerate(names[h]):
            if name:
                w.out[h, getattr(mp, name), k_flags.start + j] += FLAG
    w.say(0, mp.l, k_l, torch.eye(CODES["l"]))
    for h in (0, 1):
        w.say(h, mp.b, k_b, torch.eye(CODES["b"]))
    if votes.wanted(mp):
        k_any = w.channels(w.forms(const=1.0)[None]).start
        w.q[:3, k_any] += w.forms(br=-DEAF)                       # what begins a mark notes nothing: it would be a repeated word (votes.py)
        votes.note_words(w, mp, k_b, k_l, look_back)
    w.store()
    block.attn.attn_sink.fill_(-50.0)
    if votes.wanted(mp):
        block.attn.attn_sink[votes.WORD_HEAD] = 0.5 * sum(weights.values())


def write_marks(block, c, mp, bracket):
    """Every token gathers the mark it stands under from the mark's own tokens, as long as nothing closes the document."""
    both = votes.wanted(mp)                                       # places come from a stream of their own
    w = Writer(c, block.attn, mp, reach=1024.0, embeddings=2 if both else 1)
    gap, slope = 192.0, 0.75
    last = len(w.freqs) - 1
    first = dict(num=1.0, p1b=1.0, p2b=1.0, p1num=-1.0)
    second = dict(p1num=1.0, p2b=1.0, p3b=1.0, p2num=-1.0)
    behind = dict(doc=1.0, p1close=1.0, user=1.875)
    for i, f in ((last, {**first, **behind, "hd": 2.0}), (last - 1, {**second, **behind})):
        w.pair(i, w.forms(**f))
    w.pair(9, w.forms(const=1.0))
    k_n, k_d = w.channels(w.pick(mp.n) / (CODE * w.embeddings)), w.channels(w.pick(mp.d) / (CODE * w.embeddings))
    k_b, k_l = w.channels(w.pick(mp.b)), w.channels(w.pick(mp.l))
    k_end = w.channels(torch.stack([w.forms(doc=0.5, p1close=0.5, user=1.0), w.forms(hd=1.0)]))
    for h, i in ((0, last), (1, last - 1)):
        w.facing(h, i, w.forms(const=gap))
        w.recent(h, 9, w.forms(const=slope))
        w.q[h, k_end.start] += w.forms(const=CLOSED)
        w.q[h, k_end.start + 1] += w.forms(const=OPENED)
    w.say(0, mp.n, k_n, torch.eye(CODES["n"]))
    w.say(0, mp.b, k_b, torch.eye(CODES["b"]))
    w.say(0, mp.l, k_l, torch.eye(CODES["l"]))
    w.out[0, mp.end, k_end.start] = FLAG
    w.out[0, mp.hdr, k_end.start + 1] = FLAG
    w.say(1, mp.d, k_d, torch.eye(CODES["d"]))
    if both:
        places.gather(w, mp, behind, gap, slope, bracket)
        votes.note_repeats(w, mp)
    w.store()
    block.attn.attn_sink.fill_(1.25 * gap)
    if both:
        block.attn.attn_sink[votes.REPEAT_HEAD] = votes.UNLIKE
