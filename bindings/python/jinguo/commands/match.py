"""``jinguo match``: a plan."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .. import _core
from .._session import Fault
from ._inputs import inputs, seed_of
from ._matching import solved, tell

if TYPE_CHECKING:
    import argparse

    from .._session import Session
    from ._parser import Arguments


def add_arguments(to: Arguments) -> None:
    t = to.t
    made = to.command("match", run, "make a plan", "制定方案")
    to.folder(made)
    to.policy(made, required=True)
    made.add_argument(
        "--lottery-seed", metavar="HEX|@FILE",
        help=t("the lottery's seed, unless the policy holds it", "抽签种子（政策中没有种子时必需）"),
    )
    made.add_argument("--out", required=True, metavar="DIR", help=t("where the plan goes", "输出文件夹"))
    made.add_argument("--pairing", metavar="NAME", help=t("only this pairing", "只做这一类结对"))
    made.add_argument(
        "--threads", type=to.whole(0, 1024), default=0, metavar="N", help=t("0: one a core", "0：每核一个")
    )
    made.add_argument(
        "--time-limit", type=float, metavar="SECONDS", help=t("for all pairings", "全部结对的时限（秒）")
    )


def run(args: argparse.Namespace, say: Session) -> int:
    folder = Path(args.out)
    if any((folder / f"{table}.csv").exists() for table in _core.tables):
        raise Fault(
            "out",
            say.t(
                f"{folder} holds tables: a plan's files among them would be taken for tables; give another --out",
                f"{folder} 中有表格：方案文件放在其中会被当作表格；请为 --out 另选文件夹",
            ),
        )
    registry, policy = inputs(args, say)
    if policy.seed_is_known:
        print(
            say.t(
                "warning: the policy holds the seed of an example, which everyone knows: "
                "draw your own (jinguo lottery --help)",
                "警告：政策中是示例的种子，人人皆知：请另行抽取（jinguo lottery --help）",
            ),
            file=sys.stderr,
        )
    plan, peaks = solved(
        registry,
        policy,
        seed_of(args.lottery_seed, say),
        say,
        pairing=args.pairing,
        threads=args.threads,
        time_limit=args.time_limit,
    )
    _core.save_plan_folder(plan, folder, say.shared)
    tell(plan, policy, peaks, say)
    say.answer["out"] = str(folder)
    say.print(f"Plan: {folder}", f"方案：{folder}")
    return 0
