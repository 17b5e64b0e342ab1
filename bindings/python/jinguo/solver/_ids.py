"""The nodes of one side, as callers name them: by id where the market knows ids, else by number."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import numpy as np

from .. import _core
from .._arrays import (
    INT32_MAX,
    Array,
    ArgumentChecks,
    Numbers,
    content_of,
    frozen,
    is_frame,
    is_number,
    kind_of,
    matrix_of,
    numbers_of,
    numbers_of_list,
)
from .._columns import library_of, plain, table_of, values_of
from .._frames import Backend

#: Of capacities, floors and demands: as the core has it.
MOST_UNITS = 2**40
MAX_SCORE: int = _core.max_score
#: Says that every node must be named.
REQUIRED: Any = object()


def labels_of(index: Any) -> list[Any] | None:
    """The labels of an axis as Python's own values, None for a missing one; None for no axis."""
    if index is None or isinstance(index, list):
        return index
    if getattr(index, "nlevels", 1) > 1:
        return [tuple(plain(part) for part in label) for label in index.tolist()]
    return values_of("labels", index)


def is_numbering(labels: list[Any]) -> bool:
    """0, 1, 2 ...: what a library gives to rows that nobody named."""
    return all(type(label) is int and label == at for at, label in enumerate(labels))


def label_of(value: Any) -> Any:
    """One id as a Python value that can be looked up; a list stands for what cannot."""
    return tuple(plain(part) for part in value) if isinstance(value, tuple) else plain(value)


class Ids:
    """The ids of one side in the order of its indices, with the column that they came in, so that
    they go out in the same dtype."""

    __slots__ = ("labels", "native", "index", "values", "with_numbers")

    labels: list[Hashable]
    native: Any  #: A Series or an array of the library that they came from; None for plain values.
    index: dict[Hashable, int]
    values: Array  #: As numpy has them: numbers and days in their dtype, all else as objects.
    with_numbers: bool  #: Whether a whole number may be an id.

    def __init__(self, labels: list[Hashable], native: Any = None) -> None:
        self.labels = labels
        self.native = native
        self.index = {label: at for at, label in enumerate(labels)}
        self.values = frozen(_as_numpy(labels, native))
        self.with_numbers = any(isinstance(label, int) for label in labels)

    def take(self, indices: Array, backend: Backend) -> Any:
        """The ids of some nodes, as a column for a frame of the backend."""
        if self.native is not None and library_of(self.native) == backend:
            return gathered(self.native, indices)
        if self.values.dtype.kind != "O" or backend == "pandas":
            return self.values[indices]
        return [self.labels[at] for at in indices.tolist()]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ids) and self.labels == other.labels

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> Any:
        return Ids, (self.labels, self.native)


def _as_numpy(labels: list[Hashable], native: Any) -> Array:
    if native is not None:
        dtype = getattr(native, "dtype", None)
        if isinstance(native, np.ndarray) or isinstance(dtype, np.dtype):
            array = np.array(native)
        else:
            array = numbers_of("ids", native).array
        if array.dtype.kind in "biufmM":
            return array
    numbers = numbers_of_list(list(labels)).array
    if numbers.dtype.kind in "biuf":
        return numbers
    values = np.empty(len(labels), object)
    for at, label in enumerate(labels):
        values[at] = label
    return values


def gathered(native: Any, indices: Array) -> Any:
    """Some entries of a column of pandas, polars or Arrow, or of an array."""
    library = library_of(native)
    if library == "pandas":
        return native.iloc[indices].reset_index(drop=True)
    if library == "polars":
        return native.gather(indices)
    return native.take(indices)


def native_of(column: Any) -> Any:
    """A column that keeps its dtype: a Series of pandas for its indices too; None for a plain list."""
    library = library_of(column)
    if library == "pandas":
        import pandas as pd

        return column.reset_index(drop=True) if isinstance(column, pd.Series) else pd.Series(column)
    if library in ("polars", "pyarrow"):
        return column
    return column if isinstance(column, np.ndarray) and column.dtype.kind in "biufmM" else None


