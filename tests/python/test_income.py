"""A blank income is unknown, not 0: what stands for it, by whom it is said, and how it is proven."""

import datetime
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

import jinguo as jg

ROOT = Path(__file__).resolve().parents[2]
SEED = "ab" * 16
POLICY = """
name = "income"
date = 2016-07-01
origin = {{lon = 113.58, lat = 28.70}}
[pairings.work.need]
full = 200
line_yuan = 2952
{rule}
[pairings.work.kinds.base.eligibility]
min_age = 16
[pairings.work.kinds.base.merit]
base = 100
"""
SOURCES = ("wage_income", "business_income", "transfer_income", "property_income")


def policy(rule=None):
    return jg.Policy.parse(POLICY.format(rule="" if rule is None else f'unknown_income = "{rule}"'))


def registry(incomes, types=None, places=100):
    """One woman a household; an income is one number, or None where every source is blank."""
    made = jg.Registry()
    made.add(jg.Base(id="B1", region="430626", industry="tea", places=places, income=0, title_year=2015))
    for k, income in enumerate(incomes):
        sources = dict.fromkeys(SOURCES) if income is None else dict.fromkeys(SOURCES, 0) | {"wage_income": income}
        made.add(
            jg.Household(
                id=f"H{k:03}", region="430626", main_cause="illness", position=(113.6, 28.7),
                type=(types or {}).get(k, "general"), **sources,
            )
        )
        made.add(
            jg.Beneficiary(id=f"W{k:03}", household=f"H{k:03}", birth_date="1980-01-01", relation="head")
        )
    return made


def need_of(plan):
    frame = plan.to_frame(backend="pandas")
    return dict(zip(frame["left_id"], frame["need"], strict=True))


def points(yuan, line=2952):
    return 200 * max(0, line - yuan) // line


def test_a_blank_income_counts_as_the_median_of_her_type():
    plan = jg.match(registry([1000, None, 2000, 500, 2500]), policy(), seed=SEED)
    needs = need_of(plan)
    assert needs["W001"] == points(1500)  # of 500, 1000, 2000, 2500
    assert max(needs.values()) == needs["W003"] == points(500)
    assert plan["work"].income_assumed == ("W001",) and plan["work"].unknown_income == "median"


def test_her_types_median_comes_before_everybodys():
    types = {0: "allowance", 1: "allowance", 4: "five_guarantee"}
    plan = jg.match(registry([1600, None, 200, 400, None], types), policy(), seed=SEED)
    needs = need_of(plan)
    assert needs["W001"] == points(1600)
    assert needs["W004"] == points(400)  # none of her type is known: of 200, 400, 1600


def test_where_no_income_is_known_nobody_has_points_for_need():
    plan = jg.match(registry([None, None]), policy(), seed=SEED)
    assert set(need_of(plan).values()) == {0}


@pytest.mark.parametrize(("rule", "expected"), [("median", points(1500)), ("line", 0), ("zero", 200)])
def test_the_policy_says_what_unknown_is_worth(rule, expected):
    tables, rules = registry([1000, None, 2000]), policy(rule)
    plan = jg.match(tables, rules, seed=SEED)
    assert need_of(plan)["W001"] == expected
    assert jg.verify(plan, tables, rules) == []
    for lang, words in (("en", "not known"), ("zh", "收入未填")):
        assert words in plan.explain("W001", lang)
        assert words in jg.explain(plan, tables, rules, "W001", lang=lang)
        assert words not in plan.explain("W000", lang)


def test_an_unknown_rule_is_refused_and_the_default_is_the_median():
    assert policy() == policy("median") != policy("zero")
    assert policy().to_dict()["pairings"]["work"]["need"]["unknown_income"] == "median"
    with pytest.raises(jg.InputError) as error:
        policy("guess")
    assert error.value.issues[0].column == "pairings.work.need.unknown_income"


def test_a_blank_source_beside_others_counts_as_nothing_unless_they_come_to_nothing():
    made = registry([1000, 0])
    for key, sources in (("H8", {"wage_income": 900}), ("H9", {"wage_income": 0, "transfer_income": 0})):
        made.add(jg.Household(id=key, region="430626", main_cause="illness", position=(113.6, 28.7), **sources))
        made.add(jg.Beneficiary(id="W" + key[1], household=key, birth_date="1980-01-01", relation="head"))
    assert made.unknown_incomes() == 1
    needs = need_of(jg.match(made, policy(), seed=SEED))
    assert needs["W8"] == points(900) and needs["W9"] == points(900)  # of 0, 900, 1000
    assert needs["W001"] == 200  # all sources are said: nothing comes in


