"""``jinguo adopt``: a plan's new pairs as rows of the tables, proposed."""

from __future__ import annotations

import datetime
import errno
import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import _core
from .._editing import Editor, Put, sheet_of
from .._errors import InputError
from .._files import whole_folder, write_bytes
from .._package import Package, is_workbook, refusal
from .._session import Fault
from .._sheets import columns_of, table_of
from ..adoption import adoption_of
from ..keeping import Tables
from ..plan import Plan
from ..policy import Policy
from ..registry import Registry
from ._inputs import day_of

if TYPE_CHECKING:
    import argparse

    from .._session import Session
    from ._parser import Arguments


def add_arguments(to: Arguments) -> None:
    t = to.t
    made = to.command("adopt", run, "write a plan's new pairs into the tables, as proposed",
                      "将方案的新安排作为建议写入表格")
    to.plan(made)
    to.folder(made)
    to.policy(made, required=False)
    made.add_argument(
        "--date", metavar="D",
        help=t("on which new records begin (default: the policy's date, else today)",
               "新记录的开始日期（不给则取政策日期，否则为今天）"),
    )
    made.add_argument(
        "--out", metavar="DIR", help=t("a copy to write to (default: FOLDER itself)", "写入副本（不给则写入原处）")
    )


def run(args: argparse.Namespace, say: Session) -> int:
    day = day_of(args.date, "--date", say)
    plan = Plan.load(args.plan)
    source = Tables(args.folder)
    policy = None if args.policy is None else Policy.load(args.policy)
    source.settle()
    seen = source.look()
    registry, issues = Registry.read(source.path)
    if any(issue.severity == "error" for issue in issues):
        raise InputError(issues)
    if policy is None and day is None:
        day = datetime.date.today()
    adoption = adoption_of(plan, registry, policy, day)
    new = len(adoption.mentorships), len(adoption.placements)
    target = source.path if args.out is None else Path(args.out)
    in_place = target.exists() and os.path.samefile(source.path, target)
    if not in_place or sum(new) > 0:
        kept = _write(source, target, seen, registry, adoption, plan, say)
        if kept is not None:
            say.answer["kept"] = os.fspath(kept)
    say.issues(adoption.warnings)
    say.answer |= {
        "out": str(target),
        "mentorships": new[0],
        "placements": new[1],
        "going_on": adoption.going_on,
        "already": adoption.already,
        "changed": sum(new) > 0,
        "synthetic": plan.synthetic,
    }
    if sum(new) == 0:
        already, going_on = adoption.already, adoption.going_on
        say.print(
            f"Nothing to add: {already:,} new pairs of this plan are in the tables already, {going_on:,} go on.",
            f"没有需要写入的内容：本方案的新安排 {already:,} 条已在表格中，延续 {going_on:,} 条。",
        )
        return 0
    say.print(
        f"Proposed: {new[0]:,} mentorships and {new[1]:,} placements; {adoption.going_on:,} pairs go on. "
        f"Written to {target}",
        f"已写入建议：结对 {new[0]:,} 条，安置 {new[1]:,} 条；延续 {adoption.going_on:,} 条。位置：{target}",
    )
    return 0


