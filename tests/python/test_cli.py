"""Plans and the command line, on a small sample city."""

import json
import os
import pickle
import shutil
import subprocess
import sys

import pytest

import jinguo as jg
from jinguo import _core

SEED = "00112233445566778899aabbccddeeff"
HOUSEHOLDS = "300"


def jinguo(*arguments, lang="en_US.UTF-8", code=0):
    environment = os.environ | {"LANG": lang, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "jinguo", *map(str, arguments)],
        capture_output=True, text=True, timeout=300, env=environment, encoding="utf-8",
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """A folder with tables, a policy with a seed of its own, and a plan."""
    folder = tmp_path_factory.mktemp("city")
    jinguo("sample", "yueyang", "--households", HOUSEHOLDS, "--seed", 7, "--out", folder / "tables")
    bundled = os.path.join(os.path.dirname(jg.__file__), "policies", "yueyang-2016.toml")
    policy = jg.Policy.load(bundled)
    assert policy.needs_seed
    (folder / "policy.toml").write_text(policy.to_toml(), encoding="utf-8")
    data = os.path.join(os.path.dirname(jg.__file__), "data", "yueyang", "lottery-seed.hex")
    with open(data, encoding="ascii") as file:
        (folder / "seed.hex").write_text(file.read(), encoding="ascii")
    jinguo(
        "match", folder / "tables", "--policy", folder / "policy.toml",
        "--lottery-seed", f"@{folder / 'seed.hex'}", "--out", folder / "plan",
    )
    return folder


@pytest.fixture(scope="module")
def plan(city):
    return jg.Plan.load(city / "plan")


def inputs(city):
    return jg.Registry.load(city / "tables"), jg.Policy.load(city / "policy.toml")


def seed_of(city):
    return (city / "seed.hex").read_text().strip()


def test_sample_says_that_it_is_synthetic_and_gives_the_same_bytes(city, tmp_path):
    said = jinguo(
        "sample", "yueyang", "--households", HOUSEHOLDS, "--seed", 7, "--out", tmp_path / "again"
    )
    assert "synthetic" in said.stdout and "women" in said.stdout
    for path in (city / "tables").iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()
    assert [p for p in tmp_path.iterdir() if p.name.startswith(".")] == []
    assert "合成数据" in (city / "tables" / "README.md").read_text(encoding="utf-8")


def test_check_finds_no_fault_in_the_sample_and_says_so_in_both_languages(city):
    assert "No errors" in jinguo("check", city / "tables").stdout
    assert "没有错误" in jinguo("check", city / "tables", lang="zh_CN.UTF-8").stdout
    assert "没有错误" in jinguo("--lang", "zh", "check", city / "tables").stdout
    answer = json.loads(jinguo("check", city / "tables", "--json").stdout)
    assert answer["command"] == "check" and answer["format"] == 1 and answer["errors"] == 0
    assert answer["tables"]["households"] == int(HOUSEHOLDS) and answer["synthetic"]


def test_check_tells_every_fault_and_exits_with_one(city, tmp_path):
    folder = tmp_path / "tables"
    copy_of(city / "tables", folder)
    spoil_birth_date(folder)
    done = jinguo("check", folder, code=1)
    assert "women.csv row 2" in done.stderr and "1980/2/30" in done.stderr
    answer = json.loads(jinguo("check", folder, "--json", code=1).stdout)
    (issue,) = [one for one in answer["issues"] if one["severity"] == "error"]
    assert (issue["file"], issue["row"], issue["column"]) == ("women.csv", 2, "birth_date")
    assert "1980/2/30" not in json.dumps(answer)
    out = tmp_path / "plan"
    jinguo(
        "match", folder, "--policy", city / "policy.toml", "--lottery-seed", SEED, "--out", out,
        code=1,
    )
    assert not out.exists()


