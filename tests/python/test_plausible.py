"""What can be but hardly is: each doubt by an input that has it, and the sample, which has none."""

import datetime
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import jinguo as jg
from jinguo import _core

ROOT = Path(__file__).resolve().parents[2]
DAY = datetime.date(2016, 7, 1)


def sound():
    """A county of two households in which nothing is in doubt."""
    registry = {
        "regions": [
            {"code": "430626", "name": "Pingjiang", "position": (113.58, 28.70)},
            {"code": "430626101", "name": "Anding", "position": (113.60, 28.72)},
        ],
        "households": [
            {"id": f"H{k}", "region": "430626101", "main_cause": "illness", "registered_on": "2014-05-01",
             "wage_income": 6000, "business_income": 0, "transfer_income": 300, "property_income": 12,
             "housing_area_m2": 90, "position": (113.61, 28.71)}
            for k in (1, 2)
        ],
        "women": [
            {"id": "W1", "household": "H1", "name": "王芳", "birth_date": "1980-02-03", "relation": "spouse"},
            {"id": "W2", "household": "H2", "name": "李梅", "birth_date": "1975-05-06", "relation": "head",
             "max_distance_m": 5000},
        ],
        "members": [
            {"id": "P1", "household": "H1", "name": "张军", "birth_date": "1978-01-01", "sex": "male", "relation": "head"},
            {"id": "P2", "household": "H1", "birth_date": "2004-01-01", "sex": "female", "relation": "child"},
        ],
        "mentors": [{"id": "M1", "name": "陈红", "region": "430626101", "industries": ["tea"], "places": 3}],
        "bases": [
            {"id": "B1", "region": "430626101", "industry": "tea", "places": 30, "income": 9000, "title_year": 2015}
        ],
        "projects": [
            {"id": "J1", "region": "430626101", "industry": "tea", "places": 5, "income": 8000, "budget": 200000}
        ],
        "loan_products": [
            {"id": "L1", "valid_from": "2014-01-01", "ceiling": 50000, "max_term_months": 36, "max_age": 60,
             "subsidy_bp": [10000, 6667, 3333], "payer_bp": [5000, 5000, 0, 0], "max_points_bp": 300}
        ],
        "loan_applications": [
            {"id": "A1", "woman": "W1", "product": "L1", "applied_on": "2015-04-01", "amount": 30000,
             "term_months": 24, "purpose": "tea", "status": "approved"}
        ],
        "loans": [
            {"id": "K1", "application": "A1", "woman": "W1", "product": "L1", "principal": 30000, "rate_bp": 435,
             "starts_on": "2015-05-01", "term_months": 24}
        ],
        "placements": [
            {"id": "S1", "woman": "W2", "kind": "base", "provider": "B1", "pairing": "livelihood",
             "starts_on": "2016-03-01", "status": "active", "income_before": 30}
        ],
    }
    return registry


RECORDS = {
    "regions": jg.Region, "households": jg.Household, "women": jg.Beneficiary, "members": jg.Member,
    "mentors": jg.Mentor, "bases": jg.Base, "projects": jg.Project, "loan_products": jg.LoanProduct,
    "loan_applications": jg.LoanApplication, "loans": jg.Loan, "placements": jg.Placement,
}  # fmt: skip


def made(tables):
    registry = jg.Registry()
    for table, rows in tables.items():
        for row in rows:
            registry.add(RECORDS[table](**row))
    return registry


def doubts(tables, day=DAY):
    issues = made(tables).validate(day)
    assert all(issue.severity == "warning" for issue in issues), [issue.text() for issue in issues]
    return issues


def test_a_sound_county_has_no_doubts():
    assert [issue.text() for issue in doubts(sound())] == []


