"""The registry: tables in, records in memory, frames out."""

from __future__ import annotations

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
from ._frames import Backend, frame_of, text_table

__all__ = ["Registry"]

_log = logging.getLogger("jinguo")


class Registry(_core.Registry):
    """Everything that a programme knows, in memory.

    Read it with `load` (a folder of CSV files, or a workbook) or `from_frames`, or fill it with
    ``add(record)``. ``registry.women``, ``registry.households`` ... are its tables as tuples of
    records, ``registry.to_frame("women")`` is one as a frame.
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
    ) -> Registry:
        """Reads a folder with one CSV file a table, or an .xlsx workbook with one sheet a table.

        Raises InputError with every issue of all files if any is an error (with
        ``good_rows_only`` only if a whole table cannot be read, or no household or no woman is left;
        the faulty rows, and what refers to them, are left out), OSError if a file cannot be read.
        Warnings are logged by place. With ``bundled_divisions`` a division of Yueyang may be named
        instead of coded, and tables without regions get those that they name, with the points that
        are known.
        """
        registry, issues = cls.read(
            path, good_rows_only=good_rows_only, bundled_divisions=bundled_divisions
        )
        return _sound(registry, issues, good_rows_only)

    @classmethod
    def read(
        cls,
        path: str | os.PathLike[str],
        *,
        good_rows_only: bool = False,
        bundled_divisions: bool = True,
    ) -> tuple[Registry, list[Issue]]:
        """The same, and every issue, errors and warnings, instead of an exception."""
        name = os.fspath(path)
        known = _gazetteer() if bundled_divisions else None
        if name.lower().endswith(".xlsx"):
            from ._workbook import text_tables

            return cls._of(*_core.read_tables(*text_tables(name), good_rows_only, False, known))
        return cls._of(*_core.read_folder(name, good_rows_only, known))

    @classmethod
    def from_frames(
        cls, *, good_rows_only: bool = False, synthetic: bool = False, **frames: Any
    ) -> Registry:
        """Reads frames (pandas, polars, Arrow, or dicts of columns), one a table by keyword.

        ``Registry.from_frames(households=df, women=df, mentors=df)``: the columns are those of the
        CSV files, headed in English or Chinese. In issues the first row of a frame is row 2, as in
        a file with a heading.
        """
        unknown = [name for name in frames if name not in _core.tables]
        if unknown:
            raise TypeError(
                _core.mask_citizen_numbers(
                    f"from_frames: {', '.join(unknown)}: not one of {', '.join(_core.tables)}"
                )
            )
        tables = [text_table(name, frame) for name, frame in frames.items() if frame is not None]
        registry, issues = cls._of(*_core.read_tables(tables, good_rows_only, synthetic))
        return _sound(registry, issues, good_rows_only)

    @classmethod
    def _of(
        cls, registry: _core.Registry, issues: list[Issue], rows: _core.Rows, unreadable: bool
    ) -> tuple[Registry, list[Issue]]:
        read = cls(registry)
        read._rows = rows
        read._unreadable = unreadable
        return read, issues

    def save(self, folder: str | os.PathLike[str], *, lang: str = "en") -> None:
        """Writes the tables as CSV files, each whole or not at all, with headings in a language."""
        _core.save_registry(self, os.fspath(folder), lang)

    def to_frame(self, table: str, *, backend: Backend | None = None) -> Any:
        """A table as a frame of pandas or polars (whichever is installed, unless said)."""
        return frame_of(self.columns(table), backend)

    def to_frames(self, *, backend: Backend | None = None) -> dict[str, Any]:
        """Every table that has rows, by name; `from_frames` takes them back."""
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


def _sound(
    registry: Registry, issues: Sequence[Issue], good_rows_only: bool
) -> Registry:
    errors = [issue for issue in issues if issue.severity == "error"]
    if errors and (not good_rows_only or registry._unreadable):
        raise InputError(issues)
    for issue in issues:
        _log.warning("%s", issue.place())
    return registry
