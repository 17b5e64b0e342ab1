"""The example rows of the template: what they hold, and how a reader knows them again."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Sequence

from . import _core
from ._frames import cell_text
from ._sheets import Column, columns_of

__all__ = ["example", "is_example"]

# Where the first code or a number by kind would not make a row that could be true.
WORDS = {"health": "healthy", "labour": "ordinary", "student": "none", "status": "active", "sex": "female"}
OF_TABLE = {("households", "status"): "registered", ("loan_applications", "status"): "",
            ("loans", "status"): "", ("chains", "cooperative"): "", ("projects", "scale"): ""}
DATES = {"birth_date": datetime.date(1980, 5, 20), "registered_on": datetime.date(2014, 3, 1)}
NUMBERS = {"title_year": 2014, "places": 20, "max_distance_m": 15000, "housing_area_m2": 80}
EMPTY = ("exited_on", "ends_on", "end_reason", "note", "other_causes", "extended_to", "overdue_on", "repaid_on")
DAY = datetime.date(2016, 7, 1)


def _id(table: str, lang: str) -> str:
    return f"示例-{_core.tables_zh[table]}-1" if lang == "zh" else f"EXAMPLE-{table}-1"


@functools.cache
def example(table: str, lang: str) -> tuple[object, ...]:
    """One row of a table, column by column; None where a cell is empty."""
    return tuple(_value(table, column, lang) for column in columns_of(table))


def _value(table: str, column: Column, lang: str) -> object:
    if column.use == "personal" or column.name in EMPTY:
        return None
    if column.kind == "id":
        if column.use == "key":
            return _id(table, lang)
        value: object = _id(column.table or "bases", lang)
        return OF_TABLE.get((table, column.name), value) or None
    if column.kind == "region":
        return "430626101001"
    if column.kind == "date":
        return DATES.get(column.name, DAY)
    if column.kind == "money":
        return 12000
    if column.kind == "number":
        return NUMBERS.get(column.name, 1)
    if column.kind == "degrees":
        return 113.581 if column.name == "lon" else 28.702
    if column.kind == "boolean":
        return "否" if lang == "zh" else "false"
    if column.kind == "coded":
        wanted = OF_TABLE.get((table, column.name), WORDS.get(column.name))
        rows = [row for row in column.codes if row[0] == wanted] or [column.codes[0]]
        if column.is_list:
            rows = list(column.codes[:2])
        return ("；" if lang == "zh" else ";").join(row[2] if lang == "zh" else row[0] for row in rows)
    return "示例" if lang == "zh" else "EXAMPLE"


@functools.cache
def _known(table: str) -> tuple[dict[str, str], ...]:
    """The example of a table in both languages, each as texts by English and Chinese heading."""
    known = []
    for lang in ("zh", "en"):
        texts = {}
        for column, value in zip(columns_of(table), example(table, lang), strict=True):
            texts[column.name] = texts[column.zh] = cell_text(value)
        known.append(texts)
    return tuple(known)


def is_example(table: str, header: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row is the template's example, unchanged: any other word in it makes it data."""
    if not any(cell.startswith(("示例", "EXAMPLE")) for cell in cells):
        return False
    return any(
        all(texts.get(head, "") == cell for head, cell in zip(header, cells, strict=False))
        for texts in _known(table)
    )
