#!/bin/bash
# How long commands take, whole process, warm disk, AOT cache made: `slipway --version`, `slipway assess` of a repository of
# 1,000 files, opening the history (`slipway status`). Needs hyperfine. Usage: bench/start.sh
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'SLIPWAY_HOME=$work/home ./slipway stop --all >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
export SLIPWAY_HOME=$work/home

# A repository of 1,000 files: the shop, and packages of small Java, JavaScript and YAML files.
mkdir "$work/repo"
cp -r examples/shop/. "$work/repo"
rm -rf "$work/repo"/*/target
for i in $(seq 1 320); do
  d=$work/repo/web/src/main/java/shop/gen$((i % 20))
  mkdir -p "$d" "$work/repo/ui/src" "$work/repo/deploy"
  printf 'package shop.gen%d;\n\n/** Generated. */\npublic final class C%d {\n%s}\n' $((i % 20)) "$i" \
    "$(for j in $(seq 1 40); do echo "    int f$j() { return $j; }"; done)" >"$d/C$i.java"
  printf 'export const c%d = () => %d;\n%.0s' "$i" "$i" $(seq 1 30) >"$work/repo/ui/src/c$i.js"
  printf 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c%d}\ndata: {k: v}\n' "$i" >"$work/repo/deploy/c$i.yaml"
done
echo "files: $(find "$work/repo" -type f | wc -l)"
SLIPWAY_AOT=wait ./slipway --version >/dev/null
./slipway assess "$work/repo" >/dev/null
./slipway status >/dev/null
hyperfine --warmup 2 --runs 10 -N "./slipway --version" "./slipway assess $work/repo" "./slipway check $work/repo" \
  "./slipway status" | grep -E "Benchmark|Time|Range"
