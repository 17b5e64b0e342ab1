#!/usr/bin/env bash
# Everything that must pass: C++ tests, headers alone, examples, Python tests, docs' code blocks,
# guards of the project, an outside project. Installs what is missing first.
#   ./scripts/test.sh [--setup-only]     --setup-only installs and builds, and stops
# The last line is "N passed, N failed"; the exit code is 0 only when nothing failed.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh

setup_only=0
case "${1:-}" in
  "") ;;
  --setup-only) setup_only=1 ;;
  *) echo "usage: $0 [--setup-only]" >&2; exit 2 ;;
esac

need_packages "${build_packages[@]}" "${test_packages[@]}"
want_packages "${browser_packages[@]}"
need_python scripts/requirements.txt
use_ccache

say "Configuring and building (preset dev), the Python extension with it"
cmake --preset dev -DJINGUO_BUILD_PYTHON=ON -DPython_EXECUTABLE="$PWD/.venv/bin/python" \
  >build-configure.log 2>&1 || { cat build-configure.log; exit 1; }
rm -f build-configure.log
cmake --build --preset dev
say "Compiling every public header alone"
cmake --build --preset headers -- -k 0
[ $setup_only -eq 0 ] || { say "Set up. Nothing was tested."; exit 0; }

results=build/results
rm -rf "$results"
mkdir -p "$results"
status=0

say "C++ tests and examples"
ctest --preset dev --output-junit "$PWD/$results/ctest.xml" || status=1
# The package of the build folder, with assertions; what pip installs is run by scripts/demo.sh and
# scripts/wheel.sh. Files begin in their order: the outside project, which takes longest, is among the first.
package=$PWD/build/dev/bindings/python
say "Python tests, examples, docs, guards, an outside project"
PYTHONPATH=$package PATH=$package/bin:$PATH .venv/bin/python -m pytest -q -n "$(nproc)" \
  --dist loadfile --no-loadscope-reorder --junitxml "$results/pytest.xml" || status=1

.venv/bin/python scripts/sum_results.py "$results/ctest.xml" "$results/pytest.xml" || status=1
exit $status
