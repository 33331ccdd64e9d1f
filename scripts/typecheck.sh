#!/bin/sh
# Checks the types: tsconfig.json covers all but the folders that have a tsconfig.json of their own.
set -eu
cd "$(dirname "$0")/.."
for config in tsconfig.json apps/*/tsconfig.json test/*/tsconfig.json; do
  [ ! -e "$config" ] || node_modules/typescript-7/bin/tsc -p "$config"
done
