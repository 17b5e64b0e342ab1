"""``jinguo report``: reads plan and tables, proves the plan if it can, writes the page."""

from __future__ import annotations

import csv
import io
import os
from typing import TYPE_CHECKING, Any

from .. import _core
from .._errors import InputError
from .._files import read_text
from ..plan import Plan, verify
from ..policy import Policy
from ..report import write
from ._inputs import tables_of

if TYPE_CHECKING:
    import argparse

    from .._session import Session
    from ._parser import Arguments


def add_arguments(to: Arguments) -> None:
    t = to.t
    made = to.command("report", run, "make the page for officers", "生成报告页")
    to.plan(made)
    to.folder(made)
    to.policy(made, required=False)
    made.add_argument("--out", required=True, metavar="FILE", help=t("the page (.html)", "报告页（.html）"))
    made.add_argument(
        "--robustness", metavar="FILE",
        help=t("who stays when the weights move (CSV)", "权重变动时的稳健性（CSV）"),
    )


def run(args: argparse.Namespace, say: Session) -> int:
    plan = Plan.load(args.plan)
    registry, issues = tables_of(plan, args.folder, say)
    policy = None
    if args.policy is not None:
        policy = Policy.load(args.policy)
        faults = verify(plan, registry, policy)
        if faults:
            say.issues(faults)
            say.answer |= {"proven": False}
            say.print(
                "The plan does not hold: no page was made.", "方案未通过复核：未生成报告页。"
            )
            return 1
    robustness = None
    if args.robustness is not None:
        robustness = _robustness(args.robustness)
    make(
        plan, registry, args.out, say,
        policy=policy, issues=issues, proven=policy is not None, robustness=robustness,
    )
    return 0


def _robustness(path: str) -> dict[str, list[str]]:
    """The columns that the page needs; every fault of the file as an issue."""
    text = read_text(path)
    try:
        rows = [] if text is None else list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        text = None
    if text is None:
        raise InputError([_core.Issue("python.table", file=path, expected=_core.Message("python.table"))])
    names = ("pairing", "runs", "served", "stay_served")
    wanted = _core.Message("python.enumerator", [("allowed", ", ".join(names))])
    faults = [
        _core.Issue("python.enumerator", file=path, column=name, expected=wanted)
        for name in names
        if not rows or name not in rows[0]
    ]
    if not faults:
        whole = _core.Message("python.range", [("least", "0"), ("greatest", "10^15")])
        faults = [
            _core.Issue("python.range", file=path, row=k, column=name, value=str(row[name])[:40], expected=whole)
            for k, row in enumerate(rows, 2)
            for name in names[1:]
            if not (str(row[name]).isascii() and str(row[name]).isdigit() and len(str(row[name])) <= 15)
        ]
    if faults:
        raise InputError(faults)
    return {name: [row[name] for row in rows] for name in names}


def make(
    plan: _core.Plan, registry: _core.Registry, path: str | os.PathLike[str], say: Session, **options: Any
) -> None:
    """Writes the page and says where it lies."""
    write(plan, registry, path, lang=say.lang, shared=say.shared, **options)
    size = os.path.getsize(path)
    say.answer |= {"report": os.fspath(path), "bytes": size, "proven": bool(options.get("proven"))}
    where = os.path.abspath(path)
    say.print(f"Report: {where}", f"报告：{where}")
