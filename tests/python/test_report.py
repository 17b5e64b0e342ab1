"""The report page: its numbers are the data's, nobody is in it, and nothing is said without data."""

import collections
import datetime
import json
import os
import re
import subprocess
import sys

import pytest
import report_cases as cases
from layout import ROOT

import jinguo as jg
from jinguo import _core
from jinguo.cards import cards
from jinguo.report import page, write
from jinguo.report.facts import TargetFact
from jinguo.report.part_targets import TargetsPart
from jinguo.report.texts import TEXTS
from jinguo.report.words import Words

PACKAGE = ROOT / "bindings" / "python" / "jinguo" / "report"


@pytest.fixture(scope="module")
def city():
    """A small city: plan, registry, policy and the page."""
    plan, registry, policy = cases.sample(2_000)
    return plan, registry, policy, page(plan, registry, policy=policy, proven=True, lang="en")


@pytest.fixture(scope="module")
def read(city):
    return cases.Page(city[3], "en")


def counties(registry):
    """County of each woman by id, straight from the records."""
    home = {household.id: household.region[:6] for household in registry.households}
    return {woman.id: home[woman.household] for woman in registry.women}


# --- numbers -----------------------------------------------------------------------------------------


def test_women_by_county_are_those_of_the_plan(city, read):
    plan, registry, _, _ = city
    county = counties(registry)
    names = {region.code: region.name for region in registry.regions}
    for pairing, title in (("livelihood", "Women by place: work"), ("mentors", "Women by place: mentor")):
        kinds = sorted({place.kind for place in plan[pairing].places}, key="mentor base project chain".split().index)
        counts = collections.defaultdict(collections.Counter)
        for award in plan[pairing].awards:
            counts[county[award.left]][award.kind] += 1
        for woman in plan[pairing].unmatched:
            counts[county[woman.left]]["out" if woman.reason == "not_eligible" else "waits"] += 1
        for award in plan[pairing].outside:
            counts[county[award.left]]["out"] += 1
        # Who is not eligible is told in the first table only: else two tables would sum to the same.
        columns = (*kinds, "waits", "out") if pairing == "livelihood" else (*kinds, "waits")
        table = [[counts[code][key] for key in columns] for code in sorted(counts)]
        shown = read.table(title)
        assert len(shown["rows"]) == sum(len(code) == 6 for code in names)
        for row, cells in zip(table, shown["rows"], strict=True):
            placed, waits = sum(row[: len(kinds)]), row[len(kinds)]
            assert cells[1] == (f"{placed / (placed + waits):.1%}" if cells[2][0].isdigit() and cells[3][0].isdigit() else "hidden")
            for n, cell in zip([placed, *row[len(kinds):], sum(row)], cells[2:], strict=True):
                assert cell == ("<10" if 0 < n < 10 else f"{n:,}") or (cell == "hidden" and n >= 10)
        told = sum(cell[0].isdigit() for cells in shown["rows"] for cell in cells[2:])
        assert told >= 0.8 * sum(len(cells) - 2 for cells in shown["rows"])
        sums = [sum(column) for column in zip(*table, strict=True)]
        expected = [sum(sums[: len(kinds)]), *sums[len(kinds):], sum(sums)]
        assert shown["foot"][2:] == [f"{n:,}" for n in expected]


def test_the_glance_is_the_plans(city, read):
    plan, registry, policy, _ = city
    livelihood = plan["livelihood"]
    helped = {award.left for name in plan.pairings for award in (*plan[name].awards, *plan[name].outside)}
    waits = sum(woman.reason != "not_eligible" for woman in livelihood.unmatched)
    day = policy.date
    home = {household.id: household for household in registry.households}

    def on_register(woman):
        house = home[woman.household]
        since = house.registered_on is None or house.registered_on <= day
        gone = house.status == "exited" and (house.exited_on is None or house.exited_on <= day)
        return house.status != "never" and since and not gone

    registered = sum(on_register(woman) for woman in registry.women)
    board = jg.measure.achievement(registry, plan, pol=policy).columns("rows")
    targets_met = sum(
        state == "met" for state, head in zip(board["state"], board["headline"], strict=True) if head
    )
    expected = [
        registered, len(helped), targets_met, *(len(plan[name].awards) for name in plan.pairings), waits,
    ]
    assert [cases.number(text) for text in read.figures] == expected
    rate = len(livelihood.awards) / (len(livelihood.awards) + waits)
    assert f"{len(livelihood.awards):,} of the" in read.headings[1][1] and f"{rate:.1%}" in read.headings[1][1]


