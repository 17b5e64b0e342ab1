"""The walls between the modules: includes point one way, words stay where they belong."""

import re

import pytest

from layout import INCLUDE, ROOT, SOURCE, modules_of_code, sources

ALLOWED = {
    "core": {"core"},
    "solver": {"core", "solver"},
    "domain": {"core", "domain"},
    "finance": {"core", "domain", "finance"},
    "engine": {"core", "solver", "domain", "finance", "engine"},
    "measure": {"core", "solver", "domain", "finance", "engine", "measure"},
    "programme": {"core", "solver", "domain", "finance", "engine", "programme"},
    "io": {"core", "domain", "engine", "io"},
    "sample": {"core", "domain", "io", "sample"},
}
INCLUDED = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)
DOMAIN_WORDS = re.compile(
    r"\b(beneficiar\w*|household\w*|wom[ae]n|mentors?|enterprises?|cooperatives?|loans?|villages?|"
    r"count(y|ies))\b",
    re.IGNORECASE,
)


def included(text):
    return INCLUDED.findall(text)


def wrong_arrows(module, text):
    """Rooms that a file of `module` includes though it may not."""
    seen = {name.split("/")[1] for name in included(text) if re.match(r"jinguo/\w+/", name)}
    return sorted(seen - ALLOWED[module])


def test_the_checker_sees_a_wrong_arrow():
    assert wrong_arrows("solver", '#include "jinguo/domain/base.hpp"\n') == ["domain"]
    assert wrong_arrows("domain", '#include <jinguo/solver/market.hpp>\n') == ["solver"]
    assert wrong_arrows("io", '#include "jinguo/engine/plan.hpp"\n') == []


def test_every_room_is_known():
    assert {module for module, _ in modules_of_code()} - {None} <= set(ALLOWED)
    assert [path.name for module, path in modules_of_code() if module is None] == ["jinguo.hpp"]


def test_includes_point_one_way():
    wrong = [
        f"{path.relative_to(ROOT)} includes {target}/"
        for module, path in modules_of_code()
        if module is not None
        for target in wrong_arrows(module, path.read_text())
    ]
    assert wrong == []


def test_a_sources_private_headers_stay_in_its_room():
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sources(SOURCE, ".hpp", ".cpp")
        for name in included(path.read_text())
        if name.startswith("src/") and name.split("/")[1] != path.relative_to(SOURCE).parts[0]
        or ".." in name
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("pattern", "modules", "excused"),
    [
        (r"boost/", set(ALLOWED) - {"io"}, ()),
        (r"toml", set(ALLOWED) - {"io"}, ()),
        (r"sqlite3?\.h", set(ALLOWED) - {"io"}, ()),
        (r"sodium", {"core", "domain", "finance", "solver"}, ()),
        (r"(unsupported/)?Eigen/", set(ALLOWED), ("include/jinguo/solver/eigen.hpp",)),
        (r"(iostream|fstream|iomanip)$", set(ALLOWED), ()),
        (r"(unistd|fcntl|pthread|signal|locale)(\.h)?$|sys/", set(ALLOWED) - {"io"}, ()),
        (r"clocale|csignal|locale$", {"io"}, ()),
    ],
)
def test_what_a_library_brings_stays_in_its_room(pattern, modules, excused):
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for module, path in modules_of_code()
        if module in modules and str(path.relative_to(ROOT)) not in excused
        for name in included(path.read_text())
        if re.match(pattern, name)
    ]
    assert wrong == []


def test_the_solver_has_never_heard_of_a_woman():
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for module, path in modules_of_code()
        if module == "solver"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if DOMAIN_WORDS.search(line)
    ]
    assert wrong == []


def test_the_domain_has_never_heard_of_a_price_or_a_pivot():
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for module, path in modules_of_code()
        if module == "domain"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r"\b(pivot|reduced cost|dual price|residual)\b", line, re.IGNORECASE)
    ]
    assert wrong == []


def test_one_macro_and_no_128_bit_integer_in_a_public_header():
    wrong = []
    for path in sources(INCLUDE, ".hpp"):
        text = path.read_text()
        name = path.relative_to(ROOT)
        if not text.startswith("#pragma once"):
            wrong.append(f"{name}: no #pragma once on its first line")
        for number, line in enumerate(text.splitlines(), 1):
            macro = re.match(r"\s*#\s*define\b", line) and path.name != "inline.hpp"
            if macro or "__int128" in line:
                wrong.append(f"{name}:{number}: {line.strip()}")
            if re.match(r"using namespace\b", line):  # inside a function it harms nobody
                wrong.append(f"{name}:{number}: {line.strip()}")
    assert wrong == []
