#!/bin/sh
# Adds an empty migration to a context, named after the time and what it does:
#   scripts/add-migration.sh auth add-due-date
# creates migrations/auth/<milliseconds>-add-due-date.ts and enters it in migrations/auth/index.ts,
# both formatted for prettier. Works from any directory.
set -eu
export LC_ALL=C

print_width=100
migrations=$(CDPATH='' cd -- "$(dirname -- "$0")/../migrations" && pwd)
contexts=$(cd "$migrations" && for folder in */; do printf '%s ' "${folder%/}"; done)
contexts=${contexts% }

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

is_kebab() {
  case $1 in '' | [!a-z]* | *[!a-z0-9-]* | *- | *--*) return 1 ;; esac
}

[ $# -eq 2 ] || fail "usage: $0 <context> <what>" \
  "  <context>  one of: $contexts" \
  "  <what>     what the migration does, in lower case with hyphens: add-due-date"

context=$1
what=$2
folder=$migrations/$context
index=$folder/index.ts

if ! is_kebab "$context" || ! [ -d "$folder" ]; then
  fail "migrations/ has no context '$context'. It has: $contexts"
fi
is_kebab "$what" ||
  fail "'$what' is no name for a migration. Use lower case with hyphens, such as add-due-date."
grep -q '^export const migrations = \[' "$index" 2>/dev/null ||
  fail "migrations/$context/index.ts must have a line 'export const migrations = [...];'."

# Later than every other one, even if a clock was ahead.
timestamp=$(node -p 'Date.now()')
for file in "$folder"/[0-9]*-*.ts; do
  [ -e "$file" ] || continue
  name=${file##*/}
  [ "${name#*-}" != "$what.ts" ] || fail "migrations/$context/$name is there already."
  [ "$timestamp" -gt "${name%%-*}" ] || timestamp=$((${name%%-*} + 1))
done

class=$(printf '%s\n' "$what" |
  awk -F- '{ for (i = 1; i <= NF; i++) printf "%s", toupper(substr($i, 1, 1)) substr($i, 2) }')
class=$class$timestamp
name=$timestamp-$what

entries=$(sed -n '/^export const migrations = \[/,/\];$/p' "$index" | tr -d ' \n' |
  sed 's/^[^[]*\[//; s/,*\];.*$//; s/,/, /g')
list="export const migrations = [${entries:+$entries, }$class];"
[ ${#list} -le $print_width ] || list="export const migrations = [
$(printf '%s\n' "$entries, $class" | tr -d ' ' | tr ',' '\n' | sed 's/.*/  &,/')
];"

new_index=$(awk -v import="import { $class } from './$name.js';" -v list="$list" '
  { lines[NR] = $0 }
  /^import / { last = NR }
  END {
    if (!last) printf "%s\n\n", import
    for (i = 1; i <= NR; i++) {
      if (lines[i] ~ /^export const migrations = \[/) in_list = 1
      if (!in_list) print lines[i]
      else if (lines[i] ~ /\];$/) { print list; in_list = 0 }
      if (i == last) print import
    }
  }' "$index")

cat >"$folder/$name.ts" <<END
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class $class implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('');
  }
}
END
printf '%s\n' "$new_index" >"$index"
echo "migrations/$context/$name.ts"
