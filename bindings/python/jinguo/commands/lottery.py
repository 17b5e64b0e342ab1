"""``jinguo lottery``: a seed before the draw, a seed from the draw, a sheet after it."""

from __future__ import annotations

import os
import re
import secrets
import sys
from typing import TYPE_CHECKING

from .. import _core
from .._files import read_text, write_text
from .._session import Fault, there_already
from ..lottery import public_seed
from ..plan import Plan
from ._inputs import seed_of

if TYPE_CHECKING:
    import argparse

    from .._session import Session
    from ._parser import Arguments


def add_arguments(to: Arguments) -> None:
    t = to.t
    actions = to.actions("lottery", "the public lottery", "公开抽签")

    made = actions.command(
        "commit", run_commit, "draw a seed in secret, and its commitment to publish",
        "秘密抽取种子，并给出可公布的承诺",
    )
    made.add_argument("--out", required=True, metavar="FILE", help=t("the seed", "种子文件"))

    made = actions.command(
        "seed", run_seed, "the seed that a state lottery's numbers make",
        "由彩票开奖号码得出种子",
    )
    made.add_argument(
        "--announced", required=True, metavar="FILE",
        help=t("the text that was published before the draw", "开奖前公布的文字"),
    )
    made.add_argument(
        "--digits", required=True, metavar="DIGITS",
        help=t('the numbers in the announced order, two digits each: "03 08 15 19 27 31 + 09"',
               "按公布的次序，每个号码两位数字，如“03 08 15 19 27 31 + 09”"),
    )
    made.add_argument(
        "--secret", metavar="HEX|@FILE",
        help=t("a secret whose commitment the text holds", "承诺已写在公布文字中的秘密"),
    )
    made.add_argument("--out", metavar="FILE", help=t("default: printed", "不给则直接输出"))

    made = actions.command(
        "sheet", run_sheet, "what anyone needs to draw it again",
        "任何人重新抽签所需的抽签表",
    )
    to.plan(made)
    made.add_argument("--out", metavar="FILE", help=t("CSV (default: printed)", "CSV文件（不给则直接输出）"))


def run_commit(args: argparse.Namespace, say: Session) -> int:
    if os.path.lexists(args.out):
        raise there_already(args.out, say)
    seed = secrets.token_hex(32)
    write_text(args.out, seed + "\n")  # whoever reads it before the draw knows the outcome
    commitment = _core.lottery_commitment(bytes.fromhex(seed))
    say.answer |= {"out": args.out, "commitment": commitment}
    say.print(
        f"A seed, for nobody to see before the draw: {args.out}\n"
        f"Publish this before the ids are closed, and write it into the policy:\n\n"
        f'[lottery]\ncommitment = "{commitment}"',
        f"种子（抽签以前不得给任何人看）：{args.out}\n"
        f"请在名单封存以前公布下面的承诺，并写入政策：\n\n"
        f'[lottery]\ncommitment = "{commitment}"',
    )
    return 0


def run_seed(args: argparse.Namespace, say: Session) -> int:
    announced = read_text(args.announced)
    if announced is None:
        raise Fault("announced", say.t(f"{args.announced}: text in UTF-8", f"{args.announced}：UTF-8编码的文本"))
    given = seed_of(args.secret, say)
    secret = b"" if given is None else bytes.fromhex(given) if isinstance(given, str) else given
    seed = public_seed(announced, args.digits, secret)
    say.answer |= {"digits": re.sub(r"[^0-9]", "", args.digits), "out": args.out}
    if args.out is None:
        say.answer["seed"] = seed
        say.print(seed, seed)
        return 0
    write_text(args.out, seed + "\n")
    say.print(f"The seed: {args.out}", f"种子：{args.out}")
    return 0


def run_sheet(args: argparse.Namespace, say: Session) -> int:
    plan = Plan.load(args.plan)
    sheet = plan.lottery_sheet()
    tied = sum(len(plan[name].tied_women) for name in plan.pairings)
    say.answer |= {"tied": tied, "out": args.out}
    if args.out is None:
        if not say.as_json:
            sys.stdout.write(sheet)
        return 0
    write_text(args.out, sheet, shared=say.shared)
    say.print(f"{tied} tied women, for anyone to draw again: {args.out}",
              f"由抽签决定的妇女 {tied} 人，任何人都可以重新抽签：{args.out}")
    return 0
