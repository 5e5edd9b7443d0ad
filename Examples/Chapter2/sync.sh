#!/usr/bin/env bash
# Starts ten subscribers and then the publisher, and waits until all have what they want.
#
#   swift build -c release
#   PATH="$PWD/.build/release:$PATH" bash Examples/Chapter2/sync.sh
#
# Arguments: where the publisher is (tcp://localhost:5561), where subscribers report (tcp://localhost:5562), and the
# number of updates (1000000).
set -euo pipefail

updates="${1:-tcp://localhost:5561}"
reports="${2:-tcp://localhost:5562}"

echo "Starting subscribers..."
for _ in {1..10}; do
    syncsub "$updates" "$reports" &
done
echo "Starting publisher..."
syncpub "${updates/localhost/*}" "${reports/localhost/*}" 10 "${3:-1000000}"
wait
