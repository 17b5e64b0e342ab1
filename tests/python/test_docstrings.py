"""What `help()` says is whole and true: every public name, every argument, and examples that run.

The examples read the folder that `jinguo demo --households 60 --out demo` makes. The docstrings are numpydoc's, and
numpydoc reads them; of a compiled function the arguments stand in the first line of its docstring.
"""

import contextlib
import doctest
import importlib
import inspect
import io
import re
import typing

import matplotlib
import pytest
from layout import ROOT, load_script
from numpydoc.docscrape import NumpyDocString
from numpydoc.validate import validate

import jinguo
from jinguo import _core

MODULES = (
    "jinguo", "jinguo.adoption", "jinguo.cards", "jinguo.finance", "jinguo.geo", "jinguo.lottery", "jinguo.measure",
    "jinguo.explanation", "jinguo.next_year", "jinguo.plan", "jinguo.plots", "jinguo.policy", "jinguo.registry",
    "jinguo.report", "jinguo.solver", "jinguo.template",
)  # fmt: skip
# Modules with an __all__ that no caller is meant to import: parts of the command line.
INTERNAL = {"jinguo.cli", "jinguo.keeping", "jinguo.marked"}


def members(kind):
    """The public members of a class, inherited ones of the package too."""
    found = {}
    for base in reversed(kind.__mro__):
        if base.__module__.partition(".")[0] == "jinguo":
            found |= {name: value for name, value in vars(base).items() if not name.startswith("_")}
    return found


def shown():
    """Classes that a caller gets to see without asking for them by name."""
    return [_core.PairingPlan, _core.PlanAward, _core.Unmatched, _core.Option, _core.PlaceResult, _core.PlaceReason,
            _core.WomanChange]  # fmt: skip


def public():
    """(path, object) of every public class, function, method and property, each once."""
    seen, found = set(), []

    def add(path, value):
        # A method that several classes inherit is one.
        key = id(getattr(value, "__func__", value))
        if key not in seen:
            seen.add(key)
            found.append((path, value))

    named = [(f"{module}.{name}", getattr(importlib.import_module(module), name))
             for module in MODULES for name in importlib.import_module(module).__all__]
    named += [(f"jinguo._core.{kind.__name__}", kind) for kind in shown()]
    for path, value in named:
        if isinstance(value, type):
            add(path, value)
            for name, member in sorted(members(value).items()):
                if isinstance(member, property):
                    add(f"{path}.{name}", member)
                elif callable(getattr(value, name)):
                    add(f"{path}.{name}", getattr(value, name))
        elif inspect.isroutine(value):
            add(path, value)
    return found


PUBLIC = public()
CALLABLE = [(path, value) for path, value in PUBLIC if not isinstance(value, (type, property))]
CLASSES = [(path, value) for path, value in PUBLIC if isinstance(value, type)]
PROPERTIES = [(path, value) for path, value in PUBLIC if isinstance(value, property)]


def ids(found):
    return [path for path, _ in found]


def split_compiled(text):
    """(arguments, docstring) of a compiled function: its own first line, or that of its first overload."""
    if "\nOverloaded function.\n" in text:
        every = re.split(r"^\d+\. ", text, flags=re.MULTILINE)[1:]
        # What an overload more than copies: the first that takes anything beside itself.
        text = next((one for one in every if re.match(r"\w+\(self: [\w.]+, ", one)), every[0])
    first, _, rest = text.partition("\n")
    names, depth, start = [], 0, ""
    for letter in re.match(r"\w+\((.*)\) -> ", first)[1] + ",":
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and depth == 0:
            names.append(re.split("[:=]", start)[0].strip())
            start = ""
        else:
            start += letter
    return [name for name in names if name not in ("", "*", "self", "cls")], rest


def arguments(value):
    """The names of the arguments of a function or of a class's constructor."""
    try:
        signature = inspect.signature(value)
    except ValueError:
        if isinstance(value, type):
            text = inspect.getdoc(value.__init__) or ""
            return [] if not re.match(r"__init__\(", text) else split_compiled(text)[0]
        return split_compiled(value.__doc__)[0]
    names = []
    for name, parameter in signature.parameters.items():
        if name not in ("self", "cls", "*"):
            stars = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
            names.append(stars + name)
    return names


def docstring(value):
    """What is said of it, without the line that pybind11 puts first."""
    text = inspect.getdoc(value) or ""
    compiled = not isinstance(value, (type, property)) and re.match(r"\w+\(.*", text)
    return inspect.cleandoc(split_compiled(text)[1]) if compiled else text


def parsed(value):
    return NumpyDocString(docstring(value))


def documented(section):
    return [name.strip() for entry in section for name in entry.name.split(",")]


def made_by_users(kind):
    """Whether a class has arguments of its own to speak of; what NamedTuples hold, they say as attributes."""
    return not hasattr(kind, "_fields") and not issubclass(kind, _core.Market) and kind.__name__ != "Market"


def test_every_module_of_the_package_is_looked_at():
    there = {
        ".".join(path.relative_to(ROOT / "bindings" / "python").with_suffix("").parts).removesuffix(".__init__")
        for path in (ROOT / "bindings" / "python" / "jinguo").glob("**/*.py")
    }
    open_ones = {name for name in there if not re.search(r"\._|\.commands|\.report\.|^jinguo\.__main__", name)}
    assert open_ones == set(MODULES) | INTERNAL


def test_the_walk_finds_what_there_is():
    assert len(CALLABLE) > 100 and len(CLASSES) > 35 and len(PROPERTIES) > 350
    assert {"jinguo.match", "jinguo.solver.Market.dense", "jinguo.Registry.add", "jinguo.Base.replace"} <= set(ids(CALLABLE))


