"""Records, registries and policies from Python: folders, workbooks, frames, faults, pickles."""

import datetime
import decimal
import pickle
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import polars as pl
import pytest

import jinguo as jg
from jinguo import _core

RECORDS = [
    jg.Region(code="430626", name="平江县", leading_industries=["tea"], poor=True),
    jg.Household(
        id="H1",
        region="430626",
        registered_on=datetime.date(2014, 5, 1),
        main_cause="illness",
        wage_income=decimal.Decimal("1234.50"),
        position=(113.5, 28.7),
    ),
    jg.Beneficiary(
        id="W1", household="H1", name="王芳", birth_date="1980-02-03", skills=["sewing"], note="密"
    ),
    jg.Mentor(id="M1", region="430626", industries=["tea"], places=2, name="李梅"),
    jg.Base(id="B1", region="430626", places=3, industry="tea", income=9000, title_year=2015),
]


@pytest.fixture
def registry():
    made = jg.Registry()
    for record in RECORDS:
        made.add(record)
    assert made.validate() == []
    return made


def test_a_record_speaks_python():
    woman, household = RECORDS[2], RECORDS[1]
    assert woman.birth_date == datetime.date(1980, 2, 3)
    assert woman.skills == ("sewing",) and woman.max_distance_m is None
    assert household.wage_income == decimal.Decimal("1234.50")
    assert household.position == (113.5, 28.7) and household.region == "430626"
    assert woman.replace(id="W2").id == "W2" and woman.id == "W1"
    assert jg.Beneficiary(**woman.to_dict()) == woman
    assert jg.Beneficiary.table == "women" and jg.Beneficiary.table_zh == "妇女"
    assert ("name", "姓名", "personal") in jg.Beneficiary.fields
    assert ("illness", "1", "因病") in jg.Household.codes["main_cause"]
    with pytest.raises(AttributeError):
        woman.id = "W2"
    with pytest.raises(TypeError):
        hash(woman)


def test_a_repr_tells_no_name_and_no_free_text():
    assert "W1" in repr(RECORDS[2])
    for text in ("王芳", "密", "李梅"):
        assert not any(text in repr(record) for record in RECORDS)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_record_is_pickled(record):
    assert pickle.loads(pickle.dumps(record)) == record


def test_coded_values_are_given_by_word_code_or_chinese_name():
    for value in ("illness", "1", "因病"):
        assert jg.Household(main_cause=value).main_cause == "illness"


def test_faults_of_a_record_are_told_at_once_and_never_repeat_a_citizen_number():
    number = "430602198001011230"
    with pytest.raises(jg.InputError) as error:
        jg.Household(id=number, main_cause="bad luck", wage_income="1.234", region="7")
    columns = [issue.column for issue in error.value.issues]
    assert columns == ["id", "region", "main_cause", "wage_income"]
    assert number not in str(error.value)
    assert all(number not in issue.text("zh") for issue in error.value.issues)


@pytest.mark.parametrize(
    "given",
    [{"id": 3}, {"colour": "red"}, {"wage_income": 1.5}, {"registered_on": 2014}, {"relocated": 1}],
)
def test_a_wrong_kind_of_value_is_a_type_error(given):
    with pytest.raises(TypeError, match=next(iter(given))):
        jg.Household(**given)


def test_numbers_of_a_record_are_checked():
    with pytest.raises(jg.InputError, match="whole numbers"):
        jg.Base(places=2**40)
    with pytest.raises(TypeError, match="places"):
        jg.Base(places=True)
    with pytest.raises(jg.InputError, match="degrees"):
        jg.Base(position=(500, 3))


def test_a_registry_is_told_by_counts(registry):
    assert registry.counts()["women"] == 1
    assert "women 1" in repr(registry) and "王芳" not in repr(registry)
    assert "王芳" not in registry._repr_html_() and "妇女" in registry._repr_html_()
    assert registry.find("women", "W1") == RECORDS[2]
    assert registry.find("women", "W9") is None
    assert registry.women == (RECORDS[2],)
    with pytest.raises(jg.InputError, match="households"):
        registry.columns("men")
    with pytest.raises(TypeError):
        registry.add("W1")


def test_an_exception_says_where_and_where_to_read_more_but_no_value():
    women = pd.DataFrame({"id": ["W1"], "household": ["H1"], "birth_date": ["1980/2/30"], "age": [44]})
    with pytest.raises(jg.InputError) as error:
        jg.Registry.from_frames(women=women)
    told = str(error.value)
    assert "age: io.column.unknown" in told and "row 2, birth_date: io.date.slashes" in told
    assert told.endswith("text() of each of .issues says what was expected and how to mend it")
    assert "1980" not in told and any("1980" in issue.text() for issue in error.value.issues)


def test_an_exception_of_a_policy_says_what_was_expected(tmp_path):
    given = jg.Policy.load(Path(jg.__file__).parent / "policies" / "yueyang-2016.toml").to_toml()
    (tmp_path / "policy.toml").write_text(given.replace("base =", "bsae =", 1), encoding="utf-8")
    with pytest.raises(jg.InputError, match=r"bsae: policy\.unknown_key \(expected "):
        jg.Policy.load(tmp_path / "policy.toml")


