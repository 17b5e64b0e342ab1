"""The command line: ``jinguo`` and ``python -m jinguo``.

Arguments are read by argparse: it is part of Python, so a federation's machine needs nothing beside
numpy, and it starts at once. Exit codes: 0 done, also with warnings or floors missed by the proven
least; 1 errors in the tables, a plan at fault, no plan possible, or a file that cannot be read; 2 wrong
usage; 130 interrupted. With ``--json`` one object is printed, {"jinguo": version, "format": 1, "command":
name, ...}; issues in it say file, row, column and code, and what was expected in words, never the value of a cell.
"""

from __future__ import annotations

import argparse
import datetime
import difflib
import errno
import importlib.resources
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NoReturn

from . import _core
from ._core import Issue, mask_citizen_numbers
from ._errors import InfeasibleError, InputError
from ._files import read_bytes, write_text

FORMAT = 1
LISTED = 200  # issues printed; the rest is counted

STATUSES = {  # as docs/status.md names them
    "optimal": "最优",
    "optimal_short": "最优，下限有缺口",
    "infeasible": "无可行方案",
    "out_of_range": "分值超出范围",
    "stopped_feasible": "中止，已有可行方案",
    "stopped_empty": "中止，尚无方案",
}
UNKNOWN_INCOMES = {  # what a policy may say that a blank income is worth
    "median": ("the median of the household's type", "按同类户的中位数计"),
    "line": ("the line", "按收入线计"),
    "zero": ("nothing", "按零计"),
}
OS_ERRORS = {
    errno.ENOENT: "找不到文件或文件夹",
    errno.EAGAIN: "另一命令正在修改这些表格；请在其完成后重新运行",
    errno.EEXIST: "已经存在",
    errno.ENOTDIR: "不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTEMPTY: "文件夹不为空",
    errno.EACCES: "没有权限",
    errno.EPERM: "不允许此操作",
    errno.EROFS: "只能读取，不能写入",
    errno.ENOSPC: "磁盘空间不足",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EDQUOT: "超出磁盘配额",
    errno.EFBIG: "文件过大",
    errno.EIO: "读写出错",
}


class Fault(Exception):
    """What ends a command with exit code 1: a text for people, a code for programs."""

    def __init__(self, code: str, text: str) -> None:
        self.code = code
        self.text = text
        super().__init__(text)