CASES = [
    # table, row, change, column, rule, id
    ("women", 0, {"birth_date": "1896-02-03"}, "birth_date", "domain.plausible.born_before", "W1"),
    ("women", 0, {"birth_date": "2061-02-03"}, "birth_date", "domain.plausible.born_after", "W1"),
    ("women", 0, {"birth_date": "0080-02-03"}, "birth_date", "domain.plausible.two_digits", "W1"),
    ("members", 1, {"birth_date": "2017-01-01"}, "birth_date", "domain.plausible.born_after", "P2"),
    ("households", 0, {"registered_on": "2061-05-01"}, "registered_on", "domain.plausible.future", "H1"),
    ("households", 0, {"registered_on": "0014-05-01"}, "registered_on", "domain.plausible.two_digits", "H1"),
    ("households", 0, {"registered_on": "1914-05-01"}, "registered_on", "domain.plausible.year_before", "H1"),
    ("households", 0, {"wage_income": 120000}, "status", "domain.plausible.over_line", "H1"),
    ("households", 0, {"wage_income": "1.50"}, "wage_income", "domain.plausible.ten_thousands", "H1"),
    ("households", 0, {"transfer_income": "0.36"}, "transfer_income", "domain.plausible.ten_thousands", "H1"),
    ("households", 0, {"housing_area_m2": 9000}, "housing_area_m2", "domain.plausible.most", "H1"),
    ("households", 0, {"position": (28.71, 73.61)}, "lon", "domain.plausible.swapped", "H1"),
    ("households", 0, {"position": (0.0, 0.0)}, "lon", "domain.plausible.country", "H1"),
    ("households", 0, {"position": (112.54, 29.53)}, "lon", "domain.plausible.far", "H1"),
    ("regions", 1, {"position": (116.40, 39.90)}, "lon", "domain.plausible.far", "430626101"),
    ("women", 0, {"birth_date": "2001-01-01"}, "birth_date", "domain.woman.age", "W1"),
    ("members", 1, {"birth_date": "2000-06-30"}, "birth_date", "domain.member.age", "P2"),
    ("women", 1, {"max_distance_m": 5}, "max_distance_m", "domain.plausible.metres", "W2"),
    ("women", 1, {"max_distance_m": 5000000}, "max_distance_m", "domain.plausible.most", "W2"),
    ("women", 0, {"name": "王芳 13907301234"}, "name", "domain.plausible.name", "W1"),
    ("mentors", 0, {"name": "0730-8880001"}, "name", "domain.plausible.name", "M1"),
    ("mentors", 0, {"places": 0}, "places", "domain.plausible.no_places", "M1"),
    ("mentors", 0, {"places": 3000}, "places", "domain.plausible.most", "M1"),
    ("bases", 0, {"places": 2000000}, "places", "domain.plausible.most", "B1"),
    ("bases", 0, {"income": "0.90"}, "income", "domain.plausible.ten_thousands", "B1"),
    ("projects", 0, {"budget": 20}, "budget", "domain.plausible.ten_thousands", "J1"),
    ("loan_products", 0, {"subsidy_bp": [100, 67, 33]}, "subsidy_bp", "domain.plausible.percent", "L1"),
    ("loan_products", 0, {"max_points_bp": 3}, "max_points_bp", "domain.plausible.percent", "L1"),
    ("loan_products", 0, {"max_term_months": 3600}, "max_term_months", "domain.plausible.most", "L1"),
    ("loans", 0, {"rate_bp": 4}, "rate_bp", "domain.plausible.percent", "K1"),
    ("loans", 0, {"rate_bp": 43500}, "rate_bp", "domain.plausible.most", "K1"),
    ("loans", 0, {"principal": 3}, "principal", "domain.plausible.ten_thousands", "K1"),
    ("loans", 0, {"starts_on": "2015-03-01"}, "starts_on", "domain.plausible.before_applied", "K1"),
    ("placements", 0, {"income_before": "0.35"}, "income_before", "domain.plausible.ten_thousands", "S1"),
    ("placements", 0, {"starts_on": "2061-03-01"}, "starts_on", "domain.plausible.future", "S1"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[3]}-{case[4]}")
def test_each_doubt_is_told_with_id_value_and_rule(case):
    table, row, change, column, rule, key = case
    tables = sound()
    tables[table][row] |= change
    found = [issue for issue in doubts(tables) if issue.code == rule]
    assert [(i.file, i.row, i.column, i.subject) for i in found][:1] == [(table, row + 2, column, key)]
    for lang in ("zh", "en"):
        assert "{" not in found[0].text(lang)
    if column == "name":  # a telephone number is nobody's to read
        assert not re.search(r"\d{4}", found[0].text("zh").replace(key, ""))
    else:
        assert found[0].value


def test_what_was_meant_is_proposed():
    tables = sound()
    tables["households"][0] |= {"wage_income": "1.50", "registered_on": "0016-03-01"}
    tables["loans"][0] |= {"rate_bp": 4}
    said = "\n".join(issue.text("en") for issue in doubts(tables))
    assert "15000.00" in said and "2016-03-01" in said and "0.04%" in said and "400" in said


def test_what_happened_may_run_on_after_the_policys_day():
    tables = sound()
    tables["women"][0] |= {"birth_date": "2000-09-01"}
    assert [issue.code for issue in doubts(tables)] == ["domain.woman.age"]
    tables["placements"].append(
        {"id": "S2", "woman": "W1", "kind": "base", "provider": "B1", "pairing": "livelihood",
         "starts_on": "2016-12-01", "status": "active"}
    )
    assert doubts(tables) == []  # the tables are of December


def people(change):
    tables = sound()
    change(tables)
    return [(issue.code.rsplit(".", 1)[1], issue.file, issue.subject) for issue in doubts(tables)]


def test_doubts_about_people():
    def twice(tables):
        tables["women"].append(tables["women"][0] | {"id": "W3", "household": "H2", "relation": "other"})

    def among_members(tables):
        tables["members"].append(
            {"id": "P3", "household": "H1", "name": "王芳", "birth_date": "1980-02-03", "sex": "female", "relation": "spouse"}
        )

    def adult_twice(tables):
        for key in "P3", "P4":
            tables["members"].append(
                {"id": key, "household": "H2", "name": "赵云", "birth_date": "1960-01-01", "sex": "male", "relation": "parent"}
            )

    def nameless(tables):
        tables["women"][0]["name"] = ""
        tables["members"].append(
            {"id": "P3", "household": "H1", "birth_date": "1980-02-03", "sex": "female", "relation": "spouse"}
        )

    def two_spouses(tables):
        tables["women"].append(
            {"id": "W3", "household": "H1", "name": "周敏", "birth_date": "1982-01-01", "relation": "spouse"}
        )

    def headless(tables):
        tables["members"][0]["relation"] = "other"

    def empty(tables):
        tables["households"].append(tables["households"][0] | {"id": "H3"})

    assert people(twice) == [("same_person", "women", "W3")]
    assert ("both_tables", "members", "P3") in people(among_members)
    assert people(adult_twice) == [("same_person", "members", "P4")]
    assert ("both_tables", "members", "P3") in people(nameless)
    assert people(two_spouses) == [("two_spouses", "women", "W3")]
    assert people(headless) == [("no_head", "households", "H1")]
    assert people(empty) == [("no_people", "households", "H3")]


def test_without_the_table_of_members_nobody_knows_the_heads():
    assert doubts(sound() | {"members": []}) == []


def test_an_id_that_became_another_person_is_told():
    old, now = sound(), sound()
    now["women"][0] |= {"name": "何琴", "birth_date": "1990-01-01"}
    now["women"][1] |= {"birth_date": "1975-05-16"}  # a mended slip
    (issue,) = jg.check_changes(made(old), made(now))
    assert (issue.code, issue.severity, issue.subject) == ("domain.change.person", "warning", "W1")


def test_the_documented_table_is_the_programs():
    text = (ROOT / "docs" / "plausible.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", text, re.M)
    assert {name: int(value.replace(",", "")) for name, value in rows} == _core.plausible_thresholds
    lines = re.findall(r"^\| (\d{4}) \| ([\d,]+) \|$", text, re.M)
    assert {int(year): int(yuan.replace(",", "")) for year, yuan in lines} == _core.poverty_lines


# --- the command line ---------------------------------------------------------------------------------


def jinguo(*arguments, code=0):
    done = subprocess.run(
        [sys.executable, "-m", "jinguo", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr + done.stdout
    return done


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample") / "tables"
    jinguo("sample", "yueyang", "--households", 3000, "--seed", 1, "--out", folder)
    return folder


@pytest.mark.parametrize("policy", [False, True])
def test_the_sample_raises_no_doubts(sample, policy):
    given = ["--policy", ROOT / "policies" / "yueyang-2016.toml"] if policy else []
    answer = json.loads(jinguo("check", sample, "--json", *given).stdout)
    assert answer["errors"] == 0 and answer["unknown_incomes"] == 0
    planted = {issue["file"] for issue in answer["issues"]}
    assert planted == {"activities.csv"}


def edit(path, find, replace):
    text = path.read_text(encoding="utf-8-sig")
    assert find in text
    path.write_text(text.replace(find, replace, 1), encoding="utf-8")


def test_check_judges_on_the_given_day_the_policys_or_the_latest_records(sample, tmp_path):
    policy = ROOT / "policies" / "yueyang-2016.toml"
    assert json.loads(jinguo("check", sample, "--json").stdout)["day"] == "2016-06-30"
    assert json.loads(jinguo("check", sample, "--policy", policy, "--json").stdout)["day"] == "2016-07-01"
    answer = json.loads(jinguo("check", sample, "--date", "1999-01-01", "--json").stdout)
    assert answer["day"] == "1999-01-01" and answer["warnings"] > 1000
    assert "--date" in jinguo("check", sample, "--date", "soon", code=1).stderr


def test_check_with_a_policy_says_all_that_match_would_refuse_by_file_and_row(sample, tmp_path):
    tables = tmp_path / "tables"
    shutil.copytree(sample, tables)
    text = (tables / "regions.csv").read_text(encoding="utf-8-sig").splitlines()
    at = text[0].split(",").index("lon")
    blank = [text[0]]
    for line in text[1:]:
        cells = line.split(",")
        cells[at] = cells[at + 1] = ""
        blank.append(",".join(cells))
    (tables / "regions.csv").write_text("\n".join(blank) + "\n", encoding="utf-8")
    jinguo("check", tables)
    policy = ROOT / "policies" / "yueyang-2016.toml"
    checked = json.loads(jinguo("check", tables, "--policy", policy, "--json", code=1).stdout)
    faults = [issue for issue in checked["issues"] if issue["severity"] == "error"]
    assert faults and {issue["code"] for issue in faults} == {"engine.position"}
    assert {issue["file"] for issue in faults} <= {
        "households.csv", "mentors.csv", "bases.csv", "projects.csv", "chains.csv"
    }
    assert all(issue["row"] >= 2 and issue["column"] for issue in faults)
    told = jinguo("check", tables, "--policy", policy, "--lang", "zh", code=1).stderr
    assert "households.csv 第2行，所在村（region）" in told
    seed = "@" + str(ROOT / "data" / "yueyang" / "lottery-seed.hex")
    matched = json.loads(
        jinguo("match", tables, "--policy", policy, "--lottery-seed", seed, "--out", tmp_path / "plan", "--json",
               code=1).stdout
    )
    assert [i for i in matched["issues"] if i["severity"] == "error"] == faults


def test_a_policy_and_tables_at_fault_are_told_together(sample, tmp_path):
    tables = tmp_path / "tables"
    shutil.copytree(sample, tables)
    edit(tables / "women.csv", "\nW", "\nW?")
    policy = tmp_path / "policy.toml"
    policy.write_text("nothing = 1\n", encoding="utf-8")
    answer = json.loads(jinguo("check", tables, "--policy", policy, "--json", code=1).stdout)
    assert {"policy.toml", "women.csv"} <= {issue["file"] for issue in answer["issues"]}
