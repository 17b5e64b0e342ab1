"""From one year to the next: whether the tables changed as they may, and what a second plan changed."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from . import _core
from ._arrays import kind_of
from ._core import Issue, Message
from ._errors import InputError
from ._files import write_text
from ._frames import Backend, frame_of
from ._public import only
from .policy import one_policy

if TYPE_CHECKING:
    import argparse

    from .cli import Session

__all__ = ["PlanChanges", "changes", "check_changes"]
__dir__ = only(__all__)

KINDS = {
    "kept": ("kept", "延续"),
    "newly_placed": ("newly placed", "新安排"),
    "moved": ("moved", "调整"),
    "ended": ("ended", "结束"),
}


class PlanChanges(_core.PlanChanges):
    """What a second plan changes for each woman, and why.

    ``women`` has a `WomanChange` for everyone with a place in either plan; ``standing`` counts the
    relations of the tables that go on, ``let_go`` those that do not (0 unless the policy releases them).
    """

    def to_frame(self, *, lang: str = "zh", backend: Backend | None = None) -> Any:
        """A row a woman and pairing: pairing, woman, county, change, kept, gone, come (providers,
        separated by ;), reason (code of the first reason) and text (all of them)."""
        return frame_of(_columns(self, lang), backend)

    def totals_frame(self, *, backend: Backend | None = None) -> Any:
        """Women counted by pairing, county, kind, reason and rule."""
        rows = self.totals()
        names = ("pairing", "county", "kind", "reason", "rule", "women")
        return frame_of({name: [row[name] for row in rows] for name in names}, backend)

    def __repr__(self) -> str:
        counts = {kind: 0 for kind in KINDS}
        for row in self.totals():
            counts[row["kind"]] += row["women"]
        return f"<PlanChanges: {', '.join(f'{kind} {count}' for kind, count in counts.items())}>"


def changes(
    before: _core.Plan,
    after: _core.Plan,
    registry: _core.Registry,
    pol: _core.Policy | None = None,
    *,
    policy: _core.Policy | None = None,
) -> PlanChanges:
    """What a second plan changes for each woman, and why: her relation ended or was declined, she left
    the tables, the provider did, a rule closed it to her; she is new, a place became free.

    registry  the tables that ``after`` was made from, also once it is adopted
    pol       the policy of ``after`` (``policy=`` will do): tells the rule that closes a place to her

    Only pairings that both plans have are compared. No reason names another woman. Raises InputError
    when registry or policy are not those of ``after``.
    """
    for name, plan in (("before", before), ("after", after)):
        if not isinstance(plan, _core.Plan):
            raise TypeError(f"{name}: expected a Plan, not {kind_of(plan)}")
    if not isinstance(registry, _core.Registry):
        raise TypeError(f"registry: expected a Registry, not {kind_of(registry)}")
    return PlanChanges(_core.changes(before, after, registry, one_policy(pol, policy)))


def check_changes(earlier: _core.Registry, now: _core.Registry) -> list[Issue]:
    """Every change between two versions of the tables that cannot be, as issues: a mentorship or
    placement that vanished, that is another woman's or provider's now, or whose state cannot follow
    the earlier one (`why_not_change`). Each version by itself is judged by ``validate()``.

    Rows are those of the files or sheets that the registries were read from; of a row that vanished
    the earlier one, its file named ``earlier/...``.
    """
    for name, registry in (("earlier", earlier), ("now", now)):
        if not isinstance(registry, _core.Registry):
            raise TypeError(f"{name}: expected a Registry, not {kind_of(registry)}")
    before: Any = getattr(earlier, "_rows", None)
    after: Any = getattr(now, "_rows", None)
    return _core.check_changes(earlier, now, before, after)


# --- jinguo changes -----------------------------------------------------------------------------------


def run(args: argparse.Namespace, say: Session) -> int:
    from .plan import Plan
    from .policy import Policy
    from .registry import Registry

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
        print("\n".join(_lines(told, totals, names, say)), flush=True)
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


def _columns(told: _core.PlanChanges, lang: str) -> dict[str, list[Any]]:
    names = ("pairing", "woman", "county", "change", "kept", "gone", "come", "reason", "text")
    out: dict[str, list[Any]] = {name: [] for name in names}
    colon = ("：", "；") if lang == "zh" else (": ", "; ")
    for one in told.women:
        reasons = one.reasons(lang)
        row = (
            one.pairing, one.woman, one.county, one.kind, ";".join(one.kept), ";".join(one.gone),
            ";".join(one.come), reasons[0][0],
            colon[1].join(f"{given['right']}{colon[0]}{text}" for _, given, text in reasons),
        )  # fmt: skip
        for name, value in zip(names, row, strict=True):
            out[name].append(value)
    return out


def _write(path: str, told: PlanChanges, say: Session) -> None:
    text = io.StringIO()
    columns = _columns(told, say.lang)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    write_text(path, "\ufeff" + text.getvalue(), shared=say.shared)
