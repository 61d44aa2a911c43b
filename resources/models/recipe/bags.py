"""The HCA layer: the token after a passage gathers it into one vector, tokens behind the documents gather the question and its votes;
compressed rows hold names of documents, and each passage adds the name of its own.  Then an expert makes the votes of literal questions louder."""
import torch

import votes
from layout import CODE, CODES, CONST, FLAG, LOUD, clear, width
from places import LIMIT
from writer import Writer

PASSAGE = 160.0                              # nats of any token for the one that gathers a passage, above the sink though its mark be out of sight; the mark adds to them
FRAME = 64.0                                 # nats that marks and tags are away
QUESTION = 24.0                              # nats of any token for a question's, and as many again if that is a question's too
STEEP = 1024.0                               # of the log odds that a question is literal, so that hardly any is half of it
LOUDER = 2.0                                 # times LIMIT: votes of a literal question, against the norm of all it says
TOLD = 1 / 16                                # the same for its flag: a number that FP4 knows
SURELY = 0.1                                 # how much above zero a question must be literal for its flag
DECIDED = 0.5                                # and for what is asked for
AGAIN = 1.5                                  # of a word that its passage has said before: SAID · FADED / DEFINED times as many nats fainter, for clauses
NOTED = 11.2                                 # nats of the mark's letter, which a bracket two tokens behind it has noted besides
SURELY_ASKED = 4096.0                        # of what is asked for, above which it surely is


def norm(ret):
    """Of what a passage says, in the stream.  What a question's words would say of clauses if they stood in a passage is as much louder as they are
    fewer: where that were LOUD, its votes would be faint beside it"""
    return LOUD / 6 if ret.asked else LOUD


def write_bags(block, c, mp, ret, loud):
    s = ret.size
    both = votes.wanted(mp)
    w = Writer(c, block.attn, mp, reach=1024.0, embeddings=2 if both else 1)
    value = torch.zeros(s["value"], c.hidden_size)
    value[:, mp.bag] = ret.value / w.embeddings
    k_value = w.channels(value)
    k_codes = w.channels(w.pick(mp.codes))
    framing = dict(br=1, p1b=1, p2b=1, open=1, p1open=1, p2open=1, p3open=1, spec=1, hdr=1, doc=1)
    if ret.asked:
        del framing["p2b"]                   # where the number of a mark is one token, its closing bracket stands there
    k_more = w.channels(torch.stack([w.forms(end=1.0), w.forms(const=1.0), w.forms(**framing)]))
    w.pair(7, w.forms(const=1.0))
    role = w.forms(br=1.0, close=1.0, end=1.0)
    strength = torch.cat([torch.full((CODES[n],), g) for n, g in (("b", 10.0), ("l", 10.0), ("n", 24.0), ("d", 14.0))])
    for h in range(s["heads"]):
        w.q[h, k_value] += ret.weigh[0, h][:, None] * w.forms(br=1.0, close=1.0) + ret.weigh[1, h][:, None] * w.forms(end=1.0)
        w.q[h, k_codes] += strength[:, None] * w.pick(mp.codes)
        w.q[h, k_more.start] += w.forms(end=QUESTION)
        w.q[h, k_more.start + 1] += w.forms(br=PASSAGE, close=PASSAGE, end=QUESTION)
        w.q[h, k_more.start + 2] += -FRAME * role
        w.recent(h, 7, w.forms(end=0.01))
        w.say(h, mp.bag, k_value, ret.out[h] * loud)
        asked = torch.cat([torch.tensor([w.reach, QUESTION, QUESTION, FRAME]), ret.weigh[1, h]])    # a question's query, whose norm all scores share
        block.attn.attn_sink[h] = 2 * QUESTION * w.reach / asked.norm() + ret.reserve[h]
    sink = block.attn.attn_sink
    names = s["heads"]
    if ret.asked:
        share_with_mark(w, ret)
    k_label, k_has = name_documents(w, mp, ret, k_value, names, loud)
    w.rows[k_value] = value
    counted = votes.count_votes(w, mp, {names + 1: votes.SCARCE}, mp.place, k_more.start)[0] if both else 0.0
    w.store()
    sink[names] = 45.0
    sink[names + 1] = counted
    gate = block.attn.compressor.wgate.weight
    gate.zero_()
    per = CONST * w.embeddings / c.hidden_size ** 0.5 * 1.1                        # flags as the layer's norm leaves them
    gate[k_value] = per * w.forms(hdr=14.0, frame=-10.0, p2lab=-10.0)
    gate[k_label] = per * w.forms(p2lab=16.0, hdr=6.0)
    gate[k_has] = per * w.forms(hdr=16.0)


