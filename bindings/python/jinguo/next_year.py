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
    """What a second plan changes for each woman, and why; made by `changes`.

    ``women`` has a ``WomanChange`` for everyone with a place in either plan; ``standing`` counts the
    relations of the tables that go on, ``let_go`` those that do not (0 unless the policy releases
    them).

    Parameters
    ----------
    changes : PlanChanges
        The changes to copy.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> plan = jg.Plan.load("demo/plan")
    >>> jg.changes(plan, plan, registry)
    <PlanChanges: kept 80, newly_placed 0, moved 0, ended 0>
    """

    def to_frame(self, *, lang: str = "zh", backend: Backend | None = None) -> Any:
        """The changes as a frame, a row a woman and pairing.

        Parameters
        ----------
        lang : {"zh", "en"}, default "zh"
            Language of the texts.
        backend : {"pandas", "polars", "pyarrow"}, optional
            Kind of the frame; the first library that is installed unless said.

        Returns
        -------
        frame
            Columns: pairing, woman, county, change, kept, gone, come (providers, separated by ;), reason
            (code of the first reason) and text (all of them).

        Examples
        --------
        >>> import jinguo as jg
        >>> registry = jg.Registry.load("demo/tables")
        >>> plan = jg.Plan.load("demo/plan")
        >>> jg.changes(plan, plan, registry).to_frame(backend="pandas")[["woman", "change", "kept"]].head(2)
              woman change   kept
        0  W0000001   kept  J0004
        1  W0000005   kept  J0012
        """
        return frame_of(columns_of(self, lang), backend)

    def totals_frame(self, *, backend: Backend | None = None) -> Any:
        """The women counted, as a frame.

        Parameters
        ----------
        backend : {"pandas", "polars", "pyarrow"}, optional
            Kind of the frame; the first library that is installed unless said.

        Returns
        -------
        frame
            Columns: pairing, county, kind, reason, rule and women.

        Examples
        --------
        >>> import jinguo as jg
        >>> registry = jg.Registry.load("demo/tables")
        >>> plan = jg.Plan.load("demo/plan")
        >>> int(jg.changes(plan, plan, registry).totals_frame(backend="pandas").women.sum())
        80
        """
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
    """What a second plan changes for each woman, and why.

    Her relation ended or was declined, she left the tables, the provider did, a rule closed it to her;
    she is new, a place became free. Only pairings that both plans have are compared. No reason names
    another woman.

    Parameters
    ----------
    before : Plan
        The earlier plan.
    after : Plan
        The later one.
    registry : Registry
        The tables that ``after`` was made from, also once it is adopted.
    pol : Policy, optional
        The policy of ``after``: tells the rule that closes a place to her.
    policy : Policy, optional
        Another name for ``pol``, as `jinguo.match` calls it; give one of the two.

    Returns
    -------
    PlanChanges
        Everyone with a place in either plan.

    Raises
    ------
    InputError
        Registry or policy are not those of ``after``.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> plan = jg.Plan.load("demo/plan")
    >>> jg.changes(plan, plan, registry)
    <PlanChanges: kept 80, newly_placed 0, moved 0, ended 0>
    """
    for name, plan in (("before", before), ("after", after)):
        if not isinstance(plan, _core.Plan):
            raise TypeError(f"{name}: expected a Plan, not {kind_of(plan)}")
    if not isinstance(registry, _core.Registry):
        raise TypeError(f"registry: expected a Registry, not {kind_of(registry)}")
    return PlanChanges(_core.changes(before, after, registry, one_policy(pol, policy)))


def check_changes(earlier: _core.Registry, now: _core.Registry) -> list[Issue]:
    """Every change between two versions of a programme's tables that cannot be.

    A mentorship or placement that vanished, that is another woman's or provider's now, or whose state
    cannot follow the earlier one (`why_not_change`). Each version by itself is judged by
    ``validate()``.

    Parameters
    ----------
    earlier : Registry
        The earlier tables.
    now : Registry
        The tables of today.

    Returns
    -------
    list of Issue
        Rows are those of the files or sheets that the registries were read from; of a row that vanished
        the earlier one, its file named ``earlier/...``.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> jg.check_changes(registry, registry)
    []
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
