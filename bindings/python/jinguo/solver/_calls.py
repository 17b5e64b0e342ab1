"""The solver, what its plans would lose elsewhere, and the referees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from .. import _core
from .._arrays import INT32_MAX, Array, ArgumentChecks, frozen, is_number, kind_of, watch
from .._columns import plain, values_of
from ._ids import Side
from ._market import Market, held
from ._result import TransportResult, judged

OnInfeasible = Literal["stop", "least_shortfall"]
Method = Literal["automatic", "column_generation", "assignment"]


def transport(
    market: Market,
    *,
    seed: int | None = None,
    left_number: Any = None,
    right_number: Any = None,
    on_infeasible: OnInfeasible | None = None,
    method: Method = "automatic",
    threads: int = 0,
    progress: Callable[[float, str], object] | None = None,
    time_limit: float | None = None,
) -> TransportResult:
    """Matches left with right at the greatest total score, exactly, ties by a public lottery.

    A market of a policy (`jinguo.market_of`) brings the policy's own numbers and way with floors, where
    they are not given here. Runs without the interpreter's lock. Ctrl-C raises KeyboardInterrupt whose
    ``result`` is what was found until then.

    Parameters
    ----------
    market : Market
        Who may be matched with whom.
    seed : int, optional
        Draws the lottery's numbers where none are given, 0 <= seed < 2**64; 0 unless said, or the
        market's own (`jinguo.market_of`).
    left_number : array-like of shape (n,), optional
        The lottery's numbers of the left nodes, uint64; the least wins.
    right_number : array-like of shape (m,), optional
        The same of the right nodes.
    on_infeasible : {"stop", "least_shortfall"}, optional
        "stop" (the default): floors that cannot hold make the market infeasible; "least_shortfall":
        floors are missed by the least total, which is proven.
    method : {"automatic", "column_generation", "assignment"}, default "automatic"
        How it is solved: "column_generation" is for many left nodes and few right ones, "assignment" for
        few left nodes a right node, of one unit each (others are solved by column generation all the
        same). The answer does not depend on it.
    threads : int, default 0
        Number of threads; 0: one a core. The answer does not depend on it.
    progress : callable, optional
        Called with (fraction in [0, 1], phase) at most 10 times a second; an exception from it stops
        the call.
    time_limit : float, optional
        Seconds of the whole call; then the status is "stopped_feasible" (a plan that keeps every rule,
        not drawn, with its proven gap: 0 once a best plan was found) or "stopped_empty" (stopped in the
        first pass, or no simple plan keeps every rule). None: no limit.

    Returns
    -------
    TransportResult
        The plan and its evidence; look at its status.

    Raises
    ------
    InputError
        Options that do not fit the market.
    TypeError
        A wrong kind of object.

    References
    ----------
    Ahuja, Magnanti, Orlin, "Network Flows", 1993, ch. 9-11; prices as in Shapley and Shubik, "The
    assignment game I", 1971.

    Examples
    --------
    >>> import jinguo.solver as js
    >>> market = js.Market.dense([[5, 3], [4, 4], [2, 1]], capacity=1)
    >>> result = js.transport(market)
    >>> result
    <TransportResult optimal: 2 awards, objective 9>
    """
    within = held(market)
    checks = ArgumentChecks()
    lottery = _lottery(checks, market, seed, left_number, right_number)
    workers = checks.whole("threads", threads, 0, INT32_MAX)
    if on_infeasible is None:
        on_infeasible = market._asked.get("on_infeasible", "stop")
    if not isinstance(on_infeasible, str):
        raise TypeError(f"on_infeasible: expected a str, not {kind_of(on_infeasible)}")
    if not isinstance(method, str):
        raise TypeError(f"method: expected a str, not {kind_of(method)}")
    if progress is not None and not callable(progress):
        raise TypeError(f"progress: expected a function, not {kind_of(progress)}")
    limit = None if time_limit is None else checks.number("time_limit", time_limit)
    checks.close()
    found, stopped_by = _core.transport(within, *lottery, on_infeasible, method, workers, progress, limit)
    result = TransportResult._of(market, found)
    if stopped_by is not None:
        stopped_by.result = result
        raise stopped_by
    return result


class UnscaledLosses(NamedTuple):
    """Losses in the units of the scores, as floats; made by `Losses.unscaled`.

    They are infinite where ``unbounded`` is set, since no plan has the left node there (or, of the
    ``outside_...`` fields, outside).

    Attributes
    ----------
    points : ndarray of shape (k, m), float64
        What the plan would lose with the left node at the right node.
    unbounded : ndarray of shape (k, m), bool
        No plan has it there.
    outside_points : ndarray of shape (k,), float64
        What it would lose with one unit more of the left node outside.
    outside_unbounded : ndarray of shape (k,), bool
        No plan has it outside.

    Examples
    --------
    >>> import jinguo.solver as js
    >>> market = js.Market.dense([[5, 3], [4, 4], [2, 1]], capacity=1)
    >>> result = js.transport(market)
    >>> js.losses(market, result, [2]).unscaled.points.tolist()
    [[3.0, 3.0]]
    """

    points: npt.NDArray[np.float64]
    unbounded: npt.NDArray[np.bool_]
    outside_points: npt.NDArray[np.float64]
    outside_unbounded: npt.NDArray[np.bool_]


class Losses(NamedTuple):
    """What a plan would lose with left nodes elsewhere; made by `losses`, a row for each of them.

    A loss is ``missed`` units more that floors are short of, then ``points``, scaled; compared in that
    order. The ``outside_...`` fields are of a left node with a unit outside: "held", with loss 0, where
    one is outside already; else the loss of one unit less placed ("own_must_match": of giving up that
    all its units must be; "own_lock": all are locked, the loss is that of dropping one lock).

    Attributes
    ----------
    missed : ndarray of shape (k, m), int64
        Units more that floors would be short of.
    points : ndarray of shape (k, m), int64
        Points that the plan would lose, scaled.
    obstacle : ndarray of shape (k, m), str
        Why a pair cannot be: "none" if it can, "held" if it is, "not_eligible", "no_unit" (demand 0),
        "no_place" (capacity 0), "lock" (all places are locked), "must_match" (others must be placed and
        have no way out), "own_lock" (the loss is then that of dropping its lock).
    floor : ndarray of shape (k, m), int32
        The right node whose floor would be missed by one more, or -1.
    outside_missed : ndarray of shape (k,), int64
        As ``missed``, of a unit outside.
    outside_points : ndarray of shape (k,), int64
        As ``points``, of a unit outside.
    outside_obstacle : ndarray of shape (k,), str
        As ``obstacle``, of a unit outside.
    outside_floor : ndarray of shape (k,), int32
        As ``floor``, of a unit outside.
    scale : int
        Scaled points in one unit of the scores.

    Examples
    --------
    >>> import jinguo.solver as js
    >>> market = js.Market.dense([[5, 3], [4, 4], [2, 1]], capacity=1)
    >>> result = js.transport(market)
    >>> js.losses(market, result, [2]).points.tolist()
    [[3, 3]]
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
    """For each left node in ``left``, what the plan would lose with it at each right node.

    Exactly: forcing the pair and solving again loses just that. One pass over all pairs for any number
    of left nodes, none if all of them are unmatched.

    Parameters
    ----------
    market : Market
        The market that was solved.
    result : TransportResult
        An answer of `transport` to this market, "optimal" or "optimal_short".
    left : array-like of shape (k,), or one node
        Left nodes by id or by index, as the market's locks name them.
    threads : int, default 0
        Number of threads; 0: one a core. The answer does not depend on it.
    progress : callable, optional
        Called with (fraction in [0, 1], phase) at most 10 times a second; an exception from it stops
        the call.
    time_limit : float, optional
        Seconds of the whole call; None: no limit.

    Returns
    -------
    Losses
        A row of m for each of the k nodes.

    Raises
    ------
    InputError
        Another status, awards or prices that do not fit the market, a node that there is not.
    TimeoutError
        The time limit is over.

    References
    ----------
    Ahuja, Magnanti, Orlin, "Network Flows", 1993, ch. 9.

    Examples
    --------
    >>> import jinguo.solver as js
    >>> market = js.Market.dense([[5, 3], [4, 4], [2, 1]], capacity=1)
    >>> result = js.transport(market)
    >>> js.losses(market, result, 2).points.tolist()
    [[3, 3]]
    """
    checks = ArgumentChecks()
    side = Side("left", market.n, market._left)
    one = is_number(left) or isinstance(left, str)
    rows = []
    for item in [plain(left)] if one else values_of("left", left):
        found = side.find(item)
        if found is not None:
            rows.append(found)
        elif type(item) is int and side.by_number:
            rows.append(checks.whole("left", item, 0, market.n - 1))
        elif side.ids is None:
            raise TypeError("left: expected a list of whole numbers")
        else:
            checks.fault("python.unknown", "left", what="left ids", value=item)
    workers = checks.whole("threads", threads, 0, INT32_MAX)
    checks.close()
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
    """By right node, what lowering its floor by one would gain: fewer units short, then total.

    Needs no pass unless the status is "optimal_short".

    Parameters
    ----------
    market : Market
        The market that was solved.
    result : TransportResult
        An answer of `transport` to this market, "optimal" or "optimal_short".
    threads : int, default 0
        Number of threads; 0: one a core. The answer does not depend on it.
    progress : callable, optional
        Called with (fraction in [0, 1], phase) at most 10 times a second; an exception from it stops
        the call.
    time_limit : float, optional
        Seconds of the whole call; None: no limit.

    Returns
    -------
    ndarray of shape (m, 2), int64
        Row j is of the right node j, whose id is ``market.right_ids[j]``: units fewer short of floors,
        then points, scaled; 0 where the floor does not bind.

    Raises
    ------
    InputError
        Another status, awards or prices that do not fit the market.
    TimeoutError
        The time limit is over.

    Examples
    --------
    >>> import jinguo.solver as js
    >>> market = js.Market.dense([[5, 3], [4, 4], [2, 1]], capacity=1)
    >>> result = js.transport(market)
    >>> js.floor_gains(market, result).tolist()
    [[0, 0], [0, 0]]
    """
    checks = ArgumentChecks()
    workers = checks.whole("threads", threads, 0, INT32_MAX)
    checks.close()
    return frozen(
        _core.floor_gains(held(market), judged(result), workers, *watch(progress, time_limit))
    )