def test_check_tells_programs_places_and_codes_but_nothing_of_a_record(city, tmp_path):
    copy_of(city / "tables", tmp_path / "tables")
    spoil_birth_date(tmp_path / "tables")
    answer = json.loads(jinguo("check", tmp_path / "tables", "--json", code=1).stdout)
    (issue,) = [one for one in answer["issues"] if one["severity"] == "error"]
    assert issue == {"severity": "error", "file": "women.csv", "row": 2, "column": "birth_date",
                     "code": "io.date.slashes"}
    assert not any(value in json.dumps(answer) for value in ("1980/2/30", "1980-02-03"))


def test_match_counts_the_warnings_of_the_tables_and_tells_errors_in_full(city, tmp_path):
    folder = tmp_path / "tables"
    copy_of(city / "tables", folder)
    told = json.loads(jinguo("check", folder, "--json").stdout)
    warnings = told["warnings"]
    assert warnings > 1 and all(one["file"] == "activities.csv" for one in told["issues"])
    assert "AC0" not in json.dumps(told)  # ids of records stand in the tables
    command = ("match", folder, "--policy", city / "policy.toml", "--lottery-seed", f"@{city / 'seed.hex'}",
               "--out", tmp_path / "plan")
    said = jinguo(*command).stderr
    assert said == f"{warnings} warnings of the tables (activities.csv {warnings}); see: jinguo check {folder}\n"
    said = jinguo(*command, "--lang", "zh").stderr
    assert said == f"表格中有 {warnings} 条警告（activities.csv {warnings}）；详见：jinguo check {folder}\n"
    assert len(json.loads(jinguo(*command, "--json").stdout)["issues"]) == warnings
    spoil_birth_date(folder)
    lines = jinguo(*command, code=1).stderr.splitlines()
    assert len(lines) == 3 and "jinguo check" in lines[0]
    assert lines[1].startswith("error: women.csv row 2, birth_date") and lines[2] == "jinguo: the input is at fault"


def copy_of(tables, folder):
    folder.mkdir()
    for path in tables.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())


def spoil_birth_date(folder):
    women = folder / "women.csv"
    text = women.read_text(encoding="utf-8-sig").splitlines()
    cells = text[1].split(",")
    cells[text[0].split(",").index("birth_date")] = "1980/2/30"
    text[1] = ",".join(cells)
    women.write_text("\n".join(text), encoding="utf-8")


def test_a_plan_is_not_written_among_tables(city, tmp_path):
    folder = tmp_path / "tables"
    copy_of(city / "tables", folder)
    command = ("match", city / "tables", "--policy", city / "policy.toml", "--lottery-seed", SEED, "--out", folder)
    for lang, words in (("en", "holds tables"), ("zh", "中有表格")):
        assert words in jinguo(*command, "--lang", lang, code=1).stderr
    assert {path.name for path in folder.iterdir()} == {path.name for path in (city / "tables").iterdir()}


def test_a_sample_is_not_written_over_other_files(city, tmp_path):
    def sample(folder, *more, code=0):
        return jinguo("sample", "yueyang", "--households", 20, "--out", folder, *more, code=code)

    mine = tmp_path / "mine"
    copy_of(city / "tables", mine)
    (mine / "SYNTHETIC.txt").unlink()
    before = {path.name: path.read_bytes() for path in mine.iterdir()}
    for lang, words in (("en", "is not empty"), ("zh", "已有文件")):
        assert words in sample(mine, "--lang", lang, code=1).stderr
    (tmp_path / "tables").symlink_to(mine)
    assert "is not empty" in jinguo("demo", "--households", 20, "--out", tmp_path, code=1).stderr
    assert before == {path.name: path.read_bytes() for path in mine.iterdir()}
    (tmp_path / "empty").mkdir()
    for _ in range(2):  # into an empty folder, and over an earlier sample
        sample(tmp_path / "empty")


