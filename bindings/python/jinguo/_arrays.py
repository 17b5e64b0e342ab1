"""Checks of arguments: what callers hand over becomes checked numpy arrays, or all of its faults at once.

A wrong kind of object (a string for an array) is a TypeError. Wrong content (dtype, shape, length,
a negative count) is collected, and `ArgumentChecks.close` raises one InputError with every issue. Every dtype
that holds the numbers without loss is taken (integers of any width, booleans, nullable and Arrow
columns, decimals and floats where they are whole); nothing is rounded or cut on the way.
"""

from __future__ import annotations

import decimal
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ._columns import library_of, table_of, values_of
from ._core import Issue, Message
from ._errors import InputError

INT32_MAX = 2**31 - 1
INT64_MAX = 2**63 - 1
INT64_MIN = -(2**63)
#: The integers that a double holds, every one.
EXACT = 2**53
#: The column in which an Arrow table keeps the labels of the pandas frame that it was made from.
PANDAS_INDEX = "__index_level_0__"
SCORE_DTYPES = ("int32", "int64", "float32", "float64")

Array = npt.NDArray[Any]


def kind_of(value: object) -> str:
    """The name of a type, as in a traceback."""
    return type(value).__name__


def is_number(value: object) -> bool:
    """A plain number of Python or numpy, or an array without dimensions."""
    if isinstance(value, (bool, int, float, decimal.Decimal, np.generic)):
        return not isinstance(value, (np.str_, np.bytes_))
    return isinstance(value, np.ndarray) and value.ndim == 0


def is_frame(value: object) -> bool:
    """A table with named columns of pandas, polars, Arrow or narwhals."""
    if isinstance(value, (np.ndarray, list, tuple, Mapping)):
        return False
    if library_of(value) not in ("pandas", "polars", "pyarrow", "narwhals"):
        return False
    if "Lazy" in kind_of(value):  # which would compute to tell its columns
        return True
    return hasattr(value, "columns") or hasattr(value, "column_names")


def watch(
    progress: Callable[[float, str], object] | None, time_limit: float | None
) -> tuple[Callable[[float, str], object] | None, float | None]:
    """How a long call is watched, its kinds checked; that the limit is not below 0 the core checks."""
    if progress is not None and not callable(progress):
        raise TypeError(f"progress: expected a function, not {kind_of(progress)}")
    if time_limit is None:
        return progress, None
    if isinstance(time_limit, bool) or not is_number(time_limit):
        raise TypeError(f"time_limit: expected a number of seconds, not {kind_of(time_limit)}")
    return progress, float(time_limit)


def frozen(array: Array) -> Array:
    """The array, read-only; a view if it could be written to."""
    view = array.view()
    view.flags.writeable = False
    return view


# --- any library's numbers as arrays ---------------------------------------------------------------


@dataclass
class Numbers:
    """An array and what is missing in it. Numbers keep their dtype, with NaN for a missing float;
    what is no number makes the dtype object."""

    array: Array
    missing: Array | None = None


def numbers_of_list(values: list[Any]) -> Numbers:
    """Python's own values, None for a missing one, in the narrowest of bool, int64, uint64, float64
    that holds them all without loss."""
    present = [value for value in values if value is not None]
    missing = None
    if len(present) < len(values):
        missing = np.fromiter((value is None for value in values), np.bool_, len(values))
    kinds = {type(value) for value in present}
    if any(issubclass(kind, decimal.Decimal) for kind in kinds) and all(
        value == int(value) for value in present if _is_real(value) and np.isfinite(float(value))
    ):
        present = [int(v) if isinstance(v, decimal.Decimal) and v.is_finite() else v for v in present]
        kinds = {type(value) for value in present}
    dtype: npt.DTypeLike = object
    if present and kinds == {bool}:
        dtype = np.bool_
    elif present and all(issubclass(kind, int) for kind in kinds):
        least, greatest = min(present), max(present)
        if INT64_MIN <= least and greatest <= INT64_MAX:
            dtype = np.int64
        elif 0 <= least and greatest < 2**64:
            dtype = np.uint64
    elif all(issubclass(kind, (int, float, np.floating, decimal.Decimal)) for kind in kinds):
        if all(abs(v) <= EXACT for v in present if isinstance(v, int)):
            dtype = np.float64
    if dtype is np.float64:
        floats = (np.nan if value is None else float(value) for value in values)
        return Numbers(np.fromiter(floats, np.float64, len(values)))
    array = np.zeros(len(values), dtype)
    there = slice(None) if missing is None else ~missing
    if dtype is object:
        held = np.empty(len(present), dtype)  # one by one: a list among them is a value too
        for at, value in enumerate(present):
            held[at] = value
        array[there] = held
    else:
        array[there] = present
    return Numbers(array, missing)


