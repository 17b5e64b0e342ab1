"""Tables that commands change in place: locks, looks, copies, undo; and files that come whole or not at all."""

import collections
import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import openpyxl
import pytest
from layout import ROOT
from test_cli import SEED, jinguo

import jinguo as jg
from jinguo import _core
from jinguo.keeping import MOST, Tables


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """Tables, policies, and two plans of them by different seeds."""
    folder = tmp_path_factory.mktemp("county")
    jinguo("sample", "yueyang", "--households", 120, "--seed", 3, "--out", folder / "tables")
    text = (ROOT / "policies" / "yueyang-2016.toml").read_text(encoding="utf-8").splitlines()
    for name, seed in (("policy", SEED), ("other", SEED[::-1])):
        lines = [f'seed = "{seed}"' if line.startswith("commitment") else line for line in text]
        (folder / f"{name}.toml").write_text("\n".join(lines), encoding="utf-8")
        jinguo("match", folder / "tables", "--policy", folder / f"{name}.toml", "--out", folder / f"plan-{name}")
    return folder


@pytest.fixture
def tables(county, tmp_path):
    shutil.copytree(county / "tables", tmp_path / "tables")
    return tmp_path / "tables"


def adopt(county, tables, *more, plan="policy", **how):
    return jinguo("adopt", county / f"plan-{plan}", tables, "--policy", county / f"{plan}.toml", *more, **how)


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def modes(folder):
    """Permissions of everything in a folder, and of the folder itself."""
    return {oct(path.stat().st_mode & 0o777) for path in (folder, *folder.rglob("*"))}


def test_an_adopted_plan_can_still_be_proven_reported_and_explained(county, tables, tmp_path):
    adopt(county, tables)
    plan, policy = county / "plan-policy", county / "policy.toml"
    woman = jg.Plan.load(plan)["livelihood"].awards[0].left
    done = jinguo("verify", plan, tables, "--policy", policy)
    assert "read as they were then" in done.stderr and "proven" in done.stdout
    assert "当时的副本" in jinguo("verify", plan, tables, "--policy", policy, "--lang", "zh").stderr
    answer = json.loads(jinguo("verify", plan, tables, "--policy", policy, "--json").stdout)
    assert answer["proven"] and ".jinguo" in answer["tables"]
    jinguo("explain", plan, tables, "--policy", policy, "--id", woman)
    jinguo("report", plan, tables, "--policy", policy, "--out", tmp_path / "page.html")
    before = jinguo("targets", county / "tables", plan, "--json").stdout
    after = jinguo("targets", tables, plan, "--json").stdout
    told = json.loads(before), json.loads(after)
    assert {k: v for k, v in told[0].items() if k != "tables"} == {k: v for k, v in told[1].items() if k != "tables"}
    jinguo("cards", plan, tables, "--village", "430600", "--out", tmp_path / "cards.html")


def test_without_a_copy_the_records_that_adopting_added_are_not_counted(county, tables):
    adopt(county, tables)
    shutil.rmtree(tables / ".jinguo")
    done = jinguo("verify", county / "plan-policy", tables, "--policy", county / "policy.toml")
    assert "adopted into these tables" in done.stderr


def test_undo_goes_back_step_by_step_and_keeps_what_stood_there(county, tables):
    first = files(tables)
    adopt(county, tables)
    second = files(tables)
    assert second != first
    done = jinguo("undo", tables)
    assert files(tables) == first
    kept = re.search(r"kept in (.*)$", done.stdout.strip())[1]
    assert {name: data for name, data in files(tables / ".jinguo" / "copies" / os.path.basename(kept)).items()
            if name != "kept.json"} == second
    assert "nothing to undo" in jinguo("undo", tables, code=1).stderr
    assert "没有可撤销" in jinguo("undo", tables, "--lang", "zh", code=1).stderr
    adopt(county, tables)
    assert files(tables) == second