def test_a_template_is_not_written_over_a_workbook(tmp_path):
    path = tmp_path / "book.xlsx"
    jinguo("template", path)
    path.write_bytes(b"filled in")
    for lang, words in (("en", "is there already"), ("zh", "已经存在")):
        assert words in jinguo("template", path, "--lang", lang, code=1).stderr
    assert path.read_bytes() == b"filled in"
    for lang, words in (("en", "named .xlsx"), ("zh", "须以 .xlsx 结尾")):
        assert words in jinguo("template", tmp_path / "book.csv", "--lang", lang, code=2).stderr
    assert not (tmp_path / "book.csv").exists()


def test_match_writes_the_four_files_and_verify_proves_them(city):
    names = {path.name for path in (city / "plan").iterdir()}
    assert names == {"plan.jinguo", "awards.csv", "unmatched.csv", "plan.json"}
    for asked in (city / "plan", city / "plan" / "plan.jinguo"):
        done = jinguo("verify", asked, city / "tables", "--policy", city / "policy.toml")
        assert "mentors: proven" in done.stdout and "livelihood: proven" in done.stdout
    answer = json.loads(
        jinguo("verify", city / "plan", city / "tables", "--policy", city / "policy.toml", "--json")
        .stdout
    )
    assert answer["proven"] and answer["digest"] == jg.Plan.load(city / "plan").digest


@pytest.mark.parametrize("name", ["awards.csv", "unmatched.csv", "plan.json"])
def test_verify_tells_that_a_copy_beside_the_plan_was_changed(city, tmp_path, name):
    folder = tmp_path / "plan"
    shutil.copytree(city / "plan", folder)
    verify = ("verify", folder, city / "tables", "--policy", city / "policy.toml")
    copy = folder / name
    whole = copy.read_bytes()
    at = whole.index(b"W0000")
    for changed in (whole[:at] + b"X" + whole[at + 1 :], whole[:-1], whole + b" ", b""):
        copy.write_bytes(changed)
        done = jinguo(*verify, "--json", code=1)
        answer = json.loads(done.stdout)
        assert not answer["proven"] and all(answer["pairings_proven"].values())
        assert [(issue["code"], issue["file"]) for issue in answer["issues"]] == [("python.copy", str(copy))]
    for lang, words in (("en", "what plan.jinguo holds"), ("zh", "与 plan.jinguo 内容一致")):
        assert words in jinguo(*verify, "--lang", lang, code=1).stderr
    jinguo("verify", folder / "plan.jinguo", city / "tables", "--policy", city / "policy.toml")
    copy.unlink()
    jinguo(*verify)
    copy.write_bytes(whole)
    jinguo(*verify)


def test_verify_rejects_a_plan_of_another_registry(city, tmp_path):
    other = tmp_path / "other"
    jinguo("sample", "yueyang", "--households", HOUSEHOLDS, "--seed", 8, "--out", other)
    done = jinguo("verify", city / "plan", other, "--policy", city / "policy.toml", code=1)
    assert "error" in done.stderr


def test_a_seed_that_does_not_fit_or_is_missing_is_refused(city, tmp_path):
    out = tmp_path / "plan"
    base = ("match", city / "tables", "--policy", city / "policy.toml", "--out", out)
    jinguo(*base, code=1)
    jinguo(*base, "--lottery-seed", SEED, code=1)
    jinguo(*base, "--lottery-seed", "short", code=2)
    jinguo(*base, "--lottery-seed", f"@{tmp_path / 'missing'}", code=1)
    assert not out.exists()


def test_a_day_that_is_none_is_wrong_usage(city):
    done = jinguo("check", city / "tables", "--date", "2016-02-30", code=2)
    assert "--date" in done.stderr and "2016-07-01" in done.stderr


