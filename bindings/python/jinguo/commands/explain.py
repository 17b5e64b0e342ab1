"""``jinguo explain``: why a woman got what she got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._session import Fault
from ..plan import Plan, explain
from ._inputs import inputs

if TYPE_CHECKING:
    import argparse

    from .._session import Session
    from ._parser import Arguments


def add_arguments(to: Arguments) -> None:
    made = to.command("explain", run, "why a woman got what she got", "说明某位妇女的结果及理由")
    to.plan(made)
    to.folder(made, nargs="?")
    to.policy(made, required=False)
    made.add_argument("--id", required=True, metavar="W", help=to.t("her id", "她的编号"))


def run(args: argparse.Namespace, say: Session) -> int:
    plan = Plan.load(args.plan)
    try:
        if args.folder is None:
            text = plan.explain(args.id, say.lang)
        elif args.policy is None:
            raise Fault("usage", say.t("a FOLDER needs --policy", "给出 FOLDER 时还须 --policy"))
        else:
            registry, policy = inputs(args, say, plan)
            text = explain(plan, registry, policy, args.id, lang=say.lang)
    except KeyError:
        raise Fault("unknown_id", say.t(f"nobody has the id {args.id[:64]}", f"没有编号为 {args.id[:64]} 的人或帮扶方")) from None
    say.answer |= {"id": args.id, "lines": text.splitlines(), "places": text.rows()}
    say.print(text, text)
    return 0
