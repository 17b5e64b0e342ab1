"""Labelled markets and frames of every library: aligned by their ids or refused, never by accident."""

import datetime
import decimal
import os
import pickle
import re
from pathlib import Path

import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import jinguo as jg
from jinguo import _core
from jinguo.solver import Market, TransportResult, transport

#: How many random labelled markets are drawn; JINGUO_LABELLED=5000 was run too.
COUNT = int(os.environ.get("JINGUO_LABELLED", "300"))

SCORES = pd.DataFrame([[5.0, 4.0], [3.0, 1.0]], index=["A", "B"], columns=["X", "Y"])
EDGES = {"w": ["A", "A", "B", "B"], "p": ["X", "Y", "X", "Y"], "s": [5.0, 4.0, 3.0, 1.0]}
NAMES = {"left": "w", "right": "p", "score": "s"}


def faults(error):
    return [(issue.column, issue.text("en")) for issue in error.value.issues]


def pairs_of(result):
    """{left id: right ids} of a result."""
    left, right = result.left_ids, result.right_ids
    assert result.awards_by_id == [(left[i], right[j]) for i, j in result.awards.tolist()]
    return set(result.awards_by_id)


# --- one random market, said in many ways -----------------------------------------------------------


class Named:
    """A random market as plain arrays, with ids of some kind, and the ways in which it may be said."""

    def __init__(self, seed):
        self.rng = rng = np.random.default_rng(seed)
        self.n, self.m = int(rng.integers(1, 7)), int(rng.integers(1, 5))
        shape = (self.n, self.m)
        self.scores = rng.integers(-3, 6, shape) * (1.0 if rng.random() < 0.5 else 0.25)
        self.eligible = rng.random(shape) < 0.8
        self.eligible[0, :] = True  # so that edges name every place, and every place some woman
        self.eligible[:, 0] = True
        self.capacity = rng.integers(0, 4, self.m)
        self.floor = rng.integers(0, 2, self.m) * (rng.random(self.m) < 0.3)
        self.demand = rng.integers(0, 3, self.n) if rng.random() < 0.3 else np.ones(self.n, int)
        self.outside = rng.integers(-2, 3, self.n) * 0.5
        self.must_match = rng.random(self.n) < 0.1
        self.left_number = rng.permutation(self.n).astype(np.uint64)
        self.right_number = rng.permutation(self.m).astype(np.uint64)
        self.left = self.ids(self.n)
        self.right = self.ids(self.m)
        self.mode = "stop" if rng.random() < 0.7 else "least_shortfall"
        flat = rng.permutation(self.n * self.m)
        locked = [divmod(int(k), self.m) for k in flat[: int(rng.integers(0, 2))]]
        self.exclude = [divmod(int(k), self.m) for k in flat[1 : int(rng.integers(1, 3))]]
        self.lock = locked if rng.random() < 0.3 else []

    def ids(self, count):
        kind = self.rng.integers(0, 6)
        numbers = self.rng.permutation(1000)[:count]
        if kind == 0:
            return [f"w{k}" for k in numbers]
        if kind == 1:
            return [int(k) * 10**15 + 10**17 for k in numbers]
        if kind == 2:
            return [int(k) for k in self.rng.permutation(count)]  # as if they counted the rows
        if kind == 3:
            return [datetime.datetime(2020, 1, 1) + datetime.timedelta(days=int(k)) for k in numbers]
        if kind == 4:
            return [("a" if k % 2 else "b", int(k)) for k in numbers]
        return ["妇" + str(k) for k in numbers]

    def shuffled(self, ids, values):
        """A bound of some nodes as something that says which."""
        order = self.rng.permutation(len(ids))
        labels, values = [ids[k] for k in order], np.asarray(values)[order]
        kind = self.rng.integers(0, 4)
        tuples = isinstance(ids[0], tuple)
        if kind == 0:
            return dict(zip(labels, values.tolist(), strict=True))
        if kind == 1 and not tuples:
            columns = {"id": labels, "value": values}
            return [pd.DataFrame, pl.DataFrame, pa.table][self.rng.integers(0, 3)](columns)
        index = pd.MultiIndex.from_tuples(labels) if tuples else pd.Index(labels)
        series = pd.Series(values, index=index)
        if not tuples and kind == 2 and values.dtype.kind == "i":
            series = series.astype(self.rng.choice(["Int64", "int8", "float64", "int16[pyarrow]"]))
        return series

    def frame(self, values, rows, columns):
        """A labelled frame with its rows and columns in an order of its own."""
        index, names = ([self.left[k] for k in rows], [self.right[k] for k in columns])
        made = [
            pd.MultiIndex.from_tuples(labels) if isinstance(labels[0], tuple) else pd.Index(labels)
            for labels in (index, names)
        ]
        return pd.DataFrame(values[np.ix_(rows, columns)], index=made[0], columns=made[1])

    def options(self):
        return {
            "left_number": self.shuffled_numbers(self.left, self.left_number),
            "right_number": self.shuffled_numbers(self.right, self.right_number),
            "on_infeasible": self.mode,
        }

    def shuffled_numbers(self, ids, numbers):
        return dict(zip(ids, numbers.tolist(), strict=True))

    def bounds(self):
        return {
            "capacity": self.shuffled(self.right, self.capacity),
            "floor": self.shuffled(self.right, self.floor),
            "demand": self.shuffled(self.left, self.demand),
            "outside": self.shuffled(self.left, self.outside),
            "must_match": self.shuffled(self.left, self.must_match),
            "lock": [(self.left[i], self.right[j]) for i, j in self.lock],
            "exclude": [(self.left[i], self.right[j]) for i, j in self.exclude],
        }

    def plain(self):
        market = Market.dense(
            self.scores, self.capacity, self.floor, self.outside, self.demand, self.must_match,
            eligible=self.eligible, lock=self.lock, exclude=self.exclude, score_scale=100,
        )
        return market, transport(
            market, left_number=self.left_number, right_number=self.right_number, on_infeasible=self.mode
        )

    def dense(self):
        rows, columns = self.rng.permutation(self.n), self.rng.permutation(self.m)
        others = self.rng.permutation(self.n), self.rng.permutation(self.m)
        market = Market.dense(
            self.frame(self.scores, rows, columns),
            eligible=self.frame(self.eligible, *others),
            score_scale=100,
            **self.bounds(),
        )
        return market, [self.left[k] for k in rows], [self.right[k] for k in columns]

    def edges(self):
        cells = [(i, j) for i in range(self.n) for j in range(self.m) if self.eligible[i, j]]
        self.rng.shuffle(cells)
        columns = {
            "w": [self.left[i] for i, _ in cells],
            "p": [self.right[j] for _, j in cells],
            "s": [float(self.scores[i, j]) for i, j in cells],
        }
        plain = not (isinstance(self.left[0], tuple) or isinstance(self.right[0], tuple))
        makers = [dict, pd.DataFrame, pl.DataFrame, pa.table] if plain else [pd.DataFrame]
        frame = makers[self.rng.integers(0, len(makers))](columns)
        market = Market.from_edges(frame, **NAMES, score_scale=100, **self.bounds())
        return market, list(dict.fromkeys(columns["w"])), list(dict.fromkeys(columns["p"]))