def _is_real(value: object) -> bool:
    return isinstance(value, (int, float, np.floating, decimal.Decimal))


def numbers_of(name: str, value: Any) -> Numbers:
    """One column of any library, or a list, by position. TypeError for what is none."""
    if isinstance(value, np.ma.MaskedArray):
        raise TypeError(f"{name}: a masked array; give the mask by itself")
    if isinstance(value, np.ndarray) and value.dtype.kind != "O":
        return Numbers(np.asarray(value))
    if is_frame(value):
        raise TypeError(f"{name}: expected one column, not a {kind_of(value)}")
    whole = _without_missing(value)
    if whole is not None:
        return Numbers(whole)
    if isinstance(value, (str, bytes, bytearray, set, frozenset, Mapping, type)) or not (
        hasattr(value, "__len__") or hasattr(value, "__array__") or hasattr(value, "to_native")
    ):
        raise TypeError(f"{name}: expected numbers or an array of them, not {kind_of(value)}")
    if library_of(value) not in _KNOWN and hasattr(value, "__array__"):
        return Numbers(np.asarray(value))
    return numbers_of_list(values_of(name, value))


_KNOWN = ("builtins", "numpy", "pandas", "polars", "pyarrow", "narwhals")


def _without_missing(value: Any) -> Array | None:
    """The numbers of a column where the library keeps them as numpy does; None where it does not."""
    library = library_of(value)
    if library == "pandas" and isinstance(getattr(value, "dtype", None), np.dtype):
        return None if value.dtype.kind == "O" else np.asarray(value)
    if library == "polars" and hasattr(value, "null_count"):
        plain = value.dtype.is_integer() or value.dtype.is_float()
        return value.to_numpy() if plain and value.null_count() == 0 else None
    if library == "pyarrow" and hasattr(value, "null_count"):
        import pyarrow as pa

        plain = pa.types.is_integer(value.type) or pa.types.is_floating(value.type)
        return np.asarray(value) if plain and value.null_count == 0 else None
    return None


@dataclass
class Matrix:
    """A matrix and what is missing in it, with the labels of a frame's rows and columns."""

    array: Array
    missing: Array | None = None
    rows: Any = None
    columns: Any = None


def matrix_of(name: str, value: Any) -> Matrix | None:
    """A matrix of numbers from an array, lists of rows, or a frame; None if it is ragged."""
    if isinstance(value, np.ma.MaskedArray):
        raise TypeError(f"{name}: a masked array; give the mask by itself")
    if is_number(value):
        raise TypeError(f"{name}: expected a matrix, not {kind_of(value)}")
    if is_frame(value):
        return _matrix_of_frame(name, value)
    if not isinstance(value, np.ndarray):
        if isinstance(value, (str, bytes, set, frozenset, Mapping, type)) or not (
            isinstance(value, (list, tuple)) or hasattr(value, "__array__")
        ):
            raise TypeError(f"{name}: expected numbers or an array of them, not {kind_of(value)}")
        try:
            value = np.asarray(value)
        except ValueError:
            return None
    array = np.asarray(value)
    if array.dtype.kind != "O":
        return Matrix(array)
    if array.ndim != 2:
        return Matrix(array) if array.ndim != 1 else None
    flat = numbers_of_list(values_of(name, array.ravel()))
    missing = None if flat.missing is None else flat.missing.reshape(array.shape)
    return Matrix(flat.array.reshape(array.shape), missing)