def test_undo_refuses_where_an_officer_went_on_unless_asked_anyway(county, tables):
    first = files(tables)
    adopt(county, tables)
    with open(tables / "women.csv", "a", encoding="utf-8") as file:
        file.write("x")
    now = files(tables)
    done = jinguo("undo", tables, code=1)
    assert "women.csv" in done.stderr and "--anyway" in done.stderr
    assert files(tables) == now
    done = jinguo("undo", tables, "--anyway")
    assert files(tables) == first
    kept = re.search(r"kept in (.*)$", done.stdout.strip())[1]
    assert files(tables / ".jinguo" / "copies" / os.path.basename(kept))["women.csv"] == now["women.csv"]


def to_workbook(tables, book):
    work = openpyxl.Workbook()
    work.remove(work.active)
    for path in sorted(tables.glob("*.csv")):
        sheet = work.create_sheet(path.stem)
        with open(path, encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                sheet.append([cell or None for cell in row])
    work.save(book)


def test_undo_works_for_a_workbook(county, tables, tmp_path):
    book = tmp_path / "book.xlsx"
    to_workbook(tables, book)
    plan = tmp_path / "plan"
    jinguo("match", book, "--policy", county / "policy.toml", "--out", plan)
    before = book.read_bytes()
    jinguo("adopt", plan, book, "--policy", county / "policy.toml")
    assert book.read_bytes() != before
    jinguo("verify", plan, book, "--policy", county / "policy.toml")
    jinguo("undo", book)
    assert book.read_bytes() == before
    assert (tmp_path / ".book.xlsx.jinguo").stat().st_mode & 0o777 == 0o700


def test_no_more_copies_are_kept_than_is_said(county, tables, tmp_path):
    place = Tables(tables)
    (tables / ".jinguo").mkdir()
    for _ in range(MOST + 3):
        seen = place.look()
        place.keep("adopt", seen, seen, None)
    place.prune()
    assert [copy.path.name[:4] for copy in place.copies()] == [f"{k:04}" for k in range(4, MOST + 4)]


def test_a_copy_record_cannot_point_out_of_its_folder(tables):
    place = Tables(tables)
    (tables / ".jinguo").mkdir()
    seen = place.look()
    copy = place.keep("adopt", seen, seen, None)
    assert len(place.copies()) == 1
    for wrong in (b"\xff", b"[]", json.dumps(copy.what | {"before": {"../x": "0"}}).encode()):
        (copy.path / "kept.json").write_bytes(wrong)
        assert place.copies() == []


# --- two commands at once -----------------------------------------------------------------------------


def start(*arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "jinguo", *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, encoding="utf-8",
    )


@pytest.mark.parametrize("second", ["policy", "other"])
def test_two_at_once_never_mix(county, tmp_path, second):
    plans = {name: jg.Plan.load(county / f"plan-{name}") for name in ("policy", second)}
    registry = jg.Registry.load(county / "tables")
    allowed = [
        jg.adopt(plan, registry, jg.Policy.load(county / f"{name}.toml")) for name, plan in plans.items()
    ]
    codes = collections.Counter()
    for k in range(10):
        tables = tmp_path / str(k)
        shutil.copytree(county / "tables", tables)
        both = [
            start("adopt", county / f"plan-{name}", tables, "--policy", county / f"{name}.toml")
            for name in ("policy", second)
        ]
        said = [process.communicate(timeout=120) for process in both]
        codes[tuple(sorted(process.returncode for process in both))] += 1
        assert all("Traceback" not in err for _, err in said), said
        assert jg.Registry.load(tables) in allowed, said
        shutil.rmtree(tables)
    assert set(codes) <= {(0, 0), (0, 1)}
    if second == "other":
        assert set(codes) == {(0, 1)}


def test_a_command_that_finds_another_says_which(county, tables):
    place = Tables(tables)
    (tables / ".jinguo").mkdir()
    code = (
        "import sys; from jinguo.keeping import Tables; from jinguo._session import Session\n"
        "with Tables(sys.argv[1]).locked(Session('en', False, 'x'), 'adopt'):\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tables)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        before = files(tables)
        done = adopt(county, tables, code=1)
        assert re.search(rf"jinguo adopt, process {holder.pid}, \d{{4}}-", done.stderr), done.stderr
        assert "正在修改" in adopt(county, tables, "--lang", "zh", code=1).stderr
        assert files(tables) == before
        holder.stdin.close()
        holder.wait(timeout=60)
    assert place.copies() == []
    adopt(county, tables)


def in_child(code, *arguments, expect=0):
    """Python code that changes the package and then runs a command."""
    head = "import os, signal, sys\nfrom jinguo import _core, adoption, cli, keeping\n"
    tail = "\nsys.exit(cli.main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", head + textwrap.dedent(code) + tail, *map(str, arguments)], capture_output=True,
        text=True, encoding="utf-8", timeout=120,
    )
    assert done.returncode == expect, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.mark.parametrize("when", ["append", "keep"])
