"""Writes docs/api.md: every public name of the Python package, from what the package says of itself.

    .venv/bin/python scripts/api_doc.py         tests/python/test_api.py fails until it has been run
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import jinguo
from jinguo import _core

PAGE = Path(__file__).parents[1] / "docs" / "api.md"
HEAD = """# The Python package, name by name

Made by `scripts/api_doc.py` from the docstrings; `help(jinguo.match)` says the same. What enters as a frame: [frames](frames.md); every table and column: [tables](tables.md).
"""


def page() -> str:
    parts = [HEAD]
    for module in (jinguo, jinguo.measure, jinguo.finance, jinguo.plots, jinguo.solver):
        parts += _module(module)
    return "\n".join(parts)


def _module(module: ModuleType) -> list[str]:
    parts = [f"## {module.__name__}", "", _block(inspect.getdoc(module) or ""), ""]
    for name in sorted(module.__all__, key=str.lower):
        value = getattr(module, name)
        if isinstance(value, ModuleType) or name == "__version__":
            continue
        if isinstance(value, type):
            parts += _class(f"{module.__name__}.{name}", value)
        elif callable(value) and not _is_alias(value):
            parts += [f"### {name}", "", _block(_signature(name, value) + "\n\n" + (inspect.getdoc(value) or "")), ""]
        else:
            parts += [f"### {name}", "", _block(f"{name} = {_plain(value)}"), ""]
    return parts


def _class(path: str, kind: type) -> list[str]:
    name = path.rpartition(".")[2]
    record = isinstance(getattr(kind, "table", None), str) and kind.__module__ == _core.__name__
    heading = f"class {name}" if record or kind.__init__ is object.__init__ else _signature(name, kind)
    lines = [heading, "", _told_once(inspect.getdoc(kind) or "") if record else inspect.getdoc(kind) or ""]
    for member, value in sorted(_members(kind).items()):
        if isinstance(value, property):
            type_ = re.search(r"-> (.*)", inspect.getdoc(value.fget) or "") if value.fget else None
            said = _first(value)
            lines.append(f"\n{member}{': ' + _short(type_[1]) if type_ else ''}{'  ' + said if said else ''}")
        elif callable(getattr(kind, member)):
            signature = _signature(member, getattr(kind, member))
            text = _without_signature(inspect.getdoc(getattr(kind, member)) or "")
            if record and member == "replace":
                signature = f"replace(self, **fields) -> {name}"
                text = _told_once(text)
            lines.append(f"\n{signature}")
            if text:
                lines.append("    " + text.replace("\n", "\n    ").replace("    \n", "\n"))
    return [f"### {name}", "", _block("\n".join(lines)), ""]


def _members(kind: type) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        if base.__module__.partition(".")[0] == "jinguo":
            found |= {name: value for name, value in vars(base).items() if not name.startswith("_")}
    return found


def _signature(name: str, value: Any) -> str:
    try:
        return f"{name}{inspect.signature(value)}".replace("jinguo._core.", "").replace("_core.", "")
    except (TypeError, ValueError):  # a compiled function says it in the first line of its docstring
        first = (value.__doc__ or "").partition("\n")[0]
        said = first if first.startswith(name + "(") else f"{name}(...)"
        return said.replace("jinguo._core.", "").replace("self: ", "self: ")


def _without_signature(text: str) -> str:
    first, _, rest = text.partition("\n")
    return rest.strip("\n") if re.match(r"\w+\(.*\) -> ", first) else text


def _told_once(text: str) -> str:
    """A record's words without its fields, which stand below as properties, nor what any record raises."""
    return text.partition("\nParameters\n---")[0].rstrip()


def _short(type_: str) -> str:
    return type_.strip().replace("typing.", "").replace("jinguo._core.", "")


def _first(value: Any) -> str:
    return (value.__doc__ or "").strip().partition("\n")[0]


def _is_alias(value: Any) -> bool:
    return type(value).__module__ == "typing"


def _plain(value: Any) -> str:
    return str(value).replace("typing.", "")


def _block(text: str) -> str:
    return "```\n" + "\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n```"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
