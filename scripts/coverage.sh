#!/usr/bin/env bash
# Which lines of each module (folder of src/ and include/jinguo/) the C++ tests run: builds the preset coverage (about
# eight CPU minutes the first time), runs its tests, prints a table, and writes build/coverage/report.html.
#   ./scripts/coverage.sh                      all tests
#   MODULES="core domain" ./scripts/coverage.sh  only the tests of these folders of tests/
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh

need_packages "${build_packages[@]}" libgtest-dev liblemon-dev locales
use_ccache
venv=build/coverage-venv
if [ ! -x $venv/bin/gcovr ]; then
  /usr/bin/python3 -m venv $venv
  $venv/bin/python -m pip install --quiet --disable-pip-version-check -r scripts/coverage-requirements.txt
fi

cmake --preset coverage >/dev/null
if [ -z "${MODULES:-}" ]; then
  cmake --build --preset coverage
else
  for module in $MODULES; do cmake --build --preset coverage --target "tests/$module/all"; done
fi
find build/coverage -name '*.gcda' -delete  # counts of earlier runs
if [ -z "${MODULES:-}" ]; then
  ctest --preset coverage --output-log build/coverage/tests.log >/dev/null || { cat build/coverage/tests.log; exit 1; }
else
  for module in $MODULES; do ctest --preset coverage --test-dir "build/coverage/tests/$module"; done
fi
$venv/bin/gcovr --root . --filter 'src/' --filter 'include/jinguo/' --merge-mode-functions=separate \
  --gcov-ignore-errors=no_working_dir_found --gcov-ignore-parse-errors=suspicious_hits.warn_once_per_file \
  --exclude-throw-branches --json-summary build/coverage/summary.json --html build/coverage/report.html build/coverage
/usr/bin/python3 scripts/coverage_modules.py build/coverage/summary.json
