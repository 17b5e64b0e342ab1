"""The officer's workbook: a template to fill in, and her own given back with every fault marked."""

import datetime
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from test_cli import jinguo

import jinguo as jg
from jinguo import _core
from jinguo._sheets import FAULTS, GUIDE, columns_of
from jinguo.marked import SameFileError, mark
from jinguo.template import template

FILL = Path(__file__).with_name("fill_in_libreoffice.py")
HOUSEHOLD = {
    "户编号": "H{k}", "所在村": "430626101001", "建档状态": "建档立卡", "建档日期": datetime.date(2014, 3, 1),
    "识别标准": "国家标准", "户类型": "低保户", "主要致贫原因": "因病",
}
WOMAN = {
    "编号": "W{k}", "户编号": "H{k}", "姓名": "某某{k}", "出生日期": datetime.date(1980, 5, 6), "与户主关系": "配偶",
    "文化程度": "初中", "健康状况": "健康", "劳动能力": "普通劳动力",
}


def put(sheet, row, values, k):
    heads = {cell.value: cell.column for cell in sheet[1]}
    for head, value in values.items():
        sheet.cell(row, heads[head]).value = value.format(k=k) if isinstance(value, str) else value
    return heads


def filled(path, rows=6):
    template(path)
    book = openpyxl.load_workbook(path)
    for k in range(rows):
        put(book["贫困户"], 3 + k, HOUSEHOLD, k)
        put(book["妇女"], 3 + k, WOMAN, k)
    return book


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_template_is_the_same_bytes_each_time_and_has_a_sheet_a_table(tmp_path, lang):
    template(tmp_path / "a.xlsx", lang=lang)
    template(tmp_path / "b.xlsx", lang=lang)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    names = [_core.tables_zh[name] if lang == "zh" else name for name in _core.tables]
    assert book.sheetnames[0] == GUIDE[lang]
    assert sorted(book.sheetnames[1:]) == sorted(names)
    for name, table in zip(names, _core.tables, strict=True):
        sheet = book[name]
        columns = columns_of(table)
        assert [cell.value for cell in sheet[1]] == [c.zh if lang == "zh" else c.name for c in columns]
        for column, cell in zip(columns, sheet[2], strict=True):
            if column.kind in ("id", "region", "text"):
                assert sheet.column_dimensions[cell.column_letter].number_format == "@"


