"""What a solver answers, read-only, and answers from elsewhere to be judged."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from .. import _core
from .._arrays import INT64_MAX, Array, Door, as_array, frozen, kind_of, row_blocks
from .._frames import Backend, frame_of
from ._market import Market

Status = Literal[
    "optimal", "optimal_short", "infeasible", "out_of_range", "stopped_feasible", "stopped_empty"
]

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

    def to_frame(self, *, backend: Backend | None = None) -> Any:
        """The awards as a frame: left, right, and score in the units of the scores.

        ``left`` and ``right`` are the market's ids where it has them, else indices; a pair that is not
        eligible has no score. One pass over the rows that have awards. ValueError once the market is gone
        (it is not pickled with a result), or if an award is none of its pairs.
        """
        market = self._of_market() if self._of_market is not None else None
        if market is None:
            raise ValueError("to_frame: its market is gone; keep it, or read awards")
        left, right = self.awards[:, 0], self.awards[:, 1]
        if len(left) and not (
            self.awards.min() >= 0 and left.max() < market.n and right.max() < market.m
        ):
            raise ValueError("to_frame: an award is no pair of its market")
        scores = np.zeros(len(left))
        for start, stop in row_blocks(market.n, market.m):
            first, last = np.searchsorted(left, (start, stop))
            if first < last:
                block, eligible = market.scores(start, stop)
                pairs = left[first:last] - start, right[first:last]
                scores[first:last] = np.where(eligible[pairs], block[pairs] / self.scale, np.nan)
        ids = [
            index if known is None else known[index]
            for index, known in ((left, market.left_ids), (right, market.right_ids))
        ]
        return frame_of({"left": ids[0], "right": ids[1], "score": scores}, backend)

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


def judged(result: object) -> TransportResult:
    if not isinstance(result, TransportResult):
        raise TypeError(f"result: expected a TransportResult, not {kind_of(result)}")
    return result


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
