"""Columns of any library as lists of Python's own values, nothing lost and nothing rounded.

Whatever a library calls missing (None, NaN, NaT, pandas.NA, null, a masked entry) is None, in lists
too. Whole numbers stay int, whatever stands beside them; days and times become those of `datetime`
where it can hold them, and stay the library's own where it cannot (nanoseconds); floats narrower than
64 bits stay numpy's, which know their precision. A library is looked at by its module's name, so that
none is imported that the caller did not.
"""

from __future__ import annotations

import datetime
import decimal
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ._core import Issue, Message
from ._errors import InputError

LAZY = ("dask", "dask_expr", "modin", "pyspark", "duckdb", "ibis", "sqlframe", "daft", "datafusion")


@dataclass
class Table:
    """A frame's columns in its order; two may have one name. ``index``: named levels beside them;
    ``native``: the columns as they came, where their library has columns."""

    names: list[Any]
    columns: list[list[Any]]
    index: list[Any]
    labelled: bool = False  # its rows have labels that are not their numbers
    native: list[Any] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    def column(self, name: Any) -> list[Any] | None:
        """The first column of a name."""
        return self.columns[self.names.index(name)] if name in self.names else None

    def as_it_came(self, name: Any) -> Any:
        """The same, as its library has it; None where it has no columns."""
        return self.native[self.names.index(name)] if self.native else None


def library_of(value: object) -> str:
    """The package that a value's class comes from: "pandas", "polars", "pyarrow", "numpy" ..."""
    for kind in type(value).__mro__[:-1]:
        package = kind.__module__.partition(".")[0]
        if package in ("pandas", "polars", "pyarrow", "numpy", "narwhals", *LAZY):
            return package.removeprefix("_")
    return type(value).__module__.partition(".")[0].removeprefix("_")


def is_column(value: object) -> bool:
    """Whether it is one column: a sequence, an array of one dimension, a Series, an Arrow array."""
    if isinstance(value, (str, bytes, bytearray, Mapping, type)):
        return False
    if isinstance(value, (Sequence, range)):
        return True
    if isinstance(value, np.ndarray):
        return value.ndim == 1
    return getattr(value, "ndim", 1) == 1 and type(value).__name__ in (
        "Series", "Index", "RangeIndex", "MultiIndex", "DatetimeIndex", "CategoricalIndex",
        "Categorical", "ChunkedArray",
    ) or (library_of(value) in ("pandas", "pyarrow") and type(value).__name__.endswith("Array"))


def values_of(name: str, column: Any) -> list[Any]:
    """A column's values. TypeError, which names the column, for what is none."""
    if isinstance(column, np.ndarray):
        return _of_numpy(name, column)
    is_frame = hasattr(column, "columns") or hasattr(column, "column_names")
    if is_frame or isinstance(column, (str, bytes, bytearray, Mapping, type, set, frozenset)):
        raise TypeError(f"{name}: expected a column of values, not {type(column).__name__}")
    library = library_of(column)
    if library == "narwhals" and hasattr(column, "to_native"):
        return values_of(name, column.to_native())
    if library == "pandas" and hasattr(column, "dtype"):
        return _of_pandas(name, column)
    if library == "polars" and hasattr(column, "to_list"):
        return _of_polars(column)
    if library == "pyarrow" and hasattr(column, "to_pylist"):
        return _of_arrow(column)
    if library in LAZY:
        raise TypeError(f"{name}: {_collect(column)}")
    if isinstance(column, Iterable):
        return [plain(value) for value in column]
    raise TypeError(f"{name}: expected a column of values, not {type(column).__name__}")


