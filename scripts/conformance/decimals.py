#!/usr/bin/env python3
"""Prints operations on decimal128 numbers with the results of Python's decimal module, for `conformance numbers`.

A line is `operation operand operand result`; the result is `null` where there is none or it overflows. Functions of one operand have `-` as the
second. The last line is `end` and the count of lines. The seed is printed on standard error; the same seed gives the same lines.

    decimals.py [--seed N] [--share FRACTION]
"""

import argparse
import random
import sys
from decimal import (Context, Decimal, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP,
                     ROUND_UP, setcontext)

BASIC = 1_000_000
FURTHER = 100_000

sys.set_int_max_str_digits(0)
kept = Context(prec=34, rounding=ROUND_HALF_EVEN, Emax=6144, Emin=-6143, traps=[])
# A power is only almost correctly rounded where its exponent isn't whole: it is computed with far more digits than are kept, and rounded to fewer
# of them first, where the errors vanish and a tie is seen as one.
guarded = Context(prec=120, Emax=999999, Emin=-999999, traps=[])
cleaned = Context(prec=90, Emax=999999, Emin=-999999, traps=[])
exact = Context(prec=14000, Emax=999999, Emin=-999999, traps=[])
# Operators don't round.
setcontext(exact)
ROUNDINGS = {"round-up": ROUND_UP, "round-down": ROUND_DOWN, "round-half-up": ROUND_HALF_UP, "round-half-down": ROUND_HALF_DOWN,
             "decimal": ROUND_HALF_EVEN, "floor": ROUND_FLOOR, "ceiling": ROUND_CEILING}


def number(sign, coefficient, exponent):
    return Decimal((sign, tuple(map(int, str(coefficient))), min(6111, max(-6176, exponent))))


class Numbers:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def coefficient(self):
        pick = self.random
        kind = pick.randrange(10)
        if kind == 0:
            return 10 ** pick.randint(0, 33)
        if kind == 1:
            return 10 ** pick.randint(1, 34) - 1
        if kind == 2:
            return 5 * 10 ** pick.randint(0, 32) + pick.randint(-1, 1)
        if kind == 3:
            return pick.choice((2, 5)) ** pick.randint(0, 48)
        if kind < 6:
            return pick.randint(0, 10 ** pick.randint(1, 6))
        if kind == 6:
            return pick.randint(0, 2 ** 63)
        return pick.randint(0, 10 ** pick.randint(1, 34) - 1)

    def operand(self):
        pick = self.random
        kind = pick.randrange(10)
        if kind == 0:
            exponent = pick.randint(-6176, 6111)
        elif kind == 1:
            exponent = pick.choice((-6176, -6150, 6100, 6111, -128, 127))
        else:
            exponent = pick.randint(-36, 36)
        return number(pick.randint(0, 1), self.coefficient(), exponent)

    def near(self, other, spread):
        return number(self.random.randint(0, 1), self.coefficient(), other.as_tuple().exponent + self.random.randint(-spread, spread))

    def pair(self):
        first = self.operand()
        if self.random.random() < 0.7:
            return first, self.near(first, 40)
        return first, self.operand()

    def near_one(self):
        pick = self.random
        step = pick.choice((1, 5, pick.randint(1, 10 ** 20), pick.randint(1, 10 ** 32)))
        return 1 + Decimal(step).scaleb(-33) if pick.random() < 0.5 else 1 - Decimal(step).scaleb(-34)

    def positive(self):
        if self.random.randrange(4) == 0:
            return kept.plus(self.near_one())
        return abs(self.operand())

    def exponent_of_e(self):
        pick = self.random
        kind = pick.randrange(4)
        if kind == 0:
            return self.operand()
        # The result is between the smallest and the greatest number.
        if kind == 1:
            return kept.plus(Decimal(pick.randint(-14300 * 10 ** 20, 14200 * 10 ** 20)).scaleb(-20))
        return number(pick.randint(0, 1), self.coefficient(), pick.randint(-70, -28))


def rounded(value):
    """Text of a result: the digits that decimal128 keeps, or null."""
    value = kept.plus(cleaned.plus(value))
    return str(value) if value.is_finite() else "null"


def modulo(a, b):
    if not b:
        return None
    low = min(a.as_tuple().exponent, b.as_tuple().exponent)
    whole = [int(x.scaleb(-low, context=exact)) for x in (a, b)]
    return exact.scaleb(Decimal(whole[0] % whole[1]), low)