def test_explain_answers_for_a_woman_and_refuses_an_unknown_id(city, plan):
    woman = plan["livelihood"].unmatched[0].left
    stored = jinguo("explain", city / "plan", "--id", woman)
    assert "livelihood" in stored.stdout
    whole = jinguo(
        "explain", city / "plan", city / "tables", "--policy", city / "policy.toml", "--id", woman,
        "--lang", "zh",
    )
    assert len(whole.stdout) >= len(stored.stdout) // 2 and whole.stdout != stored.stdout
    assert "nobody has the id W-none" in jinguo("explain", city / "plan", "--id", "W-none", code=1).stderr
    assert "W-none" in jinguo("explain", city / "plan", "--id", "W-none", "--lang", "zh", code=1).stderr
    number = "430626198001011231"  # never repeated
    assert number not in jinguo("explain", city / "plan", "--id", number, code=1).stderr
    answer = json.loads(jinguo("explain", city / "plan", "--id", woman, "--json").stdout)
    assert answer["id"] == woman and answer["lines"]
    assert all(place["standing"] in ("possible", "barred") for place in answer["places"])
    other = plan["livelihood"].awards[0].left
    two = ("--id", woman, "--id", other)
    answers = json.loads(jinguo("explain", city / "plan", *two, "--json").stdout)["explanations"]
    assert [one["id"] for one in answers] == [woman, other]
    assert answers[0] == {name: answer[name] for name in ("id", "lines", "places")}
    both = jinguo("explain", city / "plan", *two).stdout
    assert all(jinguo("explain", city / "plan", "--id", one).stdout.strip() in both for one in (woman, other))
    wrong = jinguo("explain", city / "plan", "--id", "W-none", *two, "--id", "W-no", code=1).stderr
    assert "W-none, W-no" in wrong
    assert number not in jinguo("explain", city / "plan", *two, "--id", number, code=1).stderr
    base = jinguo("explain", city / "plan", "--id", plan["livelihood"].places[0].right)
    assert str(plan["livelihood"].places[0].worth) in base.stdout


def test_policy_new_writes_a_policy_once(tmp_path):
    path = tmp_path / "mine.toml"
    for lang in ("en", "zh"):
        jinguo("policy", "new", path, "--lang", lang)
        assert jg.Policy.load(path).pairings
        before = path.read_bytes()
        jinguo("policy", "new", path, "--lang", lang, code=1)
        assert path.read_bytes() == before
        path.unlink()


def test_a_new_policy_matches_the_sample_as_it_is(city, tmp_path):
    path, out = tmp_path / "mine.toml", tmp_path / "plan"
    jinguo("policy", "new", path)
    jinguo("match", city / "tables", "--policy", path, "--lottery-seed", SEED, "--out", out)
    jinguo("verify", out, city / "tables", "--policy", path)
    plan = jg.Plan.load(out)
    assert len(plan["mentors"].awards) > 0 and len(plan["livelihood"].awards) > 0


def test_wrong_usage_exits_with_two_and_names_the_nearest_command():
    assert "did you mean 'match'" in jinguo("mach", code=2).stderr
    jinguo(code=2)
    jinguo("check", code=2)
    jinguo("sample", "yueyang", "--households", "many", "--out", "x", code=2)


@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", "PLAN", "TABLES", "--id", "W1"),
        ("explain", "PLAN", "--policy", "POLICY", "--id", "W1"),
        ("check", "TABLES", "--marked", "marked.xlsx"),
        ("targets", "TABLES", "--option", "no-equals-sign"),
        ("template", "tables.csv"),
        ("loan", "schedule", "TABLES"),
        ("loan", "schedule", "--rate", "0.04"),
        ("adopt", "PLAN", "TABLES", "--out", "tables.xlsx"),
        ("sample", "yueyang", "--out", "tables.xlsx"),
    ],
)
def test_arguments_that_do_not_go_together_are_wrong_usage(arguments, city, tmp_path):
    places = {"PLAN": city / "plan", "TABLES": city / "tables", "POLICY": city / "policy.toml"}
    places |= {name: tmp_path / name for name in ("marked.xlsx", "tables.csv", "tables.xlsx")}
    done = jinguo(*(places.get(one, one) for one in arguments), "--json", code=2)
    answer = json.loads(done.stdout)
    assert (answer["error"], answer["exit"]) == ("usage", 2) and list(tmp_path.iterdir()) == []


