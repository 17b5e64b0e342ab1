"""What guards tables that commands change in place: a lock, a look before writing, copies, undo.

Beside the tables lies a folder of their own: ``.jinguo`` in a folder of tables, ``.NAME.jinguo`` beside a
workbook NAME. It and all in it are for their owner alone. It holds

    lock      held while a command changes the tables; says which
    changing  there while new files take their places, one after the other: where they are. Whoever finds
              it without a holder of the lock (that command was stopped) brings the change to its end
    copies/   NNNN-DATE-DIGEST: the tables as they were before a change, and kept.json, which says what
              they are; at most `MOST` of them, the oldest go first
"""

from __future__ import annotations

import contextlib
import datetime
import errno
import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from . import _core
from ._core import Issue
from ._errors import InputError
from ._files import read_text, whole_folder
from ._package import is_workbook
from ._public import only

if TYPE_CHECKING:
    import argparse

    from .cli import Session
    from .registry import Registry

__all__ = ["MOST", "Copy", "Tables", "save", "steadily", "tables_of", "undo"]
__dir__ = only(__all__)

MOST = 20  # copies kept of one folder or workbook
PATIENCE = 10.0  # seconds that a reader waits for who changes the tables

Read = TypeVar("Read")


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
        named = is_workbook(self.path) and not self.path.is_dir()
        self.is_workbook = named or self.path.is_file()
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

    def stamp(self) -> list[tuple[str, int, int, int]]:
        """By what a change of the tables is seen, without reading them; nothing where there is none."""
        try:
            found = [(path.name, path.stat()) for path in self.files() if self.is_workbook or path.suffix == ".csv"]
        except OSError:
            return []
        return [(name, stat.st_ino, stat.st_size, stat.st_mtime_ns) for name, stat in found]

    @contextlib.contextmanager
    def holding(self, command: str) -> Iterator[None]:
        """Nobody else changes them meanwhile; a BlockingIOError that says who does, if somebody does. A
        change that was stopped halfway is brought to its end first."""
        self.home.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(self.home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                who = os.pread(handle, 200, 0).decode("utf-8", "replace")
                raise _busy(self.path, who) from None
            now = datetime.datetime.now().isoformat(sep=" ", timespec="seconds")
            with contextlib.suppress(OSError):  # a full disk: who holds it is only told
                os.ftruncate(handle, 0)
                os.pwrite(handle, f"jinguo {command}, process {os.getpid()}, {now}".encode(), 0)
            self._finish()
            yield
        finally:
            os.close(handle)

    @contextlib.contextmanager
    def locked(self, say: Session, command: str) -> Iterator[None]:
        """The same for a command: a Fault in its language."""
        from .cli import Fault

        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(self.holding(command))
            except BlockingIOError as error:
                who = str(error.strerror).partition("(")[2].rstrip(")")
                raise Fault(
                    "busy",
                    say.t(
                        f"another command is changing {self.path} ({who}); nothing was written; run this again "
                        "when it is done",
                        f"另一命令正在修改 {self.path}（{who}）；未写入任何内容；请在其完成后重新运行",
                    ),
                ) from None
            yield

    def stands(self, seen: dict[str, str], say: Session) -> None:
        """A Fault if the files are no longer what was read."""
        now = self.look()
        names = sorted(name for name in seen.keys() | now.keys() if seen.get(name) != now.get(name))
        if names:
            raise _changed(", ".join(names), say)

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

    def replace(
        self, parts: Path, gone: Sequence[str] = (), *, seen: dict[str, str] | None = None, say: Session | None = None
    ) -> None:
        """Moves files of a folder within `home` over those of the tables, each keeping its permissions, and
        removes those that are `gone`; all, or none if a move fails. ``seen``: what `look` gave; a Fault if a
        file is something else at the last moment."""
        old: dict[Path, bytes | None] = {}
        done: list[Path] = []
        marker = self.home / "changing"
        try:
            for path in sorted(parts.iterdir()):
                target = self.folder / path.name
                old[target] = target.read_bytes() if target.exists() else None
                if old[target] is not None:
                    path.chmod(target.stat().st_mode & 0o777)
            what = {"parts": parts.relative_to(self.home).as_posix(), "gone": list(gone)}
            _core.write_file(os.fspath(marker), json.dumps(what).encode())
            for target in old:
                if seen is not None and say is not None:
                    now = target.read_bytes() if target.exists() else None
                    if (None if now is None else hashlib.sha256(now).hexdigest()) != seen.get(target.name):
                        raise _changed(target.name, say)
                os.replace(parts / target.name, target)
                done.append(target)
            for name in gone:
                (self.folder / name).unlink(missing_ok=True)
        except Exception:
            for target in done:
                data = old[target]
                if data is None:
                    target.unlink(missing_ok=True)
                else:
                    _core.rewrite_file(os.fspath(target), data)
            marker.unlink(missing_ok=True)
            raise
        self._settle(marker)

    def _settle(self, marker: Path) -> None:
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        marker.unlink(missing_ok=True)

    @property
    def changing(self) -> bool:
        """Whether files are taking their places, or a command was stopped then."""
        return os.path.exists(self.home / "changing")

    def settle(self) -> None:
        """Ends a change that was stopped halfway, if there is one."""
        if self.changing:
            with contextlib.suppress(BlockingIOError), self.holding("check"):
                pass

    def _finish(self) -> None:
        """Brings a change that was stopped to its end: the new files are whole, and lie where it says."""
        marker = self.home / "changing"
        if not self.changing:
            return
        try:
            what = json.loads(read_text(marker) or "")
            parts, gone = self.home / what["parts"], what["gone"]
            plain = parts.name.startswith(("new", ".jinguo-part-")) and all(
                name == Path(name).name for name in (what["parts"], *gone)
            )
        except (ValueError, KeyError, TypeError):
            plain = False
        if plain:  # else it is none that replace() wrote
            for path in sorted(parts.iterdir()) if parts.is_dir() else []:
                os.replace(path, self.folder / path.name)
            for name in gone:
                (self.folder / name).unlink(missing_ok=True)
            shutil.rmtree(parts, ignore_errors=True)
        self._settle(marker)


def _busy(path: Path, who: str) -> BlockingIOError:
    shown = _core.mask_citizen_numbers(os.fspath(path))
    return BlockingIOError(errno.EAGAIN, f"another command is changing these tables ({who})", shown)


def _changed(names: str, say: Session) -> Exception:
    from .cli import Fault

    return Fault(
        "changed",
        say.t(
            f"changed while this command was running: {names}; nothing was written; run it again",
            f"运行期间文件已被改动：{names}；未写入任何内容；请重新运行",
        ),
    )


def steadily(path: str | os.PathLike[str], read: Callable[[], Read]) -> Read:
    """What `read` makes of tables while nobody changes them: read again if somebody did, at most
    `PATIENCE` seconds; then a BlockingIOError."""
    tables = Tables(path)
    end = time.monotonic() + PATIENCE
    while True:
        before = tables.stamp()
        fault: Exception | None = None
        if not tables.changing:
            try:
                made = read()
            except (InputError, OSError) as error:
                fault = error
            if not tables.changing and tables.stamp() == before:
                if fault is not None:
                    raise fault
                return made
        tables.settle()
        if time.monotonic() > end:
            raise _busy(tables.path, "they changed again and again")
        time.sleep(0.02)


def save(registry: _core.Registry, folder: str | os.PathLike[str], lang: str) -> None:
    """Writes a registry's tables; over others all at once, and while no command changes them."""
    tables = Tables(folder)
    names = [f"{table}.csv" for table in _core.tables]
    there = [name for name in names if (tables.path / name).exists()]
    if not there:
        _core.save_registry(registry, os.fspath(folder), lang)
        return
    with tables.holding("save"):
        new = tables.home / "new"
        shutil.rmtree(new, ignore_errors=True)
        try:
            new.mkdir(mode=0o700)
            for name in there:  # written also where it has no rows
                (new / name).touch(mode=0o600)
            _core.save_registry(registry, os.fspath(new), lang)
            marker = "SYNTHETIC.txt"
            tables.replace(new, [] if (new / marker).exists() else [marker])
        finally:
            shutil.rmtree(new, ignore_errors=True)


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
    plan: _core.Plan, path: str | os.PathLike[str], say: Session, day: datetime.date | None = None
) -> tuple[Registry, list[Issue]]:
    """The tables that a plan was made from, and their issues: those at ``path``, else the copy that was
    kept of them before they changed, else these without the records that adopting the plan added;
    which of them is said. Where none fits, those at ``path``: what they are asked for then says so.
    ``day``: of the policy, as in `Registry.load`."""
    from .registry import Registry

    registry, issues = Registry.read(path, day=day)
    _sound(issues)
    form = plan.digest_form
    if _core.registry_digest(registry, form=form) == plan.registry_digest:
        return registry, issues
    tables = Tables(path)
    for copy in reversed(tables.copies()):
        if copy.what["registry_digest"].get(str(form)) != plan.registry_digest:
            continue
        kept, kept_issues = Registry.read(copy.path / tables.path.name if tables.is_workbook else copy.path, day=day)
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
