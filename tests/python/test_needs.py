"""Needs and measures against slow counts over the tables."""

import datetime
import functools
import json
from pathlib import Path

import pytest

import jinguo as jg
from jinguo import _core, cli

ROOT = Path(__file__).parents[2]
DATA = str(ROOT / "data" / "yueyang")
END = datetime.date(2016, 12, 31)

ANSWERS = {
    "illness": {"cancer_aid", "insurance", "charity", "dividend", "placement"},
    "disability": {"insurance", "charity", "dividend", "placement"},
    "schooling": {"student_aid", "charity", "placement"},
    "disaster": {"charity", "loan", "placement"},
    "land": {"placement", "dividend"},
    "skills": {"training", "mentorship", "advice"},
    "labour": {"dividend", "insurance", "charity"},
    "capital": {"loan", "dividend", "placement"},
    "motivation": {"mentorship", "training", "placement"},
    "other": {"charity", "placement", "mentorship", "loan"},
}
OF_KIND = {
    "outreach": "outreach", "leaflets": "outreach", "talk": "outreach", "course": "culture", "reading": "culture",
    "family_education": "culture", "training": "training", "student_aid": "student_aid", "cancer_aid": "cancer_aid",
    "screening": "health_service", "clinic": "health_service", "lecture": "health_service", "insurance": "insurance",
    "charity": "charity", "advice": "advice", "visit": "visit",
}
GENERAL = {"outreach", "culture", "health_service", "visit"}
TRANSFER = {"student_aid", "cancer_aid", "health_service", "insurance", "charity", "visit"}
CAPABILITY = {"outreach", "culture", "training"}


@functools.cache
def sample():
    return jg.Registry(_core.sample_yueyang(DATA, 600, 5, END)[0])


def known(value):
    return value is not None and value == value


@functools.cache
def given():
    """(woman, measure, day, table, id) of everything that lists a woman."""
    registry = sample()
    persons = {row["id"]: row["woman"] for row in registry.to_frame("persons").to_dict("records")}
    doubled = set(jg.measure.achievement(registry, day=END).not_counted.query("reason == 'double_report'")["id"])
    out = []
    for row in registry.to_frame("activities").to_dict("records"):
        if row["kind"] not in OF_KIND or row["id"] in doubled:
            continue
        women = {*row["women"], *(persons[p] for p in row["persons"] if known(persons[p]))}
        out += [(w, OF_KIND[row["kind"]], row["date"], "activities", row["id"]) for w in women]
    for table, measure in (("placements", None), ("mentorships", "mentorship"), ("loans", "loan")):
        for row in registry.to_frame(table).to_dict("records"):
            if table == "loans" or row["status"] in ("active", "ended"):
                what = measure or ("dividend" if row["kind"] == "chain" else "placement")
                out.append((row["woman"], what, row["starts_on"], table, row["id"]))
    return out


def homes():
    registry = sample()
    households = registry.to_frame("households").set_index("id").to_dict("index")
    return {
        row["id"]: (row, households[row["household"]]) for row in registry.to_frame("women").to_dict("records")
    }


def registered(home, day):
    if home["status"] == "never" or (known(home["registered_on"]) and home["registered_on"] > day):
        return False
    return home["status"] == "registered" or home["exited_on"] > day


def test_needs_and_gaps_are_what_a_slow_count_gives():
    found = jg.measure.needs(sample(), day=END)
    women, answered, open_ = {}, {}, set()
    hers = {}
    for woman, measure, *_ in given():
        hers.setdefault(woman, set()).add(measure)
    for id, (_, home) in homes().items():
        if not registered(home, END):
            continue
        key = (home["region"][:6], home["main_cause"])
        women[key] = women.get(key, 0) + 1
        if hers.get(id, set()) & ANSWERS.get(home["main_cause"], set()):
            answered[key] = answered.get(key, 0) + 1
        else:
            open_.add(id)
    rows = found.needs.set_index(["county", "cause"])
    assert rows["women"].to_dict() == women
    assert {k: v for k, v in rows["answered"].to_dict().items() if v} == answered
    assert set(found.unanswered["woman"]) == open_
    assert (rows["women"] - rows["answered"] - rows["planned"]).sum() == len(open_)
    assert found.needs[~found.needs["has_answer"]]["answered"].sum() == 0