def test_one_fault_is_one_fault(city, tmp_path):
    tables = jg.Registry.load(city / "tables")
    other = jg.Registry.from_frames(
        **{name: frame for name, frame in tables.to_frames().items() if name != "activities"}, synthetic=True
    )
    other.save(tmp_path / "other")
    said = jinguo("verify", city / "plan", tmp_path / "other", "--policy", city / "policy.toml", code=1)
    assert "1 fault.\n" in said.stdout


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("match",), "缺少参数：FOLDER, --policy, --out"),
        (("mach",), "没有“mach”这一选项"),
        (("mach",), "是否为 match？"),
        (("check", "x", "--foo"), "无法识别的参数：--foo"),
        (("sample", "yueyang", "--households", "many", "--out", "x"), "参数 --households：须为 20 至 200,000 的整数，而不是“many”"),
        (("check",), "用法：jinguo check"),
        (("match", "x", "--policy"), "参数 --policy：须给出一个值"),
        (("loan", "schedule", "--pay-out", "x"), "参数 --pay-out：须为 DATE:YUAN，如 2016-09-01:10000"),
    ],
)
def test_wrong_usage_is_told_in_chinese(arguments, words):
    said = jinguo(*arguments, "--lang=zh", code=2).stderr if arguments[-1] != "--policy" else jinguo(
        "--lang=zh", *arguments, code=2).stderr
    assert words in said and not any(en in said for en in ("usage", "error", "argument", "invalid", "expected"))


def test_help_and_version():
    assert jg.__version__ in jinguo("--version").stdout
    assert jg.__version__ in jinguo("check", "--version").stdout
    chinese = jinguo("check", "--help", lang="zh_CN.UTF-8").stdout
    assert "表格" in chinese and "用法：" in chinese and "显示此帮助" in chinese
    assert not any(en in chinese for en in ("usage:", "options:", "arguments:", "show this help"))
    for command in ("demo", "sample", "check", "match", "verify", "explain", "policy"):
        assert "--lang" in jinguo(command, "--help").stdout


def test_a_file_that_cannot_be_read_is_said_and_exits_with_one(tmp_path):
    done = jinguo("check", tmp_path / "nowhere", code=1)
    assert "nowhere" in done.stderr and "Traceback" not in done.stderr
    (tmp_path / "file").write_text("")
    for command, words in (
        (("check", tmp_path / "nowhere"), "找不到文件或文件夹："),
        (("sample", "yueyang", "--households", 20, "--out", tmp_path / "file"), "已经存在："),
        (("policy", "new", tmp_path / "file" / "x"), "不是文件夹："),
    ):
        assert words in jinguo(*command, "--lang", "zh", code=1).stderr
    answer = json.loads(jinguo("check", tmp_path / "nowhere", "--json", code=1).stdout)
    assert answer["exit"] == 1 and answer["error"]
    (tmp_path / "plan.jinguo").write_bytes(b"JINGUO\r\n garbage")
    jinguo("explain", tmp_path, "--id", "W1", code=1)


def test_the_demo_does_the_main_job(tmp_path):
    done = jinguo("demo", "--households", HOUSEHOLDS, "--out", tmp_path / "out")
    for words in (
        "women placed", "unmatched", "floors met", "lottery decided", "warnings", "MiB",
        "women at two full-time measures: 0", "mentors: proven", "livelihood: proven", "synthetic",
        str(tmp_path / "out"),
    ):
        assert words in done.stdout, words
    chinese = jinguo("demo", "--households", HOUSEHOLDS, "--out", tmp_path / "zh", "--lang", "zh")
    assert "livelihood：最优" in chinese.stdout and "optimal" not in chinese.stdout
    assert "已证明" in chinese.stdout and "同时参加两项全职措施的妇女：0" in chinese.stdout
    answer = json.loads(
        jinguo("demo", "--households", HOUSEHOLDS, "--out", tmp_path / "json", "--json").stdout
    )
    assert answer["proven"] and set(answer["pairings"]) == {"mentors", "livelihood"}
    assert answer["women_at_two_full_time_measures"] == 0


