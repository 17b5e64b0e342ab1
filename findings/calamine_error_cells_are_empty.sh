#!/usr/bin/env bash
# python-calamine 0.9.1: a cell that holds an error (#N/A, #DIV/0!) reads as '', the same as an empty cell.
# A failed look-up in a column of amounts or ids is then a blank, and a blank may be lawful. openpyxl 3.1.5 gives the
# error's text. jinguo reads the file's XML itself and tells of the error.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target "$place" \
  openpyxl==3.1.5 xlsxwriter==3.3.1 python-calamine==0.9.1
cd "$place"
PYTHONPATH=$place python3 - <<'PYTHON'
import openpyxl
import python_calamine
import xlsxwriter

book = xlsxwriter.Workbook("a.xlsx")
sheet = book.add_worksheet()
sheet.write_string(0, 0, "id")
sheet.write_formula(0, 1, "=NA()", None, "#N/A")
sheet.write_formula(0, 2, "=1/0", None, "#DIV/0!")
sheet.write_blank(0, 3, None, book.add_format({"bold": True}))
sheet.write_string(0, 4, "end")
book.close()
row = python_calamine.CalamineWorkbook.from_path("a.xlsx").get_sheet_by_index(0).to_python()[0]
print("calamine:", row)
assert row == ["id", "", "", "", "end"]
cells = [cell.value for cell in openpyxl.load_workbook("a.xlsx", data_only=True).active[1]]
print("openpyxl:", cells)
assert cells == ["id", "#N/A", "#DIV/0!", None, "end"]
PYTHON
