"""``jinguo explain``: why a woman got what she got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._session import Fault
from ..explanation import explain
from ..plan import Plan
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
    made.add_argument(
        "--id", required=True, action="append", metavar="W",
        help=to.t("her id; again for further ones", "她的编号；可重复给出多个"),
    )  # fmt: skip


def run(args: argparse.Namespace, say: Session) -> int:
    plan = Plan.load(args.plan)
    if args.folder is None and args.policy is not None:
        raise Fault("usage", say.t("--policy needs a FOLDER", "给出 --policy 时还须 FOLDER"))
    try:
        if args.folder is None:
            told = plan.explain(args.id, say.lang)
        elif args.policy is None:
            raise Fault("usage", say.t("a FOLDER needs --policy", "给出 FOLDER 时还须 --policy"))
        else:
            registry, policy = inputs(args, say, plan)
            told = explain(plan, registry, policy, args.id, lang=say.lang)
    except KeyError as wrong:
        ids = ", ".join(id[:64] for id in str(wrong.args[0]).split(", "))
        raise Fault("unknown_id", say.t(f"nobody has the id {ids}", f"没有编号为 {ids} 的人或帮扶方")) from None
    answers = [
        {"id": id, "lines": text.splitlines(), "places": text.rows()}
        for id, text in zip(args.id, told, strict=True)
    ]
    # One id is answered by itself, several as a list.
    say.answer |= answers[0] if len(answers) == 1 else {"explanations": answers}
    text = "\n".join(told)
    say.print(text, text)
    return 0
