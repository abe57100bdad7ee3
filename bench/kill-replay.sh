#!/usr/bin/env bash
# Replays METR-LA twice, once undisturbed and once killed with kill -9 at two moments and started again, and compares the two closing
# accounts: every count and every score must be the same.
#
#   bench/kill-replay.sh speeds.csv.gz sensors.csv graph.csv [first kill after seconds] [second kill after seconds]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
[ $# -ge 3 ] || { sed -n '2,5p' "$0" >&2; exit 2; }
speeds=$1 sensors=$2 graph=$3
work=$(mktemp -d)

replay() { # folder
    exec "$root/freeflow" demo --feed metr-la --speeds "$speeds" --sensors "$sensors" --graph "$graph" \
        --speedup max --headless --data-dir "$work/$1"
}

account() { # everything but how fast it was
    sed -n '/^Replay of/,$p' "$1" | grep -v throughput
}

"$root/freeflow" build
(replay undisturbed) >"$work/undisturbed.out" 2>&1
for seconds in "${4:-45}" "${5:-60}"; do
    (replay killed) >"$work/killed.out" 2>&1 &
    sleep "$seconds"
    kill -9 $!
    wait $! 2>/dev/null || true
    echo "killed after $seconds s"
done
(replay killed) >"$work/killed.out" 2>&1
if diff <(account "$work/undisturbed.out") <(account "$work/killed.out"); then
    echo "the same account, killed or not:"
    account "$work/killed.out"
fi
