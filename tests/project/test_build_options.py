"""What CMake is told that cannot be is refused where it is told, and what the presets promise is in them."""

import json
import subprocess
import sys

import pytest
from layout import ROOT


def configured(folder, *arguments):
    return subprocess.run(
        ["cmake", "-S", ROOT, "-B", folder, "-G", "Ninja", "-DJINGUO_BUILD_TESTS=OFF", "-DJINGUO_BUILD_EXAMPLES=OFF",
         *arguments],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("libraries", "missing"),
    [("solver", "jinguo;io;sample"), ("solver;jinguo;io", "sample"), ("jinguo;io;sample;eigen", "solver")],
)
def test_the_extension_without_its_libraries_is_refused_with_what_is_missing(tmp_path, libraries, missing):
    done = configured(tmp_path, "-DJINGUO_BUILD_PYTHON=ON", f"-DJINGUO_LIBRARIES={libraries}")
    assert done.returncode != 0
    said = " ".join(done.stderr.split())
    assert "JINGUO_BUILD_PYTHON needs the libraries solver;jinguo;io;sample" in said
    assert f"JINGUO_LIBRARIES ({libraries}) lacks {missing}: add them there, or set JINGUO_BUILD_PYTHON=OFF" in said


def test_the_same_libraries_are_enough_without_the_extension(tmp_path):
    done = configured(tmp_path, "-DJINGUO_BUILD_PYTHON=OFF", "-DJINGUO_LIBRARIES=solver")
    assert done.returncode == 0, done.stderr


def test_every_preset_of_a_check_says_its_sanitizer_twice_and_has_every_step():
    """To the build, and to the tests, which fail where the two differ."""
    presets = json.loads((ROOT / "CMakePresets.json").read_text(encoding="utf-8"))
    by_name = {kind: {one["name"]: one for one in presets[kind]} for kind in presets if kind.endswith("Presets")}
    for name, sanitizers in (("asan", "address,undefined"), ("tsan", "thread"), ("coverage", None)):
        built = by_name["configurePresets"][name]["cacheVariables"]
        assert built.get("JINGUO_SANITIZE") == sanitizers
        assert by_name["testPresets"][name].get("environment", {}).get("JINGUO_SANITIZE") == sanitizers
        steps = [step["type"] for step in by_name["workflowPresets"][name]["steps"]]
        assert steps == ["configure", "build", "test"]
    assert by_name["testPresets"]["base"]["environment"]["JINGUO_SANITIZE"] == ""
    assert "--coverage" in by_name["configurePresets"]["coverage"]["cacheVariables"]["CMAKE_CXX_FLAGS"]


def test_the_table_of_coverage_adds_up_rooms_and_refuses_a_summary_of_nothing(tmp_path):
    names = ["src/engine/match.cpp", "include/jinguo/engine/plan.hpp", "src/core/geo.cpp", "include/jinguo/jinguo.hpp"]
    files = [{"filename": name, "line_covered": 3 * k, "line_total": 10} for k, name in enumerate(names)]

    def table(files):
        (tmp_path / "summary.json").write_text(json.dumps({"files": files}), encoding="utf-8")
        return subprocess.run(
            [sys.executable, ROOT / "scripts" / "coverage_modules.py", tmp_path / "summary.json"], capture_output=True, text=True
        )

    rows = [line.split()[:4] for line in table(files).stdout.splitlines()]
    assert rows[1:] == [
        ["(umbrella)", "10", "9", "90.0"], ["core", "10", "6", "60.0"], ["engine", "20", "3", "15.0"], ["all", "40", "18", "45.0"],
    ]  # fmt: skip
    assert "10 of src/engine/match.cpp" in table(files).stdout
    assert table([]).returncode != 0
