"""The solver from Python: its arguments, the sources of scores, results, referees, interrupts."""

import itertools
import os
import pickle
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import scipy.sparse

import jinguo as jg
from jinguo import _core
from jinguo.solver import Market, TransportResult, transport

LEAST = np.iinfo(np.int64).min
SCORES = np.array([[5, 1], [4, 3], [2, 2]], np.int64)


def columns_of(error):
    return sorted({issue.column.partition("[")[0] for issue in error.value.issues})


def best_total(scores, mask, capacity):
    """Brute force: every left node takes one eligible place or none."""
    n, m = scores.shape
    best = 0
    for choice in itertools.product(range(-1, m), repeat=n):
        load = np.bincount([j for j in choice if j >= 0], minlength=m)
        if (load <= capacity).all() and all(j < 0 or mask[i, j] for i, j in enumerate(choice)):
            best = max(best, sum(int(scores[i, j]) for i, j in enumerate(choice) if j >= 0))
    return best


# --- dense: dtypes, strides, read-only ------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.int32, np.int64, np.float32, np.float64])
def test_takes_the_four_dtypes_and_scales_floats_only(dtype):
    market = Market.dense(SCORES.astype(dtype), 1)
    scale = 10**9 if np.issubdtype(dtype, np.floating) else 1  # 5 gets ten digits
    assert (market.n, market.m, market.scale) == (3, 2, scale)
    scores, mask = market.scores()
    assert scores.dtype == np.int64 and mask.dtype == np.bool_
    np.testing.assert_array_equal(scores, SCORES * scale)
    assert mask.all()
    result = transport(market)
    assert result.status == "optimal"
    assert result.total == 8 * scale and result.objective == 8.0
    assert result.awards.dtype == np.int32 and result.awards.shape == (2, 2)


@pytest.mark.parametrize(
    "dtype",
    ["i1", "i2", "u1", "u2", "u4", "u8", ">i4", ">u8", "f2", ">f8", np.longdouble],
)
def test_takes_every_dtype_that_loses_nothing(dtype):
    market = Market.dense(SCORES.astype(dtype), 1)
    np.testing.assert_array_equal(market.scores()[0], SCORES * market.scale)
    assert market.scale == (10**9 if np.dtype(dtype).kind == "f" else 1)
    np.testing.assert_array_equal(Market.dense(SCORES > 2, 1).scores()[0], SCORES > 2)


@pytest.mark.parametrize("dtype", ["c16", "M8[D]", "m8[s]", "U1", "S1"])
def test_refuses_what_is_no_number(dtype):
    with pytest.raises(jg.InputError) as error:
        Market.dense(SCORES.astype(dtype), 1)
    assert columns_of(error) == ["scores"]


def test_refuses_what_would_lose_digits():
    with pytest.raises(jg.InputError, match="9223372036854775807"):
        Market.dense(np.array([[2**64 - 1]], np.uint64), 1)
    third = np.longdouble(1) / 3
    if third != np.float64(third):  # where a long double holds more
        with pytest.raises(jg.InputError, match="longdouble|float"):
            Market.dense(np.array([[third]]), 1)
    with pytest.raises(jg.InputError):  # an 18-digit integer beside halves
        Market.dense(pd.DataFrame({"a": [2**60 + 1], "b": [0.5]}), 1)


def views():
    wide = np.arange(48, dtype=np.float32).reshape(6, 8)
    frozen = wide[::2, ::4].copy()
    frozen.flags.writeable = False
    record = np.zeros((3, 2), dtype=[("pad", "i1"), ("score", "f4")])
    record["score"] = wide[::2, ::4]
    odd = np.frombuffer(b"x" + frozen.tobytes(), np.float32, 6, 1).reshape(3, 2)
    yield "every other row and column", wide[::2, ::4]
    yield "backwards", wide[::-2, ::-4]
    yield "columns first", np.asfortranarray(frozen)
    yield "transposed", np.ascontiguousarray(frozen.T).T
    yield "read-only", frozen
    yield "field of records", record["score"]
    yield "unaligned", odd
    yield "one row repeated", np.broadcast_to(frozen[0], (3, 2))
    yield "one column repeated", np.broadcast_to(frozen[:, :1], (3, 2))
    yield "one number repeated", np.broadcast_to(np.float32(7), (3, 2))


@pytest.mark.parametrize(("name", "view"), list(views()), ids=[name for name, _ in views()])
def test_reads_any_strides(name, view):
    market = Market.dense(view, 1)
    np.testing.assert_array_equal(market.scores()[0], np.asarray(view, np.float64) * market.scale)


def test_borrows_the_memory_and_keeps_it_alive():
    scores = SCORES.astype(np.float64)
    before = sys.getrefcount(scores)
    market = Market.dense(scores, 1)
    assert sys.getrefcount(scores) > before
    scores[0, 0] = 9  # a copy would still say 5
    assert market.scores(0, 1)[0][0, 0] == 9 * market.scale
    del market
    assert sys.getrefcount(scores) == before
    kept = Market.dense(np.full((300, 300), 3.0), 1)
    np.full((300, 300), 8.0)
    assert (kept.scores()[0] == 3 * kept.scale).all()


def test_nan_and_eligible_combine_by_and():
    scores = np.array([[np.nan, 1.0], [2.0, 3.0]])
    eligible = np.array([[True, True], [False, True]])
    values, mask = Market.dense(scores, 1, eligible=eligible).scores()
    np.testing.assert_array_equal(mask, [[False, True], [False, True]])
    assert values[0, 0] == LEAST and values[1, 0] == LEAST
    mask = Market.dense(np.array([[LEAST, 1]]), 1).scores()[1]
    np.testing.assert_array_equal(mask, [[False, True]])
    strided = np.ones((4, 4), bool)[::2, ::2]
    assert Market.dense(scores, 1, eligible=strided).scores()[1].sum() == 3


