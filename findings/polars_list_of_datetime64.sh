#!/usr/bin/env bash
# polars 2.1.0: a list of numpy.datetime64[ns] becomes a column of microseconds with the same numbers.
# 2014-05-01 is then the year 46299, without a word, while the numpy array of the very same values becomes
# datetime[ns] and stays 2014. Only where pandas is not imported: with it the call is refused.
# jinguo hands polars datetime's own values, and reads numpy's days itself.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target "$place" polars==2.1.0 numpy==2.4.6
PYTHONPATH=$place python3 - <<'PYTHON'
import numpy, polars

days = numpy.array(["2014-05-01"], "datetime64[ns]")
as_array, as_list = polars.Series(days), polars.Series(list(days))
print("from the array:", as_array.dtype, as_array.dt.year().to_list())
print("from a list of its values:", as_list.dtype, as_list.dt.year().to_list())
assert as_array.dtype == polars.Datetime("ns") and as_array.dt.year().to_list() == [2014]
assert as_list.dtype == polars.Datetime("us") and as_list.to_physical().to_list() == days.astype("int64").tolist()
assert as_list.dt.year().to_list() == [46299]
PYTHON
