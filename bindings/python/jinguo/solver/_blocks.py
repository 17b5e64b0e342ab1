"""Blocks of rows that a function of the caller scores, checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .._arrays import INT64_MIN, Array, ArgumentChecks, Matrix, matrix_of
from ._ids import Ids, Side, ids_of, is_numbering, labels_of


BLOCK_SCALE = 1_000_000  #: Of blocks of floats, unless the caller gives a scale.


def block_of(
    scores: Callable[[int, int], Any], start: int, stop: int, right: Side, floats: bool | None
) -> tuple[Array, Ids | None]:
    """The matrix that a block function returned, checked and aligned, with what is not eligible as
    in `dense`; and the ids of its columns."""
    answer = scores(start, stop)
    mask = None
    if isinstance(answer, tuple) and len(answer) == 2:
        answer, mask = answer
    checks = ArgumentChecks()
    shape = (stop - start, right.size)
    read = checks.scores("scores", answer, str(shape))
    names = None
    if read is not None and right.ids is None and floats is None:
        names = ids_of(checks, "scores.columns", read.columns)
    if names is not None and len(names.labels) == right.size:
        right = Side("right", right.size, names)
    matrix = None if read is None else _aligned(checks, "scores", read, start, shape, right)
    if matrix is not None and floats is not None and (matrix.dtype.kind == "f") != floats:
        expected = "floats" if floats else "integers"
        checks.fault("python.dtype", "scores", expected=expected, actual=matrix.dtype)
    flags = None
    if mask is not None:
        given = matrix_of("scores", mask)
        if given is None or given.array.ndim != 2 or given.missing is not None:
            checks.fault("python.block", "scores")
        else:
            array = _aligned(checks, "scores", given, start, shape, right)
            flags = None if array is None else checks.whole_flags("scores", array)
    checks.close()
    if matrix is None:
        raise AssertionError
    if flags is not None and not flags.all():
        wide = matrix.dtype.kind == "f"
        absent = np.nan if wide else INT64_MIN
        matrix = np.where(flags, matrix if wide else matrix.astype(np.int64), absent)
    return matrix, names


def _aligned(
    checks: ArgumentChecks, name: str, matrix: Matrix, start: int, shape: tuple[int, int], right: Side
) -> Array | None:
    """A block of rows from `start`, by the labels of a frame; None where it is at fault."""
    array = matrix.array
    if array.shape != shape:
        checks.fault("python.shape", name, expected=str(shape), actual=str(array.shape))
        return None
    labels = labels_of(matrix.rows)
    if labels is not None and not is_numbering(labels):
        rows = np.argsort(np.array([x if type(x) is int else -1 for x in labels], np.int64))
        wanted = range(start, start + shape[0])
        if [labels[at] for at in rows] != list(wanted):
            unknown = next((x for x in labels if type(x) is not int or x not in wanted), labels[0])
            checks.fault("python.unknown", name, what=f"rows {start} to {wanted[-1]}", value=unknown)
            return None
        array = array[rows]
    before = len(checks.issues)
    columns = right.order(checks, name, matrix.columns)
    if len(checks.issues) > before:
        return None
    return array if columns is None else array[:, columns]


def scaled_block(
    scores: Callable[[int, int], Any], start: int, stop: int, right: Side, floats: bool, scale: int
) -> Array:
    matrix, _ = block_of(scores, start, stop, right, floats)
    if not floats:
        return np.asarray(matrix, dtype=np.int64)
    given = matrix.astype(np.float64)
    absent = np.isnan(given)
    if np.isinf(given).any():
        checks = ArgumentChecks()
        row, column = np.argwhere(np.isinf(given))[0]
        place = f"{start + row}, {right.label(column)}"
        checks.entry("solver.infinite", "scores", place, given[row, column])
        checks.close()
    with np.errstate(invalid="ignore", over="ignore"):
        values = np.clip(np.rint(given * scale), -(2.0**60), 2.0**60)
    values[absent] = 0
    out = values.astype(np.int64)
    out[absent] = INT64_MIN
    return out
