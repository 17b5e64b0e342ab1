"""What scores are computed from: features, tables, positions and roads, checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from .. import _core
from .._arrays import INT32_MAX, INT64_MAX, Array, ArgumentChecks, content_of, kind_of, matrix_of
from ._ids import Side, ids_of, label_of


def features(
    checks: ArgumentChecks, given: dict[str, Any], left: Any, right: Any, rows: Side, columns: Side
) -> None:
    if left is None and right is None:
        return
    if left is None or right is None:
        missing = "left_features" if left is None else "right_features"
        checks.fault("python.shape", missing, expected="(nodes, F)", actual="nothing")
        return
    shapes = []
    for name, value, side in (("left_features", left, rows), ("right_features", right, columns)):
        array = _matrix(checks, name, value, side, "F")
        if array is None:
            continue
        if array.dtype not in (np.dtype(np.int8), np.dtype(np.int16)):
            whole = checks.integers(name, array, -(2**15), 2**15 - 1)
            array = whole.astype(np.int16)
        given[name] = np.ascontiguousarray(array)
        shapes.append(array.shape[1])
    if len(shapes) == 2 and shapes[0] != shapes[1]:
        checks.fault(
            "python.shape",
            "right_features",
            expected=f"({columns.size}, {shapes[0]})",
            actual=f"({columns.size}, {shapes[1]})",
        )


def _matrix(checks: ArgumentChecks, name: str, value: Any, side: Side, width: Any) -> Array | None:
    """A matrix of one row a node, aligned by the labels of its rows; None where it is at fault."""
    matrix = matrix_of(name, value)
    before = len(checks.issues)
    array = None if matrix is None else matrix.array
    if matrix is not None and array is not None and array.ndim == 2:
        order = side.order(checks, name, matrix.rows)
        if len(checks.issues) == before and order is not None:
            array = array[order]
    if len(checks.issues) > before:
        return None
    if matrix is None or array is None or array.ndim != 2 or array.shape[0] != side.size:
        actual = "ragged" if array is None else str(array.shape)
        checks.fault("python.shape", name, expected=f"({side.size}, {width})", actual=actual)
        return None
    if matrix.missing is not None:
        checks.fault("python.missing", name, what="entry", value="one of them")
        return None
    return array


def table(
    checks: ArgumentChecks, k: int, part: Sequence[Any], left: Side, right: Side
) -> tuple[Array, Array, Array]:
    name = f"tables[{k}]"
    matrix = matrix_of(name, part[2])
    values = None if matrix is None else matrix.array
    before = len(checks.issues)
    if matrix is None or values is None or values.ndim != 2:
        actual = "ragged" if values is None else str(values.shape)
        checks.fault("python.shape", name, expected="(classes, classes)", actual=actual)
    elif matrix.missing is not None:
        place = ", ".join(map(str, np.argwhere(matrix.missing)[0]))
        checks.fault("python.missing", name, what="entry", value=f"[{place}]")
    else:
        values = checks.integers(name, values)
    if values is None or len(checks.issues) > before:
        return np.zeros(1), np.zeros(1), np.zeros(1)  # what the classes stand for is not known
    classes = []
    for what, value, side, count in (
        ("left_class", part[0], left, values.shape[0]),
        ("right_class", part[1], right, values.shape[1]),
    ):
        argument = f"{name}.{what}"
        array = side.each(checks, argument, value)
        array = checks.integers(argument, array, 0, max(0, count - 1), side.label)
        classes.append(side.spread(array, np.int32))
    return classes[0], classes[1], values


def decay_lists(checks: ArgumentChecks, decay: Any) -> list[list[tuple[float, int]]]:
    if decay is None:
        return []
    if not isinstance(decay, (list, tuple)):
        raise TypeError(f"decay: expected corners (metres, points), not {kind_of(decay)}")
    several = len(decay) > 0 and all(
        isinstance(item, (list, tuple))
        and (len(item) == 0 or isinstance(item[0], (list, tuple)))
        for item in decay
    )
    out: list[list[tuple[float, int]]] = []
    for k, corners in enumerate(decay if several else [decay]):
        name = f"decay[{k}]" if several else "decay"
        line: list[tuple[float, int]] = []
        for corner in corners:
            if not isinstance(corner, (list, tuple)) or len(corner) != 2:
                checks.fault("python.shape", name, expected="(metres, points)", actual=repr(corner))
                continue
            line.append((checks.number(name, corner[0]), checks.whole(name, corner[1], -INT64_MAX, INT64_MAX)))
        out.append(line)
    return out


def metres(checks: ArgumentChecks, name: str, value: Any, side: Side) -> npt.NDArray[np.float64]:
    array = side.each(checks, name, value, np.nan, blank=np.nan)
    if array.dtype.kind not in "biuf":
        checks.fault("python.dtype", name, expected="numbers", actual=content_of(array))
        return np.zeros(side.size)
    below = array.astype(np.float64) < 0
    if below.any():
        at = int(below.argmax())
        checks.entry("python.negative", name, None if array.size == 1 else side.label(at), array[at])
    return side.spread(array, np.float64)


def positions(checks: ArgumentChecks, name: str, value: Any, side: Side) -> Array:
    nothing = np.zeros((side.size, 2), np.int32)
    if side.size == 0 and hasattr(value, "__len__") and len(value) == 0:
        return nothing
    array = _matrix(checks, name, value, side, 2)
    if array is None:
        return nothing
    if array.shape[1] != 2:
        checks.fault("python.shape", name, expected=f"({side.size}, 2)", actual=str(array.shape))
    elif array.dtype.kind not in "iuf":
        checks.fault("python.dtype", name, expected="metres", actual=array.dtype)
    elif array.dtype.kind == "f" and np.isnan(array).any():
        at = side.label(int(np.isnan(array).any(axis=1).argmax()))
        checks.fault("python.missing", name, what=f"{side.name} node", value=at)
    elif array.size and (array.min() < -INT32_MAX - 1 or np.rint(array.max()) > INT32_MAX):
        checks.fault("python.range", name, least=-INT32_MAX - 1, greatest=INT32_MAX)
    else:
        whole = np.rint(array) if array.dtype.kind == "f" else array
        return np.ascontiguousarray(whole, dtype=np.int32)
    return nothing


def roads(
    checks: ArgumentChecks, given: dict[str, Any], left_origin: Any, origin_metres: Any, left: Side, right: Side
) -> None:
    """Metres from origins, aligned by the labels of their columns, and where each left node begins."""
    if left_origin is None and origin_metres is None:
        return
    if left_origin is None or origin_metres is None:
        lacking = "left_origin" if left_origin is None else "origin_metres"
        shape = f"({left.size},)" if left_origin is None else f"(origins, {right.size})"
        checks.fault("python.shape", lacking, expected=shape, actual="nothing")
        return
    matrix = matrix_of("origin_metres", origin_metres)
    array = None if matrix is None else matrix.array
    if matrix is None or array is None or array.ndim != 2 or array.shape[1] != right.size:
        actual = "ragged" if array is None else str(array.shape)
        checks.fault("python.shape", "origin_metres", expected=f"(origins, {right.size})", actual=actual)
        return
    before = len(checks.issues)
    origins = Side("origin", array.shape[0], ids_of(checks, "origin_metres.index", matrix.rows))
    order = right.order(checks, "origin_metres.columns", matrix.columns)
    begins = _origins(checks, left.each(checks, "left_origin", left_origin), origins, left)
    if array.size and array.dtype.kind not in "iuf":
        checks.fault("python.dtype", "origin_metres", expected="metres", actual=array.dtype)
    if len(checks.issues) > before:
        return
    if order is not None:
        array = array[:, order]
    metres = np.rint(array.astype(np.float64))
    if matrix.missing is not None:
        metres[matrix.missing if order is None else matrix.missing[:, order]] = np.nan
    straight, no_way = np.isnan(metres), metres == np.inf
    out = ~straight & ~no_way & ~((metres >= 0) & (metres < 2**24))
    if out.any():
        row, column = (int(at) for at in np.argwhere(out)[0])
        place = (origins.label(row), right.label(column))
        limits = {"least": 0, "greatest": 2**24 - 1}
        checks.entry("python.range", "origin_metres", place, array[row, column], **limits)
        return
    metres[straight] = _core.straight_line
    metres[no_way] = _core.no_way
    given["origin_metres"] = np.ascontiguousarray(metres, dtype=np.int32)
    given["left_origin"] = begins
    if not straight.any() and not {"left_xy", "right_xy"} & given.keys():
        # Nobody's straight line is looked at.
        given["left_xy"] = np.zeros((left.size, 2), np.int32)
        given["right_xy"] = np.zeros((right.size, 2), np.int32)


def _origins(checks: ArgumentChecks, given: Array, origins: Side, left: Side) -> Array:
    """The row of each left node's origin, said by number or label."""
    if origins.ids is None:
        most = max(0, origins.size - 1)
        return left.spread(checks.integers("left_origin", given, 0, most, left.label), np.int32)
    rows = np.zeros(len(given), np.int32)
    for at, value in enumerate(given.tolist()):
        row = origins.find(label_of(value))
        if row is None:
            checks.fault("python.unknown", "left_origin", what="origin labels", value=value)
            break
        rows[at] = row
    return left.spread(rows, np.int32)
