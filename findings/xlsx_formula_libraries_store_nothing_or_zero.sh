#!/usr/bin/env bash
# openpyxl 3.1.5, xlsxwriter 3.3.1, python-calamine 0.9.1: a formula that a program writes has no value, or a 0.
# Both files ask to be computed on opening (fullCalcOnLoad); of =1000+200.5 openpyxl gives None or 0, calamine drops
# the column (whatever skip_empty_area) or gives 0.0, without a word, so an income of 1200.50 is read as nothing. xlsxwriter's 0 cannot be told from a computed one but by that flag.
# jinguo refuses a formula without a value, and a stored 0 where the flag stands.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target "$place" \
  openpyxl==3.1.5 xlsxwriter==3.3.1 python-calamine==0.9.1
cd "$place"
PYTHONPATH=$place python3 - <<'PYTHON'
import zipfile

import openpyxl
import python_calamine
import xlsxwriter

book = openpyxl.Workbook()
book.active.append(["income", "=1000+200.5"])
book.save("o.xlsx")
book = xlsxwriter.Workbook("x.xlsx")
sheet = book.add_worksheet()
sheet.write_row(0, 0, ["income"])
sheet.write_formula(0, 1, "=1000+200.5")
book.close()
for name, stored, by_openpyxl, by_calamine in (("o.xlsx", b"", None, []), ("x.xlsx", b"0", 0, [0.0])):
    packed = zipfile.ZipFile(name)
    xml = packed.read("xl/worksheets/sheet1.xml").replace(b"<v />", b"<v></v>").replace(b"<v/>", b"<v></v>")
    assert b"<f>1000+200.5</f><v>" + stored + b"</v>" in xml, xml
    assert b'fullCalcOnLoad="1"' in packed.read("xl/workbook.xml")
    o = openpyxl.load_workbook(name, data_only=True).active["B1"].value
    c = python_calamine.CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python(skip_empty_area=False)[0][1:]
    print(name, "stores", stored, "- openpyxl gives", repr(o), "- calamine gives", repr(c))
    assert (o, c) == (by_openpyxl, by_calamine)
PYTHON
