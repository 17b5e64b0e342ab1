"""Workbooks (.xlsx), one sheet a table, as text tables."""

from __future__ import annotations

import os
import warnings
import zipfile
from typing import Any

from ._arrays import Door
from ._examples import is_example
from ._frames import FIRST_ROW, CellFault, TextTable, Unsaid, cell_text
from ._sheets import FAULTS, GUIDE

MAX_UNPACKED = 1 << 30
MAX_COLUMNS = 1000


def text_tables(path: str) -> tuple[list[TextTable]]:
    """Every sheet that holds anything, but what explains or lists faults, without the template's example
    rows as long as nobody has changed them. InputError for a file that is no sound workbook."""
    try:
        import openpyxl
    except ImportError:
        raise ImportError("workbooks need openpyxl: pip install 'jinguo[workbook]'") from None
    file = os.path.basename(path)
    door = Door()
    with open(path, "rb"):  # what cannot be read at all is an OSError
        pass
    try:
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
        if unpacked > MAX_UNPACKED:
            door.fault("python.workbook", file)
            door.close()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and checks that do not matter here
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            try:
                tables = [
                    _sheet(sheet, f"{file}/{sheet.title}")
                    for sheet in book.worksheets
                    if sheet.title not in (*GUIDE.values(), *FAULTS.values())
                ]
            finally:
                book.close()
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError, EOFError) as error:
        if door.issues:
            raise
        door.fault("python.workbook.kind", file)
        try:
            door.close()
        except ValueError as refused:
            raise refused from error
    return ([table for table in tables if table is not None],)


def _sheet(sheet: Any, name: str) -> TextTable | None:
    header: list[str] = []
    rows: list[list[str]] = []
    faults: list[CellFault] = []
    for values in sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS):
        cells: list[str] = []
        for value in values:
            try:
                cells.append(cell_text(value))
            except Unsaid as unsaid:
                faults.append((FIRST_ROW + len(rows), len(cells), unsaid.code, unsaid.value))
                cells.append("?")
        while cells and not cells[-1]:
            cells.pop()
        if not header:
            if not cells and not rows:
                return None
            header = cells
        else:
            cells += [""] * (len(header) - len(cells))
            # The template's example stays blank: rows keep their numbers.
            rows.append([] if is_example(sheet.title, header, cells) else cells)
    while rows and not any(rows[-1]):
        rows.pop()
    return (sheet.title, name, header, rows, FIRST_ROW, faults) if header else None
