"""Tells what of a plan is proven."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .._core import Issue
from .._session import Session

__all__ = ["proven"]

UNPROVEN = {  # the fields that verify() names, for people
    "made_by": ("version of the program", "程序版本"),
    "asked": ("that only this pairing was asked for", "只做这一类结对的要求"),
    "seconds": ("seconds", "用时"),
    "gap": ("the gap of a stopped plan", "中止方案与最优的差距"),
    "ties": ("what the lottery chose among", "抽签的选项"),
    "unmatched.rule": ("the rule of a reason", "未安置理由所依据的规则"),
    "places.price": ("prices", "价格"),
    "places.greatest_price": ("prices", "价格"),
    "places.forced": ("prices", "价格"),
    "places.worth": ("the worth of one more place", "多一个名额的价值"),
    "places.floor_before": ("floors as the policy asks", "政策规定的下限"),
    "places.floor_cost": ("costs of floors", "下限的代价"),
    "places.floor_cost_short": ("costs of floors", "下限的代价"),
}


def proven(plan: Any, policy: Any, faults: Any, say: Session, copies: Sequence[Issue] = ()) -> int:
    """Says what holds; ``copies``: files beside the plan that do not say what it says."""
    say.issues([*faults, *copies])
    say.answer |= {
        "proven": not faults and not copies, "digest": plan.digest, "pairings_proven": {}, "unproven": list(faults.unproven),
    }  # fmt: skip
    for name in plan.pairings:
        wrong = [issue for issue in faults if issue.column == name or not issue.column]
        say.answer["pairings_proven"][name] = not wrong
        if wrong:
            continue
        if plan[name].status.startswith("stopped"):
            say.print(
                f"   {name}: keeps the rules; stopped, so neither best nor drawn",
                f"   {name}：合规；求解中止，未证明最优，也未抽签",
            )
        else:
            say.print(
                f"   {name}: proven (feasible, best, least prices, drawn by its lottery)",
                f"   {name}：已证明（合规、最优、最低价格、依抽签产生）",
            )
    if faults or copies:
        count = len(faults) + len(copies)
        say.print(f"{count} fault{'s' if count > 1 else ''}.", f"{count} 处问题。")
        return 1
    say.print(f"   digest {plan.digest}", f"   摘要 {plan.digest}")
    left_out = ", ".join(name for name in policy.pairings if name not in plan)
    if left_out:
        say.print(
            f"   not in this plan, which says that it was asked for {plan.asked} alone: {left_out}",
            f"   本方案注明只做 {plan.asked}，因此不含：{left_out}",
        )
    listed = say.t(", ", "、").join(dict.fromkeys(_field(path, say) for path in faults.unproven))
    say.print(f"   not proven, for information only: {listed}", f"   未经证明、仅供参考：{listed}")
    return 0


def _field(path: str, say: Session) -> str:
    name = path if path in UNPROVEN else path.partition(".")[2]
    return say.t(*UNPROVEN[name]) if name in UNPROVEN else path
