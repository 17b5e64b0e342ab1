"""Hides small counts of persons in a table so that its totals do not give them back."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

SMALLEST = 10  # counts of persons from 1 to 9 are not shown

__all__ = ["SMALLEST", "Hidden", "suppress"]

Cell = tuple[int, int]


class Hidden:
    """Which cells of a table are not shown.

    ``why(row, column)``: "" shown, "small" (1 to 9, shown as <10), "other" (hidden so that totals do not
    give a small one back). Column ``columns`` is the row's total. ``whole``: nothing of the table can be
    shown, since its column totals are public and there is too little beside them.
    """

    def __init__(self, rows: int, columns: int, cells: dict[Cell, str], whole: bool) -> None:
        self.rows = rows
        self.columns = columns
        self.cells = cells
        self.whole = whole

    def why(self, row: int, column: int) -> str:
        return self.cells.get((row, column), "")

    def row_is_whole(self, row: int) -> bool:
        """Whether every cell of a row is shown, so that sums and rates of it may be."""
        return not any((row, column) in self.cells for column in range(self.columns + 1))

    def __bool__(self) -> bool:
        return bool(self.cells)


def suppress(table: Sequence[Sequence[int]], *, smallest: int = SMALLEST) -> Hidden:
    """Decides which cells of ``table`` (rows of counts, 0 or more) must not be shown.

    Beside the cells the reader is taken to know: every column's total and the grand total (public), every
    row's total that is not hidden itself, that a small cell is 1 to ``smallest`` - 1, and that a cell
    hidden for its sake is not. After it no hidden cell can be computed: each could be one more or one
    less with every known number kept. First the small cells and small row totals are hidden, then for each
    that could be computed the next smallest cell of its row and of its column, until none can.

    Method: hidden cells are arcs between rows and columns, a row's total one that is counted with the
    other sign. A cell can change exactly if an alternating cycle of hidden cells with room to change goes
    through it. Reference: Gusfield, "A graph theoretic approach to statistical data security", SIAM
    Journal on Computing 17 (1988); here with bounds on the cells.
    """
    columns = len(table[0]) if table else 0
    value = {
        (r, c): n
        for r, row in enumerate(table)
        for c, n in enumerate([*row, sum(row)])
    }
    hidden = {cell: "small" for cell, n in value.items() if 0 < n < smallest}
    while True:
        known = [cell for cell in sorted(hidden) if not _free(cell, hidden, value, columns, smallest)]
        if not known:
            return Hidden(len(table), columns, hidden, False)
        alone = [cell for cell in known if _lines(cell, hidden, value)]
        more = _next((alone or known)[0], hidden, value, columns, smallest)
        if not more:
            everything = {
                cell: hidden.get(cell, "small" if 0 < n < smallest else "other")
                for cell, n in value.items()
            }
            return Hidden(len(table), columns, everything, True)
        for cell in more:
            hidden[cell] = "other"


def _lines(cell: Cell, hidden: dict[Cell, str], value: dict[Cell, int]) -> list[list[Cell]]:
    """Its row and its column, where it is the only hidden cell."""
    lines = ([key for key in value if key[k] == cell[k]] for k in (0, 1))
    return [line for line in lines if sum(key in hidden for key in line) == 1]


def _next(
    cell: Cell, hidden: dict[Cell, str], value: dict[Cell, int], columns: int, smallest: int
) -> list[Cell]:
    """The next smallest cells to hide: of its row and of its column where it is alone, else of either."""
    found = []
    for line in _lines(cell, hidden, value) or [[key for key in value if cell[0] == key[0] or cell[1] == key[1]]]:
        left = [key for key in line if key not in hidden and value[key] >= smallest]
        if left:
            found.append(min(left, key=lambda key: (value[key], key)))
    if found:
        return found
    # Nothing beside it: whatever is linked with a hidden cell, then anything.
    left = [key for key in value if key not in hidden and value[key] >= smallest]
    return [min(left, key=lambda key: (value[key], key))] if left else []


def _free(
    cell: Cell, hidden: dict[Cell, str], value: dict[Cell, int], columns: int, smallest: int
) -> bool:
    """Whether the cell could be one more or one less, by a cycle of hidden cells that can change."""
    forward: dict[int, list[int]] = {}  # row to columns: the cell there, or minus the total, can grow
    backward: dict[int, list[int]] = {}  # column to rows: it can shrink
    for (r, c), why in hidden.items():
        n = value[r, c]
        low = n > 1 if why == "small" else n > smallest
        high = n < smallest - 1 if why == "small" else n >= smallest
        up, down = (low, high) if c == columns else (high, low)
        if up:
            forward.setdefault(r, []).append(c)
        if down:
            backward.setdefault(c, []).append(r)

    def reaches(from_row: int, to_column: int) -> bool:
        """Over other cells than the one asked, from its row to its column."""
        seen_rows, seen_columns = {from_row}, set()
        queue = deque([from_row])
        while queue:
            r = queue.popleft()
            for c in forward.get(r, ()):
                if (r, c) == cell or c in seen_columns:
                    continue
                if c == to_column:
                    return True
                seen_columns.add(c)
                for above in backward.get(c, ()):
                    if (above, c) != cell and above not in seen_rows:
                        seen_rows.add(above)
                        queue.append(above)
        return False

    def returns(from_column: int, to_row: int) -> bool:
        seen_rows: set[int] = set()
        seen_columns = {from_column}
        queue = deque([from_column])
        while queue:
            c = queue.popleft()
            for r in backward.get(c, ()):
                if (r, c) == cell or r in seen_rows:
                    continue
                if r == to_row:
                    return True
                seen_rows.add(r)
                for beside in forward.get(r, ()):
                    if (r, beside) != cell and beside not in seen_columns:
                        seen_columns.add(beside)
                        queue.append(beside)
        return False

    r, c = cell
    can_shrink = r in backward.get(c, ()) and reaches(r, c)
    can_grow = c in forward.get(r, ()) and returns(c, r)
    return can_shrink or can_grow
