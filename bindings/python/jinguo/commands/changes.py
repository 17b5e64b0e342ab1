"""``jinguo changes``: what a second plan changes for whom, and why."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from .._core import Message
from .._errors import InputError
from .._files import write_text
from ..next_year import KINDS, PlanChanges, changes, columns_of
from ..plan import Plan
from ..policy import Policy
from ..registry import Registry

if TYPE_CHECKING:
    import argparse

    from .._session import Session
    from ._parser import Arguments


def add_arguments(to: Arguments) -> None:
    t = to.t
    made = to.command("changes", run, "what a second plan changes for whom, and why",
                      "第二个方案改变了什么，为什么")
    made.add_argument("old", metavar="OLDPLAN", help=to.plan_help)
    made.add_argument("new", metavar="NEWPLAN", help=to.plan_help)
    made.add_argument(
        "folder", metavar="FOLDER",
        help=t("tables that the second was made from, adopted or not", "第二个方案所用的表格（是否已写入建议均可）"),
    )
    to.policy(made, required=False)
    made.add_argument(
        "--out", metavar="FILE", help=t("woman by woman, as CSV", "逐人清单（CSV）")
    )


def run(args: argparse.Namespace, say: Session) -> int:
    before, after = Plan.load(args.old), Plan.load(args.new)
    policy = None if args.policy is None else Policy.load(args.policy)
    registry, issues = Registry.read(args.folder)
    if any(issue.severity == "error" for issue in issues):
        raise InputError(issues)
    told = changes(before, after, registry, policy)
    totals = told.totals()
    say.answer |= {
        "before": before.digest,
        "after": after.digest,
        "standing": told.standing,
        "let_go": told.let_go,
        "totals": totals,
        "changes": [
            {
                "pairing": one.pairing, "woman": one.woman, "county": one.county, "kind": one.kind,
                "kept": list(one.kept), "gone": list(one.gone), "come": list(one.come),
                "reasons": [{"code": code, "parameters": given} for code, given, _ in one.reasons()],
            }
            for one in told.women
            if one.kind != "kept"
        ],
        "synthetic": after.synthetic,
    }
    if args.out is not None:
        _write(args.out, told, say)
        say.answer["out"] = args.out
    if not say.as_json:
        names = {code: name for code, name in zip(*_codes_and_names(registry), strict=True)}
        lines = "\n".join(_lines(told, totals, names, say))
        say.print(lines, lines)
        if args.out is not None:
            say.print(f"Woman by woman: {args.out}", f"逐人清单：{args.out}")
    return 0


def _codes_and_names(registry: Any) -> tuple[list[str], list[str]]:
    columns = registry.columns("regions")
    counties = [k for k, code in enumerate(columns["code"]) if len(code) == 6 and code[4:6] != "00"]
    return [columns["code"][k] for k in counties], [columns["name"][k] for k in counties]


def _lines(told: PlanChanges, totals: list[dict[str, Any]], names: dict[str, str], say: Session) -> list[str]:
    lines = [
        say.t(
            f"{told.standing:,} relations stood in the tables and go on; {told.let_go:,} were let go.",
            f"表格中的关系有 {told.standing:,} 条延续，{told.let_go:,} 条未予延续。",
        )
    ]
    for pairing in sorted({row["pairing"] for row in totals}):
        mine = [row for row in totals if row["pairing"] == pairing]
        counts = {kind: sum(row["women"] for row in mine if row["kind"] == kind) for kind in KINDS}
        told_counts = say.t(", ", "，").join(f"{say.t(*KINDS[kind])} {count:,}" for kind, count in counts.items())
        lines.append(f"{pairing}{say.t(': ', '：')}{told_counts}")
        for kind in KINDS:
            reasons: dict[str, int] = {}
            for row in mine:
                if row["kind"] == kind:
                    text = _reason(row, say.lang)
                    reasons[text] = reasons.get(text, 0) + row["women"]
            for text, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
                lines.append(f"   {say.t(*KINDS[kind])} {count:,}{say.t(': ', '：')}{text}")
        for county in sorted({row["county"] for row in mine}):
            here = {
                kind: sum(row["women"] for row in mine if row["county"] == county and row["kind"] == kind)
                for kind in KINDS
            }
            name = names.get(county, county) or say.t("no longer in the tables", "已不在表格中")
            told_here = say.t(", ", "，").join(f"{say.t(*KINDS[kind])} {count:,}" for kind, count in here.items())
            lines.append(f"   {name}{say.t(': ', '：')}{told_here}")
    return lines


def _reason(row: dict[str, Any], lang: str) -> str:
    rule = Message(f"engine.rule.{row['rule']}").text(lang) if row["rule"] else ""
    return Message(row["reason"], [("rule", rule)]).text(lang)


def _write(path: str, told: PlanChanges, say: Session) -> None:
    text = io.StringIO()
    columns = columns_of(told, say.lang)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    write_text(path, "\ufeff" + text.getvalue(), shared=say.shared)
