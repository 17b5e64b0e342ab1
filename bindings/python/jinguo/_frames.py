"""Frames of any library to text tables, columns to frames."""

from __future__ import annotations

import datetime
import decimal
import importlib.util
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import numpy as np

from . import _core
from ._arrays import ArgumentChecks
from ._columns import Table, library_of, plain, table_of
from ._core import Issue, Message
from ._errors import InputError

Backend = Literal["pandas", "polars", "pyarrow"]
#: What stands in a column, for one whose values do not say it: none are there.
Kind = Literal["text", "int", "float", "bool", "date", "texts", "ints"]
#: Row, column from 0, code and value of a cell that no text can say.
CellFault = tuple[int, int, str, str, str]
#: Name, file, header, rows, number of the first row, numbers of all rows where blank ones are left out,
#: faults.
TextTable = tuple[str, str, list[str], list[list[str]], int, list[int], list[CellFault]]

FIRST_ROW = 2  # as in a file with a heading
_SEPARATORS = (";", "；", "、")
_MARKS = ("=", "+", "-", "@", "\t", "\r", "'")


class Unsaid(Exception):
    """A value that no cell of a table can hold: the code of the fault, and what may be shown."""

    def __init__(self, code: str, value: str) -> None:
        super().__init__(code, value)
        self.code = code
        self.value = value


def tenths(n: int) -> str:
    """A number of tenths as people write it: 825 is 82.5, and 820 is 82."""
    return f"{n / 10:.1f}".removesuffix(".0")


def cell_text(value: Any, *, lists: bool = True) -> str:
    """A value as a table would say it: days as YYYY-MM-DD, whole floats as integers, other floats to
    the 15 digits that they hold for certain (of 32 bits: 6 or more), lists by ;

    Raises `Unsaid` for bytes, durations, dicts and other objects; for a whole float beyond the numbers
    that floats tell apart, which is an id or code that has lost digits; for infinite ones.
    """
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, str):
        text = str.__str__(value)
        if not text.isascii():
            try:
                text.encode()
            except UnicodeEncodeError:
                raise Unsaid("io.cell.unicode", "") from None
        return text
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, (float, np.floating)):
        return _float_text(value)
    if isinstance(value, decimal.Decimal):
        if not value.is_finite():
            raise Unsaid("io.cell.infinite", str(value))
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime.datetime):
        at_midnight = value.time() == datetime.time() and value.tzinfo is None
        return value.date().isoformat() if at_midnight else value.isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, np.datetime64):
        return str(value)
    if isinstance(value, list) and lists:
        items = [cell_text(item, lists=False) for item in value]
        if any(mark in item for item in items for mark in _SEPARATORS):
            raise Unsaid("io.cell.separator", ", ".join(items))
        return ";".join(item for item in items if item)
    bytes_like = isinstance(value, (bytes, bytearray, memoryview))
    raise Unsaid("io.cell.bytes" if bytes_like else "io.cell.kind", type(value).__name__)


def _float_text(value: Any) -> str:
    if not np.isfinite(value):
        raise Unsaid("io.cell.infinite", str(value))
    certain = 2.0 ** (np.finfo(type(value)).nmant + 1)  # beyond it whole numbers fall together
    if float(value).is_integer():
        if abs(value) >= certain:
            raise Unsaid("io.cell.float", str(value))
        return str(int(value))
    shortest = f"{value:.15g}" if isinstance(value, float) else str(value)
    return format(decimal.Decimal(shortest), "f")


def text_tables(frames: Mapping[str, Any]) -> list[TextTable]:
    """Frames as text, by the names of their tables.

    InputError, with every fault of all of them, for frames whose columns cannot be told.
    """
    tables: dict[str, Table] = {}
    issues: list[Issue] = []
    for name, frame in frames.items():
        try:
            tables[name] = table_of(name, frame)
            issues.extend(_misshapen(name, tables[name]))
        except InputError as error:
            issues.extend(error.issues)
    if issues:
        raise InputError(issues)
    return [_text_table(name, table) for name, table in tables.items()]