def extended(native: Any, labels: list[Hashable], more: list[Hashable]) -> Any:
    """A column with more entries of its dtype; None where its dtype does not hold them."""
    if native is None or not more:
        return native
    library = library_of(native)
    try:
        if library == "pandas":
            import pandas as pd

            longer: Any = pd.concat([native, pd.Series(more, dtype=native.dtype)], ignore_index=True)
        elif library == "polars":
            import polars as pl

            longer = pl.concat([native, pl.Series(native.name, more, dtype=native.dtype)])
        elif library == "pyarrow":
            import pyarrow as pa

            chunks = native.chunks if hasattr(native, "chunks") else [native]
            longer = pa.chunked_array([*chunks, pa.array(more, type=native.type)])
        else:
            longer = np.concatenate([native, np.array(more, dtype=native.dtype)])
    except Exception:  # each library has errors of its own for a value that a dtype does not hold
        return None
    return longer if values_of("ids", longer) == [*labels, *more] else None


def ids_of(checks: ArgumentChecks, name: str, axis: Any) -> Ids | None:
    """The ids that an axis of a frame says; None if it only counts its rows."""
    labels = labels_of(axis)
    if labels is None or is_numbering(labels):
        return None
    if not _distinct(checks, name, labels):
        return None
    native = None if isinstance(axis, list) or getattr(axis, "nlevels", 1) > 1 else native_of(axis)
    return Ids(labels, native)


def _distinct(checks: ArgumentChecks, name: str, labels: list[Any]) -> bool:
    seen: set[Any] = set()
    for at, label in enumerate(labels):
        if label is None or isinstance(label, list):
            checks.fault("python.missing", name, what="label", value=f"[{at}]")
            return False
        if label in seen:
            checks.fault("python.duplicate", name, what="label", value=label)
            return False
        seen.add(label)
    return True


