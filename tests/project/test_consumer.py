"""An outside project uses the library: installed, embedded, shared, with other machine flags."""

import os
import re
import shutil
import subprocess

import pytest
from layout import BUILD, ROOT

OUTSIDE = ROOT / "tests" / "consumer"
ASSIGN = "optimal 29\n"
EIGEN = "230\n20\n 0\n"


def run(*command, **options):
    done = subprocess.run(
        [str(c) for c in command], capture_output=True, text=True, timeout=900, **options
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def build_outside(folder, *arguments, flags="", build_type="Release"):
    run("cmake", "-S", OUTSIDE, "-B", folder, "-G", "Ninja", f"-DCMAKE_BUILD_TYPE={build_type}",
        f"-DCMAKE_CXX_FLAGS=-Wall -Wextra -Werror {flags}", *arguments)
    run("cmake", "--build", folder, "--target",
        *(["assign"] if "-DSOLVER_ALONE=ON" in arguments else ["assign", "programme", "with_eigen"]))


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The dev build, installed as a user would."""
    prefix = tmp_path_factory.mktemp("prefix")
    run("cmake", "--install", BUILD, "--prefix", prefix)
    return prefix


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A shared build, installed: not optimised, sources of a module as one, so that it is soon built."""
    folder = tmp_path_factory.mktemp("shared")
    run("cmake", "-S", ROOT, "-B", folder / "build", "-G", "Ninja", "-DBUILD_SHARED_LIBS=ON",
        "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_CXX_FLAGS_DEBUG=-O0", "-DCMAKE_UNITY_BUILD=ON",
        "-DCMAKE_UNITY_BUILD_BATCH_SIZE=16", "-DJINGUO_BUILD_TESTS=OFF",
        "-DJINGUO_BUILD_EXAMPLES=OFF", f"-DCMAKE_INSTALL_PREFIX={folder / 'prefix'}")
    run("cmake", "--build", folder / "build")
    run("cmake", "--install", folder / "build")
    return folder / "prefix"


def check_programme(printed):
    """One woman's reasons, in both languages, and nobody else's id in them."""
    assert printed.startswith("optimal 3 of 4 placed\n")
    assert "not placed" in printed and re.search(r"[\u4e00-\u9fff]", printed)
    assert not re.search(r"\bW\d", printed), "a reason names another woman"
    assert re.fullmatch(r"[0-9a-f]{64}", printed.splitlines()[-1])


def test_finds_the_installed_library_with_other_machine_flags(installed, tmp_path):
    build_outside(tmp_path, f"-DCMAKE_PREFIX_PATH={installed}", flags="-march=native -ffast-math")
    assert run(tmp_path / "assign") == ASSIGN
    assert run(tmp_path / "with_eigen") == EIGEN
    empty = tmp_path / "empty"
    empty.mkdir()
    check_programme(run(tmp_path / "programme", cwd=empty))
    assert list(empty.iterdir()) == [], "it touched a file"


def test_gives_the_same_plan_whatever_the_outside_programs_flags(installed, tmp_path):
    printed = []
    for name, flags, kind in [("plain", "", "Debug"), ("fast", "-O3 -march=native -ffast-math", "Release")]:
        build_outside(tmp_path / name, f"-DCMAKE_PREFIX_PATH={installed}", flags=flags, build_type=kind)
        printed.append(run(tmp_path / name / "programme"))
    assert printed[0] == printed[1]


def test_the_solver_alone_asks_for_nothing(installed, tmp_path):
    build_outside(tmp_path, f"-DCMAKE_PREFIX_PATH={installed}", "-DSOLVER_ALONE=ON",
                  "-DCMAKE_DISABLE_FIND_PACKAGE_PkgConfig=ON", "-DCMAKE_DISABLE_FIND_PACKAGE_Boost=ON",
                  "-DCMAKE_DISABLE_FIND_PACKAGE_Eigen3=ON")
    assert run(tmp_path / "assign") == ASSIGN
    asked = run("ldd", tmp_path / "assign")
    assert not re.search(r"sodium|boost|hwy|sqlite", asked)


def test_becomes_a_part_of_the_outside_project(tmp_path):
    build_outside(tmp_path, f"-DJINGUO_SOURCE={ROOT}", "-DSOLVER_ALONE=ON")
    assert run(tmp_path / "assign") == ASSIGN


def test_a_shared_build_has_a_soversion_and_exports_nothing_else(shared, tmp_path):
    version = re.search(r"project\(jinguo VERSION (\d+\.\d+)", (ROOT / "CMakeLists.txt").read_text())
    for name in ("jinguo_solver", "jinguo", "jinguo_io", "jinguo_sample"):
        library = next(shared.rglob(f"lib{name}.so"))
        assert f"[lib{name}.so.{version[1]}]" in run("readelf", "-d", library)
        symbols = run("nm", "-D", "--defined-only", "--demangle", "--format=posix", library)
        names = re.findall(r"^(.+?) [A-Za-z] ", symbols, re.MULTILINE)
        assert [n for n in names if "jinguo::v0_1" not in n] == []
    build_outside(tmp_path, f"-DCMAKE_PREFIX_PATH={shared}")
    environment = os.environ | {"LD_LIBRARY_PATH": str(library.parent)}
    assert run(tmp_path / "assign", env=environment) == ASSIGN
    check_programme(run(tmp_path / "programme", env=environment))


def test_pkg_config_tells_enough_to_build(installed, tmp_path):
    folder = next(installed.rglob("jinguo-solver.pc")).parent
    environment = os.environ | {"PKG_CONFIG_PATH": str(folder)}
    for package, source, printed in [
        ("jinguo-solver", "assign.cpp", ASSIGN),
        ("jinguo-eigen", "with_eigen.cpp", EIGEN),
        ("jinguo", "programme.cpp", None),
    ]:
        flags = run("pkg-config", "--static", "--cflags", "--libs", package, env=environment).split()
        run("c++", "-std=c++20", OUTSIDE / source, "-o", tmp_path / "program", *flags)
        if printed is not None:
            assert run(tmp_path / "program") == printed
        else:
            check_programme(run(tmp_path / "program"))
    assert run("pkg-config", "--exists", "jinguo-io", env=environment) == ""


def test_refuses_a_component_that_is_not_there(installed, tmp_path):
    (tmp_path / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.25)\nproject(p LANGUAGES CXX)\n"
        "find_package(jinguo REQUIRED COMPONENTS solver finance_of_tomorrow)\n"
    )
    done = subprocess.run(
        [shutil.which("cmake"), "-S", tmp_path, "-B", tmp_path / "b", "-G", "Ninja",
         f"-DCMAKE_PREFIX_PATH={installed}"],
        capture_output=True, text=True,
    )
    assert done.returncode != 0
    assert "finance_of_tomorrow" in done.stderr
