"""The door: what callers hand over becomes checked numpy arrays, or all of its faults at once.

A wrong kind of object (a string for an array) is a TypeError. Wrong content (dtype, shape, length,
a negative count) is collected, and `Door.close` raises one InputError with every issue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from ._core import Issue, Message
from ._errors import InputError

INT32_MAX = 2**31 - 1
INT64_MAX = 2**63 - 1
SCORE_DTYPES = ("int32", "int64", "float32", "float64")

Array = npt.NDArray[Any]


def kind_of(value: object) -> str:
    """The name of a type, as in a traceback."""
    return type(value).__name__


def as_array(name: str, value: Any) -> Array | None:
    """The array of a list, an array or a Series (by position); None if its rows do not fit."""
    if isinstance(value, np.ma.MaskedArray):
        raise TypeError(f"{name}: a masked array; give the mask by itself")
    if isinstance(value, (list, tuple, range)):
        try:
            return np.asarray(value) if len(value) else np.zeros(0, np.int64)
        except ValueError:
            return None
    if isinstance(value, np.ndarray):
        return np.asarray(value)
    if isinstance(value, type) or not hasattr(value, "__array__"):
        raise TypeError(f"{name}: expected numbers or an array of them, not {kind_of(value)}")
    return np.asarray(value)


def is_number(value: object) -> bool:
    """A plain number of Python or numpy, or an array without dimensions."""
    if isinstance(value, (bool, int, float, np.generic)):
        return not isinstance(value, (np.str_, np.bytes_))
    return isinstance(value, np.ndarray) and value.ndim == 0


def frozen(array: Array) -> Array:
    """The array, read-only; a view if it could be written to."""
    view = array.view()
    view.flags.writeable = False
    return view


class Door:
    """Collects the faults of one call's arguments."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []

    def fault(self, code: str, name: str, /, **parameters: object) -> None:
        """Notes a fault of the argument `name`; parameters fill the catalogue's text."""
        pairs = [(key, str(value)) for key, value in parameters.items()]
        self.issues.append(Issue(code, column=name, expected=Message(code, pairs)))

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

    # --- one value a node ----------------------------------------------------------------------

    def each(self, name: str, value: Any, length: int) -> Array:
        """One number or one a node: an array of 1 or `length` entries of any dtype."""
        if is_number(value):
            return np.asarray(value).reshape(1)
        array = as_array(name, value)
        if array is None or array.ndim != 1:
            shape = "ragged" if array is None else str(array.shape)
            self.fault("python.shape", name, expected=f"({length},)", actual=shape)
            return np.zeros(1, np.int64)
        if len(array) != length:
            self.fault("python.length", name, expected=length, actual=len(array))
            return np.zeros(1, np.int64)
        # A length of one means one for all; the market is told so only when it was said so.
        return array

    def integers(
        self, name: str, array: Array, least: int = -INT64_MAX, greatest: int = INT64_MAX
    ) -> Array:
        """The array as int64, if it holds integers within limits."""
        if array.dtype.kind not in "iu":
            self.fault("python.dtype", name, expected="integers", actual=array.dtype)
            return np.zeros(array.shape, np.int64)
        if array.size and not (int(array.min()) >= least and int(array.max()) <= greatest):
            code = "python.negative" if least == 0 and int(array.min()) < 0 else "python.range"
            self.fault(code, name, least=least, greatest=greatest)
            return np.zeros(array.shape, np.int64)
        return np.ascontiguousarray(array, dtype=np.int64)

    def counts(self, name: str, value: Any, length: int) -> Array:
        """Units: whole numbers not below 0."""
        return self.integers(name, self.each(name, value, length), 0)

    def flags(self, name: str, value: Any, length: int) -> Array:
        """Booleans, or the numbers 0 and 1, as uint8."""
        array = self.each(name, value, length)
        if array.dtype.kind != "b":
            array = self.integers(name, array, 0, 1)
        return np.ascontiguousarray(array, dtype=np.uint8)

    def numbers64(self, name: str, value: Any, length: int) -> Array:
        """Unsigned 64-bit numbers, one a node."""
        if isinstance(value, (list, tuple)) and all(
            isinstance(item, int) and 0 <= item < 2**64 for item in value
        ):
            array: Array | None = np.array(value, dtype=np.uint64)  # else numpy may take floats
        else:
            array = as_array(name, value)
        if array is None or array.ndim != 1 or len(array) != length:
            shape = "ragged" if array is None else str(array.shape)
            self.fault("python.shape", name, expected=f"({length},)", actual=shape)
        elif array.dtype.kind not in "iu":
            self.fault("python.dtype", name, expected="integers", actual=array.dtype)
        elif array.dtype.kind == "i" and array.size and int(array.min()) < 0:
            self.fault("python.negative", name)
        else:
            return np.ascontiguousarray(array, dtype=np.uint64)
        return np.zeros(length, np.uint64)

    def points(self, name: str, value: Any, length: int) -> Array:
        """Whole points, exactly one a node or one for all, as int64 of full length."""
        array = self.integers(name, self.each(name, value, length))
        return np.ascontiguousarray(np.broadcast_to(array, (length,)))

    def outside(self, name: str, value: Any, length: int, scale: int, floats: bool) -> Array:
        """Outside values, in the units of the scores; scaled as they are."""
        array = self.each(name, value, length)
        if array.dtype.kind in "iu" and (scale == 1 or array.size == 0):
            return self.integers(name, array)
        if array.dtype.kind in "iu" or (floats and array.dtype.kind == "f"):
            given = array.astype(np.float64)
            if not np.isfinite(given).all():
                self.fault("python.finite", name)
                return np.zeros(array.shape, np.int64)
            # Beyond the limit of scores the solver answers out_of_range; only the cast is guarded.
            with np.errstate(over="ignore"):
                scaled = np.clip(np.rint(given * scale), -(2.0**60), 2.0**60)
            return scaled.astype(np.int64)
        expected = "integers or floats" if floats else "integers"
        self.fault("python.dtype", name, expected=expected, actual=array.dtype)
        return np.zeros(array.shape, np.int64)

    def pairs(self, name: str, value: Any) -> Array:
        """Pairs (left, right) as int32 of shape (k, 2); an index beyond int32 stays wrong."""
        if is_number(value):
            raise TypeError(f"{name}: expected pairs (left, right), not {kind_of(value)}")
        array = as_array(name, value)
        if array is not None and array.size == 0:
            return np.zeros((0, 2), np.int32)
        if array is None or array.ndim != 2 or array.shape[1] != 2:
            shape = "ragged" if array is None else str(array.shape)
            self.fault("python.shape", name, expected="(k, 2)", actual=shape)
        elif array.dtype.kind not in "iu":
            self.fault("python.dtype", name, expected="integers", actual=array.dtype)
        else:
            inside = np.clip(array, -1 if array.dtype.kind == "i" else 0, INT32_MAX)
            return np.ascontiguousarray(inside, dtype=np.int32)
        return np.zeros((0, 2), np.int32)

    # --- matrices ------------------------------------------------------------------------------

    def scores(self, name: str, value: Any, shape: str = "(n, m)") -> Array | None:
        """A matrix of one of the four dtypes in this machine's byte order, of any strides."""
        if type(value).__module__.startswith("scipy.sparse"):
            raise TypeError(f"{name}: a sparse matrix; use Market.sparse")
        if is_number(value):
            raise TypeError(f"{name}: expected a matrix, not {kind_of(value)}")
        array = as_array(name, value)
        if array is None or array.ndim != 2:
            actual = "ragged" if array is None else str(array.shape)
            self.fault("python.shape", name, expected=shape, actual=actual)
            return None
        if array.dtype.name not in SCORE_DTYPES or not array.dtype.isnative:
            expected = ", ".join(SCORE_DTYPES)
            self.fault("python.dtype", name, expected=expected, actual=array.dtype.str)
            return None
        return addressable(array)


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
