#!/bin/sh
# Checks the types of every folder that has a tsconfig.json; the one at the root covers the others.
set -eu
cd "$(dirname "$0")/.."
for config in tsconfig.json */*/tsconfig.json; do
  node_modules/.bin/tsc -p "$config"
done
