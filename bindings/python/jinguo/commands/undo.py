"""``jinguo undo``: tables as they were before the last adopt."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from .. import _core
from .._files import write_bytes
from .._session import Fault
from ..keeping import Tables

if TYPE_CHECKING:
    import argparse

    from .._session import Session
    from ._parser import Arguments


def add_arguments(to: Arguments) -> None:
    made = to.command("undo", run, "put tables back as they were before the last adopt",
                      "将表格恢复到上一次写入方案之前")
    to.folder(made)
    made.add_argument(
        "--anyway", action="store_true",
        help=to.t("also if the tables were changed since", "即使此后表格又有改动"),
    )


def run(args: argparse.Namespace, say: Session) -> int:
    """Puts the tables back as they were before the last change of a command."""
    tables = Tables(args.folder)
    if not tables.path.exists():
        raise FileNotFoundError(2, os.strerror(2), os.fspath(tables.path))
    steps = [copy for copy in tables.copies() if copy.is_step]
    if not steps:
        raise Fault("nothing", say.t(f"nothing to undo in {tables.path}", f"{tables.path} 没有可撤销的修改"))
    with tables.locked(say, "undo"):
        last = [copy for copy in tables.copies() if copy.is_step][-1]
        before, after = last.what["before"], last.what["after"]
        now = tables.look()
        # Each file as the command found it or left it: it may have been stopped between two.
        changed = sorted(
            name for name in before.keys() | after.keys() | now.keys()
            if now.get(name) not in (before.get(name), after.get(name))
        )  # fmt: skip
        if changed and not args.anyway:
            listed = ", ".join(changed)
            raise Fault(
                "changed",
                say.t(
                    f"changed since: {listed}. Undoing would take this back too; with --anyway it is done, and "
                    "a copy kept of what stands there",
                    f"此后又有改动：{listed}。撤销会一并取消这些改动；加 --anyway 则照办，并保留现状副本",
                ),
            )
        aside = tables.keep("undo", now, before, None)
        home = tables.home / "restored"
        whole = _core.WholeFolder(os.fspath(home))
        try:
            parts = Path(whole.parts)
            for name, digest in before.items():
                if now.get(name) == digest:
                    continue
                data = (last.path / name).read_bytes()
                if hashlib.sha256(data).hexdigest() != digest:
                    raise Fault(
                        "copy",
                        say.t(f"the copy {last.path / name} was changed; nothing was undone",
                              f"副本 {last.path / name} 已被改动；未撤销任何内容"),
                    )
                write_bytes(parts / name, data)
            tables.stands(now, say)
            tables.replace(parts, [name for name in after if name not in before], seen=now, say=say)
        finally:
            whole.discard()
        shutil.rmtree(last.path)
        tables.prune()
    say.answer |= {"out": os.fspath(tables.path), "undone": last.what["by"], "kept": os.fspath(aside.path)}
    say.print(
        f"Undone: {last.what['by']} of {last.what['day']}. What stood there is kept in {aside.path}",
        f"已撤销：{last.what['day']} 的 {last.what['by']}。撤销前的内容保存在 {aside.path}",
    )
    return 0
