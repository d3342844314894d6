#!/bin/sh
# Records a second on one core: Zhashui's pack over 200,000 generated records, from JSON text to JSON text; and, where the workload `sanctions-1`
# is at hand (SANCTIONS=FOLDER, else ../shared/bench/sanctions-1), its Python baseline on its own records in the same run.
#
# Redress runs twice: lean, which writes just what the baseline writes (each measure with its status and dates), so the two compare; and with
# whole decisions, with the clauses and the history of each measure, which the baseline has nothing like. All write to /dev/null: the file
# system's time is left out on both sides. They take turns, so that a machine whose speed drifts is fair to all; the median of the ratios is
# what to quote.
set -eu
cd "$(dirname "$0")/.."
count=${BENCH_RECORDS:-200000}
rounds=${BENCH_ROUNDS:-5}
work=${BENCH_WORK:-.build/bench}
sanctions=${SANCTIONS:-../shared/bench/sanctions-1}
mkdir -p "$work"

sh scripts/release.sh --product redress
sh scripts/release.sh --product generate-records
ours="$work/records-$count.jsonl"
[ -f "$ours" ] || .build/release/generate-records "$count" --seed 7 >"$ours"

pin=""
command -v taskset >/dev/null 2>&1 && pin="taskset -c 0"

python=""
if [ -f "$sanctions/peer_python.py" ] && command -v python3 >/dev/null 2>&1; then
    if python3 -c 'import orjson' 2>/dev/null; then python=python3
    elif python3 -m venv "$work/venv" 2>/dev/null && "$work/venv/bin/pip" install -q orjson 2>/dev/null; then python="$work/venv/bin/python"
    fi
fi
if [ -n "$python" ]; then
    theirs="$work/sanctions-$count.jsonl"
    [ -f "$theirs" ] || "$python" "$sanctions/gen.py" "$count" "$theirs"
else
    echo "the Python baseline is left out: no workload at $sanctions, or no orjson"
fi

# Seconds of processor time (user and system) of a command, all of the process: start, load, compile, run.
seconds() {
    { TIMEFORMAT='%U %S'; bash -c "TIMEFORMAT='%U %S'; time $1 >/dev/null 2>/dev/null" 2>&1; } | awk '{print $1 + $2}'
}

decide="$pin .build/release/redress run --pack rules/cn/shaanxi/zhashui --records $ours --as-of 2024-06-30 --jobs 1 -o /dev/null"
baseline="$pin $python $sanctions/peer_python.py ${theirs:-} /dev/null --reps 1 --mode e2e"
: >"$work/rounds"
i=0
while [ $i -lt "$rounds" ]; do
    i=$((i + 1))
    lean=$(seconds "$decide --lean")
    full=$(seconds "$decide")
    if [ -n "$python" ]; then b=$(seconds "$baseline"); else b=0; fi
    echo "$lean $full $b" >>"$work/rounds"
done
awk -v n="$count" '
    {
        lean[NR] = n / $1; full[NR] = n / $2
        if ($3 > 0) { theirs[NR] = n / $3; leanRatio[NR] = $3 / $1; fullRatio[NR] = $3 / $2 }
    }
    function median(list, count,   i, j, t, sorted) {
        for (i = 1; i <= count; i++) sorted[i] = list[i]
        for (i = 1; i <= count; i++) for (j = i + 1; j <= count; j++) if (sorted[j] < sorted[i]) { t = sorted[i]; sorted[i] = sorted[j]; sorted[j] = t }
        return count % 2 ? sorted[(count + 1) / 2] : (sorted[count / 2] + sorted[count / 2 + 1]) / 2
    }
    END {
        printf "%-52s %12s\n", "one core, JSON text to JSON text, whole process", "records/s"
        printf "%-52s %12d\n", "Redress, Zhashui, lean, " n " records", median(lean, NR)
        printf "%-52s %12d\n", "Redress, Zhashui, full decisions, " n " records", median(full, NR)
        if (length(theirs)) {
            printf "%-52s %12d\n", "Python and orjson, sanctions-1, " n " records", median(theirs, NR)
            printf "ratio, median of %d rounds: lean %.2f, full %.2f\n", NR, median(leanRatio, NR), median(fullRatio, NR)
        }
    }' "$work/rounds"
