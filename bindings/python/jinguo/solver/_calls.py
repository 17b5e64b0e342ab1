"""The solver, what its plans would lose elsewhere, and the referees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from .. import _core
from .._arrays import INT32_MAX, Array, Door, frozen, is_number, kind_of, watch
from .._columns import plain, values_of
from ._ids import Side
from ._market import Market, held
from ._result import TransportResult, judged

OnInfeasible = Literal["stop", "least_shortfall"]


def transport(
    market: Market,
    *,
    seed: int | None = None,
    left_number: Any = None,
    right_number: Any = None,
    on_infeasible: OnInfeasible | None = None,
    threads: int = 0,
    progress: Callable[[float, str], object] | None = None,
    time_limit: float | None = None,
) -> TransportResult:
    """Matches left with right at the greatest total score, exactly, ties by a public lottery.

    seed           draws the lottery's numbers where none are given; 0 unless said
    left_number    (n,) uint64, right_number (m,) uint64: the lottery's numbers
    on_infeasible  "stop" (the default), or "least_shortfall": floors are missed by the least total,
                   which is proven
    threads        0: one a core; the answer does not depend on it
    progress       called with (fraction, phase) at most 10 times a second; an exception stops
    time_limit     seconds of the whole call; then the status is "stopped_feasible" (a plan that keeps
                   every rule, not drawn, with its proven gap: 0 once a best plan was found) or
                   "stopped_empty" (stopped in the first pass, or no simple plan keeps every rule)

    A market of a policy (`jinguo.market_of`) brings the policy's own numbers and way with floors,
    where they are not given here. Runs without the interpreter's lock. Ctrl-C raises
    KeyboardInterrupt whose ``result`` is what was found until then.
    """
    within = held(market)
    door = Door()
    lottery = _lottery(door, market, seed, left_number, right_number)
    workers = door.whole("threads", threads, 0, INT32_MAX)
    if on_infeasible is None:
        on_infeasible = market._asked.get("on_infeasible", "stop")
    if not isinstance(on_infeasible, str):
        raise TypeError(f"on_infeasible: expected a str, not {kind_of(on_infeasible)}")
    if progress is not None and not callable(progress):
        raise TypeError(f"progress: expected a function, not {kind_of(progress)}")
    limit = None if time_limit is None else door.number("time_limit", time_limit)
    door.close()
    found, stopped_by = _core.transport(within, *lottery, on_infeasible, workers, progress, limit)
    result = TransportResult._of(market, found)
    if stopped_by is not None:
        stopped_by.result = result
        raise stopped_by
    return result


class UnscaledLosses(NamedTuple):
    """Losses in the units of the scores, as floats: infinite where ``unbounded`` is set, since no plan
    has the left node there (or, of the ``outside_...`` fields, outside)."""

    points: npt.NDArray[np.float64]
    unbounded: npt.NDArray[np.bool_]
    outside_points: npt.NDArray[np.float64]
    outside_unbounded: npt.NDArray[np.bool_]


class Losses(NamedTuple):
    """What a plan would lose with left nodes elsewhere; each field has a row for each of them.

    A loss is ``missed`` units more that floors are short of, then ``points``, scaled; compared in that
    order. ``obstacle`` says why a pair cannot be: "none" if it can, "held" if it is, "not_eligible",
    "no_unit" (demand 0), "no_place" (capacity 0), "lock" (all places are locked), "must_match" (others
    must be placed and have no way out), "own_lock" (the loss is then that of dropping its lock).
    ``floor`` is the right node whose floor would be missed by one more, or -1.

    The ``outside_...`` fields are of a left node with a unit outside: "held", with loss 0, where one
    is outside already; else the loss of one unit less placed ("own_must_match": of giving up that all
    its units must be; "own_lock": all are locked, the loss is that of dropping one lock).
    """

    missed: npt.NDArray[np.int64]
    points: npt.NDArray[np.int64]
    obstacle: npt.NDArray[np.str_]
    floor: npt.NDArray[np.int32]
    outside_missed: npt.NDArray[np.int64]
    outside_points: npt.NDArray[np.int64]
    outside_obstacle: npt.NDArray[np.str_]
    outside_floor: npt.NDArray[np.int32]
    scale: int

    @property
    def unscaled(self) -> UnscaledLosses:
        """The points in the units of the scores."""
        out = []
        for points, obstacle in (
            (self.points, self.obstacle),
            (self.outside_points, self.outside_obstacle),
        ):
            unbounded = ~np.isin(obstacle, ("none", "held", "own_lock", "own_must_match"))
            out += [frozen(np.where(unbounded, np.inf, points / self.scale)), frozen(unbounded)]
        return UnscaledLosses(*out)


def losses(
    market: Market,
    result: TransportResult,
    left: Any,
    *,
    threads: int = 0,
    progress: Callable[[float, str], object] | None = None,
    time_limit: float | None = None,
) -> Losses:
    """What the best plan would lose if a left node were at another right node, exactly.

    result  an answer of `transport` to this market, "optimal" or "optimal_short"
    left    (k,) left nodes, or one, by id or by index as the market's locks name them; the answer
            has k rows of m

    Forcing the pair and solving again loses just that. One pass over all pairs for any number of left
    nodes, none if all of them are unmatched. Ahuja, Magnanti, Orlin, "Network Flows", 1993, ch. 9.
    TimeoutError after ``time_limit`` seconds.
    """
    door = Door()
    side = Side("left", market.n, market._left)
    one = is_number(left) or isinstance(left, str)
    rows = []
    for item in [plain(left)] if one else values_of("left", left):
        found = side.find(item)
        if found is not None:
            rows.append(found)
        elif type(item) is int and side.by_number:
            rows.append(door.whole("left", item, 0, market.n - 1))
        elif side.ids is None:
            raise TypeError("left: expected a list of whole numbers")
        else:
            door.fault("python.unknown", "left", what="left ids", value=item)
    workers = door.whole("threads", threads, 0, INT32_MAX)
    door.close()
    told = _core.losses(
        held(market), judged(result), np.asarray(rows, dtype=np.int32), workers,
        *watch(progress, time_limit),
    )
    names = np.array(_core.enumerators["Obstacle"])[told["obstacle"]]
    missed, points, floor = told["missed"], told["points"], told["floor"]
    return Losses(
        missed=frozen(missed[:, :-1]),
        points=frozen(points[:, :-1]),
        obstacle=frozen(names[:, :-1]),
        floor=frozen(floor[:, :-1]),
        outside_missed=frozen(missed[:, -1]),
        outside_points=frozen(points[:, -1]),
        outside_obstacle=frozen(names[:, -1]),
        outside_floor=frozen(floor[:, -1]),
        scale=market.scale,
    )


def floor_gains(
    market: Market,
    result: TransportResult,
    *,
    threads: int = 0,
    progress: Callable[[float, str], object] | None = None,
    time_limit: float | None = None,
) -> npt.NDArray[np.int64]:
    """(m, 2): what lowering each floor by one would gain: units fewer short of floors, then points.

    Row j is of the place with index j, whose id is ``market.right_ids[j]``; points are scaled. As
    `losses`; needs no pass unless the status is "optimal_short".
    """
    door = Door()
    workers = door.whole("threads", threads, 0, INT32_MAX)
    door.close()
    return frozen(
        _core.floor_gains(held(market), judged(result), workers, *watch(progress, time_limit))
    )


def why_not_feasible(market: Market, result: TransportResult) -> str | None:
    """None if the awards keep every rule of the market (floors less the shortfall), else a reason."""
    return _core.why_not_feasible(held(market), judged(result))


def why_not_optimal(market: Market, result: TransportResult) -> str | None:
    """None if the prices prove that no plan is better (and no shortfall smaller), else a reason."""
    return _core.why_not_optimal(held(market), judged(result))


def why_not_least(market: Market, result: TransportResult) -> str | None:
    """None if the prices are the least that prove the plan, else a reason."""
    return _core.why_not_least(held(market), judged(result))


def why_not_drawn(
    market: Market,
    result: TransportResult,
    *,
    seed: int | None = None,
    left_number: Any = None,
    right_number: Any = None,
) -> str | None:
    """None if the plan is the one that the lottery of these numbers draws, else a reason."""
    door = Door()
    lottery = _lottery(door, market, seed, left_number, right_number)
    door.close()
    return _core.why_not_drawn(held(market), judged(result), *lottery)


def why_not_infeasible(market: Market, result: TransportResult) -> str | None:
    """None if the witness proves that no plan exists and its repair helps, else a reason."""
    return _core.why_not_infeasible(held(market), judged(result))


def lottery_number(seed: int, side: Literal["left", "right"], row: int) -> int:
    """The number that a row gets when none is given: a documented mix of seed, side and row."""
    door = Door()
    drawn = door.whole("seed", seed, 0, 2**64 - 1)
    index = door.whole("row", row, 0, INT32_MAX)
    door.close()
    return int(_core.lottery_number(drawn, side, index))


def _lottery(
    door: Door, market: Market, seed: Any, left_number: Any, right_number: Any
) -> tuple[int, Array | None, Array | None]:
    held(market)
    own = market._asked if seed is None else {}
    drawn = 0 if seed is None else door.whole("seed", seed, 0, 2**64 - 1)
    numbers: list[Array | None] = []
    for side, given in (
        (Side("left", market.n, market._left), left_number),
        (Side("right", market.m, market._right), right_number),
    ):
        name = f"{side.name}_number"
        if given is None:
            numbers.append(own.get(name))
        else:
            numbers.append(side.numbers64(door, name, given))
    return drawn, numbers[0], numbers[1]