def test_permuted_labels_give_the_same_plan():
    seen = set()
    for seed in range(COUNT):
        named = Named(seed)
        market, plan = named.plain()
        seen.add(plan.status)
        expected = {(named.left[i], named.right[j]) for i, j in plan.awards.tolist()}
        prices = dict(zip(named.right, plan.prices.tolist(), strict=False))
        for make in (named.dense, named.edges):
            if make == named.edges and isinstance(named.left[0], tuple):
                continue  # tuples are no cells of a frame
            if make == named.edges and isinstance(named.right[0], tuple):
                continue
            other, left, right = make()
            again = transport(other, **named.options())
            assert (again.status, again.total) == (plan.status, plan.total), seed
            assert {(left[i], right[j]) for i, j in again.awards.tolist()} == expected, seed
            assert dict(zip(right, again.prices.tolist(), strict=False)) == prices, seed
            if plan.status in ("optimal", "optimal_short"):
                assert jg.solver.why_not_optimal(other, again) is None
                assert jg.solver.why_not_drawn(other, again, **{k: v for k, v in named.options().items() if k != "on_infeasible"}) is None
                # The same plan from elsewhere, by ids, is judged as well as ours.
                foreign = TransportResult(
                    other, awards=list(expected), prices=prices, shortfall=dict(zip(right, again.shortfall.tolist(), strict=True)) or None
                )
                assert (foreign.status, foreign.gap, foreign.total) == ("given", None, plan.total)
                assert jg.solver.why_not_feasible(other, foreign) is None, seed
                assert jg.solver.why_not_optimal(other, foreign) is None, seed
                assert foreign.awards.tolist() == again.awards.tolist()
                if len(expected):
                    worse = TransportResult(other, awards=list(expected)[1:], shortfall=None)
                    objection = jg.solver.why_not_optimal(other, worse)
                    assert objection is not None or worse.total == plan.total, seed
            elif plan.status == "infeasible":
                assert again.witness.deficit == plan.witness.deficit
                assert jg.solver.why_not_infeasible(other, again) is None
                for kind, name, _ in again.witness.rules_by_id:
                    known = right if kind in ("floor", "capacity") else left
                    assert name in [(a, b) for a in left for b in right] if kind == "lock" else name in known
    assert seen == {"optimal", "optimal_short", "infeasible"}


# --- aligned or refused ------------------------------------------------------------------------------


def by_label(make):
    """The plan of a capacity of 0 at X and 2 at Y."""
    result = transport(make(pd.Series({"Y": 2, "X": 0})))
    assert pairs_of(result) == {("A", "Y"), ("B", "Y")}


def test_a_series_is_aligned_by_the_ids_of_its_market():
    by_label(lambda capacity: Market.dense(SCORES, capacity))
    by_label(lambda capacity: Market.from_edges(EDGES, **NAMES, capacity=capacity))
    for make in (dict, lambda s: s.rename_axis("id").reset_index(name="n"), nw.from_native):
        if make is nw.from_native:
            by_label(lambda capacity: Market.dense(SCORES, nw.from_native(capacity, series_only=True)))
        else:
            by_label(lambda capacity, make=make: Market.dense(SCORES, make(capacity)))
    for index in ("string", "category", "string[pyarrow]"):
        by_label(
            lambda capacity, index=index: Market.dense(SCORES, capacity.set_axis(capacity.index.astype(index)))
        )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("capacity", {"Y": 1, "Q": 1}),
        ("floor", {"X": 0, "Q": 1}),
        ("demand", {"Q": 1, "B": 1}),
        ("outside", {"A": 0.5, "Q": 1.0}),
        ("must_match", {"Q": False, "A": True}),
    ],
)
@pytest.mark.parametrize("make", [dict, pd.Series])
def test_an_unknown_label_is_named(name, value, make):
    bounds = {"capacity": 1} | {name: make(value)}
    for market in (
        lambda: Market.dense(SCORES, **bounds),
        lambda: Market.from_edges(EDGES, **NAMES, **bounds),
    ):
        if name == "capacity" and make is dict and "edges" in market.__code__.co_names[1]:
            continue  # there it names a place without edges
        with pytest.raises(jg.InputError) as error:
            market()
        assert any(column == name and "Q" in text for column, text in faults(error)), faults(error)


@pytest.mark.parametrize("labels", [["X", "X"], ["X"], ["X", None], ["X", "Y", "Z"], [0, 2], [1.5, 2.5]])
def test_labels_that_do_not_fit_are_refused(labels):
    with pytest.raises(jg.InputError) as error:
        Market.dense(SCORES, pd.Series([1] * len(labels), index=labels))
    assert faults(error)[0][0] == "capacity"


def test_labels_that_only_count_the_rows_go_by_position():
    result = transport(Market.dense(SCORES, pd.Series([0, 2])))
    assert pairs_of(result) == {("A", "Y"), ("B", "Y")}
    for value in (pl.Series([0, 2]), pa.array([0, 2]), [0, 2]):
        assert transport(Market.dense(SCORES, value)) == result
    with pytest.raises(jg.InputError, match="capacity"):
        Market.dense(SCORES, pd.Series([1, 2, 3]))
    # Numbers that are the market's ids are ids, whatever they look like.
    numbered = SCORES.set_axis([1, 0], axis=1)
    result = transport(Market.dense(numbered, pd.Series([0, 2])))
    assert pairs_of(result) == {("A", 1), ("B", 1)}
    tenth = SCORES.set_axis(pd.RangeIndex(10, 12), axis=0)
    assert Market.dense(tenth, 1).left_ids.tolist() == [10, 11]


