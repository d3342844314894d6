#!/bin/sh
# Compares numbers with Python's decimal module, over six million random operations. CONFORMANCE_SEED repeats a run, CONFORMANCE_SHARE shortens it.
set -eu

cd "$(dirname "$0")/.."
swift build -c release --product conformance
program=.build/release/conformance
seed=${CONFORMANCE_SEED:+--seed $CONFORMANCE_SEED}
share=${CONFORMANCE_SHARE:+--share $CONFORMANCE_SHARE}

# shellcheck disable=SC2086
python3 scripts/conformance/decimals.py $seed $share | "$program" numbers