def _write(
    source: Tables, target: Path, seen: dict[str, str], registry: Registry, adoption: _core.Adoption,
    plan: _core.Plan, say: Session,
) -> Path | None:  # fmt: skip
    """The tables with the new rows at ``target``, all of them or none; a copy is kept of what stands there."""
    ending = source.path.suffix.lower()
    if source.is_workbook and target.suffix.lower() != ending:
        raise Fault("usage", say.t(f"--out: a workbook ({ending}) for a workbook", f"--out：工作簿须写入工作簿（{ending}）"))
    if not source.is_workbook and is_workbook(target) and not target.is_dir():
        raise Fault("usage", say.t("--out: a folder for a folder", "--out：文件夹须写入文件夹"))
    if not target.exists():
        if source.is_workbook:
            _into_workbook(source.path, target, adoption, say)
        else:
            with whole_folder(target, shared=say.shared) as parts:
                _copy_tables(source, parts)
                _core.append_relations(os.fspath(parts), adoption, say.lang)
                source.stands(seen, say)
        return None
    at = Tables(target)
    if at.is_workbook != source.is_workbook:
        code = errno.EISDIR if source.is_workbook else errno.ENOTDIR
        raise OSError(code, os.strerror(code), os.fspath(target))
    in_place = os.path.samefile(source.path, target)
    if not in_place and not source.is_workbook:
        # Tables that only the other folder has would mix two registers.
        mixed = sorted(p.name for p in target.glob("*.csv") if not (source.path / p.name).exists())
        if mixed:
            names = ", ".join(mixed)
            raise Fault("mixed", say.t(f"{target} holds other tables: {names}", f"{target} 中有其他表格：{names}"))
    with at.locked(say, "adopt"):
        before = seen if in_place else at.look()
        whole = _core.WholeFolder(os.fspath(at.home / "new"))
        try:
            parts = Path(whole.parts)
            if source.is_workbook:
                _into_workbook(source.path, parts / target.name, adoption, say)
            else:
                _copy_tables(source, parts)
                _core.append_relations(os.fspath(parts), adoption, say.lang)
            after = before | {path.name: sha256(path.read_bytes()).hexdigest() for path in parts.iterdir()}
            for path in list(parts.iterdir()):
                if after[path.name] == before.get(path.name):
                    path.unlink()  # stays as it is
            source.stands(seen, say)
            kept = at.keep("adopt", before, after, registry if in_place else None, plan=plan.digest)
            at.stands(before, say)
            at.replace(parts, seen=before, say=say)
        finally:
            whole.discard()
        at.prune()
    return kept.path


def _copy_tables(source: Tables, folder: Path) -> None:
    for path in source.files():
        write_bytes(folder / path.name, path.read_bytes())


def _into_workbook(source: Path, target: Path, adoption: _core.Adoption, say: Session) -> None:
    """New rows below the last ones of the two sheets; everything else of the workbook stays as it is."""
    if not adoption.mentorships and not adoption.placements:
        write_bytes(target, source.read_bytes())
        return
    with Package(source) as package:
        editor = Editor(package)
        for table, records in (("mentorships", adoption.mentorships), ("placements", adoption.placements)):
            if records:
                _add_rows(editor, table, records, say.lang)
        editor.save(target)


def _add_rows(editor: Editor, table: str, records: Sequence[Any], lang: str) -> None:
    columns = columns_of(table)
    sheet = next((one for one in editor.book.sheets if table_of(one.title) == table and not one.hidden), None)
    heads = [] if sheet is None else editor.book.headings(sheet)
    texts: dict[tuple[int, int], str] = {}
    if not any(heads):
        heads = [column.zh if lang == "zh" else column.name for column in columns]
        texts = {(1, k): head for k, head in enumerate(heads, start=1)}
    by_head = {head: column for column in columns for head in (column.name, column.zh)}
    chinese = any(head in {column.zh for column in columns} for head in heads)
    last = 1 if sheet is None else max(1, editor.book.last_row(sheet))
    for row, record in enumerate(records, start=last + 1):
        for k, head in enumerate(heads, start=1):
            column = by_head.get(head)
            value = None if column is None else getattr(record, column.name)
            if value is None:
                continue
            if column is not None and column.codes and chinese:
                value = next(zh for word, _, zh in column.codes if word == value)
            texts[row, k] = value.isoformat() if isinstance(value, datetime.date) else str(value)
    if sheet is None:
        editor.add_sheet(_free_title(editor, table, lang), sheet_of(texts, editor.dialect), first=False)
    else:
        editor.put(sheet, {place: Put(text) for place, text in texts.items()})


def _free_title(editor: Editor, table: str, lang: str) -> str:
    """A name for a table's sheet that no hidden sheet bears."""
    taken = {sheet.name.casefold() for sheet in editor.book.sheets}
    names: list[str] = [_core.tables_zh[table], table] if lang == "zh" else [table, _core.tables_zh[table]]
    free = next((name for name in names if name not in taken), None)
    if free is None:
        raise refusal("python.workbook.hidden", f"{editor.package.file}/{names[0]}")
    return free
