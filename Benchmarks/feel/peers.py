"""Other engines of expressions beside FEEL: peers.py WORK-FOLDER, which holds redress.jsonl.

Each engine is installed from PyPI into a virtual environment of its own and evaluates its own spelling of the same expressions, compiled once where it
can compile, called from Python. An engine that can't be had is named and left out; an expression that it has no spelling for, or can't read, is a dash.
"""
import json
import subprocess
import sys
from pathlib import Path

PEERS = [("zen-engine", "zen_peer.py"), ("common-expression-language", "cel_peer.py"), ("drools-jpy", "drools_peer.py")]
here = Path(__file__).resolve().parent / "peers"


def shorter(error):
    lines = [line for line in (error or "").strip().splitlines() if line.strip()]
    return lines[-1].strip() if lines else "it says nothing why"


def environment(work, package):
    """The Python of a virtual environment with the package; raises with a reason when there can't be one."""
    folder = work / ("venv-" + package)
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True, text=True)
    has = subprocess.run([str(python), "-m", "pip", "show", package], capture_output=True, text=True)
    if has.returncode != 0:
        subprocess.run([str(python), "-m", "pip", "install", "-q", package], check=True, capture_output=True, text=True, timeout=300)
        has = subprocess.run([str(python), "-m", "pip", "show", package], capture_output=True, text=True)
    version = next((line.split()[1] for line in has.stdout.splitlines() if line.startswith("Version:")), "?")
    return str(python), version


def main(work):
    rows = [json.loads(line) for line in (work / "redress.jsonl").read_text(encoding="utf-8").splitlines()]
    columns = [("Redress", {row["name"]: row["evaluate"] for row in rows})]
    for package, program in PEERS:
        try:
            python, version = environment(work, package)
            run = subprocess.run([python, str(here / program)], capture_output=True, text=True, timeout=300)
            if run.returncode != 0:
                print("left out: %s %s (%s)" % (package, version, shorter(run.stderr)))
                continue
            columns.append(("%s %s" % (package, version), json.loads(run.stdout)))
        except (subprocess.SubprocessError, OSError, ValueError) as error:
            print("left out: %s (%s)" % (package, shorter(getattr(error, "stderr", None) or str(error))))
    widths = [max(len(name), 10) + 2 for name, _ in columns]
    print("%-14s" % "ns, warm" + "".join(name.rjust(width) for (name, _), width in zip(columns, widths)))
    for row in rows:
        cells = [figures.get(row["name"]) for _, figures in columns]
        texts = ["-" if cell is None else "%.0f" % cell if cell >= 100 else "%.1f" % cell for cell in cells]
        print("%-14s" % row["name"] + "".join(text.rjust(width) for text, width in zip(texts, widths)))
    print("Redress is called from Swift; the others from Python, whose calls are part of their figures.")


main(Path(sys.argv[1]))
