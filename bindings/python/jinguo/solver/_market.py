"""Markets: scores and bounds as they come from Python, checked at the door."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from .. import _core
from .._arrays import (
    INT32_MAX,
    INT64_MAX,
    SCORE_DTYPES,
    Array,
    Door,
    addressable,
    as_array,
    frozen,
    is_number,
    kind_of,
)

DEFAULT_SCALE = 1_000_000
NOT_ELIGIBLE = np.iinfo(np.int64).min


class Market:
    """Who may be matched with whom, at which score, under which bounds. Immutable.

    Made by `dense`, `sparse`, `implicit`, `blocks` or `from_edges`, which share these arguments, each
    one number for all nodes or one a node (an array of any integer dtype, a list, a Series by
    position):

    capacity    most awards of a right node
    floor       least awards of a right node
    demand      units of a left node, all at different right nodes; 1 unless said
    outside     earned once for each unit not placed, in the units of the scores and scaled with them
    must_match  True: all her units are placed
    lock        pairs (left, right) that must be awarded; they use capacity and must be eligible
    exclude     pairs that may not be awarded

    Scores given as floats are scaled once, rint(double(score) * score_scale) with score_scale 10^6
    unless said; integers have scale 1. The arrays are borrowed, not copied, whatever their strides
    (a matrix whose steps are no whole elements is copied): do not change them while a market lives.

    Raises InputError with every fault of the content, TypeError for a wrong kind of object.
    """

    __slots__ = ("__weakref__", "_market", "left_ids", "right_ids")

    #: Ids of both sides in the order of the indices, when made by `from_edges` or of a frame; else None.
    left_ids: npt.NDArray[Any] | None
    right_ids: npt.NDArray[Any] | None
    _market: _core.Market

    def __init__(self) -> None:
        raise TypeError("Market: use Market.dense, sparse, implicit, blocks or from_edges")

    @classmethod
    def _of(cls, market: _core.Market) -> Market:
        self = object.__new__(cls)
        self._market = market
        self.left_ids = None
        self.right_ids = None
        return self

    @staticmethod
    def dense(
        scores: Any,
        capacity: Any,
        floor: Any = None,
        outside: Any = 0,
        demand: Any = 1,
        must_match: Any = None,
        *,
        eligible: Any = None,
        score_scale: int | None = None,
        lock: Any = None,
        exclude: Any = None,
    ) -> Market:
        """A market over a matrix (n, m) of float32, float64, int32 or int64.

        NaN, or the least int64, means not eligible; ``eligible`` is a bool matrix that does so too,
        and both combine by "and". Infinite scores are refused. The labels of a pandas frame are kept
        as ``market.left_ids`` and ``market.right_ids``; bounds stay by position.
        """
        door = Door()
        matrix = door.scores("scores", scores)
        if matrix is None:
            door.close()
            raise AssertionError
        n, m = matrix.shape
        mask = None
        if eligible is not None:
            mask = as_array("eligible", eligible)
            if mask is None or mask.shape != (n, m):
                actual = "ragged" if mask is None else str(mask.shape)
                door.fault("python.shape", "eligible", expected=f"({n}, {m})", actual=actual)
            elif mask.dtype != np.bool_:
                door.fault("python.dtype", "eligible", expected="bool", actual=mask.dtype)
            else:
                mask = addressable(mask)
        floats = matrix.dtype.kind == "f"
        scale = _scale(door, score_scale, floats)
        bounds = _bounds(
            door, n, m, capacity, floor, outside, demand, must_match, lock, exclude, scale, floats
        )
        door.close()
        market = Market._of(_core.Market.dense(matrix, mask, scale, bounds))
        market.left_ids, market.right_ids = _labels(scores)
        return market

    @staticmethod
    def sparse(
        csr: Any = None,
        capacity: Any = None,
        floor: Any = None,
        outside: Any = 0,
        demand: Any = 1,
        must_match: Any = None,
        *,
        indptr: Any = None,
        indices: Any = None,
        data: Any = None,
        m: int | None = None,
        score_scale: int | None = None,
        lock: Any = None,
        exclude: Any = None,
    ) -> Market:
        """A market over a SciPy CSR matrix, or its parts: what is stored is eligible, zeros too.

        Rows may be unsorted; an entry given twice is an InputError. With the parts, m comes from
        ``m`` or from the length of ``capacity`` or ``floor``.
        """
        door = Door()
        if csr is not None:
            if indptr is not None or indices is not None or data is not None:
                raise TypeError("sparse: either a CSR matrix or indptr, indices and data")
            if getattr(csr, "format", None) != "csr":
                raise TypeError(f"sparse: expected a SciPy CSR matrix, not {kind_of(csr)}")
            indptr, indices, data = csr.indptr, csr.indices, csr.data
            m = int(csr.shape[1])
        elif indptr is None or indices is None or data is None:
            raise TypeError("sparse: expected a CSR matrix, or indptr, indices and data")
        if capacity is None:
            raise TypeError("sparse: capacity is missing")
        columns = _length(door, "m", "right", m, {"capacity": capacity, "floor": floor})
        offsets = _integer_vector(door, "indptr", indptr)
        places = _integer_vector(door, "indices", indices)
        values = as_array("data", data)
        if values is None or values.ndim != 1:
            actual = "ragged" if values is None else str(values.shape)
            door.fault("python.shape", "data", expected="(k,)", actual=actual)
            values = np.zeros(0)
        elif values.dtype.name not in SCORE_DTYPES or not values.dtype.isnative:
            expected = ", ".join(SCORE_DTYPES)
            door.fault("python.dtype", "data", expected=expected, actual=values.dtype.str)
        floats = values.dtype.kind == "f"
        scale = _scale(door, score_scale, floats)
        if len(offsets) == 0:
            door.fault("python.length", "indptr", expected="n + 1", actual=0)
            offsets = np.zeros(1, np.int64)
        if places.size and (int(places.min()) < 0 or int(places.max()) > INT32_MAX):
            door.fault("python.range", "indices", least=0, greatest=max(0, columns - 1))
        bounds = _bounds(
            door,
            len(offsets) - 1,
            columns,
            capacity,
            floor,
            outside,
            demand,
            must_match,
            lock,
            exclude,
            scale,
            floats,
        )
        door.close()
        if offsets.dtype not in (np.dtype(np.int32), np.dtype(np.int64)):
            offsets = offsets.astype(np.int64)
        market = _core.Market.sparse(
            columns,
            np.ascontiguousarray(offsets),
            np.ascontiguousarray(places, dtype=np.int32),
            np.ascontiguousarray(values),
            scale,
            bounds,
        )
        return Market._of(market)

    @staticmethod
    def implicit(
        *,
        capacity: Any,
        left_features: Any = None,
        right_features: Any = None,
        base: int = 0,
        dot_scale: int = 1,
        tables: Sequence[tuple[Any, Any, Any]] = (),
        left_points: Any = None,
        right_points: Any = None,
        left_xy: Any = None,
        right_xy: Any = None,
        decay: Any = None,
        right_decay: Any = None,
        max_distance: float | None = None,
        left_max_distance: Any = None,
        right_remote: Any = None,
        band: int = 1,
        left_bits: Any = None,
        right_need: Any = None,
        right_forbid: Any = None,
        floor: Any = None,
        outside: Any = 0,
        demand: Any = 1,
        must_match: Any = None,
        lock: Any = None,
        exclude: Any = None,
        n: int | None = None,
        m: int | None = None,
    ) -> Market:
        """A market whose scores are computed and never stored.

        s = base + dot_scale * left_features[i] . right_features[j] + tables + left_points[i]
        + right_points[j] - decay(distance), floored to a multiple of band.

        left_features, right_features    (n, F) and (m, F), int8 or int16
        tables                           [(left_class, right_class, table)]: adds
                                         table[left_class[i], right_class[j]]
        left_xy, right_xy                (n, 2) and (m, 2) metres; floats are rounded half to even
        decay                            [(metres, points)] of rising metres: the loss, straight between
                                         corners and flat outside; or several such lists, of which
                                         right_decay chooses one for each right node
        max_distance, left_max_distance  limits in metres, inclusive; NaN: none
        right_remote                     True: no loss and no limit there
        left_bits, right_need, right_forbid  eligible if her bits hold all of need, none of forbid

        The numbers of nodes are read off the arrays, or said by ``n`` and ``m``.
        """
        door = Door()
        lefts = {
            "left_features": left_features,
            "left_points": left_points,
            "left_xy": left_xy,
            "left_max_distance": left_max_distance,
            "left_bits": left_bits,
            "outside": outside,
            "demand": demand,
            "must_match": must_match,
        }
        rights = {
            "right_features": right_features,
            "right_points": right_points,
            "right_xy": right_xy,
            "right_decay": right_decay,
            "right_remote": right_remote,
            "right_need": right_need,
            "right_forbid": right_forbid,
            "capacity": capacity,
            "floor": floor,
        }
        parts = list(tables)
        for k, part in enumerate(parts):
            if not isinstance(part, (tuple, list)) or len(part) != 3:
                raise TypeError("tables: expected (left_class, right_class, table) in each")
            lefts[f"tables[{k}].left_class"], rights[f"tables[{k}].right_class"] = part[0], part[1]
        rows = _length(door, "n", "left", n, lefts)
        columns = _length(door, "m", "right", m, rights)
        given: dict[str, Any] = {
            "base": door.whole("base", base, -INT64_MAX, INT64_MAX),
            "dot_scale": door.whole("dot_scale", dot_scale, -INT64_MAX, INT64_MAX),
            "band": door.whole("band", band, 1, INT64_MAX),
            "tables": [_table(door, k, part, rows, columns) for k, part in enumerate(parts)],
            "decay": _decay(door, decay),
        }
        _features(door, given, left_features, right_features, rows, columns)
        for name, value, length in (
            ("left_points", left_points, rows),
            ("right_points", right_points, columns),
        ):
            if value is not None:
                given[name] = door.points(name, value, length)
        for name, value, length in (("left_xy", left_xy, rows), ("right_xy", right_xy, columns)):
            if value is not None:
                given[name] = _positions(door, name, value, length)
        if right_decay is not None:
            which = door.integers(
                "right_decay",
                door.each("right_decay", right_decay, columns),
                0,
                max(0, len(given["decay"]) - 1),
            )
            given["right_decay"] = _spread(which, columns, np.int32)
        if max_distance is not None:
            given["max_distance"] = metres(door, "max_distance", max_distance, 1)[0]
        if left_max_distance is not None:
            given["left_max_distance"] = metres(
                door, "left_max_distance", left_max_distance, rows
            )
        if right_remote is not None:
            flags = door.flags("right_remote", right_remote, columns)
            given["right_remote"] = _spread(flags, columns, np.uint8)
        for name, value, length in (
            ("left_bits", left_bits, rows),
            ("right_need", right_need, columns),
            ("right_forbid", right_forbid, columns),
        ):
            if value is not None:
                if is_number(value):
                    value = [int(value)] * length
                given[name] = door.numbers64(name, value, length)
        bounds = _bounds(
            door,
            rows,
            columns,
            capacity,
            floor,
            outside,
            demand,
            must_match,
            lock,
            exclude,
            1,
            False,
        )
        door.close()
        return Market._of(_core.Market.implicit(rows, columns, given, bounds))

    @staticmethod
    def blocks(
        n: int,
        m: int,
        *,
        scores: Callable[[int, int], Any],
        capacity: Any,
        floor: Any = None,
        outside: Any = 0,
        demand: Any = 1,
        must_match: Any = None,
        score_scale: int | None = None,
        lock: Any = None,
        exclude: Any = None,
    ) -> Market:
        """A market over a function: ``scores(a, b)`` gives the scores of left rows [a, b).

        It returns a matrix (b - a, m) as `dense` takes it, or (matrix, mask of eligible pairs) as
        `Market.scores` gives it. It is called on the thread that solves, perhaps again for the same
        rows, and must then give the same. One row is asked for at once, to see its dtype.
        """
        if not callable(scores):
            raise TypeError(f"scores: expected a function of (a, b), not {kind_of(scores)}")
        door = Door()
        rows = door.whole("n", n, 0, INT32_MAX)
        columns = door.whole("m", m, 0, INT32_MAX)
        door.close()
        floats = False
        if rows > 0:
            floats = _block(scores, 0, 1, columns, None)[0].dtype.kind == "f"
        scale = _scale(door, score_scale, floats)
        bounds = _bounds(
            door,
            rows,
            columns,
            capacity,
            floor,
            outside,
            demand,
            must_match,
            lock,
            exclude,
            scale,
            floats,
        )
        door.close()

        def fill(start: int, stop: int) -> Array:
            return _scaled_block(scores, start, stop, columns, floats, scale)

        return Market._of(_core.Market.blocks(rows, columns, fill, scale, bounds))

    @staticmethod
    def from_edges(
        frame: Any,
        *,
        left: str,
        right: str,
        score: str,
        capacity: Any,
        floor: Any = None,
        outside: Any = 0,
        demand: Any = 1,
        must_match: Any = None,
        left_ids: Any = None,
        score_scale: int | None = None,
        lock: Any = None,
        exclude: Any = None,
    ) -> Market:
        """A market over a frame (pandas, polars, Arrow, or a dict of columns) of one row a pair.

        Ids get their indices in the order of first appearance and are kept as ``market.left_ids`` and
        ``market.right_ids``. ``capacity`` is a number, {id: n} or a frame (right, capacity): every
        right id needs one, and an id only there is a place without edges. ``left_ids`` adds left
        nodes without edges. The other bounds may be {id: value} too (absent: the default);
        ``lock`` and ``exclude`` are pairs of ids. A pair given twice is an InputError.
        """
        from ._edges import edges

        door = Door()
        parts = edges(door, frame, left, right, score, capacity, left_ids)
        floats = parts.scores.dtype.kind == "f"
        scale = _scale(door, score_scale, floats)
        n, m = len(parts.left_ids), len(parts.right_ids)
        bounds = _bounds(
            door,
            n,
            m,
            parts.capacity,
            parts.on_right(door, "floor", floor, 0),
            parts.on_left(door, "outside", outside, 0),
            parts.on_left(door, "demand", demand, 1),
            parts.on_left(door, "must_match", must_match, False),
            parts.pairs(door, "lock", lock),
            parts.pairs(door, "exclude", exclude),
            scale,
            floats,
        )
        door.close()
        market = Market._of(
            _core.Market.sparse(m, parts.indptr, parts.indices, parts.scores, scale, bounds)
        )
        market.left_ids = parts.left_ids
        market.right_ids = parts.right_ids
        return market

    @property
    def n(self) -> int:
        """Number of left nodes."""
        return int(self._market.n)

    @property
    def m(self) -> int:
        """Number of right nodes."""
        return int(self._market.m)

    @property
    def scale(self) -> int:
        """Scaled scores in one unit of the caller's."""
        return int(self._market.scale)

    def scores(
        self, a: int = 0, b: int | None = None
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        """Scaled scores of left rows [a, b) against all right nodes, and the mask of eligible pairs.

        Where a pair may not be matched the score is the least int64.
        """
        door = Door()
        start = door.whole("a", a, 0, self.n)
        stop = self.n if b is None else door.whole("b", b, start, self.n)
        door.close()
        scores, mask = self._market.scores(start, stop)
        return scores, mask

    def __repr__(self) -> str:
        return f"<Market of {self.n} x {self.m}, scale {self.scale}>"

    def __reduce__(self) -> Any:
        raise TypeError("a Market borrows memory and cannot be pickled; pickle its inputs")


def held(market: object) -> _core.Market:
    if not isinstance(market, Market):
        raise TypeError(f"market: expected a Market, not {kind_of(market)}")
    return market._market


# --- what the doors above share ---------------------------------------------------------------------


def _labels(scores: Any) -> tuple[Array | None, Array | None]:
    """The labels of both sides of a pandas frame; None for what has none, or numbers only its rows."""
    sides = getattr(scores, "index", None), getattr(scores, "columns", None)
    if not all(hasattr(side, "to_numpy") for side in sides):
        return None, None
    left, right = (
        None if kind_of(side) == "RangeIndex" else frozen(np.array(side, copy=True)) for side in sides
    )
    return left, right


def _scale(door: Door, score_scale: Any, floats: bool) -> int:
    if score_scale is None:
        return DEFAULT_SCALE if floats else 1
    scale = door.whole("score_scale", score_scale, 1, 2**44)
    if not floats and scale != 1:
        door.fault("python.dtype", "score_scale", expected="float scores", actual="integers")
    return scale


def _bounds(
    door: Door,
    n: int,
    m: int,
    capacity: Any,
    floor: Any,
    outside: Any,
    demand: Any,
    must_match: Any,
    lock: Any,
    exclude: Any,
    scale: int,
    floats: bool,
) -> dict[str, Array]:
    bounds = {
        "capacity": door.counts("capacity", capacity, m),
        "outside": door.outside("outside", outside, n, scale, floats),
        "demand": door.counts("demand", demand, n),
    }
    if floor is not None:
        bounds["floor"] = door.counts("floor", floor, m)
    if must_match is not None:
        bounds["must_match"] = door.flags("must_match", must_match, n)
    if lock is not None:
        bounds["lock"] = door.pairs("lock", lock)
    if exclude is not None:
        bounds["exclude"] = door.pairs("exclude", exclude)
    return bounds


def _length(door: Door, name: str, side: str, said: int | None, given: Mapping[str, Any]) -> int:
    """The number of nodes of a side: said, or that of the first array of theirs."""
    if said is not None:
        return door.whole(name, said, 0, INT32_MAX)
    for argument, value in given.items():
        if value is None or is_number(value):
            continue
        array = as_array(argument, value)
        if array is not None and array.ndim > 0:
            return len(array)
    door.fault("python.size", name, side=side, name=name)
    return 0


def _integer_vector(door: Door, name: str, value: Any) -> Array:
    array = as_array(name, value)
    if array is None or array.ndim != 1:
        actual = "ragged" if array is None else str(array.shape)
        door.fault("python.shape", name, expected="(k,)", actual=actual)
        return np.zeros(1, np.int64)
    if array.dtype.kind not in "iu":
        door.fault("python.dtype", name, expected="integers", actual=array.dtype)
        return np.zeros(1, np.int64)
    return array


def _spread(array: Array, length: int, dtype: npt.DTypeLike) -> Array:
    return np.ascontiguousarray(np.broadcast_to(array, (length,)), dtype=dtype)


def _features(
    door: Door, given: dict[str, Any], left: Any, right: Any, rows: int, columns: int
) -> None:
    if left is None and right is None:
        return
    if left is None or right is None:
        missing = "left_features" if left is None else "right_features"
        door.fault("python.shape", missing, expected="(nodes, F)", actual="nothing")
        return
    shapes = []
    for name, value, length in (("left_features", left, rows), ("right_features", right, columns)):
        array = as_array(name, value)
        if array is None or array.ndim != 2 or array.shape[0] != length:
            actual = "ragged" if array is None else str(array.shape)
            door.fault("python.shape", name, expected=f"({length}, F)", actual=actual)
        elif array.dtype not in (np.dtype(np.int8), np.dtype(np.int16)):
            door.fault("python.dtype", name, expected="int8 or int16", actual=array.dtype)
        else:
            given[name] = np.ascontiguousarray(array)
            shapes.append(array.shape[1])
    if len(shapes) == 2 and shapes[0] != shapes[1]:
        door.fault(
            "python.shape",
            "right_features",
            expected=f"({columns}, {shapes[0]})",
            actual=f"({columns}, {shapes[1]})",
        )


def _table(
    door: Door, k: int, part: Sequence[Any], rows: int, columns: int
) -> tuple[Array, Array, Array]:
    name = f"tables[{k}]"
    values = as_array(name, part[2])
    if values is None or values.ndim != 2:
        actual = "ragged" if values is None else str(values.shape)
        door.fault("python.shape", name, expected="(classes, classes)", actual=actual)
        values = np.zeros((1, 1), np.int64)
    values = door.integers(name, values)
    classes = []
    for side, value, length, count in (
        ("left_class", part[0], rows, values.shape[0]),
        ("right_class", part[1], columns, values.shape[1]),
    ):
        argument = f"{name}.{side}"
        array = door.integers(argument, door.each(argument, value, length), 0, max(0, count - 1))
        classes.append(_spread(array, length, np.int32))
    return classes[0], classes[1], values


def _decay(door: Door, decay: Any) -> list[list[tuple[float, int]]]:
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
                door.fault("python.shape", name, expected="(metres, points)", actual=repr(corner))
                continue
            at = metres(door, name, corner[0], 1)[0]
            line.append((float(at), door.whole(name, corner[1], -INT64_MAX, INT64_MAX)))
        out.append(line)
    return out


def metres(door: Door, name: str, value: Any, length: int) -> npt.NDArray[np.float64]:
    array = door.each(name, value, length)
    if array.dtype.kind not in "iuf":
        door.fault("python.dtype", name, expected="numbers", actual=array.dtype)
        return np.zeros(length)
    if array.size and (array.astype(np.float64) < 0).any():
        door.fault("python.negative", name)
    return np.ascontiguousarray(np.broadcast_to(array, (length,)), dtype=np.float64)


def _positions(door: Door, name: str, value: Any, length: int) -> Array:
    array = as_array(name, value)
    if array is not None and length == 0 and array.size == 0:
        return np.zeros((0, 2), np.int32)
    if array is None or array.shape != (length, 2):
        actual = "ragged" if array is None else str(array.shape)
        door.fault("python.shape", name, expected=f"({length}, 2)", actual=actual)
    elif array.dtype.kind not in "iuf":
        door.fault("python.dtype", name, expected="metres", actual=array.dtype)
    elif array.dtype.kind == "f" and not np.isfinite(array).all():
        door.fault("python.finite", name)
    elif array.size and (array.min() < -INT32_MAX - 1 or np.rint(array.max()) > INT32_MAX):
        door.fault("python.range", name, least=-INT32_MAX - 1, greatest=INT32_MAX)
    else:
        whole = np.rint(array) if array.dtype.kind == "f" else array
        return np.ascontiguousarray(whole, dtype=np.int32)
    return np.zeros((length, 2), np.int32)


def _block(
    scores: Callable[[int, int], Any], start: int, stop: int, m: int, floats: bool | None
) -> tuple[Array, Array | None]:
    """The matrix and mask that a block function returned, checked."""
    answer = scores(start, stop)
    mask = None
    if isinstance(answer, tuple) and len(answer) == 2:
        answer, mask = answer
    door = Door()
    matrix = door.scores("scores", answer, f"({stop - start}, {m})")
    if matrix is not None and matrix.shape != (stop - start, m):
        door.fault(
            "python.shape", "scores", expected=f"({stop - start}, {m})", actual=matrix.shape
        )
    elif matrix is not None and floats is not None and (matrix.dtype.kind == "f") != floats:
        expected = "floats" if floats else "integers"
        door.fault("python.dtype", "scores", expected=expected, actual=matrix.dtype)
    if mask is not None:
        mask = as_array("scores", mask)
        if matrix is None or mask is None or mask.shape != matrix.shape or mask.dtype != np.bool_:
            door.fault("python.block", "scores")
    door.close()
    if matrix is None:
        raise AssertionError
    return matrix, mask


def _scaled_block(
    scores: Callable[[int, int], Any], start: int, stop: int, m: int, floats: bool, scale: int
) -> Array:
    matrix, mask = _block(scores, start, stop, m, floats)
    if floats:
        given = matrix.astype(np.float64)
        absent = np.isnan(given)
        if np.isinf(given).any():
            door = Door()
            door.fault("python.finite", "scores")
            door.close()
        with np.errstate(invalid="ignore", over="ignore"):
            values = np.clip(np.rint(given * scale), -(2.0**60), 2.0**60)
        values[absent] = 0
        out = values.astype(np.int64)
        out[absent] = NOT_ELIGIBLE
    else:
        out = np.array(matrix, dtype=np.int64)
    if mask is not None:
        out[~mask] = NOT_ELIGIBLE
    return out
