#!/usr/bin/env bash
# The officer's workbook in a real spreadsheet program: the template filled in by LibreOffice, checked, marked,
# opened again. Installs LibreOffice Calc without a window (about 150 MB, so the test run does without it and
# says that these tests are skipped). Run ./scripts/test.sh --setup-only first.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh

need_packages libreoffice-calc-nogui python3-uno fonts-noto-cjk
PYTHONPATH=$PWD/build/dev/bindings/python exec .venv/bin/python -m pytest -q tests/python/test_workbook.py
