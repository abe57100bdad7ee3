#!/usr/bin/env bash
# Starts the demo three times on one folder (fresh, after a clean stop, after kill -9) and says how long each took until its
# first new forecast was stored, and how much memory all its processes held then (sum of PSS). Linux only.
#
#   bench/starts.sh [folder]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${1:-$(mktemp -d)}/data
log=$folder/logs/freeflow.log
pid=

family() { # a process and all it started
    local child
    echo "$1"
    for child in $(pgrep -P "$1" || true); do family "$child"; done
}

pss() { # of the JVM and of PostgreSQL, MiB
    local one sum=0 kib
    for one in $(family "$pid" | sort -u; family "$(head -n 1 "$folder/postgres/data/postmaster.pid")" | sort -u); do
        kib=$(awk '/^Pss:/ {print $2}' "/proc/$one/smaps_rollup" 2>/dev/null || echo 0)
        sum=$((sum + ${kib:-0}))
    done
    echo $((sum / 1024))
}

firsts() { # how many starts have had their first new forecast
    cat "$log" 2>/dev/null | grep -c 'first new forecast' || true
}

start() { # name of the start
    local before line
    before=$(firsts)
    "$root/freeflow" demo --port 0 --data-dir "$folder" >"$folder.out" 2>&1 &
    pid=$!
    while [ "$(firsts)" = "$before" ]; do
        kill -0 "$pid" 2>/dev/null || { cat "$folder.out"; exit 1; }
        sleep 0.2
    done
    line=$(grep 'first new forecast' "$log" | tail -n 1)
    printf '%-22s first new forecast after %s s, PSS %s MiB\n' "$1" "$(sed 's/.*stored \([0-9.]*\) s.*/\1/' <<<"$line")" "$(pss)"
}

"$root/freeflow" build
start 'first start'
sleep 20
printf '%-22s PSS %s MiB\n' '20 s later' "$(pss)"
stopping=$(date +%s%N)
kill -TERM "$pid"; wait "$pid" || true
printf '%-22s %s ms\n' 'a clean stop took' $((($(date +%s%N) - stopping) / 1000000))
start 'after a clean stop'
kill -9 "$pid"; wait "$pid" 2>/dev/null || true
start 'after kill -9'
kill -TERM "$pid"; wait "$pid" || true
