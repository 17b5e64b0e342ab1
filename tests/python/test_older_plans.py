"""A plan of version 3 of archives, digested by form 1, with its tables and policy, as the library of then wrote
them: every command that takes a plan takes it still.

tests/io/golden/county-3 was written by the last commit of that version: a sample of 40 households (seed 3)
saved as tables, the bundled policy with a seed of its own, and the plan of both.
"""

import json
import shutil

import pytest
from layout import ROOT
from test_cli import jinguo

import jinguo as jg
from jinguo import _core

COUNTY = ROOT / "tests" / "io" / "golden" / "county-3"
DIGEST = "d816aa1568ceac6d990c87dbeecb502131abf66ffc5bb72c5456bc95b935540b"


@pytest.fixture(scope="module")
def inputs():
    return jg.Plan.load(COUNTY), jg.Registry.load(COUNTY / "tables"), jg.Policy.load(COUNTY / "policy.toml")


@pytest.fixture
def tables(tmp_path):
    shutil.copytree(COUNTY / "tables", tmp_path / "tables")
    return tmp_path / "tables"


def test_it_is_what_it_was(inputs):
    plan, registry, policy = inputs
    assert (plan.digest_form, plan.digest, plan.asked) == (1, DIGEST, "")
    assert plan.registry_digest == _core.registry_digest(registry, form=1) != _core.registry_digest(registry)
    assert plan.policy_digest == _core.policy_digest(policy, form=1) != _core.policy_digest(policy)
    assert len(plan.pairings) == 2 and all(plan[name].awards for name in plan.pairings)


def test_verify_explain_adopt_changes_report_and_targets_take_it(inputs, tables, tmp_path):
    plan, registry, policy = inputs
    faults = jg.verify(plan, registry, policy)
    assert faults == []
    told = ("made_by", "livelihood.seconds", "mentors.seconds", "mentors.places.floor_before")
    assert faults.unproven == told  # some go on outside at a mentor: her floor of before is not kept
    woman = plan["livelihood"].awards[0].left
    assert jg.explain(plan, registry, policy, woman).places
    same = jg.changes(plan, plan, registry, policy)
    assert {one.kind for one in same.women} == {"kept"}
    again = jg.match(registry, policy)  # by the rules of today, so perhaps another plan
    assert {one.pairing for one in jg.changes(plan, again, registry, policy).women} == set(plan.pairings)
    files = ("--policy", COUNTY / "policy.toml")
    jinguo("verify", COUNTY, tables, *files)
    jinguo("explain", COUNTY, tables, *files, "--id", woman)
    jinguo("report", COUNTY, tables, *files, "--out", tmp_path / "page.html")
    jinguo("targets", tables, COUNTY)
    jinguo("cards", COUNTY, tables, "--village", "430600", "--out", tmp_path / "cards.html")
    jinguo("lottery", "sheet", COUNTY, "--out", tmp_path / "sheet.csv")
    jinguo("adopt", COUNTY, tables, *files)
    assert json.loads(jinguo("changes", COUNTY, COUNTY, tables, *files, "--json").stdout)["let_go"] == 0
    done = jinguo("verify", COUNTY, tables, *files)
    assert "read as they were then" in done.stderr
    jinguo("report", COUNTY, tables, *files, "--out", tmp_path / "page.html")
    jinguo("undo", tables)
    assert {path.name: path.read_bytes() for path in tables.glob("*") if path.is_file()} == {
        path.name: path.read_bytes() for path in (COUNTY / "tables").iterdir()
    }


def test_another_policy_is_found_all_the_same(inputs):
    plan, registry, _ = inputs
    text = (COUNTY / "policy.toml").read_text(encoding="utf-8")
    renamed = _core.parse_policy(text.replace('name = "', 'name = "x', 1), "policy.toml")
    assert [issue.subject for issue in jg.verify(plan, registry, renamed)] == ["policy"]
    later = _core.parse_policy(text.replace("date = 2016", "date = 2017"), "policy.toml")
    assert [issue.subject for issue in jg.verify(plan, registry, later)] == ["policy"]
    for function in (jg.adopt, lambda *given: jg.changes(plan, *given)):
        with pytest.raises(jg.InputError) as error:
            function(plan, registry, later)
        assert [issue.code for issue in error.value.issues] == ["engine.adopt.policy"]
