"""Workbooks as they are: read as a spreadsheet program shows them, written without losing anything."""

import importlib.util
import io
import json
import random
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import random_registry as rr
import xlsxwriter
from layout import ROOT
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from test_cli import jinguo

import jinguo as jg
from jinguo import _core
from jinguo._editing import Editor, Put, cells_of, letters
from jinguo._formats import Format, plain
from jinguo._package import Package
from jinguo._sheets import FAULTS, heading, legible, table_of
from jinguo._workbook import EMPTY, EMPTY_ROW, Workbook, text_tables, unmasked, without_empty_cells
from jinguo.marked import mark

CASES = ROOT / "tests" / "cases" / "workbooks"
_spec = importlib.util.spec_from_file_location("workbook_cases", CASES / "make.py")
make = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(make)
DATA = json.loads((CASES / "cases.json").read_text(encoding="utf-8"))

KINDS = {table: {name: kind for name, _, kind, *_ in columns} for table, columns in rr.COLUMNS.items()}
HOUSEHOLDS = ["id", "region", "status", "registered_on", "standard", "type", "main_cause", "wage_income", "note"]
WOMEN = ["id", "household", "birth_date", "relation", "education", "health", "labour", "skills"]


def county(path, women=6, change=None):
    """A small sound registry: a household a woman."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "households"
    sheet.append(HOUSEHOLDS)
    other = book.create_sheet("women")
    other.append(WOMEN)
    for k in range(1, women + 1):
        sheet.append([f"H{k}", "430626101001", "registered", "2014-03-01", "national", "general", "illness", 1200.5, None])
        other.append([f"W{k}", f"H{k}", "1980-05-06", "spouse", "junior_secondary", "healthy", "ordinary", "planting"])
    if change is not None:
        change(book)
    book.save(path)
    return path


def parts_of(path):
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def read(path):
    """The registry, and what is told of it but of what is merely not likely in so small a county."""
    registry, issues = jg.Registry.read(path)
    unlikely = ("domain.plausible.", "io.position.county")
    return registry, [one for one in issues if not one.code.startswith(unlikely)]


def faults(path):
    _, issues = read(path)
    return [(one.code, one.file.partition("/")[2], one.row, one.column) for one in issues]


# --- the table of cases ---------------------------------------------------------------------------------


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["file"])
def test_every_case_is_read_as_the_table_says(case):
    assert make.said(make.jinguo_gives, CASES / case["file"], case["cells"]) == case["jinguo"]


def test_the_table_of_the_docs_is_that_of_the_cases():
    text = (ROOT / "docs" / "workbook.md").read_text(encoding="utf-8")
    assert text.partition(make.BEGIN)[2].partition(make.END)[0].strip() == make.table(DATA)


def test_what_a_spreadsheet_program_shows_is_what_is_read_but_where_the_page_says_why():
    """Where LibreOffice shows another text, it is a day written another way, or one of these."""
    on_purpose = {"formula_openpyxl.xlsx", "formula_xlsxwriter.xlsx", "merged_rows.xlsx", "merged_columns.xlsx",
                  "merged_heading.xlsx", "dates_1900.xlsx", "long_numbers.xlsx", "format_percent.xlsx",
                  "format_unit.xlsx", "format_thousands.xlsx", "format_hidden.xlsx", "escapes_inline.xlsx",
                  "escapes_shared.xlsx", "names_odd.xlsx", "headings.xlsx", "flipped.xlsx", "styles_bytes.xlsx"}
    for case in DATA["cases"]:
        ours = [value for value in case["jinguo"] if not value.startswith("warning")]
        refused = ours[0].startswith("refused")
        shown = [re.sub(r"(\d+)/(\d+)/(\d{4})", lambda d: f"{d[3]}-{int(d[1]):02}-{int(d[2]):02}", value)
                 for value in case["libreoffice"]]
        shown = [re.sub(r"(\d{4})年(\d+)月(\d+)日", r"\1-\2-0\3", value) for value in shown]
        assert refused or ours == shown or case["file"] in on_purpose, case
        assert case["file"] not in on_purpose or ours != shown, case


# --- number formats -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "text"), [
    (3580.3999999999996, "3580.4"), (0.1 + 0.2, "0.3"), (-0.0, "0"), (1e-7, "0.0000001"), (430626101001.0, "430626101001"),
    (110000000000000011.0, "1.1E+17"), (999999999999999.0, "999999999999999"), (1e15, "1E+15"), (113.581, "113.581"),
    (-12.5, "-12.5"), (1e-20, "1E-20"), (1.5e300, "1.5E+300"),
])
def test_numbers_have_fifteen_digits(value, text):
    assert plain(value) == text


@pytest.mark.parametrize(("code", "value", "text"), [
    ("General", 12.0, "12"), ("0000000", 1.0, "0000001"), ("0000000", 12345678.0, "12345678"), ('"W"000', 3.0, "W003"),
    ('"W"000', -3.0, "-W003"), ('"W"000;"W"-000', -3.0, "-W003"), ('0.0"万元";-0.0"万元"', -1.2, "-1.2万元"),
    ('0.0"万元";(0.0"万元")', -1.2, "-1.2万元"), ("D000", 7.0, "D007"), ("H000", 7.0, "H007"), ("A0", 7.0, "A7"),
    ("mm:ss.0", 0.5, "12:00:00"), ("[h]:mm:ss.00", 1.5, "36:00:00"), ("yyyy-mm-dd hh:mm:ss.000", 41913.5, "2014-10-01 12:00:00"),
    ("0.00", 1234.567, "1234.567"), ("0%", 0.0435, "4.35%"), ("0.00%", 1.0, "100%"),
    ('0.00"万元"', 1.2, "1.2万元"), ('0.00"元"', 12.5, "12.5"), ('0!.0,"万"', 12345.0, "12345"), ("0.0,", 1234.0, "1234"),
    ('_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', 0.0, "0"),
    ('_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', -1234.5, "-1234.5"),
    ("#,##0_);[Red]\\(#,##0\\)", -12.0, "-12"), ("[Red]0;[Blue]-0", -4.0, "-4"), ('0;-0;"无"', 0.0, "无"),
    ("[$¥-804]#,##0.00", 12.0, "12"), ("[$$-409]#,##0.00", 12.0, "$12"), ("000-0000-0000", 13800000000.0, "138-0000-0000"),
    ('G/通用格式"岁"', 12.0, "12岁"), ("# ?/?", 0.5, "0.5"), ("0.00E+00", 1234.0, "1234"), (";;;", 5.0, "5"),
    ('[=1]"男";[=2]"女"', 2.0, "女"), ('[=1]"男";[=2]"女"', 3.0, "3"), ("[<1]0.0;000", 7.0, "007"), ("@", 41913.0, "41913"),
    ("yyyy/m/d;@", 41913.0, "2014-10-01"), ('[$-804]yyyy"年"m"月"d"日"', 41913.0, "2014-10-01"), ("aaaa", 41913.0, "2014-10-01"),
    ('m"月"d"日"', 41913.0, "2014-10-01"), ("yyyy-mm-dd", 41913.75, "2014-10-01"), ("h:mm", 0.5, "12:00:00"),
    ("yyyy-mm-dd hh:mm", 41913.75, "2014-10-01 18:00:00"), ("yyyy-mm-dd hh:mm", 41913.0, "2014-10-01"),
    ("[h]:mm", 1.5, "36:00:00"), ("yyyy-mm-dd", 2958465.9999999, "2958465.9999999"), ("yyyy-mm-dd", -1.0, "-1"),
    ("yyyy-mm-dd", 0.0, "1900-01-00"), ("yyyy-mm-dd", 60.0, "1900-02-29"), ("yyyy-mm-dd", 41912.999999, "2014-10-01"),
])
def test_a_format_adds_and_never_takes_away(code, value, text):
    assert Format(code).number(value) == text


def test_days_of_1904_and_texts_with_a_format():
    assert Format("yyyy-mm-dd").number(0.0, epoch_1904=True) == "1904-01-01"
    assert Format("yyyy-mm-dd").number(41913.0, epoch_1904=True) == "2018-10-02"
    assert Format('"H"@').text("A") == "HA" and Format("@").text("A") == "A" and Format('0;0;0;"x"@').text("A") == "xA"


def test_any_format_at_all_is_read_or_passed_over():
    draw = random.Random(7)
    pieces = ['0', '#', '?', '.', ',', '%', '@', ';', '"a', '"', '[', ']', '[h]', '[$-804]', '[=1]', 'y', 'm', 'd', 'h',
              's', 'E+', '/', '\\', '_', '*', '年', 'General', 'e', '-', ' ', '(', ')', 'AM/PM']
    for _ in range(3000):
        form = Format("".join(draw.choices(pieces, k=draw.randrange(12))))
        for value in (0.0, 1.0, -2.5, 41913.25, 1e17, 1e-9):
            assert isinstance(form.number(value), str)
        assert isinstance(form.text("x"), str)


# --- reading --------------------------------------------------------------------------------------------


def test_rows_beyond_a_lying_dimension_are_read(tmp_path):
    path = county(tmp_path / "a.xlsx", 11)
    for lie in ('ref="A1:H7"', 'ref="A1"', 'ref="A1:XFD1048576"', 'ref="nonsense"'):
        lying = tmp_path / "b.xlsx"
        shutil.copyfile(path, lying)
        make.repack(lying, lambda parts, lie=lie: {
            name: re.sub(rb'(<dimension )ref="[^"]*"', lambda found: found[1] + lie.encode(), data)
            for name, data in parts.items()})
        registry, issues = read(lying)
        assert issues == [] and registry.counts()["women"] == 11


def test_a_formula_without_a_value_is_told_and_its_row_is_no_good_row(tmp_path):
    def change(book):
        book["households"]["H3"] = "=1000+200.5"
        book["households"]["I4"] = "=A4"
        book["households"]["J1"] = "x_mine"
        book["households"]["J5"] = "=A5"

    path = county(tmp_path / "a.xlsx", change=change)
    registry, issues = read(path)
    assert [(one.code, one.row, one.column, one.value) for one in issues] == [
        ("io.formula", 3, "wage_income", "=1000+200.5"), ("io.formula", 4, "note", "")]
    assert "a formula without a value; open" in issues[0].text() and "spreadsheet program" in issues[0].text()
    good = jg.Registry.load(path, good_rows_only=True)
    assert sorted(one.id for one in good.households) == ["H1", "H4", "H5", "H6"]


def test_rows_of_formulas_alone_are_told(tmp_path):
    path = county(tmp_path / "a.xlsx", 2, lambda book: [
        book["women"].cell(4, k).__setattr__("value", f'="{k}"') for k in range(1, len(WOMEN) + 1)])
    assert {fault[:3] for fault in faults(path)} == {("io.formula", "women", 4)}


def test_merged_cells_hold_their_value_for_every_row(tmp_path):
    def change(book):
        women = book["women"]
        women["H2"], women["H3"] = "breeding", None
        women.merge_cells("H2:H3")
        women["B4"], women["B5"], women["B6"] = "H3", None, None
        women.merge_cells("B4:B6")
        women["D5"], women["D6"] = "child", "child"

    registry, issues = read(county(tmp_path / "a.xlsx", change=change))
    assert not [one for one in issues if one.severity == "error"]
    by_id = {one.id: one for one in registry.women}
    assert by_id["W1"].skills == by_id["W2"].skills == ("breeding",)
    assert [by_id[f"W{k}"].household for k in (3, 4, 5, 6)] == ["H3", "H3", "H3", "H6"]


def test_what_lies_under_merged_cells_is_not_shown_and_not_read(tmp_path):
    path = county(tmp_path / "a.xlsx", change=lambda book: [
        book["women"].__setitem__("H2", None), book["women"].__setitem__("H4", None)])
    make.repack(path, lambda parts: parts.update({"xl/worksheets/sheet2.xml": parts["xl/worksheets/sheet2.xml"].replace(
        b"</sheetData>", b'</sheetData><mergeCells count="2"><mergeCell ref="H2:H3"/><mergeCell ref="H4:I4"/></mergeCells>')}))
    registry, issues = read(path)
    assert issues == [] and [bool(one.skills) for one in registry.women] == [False, False, False, True, True, True]


def test_merged_rows_below_the_last_are_no_records_and_merged_columns_are_told(tmp_path):
    def change(book):
        women = book["women"]
        for k in range(1, len(WOMEN) + 1):
            women.merge_cells(start_row=7, end_row=8, start_column=k, end_column=k)
        book["households"].merge_cells("D2:E3")
        women.merge_cells("A1:A2")

    path = county(tmp_path / "a.xlsx", change=change)
    assert sorted(faults(path)) == [
        ("io.empty", "women", 2, "id"), ("io.merged", "households", 2, "standard"),
        ("io.merged", "households", 3, "standard"), ("io.merged", "women", 1, "id")]
    assert read(path)[0] == jg.Registry()


def test_hidden_sheets_are_left_aside_and_told(tmp_path):
    def change(book):
        for title, state in (("mentors", "hidden"), ("草稿", "veryHidden"), ("空", "hidden")):
            sheet = book.create_sheet(title)
            sheet.sheet_state = state
            sheet["A1"] = None if title == "空" else "nothing of ours"

    registry, issues = read(county(tmp_path / "a.xlsx", change=change))
    assert registry.counts()["women"] == 6
    assert [(one.code, one.severity, one.file) for one in issues] == [
        ("python.workbook.hidden", "warning", "a.xlsx/mentors"), ("python.workbook.hidden", "warning", "a.xlsx/草稿")]


@pytest.mark.parametrize("said", ["户\n编号", " 户 编 号* ", "* 户编号", "＊户编号", "户\u200b编\ufeff号＊", "\u00a0户编号\u3000", "户_x000D_编号", "ＩＤ", "Id"])
def test_headings_and_names_of_sheets_are_read_as_people_mean_them(tmp_path, said):
    def change(book):
        book["households"]["A1"] = said
        book["households"].title = "house\u200bholds "
        book["women"].title = "妇　女"

    registry, issues = read(county(tmp_path / "a.xlsx", change=change))
    assert issues == [] and registry.counts()["women"] == 6


def test_an_id_with_what_cannot_be_seen_is_told(tmp_path):
    for hidden in ("\u200b", "\ufeff", "\u00ad", "\u00a0", "_x0007_"):
        path = county(tmp_path / "a.xlsx", change=lambda book, hidden=hidden: book["women"].__setitem__("A3", f"W{hidden}2"))
        assert [fault[1:] for fault in faults(path)] == [("women", 3, "id")], hidden


def test_ids_shown_by_a_number_format_are_read_as_shown(tmp_path):
    def change(book):
        for row in range(2, 8):
            for sheet, at in (("households", f"A{row}"), ("women", f"B{row}")):
                cell = book[sheet][at]
                cell.value, cell.number_format = row, '"H"000000'
            cell = book["women"][f"A{row}"]
            cell.value, cell.number_format = row, "0000000"

    registry, issues = read(county(tmp_path / "a.xlsx", change=change))
    assert issues == []
    assert [(one.id, one.household) for one in registry.women][:2] == [("0000002", "H000002"), ("0000003", "H000003")]


def test_an_id_that_became_a_date_is_told(tmp_path):
    """3-1 typed into a cell is 1 March for a spreadsheet program."""

    def change(book):
        for row, form in ((2, 'm"月"d"日"'), (3, "d-mmm"), (4, "yyyy-mm-dd")):
            cell = book["women"][f"A{row}"]
            cell.value, cell.number_format = 42430, form
        book["women"]["A5"] = "2016-03-01"  # typed as text: an id

    path = county(tmp_path / "a.xlsx", change=change)
    assert [fault for fault in faults(path) if fault[0] == "io.id.date"] == [
        ("io.id.date", "women", row, "id") for row in (2, 3, 4)]
    assert "a date of this id" in read(path)[1][0].text()


def test_the_mend_of_a_number_of_days_counts_from_the_workbooks_own_epoch(tmp_path):
    for epoch, day in ((CALENDAR_WINDOWS_1900, "1976-08-28"), (CALENDAR_MAC_1904, "1980-08-29")):
        def change(book, epoch=epoch):
            book.epoch = epoch
            book["women"]["C2"] = 28000
            book["women"]["C3"] = 19800829  # eight digits are a day in either

        _, issues = read(county(tmp_path / "a.xlsx", change=change))
        assert [(one.code, one.row, one.value) for one in issues] == [("io.date.serial", 2, "28000")]
        assert day in issues[0].text()


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#FIELD!", "#BUSY!", "#SPILL!", "Err:502", "###", "##########"])
def test_errors_are_told_in_every_column(tmp_path, error):
    def change(book):
        book["households"]["I2"] = book["households"]["H3"] = error

    assert {fault for fault in faults(county(tmp_path / "a.xlsx", change=change))} == {
        ("io.spreadsheet_error", "households", 2, "note"), ("io.spreadsheet_error", "households", 3, "wage_income")}


def test_a_sheet_without_a_heading_is_told(tmp_path):
    path = county(tmp_path / "a.xlsx", change=lambda book: book["women"].delete_rows(1))
    assert [fault[:3] for fault in faults(path)] == [("io.header.missing", "women", 1)]


@pytest.mark.parametrize("merged", [False, True])
def test_a_heading_below_a_title_is_told_with_its_row(tmp_path, merged):
    def change(book):
        sheet = book["women"]
        sheet.insert_rows(1, 2)
        sheet["A1"] = "贫困妇女登记表"
        if merged:
            sheet.merge_cells("A1:H1")

    path = county(tmp_path / "a.xlsx", change=change)
    assert [fault[:3] for fault in faults(path)] == [("io.header.below", "women", 1)]
    assert "stand in row 3; delete the rows above" in read(path)[1][0].text()


def test_tables_saved_from_sheets_are_told_under_which_name_they_are_read(tmp_path):
    """CSV files that a spreadsheet program wrote, with a title above, named as the sheet was."""
    (tmp_path / "households.csv").write_text("贫困户登记表,,\r\n\r\n*户编号,＊所在村,建档状态*\r\n", encoding="gb18030")
    (tmp_path / "妇女.csv").write_text("编号,户编号\r\n", encoding="utf-8-sig")
    _, issues = read(tmp_path)
    told = {(one.code, one.file): one.text() for one in issues}
    assert "stand in row 3" in told["io.header.below", "households.csv"]
    assert "women.csv" in told["io.file.unknown", "妇女.csv"]


def test_rounding_is_no_long_number_cut(tmp_path):
    path = county(tmp_path / "a.xlsx", change=lambda book: book["households"].__setitem__("H2", 0.1 + 0.2 - 0.3))
    assert [(one.code, one.value) for one in read(path)[1]] == [("io.money", "5.55111512312578E-17")]


def test_a_column_without_a_heading_is_told_where_it_holds_something(tmp_path):
    """As data frames are written with their index."""

    def change(book):
        book["women"].insert_cols(1)
        book["women"]["A3"] = 1
        book["households"]["N4"] = "某某"

    path = county(tmp_path / "a.xlsx", change=change)
    _, issues = read(path)
    assert [(one.code, one.file.partition("/")[2], one.row, one.column) for one in issues] == [
        ("io.row.headless", "households", 4, "#14"), ("io.row.headless", "women", 3, "#1")]
    assert "某某" not in issues[0].text() and "give its column a heading" in issues[0].text()
    mark(path, tmp_path / "m.xlsx", issues, lang="en")
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    assert book["households"]["N4"].comment is not None and book["women"]["A3"].comment is not None


def test_cells_beyond_the_headings_are_told_however_far(tmp_path):
    path = county(tmp_path / "a.xlsx", change=lambda book: book["women"].__setitem__("XFD4", "stray"))
    assert faults(path) == [("io.row.long", "women", 4, "")]
    path = county(tmp_path / "b.xlsx", change=lambda book: book["women"].__setitem__("A1048576", "W9"))
    assert {fault[1:3] for fault in faults(path)} == {("women", 1048576)}


@pytest.mark.parametrize("row", [
    '<row r="{r}" s="1" customFormat="1"><c r="A{r}" s="1"/><c r="B{r}" s="1"/></row>',
    '<row r="{r}" customFormat="false" ht="12.8"><c s="1" r="A{r}" t="s"></c><c r="B{r}" s="1" /></row>',
    '<row r="{r}" s="1" customFormat="1"/>\n',
], ids=["usual", "other order", "rows alone"])
def test_a_million_styled_empty_rows_take_little_time_and_memory(tmp_path, row):
    path = county(tmp_path / "a.xlsx", 2)
    rows = "".join(row.format(r=r) for r in range(4, 1_000_004))

    def change(parts):
        sheet = "xl/worksheets/sheet2.xml"
        parts[sheet] = parts[sheet].replace(b"</sheetData>", rows.encode() + b"</sheetData>")

    make.repack(path, change)
    said = subprocess.run(
        [sys.executable, "-c",
         "import sys, time, jinguo as jg\n"
         "from jinguo.marked import mark\n"
         "registry, issues = jg.Registry.read(sys.argv[1])\n"
         "print(time.process_time())\n"
         "told = jg.Issue('io.empty', file='a.xlsx/women', row=900_000, column='health', expected=jg.Message('io.empty'))\n"
         "mark(sys.argv[1], sys.argv[2], [told])\n"
         "issues = [one for one in issues if one.severity == 'error']\n"
         "peak = [line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')]\n"
         "print(len(registry.women), issues, int(peak[0]) // 1024)",
         str(path), str(tmp_path / "m.xlsx")], capture_output=True, text=True, check=True)
    seconds, women, issues, peak = said.stdout.split()
    assert (women, issues) == ("2", "[]") and float(seconds) < 10 and int(peak) < 300
    with zipfile.ZipFile(tmp_path / "m.xlsx") as packed:
        sheet = packed.read("xl/worksheets/sheet2.xml").decode()
    marked = re.sub(r'<row r="900000"[^>]*>.*?</row>', "", sheet, count=1)
    assert 'r="F900000"' in sheet and marked.count("<row r=") == 1_000_002 and "F900000" not in marked


def test_leaving_out_empty_cells_before_parsing_changes_nothing(tmp_path, monkeypatch):
    draw = random.Random(11)
    cut = whole = 0
    for _ in range(300):
        rows = []
        for row in range(1, draw.randrange(2, 30)):
            cells, column = "", 0
            for _ in range(draw.randrange(8)):
                column += draw.choice((1, 1, 2))
                at = f' r="{letters(column)}{row}"'
                named = draw.random() < 0.9 or not cells
                cells += draw.choice((
                    f'<c s="1"{at} t="s"/>\n',
                    f'<c{at} s="1"/>', f"<c{at} />", f'<c{at} s="1"></c>', f"<c{at if named else ''}><v>{row}</v></c>",
                    f"<c{at} t='inlineStr'><is><t>&lt;c r=\"A1\"/&gt;</t></is></c>",
                    f'<c{at} t="inlineStr"><is><t><![CDATA[<c r="A1"/></row>]]></t></is></c>' if draw.random() < 0.1 else "",
                ))
                if not named:
                    column = 99  # those after it would be guesses
                    break
            if draw.random() < 0.3:
                cells = f'<c r="A{row}" s="1"/>' * draw.randrange(3)
            number = f' r="{row}"' if draw.random() < 0.9 or not rows else ""
            end = draw.choice(("", " ", "\n"))
            rows.append(f'<row{number} spans="1:9">{cells}</row>{end}' if draw.random() < 0.9 else f'<row{number} ht="9"/>{end}')
            if not number:
                break  # those after it would be guesses
        data = "".join(rows)
        whole += len(EMPTY_ROW.findall(data.encode()))
        cut += len(EMPTY.findall(EMPTY_ROW.sub(b"", data.encode())))
        path = tmp_path / "a.xlsx"
        make.sheet_xml(path, data)
        size = draw.choice((7, 100, 1 << 16))
        monkeypatch.setattr("jinguo._package.CHUNK", size)
        seen = []
        for thin in (without_empty_cells, iter):
            monkeypatch.setattr("jinguo._workbook.without_empty_cells", thin)
            with Package(path) as package:
                found = []
                book = Workbook(package)
                book.cells(book.sheets[0], lambda *cell, found=found: found.append(cell))
                seen.append(found)
        assert seen[0] == seen[1]
    assert cut > 300 and whole > 300


def test_masks_are_undone_once():
    assert unmasked("a_x000D_b") == "a\nb" and unmasked("_x005F_x000D_") == "_x000D_" and unmasked("_x_") == "_x_"
    assert unmasked("_xD83D__xDE00_") == "\U0001f600" and unmasked("a_x000D__x000A_b") == "a\nb"


def test_names_are_known_in_both_languages_and_others_only_cleaned():
    assert table_of("Women") == "women" and table_of("妇 女") == "women" and table_of("妇女2") is None
    assert heading("出生 日期*", "women") == "出生日期" and heading("X_ mine", "women") == "x_mine"
    assert heading("别的\n列", "women") == "别的 列" and legible("\ufeff a\u00a0\u00a0b\u200b") == "a b"


# --- what is no workbook of ours ------------------------------------------------------------------------

OTHERS = ["old.xls", "wps.et", "open.ods", "renamed.xlsx", "web.xlsx", "encrypted.xlsx", "cut.xlsx", "flipped.xlsx",
          "styles_bytes.xlsx"]


@pytest.mark.parametrize("name", OTHERS)
def test_every_command_refuses_what_it_cannot_read_and_says_what_to_do(tmp_path, name):
    path = CASES / name
    with pytest.raises(jg.InputError):
        jg.Registry.load(path)
    with pytest.raises(jg.InputError):
        mark(path, tmp_path / f"m{path.suffix}", [])
    policy = ROOT / "policies" / "yueyang-2016.toml"
    for command in (("check", path), ("check", path, "--marked", tmp_path / f"m{path.suffix}"),
                    ("match", path, "--policy", policy, "--lottery-seed", "00" * 16, "--out", tmp_path / "plan")):
        done = jinguo(*command, "--lang", "en", code=1)
        said = done.stdout + done.stderr
        assert "Traceback" not in said and name in said
        assert "spreadsheet program" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("kind", "data"), [
    ("CSV", b"id,name\nW1,x\n"), ("CSV", "编号,户编号\n".encode("gb18030")), ("CSV", "编号\t户编号\r\n".encode("utf-16")),
    ("XML, HTML", b"\xef\xbb\xbf <!DOCTYPE html>"), ("XML, HTML", '<?xml version="1.0"?><Workbook/>'.encode("utf-16")),
    (".xls", b"\x09\x08\x08\x00\x00\x05\x05\x00" + bytes(40)), ("PDF", b"%PDF-1.7"), ("", b""), ("", bytes(600)),
    ("", b"\x89PNG\r\n\x1a\n\0\0\0"), ("", b"\x1f\x8b\x08\x00\x01\x02"), ("ZIP", {"readme.txt": b"x"}),
    (".docx", {"_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
               b'Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
               b'Target="word/document.xml"/></Relationships>', "word/document.xml": b"<document/>"}),
])
def test_what_another_kind_of_file_is_said_to_be(tmp_path, kind, data):
    path = tmp_path / "a.xlsx"
    if isinstance(data, bytes):
        path.write_bytes(data)
    else:
        with zipfile.ZipFile(path, "w") as packed:
            for name, held in data.items():
                packed.writestr(name, held)
    with pytest.raises(jg.InputError) as told:
        jg.Registry.read(path)
    code = "python.workbook.kind" if kind else "python.workbook.damaged"
    assert [one.code for one in told.value.issues] == [code]
    assert f"({kind})" in told.value.issues[0].text() or not kind


def test_parts_in_any_encoding_of_the_format_are_read_and_marked(tmp_path):
    told = jg.Issue("io.empty", file="a.xlsx/women", row=3, column="health", expected=jg.Message("io.empty"))
    sheet = "xl/worksheets/sheet2.xml"
    for coding, declared in (("utf-16", ""), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-8-sig", ""), ("latin-1", "ISO-8859-1")):
        path = county(tmp_path / "a.xlsx")
        said = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
        make.repack(path, lambda parts, said=said, coding=coding: parts.update({
            sheet: (said + re.sub(r"^<\?xml.*?\?>", "", parts[sheet].decode())).encode(coding)}))
        whole = read(path)
        assert whole[1] == [] and whole[0].counts()["women"] == 6
        mark(path, tmp_path / "m.xlsx", [told])
        assert read(tmp_path / "m.xlsx")[0] == whole[0]
        assert openpyxl.load_workbook(tmp_path / "m.xlsx")["women"]["F3"].comment is not None


def test_what_cannot_be_marked_is_refused(tmp_path):
    path = county(tmp_path / "a.xlsx")
    make.repack(path, lambda parts: parts.pop("[Content_Types].xml") and None)
    assert read(path)[1] == []
    with pytest.raises(jg.InputError) as told:
        mark(path, tmp_path / "m.xlsx", [])
    assert [one.code for one in told.value.issues] == ["python.workbook.damaged"]
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_workbook_damaged_anywhere_is_read_or_refused(tmp_path):
    draw = random.Random(3)
    whole = county(tmp_path / "a.xlsx").read_bytes()
    parts = parts_of(tmp_path / "a.xlsx")
    refused = 0
    for k in range(400):
        path = tmp_path / "b.xlsx"
        if k % 2:
            data = bytearray(whole)
            for _ in range(draw.randrange(1, 4)):
                data[draw.randrange(len(data))] = draw.randrange(256)
            path.write_bytes(bytes(data[: draw.choice((len(data), draw.randrange(len(data))))]))
        else:
            name = draw.choice(list(parts))
            data = bytearray(parts[name])
            for _ in range(draw.randrange(1, 4)):
                at = draw.randrange(len(data))
                data[at : at + draw.randrange(3)] = draw.choice((b"", b"<", b'"', b"\xff", b"9", b"&x;", b"</c>"))
            path.write_bytes(whole)
            make.repack(path, lambda held, name=name, data=data: held.update({name: bytes(data)}))
        try:
            read(path)
            mark(path, tmp_path / "m.xlsx", [])
        except jg.InputError as error:
            assert all(issue.code.startswith("python.workbook.") for issue in error.issues)
            refused += 1
    assert refused > 100


def test_hostile_parts_are_refused(tmp_path):
    def with_sheet(data):
        path = county(tmp_path / "a.xlsx")
        make.repack(path, lambda parts: parts.update({"xl/worksheets/sheet2.xml": data}))
        return path

    main = make.MAIN.encode()
    for data in (
        b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet xmlns="' + main + b'">&a;</worksheet>',
        b'<worksheet xmlns="' + main + b'">' + b"<a>" * 5000 + b"</a>" * 5000 + b"</worksheet>",
        b'<worksheet xmlns="' + main + b'"><sheetData><row r="1048577"/></sheetData></worksheet>',
        b'<worksheet xmlns="' + main + b'"><sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData></worksheet>',
        b'<worksheet xmlns="' + main + b'"><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row></sheetData></worksheet>',
        b'<worksheet xmlns="' + main + b'"><sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData></worksheet>',
        b'<other/>',
    ):
        with pytest.raises(jg.InputError) as told:
            jg.Registry.read(with_sheet(data))
        assert {issue.code for issue in told.value.issues} == {"python.workbook.damaged"}
    path = county(tmp_path / "b.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_BZIP2) as packed:
        packed.writestr("xl/other.xml", b"<a/>")
    with pytest.raises(jg.InputError):
        read(path)


# --- writing --------------------------------------------------------------------------------------------

EXT = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1"/></ext></extLst>'
)


def rich(tmp_path, name="a.xlsx"):
    """A workbook with what libraries lose: stored values, an x14 list, a picture's part, how a name is spoken."""
    path = county(tmp_path / name, change=lambda book: book["households"].__setitem__("H3", "=1000+200.5"))

    def change(parts):
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        sheet = sheet.replace("<f>1000+200.5</f><v />", "<f>1000+200.5</f><v>1200.5</v>").replace("<f>1000+200.5</f><v></v>", "<f>1000+200.5</f><v>1200.5</v>")
        assert "1200.5</v></c>" in sheet and "<f>" in sheet
        parts["xl/worksheets/sheet1.xml"] = sheet.replace("</worksheet>", EXT + "</worksheet>").encode()
        women = parts["xl/worksheets/sheet2.xml"].decode()
        spoken = '<t>planting</t><rPh sb="0" eb="1"><t>spoken</t></rPh>'
        assert "<t>planting</t>" in women
        parts["xl/worksheets/sheet2.xml"] = women.replace("<t>planting</t>", spoken).encode()
        parts["xl/media/image1.png"] = b"\x89PNG picture"

    make.repack(path, change)
    assert read(path)[1] == [] or [one.code for one in read(path)[1]] == ["python.workbook.stale"]
    return path


