#!/usr/bin/env bash
# The C++ tests under the sanitizers: addresses and undefined behaviour, then threads. Each preset is built whole
# (about ten CPU minutes the first time). What is tested of them: that they are in the binaries, and see faults.
#   ./scripts/sanitize.sh [PRESET ...]     asan tsan, unless told which
#   MODULES="solver project" ./scripts/sanitize.sh tsan     only the tests of these folders of tests/
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh

presets=("$@")
[ ${#presets[@]} -gt 0 ] || presets=(asan tsan)
need_packages "${build_packages[@]}" libgtest-dev liblemon-dev locales
use_ccache
# The memory of these programs has places of its own: on some kernels they start only where it is not shuffled.
apart=()
if setarch "$(uname -m)" -R true 2>/dev/null; then apart=(setarch "$(uname -m)" -R); fi
for preset in "${presets[@]}"; do
  say "Preset $preset"
  if [ -z "${MODULES:-}" ]; then
    "${apart[@]}" cmake --workflow --preset "$preset"
    continue
  fi
  cmake --preset "$preset" >/dev/null
  # As the test presets have it, which run all modules. Boost's XML archives compare the name of a tag over the
  # length of the one that they read: memcmp stops at the difference, the strict check does not.
  case $preset in
    asan) export JINGUO_SANITIZE=address,undefined ASAN_OPTIONS=strict_memcmp=0 ;;
    tsan) export JINGUO_SANITIZE=thread TSAN_OPTIONS="halt_on_error=1 second_deadlock_stack=1" ;;
  esac
  for module in $MODULES; do
    "${apart[@]}" cmake --build --preset "$preset" --target "tests/$module/all"
    "${apart[@]}" ctest --test-dir "build/$preset/tests/$module" --output-on-failure --no-tests=error -j "$(nproc)"
  done
done
