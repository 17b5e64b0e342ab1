"""``jinguo targets``: how far the programme's targets are met, and what was not counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core
from .._errors import InputError
from .._session import Fault
from ..measure import Achievement, achievement
from ..plan import Plan
from ..policy import Policy
from ..registry import Registry
from ._inputs import day_of, rows_of, tables_of

if TYPE_CHECKING:
    import argparse

    from .._session import Session
    from ._parser import Arguments

LISTED = 60  # remarks printed; the rest is counted


def add_arguments(to: Arguments) -> None:
    t = to.t
    made = to.command("targets", run, "how far the programme's targets are met", "行动指标完成情况")
    to.folder(made)
    to.plan(made, nargs="?")
    to.policy(made, required=False)
    made.add_argument("--day", metavar="DATE", help=t("the last day that counts", "统计截止日期"))
    made.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE",
        help=t("how an open point is read (docs/targets.md)", "方案未明确之处的取法（见 docs/targets.md）"),
    )


def run(args: argparse.Namespace, say: Session) -> int:
    plan = None if args.plan is None else Plan.load(args.plan)
    registry, issues = Registry.read(args.folder) if plan is None else tables_of(plan, args.folder, say)
    if any(issue.severity == "error" for issue in issues):
        raise InputError(issues)
    policy = None if args.policy is None else Policy.load(args.policy)
    options = {}
    for given in args.option:
        name, equals, value = given.partition("=")
        if not equals:
            raise Fault("usage", say.t("--option: NAME=VALUE", "--option：写作 名称=值"))
        options[name] = value
    day = day_of(args.day, "--day", say)
    programme = _core.programme_yueyang_2016()
    found = achievement(registry, plan, programme, pol=policy, day=day, options=options)
    show(found, programme, say)
    return 0


def show(found: Achievement, programme: _core.Programme, say: Session) -> None:
    """The board, the remarks, the channels and who waits for aid, for people and for programs."""
    rows = rows_of(found, "rows")
    board = [row for row in rows if row["headline"]]
    judged = [row for row in board if row["state"] != "not_applicable"]
    words = {
        name: {word: (word.replace("_", "-" if name == "unit" else " "), zh) for word, zh in pairs}
        for name, pairs in _core.achievement_words().items()
    }
    names = {target["id"]: (target["name"], target["name_zh"]) for target in programme.targets}
    left_out = rows_of(found, "not_counted")
    unpaid = rows_of(found, "unpaid")
    reach = [row for row in rows_of(found, "reach") if row["period"] == "programme"]
    say.answer |= {
        "day": found.day.isoformat(),
        "targets": rows,
        "met": sum(row["state"] == "met" for row in board),
        "not_counted": left_out,
        "reach": rows_of(found, "reach"),
        "unpaid": [row | {"since": row["since"].isoformat()} for row in unpaid],
        "unproven": found.unproven,
    }
    out = len(board) - len(judged)
    say.print(
        f"Targets on {found.day}: {say.answer['met']} of {len(judged)} met" + (f"; {out} not applicable" if out else ""),
        f"{found.day} 指标：{len(judged)} 项中 {say.answer['met']} 项达标" + (f"；另有 {out} 项不适用" if out else ""),
    )
    for row in board:
        say.print(f"  {line(row, names, words, 'en')}", f"  {line(row, names, words, 'zh')}")
        if row["whole"] is not None and row["units_met"] is not None:
            for base in rows:
                if base["base"] and (base["target"], base["period"]) == (row["target"], row["period"]):
                    say.print(f"       {_base(base, words, 'en')}", f"       {_base(base, words, 'zh')}")
    if left_out:
        say.print(f"Not counted ({len(left_out)}):", f"未计入（{len(left_out)} 项）：")
    for row in left_out[:LISTED]:
        subject = f" ({row['subject']})" if row["subject"] else ""
        say.print(
            f"  {row['target']} {row['period']} {row['table']} {row['id']}{subject}: {row['en']}",
            f"  {row['target']} {row['period']} {row['table']} {row['id']}{subject}：{row['zh']}",
        )
    if len(left_out) > LISTED:
        rest = len(left_out) - LISTED
        say.print(f"  ... and {rest} more (--json has all)", f"  ……另有 {rest} 项（--json 列出全部）")
    if unpaid:
        say.print(
            f"Two-cancer patients who qualify and have no aid: {len(unpaid)}; {len(unpaid) * 10_000:,} yuan needed",
            f"符合条件而未获救助的“两癌”患者：{len(unpaid)} 人，需资金 {len(unpaid) * 10_000:,} 元",
        )
        for row in unpaid[:LISTED]:
            say.print(
                f"  {row['person']}: {row['days']} days since {row['since']} ({row['diagnosis']})",
                f"  {row['person']}：自 {row['since']} 起已等待 {row['days']} 天（{row['diagnosis']}）",
            )
    say.print("Reached by channel (registered women, each once; persons; services):",
              "各渠道惠及（建档立卡妇女按人计；人；人次）：")
    for row in reach:
        en, zh = words["channel"].get(row["channel"], ("any, each person once", "合计（每人一次）"))
        counts = f"{row['women']:,}; {row['persons']:,}; {row['services']:,}"
        say.print(f"  {en}: {counts}", f"  {zh}：{counts}")


def line(row: dict[str, Any], names: dict[str, tuple[str, str]], words: dict[str, Any], lang: str) -> str:
    """One target as one line: what, how much of what is wanted, its state, what is missing."""
    zh = lang == "zh"
    name = names[row["target"]][zh]
    state = words["state"][row["state"]][zh]
    unit = words["unit"][row["unit"]][zh]
    if row["state"] == "not_applicable":
        return f"{row['target']} {name}{'：' if zh else ': '}{state}"
    percent = "" if row["percent"] is None else f" {row['percent']}%"
    if row["units_met"] is not None:
        figure = (
            f"{row['units_met']} / {row['whole']} 个基地达到 {row['at_least']:,} 人，最少 {row['actual']:,}"
            if zh
            else f"{row['units_met']} of {row['whole']} bases reach {row['at_least']:,}; the least is {row['actual']:,}"
        )
    elif row["whole"] is not None:
        figure = f"{row['actual']:,} / {row['whole']:,} {unit}{percent}"
    else:
        most = "" if row["at_most"] is None else f"–{row['at_most']:,}"
        figure = f"{row['actual']:,} / {'' if most else '≥'}{row['at_least']:,}{most} {unit}{percent}"
    more = []
    if row["missing"]:
        more.append(f"缺 {row['missing']:,}" if zh else f"{row['missing']:,} short")
    if row["above"]:
        more.append(f"超出 {row['above']:,}" if zh else f"{row['above']:,} too many")
    if row["persons"] and row["person_times"] is not None:
        more.append(f"其中已登记 {row['persons']:,} 人" if zh else f"{row['persons']:,} persons known")
    if row["pace"] is not None and row["state"] in ("on_pace", "behind"):
        more.append(f"按进度应达 {row['pace']:,}" if zh else f"pace needed {row['pace']:,}")
    tail = ("（" + "，".join(more) + "）" if zh else f" ({', '.join(more)})") if more else ""
    period = "" if row["period"] == "programme" else f" {row['period']}"
    return f"{row['target']} {name}{period}{'：' if zh else ': '}{figure} — {state}{tail}"


def _base(row: dict[str, Any], words: dict[str, Any], lang: str) -> str:
    zh = lang == "zh"
    state = words["state"][row["state"]][zh]
    more = ""
    if row["planned"] is not None:
        more += f"，方案安排 {row['planned']:,}" if zh else f", planned {row['planned']:,}"
    if row["reachable"] is not None:
        more += f"，按规则最多 {row['reachable']:,}" if zh else f", {row['reachable']:,} within reach"
    return f"{row['base']} {row['actual']:,} {state}{more}"
