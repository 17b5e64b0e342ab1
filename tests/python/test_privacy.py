"""No citizen number enters, and none is shown, logged or written: the one guard, from Python's side."""

import json
import logging
import subprocess
import sys

import jinguo as jg
import pytest
from jinguo import _core

NUMBERS = (
    "430626198001010028",
    "43062619800101001X",
    "430626-19800101-0028",
    "430626 1980 0101 0028",
    "４３０６２６１９８００１０１００２８",
    "ID430626198001010028",
    "430626800101123",
)
HOUSEHOLDS = "id,region,status,standard,type,main_cause\nH1,430626100001,registered,national,general,illness\n"
WOMEN = "id,household,birth_date,relation,education,health,labour\nW1,H1,1980-02-29,spouse,primary,healthy,ordinary\n"


def run(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", "jinguo", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def hides(text, number):
    digits = [c for c in number if c.isdecimal()]
    assert number not in text
    assert "".join(digits)[6:14] not in text or len(digits) == 15
    assert "800101123" not in text
    return True


@pytest.mark.parametrize("number", NUMBERS)
def test_found_and_masked(number):
    assert _core.holds_citizen_number(number)
    assert _core.mask_citizen_numbers(f"a {number}, b") in ("a ***, b", "a ID***, b")
    issue = jg.Issue("io.code", file=number, column=number, value=number, subject=number)
    for text in (issue.file, issue.column, issue.value, issue.subject, issue.text(), issue.place(), repr(issue)):
        hides(text, number)


@pytest.mark.parametrize("number", NUMBERS)
def test_file_folder_table_and_argument_names(number, tmp_path):
    folder = tmp_path / f"x {number}"
    folder.mkdir()
    (folder / "households.csv").write_text(HOUSEHOLDS)
    (folder / "women.csv").write_text(WOMEN)
    (folder / f"{number}.csv").write_text("id\n")
    registry, issues = jg.Registry.read(folder)
    assert [issue.code for issue in issues] == ["io.file.unknown"]
    hides(issues[0].text("zh"), number)
    for arguments in (
        ("check", folder),
        ("check", folder, "--json"),
        ("check", tmp_path / f"none {number}"),
        ("check", folder, f"--{number}"),
        (f"do{number}",),
        ("match", folder, "--policy", number, "--out", folder),
        ("match", folder, "--policy", number, "--out", tmp_path / "p", "--threads", number.replace(" ", "")),
        ("cards", folder, folder, "--village", number, "--out", tmp_path / "c.html"),
        ("explain", folder, "--id", number),
    ):
        code, text = run(*arguments)
        assert code in (1, 2), arguments
        hides(text, number)
    with pytest.raises(TypeError) as error:
        jg.Registry.from_frames(**{f"x{number}": {}})
    hides(str(error.value), number)
    with pytest.raises(OSError) as missing:
        jg.Policy.load(tmp_path / f"{number}.toml")
    hides(str(missing.value), number)


@pytest.mark.parametrize("number", NUMBERS)
def test_cells_keys_and_names_of_a_policy(number, tmp_path, caplog):
    text = _core.new_policy_text("en")
    for wrong in (
        f'"{number}" = 1\n' + text,
        text.replace("[pairings.livelihood", f'[pairings."{number}"'),
        text.replace('name = "', f'name = "{number} ', 1),
    ):
        assert wrong != text
        with pytest.raises(jg.InputError) as error:
            jg.Policy.parse(wrong)
        hides(str(error.value), number)
        for issue in error.value.issues:
            hides(issue.text("zh") + issue.column + issue.value, number)
    with pytest.raises(TypeError) as kind:
        jg.Policy.from_dict({number: object()})
    hides(str(kind.value), number)
    frames = {
        "households": {"id": ["H1"], "region": ["430626100001"], "status": ["registered"], "standard": ["national"],
                       "type": ["general"], "main_cause": ["illness"], "note": [f"说明{number}。"]},
        "women": {"id": ["W1"], "household": [number], "birth_date": ["1980-02-29"], "relation": ["spouse"],
                  "education": ["primary"], "health": ["healthy"], "labour": ["ordinary"]},
    }
    with caplog.at_level(logging.DEBUG), pytest.raises(jg.InputError) as error:
        jg.Registry.from_frames(**frames)
    assert sorted(issue.code for issue in error.value.issues) == ["core.id.citizen_number", "io.citizen_number"] or (
        " " in number or number.startswith("４")
    )
    hides(str(error.value) + caplog.text + "".join(issue.text("zh") for issue in error.value.issues), number)


@pytest.mark.parametrize("number", NUMBERS)
def test_errors_of_files_that_python_opens(number, tmp_path):
    from jinguo.cards import read_names

    for read in (jg.Registry.load, read_names, jg.Policy.load, jg.Plan.load):
        for name in (f"{number}.xlsx", f"{number}/names.csv"):
            with pytest.raises((OSError, jg.InputError)) as error:
                read(tmp_path / name)
            hides(str(error.value) + repr(error.value), number)


def test_notes_beside_the_answer_and_progress_hold_none(capsys):
    from jinguo._session import Session

    Session("en", False, "x").note(f"read as they were then: {NUMBERS[0]}", "")
    hides(capsys.readouterr().err, NUMBERS[0])


@pytest.mark.parametrize("number", NUMBERS)
def test_a_file_of_names_holds_none(number, tmp_path):
    from jinguo.cards import NamesError, read_names

    (tmp_path / "names.csv").write_text(f"id,name\nW1,王某 {number}\n", encoding="utf-8")
    with pytest.raises(NamesError) as error:
        read_names(tmp_path / "names.csv")
    hides(str(error.value), number)


def test_records_in_memory_hold_none():
    registry = jg.Registry()
    registry.add(
        jg.Household(id="H1", region="430626100001", main_cause="illness", note="430626198001010028")
    )
    assert "domain.citizen_number" in [issue.code for issue in registry.validate()]


def test_codes_of_organisations_and_accounts_are_none(tmp_path):
    for code in ("914306260700000003", "622202123456789012", "6222021234567890123"):
        assert not _core.holds_citizen_number(code)
        assert jg.Anchor(id=code).id == code


def test_one_with_a_wrong_check_digit_is_a_warning_and_not_shown(tmp_path):
    (tmp_path / "households.csv").write_text(HOUSEHOLDS.replace("H1", "430626198001011234"))
    (tmp_path / "women.csv").write_text(WOMEN.replace("H1", "430626198001011234"))
    registry, issues = jg.Registry.read(tmp_path, bundled_divisions=False)
    assert ("io.citizen_number.doubtful", "warning") in {(issue.code, issue.severity) for issue in issues}
    code, text = run("check", tmp_path, "--json")
    assert code == 0 and json.loads(text)["errors"] == 0 and "1980" not in text
