#!/usr/bin/env python3
"""Writes decimal-vectors.txt beside this file: operations on decimal128 numbers with the results of Python's decimal module.

A line is `operation operand operand result`; the result is `nil` where there is none or it overflows. Functions of one operand, and
`parse`, have `-` as the second. Always the same output for the same SEED.
"""

import pathlib
import random
import sys
from decimal import (Context, Decimal, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP,
                     ROUND_UP)

SEED = 20240229
PER_OPERATION = 30

sys.set_int_max_str_digits(0)
kept = Context(prec=34, rounding=ROUND_HALF_EVEN, Emax=6144, Emin=-6143, traps=[])
guarded = Context(prec=120, Emax=999999, Emin=-999999, traps=[])
exact = Context(prec=14000, Emax=999999, Emin=-999999, traps=[])
modes = {"up": ROUND_UP, "down": ROUND_DOWN, "halfUp": ROUND_HALF_UP, "halfDown": ROUND_HALF_DOWN, "halfEven": ROUND_HALF_EVEN,
         "floor": ROUND_FLOOR, "ceiling": ROUND_CEILING}
rng = random.Random(SEED)
none = Decimal("NaN")


def number(sign, coefficient, exponent):
    return Decimal((sign, tuple(map(int, str(coefficient))), min(6111, max(-6176, exponent))))


def coefficient():
    kind = rng.randrange(10)
    if kind == 0:
        return 10 ** rng.randint(0, 33)
    if kind == 1:
        return 10 ** rng.randint(1, 34) - 1
    if kind == 2:
        return 5 * 10 ** rng.randint(0, 32) + rng.randint(-1, 1)
    if kind == 3:
        return rng.choice([2, 5]) ** rng.randint(0, 48)
    if kind < 6:
        return rng.randint(0, 10 ** rng.randint(1, 6))
    return rng.randint(0, 10 ** rng.randint(1, 34) - 1)


def operand():
    kind = rng.randrange(10)
    exponent = rng.randint(-6176, 6111) if kind == 0 else rng.choice([-6176, -6150, 6111]) if kind == 1 else rng.randint(-36, 36)
    return number(rng.randint(0, 1), coefficient(), exponent)


def near(a, spread):
    return number(rng.randint(0, 1), coefficient(), a.as_tuple().exponent + rng.randint(-spread, spread))


def near_one():
    step = rng.choice([1, 5, rng.randint(1, 10 ** 20)])
    return 1 + Decimal(step).scaleb(-33, context=guarded) if rng.random() < 0.5 else exact.subtract(Decimal(1), Decimal(step).scaleb(-34))


def modulo(a, b):
    if b == 0:
        return none
    low = min(a.as_tuple().exponent, b.as_tuple().exponent)
    left, right = (int(x.scaleb(-low, context=exact)) for x in (a, b))
    return kept.plus(Decimal(left % right).scaleb(low, context=exact))


def power(a, b):
    if a == 0:
        return Decimal(1) if b == 0 else Decimal(0) if b > 0 else none
    if a < 0 and b != b.to_integral_value():
        return none
    return kept.plus(guarded.power(a, b))


def row(operation):
    a = operand()
    if operation in ("add", "subtract"):
        b = near(a, 75)
        return a, b, kept.add(a, b) if operation == "add" else kept.subtract(a, b)
    if operation == "multiply":
        b = operand()
        return a, b, kept.multiply(a, b)
    if operation == "divide":
        b = operand()
        return a, b, kept.divide(a, b) if b != 0 else none
    if operation == "modulo":
        b = near(a, 40)
        return a, b, modulo(a, b)
    if operation == "compare":
        b = rng.choice([kept.next_plus(a), kept.next_minus(a), near(a, 2), operand(), kept.multiply(a, Decimal("1.000"))])
        return a, b, kept.compare(a, b)
    if operation == "power":
        kind = rng.randrange(5)
        if kind == 0:
            a, b = Decimal(rng.choice([2, 5, 25])) ** rng.choice([1, 2]), Decimal(rng.randint(-52, 52))
        elif kind == 1:
            root = rng.choice([2, 4, 5])
            a, b = Decimal(rng.randint(2, 9) ** root), Decimal(rng.randint(1, 50)) / root
        elif kind == 2:
            a, b = near_one(), Decimal(rng.choice([rng.randint(-20, 20), rng.randint(-10 ** 9, 10 ** 9)]))
        elif kind == 3:
            a, b = operand(), Decimal(rng.randint(-300, 300))
        else:
            a, b = abs(near(Decimal(1), 6)), Decimal(rng.randint(-10 ** 6, 10 ** 6)).scaleb(rng.randint(-8, -3))
        return a, b, power(a, b)
    if operation == "squareRoot":
        a = a if rng.random() < 0.7 else Decimal(rng.randint(1, 10 ** 17)) ** 2
        return a, None, kept.plus(guarded.sqrt(a)) if a >= 0 else none
    if operation == "exponential":
        kind = rng.randrange(3)
        if kind == 0:
            a = rng.choice([-1, 1]) * rng.randint(1, 20) * Decimal("5e-34")
        elif kind == 1:
            a = Decimal(rng.randint(-1450000, 1450000)).scaleb(-2)
        return a, None, kept.plus(guarded.exp(a))
    if operation == "naturalLogarithm":
        a = near_one() if rng.random() < 0.4 else a
        return a, None, kept.plus(guarded.ln(a)) if a > 0 else none
    if operation == "parse":
        digits = "".join(rng.choice("0123456789") for _ in range(rng.choice([3, 35, 40, 300])))
        digits = rng.choice(["", "000", digits[:30] + "5" + "0" * 10]) + digits
        point = rng.randint(0, len(digits) - 1)
        text = rng.choice(["", "-"]) + digits[:point] + "." + digits[point:] + rng.choice(["", f"e{rng.randint(-6600, 6600)}", "E+7"])
        return text, None, kept.create_decimal(text)
    scale = -a.as_tuple().exponent - rng.randint(-2, 38)
    result = a
    if a.as_tuple().exponent < -scale:
        result = kept.plus(a.quantize(Decimal((0, (1,), -scale)), rounding=modes[operation], context=exact))
    return a, scale, result


operations = ["add", "subtract", "multiply", "divide", "modulo", "compare", "power", "squareRoot", "exponential", "naturalLogarithm",
              "parse", *modes]
with open(pathlib.Path(__file__).with_name("decimal-vectors.txt"), "w") as out:
    for name in operations:
        for _ in range(PER_OPERATION):
            first, second, value = row(name)
            print(name, first, "-" if second is None else second, value if value.is_finite() else "nil", file=out)
