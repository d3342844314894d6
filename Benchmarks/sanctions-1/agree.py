#!/usr/bin/env python3
"""agree.py EXPECTED ACTUAL [COUNT]: whether two engines say the same of the first COUNT records of `sanctions-1`.

Either file may hold what the other engines write or decisions of Redress, lean or whole, which are told by their first record. Redress
gives the breach's grade as an entry, and calls some statuses by other words. Records are compared by id, measures whatever their order.
"""
import itertools
import json
import sys

GRADES = {"serious", "ordinary"}
DUTIES = {"writtenExplanation", "rectification"}
# What the workload calls a status of Redress; of what is owed and of what is to be published two are called otherwise.
WORDS = {"in-force": "active", "revoked": "exempted"}
DUTY_WORDS = {"lifted": "fulfilled"}
NOTICE_WORDS = {"overdue": "published"}


def of_peer(record):
    """The grade, and of each measure its name, status, start and end."""
    measures = [(m["measure"], m["status"], m["from"], m.get("until"), m.get("due")) for m in record["measures"]]
    return record["id"], record["grade"], sorted(measures, key=str)


def of_redress(decision):
    listed = decision["measures"]
    entered = {m["measure"] for m in listed}
    grades = entered & GRADES
    if len(grades) != 1:
        raise ValueError(f"{decision['record']}: grades {sorted(grades)}")
    if any(decision.get(part) for part in ("options", "undetermined", "conflicts")):
        raise ValueError(f"{decision['record']}: something is open, undetermined or in conflict")
    measures = []
    for m in listed:
        name, status = m["measure"], m["status"]
        if name in GRADES or name == "lightened":
            continue
        words = DUTY_WORDS if name in DUTIES else NOTICE_WORDS if name == "publish" else WORDS
        status = words.get(status, status)
        # That the restrictions of a record are lightened is an entry as well.
        if status == "active" and m["until"] and "lightened" in entered:
            status = "lightened"
        measures.append((name, status, m["from"], m["until"], m["due"]))
    return decision["record"], grades.pop(), sorted(measures, key=str)


def read(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield of_redress(record) if "record" in record else of_peer(record)


def main():
    expected, actual = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else None
    compared = differing = 0
    for want, got in itertools.islice(itertools.zip_longest(read(expected), read(actual)), count):
        compared += 1
        if want != got:
            differing += 1
            if differing <= 3:
                print(f"record {compared} differs:\n  {expected}: {want}\n  {actual}: {got}")
    print(f"{compared} records compared, {differing} differ")
    return 1 if differing or compared == 0 or (count and compared < count) else 0


if __name__ == "__main__":
    sys.exit(main())