@pytest.mark.filterwarnings("ignore:Data Validation extension")  # openpyxl's own loss
def test_a_marked_copy_loses_nothing_and_can_be_marked_again(tmp_path):
    path = rich(tmp_path)
    make.repack(path, lambda parts: parts.update({
        "xl/worksheets/sheet2.xml": parts["xl/worksheets/sheet2.xml"].replace(b"<t>healthy</t>", b"<t>fine</t>", 2)}))
    _, issues = read(path)
    assert [(one.row, one.column) for one in issues if one.severity == "error"] == [(2, "health"), (3, "health")]
    mark(path, tmp_path / "m.xlsx", issues)
    before, after = parts_of(path), parts_of(tmp_path / "m.xlsx")
    same = {name for name, data in before.items() if after.get(name) == data}
    assert {"xl/media/image1.png", "xl/worksheets/sheet1.xml"} <= same | {"xl/worksheets/sheet1.xml"}
    assert b"<v>1200.5</v>" in after["xl/worksheets/sheet1.xml"] and EXT.encode() in after["xl/worksheets/sheet1.xml"]
    assert b"<rPh" in after["xl/worksheets/sheet2.xml"]
    assert (tmp_path / "m.xlsx").stat().st_mode & 0o777 == 0o600
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    assert book["women"]["F2"].fill.fgColor.rgb == "FFFFC7CE" and "fine" in book["women"]["F2"].comment.text
    assert [bool(sheet.sheet_view.tabSelected) for sheet in book.worksheets] == [True, False, False]
    _, again = read(tmp_path / "m.xlsx")
    assert [one.code for one in again] == [one.code for one in issues]
    mark(tmp_path / "m.xlsx", tmp_path / "m2.xlsx", again)
    assert parts_of(tmp_path / "m2.xlsx")["xl/worksheets/sheet1.xml"] == after["xl/worksheets/sheet1.xml"]
    mark(tmp_path / "m2.xlsx", tmp_path / "m3.xlsx", [])
    clean = openpyxl.load_workbook(tmp_path / "m3.xlsx")
    assert clean["women"]["F2"].comment is None and clean["women"]["F2"].fill.fill_type is None


