"""Third-party cases with known answers: tests/cases/README.md has their sources and licences."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

import jinguo as jg

CASES = Path(__file__).parents[1] / "cases"
PUBLISHED = {"orlib_assign100": 305, "orlib_assign300": 626, "orlib_assign500": 991,
             "orlib_assign700": 1362, "orlib_assignp800": 2239, "orlib_assignp3000": 18696}


def prove(market, result):
    assert jg.solver.why_not_feasible(market, result) is None
    assert jg.solver.why_not_optimal(market, result) is None
    assert jg.solver.why_not_least(market, result) is None
    assert jg.solver.why_not_drawn(market, result) is None


def assignment(cost, eligible=None):
    """Every row with a column of its own at the least cost: scores are negated costs."""
    return jg.solver.Market.dense(-np.asarray(cost, dtype=np.int64), 1, must_match=True,
                                  eligible=eligible)


def orlib(name):
    text = gzip.decompress((CASES / "assignment" / f"{name}.txt.gz").read_bytes()).split()
    numbers = np.array(text, dtype=np.int64)
    n = int(numbers[0])
    if "p" not in name.removeprefix("orlib_assign"):
        return assignment(numbers[1:].reshape(n, n))
    arcs = numbers[2:].reshape(-1, 3)
    assert len(arcs) == numbers[1]
    arcs = arcs[np.lexsort((arcs[:, 1], arcs[:, 0]))]
    indptr = np.searchsorted(arcs[:, 0], np.arange(1, n + 2)).astype(np.int64)
    return jg.solver.Market.sparse(indptr=indptr, indices=(arcs[:, 1] - 1).astype(np.int32),
                                   data=-arcs[:, 2], m=n, capacity=1, must_match=True)


@pytest.mark.parametrize("name", PUBLISHED)
def test_orlib_assignments_reach_the_published_optimum(name):
    market = orlib(name)
    result = jg.solver.transport(market)
    assert (result.status, -result.total) == ("optimal", PUBLISHED[name])
    prove(market, result)


@pytest.mark.parametrize("path", sorted((CASES / "assignment").glob("*.json")), ids=lambda p: p.stem)
def test_small_assignments_reach_the_known_optimum(path):
    case = json.loads(path.read_text())
    eligible = ~np.eye(case["n"], dtype=bool) if case.get("diagonal_forbidden") else None
    market = assignment(case["cost"], eligible)
    result = jg.solver.transport(market)
    assert (result.status, -result.total) == ("optimal", case["optimum_min"])
    prove(market, result)


@pytest.mark.parametrize("path", sorted((CASES / "transport").glob("*.json")), ids=lambda p: p.stem)
def test_transport_cases_reach_the_known_answer(path):
    case = json.loads(path.read_text())
    least, most = np.array(case["row_lower"]), np.array(case["row_upper"])
    assert np.all((least == most) | (least == 0)), "a row is exact or free"
    scores = np.array(case["cost"], dtype=np.float64)
    if case["sense"] == "min":
        scores = -scores
    market = jg.solver.Market.dense(
        scores, np.array(case["col_upper"]), floor=np.array(case["col_lower"]), demand=most,
        must_match=least == most,
        eligible=None if case["allowed"] is None else np.array(case["allowed"], dtype=bool))
    result = jg.solver.transport(market)
    if case["expected"] == "infeasible":
        assert result.status == "infeasible"
        assert jg.solver.why_not_infeasible(market, result) is None
        return
    assert result.status == "optimal"
    sign = -1 if case["sense"] == "min" else 1
    assert result.total == sign * round(case["expected"] * market.scale)
    prove(market, result)
