#!/usr/bin/env python3
"""What Redress costs as work grows: each line is what was measured beside what it is to stay under.

scale/run.py --redress PROGRAM --generate PROGRAM --work FOLDER [--only load rules layers events records memory starts cores writing] [--quick]

Processor time, user and system, on one core, unless said otherwise. Medians; where two things are compared they take turns.
"""
import argparse
import json
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import measuring  # noqa: E402
import packs  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent.parent
PLAN = "cn/shaanxi/zhashui"
AS_OF = "2024-06-30"
median = statistics.median


class Scale:
    def __init__(self, options):
        self.options = options
        self.work = options.work.resolve()
        self.work.mkdir(parents=True, exist_ok=True)
        self.rounds = 3 if options.quick else 5
        self.missed = []
        self.rules = packs.copy_rules(ROOT / "rules", self.work / "rules")

    # Measuring

    def generated(self, count, *more, name=None):
        path = self.work / f"{name or 'records'}-{count}.jsonl"
        if not path.exists():
            with open(path, "wb") as out:
                subprocess.run([self.options.generate, str(count), "--seed", "7", *more], stdout=out, check=True)
        return path

    def command(self, pack, records, *more):
        return [str(self.options.redress), "run", "--pack", str(pack), "--records", str(records), "--as-of", AS_OF, "-o", "/dev/null", *more]

    def decide(self, pack, records, *more):
        return measuring.run(measuring.on_one_core(self.command(pack, records, "--jobs", "1", *more)))

    def per_record(self, cases, *more):
        """Microseconds a record of each case, a pack and a file of records: what a run costs beyond one over a single record."""
        single = self.one()
        costs = [[] for _ in cases]
        for _ in range(self.rounds):
            for place, (pack, records, count) in enumerate(cases):
                start = self.decide(pack, single, *more).processor
                costs[place].append((self.decide(pack, records, *more).processor - start) / (count - 1) * 1e6)
        return [median(list_) for list_ in costs]

    def one(self):
        return self.generated(1)

    def line(self, what, measured, unit, limit=None, reached=None):
        text = f"{what:<74}{measured:>10} {unit:<10}"
        if limit is not None:
            text += f" {limit:<16} {measuring.verdict(reached)}"
            if not reached:
                self.missed.append(what)
        print(text.rstrip(), flush=True)

    # What is measured

    def load(self):
        """Packs of up to 10,000 rules, loaded and checked."""
        times = {}
        for count in (1250, 2500, 5000, 10_000):
            folder = packs.whole_pack(self.rules, count)
            runs = [measuring.run(measuring.on_one_core([str(self.options.redress), "check", str(folder)]), codes=(0, 1)) for _ in range(self.rounds)]
            if any(run.said.strip() for run in runs):
                raise RuntimeError(f"check of a made pack isn't silent: {runs[0].said[:400]}")
            times[count] = median(run.wall for run in runs)
            limit = ("< 1 s", times[count] < 1) if count == 10_000 else ()
            self.line(f"load and check {count} rules", f"{times[count]:.3f}", "s wall", *limit)
        growth = times[10_000] / times[1250]
        self.line("10,000 rules against 1,250, eight times as many", f"{growth:.2f}", "times", "<= 8 times", growth <= 8)

    def more_rules(self):
        """Rules times 10 and times 100 that apply elsewhere."""
        base = self.rules / PLAN
        count = self.resolved(base)
        tenfold = packs.extended(self.rules, PLAN, "tenfold", count * 9, packs.elsewhere)
        hundredfold = packs.extended(self.rules, PLAN, "hundredfold", count * 99, packs.elsewhere)
        for pack, factor in ((tenfold, 10), (hundredfold, 100)):
            found = self.resolved(pack)
            if found != count * factor:
                raise RuntimeError(f"{pack} has {found} rules, not {count * factor}")
        # Records to which none of them apply.
        number = 20_000 if self.options.quick else 100_000
        path = self.work / f"elsewhere-{number}.jsonl"
        kept = 0
        with open(self.generated(number), encoding="utf-8") as source, open(path, "w", encoding="utf-8") as out:
            for line in source:
                record = json.loads(line)
                if record["subject"]["kind"] != packs.ELSEWHERE_KIND and record["breach"]["area"] != packs.ELSEWHERE_AREA:
                    out.write(line)
                    kept += 1
        one, ten, hundred = self.per_record([(base, path, kept), (tenfold, path, kept), (hundredfold, path, kept)], "--lean")
        self.line(f"{PLAN}, {count} rules, lean", f"{one:.3f}", "us/record")
        self.line(f"rules x 10 that apply elsewhere, {count * 10}", f"{ten / one:.2f}", "times", "<= 1.5 times", ten / one <= 1.5)
        self.line(f"rules x 100 that apply elsewhere, {count * 100}", f"{hundred / one:.2f}", "times", "<= 1.5 times", hundred / one <= 1.5)

    def resolved(self, pack):
        """How many rules a pack has with those of the packs above."""
        said = subprocess.run([self.options.redress, "diff", str(pack), str(pack), "--format", "json"], capture_output=True, text=True)
        return len(json.loads(said.stdout)["rules"])

    def layers(self):
        """The same rules in one pack and in thirty that extend each other."""
        flat = packs.chain(self.rules, PLAN, 1, 300)
        deep = packs.chain(self.rules, PLAN, 30, 300)
        check = {}
        for name, pack in (("one pack", flat), ("thirty packs", deep)):
            check[name] = median(
                measuring.run(measuring.on_one_core(self.command(pack, self.one(), "--jobs", "1"))).wall for _ in range(self.rounds))
            self.line(f"300 rules more in {name}: one record, start and all", f"{check[name] * 1000:.1f}", "ms wall")
        number = 20_000 if self.options.quick else 100_000
        one, thirty = self.per_record([(flat, self.generated(number), number), (deep, self.generated(number), number)], "--lean")
        self.line("thirty layers against one, per record", f"{thirty / one:.2f}", "times", "<= 1.1 times", thirty / one <= 1.1)

    def events(self):
        """Histories ten times as long."""
        number = 10_000 if self.options.quick else 50_000
        short, long = self.generated(number), self.generated(number, "--histories", "10", name="histories")
        counts = [sum(line.count('"type"') for line in open(path, encoding="utf-8")) / number for path in (short, long)]
        base = self.rules / PLAN
        one, ten = self.per_record([(base, short, number), (base, long, number)], "--lean")
        factor = counts[1] / counts[0]
        self.line(f"{counts[0]:.1f} events a record, lean", f"{one:.3f}", "us/record")
        self.line(f"{counts[1]:.1f} events a record, lean", f"{ten:.3f}", "us/record")
        self.line("cost against events", f"{ten / one:.2f}", "times", f"<= {factor:.1f} times", ten / one <= factor)

    def records(self):
        """A hundred times as many records."""
        small, large = (2_000, 200_000) if self.options.quick else (10_000, 1_000_000)
        base = self.rules / PLAN
        few, many = self.per_record([(base, self.generated(small), small), (base, self.generated(large), large)], "--lean")
        self.line(f"{small} records, lean", f"{few:.3f}", "us/record")
        self.line(f"{large} records, per record against that", f"{many / few:.2f}", "times", "<= 1.1 times", many / few <= 1.1)

    def memory(self):
        """Millions of records that come through a pipe."""
        number = 500_000 if self.options.quick else 5_000_000
        generate = [str(self.options.generate), str(number), "--seed", "7"]
        for what, more in (("lean", ["--lean"]), ("whole decisions", [])):
            cost = measuring.run(self.command(self.rules / PLAN, "-", *more), fed_by=generate)
            self.line(f"{number} records from a pipe on all cores, {what}: most memory", f"{cost.memory:.0f}", "MB", "< 200 MB", cost.memory < 200)

    def starts(self):
        """From the command to the first decision."""
        for plan in (PLAN, "cn/sichuan"):
            command = self.command(self.rules / plan, self.one(), "--jobs", "1")
            measuring.run(command)
            walls = sorted(measuring.run(measuring.on_one_core(command)).wall * 1000 for _ in range(30))
            middle = median(walls)
            self.line(
                f"one record under {plan}, 30 starts ({walls[0]:.1f} to {walls[-1]:.1f} ms)", f"{middle:.1f}", "ms wall", "< 15 ms", middle < 15)

    def cores(self):
        """Two cores against one."""
        number = 200_000 if self.options.quick else 1_000_000
        records = self.generated(number)
        for what, more in (("lean", ["--lean"]), ("whole decisions", [])):
            one, two = [], []
            for _ in range(self.rounds):
                one.append(measuring.run(self.command(self.rules / PLAN, records, "--jobs", "1", *more)).wall)
                two.append(measuring.run(self.command(self.rules / PLAN, records, "--jobs", "2", *more)).wall)
            factor = median(a / b for a, b in zip(one, two))
            self.line(f"two cores against one, {number} records, {what}, by the clock", f"{factor:.2f}", "times", ">= 1.8 times", factor >= 1.8)

    def writing(self):
        """Whole decisions against lean ones."""
        number = 50_000 if self.options.quick else 200_000
        base, records = self.rules / PLAN, self.generated(number)
        lean = self.per_record([(base, records, number)], "--lean")[0]
        full = self.per_record([(base, records, number)])[0]
        self.line("whole decisions against lean ones", f"{full / lean:.2f}", "times", "<= 2 times", full / lean <= 2)


PARTS = {
    "load": Scale.load, "rules": Scale.more_rules, "layers": Scale.layers, "events": Scale.events, "records": Scale.records,
    "memory": Scale.memory, "starts": Scale.starts, "cores": Scale.cores, "writing": Scale.writing,
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--redress", type=Path, required=True)
    parser.add_argument("--generate", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--only", nargs="*", choices=list(PARTS))
    parser.add_argument("--quick", action="store_true", help="fewer records and rounds: to see that it works")
    options = parser.parse_args()
    options.redress, options.generate = options.redress.resolve(), options.generate.resolve()
    scale = Scale(options)
    for name, part in PARTS.items():
        if options.only and name not in options.only:
            continue
        print(f"\n{part.__doc__}")
        part(scale)
    shutil.rmtree(scale.rules, ignore_errors=True)
    print(f"\n{len(scale.missed)} limits missed" + "".join(f"\n  {what}" for what in scale.missed))


if __name__ == "__main__":
    main()
