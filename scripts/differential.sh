#!/bin/sh
# Printed trees read again, and the fast evaluators against the plain ones of the tests, in release: REDRESS_TRIALS random expressions and as many random packs and cases
# (default 200,000), and what must hold however a case is asked about. Others at every run; to run a failure again, set REDRESS_SEED to the seed it printed.
set -eu

cd "$(dirname "$0")/.."
REDRESS_TRIALS=${REDRESS_TRIALS:-200000}
REDRESS_SEED=${REDRESS_SEED:-$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}
export REDRESS_TRIALS REDRESS_SEED

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
# Out of the way of the debug build: optimized tests need the sources built for testing.
swift test -c release -Xswiftc -enable-testing --scratch-path "${DIFFERENTIAL_SCRATCH:-.build-differential}" --filter 'Differential|SyntaxRoundTrip|KnowledgeTests|ShiftedDaysTests|DayByDayTests|StoredAndSplitTests' \
    >"$log" 2>&1 || status=$?
cat "$log"
echo
echo "seeds:"
grep -i 'seed' "$log" || { echo "no differential test has run" >&2; exit 1; }
exit "$status"