def _text_table(name: str, table: Table) -> TextTable:
    header = [str(column) for column in table.names]
    kinds = {
        heading: (kind, is_list)
        for english, chinese, kind, is_list, *_ in _core.table_columns()[name]
        for heading in (english, chinese)
    }
    faults: list[CellFault] = []
    texts: list[list[str]] = []
    for at, values in enumerate(table.columns):
        kind, lists = kinds.get(header[at].strip().rstrip("*＊").strip(), ("", True))
        cells: list[str] = []
        for row, value in enumerate(values):
            try:
                if isinstance(value, bool) and kind in ("id", "region", "date"):
                    raise Unsaid("io.cell.kind", str(value))
                text = cell_text(value, lists=lists)
                # A table's text carries an apostrophe before what a spreadsheet would take for a
                # formula, and reading takes it away: one that was meant is written twice.
                cells.append("'" + text if text[:1] == "'" and text[1:2] in _MARKS else text)
            except Unsaid as unsaid:
                cells.append("?")
                faults.append((FIRST_ROW + row, at, unsaid.code, unsaid.value, ""))
        texts.append(cells)
    faults.sort(key=lambda fault: fault[:2])
    return name, name, header, [list(row) for row in zip(*texts, strict=True)], FIRST_ROW, [], faults


def _misshapen(name: str, table: Table) -> Iterable[Issue]:
    def fault(code: str, column: str = "", **parameters: object) -> Issue:
        pairs = [(key, str(value)) for key, value in parameters.items()]
        mend = None
        if code in ("python.frame.index", "python.frame.labels", "python.frame.levels"):
            mend = Message(code + ".mend", pairs)
        return Issue(code, file=name, column=column, expected=Message(code, pairs), mend=mend)

    if any(isinstance(column, tuple) for column in table.names):
        yield fault("python.frame.levels")
        return
    for column in table.names:
        if not isinstance(column, str):
            yield fault("python.frame.name", str(column), actual=type(column).__name__)
    sizes = sorted({len(column) for column in table.columns})
    if len(sizes) > 1:
        yield fault("python.frame.length", sizes=", ".join(map(str, sizes)))
    for english, chinese, _, _, use, *_ in _core.table_columns()[name]:
        here = english in table.names or chinese in table.names
        if here:
            continue
        if english in table.index or chinese in table.index:
            yield fault("python.frame.index", english, name=english)
        elif use == "key" and table.labelled:
            yield fault("python.frame.labels", english, name=english)


def backend_of(backend: Backend | None) -> Backend:
    """The library that makes a frame: pandas, else polars, else pyarrow, unless said."""
    known: tuple[Backend, ...] = ("pandas", "polars", "pyarrow")
    if backend is None:
        installed = [name for name in known if importlib.util.find_spec(name)]
        if not installed:
            raise ImportError("frames need pandas, polars or pyarrow: pip install 'jinguo[frames]'")
        return installed[0]
    if backend not in known:
        checks = ArgumentChecks()
        checks.fault("python.enumerator", "backend", allowed=", ".join(known))
        checks.close()
    return backend


def frame_of(
    columns: Mapping[str, Any], backend: Backend | None, kinds: Mapping[str, Kind] | None = None
) -> Any:
    """Columns as a frame of the backend: pandas, else polars, else pyarrow, unless said.

    No value changes: whole numbers beside missing ones are floats in pandas only where floats hold
    them, else Int64; lists are lists, and values of several kinds in one column stay apart. A column of
    the backend's own keeps its dtype. A column without a value has the dtype of its kind, if that is
    told.
    """
    chosen = backend_of(backend)
    if kinds:
        columns = {
            name: _without_values(kinds[name], values, chosen)
            if name in kinds and isinstance(values, (list, tuple)) and not any(_says(one) for one in values)
            else values
            for name, values in columns.items()
        }  # fmt: skip
    if chosen == "pandas":
        import pandas

        return pandas.DataFrame({name: _pandas_column(values) for name, values in columns.items()})
    if chosen == "polars":
        import polars

        return polars.DataFrame(
            [_polars_column(polars, name, values) for name, values in columns.items()]
        )
    import pyarrow

    arrays = {name: _arrow_column(pyarrow, name, values) for name, values in columns.items()}
    return pyarrow.table(arrays)


def _says(value: Any) -> bool:
    """Whether a value says what its column holds: it is there, and no empty list."""
    return value is not None and not (isinstance(value, (list, tuple)) and not value)