def test_a_frame_of_eligible_pairs_is_aligned():
    eligible = pd.DataFrame({"Y": [True, True], "X": [False, True]}, index=["A", "B"])
    for frame in (eligible, eligible.iloc[::-1], eligible.astype("boolean"), eligible.astype(int)):
        assert Market.dense(SCORES, 1, eligible=frame).scores()[1].tolist() == [[False, True], [True, True]]
    for frame in (pl.DataFrame(eligible[["X", "Y"]]), pa.table(eligible), pa.table(eligible.iloc[::-1]), eligible.to_numpy()[:, ::-1]):
        assert Market.dense(SCORES, 1, eligible=frame).scores()[1].tolist() == [[False, True], [True, True]]
    with pytest.raises(jg.InputError, match="eligible.*not Q"):
        Market.dense(SCORES, 1, eligible=eligible.rename(columns={"X": "Q"}))
    with pytest.raises(jg.InputError, match="eligible.*not C"):
        Market.dense(SCORES, 1, eligible=eligible.rename(index={"B": "C"}))
    with pytest.raises(jg.InputError, match="eligible"):
        Market.dense(SCORES, 1, eligible=eligible.astype("boolean").where(SCORES > 3))
    with pytest.raises(jg.InputError, match="eligible"):
        Market.dense(SCORES, 1, eligible=eligible.astype(int) * 2)


def test_pairs_name_nodes_by_id_or_by_index_where_no_id_is_a_number():
    for pairs in ([("B", "X")], [(1, 0)], np.array([["B", "X"]]), pd.DataFrame({"w": ["B"], "p": ["X"]}),
                  pa.table({"right": ["X"], "x": [1], "left": ["B"]}), [["B", "X"]], np.array([[1, 0]], np.uint8)):
        locked = transport(Market.dense(SCORES, 1, lock=pairs))
        assert pairs_of(locked) == {("B", "X"), ("A", "Y")}
    numbered = SCORES.set_axis([1, 0], axis=0)
    assert transport(Market.dense(numbered, 1, lock=[(1, "X")])).awards.tolist() == [[0, 0], [1, 1]]
    assert transport(Market.dense(numbered, 1, exclude=[(1, 0)])).awards.tolist() == [[0, 1], [1, 0]]
    with pytest.raises(jg.InputError, match="lock.*not 2"):
        Market.dense(numbered, 1, lock=[(2, "X")])
    for pairs in ([("B", "Q")], [("B", 2)], [("B",)], [("B", None)]):
        with pytest.raises(jg.InputError, match="lock"):
            Market.dense(SCORES, 1, lock=pairs)


def test_labels_of_scores_that_are_given_twice_or_missing_are_refused():
    with pytest.raises(jg.InputError, match="scores.index"):
        Market.dense(SCORES.set_axis(["A", "A"], axis=0), 1)
    with pytest.raises(jg.InputError, match="scores.columns"):
        Market.dense(SCORES.set_axis(["X", None], axis=1), 1)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("capacity", [1, -1], r'capacity\[Y\]: "-1"; expected numbers not below 0'),
        ("capacity", {"Y": 1.5, "X": 1}, r'capacity\[Y\]: "1.5"; expected whole numbers'),
        ("capacity", 2**41, r'capacity: "2199023255552"; expected whole numbers from 0 to 1099511627776'),
        ("floor", np.array([0, 2**63], np.uint64), r'floor\[Y\]: "9223372036854775808"'),
        ("demand", pd.Series({"B": -2, "A": 1}), r'demand\[B\]: "-2"'),
        ("must_match", [0, 2], r'must_match\[B\]: "2"; expected whole numbers from 0 to 1'),
        ("outside", [0, -1e30], r'outside\[B\]: "-1e\+30".*must_match.*score_scale'),
        ("outside", [np.inf, 0], r'outside\[A\]: "inf"'),
    ],
)
def test_a_wrong_entry_is_named_by_its_id_and_value(name, value, said):
    with pytest.raises(jg.InputError, match=said):
        Market.dense(SCORES.astype(float), **{"capacity": 1, name: value})


def test_a_wrong_number_of_the_lottery_or_limit_is_named():
    market = Market.dense(SCORES, 1)
    with pytest.raises(jg.InputError, match=r'left_number\[B\]: "-1"'):
        transport(market, left_number=[2**64 - 1, -1])
    with pytest.raises(jg.InputError, match=r'right_number\[X\]: "18446744073709551616"'):
        transport(market, right_number={"X": 2**64, "Y": 0})
    for limit in (-1, np.nan):
        with pytest.raises(jg.InputError, match="time_limit: expected numbers not below 0"):
            transport(market, time_limit=limit)
    with pytest.raises(jg.InputError, match=r"shortfall\[Y\]: \"-1\""):
        TransportResult(market, awards=[], shortfall=[0, -1])


def test_an_infinite_score_of_an_edge_is_named_by_its_row():
    frame = pd.DataFrame({"w": ["b", "a"], "p": ["Y", "X"], "s": [1.0, -np.inf]})
    with pytest.raises(jg.InputError, match=r's\[row 1\]: "-inf"'):
        Market.from_edges(frame, left="w", right="p", score="s", capacity=1)


def test_a_frame_of_one_column_is_one_fault():
    with pytest.raises(jg.InputError) as error:
        Market.dense(SCORES, pd.DataFrame({"n": [1, 2]}, index=["X", "Y"]))
    assert len(error.value.issues) == 1


PLANE = {"left_xy": [[0, 0], [30, 40]], "right_xy": [[0, 0], [0, 100]], "capacity": 1}


def test_a_limit_that_is_missing_is_none():
    for limits in (
        [np.nan, 10], [None, 10.0], pd.array([None, 10], "Int64"), pl.Series([None, 10]), {1: 10}
    ):  # fmt: skip
        market = Market.implicit(**PLANE, left_max_distance=limits)
        assert market.scores()[1].tolist() == [[True, True], [False, False]]
    assert Market.implicit(**PLANE, max_distance=np.nan).scores()[1].all()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"left_xy": [[0, 0], [np.nan, 0]]}, "left_xy: expected a value for every left node; none for 1"),
        ({"left_xy": [[0, 0], [np.inf, 0]]}, "left_xy: expected whole numbers from -2147483648"),
        ({"left_max_distance": [1, -1]}, r'left_max_distance\[1\]: "-1"'),
        ({"max_distance": -1}, "max_distance: expected numbers not below 0"),
        ({"decay": [[(0, 0)], [(0, 5)]]}, "right_decay: expected a value for every right node"),
        ({"decay": [[(0, 0)], [(0, 5)]], "right_decay": [0, 2]}, r'right_decay\[1\]: "2"'),
        ({"tables": [([0, 1], [0, 0], [[1], [None]])]}, r"tables\[0\]: .*none for \[1, 0\]"),
        ({"tables": [([0, 2], [0, 0], [[1], [2]])]}, r'tables\[0\].left_class\[1\]: "2"'),
    ],
)
def test_what_is_wrong_in_the_parts_of_an_implicit_market_is_one_fault(wrong, said):
    with pytest.raises(jg.InputError, match=said) as error:
        Market.implicit(**{**PLANE, **wrong})
    assert len(error.value.issues) == 1


