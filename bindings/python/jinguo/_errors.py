"""The exceptions of the package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._core import Issue, Message


class InputError(ValueError):
    """The content of an input is wrong. ``issues`` holds every fault that was found.

    The exception's own text says where each fault is and its code, never a value of a record, so
    that it may be logged; ``issue.text(lang)`` says everything.
    """

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues: tuple[Issue, ...] = tuple(issues)
        super().__init__(self.issues)

    def __str__(self) -> str:
        shown = [_line(issue) for issue in self.issues[:20]]
        if len(self.issues) > 20:
            shown.append(f"and {len(self.issues) - 20} more")
        return "; ".join(shown)


class InfeasibleError(ValueError):
    """No plan keeps every rule. ``witness`` says which rules cannot hold together.

    ``rules`` are messages in ids: ``message.text(lang)``.
    """

    def __init__(self, text: str, witness: object, rules: Sequence[Message] = ()) -> None:
        self.witness = witness
        self.rules: tuple[Message, ...] = tuple(rules)
        super().__init__(text, witness, self.rules)

    def __str__(self) -> str:
        return str(self.args[0])


def _line(issue: Issue) -> str:
    # Arguments of a call hold no person's data, so what was expected of them may be said.
    if issue.code.partition(".")[0] in ("python", "solver"):
        return issue.text("en")
    return issue.place()
