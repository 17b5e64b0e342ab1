"""An empty workbook for an officer to fill in: ``jinguo template``."""

from __future__ import annotations

import os
from typing import Any

from . import _core
from ._examples import example
from ._sheets import GUIDE, Column, columns_of, fit_to_width, need_openpyxl, save_book

__all__ = ["template"]

FORMATS = {"date": "yyyy-mm-dd", "money": "0.00", "number": "0", "degrees": "0.000000"}
ROWS = 10_000  # with drop-downs and formats
FIRST = ("households", "women")

KINDS = {
    "text": ("text", "文本"),
    "id": ("id: letters, digits or . _ : / -, at most 64; never a citizen number",
           "编号：文字、数字或 . _ : / -，最多64个字符；不得使用公民身份号码"),
    "region": ("division code of 2, 4, 6, 9 or 12 digits", "2、4、6、9或12位区划代码"),
    "date": ("date, as 2016-03-01", "日期，如 2016-03-01"),
    "money": ("yuan, at most two decimals", "元，最多两位小数"),
    "number": ("whole number, 0 or more", "整数，不小于0"),
    "degrees": ("degrees, as 113.129700; longitude and latitude both or neither",
                "度，如 113.129700；经度和纬度同时填写或都不填"),
    "boolean": ("yes or no", "是或否"),
    "coded": ("one of the list", "从下拉列表中选择"),
}
LINES = {
    "zh": (
        "每张表一个工作表，每行一条记录。“贫困户”和“妇女”两张表必须填写，其余按需要填写，用不到的工作表可以删除。",
        "表头为橙色的列（下表中带星号 *）必须填写。灰色斜体的一行是示例：原样保留时不会被读取，改动任何一格后就作为数据读取；可以删除。",
        "编号和区划代码已设为文本格式，请不要改成数字格式。可以填多项的列，各项之间用“；”隔开。",
        "不要填写公民身份号码。姓名不是必填项。名为“备注”或以 x_ 开头的列不会被读取。",
        "填好后运行：jinguo check 本文件.xlsx --marked 标注.xlsx，得到标出错误的副本。",
    ),
    "en": (
        "One sheet a table, one row a record. households and women must be filled in, the others where there is "
        "something to say; sheets that are not used can be deleted.",
        "Columns headed in orange (with a star, *, below) must be filled in. The row in grey italics is an example: it is not read as long "
        "as nothing in it is changed; with any change it is read as data. It can be deleted.",
        "Ids and division codes are formatted as text; leave it so. Where several values are allowed, put ; "
        "between them.",
        "Never fill in a citizen number. Names are not needed. Columns headed x_... or 备注 are not read.",
        "Then run: jinguo check THIS.xlsx --marked MARKED.xlsx for a copy with every fault marked.",
    ),
}


def template(path: str | os.PathLike[str], *, lang: str = "zh") -> None:
    """Writes an empty workbook for an officer to fill in, whole or not at all; the same bytes each time.

    Parameters
    ----------
    path : str or os.PathLike
        The file, .xlsx.
    lang : {"zh", "en"}, default "zh"
        Language of the texts.

    Returns
    -------
    None
        Nothing.

    Raises
    ------
    ImportError
        There is no openpyxl.
    OSError
        It cannot be written.

    Examples
    --------
    >>> from jinguo.template import template
    >>> template("tables.xlsx")
    """
    book = _book(lang)
    save_book(path, book.save, same_bytes=True)


def _book(lang: str) -> Any:
    openpyxl = need_openpyxl()
    book = openpyxl.Workbook()
    book.properties.creator = "jinguo"
    guide = book.active
    guide.title = GUIDE[lang]
    lists = _Guide(guide, lang)
    for table in (*FIRST, *(name for name in _core.tables if name not in FIRST)):
        _sheet(book, table, lang, lists)
    lists.close()
    return book


def _pick(pair: tuple[str, str], lang: str) -> str:
    return pair[lang == "zh"]


def _needed(column: Column) -> bool:
    return column.use in ("key", "required")


def _says(column: Column, lang: str) -> str:
    said = _pick(KINDS[column.kind], lang)
    if column.kind == "coded" and column.is_list:
        said = _pick(("any of the list, ; between them", "可填多项，用“；”隔开"), lang)
    elif column.is_list:
        said += _pick(("; ; between several", "；多项之间用“；”隔开"), lang)
    if column.kind == "id" and column.table:
        name = _core.tables_zh[column.table] if lang == "zh" else column.table
        if column.use != "key":
            said = _pick((f"an id of {name}", f"“{name}”表中的编号"), lang)
    return said


