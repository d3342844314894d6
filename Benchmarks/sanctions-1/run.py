#!/usr/bin/env python3
"""One policy on Redress and on every peer that is there: first whether all agree on 20,000 records, then records a second on one core.

run.py --redress PROGRAM --sanctions FOLDER --peers FOLDER [--records N] [--rounds N] [--only NAME ...]

All read the same lines of JSON from a file and write JSON: to files when they are compared, to /dev/null when they are timed, as the file system's time is
nobody's. A figure is records by the processor time of the process, user and system. A peer repeats the job in one process and its later repetitions count,
when it has started, compiled and warmed up. Redress runs as a whole process each time; what a run over one record takes is taken off, and the figure of the
whole process is shown beside it. Redress's runs stand between those of the peers, so that a machine whose speed drifts is fair to all; the median counts.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import measuring  # noqa: E402

CHECKED = 20_000
AS_OF = "2024-06-30"
# What Redress is to come to, lean and with whole decisions, times the best of the peers named.
LIMITS = [
    ("C++ on simdjson", ["cpp"], 0.5, 0.25),
    ("DuckDB", ["duckdb"], 2.5, None),
    ("Python and orjson", ["python"], 7, None),
    ("Drools at its best", ["drools-pool", "drools-stateless"], 10, None),
    ("GoRules Zen", ["zen"], 25, None),
]


class Peer:
    """A program of the workload: how it is called, over how many records, how often, and how many of its last repetitions count."""

    def __init__(self, name, label, command, records=1.0, repeats=4, counted=3, module=None, files=(), mode=()):
        self.name, self.label, self.command, self.records = name, label, command, records
        self.repeats, self.counted, self.module, self.files, self.mode = repeats, counted, module, files, mode


def peers_of(options):
    python = str(options.peers / "venv/bin/python")

    def scripted(name, label, module, **more):
        return Peer(name, label, [python, str(options.sanctions / f"peer_{name}.py"), "IN", "OUT"], module=module, **more)

    def java(*more):
        path = options.peers / "drools_cp"
        classes = path.read_text().strip() if path.exists() else ""
        return ["java", "-XX:+UseSerialGC", "-Xmx512m", "-cp", classes, "sanctions.Main", "IN", "OUT", "--drl", str(options.sanctions / "drools/policy.drl"), *more]

    return [
        Peer("cpp", "C++ on simdjson, by hand", [str(options.peers / "peer_cpp"), "IN", "OUT"], repeats=11, counted=9, files=["peer_cpp"]),
        Peer("java", "Java and Jackson, by hand", java(), repeats=9, counted=5, files=["drools_cp"], mode=("--mode", "java")),
        scripted("duckdb", "DuckDB, one thread", "duckdb", repeats=6, counted=5),
        scripted("python", "Python and orjson, by hand", "orjson", repeats=4),
        Peer("drools-pool", "Drools, pooled sessions", java("--session", "pool"), records=0.5, repeats=9, counted=4, files=["drools_cp"]),
        scripted("zen", "GoRules Zen", "zen", records=0.15),
        Peer("drools-stateless", "Drools, stateless sessions", java("--session", "stateless"), records=0.15, repeats=10, counted=4, files=["drools_cp"]),
        scripted("cel", "CEL (Rust)", "cel", records=0.15),
        scripted("clips", "CLIPS", "clips", records=0.15),
        scripted("regorus", "regorus", "regorus", records=0.1),
        scripted("opa", "OPA", "orjson", records=0.05, files=["dl/opa_golib"]),
        scripted("regopy", "rego-cpp", "regopy", records=0.01),
    ]


class Bench:
    def __init__(self, options):
        self.options = options
        self.out = options.peers / "out.jsonl"
        self.env = {**os.environ, "PEERS": str(options.peers), "PYTHONDONTWRITEBYTECODE": "1"}

    def records(self, count):
        """The file of the first records, made when it isn't there."""
        path = self.options.peers / f"data/cases-{count}.jsonl"
        if not path.exists():
            whole = self.options.peers / f"data/cases-{self.options.records}.jsonl"
            if count >= self.options.records:
                subprocess.run([sys.executable, str(self.options.sanctions / "gen.py"), str(count), str(path)], check=True)
            else:
                with open(whole, "rb") as source, open(path, "wb") as part:
                    for _ in range(count):
                        part.write(source.readline())
        return path

    def once(self, command):
        return measuring.run(measuring.on_one_core(command), env=self.env, cwd=self.options.peers)

    # Redress

    def redress(self, records, lean, out=os.devnull):
        return self.once(
            [str(self.options.redress), "run", "--pack", str(HERE / "policy"), "--records", str(records), "--as-of", AS_OF, "--jobs", "1",
             "-o", str(out)] + (["--lean"] if lean else [])).processor

    # Peers

    def is_there(self, peer):
        if any(not (self.options.peers / file).exists() for file in peer.files):
            return False
        python = str(self.options.peers / "venv/bin/python")
        return peer.module is None or subprocess.run([python, "-c", f"import orjson, {peer.module}"], capture_output=True).returncode == 0

    def run_peer(self, peer, records, repeats, out=os.devnull):
        command = [str(records) if part == "IN" else str(out) if part == "OUT" else part for part in peer.command]
        said = self.once(command + ["--reps", str(repeats), *peer.mode]).said
        return [json.loads(line) for line in said.splitlines() if line.startswith("{")]

    def time_peer(self, peer):
        """Records a second of each repetition that counts."""
        count = max(2000, int(self.options.records * peer.records))
        seconds = [row["cpu"] for row in self.run_peer(peer, self.records(count), peer.repeats)][-peer.counted:]
        return [count / second for second in seconds]

    # The whole

    def agree(self, expected, what, count):
        said = subprocess.run([sys.executable, str(HERE / "agree.py"), str(expected), str(self.out), str(count)], capture_output=True, text=True)
        print(f"  {what:<32} {said.stdout.strip().splitlines()[-1] if said.stdout else said.stderr.strip()[-200:]}", flush=True)
        if said.returncode != 0:
            print(said.stdout + said.stderr)
        return said.returncode == 0

    def check(self, present):
        """Whether all agree. The peers that don't are left out of the table; that Redress doesn't is fatal."""
        checked = min(CHECKED, self.options.records)
        self.records(self.options.records)
        records = self.records(checked)
        expected = self.options.peers / "data/expected.jsonl"
        good = []
        for peer in sorted(present, key=lambda peer: peer.name != "python"):
            count = checked if peer.records > 0.02 else min(2000, checked)
            try:
                self.run_peer(peer, self.records(count), 1, self.out)
            except RuntimeError as fault:
                print(f"  {peer.label:<32} doesn't run: {fault}")
                continue
            if not good:
                expected.write_bytes(self.out.read_bytes())
                print(f"  {peer.label:<32} is what the others are compared with")
                good.append(peer)
            elif self.agree(expected, peer.label, count):
                good.append(peer)
        if not good:
            print("  no peer is there: nothing to compare with")
            return []
        for lean in (True, False):
            self.redress(records, lean, self.out)
            if not self.agree(expected, f"Redress, {'lean' if lean else 'whole decisions'}", checked):
                sys.exit("Redress says something else than the peers")
        return [peer for peer in present if peer in good]

    def time(self, present):
        count = self.options.records
        records, one = self.records(count), self.records(1)
        starts = [self.redress(one, True) for _ in range(7)]
        whole = {True: [], False: []}
        speeds = {peer.name: [] for peer in present}

        def turn():
            for lean in (True, False):
                whole[lean].append(self.redress(records, lean))

        for number in range(self.options.rounds):
            turn()
            for peer in present:
                # The slow ones have one turn each, in different rounds.
                slow = present.index(peer) % self.options.rounds if peer.records < 1 else number
                if slow == number:
                    speeds[peer.name] += self.time_peer(peer)
        turn()
        start = statistics.median(starts)
        process = {lean: count / statistics.median(whole[lean]) for lean in whole}
        steady = {lean: count / (statistics.median(whole[lean]) - start) for lean in whole}
        return start, process, steady, {name: statistics.median(list_) for name, list_ in speeds.items()}


