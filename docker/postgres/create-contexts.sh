#!/usr/bin/env bash
# Creates a role and a database of the same name for every context of CONTEXTS. A role may use its
# own database only, and may create tables there; its password is <CONTEXT>_DB_PASSWORD. The
# postgres image runs this once, when it starts on an empty volume. Change a context or a password
# later with psql, or on a new volume (docker compose down -v).
set -euo pipefail

create_context() {
  local context=$1
  local variable
  variable=$(printf '%s' "$context" | tr 'a-z-' 'A-Z_')_DB_PASSWORD
  [ -n "${!variable:-}" ] || {
    echo "$variable is not set: it is the password of the role $context." >&2
    exit 1
  }
  # The password is passed in the environment, because every local user can read arguments.
  CONTEXT_PASSWORD=${!variable} \
    psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set context="$context" \
    --username "$POSTGRES_USER" --dbname "${POSTGRES_DB:-$POSTGRES_USER}" <<'SQL'
\getenv password CONTEXT_PASSWORD
CREATE ROLE :"context" LOGIN PASSWORD :'password';
CREATE DATABASE :"context" OWNER :"context";
REVOKE ALL ON DATABASE :"context" FROM PUBLIC;
SQL
}

for context in $CONTEXTS; do
  create_context "$context"
done
