#!/usr/bin/env python3
"""Makes the workbooks of this folder and asks each reader what they hold: ./scripts/workbook_cases.sh.

Each case is a small real file: written by openpyxl, xlsxwriter or LibreOffice, the odd ones by changing the XML
of such a file. cases.json keeps what was said: by whom (with versions), of which cells. docs/workbook.md shows it
as a table, and tests/python/test_workbook_cases.py holds jinguo to it without needing any of the programs.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
EPOCH = datetime.datetime(2016, 1, 1)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CASES: list[tuple[str, str, list[str], Callable[[Path], None]]] = []


def case(name: str, says: str, *cells: str):
    """A case: its file, what the file says, the cells to look at (none: whether it is read at all)."""

    def keep(make: Callable[[Path], None]) -> Callable[[Path], None]:
        CASES.append((name, says, list(cells), make))
        return make

    return keep


# --- writers --------------------------------------------------------------------------------------------


def by_openpyxl(path: Path, rows: list[list[object]], change: Callable[[object, object], None] | None = None) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = EPOCH
    sheet = book.active
    sheet.title = "data"
    for row in rows:
        sheet.append(row)
    if change is not None:
        change(book, sheet)
    book.save(path)


def by_xlsxwriter(path: Path, write: Callable[[object, object], None], options: dict[str, object] | None = None) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), options or {})
    book.set_properties({"created": EPOCH})
    write(book, book.add_worksheet("data"))
    book.close()


def soffice(source: Path, kind: str, folder: Path) -> Path:
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", kind, "--outdir",
             str(folder), str(source)],
            check=True, capture_output=True, timeout=300,
        )
    return folder / f"{source.stem}.{kind.partition(':')[0]}"


def by_libreoffice(path: Path, rows: list[list[object]], kind: str = "xlsx") -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / f"{path.stem}.xlsx"
        by_openpyxl(first, rows)
        out = Path(folder) / "out"
        out.mkdir()
        shutil.copyfile(soffice(first, kind, out), path)


def repack(path: Path, change: Callable[[dict[str, bytes]], dict[str, bytes] | None]) -> None:
    """Changes a workbook's parts."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts = change(parts) or parts
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


SHEET = "xl/worksheets/sheet1.xml"


def sheet_xml(path: Path, data: str, *, before: str = "", after: str = "", head: str = "") -> None:
    """A workbook whose sheet is written by hand: rows as XML."""
    by_openpyxl(path, [["a"]])

    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET] = (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}">{before}<sheetData>{data}</sheetData>'
            f"{after}</worksheet>"
        ).encode()

    repack(path, change)


def replaced(part: str, *pairs: tuple[str, str]) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        text = parts[part].decode()
        for old, new in pairs:
            assert old in text, (part, old)
            text = text.replace(old, new)
        parts[part] = text.encode()

    return change


def with_formats(path: Path, formats: dict[int, str], rows: str, ids: list[int]) -> None:
    """A sheet whose style k has the number format ids[k - 1]."""
    sheet_xml(path, rows)
    codes = "".join(f'<numFmt numFmtId="{key}" formatCode="{code}"/>' for key, code in formats.items())
    looks = "".join(f'<xf numFmtId="{key}" applyNumberFormat="1"/>' for key in ids)

    def change(parts: dict[str, bytes]) -> None:
        parts["xl/styles.xml"] = (
            f'<styleSheet xmlns="{MAIN}">' + (f'<numFmts count="{len(formats)}">{codes}</numFmts>' if codes else "")
            + '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
            '</fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
            f'<cellXfs count="{len(ids) + 1}"><xf numFmtId="0"/>{looks}</cellXfs></styleSheet>'
        ).encode()

    repack(path, change)


def number(cell: str, value: str, style: int) -> str:
    return f'<c r="{cell}" s="{style}"><v>{value}</v></c>'


