"""What guards tables that commands change in place: a lock, a look before writing, copies, undo.

Beside the tables lies a folder of their own: ``.jinguo`` in a folder of tables, ``.NAME.jinguo`` beside a
workbook NAME. It and all in it are for their owner alone. It holds

    lock      held while a command changes the tables; says which
    copies/   NNNN-DATE-DIGEST: the tables as they were before a change, and kept.json, which says what
              they are; at most `MOST` of them, the oldest go first
"""

from __future__ import annotations

import contextlib
import datetime
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _core
from ._core import Issue
from ._errors import InputError
from ._files import read_text, whole_folder
from ._public import only
from .registry import Registry

if TYPE_CHECKING:
    import argparse

    from .cli import Session

__all__ = ["MOST", "Copy", "Tables", "tables_of", "undo"]
__dir__ = only(__all__)

MOST = 20  # copies kept of one folder or workbook


class Copy(NamedTuple):
    """Tables as they were before a change."""

    path: Path
    what: dict[str, Any]  # kept.json

    @property
    def is_step(self) -> bool:
        """Whether `jinguo undo` goes back to it; what an undo itself put aside is none."""
        return self.what.get("by") != "undo"


class Tables:
    """A folder of tables or a workbook, as files that are changed together."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self.is_workbook = self.path.suffix.lower() == ".xlsx" or self.path.is_file()
        name = f".{self.path.name}.jinguo"
        self.home = self.path.with_name(name) if self.is_workbook else self.path / ".jinguo"
        self.folder = self.path.parent if self.is_workbook else self.path

    def files(self) -> list[Path]:
        """The workbook; every file of the folder but hidden ones and those of an open spreadsheet program."""
        if self.is_workbook:
            return [self.path]
        return [
            path for path in sorted(self.path.iterdir())
            if path.is_file() and not path.name.startswith((".", "~$"))
        ]  # fmt: skip

    def look(self) -> dict[str, str]:
        """What the files hold now: their SHA-256 by name."""
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in self.files()}

    @contextlib.contextmanager
    def locked(self, say: Session, command: str) -> Iterator[None]:
        """Nobody else changes them meanwhile; a Fault that says who does, if somebody does already."""
        from .cli import Fault

        self.home.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(self.home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                who = os.pread(handle, 200, 0).decode("utf-8", "replace")
                raise Fault(
                    "busy",
                    say.t(
                        f"another command is changing {self.path} ({who}); nothing was written; run this again "
                        "when it is done",
                        f"另一命令正在修改 {self.path}（{who}）；未写入任何内容；请在其完成后重新运行",
                    ),
                ) from None
            now = datetime.datetime.now().isoformat(sep=" ", timespec="seconds")
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"jinguo {command}, process {os.getpid()}, {now}".encode(), 0)
            yield
        finally:
            os.close(handle)

    def stands(self, seen: dict[str, str], say: Session) -> None:
        """A Fault if the files are no longer what was read."""
        from .cli import Fault

        now = self.look()
        names = sorted(name for name in seen.keys() | now.keys() if seen.get(name) != now.get(name))
        if names:
            listed = ", ".join(names)
            raise Fault(
                "changed",
                say.t(
                    f"changed while this command was running: {listed}; nothing was written; run it again",
                    f"运行期间文件已被改动：{listed}；未写入任何内容；请重新运行",
                ),
            )

    def copies(self) -> list[Copy]:
        """Those that are kept, the oldest first."""
        folder = self.home / "copies"
        found = []
        for path in sorted(folder.iterdir()) if folder.is_dir() else []:
            text = read_text(path / "kept.json") if (path / "kept.json").is_file() else None
            try:
                what = None if text is None else json.loads(text)
            except ValueError:
                what = None
            if what is not None and _is_record(what):
                found.append(Copy(path, what))
        return found

    def keep(self, by: str, before: dict[str, str], after: dict[str, str], registry: Any, **more: str) -> Copy:
        """A copy of the files as they are; ``after``: what the command makes of them."""
        kept = self.copies()
        number = 1 + max((int(copy.path.name[:4]) for copy in kept if copy.path.name[:4].isdigit()), default=0)
        digests = {}
        if registry is not None:
            forms = range(1, _core.newest_digest_form + 1)
            digests = {str(form): _core.registry_digest(registry, form=form) for form in forms}
        day = datetime.date.today()
        name = f"{number:04}-{day:%Y%m%d}-{digests[max(digests)][:16] if digests else by}"
        path = self.home / "copies" / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        what = {
            "by": by, "day": day.isoformat(), "registry_digest": digests, "before": before, "after": after, **more,
        }  # fmt: skip
        with whole_folder(path) as parts:
            for file in self.files():
                _core.write_file(os.fspath(parts / file.name), file.read_bytes())
            _core.write_file(os.fspath(parts / "kept.json"), json.dumps(what, indent=1).encode())
        return Copy(path, what)

    def prune(self) -> None:
        """Lets the oldest copies go."""
        for copy in self.copies()[:-MOST]:
            shutil.rmtree(copy.path)

    def replace(self, parts: Path, gone: Sequence[str] = ()) -> None:
        """Moves files over those of the tables, each keeping its permissions; all, or none if a move fails."""
        old = {}
        done: list[Path] = []
        try:
            for path in sorted(parts.iterdir()):
                target = self.folder / path.name
                old[target] = target.read_bytes() if target.exists() else None
                if old[target] is not None:
                    path.chmod(target.stat().st_mode & 0o777)
            for path in sorted(parts.iterdir()):
                os.replace(path, self.folder / path.name)
                done.append(self.folder / path.name)
            for name in gone:
                (self.folder / name).unlink(missing_ok=True)
        except OSError:
            for target in done:
                data = old[target]
                if data is None:
                    target.unlink(missing_ok=True)
                else:
                    _core.rewrite_file(os.fspath(target), data)
            raise
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_record(what: Any) -> bool:
    """Whether kept.json says what it should: names of files, none of another folder, with what they held."""
    if not isinstance(what, dict) or not isinstance(what.get("registry_digest"), dict):
        return False
    return all(isinstance(what.get(key), str) for key in ("by", "day")) and all(
        isinstance(files, dict)
        and all(name == Path(name).name and isinstance(digest, str) for name, digest in files.items())
        for files in (what.get("before"), what.get("after"))
    )


def tables_of(
    plan: _core.Plan, path: str | os.PathLike[str], say: Session
) -> tuple[Registry, list[Issue]]:
    """The tables that a plan was made from, and their issues: those at ``path``, else the copy that was
    kept of them before they changed, else these without the records that adopting the plan added;
    which of them is said. Where none fits, those at ``path``: what they are asked for then says so."""
    registry, issues = Registry.read(path)
    _sound(issues)
    form = plan.digest_form
    if _core.registry_digest(registry, form=form) == plan.registry_digest:
        return registry, issues
    tables = Tables(path)
    for copy in reversed(tables.copies()):
        if copy.what["registry_digest"].get(str(form)) != plan.registry_digest:
            continue
        kept, kept_issues = Registry.read(copy.path / tables.path.name if tables.is_workbook else copy.path)
        if _core.registry_digest(kept, form=form) == plan.registry_digest:
            say.answer["tables"] = os.fspath(copy.path)
            say.note(
                f"The tables have changed since this plan was made; read as they were then: {copy.path}",
                f"制定该方案以后表格已有改动；按当时的副本读取：{copy.path}",
            )
            return kept, kept_issues
    before = _core.made_from(plan, registry)
    if before is not None:
        say.note(
            "This plan was adopted into these tables; read without what it added",
            "该方案已写入这些表格；读取时不计其写入的内容",
        )
        return Registry(before), issues
    return registry, issues


def _sound(issues: Sequence[Issue]) -> None:
    if any(issue.severity == "error" for issue in issues):
        raise InputError(issues)


# --- jinguo undo --------------------------------------------------------------------------------------


def undo(args: argparse.Namespace, say: Session) -> int:
    """Puts the tables back as they were before the last change of a command."""
    from .cli import Fault

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
                _core.write_file(os.fspath(parts / name), data)
            tables.stands(now, say)
            tables.replace(parts, [name for name in after if name not in before])
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