@pytest.mark.parametrize("path, value", CALLABLE, ids=ids(CALLABLE))
def test_a_function_says_every_argument_and_what_it_returns(path, value):
    doc = parsed(value)
    assert documented(doc["Parameters"]) == arguments(value)
    for entry in doc["Parameters"]:
        assert entry.type and " ".join(entry.desc).strip(), f"{path}: {entry.name} has no type or no words"
    assert doc["Returns"] and all(" ".join(entry.desc).strip() for entry in doc["Returns"])
    assert doc["Examples"]


@pytest.mark.parametrize("path, kind", CLASSES, ids=ids(CLASSES))
def test_a_class_says_every_argument(path, kind):
    if kind in shown():
        assert docstring(kind)
        return
    doc = parsed(kind)
    assert doc["Examples"]
    if hasattr(kind, "_fields"):
        assert documented(doc["Attributes"]) == list(kind._fields)
    else:
        assert documented(doc["Parameters"]) == arguments(kind)
    for entry in (*doc["Parameters"], *doc["Attributes"]):
        assert entry.type and " ".join(entry.desc).strip(), f"{path}: {entry.name} has no type or no words"
    assert set(documented(doc["Attributes"])) >= set(getattr(kind, "__slots__", ())) - {"__weakref__"} - {
        name for name in getattr(kind, "__slots__", ()) if name.startswith("_")}


def test_every_property_has_words():
    assert [path for path, value in PROPERTIES if not (value.__doc__ or "").strip()] == []


# What numpydoc may say of a docstring here: sections in order, no blank line too many, a summary of one line.
CHECKED = {"GL03", "GL06", "GL07", "GL08", "GL09", "SS01", "SS02", "SS03", "SS04", "SS06", "PR04", "PR05", "PR07", "PR10", "RT03", "RT04"}


@pytest.mark.parametrize("path", [path for path, value in (*CALLABLE, *CLASSES) if value not in shown() and getattr(value, "__module__", "") != "jinguo._core" and "_core" not in str(type(value))])
def test_numpydoc_finds_no_fault(path):
    faults = [(code, said) for code, said in validate(path)["errors"] if code in CHECKED]
    assert faults == []


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A folder in which `jinguo demo` was run, as the examples want it."""
    from jinguo.cli import main

    folder = tmp_path_factory.mktemp("examples")
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(["demo", "--households", "60", "--out", str(folder / "demo")]) in (0, None)
    return folder


@pytest.mark.parametrize("path, value", [one for one in PUBLIC if ">>>" in docstring(one[1])],
                         ids=[path for path, value in PUBLIC if ">>>" in docstring(value)])
def test_an_example_runs(path, value, demo, monkeypatch):
    monkeypatch.chdir(demo)
    matplotlib.use("Agg")
    test = doctest.DocTestParser().get_doctest(docstring(value), {}, path, None, None)
    said = io.StringIO()
    failed, tried = doctest.DocTestRunner().run(test, out=said.write)
    assert tried and not failed, said.getvalue()


# --- both languages ---------------------------------------------------------------------------------------------

# Where the C++ function of a Python one is: the namespaces of a module, and those that only Python has.
NAMESPACES = {
    "jinguo": ("", "engine"), "jinguo.finance": ("finance", ""), "jinguo.measure": ("measure", "programme"),
    "jinguo.solver": ("solver",), "jinguo.cards": (), "jinguo.plots": (), "jinguo.report": (), "jinguo.template": (),
}  # fmt: skip


def in_both():
    """(Python path, its summary, the summaries of the C++ function of that name) of every such pair."""
    headers = load_script("headers")
    said = {}
    for one in headers.declarations():
        if one.kind in headers.FUNCTIONS:
            said.setdefault(one.name, []).extend(headers.summary(comment) for comment in one.comments)
    for module, namespaces in NAMESPACES.items():
        for name in importlib.import_module(module).__all__:
            value = getattr(importlib.import_module(module), name)
            there = [summary for space in namespaces for summary in said.get(f"{space}::{name}" if space else name, ())]
            if inspect.isfunction(value) and there:
                yield f"{module}.{name}", docstring(value).partition("\n")[0], there


def plain(summary):
    return re.sub(r"[`]|\(\)", "", summary)


def test_both_languages_say_the_same_of_a_function():
    pairs = list(in_both())
    assert len(pairs) > 25  # 28 when this was written
    differ = {path: (said, there) for path, said, there in pairs if plain(said) not in map(plain, there)}
    assert differ == {}


def test_every_public_module_has_its_rooms():
    """`jinguo` shows again what adoption, geo, lottery, next_year, plan, policy and registry define."""
    again = {name for name in MODULES if set(importlib.import_module(name).__all__) <= set(jinguo.__all__) | {"Faults"}}
    assert set(MODULES) == set(NAMESPACES) | again


def test_the_words_of_the_structs_are_those_of_the_headers():
    """Renew with: .venv/bin/python scripts/headers.py, and build"""
    headers = load_script("headers")
    assert headers.NOTES.read_text(encoding="utf-8") == headers.notes()


def test_a_property_says_what_the_header_says():
    assert _core.PlaceResult.worth.__doc__ == "Points that one more place would give the plan."
    assert jinguo.Base.income.__doc__ == "Expected net income of a woman, yuan a year. 预期年净收入"
    assert typing.get_args(jinguo.solver.Status)  # and is no class that the walk would have to enter