class Side:
    """One side of a market whose arguments are checked: how many nodes, and what they are called."""

    def __init__(self, name: str, size: int, ids: Ids | None = None) -> None:
        self.name = name
        self.size = size
        self.ids = ids
        # Where no id is a whole number, a whole number can only be an index.
        self.by_number = ids is None or not ids.with_numbers

    def __len__(self) -> int:
        return self.size

    @property
    def _what(self) -> str:
        known = f"{self.name} ids"
        return known if self.ids is not None else f"{self.name} numbers (0 to {self.size - 1})"

    def find(self, label: Any) -> int | None:
        """The index of a node by its id, or by its number where the market knows no ids."""
        if self.ids is not None:
            return None if isinstance(label, list) else self.ids.index.get(label)
        return label if type(label) is int and 0 <= label < self.size else None

    def resolve(self, checks: ArgumentChecks, name: str, value: Any) -> int:
        """The index of a node that is named in a pair; a number may be out of range."""
        label = label_of(value)
        found = self.find(label)
        if found is not None:
            return found
        if self.by_number and type(label) is int:
            return label if -1 <= label <= INT32_MAX else -1
        if self.ids is None:
            checks.fault("python.dtype", name, expected="whole numbers", actual=kind_of(value))
        else:
            checks.fault("python.unknown", name, what=self._what, value=value)
        return 0

    def label(self, index: int) -> Any:
        """What a node is called."""
        return index if self.ids is None else self.ids.labels[index]

    def order(self, checks: ArgumentChecks, name: str, axis: Any) -> Array | None:
        """For each node, where its entry stands in a value with these labels; None: by position.

        Labels that are ids of the side, all of them, each once, are aligned; 0, 1, 2 ... count the
        rows; any other label is a fault.
        """
        labels = labels_of(axis)
        if labels is None:
            return None
        found = [self.find(label) for label in labels]
        if None in found or not labels:
            if is_numbering(labels):
                return None
            unknown = labels[found.index(None)]
            checks.fault("python.unknown", name, what=self._what, value=unknown)
            return None
        if not _distinct(checks, name, labels):
            return None
        if len(labels) < self.size:
            if self.ids is None and is_numbering(labels):
                return None  # too few, which the length says
            there = set(found)
            first = next(at for at in range(self.size) if at not in there)
            checks.fault("python.missing", name, what=f"{self.name} node", value=self.label(first))
            return None
        order = np.empty(self.size, np.int64)
        order[np.array(found, np.int64)] = np.arange(self.size)
        return order

    def each(
        self, checks: ArgumentChecks, name: str, value: Any, default: Any = REQUIRED, blank: Any = None
    ) -> Array:
        """One value for all or one a node: an array of 1 or `size` entries of any dtype.

        A Series is aligned by its labels, {id: value} and a frame (id, value) are looked up; a node
        that is not named there has the default, or is a fault without one. What is missing is a
        fault, or `blank`.
        """
        if is_number(value):
            return np.asarray(value).reshape(1) if not _is_decimal(value) else _one(value)
        if is_frame(value):
            before = len(checks.issues)
            value = by_id(checks, name, value)
            if len(checks.issues) > before:
                return np.zeros(1, np.int64)
        if isinstance(value, Mapping):
            return self._looked_up(checks, name, value, default)
        numbers = numbers_of(name, value)
        order = None
        before = len(checks.issues)
        if library_of(value) == "pandas" and hasattr(value, "index") and hasattr(value, "iloc"):
            order = self.order(checks, name, value.index)
        elif library_of(value) == "narwhals":
            return self.each(checks, name, value.to_native(), default, blank)
        if len(checks.issues) > before:
            return np.zeros(1, np.int64)
        array = numbers.array
        if array.ndim != 1:
            checks.fault("python.shape", name, expected=f"({self.size},)", actual=str(array.shape))
        elif len(array) != self.size:
            checks.fault("python.length", name, expected=self.size, actual=len(array))
        elif numbers.missing is not None and blank is not None and array.dtype.kind in "biuf":
            filled = np.where(numbers.missing, blank, array)
            return filled if order is None else filled[order]
        elif numbers.missing is not None:
            self._missing(checks, name, numbers, order)
        else:
            return array if order is None else array[order]
        return np.zeros(1, np.int64)

    def _missing(self, checks: ArgumentChecks, name: str, numbers: Numbers, order: Array | None) -> None:
        assert numbers.missing is not None
        missing = numbers.missing if order is None else numbers.missing[order]
        first = self.label(int(np.flatnonzero(missing)[0]))
        checks.fault("python.missing", name, what=f"{self.name} node", value=first)

    def _looked_up(self, checks: ArgumentChecks, name: str, value: Mapping[Any, Any], default: Any) -> Array:
        entries: list[Any] = [default] * self.size
        before = len(checks.issues)
        for key, entry in value.items():
            at = self.find(label_of(key))
            if at is None:
                checks.fault("python.unknown", name, what=self._what, value=key)
            else:
                entries[at] = plain(entry)
        for at, entry in enumerate(entries):
            if entry is REQUIRED or entry is None:
                checks.fault("python.missing", name, what=f"{self.name} node", value=self.label(at))
                break
        if len(checks.issues) > before:
            return np.zeros(1, np.int64)
        return numbers_of_list(entries).array

    # --- the kinds of bounds ---------------------------------------------------------------------

    def counts(self, checks: ArgumentChecks, name: str, value: Any, default: Any = REQUIRED) -> Array:
        """Units: whole numbers not below 0."""
        return checks.integers(name, self.each(checks, name, value, default), 0, MOST_UNITS, self.label)

    def flags(self, checks: ArgumentChecks, name: str, value: Any) -> Array:
        """Booleans, or the numbers 0 and 1, as uint8."""
        array = self.each(checks, name, value, False)
        return np.ascontiguousarray(checks.whole_flags(name, array, self.label), dtype=np.uint8)

    def numbers64(self, checks: ArgumentChecks, name: str, value: Any) -> Array:
        """Unsigned 64-bit numbers, one a node."""
        if is_number(value):
            raise TypeError(f"{name}: expected an array, not {kind_of(value)}")
        before = len(checks.issues)
        array = self.each(checks, name, value)
        if len(checks.issues) > before:
            return np.zeros(self.size, np.uint64)
        return checks.unsigned(name, array, self.label)

    def points(self, checks: ArgumentChecks, name: str, value: Any) -> Array:
        """Whole points, one a node or one for all, as int64 of full length."""
        array = self.each(checks, name, value, 0)
        return self.spread(checks.integers(name, array, label=self.label), np.int64)

    def spread(self, array: Array, dtype: Any) -> Array:
        """One entry for every node, from one or all."""
        return np.ascontiguousarray(np.broadcast_to(array, (self.size,)), dtype=dtype)

    def outside(self, checks: ArgumentChecks, name: str, value: Any, scale: int, floats: bool) -> Array:
        """Outside values, in the units of the scores; scaled as they are."""
        array = self.each(checks, name, value, 0)
        nothing = np.zeros(array.shape, np.int64)
        if not floats or (array.dtype.kind in "biu" and scale == 1):
            scaled = checks.integers(name, array, label=self.label)
        elif array.dtype.kind not in "biuf":
            checks.fault("python.dtype", name, expected="integers or floats", actual=content_of(array))
            return nothing
        else:
            given = array.astype(np.float64)
            finite = np.isfinite(given)
            if not finite.all():
                at = int((~finite).argmax())
                label = None if given.size == 1 else self.label(at)
                checks.entry("python.finite", name, label, given[at])
                return nothing
            with np.errstate(over="ignore"):  # only the cast is guarded; the limit comes next
                scaled = np.clip(np.rint(given * scale), -(2.0**60), 2.0**60).astype(np.int64)
        beyond = np.abs(scaled) > MAX_SCORE
        if beyond.any():
            at = int(beyond.argmax())
            checks.entry("solver.outside", name, None if len(array) == 1 else self.label(at), array[at])
            return nothing
        return scaled