def test_drop_downs_offer_what_the_reader_takes(tmp_path):
    template(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    seen = 0
    for table in _core.tables:
        sheet = book[_core.tables_zh[table]]
        lists = {str(v.sqref).split(":")[0].rstrip("0123456789"): v.formula1
                 for v in sheet.data_validations.dataValidation if v.type == "list"}
        for column, cell in zip(columns_of(table), sheet[2], strict=True):
            if column.kind == "coded" and not column.is_list:
                name, cells = lists[cell.column_letter].rsplit("!", 1)
                offered = [c.value for (c,) in book[name.strip("'")][cells.replace("$", "")]]
                assert offered == [zh for _, _, zh in column.codes]
                seen += 1
    assert seen > 20


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_template_as_it_is_has_no_fault_and_no_row(tmp_path, lang):
    template(tmp_path / "a.xlsx", lang=lang)
    registry, issues = jg.Registry.read(tmp_path / "a.xlsx")
    assert issues == []
    assert sum(registry.counts().values()) == 0
    done = jinguo("check", tmp_path / "a.xlsx", "--lang", "en")
    assert "no rows yet" in done.stdout


def test_a_changed_example_row_is_data(tmp_path):
    book = filled(tmp_path / "a.xlsx")
    heads = put(book["妇女"], 2, {}, 0)
    book["妇女"].cell(2, heads["户编号"]).value = "H1"
    book.save(tmp_path / "a.xlsx")
    registry, issues = jg.Registry.read(tmp_path / "a.xlsx")
    assert issues == []
    assert registry.counts()["women"] == 7
    assert registry.counts()["households"] == 6


def test_every_example_is_right_but_for_what_it_refers_to(tmp_path):
    """With another id each example row is read; only its references are missing."""
    template(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    for sheet in book.worksheets[1:]:
        for cell in sheet[2]:
            if isinstance(cell.value, str) and cell.value.startswith("示例-"):
                cell.value = cell.value.replace("示例-", "样-")
    book.save(tmp_path / "a.xlsx")
    _, issues = jg.Registry.read(tmp_path / "a.xlsx")
    kinds = {issue.code for issue in issues if issue.severity == "error"}
    assert not {code for code in kinds if code.startswith("table.")}, kinds


def test_marked_colours_and_comments_the_faulty_cells_and_keeps_her_own_format(tmp_path):
    book = filled(tmp_path / "a.xlsx")
    sheet = book["妇女"]
    heads = put(sheet, 4, {"健康状况": "很好"}, 0)
    put(sheet, 5, {"出生日期": "2016/3/1"}, 0)
    put(sheet, 6, {"编号": "430602198001011230"}, 0)
    sheet.cell(5, heads["出生日期"]).comment = Comment("我的批注", "王")
    sheet.cell(5, heads["出生日期"]).font = Font(bold=True)
    sheet.cell(4, heads["文化程度"]).fill = PatternFill("solid", fgColor="00CCFFCC")
    sheet.column_dimensions["A"].width = 33
    book.create_sheet("草稿").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    before = (tmp_path / "a.xlsx").read_bytes()
    done = jinguo("check", tmp_path / "a.xlsx", "--marked", tmp_path / "m.xlsx", "--lang", "zh", code=1)
    assert "m.xlsx" in done.stdout
    assert (tmp_path / "a.xlsx").read_bytes() == before
    marked = openpyxl.load_workbook(tmp_path / "m.xlsx")
    women = marked["妇女"]
    health = women.cell(4, heads["健康状况"])
    assert health.fill.fgColor.rgb.endswith("FFC7CE")
    assert "很好" in health.comment.text and "健康" in health.comment.text
    born = women.cell(5, heads["出生日期"])
    assert born.comment.text.startswith("我的批注") and "2016-03-01" in born.comment.text
    assert born.font.bold
    assert women.cell(4, heads["文化程度"]).fill.fgColor.rgb == "00CCFFCC"
    assert women.column_dimensions["A"].width == 33
    assert len(women.data_validations.dataValidation) == len(sheet.data_validations.dataValidation)
    assert marked["草稿"].sheet_state == "hidden"
    assert not any(c.comment for row in marked["贫困户"].iter_rows() for c in row)
    faults = marked[FAULTS["zh"]]
    assert marked.sheetnames[0] == FAULTS["zh"]
    rows = list(faults.iter_rows(min_row=3))
    assert len(rows) == 3
    for row in rows:
        assert row[2].hyperlink.location == f"'妇女'!{row[2].value}"
        assert women[row[2].value].comment is not None
    text = "".join(str(cell.value) for row in rows for cell in row)
    assert "430602198001011230" not in text
    assert "某某" not in text


def test_a_marked_copy_can_be_mended_and_checked_again(tmp_path):
    book = filled(tmp_path / "a.xlsx")
    heads = put(book["妇女"], 4, {"健康状况": "很好"}, 0)
    book["妇女"].cell(4, heads["健康状况"]).comment = Comment("问过本人", "王")
    book.save(tmp_path / "a.xlsx")
    mark(tmp_path / "a.xlsx", tmp_path / "m.xlsx", jg.Registry.read(tmp_path / "a.xlsx")[1])
    again = openpyxl.load_workbook(tmp_path / "m.xlsx")
    put(again["妇女"], 4, {"健康状况": "健康"}, 0)
    again.save(tmp_path / "m.xlsx")
    registry, issues = jg.Registry.read(tmp_path / "m.xlsx")
    assert issues == [] and registry.counts()["women"] == 6
    mark(tmp_path / "m.xlsx", tmp_path / "m2.xlsx", issues, lang="en")
    clean = openpyxl.load_workbook(tmp_path / "m2.xlsx")
    cell = clean["妇女"].cell(4, heads["健康状况"])
    assert cell.comment.text == "问过本人"
    assert cell.fill.fill_type is None
    assert clean.sheetnames[0] == FAULTS["en"] and FAULTS["zh"] not in clean.sheetnames
    assert clean[FAULTS["en"]]["A1"].value.startswith("0 errors")


def test_marking_never_writes_onto_the_workbook_itself_and_leaves_nothing_half_done(tmp_path):
    filled(tmp_path / "a.xlsx").save(tmp_path / "a.xlsx")
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "a.xlsx")
    before = (tmp_path / "a.xlsx").read_bytes()
    for out in ("a.xlsx", "link.xlsx"):
        with pytest.raises(SameFileError):
            mark(tmp_path / "a.xlsx", tmp_path / out, [])
    with pytest.raises(OSError):
        mark(tmp_path / "a.xlsx", tmp_path / "out.csv", [])
    with pytest.raises(OSError):
        mark(tmp_path / "a.xlsx", tmp_path / "no" / "out.xlsx", [])
    assert (tmp_path / "a.xlsx").read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.xlsx", "link.xlsx"]
    (tmp_path / "folder").mkdir()
    jinguo("check", tmp_path / "folder", "--marked", tmp_path / "m.xlsx", code=2)
    assert not (tmp_path / "m.xlsx").exists()


def test_a_value_that_looks_like_a_formula_is_text_in_the_list(tmp_path):
    book = filled(tmp_path / "a.xlsx")
    heads = put(book["妇女"], 4, {}, 0)
    cell = book["妇女"].cell(4, heads["健康状况"])
    cell.value = "=HYPERLINK(1)"
    cell.data_type = "s"
    book.save(tmp_path / "a.xlsx")
    _, issues = jg.Registry.read(tmp_path / "a.xlsx")
    assert [issue.value for issue in issues] == ["=HYPERLINK(1)"]
    mark(tmp_path / "a.xlsx", tmp_path / "m.xlsx", issues)
    marked = openpyxl.load_workbook(tmp_path / "m.xlsx")
    assert marked[FAULTS["zh"]]["D3"].value == "=HYPERLINK(1)"
    assert marked[FAULTS["zh"]]["D3"].data_type == "s"


# --- in a real spreadsheet program --------------------------------------------------------------------


def in_libreoffice():
    """None, or why the workbook cannot be filled in there."""
    if shutil.which("soffice") is None or not Path("/usr/bin/python3").exists():
        return "LibreOffice is not installed: ./scripts/workbook_check.sh installs it"
    has_uno = subprocess.run(["/usr/bin/python3", "-c", "import uno"], capture_output=True, timeout=60)
    return None if has_uno.returncode == 0 else "python3-uno is not installed: see scripts/workbook_check.sh"


@pytest.fixture
def office(tmp_path):
    reason = in_libreoffice()
    if reason:
        pytest.skip(reason)

    def fill(source, target, *fault):
        subprocess.run(["/usr/bin/python3", str(FILL), str(source), str(target), *fault], check=True,
                       timeout=300)

    def convert(source, kind):
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", kind,
             "--outdir", str(tmp_path / "converted"), str(source)],
            check=True, capture_output=True, timeout=300,
        )
        return tmp_path / "converted" / f"{Path(source).stem}.{kind}"

    return fill, convert


