#!/usr/bin/env bash
# Runs a command with TEST_REDIS_URL naming a real Redis:
#   scripts/with-redis.sh npm run test:redis
# Uses the one that TEST_REDIS_URL names already, if it answers; otherwise starts the Redis (or
# Valkey) that is installed on this machine, and stops it afterwards.
set -euo pipefail

[ $# -gt 0 ] || { echo "usage: $0 <command> [arguments]" >&2; exit 1; }

server=$(command -v redis-server || command -v valkey-server || true)
cli=$(command -v redis-cli || command -v valkey-cli || true)

if [ -n "${TEST_REDIS_URL:-}" ] && "$cli" -u "$TEST_REDIS_URL" ping >/dev/null 2>&1; then
  exec "$@"
fi

[ -n "$server" ] || {
  echo "No Redis found. Install it (apt-get install redis-server), or set TEST_REDIS_URL." >&2
  exit 1
}

folder=$(mktemp -d "${TMPDIR:-/tmp}/test-redis-XXXXXX")
# No one else gets a port below 32768 without asking for it.
port=$(node -e 'const { createServer } = require("net"); (function ask() { const port = 10000 + Math.floor(22000 * Math.random()); const s = createServer().once("error", ask).listen(port, "127.0.0.1", () => s.close(() => console.log(port))); })()')

"$server" --port "$port" --bind 127.0.0.1 --dir "$folder" --save '' --appendonly no >"$folder/log" &
pid=$!
stop() {
  kill "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

for _ in $(seq 100); do
  [ "$("$cli" -p "$port" ping 2>/dev/null)" = PONG ] && break
  kill -0 "$pid" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
  sleep 0.1
done

TEST_REDIS_URL="redis://127.0.0.1:$port" "$@"
