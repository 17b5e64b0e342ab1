"""Markets: scores and bounds as they come from Python, checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from .. import _core
from .._arrays import (
    INT32_MAX,
    INT64_MAX,
    INT64_MIN,
    Array,
    ArgumentChecks,
    Matrix,
    addressable,
    content_of,
    is_number,
    kind_of,
    matrix_of,
    numbers_of,
)
from ._ids import Ids, Side, ids_of, is_numbering, label_of, labels_of, pairs_of

BLOCK_SCALE = 1_000_000


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
        mask = None if eligible is None else _eligible(checks, eligible, left, right)
        scale = _scale(checks, score_scale, matrix.array, mask)
        bounds = _bounds(
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
        columns = _length(checks, "m", "right", m, {"capacity": capacity, "floor": floor})
        offsets = _integer_vector(checks, "indptr", indptr)
        places = _integer_vector(checks, "indices", indices)
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
        scale = _scale(checks, score_scale, values.reshape(1, -1), None)
        bounds = _bounds(
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
        left = Side("left", _length(checks, "n", "left", n, lefts))
        right = Side("right", _length(checks, "m", "right", m, rights))
        given: dict[str, Any] = {
            "base": checks.whole("base", base, -INT64_MAX, INT64_MAX),
            "dot_scale": checks.whole("dot_scale", dot_scale, -INT64_MAX, INT64_MAX),
            "band": checks.whole("band", band, 1, INT64_MAX),
            "tables": [_table(checks, k, part, left, right) for k, part in enumerate(parts)],
            "decay": _decay(checks, decay),
        }
        _features(checks, given, left_features, right_features, left, right)
        if left_points is not None:
            given["left_points"] = left.points(checks, "left_points", left_points)
        if right_points is not None:
            given["right_points"] = right.points(checks, "right_points", right_points)
        if left_xy is not None:
            given["left_xy"] = _positions(checks, "left_xy", left_xy, left)
        if right_xy is not None:
            given["right_xy"] = _positions(checks, "right_xy", right_xy, right)
        _roads(checks, given, left_origin, origin_metres, left, right)
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
            given["left_max_distance"] = _metres(
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
        bounds = _bounds(
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
            first, names = _block(scores, 0, 1, right, None)
            floats = first.dtype.kind == "f"
            right = Side("right", right.size, names)
        scale = 1
        if score_scale is not None:
            scale = _given_scale(checks, score_scale, floats)
        elif floats:
            scale = BLOCK_SCALE
        bounds = _bounds(
            checks, left, right, floats, scale,
            capacity, floor, outside, demand, must_match, lock, exclude,
        )  # fmt: skip
        checks.close()

        def fill(start: int, stop: int) -> Array:
            return _scaled_block(scores, start, stop, right, floats, scale)

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
        scale = _scale(checks, score_scale, parts.scores.reshape(1, -1), None)
        bounds = _bounds(
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


def _scale(checks: ArgumentChecks, score_scale: Any, scores: Array, eligible: Array | None) -> int:
    floats = scores.dtype.kind == "f"
    if score_scale is not None:
        return _given_scale(checks, score_scale, floats)
    return int(_core.chosen_scale(scores, eligible)) if floats else 1


def _given_scale(checks: ArgumentChecks, score_scale: Any, floats: bool) -> int:
    scale = checks.whole("score_scale", score_scale, 1, 2**62)
    if not floats and scale != 1:
        checks.fault("python.dtype", "score_scale", expected="float scores", actual="integers")
    return scale


def _eligible(checks: ArgumentChecks, eligible: Any, left: Side, right: Side) -> Array | None:
    """Flags (n, m), aligned by the labels of a frame; None where they are at fault."""
    matrix = matrix_of("eligible", eligible)
    shape = (left.size, right.size)
    before = len(checks.issues)
    array = None if matrix is None else matrix.array
    if matrix is not None and array is not None and array.ndim == 2:
        rows = left.order(checks, "eligible", matrix.rows)
        columns = right.order(checks, "eligible", matrix.columns)
        if len(checks.issues) == before and rows is not None:
            array = array[rows]
        if len(checks.issues) == before and columns is not None:
            array = array[:, columns]
    if len(checks.issues) > before:
        return None
    if matrix is None or array is None or array.shape != shape:
        actual = "ragged" if array is None else str(array.shape)
        checks.fault("python.shape", "eligible", expected=str(shape), actual=actual)
        return None
    if matrix.missing is not None:
        checks.fault("python.missing", "eligible", what="pair", value="one of them")
        return None
    if array.size == 0:
        return np.zeros(shape, np.bool_)
    return addressable(checks.whole_flags("eligible", array))


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


def _bounds(
    checks: ArgumentChecks,
    left: Side,
    right: Side,
    floats: bool,
    scale: int,
    capacity: Any,
    floor: Any,
    outside: Any,
    demand: Any,
    must_match: Any,
    lock: Any,
    exclude: Any,
) -> dict[str, Array]:
    bounds = {
        "capacity": right.counts(checks, "capacity", capacity),
        "outside": left.outside(checks, "outside", outside, scale, floats),
        "demand": left.counts(checks, "demand", demand, 1),
    }
    if floor is not None:
        bounds["floor"] = right.counts(checks, "floor", floor, 0)
    if must_match is not None:
        bounds["must_match"] = left.flags(checks, "must_match", must_match)
    if lock is not None:
        bounds["lock"] = pairs_of(checks, "lock", lock, left, right)
    if exclude is not None:
        bounds["exclude"] = pairs_of(checks, "exclude", exclude, left, right)
    return bounds


def _length(checks: ArgumentChecks, name: str, side: str, said: int | None, given: Mapping[str, Any]) -> int:
    """The number of nodes of a side: said, or that of the first array of theirs."""
    if said is not None:
        return checks.whole(name, said, 0, INT32_MAX)
    for argument, value in given.items():
        if value is None or is_number(value) or isinstance(value, (str, bytes, Mapping)):
            continue
        if not hasattr(value, "__len__"):
            raise TypeError(f"{argument}: expected an array, not {kind_of(value)}")
        return len(value)
    checks.fault("python.size", name, side=side, name=name)
    return 0


def _integer_vector(checks: ArgumentChecks, name: str, value: Any) -> Array:
    array = checks.vector(name, numbers_of(name, value))
    if array is None:
        return np.zeros(1, np.int64)
    if array.dtype in (np.dtype(np.int32), np.dtype(np.int64)):
        return array
    return checks.integers(name, array)


def _features(
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


def _table(
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


def _decay(checks: ArgumentChecks, decay: Any) -> list[list[tuple[float, int]]]:
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


def _metres(checks: ArgumentChecks, name: str, value: Any, side: Side) -> npt.NDArray[np.float64]:
    array = side.each(checks, name, value, np.nan, blank=np.nan)
    if array.dtype.kind not in "biuf":
        checks.fault("python.dtype", name, expected="numbers", actual=content_of(array))
        return np.zeros(side.size)
    below = array.astype(np.float64) < 0
    if below.any():
        at = int(below.argmax())
        checks.entry("python.negative", name, None if array.size == 1 else side.label(at), array[at])
    return side.spread(array, np.float64)


def _positions(checks: ArgumentChecks, name: str, value: Any, side: Side) -> Array:
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


def _roads(
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


def _block(
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


def _scaled_block(
    scores: Callable[[int, int], Any], start: int, stop: int, right: Side, floats: bool, scale: int
) -> Array:
    matrix, _ = _block(scores, start, stop, right, floats)
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