def test_scales_by_rounding_half_to_even():
    values = np.array([[0.5, 1.5, 2.5, -0.5]])
    scores = Market.dense(values, 1, score_scale=1).scores()[0]
    np.testing.assert_array_equal(scores, [[0, 2, 2, 0]])
    assert Market.dense(values, 1, score_scale=7).scale == 7


@pytest.mark.parametrize("scale", [0, -1, 1.5])
def test_a_scale_is_a_whole_number_of_at_least_one(scale):
    with pytest.raises(jg.InputError):
        Market.dense(np.ones((1, 1)), 1, score_scale=scale)


def test_a_scale_is_for_floats_only():
    with pytest.raises(jg.InputError, match="score_scale"):
        Market.dense(SCORES, 1, score_scale=10)


@pytest.mark.parametrize("value", [np.inf, -np.inf])
def test_infinite_scores_and_outside_values_are_refused(value):
    with pytest.raises(jg.InputError, match="use NaN for not eligible"):
        Market.dense(np.array([[value]]), 1)
    with pytest.raises(jg.InputError, match="outside"):
        Market.dense(np.array([[1.0]]), 1, outside=value)


@pytest.mark.parametrize(
    "scores", ["ab", 3, None, {1: 2}, object(), {1.0}, scipy.sparse.csr_array(SCORES)]
)
def test_a_wrong_kind_of_object_is_a_type_error(scores):
    with pytest.raises(TypeError):
        Market.dense(scores, 1)


def test_a_masked_array_is_refused_instead_of_losing_its_mask():
    with pytest.raises(TypeError, match="masked"):
        Market.dense(np.ma.masked_array(SCORES, SCORES > 4), 1)


@pytest.mark.parametrize("scores", [[1, 2], [[[1]]], [[1, 2], [3]], np.zeros(3), [["a"]]])
def test_a_wrong_shape_or_content_is_an_input_error(scores):
    with pytest.raises(jg.InputError):
        Market.dense(scores, 1)


def test_a_market_may_be_empty():
    for n, m in ((0, 0), (0, 3), (3, 0)):
        market = Market.dense(np.zeros((n, m)), 1)
        result = transport(market)
        assert result.status == "optimal"
        assert result.awards.shape == (0, 2) and len(result.prices) == m
        assert result.total == 0 and len(result.right) == n
    assert transport(Market.dense(SCORES, 0)).total == 0
    assert transport(Market.dense(SCORES, 1, demand=0)).total == 0


# --- bounds ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "capacity",
    [
        1,
        np.int8(1),
        np.array(1),
        [1, 1],
        (1, 1),
        np.array([1, 1], np.uint8),
        np.array([1, 0, 1, 0], np.int16)[::2],
        pd.Series([1, 1]),
        pd.Series([1, 1], index=[1, 0]),
        {0: 1, 1: 1},
        True,
        [True, 1],
        1.0,
        [1.0, 1.0],
        pd.array([1, 1], dtype="int64[pyarrow]"),
        pa.array([1, 1]),
        pl.Series([1, 1]),
        pd.array([1, 1], dtype="Int64"),
    ],
    ids=lambda c: f"{type(c).__module__}.{type(c).__name__}",
)
def test_a_bound_is_one_number_or_one_a_node(capacity):
    result = transport(Market.dense(SCORES, capacity))
    assert result.total == 8
    np.testing.assert_array_equal(result.right, [0, 1, -1])


def test_a_series_labelled_by_numbers_is_aligned_and_any_other_refused():
    capacity = pd.Series([2, 0], index=[1, 0])
    market = Market.dense(SCORES, capacity)
    assert transport(market).total == transport(Market.dense(SCORES, [0, 2])).total
    with pytest.raises(jg.InputError, match="not 7") as error:
        Market.dense(SCORES, pd.Series([1, 1], index=[1, 7]))
    assert columns_of(error) == ["capacity"]


@pytest.mark.parametrize("capacity", ["1", b"1", None, {1, 2}, lambda: 1])
def test_a_bound_of_a_wrong_kind_is_a_type_error(capacity):
    with pytest.raises(TypeError, match="capacity"):
        Market.dense(SCORES, capacity)


@pytest.mark.parametrize(
    "capacity",
    [1.5, [1.0, 2.5], ["a", "b"], [1], [1, 2, 3], [[1, 2]], [1, [2]], -1, [1, -2], 2**63, np.nan]
    + [[2**70, 1], np.array([1, 2], np.complex64), [1, None], {0: 1}, {0: 1, 1: 1, 2: 1}, [1, np.inf]]
    + [pd.Series([1, pd.NA], dtype="Int64"), pl.Series([1, None]), 2.0**64, {0: None, 1: 1}],
)
def test_a_bound_of_wrong_content_is_an_input_error(capacity):
    with pytest.raises(jg.InputError) as error:
        Market.dense(SCORES, capacity)
    assert columns_of(error) == ["capacity"]


def test_every_fault_is_told_at_once():
    with pytest.raises(jg.InputError) as error:
        Market.dense(SCORES, [1], floor=-1, demand=1.5, outside="1" and [0.5, 1, 2], lock=[[1]])
    assert columns_of(error) == ["capacity", "demand", "floor", "lock", "outside"]
    assert isinstance(error.value, ValueError)
    assert all(issue.text("zh") and issue.text("en") for issue in error.value.issues)


