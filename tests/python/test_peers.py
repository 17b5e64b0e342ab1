"""The solver against SciPy's assignment and HiGHS's linear programmes, on random markets.

Every bound of a market is a row or a column bound of a linear programme over totally unimodular
constraints, so HiGHS's optimum over the reals is the optimum over whole awards.
"""

import highspy
import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

import jinguo as jg


def random_market(seed):
    """A small market with everything mixed: (market, its arrays)."""
    rng = np.random.default_rng(seed)
    n, m = int(rng.integers(1, 25)), int(rng.integers(1, 9))
    levels = int(rng.choice([2, 10, 1000, 100_000]))
    a = {
        "scores": rng.integers(-levels, levels + 1, (n, m)),
        "eligible": rng.random((n, m)) < rng.choice([0.4, 0.8, 1.0]),
        "capacity": rng.integers(0, max(2, 2 * n // m + 1), m),
        "floor": np.where(rng.random(m) < 0.3, rng.integers(0, 3, m), 0),
        "demand": np.where(rng.random(n) < 0.2, rng.integers(0, 4, n), 1),
        "outside": np.where(rng.random(n) < 0.5, 0, rng.integers(-levels, levels + 1, n)),
        "must_match": rng.random(n) < rng.choice([0.0, 0.1]),
    }
    eligible_pairs = np.argwhere(a["eligible"])
    rng.shuffle(eligible_pairs)
    a["exclude"] = eligible_pairs[: int(rng.integers(0, 3))]
    rest = eligible_pairs[len(a["exclude"]):]
    rest = rest[a["demand"][rest[:, 0]] > 0]
    a["lock"] = rest[: int(rng.integers(0, 2))]
    return jg.solver.Market.dense(a["scores"].astype(np.int64), **{k: v for k, v in a.items() if k != "scores"}), a


def highs(a, repair=()):
    """The greatest total by HiGHS, or None if no plan keeps every rule."""
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
    if np.any(bound["floor"] > bound["capacity"]):
        return None
    h = highspy.Highs()
    h.silent()
    # One variable a pair, then one a row for the units left outside.
    cost = np.concatenate([a["scores"].ravel(), a["outside"]]).astype(float)
    upper = np.concatenate([open_pair.ravel().astype(float), a["demand"] - must])
    low = np.concatenate([lower.ravel(), np.zeros(n)])
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
        h.addRow(bound["floor"][j], bound["capacity"][j], n, index, np.ones(n))
    h.changeObjectiveSense(highspy.ObjSense.kMaximize)
    h.run()
    if h.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return None
    assert h.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return round(h.getInfo().objective_function_value)


@pytest.mark.parametrize("block", range(20))
def test_highs_agrees_on_totals_and_on_infeasibility(block):
    for seed in range(100 * block, 100 * (block + 1)):
        market, arrays = random_market(seed)
        result = jg.solver.transport(market)
        expected = highs(arrays)
        if expected is None:
            assert result.status == "infeasible", seed
            assert highs(arrays, result.witness.repair) is not None, f"repair of {seed}"
        else:
            assert (result.status, result.total) == ("optimal", expected), seed


def test_infeasible_markets_are_among_them():
    statuses = [jg.solver.transport(random_market(seed)[0]).status for seed in range(200)]
    assert statuses.count("infeasible") > 20
    assert statuses.count("optimal") > 20


@pytest.mark.parametrize("seed", range(200))
def test_scipy_agrees_on_assignments(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 60))
    m = n + int(rng.integers(0, 10))
    cost = rng.integers(0, int(rng.choice([3, 100, 10**6])), (n, m))
    row, column = linear_sum_assignment(cost)
    result = jg.solver.transport(jg.solver.Market.dense(-cost, 1, must_match=True))
    assert (result.status, -result.total) == ("optimal", cost[row, column].sum())
