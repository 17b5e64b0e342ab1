#!/usr/bin/env bash
# The same plan from every build: debug and release, g++ and clang++, one and two threads, on a
# synthetic registry of at least 2,000 women. Prints every digest; the last line says whether they agree.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh

need_packages "${build_packages[@]}" clang libgtest-dev
use_ccache

mkdir -p build/digests
households=1700
digests=()
for compiler in g++ clang++; do
  for kind in Debug Release; do
    folder=build/digests/$compiler-$kind
    say "Building with $compiler, $kind"
    cmake -S . -B "$folder" -G Ninja -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_BUILD_TYPE="$kind" \
      -DJINGUO_BUILD_TESTS=ON -DJINGUO_BUILD_EXAMPLES=OFF >"$folder.log" 2>&1 ||
      { cat "$folder.log"; exit 1; }
    cmake --build "$folder" --target plan_digest >"$folder.log" 2>&1 ||
      { tail -50 "$folder.log"; exit 1; }
    for threads in 1 2; do
      digest=$("$folder/tests/project/plan_digest" . "$households" "$threads")
      echo "$digest  $compiler $kind, $threads thread(s)"
      digests+=("$digest")
    done
  done
done

different=$(printf '%s\n' "${digests[@]}" | sort -u | wc -l)
if [ "$different" -eq 1 ]; then
  echo "All ${#digests[@]} agree."
else
  echo "They differ: $different different digests of ${#digests[@]}."
  exit 1
fi