def test_every_fault_is_marked_in_its_cell_though_the_cell_or_row_is_not_there(tmp_path):
    path = county(tmp_path / "a.xlsx", 3, lambda book: [
        book["women"].__setitem__("B3", None), book["women"].__setitem__("F4", None), book["women"].__setitem__("H1", "skils")])
    _, issues = read(path)
    mark(path, tmp_path / "m.xlsx", issues, lang="en")
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    commented = {cell.coordinate for row in book["women"].iter_rows() for cell in row if cell.comment}
    assert commented == {"B3", "F4", "H1"}
    listed = [[cell.value for cell in row] for row in book[FAULTS["en"]].iter_rows(min_row=3)]
    assert {row[2] for row in listed} == {"B3", "F4", "H1"} and len(listed) == len(issues)


def test_workbooks_of_odd_make_are_marked_too(tmp_path):
    for name in ("strict.xlsx", "styles_odd.xlsx", "styles_none.xlsx", "prefixed.xlsx", "no_references.xlsx", "macros.xlsm",
                 "names_odd.xlsx", "last_row.xlsx", "hidden.xlsx", "formula_libreoffice.xlsx"):
        path = CASES / name
        _, issues = read(path)
        title = text_tables(path)[0][0][1]
        wrong = [jg.Issue("io.empty", file=title, row=row, column="#1", expected=jg.Message("io.empty")) for row in (2, 5)]
        out = tmp_path / f"m{path.suffix}"
        mark(path, out, [*issues, *wrong], lang="en")
        assert make.said(make.jinguo_gives, out, DATA["cases"][[c["file"] for c in DATA["cases"]].index(name)]["cells"]) \
            == make.said(make.jinguo_gives, path, DATA["cases"][[c["file"] for c in DATA["cases"]].index(name)]["cells"])
        with Package(out) as package:
            assert FAULTS["en"] in [sheet.title for sheet in Workbook(package).sheets]


