"""How one call of the command line speaks: its language, its form, its answer, what ends it."""

from __future__ import annotations

import errno
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from . import _core
from ._core import Issue, mask_citizen_numbers

__all__ = ["Fault", "Session", "masked", "system_fault", "there_already"]

FORMAT = 1
LISTED = 200  # issues printed; the rest is counted
OS_ERRORS = {
    errno.ENOENT: "找不到文件或文件夹",
    errno.EAGAIN: "另一命令正在修改这些表格；请在其完成后重新运行",
    errno.EEXIST: "已经存在",
    errno.ENOTDIR: "不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTEMPTY: "文件夹不为空",
    errno.EACCES: "没有权限",
    errno.EPERM: "不允许此操作",
    errno.EROFS: "只能读取，不能写入",
    errno.ENOSPC: "磁盘空间不足",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EDQUOT: "超出磁盘配额",
    errno.EFBIG: "文件过大",
    errno.EIO: "读写出错",
}


class Fault(Exception):
    """What ends a command: a text for people, a code for programs; exit code 2 for "usage", else 1."""

    def __init__(self, code: str, text: str) -> None:
        self.code = code
        self.text = text
        super().__init__(text)


class Session:
    """How one call speaks: its language, its form, what it answers."""

    def __init__(self, lang: str, as_json: bool, command: str, shared: bool = False) -> None:
        self.lang = lang
        self.as_json = as_json
        self.shared = shared  # whether files may be read by whom the umask lets, not by their owner alone
        self.answer: dict[str, Any] = {
            "jinguo": _core.__version__,
            "format": FORMAT,
            "command": command,
        }

    def t(self, en: str, zh: str) -> str:
        """The text in the call's language."""
        return zh if self.lang == "zh" else en

    def print(self, en: str, zh: str) -> None:
        """A line for people; silent with --json."""
        if not self.as_json:
            print(mask_citizen_numbers(self.t(en, zh)), flush=True)

    def note(self, en: str, zh: str) -> None:
        """A line beside the answer, for people; silent with --json."""
        if not self.as_json:
            print(mask_citizen_numbers(self.t(en, zh)), file=sys.stderr, flush=True)

    def issues(self, issues: Sequence[Issue], tables: str | None = None) -> None:
        """Every issue for people, errors before warnings; places and codes for programs.

        Of the warnings of ``tables`` people are told the number only, and where to read them.
        """
        self.answer["issues"] = [_as_data(issue) for issue in issues]
        if self.as_json:
            return
        if tables is not None:
            self._count_warnings([issue for issue in issues if issue.severity == "warning"], tables)
            issues = [issue for issue in issues if issue.severity != "warning"]
        by_weight = sorted(issues, key=lambda issue: issue.severity == "warning")
        for issue in by_weight[:LISTED]:
            mark = self.t("warning", "警告") if issue.severity == "warning" else self.t("error", "错误")
            print(f"{mark}: {issue.text(self.lang)}", file=sys.stderr)
        if len(issues) > LISTED:
            rest = len(issues) - LISTED
            print(self.t(f"... and {rest} more", f"……另有 {rest} 条"), file=sys.stderr)

    def _count_warnings(self, warnings: Sequence[Issue], tables: str) -> None:
        if not warnings:
            return
        files = Counter(issue.file for issue in warnings)
        listed = self.t(", ", "，").join(f"{file} {count:,}" for file, count in files.most_common())
        print(
            mask_citizen_numbers(
                self.t(
                    f"{len(warnings):,} warnings of the tables ({listed}); see: jinguo check {tables}",
                    f"表格中有 {len(warnings):,} 条警告（{listed}）；详见：jinguo check {tables}",
                )
            ),
            file=sys.stderr,
        )

    @contextmanager
    def progress(self) -> Iterator[Callable[[float, str], None] | None]:
        """A line on the terminal that is wiped when done; nothing when stderr is no terminal."""
        if self.as_json or not sys.stderr.isatty():
            yield None
            return

        def show(fraction: float, phase: str) -> None:
            sys.stderr.write(mask_citizen_numbers(f"\r\x1b[K{fraction:4.0%} {phase}"))
            sys.stderr.flush()

        try:
            yield show
        finally:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def masked(data: Any) -> Any:
    """What --json prints: no citizen number in any text of it."""
    if isinstance(data, str):
        return mask_citizen_numbers(data)
    if isinstance(data, dict):
        return {masked(key): masked(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [masked(value) for value in data]
    return data


def _as_data(issue: Issue) -> dict[str, Any]:
    """An issue for programs: where it is and its code, nothing of a record."""
    return {
        "severity": issue.severity,
        "file": issue.file,
        "row": issue.row,
        "column": issue.column,
        "code": issue.code,
    }


def there_already(path: str | Path, say: Session) -> Fault:
    return Fault("exists", say.t(f"{path} is there already", f"{path} 已经存在"))


def system_fault(error: OSError, say: Session) -> str:
    """What the system says of a file, in the call's language."""
    zh = OS_ERRORS.get(error.errno or 0)
    name = f": {error.filename}" if error.filename else ""
    if say.lang == "zh" and zh is not None:
        return zh + name.replace(": ", "：", 1)
    return f"{error.strerror or error}{name}"
