"""``jinguo template``: a workbook to fill in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .._session import Fault, there_already
from ..template import template

if TYPE_CHECKING:
    import argparse

    from .._session import Session
    from ._parser import Arguments


def add_arguments(to: Arguments) -> None:
    made = to.command("template", run, "a workbook to fill in", "供填写的空白工作簿")
    made.add_argument("file", metavar="FILE.xlsx")


def run(args: argparse.Namespace, say: Session) -> int:
    if not args.file.lower().endswith(".xlsx"):
        raise Fault("usage", say.t(f"{args.file}: a workbook is named .xlsx", f"{args.file}：工作簿的文件名须以 .xlsx 结尾"))
    if os.path.lexists(args.file):
        raise there_already(args.file, say)
    template(args.file, lang=say.lang)
    say.answer["out"] = args.file
    say.print(f"A workbook to fill in: {args.file}", f"供填写的工作簿：{args.file}")
    return 0
