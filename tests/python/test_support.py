"""docs/support.md: every name in it exists where it is claimed, and nothing that a user can reach is missing from it."""

import argparse
import importlib
import re
import sys
import types
from pathlib import Path

import pytest
from layout import ROOT, load_script
from test_docstrings import MODULES

import jinguo
from jinguo.cli import _parser
from jinguo.report.render import PARTS

COLUMNS = ("C++", "Python", "command line", "policy file", "report page")
EVERYWHERE = {"--help", "--lang", "--json", "--shared", "--version"}


def rows(text):
    """(feature, {column: names}) of every row of the tables."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if cells and cells[0] != "feature" and not set(line) <= set("|-"):
            assert len(cells) == 6, line
            for cell in cells[1:]:
                assert re.fullmatch(r"(`[^`]+`( |$))*", cell), f"{cells[0]}: {cell}"
            yield cells[0], {column: re.findall("`([^`]+)`", cell) for column, cell in zip(COLUMNS, cells[1:], strict=True)}


ROWS = list(rows((ROOT / "docs" / "support.md").read_text(encoding="utf-8")))


def named(column):
    return {name for _, cells in ROWS for name in cells[column]}


def commands(parser=None, name=""):
    """Every command, and "command --option" of each of its own options."""
    for action in (parser or _parser(lambda en, zh: en))._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, made in action.choices.items():
                below = f"{name} {word}".strip()
                if not any(isinstance(one, argparse._SubParsersAction) for one in made._actions):
                    yield below
                yield from commands(made, below)
        elif name:
            yield from (f"{name} {option}" for option in action.option_strings if option.startswith("--") and option not in EVERYWHERE)


def policy_keys():
    """"Record.key" of everything that the reader of policies knows: what its records tell their visitor."""
    text = (ROOT / "include" / "jinguo" / "domain" / "policy.hpp").read_text(encoding="utf-8")
    for record in re.finditer(r"void fields\(std::type_identity<(\w+)>.*?\n}", text, re.DOTALL):
        yield from (f"{record[1]}.{key}" for key in re.findall(r'visit\("(\w+)"', record[0]))


def python_names():
    """Every name that a public module lists, from `jinguo` on, but modules; the same object is one name."""
    seen = set()
    for module in map(importlib.import_module, MODULES):
        for name in module.__all__:
            value = getattr(module, name)
            if id(value) not in seen and name != "__version__" and not isinstance(value, types.ModuleType):
                seen.add(id(value))
                yield f"{module.__name__}.{name}".removeprefix("jinguo.")


def parts_of_the_page():
    """The codes of the page's parts, as their modules make them: a section of the page has each as its class."""
    for part in PARTS:
        text = Path(sys.modules[part.__module__].__file__).read_text(encoding="utf-8")
        (code,) = set(re.findall(r'\bPart\("(\w+)"', text))
        yield code


def in_python(name):
    head, *rest = name.split(".")
    value = getattr(jinguo, head, None)
    if value is None or (rest and not hasattr(value, rest[0])):
        value = importlib.import_module(f"jinguo.{head}")
    for part in rest:
        value = getattr(value, part)
    return value


def test_a_name_in_cpp_is_declared():
    declared = {one.name for one in load_script("headers").declarations()}
    declared.add("Registry")  # its class lies in detail/; domain/registry.hpp is how it is included
    assert named("C++") - declared == set()


@pytest.mark.parametrize("name", sorted(named("Python")))
def test_a_name_in_python_can_be_reached(name):
    assert in_python(name) is not None


def test_commands_and_options_are_those_of_the_parser():
    there = set(commands())
    assert len(there) > 60
    assert named("command line") == there


def test_policy_keys_are_those_of_the_reader():
    there = set(policy_keys())
    assert len(there) == 52
    assert named("policy file") == there


def test_parts_of_the_page_are_those_that_it_has():
    assert named("report page") == set(parts_of_the_page())


def test_every_public_python_name_stands_in_a_row():
    there = set(python_names())
    assert len(there) > 70
    reached = {id(in_python(name)) for name in named("Python")}
    assert {name for name in there if id(in_python(name)) not in reached} == set()


def test_a_false_claim_fails():
    false = "| x | `engine::nothing` | `nothing` | `match --nothing` | `Need.nothing` | `nothing` |"
    (_, cells), = rows(false)
    assert cells["C++"] == ["engine::nothing"] and cells["command line"] == ["match --nothing"]
    with pytest.raises((AttributeError, ModuleNotFoundError)):
        in_python("nothing")
    assert not set(cells["policy file"]) <= set(policy_keys()) and not set(cells["command line"]) <= set(commands())