def test_what_would_change_another_cell_is_refused_and_nothing_is_written(tmp_path):
    path = rich(tmp_path)
    with Package(path) as package:
        editor = Editor(package)
        sheet = editor.book.sheets[0]
        editor.put(sheet, {(9, 1): Put("H9")})
        editor.parts[sheet.part] = editor.parts[sheet.part].replace(b"<v>1200.5</v></c>", b"<v/></c>", 1)
        with pytest.raises(jg.InputError) as told:
            editor.save(tmp_path / "out.xlsx")
    assert told.value.issues[0].code == "python.workbook.changed"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.xlsx"]


def test_a_workbook_saved_by_somebody_meanwhile_is_not_written_over(tmp_path):
    path = county(tmp_path / "a.xlsx")
    with Package(path) as package:
        editor = Editor(package)
        editor.put(editor.book.sheets[0], {(9, 1): Put("H9")})
        county(tmp_path / "b.xlsx", 7).replace(path)
        with pytest.raises(jg.InputError) as told:
            editor.save(path)
    assert told.value.issues[0].code == "python.workbook.busy"
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]
    assert read(path)[0].counts()["women"] == 7


def test_cells_are_put_where_they_belong(tmp_path):
    """Random cells into random sheets: what is read afterwards is what was there and what was put."""
    draw = random.Random(5)
    for _ in range(120):
        there, rows = {}, []
        for row in sorted(draw.sample(range(1, 30), draw.randrange(12))):
            cells = ""
            for column in sorted(draw.sample(range(1, 12), draw.randrange(6))):
                empty = draw.random() < 0.3
                cells += f'<c r="{letters(column)}{row}" s="0"' + ("/>" if empty else f"><v>{row * column}</v></c>")
                if not empty:
                    there[row, column] = str(row * column)
            tag = draw.choice(('<row r="{}" spans="1:12">', '<row r="{}">')).format(row)
            rows.append(tag + cells + "</row>" if cells or draw.random() < 0.5 else f'<row r="{row}"/>')
        path = tmp_path / "a.xlsx"
        make.sheet_xml(path, "".join(rows), before='<dimension ref="A1"/><cols><col min="2" max="4" width="9" style="0"/></cols>')
        puts = {(draw.randrange(1, 33), draw.randrange(1, 14)): f"_x000D_ <&> {k}" for k in range(draw.randrange(1, 9))}
        with Package(path) as package:
            editor = Editor(package)
            editor.put(editor.book.sheets[0], {place: Put(text) for place, text in puts.items()})
            editor.save(tmp_path / "b.xlsx")
        with Package(tmp_path / "b.xlsx") as package:
            book = Workbook(package)
            found = {}
            book.cells(book.sheets[0], lambda row, column, cell, f=found, b=book: f.update({(row, column): b.text(cell)}))
        assert found == there | puts
        sheet = openpyxl.load_workbook(tmp_path / "b.xlsx").worksheets[0]
        assert {(c.row, c.column) for row in sheet.iter_rows() for c in row if c.value is not None} == set(found)


