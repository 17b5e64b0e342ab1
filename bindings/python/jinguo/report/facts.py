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


Told = tuple[str, int | str]  # what is counted; how many, or why that is not shown ("small", "other")


@dataclass
class Table:
    """Counts of women: rows are places or groups, columns exclude each other; small ones are hidden."""

    keys: list[str]
    names: list[Text]
    columns: list[str]
    counts: list[list[int]]
    hidden: Hidden = field(default_factory=lambda: Hidden(0, 0, {}, False))

    @property
    def totals(self) -> list[int]:
        return [sum(column) for column in zip(*self.counts, strict=True)] or [0] * len(self.columns)

    @property
    def kinds(self) -> list[str]:
        """The columns of women who are placed, which come first."""
        return [column for column in self.columns if column not in ("unserved", "not_eligible")]

    def tells_rate(self, row: int) -> bool:
        """Whether the women placed and those who wait are both shown."""
        return not self.hidden.why(row, "placed") and not self.hidden.why(row, len(self.kinds))

    def rate(self, row: int | None) -> float | None:
        """Share of those placed in those eligible; None where hidden or of nobody."""
        if row is not None and not self.tells_rate(row):
            return None
        counts = self.totals if row is None else self.counts[row]
        placed = sum(counts[: len(self.kinds)])
        eligible = placed + counts[len(self.kinds)]
        return placed / eligible if eligible else None


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

    @property
    def uncounted(self) -> bool:
        """Whether its floor is missed though women who do not count for it have a place there."""
        return self.shortfall > 0 and self.taken > self.floor - self.shortfall


@dataclass
class MentorGroup:
    """Mentors of a county or an industry, together."""

    name: Text
    key: str
    mentors: int
    places: int
    taken: int
    worth: int  # points that one more place adds to the plan, at the mentor where it adds most


@dataclass
class Group:
    """A group of women in one pairing: how many of those who are eligible are served, with what merit."""

    name: Text
    served: int
    unserved: int
    score: float | None  # of at least ten
    tells: tuple[bool, bool] = (True, True)  # whether the women served, and the eligible ones, may be told

    @property
    def eligible(self) -> int:
        return self.served + self.unserved

    @property
    def rate(self) -> float | None:
        return self.served / self.eligible if all(self.tells) and self.eligible else None


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
    places_too_few: bool  # there are places, and too few women at each to be shown
    eligible_reasons: list[Told]
    rules: list[Told]
    going_on_rules: list[Told]
    providers: list[Provider]
    mentors_by_place: list[MentorGroup]
    mentors_by_industry: list[MentorGroup]
    mentors_hidden: int
    mentors_count: int
    mentor_places: int
    mentor_taken: int
    dimensions: list[Dimension]
    mean_rate: float | None


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
    reachable: int | None


@dataclass
class Board:
    day: datetime.date
    rows: list[TargetFact]
    bases: list[BaseFact]
    waiting: int  # two-cancer patients who qualify and have no aid
    reach: list[tuple[str, Text, int | str]]  # channel, registered women or why they are not shown
    left_out: list[tuple[str, Text, int | str]]  # target, reason, how many or why that is not shown
    records: int | str  # left out in all


@dataclass
class Finding:
    """Faults of the tables that are alike."""

    severity: str
    file: str
    column: str
    code: str
    count: int | str  # or why it is not shown
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
    """Every number of the page; `hiding.protect` marks those that are not shown."""

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
    robustness: str | None = None  # of 100 women served, how many stay when weights move
    counts: dict[str, int] = field(default_factory=dict)
    errors: int | str = 0
    warnings: int | str = 0
    # Totals that are not shown, by what they count and the pairing ("" for all), and why.
    hidden: dict[tuple[str, str], str] = field(default_factory=dict)
    money: Money | None = None