def test_a_row_that_is_saved_meanwhile_is_never_lost(county, tables, when):
    # The officer saves while the new rows are made, and at the last moment, when the copy is kept.
    place = "_core.append_relations" if when == "append" else "keeping.Tables.keep"
    code = f"""
        made = {place}
        def saving(*given, **how):
            with open(os.path.join(os.environ["TABLES"], "women.csv"), "ab") as file:
                file.write(b"\\r\\n")
            return made(*given, **how)
        {place} = saving
    """
    os.environ["TABLES"] = str(tables)
    before = files(tables)
    done = in_child(
        code, "adopt", county / "plan-policy", tables, "--policy", county / "policy.toml", expect=1
    )
    assert "women.csv" in done.stderr and "run it again" in done.stderr
    assert files(tables) == before | {"women.csv": before["women.csv"] + b"\r\n"}


@pytest.mark.parametrize("moves", [0, 1, 2])
def test_a_kill_between_two_moves_is_mended_by_the_next_run(county, tables, moves):
    whole = jg.adopt(
        jg.Plan.load(county / "plan-policy"), jg.Registry.load(tables), jg.Policy.load(county / "policy.toml")
    )
    first = files(tables)
    code = f"""
        move, left = os.replace, [{moves}]
        def moving(*given):
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return move(*given)
        os.replace = moving
    """
    command = ("adopt", county / "plan-policy", tables, "--policy", county / "policy.toml")
    in_child(code, *command, expect=-signal.SIGKILL if moves < 2 else 0)
    half = files(tables)
    jinguo(*command)
    assert jg.Registry.load(tables) == whole
    assert [path for path in tables.rglob(".jinguo-part-*")] == []
    while any(copy.is_step for copy in Tables(tables).copies()):
        jinguo("undo", tables)
    assert files(tables) == first and half is not None