INTERRUPTED = """
import os, signal, sys, threading
from jinguo import _core, cli
def stop(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGINT)
    raise AssertionError("not reached")
_core.save_plan_folder = stop
sys.exit(cli.main(sys.argv[1:]))
"""


def test_an_interrupt_exits_with_130_and_leaves_nothing_half_written(city, tmp_path):
    out = tmp_path / "plan"
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, "match", str(city / "tables"), "--policy",
         str(city / "policy.toml"), "--lottery-seed", seed_of(city), "--out", str(out)],
        capture_output=True, text=True, timeout=300,
    )
    assert done.returncode == 130, done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


# --- plans in Python --------------------------------------------------------------------------------


def test_a_plan_is_the_same_every_time(city, plan):
    registry, policy = inputs(city)
    seen = []
    again = jg.match(
        registry, policy, seed=bytes.fromhex(seed_of(city)), threads=1,
        progress=lambda fraction, phase: seen.append(fraction),
    )
    assert again.digest == plan.digest and len(plan.digest) == 64
    assert jg.match(registry, policy, seed=seed_of(city)) is not again
    assert seen == sorted(seen)
    assert jg.verify(again, registry, policy) == []
    one = jg.match(registry, policy, "mentors", seed=seed_of(city))
    assert one.pairings == ("mentors",)


def test_a_plan_is_told_by_pairing(plan):
    assert set(plan.pairings) == {"mentors", "livelihood"} and "loans" not in plan
    with pytest.raises(KeyError):
        plan["loans"]
    pairing = plan["mentors"]
    counts = pairing.counts()
    assert counts["awards"] == len(pairing.awards) and counts["places"] == len(pairing.places)
    assert sum(counts["reasons"].values()) == len(pairing.unmatched)
    assert sum(counts["warnings"].values()) == len(pairing.outside) == len(pairing.warnings)
    award = pairing.awards[0]
    assert award.left in repr(award) and len(award.parts) == len(pairing.part_names)
    assert plan.synthetic and plan.policy_name == "yueyang-2016"


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_a_plan_goes_out_as_a_frame(plan, backend):
    frame = plan.to_frame(backend=backend)
    assert list(frame.columns)[:4] == ["pairing", "left_id", "right_id", "score"]
    assert set(plan["mentors"].part_names) <= set(frame.columns)
    assert len(frame) == sum(len(plan[name].awards) for name in plan.pairings)
    assert len(plan.to_frame("mentors", backend=backend)) == len(plan["mentors"].awards)


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_the_women_without_a_place_go_out_as_a_frame(plan, backend):
    frame = plan.unmatched_frame(lang="en", backend=backend)
    told = [one for name in plan.pairings for one in plan[name].unmatched]
    assert list(frame["left_id"]) == [one.left for one in told]
    assert list(frame["reason"]) == [one.reason for one in told]
    k = next(k for k, one in enumerate(told) if one.reason == "not_eligible")
    assert frame["text"][k].startswith("not eligible anywhere: ")
    k = next(k for k, one in enumerate(told) if any(not option.impossible for option in one.options))
    possible = [option for option in told[k].options if not option.impossible]
    assert list(frame["best_places"][k]) == [option.right for option in possible]
    assert list(frame["losses"][k]) == [option.loss for option in possible]
    assert list(frame["more_short"][k]) == [option.more_short for option in possible]
    chinese = plan.unmatched_frame("mentors", backend=backend)
    assert set(chinese["pairing"]) == {"mentors"} and len(chinese) == len(plan["mentors"].unmatched)
    assert any(text.startswith("不符合任何名额的条件：") for text in chinese["text"])
    with pytest.raises(jg.InputError, match="en, zh"):
        plan.unmatched_frame(lang="fr")


