#!/usr/bin/env python3
"""The five plans over generated records with up to twelve events each, on one core: lean, and whole decisions with their history.

plans.py --redress PROGRAM --generate PROGRAM --work FOLDER [--sanctions FOLDER --peers FOLDER] [--records N] [--rounds N]

Records by processor time of the whole process: start, load, compile, run. Zhashui's plan stands beside hand-written Python on its own, smaller workload,
`sanctions-1`, where that is there: the two take turns, and the median of the ratios counts.
"""
import argparse
import statistics
import subprocess
from pathlib import Path

import measuring

PLANS = ["cn/state-council", "cn/sichuan", "cn/shaanxi/zhashui", "cn/fujian/fuzhou", "cn/liaoning/xigang"]
COMPARED = "cn/shaanxi/zhashui"
LIMIT = 4
SHARE = 5  # Of the records, so many times fewer are run in the rounds with Python.


def events(path):
    """The least, most and average number of events of the records."""
    counts = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            counts.append(line.count('"type":'))
    return min(counts), max(counts), statistics.mean(counts)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--redress", type=Path, required=True)
    parser.add_argument("--generate", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--sanctions", type=Path)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    def generated(count):
        path = options.work / f"records-{count}.jsonl"
        if not path.exists():
            with open(path, "wb") as out:
                subprocess.run([options.generate, str(count), "--seed", "7"], stdout=out, check=True)
        return path

    def decide(plan, records, lean):
        command = [str(options.redress), "run", "--pack", f"rules/{plan}", "--records", str(records), "--as-of", "2024-06-30", "--jobs", "1"]
        # Records that a plan refuses would be a fault of the generator.
        return measuring.run(measuring.on_one_core(command + ["-o", "/dev/null"] + (["--lean"] if lean else []))).processor

    records = generated(options.records)
    least, most, mean = events(records)
    print(f"five plans, {options.records} generated records with {least} to {most} events ({mean:.1f} on average), one core, records by second of processor time")
    print(f"{'':<34}{'lean':>12}{'full':>12}{'full costs':>12}")
    for plan in PLANS:
        lean, full = decide(plan, records, True), decide(plan, records, False)
        print(f"{plan:<34}{options.records / lean:>12,.0f}{options.records / full:>12,.0f}{full / lean:>11.2f}x", flush=True)

    python = options.peers / "venv/bin/python" if options.peers else None
    if not (python and python.exists() and options.sanctions and (options.sanctions / "peer_python.py").exists()):
        print("Python's workload isn't there: Zhashui's plan isn't compared with it")
        return
    count = max(1, options.records // SHARE)
    ours = generated(count)
    theirs = options.peers.resolve() / f"data/cases-{count}.jsonl"
    if not theirs.exists():
        theirs.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([str(python), str(options.sanctions / "gen.py"), str(count), str(theirs)], check=True)
    peer = [str(python), "-B", str(options.sanctions / "peer_python.py"), str(theirs), "/dev/null", "--reps", "1", "--mode", "e2e"]
    lean, full, speeds = [], [], []
    for _ in range(options.rounds):
        a, b = decide(COMPARED, ours, True), decide(COMPARED, ours, False)
        c = measuring.run(measuring.on_one_core(peer)).processor
        lean.append(c / a)
        full.append(c / b)
        speeds.append(count / c)
    ratio = statistics.median(lean)
    print(f"Python and orjson, sanctions-1    {statistics.median(speeds):>12,.0f}")
    print(
        f"Zhashui is {ratio:.2f} times that lean, {statistics.median(full):.2f} times with whole decisions ({count} records, {options.rounds} rounds);"
        f" at least {LIMIT}: {measuring.verdict(ratio >= LIMIT)}")


if __name__ == "__main__":
    main()