# --- blocks of frames -----------------------------------------------------------------------------------

BLOCK = np.array([[3.0, 1.0, 2.0], [1.0, 3.0, 2.0], [2.0, 2.0, 5.0], [0.0, 1.0, 0.5]])


def blocks(scores, **bounds):
    return Market.blocks(4, 3, scores=scores, **{"capacity": 1, **bounds})


def shuffled_block(a, b):
    """Rows and columns in another order each time, as a join may give them."""
    frame = pd.DataFrame(BLOCK, columns=["X", "Y", "Z"]).iloc[a:b]
    return frame.iloc[::-1][["Z", "X", "Y"] if b - a > 1 else ["X", "Y", "Z"]]


def test_a_block_that_is_a_frame_is_aligned_by_its_labels():
    plain = transport(blocks(lambda a, b: BLOCK[a:b]))
    for make in (
        shuffled_block,
        lambda a, b: pl.DataFrame(BLOCK[a:b], schema=["X", "Y", "Z"]),
        lambda a, b: (shuffled_block(a, b), pd.DataFrame(True, index=range(a, b), columns=["Y", "Z", "X"])),
        lambda a, b: (shuffled_block(a, b), np.ones((b - a, 3), np.int8)),
    ):
        market = blocks(make, capacity={"Z": 1, "X": 1, "Y": 1})
        assert market.right_ids.tolist() == ["X", "Y", "Z"] and market.left_ids is None
        assert transport(market).awards_by_id == [(i, "XYZ"[j]) for i, j in plain.awards.tolist()]
    unnamed = blocks(lambda a, b: pd.DataFrame(BLOCK[a:b]))
    assert unnamed.right_ids is None and transport(unnamed).total == plain.total
    barred = blocks(lambda a, b: (shuffled_block(a, b), shuffled_block(a, b) > 1))
    assert barred.scores()[1].tolist() == (BLOCK > 1).tolist()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda a, b: pd.DataFrame(BLOCK[a:b], index=list("abcd")[a:b]), "expected rows 0 to 0 .* not a"),
        (lambda a, b: pd.DataFrame(BLOCK[a:b], index=range(a + 1, b + 1)), "expected rows 0 to 0 .* not 1"),
        (lambda a, b: pd.DataFrame(BLOCK[a:b], columns=["X", "Y", "Y"]), "Y is given twice"),
        (lambda a, b: pd.DataFrame(BLOCK[a:b], columns=["X", "Y", "Z" if b == 1 else "Q"]), "not Q"),
        (lambda a, b: (BLOCK[a:b], np.full((b - a, 3), 2)), "from 0 to 1"),
        (lambda a, b: BLOCK[a:b] + (0 if b == 1 else np.inf), r'scores\[\d, [012]\]: "inf"'),
    ],
)
def test_a_block_of_other_labels_is_refused(make, said):
    with pytest.raises(jg.InputError, match=said):
        transport(blocks(make))


def test_what_is_still_to_be_computed_is_a_type_error_that_says_so():
    lazy = pl.LazyFrame({"X": [1]})
    for ask in (lambda: Market.dense(lazy, 1), lambda: Market.dense(SCORES, lazy), lambda: Market.dense(SCORES, 1, eligible=lazy),
                lambda: Market.from_edges(lazy, **NAMES, capacity=1), lambda: Market.dense(SCORES, 1, lock=lazy)):
        with pytest.raises(TypeError, match="collect"):
            ask()


def test_markets_of_empty_frames():
    assert Market.dense(pd.DataFrame(), 1).n == Market.dense(pl.DataFrame(), 1).m == 0
    places = Market.dense(pd.DataFrame(columns=["X", "Y"]), {"X": 1, "Y": 2}, floor=pd.Series({"Y": 0, "X": 0}))
    assert (places.n, places.m, places.right_ids.tolist()) == (0, 2, ["X", "Y"])
    assert len(transport(places).to_frame()) == 0
    nobody = {"w": pd.Series([], dtype="string"), "p": pd.Series([], dtype="Int64"), "s": []}
    market = Market.from_edges(pd.DataFrame(nobody), **NAMES, capacity={7: 1}, left_ids=["A"])
    frame = transport(market).to_frame()
    assert (market.n, market.m) == (1, 1) and frame["left"].dtype == "string" and frame["right"].dtype == "Int64"


def test_lottery_numbers_are_aligned():
    tied = pd.DataFrame(1, index=["A", "B", "C"], columns=["X"])
    market = Market.dense(tied, 1)
    numbers = pd.Series({"B": 2**64 - 1, "A": 1, "C": 3}, dtype="uint64")
    for given in (numbers, dict(numbers), numbers.astype(object), numbers.astype("UInt64")):
        result = transport(market, left_number=given)
        assert pairs_of(result) == {("B", "X")}
        assert jg.solver.why_not_drawn(market, result, left_number=given) is None
    with pytest.raises(jg.InputError, match="left_number.*not Q"):
        transport(market, left_number=numbers.rename({"A": "Q"}))


# --- every library's columns ---------------------------------------------------------------------------

KINDS = {
    "int64": lambda v: pd.Series(v, dtype="int64"),
    "int8": lambda v: np.array(v, np.int8),
    "big-endian": lambda v: np.array(v, ">u2"),
    "float": lambda v: pd.Series(v, dtype="float64"),
    "object": lambda v: pd.Series(v, dtype=object),
    "Int64": lambda v: pd.array(v, dtype="Int64"),
    "Float32": lambda v: pd.Series(v, dtype="Float32"),
    "pandas arrow": lambda v: pd.Series(v, dtype="int16[pyarrow]"),
    "decimal": lambda v: [decimal.Decimal(x) for x in v],
    "polars": lambda v: pl.Series(v, dtype=pl.UInt8),
    "polars decimal": lambda v: pl.Series([decimal.Decimal(x) for x in v], dtype=pl.Decimal(10, 2)),
    "arrow": lambda v: pa.array(v, pa.int32()),
    "chunked": lambda v: pa.chunked_array([v[:1], v[1:]]),
    "dictionary": lambda v: pa.array(v).dictionary_encode(),
    "narwhals": lambda v: nw.from_native(pl.Series(v), series_only=True),
    "range": lambda v: range(2, 4) if list(v) == [2, 3] else v,
}


@pytest.mark.parametrize("kind", KINDS)
def test_bounds_of_every_library(kind):
    expected = transport(Market.dense(np.ones((6, 2)), [2, 3], [1, 0], demand=1))
    make = KINDS[kind]
    assert transport(Market.dense(np.ones((6, 2)), make([2, 3]), make([1, 0]), demand=make([1] * 6))) == expected


