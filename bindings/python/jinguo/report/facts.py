"""What the page says, as numbers. No language, no look, no person."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .suppression import Hidden

if TYPE_CHECKING:
    from .money import Money

Text = tuple[str, str]  # English, Chinese


@dataclass
class Table:
    """Counts of women: rows are places or groups, columns exclude each other; small ones are hidden."""

    keys: list[str]
    names: list[Text]
    columns: list[str]
    counts: list[list[int]]
    hidden: Hidden

    @property
    def totals(self) -> list[int]:
        return [sum(column) for column in zip(*self.counts, strict=True)] or [0] * len(self.columns)

    def rate(self, row: int | None, over: Sequence[str], among: Sequence[str]) -> float | None:
        """Share of the columns ``over`` in those of ``among``; None where hidden or of nobody."""
        if row is not None and not self.hidden.row_is_whole(row):
            return None
        counts = self.totals if row is None else self.counts[row]
        of = dict(zip(self.columns, counts, strict=True))
        whole = sum(of[name] for name in among)
        return sum(of[name] for name in over) / whole if whole else None


@dataclass
class Provider:
    """A base, project or chain; public."""

    id: str
    name: str
    kind: str
    place: Text
    industry: str
    level: str
    position: tuple[float, float] | None
    township: str
    town: Text
    places: int
    taken: int
    floor: int
    shortfall: int
    worth: int
    floor_cost: int


@dataclass
class MentorGroup:
    """Mentors of a county or an industry, together."""

    name: Text
    mentors: int
    places: int
    taken: int
    worth: int  # points that one more place adds to the plan, at the mentor where it adds most


@dataclass
class Group:
    """A group of women in one pairing: how many of those who are eligible are served, with what merit."""

    name: Text
    rate: float | None
    served: int | None
    eligible: int | None
    score: float | None


@dataclass
class Dimension:
    code: str
    groups: list[Group]


@dataclass
class Coverage:
    """Share of registered women with at least one measure, of all and by (dimension, group)."""

    rate: float
    groups: list[tuple[str, Text, float | None]]


@dataclass
class Pairing:
    """One pairing of the plan."""

    name: str
    mentors: bool
    status: str
    gap: int | None
    custom: bool
    kinds: list[str]
    women: int
    served: int
    served_by_kind: dict[str, int]
    going_on: int
    eligible_unserved: int
    not_eligible: int
    tied: int
    places: int
    taken: int
    floors: int
    floors_met: int
    shortfall: int
    by_place: Table | None
    eligible_reasons: list[tuple[str, int | str]]
    rules: list[tuple[str, int | str]]
    going_on_rules: list[tuple[str, int | str]]
    providers: list[Provider]
    mentors_by_place: list[MentorGroup]
    mentors_by_industry: list[MentorGroup]
    mentors_hidden: int
    mentors_count: int
    mentor_places: int
    mentor_taken: int
    dimensions: list[Dimension]
    mean_rate: float | None
    mean_score: float | None


@dataclass
class TargetFact:
    """One target on the board, over the period that it is judged by."""

    id: str
    name: Text
    kind: str
    unit: str
    period: str  # a year, or "programme"
    state: str
    actual: int
    at_least: int
    at_most: int | None
    missing: int
    above: int
    percent: int | None
    whole: int  # of a coverage who qualify; bases
    units_met: int
    pace: int | None
    reachable: int | None


@dataclass
class BaseFact:
    """A base of the per-unit target."""

    id: str
    name: str
    actual: int
    state: str
    planned: int | None
    reachable: int | None


@dataclass
class Board:
    day: datetime.date
    rows: list[TargetFact]
    bases: list[BaseFact]
    waiting: int  # two-cancer patients who qualify and have no aid
    reach: list[tuple[str, Text, int]]  # channel, registered women
    left_out: list[tuple[str, Text, int]]  # target, reason, how many


@dataclass
class Finding:
    """Faults of the tables that are alike."""

    severity: str
    file: str
    column: str
    code: str
    count: int
    rows: list[int]
    expected: Text
    mend: Text


@dataclass
class Shape:
    """A county's boundary."""

    key: str
    geometry: Mapping[str, Any]
    point: tuple[float, float]


@dataclass
class Facts:
    policy: str
    date: datetime.date | None
    place: Text | None
    synthetic: bool
    proven: bool
    made_by: str
    digest: str
    registry_digest: str
    policy_digest: str
    seed: str
    households: int
    women: int
    registered: int
    helped: int
    place_level: str
    pairings: list[Pairing]
    findings: list[Finding]
    shapes: list[Shape]
    bundled_shapes: bool
    points: dict[str, tuple[float, float]]
    industries: dict[str, Text]
    coverage: Coverage | None
    targets: Board | None = None
    robustness: float | None = None
    counts: dict[str, int] = field(default_factory=dict)
    money: Money | None = None
