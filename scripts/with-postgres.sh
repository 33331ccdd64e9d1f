#!/usr/bin/env bash
# Runs a command with TEST_DATABASE_URL naming a real PostgreSQL:
#   scripts/with-postgres.sh npm run test:postgres
# Uses the one that TEST_DATABASE_URL names already, if it answers; otherwise starts the PostgreSQL
# that is installed on this machine on a temporary cluster, and stops it afterwards.
set -euo pipefail

[ $# -gt 0 ] || { echo "usage: $0 <command> [arguments]" >&2; exit 1; }

if [ -n "${TEST_DATABASE_URL:-}" ] && psql "$TEST_DATABASE_URL" -qc 'SELECT 1' >/dev/null 2>&1; then
  exec "$@"
fi

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
bin=${bin:-$(dirname "$(command -v postgres || true)")}
[ -x "$bin/initdb" ] || {
  echo "No PostgreSQL found. Install it (apt-get install postgresql), or set TEST_DATABASE_URL." >&2
  exit 1
}

cluster=$(mktemp -d "${TMPDIR:-/tmp}/test-postgres-XXXXXX")
password=$(head -c 18 /dev/urandom | base64 | tr -dc 'a-zA-Z0-9')
# No one else gets a port below 32768 without asking for it.
port=$(node -e 'const { createServer } = require("net"); (function ask() { const port = 10000 + Math.floor(22000 * Math.random()); const s = createServer().once("error", ask).listen(port, "127.0.0.1", () => s.close(() => console.log(port))); })()')
printf '%s' "$password" >"$cluster/password"

# PostgreSQL refuses to run as root.
as_server=()
if [ "$(id -u)" = 0 ]; then
  chown -R postgres "$cluster"
  as_server=(runuser -u postgres --)
fi

stop() {
  "${as_server[@]}" "$bin/pg_ctl" -D "$cluster/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$cluster"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

"${as_server[@]}" "$bin/initdb" -D "$cluster/data" -U admin -A scram-sha-256 -E UTF8 --no-sync \
  --pwfile="$cluster/password" >/dev/null
# Without fsync: after a power failure its data are not needed.
"${as_server[@]}" "$bin/pg_ctl" -D "$cluster/data" -w -l "$cluster/log" \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c fsync=off" \
  start >/dev/null || { cat "$cluster/log" >&2; exit 1; }

TEST_DATABASE_URL="postgres://admin:$password@127.0.0.1:$port/postgres" "$@"
