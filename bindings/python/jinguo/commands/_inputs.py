"""What commands are given: tables, policies, seeds, days."""

from __future__ import annotations

import argparse
import datetime
import importlib.resources
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .. import _core
from .._core import Issue
from .._errors import InputError
from .._files import read_bytes
from .._package import is_workbook
from .._session import Fault, Session
from ..keeping import Tables
from ..policy import Policy
from ..registry import Registry

__all__ = ["bundled", "day_of", "inputs", "may_hold_sample", "rows_of", "seed_of", "sound", "tables_of"]


def bundled(*parts: str) -> str:
    place = importlib.resources.files("jinguo").joinpath(*parts)
    if not isinstance(place, Path):
        raise Fault("zipped", "jinguo must be installed as files, not inside an archive")
    return str(place)


def may_hold_sample(folder: Path, say: Session) -> None:
    """A sample goes into a new or empty folder, or over an earlier sample: never over a federation's tables."""
    if is_workbook(folder) and not folder.is_dir():
        raise Fault("usage", say.t("--out: a folder, no workbook", "--out：须为文件夹，不是工作簿"))
    if not folder.is_dir() or (folder / "SYNTHETIC.txt").exists() or not any(folder.iterdir()):
        return
    raise Fault(
        "exists",
        say.t(
            f"{folder} is not empty and no earlier sample: give another folder",
            f"{folder} 中已有文件，且不是以前生成的样本：请另选文件夹",
        ),
    )


def inputs(args: argparse.Namespace, say: Session, plan: Any = None) -> tuple[Any, Any]:
    """The tables (of a plan: those that it was made from) and the policy."""
    policy, faults = None, []
    try:
        policy = Policy.load(args.policy)
    except InputError as error:  # told together with those of the tables
        faults = list(error.issues)
    day = None if policy is None else policy.date
    registry, issues = (
        Registry.read(args.folder, day=day) if plan is None else tables_of(plan, args.folder, say, day)
    )
    if policy is None or any(issue.severity == "error" for issue in issues):
        raise InputError(faults + issues)
    if issues:
        say.issues(issues, args.folder)
    return registry, policy


def tables_of(
    plan: _core.Plan, path: str | os.PathLike[str], say: Session, day: datetime.date | None = None
) -> tuple[Registry, list[Issue]]:
    """The tables that a plan was made from, and their issues: those at ``path``, else the copy that was
    kept of them before they changed, else these without the records that adopting the plan added;
    which of them is said. Where none fits, those at ``path``: what they are asked for then says so.
    ``day``: of the policy, as in `Registry.load`."""
    registry, issues = Registry.read(path, day=day)
    sound(issues)
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


def sound(issues: Sequence[Issue]) -> None:
    if any(issue.severity == "error" for issue in issues):
        raise InputError(issues)


def seed_of(text: str | None, say: Session) -> bytes | str | None:
    if text is None or not text.startswith("@"):
        if text is not None and not re.fullmatch(r"([0-9a-fA-F]{2}){16,}", text):
            raise Fault(
                "usage",
                say.t(
                    "--lottery-seed: at least 32 hexadecimal digits, or @FILE",
                    "--lottery-seed：至少32个十六进制数字，或 @文件",
                ),
            )
        return text
    content = read_bytes(text[1:])
    if content is None:
        raise Fault("seed", say.t("--lottery-seed: a file of at most 64 MiB", "--lottery-seed：文件至多64 MiB"))
    digits = content.decode("ascii", "replace").strip()
    return digits if re.fullmatch(r"([0-9a-fA-F]{2}){16,}", digits) else content


def day_of(text: str | None, option: str, say: Session) -> datetime.date | None:
    try:
        return None if text is None else datetime.date.fromisoformat(text)
    except ValueError:
        raise Fault("usage", say.t(f"{option}: a day as 2016-07-01", f"{option}：日期，如 2016-07-01")) from None


def rows_of(found: Any, name: str) -> list[dict[str, Any]]:
    """A table of what was measured, row by row."""
    columns = found.columns(name)
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