def table(options, present, absent, start, process, steady, speeds):
    print(f"\nsanctions-1, {options.records} records, one core, JSON text to JSON text, records by second of processor time")
    print(f"{'':<34}{'records/s':>12}{'lean is':>12}{'full is':>12}")
    for lean, name in ((True, "lean"), (False, "whole decisions")):
        print(f"{'Redress, ' + name:<34}{steady[lean]:>12,.0f}   ({process[lean]:,.0f} with its start, {start * 1000:.0f} ms)")
    for peer in sorted(present, key=lambda peer: -speeds[peer.name]):
        speed = speeds[peer.name]
        print(f"{peer.label:<34}{speed:>12,.0f}{steady[True] / speed:>11.2f}x{steady[False] / speed:>11.2f}x")
    if absent:
        print(f"left out, as not there: {', '.join(peer.label for peer in absent)}")
    print(f"\n{'limit':<34}{'at least':>12}{'measured':>12}")
    for label, names, lean, full in LIMITS:
        known = [speeds[name] for name in names if name in speeds]
        for wanted, is_lean in ((lean, True), (full, False)):
            if wanted is None:
                continue
            what = f"{label}, {'lean' if is_lean else 'whole decisions'}"
            if not known:
                print(f"{what:<34}{wanted:>11}x{'not there':>12}")
                continue
            measured = steady[is_lean] / max(known)
            print(f"{what:<34}{wanted:>11}x{measured:>11.2f}x   {measuring.verdict(measured >= wanted)}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--redress", type=Path, required=True)
    parser.add_argument("--sanctions", type=Path, required=True)
    parser.add_argument("--peers", type=Path, required=True)
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*")
    options = parser.parse_args()
    for name in ("redress", "sanctions", "peers"):
        setattr(options, name, getattr(options, name).resolve())
    (options.peers / "data").mkdir(parents=True, exist_ok=True)
    bench = Bench(options)
    every = [peer for peer in peers_of(options) if not options.only or peer.name in options.only]
    present = [peer for peer in every if bench.is_there(peer)]
    absent = [peer for peer in every if peer not in present]
    print(f"sanctions-1: do they agree on the first {min(CHECKED, options.records)} records?")
    agreeing = bench.check(present)
    absent += [peer for peer in present if peer not in agreeing]
    table(options, agreeing, absent, *bench.time(agreeing))


if __name__ == "__main__":
    main()
