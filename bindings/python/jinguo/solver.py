"""Numbers only: markets, the exact transport solver, and the referees that judge its answers.

Left nodes ``i = 0..n-1`` ask for units, right nodes ``j = 0..m-1`` have places. `Market` says who may
be matched with whom, at which score and under which bounds; `transport` finds the plan of the
greatest total; the ``why_not_...`` functions judge any plan and return None or the reason.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from . import _core
from ._arrays import (
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
from ._errors import InputError

__all__ = [
    "InputError",
    "Losses",
    "Market",
    "TransportResult",
    "UNBOUNDED",
    "Witness",
    "floor_gains",
    "losses",
    "lottery_number",
    "transport",
    "why_not_drawn",
    "why_not_feasible",
    "why_not_infeasible",
    "why_not_least",
    "why_not_optimal",
]

Status = Literal[
    "optimal", "optimal_short", "infeasible", "out_of_range", "stopped_feasible", "stopped_empty"
]
OnInfeasible = Literal["stop", "least_shortfall"]

DEFAULT_SCALE = 1_000_000
NOT_ELIGIBLE = np.iinfo(np.int64).min

#: The greatest price of a place whose price could rise without limit.
UNBOUNDED: int = _core.unbounded_price


class Witness(NamedTuple):
    """Why no plan exists.

    ``rules`` are (kind, index, bound) that cannot hold together given eligibility, kind one of
    floor, capacity, must_match, demand, lock (its index is a place among the market's locks, sorted
    by left and right). ``deficit`` is the number of units by which their lower bounds exceed the
    upper. ``repair`` is the cheapest set of changes (kind, index, from, to) after which the whole
    market is feasible.
    """

    rules: list[tuple[str, int, int]]
    deficit: int
    repair: list[tuple[str, int, int, int]]


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

    #: Ids of both sides in the order of the indices, when made by `from_edges`; else None.
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
        and both combine by "and". Infinite scores are refused.
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
        return Market._of(_core.Market.dense(matrix, mask, scale, bounds))

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
            given["max_distance"] = _metres(door, "max_distance", max_distance, 1)[0]
        if left_max_distance is not None:
            given["left_max_distance"] = _metres(
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


class TransportResult:
    """A plan and its evidence; read-only. Made by `transport`, or of a plan from elsewhere to be judged.

    status           what was found (see the members of `Status`)
    awards           (k, 2) int32 by (left, right); (0, 2) without a plan
    total            scores of the awards + outside values of the units not placed, scaled
    objective        total / scale, in the units of the scores
    prices           (m,) the least prices that prove the plan
    greatest_prices  (m,) the greatest; `UNBOUNDED` where it could rise without limit
    worth            (m,) what one more place adds: total(capacity + 1) - total
    forced           (m,) bool: places whose floor cannot rise
    shortfall        (m,) floor minus load where missed
    gap              0 when optimal, a bound of the loss when stopped, None without a plan; scaled
    witness          when infeasible: why, and the cheapest repair
    counters         what the work took, by name; informative only
    """

    __slots__ = (
        "status",
        "awards",
        "total",
        "prices",
        "greatest_prices",
        "worth",
        "forced",
        "shortfall",
        "gap",
        "witness",
        "counters",
        "scale",
        "_n",
        "_unit_demands",
        "_of_market",
    )

    status: str
    awards: npt.NDArray[np.int32]
    total: int
    prices: npt.NDArray[np.int64]
    greatest_prices: npt.NDArray[np.int64]
    worth: npt.NDArray[np.int64]
    forced: npt.NDArray[np.bool_]
    shortfall: npt.NDArray[np.int64]
    gap: int | None
    witness: Witness | None
    counters: Mapping[str, int]
    scale: int
    _n: int
    _unit_demands: bool
    _of_market: weakref.ref[Market] | None

    def __init__(
        self,
        market: Market,
        *,
        awards: Any,
        prices: Any = None,
        shortfall: Any = None,
        status: Status | None = None,
    ) -> None:
        """A plan from elsewhere: its total is computed, its awards are sorted.

        ``status`` is "optimal", or "optimal_short" if a shortfall above 0 is given, unless said.
        """
        door = Door()
        pairs = _sorted_pairs(door.pairs("awards", awards))
        missed = _vector(door, "shortfall", shortfall)
        values: dict[str, Any] = {
            "awards": pairs,
            "prices": _vector(door, "prices", prices),
            "shortfall": missed,
        }
        if status is None:
            status = "optimal_short" if missed.any() else "optimal"
        _check_status(door, status)
        door.close()
        total = int(market._market.total(pairs))
        _fill(self, market, status=status, total=total, gap=0, **values)

    @classmethod
    def _of(cls, market: Market, found: Mapping[str, Any]) -> TransportResult:
        self = object.__new__(cls)
        found = dict(found)
        if found["witness"] is not None:
            found["witness"] = Witness(*found["witness"])
        found["forced"] = found["forced"].view(np.bool_)
        _fill(self, market, **found)
        return self

    @property
    def right(self) -> npt.NDArray[np.int32]:
        """(n,) each left node's right node, -1 = unmatched. ValueError if a demand is not 1."""
        if not self._unit_demands:
            raise ValueError("right: every demand must be 1; read awards")
        if self.status in ("infeasible", "out_of_range", "stopped_empty"):
            raise ValueError(f"right: no plan, the status is {self.status}")
        out = np.full(self._n, -1, np.int32)
        inside = (self.awards[:, 0] >= 0) & (self.awards[:, 0] < self._n)
        out[self.awards[inside, 0]] = self.awards[inside, 1]
        return frozen(out)

    @property
    def objective(self) -> float:
        """The total in the units of the scores."""
        return self.total / self.scale

    def replace(self, **changes: Any) -> TransportResult:
        """The same result with other awards, prices, status ... to be judged.

        With other awards the total is theirs (while the market lives), unless one is given.
        """
        allowed = [name for name in self.__slots__ if not name.startswith("_")]
        door = Door()
        values = {name: getattr(self, name) for name in self.__slots__}
        for name, value in changes.items():
            if name not in allowed:
                raise TypeError(f"replace: {name!r} is not one of {', '.join(allowed)}")
            if name == "awards":
                value = _sorted_pairs(door.pairs(name, value))
            elif name in ("prices", "greatest_prices", "worth", "shortfall"):
                value = _vector(door, name, value)
            elif name == "forced":
                value = np.asarray(value, dtype=np.bool_)
            elif name == "total":
                value = door.whole(name, value, -INT64_MAX, INT64_MAX)
            elif name == "status":
                _check_status(door, value)
            elif name == "witness" and value is not None:
                value = Witness(*value)
            values[name] = value
        door.close()
        market = self._of_market() if self._of_market is not None else None
        if "awards" in changes and "total" not in changes and market is not None:
            values["total"] = int(market._market.total(values["awards"]))
        return _restored(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name}: a result is read-only; use replace({name}=...)")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TransportResult):
            return NotImplemented
        return all(
            np.array_equal(getattr(self, name), getattr(other, name))
            for name in self.__slots__
            if name not in ("counters", "_of_market")
        )

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> Any:
        values = {name: getattr(self, name) for name in self.__slots__}
        return _restored, (values | {"_of_market": None},)

    def __repr__(self) -> str:
        return (
            f"<TransportResult {self.status}: {len(self.awards)} awards, objective "
            f"{self.objective:g}>"
        )


