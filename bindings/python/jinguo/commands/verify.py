"""``jinguo verify``: proves a plan again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .. import _core
from ..plan import Plan, verify
from ._inputs import inputs
from ._proving import proven

if TYPE_CHECKING:
    import argparse

    from .._session import Session
    from ._parser import Arguments


def add_arguments(to: Arguments) -> None:
    made = to.command("verify", run, "prove a plan again", "重新证明方案")
    to.plan(made)
    to.folder(made)
    to.policy(made, required=True)


def run(args: argparse.Namespace, say: Session) -> int:
    plan = Plan.load(args.plan)
    registry, policy = inputs(args, say, plan)
    return proven(plan, policy, verify(plan, registry, policy), say, changed_copies(plan, args.plan))


def changed_copies(plan: Plan, folder: str) -> list[_core.Issue]:
    """What in a plan's folder is for people and other programs, and is not what the plan says."""
    copies = {
        "awards.csv": _core.awards_csv(plan),
        "unmatched.csv": _core.unmatched_csv(plan),
        "plan.json": plan.to_json().encode(),
    }
    issues = []
    for name, said in copies.items():
        path = os.path.join(folder, name)
        if not os.path.isdir(folder) or not os.path.lexists(path):
            continue
        with open(path, "rb") as file:
            same = file.read(len(said) + 1) == said
        if not same:
            expected, mend = _core.Message("python.copy"), _core.Message("python.copy.mend")
            issues.append(_core.Issue("python.copy", file=path, expected=expected, mend=mend))
    return issues
