"""What template and marked workbooks share: the tables' columns, and styles."""

from __future__ import annotations

import datetime
import errno
import gc
import io
import os
import re
import sys
import zipfile
from collections.abc import Callable
from typing import Any, NamedTuple

from . import _core

__all__ = ["FAULTS", "GUIDE", "Column", "bare", "columns_of", "fit_to_width", "need_openpyxl", "save_book"]

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


def bare(heading: str) -> str:
    """A heading without the star that forms put to what must be filled in."""
    return heading.strip().rstrip("*＊").strip()


def need_openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise ImportError("workbooks need openpyxl: pip install 'jinguo[workbook]'") from None
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
    _core.write_file(os.fspath(path), data, shared=shared)


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
