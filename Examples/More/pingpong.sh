#!/usr/bin/env bash
# Seven players at one table.
#
#   swift build -c release
#   PATH="$PWD/.build/release:$PATH" bash Examples/More/pingpong.sh
#
# Arguments: the endpoint (tcp://127.0.0.1:9191), and how often each plays (10).
set -euo pipefail

endpoint="${1:-tcp://127.0.0.1:9191}"

pingpong table "$endpoint" &
table=$!
trap 'kill -INT "$table"; wait "$table"' EXIT

players=()
for _ in {1..7}; do
    pingpong player "$endpoint" "${2:-10}" &
    players+=($!)
done
wait "${players[@]}"