@pytest.mark.filterwarnings("ignore:Data Validation extension")
def test_adopt_keeps_every_part_but_the_sheet_it_adds_to(tmp_path):
    """Values of formulas, x14 lists, pictures, how names are spoken: whatever stands in the workbook."""
    policy = ROOT / "policies" / "yueyang-2016.toml"
    path = rich(tmp_path)
    from jinguo.commands.adopt import _add_rows

    record = _core.Mentorship
    registry = jg.Registry(_core.sample_yueyang(ROOT / "data" / "yueyang", 400, 3, None)[0])
    records = registry.mentorships[:5]
    assert records and policy.exists() and isinstance(records[0], record)
    before = parts_of(path)
    for lang, title in (("zh", "结对"), ("en", "mentorships")):
        out = tmp_path / f"{lang}.xlsx"
        with Package(path) as package:
            editor = Editor(package)
            _add_rows(editor, "mentorships", records, lang)
            editor.save(out)
        after = parts_of(out)
        changed = {name for name, data in before.items() if after[name] != data}
        assert changed == {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}
        assert title in openpyxl.load_workbook(out).sheetnames
        with Package(out) as package:
            editor = Editor(package)
            _add_rows(editor, "mentorships", records, lang)
            editor.save(tmp_path / "twice.xlsx")
        changed = {name for name, data in after.items() if parts_of(tmp_path / "twice.xlsx")[name] != data}
        assert len(changed) == 1
        rows = [row for row in openpyxl.load_workbook(tmp_path / "twice.xlsx")[title].iter_rows(values_only=True)]
        assert len(rows) == 11 and rows[1:6] == rows[6:]