def test_outside_is_scaled_with_the_scores():
    assert transport(Market.dense(SCORES.astype(float), 0, outside=0.5)).objective == 1.5
    assert transport(Market.dense(SCORES.astype(float), 0, outside=[1, 2, 3])).objective == 6
    assert transport(Market.dense(SCORES, 0, outside=[1, 2, 3])).total == 6
    with pytest.raises(jg.InputError, match="outside"):
        Market.dense(SCORES, 1, outside=0.5)


def test_must_match_takes_flags():
    market = Market.dense(SCORES, [1, 2], must_match=[False, False, True])
    assert transport(market).right[2] == 1
    market = Market.dense(SCORES, 1, must_match=True)
    assert transport(market).status == "infeasible"
    with pytest.raises(jg.InputError, match="must_match"):
        Market.dense(SCORES, 1, must_match=2)


def test_a_demand_above_the_eligible_places_leaves_units_outside():
    market = Market.dense(SCORES, 3, demand=[3, 1, 1], outside=1)
    result = transport(market)
    assert result.total == 5 + 1 + 1 + 4 + 2
    with pytest.raises(ValueError, match="demand"):
        _ = result.right
    market = Market.dense(SCORES, 3, demand=[3, 1, 1], must_match=[True, False, False])
    assert transport(market).status == "infeasible"


@pytest.mark.parametrize("name", ["lock", "exclude"])
def test_pairs_are_checked(name):
    for pairs in ([(0, 2)], [(-1, 0)], [(3, 0)], [(0, 0), (0, 0)], [(2**40, 0)], [(0.5, 1)]):
        with pytest.raises(jg.InputError, match=name):
            Market.dense(SCORES, 1, **{name: pairs})
    for pairs in (3, "ab", {(0, 0)}):
        with pytest.raises(TypeError, match=name):
            Market.dense(SCORES, 1, **{name: pairs})
    assert Market.dense(SCORES, 1, **{name: []}).n == 3
    assert Market.dense(SCORES, 1, **{name: np.array([[0, 1]], np.uint16)}).n == 3


def test_a_pair_cannot_be_locked_and_excluded():
    with pytest.raises(jg.InputError, match="both locked and excluded"):
        Market.dense(SCORES, 1, lock=[(0, 0)], exclude=[(0, 0)])


def test_locks_hold_and_excluded_pairs_are_not_eligible():
    result = transport(Market.dense(SCORES, 1, lock=[(2, 0)]))
    assert result.right[2] == 0 and result.total == 2 + 3
    market = Market.dense(SCORES, 1, exclude=[(0, 0)])
    assert not market.scores()[1][0, 0]
    assert transport(market).total == 4 + 2


def test_a_lock_on_an_ineligible_pair_is_infeasible_with_its_witness():
    market = Market.dense(np.array([[np.nan, 1.0]]), 1, lock=[(0, 0)])
    result = transport(market)
    assert result.status == "infeasible"
    assert ("lock", 0, 1) in result.witness.rules
    assert ("lock", 0, 1, 0) in result.witness.repair
    assert jg.solver.why_not_infeasible(market, result) is None


# --- the other sources ----------------------------------------------------------------------------


def test_awards_carry_the_scores_that_they_were_solved_with():
    def rows(a, b):
        asked.append((a, b))
        return SCORES[a:b]

    asked = []
    n, m = SCORES.shape
    bounds = {"capacity": 2, "lock": [(2, 1)], "floor": [2, 2]}
    places = {"indptr": np.arange(n + 1) * m, "indices": np.tile(np.arange(m), n)}
    for market in (
        Market.dense(SCORES, **bounds),
        Market.sparse(**places, data=SCORES.ravel(), m=m, **bounds),
        Market.blocks(n, m, scores=rows, **bounds),
    ):
        result = transport(market, on_infeasible="least_shortfall")
        assert result.status == "optimal_short" and [2, 1] in result.awards.tolist()
        before = len(asked)
        assert result.award_score.tolist() == [SCORES[i, j] for i, j in result.awards.tolist()]
        assert result.scores.tolist() == result.award_score.tolist()
        assert pickle.loads(pickle.dumps(result)) == result
        assert len(asked) == before  # a function is not called again for what is known
        assert transport(market).award_score.tolist() == []
    assert asked


def test_csr_means_that_what_is_stored_is_eligible():
    rows = scipy.sparse.csr_array(np.array([[5, 0], [4, 3]]))
    rows.data[0] = 0  # a stored zero
    market = Market.sparse(rows, 1)
    np.testing.assert_array_equal(market.scores()[1], [[True, False], [True, True]])
    assert market.scale == 1
    parts = Market.sparse(indptr=[0, 1, 3], indices=[0, 1, 0], data=[0.0, 3, 4], capacity=[1, 1])
    np.testing.assert_array_equal(parts.scores()[1], market.scores()[1])
    assert parts.scale == 10**9
    assert parts.scores()[0][1].tolist() == [4 * 10**9, 3 * 10**9]  # an unsorted row
    assert transport(parts).objective == transport(market).objective == 4


@pytest.mark.parametrize("kind", ["csr", "csc", "coo"])
@pytest.mark.parametrize("dtype", ["i1", "u4", "i8", "f4", "f8"])
def test_sparse_formats_keep_stored_zeros_and_read_nan_as_not_eligible(kind, dtype):
    rows, columns = [0, 2, 2, 0], [1, 0, 2, 0]
    data = np.array([0, 3, 4, 5], dtype)
    matrix = scipy.sparse.coo_array((data, (rows, columns)), shape=(3, 3)).asformat(kind)
    market = Market.sparse(matrix, 2)
    scores, mask = market.scores()
    assert mask.tolist() == [[True, True, False], [False] * 3, [True, False, True]]
    assert scores[mask].tolist() == [5 * market.scale, 0, 3 * market.scale, 4 * market.scale]
    if np.dtype(dtype).kind == "f":
        matrix.data[matrix.data == 4] = np.nan
        assert Market.sparse(matrix, 2).scores()[1].tolist()[2] == [True, False, False]


