#!/bin/bash
# How long pipelines take, whole process, AOT cache made: 100 trivial jobs, a chain of 100 jobs, the wave case (fast 0.1 s and
# slow 6 s, then 6 s that need only the fast one), next to the bare loop of 100 shells. Processor time of the first is printed
# too, less that of a run of one job. Usage: bench/run.sh [SLIPWAY]   (default ./slipway)
set -euo pipefail
cd "$(dirname "$0")/.."
slipway=${1:-$PWD/slipway}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SLIPWAY_HOME=$work/home
TIMEFORMAT='%R s wall, %U user, %S system'

repo() { # NAME LINES...
  mkdir -p "$work/$1/.github/workflows"
  (cd "$work/$1" && git init -q -b main . && cat >.github/workflows/w.yml && git add -A &&
    git -c user.email=a@example.org -c user.name=a commit -qm x)
}
{ echo "on: push"; echo "jobs:"; echo "  a: {runs-on: ubuntu-latest, steps: [{run: echo hello}]}"; } | repo one
{ echo "on: push"; echo "jobs:"
  for i in $(seq 100); do echo "  j$i: {runs-on: ubuntu-latest, steps: [{run: echo hello $i}]}"; done; } | repo hundred
{ echo "on: push"; echo "jobs:"; echo "  j1: {runs-on: ubuntu-latest, steps: [{run: echo hello}]}"
  for i in $(seq 2 100); do
    echo "  j$i: {needs: j$((i - 1)), runs-on: ubuntu-latest, steps: [{run: echo hello $i}]}"
  done; } | repo chain
{ echo "on: push"; echo "jobs:"
  echo "  fast: {runs-on: ubuntu-latest, steps: [{run: sleep 0.1}]}"
  echo "  slow: {runs-on: ubuntu-latest, steps: [{run: sleep 6}]}"
  echo "  after-fast: {needs: fast, runs-on: ubuntu-latest, steps: [{run: sleep 6}]}"; } | repo wave

SLIPWAY_AOT=wait "$slipway" --version >/dev/null
uptime
for round in $(seq "${ROUNDS:-3}"); do
  echo "-- round $round"
  echo -n "bare loop of 100 shells: "
  time (for i in $(seq 100); do bash -c "echo hello $i" >/dev/null; done)
  for name in one hundred chain; do
    echo -n "$name: "
    time (cd "$work/$name" && "$slipway" run >/dev/null)
  done
done
echo -n "wave: "
time (cd "$work/wave" && "$slipway" run >/dev/null)