def why_not_feasible(market: Market, result: TransportResult) -> str | None:
    """Why the plan breaks a rule of the market, or misstates its total, status or shortfall.

    Floors are taken less the shortfall.

    Parameters
    ----------
    market : Market
        The market that was solved.
    result : TransportResult
        An answer of `transport` to this market, or a plan from elsewhere (`TransportResult`).

    Returns
    -------
    str or None
        A reason; None: it keeps every rule.

    Raises
    ------
    TypeError
        A wrong kind of object.

    Examples
    --------
    >>> import jinguo.solver as js
    >>> market = js.Market.dense([[5, 3], [4, 4], [2, 1]], capacity=1)
    >>> result = js.transport(market)
    >>> js.why_not_feasible(market, result)
    >>> js.why_not_feasible(market, result.replace(awards=[[0, 0], [1, 0]]))
    'right 0 has 2 awards, 1 more than its capacity of 1'
    """
    return _core.why_not_feasible(held(market), judged(result))


def why_not_optimal(market: Market, result: TransportResult) -> str | None:
    """Why the plan is not best, or nothing.

    Prices that are given must prove it, in integers; without them the referee decides by shortest paths
    of its own. With the status "optimal_short" also that no smaller sum of missed floors exists.

    Parameters
    ----------
    market : Market
        The market that was solved.
    result : TransportResult
        An answer of `transport` to this market, or a plan from elsewhere (`TransportResult`).

    Returns
    -------
    str or None
        A reason; None: no plan is better.

    Raises
    ------
    TypeError
        A wrong kind of object.

    Examples
    --------
    >>> import jinguo.solver as js
    >>> market = js.Market.dense([[5, 3], [4, 4], [2, 1]], capacity=1)
    >>> result = js.transport(market)
    >>> js.why_not_optimal(market, result)
    >>> js.why_not_optimal(market, js.TransportResult(market, awards=[[2, 0]]))
    'the total can rise by 4: left 1 from outside to right 1'
    """
    return _core.why_not_optimal(held(market), judged(result))