# --- every registry, every writer -----------------------------------------------------------------------


def typed(table, name, value, draw):
    """What an officer's cell would hold: days, numbers and yes or no as such, or as texts."""
    if isinstance(value, rr.Wrong):
        return value.text
    kind = KINDS[table][name]
    if kind in ("date", "money", "degrees", "number", "boolean") and name not in rr.LISTS[table]:
        if value is not None and not draw.chance(20):
            return float(value) if kind in ("money", "degrees") else value
    return rr.said(table, name, value, ("en", "zh")[draw.below(2)]) or None


def by_openpyxl(path, tables, draw):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table, columns in tables.items():
        sheet = book.create_sheet(draw.one((table, _core.tables_zh[table])))
        sheet.append(list(columns))
        for row, values in enumerate(zip(*columns.values(), strict=True), start=2):
            for k, (name, value) in enumerate(zip(columns, values, strict=True), start=1):
                value = typed(table, name, value, draw)
                cell = sheet.cell(row, k)
                if isinstance(value, str):  # openpyxl masks nothing
                    cell.value, cell.data_type = value.replace("\x07", "_x0007_"), "s"
                elif value is not None:
                    cell.value = value
    book.save(path)


def by_xlsxwriter(path, tables, draw):
    book = xlsxwriter.Workbook(str(path), {"constant_memory": draw.chance(50)})
    day = book.add_format({"num_format": draw.one(("yyyy-mm-dd", 'yyyy"年"m"月"d"日"', 14))})
    for table, columns in tables.items():
        sheet = book.add_worksheet(table)
        for k, name in enumerate(columns):
            sheet.write_string(0, k, name)
        for row, values in enumerate(zip(*columns.values(), strict=True), start=1):
            for k, (name, value) in enumerate(zip(columns, values, strict=True)):
                value = typed(table, name, value, draw)
                if isinstance(value, str):
                    sheet.write_string(row, k, value)
                elif isinstance(value, bool):
                    sheet.write_boolean(row, k, value)
                elif hasattr(value, "isoformat"):
                    sheet.write_datetime(row, k, value, day)
                elif value is not None:
                    sheet.write_number(row, k, value)
    book.close()


