#!/bin/sh
# Runs versions side by side: npm run test:skew [-- [--against <git ref>] [options of Jest]]
# With --against, that version beside this one; otherwise planted versions, and the last release.
if [ "$1" = --against ]; then
  [ -n "$2" ] || {
    echo 'usage: npm run test:skew [-- [--against <git ref>] [options of Jest]]' >&2
    exit 2
  }
  export SKEW_AGAINST="$2"
  shift 2
fi
exec "$(dirname "$0")/jest.sh" --maxWorkers=1 --testMatch '**/*.skew-spec.ts' "$@"