@pytest.mark.parametrize(
    "make",
    [
        lambda rows, names: pd.DataFrame(rows, columns=names),
        lambda rows, names: pd.DataFrame(rows, columns=names).convert_dtypes(),
        lambda rows, names: pd.DataFrame(rows, columns=names).astype("double[pyarrow]"),
        lambda rows, names: pd.DataFrame(rows, columns=names, dtype=object),
        lambda rows, names: pl.DataFrame(rows, schema=names, orient="row"),
        lambda rows, names: pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))),
        lambda rows, names: pa.record_batch(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))),
        lambda rows, names: nw.from_native(pl.DataFrame(rows, schema=names, orient="row")),
        lambda rows, names: [list(row) for row in rows],
        lambda rows, names: np.array(rows, dtype=object),
    ],
)
def test_a_missing_score_of_any_library_is_not_eligible(make):
    for rows in ([(5, None), (4, 3), (None, 2)], [(0.5, None), (0.25, 3.0), (None, 2.0)]):
        market = Market.dense(make(rows, ["X", "Y"]), 1)
        scores, mask = market.scores()
        assert mask.tolist() == [[True, False], [True, True], [False, True]]
        expected = [round(x * market.scale) for row in rows for x in row if x is not None]
        assert scores[mask].tolist() == expected


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table, dict])
def test_eighteen_digits_beside_a_missing_score_stay(make):
    frame = make({"w": ["A", "B", "A"], "p": ["X", "X", "Y"], "s": pa.array([2**43 + 1, None, 3])
                  if make is pa.table else pd.array([2**43 + 1, None, 3], dtype="Int64")
                  if make is pd.DataFrame else [2**43 + 1, None, 3]})
    market = Market.from_edges(frame, **NAMES, capacity=1)
    assert market.scale == 1
    assert market.scores()[0].max() == 2**43 + 1
    assert market.scores()[1].tolist() == [[True, True], [False, False]]
    ids = make({"w": [10**17 + 1, 10**17 + 2], "p": [1, 2], "s": [1, 2]})
    assert Market.from_edges(ids, **NAMES, capacity=1).left_ids.tolist() == [10**17 + 1, 10**17 + 2]


def test_columns_of_other_frames_are_the_places():
    for frame in (pl.DataFrame({"X": [5.0, 3.0], "Y": [4.0, 1.0]}), pa.table({"X": [5.0, 3.0], "Y": [4.0, 1.0]})):
        market = Market.dense(frame, {"Y": 1, "X": 0})
        assert market.left_ids is None and market.right_ids.tolist() == ["X", "Y"]
        assert transport(market).to_frame().to_dict("list") == {"left": [0], "right": ["Y"], "score": [4.0]}
    assert Market.dense(pl.DataFrame(np.ones((2, 2))), 1).right_ids is None


# --- ids come back as they came --------------------------------------------------------------------------

DAYS = pd.to_datetime(["2024-01-02", "2024-01-03", "2024-01-02"])
PANDAS_IDS = {
    "int64": pd.Series([7, 8, 7]),
    "int8": pd.Series([7, 8, 7], dtype="int8"),
    "Int64": pd.Series([7, 8, 7], dtype="Int64"),
    "string": pd.Series(["a", "b", "a"], dtype="string"),
    "str": pd.Series(["a", "b", "a"]),
    "category": pd.Series(["a", "b", "a"], dtype="category"),
    "arrow": pd.Series(["a", "b", "a"], dtype="string[pyarrow]"),
    "int arrow": pd.Series([10**17 + 1, 8, 10**17 + 1], dtype="int64[pyarrow]"),
    "day": pd.Series(DAYS),
    "zoned": pd.Series(DAYS.tz_localize("Asia/Shanghai")),
}


@pytest.mark.parametrize("kind", PANDAS_IDS)
def test_ids_of_pandas_come_back_in_their_dtype(kind):
    ids = PANDAS_IDS[kind]
    market = Market.from_edges(
        pd.DataFrame({"w": ids, "p": ["X", "X", "Y"], "s": [1, 2, 3]}), **NAMES, capacity=1
    )
    for result in (transport(market), pickle.loads(pickle.dumps(transport(market)))):
        frame = result.to_frame()
        assert frame["left"].dtype == ids.dtype
        assert frame["left"].tolist() == ids.iloc[:2].tolist()
        assert len(result.to_frame(backend="polars")) == len(result.to_frame(backend="pyarrow")) == 2
    scores = pd.DataFrame([[1.0, 2.0], [3.0, 4.0]], index=pd.Index(ids.iloc[:2]), columns=["X", "Y"])
    frame = transport(Market.dense(scores, 1)).to_frame()
    assert frame["left"].dtype == ids.dtype and frame["left"].tolist() == ids.iloc[:2].tolist()


POLARS_IDS = {
    "Int64": pl.Series([7, 8, 7]),
    "UInt8": pl.Series([7, 8, 7], dtype=pl.UInt8),
    "String": pl.Series(["a", "b", "a"]),
    "Categorical": pl.Series(["a", "b", "a"], dtype=pl.Categorical),
    "Enum": pl.Series(["a", "b", "a"], dtype=pl.Enum(["b", "a"])),
    "Date": pl.Series([datetime.date(2024, 1, 2), datetime.date(2024, 1, 3), datetime.date(2024, 1, 2)]),
}


@pytest.mark.parametrize("kind", POLARS_IDS)
def test_ids_of_polars_come_back_in_their_dtype(kind):
    ids = POLARS_IDS[kind]
    market = Market.from_edges(
        pl.DataFrame({"w": ids, "p": ["X", "X", "Y"], "s": [1, 2, 3]}), **NAMES, capacity=1
    )
    frame = transport(market).to_frame(backend="polars")
    assert frame["left"].dtype == ids.dtype and frame["left"].to_list() == ids.to_list()[:2]
    assert frame["right"].dtype == pl.String
    assert transport(market).to_frame(backend="pandas")["left"].tolist()[0] in (
        ids.to_list()[0], pd.Timestamp("2024-01-02")
    )


def test_ids_of_arrow_and_of_dicts_come_back_in_their_type():
    for column in (pa.array([7, 8, 7], pa.int16()), pa.array(["a", "b", "a"], pa.large_string()),
                   pa.array(["a", "b", "a"]).dictionary_encode()):
        table = pa.table({"w": column, "p": ["X", "X", "Y"], "s": [1, 2, 3]})
        market = Market.from_edges(table, **NAMES, capacity=1)
        frame = transport(market).to_frame(backend="pyarrow")
        assert frame["left"].type == column.type and frame["left"].to_pylist() == column.to_pylist()[:2]
    plain = Market.from_edges({"w": [7, 8], "p": ["X", "Y"], "s": [1, 2]}, **NAMES, capacity=1)
    assert plain.left_ids.dtype == np.int64
    assert transport(plain).to_frame(backend="polars")["left"].dtype == pl.Int64
    mixed = Market.from_edges({"w": [7, "a"], "p": ["X", "Y"], "s": [1, 2]}, **NAMES, capacity=1)
    assert transport(mixed).to_frame(backend="polars")["left"].to_list() == [7, "a"]


