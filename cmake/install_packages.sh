#!/bin/sh
# Installs what is missing of the Debian packages that the tool, its tests, examples and benchmarks are built with.
# Asks for nothing, and does nothing where all of them are there.
set -eu

wanted="
  g++ cmake ninja-build ccache make git python3 pkg-config ca-certificates
  llvm-19-dev libclang-19-dev clang-19 libclang-cpp19 libclang-common-19-dev
  libgtest-dev libgmock-dev libbenchmark-dev nlohmann-json3-dev libeigen3-dev
  libadolc-dev libtrilinos-sacado-dev libnlopt-dev libnlopt-cxx-dev"

if ! command -v dpkg-query > /dev/null 2>&1; then
  echo "not a Debian system: the packages needed are called there:$(echo $wanted | tr '\n' ' ')" >&2
  exit 0
fi

missing=""
for package in $wanted; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null || true)
  [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
echo "installing:$missing"
$as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing > /dev/null
