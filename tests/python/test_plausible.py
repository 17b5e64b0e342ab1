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
    ("households", 0, {"wage_income": 120000}, "wage_income", "domain.plausible.over_line", "H1"),
    ("households", 0, {"business_income": 120000}, "business_income", "domain.plausible.over_line", "H1"),
    ("households", 0, {"production_costs": "0.35"}, "production_costs", "domain.plausible.ten_thousands", "H1"),
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
    ("women", 0, {"name": "王芳１３９０７３０１２３４"}, "name", "domain.plausible.name", "W1"),
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


HEAD = 3 * 2952 * 3 - 312  # the greatest wage with which the three of H1 are not above three times the line
EDGES = [
    # table, row, column, the last value that is in no doubt, the first that is, rule
    ("women", 0, "birth_date", "1900-01-01", "1899-12-31", "born_before"),
    ("women", 0, "birth_date", "2000-07-01", "2000-07-02", "woman.age"),
    ("women", 0, "birth_date", "2000-07-01", "2016-07-02", "born_after"),
    ("members", 1, "birth_date", "2016-07-01", "2016-07-02", "born_after"),
    ("members", 1, "birth_date", "2000-07-02", "2000-07-01", "member.age"),
    ("households", 0, "registered_on", "2016-07-01", "2016-07-02", "future"),
    ("households", 0, "registered_on", "1949-01-01", "1948-12-31", "year_before"),
    ("households", 0, "wage_income", HEAD, f"{HEAD}.01", "over_line"),
    ("households", 0, "wage_income", 50, "49.99", "ten_thousands"),
    ("households", 0, "wage_income", 0, "0.01", "ten_thousands"),
    ("households", 0, "transfer_income", 3, "3.01", "ten_thousands"),
    ("households", 0, "housing_area_m2", 1000, 1001, "most"),
    ("women", 1, "max_distance_m", 100, 99, "metres"),
    ("women", 1, "max_distance_m", 200_000, 200_001, "most"),
    ("bases", 0, "income", 1_000_000, "1000000.01", "most_yuan"),
    ("bases", 0, "places", 10_000, 10_001, "most"),
    ("mentors", 0, "places", 100, 101, "most"),
    ("projects", 0, "budget", 100, 99, "ten_thousands"),
    ("loans", 0, "rate_bp", 50, 49, "percent"),
    ("loans", 0, "rate_bp", 0, 4, "percent"),
    ("loans", 0, "rate_bp", 3600, 3601, "most"),
    ("loans", 0, "term_months", 360, 361, "most"),
    ("loan_products", 0, "max_points_bp", 50, 49, "percent"),
    ("loan_products", 0, "subsidy_bp", [101, 101, 101], [100, 101, 101], "percent"),
    ("loan_products", 0, "ceiling", 30_000, 30_000, ""),
    ("mentors", 0, "name", "陈红 123456", "陈红 1234567", "name"),
]


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: f"{edge[2]}-{edge[4]}-{edge[5]}")
def test_each_threshold_is_where_the_table_says(edge):
    table, row, column, quiet, loud, rule = edge

    def codes(value):
        tables = sound()
        tables[table][row][column] = value
        return {i.code.removeprefix("domain.").removeprefix("plausible.") for i in made(tables).validate(DAY)
                if i.severity == "warning" and i.code != "domain.loan.subsidy_years"}  # fmt: skip

    assert codes(quiet) == set()
    assert codes(loud) == ({rule} if rule else set())


def test_a_household_does_not_live_on_a_few_yuan():
    tables = sound()
    little = {"wage_income": 0, "transfer_income": 2, "property_income": 0}
    tables["households"][0] |= little
    assert [(i.code, i.column, i.value) for i in doubts(tables)] == [
        ("domain.plausible.ten_thousands", "transfer_income", "2.00")
    ]
    tables["households"][0] |= {"property_income": 48}
    assert doubts(tables) == []
    tables["households"][0] |= little | {"transfer_income": 0}
    assert doubts(tables) == []


def test_who_came_back_to_the_register_is_in_no_doubt():
    tables = sound()
    tables["households"][0] |= {"exited_on": "2015-12-01", "registered_on": "2016-03-01"}
    assert doubts(tables) == []


def test_only_a_registered_household_is_above_the_line():
    for status in ({"status": "exited", "exited_on": "2015-01-01"}, {"status": "never", "registered_on": None}):
        tables = sound()
        tables["households"][0] |= {"wage_income": 120000} | status
        assert doubts(tables) == []


