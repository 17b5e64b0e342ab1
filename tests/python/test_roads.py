"""Distance by road: the table, its doubts, the policy's keys, and what is told of it. Small enough to follow by hand."""

import numpy as np
import pandas as pd
import openpyxl
import pytest

import jinguo as jg
from jinguo.cards import cards, kilometres
from jinguo.solver import Market

SEED = "ab" * 16
NEAR, FAR = "430626100201", "430626100202"
POLICY = """
name = "roads"
date = 2016-07-01
origin = {{lon = 113.58, lat = 28.70}}
[pairings.work]
{keys}
[pairings.work.reach]
max_distance_m = 10000
[pairings.work.kinds.base.merit]
base = 100
distance = [[0, 0], [10000, 50]]
"""
BY_ROAD = 'distance = "road"\n'


def policy(keys=BY_ROAD):
    return jg.Policy.parse(POLICY.format(keys=keys))


def village(made, code, woman, lat):
    made.add(jg.Household(id=f"H{woman}", region=code, main_cause="illness", position=(113.60, lat)))
    made.add(jg.Beneficiary(id=woman, household=f"H{woman}", birth_date="1980-01-01", relation="head"))


def registry(roads):
    """W1 and the base are in one valley; W2 is as near as the crow flies, on the other side of the hill."""
    made = jg.Registry()
    village(made, NEAR, "W1", 28.70)
    village(made, FAR, "W2", 28.70)
    made.add(
        jg.Base(
            id="B1", region="430626", industry="tea", places=5, income=0, title_year=2015, position=(113.61, 28.70)
        )
    )
    for code, metres in roads.items():
        made.add(jg.Road(village=code, kind="base", provider="B1", metres=metres))
    return made


WHOLE = {NEAR: 2000, FAR: 12_300}


def test_who_is_near_as_the_crow_flies_may_be_too_far_by_road():
    tables = registry(WHOLE)
    straight = jg.match(tables, policy(""), seed=SEED)
    assert len(straight["work"].awards) == 2
    plan = jg.match(tables, policy(), seed=SEED)
    (award,) = plan["work"].awards
    assert award.left == "W1" and award.score == 90  # 100 - 50 * 2000 / 10000
    (left,) = plan["work"].unmatched
    assert left.left == "W2" and left.rule == "distance"
    assert jg.verify(plan, tables, policy()) == []


def test_the_way_is_told_in_both_languages():
    tables, rules = registry(WHOLE), policy()
    plan = jg.match(tables, rules, seed=SEED)
    told = jg.explain(plan, tables, rules, "W2", lang="en")
    assert "From her village by road: 12.3 km." in told and told.places[0].road_m == 12_300
    assert "沿道路到该处：12.3公里" in jg.explain(plan, tables, rules, "W2", lang="zh")
    straight = policy("")
    plan = jg.match(tables, straight, seed=SEED)
    told = jg.explain(plan, tables, straight, "W2", lang="en")
    assert "road" not in told and told.places[0].road_m is None


def test_a_card_tells_her_the_way():
    tables = registry(WHOLE)
    plan = jg.match(tables, policy(), seed=SEED)
    html, count = cards(plan, tables, NEAR, lang="en")
    assert count == 1 and "2.0 km by road from your village" in html
    assert "从本村沿道路2.0公里" in cards(plan, tables, NEAR, lang="zh")[0]
    without = registry({})
    plan = jg.match(without, policy(""), seed=SEED)
    assert "by road" not in cards(plan, without, NEAR, lang="en")[0]


@pytest.mark.parametrize(("metres", "said"), [(1, "0.0"), (49, "0.0"), (50, "0.1"), (12_349, "12.3"), (12_350, "12.4")])
def test_kilometres_have_one_decimal(metres, said):
    assert kilometres(metres) == said


def test_a_table_with_holes_is_refused_with_how_many_and_which():
    with pytest.raises(jg.InputError) as error:
        jg.match(registry({NEAR: 2000}), policy(), seed=SEED)
    (issue,) = error.value.issues
    assert issue.code == "engine.road_missing" and issue.file == "roads"
    said = issue.text("en")
    assert "1 of 2" in said and FAR in said and "B1" in said and "road_missing" in said


def test_work_at_home_is_not_counted_among_what_a_table_must_hold():
    tables = registry({NEAR: 2000})
    tables.add(jg.Base(id="B2", region="430626", industry="tea", places=5, income=0, title_year=2015, at_home=True))
    with pytest.raises(jg.InputError, match="work at home apart: .* 1 of 2 are missing"):
        jg.match(tables, policy(), seed=SEED)


