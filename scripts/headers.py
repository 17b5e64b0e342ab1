"""What the public headers declare, and what their comments say of it: read with libclang.

    .venv/bin/python scripts/headers.py     writes bindings/python/notes.cpp, from which the Python
                                            package has the words of the structs that it shows

A private header (`detail/`, `-inl.hpp`) is no part of it. tests/project/test_headers.py asks that everything has a
comment; tests/python/test_docstrings.py that both languages say the same of a function.
"""

from __future__ import annotations

import functools
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clang import cindex

ROOT = Path(__file__).parents[1]
INCLUDE = ROOT / "include"
NOTES = ROOT / "bindings" / "python" / "notes.cpp"
KIND = cindex.CursorKind
RECORDS = {KIND.STRUCT_DECL, KIND.CLASS_DECL, KIND.CLASS_TEMPLATE}
FUNCTIONS = {KIND.FUNCTION_DECL, KIND.FUNCTION_TEMPLATE, KIND.CXX_METHOD, KIND.CONSTRUCTOR}
VALUES = {KIND.FIELD_DECL, KIND.VAR_DECL, KIND.TYPE_ALIAS_DECL, KIND.TYPE_ALIAS_TEMPLATE_DECL, KIND.ENUM_CONSTANT_DECL}
PUBLIC = {cindex.AccessSpecifier.PUBLIC, cindex.AccessSpecifier.NONE, cindex.AccessSpecifier.INVALID}


@dataclass(frozen=True)
class Declaration:
    """One public name; the overloads of a function in a header are one."""

    header: str  # "jinguo/core/money.hpp"
    line: int
    name: str  # "finance::Schedule::rows", without jinguo and its version
    kind: Any  # a cindex.CursorKind
    comments: tuple[str, ...]  # of each overload that has one, as plain text
    special: bool  # a constructor or assignment that every class has: it copies, moves or takes nothing

    @property
    def comment(self) -> str:
        return self.comments[0] if self.comments else ""


def public_headers() -> list[Path]:
    every = sorted((INCLUDE / "jinguo").rglob("*.hpp"))
    return [path for path in every if "detail" not in path.parts and not path.name.endswith("-inl.hpp")]


@functools.cache
def parse() -> Any:
    """All public headers as one translation unit, with clang's warnings of comments among its diagnostics."""
    resources = subprocess.run(["clang", "-print-resource-dir"], check=True, capture_output=True, text=True).stdout.strip()
    source = "".join(f'#include "{path}"\n' for path in public_headers())
    arguments = ["-std=c++20", f"-I{INCLUDE}", "-isystem", "/usr/include/eigen3", "-resource-dir", resources, "-Wdocumentation"]
    unit = cindex.Index.create().parse(
        "headers.cpp", args=arguments, unsaved_files=[("headers.cpp", source)],
        options=cindex.TranslationUnit.PARSE_SKIP_FUNCTION_BODIES,
    )
    errors = [str(each) for each in unit.diagnostics if each.severity >= cindex.Diagnostic.Error]
    if errors:
        raise RuntimeError("\n".join(errors))
    return unit


@functools.cache
def declarations() -> tuple[Declaration, ...]:
    """Every public declaration, in the order of the headers."""
    found: dict[tuple[str, str], list[Any]] = {}
    for header, name, cursor in _walk(parse().cursor, (), {str(path) for path in public_headers()}):
        same = found.setdefault((header, name), [])
        if all(each.extent.start.offset != cursor.extent.start.offset for each in same):
            same.append(cursor)
    return tuple(_declaration(header, name, same) for (header, name), same in found.items())


