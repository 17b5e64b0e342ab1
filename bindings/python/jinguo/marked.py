"""An officer's workbook given back with its faults marked: ``jinguo check BOOK.xlsx --marked OUT.xlsx``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

from ._comments import Comments
from ._core import Issue
from ._editing import HEAD, Editor, Put, cells_of, letters
from ._package import MAIN, Package
from ._sheets import FAULTS, columns_of, table_of
from ._styles import Styles
from ._workbook import Sheet

__all__ = ["SameFileError", "mark"]

COLOURS = {"error": "FFC7CE", "warning": "FFEB9C"}
MOST_COMMENTS = 5  # faults told in one comment; the list has all
HEADS = {
    "zh": ("程度", "工作表", "单元格", "填写的内容", "应为", "怎样改"),
    "en": ("severity", "sheet", "cell", "found", "expected", "how to mend"),
}
SEVERITY = {"zh": {"error": "错误", "warning": "警告"}, "en": {"error": "error", "warning": "warning"}}
WIDTHS = (8, 18, 10, 30, 48, 48)

Place = tuple[int, int]  # row and column


class SameFileError(OSError):
    """The marked copy would overwrite the workbook itself."""


def mark(
    book: str | os.PathLike[str], out: str | os.PathLike[str], issues: Sequence[Issue], *, lang: str = "zh"
) -> None:
    """Writes a copy of a workbook with each faulty cell coloured (errors red, warnings yellow) and
    commented, and a sheet that lists every issue with a link to its cell, the first one.

    book     as read; stays as it is. All that is not marked is kept as it is, byte for byte.
    out      written whole or not at all, readable by its owner alone; SameFileError if it is the workbook
             itself
    issues   of `Registry.read` of this workbook

    Marks of an earlier run are taken away first, so that a marked copy can be mended and checked again.
    Raises InputError for what is no sound workbook.
    """
    if Path(out).exists() and os.path.samefile(book, out):
        raise SameFileError(f"{out}: would overwrite the workbook itself")
    ending = Path(book).suffix.lower()
    if Path(out).suffix.lower() != ending:
        raise OSError(f"{out}: must end in {ending}")
    with Package(book) as package:
        editor = Editor(package)
        _Marks(editor, lang).add(issues)
        editor.save(out)


class _Marks:
    """Marks the cells of a workbook and lists what was marked."""

    def __init__(self, editor: Editor, lang: str) -> None:
        self.editor, self.lang = editor, lang
        self.book, self.file = editor.book, editor.package.file
        self.styles = Styles(editor)
        lists = [sheet for sheet in self.book.sheets if sheet.title in FAULTS.values()]
        self.list_sheet = lists[0] if lists else None
        self.sheets: dict[str, Sheet] = {}
        for sheet in self.book.sheets:
            if sheet not in lists and not sheet.hidden:
                self.sheets.setdefault(sheet.title, sheet)
        self.heads: dict[str, dict[str, int]] = {}

    def add(self, issues: Sequence[Issue]) -> None:
        found: dict[str, dict[Place, list[Issue]]] = {}
        lines = []
        for issue in issues:
            place = self.place(issue)
            lines.append((issue, place))
            if place is not None:
                found.setdefault(place[0].name, {}).setdefault(place[1], []).append(issue)
        fills = {severity: self.styles.fill(colour) for severity, colour in COLOURS.items()}
        for sheet in self.book.sheets:
            if sheet != self.list_sheet:
                self.mark(sheet, found.get(sheet.name, {}), fills)
        data = self.list(lines)
        self.styles.save()
        if self.list_sheet is None:
            self.editor.add_sheet(FAULTS[self.lang], data, first=True)
            self.editor.select_only_new()
        else:
            self.editor.parts[self.list_sheet.part] = data
            self.editor.rename(self.list_sheet, FAULTS[self.lang])
            self.editor.select_only_new()

    def place(self, issue: Issue) -> tuple[Sheet, Place] | None:
        """The sheet, row and column that an issue is about; without a column the first one of the row,
        without a row the heading."""
        sheet = self.sheets.get(issue.file.removeprefix(self.file + "/"))
        if sheet is None:
            return None
        if sheet.title not in self.heads:
            self.heads[sheet.title] = self.headings(sheet)
        named = issue.column.strip()
        number = named.removeprefix("#")  # of a column without a heading
        column = self.heads[sheet.title].get(named) or (
            int(number) if number != named and number.isdecimal() and len(number) < 5 else 0)
        if issue.row == 0 and column == 0:
            return None
        return sheet, (max(1, issue.row), column or 1)

    def headings(self, sheet: Sheet) -> dict[str, int]:
        """Columns by what stands over them, and by both names of the field."""
        heads: dict[str, int] = {}
        for k, text in enumerate(self.book.headings(sheet), start=1):
            heads.setdefault(text, k)
        table = table_of(sheet.title)
        for column in columns_of(table) if table is not None else ():
            at = heads.get(column.name) or heads.get(column.zh)
            if at:
                heads.setdefault(column.name, at)
                heads.setdefault(column.zh, at)
        return heads

    def mark(self, sheet: Sheet, found: dict[Place, list[Issue]], fills: dict[str, int]) -> None:
        """Marks of an earlier run away, those of this one in."""
        comments = Comments(self.editor, sheet)
        old = comments.clear()
        if not old and not found:
            return
        changes: dict[Place, Put] = {place: Put(style=self.styles.plain(COLOURS.values())) for place in old}
        for place, here in found.items():
            worst = "error" if any(issue.severity == "error" for issue in here) else "warning"
            changes[place] = Put(style=self.styles.filled(fills[worst]))
            text = "\n".join(self.told(issue) for issue in here[:MOST_COMMENTS])
            if len(here) > MOST_COMMENTS:
                text += "\n……" if self.lang == "zh" else "\n..."
            comments.add(place, text)
        self.editor.put(sheet, changes)
        comments.save()

    def told(self, issue: Issue) -> str:
        zh = self.lang == "zh"
        said = f"{SEVERITY[self.lang][issue.severity]}{'：' if zh else ': '}"
        if issue.value:
            said += f"“{issue.value}”；" if zh else f'"{issue.value}"; '
        said += f"{'应为' if zh else 'expected '}{issue.expected.text(self.lang)}"
        mend = issue.mend.text(self.lang) if issue.mend.code else ""
        return said + (f"{'；' if zh else '; '}{mend}" if mend else "")

    def list(self, lines: Sequence[tuple[Issue, tuple[Sheet, Place] | None]]) -> bytes:
        """The sheet that lists every issue."""
        bold, wrapped, link = self.styles.bold(), self.styles.wrapped(), self.styles.link()
        errors = sum(issue.severity == "error" for issue, _ in lines)
        warnings = len(lines) - errors
        said = (
            f"错误 {errors} 处，警告 {warnings} 处。点击单元格链接可跳到该处。"
            if self.lang == "zh"
            else f"{errors} errors, {warnings} warnings. Click a cell's name to go there."
        )
        rows = [cells_of(1, [(1, said, bold)]),
                cells_of(2, [(k, head, bold) for k, head in enumerate(HEADS[self.lang], start=1)])]
        links = []
        for row, (issue, place) in enumerate(lines, start=3):
            title = place[0].title if place else issue.file.removeprefix(self.file + "/")
            name = f"{letters(place[1][1])}{place[1][0]}" if place else ""
            mend = issue.mend.text(self.lang) if issue.mend.code else ""
            cells = (SEVERITY[self.lang][issue.severity], title, name, issue.value, issue.expected.text(self.lang), mend)
            rows.append(cells_of(row, ((k, text, link if k == 3 and place else wrapped)
                                       for k, text in enumerate(cells, start=1))))
            if place:
                quoted = place[0].name.replace("'", "''")
                to = quoteattr(f"'{quoted}'!{name}")
                links.append(f'<hyperlink ref="C{row}" location={to}/>')
        columns = "".join(f'<col min="{k}" max="{k}" width="{width}" customWidth="1"/>' for k, width in enumerate(WIDTHS, 1))
        view = (
            '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="2" topLeftCell="A3" '
            'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        ) if self.editor.has_view else ""
        return HEAD + (
            f'<worksheet xmlns="{MAIN[self.editor.dialect]}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>{view}'
            f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>"
            + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
            + '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
        ).encode()