def transport(
    market: Market,
    *,
    seed: int = 0,
    left_number: Any = None,
    right_number: Any = None,
    on_infeasible: OnInfeasible = "stop",
    threads: int = 0,
    progress: Callable[[float, str], object] | None = None,
    time_limit: float | None = None,
) -> TransportResult:
    """Matches left with right at the greatest total score, exactly, ties by a public lottery.

    seed           draws the lottery's numbers where none are given
    left_number    (n,) uint64, right_number (m,) uint64: the lottery's numbers
    on_infeasible  "stop", or "least_shortfall": floors are missed by the least total, which is proven
    threads        0: one a core; the answer does not depend on it
    progress       called with (fraction, phase) at most 10 times a second; an exception stops
    time_limit     seconds; then the status is "stopped_feasible" or "stopped_empty"

    Runs without the interpreter's lock. Ctrl-C raises KeyboardInterrupt whose ``result`` is what was
    found until then.
    """
    held = _held(market)
    door = Door()
    lottery = _lottery(door, market, seed, left_number, right_number)
    workers = door.whole("threads", threads, 0, INT32_MAX)
    if not isinstance(on_infeasible, str):
        raise TypeError(f"on_infeasible: expected a str, not {kind_of(on_infeasible)}")
    if progress is not None and not callable(progress):
        raise TypeError(f"progress: expected a function, not {kind_of(progress)}")
    limit = None if time_limit is None else float(_metres(door, "time_limit", time_limit, 1)[0])
    door.close()
    found, stopped_by = _core.transport(held, *lottery, on_infeasible, workers, progress, limit)
    result = TransportResult._of(market, found)
    if stopped_by is not None:
        stopped_by.result = result
        raise stopped_by
    return result