def test_validate_tells_every_fault(registry):
    registry.add(jg.Beneficiary(id="W1", household="H9", birth_date="1990-01-01"))
    codes = {issue.code for issue in registry.validate()}
    assert {"domain.duplicate", "domain.reference"} <= codes


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_folder_is_written_and_read(registry, tmp_path, lang):
    registry.save(tmp_path, lang=lang)
    assert jg.Registry.load(tmp_path) == registry
    assert jg.Registry.load(str(tmp_path)) == registry


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_frames_go_out_and_come_back(registry, backend):
    frames = registry.to_frames(backend=backend)
    assert type(frames["women"]).__module__.startswith(backend)
    assert jg.Registry.from_frames(**frames) == registry


def test_frames_may_be_headed_in_chinese_and_hold_dates_and_numbers():
    households = pl.DataFrame(
        {"户编号": ["1", "2"], "所在村": [430626, 430626], "建档状态": ["1", "registered"]}
        | {"识别标准": ["国家标准"] * 2, "户类型": ["一般贫困户"] * 2, "主要致贫原因": ["因病", "2"]}
    )
    regions = {"code": ["430626"], "name": ["平江县"]}
    women = pd.DataFrame(
        {
            "编号": ["W1", "W2"],
            "户编号": [1, 2],
            "出生日期": pd.to_datetime(["1980-02-03", "1990-12-31"]),
            "与户主关系": ["配偶", "spouse"],
            "文化程度": ["小学", "primary"],
            "健康状况": ["健康", "healthy"],
            "劳动能力": ["普通劳动力", "ordinary"],
            "max_distance_m": [float("nan"), 5000.0],
            "away": [True, False],
            "skills": [["sewing", "cooking"], []],
            "x_mine": [1, 2],
        }
    )
    try:
        registry = jg.Registry.from_frames(households=households, women=women, regions=regions)
    except jg.InputError as error:
        pytest.fail("\n".join(issue.text() for issue in error.issues))
    first, second = registry.women
    assert first.birth_date == datetime.date(1980, 2, 3) and first.away and not second.away
    assert first.max_distance_m is None and second.max_distance_m == 5000
    assert first.skills == ("sewing", "cooking") and second.household == "2"


def test_faults_of_frames_name_table_row_and_column():
    with pytest.raises(jg.InputError) as error:
        jg.Registry.from_frames(
            households={"id": ["H1"], "region": ["430626"], "colour": ["red"]},
            women={"id": ["W1", "W1"], "birth_date": ["1980/2/30", "1980-02-30"]},
        )
    places = {(issue.file, issue.column) for issue in error.value.issues}
    assert ("households", "colour") in places
    assert any(issue.file == "women" for issue in error.value.issues)
    households = {"id": ["H1", "H1"], "region": ["430626", "4.30602E+11"]}
    households |= {name: ["1", "1"] for name in ("status", "standard", "type", "main_cause")}
    with pytest.raises(jg.InputError) as error:
        jg.Registry.from_frames(households=households, women=jg.Registry().columns("women"))
    places = {(issue.file, issue.row, issue.column) for issue in error.value.issues}
    assert ("households", 3, "region") in places and "E+11" not in str(error.value)
    with pytest.raises(TypeError, match="men"):
        jg.Registry.from_frames(men={})
    with pytest.raises(TypeError, match="women"):
        jg.Registry.from_frames(households={"id": []}, women=3)


def workbook(path, registry, rename=lambda name: name):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, count in registry.counts().items():
        if count or name in ("households", "women"):
            sheet = book.create_sheet(rename(name))
            columns = registry.columns(name)
            sheet.append(list(columns))
            for row in zip(*columns.values(), strict=True):
                sheet.append([";".join(v) if isinstance(v, tuple) else v for v in row])
    book.create_sheet("空表")
    book.save(path)


def test_a_workbook_has_a_sheet_a_table(registry, tmp_path):
    path = tmp_path / "register.xlsx"
    workbook(path, registry)
    assert jg.Registry.load(path) == registry
    workbook(path, registry, rename=lambda name: _core.tables_zh[name])
    assert jg.Registry.load(path) == registry


def test_a_workbook_at_fault_is_an_input_error(registry, tmp_path):
    path = tmp_path / "register.xlsx"
    path.write_bytes(b"not a workbook")
    with pytest.raises(jg.InputError, match="xlsx"):
        jg.Registry.load(path)
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("xl/workbook.xml", "<broken")
    with pytest.raises(jg.InputError, match="xlsx"):
        jg.Registry.load(path)
    with pytest.raises(FileNotFoundError):
        jg.Registry.load(tmp_path / "missing.xlsx")
    workbook(path, registry, rename=lambda name: "men" if name == "women" else name)
    with pytest.raises(jg.InputError):
        jg.Registry.load(path)