def test_csr_faults():
    with pytest.raises(jg.InputError, match="once"):
        Market.sparse(indptr=[0, 2], indices=[0, 0], data=[1, 2], capacity=[1])
    with pytest.raises(jg.InputError, match="indices"):
        Market.sparse(indptr=[0, 1], indices=[5], data=[1], capacity=[1])
    with pytest.raises(jg.InputError, match="indptr"):
        Market.sparse(indptr=[0, 2, 1], indices=[0], data=[1], capacity=[1])
    with pytest.raises(jg.InputError, match="m"):
        Market.sparse(indptr=[0, 1], indices=[0], data=[1], capacity=1)
    with pytest.raises(TypeError, match="CSR"):
        Market.sparse(scipy.sparse.bsr_array(SCORES), 1)
    with pytest.raises(TypeError, match="CSR"):
        Market.sparse(SCORES, 1)
    twice = scipy.sparse.coo_array(([1, 2], ([0, 0], [1, 1])), shape=(1, 2))
    for matrix in (twice, scipy.sparse.csc_array(([1, 2], [0, 0], [0, 0, 2]), shape=(1, 2))):
        with pytest.raises(jg.InputError, match="once"):
            Market.sparse(matrix, 1)
    with pytest.raises(TypeError):
        Market.sparse(indptr=[0], indices=[])


def test_implicit_adds_up_its_parts():
    rng = np.random.default_rng(1)
    n, m = 7, 4
    left = rng.integers(-9, 9, (n, 3), dtype=np.int8)
    right = rng.integers(-9, 9, (m, 3), dtype=np.int16)
    classes = rng.integers(0, 2, n), rng.integers(0, 3, m)
    table = rng.integers(-50, 50, (2, 3))
    left_xy = rng.integers(-9000, 9000, (n, 2))
    right_xy = rng.integers(-9000, 9000, (m, 2))
    bits = rng.integers(0, 8, n).astype(np.uint64)
    need = np.array([1, 0, 2, 0], np.uint64)
    forbid = np.array([0, 4, 0, 0], np.uint64)
    remote = np.array([0, 0, 0, 1], bool)
    which = np.array([0, 1, 1, 0])
    market = Market.implicit(
        left_features=left,
        right_features=right,
        base=100,
        dot_scale=2,
        tables=[(*classes, table)],
        left_points=np.arange(n),
        right_points=range(m),
        left_xy=left_xy.astype(float) + 0.25,
        right_xy=right_xy,
        decay=[[(1000, 0), (5000, 400)], [(0, 0), (10000, 100)]],
        right_decay=which,
        max_distance=9000,
        left_max_distance=[np.nan, 4000, np.inf, 9000, 9000, 0, 9000],
        right_remote=remote,
        band=10,
        left_bits=bits,
        right_need=need,
        right_forbid=forbid,
        capacity=2,
    )
    scores, mask = market.scores()
    difference = (left_xy[:, None] - right_xy[None]).astype(np.float32)
    metres = np.sqrt((difference**2).sum(axis=2, dtype=np.float32))
    corners = ([1000, 5000], [0, 400]), ([0, 10000], [0, 100])
    loss = np.stack([np.floor(np.interp(metres[:, j], *corners[which[j]])) for j in range(m)], 1)
    loss[:, remote] = 0
    raw = 100 + 2 * left.astype(int) @ right.astype(int).T + table[classes[0]][:, classes[1]]
    raw = raw + np.arange(n)[:, None] + np.arange(m) - loss
    limit = np.minimum(9000, [9000, 4000, 9000, 9000, 9000, 0, 9000])
    near = (metres <= limit[:, None]) | remote
    fits = ((bits[:, None] & need) == need) & ((bits[:, None] & forbid) == 0)
    np.testing.assert_array_equal(mask, near & fits)
    np.testing.assert_array_equal(scores[mask], (np.floor(raw / 10) * 10)[mask])
    assert market.scale == 1


def test_implicit_faults():
    faults = [
        ({"left_features": np.full((2, 3), 2**15), "right_features": [[0]]}, "features"),
        ({"left_features": np.zeros((2, 3), np.int8)}, "right_features"),
        ({"left_xy": [[0, 0, 0]]}, "left_xy"),
        ({"left_xy": [[0, np.nan]], "right_xy": [[0, 0]]}, "left_xy"),
        ({"left_points": [0.5]}, "left_points"),
        ({"tables": [([0, 5], [0], [[1, 2]])]}, "left_class"),
        ({"left_points": [1], "band": 0}, "band"),
        ({"left_bits": [-1]}, "left_bits"),
        ({"left_points": [1], "right_decay": [3]}, "right_decay"),
        ({}, "n"),
    ]
    for given, column in faults:
        with pytest.raises(jg.InputError) as error:
            Market.implicit(capacity=[1], **given)
        assert any(column in issue.column for issue in error.value.issues), given
    with pytest.raises(TypeError, match="decay"):
        Market.implicit(capacity=[1], left_points=[1], decay="near")


def test_blocks_come_from_a_function_on_the_calling_thread():
    threads = set()
    wanted = np.random.default_rng(2).random((50, 4))

    def rows(a, b):
        threads.add(threading.get_ident())
        return wanted[a:b]

    market = Market.blocks(50, 4, scores=rows, capacity=5)
    dense = Market.dense(wanted, 5, score_scale=market.scale)
    assert transport(market, threads=2).total == transport(dense).total
    assert threads == {threading.get_ident()}


