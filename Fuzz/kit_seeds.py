"""Seeds from a kit of FEEL cases: kit_seeds.py CASES.jsonl FOLDER. Each expression as it is, and twice mutated: cut, doubled, or crossed with another.

The first byte of a seed says how the target reads it: an expression or unary tests, with known or unknown facts.
"""
import json
import random
import re
import sys
from pathlib import Path

source, folder = sys.argv[1:3]
texts = set()
for line in Path(source).read_text(encoding="utf-8").splitlines():
    if line.strip():
        case = json.loads(line)
        texts.update([case["expression"]] + [d["expression"] for d in case.get("definitions", ())])
texts = sorted(text for text in texts if len(text.encode("utf-8")) < 500)
choose = random.Random(1)


def pieces(text):
    return re.findall(r"\w+|\s+|\"[^\"]*\"|.", text)


def mutated(text):
    mine, other = pieces(text), pieces(choose.choice(texts))
    place, end = sorted(choose.randrange(len(mine) + 1) for _ in range(2))
    return "".join(
        choose.choice([
            lambda: mine[:place] + mine[end:],
            lambda: mine[:end] + mine[place:],
            lambda: mine[:place] + other[choose.randrange(len(other) + 1):],
            lambda: mine[:place] + ["("] + other + [")"] + mine[place:],
        ])())


for number, text in enumerate(texts):
    for turn, seed in enumerate([text, mutated(text), mutated(text)]):
        (Path(folder) / ("%05d-%d" % (number, turn))).write_bytes((choose.choice("0123") + seed).encode("utf-8")[:512])
print("%d seeds from %d expressions" % (3 * len(texts), len(texts)))
