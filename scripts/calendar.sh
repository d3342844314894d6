#!/bin/sh
# What `redress agenda --format ics` writes for every pack, read by another implementation of iCalendar (the Python package icalendar) and compared with the JSON.
# Where that package can't be installed, says so and ends well.
set -eu

cd "$(dirname "$0")/.."
redress=${REDRESS:-.build/release/redress}
venv=${CALENDAR_VENV:-.build/calendar-venv}

if ! "$venv/bin/python" -c 'import icalendar' 2>/dev/null; then
    if ! { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet 'icalendar>=6,<8'; } 2>/dev/null; then
        echo "skipped: the Python package icalendar can't be installed here"
        exit 0
    fi
fi
"$venv/bin/python" scripts/calendar_check.py "$redress"