def _matrix_of_frame(name: str, frame: Any) -> Matrix:
    library = library_of(frame)
    if library == "narwhals":
        return _matrix_of_frame(name, frame.to_native())
    if library == "pandas":
        dtypes = set(frame.dtypes)
        if len(dtypes) == 1 and isinstance(dtype := dtypes.pop(), np.dtype) and dtype.kind != "O":
            return Matrix(np.asarray(frame), None, frame.index, frame.columns)
        native = [frame.iloc[:, at] for at in range(frame.shape[1])]
        rows, names = frame.index, frame.columns
    elif library == "polars" and hasattr(frame, "get_columns"):
        native, rows, names = frame.get_columns(), None, list(frame.columns)
    elif library == "pyarrow" and hasattr(frame, "column_names"):
        names = list(frame.column_names)
        rows = frame.column(PANDAS_INDEX) if names.count(PANDAS_INDEX) == 1 else None
        there = [at for at, column in enumerate(names) if rows is None or column != PANDAS_INDEX]
        native, names = [frame.column(at) for at in there], [names[at] for at in there]
    else:
        table = table_of(name, frame)
        native, rows, names = table.columns, None, table.names
    # Names that a library gave itself to unnamed columns are no labels.
    if rows is None and names == [f"column_{at}" for at in range(len(names))]:
        names = None
    parts = [numbers_of(name, column) for column in native]
    count = len(parts[0].array) if parts else len(frame)
    dtype = common_dtype([part.array.dtype for part in parts])
    array = np.zeros((count, len(parts)), dtype, order="F")
    missing = np.zeros(array.shape, np.bool_, order="F")
    for at, part in enumerate(parts):
        if dtype.kind == "f" and part.array.dtype.kind in "iu" and not _exact(part.array):
            array = array.astype(object)  # refused as no number rather than rounded
        array[:, at] = part.array
        if part.missing is not None:
            missing[:, at] = part.missing
            if dtype.kind == "f":
                array[part.missing, at] = np.nan
    return Matrix(array, missing if missing.any() else None, rows, names)


def _exact(array: Array) -> bool:
    return not array.size or (int(array.min()) >= -EXACT and int(array.max()) <= EXACT)


def common_dtype(dtypes: list[np.dtype[Any]]) -> np.dtype[Any]:
    """The dtype that holds columns of these side by side; object where none does."""
    kinds = {dtype.kind for dtype in dtypes}
    if not kinds <= set("biuf"):
        return np.dtype(object)
    if len(set(dtypes)) == 1:
        return dtypes[0]
    if kinds <= set("biu"):
        wide = np.dtype(np.uint64) in dtypes
        return np.dtype(np.uint64 if wide and kinds <= set("bu") else object if wide else np.int64)
    return np.dtype(np.float64)


