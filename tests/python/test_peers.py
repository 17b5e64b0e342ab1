"""The solver against SciPy's assignment and HiGHS's linear programmes, on random markets.

The markets mix every source of scores with capacities, floors (also above their capacity), demands,
outside values, must-match, locks and exclusions. Scores are written out by NumPy here, and never
asked of the market.

Every bound of a market is a row or a column bound of a linear programme over totally unimodular
constraints, so HiGHS's optimum over the reals is the optimum over whole awards. For SciPy a place
is as many columns as it has units, its floor's units worth more than all scores together.
"""

import highspy
import numpy as np
import pytest
import scipy.sparse
from scipy.optimize import linear_sum_assignment

import jinguo as jg

SOURCES = ("int32", "int64", "float32", "float64", "sparse", "implicit", "blocks")


def random_bounds(rng, eligible, levels, demands):
    """Bounds of every kind for an (n, m) mask of eligible pairs."""
    n, m = eligible.shape
    capacity = rng.integers(0, max(2, 2 * n // m + 1), m)
    bounds = {
        "capacity": capacity,
        "floor": np.where(rng.random(m) < 0.3, rng.integers(0, 3, m), 0),
        "demand": np.where(rng.random(n) < 0.2, rng.integers(0, demands, n), 1),
        "outside": np.where(rng.random(n) < 0.5, 0, rng.integers(-levels, levels + 1, n)),
        "must_match": rng.random(n) < rng.choice([0.0, 0.1]),
    }
    pairs = np.argwhere(eligible)
    rng.shuffle(pairs)
    bounds["exclude"] = pairs[: int(rng.integers(0, 3))]
    rest = pairs[len(bounds["exclude"]) :]
    rest = rest[bounds["demand"][rest[:, 0]] > 0]
    bounds["lock"] = rest[: int(rng.integers(0, 2))]
    return bounds


def implicit_scores(rng, n, m, levels):
    """Keywords of an implicit market, and its scores and mask by the formula of its docstring."""
    keywords = {
        "base": int(rng.integers(-5, 6)),
        "dot_scale": int(rng.integers(1, 4)),
        "band": int(rng.choice([1, 1, 7])),
        "left_features": rng.integers(-9, 10, (n, 3)).astype(np.int8),
        "right_features": rng.integers(-9, 10, (m, 3)).astype(np.int8),
        "left_points": rng.integers(-levels, levels + 1, n),
        "right_points": rng.integers(-levels, levels + 1, m),
        "left_bits": rng.integers(0, 8, n).astype(np.uint64),
        "right_need": np.where(rng.random(m) < 0.3, 1, 0).astype(np.uint64),
        "right_forbid": np.where(rng.random(m) < 0.3, 4, 0).astype(np.uint64),
        "left_xy": rng.integers(0, 3_000, (n, 2)).astype(np.int32),
        "right_xy": rng.integers(0, 3_000, (m, 2)).astype(np.int32),
        "decay": [(500, 0), (1_500, 40)],
        "max_distance": 2_500.0,
    }
    table = rng.integers(-levels, levels + 1, (2, 3))
    left_class, right_class = rng.integers(0, 2, n), rng.integers(0, 3, m)
    keywords["tables"] = [(left_class.astype(np.int32), right_class.astype(np.int32), table)]
    dot = keywords["left_features"].astype(int) @ keywords["right_features"].astype(int).T
    step = np.subtract.outer
    dx = step(keywords["left_xy"][:, 0], keywords["right_xy"][:, 0]).astype(np.float32)
    dy = step(keywords["left_xy"][:, 1], keywords["right_xy"][:, 1]).astype(np.float32)
    distance = np.sqrt(dx * dx + dy * dy)
    slope = np.float32(40 / 1_000)
    loss = np.floor(np.float32(0) + (distance - np.float32(500)) * slope)
    loss = np.where(distance <= 500, 0, np.where(distance >= 1_500, 40, loss)).astype(int)
    scores = (
        keywords["base"]
        + keywords["dot_scale"] * dot
        + table[left_class][:, right_class]
        + keywords["left_points"][:, None]
        + keywords["right_points"]
        - loss
    )
    scores = scores // keywords["band"] * keywords["band"]
    bits, need, forbid = (keywords[k] for k in ("left_bits", "right_need", "right_forbid"))
    eligible = ((bits[:, None] & need) == need) & ((bits[:, None] & forbid) == 0)
    return keywords, scores, eligible & (distance <= 2_500)


def random_market(seed, demands=4):
    """A small market with everything mixed: (market, its scores, mask and bounds as arrays)."""
    rng = np.random.default_rng(seed)
    n, m = int(rng.integers(1, 25)), int(rng.integers(1, 9))
    levels = int(rng.choice([2, 10, 1000, 100_000]))
    source = SOURCES[seed % len(SOURCES)]
    market = jg.solver.Market
    if source == "implicit":
        keywords, scores, eligible = implicit_scores(rng, n, m, levels)
        bounds = random_bounds(rng, eligible, levels, demands)
        made = market.implicit(**keywords, **bounds)
        return made, {"scores": scores, "eligible": eligible, **bounds}
    scores = rng.integers(-levels, levels + 1, (n, m))
    eligible = rng.random((n, m)) < rng.choice([0.4, 0.8, 1.0])
    bounds = random_bounds(rng, eligible, levels, demands)
    arrays = {"scores": scores, "eligible": eligible, **bounds}
    if source in ("int32", "int64"):
        made = market.dense(scores.astype(source), eligible=eligible, **bounds)
    elif source in ("float32", "float64"):
        # Quarters: scaled by 4 they are the whole numbers again.
        floats = np.where(eligible, scores / 4, np.nan).astype(source)
        bounds = {**bounds, "outside": bounds["outside"] / 4}
        made = market.dense(floats, score_scale=4, **bounds)
    elif source == "sparse":
        left, right = np.nonzero(eligible)
        data = scores[left, right].astype(np.int64)
        indptr = np.concatenate([[0], np.cumsum(eligible.sum(axis=1))])
        csr = scipy.sparse.csr_matrix((data, right, indptr), shape=(n, m))
        made = market.sparse(csr, **bounds)
    else:
        rows = scores.astype(np.int64)
        made = market.blocks(
            n, m, scores=lambda a, b: (rows[a:b], eligible[a:b]), **bounds
        )
    return made, arrays


def floor_worth(a):
    """More than all scores and outside values together can differ."""
    greatest = max(int(np.abs(a["scores"]).max()), int(np.abs(a["outside"]).max()))
    return 2 * greatest * int(a["demand"].sum()) + 1


def highs(a, *, least_shortfall=False, repair=()):
    """(total, shortfall) of the best plan by HiGHS, or None if no plan keeps every rule."""
    bound = {k: np.array(a[k], dtype=float) for k in ("capacity", "floor", "demand")}
    must = a["demand"] * a["must_match"]
    dropped = set()
    for kind, index, _, to in repair:
        if kind == "floor":
            bound["floor"][index] = to
        elif kind == "capacity":
            bound["capacity"][index] = to
        elif kind == "must_match":
            must[index] = to
        else:
            assert kind == "lock"
            dropped.add(index)
    n, m = a["scores"].shape
    open_pair = a["eligible"].copy()
    for i, j in a["exclude"]:
        open_pair[i, j] = False
    lower = np.zeros((n, m))
    for k, (i, j) in enumerate(sorted(map(tuple, a["lock"]))):
        if k not in dropped:
            lower[i, j] = 1
    worth = floor_worth(a)
    if not least_shortfall and np.any(bound["floor"] > bound["capacity"]):
        return None
    h = highspy.Highs()
    h.silent()
    # One variable a pair, then one a row for the units left outside, then one a place for those missing.
    cost = np.concatenate([a["scores"].ravel(), a["outside"], np.full(m, -worth)]).astype(float)
    missing = bound["floor"] if least_shortfall else np.zeros(m)
    upper = np.concatenate([open_pair.ravel().astype(float), a["demand"] - must, missing])
    low = np.concatenate([lower.ravel(), np.zeros(n + m)])
    if np.any(low > upper):
        return None
    h.addVars(len(cost), low, upper)
    for k, c in enumerate(cost):
        h.changeColCost(k, c)
    for i in range(n):
        index = np.append(np.arange(i * m, (i + 1) * m), n * m + i).astype(np.int32)
        h.addRow(a["demand"][i], a["demand"][i], m + 1, index, np.ones(m + 1))
    for j in range(m):
        index = np.arange(j, n * m, m).astype(np.int32)
        h.addRow(-h.inf, bound["capacity"][j], n, index, np.ones(n))
        index = np.append(index, n * m + n + j).astype(np.int32)
        h.addRow(bound["floor"][j], h.inf, n + 1, index, np.ones(n + 1))
    h.changeObjectiveSense(highspy.ObjSense.kMaximize)
    h.run()
    if h.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return None
    assert h.getModelStatus() == highspy.HighsModelStatus.kOptimal
    short = round(sum(h.getSolution().col_value[n * m + n :]))
    return round(h.getInfo().objective_function_value) + worth * short, short


def scipy_best(a, *, least_shortfall):
    """(total, shortfall) by SciPy's assignment, for demands of 0 and 1, or None."""
    open_pair = a["eligible"].copy()
    for i, j in a["exclude"]:
        open_pair[i, j] = False
    capacity, floor = a["capacity"].copy(), a["floor"].copy()
    if not least_shortfall and np.any(floor > capacity):
        return None
    total = 0
    rows = [i for i in range(len(open_pair)) if a["demand"][i] > 0]
    for i, j in a["lock"]:
        if not open_pair[i, j] or capacity[j] == 0:
            return None
        rows.remove(i)
        total += int(a["scores"][i, j])
        capacity[j] -= 1
        floor[j] = max(0, floor[j] - 1)
    worth = floor_worth(a)
    columns = []
    for j in range(len(capacity)):
        for unit in range(capacity[j]):
            bonus = worth if unit < floor[j] else 0
            columns.append(
                [float(a["scores"][i, j] + bonus) if open_pair[i, j] else -np.inf for i in rows]
            )
    for i in rows:
        stay = -np.inf if a["must_match"][i] else float(a["outside"][i])
        columns.append([stay if i == other else -np.inf for other in rows])
    met = 0
    if rows:
        matrix = np.array(columns).T
        try:
            left, right = linear_sum_assignment(matrix, maximize=True)
        except ValueError:
            return None
        value = int(matrix[left, right].sum())
        bonuses = np.concatenate(
            [np.arange(u) < f for u, f in zip(capacity, floor, strict=True)]
            + [np.zeros(len(rows), bool)]
        )
        met = int(bonuses[right].sum())
        total += value - worth * met
    short = int(floor.sum()) - met
    return (total, short) if least_shortfall or short == 0 else None


def assert_agrees(result, expected, seed):
    if expected is None:
        assert result.status == "infeasible", seed
        return
    total, short = expected
    assert result.status == ("optimal_short" if short else "optimal"), seed
    assert (result.total, int(result.shortfall.sum())) == expected, seed


@pytest.mark.parametrize("block", range(20))
def test_highs_agrees_on_totals_and_on_infeasibility(block):
    for seed in range(100 * block, 100 * (block + 1)):
        market, arrays = random_market(seed)
        result = jg.solver.transport(market)
        expected = highs(arrays)
        assert_agrees(result, expected, seed)
        if expected is None:
            repaired = highs(arrays, repair=result.witness.repair)
            assert repaired is not None, f"repair of {seed}"


@pytest.mark.parametrize("block", range(20))
def test_highs_agrees_on_the_least_shortfall(block):
    for seed in range(100 * block, 100 * (block + 1)):
        market, arrays = random_market(seed)
        result = jg.solver.transport(market, on_infeasible="least_shortfall")
        assert_agrees(result, highs(arrays, least_shortfall=True), seed)


@pytest.mark.parametrize("block", range(20))
def test_scipy_agrees_on_markets_of_one_unit_a_row(block):
    for seed in range(100 * block, 100 * (block + 1)):
        market, arrays = random_market(10_000 + seed, demands=2)
        short = seed // len(SOURCES) % 2 == 1
        mode = "least_shortfall" if short else "stop"
        result = jg.solver.transport(market, on_infeasible=mode)
        assert_agrees(result, scipy_best(arrays, least_shortfall=short), seed)


def test_every_status_and_every_source_is_among_them():
    statuses = {source: [] for source in SOURCES}
    for seed in range(700):
        market, _ = random_market(seed)
        mode = "least_shortfall" if seed % 2 else "stop"
        result = jg.solver.transport(market, on_infeasible=mode)
        statuses[SOURCES[seed % len(SOURCES)]].append(result.status)
    for source, seen in statuses.items():
        assert seen.count("infeasible") > 5, source
        assert seen.count("optimal") > 20, source
        assert seen.count("optimal_short") > 3, source


@pytest.mark.parametrize("seed", range(200))
def test_scipy_agrees_on_assignments(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 60))
    m = n + int(rng.integers(0, 10))
    cost = rng.integers(0, int(rng.choice([3, 100, 10**6])), (n, m))
    row, column = linear_sum_assignment(cost)
    result = jg.solver.transport(jg.solver.Market.dense(-cost, 1, must_match=True))
    assert (result.status, -result.total) == ("optimal", cost[row, column].sum())
