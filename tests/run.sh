#!/bin/sh
# From a bare Debian machine to the result of the whole suite: packages, build, tests. Arguments go to ctest.
set -eu
cd "$(dirname "$0")/.."

./cmake/install_packages.sh
# Clones in different folders share what was compiled, precompiled headers too.
export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros
cmake --preset release -DBACKSWEEP_BUILD_TESTS=ON -DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache
cmake --build build/release
exec ctest --test-dir build/release --output-on-failure "$@"
