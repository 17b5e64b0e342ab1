"""Frames of edges, with ids, as compressed sparse rows."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .._arrays import Array, ArgumentChecks, is_frame, is_number, kind_of, numbers_of
from .._columns import library_of, refuse_unlike_rows, table_of, values_of
from ._ids import Ids, Side, by_id, extended, gathered, is_numbering, label_of, labels_of, native_of


@dataclass
class Edges:
    """CSR arrays, both sides with their ids, and the capacities in their order."""

    left: Side
    right: Side
    indptr: Array
    indices: Array
    scores: Array
    capacity: Any


def edges(
    checks: ArgumentChecks, frame: Any, left: str, right: str, score: str, capacity: Any, left_ids: Any
) -> Edges:
    """Reads a frame of edges; raises at once when its columns cannot be told."""
    lefts, rights, values = columns(checks, frame, "frame", (left, right, score))
    numbers = numbers_of(score, values)
    scores = None
    if numbers.array.ndim == 1:
        scores = checks.score_array(score, numbers)
    else:
        checks.fault("python.shape", score, expected="(k,)", actual=str(numbers.array.shape))
    if scores is not None and scores.dtype.kind == "f" and np.isinf(scores).any():
        at = int(np.isinf(scores).argmax())
        checks.entry("solver.infinite", score, f"row {at}", scores[at])
    left_index, rows = _numbered(checks, left, lefts)
    right_index, places = _numbered(checks, right, rights)
    if scores is None:
        scores = np.zeros(len(rows))
    known = len(left_index), len(right_index)
    if left_ids is not None:
        _add(checks, left_ids, left_index)
    wanted = _capacity(checks, capacity, right_index)
    n, m = len(left_index), len(right_index)
    order = np.lexsort((places, rows))
    twice = (np.diff(rows[order]) == 0) & (np.diff(places[order]) == 0)
    if twice.any():
        at = order[int(np.flatnonzero(twice)[0])]
        pair = (list(left_index)[rows[at]], list(right_index)[places[at]])
        checks.fault("python.duplicate", "frame", what="pair", value=pair)
    # A score that is missing says "not eligible" in a frame too: the pair is not stored.
    absent = np.isnan(scores) if scores.dtype.kind == "f" else scores == np.iinfo(np.int64).min
    order = order[~absent[order]]
    indptr = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(rows[order], minlength=n), out=indptr[1:])
    return Edges(
        Side("left", n, _ids(left_index, lefts, rows, known[0])),
        Side("right", m, _ids(right_index, rights, places, known[1])),
        indptr,
        np.ascontiguousarray(places[order], dtype=np.int32),
        np.ascontiguousarray(scores[order]),
        wanted,
    )


def columns(checks: ArgumentChecks, frame: Any, name: str, wanted: Sequence[str]) -> list[Any]:
    """Columns of any frame, or of a dict of columns, as they are."""
    if isinstance(frame, Mapping):
        refuse_unlike_rows(name, frame)
        there = list(frame)
        read = {key: frame[key] for key in wanted if key in there}
    else:
        if not is_frame(frame):
            table = table_of(name, frame)
            there, read = table.names, dict(zip(table.names, table.columns, strict=True))
        else:
            native = frame.to_native() if library_of(frame) == "narwhals" else frame
            if "Lazy" in kind_of(native):
                table_of(name, native)  # which says why not
            there = list(getattr(native, "column_names", None) or native.columns)
            read = {key: _column(native, key) for key in wanted if key in there}
    for column in wanted:
        if column not in there:
            what = f"columns ({', '.join(map(str, there))})"
            checks.fault("python.unknown", name, what=what, value=column)
        elif there.count(column) > 1:
            checks.fault("python.duplicate", name, what="column", value=column)
    checks.close()
    out = [read[column] for column in wanted]
    for column, values in zip(wanted, out, strict=True):
        if isinstance(values, (str, bytes, Mapping)) or not hasattr(values, "__len__"):
            raise TypeError(f"{name}, {column}: expected a column of values, not {kind_of(values)}")
    if len({len(column) for column in out}) > 1:
        sizes = ", ".join(str(len(column)) for column in out)
        checks.fault("python.shape", name, expected="columns of one length", actual=sizes)
        checks.close()
    return out


def _column(frame: Any, key: str) -> Any:
    return frame.column(key) if hasattr(frame, "column_names") else frame[key]


def _numbered(checks: ArgumentChecks, name: str, values: Any) -> tuple[dict[Hashable, int], Array]:
    """The ids of a column by their first appearance, and the index of each row's."""
    index: dict[Hashable, int] = {}
    items = values_of(name, values)
    for at, item in enumerate(items):
        if item is None:
            checks.fault("python.missing", name, what="row", value=f"row {at}")
            checks.close()
        if isinstance(item, list):
            checks.entry("python.dtype", name, f"row {at}", item, expected="an id", actual="a list")
            checks.close()
    codes = np.fromiter(
        (index.setdefault(item, len(index)) for item in items), np.int64, len(items)
    )
    return index, codes


