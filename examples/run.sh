#!/bin/sh
# Builds the tool, differentiates the examples with it and runs them. Needs nothing but a Debian machine.
set -eu
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }

step "packages"
./cmake/install_packages.sh

step "the tool and the examples (preset release, in build/release)"
cmake --preset release -DBACKSWEEP_BUILD_EXAMPLES=ON -DBACKSWEEP_BUILD_TESTS=OFF > /dev/null
cmake --build --preset release --target backsweep mixture pharmacokinetics tradeoff

for example in mixture pharmacokinetics tradeoff; do
  step "examples/$example"
  "build/release/examples/$example/$example"
done

step "examples/tradeoff: what other schedules cost"
cmake --build --preset release --target tradeoff_schedules_run
