"""One pairing of a plan in numbers: who is served, who waits and why, and what each provider got."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .. import _core
from .facts import Dimension, Group, MentorGroup, Pairing, Provider, Text
from .places import Places, clean
from .suppression import SMALLEST
from .women import Women, coded, table_of

def pairing_of(
    one: _core.PairingPlan,
    women: Women,
    places: Places,
    providers: Mapping[str, dict[str, Any]],
    keys: Sequence[str],
    of_place: np.ndarray,
    whole: bool,
) -> Pairing:
    kinds = [kind for kind in ("mentor", "base", "project", "chain") if any(p.kind == kind for p in one.places)]
    columns = [*kinds, "unserved", "not_eligible"]
    n = len(women.ids)
    column = np.full(n, -1, dtype=np.int64)
    score = np.full(n, -1, dtype=np.int64)
    at = {kind: k for k, kind in enumerate(kinds)}
    reasons: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    for woman in one.unmatched:
        k = women.row[woman.left]
        if woman.reason == "not_eligible":
            column[k] = len(kinds) + 1
            rules[woman.rule] += 1
        else:
            column[k] = len(kinds)
            reasons[woman.reason] += 1
    for award in one.awards:  # who goes on outside the market is helped, but not by this plan
        k = women.row[award.left]
        column[k] = at[award.kind]
        score[k] = award.score
    column[column < 0] = len(kinds) + 1  # a woman whom this pairing does not know

    table = None
    if len(keys) > 1:
        # Women who are not eligible are in one pairing's table only: with them in two, the same rows
        # would have two sums, and what one table hides the other could tell.
        shown = columns if whole else columns[:-1]
        inside = np.where(column < len(shown), of_place, -1)
        table = table_of(keys, [places.name(key) for key in keys], shown, inside, column)

    served = column < len(kinds)
    eligible = column <= len(kinds)
    dimensions = []
    if table is not None:
        dimensions.append(
            Dimension(
                places.level,
                [
                    _group(name, sum(counts[: len(kinds)]), counts[len(kinds)], score[(of_place == r) & (score >= 0)])
                    for r, (name, counts) in enumerate(zip(table.names, table.counts, strict=True))
                ],
            )
        )
    for code, names, numbers in women.dimensions:
        groups = []
        rest = len(names)  # not recorded
        of_group = np.where(numbers < 0, rest, numbers)
        for k, name in enumerate([*names, ("not recorded", "未填写")]):
            inside = eligible & (of_group == k)
            if inside.any():
                groups.append(
                    _group(name, int((inside & served).sum()), int((inside & ~served).sum()), score[inside & (score >= 0)])
                )
        if len(set(numbers[eligible & (numbers >= 0)].tolist())) > 1:
            dimensions.append(Dimension(code, groups))

    mentors = kinds == ["mentor"]
    by_place, by_industry = _mentor_groups(one, places, providers)
    return Pairing(
        name=clean(one.name),
        mentors=mentors,
        status=one.status,
        gap=one.gap,
        custom=one.custom,
        kinds=kinds,
        women=n,
        served=int(served.sum()),
        served_by_kind={kind: int((column == k).sum()) for kind, k in at.items()},
        going_on=len(one.outside),
        eligible_unserved=int((column == len(kinds)).sum()),
        not_eligible=sum(rules.values()),
        tied=one.tied,
        places=sum(providers[p.right]["places"] for p in one.places),
        taken=sum(p.taken + p.outside for p in one.places),
        floors=sum(p.floor > 0 for p in one.places),
        floors_met=sum(p.floor > 0 and p.shortfall == 0 for p in one.places),
        shortfall=sum(p.shortfall for p in one.places),
        by_place=table,
        places_too_few=False,
        eligible_reasons=[(r, reasons[r]) for r in ("loses_points", "lottery", "bound", "stopped") if reasons[r]],
        rules=sorted(rules.items()),
        going_on_rules=sorted(Counter(award.rule for award in one.outside).items()),
        providers=_providers(one, places, providers),
        mentors_by_place=by_place,
        mentors_by_industry=by_industry,
        mentors_hidden=0,
        mentors_count=sum(p.kind == "mentor" for p in one.places),
        mentor_places=sum(providers[p.right]["places"] for p in one.places if p.kind == "mentor"),
        mentor_taken=sum(p.taken + p.outside for p in one.places if p.kind == "mentor"),
        dimensions=dimensions,
        mean_rate=float(served.sum() / eligible.sum()) if eligible.any() else None,
    )


def _group(name: Text, served: int, unserved: int, scores: np.ndarray) -> Group:
    return Group(name, served, unserved, float(scores.mean()) if len(scores) >= SMALLEST else None)


def _providers(
    one: _core.PairingPlan, places: Places, providers: Mapping[str, dict[str, Any]]
) -> list[Provider]:
    out = []
    for p in one.places:
        if p.kind == "mentor":
            continue
        record = providers[p.right]
        lon, lat = record.get("lon"), record.get("lat")
        code = record["region"]
        point = (lon, lat) if lon is not None and lat is not None else _nearest_point(places, code)
        out.append(
            Provider(
                id=p.right,
                name=clean(record.get("name") or ""),
                kind=p.kind,
                place=places.name(code[:6]) if len(code) >= 6 else places.name(code),
                industry=record["industry"],
                level=record.get("level") or "",
                position=point,
                township=code[:9],
                town=places.name(code[:9]),
                places=record["places"],
                taken=p.taken + p.outside,
                floor=p.floor if p.floor_before is None else p.floor_before,
                shortfall=p.shortfall,
                worth=p.worth,
                floor_cost=max(0, -p.price),
            )
        )
    return out


def _nearest_point(places: Places, code: str) -> tuple[float, float] | None:
    for width in (12, 9, 6):
        if len(code) >= width and code[:width] in places.points:
            return places.points[code[:width]]
    return None


def _mentor_groups(
    one: _core.PairingPlan, places: Places, providers: Mapping[str, dict[str, Any]]
) -> tuple[list[MentorGroup], list[MentorGroup]]:
    """Mentors are persons: by county and by first industry only."""
    counties: dict[str, list[int]] = {}
    industries: dict[str, list[int]] = {}
    for p in one.places:
        if p.kind != "mentor":
            continue
        record = providers[p.right]
        numbers = (1, record["places"], p.taken + p.outside)
        industry = record["industries"][0] if record["industries"] else "other"
        for groups, key in ((counties, record["region"][:6]), (industries, industry)):
            group = groups.setdefault(key, [0, 0, 0, 0])
            for k, number in enumerate(numbers):
                group[k] += number
            group[3] = max(group[3], p.worth)
    names = coded(_core.Mentor, "industries")
    by_place = [MentorGroup(places.name(key), key, *numbers) for key, numbers in sorted(counties.items())]
    return by_place, [MentorGroup(names[key], key, *numbers) for key, numbers in sorted(industries.items())]
