"""Bounds, scales and eligibility of a market as they come from Python, checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .. import _core
from .._arrays import INT32_MAX, Array, ArgumentChecks, addressable, is_number, kind_of, matrix_of, numbers_of
from ._ids import Side, pairs_of


def length_of(checks: ArgumentChecks, name: str, side: str, said: int | None, given: Mapping[str, Any]) -> int:
    """The number of nodes of a side: said, or that of the first array of theirs."""
    if said is not None:
        return checks.whole(name, said, 0, INT32_MAX)
    for argument, value in given.items():
        if value is None or is_number(value) or isinstance(value, (str, bytes, Mapping)):
            continue
        if not hasattr(value, "__len__"):
            raise TypeError(f"{argument}: expected an array, not {kind_of(value)}")
        return len(value)
    checks.fault("python.size", name, side=side, name=name)
    return 0


def scale_of(checks: ArgumentChecks, score_scale: Any, scores: Array, eligible: Array | None) -> int:
    floats = scores.dtype.kind == "f"
    if score_scale is not None:
        return given_scale(checks, score_scale, floats)
    return int(_core.chosen_scale(scores, eligible)) if floats else 1


def given_scale(checks: ArgumentChecks, score_scale: Any, floats: bool) -> int:
    scale = checks.whole("score_scale", score_scale, 1, 2**62)
    if not floats and scale != 1:
        checks.fault("python.dtype", "score_scale", expected="float scores", actual="integers")
    return scale


def eligible_of(checks: ArgumentChecks, eligible: Any, left: Side, right: Side) -> Array | None:
    """Flags (n, m), aligned by the labels of a frame; None where they are at fault."""
    matrix = matrix_of("eligible", eligible)
    shape = (left.size, right.size)
    before = len(checks.issues)
    array = None if matrix is None else matrix.array
    if matrix is not None and array is not None and array.ndim == 2:
        rows = left.order(checks, "eligible", matrix.rows)
        columns = right.order(checks, "eligible", matrix.columns)
        if len(checks.issues) == before and rows is not None:
            array = array[rows]
        if len(checks.issues) == before and columns is not None:
            array = array[:, columns]
    if len(checks.issues) > before:
        return None
    if matrix is None or array is None or array.shape != shape:
        actual = "ragged" if array is None else str(array.shape)
        checks.fault("python.shape", "eligible", expected=str(shape), actual=actual)
        return None
    if matrix.missing is not None:
        checks.fault("python.missing", "eligible", what="pair", value="one of them")
        return None
    if array.size == 0:
        return np.zeros(shape, np.bool_)
    return addressable(checks.whole_flags("eligible", array))


def integer_vector(checks: ArgumentChecks, name: str, value: Any) -> Array:
    array = checks.vector(name, numbers_of(name, value))
    if array is None:
        return np.zeros(1, np.int64)
    if array.dtype in (np.dtype(np.int32), np.dtype(np.int64)):
        return array
    return checks.integers(name, array)


def bounds_of(
    checks: ArgumentChecks,
    left: Side,
    right: Side,
    floats: bool,
    scale: int,
    capacity: Any,
    floor: Any,
    outside: Any,
    demand: Any,
    must_match: Any,
    lock: Any,
    exclude: Any,
) -> dict[str, Array]:
    bounds = {
        "capacity": right.counts(checks, "capacity", capacity),
        "outside": left.outside(checks, "outside", outside, scale, floats),
        "demand": left.counts(checks, "demand", demand, 1),
    }
    if floor is not None:
        bounds["floor"] = right.counts(checks, "floor", floor, 0)
    if must_match is not None:
        bounds["must_match"] = left.flags(checks, "must_match", must_match)
    if lock is not None:
        bounds["lock"] = pairs_of(checks, "lock", lock, left, right)
    if exclude is not None:
        bounds["exclude"] = pairs_of(checks, "exclude", exclude, left, right)
    return bounds