def table_of(name: str, frame: Any) -> Table:
    """A frame's columns: of pandas, polars, Arrow (tables and record batches), a numpy array with
    named fields, a dict of columns, a list of dicts (a key that one lacks is missing there), or any
    other library's whose frames narwhals knows as eager. TypeError, which says `name`, for what is no
    frame, and for one that is still to be computed; InputError for columns of unlike rows."""
    if isinstance(frame, Mapping):
        refuse_unlike_rows(name, frame)
        columns = [values_of(f"{name}, {key}", frame[key]) for key in frame]
        return Table(list(frame), columns, [], native=list(frame.values()))
    if isinstance(frame, (list, tuple)) and all(isinstance(row, Mapping) for row in frame):
        keys = list(dict.fromkeys(key for row in frame for key in row))
        return Table(keys, [[plain(row.get(key)) for row in frame] for key in keys], [])
    if isinstance(frame, np.ndarray) and frame.ndim == 1 and frame.dtype.names:
        keys = list(frame.dtype.names)
        native = [frame[key] for key in keys]
        return Table(keys, [_of_numpy(name, column) for column in native], [], native=native)
    library = library_of(frame)
    kind = type(frame).__name__
    if library == "narwhals" and hasattr(frame, "to_native"):
        return table_of(name, frame.to_native())
    if library in LAZY or "Lazy" in kind:
        raise TypeError(f"{name}: {_collect(frame)}")
    if library == "pandas" and hasattr(frame, "iloc") and getattr(frame, "ndim", 0) == 2:
        return _of_pandas_frame(name, frame)
    if library == "polars" and hasattr(frame, "get_columns"):
        native = frame.get_columns()
        return Table(list(frame.columns), [_of_polars(column) for column in native], [], native=native)
    if library == "pyarrow" and hasattr(frame, "column_names") and hasattr(frame, "column"):
        native = [frame.column(at) for at in range(frame.num_columns)]
        columns = [_of_arrow(column) for column in native]
        return Table(list(frame.column_names), columns, [], native=native)
    if library == "pyarrow" and hasattr(frame, "read_all"):
        return table_of(name, frame.read_all())
    if library in ("builtins", "numpy", "pandas", "polars", "pyarrow") or isinstance(frame, type):
        raise TypeError(f"{name}: expected a frame, not {kind}")
    try:
        import narwhals as nw

        table = nw.from_native(frame, eager_only=True)
    except (ImportError, TypeError):
        raise TypeError(f"{name}: expected a frame, not {kind}") from None
    columns = [[plain(value) for value in table[column].to_list()] for column in table.columns]
    return Table(list(table.columns), columns, [])


def refuse_unlike_rows(name: str, columns: Mapping[Any, Any]) -> None:
    """InputError where two of the columns are Series whose labels say that their rows are others':
    by position each would stand beside another's value."""
    series = {
        key: column.index for key, column in columns.items()
        if library_of(column) == "pandas" and hasattr(column, "iloc") and hasattr(column, "index")
    }  # fmt: skip
    for key, index in series.items():
        first = next(iter(series))
        if index.equals(series[first]):
            continue
        code, said = "python.frame.rows", [("one", str(first)), ("other", str(key))]
        expected, mend = Message(code, said), Message(code + ".mend", said)
        raise InputError([Issue(code, file=name, column=str(key), expected=expected, mend=mend)])


def plain(value: Any) -> Any:
    """One value: None for what is missing, Python's own types for the libraries' (see above)."""
    if value is None or type(value).__name__ in ("NAType", "NaTType") or value is np.ma.masked:
        return None
    if isinstance(value, (str, bool, int)):
        return value.item() if isinstance(value, np.generic) else value
    if isinstance(value, float):  # also numpy's float64
        return None if math.isnan(value) else float(value)
    if isinstance(value, decimal.Decimal):
        return None if value.is_nan() else value
    if isinstance(value, np.ndarray):
        return plain(value[()]) if value.ndim == 0 else _of_numpy("", value)
    if isinstance(value, (np.datetime64, np.timedelta64)):
        return _of_numpy("", np.array([value]))[0]
    if isinstance(value, np.floating):
        return None if np.isnan(value) else value
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    library = library_of(value)
    if library == "pandas" and isinstance(value, datetime.datetime):  # a Timestamp
        return value if value.nanosecond else value.to_pydatetime()  # type: ignore[attr-defined]
    if library == "pandas" and isinstance(value, datetime.timedelta):
        return value if value.nanoseconds else value.to_pytimedelta()  # type: ignore[attr-defined]
    if library == "pyarrow" and hasattr(value, "as_py"):
        return plain(value.as_py())
    if library in ("pandas", "polars") and is_column(value):
        return values_of("", value)
    return value


def _of_numpy(name: str, array: Any) -> list[Any]:
    if isinstance(array, np.ma.MaskedArray):
        values = _of_numpy(name, np.asarray(array.data))
        hidden = np.ma.getmaskarray(array)
        return [None if gone is True else value for value, gone in zip(values, hidden.tolist(), strict=True)]
    if array.ndim == 0:
        raise TypeError(f"{name}: expected a column of values, not one value")
    if array.ndim > 1:
        return [_of_numpy(name, row) for row in array]
    kind = array.dtype.kind
    if kind in "biuU":
        return array.tolist()
    if kind in "mM":
        return _moments(array)
    if kind == "f":
        values = array.tolist() if array.dtype.itemsize == 8 else list(array)
        gone = np.isnan(array)
        return [None if no else v for v, no in zip(values, gone.tolist(), strict=True)] if gone.any() else values
    return [plain(value) for value in array.tolist()]


