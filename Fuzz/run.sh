#!/bin/sh
# Fuzzes YAML, FEEL and JSON for FUZZ_SECONDS each (default 300); names given as arguments choose among them. What was learnt stays in
# Fuzz/corpus-*. FEEL also starts from the expressions of a conformance kit, where one is at hand (FEEL_TCK, else ../shared/tck/feel.jsonl). Stops with status 1 at the first finding, whose input is kept in Fuzz/findings.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
seconds=${FUZZ_SECONDS:-300}
scratch=${FUZZ_SCRATCH:-$here/../.build-fuzz}
[ $# -gt 0 ] || set -- yaml feel json

swift build -c release --package-path "$here" --scratch-path "$scratch"
programs=$(swift build -c release --package-path "$here" --scratch-path "$scratch" --show-bin-path)
mkdir -p "$here/findings"
# Swift's own report of a crash would come before libFuzzer's, which keeps the input.
export SWIFT_BACKTRACE=enable=no

# Seeds of the kit are made anew for each run and never stay.
kit=${FEEL_TCK:-$here/../../shared/tck/feel.jsonl}
kit_seeds=$(mktemp -d)
trap 'rm -rf "$kit_seeds"' EXIT
if [ -f "$kit" ] && command -v python3 >/dev/null 2>&1; then
    python3 "$here/kit_seeds.py" "$kit" "$kit_seeds"
fi

for target in "$@"; do
    more=""
    case $target in
    yaml) longest=4096 ;;
    feel)
        longest=512
        more=$kit_seeds
        ;;
    json) longest=4096 ;;
    *)
        echo "there is no target $target: yaml, feel or json" >&2
        exit 2
        ;;
    esac
    mkdir -p "$here/corpus-$target"
    echo "fuzzing $target for $seconds s"
    # Swift's runtime allocates some objects once and never gives them back, which isn't worth a finding.
    if ! ASAN_OPTIONS="detect_leaks=0:malloc_context_size=4${ASAN_OPTIONS:+:$ASAN_OPTIONS}" "$programs/fuzz-$target" \
        -max_total_time="$seconds" -max_len="$longest" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -dict="$here/$target.dict" -artifact_prefix="$here/findings/$target-" \
        "$here/corpus-$target" "$here/seeds/$target" ${more:+"$more"} >"$here/findings/$target.log" 2>&1; then
        tail -n 60 "$here/findings/$target.log" >&2
        found=$(sed -n 's/.*Test unit written to //p' "$here/findings/$target.log" | tail -n 1)
        echo "finding in $target; to see it again: $programs/fuzz-$target ${found:-(no input was kept)}" >&2
        exit 1
    fi
    grep -E '^(stat::|Done)' "$here/findings/$target.log"
done
