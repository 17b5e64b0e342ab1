#!/usr/bin/env bash
# The workbooks of tests/cases/workbooks made anew, and what each reader says of them: openpyxl, python-calamine,
# LibreOffice, jinguo. Writes cases.json there and the table of docs/workbook.md; names of cases do those alone.
# Installs LibreOffice Calc without a window (about 150 MB). Run ./scripts/test.sh --setup-only first.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh

need_packages libreoffice-calc-nogui
.venv/bin/pip install -q xlsxwriter==3.3.1 python-calamine==0.9.1 msoffcrypto-tool==6.1.0
PYTHONPATH=$PWD/build/dev/bindings/python exec .venv/bin/python tests/cases/workbooks/make.py "$@"