class Session:
    """How one call speaks: its language, its form, what it answers."""

    def __init__(self, lang: str, as_json: bool, command: str, shared: bool = False) -> None:
        self.lang = lang
        self.as_json = as_json
        self.shared = shared  # whether files may be read by whom the umask lets, not by their owner alone
        self.answer: dict[str, Any] = {
            "jinguo": _core.__version__,
            "format": FORMAT,
            "command": command,
        }

    def t(self, en: str, zh: str) -> str:
        """The text in the call's language."""
        return zh if self.lang == "zh" else en

    def print(self, en: str, zh: str) -> None:
        """A line for people; silent with --json."""
        if not self.as_json:
            print(mask_citizen_numbers(self.t(en, zh)), flush=True)

    def note(self, en: str, zh: str) -> None:
        """A line beside the answer, for people; silent with --json."""
        if not self.as_json:
            print(mask_citizen_numbers(self.t(en, zh)), file=sys.stderr, flush=True)

    def rules(self, counts: dict[str, int]) -> str:
        """Rules of a policy with their counts, in the catalogue's words, the most frequent first."""
        from .plan import rule_text

        words = []
        for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            words.append(f"{rule_text(rule, self.lang)} {count:,}")
        return self.t("; ", "；").join(words)

    def issues(self, issues: Sequence[Issue], tables: str | None = None) -> None:
        """Every issue for people, errors before warnings; places and codes for programs.

        Of the warnings of ``tables`` people are told the number only, and where to read them.
        """
        self.answer["issues"] = [_as_data(issue) for issue in issues]
        if self.as_json:
            return
        if tables is not None:
            self._count_warnings([issue for issue in issues if issue.severity == "warning"], tables)
            issues = [issue for issue in issues if issue.severity != "warning"]
        by_weight = sorted(issues, key=lambda issue: issue.severity == "warning")
        for issue in by_weight[:LISTED]:
            mark = self.t("warning", "警告") if issue.severity == "warning" else self.t("error", "错误")
            print(f"{mark}: {issue.text(self.lang)}", file=sys.stderr)
        if len(issues) > LISTED:
            rest = len(issues) - LISTED
            print(self.t(f"... and {rest} more", f"……另有 {rest} 条"), file=sys.stderr)

    def _count_warnings(self, warnings: Sequence[Issue], tables: str) -> None:
        if not warnings:
            return
        files = Counter(issue.file for issue in warnings)
        listed = self.t(", ", "，").join(f"{file} {count:,}" for file, count in files.most_common())
        print(
            mask_citizen_numbers(
                self.t(
                    f"{len(warnings):,} warnings of the tables ({listed}); see: jinguo check {tables}",
                    f"表格中有 {len(warnings):,} 条警告（{listed}）；详见：jinguo check {tables}",
                )
            ),
            file=sys.stderr,
        )

    @contextmanager
    def progress(self) -> Iterator[Callable[[float, str], None] | None]:
        """A line on the terminal that is wiped when done; nothing when stderr is no terminal."""
        if self.as_json or not sys.stderr.isatty():
            yield None
            return

        def show(fraction: float, phase: str) -> None:
            sys.stderr.write(mask_citizen_numbers(f"\r\x1b[K{fraction:4.0%} {phase}"))
            sys.stderr.flush()

        try:
            yield show
        finally:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def masked(data: Any) -> Any:
    """What --json prints: no citizen number in any text of it."""
    if isinstance(data, str):
        return mask_citizen_numbers(data)
    if isinstance(data, dict):
        return {masked(key): masked(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [masked(value) for value in data]
    return data


def _as_data(issue: Issue) -> dict[str, Any]:
    """An issue for programs: where it is and its code, nothing of a record."""
    return {
        "severity": issue.severity,
        "file": issue.file,
        "row": issue.row,
        "column": issue.column,
        "code": issue.code,
    }


# --- commands ----------------------------------------------------------------------------------------


def run_sample(args: argparse.Namespace, say: Session) -> int:
    folder = Path(args.out)
    _sample_may_write(folder, say)
    registry, readme = _core.sample_yueyang(
        _bundled("data", "yueyang"), args.households, args.seed, args.date
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


def run_check(args: argparse.Namespace, say: Session) -> int:
    from .policy import Policy
    from .registry import Registry

    policy, issues = None, []
    if args.policy is not None:
        try:
            policy = Policy.load(args.policy)
        except InputError as error:  # told together with those of the tables
            issues = list(error.issues)
    day = _day(args.date, "--date", say)
    if day is None and policy is not None:
        day = policy.date
    registry, found = Registry.read(args.folder, day=day)
    issues += found
    day = registry._rows.day if registry._rows is not None else None
    if args.since is not None:
        issues += _since(args.since, registry, issues)
    if policy is not None and all(issue.severity != "error" for issue in issues):
        rows: Any = registry._rows
        issues += _core.faults_of(registry, policy, rows)
    say.issues(issues)
    if args.marked is not None:
        from ._package import is_workbook
        from .marked import mark

        if not is_workbook(args.folder):
            raise Fault("usage", say.t("--marked needs a workbook (.xlsx)", "--marked 只用于工作簿（.xlsx）"))
        mark(args.folder, args.marked, issues, lang=say.lang)
        say.answer["marked"] = args.marked
        say.print(f"Marked copy: {args.marked}", f"标注后的副本：{args.marked}")
    errors = sum(issue.severity == "error" for issue in issues)
    unknown = registry.unknown_incomes()
    partly = _partly_unknown(registry)
    say.answer |= {
        "errors": errors,
        "warnings": len(issues) - errors,
        "tables": {name: count for name, count in registry.counts().items() if count},
        "day": None if day is None else day.isoformat(),
        "unknown_incomes": unknown,
        "partly_unknown_incomes": partly,
        "synthetic": registry.synthetic,
    }
    if errors:
        if sum(registry.counts().values()) == 0:
            say.print(f"{errors} errors: nothing was loaded.", f"{errors} 处错误：未载入任何数据。")
        else:  # the tables are sound, and the policy cannot be matched with them
            say.print(f"{errors} errors: match would refuse.", f"{errors} 处错误：无法据此匹配。")
        return 1
    counts = say.answer["tables"]
    if not counts:
        say.print("No errors, and no rows yet.", "没有错误，也还没有填写任何数据。")
        return 0
    listed = ", ".join(f"{name} {count:,}" for name, count in counts.items())
    listed_zh = "，".join(f"{_core.tables_zh[name]} {count:,}" for name, count in counts.items())
    say.print(f"No errors. {listed}", f"没有错误。{listed_zh}")
    if day is not None:
        say.print(f"Ages and dates are judged as of {day}.", f"年龄和日期按 {day} 判断。")
    _tell_unknown(unknown, say)
    if partly:
        say.print(
            f"Another {partly:,} households leave a source of income blank beside others: it counts as nothing.",
            f"另有 {partly:,} 户有的收入来源未填：按其他来源之和计算。",
        )
    return 0


def _day(text: str | None, option: str, say: Session) -> datetime.date | None:
    try:
        return None if text is None else datetime.date.fromisoformat(text)
    except ValueError:
        raise Fault("date", say.t(f"{option}: a day as 2016-07-01", f"{option}：日期，如 2016-07-01")) from None


def _partly_unknown(registry: Any) -> int:
    """Households whose income is known though a source is blank that others of the table say."""
    columns = registry.columns("households")
    names = ("wage_income", "business_income", "transfer_income", "property_income")
    said = [columns[name] for name in names if any(amount is not None for amount in columns[name])]
    rows = zip(zip(*said, strict=True), columns["production_costs"], strict=True) if said else ()
    return sum(None in row and sum(one for one in row if one is not None) > costs for row, costs in rows)


def _tell_unknown(households: int, say: Session) -> None:
    """How many incomes are blank: unknown, which is not 0."""
    if households:
        say.print(
            f"The income of {households:,} households is not known (blank is not 0).",
            f"有 {households:,} 户收入未填（空白不等于0）。",
        )


def _since(earlier: str, registry: Any, issues: Sequence[Issue]) -> list[Issue]:
    """What changed since earlier tables as it cannot; nothing to compare while either has errors."""
    from .next_year import check_changes
    from .registry import Registry

    before, faults = Registry.read(earlier)
    if any(issue.severity == "error" for issue in faults):
        raise InputError(faults)
    if any(issue.severity == "error" for issue in issues):
        return []
    return check_changes(before, registry)


def run_match(args: argparse.Namespace, say: Session) -> int:
    folder = Path(args.out)
    if any((folder / f"{table}.csv").exists() for table in _core.tables):
        raise Fault(
            "out",
            say.t(
                f"{folder} holds tables: a plan's files among them would be taken for tables; give another --out",
                f"{folder} 中有表格：方案文件放在其中会被当作表格；请为 --out 另选文件夹",
            ),
        )
    registry, policy = _inputs(args, say)
    if policy.seed_is_known:
        print(
            say.t(
                "warning: the policy holds the seed of an example, which everyone knows: "
                "draw your own (jinguo lottery --help)",
                "警告：政策中是示例的种子，人人皆知：请另行抽取（jinguo lottery --help）",
            ),
            file=sys.stderr,
        )
    plan, peaks = _solved(
        registry,
        policy,
        _seed(args.lottery_seed, say),
        say,
        pairing=args.pairing,
        threads=args.threads,
        time_limit=args.time_limit,
    )
    _core.save_plan_folder(plan, folder, say.shared)
    _report(plan, policy, peaks, say)
    say.answer["out"] = str(folder)
    say.print(f"Plan: {folder}", f"方案：{folder}")
    return 0


def run_verify(args: argparse.Namespace, say: Session) -> int:
    from .plan import Plan, verify

    plan = Plan.load(args.plan)
    registry, policy = _inputs(args, say, plan)
    return _proven(plan, policy, verify(plan, registry, policy), say)


def run_explain(args: argparse.Namespace, say: Session) -> int:
    from .plan import Plan, explain

    plan = Plan.load(args.plan)
    try:
        if args.folder is None:
            text = plan.explain(args.id, say.lang)
        elif args.policy is None:
            raise Fault("usage", say.t("a FOLDER needs --policy", "给出 FOLDER 时还须 --policy"))
        else:
            registry, policy = _inputs(args, say, plan)
            text = explain(plan, registry, policy, args.id, lang=say.lang)
    except KeyError:
        raise Fault("unknown_id", say.t(f"nobody has the id {args.id[:64]}", f"没有编号为 {args.id[:64]} 的人或帮扶方")) from None
    say.answer |= {"id": args.id, "lines": text.splitlines(), "places": text.rows()}
    say.print(text, text)
    return 0


def run_report(args: argparse.Namespace, say: Session) -> int:
    from .report.command import run

    return run(args, say)


def run_targets(args: argparse.Namespace, say: Session) -> int:
    from .targets import run

    return run(args, say)


def run_needs(args: argparse.Namespace, say: Session) -> int:
    from .targets import run_needs as run

    return run(args, say)


def run_template(args: argparse.Namespace, say: Session) -> int:
    from .template import template

    if not args.file.lower().endswith(".xlsx"):
        raise Fault("usage", say.t(f"{args.file}: a workbook is named .xlsx", f"{args.file}：工作簿的文件名须以 .xlsx 结尾"))
    if os.path.lexists(args.file):
        raise _there_already(args.file, say)
    template(args.file, lang=say.lang)
    say.answer["out"] = args.file
    say.print(f"A workbook to fill in: {args.file}", f"供填写的工作簿：{args.file}")
    return 0


def run_cards(args: argparse.Namespace, say: Session) -> int:
    from .cards import NamesError, cards, read_names
    from .keeping import tables_of
    from .plan import Plan

    plan = Plan.load(args.plan)
    registry, _ = tables_of(plan, args.folder, say)
    village = _division(args.village, registry, say)
    starts_on = _day(args.from_day, "--from", say)
    try:
        names = read_names(args.names) if args.names else {}
        page, count = cards(
            plan, registry, village, names=names, starts_on=starts_on, lang=say.lang
        )
    except NamesError as error:
        raise Fault("names", error.text(say.lang)) from None
    except KeyError:
        raise Fault(
            "unknown_village",
            say.t(f"nobody of the plan lives in {args.village}", f"方案中没有人住在 {args.village}"),
        ) from None
    write_text(args.out, page, shared=say.shared)
    say.answer |= {"out": args.out, "cards": count}
    say.print(f"{count} cards and the village's list: {args.out}", f"告知卡 {count} 张和公示名单：{args.out}")
    return 0


def _division(text: str, registry: Any, say: Session) -> str:
    """The code of a division that is given by its code or its name, as the tables name one."""
    from .registry import Registry

    home = {"id": "H", "region": text, "status": "never", "standard": "national", "type": "general"}
    columns = ("id", "household", "birth_date", "relation", "education", "health", "labour")
    women: dict[str, list[str]] = {name: [] for name in columns}
    try:
        made = Registry.from_frames(regions=registry.columns("regions"), households=[home], women=women)
    except InputError as error:
        about = [issue for issue in error.issues if issue.column == "region"]
        if not about:
            raise
        said = (about[0].expected.text(say.lang), about[0].mend.text(say.lang))
        shown = about[0].value or text
        raise Fault(
            "village",
            say.t(f"--village: {shown}: expected {'; '.join(said)}", f"--village：{shown}：应为{'；'.join(said)}"),
        ) from None
    return made.households[0].region


def run_adopt(args: argparse.Namespace, say: Session) -> int:
    from .adoption import run

    return run(args, say)


def run_undo(args: argparse.Namespace, say: Session) -> int:
    from .keeping import undo

    return undo(args, say)


def run_changes(args: argparse.Namespace, say: Session) -> int:
    from .next_year import run

    return run(args, say)


def run_policy_new(args: argparse.Namespace, say: Session) -> int:
    path = Path(args.file)
    if os.path.lexists(path):
        raise _there_already(path, say)
    write_text(path, _core.new_policy_text(say.lang), shared=True)  # names nobody
    say.answer["out"] = str(path)
    say.print(f"A policy to edit: {path}", f"可供修改的政策文件：{path}")
    return 0


def run_demo(args: argparse.Namespace, say: Session) -> int:
    from .plan import Plan, verify
    from .policy import Policy
    from .registry import Registry

    out = Path(args.out)
    tables, plan_folder = out / "tables", out / "plan"
    _sample_may_write(tables, say)
    policy_file = _bundled("policies", "yueyang-2016.toml")
    data = _bundled("data", "yueyang")

    started = time.monotonic()
    registry, readme = _core.sample_yueyang(data, args.households, args.seed)
    _core.save_registry(registry, tables, say.lang, {"README.md": readme})
    counts = registry.counts()
    say.print(
        f"1. Sampled the city: {counts['households']:,} households, {counts['women']:,} women, "
        f"{counts['mentors']:,} mentors, {counts['bases']:,} bases, {counts['projects']:,} projects, "
        f"{counts['chains']:,} chains (synthetic, {_seconds(started)})",
        f"1. 生成全市样本：{counts['households']:,} 户、妇女 {counts['women']:,} 人、女能人 "
        f"{counts['mentors']:,} 人、基地 {counts['bases']:,} 个、项目 {counts['projects']:,} 个、四方联结 "
        f"{counts['chains']:,} 个（合成数据，{_seconds(started)}）",
    )
    del registry

    started = time.monotonic()
    loaded, issues = Registry.read(tables)
    errors = [issue for issue in issues if issue.severity == "error"]
    if errors:
        say.issues(issues)
        return 1
    say.print(
        f"2. Checked the tables: no errors, {len(issues)} warnings ({_seconds(started)})",
        f"2. 检查表格：没有错误，警告 {len(issues)} 条（{_seconds(started)}）",
    )

    policy = Policy.load(policy_file)
    seed = (Path(data) / "lottery-seed.hex").read_text(encoding="ascii").strip()
    started = time.monotonic()
    plan, peaks = _solved(loaded, policy, seed, say)
    _core.save_plan_folder(plan, plan_folder, say.shared)
    say.print(
        f"3. Matched by {policy.name} ({_seconds(started)})",
        f"3. 按 {policy.name} 匹配（{_seconds(started)}）",
    )
    _report(plan, policy, peaks, say)

    started = time.monotonic()
    code = _proven(plan, policy, verify(Plan.load(plan_folder), loaded, policy), say)
    took = _seconds(started)
    say.print(f"4. Verified from records and policy ({took})", f"4. 依据记录和政策复核（{took}）")
    say.print(f"Tables: {tables}\nPlan:   {plan_folder}", f"表格：{tables}\n方案：{plan_folder}")
    say.answer |= {"out": str(out), "tables": counts, "synthetic": True}
    if code == 0:
        from .report.command import make

        make(plan, loaded, out / "report.html", say, policy=policy, issues=issues, proven=True)
    return code


# --- what commands share ------------------------------------------------------------------------------


def _bundled(*parts: str) -> str:
    place = importlib.resources.files("jinguo").joinpath(*parts)
    if not isinstance(place, Path):
        raise Fault("zipped", "jinguo must be installed as files, not inside an archive")
    return str(place)


def _there_already(path: str | Path, say: Session) -> Fault:
    return Fault("exists", say.t(f"{path} is there already", f"{path} 已经存在"))


def _sample_may_write(folder: Path, say: Session) -> None:
    """A sample goes into a new or empty folder, or over an earlier sample: never over a federation's tables."""
    if not folder.is_dir() or (folder / "SYNTHETIC.txt").exists() or not any(folder.iterdir()):
        return
    raise Fault(
        "exists",
        say.t(
            f"{folder} is not empty and no earlier sample: give another folder",
            f"{folder} 中已有文件，且不是以前生成的样本：请另选文件夹",
        ),
    )


def _inputs(args: argparse.Namespace, say: Session, plan: Any = None) -> tuple[Any, Any]:
    """The tables (of a plan: those that it was made from) and the policy."""
    from .keeping import tables_of
    from .policy import Policy
    from .registry import Registry

    policy, faults = None, []
    try:
        policy = Policy.load(args.policy)
    except InputError as error:  # told together with those of the tables
        faults = list(error.issues)
    day = None if policy is None else policy.date
    registry, issues = (
        Registry.read(args.folder, day=day) if plan is None else tables_of(plan, args.folder, say, day)
    )
    if policy is None or any(issue.severity == "error" for issue in issues):
        raise InputError(faults + issues)
    if issues:
        say.issues(issues, args.folder)
    return registry, policy


def _seed(text: str | None, say: Session) -> bytes | str | None:
    if text is None or not text.startswith("@"):
        if text is not None and not re.fullmatch(r"([0-9a-fA-F]{2}){16,}", text):
            raise Fault(
                "seed",
                say.t(
                    "--lottery-seed: at least 32 hexadecimal digits, or @FILE",
                    "--lottery-seed：至少32个十六进制数字，或 @文件",
                ),
            )
        return text
    content = read_bytes(text[1:])
    if content is None:
        raise Fault("seed", say.t("--lottery-seed: a file of at most 64 MiB", "--lottery-seed：文件至多64 MiB"))
    digits = content.decode("ascii", "replace").strip()
    return digits if re.fullmatch(r"([0-9a-fA-F]{2}){16,}", digits) else content


def _solved(
    registry: Any,
    policy: Any,
    seed: bytes | str | None,
    say: Session,
    *,
    pairing: str | None = None,
    threads: int = 0,
    time_limit: float | None = None,
) -> tuple[Any, dict[str, int]]:
    """The plan, and the most memory that the program held while each pairing was matched, in MiB."""
    from .plan import match

    names = [pairing] if pairing is not None else list(policy.pairings)
    peaks: dict[str, int] = {}
    at = 0
    _peak_memory()
    with say.progress() as show:

        def progress(fraction: float, phase: str) -> None:
            nonlocal at
            now = min(int(fraction * len(names)), len(names) - 1)
            if now > at:
                peaks[names[at]] = _peak_memory()
                at = now
            if show is not None:
                show(fraction, f"{names[now]}: {phase}")

        plan = match(
            registry,
            policy,
            pairing,
            seed,
            threads=threads,
            progress=progress,
            time_limit=time_limit,
        )
    peaks[names[at]] = _peak_memory()
    return plan, peaks


def _peak_memory() -> int:
    """Most memory held since this was last asked, in MiB (Linux; elsewhere 0)."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        peak = re.search(r"VmHWM:\s*(\d+) kB", status)
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # begins a new peak
    except OSError:
        return 0
    return int(peak[1]) // 1024 if peak else 0


def _report(plan: Any, policy: Any, peaks: dict[str, int], say: Session) -> None:
    """What a plan did, pairing by pairing, and whether a woman was given two full-time measures."""
    from .plan import REASONS

    settings = policy.to_dict().get("pairings", {})
    pairings: dict[str, Any] = {}
    full_time: dict[str, int] = {}
    for name in plan.pairings:
        one = plan[name]
        counts = one.counts()
        placed = counts["awards"] + counts["outside"]
        women = placed + counts["unmatched"]
        pairings[name] = counts | {"status": one.status, "seconds": one.seconds, "gap": one.gap}
        if not settings.get(name, {}).get("part_time", False):
            for award in (*one.awards, *one.outside):
                full_time[award.left] = full_time.get(award.left, 0) + 1
        share = counts["tied"] / women if women else 0.0
        pairings[name]["tied_share"] = share
        reasons = say.t("; ", "；").join(
            f"{say.t(*REASONS[reason])} {count:,}"
            for reason, count in sorted(counts["reasons"].items(), key=lambda item: -item[1])
        )
        rules, warnings = say.rules(counts["rules"]), say.rules(counts["warnings"])
        memory = peaks.get(name)
        mib = "" if memory is None else say.t(f", {memory:,} MiB", f"，{memory:,} MiB")
        pairings[name]["peak_memory_mib"] = memory
        none = say.t("none", "无")
        unknown = ""
        if one.income_assumed:
            meant = say.t(*UNKNOWN_INCOMES[one.unknown_income])
            unknown = say.t(
                f"     women whose income is not known {len(one.income_assumed):,}: counted as {meant}\n",
                f"     收入未填的妇女 {len(one.income_assumed):,} 人：{meant}\n",
            )
        say.print(
            f"   {name}: {one.status}, {one.seconds:.1f} s{mib}\n"
            f"     women placed {placed:,} (going on outside the market {counts['outside']:,})\n"
            f"     unmatched {counts['unmatched']:,}: {reasons or none}\n"
            f"       not eligible or bound by rule: {rules or none}\n"
            f"     floors met {counts['floors_met']:,} of {counts['floors']:,}, "
            f"short by {counts['shortfall']:,} in all\n"
            f"     women whose place the lottery decided {share:.1%}\n"
            f"{unknown}"
            f"     warnings (going on outside, by rule): {warnings or none}",
            f"   {name}：{STATUSES[one.status]}，{one.seconds:.1f} 秒{mib}\n"
            f"     安置妇女 {placed:,} 人（其中在市场外延续 {counts['outside']:,} 人）\n"
            f"     未安置 {counts['unmatched']:,} 人：{reasons or none}\n"
            f"       按规则：{rules or none}\n"
            f"     达到下限 {counts['floors_met']:,} / {counts['floors']:,} 个，合计缺 "
            f"{counts['shortfall']:,} 人\n"
            f"     由抽签决定去处的妇女 {share:.1%}\n"
            f"{unknown}"
            f"     警告（在市场外延续，按规则）：{warnings or none}",
        )
    twice = sum(count > 1 for count in full_time.values())
    say.answer |= {
        "pairings": pairings,
        "digest": plan.digest,
        "policy": plan.policy_name,
        "synthetic": plan.synthetic,
        "women_at_two_full_time_measures": twice,
    }
    say.print(
        f"   women at two full-time measures: {twice}\n   digest {plan.digest}",
        f"   同时参加两项全职措施的妇女：{twice} 人\n   摘要 {plan.digest}",
    )
    if plan.synthetic:
        say.print("   The persons are synthetic.", "   人员为合成数据。")


def _proven(plan: Any, policy: Any, faults: Any, say: Session) -> int:
    say.issues(faults)
    say.answer |= {
        "proven": not faults, "digest": plan.digest, "pairings_proven": {}, "unproven": list(faults.unproven),
    }  # fmt: skip
    for name in plan.pairings:
        wrong = [issue for issue in faults if issue.column == name or not issue.column]
        say.answer["pairings_proven"][name] = not wrong
        if wrong:
            continue
        if plan[name].status.startswith("stopped"):
            say.print(
                f"   {name}: keeps the rules; stopped, so neither best nor drawn",
                f"   {name}：合规；求解中止，未证明最优，也未抽签",
            )
        else:
            say.print(
                f"   {name}: proven (feasible, best, least prices, drawn by its lottery)",
                f"   {name}：已证明（合规、最优、最低价格、依抽签产生）",
            )
    if faults:
        say.print(f"{len(faults)} faults.", f"{len(faults)} 处问题。")
        return 1
    say.print(f"   digest {plan.digest}", f"   摘要 {plan.digest}")
    left_out = ", ".join(name for name in policy.pairings if name not in plan)
    if left_out:
        say.print(
            f"   not in this plan, which says that it was asked for {plan.asked} alone: {left_out}",
            f"   本方案注明只做 {plan.asked}，因此不含：{left_out}",
        )
    listed = say.t(", ", "、").join(dict.fromkeys(_field(path, say) for path in faults.unproven))
    say.print(f"   not proven, for information only: {listed}", f"   未经证明、仅供参考：{listed}")
    return 0


UNPROVEN = {  # the fields that verify() names, for people
    "made_by": ("version of the program", "程序版本"),
    "asked": ("that only this pairing was asked for", "只做这一类结对的要求"),
    "seconds": ("seconds", "用时"),
    "gap": ("the gap of a stopped plan", "中止方案与最优的差距"),
    "ties": ("what the lottery chose among", "抽签的选项"),
    "unmatched.rule": ("the rule of a reason", "未安置理由所依据的规则"),
    "places.price": ("prices", "价格"),
    "places.greatest_price": ("prices", "价格"),
    "places.forced": ("prices", "价格"),
    "places.worth": ("the worth of one more place", "多一个名额的价值"),
    "places.floor_before": ("floors as the policy asks", "政策规定的下限"),
    "places.floor_cost": ("costs of floors", "下限的代价"),
    "places.floor_cost_short": ("costs of floors", "下限的代价"),
}


def _field(path: str, say: Session) -> str:
    name = path if path in UNPROVEN else path.partition(".")[2]
    return say.t(*UNPROVEN[name]) if name in UNPROVEN else path


def _seconds(started: float) -> str:
    return f"{time.monotonic() - started:.1f} s"


# --- arguments ----------------------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """Names the nearest command when one is misspelt, and repeats no citizen number."""

    def error(self, message: str) -> NoReturn:
        super().error(message + _nearest(message, "; did you mean '{}'?"))

    def _print_message(self, message: str, file: Any = None) -> None:
        super()._print_message(mask_citizen_numbers(message), file)


class _ChineseParser(_Parser):
    """The same in Chinese: argparse itself speaks English only."""

    def error(self, message: str) -> NoReturn:
        said = message
        for pattern, zh in ARGUMENT_FAULTS:
            said = re.sub(pattern, zh, said)
        said += _nearest(message, "；是否为 {}？")
        self.exit(2, f"{self.format_usage()}{self.prog}：错误：{said}\n")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "用法：", 1)

    def format_help(self) -> str:
        text = super().format_help()
        for en, zh in HELP_WORDS:
            text = text.replace(en, zh, 1)
        return text


ARGUMENT_FAULTS = (  # what argparse says, and the Chinese of it
    (r"^the following arguments are required: (.*)$", r"缺少参数：\1"),
    (r"^unrecognized arguments: (.*)$", r"无法识别的参数：\1"),
    (r"^ambiguous option: (\S+) could match (.*)$", r"\1 不明确，可能是：\2"),
    (r"invalid choice: '?(.*?)'? \(choose from (.*)\)$", r"没有“\1”这一选项（可选：\2）"),
    (r"invalid int value: '(.*)'$", r"“\1”不是整数"),
    (r"invalid float value: '(.*)'$", r"“\1”不是数"),
    (r"expected one argument$", "须给出一个值"),
    (r"DATE:YUAN, such as (.*)$", r"须为 DATE:YUAN，如 \1"),
    (r"expected at least one argument$", "至少须给出一个值"),
    (r"^argument (.*?): ", r"参数 \1："),
)
HELP_WORDS = (
    ("usage: ", "用法："),
    ("\npositional arguments:\n", "\n参数：\n"),
    ("\noptions:\n", "\n选项：\n"),
    ("show this help message and exit", "显示此帮助"),
)


def _whole(t: Callable[[str, str], str], least: int, most: int) -> Callable[[str], int]:
    """What reads a whole number between two."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[+-]?[0-9]{1,19}", text) or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(
                t(f"expected a whole number from {least:,} to {most:,}, not {text[:40]}",
                  f"须为 {least:,} 至 {most:,} 的整数，而不是“{text[:40]}”")
            )
        return int(text)

    return read


def _nearest(message: str, asks: str) -> str:
    """Asks whether the nearest of the choices was meant, or nothing."""
    wrong = re.search(r"invalid choice: '(.*?)' \(choose from (.*)\)", message)
    near = difflib.get_close_matches(wrong[1], re.findall(r"[\w-]+", wrong[2]), 1) if wrong else []
    return asks.format(near[0]) if near else ""


def _parser(t: Callable[[str, str], str]) -> argparse.ArgumentParser:
    kind: type[argparse.ArgumentParser] = _ChineseParser if t("en", "zh") == "zh" else _Parser
    common = kind(add_help=False)
    common.add_argument(
        "--lang",
        choices=("zh", "en"),
        default=argparse.SUPPRESS,
        help=t("language (default: zh if LANG begins with zh)", "语言（LANG 以 zh 开头时为 zh）"),
    )
    common.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help=t("print one JSON object for programs", "输出供程序读取的 JSON"),
    )
    common.add_argument(
        "--shared",
        action="store_true",
        default=argparse.SUPPRESS,
        help=t("files may be read by whom the umask lets (default: their owner alone)",
               "所写文件按 umask 允许他人读取（默认只有本人可读）"),
    )
    common.add_argument(
        "--version",
        action="version",
        version=f"jinguo {_core.__version__}",
        help=t("show the version and exit", "显示版本"),
    )
    parser = kind(
        prog="jinguo",
        parents=[common],
        description=t(
            "Matches people with help, exactly, with proofs and reasons.",
            "把需要帮扶的人与帮扶方匹配到最优，并给出证明和理由。",
        ),
    )
    commands = parser.add_subparsers(dest="command", metavar=t("COMMAND", "命令"), required=True)

    def command(name: str, run: Callable[..., int], en: str, zh: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[common], help=t(en, zh), description=t(en, zh))
        made.set_defaults(run=run)
        return made

    def households(made: argparse.ArgumentParser) -> None:
        made.add_argument(
            "--households", type=_whole(t, 20, 200_000), default=100_000, metavar="N",
            help=t("number of households (default 100,000)", "户数（默认 100,000）"),
        )
        made.add_argument(
            "--seed", type=_whole(t, 0, 2**63 - 1), default=2016, metavar="S",
            help=t("seed of the sample: same seed, same tables", "样本种子：相同种子得到相同表格"),
        )

    def policy(made: argparse.ArgumentParser, required: bool) -> None:
        made.add_argument(
            "--policy", required=required, metavar="P",
            help=t("policy file (TOML)", "政策文件（TOML）"),
        )

    folder_help = t("folder of tables, or an .xlsx workbook", "表格文件夹，或 .xlsx 工作簿")
    plan_help = t("plan file, or the folder that holds it", "方案文件，或其所在文件夹")

    made = command("demo", run_demo, "the main job, end to end, on a sample city", "在样本城市上演示全部流程")
    households(made)
    made.add_argument(
        "--out", default="out/demo", metavar="DIR", help=t("where the files go", "输出文件夹")
    )

    made = command("sample", run_sample, "make a synthetic registry", "生成合成数据（样本）")
    made.add_argument("place", choices=("yueyang",), help=t("which city", "哪个城市"))
    households(made)
    made.add_argument(
        "--date", metavar="DATE",
        help=t("nothing happened later (default 2016-07-01)", "样本的时点（默认 2016-07-01）"),
    )
    made.add_argument("--out", required=True, metavar="DIR", help=t("where the tables go", "输出文件夹"))

    made = command("check", run_check, "find every fault of a folder of tables", "找出表格中的所有错误")
    made.add_argument("folder", metavar="FOLDER", help=folder_help)
    made.add_argument(
        "--marked", metavar="OUT.xlsx",
        help=t("a copy of the workbook with each faulty cell marked", "在工作簿副本中标出每个有误的单元格"),
    )

    policy(made, False)
    made.add_argument(
        "--date", metavar="DATE",
        help=t("the day on which ages and dates are judged (default: the policy's, else the latest record's)",
               "判断年龄和日期所依据的日期（不给则取政策日期，否则取最晚一条记录的日期）"),
    )
    made.add_argument(
        "--since", metavar="OLDFOLDER",
        help=t("also find changes since these earlier tables that cannot be", "同时找出与早先表格相比不合规定的变更"),
    )

    made = command("template", run_template, "a workbook to fill in", "供填写的空白工作簿")
    made.add_argument("file", metavar="FILE.xlsx")

    made = command("match", run_match, "make a plan", "制定方案")
    made.add_argument("folder", metavar="FOLDER", help=folder_help)
    policy(made, True)
    made.add_argument(
        "--lottery-seed", metavar="HEX|@FILE",
        help=t("the lottery's seed, unless the policy holds it", "抽签种子（政策中没有种子时必需）"),
    )
    made.add_argument("--out", required=True, metavar="DIR", help=t("where the plan goes", "输出文件夹"))
    made.add_argument("--pairing", metavar="NAME", help=t("only this pairing", "只做这一类结对"))
    made.add_argument(
        "--threads", type=_whole(t, 0, 1024), default=0, metavar="N", help=t("0: one a core", "0：每核一个")
    )
    made.add_argument(
        "--time-limit", type=float, metavar="SECONDS", help=t("for all pairings", "全部结对的时限（秒）")
    )

    made = command("verify", run_verify, "prove a plan again", "重新证明方案")
    made.add_argument("plan", metavar="PLAN", help=plan_help)
    made.add_argument("folder", metavar="FOLDER", help=folder_help)
    policy(made, True)

    made = command("explain", run_explain, "why a woman got what she got", "说明某位妇女的结果及理由")
    made.add_argument("plan", metavar="PLAN", help=plan_help)
    made.add_argument("folder", metavar="FOLDER", nargs="?", help=folder_help)
    policy(made, False)
    made.add_argument("--id", required=True, metavar="W", help=t("her id", "她的编号"))

    made = command("report", run_report, "make the page for officers", "生成报告页")
    made.add_argument("plan", metavar="PLAN", help=plan_help)
    made.add_argument("folder", metavar="FOLDER", help=folder_help)
    policy(made, False)
    made.add_argument("--out", required=True, metavar="FILE", help=t("the page (.html)", "报告页（.html）"))
    made.add_argument(
        "--robustness", metavar="FILE",
        help=t("who stays when the weights move (CSV)", "权重变动时的稳健性（CSV）"),
    )

    made = command("targets", run_targets, "how far the programme's targets are met", "行动指标完成情况")
    made.add_argument("folder", metavar="FOLDER", help=folder_help)
    made.add_argument("plan", metavar="PLAN", nargs="?", help=plan_help)
    policy(made, False)
    made.add_argument("--day", metavar="DATE", help=t("the last day that counts", "统计截止日期"))
    made.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE",
        help=t("how an open point is read (docs/targets.md)", "方案未明确之处的取法（见 docs/targets.md）"),
    )

    made = command("needs", run_needs, "needs without a measure, measures without a need", "需求与措施是否对应")
    made.add_argument("folder", metavar="FOLDER", help=folder_help)
    made.add_argument("plan", metavar="PLAN", nargs="?", help=plan_help)
    made.add_argument("--day", metavar="DATE", help=t("the last day that counts", "统计截止日期"))

    made = command("cards", run_cards, "a card for each woman of a village, and a list to post",
                   "某村每位妇女的告知卡和公示名单")
    made.add_argument("plan", metavar="PLAN", help=plan_help)
    made.add_argument("folder", metavar="FOLDER", help=folder_help)
    made.add_argument("--village", required=True, metavar="V",
                      help=t("its name (with the township's, where two have it) or division code",
                             "村名（重名时连同乡镇名）或区划代码"))
    made.add_argument(
        "--names", metavar="FILE",
        help=t("CSV with id,name: read now, kept nowhere", "含 编号,姓名 的CSV：只在此时读取，不保存"),
    )
    made.add_argument(
        "--from", dest="from_day", metavar="DATE",
        help=t("from when new help runs (default: a line to fill in)", "新安排的开始日期（不给则留空待填）"),
    )
    made.add_argument("--out", required=True, metavar="FILE", help=t("the page (HTML)", "网页文件（HTML）"))

    made = command("adopt", run_adopt, "write a plan's new pairs into the tables, as proposed",
                   "将方案的新安排作为建议写入表格")
    made.add_argument("plan", metavar="PLAN", help=plan_help)
    made.add_argument("folder", metavar="FOLDER", help=folder_help)
    policy(made, False)
    made.add_argument(
        "--date", metavar="D",
        help=t("on which new records begin (default: the policy's date, else today)",
               "新记录的开始日期（不给则取政策日期，否则为今天）"),
    )
    made.add_argument(
        "--out", metavar="DIR", help=t("a copy to write to (default: FOLDER itself)", "写入副本（不给则写入原处）")
    )

    made = command("undo", run_undo, "put tables back as they were before the last adopt",
                   "将表格恢复到上一次写入方案之前")
    made.add_argument("folder", metavar="FOLDER", help=folder_help)
    made.add_argument(
        "--anyway", action="store_true",
        help=t("also if the tables were changed since", "即使此后表格又有改动"),
    )

    made = command("changes", run_changes, "what a second plan changes for whom, and why",
                   "第二个方案改变了什么，为什么")
    made.add_argument("old", metavar="OLDPLAN", help=plan_help)
    made.add_argument("new", metavar="NEWPLAN", help=plan_help)
    made.add_argument(
        "folder", metavar="FOLDER",
        help=t("tables that the second was made from, adopted or not", "第二个方案所用的表格（是否已写入建议均可）"),
    )
    policy(made, False)
    made.add_argument(
        "--out", metavar="FILE", help=t("woman by woman, as CSV", "逐人清单（CSV）")
    )

    from .lottery import arguments as lottery_arguments

    lottery_arguments(commands, common, t, plan_help)

    from .loans import arguments as loan_arguments

    loan_arguments(commands, common, t, folder_help)

    made = commands.add_parser("policy", parents=[common], help=t("policies", "政策"))
    actions = made.add_subparsers(dest="action", metavar=t("ACTION", "动作"), required=True)
    made = actions.add_parser(
        "new", parents=[common], help=t("write a commented policy", "写出带注释的政策文件")
    )
    made.add_argument("file", metavar="FILE")
    made.set_defaults(run=run_policy_new)
    return parser