class ArgumentChecks:
    """Collects the faults of one call's arguments."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []

    def fault(self, code: str, name: str, /, **parameters: object) -> None:
        """Notes a fault of the argument `name`; parameters fill the catalogue's text."""
        pairs = [(key, str(value)) for key, value in parameters.items()]
        self.issues.append(Issue(code, column=name, expected=Message(code, pairs)))

    def entry(self, code: str, name: str, label: object, value: object, **parameters: object) -> None:
        """Notes a fault of one entry of an argument: of which node or row, and what it is."""
        pairs = [(key, str(given)) for key, given in parameters.items()]
        place = name if label is None else f"{name}[{label}]"
        issue = Issue(code, column=place, value=str(value), expected=Message(code, pairs))
        self.issues.append(issue)

    def close(self) -> None:
        """Raises InputError if there was any fault."""
        if self.issues:
            raise InputError(self.issues)

    # --- single values -------------------------------------------------------------------------

    def one_of(self, name: str, value: str, there: Iterable[str]) -> None:
        """A name among those there are; the fault lists them."""
        known = sorted(set(there))
        if value not in known:
            self.fault("python.enumerator", name, allowed=", ".join(known))

    def whole(self, name: str, value: Any, least: int, greatest: int) -> int:
        """One whole number within limits (`least` when it is not)."""
        if isinstance(value, np.ndarray) and value.ndim == 0:
            value = value[()]
        if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, float, np.number)):
            raise TypeError(f"{name}: expected a whole number, not {kind_of(value)}")
        if not isinstance(value, (int, np.integer)):
            self.fault("python.dtype", name, expected="a whole number", actual=kind_of(value))
            return least
        if not least <= int(value) <= greatest:
            self.fault("python.range", name, least=least, greatest=greatest)
            return least
        return int(value)

    def number(self, name: str, value: Any, nan: bool = False) -> float:
        """One number not below 0, or NaN if that may be (0 when it is not)."""
        if not is_number(value) or isinstance(value, (bool, np.bool_)):
            raise TypeError(f"{name}: expected a number, not {kind_of(value)}")
        if isinstance(value, (complex, np.complexfloating, np.datetime64, np.timedelta64)):
            self.fault("python.dtype", name, expected="a number", actual=kind_of(value))
            return 0.0
        if not (value >= 0 or (nan and value != value)):
            self.fault("python.negative", name)
            return 0.0
        return float(value)

    # --- columns -------------------------------------------------------------------------------

    def vector(self, name: str, numbers: Numbers, shape: str = "(k,)") -> Array | None:
        """The array of a column that has one dimension and nothing missing."""
        if numbers.array.ndim != 1:
            actual = str(numbers.array.shape)
            self.fault("python.shape", name, expected=shape, actual=actual)
            return None
        if numbers.missing is not None:
            at = int(np.flatnonzero(numbers.missing)[0])
            self.fault("python.missing", name, what="entry", value=f"[{at}]")
            return None
        return numbers.array

    def integers(
        self,
        name: str,
        array: Array,
        least: int = -INT64_MAX,
        greatest: int = INT64_MAX,
        label: Callable[[int], object] | None = None,
    ) -> Array:
        """The array as int64 (uint64 where only that holds the limit), if it holds whole numbers within
        limits. A fault names one wrong entry,
        by `label` of its place if given, and its value."""
        nothing = np.zeros(array.shape, np.int64)
        kind = array.dtype.kind
        if kind == "O" and all(isinstance(item, int) for item in array.ravel().tolist()):
            pass  # whole, though beyond 64 bits
        elif kind not in "biuf":
            self.fault("python.dtype", name, expected="integers", actual=content_of(array))
            return nothing
        elif kind == "f" and not _whole(array):
            at = np.unravel_index(int((~_whole_entries(array)).argmax()), array.shape)
            place = _place(at, array, label)
            if np.isnan(array[at]):
                self.fault("python.missing", name, what="entry", value=f"[{place}]")
            else:
                self.entry(
                    "python.dtype", name, place, array[at], expected="whole numbers", actual=array.dtype
                )
            return nothing
        below = bool(array.size) and int(array.min()) < least
        if below or (array.size and int(array.max()) > greatest):
            at = np.unravel_index(int(array.argmin() if below else array.argmax()), array.shape)
            code = "python.negative" if below and least == 0 else "python.range"
            place = _place(at, array, label)
            self.entry(code, name, place, array[at], least=least, greatest=greatest)
            return nothing
        return np.ascontiguousarray(array, dtype=np.int64 if greatest <= INT64_MAX else np.uint64)

    def unsigned(
        self, name: str, array: Array, label: Callable[[int], object] | None = None
    ) -> Array:
        """The array as uint64, if it holds whole numbers that fit."""
        return self.integers(name, array, 0, 2**64 - 1, label).astype(np.uint64, copy=False)

    def whole_flags(
        self, name: str, array: Array, label: Callable[[int], object] | None = None
    ) -> Array:
        """Booleans, or the numbers 0 and 1, as booleans."""
        if array.dtype == np.bool_:
            return array
        return self.integers(name, array, 0, 1, label).astype(np.bool_)

    # --- scores --------------------------------------------------------------------------------

    def scores(self, name: str, value: Any, shape: str = "(n, m)") -> Matrix | None:
        """A matrix of one of the four dtypes in this machine's byte order, of any strides; what is
        missing is NaN in it, or the least int64."""
        if type(value).__module__.startswith("scipy.sparse"):
            raise TypeError(f"{name}: a sparse matrix; use Market.sparse")
        matrix = matrix_of(name, value)
        if matrix is None or matrix.array.ndim != 2:
            actual = "ragged" if matrix is None else str(matrix.array.shape)
            self.fault("python.shape", name, expected=shape, actual=actual)
            return None
        array = self.score_array(name, Numbers(matrix.array, matrix.missing))
        if array is None:
            return None
        return Matrix(addressable(array), None, matrix.rows, matrix.columns)

    def score_array(self, name: str, numbers: Numbers) -> Array | None:
        """Scores in one of the four dtypes, without loss; what is missing as in `scores`."""
        array, missing = numbers.array, numbers.missing
        if not array.size and array.dtype.kind not in "iuf":
            array = array.astype(np.float64)  # an empty list says no dtype
        kind, size = array.dtype.kind, array.dtype.itemsize
        dtype: npt.DTypeLike
        if kind == "b" or (kind in "iu" and size <= 2) or (kind == "i" and size == 4):
            dtype = np.int32
        elif kind in "iu" and (kind == "i" or size == 4):
            dtype = np.int64
        elif kind == "u":
            dtype = np.int64
            if array.size and int(array.max()) > INT64_MAX:
                self.fault("python.range", name, least=-INT64_MAX, greatest=INT64_MAX)
                return None
        elif kind == "f" and (size <= 8 or _held_by_double(array)):
            dtype = np.float32 if size <= 4 else np.float64
        else:
            expected = f"integers or floats ({', '.join(SCORE_DTYPES)})"
            self.fault("python.dtype", name, expected=expected, actual=content_of(array))
            return None
        if missing is not None and kind != "f":
            array = array.astype(np.int64)
            array[missing] = INT64_MIN
            return array
        return array if array.dtype == dtype and array.dtype.isnative else array.astype(dtype)