def test_ids_that_are_added_keep_the_dtype_where_it_holds_them():
    frame = pd.DataFrame({"w": pd.Series(["a"], dtype="string"), "p": pd.Series(["X"], dtype="category"), "s": [1]})
    market = Market.from_edges(frame, **NAMES, capacity={"X": 1, "Y": 2}, left_ids=pd.Series(["b", "a"]))
    assert market.left_ids.tolist() == ["a", "b"] and market.right_ids.tolist() == ["X", "Y"]
    out = transport(market).to_frame()
    assert out["left"].dtype == "string"  # a category does not hold "Y": there plain text comes back
    assert out["right"].tolist() == ["X"]


def test_capacity_of_edges_in_every_form():
    for capacity in ({"X": 0, "Y": 2, "Z": 1}, pd.Series({"Z": 1, "Y": 2, "X": 0}),
                     pd.DataFrame({"id": ["Y", "X", "Z"], "n": [2, 0, 1]}), pl.DataFrame({"id": ["Y", "X", "Z"], "n": [2, 0, 1]}),
                     pa.table({"id": ["Y", "X", "Z"], "n": [2, 0, 1]})):
        market = Market.from_edges(EDGES, **NAMES, capacity=capacity)
        assert market.m == 3 and set(market.right_ids) == {"X", "Y", "Z"}
        assert pairs_of(transport(market)) == {("A", "Y"), ("B", "Y")}
    for capacity in ([0, 2], pl.Series([0, 2]), pd.Series([0, 2]), np.array([0, 2])):
        assert pairs_of(transport(Market.from_edges(EDGES, **NAMES, capacity=capacity))) == {("A", "Y"), ("B", "Y")}
    for capacity in (pd.DataFrame({"id": ["X", "X"], "n": [1, 1]}), {"X": 1}, pd.Series({"X": 1}), pd.DataFrame({"X": [1]}),
                     pd.DataFrame({"id": ["X", None], "n": [1, 1]}), pd.Series([1, 2, 3], index=["X", "X", "Y"]), pd.Series([1, 2, 3])):
        with pytest.raises(jg.InputError, match="capacity"):
            Market.from_edges(EDGES, **NAMES, capacity=capacity)
    for capacity in ("1", None, {1, 2}, object()):
        with pytest.raises(TypeError, match="capacity"):
            Market.from_edges(EDGES, **NAMES, capacity=capacity)


# --- scale ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("greatest", "scale"),
    [(1.0, 10**9), (5.5, 10**9), (17.6e6, 100), (9.99e9, 1), (1e10, 1), (1e12, 1), (0.02, 10**11), (1e-8, 10**15), (1e-30, 10**15), (0.0, 10**6)],
)
def test_the_scale_gives_the_greatest_score_ten_digits(greatest, scale):
    scores = np.array([[greatest / 3, np.nan], [-greatest, 0.0]])
    assert Market.dense(scores, 1).scale == scale
    assert Market.dense(scores.astype(np.float64)[::-1].T, 1).scale == scale
    stored = {"indptr": [0, 2, 4], "indices": [0, 1, 0, 1], "data": scores.ravel(), "capacity": [1, 1]}
    assert Market.sparse(**stored).scale == scale
    edges = {"w": [0, 0, 1, 1], "p": [0, 1, 0, 1], "s": scores.ravel()}
    market = Market.from_edges(edges, **NAMES, capacity=1)
    assert market.scale == scale and f"scale {scale}" in repr(market)
    assert Market.dense(scores, 1, score_scale=10).scale == 10
    assert Market.blocks(2, 2, scores=lambda a, b: scores[a:b], capacity=1).scale == 10**6


@pytest.mark.parametrize("unit", [1e-8, 1e-3, 1.0, 1e7, 1e11])
def test_small_and_large_scores_are_solved_as_well_as_others(unit):
    rng = np.random.default_rng(1)
    scores = rng.random((30, 5)) * unit
    result = transport(Market.dense(scores, 4))
    best = transport(Market.dense(scores / unit, 4))
    assert result.status == "optimal" and len(result.to_frame()) == 20
    assert result.objective == pytest.approx(best.objective * unit, rel=1e-6)


def test_a_score_that_the_mask_bars_does_not_choose_the_scale():
    scores, eligible = np.array([[1e9, 2.0]]), np.array([[False, True]])
    assert Market.dense(scores, 1, eligible=eligible).scale == 10**9


# --- results ----------------------------------------------------------------------------------------------


def test_a_result_carries_what_a_frame_needs():
    market = Market.dense(SCORES, 1, outside={"B": 0.5})
    result = transport(market)
    frame = result.to_frame()
    assert frame.to_dict("list") == {"left": ["A", "B"], "right": ["Y", "X"], "score": [4.0, 3.0]}
    assert transport(Market.dense(np.eye(2), 1)).awards_by_id == [(0, 0), (1, 1)]
    assert result.outside.tolist() == [0.0, 0.5] and result.scores.tolist() == [4.0, 3.0]
    again = pickle.loads(pickle.dumps(result))
    del market
    assert again == result and again.left_ids.tolist() == ["A", "B"]
    pd.testing.assert_frame_equal(again.to_frame(), frame)
    # What is known of other awards suffices, or it is said what does.
    part = again.replace(awards=[("A", "Y")])
    assert (part.status, part.gap, part.total) == ("given", None, round(4.5 * result.scale))
    with pytest.raises(ValueError, match="TransportResult"):
        again.replace(awards=[("A", "X")])


def test_a_result_of_a_function_has_its_scores_without_asking_again():
    calls = []

    def rows(a, b):
        calls.append((a, b))
        return SCORES.to_numpy()[a:b]

    result = transport(Market.blocks(2, 2, scores=rows, capacity=1))
    before = len(calls)
    again = pickle.loads(pickle.dumps(result))
    assert again.to_frame()["score"].tolist() == result.to_frame()["score"].tolist() == [4.0, 3.0]
    assert len(calls) == before


