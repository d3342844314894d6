#!/usr/bin/env python3
"""Sums, differences and parts of random dates, times and durations, with the results that Python works out.

    dates.py [COUNT] [SEED]

Writes COUNT lines (a million) of `operation`, `a`, `b`, `expected`, parted by tabs, for `conformance dates`. Years from 1 to 9999 are left to Python's
datetime; others to the calendar below, which counts days another way than the program under test: by cycles of 400 years, folded into datetime's own.
"""
import datetime as dt
import random
import sys
import zoneinfo

DAY, CYCLE = 86_400, 146_097                    # seconds in a day, days in 400 years
NANO = 1_000_000_000
EPOCH = dt.date(1970, 1, 1).toordinal()
LAST_YEAR = 999_999_999
ZONES = [
    "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "America/Sao_Paulo",
    "Asia/Tehran", "Europe/London", "Europe/Dublin", "America/St_Johns", "Pacific/Chatham", "Asia/Kathmandu", "America/Nuuk", "Etc/GMT+5",
]


def folded(year):
    """A year of datetime's that begins on the same weekday and is as long, and how many cycles of 400 years lie between."""
    cycles = (year - 2000) // 400
    return year - 400 * cycles, cycles


def days_of(year, month, day):
    year, cycles = folded(year)
    return dt.date(year, month, day).toordinal() - EPOCH + cycles * CYCLE


def date_of(days):
    """Year, month and day."""
    cycles, rest = divmod(days + EPOCH - dt.date(2000, 1, 1).toordinal(), CYCLE)
    date = dt.date.fromordinal(rest + dt.date(2000, 1, 1).toordinal())
    return date.year + 400 * cycles, date.month, date.day


FIRST, LAST = days_of(-LAST_YEAR, 1, 1), days_of(LAST_YEAR, 12, 31)


def write_date(days):
    if not FIRST <= days <= LAST:
        return "null"
    year, month, day = date_of(days)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"


def write_clock(nanoseconds):
    seconds, fraction = divmod(nanoseconds, NANO)
    text = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return text + (f".{fraction:09d}".rstrip("0") if fraction else "")


def write_offset(seconds):
    if seconds == 0:
        return "Z"
    size = abs(seconds)
    return f"{'-' if seconds < 0 else '+'}{size // 3600:02d}:{size // 60 % 60:02d}"


def write_date_time(nanoseconds, zone=""):
    days, rest = divmod(nanoseconds, DAY * NANO)
    date = write_date(days)
    return "null" if date == "null" else f"{date}T{write_clock(rest)}{zone}"


def write_days(nanoseconds):
    if not -(1 << 63) <= nanoseconds // NANO < 1 << 63:
        return "null"
    size = abs(nanoseconds)
    seconds, fraction = divmod(size, NANO)
    days, rest = divmod(seconds, DAY)
    text = f"{days}D" if days else ""
    clock = ""
    for unit, letter in ((3600, "H"), (60, "M")):
        count, rest = divmod(rest, unit)
        clock += f"{count}{letter}" if count else ""
    if rest or fraction:
        clock += str(rest) + (f".{fraction:09d}".rstrip("0") if fraction else "") + "S"
    if not text and not clock:
        return "PT0S"
    return ("-" if nanoseconds < 0 else "") + "P" + text + ("T" + clock if clock else "")


def write_months(months):
    years, rest = divmod(abs(months), 12)
    text = (f"{years}Y" if years else "") + (f"{rest}M" if rest or not years else "")
    return ("-" if months < 0 else "") + "P" + text


def add_months(days, months):
    year, month, day = date_of(days)
    total = year * 12 + month - 1 + months
    year, month = total // 12, total % 12 + 1
    if abs(year) > LAST_YEAR:
        return None
    while True:
        try:
            return days_of(year, month, day)
        except ValueError:
            day -= 1


