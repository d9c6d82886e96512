#!/bin/bash
# A second `slipway ship` of the example after a one-line change, beside the bare build and test of the same tree; then load
# on the route and, a minute later, what keeper and proxy hold in memory. Needs Maven, wrk. Usage: bench/ship.sh
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
export SLIPWAY_HOME=$work/home
trap './slipway stop --all >/dev/null 2>&1 || true; chmod -R u+w "$work"; rm -rf "$work"' EXIT

seconds() { date +%s.%N; }
since() { echo "$(seconds) - $1" | bc; }
change() { sed -i "s/listening on port/listening  on port/" "$work"/shop/web/src/main/java/shop/web/*.java; }

cp -r examples/shop "$work/shop"
SLIPWAY_AOT=wait ./slipway --version >/dev/null
./slipway ship "$work/shop" >/dev/null

change
begin=$(seconds)
(cd "$work/shop/web" && env -u JAVA_HOME mvn -q -B -ntp verify >/dev/null) &
(cd "$work/shop/worker" && env -u JAVA_HOME mvn -q -B -ntp verify >/dev/null) &
wait
bare=$(since "$begin")

change
begin=$(seconds)
./slipway ship "$work/shop" | tee "$work/ship.log"
ship=$(since "$begin")
echo "bare build and test: $bare s; ship: $ship s; over it: $(echo "$ship - $bare" | bc) s"

begin=$(seconds)
./slipway ship "$work/shop" >/dev/null
echo "ship with nothing to do: $(since "$begin") s"

url=$(./slipway status --json | grep -o 'http://web.localhost:[0-9]*' | head -1)
wrk -t1 -c32 -d20 "${url/web.localhost/127.0.0.1}/health" | grep -E "requests in|Requests/sec|Non-2xx" || true
sleep 60
for name in KeeperMain ProxyMain; do
  pid=$(pgrep -f "dev.slipway.*$name.*$work" | head -1)
  echo "$name: $(awk '/VmRSS/ { print int($2 / 1024) " MB resident" }' "/proc/$pid/status")"
done