class Losses(NamedTuple):
    """What a plan would lose with left nodes elsewhere; each field has a row for each of them.

    A loss is ``missed`` units more that floors are short of, then ``points``, scaled; compared in that
    order. ``obstacle`` says why a pair cannot be: "none" if it can, "held" if it is, "not_eligible",
    "no_unit" (demand 0), "no_place" (capacity 0), "lock" (all places are locked), "must_match" (others
    must be placed and have no way out), "own_lock" (the loss is then that of dropping its lock).
    ``floor`` is the right node whose floor would be missed by one more, or -1. The ``outside_...``
    fields are of a left node with one unit less placed ("own_must_match": of giving up that it must).
    """

    missed: npt.NDArray[np.int64]
    points: npt.NDArray[np.int64]
    obstacle: npt.NDArray[np.str_]
    floor: npt.NDArray[np.int32]
    outside_missed: npt.NDArray[np.int64]
    outside_points: npt.NDArray[np.int64]
    outside_obstacle: npt.NDArray[np.str_]


def losses(
    market: Market, result: TransportResult, left: Any, *, threads: int = 0
) -> Losses:
    """What the best plan would lose if a left node were at another right node, exactly.

    result  an answer of `transport` to this market, "optimal" or "optimal_short"
    left    (k,) indices of left nodes; the answer has k rows of m

    Forcing the pair and solving again loses just that. One pass over all pairs for any number of left
    nodes, none if all of them are unmatched. Ahuja, Magnanti, Orlin, "Network Flows", 1993, ch. 9.
    """
    door = Door()
    asked = as_array("left", left)
    if asked is None or asked.ndim != 1 or asked.dtype.kind not in "iu":
        raise TypeError("left: expected a list of whole numbers")
    rows = [door.whole("left", int(i), 0, market.n - 1) for i in asked.tolist()]
    workers = door.whole("threads", threads, 0, INT32_MAX)
    door.close()
    told = _core.losses(
        _held(market), _judged(result), np.asarray(rows, dtype=np.int32), workers
    )
    names = np.array(_core.enumerators["Obstacle"])[told["obstacle"]]
    missed, points = told["missed"], told["points"]
    return Losses(
        frozen(missed[:, :-1]),
        frozen(points[:, :-1]),
        frozen(names[:, :-1]),
        frozen(told["floor"][:, :-1]),
        frozen(missed[:, -1]),
        frozen(points[:, -1]),
        frozen(names[:, -1]),
    )


def floor_gains(
    market: Market, result: TransportResult, *, threads: int = 0
) -> npt.NDArray[np.int64]:
    """(m, 2): what lowering each floor by one would gain: units fewer short of floors, then points.

    As `losses`; needs no pass unless the status is "optimal_short".
    """
    door = Door()
    workers = door.whole("threads", threads, 0, INT32_MAX)
    door.close()
    return frozen(_core.floor_gains(_held(market), _judged(result), workers))


def why_not_feasible(market: Market, result: TransportResult) -> str | None:
    """None if the awards keep every rule of the market (floors less the shortfall), else a reason."""
    return _core.why_not_feasible(_held(market), _judged(result))


def why_not_optimal(market: Market, result: TransportResult) -> str | None:
    """None if the prices prove that no plan is better (and no shortfall smaller), else a reason."""
    return _core.why_not_optimal(_held(market), _judged(result))


