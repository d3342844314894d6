"""Reads each pack's agenda as iCalendar with the package icalendar and compares it with the same agenda as JSON."""

import glob
import json
import os
import subprocess
import sys

from icalendar import Calendar

WINDOW = ["--from", "2016-01-01", "--to", "2035-12-31", "--as-of", "2025-06-30"]


def agenda(redress, pack, form, language):
    command = [redress, "agenda", pack, *WINDOW, "--format", form, "--lang", language]
    return subprocess.run(command, check=True, capture_output=True).stdout


def check(redress, pack, language):
    expected = json.loads(agenda(redress, pack, "json", language))
    raw = agenda(redress, pack, "ics", language)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n")), "a line is longer than 75 octets"
    calendar = Calendar.from_ical(raw)
    assert calendar["VERSION"] == "2.0" and "PRODID" in calendar
    for component in calendar.walk():
        assert not component.errors, component.errors
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    todos = {str(todo["UID"]): todo for todo in calendar.walk("VTODO")}
    assert len(events) == len(expected["items"]) and len(todos) == len(expected["undated"]), "identifiers aren't unique"
    for item in expected["items"]:
        event = events[f"{item['duty']}.{item['due'].replace('-', '')}@{expected['pack']}"]
        assert event.decoded("DTSTART").isoformat() == item["due"]
        assert (event.decoded("DTEND") - event.decoded("DTSTART")).days == 1
        compare(event, item, language)
    for item in expected["undated"]:
        compare(todos[f"{item['duty']}@{expected['pack']}"], item, language)
    return len(events), len(todos)


def compare(component, item, language):
    assert str(component["SUMMARY"]).endswith(item["label"][language]), item["label"]
    assert [str(owner) for owner in component["CATEGORIES"].cats] == item["owner"], item["owner"]
    for text in item["clauses"] + item["cooperating"]:
        assert text in str(component["DESCRIPTION"]), text
    assert component.decoded("DTSTAMP").isoformat() == "2025-06-30T00:00:00+00:00"


def main():
    redress = sys.argv[1]
    packs = sorted(os.path.dirname(path) for path in glob.glob("rules/**/pack.yaml", recursive=True))
    for pack in packs:
        for language in ("zh", "en"):
            events, todos = check(redress, pack, language)
            print(f"{pack} ({language}): {events} events and {todos} to-dos read back")


main()
