"""What a solver answers, read-only, and answers from elsewhere to be judged."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from .. import _core
from .._arrays import INT64_MAX, INT64_MIN, Array, ArgumentChecks, frozen, kind_of
from .._frames import Backend, backend_of, frame_of
from ._ids import Ids, Side, pairs_of
from ._market import Market

Status = Literal[
    "optimal",
    "optimal_short",
    "infeasible",
    "out_of_range",
    "stopped_feasible",
    "stopped_empty",
    "given",
]

#: What to do where there is no plan.
WITHOUT_PLAN = {
    "infeasible": "read witness and apply its repair, or ask for on_infeasible='least_shortfall'",
    "out_of_range": "lower score_scale, or the scores",
    "stopped_empty": "solve again with more time",
}

#: The greatest price of a place whose price could rise without limit.
UNBOUNDED: int = _core.unbounded_price


class Witness(NamedTuple):
    """Why no plan exists.

    ``rules_by_id`` and ``repair_by_id`` say the same as ``rules`` and ``repair`` with the market's id
    for the index (the index itself where the market knows no ids), of a lock with the pair (left,
    right).

    Attributes
    ----------
    rules : list of (kind, index, bound)
        What cannot hold together given eligibility, kind one of floor, capacity, must_match, demand,
        lock (its index is a place among the market's locks, sorted by left and right).
    deficit : int
        Units by which their lower bounds exceed the upper.
    repair : list of (kind, index, from, to)
        The cheapest set of changes after which the whole market is feasible.
    rules_by_id : list of (kind, id, bound)
        The rules by id.
    repair_by_id : list of (kind, id, from, to)
        The repair by id.

    Examples
    --------
    >>> import jinguo.solver as js
    >>> market = js.Market.dense([[5, 3]], capacity=1, floor=1)
    >>> js.transport(market).witness.repair
    [('floor', 1, 1, 0)]
    """

    rules: list[tuple[str, int, int]]
    deficit: int
    repair: list[tuple[str, int, int, int]]
    rules_by_id: list[tuple[str, Any, int]] = []
    repair_by_id: list[tuple[str, Any, int, int]] = []


class Unscaled(NamedTuple):
    """A result's prices in the units of the scores, as floats; made by `TransportResult.unscaled`.

    Attributes
    ----------
    prices : ndarray of shape (m,), float64
        The least prices that prove the plan.
    greatest_prices : ndarray of shape (m,), float64
        The greatest; infinite where ``unbounded`` is set.
    unbounded : ndarray of shape (m,), bool
        Nobody may leave such a place, or it has none.
    worth : ndarray of shape (m,), float64
        What one more place would add to the total.
    gap : float or None
        The bound of the loss; None where the result has none.

    Examples
    --------
    >>> import jinguo.solver as js
    >>> market = js.Market.dense([[5, 3], [4, 4], [2, 1]], capacity=1)
    >>> result = js.transport(market)
    >>> result.unscaled.prices.tolist()
    [2.0, 1.0]
    """

    prices: npt.NDArray[np.float64]
    greatest_prices: npt.NDArray[np.float64]
    unbounded: npt.NDArray[np.bool_]
    worth: npt.NDArray[np.float64]
    gap: float | None


class TransportResult:
    """A plan and its evidence; read-only. Made by `transport`, or of a plan from elsewhere to be judged.

    A plan from elsewhere has its total computed and its awards sorted; nothing is proven: the status is
    "given", the gap None; ask `why_not_feasible` and `why_not_optimal`, which take the floors less
    ``shortfall``. A result carries ids, outside values and the scores of its awards, so that it needs
    its market no more, also after pickling. Without a plan the arrays are empty, and `right`,
    `objective` and `to_frame` raise ValueError, which says the status and what to do.

    Parameters
    ----------
    market : Market
        The market that the plan is of.
    awards : array-like of shape (k, 2), or frame
        Pairs (left, right), by id or index as the market's locks are, or a frame with the columns left
        and right.
    prices : array-like of shape (m,), int, optional
        Scaled prices that should prove the plan.
    shortfall : array-like of shape (m,), int, optional
        By how much each floor is missed.
    status : str, default "given"
        What is claimed of it, one of docs/status.md.

    Attributes
    ----------
    status : str
        What was found (docs/status.md); "given" of a plan from elsewhere.
    awards : ndarray of shape (k, 2), int32
        By (left, right); (0, 2) without a plan. `awards_by_id` names the nodes.
    award_score : ndarray of shape (k,), int64
        The scaled score of each award; the least int64 for a pair that is not eligible.
    total : int
        Scores of the awards + outside values of the units not placed, scaled.
    prices : ndarray of shape (m,), int64
        The least prices that prove the plan, scaled.
    greatest_prices : ndarray of shape (m,), int64
        The greatest; `UNBOUNDED` where it could rise without limit.
    worth : ndarray of shape (m,), int64
        What one more place adds: total(capacity + 1) - total.
    forced : ndarray of shape (m,), bool
        Places whose floor cannot rise.
    shortfall : ndarray of shape (m,), int64
        Floor minus load where missed.
    gap : int or None
        0 when optimal, a bound of the loss when stopped, else None; scaled.
    witness : Witness or None
        When infeasible: why, and the cheapest repair.
    counters : dict of str to int
        What the work took, by name; informative only.
    scale : int
        Scaled scores in one unit of the caller's.

    Raises
    ------
    InputError
        An award given twice or out of range, numbers that do not fit the market.
    TypeError
        A wrong kind of object.

    Examples
    --------
    >>> import jinguo.solver as js
    >>> market = js.Market.dense([[5, 3], [4, 4], [2, 1]], capacity=1)
    >>> result = js.transport(market)
    >>> result.status, result.total, result.worth.tolist()
    ('optimal', 9, [2, 1])
    >>> js.TransportResult(market, awards=[[2, 0]]).total
    2
    """

    __slots__ = (
        "status",
        "awards",
        "award_score",
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
        "_left",
        "_right",
        "_size",
        "_demand",
        "_outside",
        "_market",
    )

    status: Status
    awards: npt.NDArray[np.int32]
    award_score: npt.NDArray[np.int64]
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
    _left: Ids | None
    _right: Ids | None
    _size: tuple[int, int]
    _demand: npt.NDArray[np.int64]
    _outside: npt.NDArray[np.int64]
    #: The market while somebody else keeps it.
    _market: weakref.ref[Market] | None

    def __init__(
        self,
        market: Market,
        *,
        awards: Any,
        prices: Any = None,
        shortfall: Any = None,
        status: Status = "given",
    ) -> None:
        checks = ArgumentChecks()
        left = Side("left", market.n, market._left)
        right = Side("right", market.m, market._right)
        pairs = _awards(checks, awards, left, right)
        values: dict[str, Any] = {
            "awards": pairs,
            "prices": _vector(checks, "prices", prices, right),
            "shortfall": _vector(checks, "shortfall", shortfall, right, 0),
        }
        _check_status(checks, status)
        checks.close()
        scores, total = market._market.weigh(pairs)
        gap = 0 if status in ("optimal", "optimal_short") else None
        _fill(self, market, status=status, total=int(total), gap=gap, award_score=scores, **values)

    @classmethod
    def _of(cls, market: Market, found: Mapping[str, Any]) -> TransportResult:
        self = object.__new__(cls)
        found = dict(found)
        if found["witness"] is not None:
            found["witness"] = _witness(market, *found["witness"])
        found["forced"] = found["forced"].view(np.bool_)
        _fill(self, market, **found)
        return self

    @property
    def left_ids(self) -> npt.NDArray[Any] | None:
        """(n,) ids of the left nodes, or None."""
        return None if self._left is None else self._left.values

    @property
    def right_ids(self) -> npt.NDArray[Any] | None:
        """(m,) ids of the right nodes, or None."""
        return None if self._right is None else self._right.values

    @property
    def awards_by_id(self) -> list[tuple[Any, Any]]:
        """The awards as (left, right) by the market's ids; by index where it knows none."""
        left, right = (
            range(size) if ids is None else ids.labels
            for size, ids in zip(self._size, (self._left, self._right), strict=True)
        )
        return [(left[i], right[j]) for i, j in self.awards.tolist()]

    @property
    def right(self) -> npt.NDArray[np.int32]:
        """(n,) each left node's right node, -1 = unmatched. ValueError if a demand is not 1."""
        self._ask_for_plan("right")
        if (self._demand != 1).any():
            raise ValueError("right: every demand must be 1; read awards")
        out = np.full(self._size[0], -1, np.int32)
        out[self.awards[:, 0]] = self.awards[:, 1]
        return frozen(out)

    @property
    def objective(self) -> float:
        """The total in the units of the scores. ValueError without a plan."""
        self._ask_for_plan("objective")
        return self.total / self.scale

    @property
    def outside(self) -> npt.NDArray[np.float64]:
        """(n,) what a unit not placed earns, in the units of the scores."""
        return frozen(self._outside / self.scale)

    @property
    def scores(self) -> npt.NDArray[np.float64]:
        """(k,) the scores of the awards, in their units; NaN for a pair that is not eligible."""
        scores = self.award_score
        eligible = scores != INT64_MIN
        return frozen(np.where(eligible, np.where(eligible, scores, 0) / self.scale, np.nan))

    @property
    def unscaled(self) -> Unscaled:
        """The prices, worth and gap in the units of the scores."""
        unbounded = self.greatest_prices == UNBOUNDED
        greatest = np.where(unbounded, np.inf, self.greatest_prices / self.scale)
        return Unscaled(
            frozen(self.prices / self.scale),
            frozen(greatest),
            frozen(unbounded),
            frozen(self.worth / self.scale),
            None if self.gap is None else self.gap / self.scale,
        )

    def to_frame(self, *, backend: Backend | None = None) -> Any:
        """The awards as a frame, a row each.

        Parameters
        ----------
        backend : {"pandas", "polars", "pyarrow"}, optional
            Kind of the frame; the first library that is installed unless said.

        Returns
        -------
        frame
            Columns: left and right (the market's ids where it has them, in the dtype in which they came,
            else indices), and score in the units of the scores; a pair that is not eligible has none.

        Raises
        ------
        ValueError
            There is no plan.

        Examples
        --------
        >>> import jinguo.solver as js
        >>> market = js.Market.dense([[5, 3], [4, 4], [2, 1]], capacity=1)
        >>> result = js.transport(market)
        >>> result.to_frame(backend="pandas")
           left  right  score
        0     0      0    5.0
        1     1      1    4.0
        """
        self._ask_for_plan("to_frame")
        chosen = backend_of(backend)
        nodes = [
            indices if ids is None else ids.take(indices, chosen)
            for indices, ids in ((self.awards[:, 0], self._left), (self.awards[:, 1], self._right))
        ]
        return frame_of({"left": nodes[0], "right": nodes[1], "score": self.scores}, chosen)

    def replace(self, **changes: Any) -> TransportResult:
        """The same result with other awards, prices, status ..., to be judged.

        It is "given", without a gap, unless a status is said ("optimal" and "optimal_short" have gap 0).
        With other awards the total is theirs, unless one is given.

        Parameters
        ----------
        **changes : array-like, int or str
            New values by name of an attribute: status, awards, total, prices, greatest_prices, worth,
            forced, shortfall, gap, witness, counters, scale.

        Returns
        -------
        TransportResult
            A new result.

        Raises
        ------
        ValueError
            The scores of the awards are known neither here nor by a market that still lives.
        InputError
            As for a plan from elsewhere.
        TypeError
            A name that is none of these.

        Examples
        --------
        >>> import jinguo.solver as js
        >>> market = js.Market.dense([[5, 3], [4, 4], [2, 1]], capacity=1)
        >>> result = js.transport(market)
        >>> result.replace(awards=[[2, 0]]).status
        'given'
        """
        allowed = [name for name in self.__slots__ if not name.startswith("_") and name != "award_score"]
        checks = ArgumentChecks()
        left = Side("left", self._size[0], self._left)
        right = Side("right", self._size[1], self._right)
        values = {name: getattr(self, name) for name in self.__slots__}
        for name, value in changes.items():
            if name not in allowed:
                raise TypeError(f"replace: {name!r} is not one of {', '.join(allowed)}")
            if name == "awards":
                value = _awards(checks, value, left, right)
            elif name in ("prices", "greatest_prices", "worth", "shortfall"):
                value = _vector(checks, name, value, right, 0 if name == "shortfall" else -INT64_MAX)
            elif name == "forced":
                value = _vector(checks, name, value, right).astype(np.bool_)
            elif name in ("total", "scale"):
                value = checks.whole(name, value, 1 if name == "scale" else -INT64_MAX, INT64_MAX)
            elif name == "gap" and value is not None:
                value = checks.whole(name, value, 0, INT64_MAX)
            elif name == "status":
                _check_status(checks, value)
            elif name == "witness" and value is not None:
                value = Witness(*value)
            values[name] = value
        checks.close()
        if "status" not in changes and (self.status not in WITHOUT_PLAN or "awards" in changes):
            values["status"] = "given" if changes else self.status
        if "gap" not in changes and changes:
            proven = values["status"] in ("optimal", "optimal_short")
            values["gap"] = 0 if proven else None
            if values["status"] == self.status == "stopped_feasible" and "awards" not in changes:
                values["gap"] = self.gap
        if "awards" in changes:
            self._weigh(values, "total" in changes)
        return _restored(values)

    def _weigh(self, values: dict[str, Any], total_is_given: bool) -> None:
        """Scores and total of other awards."""
        market = None if self._market is None else self._market()
        if market is not None:
            values["award_score"], total = market._market.weigh(values["awards"])
        else:
            known = dict(zip(map(tuple, self.awards.tolist()), self.award_score.tolist(), strict=True))
            pairs = [tuple(pair) for pair in values["awards"].tolist()]
            if not all(pair in known for pair in pairs):
                raise ValueError(
                    "replace: the market of this result is gone, and with it the scores of other "
                    "awards; use TransportResult(market, awards=...)"
                )
            scores = np.array([known[pair] for pair in pairs], np.int64)
            values["award_score"] = scores
            unplaced = self._demand - np.bincount(values["awards"][:, 0], minlength=self._size[0])
            total = sum(scores[scores != INT64_MIN].tolist()) + sum(
                units * worth
                for units, worth in zip(unplaced.tolist(), self._outside.tolist(), strict=True)
                if units > 0
            )
        if not total_is_given:
            values["total"] = int(total)

    def _ask_for_plan(self, what: str) -> None:
        if self.status in WITHOUT_PLAN:
            raise ValueError(
                f"{what}: there is no plan, the status is {self.status}: {WITHOUT_PLAN[self.status]}"
            )

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name}: a result is read-only; use replace({name}=...)")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TransportResult):
            return NotImplemented
        return all(
            np.array_equal(getattr(self, name), getattr(other, name))
            if isinstance(getattr(self, name), np.ndarray)
            else getattr(self, name) == getattr(other, name)
            for name in self.__slots__
            if name not in ("counters", "_market")
        )

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> Any:
        values = {name: getattr(self, name) for name in self.__slots__}
        return _restored, (values | {"_market": None},)

    def __repr__(self) -> str:
        if self.status in WITHOUT_PLAN:
            return f"<TransportResult {self.status}: no plan>"
        return (
            f"<TransportResult {self.status}: {len(self.awards)} awards, objective "
            f"{self.objective:g}>"
        )


