"""One pairing of a plan in numbers: who is served, who waits and why, and what each provider got."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .. import _core
from .facts import Dimension, Group, MentorGroup, Pairing, Provider, Text
from .places import Places, clean
from .suppression import suppress
from .women import Women, coded, hide_list, table_of

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
        if table.hidden.whole:
            table = None

    served = column < len(kinds)
    eligible = column <= len(kinds)
    dimensions = []
    if table is not None:
        dimensions.append(
            Dimension(
                places.level,
                [
                    _group(table.names[r], sum(table.counts[r][: len(kinds)]), sum(table.counts[r][: len(kinds) + 1]),
                           score[(of_place == r) & (score >= 0)], table.hidden.row_is_whole(r))
                    for r in range(len(keys))
                ],
            )
        )
    for code, names, numbers in women.dimensions:
        used = sorted(set(numbers[eligible & (numbers >= 0)].tolist()))
        rest = eligible & (numbers < 0)
        if len(used) < 2:
            continue
        renumbered = np.full(max(used) + 2, -1, dtype=np.int64)
        for k, value in enumerate(used):
            renumbered[value] = k
        rows = renumbered[numbers]
        labels = [names[value] for value in used]
        if rest.any():
            rows = np.where(rest, len(used), rows)
            labels = [*labels, ("not recorded", "未填写")]
        group_table = table_of(
            [""] * len(labels), labels, ["served", "unserved"],
            np.where(eligible, rows, -1), np.where(served, 0, 1),
        )
        if group_table.hidden.whole:
            continue
        dimensions.append(
            Dimension(
                code,
                [
                    _group(label, group_table.counts[r][0], sum(group_table.counts[r]),
                           score[eligible & (rows == r) & (score >= 0)], group_table.hidden.row_is_whole(r))
                    for r, label in enumerate(labels)
                ],
            )
        )

    mentors = kinds == ["mentor"]
    by_place, by_industry, mentors_hidden = _mentor_groups(one, places, providers)
    scores = score[score >= 0]
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
        eligible_reasons=hide_list([(r, reasons[r]) for r in ("loses_points", "lottery", "bound", "stopped") if reasons[r]]),
        rules=hide_list(sorted(rules.items(), key=lambda item: (-item[1], item[0]))),
        going_on_rules=hide_list(
            sorted(Counter(award.rule for award in one.outside).items(), key=lambda item: (-item[1], item[0]))
        ),
        providers=_providers(one, places, providers),
        mentors_by_place=by_place,
        mentors_by_industry=by_industry,
        mentors_hidden=mentors_hidden,
        mentors_count=sum(p.kind == "mentor" for p in one.places),
        mentor_places=sum(providers[p.right]["places"] for p in one.places if p.kind == "mentor"),
        mentor_taken=sum(p.taken + p.outside for p in one.places if p.kind == "mentor"),
        dimensions=dimensions,
        mean_rate=float(served.sum() / eligible.sum()) if eligible.any() else None,
        mean_score=float(scores.mean()) if len(scores) else None,
    )


def _group(name: Text, served: int, eligible: int, scores: np.ndarray, shown: bool) -> Group:
    if not shown or eligible == 0:
        return Group(name, None, None, None, None)
    return Group(name, served / eligible, served, eligible, float(scores.mean()) if len(scores) >= 10 else None)


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
) -> tuple[list[MentorGroup], list[MentorGroup], int]:
    """Mentors are persons: by county and by first industry, and only where ten or more are together."""
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
    by_place, hidden_places = _shown_groups([(places.name(key), n) for key, n in sorted(counties.items())])
    by_industry, hidden_industries = _shown_groups([(names[key], n) for key, n in sorted(industries.items())])
    return by_place, by_industry, hidden_places + hidden_industries


def _shown_groups(groups: list[tuple[Text, list[int]]]) -> tuple[list[MentorGroup], int]:
    hidden = set()
    for k in (0, 2):
        left_out = suppress([[numbers[k]] for _, numbers in groups])
        hidden |= {row for row in range(len(groups)) if left_out.why(row, 0)}
    shown = [MentorGroup(name, *numbers) for row, (name, numbers) in enumerate(groups) if row not in hidden]
    return shown, len(hidden)