def test_twenty_rows_filled_in_a_spreadsheet_program_are_read_without_a_fault(office, tmp_path):
    fill, _ = office
    template(tmp_path / "t.xlsx")
    fill(tmp_path / "t.xlsx", tmp_path / "f.xlsx")
    registry, issues = jg.Registry.read(tmp_path / "f.xlsx")
    assert [one for one in issues if one.severity == "error"] == []
    assert registry.counts()["women"] == registry.counts()["households"] == 20
    woman = registry.find("women", "W003")
    assert woman.birth_date == datetime.date(1980, 5, 14) and woman.skills == ("planting", "breeding")
    assert registry.find("households", "H003").region == "430626101001"


def test_a_marked_copy_keeps_its_marks_in_a_spreadsheet_program(office, tmp_path):
    fill, convert = office
    template(tmp_path / "t.xlsx")
    fill(tmp_path / "t.xlsx", tmp_path / "f.xlsx", "fault")
    _, issues = jg.Registry.read(tmp_path / "f.xlsx")
    assert [(issue.row, issue.column) for issue in issues] == [(5, "health"), (7, "household")]
    mark(tmp_path / "f.xlsx", tmp_path / "m.xlsx", issues)
    opened = openpyxl.load_workbook(convert(tmp_path / "m.xlsx", "xlsx"))
    women = opened["妇女"]
    heads = {cell.value: cell.column for cell in women[1]}
    for row, head in ((5, "健康状况"), (7, "户编号")):
        cell = women.cell(row, heads[head])
        assert cell.comment is not None and "应为" in cell.comment.text
        assert cell.fill.fgColor.rgb.endswith("FFC7CE")
    assert women.cell(7, heads["编号"]).fill.fgColor.rgb.endswith("CCFFCC")  # hers
    assert opened.sheetnames[0] == FAULTS["zh"]
    assert isinstance(women.data_validations.dataValidation[0], DataValidation)
    assert convert(tmp_path / "m.xlsx", "pdf").read_bytes().startswith(b"%PDF")
