#!/usr/bin/env bash
# 100,000 random loans (every method, day count, grace, multiple and rounding), each compared with a second
# calculation of 100 decimal digits that shares no code with the library; about five minutes.
#   ./scripts/loans.sh [NUMBER] [SEED]
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh

need_packages "${build_packages[@]}"
need_python scripts/requirements.txt
use_ccache
install_package
say "Checking ${1:-100,000} loans"
.venv/bin/python scripts/loan_check.py "${1:-100000}" "${2:-2016}"
