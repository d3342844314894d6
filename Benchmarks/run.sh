#!/bin/sh
# `make bench`: records a second on one core, from JSON text to JSON text, in one run.
#
# 1. `sanctions-1`, one policy on Redress and on every peer that is there, beside the limits of the project.
# 2. The real packs, all five plans over generated records with up to twelve events each; Zhashui's beside hand-written Python on `sanctions-1`.
#
# The workload's description and its peers stand beside this repository (SANCTIONS=FOLDER, else ../shared/bench/sanctions-1). What is made for them, from
# PyPI and Debian, goes to BENCH_WORK (.build/bench). Peers that can't be had are named and left out. BENCH_RECORDS, BENCH_PLAN_RECORDS and
# BENCH_ROUNDS change the sizes.
set -eu
cd "$(dirname "$0")/.."
work=${BENCH_WORK:-.build/bench}
sanctions=${SANCTIONS:-../shared/bench/sanctions-1}
mkdir -p "$work"

if [ -z "${BENCH_REDRESS:-}" ]; then
    sh scripts/release.sh --product redress
    sh scripts/release.sh --product generate-records
fi
redress=${BENCH_REDRESS:-.build/release/redress}
generate=${BENCH_GENERATE:-.build/release/generate-records}

if ! command -v python3 >/dev/null 2>&1; then
    echo "the benchmarks need python3" >&2
    exit 2
fi
if [ -f "$sanctions/gen.py" ]; then
    echo "setting up the peers in $work/peers"
    sh Benchmarks/sanctions-1/setup.sh "$sanctions" "$work/peers"
    python3 Benchmarks/sanctions-1/run.py --redress "$redress" --sanctions "$sanctions" --peers "$work/peers" \
        --records "${BENCH_RECORDS:-200000}" --rounds "${BENCH_ROUNDS:-3}"
else
    echo "sanctions-1 is left out: there is no $sanctions"
fi
echo
python3 Benchmarks/plans.py --redress "$redress" --generate "$generate" --work "$work" --sanctions "$sanctions" --peers "$work/peers" \
    --records "${BENCH_PLAN_RECORDS:-1000000}" --rounds "${BENCH_ROUNDS:-3}"