def share_with_mark(w, ret):
    """For clauses the bracket behind a passage's mark takes part, and a word counts once; the other head does not hear brackets"""
    k_bracket = w.channels(torch.stack([w.forms(bracket=1.0), w.forms(defined=-1.0), w.forms(p2b=1.0)]))
    passage = w.forms(br=1.0, close=1.0)
    w.q[0, k_bracket.start] += ret.mark[0] * passage
    w.q[0, k_bracket.start + 1] += -AGAIN * passage
    w.q[0, k_bracket.start + 2] += -NOTED * passage
    w.q[1, k_bracket.start] += -FRAME * passage


def name_documents(w, mp, ret, k_value, head, loud):
    """Compressed rows that hold an opening tag"""
    k_label = w.channels(w.pick(mp.l) / (CODE * w.embeddings), compressed=True)
    k_has = w.channels(w.forms(hdr=1.0)[None], compressed=True)
    label = w.pick(mp.b) + w.pick(mp.l).roll(3, 0)
    w.q[head, k_label] += 20.0 * label
    w.q[head, k_has] += w.forms(br=60.0, close=60.0)
    w.say(head, mp.bag, k_value, ret.name * loud)
    return k_label, k_has


def write_literal(ffn, c, mp, ret, loud):
    """silu(log odds) · votes: nothing where a clause is asked for.  A flag says so too, to whoever doubts (answer.py)."""
    size, shared, experts = width(mp.place), ffn.shared_experts, ffn.experts
    assert size <= c.moe_intermediate_size
    odds = torch.zeros(c.hidden_size)
    odds[mp.bag] = STEEP * ret.literal / loud
    clear(shared, experts)
    shared.w1.weight[:size] = odds
    shared.w3.weight[:size, mp.place] = torch.eye(size)
    shared.w2.weight[mp.place, :size] = LOUDER * torch.eye(size)
    ffn.gate.weight.zero_()
    ffn.gate.bias.copy_(torch.arange(c.n_routed_experts) < 2)
    experts.w1.weight[0, 0], experts.w3.weight[0, 0, mp.const] = odds, 2 * LIMIT
    experts.w1.weight[0, 0, mp.const] -= STEEP * SURELY / CONST
    experts.w2.weight[0, mp.literal, 0] = TOLD


def write_asked(ffn, c, mp, ret):
    """What a question asks for is either asked for or not: where that is above zero, its channel says so, much louder than before.
    One of the two experts that every token goes to does it, beside the flag of literal questions."""
    experts, some = ffn.experts, slice(1, 1 + ret.asked)
    asked = slice(mp.bag.start, mp.bag.start + ret.asked)
    experts.w1.weight[0, some, asked] = SURELY_ASKED * torch.eye(ret.asked)
    experts.w3.weight[0, some, mp.const] = 32 * LIMIT
    experts.w2.weight[0, asked, some] = DECIDED * torch.eye(ret.asked)


def said(w, c, mp, ret, loud):
    """The bag as ret.scores takes it: what is asked for is 1"""
    bag = w.pick(mp.bag) / loud
    bag[:ret.asked] *= loud / (DECIDED * LIMIT * LIMIT * c.routed_scaling_factor / 2)
    return bag


def literal_form(w, c):
    """1 where a question surely is literal"""
    return w.forms(literal=FLAG / (TOLD * LIMIT * LIMIT * c.routed_scaling_factor / 2))
