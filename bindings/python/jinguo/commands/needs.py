"""``jinguo needs``: needs without a measure, measures without a need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core
from .._errors import InputError
from ..measure import achievement, needs
from ..plan import Plan
from ..registry import Registry
from ._inputs import rows_of, tables_of

if TYPE_CHECKING:
    import argparse

    from .._session import Session
    from ._parser import Arguments


def add_arguments(to: Arguments) -> None:
    t = to.t
    made = to.command("needs", run, "needs without a measure, measures without a need", "需求与措施是否对应")
    to.folder(made)
    to.plan(made, nargs="?")
    made.add_argument("--day", metavar="DATE", help=t("the last day that counts", "统计截止日期"))


def run(args: argparse.Namespace, say: Session) -> int:
    plan = None if args.plan is None else Plan.load(args.plan)
    registry, issues = Registry.read(args.folder) if plan is None else tables_of(plan, args.folder, say)
    if any(issue.severity == "error" for issue in issues):
        raise InputError(issues)
    found = needs(registry, plan, day=args.day)
    waiting = rows_of(achievement(registry, day=found.day), "unpaid")
    rows = {name: rows_of(found, name) for name in ("needs", "unanswered", "unneeded", "mix", "aid_only")}
    trained = rows_of(found, "trained_unplaced")
    townships, villages = rows_of(found, "townships"), rows_of(found, "villages")
    say.answer |= {
        "day": found.day.isoformat(),
        **rows,
        "mix": [row | {"yuan": str(row["yuan"])} for row in rows["mix"]],
        "trained_unplaced": [row | {"trained": row["trained"].isoformat()} for row in trained],
        "unpaid": [row | {"since": row["since"].isoformat()} for row in waiting],
        "townships": townships,
        "villages": villages,
    }
    words = {name: {w: (w.replace("_", " "), zh) for w, zh in pairs} for name, pairs in _core.achievement_words().items()}
    by_cause: dict[str, list[int]] = {}
    for row in rows["needs"]:
        sums = by_cause.setdefault(row["cause"], [0, 0, 0])
        for k, column in enumerate(("women", "answered", "planned")):
            sums[k] += row[column]
    say.print(f"Needs on {found.day} (registered women; answered; in the plan; open):",
              f"{found.day} 需求（建档立卡妇女；已有措施；方案安排；尚无措施）：")
    for cause, (women, answered, planned) in sorted(by_cause.items(), key=lambda item: (-item[1][0], item[0])):
        en, zh = words["cause"][cause]
        counts = f"{women:,}; {answered:,}; {planned:,}; {women - answered - planned:,}"
        say.print(f"  {en}: {counts}", f"  {zh}：{counts}")
    by_class: dict[str, list[Any]] = {}
    for row in rows["mix"]:
        sums = by_class.setdefault(row["kind"], [0, 0])
        sums[0] += row["measures"]
        sums[1] += row["yuan"]
    say.print("Measures from giving to earning (times; yuan):", "由“输血”向“造血”（次；元）：")
    for kind, (times, yuan) in by_class.items():
        en, zh = words["class"][kind]
        say.print(f"  {en}: {times:,}; {yuan:,}", f"  {zh}：{times:,}；{yuan:,}")
    for en, zh, count in (
        ("measures without a need on record", "没有对应需求的措施", len(rows["unneeded"])),
        ("women able to work whom only transfers reached", "有劳动能力而只得到“输血”措施的妇女", len(rows["aid_only"])),
        ("women trained and not placed", "受训而未安置的妇女", len(trained)),
        ("two-cancer patients who qualify and have no aid", "符合条件而未获救助的“两癌”患者", len(waiting)),
        ("townships without outreach", "未开展宣传的乡镇", len(townships)),
        ("villages without outreach", "未开展宣传的村", len(villages)),
    ):
        say.print(f"  {en}: {count:,}", f"  {zh}：{count:,}")
    say.print("--json lists each by id.", "--json 按编号逐一列出。")
    return 0