def test_every_provider_is_in_the_long_table_with_its_numbers(city, read):
    plan, registry, _, _ = city
    offered = {p.id: p.places for p in (*registry.bases, *registry.projects, *registry.chains)}
    places = {place.right: place for place in plan["livelihood"].places}
    table = read.table("Every base")
    assert len(table["rows"]) == len(places)
    head = table["head"]
    for row in table["rows"]:
        place = places.pop(row[0].split()[-1])
        assert cases.number(row[head.index("Places")]) == offered[place.right]
        assert cases.number(row[head.index("Taken")]) == place.taken + place.outside
        assert cases.number(row[-1]) == place.worth
        if place.shortfall:
            assert cases.number(row[head.index("Short")]) == place.shortfall
    assert places == {}


def test_reasons_are_counted_as_the_plan_has_them(city, read):
    plan = city[0]
    tables = [table for table in read.tables if table["caption"] == "Reasons as a table"]
    for name, table in zip(("livelihood", "mentors"), tables, strict=True):
        reasons = collections.Counter(
            woman.rule if woman.reason == "not_eligible" else woman.reason for woman in plan[name].unmatched
        )
        shown = [row[1] for row in table["rows"]]
        exact = sorted(cases.number(text) for text in shown if text not in ("<10", "hidden"))
        left = collections.Counter(reasons.values())
        left.subtract(exact)
        assert len(shown) == len(reasons) and min(left.values()) >= 0
        assert shown.count("<10") == sum(n < 10 for n in reasons.values())


def test_shares_of_groups_are_those_of_the_plan(city, read):
    plan, registry, _, _ = city
    home = {household.id: household for household in registry.households}
    woman_of = {woman.id: woman for woman in registry.women}
    served, eligible, merit = collections.Counter(), collections.Counter(), collections.defaultdict(list)
    for award in plan["livelihood"].awards:
        cause = home[woman_of[award.left].household].main_cause
        served[cause] += 1
        eligible[cause] += 1
        merit[cause].append(award.score)
    for woman in plan["livelihood"].unmatched:
        if woman.reason != "not_eligible":
            eligible[home[woman_of[woman.left].household].main_cause] += 1
    table = next(t for t in read.tables if t["caption"].startswith("Share of eligible women placed and merit"))
    rows = {row[1]: row for row in table["rows"] if row[0] == "Main cause of poverty"}
    checked = 0
    for label, cause in (("Illness", "illness"), ("Lack of skills", "skills"), ("Lack of capital", "capital")):
        row = rows[label]
        if "hidden" in row[2:5]:
            continue
        checked += 1
        assert row[2:5] == [f"{eligible[cause]:,}", f"{served[cause]:,}", f"{served[cause] / eligible[cause]:.1%}"]
        mean = sum(merit[cause]) / len(merit[cause])
        assert row[5] == f"{round(mean):,}"
    assert checked


def test_both_languages_show_the_same_numbers(city):
    english, chinese = (cases.Page(city[3], lang) for lang in ("en", "zh"))
    assert english.figures == chinese.figures
    assert len(english.tables) == len(chinese.tables)

    def numbers(page_):
        return [
            sorted(cell for row in table["rows"] for cell in row if re.fullmatch(r"[\d,.]+%?|<10", cell))
            for table in page_.tables
        ]

    assert numbers(english) == numbers(chinese)
    assert len(english.headings) == len(chinese.headings)
    assert len(english.alternatives) == len(chinese.alternatives) > 0


# --- privacy -----------------------------------------------------------------------------------------


