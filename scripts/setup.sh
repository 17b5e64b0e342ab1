# Sourced by the other scripts: installs what is missing on a Debian 12 or Ubuntu 24.04, system
# packages by apt-get (as root or with sudo), Python's into .venv, and says what it does. Run again
# it only looks.
#   need_packages PACKAGE...     want_packages PACKAGE...     need_python REQUIREMENTS_FILE

say() { printf '\n==> %s\n' "$*"; }

need_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
      missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Run as root, or install sudo: missing ${missing[*]}" >&2; exit 1; }
    root=(sudo)
  fi
  say "Installing system packages: ${missing[*]}"
  "${root[@]}" apt-get update -qq
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# The same for packages that not every system has: those that it lacks are named and left out.
want_packages() {
  local missing=() there=() lacking=() package root=()
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
      missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq || true
  for package in "${missing[@]}"; do
    if LC_ALL=C apt-cache policy "$package" 2>/dev/null | grep -q 'Candidate: [0-9]'; then
      there+=("$package")
    else
      lacking+=("$package")
    fi
  done
  [ ${#lacking[@]} -eq 0 ] || say "No packages here, so what needs them is skipped: ${lacking[*]}"
  [ ${#there[@]} -eq 0 ] || need_packages "${there[@]}"
}

# .venv stands on the system's python3, not on one that happens to be first on the PATH.
need_python() {
  local requirements=$1 python=${PYTHON:-/usr/bin/python3} stamp
  stamp=$(cat "$requirements" <("$python" --version) | sha256sum)
  if [ -x .venv/bin/python ] && [ "$(cat .venv/.stamp 2>/dev/null)" = "$stamp" ]; then return 0; fi
  say "Installing Python packages into .venv: $(grep -cE '^[a-z]' "$requirements") and what they need"
  "$python" -m venv --clear .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$requirements"
  printf '%s' "$stamp" >.venv/.stamp
}

# To build the libraries and the Python package.
build_packages=(ca-certificates cmake g++ ninja-build pkg-config python3 python3-dev python3-venv
  libeigen3-dev libsodium-dev libtomlplusplus-dev)
# Besides, to test them.
test_packages=(git ccache clang libboost-serialization-dev libgtest-dev liblemon-dev locales
  fonts-noto-cjk)
# Besides, to bench.
bench_packages=(libbenchmark-dev)
# Where they are packages: a browser, and letters for it, to look at the report page.
browser_packages=(chromium fonts-noto-cjk)

# Uses a compiler cache where there is one. Needs no setting by the user.
use_ccache() {
  if command -v ccache >/dev/null; then
    export CMAKE_C_COMPILER_LAUNCHER=ccache CMAKE_CXX_COMPILER_LAUNCHER=ccache
  fi
}

# Builds the package from this folder and puts it into .venv, without fetching anything.
install_package() {
  say "Building and installing the Python package"
  CMAKE_BUILD_PARALLEL_LEVEL=${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)} \
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation \
    --no-deps --force-reinstall .
}
