#!/usr/bin/env bash
# A second CPython beside the system's: the source of Debian, fetched and its signature checked by apt-get,
# built into build/cpython/VERSION (about four minutes). Nothing of the system is changed but for the
# packages that it needs to build. Prints the path of the interpreter as its last line.
#   ./scripts/cpython.sh [VERSION]     3.13 (of Debian 13), or 3.11 (of Debian 12), which are those that
#                                      Debian has; without it the one that the system's python3 is not
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh

version=${1:-}
if [ -z "$version" ]; then
  version=3.13
  [ "$(/usr/bin/python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')" != 3.13 ] || version=3.11
fi
case "$version" in
  3.11) suite=bookworm ;;
  3.13) suite=trixie ;;
  *) echo "usage: $0 [3.11|3.13]" >&2; exit 2 ;;
esac

target=$PWD/build/cpython/$version
if [ ! -x "$target/bin/python$version" ]; then
  # zlib and ssl: without them pip installs nothing; ffi: ctypes.
  need_packages ca-certificates debian-archive-keyring g++ libffi-dev libssl-dev make pkg-config xz-utils zlib1g-dev
  work=$target.work
  rm -rf "$work"
  mkdir -p "$work/lists/partial" "$work/source"
  say "Fetching the source of Python $version (Debian $suite)"
  echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]" \
    "http://deb.debian.org/debian $suite main" >"$work/sources.list"
  apart=(-o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work" -o Debug::NoLocking=1
    -o "APT::Sandbox::User=$(id -un)")
  apt-get -qq "${apart[@]}" update
  (cd "$work" && apt-get -qq "${apart[@]}" source --download-only "python$version")
  tar -xJf "$work"/python*.orig.tar.xz -C "$work/source" --strip-components 1
  say "Building it"
  (cd "$work/source" && ./configure --quiet --prefix="$target" --without-static-libpython \
    --with-ensurepip=install && make -s -j"$(nproc)" && make -s install) >"$work.log" 2>&1 ||
    { tail -40 "$work.log" >&2; exit 1; }
  rm -rf "$work" "$work.log"
fi
echo "$target/bin/python$version"
