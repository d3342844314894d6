#!/bin/sh
# Nanoseconds per evaluation of twelve expressions, per parse and per compilation; the three-term condition beside closures written by hand; and
# other engines of expressions, where they can be installed (FEEL_PEERS=no leaves them out).
set -eu
cd "$(dirname "$0")/../.."
work=${BENCH_WORK:-.build/bench}/feel
mkdir -p "$work"

sh scripts/release.sh --product feel-benchmark
pin=""
command -v taskset >/dev/null 2>&1 && pin="taskset -c 0"
$pin .build/release/feel-benchmark

[ "${FEEL_PEERS:-yes}" = no ] && exit 0
command -v python3 >/dev/null 2>&1 || { echo "the other engines are left out: no python3"; exit 0; }
$pin .build/release/feel-benchmark --json >"$work/redress.jsonl"
echo
$pin python3 Benchmarks/feel/peers.py "$work"