def _moments(array: Any) -> list[Any]:
    """Days, times and durations of numpy; what `datetime` cannot hold stays as it is."""
    unit, _ = np.datetime_data(array.dtype)
    if unit in ("Y", "M"):  # no days
        return [None if gone else array[at] for at, gone in enumerate(np.isnat(array).tolist())]
    days = array.dtype.kind == "M" and unit in ("W", "D")
    coarse = array.astype("M8[D]" if days else f"{array.dtype.kind}8[us]")
    same = (coarse == array) | np.isnat(array)  # false where a finer unit had something to lose
    held = coarse.tolist()
    return [
        value if fits and not isinstance(value, int) else array[at]
        for at, (value, fits) in enumerate(zip(held, same.tolist(), strict=True))
    ]


def _of_pandas(name: str, column: Any) -> list[Any]:
    dtype = column.dtype
    kind = type(dtype).__name__
    if kind == "CategoricalDtype":
        words = values_of(name, dtype.categories)
        codes = column.cat.codes if hasattr(column, "cat") else column.codes
        return [words[code] if code >= 0 else None for code in np.asarray(codes).tolist()]
    if kind == "ArrowDtype":
        array = getattr(column, "array", column)
        return _of_arrow(array.__arrow_array__())
    if isinstance(dtype, np.dtype) and dtype.kind != "O":
        return _of_numpy(name, column.to_numpy())
    if kind == "Float32Dtype":
        wide = column.to_numpy(dtype="float32", na_value=np.nan)
        return _of_numpy(name, wide)
    if kind == "SparseDtype":
        return _of_numpy(name, np.asarray(column))
    if kind == "PeriodDtype" and dtype.freq.freqstr == "D":
        times = column.dt.to_timestamp() if hasattr(column, "dt") else column.to_timestamp()
        return values_of(name, times)
    return [plain(value) for value in column.astype(object).tolist()]


def _of_pandas_frame(name: str, frame: Any) -> Table:
    native = [frame.iloc[:, at] for at in range(frame.shape[1])]
    columns = [_of_pandas(name, column) for column in native]
    index = frame.index
    kinds = {"i", "u"} if index.nlevels == 1 else set()
    return Table(
        list(frame.columns),
        columns,
        [level for level in index.names if level is not None],
        getattr(index.dtype, "kind", "O") not in kinds,
        native,
    )


def _of_polars(column: Any) -> list[Any]:
    kind = str(column.dtype)
    if kind == "Float32":
        gone = column.is_null().to_numpy()
        values = column.fill_null(0).to_numpy()
        return [None if no or np.isnan(v) else v for v, no in zip(values, gone.tolist(), strict=True)]
    if kind.startswith(("Datetime(time_unit='ns'", "Duration(time_unit='ns'")):
        unit = "M8[ns]" if kind.startswith("Datetime") else "m8[ns]"
        ticks = column.to_physical().to_list()
        if any(tick is not None and tick % 1000 for tick in ticks):
            return [None if tick is None else plain(np.int64(tick).astype(unit)) for tick in ticks]
    return [plain(value) for value in column.to_list()]


def _of_arrow(column: Any) -> list[Any]:
    import pyarrow as pa

    kind = column.type
    if pa.types.is_dictionary(kind):
        return _of_arrow(column.cast(kind.value_type))
    if getattr(kind, "storage_type", None) is not None and hasattr(column, "cast"):
        return _of_arrow(column.cast(kind.storage_type))
    if pa.types.is_float16(kind) or pa.types.is_float32(kind):
        narrow = np.float16 if pa.types.is_float16(kind) else np.float32
        return [None if v is None or math.isnan(v) else narrow(v) for v in column.to_pylist()]
    if (pa.types.is_timestamp(kind) or pa.types.is_duration(kind)) and kind.unit == "ns":
        ticks = column.cast(pa.int64()).to_pylist()
        if any(tick is not None and tick % 1000 for tick in ticks):
            unit = "M8[ns]" if pa.types.is_timestamp(kind) else "m8[ns]"
            return [None if tick is None else plain(np.int64(tick).astype(unit)) for tick in ticks]
        zone = getattr(kind, "tz", None)
        coarse = pa.timestamp("us", zone) if pa.types.is_timestamp(kind) else pa.duration("us")
        return column.cast(coarse).to_pylist()
    return [plain(value) for value in column.to_pylist()]


def _collect(value: object) -> str:
    kind = f"{library_of(value)}.{type(value).__name__}"
    return f"{kind} is still to be computed: collect it into a pandas, polars or Arrow frame first"
