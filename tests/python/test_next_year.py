"""From a plan to next year's tables and its second plan."""

import csv
import datetime
import json
import shutil
import subprocess
import sys

import openpyxl
import pytest
from layout import ROOT
from test_cli import SEED, jinguo

import jinguo as jg
from jinguo import _core


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """A folder with tables, a policy, a plan made from them, and the tables with the plan adopted."""
    folder = tmp_path_factory.mktemp("year")
    jinguo("sample", "yueyang", "--households", 400, "--seed", 3, "--out", folder / "tables")
    bundled = ROOT / "policies" / "yueyang-2016.toml"
    text = bundled.read_text(encoding="utf-8").splitlines()
    text = [f'seed = "{SEED}"' if line.startswith("commitment") else line for line in text]
    (folder / "policy.toml").write_text("\n".join(text), encoding="utf-8")
    text = "\n".join(text).replace("date = 2016-07-01", "date = 2017-07-01")
    (folder / "next.toml").write_text(text, encoding="utf-8")
    jinguo("match", folder / "tables", "--policy", folder / "policy.toml", "--out", folder / "plan")
    adopt(folder, "--out", folder / "adopted")
    return folder


def adopt(folder, *more, tables=None, **how):
    return jinguo(
        "adopt", folder / "plan", tables or folder / "tables", "--policy", folder / "policy.toml", *more, **how
    )


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path, rows):
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def copy_of(year, tmp_path, name="adopted"):
    shutil.copytree(year / name, tmp_path / "tables")
    return tmp_path / "tables"


def set_row(folder, table, id, **values):
    rows = rows_of(folder / f"{table}.csv")
    (at,) = (k for k, row in enumerate(rows) if row["id"] == id)
    rows[at] |= values
    write_rows(folder / f"{table}.csv", rows)
    return at + 2


def test_adopt_adds_each_new_pair_as_proposed_and_nothing_else(year):
    plan = jg.Plan.load(year / "plan")
    registry, policy = jg.Registry.load(year / "tables"), jg.Policy.load(year / "policy.toml")
    new = [award for name in plan.pairings for award in plan[name].awards if not award.existing]
    assert any(award.kind == "mentor" for award in new) and any(award.kind != "mentor" for award in new)
    adopted = jg.Registry.load(year / "adopted")
    assert adopted == jg.adopt(plan, registry, policy)
    records = [
        (one.woman, one.mentor if hasattr(one, "mentor") else one.provider, one.starts_on)
        for one in (*adopted.mentorships, *adopted.placements)
        if one.status == "proposed"
    ]
    assert sorted(records) == sorted((a.left, a.right, datetime.date(2016, 7, 1)) for a in new)
    for path in (year / "tables").iterdir():
        assert (year / "adopted" / path.name).read_bytes().startswith(path.read_bytes())
    assert adopted.synthetic


