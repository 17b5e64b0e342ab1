"""The exceptions of the package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._core import Issue, Message


class InputError(ValueError):
    """The content of an input is wrong; ``issues`` holds every fault that was found.

    The exception's own text says where each fault is and its code, and of policies and arguments what
    was expected; never a value of a record, so that it may be logged. ``issue.text(lang)`` of each of
    ``issues`` says everything.

    Parameters
    ----------
    issues : iterable of Issue
        The faults.

    Attributes
    ----------
    issues : tuple of Issue
        The faults.

    Examples
    --------
    >>> import jinguo as jg
    >>> try:
    ...     jg.Registry.from_frames(households={"id": ["a b"]})
    ... except jg.InputError as error:
    ...     print(error.issues[0].code)
    io.column.missing
    """

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues: tuple[Issue, ...] = tuple(issues)
        super().__init__(self.issues)

    def __str__(self) -> str:
        shown = [_line(issue) for issue in self.issues[:20]]
        if len(self.issues) > 20:
            shown.append(f"and {len(self.issues) - 20} more")
        if any(line == issue.place() for line, issue in zip(shown, self.issues, strict=False)):
            shown.append("text() of each of .issues says what was expected and how to mend it")
        return "; ".join(shown)


class InfeasibleError(ValueError):
    """No plan keeps every rule.

    ``message.text(lang)`` of each of ``rules`` and ``repairs`` says it in ids. The exception's own text
    holds the first of each.

    Parameters
    ----------
    text : str
        What happened, in one line.
    witness : jinguo.solver.Witness
        Why no plan exists, in the market's indices and ids.
    rules : sequence of Message, default ()
        What cannot hold together.
    repairs : sequence of Message, default ()
        The fewest changes after which a plan exists.
    pairing : str, default ""
        Name of the pairing.

    Attributes
    ----------
    witness : jinguo.solver.Witness
        Why no plan exists, in the market's indices and ids.
    rules : tuple of Message
        What cannot hold together.
    repairs : tuple of Message
        The fewest changes after which a plan exists.
    pairing : str
        Name of the pairing.

    Examples
    --------
    >>> import jinguo as jg
    >>> issubclass(jg.InfeasibleError, ValueError)
    True
    """

    def __init__(
        self,
        text: str,
        witness: Any,
        rules: Sequence[Message] = (),
        repairs: Sequence[Message] = (),
        pairing: str = "",
    ) -> None:
        self.witness = witness
        self.rules: tuple[Message, ...] = tuple(rules)
        self.repairs: tuple[Message, ...] = tuple(repairs)
        self.pairing = pairing
        super().__init__(text, witness, self.rules, self.repairs, pairing)

    def __str__(self) -> str:
        said = [message.text("en") for message in (*self.rules[:1], *self.repairs[:1])]
        return ": ".join([str(self.args[0]), "; ".join(said)] if said else [str(self.args[0])])


def _line(issue: Issue) -> str:
    # Arguments of a call hold no person's data, so all may be said.
    module = issue.code.partition(".")[0]
    if module in ("python", "solver") or issue.code == "core.time_limit" or (module in ("measure", "finance") and not issue.file):
        return issue.text("en")
    return issue.log_text()
