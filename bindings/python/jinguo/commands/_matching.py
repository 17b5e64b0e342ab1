"""Makes a plan and tells what it does."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

from .._session import Session
from ..plan import REASONS, match, rule_text

__all__ = ["seconds", "solved", "tell"]

STATUSES = {  # as docs/status.md names them
    "optimal": "最优",
    "optimal_short": "最优，下限有缺口",
    "infeasible": "无可行方案",
    "out_of_range": "分值超出范围",
    "stopped_feasible": "中止，已有可行方案",
    "stopped_empty": "中止，尚无方案",
}
UNKNOWN_INCOMES = {  # what a policy may say that a blank income is worth
    "median": ("the median of the household's type", "按同类户的中位数计"),
    "line": ("the line", "按收入线计"),
    "zero": ("nothing", "按零计"),
}


def solved(
    registry: Any,
    policy: Any,
    seed: bytes | str | None,
    say: Session,
    *,
    pairing: str | None = None,
    threads: int = 0,
    time_limit: float | None = None,
) -> tuple[Any, dict[str, int]]:
    """The plan, and the most memory that the program held while each pairing was matched, in MiB."""
    names = [pairing] if pairing is not None else list(policy.pairings)
    peaks: dict[str, int] = {}
    at = 0
    _peak_memory()
    with say.progress() as show:

        def progress(fraction: float, phase: str) -> None:
            nonlocal at
            now = min(int(fraction * len(names)), len(names) - 1)
            if now > at:
                peaks[names[at]] = _peak_memory()
                at = now
            if show is not None:
                show(fraction, f"{names[now]}: {phase}")

        plan = match(
            registry,
            policy,
            pairing,
            seed,
            threads=threads,
            progress=progress,
            time_limit=time_limit,
        )
    peaks[names[at]] = _peak_memory()
    return plan, peaks


def _peak_memory() -> int:
    """Most memory held since this was last asked, in MiB (Linux; elsewhere 0)."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        peak = re.search(r"VmHWM:\s*(\d+) kB", status)
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # begins a new peak
    except OSError:
        return 0
    return int(peak[1]) // 1024 if peak else 0


def rules(counts: dict[str, int], say: Session) -> str:
    """Rules of a policy with their counts, in the catalogue's words, the most frequent first."""
    words = [
        f"{rule_text(rule, say.lang)} {count:,}"
        for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return say.t("; ", "；").join(words)


def tell(plan: Any, policy: Any, peaks: dict[str, int], say: Session) -> None:
    """What a plan did, pairing by pairing, and whether a woman was given two full-time measures."""
    settings = policy.to_dict().get("pairings", {})
    pairings: dict[str, Any] = {}
    full_time: dict[str, int] = {}
    for name in plan.pairings:
        one = plan[name]
        counts = one.counts()
        placed = counts["awards"] + counts["outside"]
        women = placed + counts["unmatched"]
        pairings[name] = counts | {"status": one.status, "seconds": one.seconds, "gap": one.gap}
        if not settings.get(name, {}).get("part_time", False):
            for award in (*one.awards, *one.outside):
                full_time[award.left] = full_time.get(award.left, 0) + 1
        share = counts["tied"] / women if women else 0.0
        pairings[name]["tied_share"] = share
        reasons = say.t("; ", "；").join(
            f"{say.t(*REASONS[reason])} {count:,}"
            for reason, count in sorted(counts["reasons"].items(), key=lambda item: -item[1])
        )
        ruled_out, warnings = rules(counts["rules"], say), rules(counts["warnings"], say)
        memory = peaks.get(name)
        mib = "" if memory is None else say.t(f", {memory:,} MiB", f"，{memory:,} MiB")
        pairings[name]["peak_memory_mib"] = memory
        none = say.t("none", "无")
        unknown = ""
        if one.income_assumed:
            meant = say.t(*UNKNOWN_INCOMES[one.unknown_income])
            unknown = say.t(
                f"     women whose income is not known {len(one.income_assumed):,}: counted as {meant}\n",
                f"     收入未填的妇女 {len(one.income_assumed):,} 人：{meant}\n",
            )
        say.print(
            f"   {name}: {one.status}, {one.seconds:.1f} s{mib}\n"
            f"     women placed {placed:,} (going on outside the market {counts['outside']:,})\n"
            f"     unmatched {counts['unmatched']:,}: {reasons or none}\n"
            f"       not eligible or bound by rule: {ruled_out or none}\n"
            f"     floors met {counts['floors_met']:,} of {counts['floors']:,}, "
            f"short by {counts['shortfall']:,} in all\n"
            f"     women whose place the lottery decided {share:.1%}\n"
            f"{unknown}"
            f"     warnings (going on outside, by rule): {warnings or none}",
            f"   {name}：{STATUSES[one.status]}，{one.seconds:.1f} 秒{mib}\n"
            f"     安置妇女 {placed:,} 人（其中在市场外延续 {counts['outside']:,} 人）\n"
            f"     未安置 {counts['unmatched']:,} 人：{reasons or none}\n"
            f"       按规则：{ruled_out or none}\n"
            f"     达到下限 {counts['floors_met']:,} / {counts['floors']:,} 个，合计缺 "
            f"{counts['shortfall']:,} 人\n"
            f"     由抽签决定去处的妇女 {share:.1%}\n"
            f"{unknown}"
            f"     警告（在市场外延续，按规则）：{warnings or none}",
        )
    twice = sum(count > 1 for count in full_time.values())
    say.answer |= {
        "pairings": pairings,
        "digest": plan.digest,
        "policy": plan.policy_name,
        "synthetic": plan.synthetic,
        "women_at_two_full_time_measures": twice,
    }
    say.print(
        f"   women at two full-time measures: {twice}\n   digest {plan.digest}",
        f"   同时参加两项全职措施的妇女：{twice} 人\n   摘要 {plan.digest}",
    )
    if plan.synthetic:
        say.print("   The persons are synthetic.", "   人员为合成数据。")


def seconds(started: float) -> str:
    return f"{time.monotonic() - started:.1f} s"