def test_every_status_tells_what_it_has():
    seen = {}
    seen["optimal"] = Market.dense(SCORES, 1), {}
    seen["optimal_short"] = Market.dense(SCORES, 1, floor=[2, 0]), {"on_infeasible": "least_shortfall"}
    seen["infeasible"] = Market.dense(SCORES, 1, floor=[2, 0]), {}
    seen["out_of_range"] = Market.dense(SCORES * 1e20, 1), {}
    rng = np.random.default_rng(0)
    slow = Market.dense(rng.random((20_000, 40)), 500)
    seen["stopped"] = slow, {"time_limit": 0}
    for status, (market, options) in seen.items():
        result = transport(market, **options)
        assert result.status.startswith(status)
        if result.status in ("infeasible", "out_of_range", "stopped_empty"):
            assert result.awards.shape == (0, 2) and result.total == 0 and result.gap is None
            assert all(len(getattr(result, name)) == 0 for name in ("prices", "greatest_prices", "worth", "forced", "shortfall", "scores"))
            for ask in (lambda r: r.right, lambda r: r.objective, lambda r: r.to_frame()):
                with pytest.raises(ValueError, match=result.status):
                    ask(result)
            assert result.unscaled.gap is None and len(result.unscaled.prices) == 0
            assert result.replace(total=3).status == result.status
        else:
            assert len(result.right) == market.n and len(result.to_frame()) == len(result.awards)
            given = result.replace(awards=result.awards)
            assert given.status == "given" and given.gap is None and given.total == result.total
            assert jg.solver.why_not_feasible(market, given) is None
    assert result.replace(status="optimal").gap == 0


def test_a_plan_from_elsewhere_is_given_until_a_referee_says_more():
    market = Market.dense(SCORES, 1, floor={"X": 1})
    best = transport(market)
    for awards in (best.to_frame(), best.to_frame(backend="polars"), best.to_frame(backend="pyarrow"), [("A", "Y"), ("B", "X")],
                   np.array([[1, 0], [0, 1]])):
        plan = TransportResult(market, awards=awards, prices=dict(zip(["X", "Y"], best.prices.tolist(), strict=True)))
        assert plan.status == "given" and plan.gap is None and plan.objective == 7.0
        assert jg.solver.why_not_optimal(market, plan) is None
        assert jg.solver.why_not_least(market, plan) is None
        assert jg.solver.why_not_drawn(market, plan) is None
        assert "not infeasible" in jg.solver.why_not_infeasible(market, plan)
        with pytest.raises(jg.InputError, match="status"):
            jg.solver.losses(market, plan, 0)
    worse = TransportResult(market, awards=[("A", "X")])
    assert "can rise" in jg.solver.why_not_optimal(market, worse)
    missed = TransportResult(market, awards=[("A", "Y")])
    assert "floor" in jg.solver.why_not_feasible(market, missed)
    told = TransportResult(market, awards=[("A", "Y")], shortfall={"X": 1, "Y": 0})
    assert jg.solver.why_not_feasible(market, told) is None
    assert jg.solver.why_not_optimal(market, told) is not None
    for awards in ([("A", "Y"), ("A", "Y")], [("Q", "Y")], [("A", 5)]):
        with pytest.raises(jg.InputError, match="awards"):
            TransportResult(market, awards=awards)
    with pytest.raises(jg.InputError, match="prices"):
        TransportResult(market, awards=[], prices=[1, 2, 3])
    with pytest.raises(jg.InputError, match="prices.*not Q"):
        TransportResult(market, awards=[], prices=pd.Series({"Q": 1, "X": 2}))


def test_prices_and_losses_in_the_units_of_the_scores():
    market = Market.dense(pd.DataFrame([[5.5, 1.0], [4.0, np.nan]]), [1, 0])
    result = transport(market)
    told = result.unscaled
    assert told.prices.tolist() == [4.0, told.prices[1]] and told.gap == 0.0
    assert told.unbounded.tolist() == [False, True] and told.greatest_prices.tolist() == [5.5, np.inf]
    assert told.worth.tolist() == (result.worth / market.scale).tolist()
    losses = jg.solver.losses(market, result, [0, 1])
    assert losses.obstacle.tolist() == [["held", "no_place"], ["none", "not_eligible"]]
    floats = losses.unscaled
    assert floats.points.tolist() == [[0.0, np.inf], [1.5, np.inf]]
    assert floats.unbounded.tolist() == [[False, True], [False, True]]
    assert floats.outside_points.tolist() == [1.5, 0.0] and not floats.outside_unbounded.any()


def test_losses_are_asked_for_by_id():
    market = Market.dense(SCORES, 1)
    result = transport(market)
    for asked in (["B"], "B", 1, [1], pd.Series(["B"]), pl.Series(["B"]), np.array(["B"])):
        told = jg.solver.losses(market, result, asked)
        assert told.obstacle.tolist() == jg.solver.losses(market, result, [0, 1]).obstacle.tolist()[1:]
    with pytest.raises(jg.InputError, match="not Q"):
        jg.solver.losses(market, result, ["Q"])


def test_the_witness_speaks_in_ids():
    market = Market.dense(SCORES, {"X": 1, "Y": 0}, must_match=True)
    witness = transport(market).witness
    assert {("must_match", "A", 1), ("must_match", "B", 1), ("capacity", "X", 1)} <= set(witness.rules_by_id)
    assert [(kind, market.right_ids[i] if kind == "capacity" else market.left_ids[i], *rest) for kind, i, *rest in witness.repair] == witness.repair_by_id
    locked = Market.dense(SCORES.mask(SCORES == 1), 1, lock=[("B", "Y")])
    assert ("lock", ("B", "Y"), 1) in transport(locked).witness.rules_by_id
    plain = Market.dense(np.array([[np.nan, 1.0]]), 1, lock=[(0, 0)])
    assert transport(plain).witness.repair_by_id == [("lock", (0, 0), 1, 0)]


@pytest.mark.parametrize("seed", range(60))
def test_the_loss_outside_is_that_of_a_unit_less_placed(seed):
    rng = np.random.default_rng(seed)
    n, m = 4, 3
    scores, capacity, floor = rng.integers(0, 9, (n, m)), rng.integers(1, 4, m), rng.integers(0, 2, m)
    demand, must = rng.integers(0, 3, n), rng.random(n) < 0.3
    lock = [(0, int(rng.integers(0, m)))] if demand[0] else []
    bounds = {"capacity": capacity, "floor": floor, "lock": lock}
    market = Market.dense(scores, **bounds, demand=demand, must_match=must)
    result = transport(market, on_infeasible="least_shortfall")
    if result.status not in ("optimal", "optimal_short"):
        return
    told = jg.solver.losses(market, result, range(n))
    placed = np.bincount(result.awards[:, 0], minlength=n)
    for i in range(n):
        obstacle, value = told.outside_obstacle[i], (told.outside_missed[i], told.outside_points[i])
        if demand[i] == 0:
            assert obstacle == "no_unit" and value == (0, 0)
        elif placed[i] < demand[i]:
            assert obstacle == "held" and value == (0, 0)
        else:
            fewer = demand.copy()
            fewer[i] -= 1
            free = [pair for pair in lock if not (pair[0] == i and demand[i] == 1)]
            assert obstacle == ("own_lock" if len(free) < len(lock) else "own_must_match" if must[i] else "none")
            other = transport(
                Market.dense(scores, **bounds | {"lock": free}, demand=fewer, must_match=must), on_infeasible="least_shortfall"
            )
            assert value == (other.shortfall.sum() - result.shortfall.sum(), result.total - other.total)
        assert told.outside_floor[i] == -1 or told.outside_missed[i] > 0