def test_a_plan_of_another_seed_takes_the_place_of_the_whole_folder(county, tmp_path):
    out = tmp_path / "plan"
    jinguo("match", county / "tables", "--policy", county / "policy.toml", "--out", out)
    (out / "minutes.txt").write_text("kept", encoding="utf-8")
    (tmp_path / ".jinguo-part-1-1").mkdir()  # of a run that was killed
    (tmp_path / ".jinguo-part-1-1" / "plan.jinguo").write_bytes(b"half")
    jinguo("match", county / "tables", "--policy", county / "other.toml", "--out", out)
    assert files(out) == files(county / "plan-other") | {"minutes.txt": b"kept"} or (
        jg.Plan.load(out).digest == jg.Plan.load(county / "plan-other").digest
    )
    assert json.loads((out / "plan.json").read_text(encoding="utf-8"))["digest"] == jg.Plan.load(out).digest
    assert sorted(path.name for path in out.iterdir()) == [
        "awards.csv", "minutes.txt", "plan.jinguo", "plan.json", "unmatched.csv",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan"]


# --- a full disk --------------------------------------------------------------------------------------

FULL = """
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(os.environ["MOST"]), resource.RLIM_INFINITY))
"""


@pytest.mark.parametrize(
    ("command", "most"),
    [
        (("policy", "new", "OUT/new.toml"), 1000),
        (("template", "OUT/form.xlsx"), 3000),
        (("template", "OUT/form.xlsx"), 100),
        (("sample", "yueyang", "--households", "60", "--out", "OUT/sample"), 20000),
        (("match", "TABLES", "--policy", "POLICY", "--out", "OUT/plan"), 20000),
        (("cards", "PLAN", "TABLES", "--village", "430600", "--out", "OUT/cards.html"), 5000),
        (("lottery", "sheet", "PLAN", "--out", "OUT/sheet.csv"), 100),
        (("changes", "PLAN", "OTHER", "TABLES", "--out", "OUT/changes.csv"), 1000),
        (("report", "PLAN", "TABLES", "--out", "OUT/page.html"), 50000),
        (("adopt", "PLAN", "TABLES", "--policy", "POLICY"), 3000),
        (("adopt", "PLAN", "TABLES", "--policy", "POLICY", "--out", "OUT/adopted"), 3000),
    ],
    ids=lambda value: "-".join(value[:2]) if isinstance(value, tuple) else str(value),
)
def test_a_full_disk_is_told_and_leaves_nothing(county, tables, tmp_path, monkeypatch, command, most):
    out = tmp_path / "out"
    out.mkdir()
    names = {
        "TABLES": tables, "POLICY": county / "policy.toml", "PLAN": county / "plan-policy",
        "OTHER": county / "plan-other",
    }  # fmt: skip
    arguments = [str(names.get(word, word)).replace("OUT", str(out)) for word in command]
    monkeypatch.setenv("MOST", str(most))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = files(tables)
    done = in_child(FULL, *arguments, expect=1)
    assert re.search("too large|No space", done.stderr), done.stderr
    assert files(tables) == before
    assert list(out.iterdir()) == []
    assert [p.name for p in tmp_path.rglob("*") if p.name.startswith((".jinguo-part", "openpyxl"))] == []
    assert Tables(tables).copies() == []


def test_a_full_disk_leaves_a_saved_registry_as_it_was(county, tables, tmp_path, monkeypatch):
    code = FULL + """
    import jinguo as jg
    registry = jg.Registry.load(os.environ["TABLES"])
    try:
        registry.save(os.environ["TABLES"], lang="zh")
    except OSError as error:
        sys.exit(7 if error.filename else 8)
    """
    monkeypatch.setenv("MOST", "15000")
    monkeypatch.setenv("TABLES", str(tables))
    before = files(tables)
    assert max(map(len, before.values())) > 15000 > min(map(len, before.values()))
    in_child(code, expect=7)
    assert files(tables) == before
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


# --- who may read them --------------------------------------------------------------------------------


def test_files_that_name_persons_are_for_their_owner_alone(county, tables, tmp_path):
    before = os.umask(0)
    try:
        plan, policy, out = county / "plan-policy", county / "policy.toml", tmp_path / "out"
        out.mkdir(mode=0o700)
        jinguo("match", tables, "--policy", policy, "--out", out / "plan")
        jinguo("report", plan, tables, "--out", out / "page.html")
        jinguo("cards", plan, tables, "--village", "430600", "--out", out / "cards.html")
        jinguo("lottery", "sheet", plan, "--out", out / "sheet.csv")
        jinguo("changes", plan, county / "plan-other", tables, "--out", out / "changes.csv")
        jinguo("template", out / "form.xlsx")
        jinguo("check", out / "form.xlsx", "--marked", out / "marked.xlsx")
        jinguo("adopt", plan, tables, "--policy", policy, "--out", out / "adopted")
        jg.Registry.load(tables).save(out / "saved")
        jg.Plan.load(plan).save(out / "one.jinguo")
        assert modes(out) == {"0o700", "0o600"}
        adopt(county, tables)
        assert modes(tables / ".jinguo") == {"0o700", "0o600"}
        for path in tables.glob("*.csv"):
            path.chmod(0o640)
        jinguo("undo", tables)
        adopt(county, tables)
        assert oct((tables / "placements.csv").stat().st_mode & 0o777) == "0o640"  # an officer's own choice
        jinguo("cards", plan, tables, "--village", "430600", "--out", out / "cards.html", "--shared")
        jinguo("match", county / "tables", "--policy", policy, "--out", out / "plan", "--shared")
        assert oct((out / "cards.html").stat().st_mode & 0o777) == "0o666"
        assert modes(out / "plan") == {"0o777", "0o666"}
    finally:
        os.umask(before)


# --- what Python reads itself -------------------------------------------------------------------------


@pytest.mark.parametrize("bad", [b"\xff\xfe\x00", b"id\x00,name\n", b'"', b"", b"pairing,runs\nmentors,1\n"])
def test_a_damaged_table_is_told(county, tmp_path, bad):
    path = tmp_path / "bad.csv"
    path.write_bytes(bad)
    plan, tables = county / "plan-policy", county / "tables"
    done = jinguo("report", plan, tables, "--robustness", path, "--out", tmp_path / "page.html", code=1)
    assert "bad.csv" in done.stderr and "Traceback" not in done.stderr
    done = jinguo("cards", plan, tables, "--village", "430600", "--names", path, "--out", tmp_path / "c.html", code=1)
    assert "names" in done.stderr and "Traceback" not in done.stderr
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "replay.py", path], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 2 and "Traceback" not in done.stderr, done.stderr