def test_no_person_is_in_the_page(city):
    plan, registry, _, text = city
    words = set(re.findall(r"\w+", text))
    assert {place.right for place in plan["livelihood"].places} & words  # ids of providers are there
    for records in (registry.women, registry.households, registry.mentors):
        assert {record.id for record in records} & words == set()


def test_mentors_are_shown_only_where_ten_or_more_are_together(city, read):
    for title in ("Mentors by county", "Mentors by first industry"):
        tables = [table for table in read.tables if table["caption"] == title]
        for row in (row for table in tables for row in table["rows"]):
            assert cases.number(row[1]) >= 10 and not 0 < cases.number(row[3]) < 10


def test_no_count_of_women_by_place_or_group_from_one_to_nine_is_shown():
    plan, registry, policy = cases.sample(150, seed=3)
    text = page(plan, registry, policy=policy, lang="en")
    shown = cases.Page(text, "en")
    assert "&lt;10" in text
    for table in shown.tables:
        if table["caption"].startswith(("Women by", "Reasons", "Share of eligible")):
            for row in table["rows"]:
                for cell, head in zip(row, table["head"], strict=True):
                    if head != "Mean merit (points)":
                        assert not re.fullmatch("[1-9]", cell), (table["caption"], row)


# --- what has no data is left out ---------------------------------------------------------------------


def parts(text):
    return re.findall(r'<section id="en-(\w+)"', text)


def test_an_empty_programme_says_so_and_shows_nothing_empty():
    registry, policy = cases.registry(), cases.policy()
    text = page(jg.match(registry, policy), registry, policy=policy, lang="en")
    assert parts(text) == ["glance", "terms"]
    assert "The tables hold no woman yet" in text and "<svg" not in text and "<table" not in text
    assert not re.search(r">\s*(nan|None|null)\s*<", text)


def test_one_county_is_told_apart_by_townships():
    towns = ["430626101", "430626102", "430626103"]
    registry = cases.registry(
        women=[(town, "illness") for town in towns for _ in range(60)],
        regions=[("430626", "平江县"), *((town, f"乡{town[-1]}") for town in towns)],
        bases=[(towns[0], 50, "B")],
    )
    policy = cases.policy()
    text = page(jg.match(registry, policy), registry, policy=policy, lang="en")
    shown = cases.Page(text, "en")
    assert shown.headings[0][1] == "Pingjiang County: who gets which help"
    assert [row[0] for row in shown.table("Women by place: work")["rows"]] == ["乡1", "乡2", "乡3"]
    assert '<section id="en-place"' in text and "Map of" not in text  # townships have no boundaries here


def test_one_village_has_no_table_by_place():
    registry = cases.registry(women=[("430626101001", "illness")] * 30, bases=[("430626101001", 20, "B")])
    policy = cases.policy()
    text = page(jg.match(registry, policy), registry, policy=policy, lang="en")
    assert "place" not in parts(text) and "Women by place" not in text


def test_where_nobody_is_eligible_the_reasons_say_so():
    registry = cases.registry(
        women=[("430626", "illness")] * 30 + [("430681", "skills")] * 40, bases=[("430626", 20, "B")]
    )
    policy = cases.policy(min_age=90, floor=5)
    plan = jg.match(registry, policy)
    text = page(plan, registry, policy=policy, lang="en")
    assert plan["livelihood"].status == "optimal_short"
    assert "No woman is eligible for work" in text and "with the least possible shortfall" in text
    assert "5 women short" in text and "Not eligible: age outside the limits" in text


def test_a_place_without_boundaries_gets_the_table_alone():
    registry = cases.registry(
        women=[("110101", "illness")] * 30 + [("110102", "skills")] * 40, bases=[("110101", 20, "B")]
    )
    policy = cases.policy()
    text = page(jg.match(registry, policy), registry, policy=policy, lang="en")
    assert "Women by place" in text and "Map of" not in text


def test_without_a_policy_no_day_is_said_and_without_a_proof_none(city):
    plan, registry, policy, text = city
    bare = page(plan, registry, lang="en")
    assert "As of 1 July 2016" in text and "As of" not in bare
    assert "checked by a second method" in text and "checked by a second method" not in bare
    assert "jinguo verify checks it" in bare


