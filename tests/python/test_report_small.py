"""Every programme gets a page, however small: random registries and policies, from nobody up."""

import random
import re

import pytest
import report_cases as cases
from report_audit import Audit, known_besides

import jinguo as jg
from jinguo.report import page

POLICY = """
name = "{name}"
date = 2016-07-01
origin = {{lon = 113.1, lat = 29.3}}
on_infeasible = "least_shortfall"
lottery = {{seed = "00112233445566778899aabbccddeeff"}}
"""


def words(record, name):
    return [None, *(word for word, _, _ in record.codes[name])]


def programme(seed):
    """(registry, policy): 0 to 60 women in one to four places, 0 to 5 providers of each kind."""
    draw = random.Random(seed)
    level = draw.choice([6, 9, 12])
    towns = draw.sample([f"43062{c}10{t}00{v}" for c in (1, 3, 4, 6) for t in (1, 2) for v in (1, 2)], draw.choice([1, 1, 2, 4]))
    towns = sorted({town[:level] for town in towns})
    registry = jg.Registry()
    registry.synthetic = True
    for code in towns[: draw.choice([0, len(towns)])]:
        registry.add(jg.Region(code=code, name=f"地方{code}", position=(113.1, 29.3)))
    women = draw.choice([0, 1, 1, 2, 3, 9, 10, 11, 20, 60])
    for k in range(women):
        registry.add(jg.Household(
            id=f"H{k:05}", region=draw.choice(towns), main_cause=draw.choice(words(jg.Household, "main_cause")[1:]),
            type=draw.choice(words(jg.Household, "type")), status=draw.choice(["registered", "registered", "registered", "never"]),
        ))
        registry.add(jg.Beneficiary(
            id=f"W{k:05}", household=f"H{k:05}", birth_date=f"{draw.randint(1940, 1999)}-05-01",
            health=draw.choice(words(jg.Beneficiary, "health")), care_duty=draw.choice(words(jg.Beneficiary, "care_duty")),
        ))
    for k in range(draw.choice([0, 1, 1, 2, 5])):
        registry.add(jg.Base(id=f"B{k:05}", region=draw.choice(towns), places=draw.choice([0, 1, 5, 40]), name="基地", title_year=2015))
    for k in range(draw.choice([0, 0, 1, 3])):
        registry.add(jg.Project(id=f"P{k:05}", region=draw.choice(towns), places=draw.choice([1, 3, 10]), name=""))
    for k in range(draw.choice([0, 0, 1, 12])):
        registry.add(jg.Mentor(id=f"M{k:05}", region=draw.choice(towns), places=draw.choice([1, 3]), industries=["tea"]))
    oldest = draw.choice([16, 16, 30, 90])
    rules = POLICY.format(name=f"p{seed}") + "".join(draw.sample([
        f"[pairings.livelihood.kinds.base]\neligibility = {{min_age = {oldest}}}\nmerit = {{base = {draw.choice([0, 100])}}}\n"
        + draw.choice(["", "floors = [{at_least = 1}]\n", "floors = [{at_least = 50}]\n"])
        + "[pairings.livelihood.kinds.project.merit]\nbase = 50\n",
        "[pairings.mentors]\npart_time = true\n[pairings.mentors.kinds.mentor.merit]\nbase = 10\n",
    ], draw.choice([1, 2, 2])))
    return registry, jg.Policy.parse(rules)


@pytest.mark.parametrize("tens", range(20))
def test_every_small_programme_gets_a_page_that_keeps_its_secrets(tens):
    for seed in range(10 * tens, 10 * tens + 10):
        registry, policy = programme(seed)
        plan = jg.match(registry, policy)
        text = page(plan, registry, policy=policy, proven=True)
        assert not re.search(r">\s*(nan|None|null|inf)\s*<", text), seed
        assert "{" not in re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.S).replace("{{", ""), seed
        if registry.counts()["women"] == 0:
            continue
        with_provider = [n for n in plan.pairings if plan[n].places]
        main = next((n for n in with_provider if any(p.kind != "mentor" for p in plan[n].places)), (with_provider or plan.pairings)[0])
        for lang in ("en", "zh"):
            audit = Audit(text, lang, sorted(plan.pairings, key=lambda name: name != main))
            known_besides(audit, plan, registry)
            assert audit.told_too_much() == {}, seed


@pytest.mark.parametrize(("households", "seed"), [(50, 2), (20, 4), (30, 5)])
def test_the_smallest_samples_get_a_page(households, seed):
    plan, registry, policy = cases.sample(households, seed)
    text = page(plan, registry, policy=policy)
    assert "glance" in text


def test_of_one_woman_the_page_speaks_as_of_one():
    registry = cases.registry([("430626101", "illness")], [("430626101000", "城关镇")], [("430626101", 5, "基地")])
    text = page(jg.match(registry, cases.policy()), registry)
    assert "The one woman who is eligible for work and livelihood has a place." in text
    assert "1 名妇女已得到名额" in text and "All 1 women" not in text
    assert "Rules are applied in a fixed order" not in text  # nobody is without a place
