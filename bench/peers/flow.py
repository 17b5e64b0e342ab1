"""OR-Tools' min-cost flow, as its users call it: arrays of arcs in, an optimum out."""

import numpy as np
from ortools.graph.python import min_cost_flow


def build(n, m, row, column, score, capacity, floor=None):
    """Women 0..n-1, places n..n+m-1, a sink. Who is not placed goes to the sink at cost 0. Floors are
    places' first units, at a reward that no total of scores outweighs; it is returned besides."""
    sink = n + m
    flow = min_cost_flow.SimpleMinCostFlow()

    def add(tail, head, most, cost):
        flow.add_arcs_with_capacity_and_unit_cost(
            tail, head, np.broadcast_to(most, len(tail)).astype(np.int64),
            np.broadcast_to(cost, len(tail)).astype(np.int64),
        )

    add(row, column + np.int32(n), 1, -score.astype(np.int64))
    women = np.arange(n, dtype=np.int32)
    add(women, np.full(n, sink, np.int32), 1, 0)
    places = np.arange(n, n + m, dtype=np.int32)
    ends = np.full(m, sink, np.int32)
    reward = 0
    if floor is None or not floor.any():
        add(places, ends, capacity, 0)
    else:
        reward = 2 * int(np.abs(score).max()) * (m + 2)
        add(places, ends, capacity - floor, 0)
        add(places, ends, floor, -reward)
    supply = np.ones(n + m + 1, np.int64)
    supply[n:] = 0
    supply[sink] = -n
    flow.set_nodes_supplies(np.arange(n + m + 1, dtype=np.int32), supply)
    return flow, reward


def solve(flow):
    """The best total."""
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise RuntimeError(f"min-cost flow: {status}")
    return -flow.optimal_cost()