def test_robustness_is_said_when_it_is_given(city):
    plan, registry, _, text = city
    frame = {"pairing": ["livelihood", "any"], "runs": [50, 50], "served": [10, 200], "stay_served": [0, 9_350]}
    said = "Of 100 women served, 93.5 stay served"
    assert said in page(plan, registry, robustness=frame) and said not in text


def test_issues_of_the_tables_are_told_without_values_and_ids(city):
    plan, registry, _, text = city
    assert "The tables have no fault" in text
    woman = registry.women[0].id
    issues = [
        _core.Issue(
            "domain.member.age", severity="warning", file="/home/somebody/members.csv", row=row, column="birth_date",
            value="1980-02-03", subject=woman, expected=_core.Message("engine.outside", [("left", woman), ("right", "B1")]),
            mend=_core.Message("domain.dates.order", [("from", "2016-01-01")]),
        )
        for row in (9, 4, *range(20, 40))
    ]
    shown = cases.Page(page(plan, registry, issues=issues, lang="en"), "en")
    assert any("no error and 22 warnings; look first at members.csv" in said for _, said in shown.headings)
    (row,) = shown.table("What must be mended")["rows"]
    assert row[:4] == ["warning", "22", "members.csv, birth_date", "4, 9, 20, 21, 22, 23, 24, 25 …"]
    assert row[4] == "" and row[5] == "a date not before 2016-01-01"
    said = page(plan, registry, issues=issues)
    assert woman not in said and "1980-02-03" not in said and "somebody" not in said


def test_another_programme_brings_its_own_boundaries(tmp_path):
    square = [[[116.0, 39.0], [116.0, 40.0], [117.0, 40.0], [117.0, 39.0], [116.0, 39.0]]]
    beside = [[[x + 1, y] for x, y in square[0]]]
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": ring}}
        for code, ring in (("110101", square), ("110102", beside))
    ]
    (tmp_path / "b.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    registry = cases.registry(
        women=[("110101", "illness")] * 60 + [("110102", "skills")] * 80,
        bases=[("110101", 20, "B"), ("110102", 40, "C")],
    )
    policy = cases.policy()
    text = page(jg.match(registry, policy), registry, policy=policy, boundaries=tmp_path / "b.geojson", lang="en")
    assert "Map of 2 places" in text and "echarts" not in text


# --- texts, hostile and not ----------------------------------------------------------------------------


def test_hostile_texts_stay_texts():
    registry, policy = cases.hostile(), cases.policy(name="p")
    text = page(jg.match(registry, policy), registry, policy=policy, lang="en")
    shown = cases.Page(text, "en")
    assert text.count("<script>") == 1 and "<img" not in text and "onerror=alert" not in re.sub(r"&lt;img[^<]*", "", text)
    assert "img" not in shown.tags and "\u202e" not in text and "中" * 60 not in text
    assert "{{ 7 * 7 }}" in "".join(cell for table in shown.tables for row in table["rows"] for cell in row)
    assert len(text) < 600_000


def test_a_hostile_policy_stays_text_and_a_hostile_pairing_is_no_name():
    evil = "</script><script>alert(1)</script>{{ 7 * 7 }}<!--"
    policy = jg.Policy.parse(cases.POLICY.format(name=evil, min_age=16, floors=""))
    registry = cases.hostile()
    plan = jg.match(registry, policy)
    text = page(plan, registry, policy=policy, boundaries=None, lang="en")
    assert plan.policy_name == evil
    assert text.count("<script") == 1 and text.count("</script") == 1 and "<!--" not in text
    assert "alert(1)" in text and "alert(1)" not in re.search(r"<script>(.*)</script>", text, re.S)[1]
    shown, _ = cards(plan, registry, "43", lang="en")
    assert "<script" not in shown and "<img" not in shown and "<!--" not in shown
    with pytest.raises(jg.InputError, match="policy.pairing_name"):
        jg.Policy.parse(cases.POLICY.format(name="p", min_age=16, floors="").replace("pairings.mentors", "pairings.'<b>'"))


