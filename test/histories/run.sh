#!/usr/bin/env bash
# Records what clients of three processes read and write while processes are killed and PostgreSQL fails over,
# and checks it: docs/reliability.md says of what.
#   npm run histories -- --seconds 600 --seed 7
set -euo pipefail
cd "$(dirname "$0")/../.."

while [ $# -gt 0 ]; do
  case "$1 ${2:-}" in
    --seconds\ [0-9]*) export TEST_SECONDS=$2 ;;
    --seed\ [0-9]*) export TEST_SEED=$2 ;;
    *) echo "usage: npm run histories -- [--seconds <number>] [--seed <number>]" >&2; exit 1 ;;
  esac
  shift 2
done
exec scripts/with-postgres.sh scripts/jest.sh --maxWorkers=1 --testMatch '**/histories.fault-spec.ts' --testNamePattern 'have no violation'