def test_blocks_take_every_dtype_masks_and_another_market():
    source = Market.dense(np.array([[1, LEAST], [3, 4]]), 1)
    for function in (
        source.scores,
        lambda a, b: source.scores(a, b)[0],
        lambda a, b: np.array([[1, 0], [3, 4]], np.int32)[a:b],
    ):
        assert transport(Market.blocks(2, 2, scores=function, capacity=1)).total == 5
    floats = Market.blocks(2, 2, scores=lambda a, b: np.array([[0.5, np.nan]] * 2)[a:b], capacity=1)
    assert floats.scale == 10**6 and Market.blocks(2, 2, scores=lambda a, b: np.ones((b - a, 2)), capacity=1, score_scale=9).scale == 9
    np.testing.assert_array_equal(floats.scores()[1], [[True, False]] * 2)


def test_a_fault_of_a_block_is_raised_where_it_is_used():
    with pytest.raises(jg.InputError, match="shape"):
        Market.blocks(3, 2, scores=lambda a, b: np.zeros((b - a, 3)), capacity=1)
    late = Market.blocks(
        3, 2, scores=lambda a, b: np.zeros((b - a, 2)) if b == 1 else np.zeros(1), capacity=1
    )
    with pytest.raises(jg.InputError, match="shape"):
        transport(late)

    def broken(a, b):
        if b > 1:
            raise ZeroDivisionError("mine")
        return np.zeros((b - a, 2))

    with pytest.raises(ZeroDivisionError, match="mine"):
        transport(Market.blocks(3, 2, scores=broken, capacity=1))
    with pytest.raises(TypeError, match="function"):
        Market.blocks(3, 2, scores=SCORES, capacity=1)


EDGES = {"w": ["b", "a", "b"], "p": ["y", "y", "x"], "s": [1.0, 2.0, 3.0]}


@pytest.mark.parametrize("make", [dict, pd.DataFrame, pl.DataFrame], ids=["dict", "pandas", "polars"])
def test_edges_keep_ids_in_order_of_first_appearance(make):
    market = Market.from_edges(
        make(EDGES), left="w", right="p", score="s", capacity={"x": 1, "y": 1, "z": 4},
        left_ids=["a", "c"],
    )
    assert market.left_ids.tolist() == ["b", "a", "c"]
    assert market.right_ids.tolist() == ["y", "x", "z"]
    np.testing.assert_array_equal(
        market.scores()[1], [[True, True, False], [True, False, False], [False] * 3]
    )
    result = transport(market)
    assert result.objective == 5
    pairs = {(market.left_ids[i], market.right_ids[j]) for i, j in result.awards}
    assert pairs == {("b", "x"), ("a", "y")}


def test_edges_take_capacity_as_a_number_or_a_frame_and_bounds_by_id():
    frame = pd.DataFrame(EDGES)
    names = {"left": "w", "right": "p", "score": "s"}
    assert transport(Market.from_edges(frame, **names, capacity=1)).objective == 5
    seats = pd.DataFrame({"place": ["y", "x"], "seats": [2, 0]})
    market = Market.from_edges(frame, **names, capacity=seats, outside={"b": 0.5})
    assert transport(market).objective == 3
    locked = Market.from_edges(frame, **names, capacity=1, lock=[("b", "y")], exclude=[("a", "y")])
    assert transport(locked).objective == 1
    whole = Market.from_edges({"w": [7, 8], "p": [1, 1], "s": [3, 4]}, **names, capacity=1)
    assert whole.left_ids.tolist() == [7, 8] and whole.scale == 1


@pytest.mark.parametrize(
    ("change", "bound"),
    [
        ({"w": ["b", "a", "b"], "p": ["y", "y", "y"]}, {"capacity": 1}),
        ({}, {"capacity": {"x": 1}}),
        ({"s": ["1", "2", "3"]}, {"capacity": 1}),
        ({"w": ["b", None, "b"]}, {"capacity": 1}),
        ({}, {"capacity": 1, "floor": {"q": 1}}),
        ({}, {"capacity": 1, "lock": [("q", "x")]}),
        ({}, {"capacity": {"x": 1, "y": -1}}),
    ],
    ids=["twice", "no capacity", "text", "missing id", "unknown id", "unknown pair", "negative"],
)
def test_faults_of_edges_are_input_errors(change, bound):
    with pytest.raises(jg.InputError):
        Market.from_edges(pd.DataFrame(EDGES | change), left="w", right="p", score="s", **bound)


def test_edges_of_a_wrong_kind():
    with pytest.raises(TypeError, match="frame"):
        Market.from_edges(3, left="w", right="p", score="s", capacity=1)
    with pytest.raises(jg.InputError, match="q"):
        Market.from_edges(EDGES, left="q", right="p", score="s", capacity=1)
    with pytest.raises(TypeError, match="capacity"):
        Market.from_edges(EDGES, left="w", right="p", score="s", capacity="many")


def test_a_market_is_made_by_its_makers_only_and_not_pickled():
    with pytest.raises(TypeError):
        Market()
    with pytest.raises(TypeError, match="pickle"):
        pickle.dumps(Market.dense(SCORES, 1))
    assert repr(Market.dense(SCORES, 1)) == "<Market of 3 x 2, scale 1>"
    with pytest.raises(jg.InputError):
        Market.dense(SCORES, 1).scores(2, 9)


# --- solving --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_agrees_with_brute_force_and_the_referees(seed):
    rng = np.random.default_rng(seed)
    n, m = rng.integers(1, 6), rng.integers(1, 4)
    scores = rng.integers(-3, 9, (n, m))
    eligible = rng.random((n, m)) < 0.8
    capacity = rng.integers(0, 3, m)
    market = Market.dense(scores, capacity, eligible=eligible)
    result = transport(market, seed=seed)
    assert result.status == "optimal" and result.gap == 0 and result.witness is None
    assert result.total == best_total(scores, eligible, capacity)
    assert jg.solver.why_not_feasible(market, result) is None
    assert jg.solver.why_not_optimal(market, result) is None