def test_blank_cells_are_unknown_and_columns_that_are_not_there_are_not():
    women = {"id": ["W1", "W2", "W3"], "household": ["H1", "H2", "H3"], "birth_date": ["1980-01-01"] * 3,
             "relation": ["head"] * 3, "education": ["primary"] * 3, "health": ["healthy"] * 3, "labour": ["ordinary"] * 3}
    households = {"id": ["H1", "H2", "H3"], "region": ["430626"] * 3, "status": ["registered"] * 3,
                  "standard": ["national"] * 3, "type": ["general"] * 3, "main_cause": ["illness"] * 3}
    for cells, unknown in (({"wage_income": ["", "0", "5000"]}, 1), ({}, 3),
                           ({name: ["", "0", "0"] for name in SOURCES}, 1),
                           ({"wage_income": ["", "0", "9"], "transfer_income": ["0", "0", ""]}, 1)):
        read = jg.Registry.from_frames(households=households | cells, women=women)
        assert read.unknown_incomes() == unknown, cells
        again = jg.Registry.from_frames(**read.to_frames(backend="pandas"))
        assert again == read


def test_the_order_of_rows_means_nothing_and_verify_finds_a_changed_list():
    rng = random.Random(7)
    for _ in range(20):
        incomes = [rng.choice([None, rng.randrange(0, 4000)]) for _ in range(12)]
        types = {k: rng.choice(["general", "allowance", "five_guarantee"]) for k in range(12)}
        tables = registry(incomes, types, places=6)
        plan = jg.match(tables, policy(), seed=SEED)
        assert jg.verify(plan, tables, policy()) == []
        turned = jg.Registry()
        for record in (*reversed(tables.households), *reversed(tables.women), *tables.bases):
            turned.add(record)
        assert jg.match(turned, policy(), seed=SEED).digest == plan.digest
        known = [one for one in incomes if one is not None]
        if len(known) < len(incomes) and known:
            other = registry([1 if one is None else one for one in incomes], types, places=6)
            assert jg.verify(plan, other, policy()) != []


def test_the_gap_of_a_woman_of_unknown_income_is_that_of_the_median():
    tables = registry([1000, None, 2000, 500])
    pairs = {"pairing": ["work"], "left_id": ["W001"], "right_id": ["B1"]}
    row = jg.measure.evaluate(pairs, tables, pol=policy()).iloc[0]
    known = registry([1000, 1000, 2000, 500])
    assert dict(row) == dict(jg.measure.evaluate(pairs, known, pol=policy()).iloc[0])


def test_match_and_check_say_how_many_are_unknown(tmp_path):
    registry([1000, None, 2000]).save(tmp_path / "tables")
    (tmp_path / "policy.toml").write_text(POLICY.format(rule=""), encoding="utf-8")

    def said(*arguments):
        done = subprocess.run(
            [sys.executable, "-m", "jinguo", *map(str, arguments)], capture_output=True, text=True, check=True
        )
        return done.stdout

    assert "1 households is not known" in said("check", tmp_path / "tables", "--lang", "en")
    assert "1 户收入未填" in said("check", tmp_path / "tables", "--lang", "zh")
    assert "blank beside others" not in said("check", tmp_path / "tables", "--lang", "en")
    partly = registry([1000, None, 2000])
    for key, sources in (("H8", {"wage_income": 900}), ("H9", {"transfer_income": 0})):
        partly.add(jg.Household(id=key, region="430626", main_cause="illness", position=(113.6, 28.7), **sources))
    partly.save(tmp_path / "partly")
    assert "Another 1 households" in said("check", tmp_path / "partly", "--lang", "en")
    answer = json.loads(said("check", tmp_path / "partly", "--json"))
    assert (answer["unknown_incomes"], answer["partly_unknown_incomes"]) == (2, 1)
    command = ("match", tmp_path / "tables", "--policy", tmp_path / "policy.toml", "--lottery-seed", SEED,
               "--out", tmp_path / "plan")
    assert "income is not known 1: counted as the median" in said(*command, "--lang", "en")
    answer = json.loads(said(*command, "--json"))
    assert answer["pairings"]["work"]["income_assumed"] == 1


def test_a_plan_of_unknown_incomes_is_saved_and_read():
    plan = jg.match(registry([1000, None]), policy(), seed=SEED)
    import pickle

    again = pickle.loads(pickle.dumps(plan))
    assert again == plan and again["work"].income_assumed == ("W001",)
    assert datetime.date(2016, 7, 1) == policy().date