def _is_decimal(value: object) -> bool:
    return not isinstance(value, (bool, int, float, np.generic, np.ndarray))


def _one(value: Any) -> Array:
    return numbers_of_list([plain(value)]).array


def by_id(checks: ArgumentChecks, name: str, frame: Any) -> dict[Any, Any]:
    """A frame of two columns, ids and values, as {id: value}."""
    table = table_of(name, frame)
    if len(table.names) != 2:
        actual = f"{len(table.names)} columns"
        checks.fault("python.shape", name, expected="two columns (id, value)", actual=actual)
        return {}
    out: dict[Any, Any] = {}
    for key, value in zip(*table.columns, strict=True):
        label = label_of(key)
        if label is None or isinstance(label, list):
            checks.fault("python.missing", name, what="row", value="one row")
            break
        if label in out:
            checks.fault("python.duplicate", name, what="id", value=label)
        out[label] = value
    return out


def pairs_of(checks: ArgumentChecks, name: str, value: Any, left: Side, right: Side) -> Array:
    """Pairs (left, right) as int32 of shape (k, 2), by id or by number; an index beyond int32 stays
    wrong. A frame gives its columns ``left`` and ``right``, or its only two."""
    wrong = (str, bytes, Mapping, set, frozenset, type)
    sequence = hasattr(value, "__len__") or is_frame(value)
    if is_number(value) or isinstance(value, wrong) or not sequence:
        raise TypeError(f"{name}: expected pairs (left, right), not {kind_of(value)}")
    nothing = np.zeros((0, 2), np.int32)
    if is_frame(value):
        table = table_of(name, value)
        if {"left", "right"} <= set(table.names):
            lists = [table.column("left") or [], table.column("right") or []]
        elif len(table.names) == 2:
            lists = table.columns
        else:
            actual = f"{len(table.names)} columns"
            checks.fault("python.shape", name, expected="columns left and right", actual=actual)
            return nothing
        value = list(zip(*lists, strict=True))
    if len(value) == 0:
        return nothing
    if isinstance(value, np.ndarray) and (value.ndim != 2 or value.shape[1] != 2):
        checks.fault("python.shape", name, expected="(k, 2)", actual=str(value.shape))
        return nothing
    if left.by_number and right.by_number:
        matrix = matrix_of(name, value) if _all_numbers(value) else None
        if matrix is not None and matrix.array.ndim == 2 and matrix.missing is None:
            whole = checks.integers(name, matrix.array)
            return np.ascontiguousarray(np.clip(whole, -1, INT32_MAX), dtype=np.int32)
    return _resolved(checks, name, value, left, right)


def _all_numbers(value: Any) -> bool:
    """Whether pairs are numbers throughout, so that numpy reads them without changing any."""
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "iuf"
    return all(
        isinstance(pair, (tuple, list)) and len(pair) == 2 and all(map(is_number, pair))
        for pair in value
    )


def _resolved(checks: ArgumentChecks, name: str, value: Iterable[Any], left: Side, right: Side) -> Array:
    out = []
    for pair in value:
        if isinstance(pair, (str, bytes)) or not hasattr(pair, "__len__") or len(pair) != 2:
            checks.fault("python.shape", name, expected="(left, right) in each", actual=repr(pair))
            return np.zeros((0, 2), np.int32)
        out.append([left.resolve(checks, name, pair[0]), right.resolve(checks, name, pair[1])])
    return np.array(out, np.int32).reshape(len(out), 2)
