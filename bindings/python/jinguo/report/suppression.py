"""Hides small counts of persons so that nothing else that is shown gives them back."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

SMALLEST = 10  # counts of persons from 1 to 9 are not shown

__all__ = ["SMALLEST", "Hidden", "Web", "suppress"]

Key = Hashable


@dataclass
class _Number:
    value: float
    small: bool
    cost: float
    fixed: bool
    shown: bool
    block: Key | None
    step: float = 1.0
    silent: bool = False
    least: float = 0.0
    listed: bool = False
    why: str = ""


@dataclass
class Web:
    """Numbers that are tied by sums, and which of them must not be shown.

    A number is shown (a cell of a table, a total in a sentence), told by what is public and so never
    hidden (``fixed``: what a provider has), or not shown at all but told by others (``shown=False``: who
    is not registered, since all women and the registered ones are counted). A *small* number is a count
    of persons from 1 to ``smallest`` - 1: it is hidden wherever it stands, with what would give it back.

    After `solve` every hidden number could be at least one more or one less (an amount: a ``step``), with
    all that is shown, and what a reader knows of the hidden ones, kept: a small one is 1 to 9, another
    hidden count is at least 10, a number that is nowhere is 0 at least. What is hidden beside the small
    ones is chosen by what it costs: small numbers before great ones, cells before totals.

    Method: for each small number the cheapest change of the others that moves it by one and keeps every
    sum, by a linear programme (HiGHS); what changes is hidden. So each hidden number has a change of its
    own as witness that it is not known. Where what is public leaves no such change, the number's whole
    ``block`` (a table, a list) is left out, which is tried until all the rest can be kept. Reference:
    Kelly, Golden and Assad, "Cell suppression: disclosure protection for sensitive tabular data",
    Networks 22 (1992); Fischetti and Salazar, Mathematical Programming 84 (1999).
    """

    smallest: int = SMALLEST
    numbers: dict[Key, _Number] = field(default_factory=dict)
    sums: list[tuple[Key, tuple[Key, ...]]] = field(default_factory=list)
    gone: set[Key] = field(default_factory=set)  # blocks that are left out
    names: dict[Key, Key] = field(default_factory=dict)  # another name of the same number

    def count(
        self, key: Key, value: int, *, dear: float = 1.0, fixed: bool = False, shown: bool = True,
        block: Key | None = None, secret: bool = True, silent: bool = False, least: int = 0,
        listed: bool = False,
    ) -> None:
        """A count of persons. ``dear``: how many times as bad it is to hide it as a cell of its size;
        ``secret``: whether it may not be known where it is small; ``silent``: where it is hidden nothing
        says so, and a reader knows only that it is ``least`` at least; ``listed``: who collects the lists that are
        posted can count it, so the others must not hang on it."""
        small = 0 < value < self.smallest and secret and not fixed
        self.numbers[key] = _Number(value, small, dear * max(value, 1), fixed, shown, block, silent=silent, least=least, listed=listed)

    def amount(self, key: Key, value: float, small: bool, *, dear: float = 1.0, shown: bool = True) -> None:
        """An amount, "small" where it rests on few persons; hidden it may be a fifth more or less."""
        self.numbers[key] = _Number(value, small, dear, False, shown, None, step=max(abs(value) / 5, 1.0))

    def total(self, whole: Key, parts: Iterable[Key]) -> None:
        """A reader knows that ``whole`` is the sum of ``parts``."""
        self.sums.append((whole, tuple(parts)))

    def same(self, key: Key, other: Key) -> None:
        """Two names of one number."""
        self.names[key] = other

    def why(self, key: Key) -> str:
        """ "" shown, "small" (1 to 9), "other" (hidden for the sake of others). """
        return self.numbers[self.names.get(key, key)].why

    def solve(self) -> None:
        while True:
            blocked = self._hide()
            if blocked is None:
                return
            self.gone.add(blocked)

    # --- one try: the block that cannot be kept, or None ----------------------------------------------

    def _free(self, number: _Number) -> bool:
        """Whether a reader sees nothing of it, not even that it is hidden."""
        return not number.shown or number.silent or number.block in self.gone

    def _room(self, number: _Number) -> tuple[float, float]:
        """By how much it can grow and shrink for a reader who knows what is shown of it."""
        if number.fixed:
            return 0.0, 0.0
        if self._free(number) or number.step != 1.0:
            return _MUCH, number.value - number.least
        if number.small:
            return self.smallest - 1 - number.value, number.value - 1
        return (_MUCH, number.value - self.smallest) if number.value >= self.smallest else (0.0, 0.0)

    def _hide(self) -> Key | None:
        for number in self.numbers.values():
            number.why = "small" if number.small else ""
        if not any(number.small for number in self.numbers.values()):
            return None
        blocked = self._protect(set())
        listed = {key for key, number in self.numbers.items() if number.listed}
        if blocked is None and listed:  # again for a reader who has counted them
            blocked = self._protect(listed)
        return blocked

    def _protect(self, counted: set[Key]) -> Key | None:
        keys = [key for key, n in self.numbers.items() if any(self._room(n)) and key not in counted]
        programme = _Programme(self, keys)
        known: dict[Key, None] = {  # for a reader, until a change is found
            key: None
            for key, n in self.numbers.items()
            if n.small and key not in counted
        }
        moved: set[Key] = set()
        while True:
            moved |= programme.movable([key for key in known if key not in moved])
            left = [key for key in known if key not in moved]
            if not left:
                return None
            for key in left[:_AT_ONCE]:
                number = self.numbers[key]
                change = programme.cheapest(key, number.step)
                moved.add(key)
                if change is None:
                    if number.block is not None and number.block not in self.gone:
                        return number.block
                    continue  # what is public tells it: nothing on the page could hide it
                for other, by in change.items():
                    one = self.numbers[other]
                    if abs(by) >= one.step - 1e-6:
                        moved.add(other)
                    new = not one.why
                    if new:
                        one.why = "other"
                        programme.hide(other)
                    # What was hidden for the sake of numbers that are counted by now need not be kept from who did.
                    if (new or not counted) and one.shown and one.block not in self.gone:
                        known[other] = None


_MUCH = 1e9
_AT_ONCE = 8  # numbers that are hidden one by one before it is asked again which can be kept already
_HIDDEN = 1e-3  # what it costs to change a number that is hidden already


class _Programme:
    """The changes of a web that keep its sums; what is hidden already costs next to nothing."""

    def __init__(self, web: Web, keys: Sequence[Key]) -> None:
        import numpy as np
        from scipy.sparse import csr_array

        self.keys = list(keys)
        self.at = {key: k for k, key in enumerate(keys)}
        n = len(keys)
        self.room = np.array([web._room(web.numbers[key]) for key in keys]).reshape(n, 2)
        starts, columns, values = [0], [], []
        for whole, parts in web.sums:
            line: dict[int, float] = {}
            for key, sign in [(whole, -1.0), *((part, 1.0) for part in parts)]:
                k = self.at.get(web.names.get(key, key))
                if k is not None:
                    line[k] = line.get(k, 0.0) + sign
            for k, sign in line.items():
                if sign:
                    columns += [k, n + k]  # by how much it grows, by how much it shrinks
                    values += [sign, -sign]
            if starts[-1] < len(columns):
                starts.append(len(columns))
        self.sums = csr_array((values, columns, starts), shape=(len(starts) - 1, 2 * n)).tocsc()
        # What is equally good is chosen by its place, not by the solver's way.
        self.costs = np.array([web.numbers[key].cost * (1 + 1e-6 * k) for k, key in enumerate(keys)] * 2)
        self.steps = np.array([web.numbers[key].step for key in keys])
        self.hidden = np.zeros(n, dtype=bool)
        for key in keys:
            number = web.numbers[key]
            if number.why or not number.shown or number.block in web.gone:
                self.hide(key)

    def hide(self, key: Key) -> None:
        k = self.at[key]
        self.hidden[k] = True
        self.costs[[k, len(self.keys) + k]] = _HIDDEN

    def _solve(self, costs: Any, least: Any, most: Any, columns: Any) -> Any:
        """The changes of these columns that cost least; None if there are none."""
        import numpy as np
        from scipy.optimize import linprog

        sums = self.sums[:, columns]
        done = linprog(
            costs[columns], A_eq=sums if sums.shape[0] else None, b_eq=np.zeros(sums.shape[0]) if sums.shape[0] else None,
            bounds=np.stack([least[columns], most[columns]], axis=1), method="highs",
        )
        if done.status:
            return None
        by = np.zeros(2 * len(self.keys))
        by[columns] = done.x
        return done.fun, by[: len(self.keys)] - by[len(self.keys) :]

    def movable(self, keys: Sequence[Key]) -> set[Key]:
        """Some of those that change by their step in a change of what is hidden already: many are asked at once."""
        import numpy as np

        n = len(self.keys)
        found: set[Key] = set()
        columns = np.flatnonzero(np.tile(self.hidden, 2))
        most = np.minimum(self.room, 2 * self.steps[:, None]).T.reshape(-1)
        for every in (1, 2, 3, 5):
            asked = [self.at[key] for key in keys if key in self.at and key not in found]
            if not asked:
                break
            costs = np.zeros(2 * n)
            for order, k in enumerate(asked):  # some up, some down, in rhythms of which one may fit the sums
                sign = 1.0 if order // every % 2 else -1.0
                costs[k], costs[n + k] = sign / self.steps[k], -sign / self.steps[k]
            done = self._solve(costs, np.zeros(2 * n), most, columns)
            if done is not None:
                found |= {self.keys[k] for k in asked if abs(done[1][k]) >= self.steps[k] - 1e-6}
        return found

    def cheapest(self, key: Key, step: float) -> dict[Key, float] | None:
        """A change of this number by a step, up or down, and of others; None if there is none."""
        import numpy as np

        k = self.at.get(key)
        if k is None:
            return None
        n = len(self.keys)
        best: Any = None
        for way in (0, 1):
            if self.room[k, way] < step:
                continue
            most = self.room.T.reshape(-1).copy()
            least = np.zeros(2 * n)
            least[way * n + k] = most[way * n + k] = step
            most[(1 - way) * n + k] = 0.0
            done = self._solve(self.costs, least, most, np.arange(2 * n))
            if done is not None and (best is None or done[0] < best[0] - 1e-6):
                best = done
        return None if best is None else {one: best[1][c] for c, one in enumerate(self.keys) if abs(best[1][c]) > 1e-7}


class Hidden:
    """Which cells of a table are not shown; made by `suppress`, true if there are any.

    Parameters
    ----------
    rows : int
        Rows of the table.
    columns : int
        Columns of the table; column ``columns`` is the row's total.
    cells : dict of (row, column) to str
        Why each hidden cell is hidden.
    whole : bool
        Nothing of the table can be shown, since what is public tells too much of it.

    Attributes
    ----------
    rows : int
        Rows of the table.
    columns : int
        Columns of the table.
    cells : dict of (row, column) to str
        Why each hidden cell is hidden.
    whole : bool
        Nothing of the table can be shown.

    Examples
    --------
    >>> from jinguo.report import suppress
    >>> bool(suppress([[20, 30], [40, 50]]))
    False
    """

    def __init__(self, rows: int, columns: int, cells: dict[tuple[int, int | str], str], whole: bool) -> None:
        self.rows = rows
        self.columns = columns
        self.cells = cells
        self.whole = whole

    def why(self, row: int, column: int | str) -> str:
        """Why a cell is not shown.

        Parameters
        ----------
        row : int
            Its row, from 0.
        column : int or str
            Its column, from 0; the number of columns is the row's total.

        Returns
        -------
        str
            "" shown, "small" (1 to 9, shown as <10), "other" (hidden so that totals do not give a small one
            back).

        Examples
        --------
        >>> from jinguo.report import suppress
        >>> suppress([[3, 30], [40, 50], [60, 70]]).why(0, 0)
        'small'
        """
        return self.cells.get((row, column), "")

    def row_is_whole(self, row: int) -> bool:
        """Whether every cell of a row is shown, so that sums and rates of it may be.

        Parameters
        ----------
        row : int
            The row, from 0.

        Returns
        -------
        bool
            Nothing in it is hidden.

        Examples
        --------
        >>> from jinguo.report import suppress
        >>> suppress([[3, 30], [40, 50], [60, 70]]).row_is_whole(0)
        False
        """
        return not any((row, column) in self.cells for column in range(self.columns + 1))

    def __bool__(self) -> bool:
        return bool(self.cells)


def add_table(web: Web, name: Any, table: Sequence[Sequence[int]], totals: Sequence[Key]) -> None:
    """A table of counts of which each row has a total; its columns sum to ``totals``."""
    for r, row in enumerate(table):
        for c, n in enumerate([*row, sum(row)]):
            web.count((name, r, c), n, block=name)
        web.total((name, r, len(row)), [(name, r, c) for c in range(len(row))])
    for c, whole in enumerate(totals):
        web.total(whole, [(name, r, c) for r in range(len(table))])


def hidden_of(web: Web, name: Any, table: Sequence[Sequence[int]], more: Sequence[str] = ()) -> Hidden:
    """What of a table of the web is not shown (``more``: sums of a row that have a name); all of it where its
    block is left out."""
    columns = len(table[0]) if table else 0
    cells = [(r, c) for r in range(len(table)) for c in (*range(columns + 1), *more)]
    if name in web.gone:
        return Hidden(len(table), columns, {cell: web.why((name, *cell)) or "other" for cell in cells}, True)
    return Hidden(len(table), columns, {cell: why for cell in cells if (why := web.why((name, *cell)))}, False)


def suppress(table: Sequence[Sequence[int]], *, smallest: int = SMALLEST) -> Hidden:
    """Decides which cells of a table of counts must not be shown, were it alone.

    Beside the cells the reader is taken to know: every column's total and the grand total (public),
    every row's total that is not hidden itself, that a small cell is 1 to ``smallest`` - 1, and that a
    cell hidden for its sake is not. After it no hidden cell can be computed: each could be one more or
    one less with every known number kept.

    Parameters
    ----------
    table : sequence of sequence of int
        Rows of counts, 0 or more.
    smallest : int, default 10
        The least count that may be shown.

    Returns
    -------
    Hidden
        Which cells are not shown, and why.

    Examples
    --------
    >>> from jinguo.report import suppress
    >>> suppress([[3, 30], [40, 50], [60, 70]]).cells
    {(0, 0): 'small', (0, 1): 'other', (1, 0): 'other', (1, 1): 'other'}
    """
    web = Web(smallest)
    columns = len(table[0]) if table else 0
    for c in range(columns + 1):
        web.count(("total", c), sum(row[c] if c < columns else sum(row) for row in table), fixed=True)
    add_table(web, "table", table, [("total", c) for c in range(columns + 1)])
    web.solve()
    return hidden_of(web, "table", table)