@pytest.mark.parametrize("seed", range(40))
def test_prices_worth_and_draw_stand_before_the_referees(seed):
    rng = np.random.default_rng(seed)
    n, m = rng.integers(1, 6), rng.integers(1, 4)
    scores = rng.integers(-3, 9, (n, m))
    eligible = rng.random((n, m)) < 0.8
    capacity = rng.integers(0, 3, m)
    market = Market.dense(scores, capacity, eligible=eligible)
    result = transport(market, seed=seed)
    assert jg.solver.why_not_least(market, result) is None
    assert jg.solver.why_not_drawn(market, result, seed=seed) is None
    more = [best_total(scores, eligible, capacity + np.eye(m, dtype=int)[j]) for j in range(m)]
    np.testing.assert_array_equal(result.worth, np.array(more) - result.total)


def test_a_result_is_read_only():
    result = transport(Market.dense(SCORES, 1))
    for name in ("awards", "prices", "greatest_prices", "worth", "forced", "shortfall", "right"):
        array = getattr(result, name)
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
    with pytest.raises(AttributeError, match="replace"):
        result.total = 3
    assert result.prices.dtype == result.worth.dtype == result.shortfall.dtype == np.int64
    assert result.forced.dtype == np.bool_
    assert isinstance(result.total, int) and isinstance(result.objective, float)


def test_a_result_outlives_its_market_and_is_pickled():
    result = transport(Market.dense(SCORES.astype(float), 1))
    again = pickle.loads(pickle.dumps(result))
    assert again == result and again.right.tolist() == [0, 1, -1]
    assert not again.awards.flags.writeable
    assert "optimal" in repr(result) and "2 awards" in repr(result)
    assert result != result.replace(total=0)
    with pytest.raises(TypeError):
        hash(result)


def test_referees_judge_plans_from_elsewhere():
    market = Market.dense(SCORES, 1)
    found = transport(market)
    same = TransportResult(market, awards=[(1, 1), (0, 0)], prices=found.prices)
    assert same.total == 8 and same.status == "given" and same.gap is None
    assert jg.solver.why_not_feasible(market, same) is None
    assert jg.solver.why_not_optimal(market, same) is None
    for awards in ([(0, 1), (1, 0)], [(0, 0)], []):
        worse = TransportResult(market, awards=awards, prices=found.prices)
        assert isinstance(jg.solver.why_not_optimal(market, worse), str)
    for awards in ([(0, 0), (0, 0)], [(3, 0)], [(0, 7)], [(-1, 0)], [(0, 2**40)]):
        for make in (found.replace, lambda awards: TransportResult(market, awards=awards)):
            with pytest.raises(jg.InputError, match="awards") as error:
                make(awards=awards)
            assert columns_of(error) == ["awards"]
    for awards in ([(0, 0), (1, 0)], [(0, 0), (0, 1)]):
        assert isinstance(
            jg.solver.why_not_feasible(market, TransportResult(market, awards=awards)), str
        )
    assert jg.solver.why_not_least(market, found.replace(prices=found.prices + 1)) is not None
    assert jg.solver.why_not_feasible(market, found.replace(awards=[(0, 0), (1, 0)])) is not None
    with pytest.raises(jg.InputError, match="one of"):
        found.replace(status="fine")
    with pytest.raises(TypeError, match="colour"):
        found.replace(colour=1)
    with pytest.raises(TypeError, match="result"):
        jg.solver.why_not_feasible(market, [(0, 0)])


def test_without_a_plan_everything_is_empty():
    market = Market.dense(SCORES, 1, floor=2)
    result = transport(market)
    assert result.status == "infeasible" and result.total == 0 and result.gap is None
    assert result.awards.shape == (0, 2)
    for name in ("prices", "greatest_prices", "worth", "forced", "shortfall"):
        assert len(getattr(result, name)) == 0
    for ask in (lambda: result.right, lambda: result.objective, result.to_frame):
        with pytest.raises(ValueError, match="infeasible.*witness.*least_shortfall"):
            ask()
    assert repr(result) == "<TransportResult infeasible: no plan>"
    assert jg.solver.why_not_infeasible(market, result) is None
    assert result.witness.deficit > 0
    assert all(rule[0] in _core.enumerators["RuleKind"] for rule in result.witness.rules)
    again = pickle.loads(pickle.dumps(result))
    assert again.witness == result.witness


def test_missed_floors_are_a_shortfall_when_asked_for():
    market = Market.dense(SCORES, 2, floor=[2, 2])
    assert transport(market).status == "infeasible"
    result = transport(market, on_infeasible="least_shortfall")
    assert result.status == "optimal_short"
    assert result.shortfall.sum() == 1
    assert jg.solver.why_not_feasible(market, result) is None
    assert jg.solver.why_not_optimal(market, result) is None


def test_scores_beyond_the_range_have_a_status():
    market = Market.dense(np.array([[1e300]]), 1)
    result = transport(market)
    assert result.status == "out_of_range" and result.gap is None
    with pytest.raises(ValueError, match="score_scale"):
        result.to_frame()
    for outside in (1e300, -1e300, 2**44 / 1e9 + 1):
        with pytest.raises(jg.InputError, match="must_match.*score_scale"):
            Market.dense(np.array([[1.0]]), 1, outside=outside)
    with pytest.raises(jg.InputError, match="must_match.*score_scale"):
        Market.dense(np.array([[1]]), 1, outside=2**44 + 1)
    assert Market.dense(np.array([[1]]), 1, outside=2**44).scale == 1


