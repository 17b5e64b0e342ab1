#!/usr/bin/env bash
# A year of the programme from nothing to the board: makes a sample city up to the end of 2016, checks
# its tables, matches, and prints the eight targets with what was not counted, by id, and the page.
# Uses the package that scripts/demo.sh installed.
#   ./scripts/year.sh [HOUSEHOLDS (default 100000)] [OUT (default out/year)]
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
households=${1:-100000}
out=${2:-out/year}
jinguo=.venv/bin/jinguo
[ -x "$jinguo" ] || { echo "run ./scripts/demo.sh first" >&2; exit 1; }

say "A year of the city, up to 2016-12-31"
"$jinguo" sample yueyang --households "$households" --date 2016-12-31 --out "$out/tables"
sed -n '/^| id | table/,$p' "$out/tables/README.md"
say "Faults of the tables, activities only (the planted ones among them)"
"$jinguo" check "$out/tables" 2>&1 >/dev/null | grep '^warning: activities\|^警告: activities\|activities' || true
say "Match"
policy=$out/policy-2016-12.toml
sed 's/^date = .*/date = 2016-12-31/' policies/yueyang-2016.toml >"$policy"
"$jinguo" match "$out/tables" --policy "$policy" \
  --lottery-seed @data/yueyang/lottery-seed.hex --out "$out/plan" >/dev/null
say "The board"
"$jinguo" targets "$out/tables" "$out/plan" --policy "$policy" --day 2016-12-31
"$jinguo" report "$out/plan" "$out/tables" --policy "$policy" --out "$out/report.html"
