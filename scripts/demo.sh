#!/usr/bin/env bash
# The main job, end to end: makes the sample city, checks its tables, matches both pairings, has
# every plan proven by `jinguo verify`, makes the report page, and says where the files lie. Installs
# what it needs first.
#   ./scripts/demo.sh [arguments of `jinguo demo`]
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh

need_packages "${build_packages[@]}"
need_python scripts/requirements.txt
use_ccache

# Built again only when a file that goes into it has changed.
stamp=$(find CMakeLists.txt pyproject.toml cmake include src bindings data policies -type f \
  ! -name '*.pyc' -print0 2>/dev/null | sort -z | xargs -0 sha256sum | sha256sum)
if [ "$(cat .venv/.built 2>/dev/null)" != "$stamp" ]; then
  install_package
  printf '%s' "$stamp" >.venv/.built
fi

say "Running jinguo demo"
exec .venv/bin/jinguo demo "$@"
