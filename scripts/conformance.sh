#!/bin/sh
# FEEL against Python: each scripts/conformance/SUITE.py writes operations with their results, which the program of Tests/Conformance works out again.
# CONFORMANCE_LINES says how many of each suite (a million). A run prints its seeds; with CONFORMANCE_SEED set it is the same again.
set -eu

cd "$(dirname "$0")/.."
swift build -c release --product conformance
program="$(swift build -c release --show-bin-path)/conformance"
for script in scripts/conformance/*.py; do
    suite=$(basename "$script" .py)
    python3 "$script" "${CONFORMANCE_LINES:-1000000}" ${CONFORMANCE_SEED:-} | "$program" "$suite"
done
