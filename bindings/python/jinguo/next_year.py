"""From one year to the next: whether the tables changed as they may, and what a second plan changed."""

from __future__ import annotations

from typing import Any

from . import _core
from ._arrays import kind_of
from ._core import Issue
from ._frames import Backend, frame_of
from ._public import only
from .policy import one_policy

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
        return frame_of(columns_of(self, lang), backend)

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


def columns_of(told: _core.PlanChanges, lang: str) -> dict[str, list[Any]]:
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