def test_a_full_base_that_is_short_says_who_counts():
    registry = cases.registry(women=[("430626", "illness")] * 40, bases=[("430626", 20, "B")])
    registry.add(jg.Household(id="HN", region="430626", status="never"))
    for k in range(3):
        registry.add(jg.Beneficiary(id=f"WN{k}", household="HN", birth_date="1980-01-01"))
        registry.add(jg.Placement(id=f"PL{k}", woman=f"WN{k}", provider="BX000000", kind="base", pairing="livelihood", status="active",
                                  starts_on="2016-01-01"))
    policy = jg.Policy.parse(cases.POLICY.format(name="p", min_age=16, floors="floors = [{at_least = 20}]").replace(
        "{min_age = 16}", "{min_age = 16, registered = true}"))
    plan = jg.match(registry, policy)
    (place,) = plan["livelihood"].places
    assert (place.taken + place.outside, place.shortfall) == (20, 3)
    for lang, said in (("en", "a base can be full and still short"), ("zh", "名额用满仍可能有缺口")):
        text = page(plan, registry, policy=policy, lang=lang)
        shown = cases.Page(text, lang)
        row = shown.table("Every base" if lang == "en" else "全部")["rows"][0]
        assert row[4:8] == ["20", "20", "20", "3"]
        assert any(said in note for note in shown.notes)


def test_the_headline_and_the_bars_say_the_same_of_each_target(city, read):
    words = {"met", "on pace", "behind", "missed"}
    finding = next(text for _, text in read.headings if "targets that apply" in text)
    table = read.table("The targets as a table")
    for row in table["rows"]:
        assert row[-1] in words | {"not applicable"}
        part = next((part for part in finding.split("; ") if f"{row[0][:2]} " in part), "met" if row[-1] == "met" else "")
        assert row[-1] == "not applicable" or part.startswith(row[-1]), (row, finding)
    bars = [said for said, _, picture in read.marks if picture.startswith("One bar for each target")]
    for row in table["rows"]:
        assert all(said.endswith(f", {row[-1]}") for said in bars if said.startswith(row[0][:2] + " "))


def test_a_table_of_robustness_without_the_women_of_any_pairing_is_refused(city):
    plan, registry, _, _ = city
    frame = {"pairing": ["livelihood", "mentors"], "runs": [50, 50], "served": [10, 200], "stay_served": [0, 9_350]}
    with pytest.raises(jg.InputError) as refused:
        page(plan, registry, robustness=frame)
    assert "livelihood, mentors" in refused.value.issues[0].text("en")


def test_every_text_of_the_page_is_used_and_every_one_used_is_there():
    used, patterns = set(), set()
    for path in [*PACKAGE.glob("*.py"), PACKAGE / "page.html"]:
        source = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'\b(?:w|self)\(\s*["\']([\w.]*\w)["\'](?! ~)', source))
        for plain, other in re.findall(r'\bw\(\s*"([\w.]+)" if [^()]*? else "([\w.]+)"', source):
            used |= {plain, other}
        patterns |= set(re.findall(r'\bw\(\s*f"([^"]+)"', source))
        patterns |= {p + "{}" for p in re.findall(r'\bw\(\s*"([\w.]+)" ~', source)}
        patterns |= set(re.findall(r'known\(f"([^"]+)"', source))
    assert used - set(TEXTS) == set()
    said = [re.compile(re.sub(r"\\\{[^}]*\\\}", r"[\\w.]+", re.escape(p))) for p in patterns]
    # Said by a variable: dimensions, levels of places, severities.
    by_name = {"household_type", "cause", "age", "care_duty", "health", "county", "township", "error", "warning"}
    assert [t for t in TEXTS if t not in used | by_name and not any(p.fullmatch(t) for p in said)] == []