# --- the domain's arguments ----------------------------------------------------------------------------------


ROOT = Path(__file__).parents[2]
DATA = ROOT / "data" / "yueyang"
SEED = (DATA / "lottery-seed.hex").read_text().strip()
POLICY = (ROOT / "policies" / "yueyang-2016.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("on_infeasible", ["stop", "least_shortfall"])
@pytest.mark.parametrize("households", [40, 150])
def test_the_market_of_a_policy_is_what_match_solves(households, on_infeasible):
    registry = jg.Registry(_core.sample_yueyang(str(DATA), households, 3)[0])
    policy = jg.Policy.parse(re.sub(r'on_infeasible = "\w+"', f'on_infeasible = "{on_infeasible}"', POLICY))
    assert on_infeasible in str(policy.to_dict())
    try:
        plan = jg.match(registry, policy, seed=SEED)
    except jg.InfeasibleError as error:
        market = jg.market_of(registry, policy, error.pairing, SEED)
        result = transport(market)
        assert result.status == "infeasible" and result.witness == error.witness
        return
    for pairing in plan.pairings:
        market = jg.market_of(registry, policy, pairing, seed=SEED)
        assert list(market.left_ids) == sorted(market.left_ids, key=str.encode)
        assert list(market.right_ids) == sorted(market.right_ids, key=str.encode)
        result = transport(market)
        assert (result.status, result.total) == (plan[pairing].status, plan[pairing].total)
        assert pairs_of(result) == {(award.left, award.right) for award in plan[pairing].awards}
        assert jg.solver.why_not_drawn(market, result) is None
        frame = result.to_frame()
        assert frame["score"].tolist() == [award.score for award in plan[pairing].awards]
        if result.counters["tied_left"] > 5:
            other = next(r for r in (transport(market, seed=s) for s in range(20)) if pairs_of(r) != pairs_of(result))
            assert other.total == result.total and jg.solver.why_not_drawn(market, other) is not None


def test_the_market_of_a_policy_needs_no_seed_and_refuses_what_match_refuses():
    registry = jg.Registry(_core.sample_yueyang(str(DATA), 40, 3)[0])
    policy = jg.Policy.parse(POLICY)
    market = jg.market_of(registry, policy, "livelihood")
    del registry  # the market keeps what it borrows
    assert market.n > 0 and transport(market).status in ("optimal", "optimal_short")
    registry = jg.Registry(_core.sample_yueyang(str(DATA), 40, 3)[0])
    with pytest.raises(jg.InputError, match="pairing"):
        jg.market_of(registry, policy, "nothing")
    with pytest.raises(jg.InputError, match="pairing"):
        jg.market_of(registry, policy, "")
    with pytest.raises(jg.InputError, match="seed"):
        jg.market_of(registry, policy, "livelihood", seed=b"short")
    for wrong in ((3, policy, "livelihood"), (registry, 3, "livelihood"), (registry, policy, 3)):
        with pytest.raises(TypeError):
            jg.market_of(*wrong)


def test_places_that_no_plan_can_give_her_have_no_loss():
    registry = jg.Registry(_core.sample_yueyang(str(DATA), 60, 3)[0])
    policy = jg.Policy.parse(POLICY)
    plan = jg.match(registry, policy, seed=SEED)
    standings = set()
    for award in [*plan["livelihood"].awards[:3], *plan["livelihood"].unmatched[:3]]:
        told = jg.explain(plan, registry, policy, award.left)
        frame = told.to_frame()
        standings |= set(frame["standing"])
        for row, place in zip(told.rows(), told.places, strict=True):
            if place.standing in ("hers", "possible"):
                assert (row["score"], row["loss"]) == (place.score, place.loss)
            elif place.standing == "excluded":
                assert row["score"] is row["loss"] is row["more_short"] is None and row["rule"]
        assert frame.loc[frame["standing"] == "excluded", ["score", "loss", "more_short"]].isna().to_numpy().all()
    assert {"hers", "possible", "excluded"} <= standings


def test_a_position_is_projected_as_the_contract_says():
    rng = np.random.default_rng(4)
    lon, lat = 112 + 2 * rng.random(500), 28 + 2 * rng.random(500)
    origin = (113.09, 29.37)
    phi = np.deg2rad(origin[1])
    kx = np.rint(111412.84 * np.cos(phi) - 93.5 * np.cos(3 * phi))
    ky = np.rint(111132.95 - 559.82 * np.cos(2 * phi))
    x, y = jg.project(lon, lat, origin)
    assert x.dtype == y.dtype == np.int32
    assert x.tolist() == np.rint((lon - origin[0]) * kx).astype(int).tolist()
    assert y.tolist() == np.rint((lat - origin[1]) * ky).astype(int).tolist()
    one = jg.project(float(lon[0]), float(lat[0]), origin)
    assert one == (x[0], y[0]) and all(type(value) is int for value in one)
    assert jg.project(*origin, origin) == (0, 0)
    for kind in (list, pl.Series, pa.array, pd.Series):
        assert jg.project(kind(lon), kind(lat), origin)[0].tolist() == x.tolist()
    # What records hold, six decimals, is exact: half a metre goes to the even one.
    assert jg.project(113.0900005, 29.37, (113.09, 29.37))[0] == 0
    for wrong in ((181, 0), (0, 91), (np.nan, 0), (0, None)):
        with pytest.raises((jg.InputError, TypeError)):
            jg.project(*wrong, origin)
    with pytest.raises(jg.InputError, match="lat"):
        jg.project([1, 2], [1], origin)
    with pytest.raises(TypeError, match="origin"):
        jg.project(1, 1, 3)
    with pytest.raises(TypeError, match="lon"):
        jg.project("1", 1, origin)


def test_an_award_out_of_range_is_told_with_the_markets_shape():
    market = jg.solver.Market.dense([[9, 5], [8, 7], [7, 6]], capacity=1)
    with pytest.raises(jg.InputError, match=r"expected awards within the 3 x 2 pairs of this market, not \(0, 5\)"):
        jg.solver.TransportResult(market, awards=[[0, 5]])
