"""The registry: tables in, records in memory, frames out."""

from __future__ import annotations

import datetime
import functools
import importlib.resources
import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import _core
from ._core import Issue
from ._errors import InputError
from ._frames import Backend, Kind, frame_of, text_tables
from ._package import is_workbook
from ._public import only
from .keeping import save, steadily

__all__ = ["Registry"]
__dir__ = only(__all__)

_log = logging.getLogger("jinguo")


class Registry(_core.Registry):
    """Everything that a programme knows, in memory.

    Read it with `load` (a folder of CSV files, or a workbook) or `from_frames`, or fill it with
    ``add(record)``. ``registry.women``, ``registry.households`` ... are its tables as tuples of
    records, ``registry.to_frame("women")`` is one as a frame. docs/tables.md has every table.

    Parameters
    ----------
    registry : Registry, optional
        The registry to copy; an empty one unless given.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> registry.women[0].household
    'H0000002'
    """

    _rows: _core.Rows | None = None  # where its records stand in the tables that were read
    _unreadable: bool = False  # a whole table could not be read, or no household or woman is left

    @classmethod
    def load(
        cls,
        path: str | os.PathLike[str],
        *,
        good_rows_only: bool = False,
        bundled_divisions: bool = True,
        day: datetime.date | None = None,
    ) -> Registry:
        """Reads a folder with one CSV file a table, or an .xlsx workbook with one sheet a table.

        Warnings are logged by place (logger "jinguo"). With ``good_rows_only`` the faulty rows, and what
        refers to them, are left out.

        Parameters
        ----------
        path : str or os.PathLike
            The folder or the workbook.
        good_rows_only : bool, default False
            Leave faulty rows out instead of raising InputError.
        bundled_divisions : bool, default True
            A division of Yueyang may be named instead of coded, and tables without regions get those that
            they name, with the points that are known.
        day : datetime.date, optional
            The day as of which warnings tell what can hardly be meant so (docs/plausible.md): the policy's,
            say; None: the day of the latest record that is not after today.

        Returns
        -------
        Registry
            The tables.

        Raises
        ------
        InputError
            With every issue of all files if any is an error; with ``good_rows_only`` only if a whole table
            cannot be read, or no household or no woman is left.
        OSError
            A file cannot be read.

        Examples
        --------
        >>> import jinguo as jg
        >>> registry = jg.Registry.load("demo/tables")
        >>> registry.counts()["women"], registry.synthetic
        (74, True)
        """
        registry, issues = cls.read(
            path, good_rows_only=good_rows_only, bundled_divisions=bundled_divisions, day=day
        )
        return _sound(registry, issues, good_rows_only)

    @classmethod
    def read(
        cls,
        path: str | os.PathLike[str],
        *,
        good_rows_only: bool = False,
        bundled_divisions: bool = True,
        day: datetime.date | None = None,
    ) -> tuple[Registry, list[Issue]]:
        """Reads as `load` does, and returns every issue instead of raising.

        Parameters
        ----------
        path : str or os.PathLike
            The folder or the workbook.
        good_rows_only : bool, default False
            Leave faulty rows out, and what refers to them.
        bundled_divisions : bool, default True
            As of `load`.
        day : datetime.date, optional
            As of `load`.

        Returns
        -------
        registry : Registry
            What could be read.
        issues : list of Issue
            Every error and warning.

        Raises
        ------
        OSError
            A file cannot be read.

        Examples
        --------
        >>> import jinguo as jg
        >>> registry, issues = jg.Registry.read("demo/tables")
        >>> {issue.severity for issue in issues}
        {'warning'}
        """
        name = os.fspath(path)
        known: Any = _gazetteer() if bundled_divisions else None

        def read() -> tuple[Registry, list[Issue]]:
            if is_workbook(name) and not os.path.isdir(name):
                from ._workbook import text_tables as of_workbook

                tables, aside = of_workbook(name)
                registry, issues, rows, unreadable = _core.read_tables(
                    tables, good_rows_only, False, known, day, _today()
                )
                return cls._of(registry, aside + issues, rows, unreadable)
            return cls._of(*_core.read_folder(name, good_rows_only, known, day, _today()))

        return steadily(name, read)

    @classmethod
    def from_frames(
        cls,
        *,
        good_rows_only: bool = False,
        synthetic: bool = False,
        day: datetime.date | None = None,
        **frames: Any,
    ) -> Registry:
        """Reads frames, one a table by keyword: ``Registry.from_frames(households=df, women=df)``.

        The columns are those of the CSV files, headed in English or Chinese; an index is not read, and a
        column of the table that stands there is an error. What a library calls missing is an empty cell,
        also within lists. Ids may be whole numbers: 7, 7.0 beside missing values, and "7" are one id.
        Floats count to their 15 certain digits; a whole float too large to be exact is an error, as are
        bytes, durations and dicts, infinite numbers, and a list where the column holds none.

        Parameters
        ----------
        good_rows_only : bool, default False
            Leave faulty rows out, and what refers to them.
        synthetic : bool, default False
            Whether the persons are synthetic, which every output then says.
        day : datetime.date, optional
            As of `load`.
        **frames : frame
            A table by its name (docs/tables.md): a frame of pandas, polars or Arrow (tables and record
            batches), a numpy array with named fields, a dict of columns (lists, arrays, Series; of Series
            with unlike labels nobody knows which rows belong together: an error) or a list of dicts; a lazy
            one must be collected first (TypeError). None: as if not given.

        Returns
        -------
        Registry
            The tables.

        Raises
        ------
        InputError
            With every fault: ``file`` is the table's name, ``row`` counts as in a file with a heading, so
            that the frame's first row is row 2 (row 2 is ``iloc[0]``).
        TypeError
            A table that there is not, or an object that is no frame.

        Examples
        --------
        >>> import jinguo as jg
        >>> registry = jg.Registry.load("demo/tables")
        >>> again = jg.Registry.from_frames(**registry.to_frames(), synthetic=True)
        >>> again == registry
        True
        """
        unknown = [name for name in frames if name not in _core.tables]
        if unknown:
            raise TypeError(
                _core.mask_citizen_numbers(
                    f"from_frames: {', '.join(unknown)}: not one of {', '.join(_core.tables)}"
                )
            )
        tables = text_tables({name: frame for name, frame in frames.items() if frame is not None})
        nowhere: Any = None  # no gazetteer: frames name divisions by their codes
        registry, issues = cls._of(
            *_core.read_tables(tables, good_rows_only, synthetic, nowhere, day, _today())
        )
        try:
            return _sound(registry, issues, good_rows_only)
        except InputError as error:
            error.add_note("Rows count as in a file with a heading: row 2 is a frame's first row, iloc[0].")
            raise

    @classmethod
    def _of(
        cls, registry: _core.Registry, issues: list[Issue], rows: _core.Rows, unreadable: bool
    ) -> tuple[Registry, list[Issue]]:
        read = cls(registry)
        read._rows = rows
        read._unreadable = unreadable
        return read, issues

    def save(self, folder: str | os.PathLike[str], *, lang: str = "en") -> None:
        """Writes the tables as CSV files: all of them or none.

        Parameters
        ----------
        folder : str or os.PathLike
            The folder, made if it is not there; not the name of a workbook, which this does not write.
        lang : {"en", "zh"}, default "en"
            Language of the headings.

        Returns
        -------
        None
            Nothing.

        Raises
        ------
        ValueError
            ``folder`` has the name of a workbook (.xlsx, .xls, .ods ...).
        BlockingIOError
            A command changes the tables there meanwhile.
        OSError
            They cannot be written.

        Examples
        --------
        >>> import jinguo as jg
        >>> registry = jg.Registry.load("demo/tables")
        >>> registry.save("copy", lang="zh")
        >>> jg.Registry.load("copy") == registry
        True
        """
        if is_workbook(folder) and not os.path.isdir(folder):
            raise ValueError("folder: expected a folder for CSV files, not a workbook's name")
        save(self, folder, lang)

    def to_frame(self, table: str, *, backend: Backend | None = None) -> Any:
        """A table as a frame.

        Parameters
        ----------
        table : str
            Name of the table: "women", "households" ... (docs/tables.md).
        backend : {"pandas", "polars", "pyarrow"}, optional
            Kind of the frame; the first library that is installed unless said.

        Returns
        -------
        frame
            A row a record; ids are texts, whatever they were in the frames that were read.

        Raises
        ------
        InputError
            There is no such table.

        Examples
        --------
        >>> import jinguo as jg
        >>> registry = jg.Registry.load("demo/tables")
        >>> registry.to_frame("women", backend="pandas")[["id", "household", "health"]].head(2)
                 id household   health
        0  W0000001  H0000002  healthy
        1  W0000002  H0000003  healthy
        """
        columns = self.columns(table)  # which refuses a table that is not there
        of: dict[str, tuple[Kind, Kind]] = {
            "number": ("int", "ints"), "boolean": ("bool", "ints"), "degrees": ("float", "ints"),
        }  # fmt: skip
        kinds = {
            name: "date" if kind == "date" else of.get(kind, ("text", "texts"))[is_list]
            for name, _, kind, is_list, *_ in _core.table_columns()[table]
            if kind != "money"
        }
        return frame_of(columns, backend, kinds)

    def to_frames(self, *, backend: Backend | None = None) -> dict[str, Any]:
        """Every table that has rows, as frames; `from_frames` takes them back.

        Parameters
        ----------
        backend : {"pandas", "polars", "pyarrow"}, optional
            Kind of the frame; the first library that is installed unless said.

        Returns
        -------
        dict of str to frame
            By name of the table.

        Examples
        --------
        >>> import jinguo as jg
        >>> registry = jg.Registry.load("demo/tables")
        >>> len(registry.to_frames()["women"])
        74
        """
        return {
            name: self.to_frame(name, backend=backend)
            for name, count in self.counts().items()
            if count
        }

    def __repr__(self) -> str:
        counts = ", ".join(f"{name} {count}" for name, count in self.counts().items() if count)
        return f"<Registry: {counts or 'empty'}{', synthetic' if self.synthetic else ''}>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{_core.tables_zh[name]} {name}</td><td>{count:,}</td></tr>"
            for name, count in self.counts().items()
            if count
        )
        note = "<caption>synthetic persons 合成数据</caption>" if self.synthetic else ""
        return f"<table>{note}{rows}</table>"


@functools.cache
def _gazetteer() -> _core.Gazetteer | None:
    """The divisions of Yueyang that come with the package; none where it is not unpacked."""
    place = importlib.resources.files("jinguo").joinpath("data", "yueyang")
    return _core.yueyang_divisions(os.fspath(place)) if isinstance(place, Path) else None


def _today() -> datetime.date:
    """Decides no age while the tables tell of an earlier day: a record after it is in doubt."""
    return datetime.date.today()


def _sound(
    registry: Registry, issues: Sequence[Issue], good_rows_only: bool
) -> Registry:
    errors = [issue for issue in issues if issue.severity == "error"]
    if errors and (not good_rows_only or registry._unreadable):
        raise InputError(issues)
    for issue in issues:
        _log.warning("%s", issue.place())
    return registry
