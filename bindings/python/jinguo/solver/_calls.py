"""The solver, what its plans would lose elsewhere, and the referees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from .. import _core
from .._arrays import INT32_MAX, Array, Door, as_array, frozen, is_number, kind_of
from ._market import Market, held, metres
from ._result import TransportResult, judged

OnInfeasible = Literal["stop", "least_shortfall"]


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
    within = held(market)
    door = Door()
    lottery = _lottery(door, market, seed, left_number, right_number)
    workers = door.whole("threads", threads, 0, INT32_MAX)
    if not isinstance(on_infeasible, str):
        raise TypeError(f"on_infeasible: expected a str, not {kind_of(on_infeasible)}")
    if progress is not None and not callable(progress):
        raise TypeError(f"progress: expected a function, not {kind_of(progress)}")
    limit = None if time_limit is None else float(metres(door, "time_limit", time_limit, 1)[0])
    door.close()
    found, stopped_by = _core.transport(within, *lottery, on_infeasible, workers, progress, limit)
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
    left    (k,) indices of left nodes, or one index; the answer has k rows of m

    Forcing the pair and solving again loses just that. One pass over all pairs for any number of left
    nodes, none if all of them are unmatched. Ahuja, Magnanti, Orlin, "Network Flows", 1993, ch. 9.
    """
    door = Door()
    asked = np.asarray(left).reshape(1) if is_number(left) else as_array("left", left)
    if asked is None or asked.ndim != 1 or asked.dtype.kind not in "iu":
        raise TypeError("left: expected a list of whole numbers")
    rows = [door.whole("left", int(i), 0, market.n - 1) for i in asked.tolist()]
    workers = door.whole("threads", threads, 0, INT32_MAX)
    door.close()
    told = _core.losses(
        held(market), judged(result), np.asarray(rows, dtype=np.int32), workers
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
    return frozen(_core.floor_gains(held(market), judged(result), workers))


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
    seed: int = 0,
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
    drawn = door.whole("seed", seed, 0, 2**64 - 1)
    left = None if left_number is None else door.numbers64("left_number", left_number, market.n)
    right = (
        None if right_number is None else door.numbers64("right_number", right_number, market.m)
    )
    return drawn, left, right
