#!/usr/bin/env bash
# pandas 3.1.1: convert_dtypes() makes whole numbers again of a float column, also of those that a float
# cannot hold. 18-digit ids beside one missing value change their last digits on the way, and afterwards
# the column is Int64: nothing shows any more that it was ever a float. A category of whole numbers with a
# missing value keeps them in tolist(), and loses the same digits in to_numpy().
# jinguo refuses whole floats of 2**53 and more ("io.cell.float"), which must be done before such a call,
# and reads categories by their codes.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target "$place" pandas==3.1.1
PYTHONPATH=$place python3 - <<'PYTHON'
import pandas

ids = [123456789012345678, 123456789012345679, None]
column = pandas.Series(ids).convert_dtypes()
print("convert_dtypes:", column.dtype, column.tolist())
assert str(column.dtype) == "Int64" and column.tolist()[:2] == [123456789012345680] * 2
assert pandas.Series(ids, dtype="Int64").tolist()[:2] == ids[:2]

category = pandas.Series(pandas.Categorical(ids))
print("category:", category.tolist(), category.to_numpy().tolist())
assert category.tolist()[:2] == ids[:2]
assert [int(value) for value in category.to_numpy()[:2]] == [123456789012345680] * 2
PYTHON
