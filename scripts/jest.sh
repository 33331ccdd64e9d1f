#!/bin/sh
# Runs the tests in the files that match the patterns, with the Node options that Jest needs.
jest="$(dirname "$0")/../node_modules/jest/bin/jest.js"
exec node --experimental-vm-modules --disable-warning=ExperimentalWarning "$jest" "$@"