def test_a_year_of_two_digits_is_one_that_can_be():
    def meant(table, row, column, value, day=DAY):
        tables = sound()
        tables[table][row][column] = value
        return [dict(i.mend.parameters)["meant"] for i in doubts(tables, day) if i.code.endswith("two_digits")]

    assert meant("members", 1, "birth_date", "0016-06-30") == ["2016-06-30"]
    assert meant("members", 1, "birth_date", "0016-07-02") == ["1916-07-02"]  # after the day it was not yet
    assert meant("members", 1, "birth_date", "0018-01-01", datetime.date(2020, 7, 1)) == ["2018-01-01"]
    assert meant("households", 0, "registered_on", "0016-07-02") == ["2016-07-02"]
    assert meant("households", 0, "registered_on", "0099-07-02") == ["1999-07-02"]


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


SPELLINGS = [
    ("王芳", "王 芳"), ("王芳", "王\u3000芳"), ("王芳", "王芳 "), ("王芳", "王\u200b芳"), ("王芳", "\ufeff王芳"), ("Wang Fang", "ＷＡＮＧ　ｆａｎｇ"),
    ("Wang Fang", "wangfang"), ("张丽华", "張麗華"), ("刘 云", "劉雲"), ("古丽·阿依", "古丽•阿依"), ("古丽·阿依", "古丽．阿依"), ("古丽·阿依", "古丽阿依"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_a_name_is_one_however_it_is_typed(one, other):
    for first, second in ((one, other), (other, one)):
        tables = sound()
        tables["women"][0]["name"] = first
        again = {"id": "P3", "household": "H2", "name": second, "birth_date": "1980-02-03", "sex": "female", "relation": "other"}
        assert [(i.code, i.subject) for i in doubts(tables | {"members": [*tables["members"], again]})] == [
            ("domain.plausible.both_tables", "P3")
        ]
        woman = tables["women"][0] | {"id": "W3", "household": "H2", "name": second, "relation": "other"}
        found = doubts(tables | {"women": [*tables["women"], woman]})
        assert [(i.code, i.subject) for i in found] == [("domain.plausible.same_person", "W3")]
        now = tables | {"women": [woman | {"id": "W1", "birth_date": "1980-12-03"}, tables["women"][1]]}
        assert [i.code for i in jg.check_changes(made(tables), made(now))] == []


def test_who_is_another_person_is_not_told():
    def member(key, name, born, relation, household="H1", sex="male"):
        return {"id": key, "household": household, "name": name, "birth_date": born, "sex": sex, "relation": relation}

    quiet = [
        [member("P3", "张一", "2010-01-01", "child"), member("P4", "张二", "2010-01-01", "child")],  # twins
        [member("P3", "", "2010-01-01", "child"), member("P4", "", "2010-01-01", "child")],
        [member("P3", "张军", "1950-01-01", "parent")],  # his father has his name
        [member("P3", "李明", "1950-01-01", "parent"), member("P4", "何兰", "1950-01-01", "parent")],
        [member("P3", "", "1950-01-01", "parent"), member("P4", "", "1950-01-01", "parent", "H2")],
        [member("P3", "", "1990-01-01", "child"), member("P4", "", "1990-01-01", "child") | {"education": "primary"}],
        [member("P3", "新生", "2016-07-01", "child")],
    ]
    for members in quiet:
        tables = sound()
        assert [i.text() for i in doubts(tables | {"members": [*tables["members"], *members]})] == [], members
    nameless = sound()
    for row in nameless["women"] + nameless["members"]:
        row["name"] = ""
    nameless["members"][0]["birth_date"] = nameless["women"][0]["birth_date"]  # man and wife of one day
    assert doubts(nameless) == []


def test_without_names_a_place_or_a_copied_row_tells_who_is_there_twice():
    parent = {"household": "H1", "birth_date": "1950-01-01", "sex": "male", "relation": "parent"}
    child = {"household": "H1", "birth_date": "1990-01-01", "sex": "male", "relation": "child", "education": "primary"}
    for one in (parent, child):
        tables = sound()
        tables["members"] += [one | {"id": "P3"}, one | {"id": "P4"}]
        (issue,) = doubts(tables)
        assert (issue.code, issue.subject) == ("domain.plausible.same_person", "P4") and "P3" in issue.text("zh")


def test_an_id_of_both_tables_is_one_person_where_name_or_birth_date_agree():
    for more, told in (({"name": "王芳"}, 1), ({"birth_date": "1980-02-03"}, 1), ({}, 0)):
        tables = sound()
        member = {"id": "W1", "household": "H2", "name": "赵云", "birth_date": "1960-01-01", "sex": "male", "relation": "other"}
        tables["members"].append(member | more)
        assert [i.code for i in doubts(tables)] == ["domain.plausible.both_tables"] * told


def test_persons_are_not_there_twice():
    registry = made(sound())
    for key, more in (("X1", {"woman": "W1"}), ("X2", {"woman": "W1"}), ("X3", {"name": "周 洋", "birth_date": "2008-01-01"}),
                      ("X4", {"name": "周洋", "birth_date": "2008-01-01"}), ("X5", {"name": "周洋"})):  # fmt: skip
        kind = {"kind": "registered_woman"} if "woman" in more else {"kind": "student"}
        registry.add(jg.Person(id=key, sex="female", region="430626101", **(kind | more)))
    assert [(i.code, i.subject) for i in registry.validate(DAY) if i.severity == "warning"] == [
        ("domain.plausible.same_person", "X2"), ("domain.plausible.same_person", "X4")
    ]


def test_without_the_table_of_members_nobody_knows_the_heads():
    assert doubts(sound() | {"members": []}) == []


def test_an_id_that_became_another_person_is_told():
    old, now = sound(), sound()
    now["women"][0] |= {"name": "何琴", "birth_date": "1990-01-01"}
    now["women"][1] |= {"birth_date": "1975-05-16"}  # a mended slip
    (issue,) = jg.check_changes(made(old), made(now))
    assert (issue.code, issue.severity, issue.subject) == ("domain.change.person", "warning", "W1")
    assert issue.value == "1990-01-01" and "出生日期（birth_date）" in issue.text("zh")
    for lang in ("zh", "en"):
        assert "1980-02-03" in issue.text(lang)
    for then, today, told in (("2000-01-01", None, 0), (None, "2000-01-01", 0), ("2000-01-01", "2001-01-01", 1)):
        persons = [jg.Person(id="X1", kind="student", sex="female", region="430626101", birth_date=day) for day in (then, today)]
        before, after = made(sound()), made(sound())
        before.add(persons[0])
        after.add(persons[1])
        assert len(jg.check_changes(before, after)) == told


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
    assert "--date" in jinguo("check", sample, "--date", "soon", code=2).stderr


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


def test_no_number_of_warnings_hides_an_error(sample, tmp_path):
    tables = tmp_path / "tables"
    shutil.copytree(sample, tables)
    edit(tables / "activities.csv", ",2016-", ",2016-13-")
    said = jinguo("check", tables, "--date", "1999-01-01", "--lang", "en", code=1).stderr
    assert said.splitlines()[0].startswith("error: activities.csv") and " more" in said


@pytest.mark.parametrize("slip", ["2061-01-01", "2020-01-01"])
def test_one_slip_of_the_pen_does_not_move_the_day(sample, tmp_path, slip):
    tables = tmp_path / "tables"
    shutil.copytree(sample, tables)
    edit(tables / "households.csv", ",registered,2014-", f",registered,{slip[:5]}")
    answer = json.loads(jinguo("check", tables, "--json").stdout)
    assert answer["day"] == "2016-06-30"
    told = [issue for issue in answer["issues"] if not issue["code"].startswith("domain.activity.")]
    assert [(issue["file"], issue["code"]) for issue in told] == [("households.csv", "domain.plausible.future")]


def test_tables_that_tell_of_nothing_before_today_are_judged_today(tmp_path):
    homes = {"id": ["H1"], "region": ["430626"], "registered_on": ["2099-01-01"], "status": ["registered"], "standard": ["national"],
             "type": ["general"], "main_cause": ["illness"]}  # fmt: skip
    women = {"id": ["W1"], "household": ["H1"], "birth_date": [datetime.date.today()], "relation": ["head"], "education": ["primary"],
             "health": ["healthy"], "labour": ["ordinary"]}  # fmt: skip
    registry = jg.Registry.from_frames(households=homes, women=women)
    registry.save(tmp_path)
    _, issues = jg.Registry.read(tmp_path)
    assert {issue.code for issue in issues} >= {"domain.plausible.future", "domain.woman.age"}


def test_a_policy_and_tables_at_fault_are_told_together(sample, tmp_path):
    tables = tmp_path / "tables"
    shutil.copytree(sample, tables)
    edit(tables / "women.csv", "\nW", "\nW?")
    policy = tmp_path / "policy.toml"
    policy.write_text("nothing = 1\n", encoding="utf-8")
    answer = json.loads(jinguo("check", tables, "--policy", policy, "--json", code=1).stdout)
    assert {"policy.toml", "women.csv"} <= {issue["file"] for issue in answer["issues"]}