def test_what_a_plan_holds_shows_what_it_is(plan):
    pairing = plan["livelihood"]
    assert repr(pairing).startswith("<PairingPlan livelihood (") and f"{len(pairing.awards)} awards" in repr(pairing)
    assert pairing.awards[0].left not in repr(pairing)
    told = next(one for one in pairing.unmatched if one.options)
    assert told.left in repr(told) and told.reason in repr(told)
    assert told.options[0].right in repr(told.options[0])
    assert pairing.places[0].right in repr(pairing.places[0])
    places = plan.explain(told.left).places
    assert places[0].standing in repr(places[0])


def test_a_plan_is_saved_loaded_and_pickled(plan, tmp_path):
    for path in (tmp_path / "one.jinguo", tmp_path):
        plan.save(path)
        assert jg.Plan.load(path) == plan
    again = pickle.loads(pickle.dumps(plan))
    assert again == plan and again.digest == plan.digest and type(again) is jg.Plan
    assert json.loads(plan.to_json())
    whole = (tmp_path / "one.jinguo").read_bytes()
    for broken in (whole[:-1], b"", whole[:40] + b"x" + whole[41:]):
        (tmp_path / "broken.jinguo").write_bytes(broken)
        with pytest.raises(jg.InputError):
            jg.Plan.load(tmp_path / "broken.jinguo")
    with pytest.raises(OSError):
        jg.Plan.load(tmp_path / "missing.jinguo")


def test_a_plan_explains_itself_in_both_languages(city, plan):
    registry, policy = inputs(city)
    woman = plan["livelihood"].unmatched[0].left
    assert plan.explain(woman) == plan.explain(woman, lang="zh") != plan.explain(woman, lang="en")
    assert jg.explain(plan, registry, policy, woman, lang="en")
    placed = jg.explain(plan, registry, policy, plan["livelihood"].awards[0].left, threads=1)
    hers = [place for place in placed.places if place.standing == "hers"]
    assert plan["livelihood"].awards[0].right in [place.right for place in hers]
    assert all(place.more_short > 0 or place.loss >= 0 for place in placed.places
               if place.standing == "possible")
    assert len(placed.to_frame()) == len(placed.places) == len(placed.rows())
    places = plan.places_frame()
    assert len(places) == sum(len(plan[name].places) for name in plan.pairings)
    assert (places["floor_cost"][places["floor"] == 0] == 0).all()
    women = [woman, plan["livelihood"].awards[0].left, plan["livelihood"].places[0].right, woman]
    many = jg.explain(plan, registry, policy, women, lang="en")
    assert many == [jg.explain(plan, registry, policy, one, lang="en") for one in women]
    assert many[1].places == placed.places and many[0].places == many[3].places
    explainer = jg.Explainer(plan, registry, policy)
    assert [explainer.explain(one, lang="en") for one in women] == many == explainer.explain(women, lang="en")
    assert explainer.explain(women[1]).places == placed.places
    assert plan.explain(tuple(women)) == [plan.explain(one) for one in women]
    assert plan.explain([]) == jg.explain(plan, registry, policy, []) == []
    with pytest.raises(KeyError, match="W-none"):
        plan.explain("W-none")
    with pytest.raises(KeyError, match="W-none"):
        jg.explain(plan, registry, policy, "W-none")
    with pytest.raises(KeyError, match="W-none"):
        explainer.explain("W-none")
    registry.add(jg.Region(code="430699", name="新区"))
    for late in (lambda: explainer.explain(woman), lambda: jg.Explainer(plan, registry, policy)):
        with pytest.raises(jg.InputError, match="registry"):
            late()
    registry, policy = inputs(city)
    for explained in (plan.explain, lambda ids: jg.explain(plan, registry, policy, ids)):
        with pytest.raises(KeyError, match="W-none, W-no'"):
            explained(["W-none", woman, "W-no"])
        with pytest.raises(TypeError, match=r"id\[1\]: expected an id \(text\), not int"):
            explained([woman, 3])
    with pytest.raises(jg.InputError, match="en, zh"):
        plan.explain(woman, lang="fr")
    for wrong in (lambda: plan.explain(3), lambda: jg.explain(plan, registry, policy, 3)):
        with pytest.raises(TypeError, match=r"id: expected an id \(text\) or a sequence of ids, not int"):
            wrong()


