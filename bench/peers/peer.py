"""One peer on one instance, in this process alone: peer.py NAME FOLDER prints a line of JSON.

`build` is what it takes to bring the arrays into the peer's form, `solve` the call that solves.
"""

import json
import resource
import sys
import time

import numpy as np
from instance import Instance


def ortools_flow(instance):
    from flow import build, solve

    flow, reward = build(
        instance.n, instance.m, *instance.arcs(), instance.capacity, instance.floor
    )
    yield
    yield solve(flow) - reward * int(instance.floor.sum())


def ortools_columns(instance):
    from columns import column_generation

    yield
    total, passes = column_generation(instance)
    yield total, {"passes": passes}


def ortools_assignment(instance):
    from ortools.graph.python import linear_sum_assignment

    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    row, column, score = instance.arcs()
    solver.add_arcs_with_cost(row, column, -score.astype(np.int64))
    del row, column, score
    yield
    if solver.solve() != solver.OPTIMAL:
        raise RuntimeError("assignment: no optimum")
    yield -solver.optimal_cost()


def pot_emd(instance):
    """Earth mover's distance on doubles. A woman without a place goes to one more column, at 0; a
    pair worth less than 0 is worth 0, which nobody needs."""
    import ot

    places, mass = instance.capacity.astype(float), np.ones(instance.n)
    unplaced = instance.n - int(instance.capacity.sum())
    if unplaced > 0:
        places = np.append(places, unplaced)
    scores = instance.matrix()
    shift = int(scores.max())  # costs below 0 everywhere are told to be infeasible
    cost = np.full((instance.n, len(places)), float(shift))
    cost[:, : instance.m] -= np.maximum(scores, 0)
    del scores
    yield
    _, log = ot.emd(mass, places, cost, numItermax=10**9, log=True)
    if log["warning"]:
        raise RuntimeError(log["warning"])
    yield round(shift * instance.n - log["cost"])


def pot_sparse(instance):
    """The same on arcs only; one more row takes the places that stay empty."""
    import ot
    import scipy.sparse as sp

    row, column, score = instance.arcs()
    n, m = instance.n, instance.m
    spare = int(instance.capacity.sum())
    places = np.append(instance.capacity, n).astype(float)
    mass = np.append(np.ones(n), spare)
    row = np.concatenate([row, np.arange(n), np.full(m + 1, n)])
    column = np.concatenate([column, np.full(n, m), np.arange(m + 1)])
    # Costs above 0 everywhere, since a stored 0 is no arc: everybody pays the same for moving.
    shift = int(score.max()) + 1
    cost = shift - np.concatenate([score, np.zeros(n + m + 1, score.dtype)]).astype(float)
    cost = sp.coo_matrix((cost, (row, column)), shape=(n + 1, m + 1))
    yield
    _, log = ot.emd(mass, places, cost, numItermax=10**9, log=True)
    if log["warning"]:
        raise RuntimeError(log["warning"])
    yield round(shift * (n + spare) - log["cost"])


def scipy_assignment(instance):
    from scipy.optimize import linear_sum_assignment

    scores = instance.matrix()
    yield
    row, column = linear_sum_assignment(scores, maximize=True)
    yield int(scores[row, column].sum())


def scipy_linprog(instance):
    """HiGHS, the only way that SciPy has to many at one place."""
    import scipy.sparse as sp
    from scipy.optimize import linprog

    row, column, score = instance.arcs()
    arc = np.arange(len(row))
    rules = sp.csr_matrix(
        (
            np.ones(2 * len(row)),
            (np.concatenate([row, instance.n + column]), np.concatenate([arc, arc])),
        ),
        shape=(instance.n + instance.m, len(row)),
    )
    limits = np.concatenate([np.ones(instance.n), instance.capacity])
    yield
    result = linprog(-score.astype(float), A_ub=rules, b_ub=limits, method="highs")
    if result.status != 0:
        raise RuntimeError(result.message)
    yield round(-result.fun)


PEERS = {
    peer.__name__: peer
    for peer in (
        ortools_flow, ortools_columns, ortools_assignment, pot_emd, pot_sparse, scipy_assignment,
        scipy_linprog,
    )
}


def main():
    name, folder = sys.argv[1:]
    if name.startswith("ortools"):  # loading it is not its build
        import ortools.graph.python.linear_sum_assignment
        import ortools.graph.python.min_cost_flow  # noqa: F401
    elif name.startswith("pot"):
        import ot  # noqa: F401
    else:
        import scipy.optimize  # noqa: F401
    empty = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    instance = Instance(folder)
    begin = time.perf_counter()
    steps = PEERS[name](instance)
    next(steps)
    built = time.perf_counter()
    used = time.process_time()
    objective = next(steps)
    solved = time.perf_counter()
    used = time.process_time() - used
    more = {}
    if isinstance(objective, tuple):
        objective, more = objective
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({
        "build": built - begin, "solve": solved - built, "cpu": used, "peak_kib": peak,
        "empty_kib": empty, "objective": int(objective), **more,
    }))


if __name__ == "__main__":
    main()
