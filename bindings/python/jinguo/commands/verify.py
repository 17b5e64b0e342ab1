"""``jinguo verify``: proves a plan again."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    return proven(plan, policy, verify(plan, registry, policy), say)