@pytest.mark.parametrize(("missing", "served"), [("straight", {"W1", "W2"}), ("not_eligible", {"W1"})])
def test_or_the_policy_says_what_the_holes_are(missing, served):
    tables, rules = registry({NEAR: 2000}), policy(BY_ROAD + f'road_missing = "{missing}"')
    plan = jg.match(tables, rules, seed=SEED)
    assert {one.left for one in plan["work"].awards} == served
    assert [one.rule for one in plan["work"].unmatched] == ["no_road"] * (2 - len(served))
    assert jg.verify(plan, tables, rules) == []


def test_the_digest_holds_a_plan_to_its_table_of_roads():
    plan = jg.match(registry(WHOLE), policy(), seed=SEED)
    faults = jg.verify(plan, registry(WHOLE | {FAR: 9_000}), policy())
    assert "engine.verify.digest" in {one.code for one in faults}


def test_evaluations_measure_by_road():
    tables, rules = registry(WHOLE), policy()
    plan = jg.match(tables, rules, seed=SEED)
    assert list(jg.measure.pairs(plan, tables, pol=rules, backend="pandas")["distance_m"]) == [2000]
    straight = jg.match(tables, policy(""), seed=SEED)
    metres = jg.measure.pairs(straight, tables, pol=policy(""), backend="pandas")["distance_m"]
    assert all(900 < one < 1100 for one in metres)


@pytest.mark.parametrize("suffix", ["", ".xlsx"])
def test_the_table_is_written_and_read_again(tmp_path, suffix):
    tables = registry(WHOLE)
    if suffix:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, frame in tables.to_frames(backend="pandas").items():
            sheet = book.create_sheet(name)
            sheet.append(list(frame.columns))
            for row in frame.itertuples(index=False):
                sheet.append([";".join(x) if isinstance(x, (list, tuple)) else x if x == x else None for x in row])
        book.save(tmp_path / f"tables{suffix}")
    else:
        tables.save(tmp_path / "tables")
    again = jg.Registry.load(tmp_path / f"tables{suffix}")
    assert again == tables and [one.metres for one in again.roads] == [2000, 12_300]


def test_officers_may_write_kilometres_and_chinese(tmp_path):
    registry({}).save(tmp_path)
    text = f"村代码,帮扶方类型,帮扶方,道路里程（米）\n{NEAR},示范基地,B1,12.3公里\n"
    (tmp_path / "roads.csv").write_text(text, encoding="utf-8")
    (road,) = jg.Registry.load(tmp_path).roads
    assert (road.village, road.kind, road.provider, road.metres) == (NEAR, "base", "B1", 12_300)


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ('distance = "rode"', "policy.word"),
        ("distance = 5", "policy.word"),
        ('distance = ["road"]', "policy.word"),
        (BY_ROAD + 'road_missing = ""', "policy.word"),
        ('road_missing = "straight"', "policy.road_missing"),
    ],
)
def test_other_words_are_refused(keys, code):
    with pytest.raises(jg.InputError) as error:
        policy(keys)
    assert [one.code for one in error.value.issues] == [code]


def test_the_keys_come_back_from_text_and_dict():
    rules = policy(BY_ROAD + 'road_missing = "straight"')
    assert jg.Policy.parse(rules.to_toml()) == rules and jg.Policy.from_dict(rules.to_dict()) == rules
    assert rules != policy()


def doubts(metres, lat=28.70):
    made = registry({})
    made.add(jg.Region(code=NEAR, name="北街村", position=(113.60, lat)))
    made.add(jg.Road(village=NEAR, kind="base", provider="B1", metres=metres))
    return {one.code for one in made.validate(day="2016-07-01") if one.column == "metres"}


def test_roads_that_can_hardly_be_are_doubted():
    short, detour = "domain.plausible.road_short", "domain.plausible.road_detour"
    assert doubts(474) == {short} and doubts(475) == set()  # 975 m in a straight line
    assert doubts(400_000) == set() and doubts(400_001) == {"domain.plausible.most"}  # too near for a detour
    assert doubts(24_280, 28.72) == set() and doubts(24_281, 28.72) == {detour}  # 2,428 m


def test_roads_of_a_division_that_no_household_names_are_doubted_once():
    made = registry(WHOLE)
    assert made.validate(day="2016-07-01") == []
    township = NEAR[:9]
    for kind, provider in (("base", "B1"), ("project", "P1")):
        if kind == "project":
            made.add(jg.Project(id=provider, region="430626", industry="tea", places=1, income=0, budget=0))
        made.add(jg.Road(village=township, kind=kind, provider=provider, metres=5000))
    (issue,) = [one for one in made.validate(day="2016-07-01") if "road" in one.code]
    assert issue.code == "domain.plausible.road_nobody" and issue.severity == "warning"
    assert (issue.file, issue.row, issue.column, issue.value) == ("roads", 4, "village", township)