def _whole_entries(array: Array) -> Array:
    return np.isfinite(array) & (array == np.rint(array))


def _whole(array: Array) -> bool:
    return bool(_whole_entries(array).all())


def _place(at: tuple[Any, ...], array: Array, label: Callable[[int], object] | None) -> object:
    """What stands in the brackets of a fault's place; None for one number that is for all."""
    if array.size == 1 and label is not None:
        return None
    if label is not None:
        return label(int(at[0]))
    return ", ".join(str(int(part)) for part in at)


def _held_by_double(array: Array) -> bool:
    narrow = array.astype(np.float64)
    return bool(((narrow == array) | np.isnan(array)).all())


def content_of(array: Array) -> str:
    """What an array holds, for a message: its dtype, or the types of its objects."""
    if array.dtype.kind != "O":
        return str(array.dtype)
    kinds = {kind_of(item) for item in array.ravel().tolist() if item is not None}
    return ", ".join(sorted(kinds)) or "nothing"


def addressable(array: Array) -> Array:
    """The array itself if its steps are whole elements, else a copy.

    Steps within an element (a field of a structured array), an address that the processor could
    not read, or one number repeated over both axes cannot be told to the solver as steps.
    """
    steps_fit = all(step % array.itemsize == 0 for step in array.strides)
    repeated = array.size > 1 and not any(array.strides)
    return array if steps_fit and array.flags.aligned and not repeated else array.copy(order="C")


def row_blocks(rows: int, columns: int) -> Iterator[tuple[int, int]]:
    """Ranges of rows of about a million entries each."""
    step = max(1, 1_000_000 // max(1, columns))
    for start in range(0, rows, step):
        yield start, min(rows, start + step)
