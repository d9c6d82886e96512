#!/bin/bash
# How fast and how right `check` is: cold process (wall and processor time, memory), warm process, one changed file under
# --watch, two runs compared, and the score on labelled samples. Needs GNU time, python3, JAVA_HOME and, beside the checkout or in
# SHARED, corpora/misconfigurations and tools/score_check.py. Usage: bench/check.sh
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${SHARED:-../shared}
samples=$shared/corpora/misconfigurations/samples
java=${JAVA_HOME:?set it to a JDK 25}/bin/java
work=$(mktemp -d)
watcher=
trap '[ -z "$watcher" ] || kill "$watcher" 2>/dev/null || true; rm -rf "$work"' EXIT
export SLIPWAY_HOME=$work/home
SLIPWAY_AOT=wait ./slipway --version >/dev/null
files=$(find "$samples" -type f | wc -l)

for run in 1 2 3 4 5; do
  /usr/bin/time -o "$work/time" -f "%e %U %S %M" \
    ./slipway check "$samples" --no-cache --sarif "$work/$run.sarif" >/dev/null || true
  tail -n 1 "$work/time" | awk -v n="$files" -v r="$run" '{ cpu = $2 + $3
    printf "cold %d: %.2f s, %.0f files a second; %.2f s of processor (%.0f files a second on 2 cores at best); %d MB\n", \
      r, $1, n / $1, cpu, 2 * n / cpu, $4 / 1024 }'
done
cmp "$work/1.sarif" "$work/2.sarif" && echo "two runs: the same bytes"
"$java" -XX:+UseSerialGC -Xmx512m -cp target/slipway.jar bench/CheckWarm.java "$samples" 20

# A repository of 1,000 files, one of which changes.
mkdir "$work/repo"
for i in $(seq 1 500); do
  mkdir -p "$work/repo/deploy$((i % 20))"
  printf 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c%d}\ndata: {k: v}\n' "$i" >"$work/repo/deploy$((i % 20))/c$i.yaml"
  printf 'export const c%d = () => %d;\n%.0s' "$i" "$i" $(seq 1 30) >"$work/repo/c$i.js"
done
./slipway check "$work/repo" --watch >"$work/watch" &
watcher=$!
until grep -q ' ms$' "$work/watch"; do sleep 0.2; done
for i in $(seq 1 40); do
  echo "# $i" >>"$work/repo/deploy1/c1.yaml"
  sleep 0.25
done
grep 'c1.yaml.* ms$' "$work/watch" | tail -n 20 | awk '{ print $(NF - 1) }' | sort -n |
  awk '{ t[NR] = $1 } END { printf "watch: median %d ms, worst %d ms of the last %d changes, and 8 ms of quiet before\n", t[int((NR + 1) / 2)], t[NR], NR }'

python3 "$shared/tools/score_check.py" "$shared/corpora/misconfigurations/manifest.jsonl" "$work/1.sarif"
