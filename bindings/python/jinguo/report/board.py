"""The targets of the programme as facts of the page."""

from __future__ import annotations

from collections import Counter
from typing import Any

from .. import _core
from ..measure import achievement
from .facts import BaseFact, Board, TargetFact, Text
from .places import clean


def board(plan: _core.Plan, registry: _core.Registry, policy: _core.Policy | None) -> Board | None:
    """On the last day that is recorded or the policy's, whichever is later. Nothing where no activity is recorded:
    a programme that keeps no such records has no board."""
    if not registry.counts()["activities"]:
        return None
    programme = _core.programme_yueyang_2016()
    recorded = [*registry.columns("activities")["date"], *registry.columns("placements")["starts_on"]]
    late = policy is not None and policy.date > max(recorded)  # a period that has ended by then is over
    found = achievement(registry, plan, programme, pol=policy, day=policy.date if policy and late else None)
    rows = _rows(found.columns("rows"))
    kinds = {target["id"]: target for target in programme.targets}
    head = [row for row in rows if row["headline"]]
    targets = [
        TargetFact(
            row["target"], (kinds[row["target"]]["name"], kinds[row["target"]]["name_zh"]),
            kinds[row["target"]]["kind"], row["unit"], row["period"], row["state"], row["actual"], row["at_least"],
            row["at_most"], row["missing"], row["above"], row["percent"], row["whole"] or 0, row["units_met"] or 0,
            row["pace"], row["reachable"],
        )
        for row in head
    ]
    columns = registry.columns("bases")
    names = dict(zip(columns["id"], columns["name"], strict=True))
    shown = {(row["target"], row["period"]) for row in head}
    bases = [
        BaseFact(row["base"], clean(names.get(row["base"], "")), row["actual"], row["state"], row["reachable"])
        for row in rows
        if row["base"] and (row["target"], row["period"]) in shown
    ]
    channels: dict[str, Text] = {
        word: (word, zh) for word, zh in _core.achievement_words()["channel"]
    }
    reach: list[tuple[str, Text, int | str]] = [
        (row["channel"], channels.get(row["channel"], (row["channel"], row["channel"])), row["women"])
        for row in _rows(found.columns("reach"))
        if row["period"] == "programme"
    ]
    # A reason names the record that counts instead: of the page only the reason, so any "other" will do.
    reasons: Counter[tuple[str, Text]] = Counter()
    for row in _rows(found.columns("not_counted")):
        code = f"targets.not_counted.{row['reason']}"
        message = _core.Message(code, [("other", "…")])
        reasons[row["target"], (message.text("en"), message.text("zh"))] += 1
    left_out: list[tuple[str, Text, int | str]] = [(target, reason, count) for (target, reason), count in sorted(reasons.items())]
    return Board(
        found.day, targets, bases, len(found.columns("unpaid")["person"]), reach, left_out, sum(reasons.values())
    )


def _rows(columns: dict[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
