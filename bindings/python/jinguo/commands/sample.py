"""``jinguo sample``: a synthetic registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .. import _core
from ._inputs import bundled, may_hold_sample

if TYPE_CHECKING:
    import argparse

    from .._session import Session
    from ._parser import Arguments


def add_arguments(to: Arguments) -> None:
    t = to.t
    made = to.command("sample", run, "make a synthetic registry", "生成合成数据（样本）")
    made.add_argument("place", choices=("yueyang",), help=t("which city", "哪个城市"))
    to.households(made)
    made.add_argument(
        "--date", metavar="DATE",
        help=t("nothing happened later (default 2016-07-01)", "样本的时点（默认 2016-07-01）"),
    )
    made.add_argument("--out", required=True, metavar="DIR", help=t("where the tables go", "输出文件夹"))


def run(args: argparse.Namespace, say: Session) -> int:
    folder = Path(args.out)
    may_hold_sample(folder, say)
    registry, readme = _core.sample_yueyang(
        bundled("data", "yueyang"), args.households, args.seed, args.date
    )
    _core.save_registry(registry, folder, say.lang, {"README.md": readme})
    counts = registry.counts()
    say.answer |= {"out": str(folder), "tables": counts, "synthetic": True}
    say.print(
        f"{counts['households']:,} households, {counts['women']:,} women of 16 or over, in {folder}",
        f"{counts['households']:,} 户，16岁及以上妇女 {counts['women']:,} 人，存于 {folder}",
    )
    say.print(
        "Persons, providers and positions are synthetic.", "人员、帮扶方和位置均为合成数据。"
    )
    return 0