def test_measures_without_a_need_are_named():
    found = jg.measure.needs(sample(), day=END).unneeded
    expected = set()
    for woman, measure, day, table, id in given():
        _, home = homes_once()[woman]
        causes = [home["main_cause"], *home["other_causes"]]
        needed = measure in GENERAL or measure == "cancer_aid" or any(measure in ANSWERS.get(c, ()) for c in causes)
        if not needed or not registered(home, day):
            expected.add((woman, measure, table, id))
    assert set(zip(found["woman"], found["measure"], found["table"], found["id"], strict=True)) == expected
    assert "F16" in set(found["id"])  # work for a woman whose household had left the register


@functools.cache
def homes_once():
    return homes()


def test_the_mix_counts_women_once_and_measures_each_time():
    mix = jg.measure.needs(sample(), day=END).mix
    women, times = {}, {}
    for woman, measure, day, *_ in given():
        kind = "transfer" if measure in TRANSFER else "capability" if measure in CAPABILITY else "earning"
        key = (homes_once()[woman][1]["region"][:6], day.year, kind)
        women.setdefault(key, set()).add(woman)
        times[key] = times.get(key, 0) + 1
    rows = mix.set_index(["county", "year", "kind"])
    assert {k: v for k, v in rows["women"].to_dict().items() if v} == {k: len(v) for k, v in women.items()}
    assert {k: v for k, v in rows["measures"].to_dict().items() if v} == times


def test_trained_unplaced_and_aid_only_women_are_named():
    found = jg.measure.needs(sample(), day=END)
    last, kinds = {}, {}
    activities = sample().to_frame("activities").set_index("id").to_dict("index")
    for woman, measure, day, _, id in given():
        kinds.setdefault(woman, set()).add(
            "transfer" if measure in TRANSFER else "capability" if measure in CAPABILITY else "earning"
        )
        if measure == "training":
            days = activities[id]["days"]
            end = day + datetime.timedelta(days=int(days) - 1 if known(days) else 0)
            last[woman] = max(last.get(woman, end), end)
    placed = {}
    for row in sample().to_frame("placements").to_dict("records"):
        placed.setdefault(row["woman"], []).append(row)
    unplaced = {
        woman: (END - end).days
        for woman, end in last.items()
        if registered(homes_once()[woman][1], END)
        and not any(
            p["status"] == "active" or (p["status"] == "ended" and p["starts_on"] >= end) for p in placed.get(woman, [])
        )
    }
    assert dict(zip(found.trained_unplaced["woman"], found.trained_unplaced["days"], strict=True)) == unplaced
    aid_only = {
        w for w, k in kinds.items()
        if k == {"transfer"} and registered(homes_once()[w][1], END)
        and homes_once()[w][0]["labour"] in ("ordinary", "skilled") and homes_once()[w][0]["student"] == "none"
    }
    assert set(found.aid_only["woman"]) == aid_only


def test_villages_and_townships_without_outreach_are_named():
    found = jg.measure.needs(sample(), day=END)
    reached = [row["region"] for row in sample().to_frame("activities").to_dict("records")
               if row["kind"] in ("outreach", "leaflets", "talk")]
    lived = {home["region"] for _, home in homes_once().values() if registered(home, END)}
    assert set(found.villages["region"]) == {v for v in lived if len(v) == 12 and v not in reached}
    assert set(found.townships["region"]) == {v[:9] for v in lived} - {r[:9] for r in reached if len(r) >= 9}


def test_a_plan_answers_needs_that_are_open():
    registry = jg.Registry(_core.sample_yueyang(DATA, 600, 5)[0])
    policy = jg.Policy.load(ROOT / "policies" / "yueyang-2016.toml")
    plan = jg.match(registry, policy, seed=(ROOT / "data/yueyang/lottery-seed.hex").read_text().strip())
    before, after = jg.measure.needs(registry), jg.measure.needs(registry, plan)
    assert after.needs["planned"].sum() > 0 == before.needs["planned"].sum()
    assert len(before.unanswered) - len(after.unanswered) == after.needs["planned"].sum()
    assert set(after.trained_unplaced["woman"]) < set(before.trained_unplaced["woman"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_command_counts_and_lists(tmp_path, capsys, lang):
    sample().save(tmp_path)
    assert cli.main(["needs", str(tmp_path), "--day", "2016-12-31", "--lang", lang]) == 0
    said = capsys.readouterr().out
    assert ("villages without outreach" if lang == "en" else "未开展宣传的村") in said
    assert cli.main(["needs", str(tmp_path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    found = jg.measure.needs(sample())
    assert len(answer["unanswered"]) == len(found.unanswered) and len(answer["villages"]) == len(found.villages)