def test_adopting_twice_changes_nothing_and_says_so(year, tmp_path):
    tables = copy_of(year, tmp_path)
    before = {path.name: path.read_bytes() for path in tables.iterdir()}
    done = adopt(year, tables=tables)
    assert "Nothing to add" in done.stdout
    assert "没有需要写入" in adopt(year, "--lang", "zh", tables=tables).stdout
    answer = json.loads(adopt(year, "--json", tables=tables).stdout)
    assert not answer["changed"] and answer["already"] > 0
    assert {path.name: path.read_bytes() for path in tables.iterdir()} == before
    assert [p for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_adopting_twice_is_nothing_too_when_answers_came_in_between(year, tmp_path):
    tables = copy_of(year, tmp_path)
    id = next(row["id"] for row in rows_of(tables / "mentorships.csv") if row["status"] == "proposed")
    set_row(tables, "mentorships", id, status="declined")
    assert not json.loads(adopt(year, "--json", tables=tables).stdout)["changed"]


def test_adopt_refuses_other_tables_and_says_what_to_do(year, tmp_path):
    tables = copy_of(year, tmp_path, "tables")
    set_row(tables, "mentors", rows_of(tables / "mentors.csv")[0]["id"], places="99")
    before = {path.name: path.read_bytes() for path in tables.iterdir()}
    done = adopt(year, tables=tables, code=1)
    assert "match again on these tables" in done.stderr
    assert "重新匹配" in adopt(year, "--lang", "zh", tables=tables, code=1).stderr
    assert {path.name: path.read_bytes() for path in tables.iterdir()} == before
    with pytest.raises(jg.InputError) as error:
        jg.adopt(jg.Plan.load(year / "plan"), jg.Registry.load(tables), starts_on="2016-08-01")
    assert error.value.issues[0].code == "engine.adopt.registry"
    with pytest.raises(jg.InputError) as error:
        jg.adopt(
            jg.Plan.load(year / "plan"), jg.Registry.load(year / "tables"), jg.Policy.load(year / "next.toml")
        )
    assert error.value.issues[0].code == "engine.adopt.policy"


def test_adopt_keeps_an_officers_columns_language_and_encoding(year, tmp_path):
    tables = copy_of(year, tmp_path, "tables")
    names = {column[0]: column[1] for column in _core.table_columns()["mentorships"]}
    words = {row[0]: row[2] for column in _core.table_columns()["mentorships"] for row in column[6]}
    rows = [
        {"x_电话": "123", **{names[k]: words.get(v, v) for k, v in row.items()}, "备注": "a, b"}
        for row in rows_of(tables / "mentorships.csv")
    ]
    write_rows(tables / "mentorships.csv", rows)
    text = (tables / "mentorships.csv").read_text(encoding="utf-8-sig")
    (tables / "mentorships.csv").write_bytes(text.encode("gb18030"))
    adopt(year, "--date", "2016-08-01", tables=tables)
    after = (tables / "mentorships.csv").read_bytes().decode("gb18030")
    assert after.startswith(text)
    new = after[len(text) :].splitlines()
    assert len(new) > 10
    assert all(row.startswith(",J") and row.endswith(",") and ",2016-08-01,,建议,," in row for row in new)
    assert jinguo("check", tables).returncode == 0


def test_adopt_takes_a_copy_but_never_mixes_two_registers(year, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "old.csv").write_text("id\n", encoding="utf-8")
    done = adopt(year, "--out", other, code=1)
    assert "old.csv" in done.stderr
    assert [path.name for path in other.iterdir()] == ["old.csv"]


def test_adopt_without_a_policy_begins_on_the_day_given(year, tmp_path):
    jinguo("adopt", year / "plan", year / "tables", "--date", "2016-09-03", "--out", tmp_path / "out")
    days = {row["starts_on"] for row in rows_of(tmp_path / "out" / "placements.csv") if row["status"] == "proposed"}
    assert days == {"2016-09-03"}
    jinguo("adopt", year / "plan", year / "tables", "--date", "3/9/2016", code=2)
    with pytest.raises(TypeError, match="starts_on"):
        jg.adopt(jg.Plan.load(year / "plan"), jg.Registry.load(year / "tables"))


def test_adopt_adds_rows_to_a_workbook_and_keeps_the_rest(year, tmp_path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in ("households", "women", "mentors", "mentorships"):
        sheet = book.create_sheet(_core.tables_zh[name])
        rows = rows_of(year / "tables" / f"{name}.csv")
        if name == "mentorships":
            rows = []
        sheet.append([column[1] for column in _core.table_columns()[name]])
        for row in rows:
            sheet.append(list(row.values()))
    book["结对"]["J1"] = "x_kept"
    book["妇女"]["A2"].comment = openpyxl.comments.Comment("hers", "officer")
    path = tmp_path / "book.xlsx"
    book.save(path)
    regions = {row["code"]: (row["lon"], row["lat"]) for row in rows_of(year / "tables" / "regions.csv")}
    book = openpyxl.load_workbook(path)
    for sheet, place in (("贫困户", "所在村"), ("女能人", "所在地")):
        heads = {cell.value: cell.column for cell in book[sheet][1]}
        for row in range(2, book[sheet].max_row + 1):
            lon, lat = regions[book[sheet].cell(row, heads[place]).value]
            if not book[sheet].cell(row, heads["经度"]).value:
                book[sheet].cell(row, heads["经度"]).value = lon or "113.1"
                book[sheet].cell(row, heads["纬度"]).value = lat or "29.3"
    book.save(path)
    jinguo("match", path, "--policy", year / "policy.toml", "--pairing", "mentors", "--out", tmp_path / "plan")
    out = tmp_path / "adopted.xlsx"
    command = ("adopt", tmp_path / "plan", path, "--policy", year / "policy.toml")
    jinguo(*command, "--out", out)
    plan = jg.Plan.load(tmp_path / "plan")
    adopted = jg.Registry.load(out)
    assert {(one.woman, one.mentor) for one in adopted.mentorships} == {
        (award.left, award.right) for award in plan["mentors"].awards
    }
    assert {one.status for one in adopted.mentorships} == {"proposed"}
    book = openpyxl.load_workbook(out)
    assert book["结对"]["J1"].value == "x_kept" and book["妇女"]["A2"].comment.text == "hers"
    assert book["结对"]["F2"].value == "建议"
    said = jinguo("adopt", tmp_path / "plan", out, "--policy", year / "policy.toml")
    assert "Nothing to add" in said.stdout
    jinguo(*command, "--out", tmp_path / "folder", code=2)


def test_check_since_finds_what_may_not_change_by_file_row_and_column(year, tmp_path):
    assert "No errors" in jinguo("check", year / "adopted", "--since", year / "tables").stdout
    tables = copy_of(year, tmp_path)
    mentorships = rows_of(tables / "mentorships.csv")
    by_status = {row["status"]: row for row in mentorships}
    first = set_row(tables, "mentorships", by_status["active"]["id"], status="proposed")
    second = set_row(tables, "mentorships", by_status["ended"]["id"], status="active", ends_on="", end_reason="")
    other = next(row for row in mentorships if row["status"] == "proposed")
    woman = next(row["id"] for row in rows_of(tables / "women.csv") if row["id"] != other["woman"])
    third = set_row(tables, "mentorships", other["id"], woman=woman)
    rows = rows_of(tables / "placements.csv")
    write_rows(tables / "placements.csv", rows[:-1])
    answer = json.loads(jinguo("check", tables, "--since", year / "adopted", "--json", code=1).stdout)
    assert sorted((i["file"], i["row"], i["column"], i["code"]) for i in answer["issues"] if i["severity"] == "error") == sorted([
        ("mentorships.csv", first, "status", "domain.change.status"),
        ("mentorships.csv", second, "status", "domain.change.final_status"),
        ("mentorships.csv", third, "woman", "domain.change.other"),
        ("earlier/placements.csv", len(rows) + 1, "id", "domain.change.gone"),
    ])  # fmt: skip
    said = jinguo("check", tables, "--since", year / "adopted", "--lang", "zh", code=1).stderr
    assert "进行中、已结束" in said and "仍保留" in said


def test_states_follow_each_other_as_they_may():
    assert jg.why_not_change("proposed", "accepted") is None
    assert jg.why_not_change("proposed", "active") is None
    assert jg.why_not_change("active", "ended") is None
    assert "nothing follows" in jg.why_not_change("declined", "accepted", lang="en")
    assert "已结束" in jg.why_not_change("active", "accepted")
    with pytest.raises(jg.InputError):
        jg.why_not_change("proposed", "refused")


def test_changes_tells_each_change_and_its_reason(year, tmp_path):
    tables = copy_of(year, tmp_path)
    proposed = [row for row in rows_of(tables / "placements.csv") if row["status"] == "proposed"]
    declined, died, active = proposed[:3]
    set_row(tables, "placements", declined["id"], status="declined")
    set_row(tables, "placements", died["id"], status="ended", ends_on="2017-01-05", end_reason="death")
    set_row(tables, "placements", active["id"], status="active")
    assert "No errors" in jinguo("check", tables, "--since", year / "adopted").stdout
    jinguo("match", tables, "--policy", year / "next.toml", "--out", tmp_path / "plan")
    command = ("changes", year / "plan", tmp_path / "plan", tables, "--policy", year / "next.toml")
    answer = json.loads(jinguo(*command, "--json").stdout)
    assert answer["let_go"] == 0
    told = {
        (one["woman"], provider): reason["code"]
        for one in answer["changes"]
        for provider, reason in zip(one["gone"], one["reasons"], strict=False)
    }
    assert told[declined["woman"], declined["provider"]] == "engine.change.declined"
    assert told[died["woman"], died["provider"]] == "engine.change.ended_death"
    assert (active["woman"], active["provider"]) not in told
    livelihood = jg.Plan.load(tmp_path / "plan")["livelihood"]
    assert died["woman"] in {one.left for one in livelihood.unmatched if one.rule == "died"}
    assert sum(row["women"] for row in answer["totals"]) >= len(answer["changes"])

    registry, policy = jg.Registry.load(tables), jg.Policy.load(year / "next.toml")
    changes = jg.changes(jg.Plan.load(year / "plan"), jg.Plan.load(tmp_path / "plan"), registry, policy)
    frame = changes.to_frame(lang="en")
    row = frame[(frame["woman"] == declined["woman"]) & (frame["pairing"] == "livelihood")].iloc[0]
    assert row["change"] in ("ended", "moved") and row["text"].startswith(f"{declined['provider']}: declined")
    assert int(changes.totals_frame()["women"].sum()) == len(changes.women)
    assert "kept" in repr(changes)

    said = jinguo(*command, "--lang", "zh", "--out", tmp_path / "changes.csv").stdout
    assert "已谢绝" in said and "本人去世" in said and "平江县" in said
    assert len(rows_of(tmp_path / "changes.csv")) == len(changes.women)
    english = jinguo(*command).stdout
    assert "declined" in english and "engine." not in english and "{" not in english
    # Other tables are refused, the adopted ones are not.
    jinguo("changes", year / "plan", tmp_path / "plan", year / "adopted", code=1)
    jinguo("adopt", tmp_path / "plan", tables, "--policy", year / "next.toml")
    assert json.loads(jinguo(*command, "--json").stdout)["totals"] == answer["totals"]


def test_three_years_of_a_county_lose_no_pair_and_explain_every_change(tmp_path):
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "five_years.py", "--years", "3", "--households", "4000",
         "--out", tmp_path / "out"],
        capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 years: no illegal state, no standing pair lost, every change explained." in done.stdout
    for word in ("declined", "deaths", "moved away", "women newly registered", "providers closed"):
        assert word in done.stdout
