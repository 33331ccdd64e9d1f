#!/usr/bin/env bash
# Tests the system from a shell: starts both servers, registers, logs in, creates an item, and stops
# what it has started.
#   scripts/test-server-com.sh
# The databases are in PostgreSQL, started for this run through docker compose, if a docker engine
# answers; else at AUTH_DB_URL and TO_DO_DB_URL; else embedded in a temporary folder.
#
#   AUTH_PORT, TODO_PORT   where to listen, if 8081 and 8080 are taken
#   SKIP_BUILD=1           uses the last build
#
# Exits with 0 on success, otherwise with another number after printing what failed. Reads no .env
# file.
set -euo pipefail

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
auth_port=${AUTH_PORT:-8081}
todo_port=${TODO_PORT:-8080}
auth=http://127.0.0.1:$auth_port
todo=http://127.0.0.1:$todo_port
email=test@gmail.com
password=password

ready_limit=60 # seconds until a server must be ready; a first start creates its database
stop_limit=12  # seconds until a server must have stopped; it aborts requests after 9

# The working folder of the servers, so that nothing is left in the checkout.
work=$(mktemp -d "${TMPDIR:-/tmp}/test-server-com-XXXXXX")
compose_project=''

# Ends the test: prints what failed, and the end of the log of the failed server.
fail() {
  local what=$1 server=${2:-}
  printf '\nFAILED: %s\n' "$what" >&2
  if [ -n "$server" ] && [ -s "$work/$server.log" ]; then
    printf 'The end of the log of %s:\n' "$server" >&2
    tail -n 20 "$work/$server.log" >&2
  fi
  exit 1
}

is_running() { kill -0 "$1" 2>/dev/null; }

# Waits until a process has ended, and kills it if it does not in time.
await_end() {
  local pid=$1 deadline=$((SECONDS + stop_limit))
  while is_running "$pid"; do
    if [ $SECONDS -ge $deadline ]; then
      echo "process $pid does not stop: killing it" >&2
      kill -KILL "$pid" 2>/dev/null || true
      break
    fi
    sleep 0.1
  done
  wait "$pid" 2>/dev/null || true
}

stop_everything() {
  trap '' INT TERM HUP # a second Ctrl-C must not leave half of it running
  local pid servers
  servers=$(jobs -p)
  for pid in $servers; do kill -TERM "$pid" 2>/dev/null || true; done
  for pid in $servers; do await_end "$pid"; done
  [ -z "$compose_project" ] || compose down --volumes >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap stop_everything EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# Otherwise the requests might reach an unrelated server.
require_free() {
  local port=$1 variable=$2
  node -e 'require("net").createServer().on("error", () => process.exit(1)).listen(+process.argv[1], "127.0.0.1", () => process.exit(0))' "$port" ||
    fail "port $port is taken. Stop what listens there, or set $variable to a free one."
}

# A separate project, so that the data of `docker compose up` is not changed.
compose() {
  JWT_SECRET=no-application-is-started POSTGRES_PORT=$postgres_port POSTGRES_PASSWORD=$db_password \
    AUTH_DB_PASSWORD=$db_password TODO_DB_PASSWORD=$db_password MAIL_DB_PASSWORD=$db_password VALKEY_PASSWORD=$db_password \
    docker compose --project-directory "$root" --project-name "$compose_project" "$@"
}

start_postgres() {
  postgres_port=$(free_port)
  db_password=$(node -p 'require("crypto").randomBytes(18).toString("hex")')
  compose_project=test-server-com-$$
  compose up --detach --wait postgres || fail 'docker compose cannot start PostgreSQL.'
  export AUTH_DB_URL=postgres://auth:$db_password@127.0.0.1:$postgres_port/auth
  export TO_DO_DB_URL=postgres://todo:$db_password@127.0.0.1:$postgres_port/todo
}

choose_databases() {
  if docker info >/dev/null 2>&1 && docker compose version >/dev/null 2>&1; then
    echo 'databases: PostgreSQL, started through docker compose'
    start_postgres
  elif [ -n "${AUTH_DB_URL:-}${TO_DO_DB_URL:-}" ]; then
    echo 'databases: as AUTH_DB_URL and TO_DO_DB_URL say'
  else
    echo 'databases: embedded'
  fi
}

# Starts a server; $! is its process id.
start_server() {
  local name=$1 port=$2
  (
    cd "$work"
    exec env HOST=127.0.0.1 PORT="$port" DATA_DIR="$work/data" \
      AUTH_TRANSPORT=http AUTH_API_URL="$auth" \
      "$root/bin/seam" "$name"
  ) >"$work/$name.log" 2>&1 &
}

await_ready() {
  local name=$1 pid=$2 url=$3 deadline=$((SECONDS + ready_limit))
  until http "$url/readyz" && [ "$status" = 200 ]; do
    is_running "$pid" || fail "$name has ended by itself." "$name"
    [ $SECONDS -lt $deadline ] || fail "$name is not ready after $ready_limit s." "$name"
    sleep 0.1
  done
}

# Sends a request with curl's arguments. Sets `status`, to 000 without an answer, and `answer`.
# Ignores curlrc and proxies.
http() {
  status=$(curl -q --noproxy '*' --silent --max-time 10 --output "$work/answer" \
    --write-out '%{http_code}' "$@") || true
  answer=$(cat "$work/answer" 2>/dev/null || true)
  rm -f "$work/answer"
}

# Is there a pending item titled code among all items?
has_item='process.exit(JSON.parse(process.argv[1]).pending.some((it) => it.title === "code") ? 0 : 1)'

walk() {
  local json='content-type: application/json' token
  http --header "$json" --data "{\"email\":\"$email\",\"password\":\"$password\"}" \
    "$auth/api/v1/users/create"
  case $status in
    201) echo "registered $email" ;;
    409) echo "$email is registered already" ;;
    *) fail "cannot register $email: $status $answer" auth ;;
  esac

  http --user "$email:$password" "$auth/api/v1/auth/login"
  [ "$status" = 200 ] || fail "cannot log in: $status $answer" auth
  token=$(node -p 'JSON.parse(process.argv[1])' "$answer" 2>/dev/null) ||
    fail "the answer to the login is no JSON string: $answer" auth
  echo 'logged in'

  http --header "token: $token" --header "$json" --data '{"title":"code","status":"PENDING"}' \
    "$todo/api/v1/create"
  [ "$status" = 201 ] || fail "cannot create an item: $status $answer" todo
  echo "created an item: $answer"

  node -e "$has_item" "$answer" 2>/dev/null ||
    fail 'the answer holds no pending item titled code.' todo
}

require_free "$auth_port" AUTH_PORT
require_free "$todo_port" TODO_PORT
if [ "${SKIP_BUILD:-}" != 1 ]; then
  npm --prefix "$root" run build || fail 'npm run build does not succeed.'
fi
choose_databases

start_server auth "$auth_port"
auth_pid=$!
echo "auth: $auth, process $auth_pid"
start_server todo "$todo_port"
todo_pid=$!
echo "todo: $todo, process $todo_pid"
await_ready auth "$auth_pid" "$auth"
await_ready todo "$todo_pid" "$todo"
echo 'both are ready'

walk
echo 'OK'
