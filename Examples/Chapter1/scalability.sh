#!/usr/bin/env bash
# One weather server and five clients, each of which wants another zip code: one socket feeds them all.
#
#   swift build -c release
#   PATH="$PWD/.build/release:$PATH" bash Examples/Chapter1/scalability.sh
#
# Watch the processes with top meanwhile. Arguments: the endpoint (tcp://localhost:5556), and how many updates each
# client collects (100). It ends when all clients have.
set -euo pipefail

endpoint="${1:-tcp://localhost:5556}"
updates="${2:-100}"

wuserver "${endpoint/localhost/*}" &
server=$!
trap 'kill -INT "$server"; wait "$server"' EXIT

clients=()
for zip in 12345 23456 34567 45678 56789; do
    wuclient "$zip" "$endpoint" "$updates" &
    clients+=($!)
done
wait "${clients[@]}"
