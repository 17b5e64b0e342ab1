"""The commands, a module each: `add_arguments` says what it takes, `run` does it and gives the exit code."""

from . import (
    adopt,
    cards,
    changes,
    check,
    demo,
    explain,
    loan,
    lottery,
    match,
    needs,
    policy,
    report,
    sample,
    targets,
    template,
    undo,
    verify,
)

__all__ = ["COMMANDS"]

COMMANDS = (  # in the order of the help
    demo, sample, check, template, match, verify, explain, report, targets,
    needs, cards, adopt, undo, changes, lottery, loan, policy,
)
