#!/bin/sh
# `make bench-scale`: what it costs as rules, layers, events, records and cores grow, each beside its limit. BENCH_WORK is the folder for what is made.
set -eu
cd "$(dirname "$0")/../.."
if [ -z "${BENCH_REDRESS:-}" ]; then
    sh scripts/release.sh --product redress
    sh scripts/release.sh --product generate-records
fi
exec python3 Benchmarks/scale/run.py --redress "${BENCH_REDRESS:-.build/release/redress}" --generate "${BENCH_GENERATE:-.build/release/generate-records}" \
    --work "${BENCH_WORK:-.build/bench}/scale" "$@"
