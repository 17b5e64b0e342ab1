"""``jinguo demo``: the main job, end to end, on a sample city."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from .. import _core
from ..plan import Plan, verify
from ..policy import Policy
from ..registry import Registry
from ._inputs import bundled, may_hold_sample
from ._matching import seconds, solved, tell
from ._proving import proven
from .report import make

if TYPE_CHECKING:
    import argparse

    from .._session import Session
    from ._parser import Arguments


def add_arguments(to: Arguments) -> None:
    t = to.t
    made = to.command("demo", run, "the main job, end to end, on a sample city", "在样本城市上演示全部流程")
    to.households(made)
    made.add_argument(
        "--out", default="out/demo", metavar="DIR", help=t("where the files go", "输出文件夹")
    )


def run(args: argparse.Namespace, say: Session) -> int:
    out = Path(args.out)
    tables, plan_folder = out / "tables", out / "plan"
    may_hold_sample(tables, say)
    policy_file = bundled("policies", "yueyang-2016.toml")
    data = bundled("data", "yueyang")

    started = time.monotonic()
    registry, readme = _core.sample_yueyang(data, args.households, args.seed)
    _core.save_registry(registry, tables, say.lang, {"README.md": readme})
    counts = registry.counts()
    say.print(
        f"1. Sampled the city: {counts['households']:,} households, {counts['women']:,} women, "
        f"{counts['mentors']:,} mentors, {counts['bases']:,} bases, {counts['projects']:,} projects, "
        f"{counts['chains']:,} chains (synthetic, {seconds(started)})",
        f"1. 生成全市样本：{counts['households']:,} 户、妇女 {counts['women']:,} 人、女能人 "
        f"{counts['mentors']:,} 人、基地 {counts['bases']:,} 个、项目 {counts['projects']:,} 个、四方联结 "
        f"{counts['chains']:,} 个（合成数据，{seconds(started)}）",
    )
    del registry

    started = time.monotonic()
    loaded, issues = Registry.read(tables)
    errors = [issue for issue in issues if issue.severity == "error"]
    if errors:
        say.issues(issues)
        return 1
    say.print(
        f"2. Checked the tables: no errors, {len(issues)} warnings ({seconds(started)})",
        f"2. 检查表格：没有错误，警告 {len(issues)} 条（{seconds(started)}）",
    )

    policy = Policy.load(policy_file)
    seed = (Path(data) / "lottery-seed.hex").read_text(encoding="ascii").strip()
    started = time.monotonic()
    plan, peaks = solved(loaded, policy, seed, say)
    _core.save_plan_folder(plan, plan_folder, say.shared)
    say.print(
        f"3. Matched by {policy.name} ({seconds(started)})",
        f"3. 按 {policy.name} 匹配（{seconds(started)}）",
    )
    tell(plan, policy, peaks, say)

    started = time.monotonic()
    code = proven(plan, policy, verify(Plan.load(plan_folder), loaded, policy), say)
    took = seconds(started)
    say.print(f"4. Verified from records and policy ({took})", f"4. 依据记录和政策复核（{took}）")
    say.print(f"Tables: {tables}\nPlan:   {plan_folder}", f"表格：{tables}\n方案：{plan_folder}")
    say.answer |= {"out": str(out), "tables": counts, "synthetic": True}
    if code == 0:
        make(plan, loaded, out / "report.html", say, policy=policy, issues=issues, proven=True)
    return code
