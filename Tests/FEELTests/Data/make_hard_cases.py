#!/usr/bin/env python3
"""Cases in which rounding to 34 digits is decided late, or by an exact tie: written to hard-cases.txt.

A result is put beside the middle of two numbers of 34 digits, as near as an argument of 34 digits can bring it (some 67 digits); exact powers and roots,
and ties among them, are chosen by hand. Worked out with 200 digits.
"""

import random
from decimal import Context, Decimal, ROUND_HALF_EVEN, getcontext
from fractions import Fraction
from math import isqrt

getcontext().prec = 200
getcontext().Emax, getcontext().Emin = 999999, -999999
KEPT = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144)
random.seed(34)
rows = []


def row(operation, result, *arguments):
    rows.append(" ".join([operation, ";".join(str(a) for a in arguments), str(KEPT.plus(result))]))


def kept(number):
    return KEPT.plus(number)


def middle(exponent):
    """A number of 35 digits that ends in 5."""
    return Decimal(random.randrange(10**33, 10**34) * 10 + 5).scaleb(exponent - 34)


for exponent in [0, 0, 1, 2, 5, 40, 500, 6000, -1, -3, -60, -6000]:
    tie = middle(exponent)
    x = kept(tie.ln())
    row("exponential", x.exp(), x)
for exponent in [0, 0, 1, 1, 2, -1, -2, -10, -20, -30]:
    tie = middle(exponent)
    x = kept(tie.exp())
    row("naturalLogarithm", x.ln(), x)
for text in ["5E-34", "-5E-35", "1.5E-33", "-2.5E-34", "4.5E-33", "1E-60", "-1E-60"]:
    row("exponential", Decimal(text).exp(), text)
for text in ["1E-33", "-1E-34", "3E-33", "-5E-34", "7.77E-31"]:
    x = 1 + Decimal(text)
    row("naturalLogarithm", x.ln(), x)
for _ in range(16):
    base = kept(Decimal(random.randrange(10**33, 10**34)).scaleb(random.choice([-33, -32, -20, -40])))
    tie = middle(random.choice([0, 1, -1, 3, 30, -30]))
    y = kept(tie.ln() / base.ln())
    row("power", (y * base.ln()).exp(), base, y)
for step in [1, 3, 10**10, 10**16]:
    base = 1 + Decimal(step).scaleb(-33)
    for y in ["0.5", "1.5", "-0.5", "2.5", "3", "-3", "1025", "0.25"]:
        row("power", (Decimal(y) * base.ln()).exp(), base, y)
# Exact ones, and exact ties.
for base, y in [
    ("4", "0.5"), ("0.0625", "0.25"), ("1E-600", "0.125"), ("1E+6000", "-0.5"), ("0.0009765625", "1.5"), ("32", "0.2"), ("1024", "-0.1"), ("5", "50"),
    ("25", "25"), ("0.2", "-50"), ("2", "-50"), ("8", "-16.5"), ("0.5", "113"), ("2", "113"), ("1E+3", "2047"), ("10", "-6176"), ("2", "-1024"),
    ("1.21", "1.5"), ("290000000005", "3"), ("1E-17", "363"),
]:
    value = (Decimal(y) * Decimal(base).ln()).exp()
    # What is rational is found among numbers of few digits.
    row("power", Context(prec=120).plus(value), base, y)
for d in [290000000005, 300000000015, 459999999995, 222222222225]:
    row("power", Decimal(d) ** 3, d * d, "1.5")
    row("power", Decimal(d) ** 3, Decimal(d) ** 6 if d**6 < 10**34 else d * d, "0.5" if d**6 < 10**34 else "1.5")


def deviation(numbers):
    """Rounded from 60 digits, and a digit for whatever is left."""
    values = [Fraction(n) for n in numbers]
    n = len(values)
    variance = (n * sum(v * v for v in values) - sum(values) ** 2) / (n * (n - 1))
    scale = 0
    while variance * Fraction(100) ** scale < 10**120:
        scale += 1
    while variance * Fraction(100) ** scale >= 10**124:
        scale -= 1
    scaled = variance * Fraction(100) ** scale
    root = isqrt(int(scaled))
    digits = root * 10 + (0 if Fraction(root * root) == scaled else 1)
    return Decimal(digits).scaleb(-scale - 1)


samples = [
    ["1", "2", "3"], ["1", "2"], ["0.1", "0.2", "0.4"], ["5", "5", "5", "5.000000000000000000000000000000001"], ["1E+3000", "2E+3000"],
    ["1E-3000", "2E-3000", "4E-3000"], ["9999999999999999999999999999999999", "9999999999999999999999999999999998"], ["1E+40", "1", "2"],
    ["2", "4", "4", "4", "5", "5", "7", "9"], ["1E+100", "1E+100", "1E-50"],
]
# Of two numbers it is their distance over the root of two; of three with one in the middle, the distance: a tie where that has 35 digits.
samples.append(["0", "8000000000000000000000000000000001", "16000000000000000000000000000000002"])
samples.append(["-10000000000000000000000000000000005E-1", "0", "1000000000000000000000000000000001"])
for _ in range(10):
    samples.append([str(Decimal(random.randrange(10**33, 10**34)).scaleb(random.choice([-33, -30, -35]))) for _ in range(random.choice([2, 3, 5, 7]))])
for sample in samples:
    sample = [str(kept(Decimal(n))) for n in sample]
    value = deviation(sample)
    row("standardDeviation", value, *sample)

with open("hard-cases.txt", "w") as file:
    file.write("\n".join(rows) + "\n")
