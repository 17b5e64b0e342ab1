"""Frames of any library to text tables, columns to frames."""

from __future__ import annotations

import datetime
import decimal
import importlib.util
import math
from collections.abc import Mapping
from typing import Any, Literal

from ._arrays import kind_of

Backend = Literal["pandas", "polars", "pyarrow"]
# Name, file, header, rows, number of the first row, numbers of all rows where blank ones are left out, and
# cells that no text can say: row, column from 0, code, value.
TextTable = tuple[str, str, list[str], list[list[str]], int, list[int], list[tuple[int, int, str, str]]]


def cell_text(value: Any) -> str:
    """A value as a table would say it: days as YYYY-MM-DD, whole floats as integers, lists by ;"""
    if value is None or value != value:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        at_midnight = value.time() == datetime.time() and value.tzinfo is None
        return value.date().isoformat() if at_midnight else value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, (list, tuple)):
        return ";".join(cell_text(item) for item in value)
    if hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
        return cell_text(value.item())
    if hasattr(value, "tolist"):
        return cell_text(value.tolist())
    return str(value)


def text_table(name: str, frame: Any) -> TextTable:
    """A frame, or a dict of columns, as text."""
    if isinstance(frame, Mapping):
        header = [str(column) for column in frame]
        columns = [list(values) for values in frame.values()]
    else:
        import narwhals as nw

        try:
            table = nw.from_native(frame, eager_only=True)
        except TypeError:
            raise TypeError(f"{name}: expected a frame, not {kind_of(frame)}") from None
        header = list(table.columns)
        columns = [table[column].to_list() for column in header]
    if len({len(column) for column in columns}) > 1:
        raise ValueError(f"{name}: its columns differ in length")
    texts = [[cell_text(value) for value in column] for column in columns]
    return name, name, header, [list(row) for row in zip(*texts, strict=True)], 2, [], []


def frame_of(columns: Mapping[str, Any], backend: Backend | None) -> Any:
    """Columns as a frame of the backend: pandas, else polars, else pyarrow, unless said."""
    installed = [
        name for name in ("pandas", "polars", "pyarrow") if importlib.util.find_spec(name)
    ]
    if backend is None:
        if not installed:
            raise ImportError("frames need pandas, polars or pyarrow: pip install 'jinguo[frames]'")
        chosen = installed[0]
    else:
        chosen = backend
    if chosen == "pandas":
        import pandas

        return pandas.DataFrame(dict(columns))
    if chosen == "polars":
        import polars

        return polars.DataFrame(
            {
                name: [list(v) for v in values]
                if len(values) and isinstance(values[0], tuple)
                else values
                for name, values in columns.items()
            },
            strict=False,
        )
    if chosen == "pyarrow":
        import pyarrow

        return pyarrow.table(dict(columns))
    from ._arrays import Door

    door = Door()
    door.fault("python.enumerator", "backend", allowed="pandas, polars, pyarrow")
    door.close()
    return math.nan