def to_scale(value, scale, mode):
    if value.as_tuple().exponent >= -scale:
        return value
    return value.quantize(Decimal((0, (1,), -scale)), rounding=mode, context=exact)


def basic(numbers, count):
    operations = {"add": kept.add, "subtract": kept.subtract, "multiply": kept.multiply, "divide": kept.divide}
    for name, operation in operations.items():
        for _ in range(count):
            a, b = numbers.pair()
            value = operation(a, b)
            yield name, a, b, str(value) if value.is_finite() else "null"
    for _ in range(count):
        a, b = numbers.pair()
        if numbers.random.randrange(8) == 0:
            close = kept.add(a, numbers.near(a, 2)) if numbers.random.random() < 0.5 else exact.normalize(a)
            b = close if close.is_finite() else b
        yield "compare", a, b, str(int(exact.compare(a, b)))


def functions(numbers, count):
    for _ in range(count):
        a = numbers.positive() if numbers.random.random() < 0.95 else numbers.operand()
        square = kept.multiply(a, a)
        if square.is_finite() and numbers.random.randrange(4) == 0:
            a = square
        value = kept.sqrt(a)
        yield "sqrt", a, "-", str(value) if value.is_finite() else "null"
    for _ in range(count):
        a = numbers.exponent_of_e()
        # Beyond this the result is out of range, and Python would take its time.
        yield "exp", a, "-", rounded(guarded.exp(a)) if abs(a) < 20000 else ("0" if a < 0 else "null")
    for _ in range(count):
        a = numbers.positive()
        yield "log", a, "-", rounded(guarded.ln(a)) if a > 0 else "null"


def power(a, b):
    if not b:
        return "1"
    if not a:
        return "null" if b < 0 else "0"
    if a < 0 and b != b.to_integral_value():
        return "null"
    size = guarded.multiply(guarded.log10(abs(a)), b)
    if abs(size) > 7000:
        return "0" if size < 0 else "null"
    value = guarded.power(abs(a), b)
    return rounded(-value if a < 0 and int(b) % 2 else value)


def powers(numbers, count):
    pick = numbers.random
    for _ in range(count):
        a = numbers.operand() if pick.random() < 0.5 else number(pick.randint(0, 1), numbers.coefficient(), pick.randint(-34, 1))
        b = Decimal(pick.choice((pick.randint(-9, 9), pick.randint(-99, 99), pick.randint(-2000, 2000))))
        yield "integer-power", a, b, power(a, b)
    for _ in range(count):
        kind = pick.randrange(4)
        if kind == 0:
            # Roots that come out even.
            root = Decimal(pick.randint(1, 10 ** pick.randint(1, 11)))
            a, b = kept.multiply(root, root), Decimal(pick.randint(-9, 9)) + Decimal("0.5")
        elif kind == 1:
            a, b = kept.plus(numbers.near_one()), number(pick.randint(0, 1), numbers.coefficient(), pick.randint(-40, 0))
        else:
            a, b = numbers.operand(), number(pick.randint(0, 1), numbers.coefficient(), pick.randint(-36, -1))
        yield "power", a, b, power(a, b)


def roundings(numbers, count):
    pick = numbers.random
    for name, mode in ROUNDINGS.items():
        for _ in range(count):
            a = numbers.operand()
            exponent = a.as_tuple().exponent
            scale = pick.randint(-6111, 6176) if pick.randrange(10) == 0 else -exponent - pick.randint(-3, 36)
            scale = min(6176, max(-6111, scale))
            yield name, a, Decimal(scale), rounded(to_scale(a, scale, mode))
    for _ in range(count):
        a, b = numbers.pair()
        value = modulo(a, b)
        yield "modulo", a, b, "null" if value is None else rounded(value)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2 ** 32))
    parser.add_argument("--share", type=float, default=1.0, help="of a million basic operations and a hundred thousand others each")
    options = parser.parse_args()
    print(f"seed {options.seed}", file=sys.stderr)
    numbers = Numbers(options.seed)
    basics, further = int(BASIC * options.share), int(FURTHER * options.share)
    total = 0
    write = sys.stdout.write
    for part in (basic(numbers, basics), functions(numbers, further), powers(numbers, further), roundings(numbers, further)):
        for operation, a, b, value in part:
            write(f"{operation} {a} {b} {value}\n")
            total += 1
    write(f"end {total}\n")


if __name__ == "__main__":
    main()