def months_between(first, last):
    """The greatest number of whole months that doesn't lead past the later day, where days of the month are compared as they stand."""
    (y, m, d), (y2, m2, d2) = date_of(first), date_of(last)
    months = (y2 - y) * 12 + m2 - m
    if months > 0 and d2 < d:
        months -= 1
    elif months < 0 and d2 > d:
        months += 1
    return months


class Cases:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.zones = [(name, zoneinfo.ZoneInfo(name)) for name in ZONES if name in zoneinfo.available_timezones()]

    def day(self):
        kind = self.random.random()
        if kind < 0.6:
            return days_of(1, 1, 1) + self.random.randrange(days_of(9999, 12, 31) - days_of(1, 1, 1) + 1)
        if kind < 0.7:  # the ends of months and years, and the last of February
            year = self.random.randint(-12_000, 12_000)
            return days_of(year, self.random.choice([1, 2, 3, 12]), 1) + self.random.randint(-3, 3)
        if kind < 0.97:
            return days_of(self.random.randint(-LAST_YEAR, LAST_YEAR), self.random.randint(1, 12), self.random.randint(1, 28))
        # The ends of the calendar.
        near = self.random.choice([0, 1, self.random.randrange(800)])
        return self.random.choice([FIRST + near, LAST - near])

    def clock(self):
        second = self.random.randrange(DAY)
        return second * NANO + self.random.choice([0, 0, 500_000_000, self.random.randrange(NANO)])

    def moment(self):
        return self.day() * DAY * NANO + self.clock()

    def length(self):
        """A duration in nanoseconds, short or very long."""
        size = self.random.randrange(10 ** self.random.randint(1, 27))
        if self.random.random() < 0.3:
            size = size // (DAY * NANO) * DAY * NANO
        return self.random.choice([-1, 1]) * min(size, (1 << 62) * NANO)

    def months(self):
        return self.random.choice([-1, 1]) * self.random.randrange(10 ** self.random.randint(1, 11))

    def offset(self):
        return self.random.randint(-14 * 60, 14 * 60) * 60

    # Each gives an operation, its operands, and what comes out.

    def date_and_days(self):
        day, length = self.day(), self.length()
        if self.random.random() < 0.5:
            return "add", write_date(day), write_days(length), write_date((day * DAY * NANO + length) // (DAY * NANO))
        return "subtract", write_date(day), write_days(length), write_date((day * DAY * NANO - length) // (DAY * NANO))

    def date_and_months(self):
        day, months = self.day(), self.months()
        minus = self.random.random() < 0.5
        moved = add_months(day, -months if minus else months)
        return "subtract" if minus else "add", write_date(day), write_months(months), "null" if moved is None else write_date(moved)

    def dates(self):
        first = self.day()
        last = self.day() if self.random.random() < 0.6 else min(max(first + self.random.randint(-1500, 1500), FIRST), LAST)
        operation = self.random.choice(["subtract", "months", "less", "equal"])
        result = {
            "subtract": lambda: write_days((first - last) * DAY * NANO), "months": lambda: write_months(months_between(first, last)),
            "less": lambda: str(first < last).lower(), "equal": lambda: str(first == last).lower(),
        }[operation]()
        return operation, write_date(first), write_date(last), result

    def parts(self):
        day = self.day()
        year, month, of_month = date_of(day)
        same, _ = folded(year)
        date = dt.date(same, month, of_month)
        operation = self.random.choice(["weekday", "week", "day", "write"])
        result = {
            "weekday": date.isoweekday(), "week": date.isocalendar()[1], "day": date.timetuple().tm_yday, "write": write_date(day),
        }[operation]
        return operation, write_date(day), "", result

    def moments(self):
        first, last = self.moment(), self.moment()
        if self.random.random() < 0.3:
            last = first + self.random.randint(-10**13, 10**13)
            if not FIRST * DAY * NANO <= last < (LAST + 1) * DAY * NANO:
                last = first
        x, y = (self.offset(), self.offset()) if self.random.random() < 0.5 else (None, None)
        a = write_date_time(first, "" if x is None else write_offset(x))
        b = write_date_time(last, "" if y is None else write_offset(y))
        first -= (x or 0) * NANO
        last -= (y or 0) * NANO
        operation = self.random.choice(["subtract", "less", "equal"])
        if operation == "subtract":
            return operation, a, b, write_days(first - last)
        seconds = first // NANO, last // NANO
        return operation, a, b, str(seconds[0] < seconds[1] if operation == "less" else seconds[0] == seconds[1]).lower()

    def moment_and_length(self):
        moment, length = self.moment(), self.length()
        zone = self.random.choice(["", write_offset(self.offset())])
        if self.random.random() < 0.5:
            return "add", write_date_time(moment, zone), write_days(length), write_date_time(moment + length, zone)
        return "subtract", write_date_time(moment, zone), write_days(length), write_date_time(moment - length, zone)

    def times(self):
        clock, length = self.clock(), self.length()
        if self.random.random() < 0.5:
            return "add", write_clock(clock), write_days(length), write_clock((clock + length) % (DAY * NANO))
        other, x, y = self.clock(), self.offset(), self.offset()
        return ("subtract", write_clock(clock) + write_offset(x), write_clock(other) + write_offset(y),
                write_days(clock - x * NANO - other + y * NANO))

    def durations(self):
        a, b = self.length(), self.length()
        operation = self.random.choice(["add", "subtract", "less", "equal", "multiply", "divide"])
        if operation in ("multiply", "divide"):
            factor = self.random.choice([1, -1, 2, 3, 7, -12, 1000])
            if operation == "multiply":
                return operation, write_days(a), factor, write_days(a * factor)
            size = abs(a) // abs(factor)
            return operation, write_days(a), factor, write_days(size if (a < 0) == (factor < 0) else -size)
        result = {
            "add": write_days(a + b), "subtract": write_days(a - b), "less": str(a < b).lower(), "equal": str(a == b).lower(),
        }[operation]
        return operation, write_days(a), write_days(b), result

    def zoned(self):
        """Offsets and sums in zones of the database, between 1880 and 2200, mostly near a change."""
        name, zone = self.random.choice(self.zones)
        local = dt.datetime(self.random.randint(1880, 2200), 1, 1) + dt.timedelta(seconds=self.random.randrange(366 * DAY))
        if self.random.random() < 0.5:
            # The hours of Sundays in spring and autumn, when most clocks change.
            local = local.replace(month=self.random.choice([3, 4, 9, 10, 11]), day=self.random.randint(1, 30))
            local += dt.timedelta(days=6 - local.weekday())
            local = local.replace(hour=self.random.randint(0, 4))
        a = local.isoformat() + "@" + name
        offset = local.replace(tzinfo=zone).utcoffset()
        if self.random.random() < 0.5:
            return "offset", a, "", write_days(int(offset.total_seconds()) * NANO)
        length = dt.timedelta(seconds=self.random.randint(-10**8, 10**8))
        there = ((local - offset).replace(tzinfo=dt.timezone.utc) + length).astimezone(zone)
        return "add", a, write_days(int(length.total_seconds()) * NANO), there.replace(tzinfo=None).isoformat() + "@" + name

    def lines(self, count):
        kinds = [
            self.date_and_days, self.date_and_months, self.dates, self.parts, self.moments, self.moment_and_length, self.times, self.durations,
        ] + ([self.zoned] if self.zones else [])
        for index in range(count):
            yield "\t".join(map(str, kinds[index % len(kinds)]()))


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 32)
    print(f"dates.py: {count} lines, seed {seed}", file=sys.stderr)
    for line in Cases(seed).lines(count):
        sys.stdout.write(line + "\n")
    sys.stdout.write(f"end {count}\n")


main()
