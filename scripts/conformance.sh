#!/bin/sh
# FEEL against Python: scripts/conformance/decimals.py and dates.py write random operations with their results, which the program of Tests/Conformance
# works out again. A run prints its seeds; CONFORMANCE_SEED repeats one, CONFORMANCE_SHARE (0.1) shortens it.
set -eu

cd "$(dirname "$0")/.."
sh scripts/release.sh --product conformance
program="$(sh scripts/release.sh --show-bin-path)/conformance"
share=${CONFORMANCE_SHARE:-1}
seed=${CONFORMANCE_SEED:-}

python3 scripts/conformance/decimals.py ${seed:+--seed "$seed"} --share "$share" | "$program" numbers
python3 scripts/conformance/dates.py "$(python3 -c "print(int(1000000 * $share))")" ${seed:+"$seed"} | "$program" dates
