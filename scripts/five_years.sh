#!/usr/bin/env bash
# Five years of one county on the command line: match, verify, adopt, a year of declines, deaths, moves,
# new registrations, closed providers and cut places, match again. Fails if a state is illegal, a standing
# pair is lost or a change is not explained. Options: see scripts/five_years.py.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh

need_packages "${build_packages[@]}"
need_python scripts/requirements.txt
use_ccache
install_package

.venv/bin/python scripts/five_years.py --release "$@"
