"""Small counts are hidden so that no total gives them back: judged by an attacker of its own."""

import numpy as np
import pytest
from scipy.optimize import linprog

from jinguo.report import suppress


def bounds_of_a_reader(table, hidden, cell):
    """Least and greatest value of a hidden cell that agree with everything that is shown.

    The reader knows each column's total and the grand total, each row's total that is shown, that a
    small cell is 1 to 9, and that a cell hidden for its sake is at least 10. Solved as a linear
    programme, which for tables has whole corners.
    """
    rows, columns = len(table), len(table[0])
    value = {(r, c): n for r, row in enumerate(table) for c, n in enumerate([*row, sum(row)])}
    unknown = sorted(hidden.cells)
    at = {key: k for k, key in enumerate(unknown)}
    limits = [(1, 9) if hidden.cells[key] == "small" else (10, None) for key in unknown]
    equations, sides = [], []

    def equation(keys, total_key, total):
        line = np.zeros(len(unknown))
        side = 0
        for key in keys:
            if key in at:
                line[at[key]] += 1
            else:
                side -= value[key]
        if total_key in at:
            line[at[total_key]] -= 1
        else:
            side += total
        equations.append(line)
        sides.append(side)

    for r in range(rows):
        equation([(r, c) for c in range(columns)], (r, columns), value[r, columns])
    for c in range(columns + 1):
        equation([(r, c) for r in range(rows)], None, sum(value[r, c] for r in range(rows)))
    goal = np.zeros(len(unknown))
    goal[at[cell]] = 1
    found = []
    for sign in (1, -1):
        solved = linprog(sign * goal, A_eq=np.array(equations), b_eq=np.array(sides), bounds=limits)
        assert solved.status in (0, 3), solved.message
        found.append(sign * solved.fun if solved.status == 0 else np.inf)
    return found


def random_table(seed):
    draw = np.random.default_rng(seed)
    shape = draw.integers(1, 7), draw.integers(1, 5)
    sizes = draw.choice([0, 4, 9, 12, 60, 3000], size=shape, p=[0.15, 0.2, 0.15, 0.2, 0.2, 0.1])
    return [[int(n) for n in row] for row in draw.integers(0, sizes + 1)]


@pytest.mark.parametrize("seed", range(80))
def test_no_hidden_cell_can_be_computed_from_what_is_shown(seed):
    table = random_table(seed)
    hidden = suppress(table)
    cells = {(r, c): n for r, row in enumerate(table) for c, n in enumerate([*row, sum(row)])}
    for cell, n in cells.items():
        if 0 < n < 10:
            assert hidden.why(*cell) == "small"
        elif n == 0:
            assert hidden.whole or hidden.why(*cell) == ""
        else:
            assert hidden.why(*cell) in ("", "other")
    if hidden.whole:  # the public totals alone would tell: nothing of the table is shown
        assert set(hidden.cells) == set(cells)
        return
    for cell in hidden.cells:
        least, greatest = bounds_of_a_reader(table, hidden, cell)
        assert greatest - least > 0.5, (table, cell, least, greatest)


def test_the_attacker_finds_a_cell_that_is_hidden_alone():
    class Alone:
        cells = {(0, 0): "small"}

    assert bounds_of_a_reader([[5, 40], [60, 70]], Alone, (0, 0)) == pytest.approx([5, 5])


def test_some_tables_are_shown_and_some_are_not():
    shown = [not suppress(random_table(seed)).whole for seed in range(80)]
    hidden = [bool(suppress(random_table(seed))) for seed in range(80)]
    assert sum(shown) > 20 and sum(hidden) > 20


def test_with_a_small_cell_the_next_smallest_of_its_row_and_column_are_hidden():
    hidden = suppress([[5, 40, 60], [30, 70, 80], [50, 74, 90]])
    assert hidden.cells == {(0, 0): "small", (0, 1): "other", (1, 0): "other", (1, 1): "other"}
    assert not hidden.row_is_whole(0) and hidden.row_is_whole(2)


def test_nothing_is_hidden_where_nothing_is_small():
    hidden = suppress([[0, 40], [10, 12]])
    assert not hidden and not hidden.whole and hidden.row_is_whole(0)
    assert not suppress([]) and not suppress([[0, 0]])


def test_two_small_cells_whose_total_forces_them_need_a_third():
    # 9 + 9 = 18: with the total shown, both are known although two are hidden.
    hidden = suppress([[9, 9, 40], [50, 60, 70], [80, 90, 100]])
    least, greatest = bounds_of_a_reader([[9, 9, 40], [50, 60, 70], [80, 90, 100]], hidden, (0, 0))
    assert greatest - least > 0.5


def test_a_single_place_with_a_small_count_is_not_shown():
    assert suppress([[3, 40]]).whole