@pytest.mark.parametrize(
    "bad",
    [
        b"\xff", b"", b"[]", b"{}", b'{"features": 1}', b'{"features": [{"geometry": null}]}',
        b'{"features": [{"properties": {"code": []}, "geometry": null}]}',
        b'{"features": [{"properties": {"code": "430626"}, "geometry": {"type": "Polygon", "coordinates": [[["x", 1]]]}}]}',
        b'{"features": [{"properties": {"code": "430626"}, "geometry": {"type": "Polygon", "coordinates": [[[NaN, 1]]]}}]}',
        b"[" * 100_000,
    ],
    ids=str,
)  # fmt: skip
def test_damaged_boundaries_are_told(tmp_path, bad):
    from jinguo.report.places import shapes

    path = tmp_path / "bad.geojson"
    path.write_bytes(bad)
    with pytest.raises(jg.InputError) as error:
        shapes(path, {"430626"})
    assert error.value.issues[0].code == "python.geojson"


def test_a_plans_page_in_a_notebook_escapes_what_a_file_says(county):
    plan = jg.Plan.load(county / "plan-policy")

    class Hostile:
        pairings = ("<script>",)
        synthetic = False

        def __getitem__(self, name):
            return plan["mentors"]

    assert "<script>" not in jg.Plan._repr_html_(Hostile())
    with pytest.raises(KeyError, match="livelihood, mentors"):
        plan["<script>"]
    for frame in (plan.to_frame, plan.unmatched_frame, plan.places_frame):
        with pytest.raises(KeyError, match="livelihood, mentors"):
            frame("nobody")


# --- who reads and who saves meanwhile ----------------------------------------------------------------


def test_an_interrupt_while_files_take_their_places_leaves_all_as_they_were(county, tables):
    code = """
        move, moved = os.replace, []
        def once(*given):
            if moved:
                raise KeyboardInterrupt
            moved.append(given)
            move(*given)
        os.replace = once
    """
    before = files(tables)
    command = ["adopt", county / "plan-policy", tables, "--policy", county / "policy.toml"]
    in_child(code, *command, expect=130)
    assert files(tables) == before
    assert not (tables / ".jinguo" / "changing").exists()
    adopt(county, tables)


@pytest.mark.parametrize("fault", [OSError, KeyboardInterrupt])
def test_a_removal_that_fails_brings_back_what_was_removed(tmp_path, monkeypatch, fault):
    for name in ("a.csv", "b.csv", "c.csv"):
        (tmp_path / name).write_text(f"{name} before")
    place = Tables(tmp_path)
    with place.holding("test"):
        parts = place.home / "new"
        parts.mkdir()
        (parts / "a.csv").write_text("after")
        remove = Path.unlink

        def unlink(path, missing_ok=False):
            if path.name == "c.csv":
                raise fault
            remove(path, missing_ok=missing_ok)

        monkeypatch.setattr(Path, "unlink", unlink)
        with pytest.raises(fault):
            place.replace(parts, ["b.csv", "c.csv"])
        monkeypatch.undo()
    assert {path.name: path.read_text() for path in tmp_path.glob("*.csv")} == {
        name: f"{name} before" for name in ("a.csv", "b.csv", "c.csv")
    }