def _language(arguments: Sequence[str]) -> str:
    """The language of help and errors, before the arguments are read."""
    for k, argument in enumerate(arguments):
        if argument == "--lang" and k + 1 < len(arguments) and arguments[k + 1] in ("zh", "en"):
            return arguments[k + 1]
        if argument in ("--lang=zh", "--lang=en"):
            return argument[-2:]
    return "zh" if os.environ.get("LANG", "").startswith("zh") else "en"


def _fault(say: Session, code: str, text: str) -> int:
    say.answer |= {"error": code}
    if not say.as_json:
        print(f"jinguo: {mask_citizen_numbers(text)}", file=sys.stderr)
    return 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code (argparse exits with 2 by itself)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = _language(given)
    args = _parser(lambda en, zh: zh if lang == "zh" else en).parse_args(given)
    say = Session(lang, getattr(args, "json", False), args.command, getattr(args, "shared", False))
    try:
        code = int(args.run(args, say))
    except KeyboardInterrupt:
        if not say.as_json:
            text = say.t("interrupted; nothing was written", "已中断；未写入任何文件")
            print(f"\njinguo: {text}", file=sys.stderr)
        return 130
    except InputError as error:
        say.issues(error.issues, getattr(args, "folder", None) if args.command != "check" else None)
        code = _fault(say, "input", say.t("the input is at fault", "输入有误"))
    except InfeasibleError as error:
        lines = [message.text(lang) for message in (*error.rules, *error.repairs)]
        say.answer |= {"pairing": error.pairing, "rules": [m.code for m in error.rules]}
        head = say.t("no plan keeps every rule", "没有方案能满足所有规则")
        code = _fault(say, "infeasible", "\n  ".join([f"{head}: {error.args[0]}", *lines]))
    except Fault as fault:
        code = _fault(say, fault.code, fault.text)
    except BrokenPipeError:
        _quiet(sys.stdout)
        return 1
    except OSError as error:
        code = _fault(say, "file", _os_text(error, say))
    except ImportError as error:
        code = _fault(say, "missing", str(error))
    say.answer["exit"] = code
    if say.as_json:
        print(json.dumps(masked(say.answer), ensure_ascii=False, indent=2))
    return code


def _os_text(error: OSError, say: Session) -> str:
    """What the system says of a file, in the call's language."""
    zh = OS_ERRORS.get(error.errno or 0)
    name = f": {error.filename}" if error.filename else ""
    if say.lang == "zh" and zh is not None:
        return zh + name.replace(": ", "：", 1)
    return f"{error.strerror or error}{name}"


def _quiet(stream: IO[str]) -> None:
    """The reader is gone: nothing more is said, also not when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
