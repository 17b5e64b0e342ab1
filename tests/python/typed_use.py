"""What a type checker must know; checked by mypy, never run. A line that must be refused says so."""

import datetime
from decimal import Decimal
from typing import Literal, assert_type

import jinguo as jg

registry = jg.Registry.load("tables")
policy = jg.Policy.load("policy.toml")
plan = jg.match(registry, policy)

woman = registry.women[0]
assert_type(registry.women, tuple[jg.Beneficiary, ...])
assert_type(woman.id, str)
assert_type(woman.birth_date, datetime.date)
assert_type(woman.max_distance_m, int | None)
assert_type(woman.away, bool)
assert_type(woman.student, Literal["none", "primary", "junior", "senior", "vocational", "university"])  # type: ignore[assert-type]
home = registry.households[0]
assert_type(home.status, Literal["registered", "exited", "never"])
assert_type(home.registered_on, datetime.date | None)
assert_type(home.wage_income, Decimal | None)
assert_type(registry.bases[0].income, Decimal)
assert_type(home.position, tuple[float, float] | None)
assert_type(registry.counts(), dict[str, int])

woman.id = "W2"  # type: ignore[misc]
jg.Household(colour="red")  # type: ignore[call-arg]
jg.Household(relocated="yes")  # type: ignore[arg-type]
assert_type(jg.Beneficiary(id="W1", birth_date="1980-02-03", skills=["sewing"]).replace(id="W2"), jg.Beneficiary)

pairing = plan["livelihood"]
assert_type(
    pairing.status,
    Literal["optimal", "optimal_short", "infeasible", "out_of_range", "stopped_feasible", "stopped_empty"],
)
assert_type(pairing.gap, int | None)
assert_type(pairing.unmatched[0].reason, Literal["not_eligible", "loses_points", "lottery", "bound", "stopped"])
assert_type(pairing.awards[0].kind, Literal["mentor", "base", "project", "chain", "loan"])
assert_type(plan.explain("W1").places[0].standing, Literal["hers", "possible", "barred", "excluded", "unproven"])
if pairing.status == "optimum":  # type: ignore[comparison-overlap]
    pass
assert_type(policy.date, datetime.date)
assert_type(policy.existing, Literal["keep", "strict", "release"])
assert_type(registry.validate()[0].severity, Literal["error", "warning"])

jg.measure.evaluate(plan, registry, policy=policy)
jg.measure.evaluate(plan, registry, pol=policy)
jg.measure.compare({"a": plan, "b": plan}, registry, policy=policy)
jg.measure.robustness(registry, policy=policy, runs=3)
jg.measure.robustness(registry, policy, runs=3)
jg.measure.achievement(registry, plan, policy=policy)
assert_type(jg.changes(plan, plan, registry, policy=policy).women[0].kind, Literal["kept", "newly_placed", "moved", "ended"])
assert_type(jg.adopt(plan, registry, policy=policy), jg.Registry)
