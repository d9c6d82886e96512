#!/bin/sh
# The data plane against HAProxy: requests per second of processor time, on the same backend, in the same run, on loopback.
# Needs: haproxy, wrk, a built target/slipway.jar. Usage: bench/proxy.sh [ROUNDS]
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
java=${SLIPWAY_JAVA_HOME:-${JAVA_HOME:?set JAVA_HOME to a JDK 25}}/bin/java
work=$(mktemp -d)
pids=""
trap 'kill $pids 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT INT TERM

cat > "$work/backend.cfg" <<EOF
global
  nbthread 1
defaults
  mode http
  timeout client 60s
  timeout server 60s
  timeout connect 2s
frontend backend
  bind 127.0.0.1:18981
  http-request return status 200 content-type text/plain string "$(printf 'x%.0s' $(seq 200))"
EOF
cat > "$work/haproxy.cfg" <<EOF
global
  nbthread 2
defaults
  mode http
  option forwardfor
  http-reuse always
  timeout client 60s
  timeout server 60s
  timeout connect 2s
frontend front
  bind 127.0.0.1:18982
  default_backend back
backend back
  server one 127.0.0.1:18981
EOF
mkdir "$work/run"
cat > "$work/run/routes.json" <<EOF
{"epoch":1,"routes":[{"scope":"b/b/local/local","service":"b","port":18983,"generation":1,"stable":"r",
"arms":[{"id":"r","weight":10000,"upstreams":[{"instance":"i","host":"127.0.0.1","port":18981}]}],
"leaseUntilMillis":9223372036854775807}]}
EOF
haproxy -f "$work/backend.cfg" & pids="$pids $!"
haproxy -f "$work/haproxy.cfg" & haproxy=$!; pids="$pids $haproxy"
# The flags of dev.slipway.keep.DataPlane.
"$java" -Xmx96m -Xmn16m -Xss512k -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:MinHeapFreeRatio=10 \
  -XX:MaxHeapFreeRatio=30 -XX:MaxDirectMemorySize=48m -XX:ReservedCodeCacheSize=48m -XX:TrimNativeHeapInterval=10000 \
  -XX:-UsePerfData --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$here/target/slipway.jar" dev.slipway.proxy.ProxyMain "$work/run" & slipway=$!; pids="$pids $slipway"
sleep 4

ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }
measure() { # NAME PID PORT SECONDS
  before=$(ticks "$2")
  n=$(wrk -t1 -c32 -d"$4" "http://127.0.0.1:$3/" | awk '/requests in/ { print $1 }')
  after=$(ticks "$2")
  echo "$1: $n requests, $(( (after - before) * 10 )) ms of processor time, $(( n * 100 / (after - before) )) requests per second of it"
}
measure "slipway (warm-up)" "$slipway" 18983 20
for round in $(seq "${1:-3}"); do
  measure haproxy "$haproxy" 18982 5
  measure slipway "$slipway" 18983 5
done
grep VmRSS "/proc/$slipway/status"
sleep 60
echo "60 s idle:"
grep VmRSS "/proc/$slipway/status"
