"""Markets: scores and bounds as they come from Python, checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from .. import _core
from .._arrays import INT32_MAX, INT64_MAX, Array, ArgumentChecks, is_number, kind_of, numbers_of
from ._blocks import BLOCK_SCALE, block_of, scaled_block
from ._bounds import bounds_of, eligible_of, given_scale, integer_vector, length_of, scale_of
from ._ids import Ids, Side, ids_of
from ._implicit import decay_lists, features, metres, positions, roads, table


class Market:
    """Who may be matched with whom, at which score, under which bounds. Immutable.

    Made by `dense`, `sparse`, `implicit`, `blocks` or `from_edges`.

    One number a node is a list, an array or a column of any library, by position; {id: value}, or a
    frame of two columns (id, value), where a node not named has the default (capacity has none); or a
    pandas Series. **Labels count**: a Series, or a frame for `eligible`, whose labels are the market's
    ids is aligned by them (where the market knows no ids: labels that are the numbers of the nodes);
    the labels 0, 1, 2 ... in order only count the rows and go by position; any other label is an
    InputError that names the first unknown one. Pairs name nodes by id where the market knows ids, and
    by index where it knows none or no id is a whole number.

    Every dtype that holds the numbers without loss is taken: integers of any width, booleans, nullable
    and Arrow columns, decimals and floats that are whole. A score that is missing (NaN, None,
    pandas.NA, null) makes its pair not eligible; a bound that is missing is an InputError.

    Scores given as floats are scaled once, rint(double(score) * score_scale); integers have scale 1.
    Unless said, the scale is the power of ten from 1 to 10^15 that gives the greatest |finite score| of
    an eligible pair ten digits before the point (10^6 where all are 0, and for `blocks`, whose scores
    are not known beforehand); it stands in `scale` and in the repr. Scores that differ by less than
    1 / scale are equal to the solver. Parts of one market need one scale, given. An outside value
    beyond 2^44 after scaling is an InputError: use must_match for who has to be placed.

    Arrays of the dtypes int32, int64, float32 and float64 are borrowed, not copied, whatever their
    strides (a matrix whose steps are no whole elements is copied): do not change them while a market
    lives.

    Raises
    ------
    InputError
        With every fault of the content, of each that makes a market.
    TypeError
        A wrong kind of object; a market made by its name.

    Examples
    --------
    >>> import jinguo.solver as js
    >>> market = js.Market.dense([[5, 3], [4, 4], [2, 1]], capacity=1)
    >>> result = js.transport(market)
    >>> market
    <Market of 3 x 2, scale 1>
    >>> result.objective
    9.0
    """

    __slots__ = ("__weakref__", "_market", "_left", "_right", "_asked")

    _market: _core.Market
    _left: Ids | None
    _right: Ids | None
    #: What `transport` and `why_not_drawn` take where they are told nothing else (see `market_of`).
    _asked: Mapping[str, Any]

    def __init__(self) -> None:
        raise TypeError("Market: use Market.dense, sparse, implicit, blocks or from_edges")

    @classmethod
    def _of(
        cls,
        market: _core.Market,
        left: Ids | None = None,
        right: Ids | None = None,
        asked: Mapping[str, Any] | None = None,
    ) -> Market:
        self = object.__new__(cls)
        self._market = market
        self._left = left
        self._right = right
        self._asked = asked or {}
        return self

    @property
    def left_ids(self) -> npt.NDArray[Any] | None:
        """(n,) ids of the left nodes, when made by `from_edges` or of a labelled frame; else None."""
        return None if self._left is None else self._left.values

    @property
    def right_ids(self) -> npt.NDArray[Any] | None:
        """(m,) ids of the right nodes, when made by `from_edges` or of a labelled frame; else None."""
        return None if self._right is None else self._right.values

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
        """A market over a matrix (n, m): an array, lists of rows, or a frame of numbers.

        The labels of a pandas frame, and the names of the columns of any other, are kept as
        ``market.left_ids`` and ``market.right_ids``, unless they only number.

        Parameters
        ----------
        scores : array-like of shape (n, m)
            What is missing (NaN, None, pandas.NA, null), or the least int64, means not eligible; infinite
            scores are refused.
        capacity : int or array-like of shape (m,)
            Most awards of each right node, 0 or more; one number for all, or one a node (see `Market`).
        floor : int or array-like of shape (m,), optional
            Least awards of each right node; None: 0.
        outside : float or array-like of shape (n,), default 0
            Earned once for each unit of a left node that is not placed; in the units of the scores, and
            scaled with them.
        demand : int or array-like of shape (n,), default 1
            Units of a left node, all placed at different right nodes.
        must_match : bool or array-like of shape (n,), optional
            True: all units of the left node are placed. None: nobody has to be.
        eligible : array-like of shape (n, m), bool, optional
            False: the pair may not be awarded; joined with what is missing in ``scores`` by "and".
        score_scale : int, optional
            Scaled scores in one unit of yours, 1 or more, for scores that are floats: a score is
            ``rint(score * score_scale)``. None: chosen from the scores (see `Market`); integers have 1.
        lock : array-like of shape (k, 2), optional
            Pairs (left, right) that must be awarded; they use capacity and must be eligible.
        exclude : array-like of shape (k, 2), optional
            Pairs (left, right) that may not be awarded.

        Returns
        -------
        Market
            The market; it borrows the arrays.

        Raises
        ------
        InputError
            With every fault of the content.
        TypeError
            A wrong kind of object.

        Examples
        --------
        >>> import jinguo.solver as js
        >>> market = js.Market.dense([[5, 3], [4, 4], [2, 1]], capacity=1)
        >>> result = js.transport(market)
        >>> result.awards.tolist()
        [[0, 0], [1, 1]]
        """
        checks = ArgumentChecks()
        matrix = checks.scores("scores", scores)
        if matrix is None:
            checks.close()
            raise AssertionError
        n, m = matrix.array.shape
        left = Side("left", n, ids_of(checks, "scores.index", matrix.rows))
        right = Side("right", m, ids_of(checks, "scores.columns", matrix.columns))
        mask = None if eligible is None else eligible_of(checks, eligible, left, right)
        scale = scale_of(checks, score_scale, matrix.array, mask)
        bounds = bounds_of(
            checks, left, right, matrix.array.dtype.kind == "f", scale,
            capacity, floor, outside, demand, must_match, lock, exclude,
        )  # fmt: skip
        checks.close()
        market = _core.Market.dense(matrix.array, mask, scale, bounds)
        return Market._of(market, left.ids, right.ids)

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
        """A market over a sparse matrix: what is stored is eligible, zeros too, unless it is NaN.

        Rows may be unsorted; an entry given twice is an InputError (SciPy would add the two).

        Parameters
        ----------
        csr : scipy.sparse array or matrix of shape (n, m), optional
            CSR, CSC or COO; or give the parts of a CSR matrix.
        capacity : int or array-like of shape (m,)
            Most awards of each right node, 0 or more; one number for all, or one a node (see `Market`).
        floor : int or array-like of shape (m,), optional
            Least awards of each right node; None: 0.
        outside : float or array-like of shape (n,), default 0
            Earned once for each unit of a left node that is not placed; in the units of the scores, and
            scaled with them.
        demand : int or array-like of shape (n,), default 1
            Units of a left node, all placed at different right nodes.
        must_match : bool or array-like of shape (n,), optional
            True: all units of the left node are placed. None: nobody has to be.
        indptr : array-like of shape (n + 1,), int, optional
            Where each row begins in ``indices`` and ``data``.
        indices : array-like of shape (k,), int, optional
            The right node of each entry.
        data : array-like of shape (k,), optional
            The score of each entry.
        m : int, optional
            Number of right nodes, with the parts; else the length of ``capacity`` or ``floor``.
        score_scale : int, optional
            Scaled scores in one unit of yours, 1 or more, for scores that are floats: a score is
            ``rint(score * score_scale)``. None: chosen from the scores (see `Market`); integers have 1.
        lock : array-like of shape (k, 2), optional
            Pairs (left, right) that must be awarded; they use capacity and must be eligible.
        exclude : array-like of shape (k, 2), optional
            Pairs (left, right) that may not be awarded.

        Returns
        -------
        Market
            The market; it borrows the arrays.

        Raises
        ------
        InputError
            With every fault of the content.
        TypeError
            A wrong kind of object; neither a matrix nor its parts, or both; no capacity.

        Examples
        --------
        >>> import jinguo.solver as js
        >>> market = js.Market.sparse(
        ...     indptr=[0, 2, 3], indices=[0, 1, 1], data=[5, 3, 4], capacity=[1, 1]
        ... )
        >>> js.transport(market).awards.tolist()
        [[0, 0], [1, 1]]
        """
        checks = ArgumentChecks()
        if csr is not None:
            if indptr is not None or indices is not None or data is not None:
                raise TypeError("sparse: either a matrix or indptr, indices and data")
            if getattr(csr, "format", None) not in ("csr", "csc", "coo"):
                raise TypeError(
                    f"sparse: expected a SciPy matrix of format CSR, CSC or COO, not {kind_of(csr)}"
                )
            if len(csr.shape) != 2:
                checks.fault("python.shape", "csr", expected="(n, m)", actual=csr.shape)
                checks.close()
            indptr, indices, data = _csr_parts(csr)
            m = int(csr.shape[1])
        elif indptr is None or indices is None or data is None:
            raise TypeError("sparse: expected a sparse matrix, or indptr, indices and data")
        if capacity is None:
            raise TypeError("sparse: capacity is missing")
        columns = length_of(checks, "m", "right", m, {"capacity": capacity, "floor": floor})
        offsets = integer_vector(checks, "indptr", indptr)
        places = integer_vector(checks, "indices", indices)
        numbers = numbers_of("data", data)
        values = None
        if numbers.array.ndim != 1:
            checks.fault("python.shape", "data", expected="(k,)", actual=str(numbers.array.shape))
        else:
            values = checks.score_array("data", numbers)
        if values is None:
            values = np.zeros(0, np.int64)
        if len(offsets) == 0:
            checks.fault("python.length", "indptr", expected="n + 1", actual=0)
            offsets = np.zeros(1, np.int64)
        if places.size and (int(places.min()) < 0 or int(places.max()) > INT32_MAX):
            checks.fault("python.range", "indices", least=0, greatest=max(0, columns - 1))
        left, right = Side("left", len(offsets) - 1), Side("right", columns)
        scale = scale_of(checks, score_scale, values.reshape(1, -1), None)
        bounds = bounds_of(
            checks, left, right, values.dtype.kind == "f", scale,
            capacity, floor, outside, demand, must_match, lock, exclude,
        )  # fmt: skip
        checks.close()
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
        left_origin: Any = None,
        origin_metres: Any = None,
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
        + right_points[j] - decay(distance), floored to a multiple of band. The numbers of nodes are read
        off the arrays, or said by ``n`` and ``m``.

        Parameters
        ----------
        capacity : int or array-like of shape (m,)
            Most awards of each right node, 0 or more; one number for all, or one a node (see `Market`).
        left_features : array-like of shape (n, F), int8 or int16, optional
            Features of the left nodes.
        right_features : array-like of shape (m, F), int8 or int16, optional
            Features of the right nodes.
        base : int, default 0
            Points of every pair.
        dot_scale : int, default 1
            Points for one of the features' scalar product.
        tables : sequence of (left_class, right_class, table), default ()
            Each adds table[left_class[i], right_class[j]]: classes of shape (n,) and (m,), a table of
            points.
        left_points : array-like of shape (n,), int, optional
            Points of a left node wherever it is.
        right_points : array-like of shape (m,), int, optional
            Points of a right node for all.
        left_xy : array-like of shape (n, 2), optional
            Metres east and north (`jinguo.project`); floats are rounded half to even.
        right_xy : array-like of shape (m, 2), optional
            The same of the right nodes.
        left_origin : array-like of shape (n,), optional
            The row of ``origin_metres`` in which each left node begins (a village of many): its
            number, or its label where the rows have labels.
        origin_metres : array-like or frame of shape (origins, m), optional
            Metres by road from each origin to each right node, below 2**24, floats rounded half to
            even; they take the place of the straight line. NaN: the straight line, for which both
            positions must be given. Infinity: no way leads there, and the pair is not eligible,
            unless the right node is remote.
        decay : sequence of (metres, points), optional
            Breakpoints of rising metres: the loss by distance, straight between them and flat outside; or
            several such lists, of which ``right_decay`` chooses one for each right node.
        right_decay : array-like of shape (m,), int, optional
            Which list of ``decay`` counts there, from 0.
        max_distance : float, optional
            Metres; farther pairs are not eligible, the limit itself is. NaN or None: no limit.
        left_max_distance : array-like of shape (n,), optional
            The same for each left node; NaN: no limit.
        right_remote : array-like of shape (m,), bool, optional
            True: no loss and no limit there.
        band : int, default 1
            Scores are floored to a multiple of it, 1 or more.
        left_bits : array-like of shape (n,), uint64, optional
            What a left node has, a bit each.
        right_need : array-like of shape (m,), uint64, optional
            Bits of which a left node must have all to be eligible there.
        right_forbid : array-like of shape (m,), uint64, optional
            Bits of which it may have none.
        floor : int or array-like of shape (m,), optional
            Least awards of each right node; None: 0.
        outside : float or array-like of shape (n,), default 0
            Earned once for each unit of a left node that is not placed; in the units of the scores, and
            scaled with them.
        demand : int or array-like of shape (n,), default 1
            Units of a left node, all placed at different right nodes.
        must_match : bool or array-like of shape (n,), optional
            True: all units of the left node are placed. None: nobody has to be.
        lock : array-like of shape (k, 2), optional
            Pairs (left, right) that must be awarded; they use capacity and must be eligible.
        exclude : array-like of shape (k, 2), optional
            Pairs (left, right) that may not be awarded.
        n : int, optional
            Number of left nodes, where no array says it.
        m : int, optional
            Number of right nodes, where no array says it.

        Returns
        -------
        Market
            The market; it borrows the arrays.

        Raises
        ------
        InputError
            With every fault of the content.
        TypeError
            A wrong kind of object.

        Examples
        --------
        >>> import jinguo.solver as js
        >>> market = js.Market.implicit(
        ...     capacity=[1, 1], base=1_000, left_xy=[[0, 0], [5_000, 0]], right_xy=[[4_000, 0], [9_000, 0]],
        ...     decay=[(0, 0), (10_000, 1_000)],
        ... )
        >>> market.scores()[0].tolist()
        [[600, 100], [900, 600]]

        By road, from the two villages in which three people live:

        >>> import numpy as np
        >>> market = js.Market.implicit(
        ...     capacity=[1, 1], base=1_000, left_origin=[0, 1, 1],
        ...     origin_metres=[[4_000, 9_000], [np.inf, 1_500]], decay=[(0, 0), (10_000, 1_000)],
        ... )
        >>> market.scores()[0].tolist()[0], market.scores()[1].tolist()[1]
        ([600, 100], [False, True])
        """
        checks = ArgumentChecks()
        lefts = {
            "left_features": left_features,
            "left_points": left_points,
            "left_xy": left_xy,
            "left_origin": left_origin,
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
        parts = [] if tables is None else list(tables)
        for k, part in enumerate(parts):
            if not isinstance(part, (tuple, list)) or len(part) != 3:
                raise TypeError("tables: expected (left_class, right_class, table) in each")
            lefts[f"tables[{k}].left_class"], rights[f"tables[{k}].right_class"] = part[0], part[1]
        left = Side("left", length_of(checks, "n", "left", n, lefts))
        right = Side("right", length_of(checks, "m", "right", m, rights))
        given: dict[str, Any] = {
            "base": checks.whole("base", base, -INT64_MAX, INT64_MAX),
            "dot_scale": checks.whole("dot_scale", dot_scale, -INT64_MAX, INT64_MAX),
            "band": checks.whole("band", band, 1, INT64_MAX),
            "tables": [table(checks, k, part, left, right) for k, part in enumerate(parts)],
            "decay": decay_lists(checks, decay),
        }
        features(checks, given, left_features, right_features, left, right)
        if left_points is not None:
            given["left_points"] = left.points(checks, "left_points", left_points)
        if right_points is not None:
            given["right_points"] = right.points(checks, "right_points", right_points)
        if left_xy is not None:
            given["left_xy"] = positions(checks, "left_xy", left_xy, left)
        if right_xy is not None:
            given["right_xy"] = positions(checks, "right_xy", right_xy, right)
        roads(checks, given, left_origin, origin_metres, left, right)
        if right_decay is not None:
            which = right.each(checks, "right_decay", right_decay, 0)
            most = max(0, len(given["decay"]) - 1)
            given["right_decay"] = right.spread(
                checks.integers("right_decay", which, 0, most, right.label), np.int32
            )
        elif len(given["decay"]) > 1 and right.size > 0:
            what = "right node (which list it takes)"
            checks.fault("python.missing", "right_decay", what=what, value=right.label(0))
        if max_distance is not None:
            limit = checks.number("max_distance", max_distance, nan=True)
            if not np.isnan(limit):
                given["max_distance"] = limit
        if left_max_distance is not None:
            given["left_max_distance"] = metres(
                checks, "left_max_distance", left_max_distance, left
            )
        if right_remote is not None:
            remote = right.flags(checks, "right_remote", right_remote)
            given["right_remote"] = right.spread(remote, np.uint8)
        for name, value, side in (
            ("left_bits", left_bits, left),
            ("right_need", right_need, right),
            ("right_forbid", right_forbid, right),
        ):
            if value is not None:
                if is_number(value):
                    value = [int(value)] * side.size
                given[name] = side.numbers64(checks, name, value)
        bounds = bounds_of(
            checks, left, right, False, 1,
            capacity, floor, outside, demand, must_match, lock, exclude,
        )  # fmt: skip
        checks.close()
        return Market._of(_core.Market.implicit(left.size, right.size, given, bounds))

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
        """A market over a function that gives the scores of some left rows.

        It is called on the thread that solves, perhaps again for the same rows, and must then give the
        same. One row is asked for at once, to see its dtype.

        Parameters
        ----------
        n : int
            Number of left nodes.
        m : int
            Number of right nodes.
        scores : callable
            ``scores(a, b)`` gives the left rows [a, b): a matrix (b - a, m) as `dense` takes it, or
            (matrix, mask of eligible pairs) as `Market.scores` gives it. Of a frame the names of the
            columns, unless they only number, are the right ids, kept as ``market.right_ids``, and its rows
            are numbered: a to b - 1, aligned in any order, or 0, 1, 2 ... in order; rows of other labels
            are an InputError (give ``frame.to_numpy()``).
        capacity : int or array-like of shape (m,)
            Most awards of each right node, 0 or more; one number for all, or one a node (see `Market`).
        floor : int or array-like of shape (m,), optional
            Least awards of each right node; None: 0.
        outside : float or array-like of shape (n,), default 0
            Earned once for each unit of a left node that is not placed; in the units of the scores, and
            scaled with them.
        demand : int or array-like of shape (n,), default 1
            Units of a left node, all placed at different right nodes.
        must_match : bool or array-like of shape (n,), optional
            True: all units of the left node are placed. None: nobody has to be.
        score_scale : int, optional
            Scaled scores in one unit of yours, 1 or more, for scores that are floats: a score is
            ``rint(score * score_scale)``. None: chosen from the scores (see `Market`); integers have 1.
        lock : array-like of shape (k, 2), optional
            Pairs (left, right) that must be awarded; they use capacity and must be eligible.
        exclude : array-like of shape (k, 2), optional
            Pairs (left, right) that may not be awarded.

        Returns
        -------
        Market
            The market.

        Raises
        ------
        InputError
            With every fault of the content.
        TypeError
            A wrong kind of object.

        Examples
        --------
        >>> import numpy as np
        >>> import jinguo.solver as js
        >>> market = js.Market.blocks(
        ...     3, 2, scores=lambda a, b: np.add.outer(np.arange(a, b), np.array([0, 10])), capacity=[2, 1]
        ... )
        >>> js.transport(market).total
        13
        """
        if not callable(scores):
            raise TypeError(f"scores: expected a function of (a, b), not {kind_of(scores)}")
        checks = ArgumentChecks()
        left = Side("left", checks.whole("n", n, 0, INT32_MAX))
        right = Side("right", checks.whole("m", m, 0, INT32_MAX))
        checks.close()
        floats = False
        if left.size > 0:
            first, names = block_of(scores, 0, 1, right, None)
            floats = first.dtype.kind == "f"
            right = Side("right", right.size, names)
        scale = 1
        if score_scale is not None:
            scale = given_scale(checks, score_scale, floats)
        elif floats:
            scale = BLOCK_SCALE
        bounds = bounds_of(
            checks, left, right, floats, scale,
            capacity, floor, outside, demand, must_match, lock, exclude,
        )  # fmt: skip
        checks.close()

        def fill(start: int, stop: int) -> Array:
            return scaled_block(scores, start, stop, right, floats, scale)

        market = _core.Market.blocks(left.size, right.size, fill, scale, bounds)
        return Market._of(market, None, right.ids)

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
        ``market.right_ids``.

        Parameters
        ----------
        frame : frame
            One row a pair; a pair given twice is an InputError, one whose score is missing is not eligible.
        left : str
            The column of left ids.
        right : str
            The column of right ids.
        score : str
            The column of scores.
        capacity : int, dict, Series or frame
            A number, {id: n}, a Series by id or a frame (right id, capacity): every right id needs one, and
            an id only there is a place without edges.
        floor : int, dict, Series or frame, optional
            Least awards of each right node; absent or None: 0.
        outside : float, dict, Series or frame, default 0
            Earned for each unit not placed, in the units of the scores; absent: 0.
        demand : int, dict, Series or frame, default 1
            Units of a left node, all at different right nodes; absent: 1.
        must_match : bool, dict, Series or frame, optional
            True: all units of the left node are placed; absent or None: False.
        left_ids : array-like of shape (k,), optional
            Left nodes without edges, beside those of the frame.
        score_scale : int, optional
            Scaled scores in one unit of yours, 1 or more, for scores that are floats: a score is
            ``rint(score * score_scale)``. None: chosen from the scores (see `Market`); integers have 1.
        lock : array-like of shape (k, 2), optional
            Pairs of ids that must be awarded.
        exclude : array-like of shape (k, 2), optional
            Pairs of ids that may not be awarded.

        Returns
        -------
        Market
            The market.

        Raises
        ------
        InputError
            With every fault of the content.
        TypeError
            A wrong kind of object.

        Examples
        --------
        >>> import jinguo.solver as js
        >>> pairs = {"who": ["a", "a", "b"], "where": ["x", "y", "y"], "points": [5, 3, 4]}
        >>> market = js.Market.from_edges(pairs, left="who", right="where", score="points", capacity=1)
        >>> js.transport(market).awards_by_id
        [('a', 'x'), ('b', 'y')]
        """
        from ._edges import edges

        checks = ArgumentChecks()
        parts = edges(checks, frame, left, right, score, capacity, left_ids)
        scale = scale_of(checks, score_scale, parts.scores.reshape(1, -1), None)
        bounds = bounds_of(
            checks, parts.left, parts.right, parts.scores.dtype.kind == "f", scale,
            parts.capacity, floor, outside, demand, must_match, lock, exclude,
        )  # fmt: skip
        checks.close()
        market = _core.Market.sparse(
            parts.right.size, parts.indptr, parts.indices, parts.scores, scale, bounds
        )
        return Market._of(market, parts.left.ids, parts.right.ids)

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

        Parameters
        ----------
        a : int, default 0
            First row.
        b : int, optional
            Row after the last; None: all from ``a`` on.

        Returns
        -------
        scores : ndarray of shape (b - a, m), int64
            Scaled; the least int64 where a pair may not be matched.
        eligible : ndarray of shape (b - a, m), bool
            Which pairs may be matched.

        Raises
        ------
        InputError
            Rows out of range.

        Examples
        --------
        >>> import jinguo.solver as js
        >>> market = js.Market.dense([[5, 3], [4, 4], [2, 1]], capacity=1)
        >>> result = js.transport(market)
        >>> market.scores(0, 1)[0].tolist()
        [[5, 3]]
        """
        checks = ArgumentChecks()
        start = checks.whole("a", a, 0, self.n)
        stop = self.n if b is None else checks.whole("b", b, start, self.n)
        checks.close()
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


# --- what the functions above share ---------------------------------------------------------------------


def _csr_parts(matrix: Any) -> tuple[Any, Any, Any]:
    """indptr, indices and data of a CSR, CSC or COO matrix; entries given twice stay two."""
    if matrix.format == "csr":
        return matrix.indptr, matrix.indices, matrix.data
    if matrix.format == "csc":
        rows = matrix.indices
        columns = np.repeat(np.arange(matrix.shape[1]), np.diff(matrix.indptr))
    else:
        rows, columns = matrix.row, matrix.col
    order = np.lexsort((columns, rows))
    indptr = np.zeros(matrix.shape[0] + 1, np.int64)
    np.cumsum(np.bincount(rows, minlength=matrix.shape[0]), out=indptr[1:])
    return indptr, columns[order], matrix.data[order]
