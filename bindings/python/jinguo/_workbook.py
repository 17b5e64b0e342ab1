"""Workbooks (.xlsx, .xlsm) as a spreadsheet program shows them: their sheets' cells, one sheet a table.

Time and memory go by the cells that hold something: what a file says of its own extent is not looked at,
and styled empty cells are passed over. docs/workbook.md says case by case what is read, and why.
"""

from __future__ import annotations

import bisect
import functools
import os
import re
from collections.abc import Callable, Iterator
from math import inf
from typing import NamedTuple
from xml.parsers import expat

from ._core import Issue, Message
from ._examples import is_example
from ._formats import BUILT_IN, Format
from ._frames import TextTable
from ._package import MAIN, MAX_DEPTH, MAX_PARTS, Package, refusal
from ._sheets import FAULTS, GUIDE, columns_of, heading, is_ignored, legible, table_of

__all__ = ["MAX_COLUMN", "MAX_ROW", "Cell", "Workbook", "position", "text_tables"]

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384  # the format's own limits
MAX_TEXT = 32_767 * 8  # a cell's longest text, each character masked
MAX_CELLS = 10_000_000  # that hold something, in all sheets
MAX_MERGED = 1_000_000
MAX_LOOKS = 1 << 16  # the format knows 64,000
MAX_HEADINGS = 1001  # one more than a table may have
MAX_NAME = 1000  # letters of a heading, a sheet's name or a format that are looked at

ESCAPE = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
NUMBER = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?\s*")
DAY = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(?:\.0*)?Z?)?\s*")
# Cells with a style and nothing else, before a cell that says where it stands or the end of a row; rows of
# such cells, before a row that says its number or the end of the sheet.
_NAMED = rb"(?: [^<>]*)? r=\""
_BLANK = rb"(?><c(?: [\w:.]+=\"[^\"<>]*\")*+ ?(?:/>|></c>)\s*+)"
EMPTY = re.compile(_BLANK + rb"++(?=</row>|<c" + _NAMED + rb")")
EMPTY_ROW = re.compile(
    rb"<row r=\"(\d{1,6})\"(?: [\w:.]+=\"[^\"<>]*\")*+ ?(?:/>|>\s*+" + _BLANK + rb"*+</row>)\s*+"
    rb"(?=<row" + _NAMED + rb"|</sheetData>)"
)
DATE = Format("yyyy-mm-dd")
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")

Area = tuple[int, int, int, int]  # first row and column, last row and column


class Cell(NamedTuple):
    """A cell as its sheet's XML has it."""

    kind: str  # n, s, str, inlineStr, b, e, d
    style: int
    formula: str | None
    value: str | None


Sink = Callable[[int, int, Cell], None]


class _Enough(Exception):
    """Ends the reading of a sheet."""


class Sheet(NamedTuple):
    """A sheet of cells (no chart)."""

    title: str  # legible
    name: str  # as the file has it
    part: str
    hidden: bool


def position(reference: str) -> tuple[int, int] | None:
    """Row and column of "C7"; None for anything else."""
    found = REFERENCE.fullmatch(reference.replace("$", ""))
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row, column) if row <= MAX_ROW and column <= MAX_COLUMN else None