def _without_values(kind: Kind, values: Sequence[Any], backend: Backend) -> Any:
    """A column of missing values, or of empty lists, in the dtype of its kind."""
    held: list[Any] = [None if value is None else [] for value in values]
    if backend == "polars":
        import polars

        dtypes: dict[Kind, Any] = {
            "text": polars.String, "int": polars.Int64, "float": polars.Float64, "bool": polars.Boolean,
            "date": polars.Date, "texts": polars.List(polars.String), "ints": polars.List(polars.Int64),
        }  # fmt: skip
        return polars.Series("", held, dtype=dtypes[kind])
    if backend == "pyarrow":
        import pyarrow

        types: dict[Kind, Any] = {
            "text": pyarrow.string(), "int": pyarrow.int64(), "float": pyarrow.float64(),
            "bool": pyarrow.bool_(), "date": pyarrow.date32(),
            "texts": pyarrow.list_(pyarrow.string()), "ints": pyarrow.list_(pyarrow.int64()),
        }  # fmt: skip
        return pyarrow.array(held, types[kind])
    if values:
        return values  # of objects, as pandas does itself
    import pandas

    if kind == "text":
        return pandas.array([], dtype="str" if pandas.__version__ >= "3" else "string")
    numbers: dict[Kind, Any] = {"int": np.int64, "float": np.float64, "bool": np.bool_}
    return pandas.Series([], dtype=numbers.get(kind, object))


def _kinds(values: Sequence[Any]) -> set[type]:
    return {type(value) for value in values if value is not None}


def _fit(values: Sequence[Any], bits: int) -> bool:
    """Whether whole numbers fit into an integer of so many bits, with a sign or, of 64, without."""
    there = [value for value in values if value is not None]
    least, greatest = min(there), max(there)
    signed = least >= -(2 ** (bits - 1)) and greatest < 2 ** (bits - 1)
    return signed or (bits == 64 and least >= 0 and greatest < 2**64)


def _listed(values: Iterable[Any]) -> list[Any]:
    return [value.item() if isinstance(value, np.generic) else value for value in values]


def _pandas_column(values: Any) -> Any:
    if library_of(values) == "pandas":
        return values
    if isinstance(values, np.ndarray) and values.dtype.kind != "O":
        return values
    import pandas

    values = _listed(values)
    kinds = _kinds(values)
    if kinds == {int} and None in values:
        # As pandas does itself: floats with NaN, unless they would change a number.
        if all(value is None or abs(value) <= 2**53 for value in values):
            return values
        exact = all(value is None or -(2**63) <= value < 2**63 for value in values)
        return pandas.array(values, dtype="Int64") if exact else pandas.Series(values, dtype=object)
    if kinds == {str}:
        return pandas.array(values, dtype="str" if pandas.__version__ >= "3" else "string")
    return values if kinds <= {int, float} or len(kinds) == 1 else pandas.Series(values, dtype=object)


def _polars_column(polars: Any, name: str, values: Any) -> Any:
    if isinstance(values, polars.Series):
        return values.rename(name)
    if isinstance(values, np.ndarray) and values.dtype.kind != "O":
        return polars.Series(name, values)
    values = [list(value) if isinstance(value, tuple) else value for value in _listed(values)]
    kinds = _kinds(values)
    if kinds <= {int, float} and len(kinds) == 2:
        return polars.Series(name, values, dtype=polars.Float64, strict=False)
    if len(kinds) > 1:
        return polars.Series(name, values, dtype=polars.Object)
    if kinds == {int} and not _fit(values, 64):
        held = _fit(values, 128) and hasattr(polars, "Int128")
        return polars.Series(name, values, dtype=polars.Int128 if held else polars.Object)
    return polars.Series(name, values)


def _arrow_column(pyarrow: Any, name: str, values: Any) -> Any:
    if library_of(values) == "pyarrow":
        return values
    if isinstance(values, np.ndarray) and values.dtype.kind != "O":
        return pyarrow.array(values)
    values = _listed(values)
    kinds = _kinds(values)
    if kinds == {int} and not _fit(values, 64):
        raise TypeError(f"{name}: whole numbers that no Arrow column holds; ask for another backend")
    if kinds == {int} and max(value for value in values if value is not None) >= 2**63:
        return pyarrow.array(values, pyarrow.uint64())
    if len(kinds) > 1 and not (kinds <= {int, float} or kinds <= {list, tuple}):
        several = ", ".join(sorted(kind.__name__ for kind in kinds))
        raise TypeError(
            f"{name}: values of several kinds ({several}), which no Arrow column holds; "
            "ask for another backend"
        )
    return pyarrow.array(values)
