"""What template and marked workbooks share: the tables' columns, and styles."""

from __future__ import annotations

import datetime
import errno
import functools
import gc
import io
import os
import re
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from typing import Any, NamedTuple

from . import _core
from ._files import write_bytes

__all__ = [
    "FAULTS", "GUIDE", "Column", "columns_of", "fit_to_width", "heading", "is_ignored", "legible", "need_openpyxl",
    "save_book", "table_of",
]

# The sheet that explains, and the one that lists what is wrong: no tables, never read.
GUIDE = {"zh": "填表说明", "en": "How to fill in"}
FAULTS = {"zh": "核对结果", "en": "What to mend"}
EPOCH = datetime.datetime(1980, 1, 1)  # the first day a zip file can name: files differ by content alone


class Column(NamedTuple):
    """One column of a table."""

    name: str
    zh: str
    kind: str  # text, id, region, date, money, number, degrees, boolean, coded
    is_list: bool
    use: str  # key, required, optional, personal, free_text
    table: str  # of an id: whose it is
    codes: tuple[tuple[str, str, str], ...]  # word, code, Chinese


def columns_of(table: str) -> list[Column]:
    return [Column(*one) for one in _core.table_columns()[table]]


def legible(text: str) -> str:
    """A heading or a sheet's name as people read it: without line breaks and what cannot be seen."""
    seen = "".join(" " if char.isspace() else char for char in text if char.isspace() or not _is_unseen(char))
    return " ".join(seen.split())


def _is_unseen(char: str) -> bool:
    return (
        unicodedata.category(char) in ("Cf", "Cc", "Cs")
        or char in "\u115f\u1160\u2800\u3164\uffa0"
        or "\ufe00" <= char <= "\ufe0f"
        or "\U000e0100" <= char <= "\U000e01ef"
    )


def _squeezed(text: str) -> str:
    """What two headings have in common that people take for one: 姓 名 and 姓名, ＩＤ and id*."""
    return unicodedata.normalize("NFKC", legible(text)).replace(" ", "").strip("*").casefold()


@functools.cache
def _tables() -> dict[str, str]:
    return {_squeezed(title): name for name, zh in _core.tables_zh.items() for title in (name, zh)}


@functools.cache
def _headings(table: str) -> dict[str, str]:
    return {_squeezed(head): head for column in columns_of(table) for head in (column.name, column.zh)}


def table_of(title: str) -> str | None:
    """The table whose sheet bears a name, in either language."""
    return _tables().get(_squeezed(title))


def heading(text: str, table: str | None) -> str:
    """A heading as the table's columns are called, where it is one of theirs; else as people read it."""
    squeezed = _squeezed(text)
    names = _headings(table) if table is not None else {}
    if squeezed in names:
        return names[squeezed]
    return squeezed if squeezed.startswith("x_") or squeezed == "备注" else legible(text)


def is_ignored(head: str) -> bool:
    """Whether nothing below a heading is read."""
    return head.startswith("x_") or head == "备注"


def need_openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise ImportError("a template needs openpyxl: pip install 'jinguo[workbook]'") from None
    return openpyxl


def fit_to_width(sheet: Any) -> None:
    """Printed, all columns stand on one page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def save_book(
    path: str | os.PathLike[str], write: Callable[[Any], None], *, same_bytes: bool, shared: bool = False
) -> None:
    """Writes a workbook whole or not at all. With ``same_bytes`` no time of day is in it."""
    buffer = io.BytesIO()
    fault: OSError | None = None
    try:
        write(buffer)
    except Exception as error:
        fault = _disk_fault(error, path)
        if fault is None:
            raise
    if fault is not None:
        # The writer of a sheet fails a second time when it is let go, which Python would print.
        hook = sys.unraisablehook
        sys.unraisablehook = lambda _: None
        try:
            gc.collect()
        finally:
            sys.unraisablehook = hook
        raise fault
    data = _without_times(buffer) if same_bytes else buffer.getvalue()
    write_bytes(path, data, shared=shared)


def _disk_fault(error: Exception, path: str | os.PathLike[str]) -> OSError | None:
    """What a workbook could not be written for; None for an error of another kind. Parts of it go to
    temporary files, and lxml tells of them by a class of its own."""
    if isinstance(error, OSError):
        return OSError(error.errno, error.strerror, os.fspath(path))
    if type(error).__name__ == "SerialisationError":
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), os.fspath(path))
    return None


def _without_times(buffer: io.BytesIO) -> bytes:
    with zipfile.ZipFile(buffer) as packed:
        entries = [(name, packed.read(name)) for name in packed.namelist()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in entries:
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:\w+[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", data)
            packed.writestr(zipfile.ZipInfo(name, EPOCH.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
