"""Fills 20 rows of a template in LibreOffice, cell by cell as if typed, and saves; run by the system's
python3, which has LibreOffice's `uno`:  python3 fill_in_libreoffice.py IN.xlsx OUT.xlsx [fault]
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

HOUSEHOLD = {
    "户编号": "H{k:03}", "所在村": "430626101001", "建档状态": "建档立卡", "建档日期": "2014-03-0{d}",
    "识别标准": "国家标准", "户类型": "一般贫困户", "主要致贫原因": "因病", "工资性收入": "12{k}.5",
}
WOMAN = {
    "编号": "W{k:03}", "户编号": "H{k:03}", "出生日期": "1980-05-1{d}", "与户主关系": "配偶", "文化程度": "初中",
    "健康状况": "健康", "劳动能力": "普通劳动力", "技能": "种植；养殖", "最远距离（米）": "15000",
}


def fill(sheet, values, rows):
    heads = {sheet.getCellByPosition(c, 0).String: c for c in range(60) if sheet.getCellByPosition(c, 0).String}
    for k in range(rows):
        for head, text in values.items():
            # FormulaLocal is what a keyboard does: the cell's format decides what the text becomes.
            sheet.getCellByPosition(heads[head], 2 + k).FormulaLocal = text.format(k=k, d=k % 9 + 1)
    return heads


def main():
    source, target = (Path(name).resolve() for name in sys.argv[1:3])
    fault = sys.argv[3:] == ["fault"]
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}",
             "--accept=pipe,name=jinguo-test;urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            resolve = uno.getComponentContext().ServiceManager.createInstance(
                "com.sun.star.bridge.UnoUrlResolver").resolve
            for attempt in range(240):
                try:
                    context = resolve("uno:pipe,name=jinguo-test;urp;StarOffice.ComponentContext")
                    break
                except Exception:  # not up yet
                    if attempt == 239 or office.poll() is not None:
                        raise
                    time.sleep(0.5)
            desktop = context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
            hidden = PropertyValue(Name="Hidden", Value=True)
            book = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (hidden,))
            fill(book.Sheets.getByName("贫困户"), HOUSEHOLD, 20)
            women = book.Sheets.getByName("妇女")
            heads = fill(women, WOMAN, 20)
            if fault:
                women.getCellByPosition(heads["健康状况"], 4).FormulaLocal = "很好"
                women.getCellByPosition(heads["户编号"], 6).FormulaLocal = "H999"
                women.getCellByPosition(heads["编号"], 6).CellBackColor = 0xCCFFCC
            book.storeToURL(target.as_uri(), (PropertyValue(Name="FilterName", Value="Calc MS Excel 2007 XML"),))
            book.close(True)
            desktop.terminate()
            office.wait(60)
        finally:
            if office.poll() is None:
                office.kill()


main()
