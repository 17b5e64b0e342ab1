"""Nothing is forgotten: every header is listed, installed, and in the umbrella; one version."""

import re

from layout import INCLUDE, ROOT, SOURCE, sources

# What a header or a source includes for itself: definitions, texts, rules.
NOT_IN_THE_UMBRELLA = re.compile(
    r"^(io/|sample/|solver/eigen\.hpp$|jinguo\.hpp$|\w+/detail/|.*-inl\.hpp$|"
    r"domain/(activity_rules|report|rules)\.hpp$)"
)


def headers():
    return [str(p.relative_to(INCLUDE)) for p in sources(INCLUDE, ".hpp")]


def test_every_header_is_in_a_file_set():
    listed = re.findall(r"^\s+(\S+\.hpp)$", (INCLUDE / "CMakeLists.txt").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(set(listed))
    assert sorted(listed) == headers()


def test_the_umbrella_forgets_no_header_and_leaves_out_io():
    included = re.findall(r'#include "jinguo/(\S+)"', (INCLUDE / "jinguo.hpp").read_text())
    assert included == sorted(h for h in headers() if not NOT_IN_THE_UMBRELLA.match(h))


def test_every_source_is_listed_for_its_library():
    for module in sorted(p for p in SOURCE.iterdir() if p.is_dir()):
        listed = (module / "CMakeLists.txt").read_text()
        forgotten = [
            str(p.relative_to(module))
            for p in sources(module, ".cpp")
            if not re.search(rf"(?m)(^|[\s/]){re.escape(str(p.relative_to(module)))}$", listed)
        ]
        assert forgotten == [], module.name


def test_every_file_set_and_source_is_listed_never_globbed():
    for path in [ROOT / "CMakeLists.txt", *ROOT.glob("*/**/CMakeLists.txt")]:
        if "build" in path.parts or ".venv" in path.parts:
            continue
        assert not re.search(r"file\s*\(\s*GLOB", path.read_text(), re.IGNORECASE), path


def test_there_is_one_version():
    cmake = re.search(
        r"project\(jinguo VERSION (\d+)\.(\d+)\.(\d+)", (ROOT / "CMakeLists.txt").read_text()
    ).groups()
    header = (INCLUDE / "core" / "version.hpp").read_text()
    assert re.findall(r"version_(?:major|minor|patch) = (\d+);", header) == list(cmake)
    assert f'return "{".".join(cmake)}"' in header
    namespace = f"jinguo::inline v{cmake[0]}_{cmake[1]}"
    for path in sources(INCLUDE, ".hpp"):
        for line in re.findall(r"^namespace jinguo.*$", path.read_text(), re.MULTILINE):
            assert namespace in line, path
    assert f"version: {'.'.join(cmake)}\n" in (ROOT / "CITATION.cff").read_text()
    assert f"## [{'.'.join(cmake)}]" in (ROOT / "CHANGELOG.md").read_text()


def test_texts_are_compiled_in_one_source_and_stand_in_no_public_header():
    texts = sources(SOURCE / "core" / "texts", ".hpp")
    assert texts
    for path in texts:
        included = re.findall(r'#include "([^"]+)"', path.read_text())
        assert included == ["jinguo/core/message.hpp"], path
    who = [
        path.relative_to(SOURCE).as_posix()
        for path in sources(SOURCE, ".cpp")
        if re.search(r'#include "(catalogue|texts/\w+)\.hpp"', path.read_text())
    ]
    assert who == ["core/texts.cpp"]
