"""Frames of edges, with ids, as compressed sparse rows."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .._arrays import SCORE_DTYPES, Array, Door, as_array, is_number, kind_of


@dataclass
class Edges:
    """CSR arrays with the ids of both sides in the order of their indices."""

    left_ids: Array
    right_ids: Array
    indptr: Array
    indices: Array
    scores: Array
    capacity: Any
    left_index: dict[Hashable, int]
    right_index: dict[Hashable, int]

    def on_left(self, door: Door, name: str, value: Any, default: Any) -> Any:
        """A bound of the left nodes; {id: value} becomes one a node."""
        return _by_id(door, name, value, self.left_index, default)

    def on_right(self, door: Door, name: str, value: Any, default: Any) -> Any:
        """A bound of the right nodes; {id: value} becomes one a node."""
        return _by_id(door, name, value, self.right_index, default)

    def pairs(self, door: Door, name: str, pairs: Any) -> Any:
        """Pairs of ids as pairs of indices."""
        if pairs is None:
            return None
        if isinstance(pairs, (str, bytes, Mapping)) or not hasattr(pairs, "__iter__"):
            raise TypeError(f"{name}: expected pairs of ids, not {kind_of(pairs)}")
        out = []
        for pair in pairs:
            if isinstance(pair, (str, bytes)) or not hasattr(pair, "__len__") or len(pair) != 2:
                door.fault("python.shape", name, expected="(left id, right id)", actual=repr(pair))
                continue
            left, right = (_plain(item) for item in pair)
            if left not in self.left_index:
                door.fault("python.unknown", name, what="left ids", value=left)
            elif right not in self.right_index:
                door.fault("python.unknown", name, what="right ids", value=right)
            else:
                out.append((self.left_index[left], self.right_index[right]))
        return out


def edges(
    door: Door, frame: Any, left: str, right: str, score: str, capacity: Any, left_ids: Any
) -> Edges:
    """Reads a frame of edges; raises at once when its columns cannot be told."""
    lefts, rights, values = columns(door, frame, "frame", (left, right, score))
    scores = as_array(score, values)
    if scores is None or scores.dtype.name not in SCORE_DTYPES:
        actual = "ragged" if scores is None else scores.dtype.str
        door.fault("python.dtype", score, expected=", ".join(SCORE_DTYPES), actual=actual)
        scores = np.zeros(len(lefts))
    left_index, rows = _numbered(door, left, lefts)
    right_index, places = _numbered(door, right, rights)
    if left_ids is not None:
        if isinstance(left_ids, (str, bytes)) or not hasattr(left_ids, "__iter__"):
            raise TypeError(f"left_ids: expected ids, not {kind_of(left_ids)}")
        for item in left_ids:
            left_index.setdefault(_plain(item), len(left_index))
    capacity = _capacity(door, capacity, right_index)
    n, m = len(left_index), len(right_index)
    order = np.lexsort((places, rows))
    rows, places, scores = rows[order], places[order], scores[order]
    twice = (rows[1:] == rows[:-1]) & (places[1:] == places[:-1])
    if twice.any():
        at = int(np.flatnonzero(twice)[0])
        pair = (list(left_index)[rows[at]], list(right_index)[places[at]])
        door.fault("python.duplicate", "frame", what="pair", value=pair)
    indptr = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(rows, minlength=n), out=indptr[1:])
    # NaN says "not eligible" in a frame too: the pair is not stored.
    if scores.dtype.kind == "f" and np.isnan(scores).any():
        stored = ~np.isnan(scores)
        indptr[1:] = np.cumsum(np.bincount(rows[stored], minlength=n))
        places, scores = places[stored], scores[stored]
    return Edges(
        _ids(left_index),
        _ids(right_index),
        indptr,
        np.ascontiguousarray(places, dtype=np.int32),
        np.ascontiguousarray(scores),
        _in_order(capacity, m),
        left_index,
        right_index,
    )


def columns(door: Door, frame: Any, name: str, wanted: Sequence[str]) -> list[Any]:
    """Columns of any frame, or of a dict of columns: lists of ids, arrays of numbers."""
    if isinstance(frame, Mapping):
        there = list(frame)
        read = {key: list(value) for key, value in frame.items()}
    else:
        import narwhals as nw

        try:
            table = nw.from_native(frame, eager_only=True)
        except TypeError:
            raise TypeError(f"{name}: expected a frame, not {kind_of(frame)}") from None
        there = table.columns
        read = {}
        for column in wanted:
            if column in there:
                series = table[column]
                number = series.dtype.is_numeric() and series.null_count() == 0
                read[column] = series.to_numpy() if number else series.to_list()
    for column in wanted:
        if column not in there:
            door.fault("python.unknown", name, what=f"columns ({', '.join(map(str, there))})",
                       value=column)
    door.close()
    out = [read[column] for column in wanted]
    if len({len(column) for column in out}) > 1:
        sizes = ", ".join(str(len(column)) for column in out)
        door.fault("python.shape", name, expected="columns of one length", actual=sizes)
        door.close()
    return out


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def _numbered(door: Door, name: str, values: Any) -> tuple[dict[Hashable, int], Array]:
    index: dict[Hashable, int] = {}
    items = values.tolist() if isinstance(values, np.ndarray) else [_plain(v) for v in values]
    for item in items:
        if item is None or item != item:  # a missing value, also as NaN
            door.fault("python.missing", name, what="row", value="one row")
            break
    codes = np.fromiter(
        (index.setdefault(item, len(index)) for item in items), np.int64, len(items)
    )
    return index, codes


def _ids(index: dict[Hashable, int]) -> Array:
    ids = np.empty(len(index), dtype=object)
    for value, at in index.items():
        ids[at] = value
    ids.flags.writeable = False
    return ids


def _capacity(door: Door, capacity: Any, right_index: dict[Hashable, int]) -> Any:
    """One number, or {index: n}; places that only the capacities name are added."""
    if is_number(capacity):
        return capacity
    if isinstance(capacity, Mapping):
        pairs = [(_plain(key), value) for key, value in capacity.items()]
    else:
        import narwhals as nw

        try:
            table = nw.from_native(capacity, eager_only=True)
        except TypeError:
            raise TypeError(
                f"capacity: expected a number, a dict or a frame, not {kind_of(capacity)}"
            ) from None
        if len(table.columns) != 2:
            door.fault("python.shape", "capacity", expected="(right, capacity)",
                       actual=f"{len(table.columns)} columns")
            return 0
        keys, values = (table[name].to_list() for name in table.columns)
        pairs = [(_plain(key), value) for key, value in zip(keys, values, strict=True)]
    out: dict[int, Any] = {}
    for key, value in pairs:
        at = right_index.setdefault(key, len(right_index))
        if at in out:
            door.fault("python.duplicate", "capacity", what="id", value=key)
        out[at] = value
    for key, at in right_index.items():
        if at not in out:
            door.fault("python.missing", "capacity", what="right id", value=key)
            out[at] = 0
    return out


def _in_order(capacity: Any, m: int) -> Any:
    if isinstance(capacity, dict):
        return [capacity[at] for at in range(m)]
    return capacity


def _by_id(
    door: Door, name: str, value: Any, index: Mapping[Hashable, int], default: Any
) -> Any:
    if not isinstance(value, Mapping):
        return value
    out = [default] * len(index)
    for key, entry in value.items():
        if _plain(key) in index:
            out[index[_plain(key)]] = entry
        else:
            door.fault("python.unknown", name, what="ids", value=key)
    return out