def test_every_text_is_there_in_both_languages_with_the_same_parameters():
    assert list(TEXTS) == sorted(TEXTS)
    for code, (english, chinese) in TEXTS.items():
        assert english and chinese, code
        assert set(re.findall(r"\{(\w+)\}", english)) == set(re.findall(r"\{(\w+)\}", chinese)), code


# --- the file ----------------------------------------------------------------------------------------


def test_the_page_needs_nothing_from_elsewhere(city):
    text = city[3]
    assert not re.search(r'(src|href)="(?!#)', text)
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org)", text)
    assert "default-src 'none'" in text


def test_the_same_plan_gives_the_same_bytes(city, tmp_path):
    plan, registry, policy, text = city
    write(plan, registry, tmp_path / "a" / "page.html", policy=policy, proven=True, lang="en")
    assert (tmp_path / "a" / "page.html").read_text(encoding="utf-8") == text
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["page.html"]


def test_a_plan_of_other_tables_or_another_policy_is_refused(city):
    plan, registry, policy, _ = city
    other = cases.registry(women=[("430626", "illness")])
    for wrong in (lambda: page(plan, other), lambda: page(plan, registry, policy=cases.policy())):
        with pytest.raises(jg.InputError) as error:
            wrong()
        assert error.value.issues[0].code == "engine.verify.digest"


def test_ten_thousand_providers_make_a_page_below_eight_megabytes():
    towns = [(f"43062{c}{t}", f"镇{c}{t}") for c in (1, 3, 4, 6) for t in range(101, 131)]
    providers = [(towns[k % len(towns)][0], 1 + k % 7, f"合作社基地第{k}号") for k in range(10_000)]
    registry = cases.registry(
        women=[(towns[k % len(towns)][0], "illness") for k in range(120)],
        regions=[*((f"43062{c}", f"县{c}") for c in (1, 3, 4, 6)), *towns], bases=providers,
    )
    policy = cases.policy(floor=0)
    text = page(jg.match(registry, policy), registry, policy=policy)
    assert len(text.encode()) < 8_000_000
    assert len(cases.Page(text, "zh").table("全部")["rows"]) == 10_000


def test_the_command_writes_the_page_and_says_where(city, tmp_path):
    plan, registry, policy, text = city
    registry.save(tmp_path / "tables")
    (tmp_path / "plan").mkdir()
    plan.save_folder(tmp_path / "plan")
    (tmp_path / "p.toml").write_text(policy.to_toml(), encoding="utf-8")

    def jinguo(*arguments, code=0):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "jinguo", *map(str, arguments)],
            capture_output=True, text=True, encoding="utf-8", timeout=300, env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done

    out = tmp_path / "page.html"
    given = ("report", tmp_path / "plan", tmp_path / "tables", "--out", out)
    assert str(out) in jinguo(*given, "--policy", tmp_path / "p.toml", "--lang", "en").stdout
    _, warnings = jg.Registry.read(tmp_path / "tables")
    shown = page(plan, registry, policy=policy, issues=warnings, proven=True, lang="en")
    assert out.read_text(encoding="utf-8") == shown
    answer = json.loads(jinguo(*given, "--json", "--lang", "zh").stdout)
    assert answer["report"] == str(out) and answer["proven"] is False
    assert out.read_text(encoding="utf-8").index('lang="zh-CN">\n<head>') > 0
    stays = tmp_path / "stays.csv"
    stays.write_text("pairing,runs,served,stay_served\nany,50,200,9350\n", encoding="utf-8")
    jinguo(*given, "--robustness", stays)
    assert "Of 100 women served, 93.5 stay served" in out.read_text(encoding="utf-8")
    stays.write_text("pairing,runs,served,stay_served\nany,50,many,9350\n", encoding="utf-8")
    assert "stays.csv row 2, served" in jinguo(*given, "--robustness", stays, "--lang", "en", code=1).stderr
    (tmp_path / "tables" / "bases.csv").unlink()
    (tmp_path / "tables" / "placements.csv").unlink()
    out.unlink()
    jinguo(*given, code=1)
    assert not out.exists()