def _walk(parent: Any, path: tuple[str, ...], headers: set[str]) -> Iterator[tuple[str, str, Any]]:
    for cursor in parent.get_children():
        if cursor.location.file is None or cursor.location.file.name not in headers:
            continue
        if cursor.kind == KIND.NAMESPACE:
            if cursor.spelling not in ("detail", "boost", "std"):  # what specialises other libraries' templates
                own = () if cursor.spelling in ("jinguo", "v0_1") else (cursor.spelling,)
                yield from _walk(cursor, (*path, *own), headers)
            continue
        kind = cursor.kind
        if kind not in RECORDS | FUNCTIONS | VALUES | {KIND.ENUM_DECL} or cursor.access_specifier not in PUBLIC:
            continue
        # A forward declaration says nothing, nor does a specialisation of a template of the standard library.
        if kind in RECORDS and (not cursor.is_definition() or cursor.semantic_parent.spelling == "std"):
            continue
        if cursor.spelling.startswith("<deduction guide"):
            continue
        yield str(Path(cursor.location.file.name).relative_to(INCLUDE)), "::".join((*path, cursor.spelling)), cursor
        if kind in RECORDS | {KIND.ENUM_DECL}:
            yield from _walk(cursor, (*path, cursor.spelling), headers)


def _declaration(header: str, name: str, overloads: list[Any]) -> Declaration:
    first = overloads[0]
    comments = tuple(plain(each.raw_comment) for each in overloads if each.raw_comment)
    special = first.spelling == "operator=" or all(
        each.kind == KIND.CONSTRUCTOR
        and (each.is_copy_constructor() or each.is_move_constructor() or each.is_default_constructor())
        for each in overloads
    )
    return Declaration(header, first.location.line, name, first.kind, comments, special)


def plain(comment: str) -> str:
    """A Doxygen comment as text: without its slashes, a paragraph a line."""
    lines = [re.sub(r"^\s*///<?\s?", "", line).rstrip() for line in comment.splitlines()]
    text = "\n".join(line.strip() for line in lines)
    return "\n".join(" ".join(part.split()) for part in re.split(r"\n\n+", text.strip()))


def summary(comment: str) -> str:
    """The first sentence, as Doxygen's brief."""
    sentence = re.match(r"(.*?[.!?])(?=\s+[A-Z`\"(0-9]|\s*$)", comment.partition("\n")[0])
    return sentence[1] if sentence else comment.partition("\n")[0]


def bound() -> list[str]:
    """The structs that the extension shows under their own names."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "bindings" / "python").glob("bind_*.cpp")))
    shown = re.findall(r'(?:py::class_<[\w:]+>\s*\w*|bind_record<[\w:]+>)\(\s*module,\s*"(\w+)"', text)
    return sorted(set(shown))


def notes() -> str:
    """bindings/python/notes.cpp: the comments of the bound structs and their fields."""
    rows: dict[str, str] = {}
    ranks = ("", "engine::", "finance::", "solver::")  # of two structs of one name the first is the bound one
    for name in bound():
        for rank in ranks:
            whole = [each for each in declarations() if each.name == f"{rank}{name}" and each.kind in RECORDS]
            if whole:
                brief = summary(whole[0].comment)
                rest = whole[0].comment.removeprefix(brief).strip()
                rows[name] = f"{brief}\n\n{rest}".strip()
                prefix = f"{rank}{name}::"
                rows |= {
                    f"{name}.{each.name.removeprefix(prefix)}": each.comment for each in declarations()
                    if each.name.startswith(prefix) and each.kind in (KIND.FIELD_DECL, KIND.CXX_METHOD) and each.comment
                }
                break
    lines = [f"    {{{_quoted(key)}, {_quoted(text)}}}," for key, text in sorted(rows.items())]
    return HEAD + "\n".join(lines) + TAIL


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


HEAD = """#include "notes.hpp"

// Made by scripts/headers.py; tests/python/test_docstrings.py fails until it has been run.
namespace jinguo_python {
namespace {

// clang-format off
constexpr Note all[] = {
"""
TAIL = """
};
// clang-format on

}  // namespace

std::span<const Note> notes() { return all; }

}  // namespace jinguo_python
"""

if __name__ == "__main__":
    NOTES.write_text(notes(), encoding="utf-8")
    print(NOTES)
