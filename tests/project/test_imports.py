"""The package's modules import each other one way: nowhere a circle, also not within functions."""

import ast

import pytest

from layout import ROOT

PACKAGE = ROOT / "bindings" / "python" / "jinguo"


def modules(package):
    """Files by the names of their modules."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(name, path, known):
    """The modules of the package that one imports, anywhere in it but for type checkers."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            node.body = []
    here = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    out = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            out |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = here[: len(here) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            for one in node.names:
                whole = f"{base}.{one.name}"
                # `from . import _core` takes the extension, which is no Python module of ours.
                out.add(whole if whole in known or one.name == "_core" else base)
    return (out & set(known)) - {name}


def circle(arrows):
    """Modules that import each other in a circle, the first that is found; or none."""
    done, way = set(), []

    def walk(name):
        if name in way:
            return [*way[way.index(name):], name]
        if name in done:
            return []
        way.append(name)
        for other in sorted(arrows[name]):
            if found := walk(other):
                return found
        way.pop()
        done.add(name)
        return []

    for name in sorted(arrows):
        if found := walk(name):
            return found
    return []


def test_the_checker_sees_a_circle(tmp_path):
    package = tmp_path / "p"
    package.mkdir()
    (package / "__init__.py").write_text("from .a import x\n")
    (package / "a.py").write_text("def f():\n    from .b import y\n")
    (package / "b.py").write_text("from . import a\n")
    known = modules(package)
    assert set(known) == {"p", "p.a", "p.b"}
    arrows = {name: imported(name, path, known) for name, path in known.items()}
    assert arrows == {"p": {"p.a"}, "p.a": {"p.b"}, "p.b": {"p.a"}}
    assert circle(arrows) == ["p.a", "p.b", "p.a"]
    (package / "b.py").write_text("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from . import a\n")
    assert circle({name: imported(name, path, known) for name, path in known.items()}) == []


def test_no_module_of_the_package_imports_in_a_circle():
    known = modules(PACKAGE)
    assert len(known) > 50
    assert circle({name: imported(name, path, known) for name, path in known.items()}) == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "commands").glob("[a-z]*.py")), ids=lambda path: path.stem)
def test_a_command_says_its_arguments_and_runs(path):
    named = {node.name for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef)}
    assert "add_arguments" in named and any(name == "run" or name.startswith("run_") for name in named)
