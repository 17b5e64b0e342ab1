#!/usr/bin/env bash
# Random reasons of synthetic plans, each confirmed by solving again with the pair forced or the limit
# that it names changed; counts by kind of reason.
#   ./scripts/reasons.sh            1,000 on registries of 2,000 women, then 50 on 100,000 households
#   ./scripts/reasons.sh --quick    only the first
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh

need_packages "${build_packages[@]}" libgtest-dev
use_ccache
say "Building"
mkdir -p build
cmake --preset release -DJINGUO_BUILD_TESTS=ON >build/reasons.log 2>&1 || { cat build/reasons.log; exit 1; }
cmake --build build/release --target confirm_reasons >build/reasons.log 2>&1 ||
  { tail -50 build/reasons.log; exit 1; }
program=build/release/tests/project/confirm_reasons

say "Ten registries of 2,000 women: 100 reasons each, and 20 providers a pairing"
"$program" . 1700 10 100 20 1
[ "${1:-}" = --quick ] && exit 0
say "The city: 50 reasons, and 3 providers a pairing (half an hour)"
"$program" . 100000 1 50 3 0