def judged(result: object) -> TransportResult:
    if not isinstance(result, TransportResult):
        raise TypeError(f"result: expected a TransportResult, not {kind_of(result)}")
    return result


def _witness(
    market: Market,
    rules: list[tuple[str, int, int]],
    deficit: int,
    repair: list[tuple[str, int, int, int]],
) -> Witness:
    lefts = Side("left", market.n, market._left)
    rights = Side("right", market.m, market._right)
    locks = market._market.lock

    def named(kind: str, index: int) -> Any:
        if kind == "lock":
            left, right = locks[index].tolist()
            return lefts.label(left), rights.label(right)
        return (rights if kind in ("floor", "capacity") else lefts).label(index)

    return Witness(
        rules,
        deficit,
        repair,
        [(kind, named(kind, index), bound) for kind, index, bound in rules],
        [(kind, named(kind, index), old, new) for kind, index, old, new in repair],
    )


def _awards(checks: ArgumentChecks, awards: Any, left: Side, right: Side) -> Array:
    """Awards sorted by (left, right), each of the market's and each once."""
    pairs = pairs_of(checks, "awards", awards, left, right)
    pairs = np.ascontiguousarray(pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))])
    sizes = np.array([left.size, right.size])
    out = ((pairs < 0) | (pairs >= sizes)).any(axis=1)
    if out.any():
        shape = f"awards within the {left.size} x {right.size} pairs"
        pair = tuple(pairs[int(np.flatnonzero(out)[0])].tolist())
        checks.fault("python.unknown", "awards", what=shape, value=pair)
        return pairs[~out]
    twice = (np.diff(pairs, axis=0) == 0).all(axis=1)
    if twice.any():
        at = pairs[int(np.flatnonzero(twice)[0])].tolist()
        pair = (left.label(at[0]), right.label(at[1]))
        checks.fault("python.duplicate", "awards", what="award", value=pair)
    return pairs


def _vector(checks: ArgumentChecks, name: str, value: Any, right: Side, least: int = -INT64_MAX) -> Array:
    """Whole numbers of the right nodes, or none at all."""
    if value is None or (hasattr(value, "__len__") and len(value) == 0):
        return np.zeros(0, np.int64)
    array = right.each(checks, name, value)
    if len(array) != right.size and right.size != 1:
        # One number for all is no evidence.
        if not checks.issues:
            checks.fault("python.length", name, expected=right.size, actual=len(array))
        return np.zeros(0, np.int64)
    return checks.integers(name, array, least, label=right.label)


def _check_status(checks: ArgumentChecks, status: object) -> None:
    allowed = _core.enumerators["Status"]
    if not isinstance(status, str):
        raise TypeError(f"status: expected a str, not {kind_of(status)}")
    if status not in allowed:
        checks.fault("python.enumerator", "status", allowed=", ".join(allowed))


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
            "_left": market._left,
            "_right": market._right,
            "_size": (market.n, market.m),
            "_demand": held.demand,
            "_outside": held.outside,
            "_market": weakref.ref(market),
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
