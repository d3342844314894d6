#!/usr/bin/env python3
"""Compares rules/calendars/cn.yaml day by day with two maintained sources.

    python3 -m venv /tmp/calendars && /tmp/calendars/bin/pip install chinesecalendar holidays
    /tmp/calendars/bin/python scripts/holidays_check.py [FILE]

Prints each day on which the file and a source differ, and exits with 1 when there is one. Not part of CI: it needs the two packages.
"""

import datetime
import re
import sys
from importlib.metadata import version
from pathlib import Path

import chinese_calendar
import holidays

DAY = r"\d{4}-\d{2}-\d{2}"


def days(text):
    """The days of `2021-10-01..2021-10-07` and the like, in a line."""
    for first, last in re.findall(rf"({DAY})(?:\.\.({DAY}))?", text):
        day = datetime.date.fromisoformat(first)
        end = datetime.date.fromisoformat(last or first)
        while day <= end:
            yield day
            day += datetime.timedelta(1)


def calendar(path):
    """Years, holidays and workdays of the file; its lines are regular enough to do without a YAML reader."""
    years, off, work = [], set(), set()
    for line in Path(path).read_text(encoding="utf-8").partition("\nyears:\n")[2].splitlines():
        if found := re.fullmatch(r"  (\d{4}):", line):
            years.append(int(found[1]))
        elif line.startswith("    workdays:"):
            work.update(days(line))
        elif line.startswith("      "):
            off.update(days(line))
    return years, off, work


def main():
    default = Path(__file__).resolve().parent.parent / "rules/calendars/cn.yaml"
    years, off, work = calendar(sys.argv[1] if len(sys.argv) > 1 else default)
    china = holidays.China(years=years)
    differences = 0
    for year in years:
        day = datetime.date(year, 1, 1)
        while day.year == year:
            works = day in work or (day not in off and day.weekday() < 5)
            for name, other in (
                ("chinesecalendar", chinese_calendar.is_workday(day)),
                ("holidays", china.is_working_day(day)),
            ):
                if works != other:
                    differences += 1
                    print(f"{day}: {'work' if works else 'off'} here, {'work' if other else 'off'} in {name}")
            day += datetime.timedelta(1)
    print(
        f"{len(years)} years, {differences} differences "
        f"(chinesecalendar {version('chinesecalendar')}, holidays {version('holidays')})"
    )
    return 1 if differences or not years else 0


if __name__ == "__main__":
    sys.exit(main())
