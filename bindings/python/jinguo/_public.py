"""What a module shows of itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def only(names: Sequence[str]) -> Callable[[], list[str]]:
    """A module's ``__dir__``: the names of its ``__all__``, without what it imports itself."""
    return lambda: sorted(names)