@pytest.mark.parametrize("seed", range(12))
def test_roads_take_the_place_of_the_straight_line(seed):
    rng = np.random.default_rng(seed)
    n, m, villages = int(rng.integers(1, 30)), int(rng.integers(1, 9)), int(rng.integers(1, 6))
    metres = rng.integers(0, 20_000, (villages, m)).astype(float)
    chance = rng.random((villages, m))
    metres[chance < 0.2], metres[chance > 0.9] = np.nan, np.inf
    begins = rng.integers(0, villages, n)
    left_xy, right_xy = rng.integers(-9000, 9000, (n, 2)), rng.integers(-9000, 9000, (m, 2))
    remote = rng.random(m) < 0.2
    decay = [(0, 0), (10_000, 500), (20_000, 700)]
    codes = [f"4306261{k:05d}" for k in range(villages)]
    names = pd.DataFrame(metres, index=codes).iloc[:, ::-1]  # aligned by its columns
    given = {
        "capacity": [1] * m, "base": 1000, "left_xy": left_xy, "right_xy": right_xy, "decay": decay,
        "max_distance": 15_000, "right_remote": remote,
    }  # fmt: skip
    market = Market.implicit(left_origin=begins, origin_metres=metres, **given)
    scores, mask = market.scores()
    for i in range(n):
        for j in range(m):
            way = metres[begins[i], j]
            if np.isnan(way):
                way = float(np.sqrt(np.float32(((left_xy[i] - right_xy[j]) ** 2).astype(np.float32).sum())))
            loss = 0 if remote[j] else np.interp(way, *zip(*decay, strict=True))
            assert mask[i, j] == (remote[j] or way <= 15_000), (i, j)
            assert not mask[i, j] or abs(scores[i, j] - (1000 - loss)) < 1.001, (i, j)
            if mask[i, j] and loss == int(loss):
                assert scores[i, j] == 1000 - loss
    named = Market.implicit(left_origin=[codes[at] for at in begins], origin_metres=names, **given)
    np.testing.assert_array_equal(named.scores()[0], scores)
    listed = Market.implicit(left_origin=pd.Series(begins), origin_metres=metres.tolist(), **given)
    np.testing.assert_array_equal(listed.scores()[0], scores)
    with pytest.raises(jg.InputError, match=r"origin_metres\.columns"):
        Market.implicit(left_origin=begins, origin_metres=pd.DataFrame(metres).add_prefix("base"), **given)


def test_roads_need_no_positions_where_no_straight_line_is_asked_for():
    ways = np.array([[4000, 9000], [0, 2**24 - 1]], np.int64)
    market = Market.implicit(capacity=[1, 1], left_origin=[1, 0], origin_metres=ways, max_distance=9000)
    assert market.scores()[1].tolist() == [[True, False], [True, True]]
    for faulty, column in (
        ({"left_origin": [0, 2], "origin_metres": ways}, "left_origin[1]"),
        ({"left_origin": [0, -1], "origin_metres": ways}, "left_origin[1]"),
        ({"left_origin": [0, 1], "origin_metres": ways + 1}, "origin_metres[(1, 1)]"),
        ({"left_origin": [0, 1], "origin_metres": ways - 1}, "origin_metres[(1, 0)]"),
        ({"left_origin": [0, 1], "origin_metres": [[1, -np.inf]] * 2}, "origin_metres[(0, 1)]"),
        ({"left_origin": [0, 1], "origin_metres": [[1, 2, 3]] * 2}, "origin_metres"),
        ({"left_origin": [0, 1], "origin_metres": [["a", "b"]] * 2}, "origin_metres"),
        ({"left_origin": [0, 1], "origin_metres": [[1, np.nan]] * 2}, "left_xy"),
        ({"left_origin": [0], "origin_metres": ways, "n": 2}, "left_origin"),
        ({"left_origin": ["x", "z"], "origin_metres": pd.DataFrame(ways, index=["x", "y"])}, "left_origin"),
        ({"left_origin": [0, 1]}, "origin_metres"),
        ({"origin_metres": ways, "n": 2}, "left_origin"),
    ):
        with pytest.raises(jg.InputError) as error:
            Market.implicit(capacity=[1, 1], max_distance=9000, **faulty)
        assert column in [issue.column for issue in error.value.issues], faulty