def by_libreoffice(path, tables, draw):
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed: ./scripts/workbook_cases.sh installs it")
    first, out = path.with_name("first.xlsx"), path.with_name("out")
    by_openpyxl(first, tables, draw)
    out.mkdir(exist_ok=True)
    shutil.copyfile(make.soffice(first, "xlsx", out), path)


def meant(value):
    """A text as a workbook keeps it: lines end with one character there."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


@pytest.mark.parametrize(("writer", "seeds"), [(by_openpyxl, range(8)), (by_xlsxwriter, range(8)), (by_libreoffice, [1])],
                         ids=["openpyxl", "xlsxwriter", "libreoffice"])
def test_any_registry_written_as_a_workbook_is_read_back_equal(tmp_path, writer, seeds):
    for seed in seeds:
        tables = rr.tables_of(rr.random_registry(seed))
        writer(tmp_path / "a.xlsx", tables, rr.Draw(seed))
        registry, issues = jg.Registry.read(tmp_path / "a.xlsx")
        assert [one.text() for one in issues if one.severity == "error"] == []
        for table, columns in tables.items():
            back = registry.columns(table)
            for name, values in columns.items():
                assert list(back[name]) == [meant(value) for value in values], (seed, table, name)


@pytest.mark.parametrize("writer", [by_openpyxl, by_xlsxwriter], ids=["openpyxl", "xlsxwriter"])
def test_every_wrong_cell_of_a_workbook_is_found(tmp_path, writer):
    for seed in range(8):
        draw = rr.Draw(seed + 100)
        tables, places = rr.with_wrong_cells(draw, rr.tables_of(rr.random_registry(seed)), 1 + 3 * seed)
        writer(tmp_path / "a.xlsx", tables, draw)
        _, issues = jg.Registry.read(tmp_path / "a.xlsx")
        found = {(table_of(one.file.partition("/")[2]), one.row, one.column) for one in issues if one.severity == "error"}
        assert places <= found, places - found
