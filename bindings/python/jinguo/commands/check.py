"""``jinguo check``: every fault of a folder of tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .. import _core
from .._core import Issue
from .._errors import InputError
from .._package import is_workbook
from .._session import Fault
from ..marked import mark
from ..next_year import check_changes
from ..policy import Policy
from ..registry import Registry
from ._inputs import day_of

if TYPE_CHECKING:
    import argparse

    from .._session import Session
    from ._parser import Arguments


def add_arguments(to: Arguments) -> None:
    t = to.t
    made = to.command("check", run, "find every fault of a folder of tables", "找出表格中的所有错误")
    to.folder(made)
    made.add_argument(
        "--marked", metavar="OUT.xlsx",
        help=t("a copy of the workbook with each faulty cell marked", "在工作簿副本中标出每个有误的单元格"),
    )
    to.policy(made, required=False)
    made.add_argument(
        "--date", metavar="DATE",
        help=t("the day on which ages and dates are judged (default: the policy's, else the latest record's)",
               "判断年龄和日期所依据的日期（不给则取政策日期，否则取最晚一条记录的日期）"),
    )
    made.add_argument(
        "--since", metavar="OLDFOLDER",
        help=t("also find changes since these earlier tables that cannot be", "同时找出与早先表格相比不合规定的变更"),
    )


def run(args: argparse.Namespace, say: Session) -> int:
    policy, issues = None, []
    if args.policy is not None:
        try:
            policy = Policy.load(args.policy)
        except InputError as error:  # told together with those of the tables
            issues = list(error.issues)
    day = day_of(args.date, "--date", say)
    if day is None and policy is not None:
        day = policy.date
    registry, found = Registry.read(args.folder, day=day)
    issues += found
    day = registry._rows.day if registry._rows is not None else None
    if args.since is not None:
        issues += _since(args.since, registry, issues)
    if policy is not None and all(issue.severity != "error" for issue in issues):
        rows: Any = registry._rows
        issues += _core.faults_of(registry, policy, rows)
    say.issues(issues)
    if args.marked is not None:
        if not is_workbook(args.folder):
            raise Fault("usage", say.t("--marked needs a workbook (.xlsx)", "--marked 只用于工作簿（.xlsx）"))
        mark(args.folder, args.marked, issues, lang=say.lang)
        say.answer["marked"] = args.marked
        say.print(f"Marked copy: {args.marked}", f"标注后的副本：{args.marked}")
    errors = sum(issue.severity == "error" for issue in issues)
    unknown = registry.unknown_incomes()
    partly = _partly_unknown(registry)
    say.answer |= {
        "errors": errors,
        "warnings": len(issues) - errors,
        "tables": {name: count for name, count in registry.counts().items() if count},
        "day": None if day is None else day.isoformat(),
        "unknown_incomes": unknown,
        "partly_unknown_incomes": partly,
        "synthetic": registry.synthetic,
    }
    if errors:
        if sum(registry.counts().values()) == 0:
            say.print(f"{errors} errors: nothing was loaded.", f"{errors} 处错误：未载入任何数据。")
        else:  # the tables are sound, and the policy cannot be matched with them
            say.print(f"{errors} errors: match would refuse.", f"{errors} 处错误：无法据此匹配。")
        return 1
    counts = say.answer["tables"]
    if not counts:
        say.print("No errors, and no rows yet.", "没有错误，也还没有填写任何数据。")
        return 0
    listed = ", ".join(f"{name} {count:,}" for name, count in counts.items())
    listed_zh = "，".join(f"{_core.tables_zh[name]} {count:,}" for name, count in counts.items())
    say.print(f"No errors. {listed}", f"没有错误。{listed_zh}")
    if day is not None:
        say.print(f"Ages and dates are judged as of {day}.", f"年龄和日期按 {day} 判断。")
    _tell_unknown(unknown, say)
    if partly:
        say.print(
            f"Another {partly:,} households leave a source of income blank beside others: it counts as nothing.",
            f"另有 {partly:,} 户有的收入来源未填：按其他来源之和计算。",
        )
    return 0


def _partly_unknown(registry: Any) -> int:
    """Households whose income is known though a source is blank that others of the table say."""
    columns = registry.columns("households")
    names = ("wage_income", "business_income", "transfer_income", "property_income")
    said = [columns[name] for name in names if any(amount is not None for amount in columns[name])]
    rows = zip(zip(*said, strict=True), columns["production_costs"], strict=True) if said else ()
    return sum(None in row and sum(one for one in row if one is not None) > costs for row, costs in rows)


def _tell_unknown(households: int, say: Session) -> None:
    """How many incomes are blank: unknown, which is not 0."""
    if households:
        say.print(
            f"The income of {households:,} households is not known (blank is not 0).",
            f"有 {households:,} 户收入未填（空白不等于0）。",
        )


def _since(earlier: str, registry: Any, issues: Sequence[Issue]) -> list[Issue]:
    """What changed since earlier tables as it cannot; nothing to compare while either has errors."""
    before, faults = Registry.read(earlier)
    if any(issue.severity == "error" for issue in faults):
        raise InputError(faults)
    if any(issue.severity == "error" for issue in issues):
        return []
    return check_changes(before, registry)
