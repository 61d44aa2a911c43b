#!/usr/bin/env python3
"""Write a trained retriever (retriever.py) into the layers of a bundled model.

    assemble.py RETRIEVER.pt CONFIG.json TOKENIZER.json OUT.pt

What each layer does is laid down here; what decides which passage answers was learned.

  window   every token notes the three tokens before it (marks.py)
  window   every token notes the reference mark of the passage it stands in, whether it stands behind the documents, and whether it
           stands in a document's opening tag (marks.py)
  CSA      only with votes: words of the question look for where they stand, a second time with what the others found (votes.py, places.py
  window   and what they add to the two above)
  CSA
  HCA      the token after a passage gathers the passage into one vector, tokens behind the documents gather the question; compressed
           rows hold names of documents, and each passage adds the name of its own (bags.py)
  CSA      rows of passages: a key, and the mark as value.  While a mark is written, heads look for the row that answers and say the
           next piece of its mark; one says whether there is any (answer.py)
  MTP      what the last layer saw ahead: the piece after the next

Mixtures of experts are silent, but for those that make places of marks and those that make votes of literal questions louder and decide which
clause is asked for.
"""
import math
import sys

import numpy as np
import torch
from tokenizers import Tokenizer

import answer
import bags
import marks
import model as m
import places
import retriever as r
import votes
from batches import flat
from layout import CODES, Map, silence, streams, width

# For generation_config.json: what the application shows a model with votes once more; the sink makes shares of a word's places those of its votes.
LOOK_AGAIN = {"second_look": {"passages": 24, "cue": "> [", "words": {"layer": 2, "sink": round(math.log(votes.FEW / votes.FIRST.sink), 2)}}}


@torch.no_grad()
def assemble(ret, config, tok, loud):
    net = m.Transformer(config, tied=False)
    mp = Map(config, ret.size)
    both = votes.wanted(mp)
    blocks = list(net.layers)
    marks.write_embedding(net, ret, mp, tok)
    marks.write_neighbours(blocks[0], config, mp)
    marks.write_marks(blocks[1], config, mp, net.embed[tok.get_vocab()["]"]])
    if both:
        votes.write_votes(blocks[2], config, mp, votes.FIRST)
        votes.write_others(blocks[3], config, mp)
        votes.write_votes(blocks[4], config, mp, votes.SECOND)
    bags.write_bags(blocks[-2], config, mp, ret, loud)
    ahead = answer.write_answer(blocks[-1], config, mp, ret, loud)
    if both:
        heard = ((0,), (1,)), ((1, 2), (1,)), ((1, 3), (0,)), ((0, 1), (3,)), ((1, 3), (2,)), ((1, 2), (2,)), ((1, 2), (0,))
    else:
        heard = ((0,), (1,)), ((1,), (1,)), ((1,), (2,)), ((1, 2), (3,))
    for block, (read, write) in zip(blocks, heard, strict=True):
        streams(block.hc_attn, read, write)
        streams(block.hc_ffn, (0,), ())
        silence(block.ffn)
    if both:
        places.write(blocks[0].ffn, config, mp, tok, net.embed)
        streams(blocks[0].hc_ffn, (1,), (2,))
        places.write_more(blocks[1].ffn, config, mp)
        streams(blocks[1].hc_ffn, (1,), (3,))
        bags.write_literal(blocks[-2].ffn, config, mp, ret, loud)
        if ret.asked:
            bags.write_asked(blocks[-2].ffn, config, mp, ret)
        streams(blocks[-2].hc_ffn, (2,), (2,))
    said = heard[-1][1]
    streams(net.hc_head, said, ())
    write_mtp(net.mtp[0], mp, ahead, said)
    return net, mp


def write_mtp(mtp, mp, ahead, said):
    silence(mtp)
    streams(mtp.hc_attn, (0,), ())
    streams(mtp.hc_ffn, (0,), ())
    streams(mtp.hc_head, said, ())
    mtp.e_proj.weight.zero_()
    for block in (mp.bag, mp.place):
        mtp.e_proj.weight[block, block] = torch.eye(width(block))
    mtp.h_proj.weight.zero_()
    for n, s in ahead.items():
        mtp.h_proj.weight[getattr(mp, n), s] = torch.eye(CODES[n])


def loudness(ret, tok):
    """What makes a typical passage as loud as it is meant to be"""
    text = tok.encode("The ferry leaves at nine in the morning and the captain decides whether dogs may come aboard.").ids
    with torch.no_grad():
        b = ret.bag(ret.table(), *flat([np.array(text, np.int32)]), 0)
    return bags.norm(ret) / b.norm().item()


def main():
    torch.set_num_threads(1)                                      # the same bytes on any machine
    torch.manual_seed(0)                                          # of what stays silent
    config, tok = m.Config.load(sys.argv[2]), Tokenizer.from_file(sys.argv[3])
    ret, step = r.load(sys.argv[1])
    net, mp = assemble(ret, config, tok, loudness(ret, tok))
    generation = LOOK_AGAIN if votes.wanted(mp) else {}
    torch.save({"model": net.state_dict(), "step": step, "config": config.fields, "generation": generation, "tied": False}, sys.argv[4])


if __name__ == "__main__":
    main()
