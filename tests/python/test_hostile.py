"""Broken and hostile files: each is read or refused with what to do, within bounds, never with a traceback."""

import zipfile

import pytest
from test_workbook_reader import county, make, read

import jinguo as jg
from jinguo.marked import mark


def big(path, part, begin, unit, size, end):
    """A workbook in which one part is some bytes over and over."""
    county(path)
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            if name != part:
                packed.writestr(name, data)
        with packed.open(part, "w") as out:
            out.write(begin)
            for _ in range(size // (len(unit) << 12)):
                out.write(unit * (1 << 12))
            out.write(end)
    return path


MAIN = make.MAIN.encode()
SHEET = b'<worksheet xmlns="' + MAIN + b'"><sheetData>'
RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
BOOK = b'<workbook xmlns="' + MAIN + b'" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'


@pytest.mark.parametrize(
    ("part", "begin", "unit", "size", "end"),
    [
        ("xl/worksheets/sheet2.xml", SHEET, b"<c/>", 130 << 20, b"</sheetData></worksheet>"),
        ("xl/worksheets/sheet2.xml", SHEET + b"<row r='", b"3", 6 << 20, b"'/></sheetData></worksheet>"),
        ("xl/_rels/workbook.xml.rels", RELATIONS, b"<Relationship/>", 1 << 20, b"</Relationships>"),
        ("xl/workbook.xml", BOOK, b'<sheet name="a" r:id="rId1"/>', 1 << 20, b"</sheets></workbook>"),
        ("xl/styles.xml", b'<styleSheet xmlns="' + MAIN + b'"><cellXfs>', b"<xf/>", 1 << 20, b"</cellXfs></styleSheet>"),
    ],
    ids=["cells", "one tag", "relations", "sheets", "looks"],
)
def test_a_part_that_grows_without_end_is_refused(tmp_path, part, begin, unit, size, end):
    with pytest.raises(jg.InputError) as told:
        read(big(tmp_path / "a.xlsx", part, begin, unit, size, end))
    assert {issue.code for issue in told.value.issues} <= {"python.workbook.damaged", "python.workbook.large"}


def test_parts_that_are_missing_or_of_another_kind_are_refused_by_every_way_in(tmp_path):
    path = tmp_path / "a.xlsx"

    def without(*names):
        return lambda parts: {name: data for name, data in parts.items() if name not in names}

    def with_part(name, data):
        return lambda parts: parts.update({name: data})

    changes = [
        with_part("xl/workbook.xml", b"<workbook/>"),
        with_part("xl/workbook.xml", b'<?xml version="1.0" encoding="foo-9"?><x/>'),
        with_part("xl/worksheets/sheet2.xml", b'<?xml version="1.0" encoding="foo-9"?><x/>'),
        with_part("_rels/.rels", b'<?xml version="1.0" encoding="foo-9"?><x/>'),
        without("_rels/.rels"),
        without("xl/workbook.xml"),
        without("xl/_rels/workbook.xml.rels"),
        without("xl/worksheets/sheet2.xml"),
    ]
    for change in changes:
        county(path)
        make.repack(path, change)
        for way in (read, lambda book: mark(book, tmp_path / "m.xlsx", [])):
            with pytest.raises(jg.InputError) as told:
                way(path)
            assert [issue.code for issue in told.value.issues] == ["python.workbook.damaged"]
    for change in (without("[Content_Types].xml"), with_part("xl/styles.xml", b"<styleSheet/>")):
        county(path)
        make.repack(path, change)
        read(path)  # nothing of it is needed to read
        with pytest.raises(jg.InputError) as told:
            mark(path, tmp_path / "m.xlsx", [])
        assert [issue.code for issue in told.value.issues] == ["python.workbook.damaged"]
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]
