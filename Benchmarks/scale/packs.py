"""Packs of any size, made for the benchmarks: written to a folder beside a copy of the real ones, so that they extend them and use their vocabulary."""
import shutil
from pathlib import Path

AREAS = ["general", "procurement", "ppp", "bidding", "investment", "debt", "arrears", "statistics", "grassroots"]
KINDS = ["government", "department", "town", "subdistrict", "village-committee", "public-institution", "civil-servant", "enterprise"]
RESTRICTIONS = ["honours-disqualification", "appraisal-restriction", "joint-sanction", "blacklist", "project-restriction", "funding-restriction"]
OBLIGATIONS = ["written-explanation", "rectification"]
# No generated record has them.
ELSEWHERE_KIND = "community"
ELSEWHERE_AREA = "grassroots"


def copy_rules(rules: Path, folder: Path) -> Path:
    """The real packs, to extend; calendars and vocabularies with them."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(rules, folder)
    return folder


def condition(number, area):
    return f'breach.area = "{area}" and breach.loss >= {1000 + number * 7 % 900_000} and breach.impact in ("{"major" if number % 2 else "moderate"}", "severe")'


def rule(number, kind, area):
    """A rule as plans have them: for one kind of subject, on a condition over area, loss and impact, with a term or a due day."""
    if number % 3:
        measure = RESTRICTIONS[number % len(RESTRICTIONS)]
        term = f'for: \'@"P{1 + number % 36}M"\''
    else:
        measure = OBLIGATIONS[number % len(OBLIGATIONS)]
        term = f"due: 'breach.recorded + @\"P{1 + number % 90}D\"'"
    applies = f"applies to: {kind}, " if kind else ""
    return f"  rule {number}: {{clause: c-{number % 500}, {applies}when: '{condition(number, area)}', then: [{{impose: {measure}, {term}}}]}}\n"


def write_rules(folder: Path, count: int, place, files=20):
    """`count` rules over some files; `place` gives the kind of subject and the area of each."""
    share = -(-count // files)
    for file in range(files):
        numbers = range(file * share, min(count, (file + 1) * share))
        if numbers:
            text = "rules:\n" + "".join(rule(number, *place(number)) for number in numbers)
            (folder / f"made-{file}.yaml").write_text(text, encoding="utf-8")


def clauses(count):
    return "".join(f"  c-{number}: {{cite: made {number}, class: operative, zh: 示例, en: made up}}\n" for number in range(min(500, count)))


def whole_pack(root: Path, count: int) -> Path:
    """A pack of its own with that many rules, for every kind and area."""
    folder = root / "cn" / f"made-{count}"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(
        f"pack: cn.made-{count}\ntitle: {{zh: 示例, en: made up}}\ninstrument: {{number: made-{count}}}\njurisdiction: 示例\nin force: {{from: 2016-01-01}}\n"
        "vocabulary: integrity\nmonth ends: last day\n", encoding="utf-8")
    (folder / "clauses.yaml").write_text("clauses:\n" + clauses(count), encoding="utf-8")
    write_rules(folder, count, lambda number: (KINDS[number % len(KINDS)], AREAS[number // len(KINDS) % len(AREAS)]))
    return folder


def extended(root: Path, base: str, name: str, count: int, place) -> Path:
    """A pack that extends a real one by that many rules."""
    folder = root / base / name
    folder.mkdir(parents=True)
    upper = base.replace("/", ".")
    (folder / "pack.yaml").write_text(
        f"pack: {upper}.{name}\ntitle: {{zh: 示例, en: made up}}\ninstrument: {{number: {name}}}\njurisdiction: 示例\nin force: {{from: 2016-01-01}}\nextends: {upper}\n",
        encoding="utf-8")
    (folder / "clauses.yaml").write_text("clauses:\n" + clauses(max(1, count)), encoding="utf-8")
    write_rules(folder, count, place)
    return folder


def elsewhere(number):
    """Half of the rules for other subjects, half for the same subjects in another area."""
    return (ELSEWHERE_KIND, AREAS[number % len(AREAS)]) if number % 2 else (KINDS[number % len(KINDS)], ELSEWHERE_AREA)


def chain(root: Path, base: str, depth: int, count: int) -> Path:
    """Packs that extend each other, each with a share of the rules; the lowest one's folder."""
    folder, upper = root / base, base.replace("/", ".")
    for level in range(depth):
        name = f"level-{depth}-{level}"
        folder = folder / name
        folder.mkdir()
        (folder / "pack.yaml").write_text(
            f"pack: {upper}.{name}\ntitle: {{zh: 示例, en: made up}}\ninstrument: {{number: {name}}}\njurisdiction: 示例\nin force: {{from: 2016-01-01}}\nextends: {upper}\n",
            encoding="utf-8")
        (folder / "clauses.yaml").write_text("clauses:\n" + clauses(1), encoding="utf-8")
        share = range(level * count // depth, (level + 1) * count // depth)
        text = "".join(rule(number, *elsewhere(number)).replace(f"c-{number % 500},", "c-0,") for number in share)
        if text:
            (folder / "made.yaml").write_text("rules:\n" + text, encoding="utf-8")
        upper = f"{upper}.{name}"
    return folder
