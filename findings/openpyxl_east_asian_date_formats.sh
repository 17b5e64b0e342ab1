#!/usr/bin/env bash
# openpyxl 3.1.5: a date in one of the built-in formats of East Asia (27-36, 50-58) reads as a number.
# Such a style names the id alone, with no code in the file: openpyxl says General and gives 41913;
# python-calamine 0.9.1 gives the day.
# jinguo takes these ids for days and times by number.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target "$place" \
  openpyxl==3.1.5 python-calamine==0.9.1
cd "$place"
PYTHONPATH=$place python3 - <<'PYTHON'
import re
import zipfile

import openpyxl
import python_calamine

book = openpyxl.Workbook()
book.active["A1"] = 41913
book.active["A1"].number_format = "yyyy-mm-dd"
book.save("a.xlsx")
found = {}
for number in (14, 31, 58):
    with zipfile.ZipFile("a.xlsx") as old, zipfile.ZipFile("b.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/styles.xml":
                data = re.sub(rb"<numFmts.*?</numFmts>", b"", data)
                data = re.sub(rb'numFmtId="16[0-9]"', b'numFmtId="%d"' % number, data)
            new.writestr(name, data)
    found[number] = (
        str(openpyxl.load_workbook("b.xlsx").active["A1"].value)[:10],
        str(python_calamine.CalamineWorkbook.from_path("b.xlsx").get_sheet_by_index(0).to_python()[0][0])[:10],
    )
    print("format", number, "- openpyxl gives", found[number][0], "- calamine gives", found[number][1])
assert found == {14: ("2014-10-01", "2014-10-01"), 31: ("41913", "2014-10-01"), 58: ("41913", "2014-10-01")}
PYTHON
