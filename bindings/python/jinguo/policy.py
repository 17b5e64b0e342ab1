"""Policies: what is fair and what counts, as strict TOML."""

from __future__ import annotations

import os
from typing import Any

from . import _core

__all__ = ["Policy"]


class Policy(_core.Policy):
    """A policy that was checked; read with `load` or `parse`."""

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Policy:
        """Reads a TOML file. InputError with every fault (row: the line, column: the key)."""
        return cls(_core.load_policy(os.fspath(path)))

    @classmethod
    def parse(cls, text: str, name: str = "policy") -> Policy:
        """The same from a text; ``name`` stands as file in the issues."""
        return cls(_core.parse_policy(text, name))

    def to_dict(self) -> dict[str, Any]:
        """Its data, every default filled in, as nested dicts and lists."""
        import tomllib

        return tomllib.loads(self.to_toml())

    def __repr__(self) -> str:
        return f"<Policy {self.name} of {self.date}: {', '.join(self.pairings)}>"
