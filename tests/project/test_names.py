"""No type is defined twice: two of one name in one namespace are one to the linker, which then mixes their functions."""

import re

from layout import ROOT, modules_of_code

NOISE = re.compile(r'//[^\n]*|/\*.*?\*/|R"\((?:.|\n)*?\)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)
OPENING = re.compile(
    r"(?P<namespace>\bnamespace\b(?P<path>[\w\s:]*)\{)"
    r"|(?P<type>\b(?:struct|class|union|enum(?:\s+class)?)\s+(?:\[\[[^]]*\]\]\s*)?(?P<name>\w+)\s*(?:final\s*)?(?::(?!:)[^;{()]*)?\{)"
    r"|(?P<open>\{)|(?P<close>\})"
)


def types(text):
    """(namespace, name) of every type defined at namespace level, outside of unnamed namespaces."""
    stack = []
    for found in OPENING.finditer(NOISE.sub(" ", text)):
        if found["namespace"]:
            path = re.sub(r"\binline\b|\s", "", found["path"])
            stack.append(path or None)  # None: unnamed, each file has its own
        elif found["close"]:
            stack.pop()
        else:
            inside = all(isinstance(one, str) and one != "{" for one in stack)
            if found["type"] and inside:
                yield "::".join(stack), found["name"]
            stack.append("{")


def twice(files):
    seen = {}
    for path, text in files:
        for where, name in types(text):
            seen.setdefault((where, name), set()).add(path)
    return {f"{where}::{name}": sorted(paths) for (where, name), paths in seen.items() if len(paths) > 1}


def test_no_type_is_defined_in_two_files():
    files = [(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for _, path in modules_of_code()]
    assert sum(1 for _, text in files for _ in types(text)) > 200
    assert twice(files) == {}


def test_the_guard_sees_two_of_one_name():
    one = "namespace a::inline v1::b {\nstruct Loss { int x; };\n}"
    other = 'namespace a::inline v1::b {\nnamespace { struct Own {}; }\n// struct Not {\nclass Loss : Base<int> { const char* s = "{"; };\n}'
    assert twice([("one", one), ("other", other), ("third", other.replace("Loss", "Else"))]) == {
        "a::v1::b::Loss": ["one", "other"]
    }