def test_the_lottery_takes_numbers_or_a_seed():
    market = Market.dense(np.ones((3, 1), np.int64), 1)
    assert transport(market, left_number=[1, 2**64 - 1, 3]).right.tolist() == [-1, 0, -1]
    assert transport(market, left_number=np.array([5, 5, 5], np.uint64)).right.tolist() == [0, -1, -1]
    winners = {int(transport(market, seed=seed).awards[0, 0]) for seed in range(40)}
    assert winners == {0, 1, 2}
    by_number = [jg.solver.lottery_number(9, "left", i) for i in range(3)]
    assert transport(market, seed=9) == transport(market, left_number=by_number)
    drawn = transport(market, seed=1)
    other = next(s for s in range(99) if transport(market, seed=s).awards[0, 0] != drawn.awards[0, 0])
    assert jg.solver.why_not_drawn(market, drawn, seed=1) is None
    assert jg.solver.why_not_drawn(market, drawn, seed=other) is not None
    for numbers in ([1, 2], [1, 2, -3], [1.0, 2.5, 3.0], [1, 2, 2**64], [1, 2, None], [[1, 2, 3]]):
        with pytest.raises(jg.InputError, match="left_number"):
            transport(market, left_number=numbers)
    for seed in (-1, 2**64):
        with pytest.raises(jg.InputError, match="seed"):
            transport(market, seed=seed)


def test_an_enumerator_is_a_str_and_another_is_refused_with_the_allowed_ones():
    market = Market.dense(SCORES, 1)
    with pytest.raises(jg.InputError, match="stop, least_shortfall"):
        transport(market, on_infeasible="ignore")
    with pytest.raises(TypeError, match="on_infeasible"):
        transport(market, on_infeasible=True)
    with pytest.raises(jg.InputError, match="automatic, column_generation, assignment"):
        transport(market, method="simplex")
    with pytest.raises(TypeError, match="method"):
        transport(market, method=1)
    assert type(transport(market).status) is str


def test_the_answer_does_not_depend_on_the_method():
    rng = np.random.default_rng(7)
    market = Market.dense(rng.integers(0, 50, (300, 100)), 3, floor=1)
    bids = transport(market, method="assignment", threads=1)
    columns = transport(market, method="column_generation", threads=1)
    assert bids == columns == transport(market)
    assert bids.counters != columns.counters
    assert transport(market, threads=1).counters == bids.counters


def test_the_answer_does_not_depend_on_threads():
    rng = np.random.default_rng(5)
    market = Market.dense(rng.integers(0, 5, (2000, 12)), 100, floor=3)
    assert transport(market, threads=1) == transport(market, threads=2)


# --- progress, threads, interrupts ------------------------------------------------------------------


def slow_market(n=60_000, m=400, seed=3):
    rng = np.random.default_rng(seed)
    return Market.implicit(
        left_features=rng.integers(-90, 90, (n, 8), dtype=np.int8),
        right_features=rng.integers(-90, 90, (m, 8), dtype=np.int8),
        capacity=n // m,
    )


def test_progress_never_falls_and_an_exception_in_it_stops():
    seen = []
    transport(slow_market(20_000, 100), progress=lambda fraction, phase: seen.append((fraction, phase)))
    fractions = [fraction for fraction, _ in seen]
    assert fractions == sorted(fractions) and all(0 <= f <= 1 for f in fractions)
    assert all(isinstance(phase, str) for _, phase in seen)

    class Enough(Exception):
        pass

    def stop(fraction, phase):
        raise Enough

    if seen:
        with pytest.raises(Enough):
            transport(slow_market(20_000, 100), progress=stop)
    with pytest.raises(TypeError, match="progress"):
        transport(slow_market(10, 2), progress=3)


def test_a_time_limit_gives_a_status():
    result = transport(slow_market(), time_limit=0)
    assert result.status in ("stopped_feasible", "stopped_empty")
    if result.status == "stopped_feasible":
        assert result.gap >= 0
    with pytest.raises(jg.InputError, match="time_limit"):
        transport(slow_market(10, 2), time_limit=-1)


def test_other_threads_run_while_a_market_is_solved():
    market = slow_market()
    ticks = []
    done = threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    start = time.monotonic()
    transport(market)
    end = time.monotonic()
    done.set()
    thread.join()
    if end - start > 0.1:  # with the lock held there would be no tick inside at all
        assert sum(start < t < end for t in ticks) > 5


INTERRUPTED = """
import numpy as np, os, signal, sys, threading, time
import jinguo as jg
def rows(a, b):
    if len(calls) == 3:
        os.kill(os.getpid(), signal.SIGINT)
    calls.append(a)
    time.sleep(0.05)
    return np.random.default_rng(a).random((b - a, 40))
calls = []
kind = sys.argv[1]
if kind == "blocks":
    market = jg.solver.Market.blocks(200_000, 40, scores=rows, capacity=3000)
else:
    rng = np.random.default_rng(3)
    market = jg.solver.Market.implicit(
        left_features=rng.integers(-90, 90, (400_000, 16), dtype=np.int8),
        right_features=rng.integers(-90, 90, (2000, 16), dtype=np.int8), capacity=150)
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    jg.solver.transport(market)
except KeyboardInterrupt as stopped:
    print(stopped.result.status)
"""


@pytest.mark.parametrize("kind", ["solver", "blocks"])
def test_ctrl_c_raises_keyboard_interrupt_with_the_result(kind):
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, kind], capture_output=True, text=True, timeout=120
    )
    assert done.stderr == ""
    assert done.stdout.strip() in ("stopped_feasible", "stopped_empty")