def test_a_reader_never_sees_half_a_change(county, tables):
    """Files take their places slowly, one after the other, while others read them."""
    before = jg.Registry.load(tables)
    after = jg.adopt(jg.Plan.load(county / "plan-policy"), before, jg.Policy.load(county / "policy.toml"))
    slow = textwrap.dedent("""
        import os, sys, time
        from jinguo import cli, keeping
        move = os.replace
        def slowly(*given):
            move(*given)
            time.sleep(0.3)
        os.replace = slowly
        sys.exit(cli.main(sys.argv[1:]))
    """)
    command = ["adopt", county / "plan-policy", tables, "--policy", county / "policy.toml"]
    with subprocess.Popen(
        [sys.executable, "-c", slow, *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as writer:
        seen = []
        while writer.poll() is None:
            seen.append(jg.Registry.load(tables))
    assert writer.returncode == 0 and all(one in (before, after) for one in seen)
    assert jg.Registry.load(tables) == after


@pytest.mark.parametrize("moves", [0, 1])
def test_a_reader_ends_a_change_that_was_killed(county, tables, moves):
    whole = jg.adopt(
        jg.Plan.load(county / "plan-policy"), jg.Registry.load(tables), jg.Policy.load(county / "policy.toml")
    )
    code = f"""
        move, left = os.replace, [{moves}]
        def moving(*given):
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return move(*given)
        os.replace = moving
    """
    in_child(
        code, "adopt", county / "plan-policy", tables, "--policy", county / "policy.toml", expect=-signal.SIGKILL
    )
    assert jg.Registry.load(tables) == whole
    assert not Tables(tables).changing


def test_a_mark_of_change_cannot_point_out_of_its_folder(tables, tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "women.csv").write_text("stolen")
    before = files(tables)
    (tables / ".jinguo").mkdir()
    for wrong in (b"\xff", b"[]", b"{}", b'{"parts": "../../outside", "gone": []}',
                  b'{"parts": "x", "gone": ["../../outside/women.csv"]}'):
        (tables / ".jinguo" / "changing").write_bytes(wrong)
        jg.Registry.load(tables)
        assert files(tables) == before
    assert (tmp_path / "outside" / "women.csv").exists()


def test_a_registry_is_saved_over_tables_as_a_whole_and_not_while_a_command_holds_them(county, tables):
    registry = jg.Registry.load(tables)
    marker = tables / "SYNTHETIC.txt"
    (tables / "notes.txt").write_text("kept", encoding="utf-8")
    other = jg.Registry()
    for record in (*registry.households, *registry.women, *registry.members):
        other.add(record)
    place = Tables(tables)
    with place.holding("adopt"), pytest.raises(BlockingIOError, match="jinguo adopt, process"):
        other.save(tables)
    assert jg.Registry.load(tables) == registry
    adopt(county, tables)
    copies = [copy.path for copy in place.copies()]
    other.save(tables, lang="zh")
    assert jg.Registry.load(tables, bundled_divisions=False).women == other.women
    assert not jg.Registry.load(tables, bundled_divisions=False).mentorships
    assert (tables / "notes.txt").exists() and not marker.exists()
    assert [copy.path for copy in place.copies()] == copies
    assert sorted(path.name for path in place.home.iterdir()) == ["copies", "lock"]


def test_tables_are_not_written_over_a_file_nor_a_workbook_over_a_folder(county, tables, tmp_path):
    command = ("adopt", county / "plan-policy", tables, "--policy", county / "policy.toml", "--out")
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    assert "Not a directory" in jinguo(*command, tmp_path / "file", code=1).stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    book = tmp_path / "book.xlsx"
    to_workbook(tables, book)
    (tmp_path / "folder.xlsx").mkdir()
    done = jinguo(
        "adopt", county / "plan-policy", book, "--policy", county / "policy.toml", "--out", tmp_path / "folder.xlsx",
        code=1,
    )
    assert "Is a directory" in done.stderr and list((tmp_path / "folder.xlsx").iterdir()) == []