class _Guide:
    """The sheet that explains: how to fill in, every column, and the lists that the drop-downs take."""

    def __init__(self, sheet: Any, lang: str) -> None:
        from openpyxl.styles import Alignment, Font

        self.sheet, self.lang = sheet, lang
        self.bold, self.wrap = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        self.lists: dict[tuple[tuple[str, str, str], ...], str] = {}
        self.next_list = 8  # column H
        sheet["A1"] = GUIDE[lang]
        sheet["A1"].font = Font(bold=True, size=14)
        for row, line in enumerate(LINES[lang], start=2):
            sheet.cell(row, 1, line).alignment = self.wrap
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=5)
            sheet.row_dimensions[row].height = 32
        self.row = len(LINES[lang]) + 3
        heads = (("sheet", "工作表"), ("column", "列名"), ("must", "必填"), ("holds", "内容"),
                 ("list", "选项列表"))
        for k, head in enumerate(heads, start=1):
            sheet.cell(self.row, k, _pick(head, lang)).font = self.bold
        for letter, width in zip("ABCDE", (14, 22, 8, 52, 24), strict=True):
            sheet.column_dimensions[letter].width = width

    def add(self, table: str, column: Column) -> str:
        """A line about a column; the range of its list, if it has one."""
        zh = self.lang == "zh"
        self.row += 1
        heading = column.zh if zh else column.name
        name, range_ = "", ""
        if column.codes:
            range_ = self.list_of(column)
            name = range_.split("!")[1].replace("$", "")
        cells = (_core.tables_zh[table] if zh else table, heading,
                 "*" if _needed(column) else "", _says(column, self.lang), name)
        for k, text in enumerate(cells, start=1):
            self.sheet.cell(self.row, k, text).alignment = self.wrap
        return range_

    def list_of(self, column: Column) -> str:
        if column.codes not in self.lists:
            from openpyxl.utils import get_column_letter

            at = get_column_letter(self.next_list)
            self.next_list += 1
            top = len(LINES[self.lang]) + 3
            self.sheet[f"{at}{top}"] = column.zh if self.lang == "zh" else column.name
            self.sheet[f"{at}{top}"].font = self.bold
            for k, (word, _, zh) in enumerate(column.codes, start=top + 1):
                self.sheet[f"{at}{k}"] = zh if self.lang == "zh" else word
            self.sheet.column_dimensions[at].width = 18
            self.lists[column.codes] = f"'{self.sheet.title}'!${at}${top + 1}:${at}${top + len(column.codes)}"
        return self.lists[column.codes]

    def close(self) -> None:
        fit_to_width(self.sheet)
        self.sheet.print_area = f"A1:E{self.row}"
        self.sheet.freeze_panes = f"A{len(LINES[self.lang]) + 4}"


def _sheet(book: Any, table: str, lang: str, guide: _Guide) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet = book.create_sheet(_core.tables_zh[table] if lang == "zh" else table)
    fit_to_width(sheet)
    sheet.freeze_panes = "B2"
    grey = Font(italic=True, color="808080")
    for k, (column, value) in enumerate(zip(columns_of(table), example(table, lang), strict=True), start=1):
        at = get_column_letter(k)
        heading = column.zh if lang == "zh" else column.name
        head = sheet.cell(1, k, heading)
        head.font = Font(bold=True)
        head.alignment = Alignment(wrap_text=True, vertical="top")
        head.fill = PatternFill("solid", fgColor="FCE4D6" if _needed(column) else "EDEDED")
        form = FORMATS.get(column.kind, "@")
        sheet.column_dimensions[at].width = max(12, 2 * len(heading) + 4 if lang == "zh" else len(heading) + 4)
        sheet.column_dimensions[at].number_format = form
        cell = sheet.cell(2, k, value)
        cell.font, cell.number_format = grey, form
        range_ = guide.add(table, column)
        listed = column.kind == "boolean" or (column.kind == "coded" and not column.is_list)
        if listed:
            words = '"是,否"' if lang == "zh" else '"true,false"'
            check = DataValidation("list", formula1=range_ or words, allow_blank=True)
            check.errorStyle = "warning"  # codes and words of the other language are read, too
            check.showErrorMessage = True
        else:
            check = DataValidation(allow_blank=True)
        check.showInputMessage = True
        check.promptTitle = (heading + (" *" if _needed(column) else ""))[:32]
        check.prompt = _says(column, lang)[:255]
        check.add(f"{at}2:{at}{ROWS + 1}")
        sheet.add_data_validation(check)