def test_days_are_written_as_each_language_does():
    from jinguo.report.words import Words

    day = datetime.date(2016, 5, 1)
    assert Words("zh").date(day) == "2016年5月1日" and Words("en").date(day) == "1 May 2016"
    assert Words("en").listed(["a", "b", "c"]) == "a, b and c" and Words("zh").listed(["甲", "乙"]) == "甲和乙"
    with pytest.raises(KeyError):
        Words("en")("no.such")


def test_targets_count_up_to_the_policys_day_where_that_is_later_than_the_last_record(city):
    from jinguo.report.board import board

    plan, registry, policy, _ = city
    last = jg.measure.achievement(registry, plan, pol=policy).day
    assert policy.date > last and board(plan, registry, policy).day == policy.date
    early, late = (
        jg.Policy.from_dict(policy.to_dict() | {"date": day})
        for day in (last - datetime.timedelta(1), datetime.date(2017, 1, 31))
    )
    with open(cases.bundled("data", "yueyang", "lottery-seed.hex"), encoding="ascii") as file:
        seed = file.read().strip()
    assert board(jg.match(registry, early, seed=seed), registry, early).day == last
    found = board(jg.match(registry, late, seed=seed), registry, late)
    assert found.day == late.date
    assert not any(target.state in ("on_pace", "behind") for target in found.rows if target.period == "2016")


def test_a_floor_is_the_one_that_the_policy_asks_whoever_goes_on_there():
    """Who lowers the market's floor is for the engine to say: the page shows the floor before that."""
    made = jg.Registry()
    made.add(jg.Region(code="430626", name="平江县", position=(113.1, 29.3)))
    gone = {"status": "exited", "exited_on": "2015-12-31"}
    for key, status in (("HX000000", gone), ("HX000001", {}), ("HX000002", {})):
        made.add(jg.Household(id=key, region="430626", main_cause="illness", **status))
        made.add(jg.Beneficiary(id=key.replace("H", "W"), household=key, birth_date="1980-01-01"))
    for key in ("BX000000", "BX000001"):
        made.add(jg.Base(id=key, region="430626", places=4, name=key, title_year=2015))

    def placement(key, woman, base, **more):
        made.add(jg.Placement(
            id=key, woman=woman, kind="base", provider=base, pairing="livelihood", starts_on="2015-03-01",
            **{"status": "active", **more},
        ))

    # One who died, of a household that is no longer registered; two registered ones, by now too young.
    placement("R1", "WX000000", "BX000000")
    placement("R2", "WX000000", "BX000001", status="ended", ends_on="2016-01-01", end_reason="death")
    placement("R3", "WX000001", "BX000001")
    placement("R4", "WX000002", "BX000001")
    rules = cases.policy(min_age=50)
    plan = jg.match(made, rules)
    assert [award.rule for award in plan["livelihood"].outside] == ["died", "age", "age"]
    assert [place.floor for place in plan["livelihood"].places] == [1, 0]
    assert [place.floor_before for place in plan["livelihood"].places] == [1, 1]
    assert jg.verify(plan, made, rules) == []
    table = cases.Page(page(plan, made, policy=rules, lang="en"), "en").table("Every base")
    column = table["head"].index("Floor")
    assert [row[column] for row in table["rows"]] == ["1", "1"]


@pytest.mark.parametrize(("aided", "waiting", "told"), [(10, 9, False), (9, 30, False), (30, 0, True), (30, 12, True), (0, 12, True), (0, 9, False)])
def test_the_percentage_of_patients_aided_is_told_only_where_it_tells_no_few(aided, waiting, told):
    """Of 52 % with "fewer than ten wait" a reader computes 10 and 9: no other numbers give it."""
    whole = aided + waiting
    target = TargetFact("T4", ("aid", "救助"), "coverage", "persons", "programme", "missed", aided, whole, None, waiting, 0,
                        100 * aided // whole, whole, 0, None, None)
    for lang in ("en", "zh"):
        part = TargetsPart.__new__(TargetsPart)
        part.w = Words(lang)
        assert (f"{100 * aided // whole}%" in part.figure(target)) == told
        assert any("%" in cell.text for cell in part.row(target)) == told
