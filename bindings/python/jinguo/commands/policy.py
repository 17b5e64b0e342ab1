"""``jinguo policy new``: a commented policy to edit."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from .. import _core
from .._files import write_text
from .._session import there_already

if TYPE_CHECKING:
    import argparse

    from .._session import Session
    from ._parser import Arguments


def add_arguments(to: Arguments) -> None:
    actions = to.actions("policy", "policies", "政策")
    made = actions.command("new", run, "write a commented policy", "写出带注释的政策文件")
    made.add_argument("file", metavar="FILE")


def run(args: argparse.Namespace, say: Session) -> int:
    path = Path(args.file)
    if os.path.lexists(path):
        raise there_already(path, say)
    write_text(path, _core.new_policy_text(say.lang), shared=True)  # names nobody
    say.answer["out"] = str(path)
    say.print(f"A policy to edit: {path}", f"可供修改的政策文件：{path}")
    return 0