def text(cell: str, value: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t>{value}</t></is></c>'


NAMES = ["id", "value", "c", "d", "e", "f", "g"]
HEADED = '<row r="1">' + "".join(text(f"{at}1", name) for at, name in zip("ABCDEFG", NAMES, strict=True)) + "</row>"


# --- extent ---------------------------------------------------------------------------------------------


@case("dimension_short", "`<dimension ref=\"A1:B2\"/>` on a sheet with 4 rows", "A3", "B4")
def _(path: Path) -> None:
    by_openpyxl(path, [["id", "value"], ["a", 1], ["b", 2], ["c", 3]])
    repack(path, replaced(SHEET, ('ref="A1:B4"', 'ref="A1:B2"')))


@case("dimension_one", "`<dimension ref=\"A1\"/>` on a sheet with 4 rows", "A3", "B4")
def _(path: Path) -> None:
    by_openpyxl(path, [["id", "value"], ["a", 1], ["b", 2], ["c", 3]])
    repack(path, replaced(SHEET, ('ref="A1:B4"', 'ref="A1"')))


@case("last_row", "a styled empty cell in row 1,048,576", "B2")
def _(path: Path) -> None:
    rows = '<row r="2">' + text("A2", "a") + '<c r="B2"><v>1</v></c></row><row r="1048576"><c r="A1048576" s="0"/></row>'
    sheet_xml(path, HEADED + rows)


@case("no_references", "rows and cells without `r`", "A2", "B2")
def _(path: Path) -> None:
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    sheet_xml(path, f"<row>{cell.format('id')}{cell.format('value')}</row><row>{cell.format('a')}<c><v>1</v></c></row>")


# --- formulas -------------------------------------------------------------------------------------------


@case("formula_openpyxl", "`=1000+200.5`, written by openpyxl: no value", "B2")
def _(path: Path) -> None:
    by_openpyxl(path, [["id", "value"], ["a", "=1000+200.5"]])


@case("formula_xlsxwriter", "`=1000+200.5`, written by xlsxwriter: value 0, to be computed on opening", "B2")
def _(path: Path) -> None:
    def write(book, sheet):
        sheet.write_row(0, 0, ["id", "value"])
        sheet.write_string(1, 0, "a")
        sheet.write_formula(1, 1, "=1000+200.5")

    by_xlsxwriter(path, write)


@case("formula_given", "`=1000+200.5` with the value 1200.5, written by xlsxwriter: to be computed anew on opening", "B2")
def _(path: Path) -> None:
    def write(book, sheet):
        sheet.write_row(0, 0, ["id", "value"])
        sheet.write_string(1, 0, "a")
        sheet.write_formula(1, 1, "=1000+200.5", None, 1200.5)

    by_xlsxwriter(path, write)


@case("formula_libreoffice", "`=1000+200.5`, written by LibreOffice with its value", "B2")
def _(path: Path) -> None:
    by_libreoffice(path, [["id", "value"], ["a", "=1000+200.5"]])


@case("formula_text", "a formula whose stored value is a text, one whose is empty", "B2", "C2")
def _(path: Path) -> None:
    rows = '<row r="2">' + text("A2", "a") + '<c r="B2" t="str"><f>"x"&amp;"y"</f><v>xy</v></c>'
    rows += '<c r="C2" t="str"><f>""</f><v></v></c></row>'
    sheet_xml(path, HEADED + rows)
    repack(path, replaced("xl/workbook.xml", (' fullCalcOnLoad="1"', "")))


@case("formula_error", "`=1/0` and `=NA()`, written by LibreOffice", "B2", "C2")
def _(path: Path) -> None:
    by_libreoffice(path, [["id", "value", "x"], ["a", "=1/0", "=NA()"]])


# --- merged cells ---------------------------------------------------------------------------------------


@case("merged_rows", "B2:B3 merged, one text over two rows", "B2", "B3")
def _(path: Path) -> None:
    by_openpyxl(path, [["id", "value"], ["a", "x"], ["b", None]], lambda _, sheet: sheet.merge_cells("B2:B3"))


@case("merged_columns", "B2:C2 merged, one text over two columns", "B2", "C2")
def _(path: Path) -> None:
    by_openpyxl(path, [["id", "value", "other"], ["a", "x", None]], lambda _, sheet: sheet.merge_cells("B2:C2"))


@case("merged_heading", "the heading B1:B2 merged over two rows", "B1", "B2")
def _(path: Path) -> None:
    by_openpyxl(path, [["id", "value"], ["a", None]], lambda _, sheet: sheet.merge_cells("B1:B2"))


# --- dates ----------------------------------------------------------------------------------------------


@case("dates_east_asia", "41913 with the formats 31, 58 and 27, and 0.5 with 32: no code in the file",
      "B2", "C2", "D2", "E2")
def _(path: Path) -> None:
    cells = number("B2", "41913", 1) + number("C2", "41913", 2) + number("D2", "41913", 3) + number("E2", "0.5", 4)
    with_formats(path, {}, HEADED + f'<row r="2">{text("A2", "a")}{cells}</row>', [31, 58, 27, 32])


@case("dates_1904", "41913 with the format 31 in a workbook that counts from 1904", "B2")
def _(path: Path) -> None:
    with_formats(path, {}, HEADED + f'<row r="2">{text("A2", "a")}{number("B2", "41913", 1)}</row>', [31])
    repack(path, replaced("xl/workbook.xml", ("<workbookPr />", '<workbookPr date1904="1"/>')))


@case("dates_1900", "1, 59, 60 and 61 as dates", "B2", "C2", "D2", "E2")
def _(path: Path) -> None:
    cells = "".join(number(f"{at}2", value, 1) for at, value in zip("BCDE", ("1", "59", "60", "61"), strict=True))
    with_formats(path, {200: "yyyy\\-mm\\-dd"}, HEADED + f'<row r="2">{text("A2", "a")}{cells}</row>', [200])


@case("dates_time", "42430.354166667 as a day, and as a day with its time", "B2", "C2")
def _(path: Path) -> None:
    cells = number("B2", "42430.354166667", 1) + number("C2", "42430.354166667", 2)
    formats = {200: "yyyy\\-mm\\-dd", 201: "yyyy\\-mm\\-dd\\ hh:mm:ss"}
    with_formats(path, formats, HEADED + f'<row r="2">{text("A2", "a")}{cells}</row>', [200, 201])


@case("dates_chinese", "41913 as `[$-804]yyyy\"年\"m\"月\"d\"日\"`, written by xlsxwriter", "B2")
def _(path: Path) -> None:
    def write(book, sheet):
        sheet.write_row(0, 0, ["id", "value"])
        sheet.write_string(1, 0, "a")
        sheet.write_number(1, 1, 41913, book.add_format({"num_format": '[$-804]yyyy"年"m"月"d"日"'}))

    by_xlsxwriter(path, write)


@case("dates_iso", "`t=\"d\"` with 2016-03-01 and with 2016-03-01T00:00:00", "B2", "C2")
def _(path: Path) -> None:
    cells = '<c r="B2" s="1" t="d"><v>2016-03-01</v></c><c r="C2" s="1" t="d"><v>2016-03-01T00:00:00</v></c>'
    with_formats(path, {200: "yyyy\\-mm\\-dd"}, HEADED + f'<row r="2">{text("A2", "a")}{cells}</row>', [200])


# --- numbers --------------------------------------------------------------------------------------------


@case("dust", "3580.3999999999996 and 0.30000000000000004", "B2", "C2")
def _(path: Path) -> None:
    cells = number("B2", "3580.3999999999996", 0) + number("C2", "0.30000000000000004", 0)
    sheet_xml(path, HEADED + f'<row r="2">{text("A2", "a")}{cells}</row>')


@case("long_numbers", "an 18-digit number and a 12-digit one", "B2", "C2")
def _(path: Path) -> None:
    cells = number("B2", "110000000000000011", 0) + number("C2", "430626101001", 0)
    sheet_xml(path, HEADED + f'<row r="2">{text("A2", "a")}{cells}</row>')


def _formats(path: Path, *shown: tuple[str, str]) -> None:
    codes = {200 + k: code.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
             for k, (code, _) in enumerate(shown)}
    cells = "".join(number(f"{'BCDEFG'[k]}2", value, k + 1) for k, (_, value) in enumerate(shown))
    with_formats(path, codes, HEADED + f'<row r="2">{text("A2", "a")}{cells}</row>', list(codes))


@case("format_zeros", "1 as `0000000` and as `\"W\"000`", "B2", "C2")
def _(path: Path) -> None:
    _formats(path, ("0000000", "1"), ('"W"000', "1"))


@case("format_percent", "0.0435 as `0.00%` and as `0%`", "B2", "C2")
def _(path: Path) -> None:
    _formats(path, ("0.00%", "0.0435"), ("0%", "0.0435"))


@case("format_unit", "1.2 as `0.00\"万元\"`, 12.5 as `0.00\"元\"` and as `¥#,##0.00`", "B2", "C2", "D2")
def _(path: Path) -> None:
    _formats(path, ('0.00"万元"', "1.2"), ('0.00"元"', "12.5"), ('"¥"#,##0.00', "12.5"))


@case("format_thousands", "1234567.891 as `#,##0` and as `0.0,`", "B2", "C2")
def _(path: Path) -> None:
    _formats(path, ("#,##0", "1234567.891"), ("0.0,", "1234567.891"))


@case("format_words", "1, 2 and 0 as `[=1]\"男\";[=2]\"女\";0`", "B2", "C2", "D2")
def _(path: Path) -> None:
    code = '[=1]"男";[=2]"女";0'
    _formats(path, (code, "1"), (code, "2"), (code, "0"))


@case("format_hidden", "5 as `;;;`, 0 as `0;-0;;@`, -12 as `0.00;[Red]0.00`", "B2", "C2", "D2")
def _(path: Path) -> None:
    _formats(path, (";;;", "5"), ("0;-0;;@", "0"), ("0.00;[Red]0.00", "-12"))


@case("format_text", "the text A as `\"H\"@`", "B2")
def _(path: Path) -> None:
    _formats(path, ('"H"@', "1"))
    repack(path, replaced(SHEET, ('<c r="B2" s="1"><v>1</v></c>', '<c r="B2" s="1" t="inlineStr"><is><t>A</t></is></c>')))


@case("booleans", "true, and the error #N/A", "B2", "C2")
def _(path: Path) -> None:
    cells = '<c r="B2" t="b"><v>1</v></c><c r="C2" t="e"><v>#N/A</v></c>'
    sheet_xml(path, HEADED + f'<row r="2">{text("A2", "a")}{cells}</row>')


# --- texts ----------------------------------------------------------------------------------------------


@case("escapes_inline", "`a_x000D_b`, `_x005F_x000D_` and `a_x0041_` inline", "B2", "C2", "D2")
def _(path: Path) -> None:
    by_openpyxl(path, [NAMES, ["a", "a_x000D_b", "_x005F_x000D_", "a_x0041_"]])


@case("escapes_shared", "the same shared, written by xlsxwriter", "B2", "C2", "D2")
def _(path: Path) -> None:
    def write(book, sheet):
        sheet.write_row(0, 0, NAMES)
        for k, value in enumerate(["a", "@1@", "@2@", "@3@"]):
            sheet.write_string(1, k, value)

    by_xlsxwriter(path, write)
    repack(path, replaced("xl/sharedStrings.xml", ("@1@", "a_x000D_b"), ("@2@", "_x005F_x000D_"), ("@3@", "a_x0041_")))


@case("rich_text", "a rich text with how it is spoken (`rPh`)", "B2")
def _(path: Path) -> None:
    held = "<r><rPr><b/></rPr><t>张</t></r><r><t xml:space=\"preserve\"> 三</t></r><rPh sb=\"0\" eb=\"1\"><t>ZHANG</t></rPh>"
    sheet_xml(path, HEADED + f'<row r="2">{text("A2", "a")}<c r="B2" t="inlineStr"><is>{held}</is></c></row>')


@case("line_breaks", "a text of two lines", "B2")
def _(path: Path) -> None:
    by_openpyxl(path, [["id", "value"], ["a", "one\ntwo"]])


# --- dialects and styles --------------------------------------------------------------------------------


@case("strict", "ISO strict: other names of the same language", "A2", "B2")
def _(path: Path) -> None:
    by_libreoffice(path, [["id", "value"], ["a", 1]])

    def change(parts: dict[str, bytes]) -> None:
        for name, data in parts.items():
            for old, new in (
                (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
                (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                 b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
            ):
                data = data.replace(old, new)
            parts[name] = data.replace(b"<workbook ", b'<workbook conformance="strict" ')

    repack(path, change)


@case("prefixed", "every element with a prefix (`x:row`), the sheet in UTF-16", "A2", "B2")
def _(path: Path) -> None:
    by_openpyxl(path, [["id", "value"], ["a", 1]])

    def change(parts: dict[str, bytes]) -> None:
        data = parts[SHEET].decode()
        data = re.sub(r"<(/?)(\w)", r"<\1x:\2", data).replace("xmlns=", "xmlns:x=")
        parts[SHEET] = ('<?xml version="1.0" encoding="UTF-16"?>' + data).encode("utf-16")

    repack(path, change)


@case("styles_odd", "an empty fill, a font family of 99, a colour of six letters", "A2", "B2")
def _(path: Path) -> None:
    by_openpyxl(path, [["id", "value"], ["a", 1]])
    repack(path, lambda parts: parts.update({"xl/styles.xml": (
        f'<styleSheet xmlns="{MAIN}"><fonts><font><family val="99"/><color rgb="FF0000"/></font></fonts>'
        "<fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/><xf/></cellXfs>"
        "</styleSheet>").encode()}))


@case("styles_none", "no style sheet, and cells that name a style", "A2", "B2")
def _(path: Path) -> None:
    by_openpyxl(path, [["id", "value"], ["a", 1]])

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        del parts["xl/styles.xml"]
        types = parts["[Content_Types].xml"].decode()
        parts["[Content_Types].xml"] = re.sub(r'<Override PartName="/xl/styles.xml"[^>]*/>', "", types).encode()
        links = parts["xl/_rels/workbook.xml.rels"].decode()
        parts["xl/_rels/workbook.xml.rels"] = re.sub(r'<Relationship [^>]*styles.xml[^>]*/>', "", links).encode()
        parts[SHEET] = parts[SHEET].replace(b'<c r="B2"', b'<c r="B2" s="7"')
        return parts

    repack(path, change)


@case("names_odd", "parts named with backslashes and in other case", "A2", "B2")
def _(path: Path) -> None:
    by_openpyxl(path, [["id", "value"], ["a", 1]])
    repack(path, lambda parts: {name.replace("/", "\\").replace("sheet1", "Sheet1"): data for name, data in parts.items()})


# --- sheets ---------------------------------------------------------------------------------------------


@case("hidden", "two more sheets, one hidden and one very hidden", "A2")
def _(path: Path) -> None:
    def change(book, _):
        for title, state in (("hidden", "hidden"), ("deep", "veryHidden")):
            sheet = book.create_sheet(title)
            sheet["A1"] = "id"
            sheet.sheet_state = state

    by_openpyxl(path, [["id"], ["a"]], change)


@case("headings", "headings with a line break, an NBSP, a zero-width space, wide letters", "A1", "B1", "C1", "D1")
def _(path: Path) -> None:
    by_openpyxl(path, [["户\n编号", "\u00a0所在村 ", "建档\u200b状态", "ｉｄ"], ["a", 1, 2, 3]])


# --- other files ----------------------------------------------------------------------------------------


@case("macros.xlsm", "a workbook with macros", "A2")
def _(path: Path) -> None:
    by_openpyxl(path, [["id"], ["a"]])
    repack(path, replaced("[Content_Types].xml", (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml")))


@case("old.xls", "the old format, written by LibreOffice", "A2")
def _(path: Path) -> None:
    by_libreoffice(path, [["id"], ["a"]], "xls:MS Excel 97")


@case("wps.et", "the same named .et, as WPS names it", "A2")
def _(path: Path) -> None:
    shutil.copyfile(HERE / "old.xls", path)


@case("renamed", "the same named .xlsx", "A2")
def _(path: Path) -> None:
    shutil.copyfile(HERE / "old.xls", path)


@case("open.ods", "OpenDocument, written by LibreOffice", "A2")
def _(path: Path) -> None:
    by_libreoffice(path, [["id"], ["a"]], "ods")


@case("web", "a web page named .xlsx", "A2")
def _(path: Path) -> None:
    path.write_text("<html><table><tr><td>id</td></tr><tr><td>a</td></tr></table></html>", encoding="utf-8")


@case("encrypted", "encrypted with a password, by msoffcrypto", "A2")
def _(path: Path) -> None:
    import msoffcrypto.format.ooxml

    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "plain.xlsx"
        by_openpyxl(first, [["id"], ["a"]])
        with first.open("rb") as plain, path.open("wb") as out:
            msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("password", out)


@case("cut", "a workbook cut off in its middle", "A2")
def _(path: Path) -> None:
    by_openpyxl(path, [["id"], ["a"]])
    path.write_bytes(path.read_bytes()[:2500])


@case("flipped", "a byte of its sheet changed in the zip", "A2")
def _(path: Path) -> None:
    by_openpyxl(path, [["id"], ["a"]])
    data = bytearray(path.read_bytes())
    at = data.index(b"xl/worksheets/sheet1.xml") + 60
    data[at] ^= 0xFF
    path.write_bytes(bytes(data))


@case("styles_bytes", "a style sheet that is no UTF-8", "A2")
def _(path: Path) -> None:
    by_openpyxl(path, [["id"], ["a"]])
    repack(path, lambda parts: parts.update({"xl/styles.xml": b"<styleSheet>\xff\xfe\xb5</styleSheet>"}))


# --- readers --------------------------------------------------------------------------------------------


def place(cell: str) -> tuple[int, int]:
    return int(cell[1:]) - 1, ord(cell[0]) - 65


def pick(rows: list[list[object]], cells: list[str]) -> list[str]:
    out = []
    for cell in cells:
        row, column = place(cell)
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        out.append("" if value is None else repr(value) if isinstance(value, str) else str(value))
    return out


def openpyxl_gives(path: Path, cells: list[str]) -> list[str]:
    import warnings

    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    sheet = book.worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True, max_row=10)]
    return pick(rows, cells)


def calamine_gives(path: Path, cells: list[str]) -> list[str]:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return pick(book.get_sheet_by_index(0).to_python(skip_empty_area=False, nrows=10), cells)


def libreoffice_shows(path: Path, cells: list[str]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        out = soffice(path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,true", Path(folder))
        rows = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8"), newline="")))
    return [pick_text(rows, cell) for cell in cells]


def pick_text(rows: list[list[str]], cell: str) -> str:
    row, column = place(cell)
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def jinguo_gives(path: Path, cells: list[str]) -> list[str]:
    from jinguo._workbook import text_tables

    tables, aside = text_tables(path)
    _, _, header, rows, _, numbers, faults = tables[0]
    held = {1: header} | dict(zip(numbers, rows, strict=True))
    told = {(row, column): code for row, column, code, *_ in faults}
    out = []
    for cell in cells:
        row, column = place(cell)
        here = held.get(row + 1, [])
        out.append(f"issue {told[row + 1, column]}" if (row + 1, column) in told
                   else here[column] if column < len(here) else "")
    return out + [f"warning {issue.code}" for issue in aside]


def said(reader: Callable[[Path, list[str]], list[str]], path: Path, cells: list[str]) -> list[str]:
    import jinguo as jg

    try:
        return reader(path, cells)
    except jg.InputError as error:
        return [f"refused {issue.code}" for issue in error.issues]
    except BaseException as error:  # whatever another reader raises is what it gives
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        return [f"{type(error).__name__}"]


def libreoffice_version() -> str:
    out = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True, timeout=60).stdout
    return out.split()[1]


# --- the table ------------------------------------------------------------------------------------------

DOCS = HERE.parents[2] / "docs" / "workbook.md"
BEGIN, END = "<!-- cases: made by tests/cases/workbooks/make.py -->", "<!-- end of cases -->"


def shown(values: list[str]) -> str:
    def one(value: str) -> str:
        if re.fullmatch(r"(issue|warning|refused) [a-z_.]+", value):
            return value
        if value == "FileNotFoundError":
            return "cannot open it"
        if re.fullmatch(r"[A-Z]\w*(Error|Exception|BadZipFile)|error|BadZipFile", value):
            return f"raises {value}"
        return f"`{json.dumps(value, ensure_ascii=False)[1:-1]}`" if value else "(empty)"

    return ", ".join(map(one, values)).replace("|", "\\|").replace("\u00a0", "\\u00a0").replace("\u200b", "\\u200b")


def table(data: dict) -> str:
    """The table of docs/workbook.md."""
    versions = data["versions"]
    lines = [
        f"| case | what the file says | cells | openpyxl {versions['openpyxl']} gives | python-calamine "
        f"{versions['python-calamine']} gives | LibreOffice {versions['LibreOffice']} shows | we give |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in data["cases"]:
        lines.append(f"| {one['file']} | {one['says']} | {', '.join(one['cells'])} | " + " | ".join(
            shown(one[reader]) for reader in ("openpyxl", "calamine", "libreoffice", "jinguo")) + " |")
    return "\n".join(lines)


def write_docs(data: dict) -> None:
    text = DOCS.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCS.write_text(f"{before}{BEGIN}\n\n{table(data)}\n\n{END}{after}", encoding="utf-8")


def main() -> None:
    only = set(sys.argv[1:])
    kept = json.loads((HERE / "cases.json").read_text(encoding="utf-8")) if (HERE / "cases.json").exists() else {}
    before = {one["file"]: one for one in kept.get("cases", [])}
    rows = []
    for name, says, cells, make in CASES:
        path = HERE / (name if "." in name else f"{name}.xlsx")
        if only and name not in only and path.name in before:
            rows.append(before[path.name])
            continue
        make(path)
        rows.append({
            "file": path.name, "says": says, "cells": cells,
            "openpyxl": said(openpyxl_gives, path, cells),
            "calamine": said(calamine_gives, path, cells),
            "libreoffice": said(libreoffice_shows, path, cells),
            "jinguo": said(jinguo_gives, path, cells),
        })
        print(rows[-1], flush=True)
    versions = {"openpyxl": version("openpyxl"), "python-calamine": version("python-calamine"),
                "xlsxwriter": version("xlsxwriter"), "LibreOffice": libreoffice_version()}
    data = {"versions": versions, "cases": rows}
    (HERE / "cases.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write_docs(data)


if __name__ == "__main__":
    main()