def unmasked(text: str) -> str:
    """A text without the masks (_x000D_) of characters that XML cannot hold; line ends are \\n."""

    def letters(found: re.Match[str]) -> str:
        codes = bytes.fromhex(found.group().replace("_x", "").replace("_", ""))
        return codes.decode("utf-16-be", "replace")

    if "_x" in text:
        text = ESCAPE.sub(letters, text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def without_empty_cells(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """A sheet's XML without its styled empty cells, which may be millions: faster than to parse them. Where
    there may be anything but elements and texts (comments, CDATA), it stays as it is from there on."""
    left = b""
    for chunk in chunks:
        left += chunk
        if b"<!" in left or b"<?" in left[5:]:
            yield left
            yield from chunks
            return
        left = EMPTY_ROW.sub(b"", left)
        cut = left.rfind(b"<row")
        if cut > 0:
            yield EMPTY.sub(b"", left[:cut])
            left = left[cut:]
        elif len(left) > MAX_TEXT:
            yield left
            left = b""
    yield left


class Workbook:
    """The sheets of a package and what their cells are made of."""

    def __init__(self, package: Package) -> None:
        self.package = package
        part = package.related("", "officeDocument")
        if part is None:
            raise package.damaged("_rels/.rels")
        self.part = part
        self.epoch_1904 = False
        self.stale = False  # formulas are to be computed anew on opening
        self.stale_used = False  # values were read that may change then
        self.sheets: list[Sheet] = []
        self._read_sheets()
        self.styles = package.related(part, "styles")
        self.formats = self._read_formats()
        self._strings: list[str] | None = None
        self._general = Format("General")
        self.count = 0

    def _read_sheets(self) -> None:
        targets = {relation.key: relation for relation in self.package.relations(self.part)}
        whole = False

        main = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal main, whole
            if name == "workbook":
                main = True
            elif name == "sheets":
                whole = True
            elif name == "workbookPr":
                self.epoch_1904 = attributes.get("date1904") in ("1", "true")
            elif name == "calcPr":
                self.stale = attributes.get("fullCalcOnLoad") in ("1", "true")
            elif name == "sheet" and "name" in attributes:
                relation = targets.get(attributes.get("r:id", ""))
                if relation is None or not self.package.has(relation.target) or len(self.sheets) >= MAX_PARTS:
                    raise self.package.damaged(self.part)
                if relation.kind == "worksheet":
                    hidden = attributes.get("state", "visible") != "visible"
                    name = unmasked(attributes["name"])
                    self.sheets.append(Sheet(legible(name[:MAX_NAME]), name, relation.target, hidden))

        self.package.walk(self.part, start)
        if not main:
            kind = {"word": ".docx", "ppt": ".pptx"}.get(self.part.partition("/")[0].lower(), "XML")
            raise refusal("python.workbook.kind", self.package.file, kind=kind)
        if not whole:
            raise self.package.damaged(self.part)

    def _read_formats(self) -> list[Format]:
        if self.styles is None:
            return []
        codes: dict[int, str] = dict(BUILT_IN)
        used: list[int] = []
        within = ""

        def number(text: str) -> int:
            return int(text) if text.isdecimal() and len(text) < 10 else 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal within
            if max(len(used), len(codes)) > MAX_LOOKS:
                raise self.package.damaged(self.styles or "")
            if name == "numFmt" and within == "":
                codes[number(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
            elif name in ("cellXfs", "dxfs"):
                within = name
            elif name == "xf" and within == "cellXfs":
                used.append(number(attributes.get("numFmtId", "")))

        def end(name: str) -> None:
            nonlocal within
            if name == within:
                within = ""

        self.package.walk(self.styles, start, end)
        made: dict[int, Format] = {}
        for key in used:
            if key not in made:
                made[key] = Format(codes.get(key, "General")[:MAX_NAME])
        return [made[key] for key in used]

    @property
    def strings(self) -> list[str]:
        """The texts that cells share."""
        if self._strings is None:
            part = self.package.related(self.part, "sharedStrings")
            self._strings = [] if part is None else self._read_strings(part)
        return self._strings

    def _read_strings(self, part: str) -> list[str]:
        texts: list[str] = []
        pieces: list[str] = []
        reading = spoken = False  # within a text; within how it is pronounced

        def start(name: str, _: dict[str, str]) -> None:
            nonlocal reading, spoken
            if name == "si":
                pieces.clear()
            elif name == "rPh":
                spoken = True
            elif name == "t":
                reading = not spoken

        def text(piece: str) -> None:
            if reading:
                pieces.append(piece)

        def end(name: str) -> None:
            nonlocal reading, spoken
            if name == "t":
                reading = False
            elif name == "rPh":
                spoken = False
            elif name == "si":
                if len(texts) >= MAX_CELLS or sum(map(len, pieces)) > MAX_TEXT:
                    raise self.package.damaged(part)
                texts.append(unmasked("".join(pieces)))

        self.package.walk(part, start, end, text)
        return texts

    # --- cells ------------------------------------------------------------------------------------------

    def cells(self, sheet: Sheet, sink: Sink) -> list[Area]:
        """Calls for every cell that holds something, in the order of the file; the merged areas."""
        part = sheet.part
        damaged = self.package.damaged
        main = ""
        row = column = depth = 0
        at: str | None = None
        kind, style = "n", "0"
        formula: str | None = None
        value: str | None = None
        pieces: list[str] = []
        spoken = False
        merged: list[Area] = []
        columns: dict[str, int] = {}
        names: dict[str, str] = {}

        def locate(reference: str) -> int:
            letters = reference.rstrip("0123456789")
            found = columns.get(letters)
            if found is None:
                place = position(letters + "1")
                if place is None:
                    raise damaged(part)
                found = columns[letters] = place[1]
            if reference[len(letters):] != str(row):
                raise damaged(part)
            return found

        def on_start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth, row, column, at, kind, style, formula, value, spoken, main
            depth += 1
            if depth > MAX_DEPTH:
                raise damaged(part)
            local = names.get(name)
            if local is None:
                space, _, local = name.rpartition(" ")
                if depth == 1:
                    if space not in MAIN or local != "worksheet":
                        raise damaged(part)
                    main = space
                names[name] = local = local if space == main else ""
            if local == "c":
                if "r" in attributes:
                    at = attributes["r"]
                else:
                    column, at = (column if at is None else locate(at)) + 1, None
                kind, style = attributes.get("t", "n"), attributes.get("s", "0")
                formula = value = None
            elif local == "row":
                number = attributes.get("r")
                if number is None:
                    row += 1
                elif number.isdecimal() and len(number) < 8:
                    row = int(number)
                else:
                    raise damaged(part)
                if not 1 <= row <= MAX_ROW:
                    raise damaged(part)
                column, at = 0, None
            elif local in ("v", "f"):
                pieces.clear()
                parser.CharacterDataHandler = pieces.append
            elif local == "is":
                value = ""
            elif local == "t" and value is not None and not spoken:
                pieces.clear()
                parser.CharacterDataHandler = pieces.append
            elif local == "rPh":
                spoken = True
            elif local == "mergeCell":
                area = _area(attributes.get("ref", ""))
                if area is None or len(merged) >= MAX_MERGED:
                    raise damaged(part)
                merged.append(area)

        def on_end(name: str) -> None:
            nonlocal depth, column, at, formula, value, spoken
            depth -= 1
            local = names[name]
            if local == "c":
                if value is None and formula is None:
                    return
                if at is not None:
                    column, at = locate(at), None
                if not 1 <= column <= MAX_COLUMN or row == 0 or not style.isdecimal():
                    raise damaged(part)
                if value and len(value) > MAX_TEXT:
                    raise damaged(part)
                if self.count >= MAX_CELLS:
                    raise refusal("python.workbook.cells", self.package.file, most=f"{MAX_CELLS:,}")
                self.count += 1
                sink(row, column, Cell(kind, int(style[:9]), formula, value))
                formula = value = None
            elif local in ("v", "t", "f"):
                if parser.CharacterDataHandler is None:
                    return
                parser.CharacterDataHandler = None
                text = "".join(pieces)
                if local == "v":
                    value = text
                elif local == "t":
                    value = (value or "") + text
                else:
                    formula = text
            elif local == "rPh":
                spoken = False

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
        self.package.feed(part, parser, without_empty_cells)
        return merged

    def format_of(self, cell: Cell) -> Format:
        return self.formats[cell.style] if cell.style < len(self.formats) else self._general

    def text(self, cell: Cell) -> str | None:
        """What a cell shows; None for a formula without a value."""
        kind, _, formula, value = cell
        if formula is not None:
            if value is None or (value == "" and (kind != "str" or self.stale)) or (self.stale and value == "0" and kind == "n"):
                return None  # programs that cannot compute write 0 or nothing
            self.stale_used = self.stale
        if value is None:
            return ""
        form = self.format_of(cell)
        if kind == "s":
            if not value.strip().isdecimal() or int(value) >= len(self.strings):
                raise self.package.damaged("sharedStrings")
            return form.text(self.strings[int(value)])
        if kind in ("str", "inlineStr"):
            return form.text(unmasked(value))
        if kind == "b":
            return "TRUE" if value.strip() in ("1", "true") else "FALSE"
        if kind == "d":
            found = DAY.fullmatch(value)
            if found is None:
                return value
            return found[1] if (found[2] or "00:00:00").strip("0:") == "" else f"{found[1]} {found[2]}"
        if kind == "n" and len(value) < 64 and NUMBER.fullmatch(value) and abs(float(value)) < inf:
            return form.number(float(value), epoch_1904=self.epoch_1904)
        return value

    def holds(self, sheet: Sheet) -> bool:
        """Whether a sheet holds anything."""

        def stop(*_: object) -> None:
            raise _Enough

        try:
            self.cells(sheet, stop)
        except _Enough:
            return True
        return False

    def last_row(self, sheet: Sheet) -> int:
        """The last row that holds something, or belongs to a merged cell."""
        last = 0

        def add(row: int, _: int, cell: Cell) -> None:
            nonlocal last
            if self.text(cell) != "":
                last = max(last, row)

        merged = self.cells(sheet, add)
        return max([last, *(area[2] for area in merged)])

    def headings(self, sheet: Sheet) -> list[str]:
        """What stands in a sheet's first row, as its table's columns are called."""
        first: dict[int, str] = {}

        def add(row: int, column: int, cell: Cell) -> None:
            if row > 1:
                raise _Enough
            first[column] = self.text(cell) or ""

        try:
            self.cells(sheet, add)
        except _Enough:
            pass
        return _header(first, table_of(sheet.title))


def _area(reference: str) -> Area | None:
    first, _, last = reference.partition(":")
    from_, to = position(first), position(last or first)
    if from_ is None or to is None or from_[0] > to[0] or from_[1] > to[1]:
        return None
    return (*from_, *to)


def _header(first: dict[int, str], table: str | None) -> list[str]:
    width = min(max(first, default=0), MAX_HEADINGS)
    return [heading(first.get(column, "")[:MAX_NAME], table) for column in range(1, width + 1)]


# --- tables --------------------------------------------------------------------------------------------


def text_tables(path: str | os.PathLike[str]) -> tuple[list[TextTable], list[Issue]]:
    """Every visible sheet that holds anything, but what explains or lists faults, without the template's
    example rows as long as nobody has changed them; and what was left aside. InputError for a file that is
    no sound workbook."""
    with Package(path) as package:
        book = Workbook(package)
        tables: list[TextTable] = []
        aside: list[Issue] = []
        for sheet in book.sheets:
            if sheet.title in (*GUIDE.values(), *FAULTS.values()):
                continue
            file = f"{package.file}/{sheet.title}"
            if sheet.hidden:
                if book.holds(sheet):
                    aside.append(_warning("python.workbook.hidden", file))
                continue
            book.stale_used = False
            table = _Table(book, sheet).table(file)
            if table is not None:
                tables.append(table)
            if book.stale_used:
                aside.append(_warning("python.workbook.stale", file))
    return tables, aside


def _warning(code: str, file: str) -> Issue:
    return Issue(code, severity="warning", file=file, expected=Message(code), mend=Message(f"{code}.mend"))


class _Table:
    """One sheet's cells as a table of texts."""

    def __init__(self, book: Workbook, sheet: Sheet) -> None:
        self.book, self.sheet = book, sheet
        self.rows: dict[int, dict[int, str]] = {}
        self.faults: dict[tuple[int, int], tuple[str, str, str]] = {}
        self.merged = book.cells(sheet, self.add)

    def add(self, row: int, column: int, cell: Cell) -> None:
        text = self.book.text(cell)
        if text is None:
            self.faults[row, column] = ("io.formula", f"={cell.formula}", "")
            text = ""
        elif not text:
            return
        elif row > 1 and cell.kind in ("n", "d"):
            fault = self.misread(cell, text, self.kinds.get(column))
            if fault is not None:
                self.faults[row, column] = fault
        cells = self.rows.setdefault(row, {})
        if column in cells:
            raise self.book.package.damaged(self.sheet.part)
        cells[column] = text

    @functools.cached_property
    def kinds(self) -> dict[int, str]:
        """Of the columns what they hold, as the heading says that was read before."""
        table = table_of(self.sheet.title)
        known = {} if table is None else {
            head: column.kind for column in columns_of(table) for head in (column.name, column.zh)
        }
        header = _header(self.rows.get(1, {}), table)
        return {k: known[head] for k, head in enumerate(header, start=1) if head in known}

    def misread(self, cell: Cell, text: str, kind: str | None) -> tuple[str, str, str] | None:
        """What a spreadsheet program has made of an id or a day that was typed."""
        if kind == "id" and (cell.kind == "d" or self.book.format_of(cell).is_date):
            return "io.id.date", text, ""
        if kind == "date" and self.book.epoch_1904 and re.fullmatch("[0-9]{5}", text):
            return "io.date.serial", text, DATE.number(float(text), epoch_1904=True)
        return None

    def table(self, file: str) -> TextTable | None:
        if not self.rows:
            return None
        table = table_of(self.sheet.title)
        header = _header(self.rows.get(1, {}), table)
        self.unmerge(header)
        rows, numbers, width = [], [], len(header)
        for number in sorted(self.rows):
            if number == 1:
                continue
            cells = self.rows[number]
            row = [cells.get(column, "") for column in range(1, len(header) + 1)]
            if beyond := [column for column in cells if column > len(header)]:
                at = min(beyond)  # told by its place, if a table may be so wide
                if at < MAX_HEADINGS:
                    width = max(width, at)
                    row += [""] * (at - 1 - len(row))
                row.append(cells[at] or "=")
            # The template's example stays unread; rows keep their numbers.
            if table is None or not is_example(table, header, row):
                rows.append(row)
                numbers.append(number)
        faults = [
            (row, column - 1, *fault)
            for (row, column), fault in sorted(self.faults.items())
            if column <= len(header) or row == 1
        ]
        header += [""] * (width - len(header))
        return table or self.sheet.title, file, header, rows, 2, numbers, faults

    def unmerge(self, header: list[str]) -> None:
        """What merged cells mean: below each other the same value for every row that holds something else;
        beside each other, or in the heading, nothing that a table could."""
        own = sorted(self.rows)
        room = MAX_CELLS
        for first, left, last, right in self.merged:
            text = self.rows.get(first, {}).get(left, "")
            fault = self.faults.get((first, left))
            empty = not text and fault is None
            if left > len(header):
                continue
            if first == 1:
                if not empty and not is_ignored(header[left - 1]):
                    self.faults[1, left] = ("io.merged", text, "")
                continue
            for row in own[bisect.bisect_left(own, first):bisect.bisect_right(own, last)]:
                room -= 1 + max(0, min(right, len(header)) - left)
                if room < 0:
                    raise self.book.package.damaged(self.sheet.part)
                if row > first:
                    self.rows[row][left] = text
                    if fault is not None:
                        self.faults[row, left] = fault
                    elif empty:
                        self.faults.pop((row, left), None)
                for column in range(left + 1, min(right, len(header)) + 1):
                    if empty:  # what lies under it is not shown
                        self.rows[row].pop(column, None)
                        self.faults.pop((row, column), None)
                    else:
                        self.faults[row, column] = ("io.merged", text, "")