def test_files_that_are_missing_are_os_errors(tmp_path):
    with pytest.raises(OSError):
        jg.Registry.load(tmp_path / "nowhere")
    with pytest.raises(OSError):
        jg.Policy.load(tmp_path / "nowhere.toml")


def test_nothing_is_loaded_when_anything_is_wrong_unless_asked_for(registry, tmp_path):
    registry.save(tmp_path)
    women = tmp_path / "women.csv"
    lines = women.read_text(encoding="utf-8-sig").splitlines()
    bad = lines[1].replace("W1", "W2").replace("1980-02-03", "1980/2/30")
    women.write_text("\n".join([*lines, bad]), encoding="utf-8")
    with pytest.raises(jg.InputError) as error:
        jg.Registry.load(tmp_path)
    (issue,) = error.value.issues
    assert (issue.file, issue.row, issue.column) == ("women.csv", 3, "birth_date")
    assert jg.Registry.load(tmp_path, good_rows_only=True) == registry
    loaded, issues = jg.Registry.read(tmp_path)
    assert issues == [issue] and loaded.counts()["women"] == 0


def test_a_registry_is_pickled(registry):
    registry.synthetic = True
    again = pickle.loads(pickle.dumps(registry))
    assert again == registry and again.synthetic and type(again) is jg.Registry
    assert again.find("women", "W1") == RECORDS[2]


# --- policies ---------------------------------------------------------------------------------------


def test_a_policy_is_read_shown_and_pickled(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_text(_core.new_policy_text("zh"), encoding="utf-8")
    policy = jg.Policy.load(path)
    assert policy == jg.Policy.parse(path.read_text(encoding="utf-8"))
    assert jg.Policy.parse(policy.to_toml()) == policy
    assert pickle.loads(pickle.dumps(policy)) == policy
    assert isinstance(policy.date, datetime.date) and policy.name in repr(policy)
    assert set(policy.pairings) == set(policy.to_dict()["pairings"])


def test_faults_of_a_policy_come_with_their_lines():
    with pytest.raises(jg.InputError) as error:
        jg.Policy.parse('name = "p"\ncolour = 3\ndate = "soon"\n', "mine.toml")
    assert {issue.file for issue in error.value.issues} == {"mine.toml"}
    assert {2, 3} <= {issue.row for issue in error.value.issues}


POLICIES = sorted((Path(__file__).parents[2] / "policies").glob("*.toml"))


@pytest.mark.parametrize(
    "text",
    [*(path.read_text(encoding="utf-8") for path in POLICIES), *map(_core.new_policy_text, ("en", "zh"))],
    ids=[*(path.name for path in POLICIES), "new, en", "new, zh"],
)
def test_a_policy_goes_through_a_dict_and_comes_back_equal(text):
    policy = jg.Policy.parse(text)
    again = jg.Policy.from_dict(policy.to_dict())
    assert again == policy and _core.policy_digest(again) == _core.policy_digest(policy)
    assert type(again) is jg.Policy and again.name == policy.name


def test_a_policy_takes_any_text_from_a_dict():
    data = jg.Policy.parse(_core.new_policy_text("en")).to_dict()
    for name in ('a "b" \\ c', "岳阳 2016", "a\u2028b"):
        assert jg.Policy.from_dict(data | {"name": name}).name == name
    for name in ("a\x7fb", "a\nb", "\x1b[2J"):  # told, and no fault of the syntax
        with pytest.raises(jg.InputError) as error:
            jg.Policy.from_dict(data | {"name": name})
        assert [one.code for one in error.value.issues] == ["policy.name"]
    data["pairings"]["mentors"]["band"] = data["pairings"]["mentors"]["band"] + 7
    assert jg.Policy.from_dict(data).to_dict()["pairings"]["mentors"]["band"] == data["pairings"]["mentors"]["band"]


def test_faults_of_a_dict_name_the_key_and_no_line():
    data = jg.Policy.parse(_core.new_policy_text("en")).to_dict()
    data["pairings"]["mentors"]["bandd"] = 1
    with pytest.raises(jg.InputError) as error:
        jg.Policy.from_dict(data | {"name": 3})
    assert {(one.column, one.row) for one in error.value.issues} == {("name", 0), ("pairings.mentors.bandd", 0)}
    data["pairings"]["mentors"]["band"] = None
    with pytest.raises(TypeError, match="pairings.mentors.band: .*not NoneType"):
        jg.Policy.from_dict(data)
    with pytest.raises(TypeError, match="from_dict"):
        jg.Policy({})
    with pytest.raises(TypeError, match="a dict, not str"):
        jg.Policy.from_dict("policy.toml")


@pytest.mark.parametrize("name", ["tables.xlsx", "tables.XLS", "tables.ods"])
def test_tables_are_not_saved_as_a_folder_that_is_named_as_a_workbook(registry, tmp_path, name):
    with pytest.raises(ValueError, match="folder: expected a folder"):
        registry.save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []
