#!/usr/bin/env bash
# How fast, beside the peers, on the same instances in one run; writes a dated table and JSON into
# bench/results/ and docs/performance.md from the newest ones. Installs what is missing first; the
# peers live in a venv of their own, build/bench-venv.
#   ./scripts/bench.sh --quick        about ten minutes
#   ./scripts/bench.sh                the big instances: an hour, 12 GiB of memory
#   ./scripts/bench.sh --own          only our own cases, by Google Benchmark
# What follows is handed on: to bench/run.py, or to Google Benchmark (--benchmark_filter=sparse).
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh

need_packages "${build_packages[@]}" "${test_packages[@]}" "${bench_packages[@]}"
use_ccache
say "Building (preset release: no assertions)"
cmake --preset release >/dev/null
cmake --build --preset release --target bench_instance transport_bench programme_bench

if [ "${1:-}" = --own ]; then
  shift
  build/release/bench/transport_bench "$@"
  build/release/bench/programme_bench "$@"
  exit 0
fi

stamp=$(cat bench/peers/requirements.txt <(/usr/bin/python3 --version) | sha256sum)
if [ "$(cat build/bench-venv/.stamp 2>/dev/null)" != "$stamp" ]; then
  say "Installing the peers into build/bench-venv"
  /usr/bin/python3 -m venv --clear build/bench-venv
  build/bench-venv/bin/python -m pip install --quiet --disable-pip-version-check \
    -r bench/peers/requirements.txt
  printf '%s' "$stamp" >build/bench-venv/.stamp
fi
say "Running us and the peers"
build/bench-venv/bin/python bench/run.py "$@"
build/bench-venv/bin/python bench/report.py
