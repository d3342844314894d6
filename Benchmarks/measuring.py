"""Running commands and seeing what they cost: shared by the benchmarks that are written in Python."""
import os
import shutil
import subprocess
import time
from dataclasses import dataclass


@dataclass
class Cost:
    """What a process took."""

    processor: float  # seconds, user and system
    wall: float  # seconds
    memory: float  # MB, the most it held at a time
    said: str  # what it wrote to standard error


def on_one_core(command):
    return (["taskset", "-c", "0"] if shutil.which("taskset") else []) + command


def run(command, *, fed_by=None, env=None, cwd=None, codes=(0,)):
    """Runs a command to its end, its output thrown away; what another command writes is its input where one is given."""
    feeder = subprocess.Popen(fed_by, stdout=subprocess.PIPE) if fed_by else None
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=feeder.stdout if feeder else subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env, cwd=cwd)
    if feeder:
        feeder.stdout.close()
    said = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if feeder:
        feeder.wait()
    if process.returncode not in codes:
        raise RuntimeError(f"{' '.join(map(str, command[:4]))} … ended with {process.returncode}: {said.strip()[-400:]}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, said)


def verdict(reached):
    return "reached" if reached else "missed"
