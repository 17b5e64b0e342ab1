"""Plan and registry in, facts out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import numpy as np

from .. import _core
from .._arrays import ArgumentChecks
from .._errors import InputError
from .._frames import tenths
from .board import board
from .facts import Facts, Finding, Text
from .hiding import protect
from .money import money_of
from .pairing import pairing_of
from .places import Places, clean, shapes
from .women import Women, coded, coverage, numbered


def gather(
    plan: _core.Plan,
    registry: _core.Registry,
    *,
    policy: _core.Policy | None = None,
    issues: Sequence[_core.Issue] = (),
    proven: bool = False,
    robustness: Any = None,
    boundaries: str | os.PathLike[str] | None = None,
) -> Facts:
    """Every number of the page. InputError if the plan was not made from this registry and policy."""
    wrong = [
        _core.Issue(
            "engine.verify.digest", file=what, mend=_core.Message(f"engine.adopt.{what}.mend"),
            expected=_core.Message("engine.verify.digest", [("what", what), ("name", name)]),
        )
        for what, name, digest, given in (
            ("registry", "登记数据", plan.registry_digest, _core.registry_digest(registry, form=plan.digest_form)),
            (
                "policy", "政策", plan.policy_digest,
                plan.policy_digest if policy is None else _core.policy_digest(policy, form=plan.digest_form),
            ),
        )
        if digest != given
    ]
    if wrong:
        raise InputError(wrong)
    date = policy.date if policy is not None else None
    women = Women(registry, date)
    providers: dict[str, dict[str, Any]] = {}
    for name in ("mentors", "bases", "projects", "chains"):
        columns = registry.columns(name)
        wanted = [c for c in ("name", "region", "lon", "lat", "industry", "industries", "level", "places") if c in columns]
        if name == "mentors":
            wanted.remove("name")  # a person's
        for k, id in enumerate(columns["id"]):
            providers[id] = {c: columns[c][k] for c in wanted}
    places = Places(registry, [code for code in women.regions if code])
    keys, of_place = (
        numbered([places.key(code) or None for code in women.regions]) if places.width else ([], np.zeros(0))
    )
    main = next((n for n in plan.pairings if any(p.kind != "mentor" for p in plan[n].places)), None)
    pairings = [
        pairing_of(plan[name], women, places, providers, keys, of_place, name == (main or plan.pairings[0]))
        for name in plan.pairings
    ]
    helped: set[str] = set()
    for name in plan.pairings:
        helped.update(award.left for award in plan[name].awards)
        helped.update(award.left for award in plan[name].outside)
    found = findings(issues) + unknown_incomes(registry)
    errors = sum(int(f.count) for f in found if f.severity == "error")
    facts = Facts(
        policy=clean(plan.policy_name),
        date=date,
        place=places.common,
        synthetic=plan.synthetic or registry.synthetic,
        proven=proven,
        made_by=clean(plan.made_by),
        digest=plan.digest,
        registry_digest=plan.registry_digest,
        policy_digest=plan.policy_digest,
        seed=plan.seed_hex,
        households=registry.counts()["households"],
        women=len(women.ids),
        registered=women.registered,
        helped=len(helped),
        place_level=places.level,
        pairings=pairings,
        findings=found,
        errors=errors,
        warnings=sum(int(f.count) for f in found) - errors,
        shapes=shapes(boundaries, set(keys)) if places.level == "county" or boundaries is not None else [],
        bundled_shapes=boundaries is None,
        points={key: places.points[key] for key in keys if key in places.points},
        industries=coded(_core.Base, "industry"),
        coverage=coverage(women, places, keys, of_place, helped),
        counts={name: count for name, count in registry.counts().items() if count},
        robustness=_robustness(robustness),
        targets=board(plan, registry, policy),
        money=money_of(registry, date),
    )
    protect(facts)
    return facts


# Parameters of messages that say what is expected and never who: the rest might hold an id.
_HARMLESS = {
    "actual", "allowed", "column", "day", "expected", "file", "from", "greatest", "known", "least",
    "line", "most", "name", "names", "nearest", "times", "to", "unit", "word", "words", "year", "yuan",
}
_EVENTS = "domain.activity."  # here an id is that of another row of the activities, not of a person


def _harmless(message: _core.Message) -> Text:
    shown = _HARMLESS | ({"id"} if message.code.startswith(_EVENTS) else set())
    if not message.code or any(name not in shown for name, _ in message.parameters):
        return ("", "")
    return (clean(message.text("en"), 200), clean(message.text("zh"), 200))


def findings(issues: Sequence[_core.Issue]) -> list[Finding]:
    """Issues of the tables, alike ones together; no values."""
    groups: dict[tuple[str, str, str, str], list[_core.Issue]] = {}
    for issue in issues:
        groups.setdefault((issue.severity, issue.file, issue.column, issue.code), []).append(issue)
    out = [
        Finding(
            severity, clean(os.path.basename(file)), clean(column), code, len(alike),
            sorted(issue.row for issue in alike if issue.row)[:8],
            _harmless(alike[0].expected), _harmless(alike[0].mend),
        )
        for (severity, file, column, code), alike in groups.items()
    ]
    return out


def unknown_incomes(registry: _core.Registry) -> list[Finding]:
    """Households whose income is not known, which no issue tells one by one."""
    count = registry.unknown_incomes()
    expected = ("an income, or 0 where nothing comes in: a blank cell is not 0", "收入；没有收入时填0，空白不等于0")
    return [Finding("warning", "households", "wage_income", "income", count, [], expected, ("", ""))] if count else []


def _robustness(frame: Any) -> str | None:
    """Of 100 women served by any pairing how many stay served, over all runs, rounded down to a tenth; None if
    nobody is."""
    if frame is None:
        return None
    columns = {name: list(frame[name]) for name in ("pairing", "runs", "served", "stay_served")}
    checks = ArgumentChecks()
    if columns["pairing"]:
        checks.one_of("pairing", "any", columns["pairing"])
    checks.close()
    served = stay = 0
    for pairing, runs, n, stayed in zip(*columns.values(), strict=True):
        if pairing == "any":
            served += int(n) * int(runs)
            stay += int(stayed)
    return tenths(1000 * stay // served) if served else None