def why_not_least(market: Market, result: TransportResult) -> str | None:
    """Why the prices are not the least that prove the plan, or nothing.

    Judges also greatest prices, ``forced`` and ``worth``, where they are given.

    Parameters
    ----------
    market : Market
        The market that was solved.
    result : TransportResult
        An answer of `transport` to this market, or a plan from elsewhere (`TransportResult`).

    Returns
    -------
    str or None
        A reason; None: they are the least.

    Raises
    ------
    TypeError
        A wrong kind of object.

    Examples
    --------
    >>> import jinguo.solver as js
    >>> market = js.Market.dense([[5, 3], [4, 4], [2, 1]], capacity=1)
    >>> result = js.transport(market)
    >>> js.why_not_least(market, result)
    """
    return _core.why_not_least(held(market), judged(result))


def why_not_drawn(
    market: Market,
    result: TransportResult,
    *,
    seed: int | None = None,
    left_number: Any = None,
    right_number: Any = None,
) -> str | None:
    """Why the plan is not the one that the lottery draws among the best plans, or nothing.

    Parameters
    ----------
    market : Market
        The market that was solved.
    result : TransportResult
        An answer of `transport` to this market, or a plan from elsewhere (`TransportResult`).
    seed : int, optional
        Draws the lottery's numbers where none are given, 0 <= seed < 2**64; 0 unless said, or the
        market's own (`jinguo.market_of`).
    left_number : array-like of shape (n,), optional
        The lottery's numbers of the left nodes, uint64; the least wins.
    right_number : array-like of shape (m,), optional
        The same of the right nodes.

    Returns
    -------
    str or None
        A reason; None: it is the one that these numbers draw.

    Raises
    ------
    InputError
        Numbers that do not fit the market.
    TypeError
        A wrong kind of object.

    Examples
    --------
    >>> import jinguo.solver as js
    >>> market = js.Market.dense([[5, 3], [4, 4], [2, 1]], capacity=1)
    >>> result = js.transport(market)
    >>> js.why_not_drawn(market, result, seed=0)
    """
    checks = ArgumentChecks()
    lottery = _lottery(checks, market, seed, left_number, right_number)
    checks.close()
    return _core.why_not_drawn(held(market), judged(result), *lottery)


