#!/usr/bin/env bash
# A wheel for each of at least two CPythons, with the libraries that it needs inside, into dist/; each is then
# installed, it and what it asks for alone, in a clean environment outside this folder, and used.
#   ./scripts/wheel.sh                                    the CPythons >= 3.11 that are here; where there is
#                                                         but one, a second is built of Debian's source
#   PYTHONS="python3.11 /opt/py/bin/python3.13" ./scripts/wheel.sh    these
#   ./scripts/wheel.sh --one                              one is enough
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh

least=2
case "${1:-}" in
  "") ;;
  --one) least=1 ;;
  *) echo "usage: $0 [--one]" >&2; exit 2 ;;
esac

need_packages "${build_packages[@]}" binutils
use_ccache
export CMAKE_BUILD_PARALLEL_LEVEL=${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}

# "X.Y path" of a CPython that can build: a name may stand on the PATH and yet run nothing.
version_of() {
  "$1" -c 'import os, sys, sysconfig, venv
assert sys.implementation.name == "cpython" and sys.version_info >= (3, 11)
assert os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h"))
print("%d.%d" % sys.version_info[:2], sys.executable)' 2>/dev/null
}
declare -A pythons=()
asked=${PYTHONS:-/usr/bin/python3 python3.11 python3.12 python3.13 python3.14 python3.15}
for python in $asked; do
  if found=$(version_of "$python"); then
    pythons[${found%% *}]=${pythons[${found%% *}]:-${found#* }}
  elif [ -n "${PYTHONS:-}" ]; then
    echo "$python: no CPython >= 3.11 with venv and Python.h" >&2
    exit 1
  fi
done
if [ -z "${PYTHONS:-}" ] && [ ${#pythons[@]} -lt $least ]; then
  found=$(version_of "$(./scripts/cpython.sh | tee /dev/stderr | tail -1)")
  pythons[${found%% *}]=${found#* }
fi
if [ ${#pythons[@]} -lt $least ]; then
  echo "Found ${#pythons[@]} CPython (${!pythons[*]}) and need $least; name others in PYTHONS, or say --one" >&2
  exit 1
fi

work=$PWD/build/wheels
rm -rf "$work"
mkdir -p "$work" dist
rm -f dist/jinguo-*.whl
for version in "${!pythons[@]}"; do
  say "Building the wheel for CPython $version (${pythons[$version]})"
  "${pythons[$version]}" -m venv "$work/build-$version"
  pip=("$work/build-$version/bin/python" -m pip --quiet --disable-pip-version-check)
  "${pip[@]}" install -r scripts/wheel-requirements.txt
  "${pip[@]}" wheel . --no-deps --no-build-isolation --wheel-dir "$work/raw"
  tag=cp${version/./}
  PATH="$work/build-$version/bin:$PATH" auditwheel repair --wheel-dir dist "$work"/raw/jinguo-*-"$tag"-*.whl
  wheel=$(echo dist/jinguo-*-"$tag"-manylinux*.whl)
  "$work/build-$version/bin/auditwheel" show "$wheel"

  say "Using $wheel in a clean environment"
  away=$(mktemp -d)
  "${pythons[$version]}" -m venv "$away/venv"
  "$away/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$wheel"
  (cd "$away" && env -u PYTHONPATH -u LD_LIBRARY_PATH "$away/venv/bin/python" -I "$OLDPWD/scripts/wheel_smoke.py")
  rm -rf "$away"
done
say "Wheels that work"
ls -l dist/jinguo-*.whl