def test_a_plan_shows_counts_only(plan):
    html = plan._repr_html_()
    assert "mentors" in html and "synthetic" in html
    assert plan["mentors"].awards[0].left not in html + repr(plan)


def test_wrong_arguments_of_match(city):
    registry, policy = inputs(city)
    with pytest.raises(TypeError, match="registry"):
        jg.match(3, policy)
    with pytest.raises(TypeError, match="policy"):
        jg.match(registry, "policy.toml")
    for seed in ("short", "x" * 32):
        with pytest.raises(jg.InputError, match="seed"):
            jg.match(registry, policy, seed=seed)
    with pytest.raises(TypeError, match="seed"):
        jg.match(registry, policy, seed=7)
    with pytest.raises(jg.InputError):
        jg.match(registry, policy, "loans", seed=seed_of(city))


def test_a_plan_that_cannot_be_comes_with_its_witness():
    registry = jg.Registry()
    registry.add(jg.Region(code="430626", name="P"))
    registry.add(jg.Household(id="H1", region="430626", main_cause="illness"))
    registry.add(jg.Beneficiary(id="W1", household="H1", birth_date="1980-01-01"))
    registry.add(jg.Base(id="B1", region="430626", places=5, title_year=2015))
    rules = (
        'name = "p"\ndate = 2016-07-01\norigin = {lon = 113.1, lat = 29.3}\n'
        f'lottery = {{seed = "{SEED}"}}\n'
        "[pairings.livelihood.kinds.base]\nfloors = [{at_least = 3}]\n"
    )
    with pytest.raises(jg.InfeasibleError) as error:
        jg.match(registry, jg.Policy.parse(rules))
    assert error.value.pairing == "livelihood"
    assert error.value.witness.deficit == 2
    assert any("B1" in message.text("en") for message in error.value.rules)
    assert str(error.value).endswith(": B1 must get 3 women; lower the floor of B1 from 3 to 1")
    again = pickle.loads(pickle.dumps(error.value))
    assert str(again) == str(error.value)
    assert again.witness == error.value.witness and again.rules == error.value.rules


# --- the package ------------------------------------------------------------------------------------


def test_the_package_is_light_and_silent():
    code = (
        "import sys, numpy; before = set(sys.modules); import jinguo; "
        "heavy = {'pandas', 'polars', 'scipy', 'openpyxl', 'narwhals', 'rich', 'argparse'}; "
        "print(sorted(heavy & (set(sys.modules) - before)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_show_versions_tells_what_is_installed(capsys):
    jg.show_versions()
    said = capsys.readouterr().out
    assert jg.__version__ in said and "numpy" in said


def test_all_is_there_and_the_stub_is_typed():
    assert all(hasattr(jg, name) for name in jg.__all__)
    assert os.path.exists(os.path.join(os.path.dirname(jg.__file__), "py.typed"))
    assert jg.__version__ == _core.__version__


def test_a_policy_of_ones_own_that_returns_a_matrix_is_told_to_change_the_one_it_got(city):
    registry, policy = inputs(city)
    with pytest.raises(TypeError, match=r"in place \(scores \*= 2\), and returns None; it returned a ndarray"):
        jg.match(registry, policy, pairing="livelihood", seed=seed_of(city),
                 custom={"livelihood": lambda women, places, scores: scores * 2})
