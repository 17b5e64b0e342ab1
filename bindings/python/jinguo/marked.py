"""An officer's workbook given back with its faults marked: ``jinguo check BOOK.xlsx --marked OUT.xlsx``."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import _core
from ._core import Issue
from ._sheets import FAULTS, bare, columns_of, fit_to_width, need_openpyxl, save_book

__all__ = ["SameFileError", "mark"]

AUTHOR = "jinguo"
RULE = "—— jinguo ——"  # between a comment of hers and ours
COLOURS = {"error": "FFC7CE", "warning": "FFEB9C"}
MOST_COMMENTS = 5  # faults told in one comment; the list has all
HEADS = {
    "zh": ("程度", "工作表", "单元格", "填写的内容", "应为", "怎样改"),
    "en": ("severity", "sheet", "cell", "found", "expected", "how to mend"),
}
SEVERITY = {"zh": {"error": "错误", "warning": "警告"}, "en": {"error": "error", "warning": "warning"}}


class SameFileError(OSError):
    """The marked copy would overwrite the workbook itself."""


def mark(
    book: str | os.PathLike[str], out: str | os.PathLike[str], issues: Sequence[Issue], *, lang: str = "zh"
) -> None:
    """Writes a copy of a workbook with each faulty cell coloured (errors red, warnings yellow) and
    commented, and a first sheet that lists every issue with a link to its cell.

    book     as read; stays as it is. Its formats, widths, formulas and other sheets are kept, not its
             charts and pictures, which openpyxl does not carry.
    out      written whole or not at all; SameFileError if it is the workbook itself
    issues   of `Registry.read` of this workbook

    Marks of an earlier run are taken away first, so that a marked copy can be mended and checked again.
    """
    openpyxl = need_openpyxl()
    if Path(out).exists() and os.path.samefile(book, out):
        raise SameFileError(f"{out}: would overwrite the workbook itself")
    if Path(out).suffix.lower() != ".xlsx":
        raise OSError(f"{out}: must end in .xlsx")
    work = openpyxl.load_workbook(book)
    try:
        for sheet in [one for one in work.worksheets if one.title in FAULTS.values()]:
            work.remove(sheet)
        for sheet in work.worksheets:
            _unmark(sheet)
        _Marks(work, os.path.basename(os.fspath(book)), lang).add(issues)
        save_book(out, work.save, same_bytes=False)
    finally:
        work.close()


def _unmark(sheet: Any) -> None:
    from openpyxl.styles import PatternFill

    for row in sheet.iter_rows():
        for cell in row:
            comment = cell.comment
            if comment is None or (comment.author != AUTHOR and RULE not in comment.text):
                continue
            hers = comment.text.split(RULE)[0].rstrip() if comment.author != AUTHOR else ""
            cell.comment = None
            if hers:
                cell.comment = _comment(hers, comment.author)
            if str(cell.fill.fgColor.rgb)[-6:] in COLOURS.values():
                cell.fill = PatternFill()


def _comment(text: str, author: str) -> Any:
    from openpyxl.comments import Comment

    lines = sum(1 + len(line) // 24 for line in text.splitlines())
    return Comment(text, author, width=320, height=min(400, 30 + 20 * lines))


class _Marks:
    """Marks the cells of a workbook and lists what was marked."""

    def __init__(self, work: Any, file: str, lang: str) -> None:
        from openpyxl.styles import Alignment, Font

        self.work, self.file, self.lang = work, file, lang
        self.wrap, self.bold = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
        self.link = Font(color="0563C1", underline="single")
        self.heads: dict[str, dict[str, int]] = {}

    def add(self, issues: Sequence[Issue]) -> None:
        found: dict[tuple[str, int, int], list[Issue]] = {}
        lines = []
        for issue in issues:
            place = self.place(issue)
            lines.append((issue, place))
            if place is not None:
                found.setdefault(place, []).append(issue)
        for (title, row, column), here in found.items():
            self.mark(self.work[title].cell(row, column), here)
        self.list(lines)

    def place(self, issue: Issue) -> tuple[str, int, int] | None:
        """The sheet, row and column that an issue is about; without a column the first one of the row,
        without a row the heading."""
        title = issue.file.removeprefix(self.file + "/")
        if title not in self.work.sheetnames:
            return None
        if title not in self.heads:
            self.heads[title] = self.headings(title)
        column = self.heads[title].get(issue.column.strip(), 0)
        if issue.row == 0 and column == 0:
            return None
        return title, max(1, issue.row), column or 1

    def headings(self, title: str) -> dict[str, int]:
        """Columns by what stands over them, and by both names of the field."""
        first = next(iter(self.work[title].iter_rows(min_row=1, max_row=1, values_only=True)), ())
        heads = {bare(str(text)): k for k, text in enumerate(first, start=1) if text is not None}
        tables = {zh: name for name, zh in _core.tables_zh.items()}
        table = tables.get(title, title)
        if table in _core.tables:
            for column in columns_of(table):
                at = heads.get(column.name) or heads.get(column.zh)
                if at:
                    heads.setdefault(column.name, at)
                    heads.setdefault(column.zh, at)
        return heads

    def mark(self, cell: Any, issues: Sequence[Issue]) -> None:
        from openpyxl.styles import PatternFill

        worst = "error" if any(issue.severity == "error" for issue in issues) else "warning"
        cell.fill = PatternFill("solid", fgColor=COLOURS[worst])
        text = "\n".join(self.told(issue) for issue in issues[:MOST_COMMENTS])
        if len(issues) > MOST_COMMENTS:
            text += "\n……" if self.lang == "zh" else "\n..."
        if cell.comment is None:
            cell.comment = _comment(text, AUTHOR)
        else:
            cell.comment = _comment(f"{cell.comment.text}\n{RULE}\n{text}", cell.comment.author)

    def told(self, issue: Issue) -> str:
        zh = self.lang == "zh"
        said = f"{SEVERITY[self.lang][issue.severity]}{'：' if zh else ': '}"
        if issue.value:
            said += f"“{issue.value}”；" if zh else f'"{issue.value}"; '
        said += f"{'应为' if zh else 'expected '}{issue.expected.text(self.lang)}"
        mend = issue.mend.text(self.lang) if issue.mend.code else ""
        return _clean(said + (f"{'；' if zh else '; '}{mend}" if mend else ""))

    def list(self, lines: Sequence[tuple[Issue, tuple[str, int, int] | None]]) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.hyperlink import Hyperlink

        sheet = self.work.create_sheet(FAULTS[self.lang], 0)
        self.work.active = 0
        for other in self.work.worksheets:
            other.sheet_view.tabSelected = other is sheet
        errors = sum(issue.severity == "error" for issue, _ in lines)
        warnings = len(lines) - errors
        sheet["A1"] = (
            f"错误 {errors} 处，警告 {warnings} 处。点击单元格链接可跳到该处。"
            if self.lang == "zh"
            else f"{errors} errors, {warnings} warnings. Click a cell's name to go there."
        )
        sheet["A1"].font = self.bold
        for k, head in enumerate(HEADS[self.lang], start=1):
            sheet.cell(2, k, head).font = self.bold
        for letter, width in zip("ABCDEF", (8, 18, 10, 30, 48, 48), strict=True):
            sheet.column_dimensions[letter].width = width
        fit_to_width(sheet)
        sheet.freeze_panes = "A3"
        for row, (issue, place) in enumerate(lines, start=3):
            title = place[0] if place else issue.file.removeprefix(self.file + "/")
            name = f"{get_column_letter(place[2])}{place[1]}" if place else ""
            mend = issue.mend.text(self.lang) if issue.mend.code else ""
            cells = (SEVERITY[self.lang][issue.severity], title, name, issue.value,
                     issue.expected.text(self.lang), mend)
            for k, text in enumerate(cells, start=1):
                cell = sheet.cell(row, k)
                cell.value = _clean(text)
                cell.data_type = "s"  # never a formula
                cell.alignment = self.wrap
            if place:
                quoted = title.replace("'", "''")
                link = sheet.cell(row, 3)
                link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{name}")
                link.font = self.link


def _clean(text: str) -> str:
    """Without what a workbook cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "�", text)
