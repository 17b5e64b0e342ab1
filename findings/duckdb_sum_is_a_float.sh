#!/usr/bin/env bash
# duckdb 2.0.1: the sum of whole numbers is a HUGEINT, and a HUGEINT is float64 in df(), also without any
# missing value. Fen summed by duckdb are whole in SQL, in fetchall() and in Arrow, and rounded in pandas.
# Cast the sum to BIGINT, or fetch Arrow.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target "$place" duckdb==2.0.1 pandas==3.1.1 pyarrow==26.0.1
PYTHONPATH=$place python3 - <<'PYTHON'
import duckdb

total = "select sum(fen) as fen from (values (9007199254740992::BIGINT), (1)) t(fen)"
exact = 9007199254740993
(typed,), ((value,),) = duckdb.sql(total).types, duckdb.sql(total).fetchall()
frame = duckdb.sql(total).df()
print("fetchall:", typed, value, " df:", frame["fen"].dtype, int(frame["fen"][0]))
assert str(typed) == "HUGEINT" and value == exact
assert str(frame["fen"].dtype) == "float64" and int(frame["fen"][0]) == exact - 1
cast = duckdb.sql(f"select fen::BIGINT as fen from ({total})").df()
assert str(cast["fen"].dtype) == "int64" and int(cast["fen"][0]) == exact
PYTHON