def _add(checks: ArgumentChecks, left_ids: Any, index: dict[Hashable, int]) -> None:
    if isinstance(left_ids, (str, bytes)) or not hasattr(left_ids, "__iter__"):
        raise TypeError(f"left_ids: expected ids, not {kind_of(left_ids)}")
    items = list(left_ids) if isinstance(left_ids, (set, frozenset, Mapping)) else left_ids
    for at, item in enumerate(values_of("left_ids", items)):
        if item is None or isinstance(item, list):
            checks.fault("python.missing", "left_ids", what="entry", value=f"[{at}]")
        else:
            index.setdefault(item, len(index))


def _ids(index: dict[Hashable, int], column: Any, codes: Array, known: int) -> Ids:
    """The ids in order, in the dtype of their column: its first ``known``, then what was added."""
    labels = list(index)
    native = native_of(column)
    if native is not None:
        first = np.full(known, -1, np.int64)
        first[codes[::-1]] = np.arange(len(codes))[::-1]
        native = extended(gathered(native, first), labels[:known], labels[known:])
    return Ids(labels, native)


def _capacity(checks: ArgumentChecks, capacity: Any, right_index: dict[Hashable, int]) -> Any:
    """What the bounds take; ids that only the capacities name are added to the right nodes."""
    if is_number(capacity):
        return capacity
    if isinstance(capacity, (str, bytes)):
        raise TypeError(
            f"capacity: expected a number, a dict, a Series or a frame, not {kind_of(capacity)}"
        )
    if is_frame(capacity):
        capacity = by_id(checks, "capacity", capacity)
    if not isinstance(capacity, Mapping):
        if library_of(capacity) == "narwhals":
            capacity = capacity.to_native()
        labels = labels_of(getattr(capacity, "index", None) if hasattr(capacity, "iloc") else None)
        by_position = labels is None or (
            is_numbering(labels) and not all(label in right_index for label in labels)
        )
        if by_position:
            return capacity
        assert labels is not None
        unknown = [label for label in labels if isinstance(label, list) or label not in right_index]
        if unknown and not set(right_index) <= {x for x in labels if not isinstance(x, list)}:
            # Some of the market's are not there: these are other ids, or misspelt ones.
            checks.fault("python.unknown", "capacity", what="right ids", value=unknown[0])
            return 0
        if not unknown:
            return capacity
        repeated = len(set(labels)) < len(labels)
        if repeated:
            at = next(k for k, label in enumerate(labels) if label in labels[:k])
            checks.fault("python.duplicate", "capacity", what="label", value=labels[at])
        capacity = dict(zip(labels, values_of("capacity", capacity), strict=True))
    for key in capacity:
        label = label_of(key)
        if label is not None and not isinstance(label, list):
            right_index.setdefault(label, len(right_index))
    return capacity