def test_ctrl_c_while_progress_runs_comes_with_the_result():
    def interrupt(fraction, phase):
        os.kill(os.getpid(), signal.SIGINT)

    # A shell that runs the tests in the background may have them ignore SIGINT.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt) as stopped:
            transport(slow_market(), progress=interrupt)
    finally:
        signal.signal(signal.SIGINT, before)
    assert stopped.value.result.status in ("stopped_feasible", "stopped_empty")


# --- errors -----------------------------------------------------------------------------------------


def test_an_input_error_is_pickled_with_its_issues():
    with pytest.raises(jg.InputError) as error:
        Market.dense(SCORES, [1, 2, 3])
    again = pickle.loads(pickle.dumps(error.value))
    assert again.issues == error.value.issues and str(again) == str(error.value)


def test_losses_are_what_forcing_a_pair_loses():
    market = Market.dense([[9, 4, 0], [8, 7, 0], [7, 1, 3]], capacity=1, floor=[0, 0, 1])
    result = jg.solver.transport(market)
    told = jg.solver.losses(market, result, [0, 1, 2])
    assert told.obstacle[result.awards[:, 0], result.awards[:, 1]].tolist() == ["held"] * 3
    for i in range(3):
        for j in range(3):
            forced = Market.dense(
                [[9, 4, 0], [8, 7, 0], [7, 1, 3]], capacity=1, floor=[0, 0, 1], lock=[(i, j)]
            )
            with_it = jg.solver.transport(forced, on_infeasible="least_shortfall")
            assert told.missed[i, j] == with_it.shortfall.sum() == 0
            assert told.points[i, j] == result.total - with_it.total
        without = Market.dense(
            [[9, 4, 0], [8, 7, 0], [7, 1, 3]], capacity=1, floor=[0, 0, 1],
            exclude=[(i, 0), (i, 1), (i, 2)],
        )
        assert told.outside_missed[i] == 0
        assert told.outside_points[i] == result.total - jg.solver.transport(without).total
    assert told.outside_obstacle.tolist() == ["none"] * 3
    assert jg.solver.floor_gains(market, result).tolist() == [[0, 0]] * 3
    dear = Market.dense([[5, -3]], capacity=1, floor=[0, 1])
    assert jg.solver.floor_gains(dear, jg.solver.transport(dear)).tolist() == [[0, 0], [0, 8]]
    with pytest.raises(jg.InputError):
        jg.solver.losses(market, result, [3])
    with pytest.raises(TypeError):
        jg.solver.losses(market, result, "0")
    with pytest.raises(jg.InputError):
        jg.solver.losses(market, result.replace(status="stopped_feasible"), [0])


def test_names_of_enumerators_match_the_headers_and_the_annotations():
    import re
    import typing
    from pathlib import Path

    room = Path(__file__).parents[2] / "include/jinguo/solver"
    header = "".join((room / name).read_text() for name in ("transport.hpp", "losses.hpp"))
    for name, values in _core.enumerators.items():
        body = re.search(rf"enum class {name} : std::uint8_t \{{(.*?)\}};", header, re.DOTALL)[1]
        words = re.findall(r"(\w+)", re.sub(r"///?<?[^\n]*", "", body))
        assert tuple(words) == values
    assert typing.get_args(jg.solver.Status) == _core.enumerators["Status"]
    assert typing.get_args(jg.solver.OnInfeasible) == _core.enumerators["OnInfeasible"]
    assert typing.get_args(jg.solver.Method) == _core.enumerators["Method"]


# --- ids ------------------------------------------------------------------------------------------------


def test_losses_take_one_left_node_by_itself():
    market = Market.dense([[5, 1], [4, 2]], capacity=1)
    result = transport(market)
    for one in (1, np.int64(1)):
        for a, b in zip(jg.solver.losses(market, result, one), jg.solver.losses(market, result, [1]), strict=True):
            np.testing.assert_array_equal(a, b)
    with pytest.raises(jg.InputError, match="left"):
        jg.solver.losses(market, result, 2)
    with pytest.raises(TypeError, match="left"):
        jg.solver.losses(market, result, 1.0)


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_awards_go_out_as_a_frame_with_the_ids_of_the_market(backend):
    scores = pd.DataFrame([[5.5, 1], [4, 2]], index=["a", "b"], columns=["x", "y"])
    market = Market.dense(scores, capacity=1)
    assert list(market.left_ids) == ["a", "b"] and list(market.right_ids) == ["x", "y"]
    frame = transport(market).to_frame(backend=backend)
    assert list(frame.columns) == ["left", "right", "score"]
    assert [list(frame[name]) for name in frame.columns] == [["a", "b"], ["x", "y"], [5.5, 2.0]]
    edges = {"w": ["b", "a"], "p": ["x", "x"], "s": [3, 4]}
    named = Market.from_edges(edges, left="w", right="p", score="s", capacity=1)
    assert transport(named).to_frame().to_dict("list") == {"left": ["a"], "right": ["x"], "score": [4.0]}


def test_awards_without_ids_go_out_by_index():
    market = Market.dense(pd.DataFrame([[9.0, 1], [4, np.nan]]), capacity=1)  # numbered, not labelled
    assert market.left_ids is None and market.right_ids is None
    result = transport(market)
    assert result.to_frame().to_dict("list") == {"left": [0], "right": [0], "score": [9.0]}
    odd = result.replace(awards=[(0, 1), (1, 1)]).to_frame()  # to be judged, not to be believed
    assert odd["score"][0] == 1.0 and np.isnan(odd["score"][1])
    assert len(result.replace(awards=[]).to_frame()) == 0
    again = pickle.loads(pickle.dumps(result))
    del market
    pd.testing.assert_frame_equal(again.to_frame(), result.to_frame())
