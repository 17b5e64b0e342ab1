"""What a good engineer does with OR-Tools when all pairs are allowed: column generation.

Start prices from an exact solve of a sample of 8 m rows with 32 arcs each; the 8 best arcs of every
row at those prices; solve; the least prices by Bellman-Ford on the places; a pass over all pairs adds
the 8 best arcs of every row that some pair would better; again, until a pass finds none. Then the
prices of the small market prove the optimum of the whole.
"""

import numpy as np
from flow import build, solve

ROWS = 2048  # of a block: its scores stay near
BEST = 8


class Columns:
    """Arcs row by row, sorted and without duplicates."""

    def __init__(self, m):
        self.m = m
        self.key = np.empty(0, np.int64)
        self.score = np.empty(0, np.int32)

    def add(self, row, column, score):
        key = np.concatenate([self.key, row.astype(np.int64) * self.m + column])
        self.key, first = np.unique(key, return_index=True)
        self.score = np.concatenate([self.score, score])[first]

    def arcs(self):
        row, column = np.divmod(self.key, self.m)
        return row.astype(np.int32), column.astype(np.int32), self.score


def best_arcs(instance, rows, price, count, above=None):
    """The `count` best arcs of each row at the prices; with `above`, only of rows with a pair better
    than that, and only such pairs. None when there are none."""
    found = []
    count = min(count, instance.m)
    for begin in range(0, len(rows), ROWS):
        mine = rows[begin : begin + ROWS]
        reduced = instance.block(mine)
        reduced -= price
        if above is not None:
            bad = reduced.max(axis=1) > above[mine]
            if not bad.any():
                continue
            mine, reduced = mine[bad], reduced[bad]
        column = np.argpartition(reduced, instance.m - count, axis=1)[:, instance.m - count :]
        gain = np.take_along_axis(reduced, column, axis=1).ravel()
        row, column = np.repeat(mine, count), column.ravel()
        score = gain + price[column]
        keep = score > 0 if above is None else (score > 0) & (gain > above[row])
        found.append((row[keep], column[keep].astype(np.int32), score[keep].astype(np.int32)))
    if not found:
        return None
    return tuple(np.concatenate(part) for part in zip(*found))


def least_prices(n, m, row, column, score, held, capacity):
    """The least prices that prove the plan `held` (a mask of arcs) on these arcs: Bellman-Ford on
    the places, a step for all of them at a time."""
    own = np.zeros(n, np.int64)
    own[row[held]] = score[held]
    at = np.full(n, m, np.int64)  # node m stands for unplaced
    at[row[held]] = column[held]
    # From a to b: the most that somebody at a would gain by going to b, prices apart.
    gain = np.full((m + 1, m), -(1 << 40), np.int64)
    np.maximum.at(gain, (at[row], column), score.astype(np.int64) - own[row])
    price = np.zeros(m + 1, np.int64)
    changed = np.arange(m + 1)
    for _ in range(m + 2):
        better = np.maximum(price[:m], (gain[changed] + price[changed, None]).max(axis=0))
        changed = np.flatnonzero(better > price[:m])
        if len(changed) == 0:
            break
        price[:m] = better
    else:
        raise RuntimeError("the plan of the small market is not its best")
    load = np.bincount(column[held], minlength=m)
    if (price[:m][load < capacity] > 0).any():
        raise RuntimeError("a place with room has a price")
    return price[:m]


def settled(n, m, columns, capacity):
    """The optimum of the small market, and the least prices that prove it."""
    row, column, score = columns.arcs()
    flow, _ = build(n, m, row, column, score, capacity)
    total = solve(flow)
    held = flow.flows(np.arange(len(row), dtype=np.int32)) > 0
    return total, least_prices(n, m, row, column, score, held, capacity)


def column_generation(instance):
    """The best total, proven, and the passes over all pairs that it took."""
    n, m, capacity = instance.n, instance.m, instance.capacity
    sample = np.sort(np.random.default_rng(1).choice(n, min(n, 8 * m), replace=False))
    row, column, score = best_arcs(instance, sample, np.zeros(m, np.float32), 32)
    columns = Columns(m)
    columns.add(np.searchsorted(sample, row), column, score)
    share = np.diff(np.cumsum(capacity) * len(sample) // n, prepend=0)
    _, price = settled(len(sample), m, columns, share)
    everybody = np.arange(n)
    columns = Columns(m)
    columns.add(*best_arcs(instance, everybody, price.astype(np.float32), BEST))
    passes = 1
    while True:
        total, price = settled(n, m, columns, capacity)
        row, column, score = columns.arcs()
        worth = np.zeros(n, np.int64)
        np.maximum.at(worth, row, score - price[column])
        found = best_arcs(
            instance, everybody, price.astype(np.float32), BEST, worth.astype(np.float32)
        )
        passes += 1
        if found is None:
            return total, passes
        columns.add(*found)