def why_not_least(market: Market, result: TransportResult) -> str | None:
    """None if the prices are the least that prove the plan, else a reason."""
    return _core.why_not_least(_held(market), _judged(result))


def why_not_drawn(
    market: Market,
    result: TransportResult,
    *,
    seed: int = 0,
    left_number: Any = None,
    right_number: Any = None,
) -> str | None:
    """None if the plan is the one that the lottery of these numbers draws, else a reason."""
    door = Door()
    lottery = _lottery(door, market, seed, left_number, right_number)
    door.close()
    return _core.why_not_drawn(_held(market), _judged(result), *lottery)


def why_not_infeasible(market: Market, result: TransportResult) -> str | None:
    """None if the witness proves that no plan exists and its repair helps, else a reason."""
    return _core.why_not_infeasible(_held(market), _judged(result))


def lottery_number(seed: int, side: Literal["left", "right"], row: int) -> int:
    """The number that a row gets when none is given: a documented mix of seed, side and row."""
    door = Door()
    drawn = door.whole("seed", seed, 0, 2**64 - 1)
    index = door.whole("row", row, 0, INT32_MAX)
    door.close()
    return int(_core.lottery_number(drawn, side, index))


# --- what the functions above share ----------------------------------------------------------------


def _held(market: object) -> _core.Market:
    if not isinstance(market, Market):
        raise TypeError(f"market: expected a Market, not {kind_of(market)}")
    return market._market


def _judged(result: object) -> TransportResult:
    if not isinstance(result, TransportResult):
        raise TypeError(f"result: expected a TransportResult, not {kind_of(result)}")
    return result


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
            metres = _metres(door, name, corner[0], 1)[0]
            line.append((float(metres), door.whole(name, corner[1], -INT64_MAX, INT64_MAX)))
        out.append(line)
    return out


def _metres(door: Door, name: str, value: Any, length: int) -> npt.NDArray[np.float64]:
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


def _lottery(
    door: Door, market: Market, seed: Any, left_number: Any, right_number: Any
) -> tuple[int, Array | None, Array | None]:
    _held(market)
    drawn = door.whole("seed", seed, 0, 2**64 - 1)
    left = None if left_number is None else door.numbers64("left_number", left_number, market.n)
    right = (
        None if right_number is None else door.numbers64("right_number", right_number, market.m)
    )
    return drawn, left, right


def _sorted_pairs(pairs: Array) -> Array:
    return np.ascontiguousarray(pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))])


def _vector(door: Door, name: str, value: Any) -> Array:
    if value is None:
        return np.zeros(0, np.int64)
    array = as_array(name, value)
    if array is None or array.ndim != 1:
        actual = "ragged" if array is None else str(array.shape)
        door.fault("python.shape", name, expected="(m,)", actual=actual)
        return np.zeros(0, np.int64)
    return door.integers(name, array)


def _check_status(door: Door, status: object) -> None:
    allowed = _core.enumerators["Status"]
    if not isinstance(status, str):
        raise TypeError(f"status: expected a str, not {kind_of(status)}")
    if status not in allowed:
        door.fault("python.enumerator", "status", allowed=", ".join(allowed))


_EMPTY: dict[str, Any] = {
    "prices": np.zeros(0, np.int64),
    "greatest_prices": np.zeros(0, np.int64),
    "worth": np.zeros(0, np.int64),
    "forced": np.zeros(0, np.bool_),
    "shortfall": np.zeros(0, np.int64),
    "witness": None,
    "counters": {},
}


def _fill(result: TransportResult, market: Market, **values: Any) -> None:
    held = market._market
    _set(
        result,
        {
            **_EMPTY,
            **values,
            "scale": market.scale,
            "_n": market.n,
            "_unit_demands": bool(held.unit_demands),
            "_of_market": weakref.ref(market),
        },
    )


def _set(result: TransportResult, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if isinstance(value, np.ndarray):
            value = frozen(value)
        object.__setattr__(result, name, value)


def _restored(values: Mapping[str, Any]) -> TransportResult:
    result = object.__new__(TransportResult)
    _set(result, values)
    return result