def why_not_infeasible(market: Market, result: TransportResult) -> str | None:
    """Why the market is not infeasible for the reason that the witness states, or nothing.

    Parameters
    ----------
    market : Market
        The market that was solved.
    result : TransportResult
        An answer of `transport` to this market, or a plan from elsewhere (`TransportResult`).

    Returns
    -------
    str or None
        A reason; None: the witness proves that no plan exists, and its repair helps.

    Raises
    ------
    TypeError
        A wrong kind of object.

    Examples
    --------
    >>> import jinguo.solver as js
    >>> market = js.Market.dense([[5, 3]], capacity=1, floor=1)
    >>> js.why_not_infeasible(market, js.transport(market))
    """
    return _core.why_not_infeasible(held(market), judged(result))


def lottery_number(seed: int, side: Literal["left", "right"], row: int) -> int:
    """The lottery number that serves when none is given.

    With mix(x) = the finaliser of splitmix64 of x plus its constant, it is
    mix(mix(mix(seed) + side) + row), side 0 for left, 1 for right.

    Parameters
    ----------
    seed : int
        0 <= seed < 2**64.
    side : {"left", "right"}
        Which side the node is on.
    row : int
        Index of the node, from 0.

    Returns
    -------
    int
        0 <= number < 2**64; neighbouring seeds, sides and rows give unrelated ones.

    Raises
    ------
    InputError
        A number out of range.

    Examples
    --------
    >>> import jinguo.solver as js
    >>> js.lottery_number(0, "left", 0)
    2558736989570252433
    """
    checks = ArgumentChecks()
    drawn = checks.whole("seed", seed, 0, 2**64 - 1)
    index = checks.whole("row", row, 0, INT32_MAX)
    checks.close()
    return int(_core.lottery_number(drawn, side, index))


def _lottery(
    checks: ArgumentChecks, market: Market, seed: Any, left_number: Any, right_number: Any
) -> tuple[int, Array | None, Array | None]:
    held(market)
    own = market._asked if seed is None else {}
    drawn = 0 if seed is None else checks.whole("seed", seed, 0, 2**64 - 1)
    numbers: list[Array | None] = []
    for side, given in (
        (Side("left", market.n, market._left), left_number),
        (Side("right", market.m, market._right), right_number),
    ):
        name = f"{side.name}_number"
        if given is None:
            numbers.append(own.get(name))
        else:
            numbers.append(side.numbers64(checks, name, given))
    return drawn, numbers[0], numbers[1]
