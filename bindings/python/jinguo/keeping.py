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
from typing import Any, NamedTuple, TypeVar

from . import _core
from ._errors import InputError
from ._files import read_text, rewrite_bytes, whole_folder, write_bytes, write_text
from ._package import is_workbook
from ._public import only
from ._session import Fault, Session

__all__ = ["MOST", "Copy", "Tables", "save", "steadily"]
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
                write_bytes(parts / file.name, file.read_bytes())
            write_text(parts / "kept.json", json.dumps(what, indent=1))
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
            new = list(old)
            for target in (self.folder / name for name in gone):
                old[target] = target.read_bytes() if target.exists() else None
            what = {"parts": parts.relative_to(self.home).as_posix(), "gone": list(gone)}
            write_text(marker, json.dumps(what))
            for target in new:
                if seen is not None and say is not None:
                    now = target.read_bytes() if target.exists() else None
                    if (None if now is None else hashlib.sha256(now).hexdigest()) != seen.get(target.name):
                        raise _changed(target.name, say)
                done.append(target)  # before it moves: an interrupt may come at any time
                os.replace(parts / target.name, target)
            for name in gone:
                done.append(self.folder / name)
                done[-1].unlink(missing_ok=True)
        except BaseException:  # Ctrl-C, too: who called throws away what is left of the new files
            for target in done:
                data = old[target]
                if data is None:
                    target.unlink(missing_ok=True)
                elif not target.exists():
                    write_bytes(target, data)
                elif target.read_bytes() != data:
                    rewrite_bytes(target, data)
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
