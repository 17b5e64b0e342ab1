"""Changes to a workbook at their places in its files: everything else keeps its bytes.

Libraries that read a workbook and write it anew lose what they do not know: stored values of formulas, lists,
pictures, how names are pronounced. Here cells, comments, styles and sheets are put into the XML where they
belong, and before anything is written each cell that was not meant to change is compared with what it was.
"""

from __future__ import annotations

import bisect
import os
import posixpath
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import BinaryIO, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from ._errors import InputError
from ._package import MAIN, MAX_DEPTH, RELATIONS, Package, refusal
from ._sheets import save_book
from ._workbook import EMPTY_ROW, MAX_COLUMN, MAX_ROW, Cell, Sheet, Workbook, position

__all__ = ["HEAD", "TAG", "Editor", "Element", "Part", "Put", "cells_of", "inline", "letters", "relation",
           "sheet_of", "with_attributes"]

OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = {
    "worksheet": OFFICE + "spreadsheetml.worksheet+xml",
    "comments": OFFICE + "spreadsheetml.comments+xml",
    "styles": OFFICE + "spreadsheetml.styles+xml",
    "vmlDrawing": OFFICE + "vmlDrawing",
}
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"'][^>]*\?>")
SHEET_DATA = re.compile(rb"<((?:[\w.-]+:)?sheetData)(?:\s[^<>]*)?(?<!/)>")
MASKED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")


class Put(NamedTuple):
    """A change of one cell."""

    text: str | None = None  # its new text; None: as it is
    style: Callable[[int], int] | None = None  # its new style from the one it has


def letters(column: int) -> str:
    """3 is C."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def masked(text: str) -> str:
    """A text as XML holds it, what XML cannot hold as _x0007_."""
    return escape(MASKED.sub(lambda found: f"_x{ord(found.group()):04X}_", text))


def inline(text: str, prefix: str = "") -> str:
    """A text as an element of a cell or a comment."""
    return f'<{prefix}t xml:space="preserve">{masked(text)}</{prefix}t>'


def cells_of(row: int, texts: Iterable[tuple[int, str, int]]) -> str:
    """A row of a new sheet: of each cell the column, its text and its style."""
    cells = "".join(
        f'<c r="{letters(column)}{row}" s="{style}" t="inlineStr"><is>{inline(text)}</is></c>'
        for column, text, style in texts
    )
    return f'<row r="{row}">{cells}</row>'


def sheet_of(texts: Mapping[tuple[int, int], str], dialect: int) -> bytes:
    """A new sheet with these texts by row and column."""
    rows: dict[int, list[tuple[int, str, int]]] = {}
    for (row, column), text in sorted(texts.items()):
        rows.setdefault(row, []).append((column, text, 0))
    data = "".join(cells_of(row, cells) for row, cells in rows.items())
    return HEAD + f'<worksheet xmlns="{MAIN[dialect]}"><sheetData>{data}</sheetData></worksheet>'.encode()


class Element:
    """An element and its place among the bytes of a part."""

    def __init__(self, name: str, attributes: dict[str, str], data: bytes, start: int) -> None:
        self.name, self.attributes, self.start = name, attributes, start
        found = TAG.match(data, start)
        assert found is not None  # the parser took it for a tag
        self.inner = found.end()
        self.tag = found.group()
        self.raw = re.split(rb"[\s/>]", self.tag[1:], maxsplit=1)[0]  # the name as written
        self.inner_end = self.end = self.inner
        self.empty = self.tag.endswith(b"/>")

    @property
    def prefix(self) -> str:
        space, colon, _ = self.raw.decode().rpartition(":")
        return space + colon

    def close(self, data: bytes, at: int) -> None:
        if not self.empty:
            self.inner_end, self.end = at, data.index(b">", at) + 1


class _Reading:
    """An expat parser over bytes of which some stretches are left out, each of whole elements."""

    def __init__(self, data: bytes, without: Sequence[tuple[int, int]]) -> None:
        self.data = data
        self.without = without
        self.gone = [0]  # bytes left out before a place
        self.places = [0]  # where that is, as the parser counts
        for start, end in without:
            self.places.append(start - self.gone[-1])
            self.gone.append(self.gone[-1] + end - start)
        self.parser = expat.ParserCreate(namespace_separator=" ")

    @property
    def at(self) -> int:
        """Where the element that is told of begins among all bytes."""
        place: int = self.parser.CurrentByteIndex
        return place + self.gone[bisect.bisect_right(self.places, place) - 1]

    def run(self) -> None:
        parser, begin, whole = self.parser, 0, memoryview(self.data)
        try:
            for start, end in (*self.without, (len(self.data), len(self.data))):
                parser.Parse(whole[begin:start], False)
                begin = end
            parser.Parse(b"", True)
        finally:  # else the handlers keep the parser, and with it all bytes, until they are collected
            parser.StartElementHandler = parser.EndElementHandler = None
            parser.StartDoctypeDeclHandler = parser.CharacterDataHandler = None


class Part:
    """The bytes of an XML part in UTF-8, and what is to be put where."""

    def __init__(self, package: Package, name: str, data: bytes | None = None) -> None:
        self.package, self.name = package, name
        self.data = self._as_utf8(package.read(name) if data is None else data)
        self._splices: list[tuple[int, int, bytes]] = []

    def _as_utf8(self, data: bytes) -> bytes:
        declared = DECLARED.match(data)
        # The first letter is "<": where its zero stands tells the order of bytes.
        orders = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
        coding = orders.get(data[:2]) or (declared[1].decode() if declared else "utf-8")
        if coding.lower().replace("-", "") == "utf8":
            return data
        try:
            text = data.decode(coding)
        except (LookupError, UnicodeError):
            raise self.package.damaged(self.name) from None
        return HEAD + re.sub(r"^\ufeff?<\?xml.*?\?>\s*", "", text, flags=re.DOTALL).encode()

    def scan(
        self,
        start: Callable[[Element], None],
        end: Callable[[Element], None] | None = None,
        text: Callable[[str], None] | None = None,
        wanted: Callable[[str], bool] = lambda _: True,
        without: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Calls for every wanted element of the known dialects, in the order of the file, but for those in
        the stretches that are left out."""
        open_elements: list[Element | None] = []
        known = (*MAIN, *RELATIONS, "http://schemas.openxmlformats.org/package/2006/relationships",
                 "http://schemas.openxmlformats.org/package/2006/content-types")

        def on_start(name: str, attributes: dict[str, str]) -> None:
            if len(open_elements) >= MAX_DEPTH:
                raise self.package.damaged(self.name)
            space, _, local = name.rpartition(" ")
            if space not in known or not wanted(local):
                open_elements.append(None)
                return
            plain = {("r:" + key.rpartition(" ")[2]) if key.rpartition(" ")[0] in RELATIONS else key: value
                     for key, value in attributes.items()}
            element = Element(local, plain, self.data, reading.at)
            open_elements.append(element)
            start(element)

        def on_end(_: str) -> None:
            element = open_elements.pop()
            if element is not None:
                element.close(self.data, reading.at)
                if end is not None:
                    end(element)

        def refuse(*_: object) -> None:
            raise self.package.damaged(self.name)

        reading = _Reading(self.data, without)
        parser = reading.parser
        parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
        parser.StartDoctypeDeclHandler = refuse
        if text is not None:
            parser.CharacterDataHandler = text
        try:
            reading.run()
        except (expat.ExpatError, LookupError, ValueError) as error:
            if isinstance(error, InputError):
                raise
            raise self.package.damaged(self.name) from error

    def all(self, *names: str) -> list[Element]:
        """The elements of some names, in order; of a sheet none of its rows."""
        found: list[Element] = []
        self.scan(found.append, wanted=names.__contains__, without=self.rows())
        return found

    def first(self, name: str) -> Element:
        """The first element of a name; without one the part is damaged."""
        found = self.all(name)
        if not found:
            raise self.package.damaged(self.name)
        return found[0]

    def rows(self) -> list[tuple[int, int]]:
        """The stretch of a sheet's rows, if it can be told without reading them."""
        found = SHEET_DATA.search(self.data)
        if found is None or b"<!" in self.data:  # comments and unparsed texts may hold anything
            return []
        end = self.data.rfind(b"</" + found[1])
        return [(found.end(), end)] if end > found.end() else []

    def children(self) -> list[tuple[str, int]]:
        """The names of what stands directly in the root, of any language, and where each begins."""
        found: list[tuple[str, int]] = []
        depth = 0

        def start(name: str, _: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth == 2:
                found.append((name.rpartition(" ")[2], reading.at))

        def end(_: str) -> None:
            nonlocal depth
            depth -= 1

        reading = _Reading(self.data, self.rows())
        reading.parser.StartElementHandler, reading.parser.EndElementHandler = start, end
        reading.run()  # scanned before: it is sound
        return found

    def put(self, start: int, end: int, what: bytes) -> None:
        self._splices.append((start, end, what))

    def set(self, element: Element, **attributes: str) -> None:
        self.put(element.start, element.inner, with_attributes(element.tag, attributes))

    def append(self, element: Element, what: str, *, first: bool = False) -> None:
        """Puts markup into an element, last or first, whatever else is put there before."""
        if element.empty:
            opened = element.tag[:-2].rstrip() + b">"
            self.put(element.start, element.end, opened + what.encode() + b"</" + element.raw + b">")
        else:
            at = element.inner if first else element.inner_end
            self.put(at, at, what.encode())

    def bytes(self) -> bytes:
        whole, at = memoryview(self.data), 0
        out: list[bytes | memoryview] = []
        for start, end, what in sorted(self._splices, key=lambda one: (one[0], one[1])):
            assert start >= at
            out += (whole[at:start], what)
            at = end
        return b"".join([*out, whole[at:]])


def with_attributes(tag: bytes, attributes: Mapping[str, str]) -> bytes:
    """A start tag with some attributes set."""
    for name, value in attributes.items():
        said = f" {name}={quoteattr(value)}".encode()
        there = re.compile(rb"\s" + re.escape(name.encode()) + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')")
        if there.search(tag):
            tag = there.sub(lambda _, said=said: said, tag, count=1)  # type: ignore[misc]
        else:
            cut = -2 if tag.endswith(b"/>") else -1
            tag = tag[:cut].rstrip() + said + tag[cut:]
    return tag


def relation(root: Element, dialect: int, key: str) -> str:
    """The attribute r:id below a part's root, by the prefix that the root gives relations, if any."""
    space = RELATIONS[dialect]
    found = re.search(rb"\sxmlns:([A-Za-z_]\w*)\s*=\s*[\"']" + re.escape(space.encode()) + rb"[\"']", root.tag)
    return f'{found[1].decode()}:id="{key}"' if found else f'xmlns:r="{space}" r:id="{key}"'


class Editor:
    """A workbook to be changed and written elsewhere, or in its place."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.book = Workbook(package)
        self.parts: dict[str, bytes] = {}  # changed or new
        self.meant: dict[str, dict[tuple[int, int], str]] = {}  # by sheet: cells with a new text
        self.new_sheets: list[str] = []
        self.renamed: dict[str, str] = {}
        strict = Part(package, self.book.part).first("workbook").tag
        self.dialect = int(MAIN[1].encode() in strict)  # which of the format's two languages it is in
        self.has_view = bool(Part(package, self.book.part).all("workbookView"))

    def part(self, name: str) -> Part:
        """A part as it stands now."""
        return Part(self.package, name, self.parts.get(name))

    def has(self, name: str) -> bool:
        return name in self.parts or self.package.has(name)

    def keep(self, part: Part) -> None:
        """What was put into a part stands from now on."""
        self.parts[part.name] = part.bytes()

    # --- parts and relations ----------------------------------------------------------------------------

    def relate(self, source: str, kind: str, target: str) -> str:
        """A relation from a part to another; its id."""
        folder, name = posixpath.split(source)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        link = posixpath.relpath("/" + target, "/" + folder)
        if not self.has(listed):
            space = "http://schemas.openxmlformats.org/package/2006/relationships"
            self.parts[listed] = HEAD + f'<Relationships xmlns="{space}"/>'.encode()
        elif listed not in self.parts:
            listed = self.package.name_of(listed)
        part = self.part(listed)
        used = {one.attributes.get("Id") for one in part.all("Relationship")}
        key = next(f"rIdJinguo{k}" for k in range(1, len(used) + 2) if f"rIdJinguo{k}" not in used)
        root = part.first("Relationships")
        part.append(root, f'<{root.prefix}Relationship Id="{key}" Type="{RELATIONS[self.dialect]}/{kind}" '
                          f"Target={quoteattr(link)}/>")
        self.keep(part)
        return key

    def add_part(self, source: str, kind: str, stem: str, ending: str, data: bytes) -> tuple[str, str]:
        """A new part that another refers to: its name and the relation's id."""
        folder = posixpath.dirname(self.book.part)
        number = 1
        while self.has(posixpath.join(folder, f"{stem}{number}.{ending}")):
            number += 1
        name = posixpath.join(folder, f"{stem}{number}.{ending}")
        self.parts[name] = data
        types = self.part(self.package.name_of("[Content_Types].xml"))
        root = types.first("Types")
        if kind != "vmlDrawing":
            types.append(root, f'<{root.prefix}Override PartName={quoteattr("/" + name)} ContentType="{TYPES[kind]}"/>')
        elif not any(one.attributes.get("Extension", "").lower() == ending for one in types.all("Default")):
            types.append(root, f'<{root.prefix}Default Extension="{ending}" ContentType="{TYPES[kind]}"/>', first=True)
        self.keep(types)
        return name, self.relate(source, kind, name)

    def add_sheet(self, title: str, data: bytes, *, first: bool) -> None:
        """A new sheet, before or behind all others."""
        _, key = self.add_part(self.book.part, "worksheet", "worksheets/jinguo", "xml", data)
        part = self.part(self.book.part)
        root, sheets = part.first("workbook"), part.first("sheets")
        numbers = [_number(one.attributes.get("sheetId"), 0) for one in part.all("sheet")]
        markup = (
            f"<{sheets.prefix}sheet name={quoteattr(title)} sheetId=\"{max(numbers, default=0) + 1}\" "
            f"{relation(root, self.dialect, key)}/>"
        )
        part.append(sheets, markup, first=first)
        if first:
            for name in part.all("definedName"):  # those of one sheet count sheets from 0
                if (number := name.attributes.get("localSheetId", "")).isdecimal():
                    part.set(name, localSheetId=str(int(number) + 1))
            for view in part.all("workbookView"):
                part.set(view, activeTab="0", firstSheet="0")
        self.keep(part)
        self.new_sheets.append(title)

    def select_only_new(self) -> None:
        """No sheet that was there is selected: else what is typed would go into two at once."""
        for sheet in self.book.sheets:
            part = self.part(sheet.part)
            views = [one for one in part.all("sheetView") if one.attributes.get("tabSelected") in ("1", "true")]
            for view in views:
                part.set(view, tabSelected="0")
            if views:
                self.keep(part)

    def rename(self, sheet: Sheet, title: str) -> None:
        part = self.part(self.book.part)
        for one in part.all("sheet"):
            if one.attributes.get("name") == sheet.name:
                part.set(one, name=title)
        self.keep(part)
        self.renamed[sheet.name] = title

    # --- cells ------------------------------------------------------------------------------------------

    def put(self, sheet: Sheet, changes: Mapping[tuple[int, int], Put]) -> None:
        """Changes some cells of a sheet; those that are not there are made."""
        part = self.part(sheet.part)
        _Putter(part, changes).run()
        self.keep(part)
        texts = {place: change.text for place, change in changes.items() if change.text is not None}
        self.meant.setdefault(sheet.name, {}).update(texts)

    # --- writing ----------------------------------------------------------------------------------------

    def save(self, target: str | os.PathLike[str]) -> None:
        """Writes the workbook, whole or not at all, for its owner alone, once nothing in it has changed
        that was not meant to."""

        def write(out: BinaryIO) -> None:
            with tempfile.NamedTemporaryFile(suffix=".xlsx") as part:
                self.package.write(part.name, self.parts)
                with Package(part.name) as written:
                    self._compare(Workbook(written))
                shutil.copyfileobj(part, out)
            if os.path.exists(target) and os.path.samefile(target, self.package.path) and self.package.has_changed():
                raise refusal("python.workbook.busy", self.package.file)

        save_book(target, write, same_bytes=False)

    def _compare(self, after: Workbook) -> None:
        was = [self.renamed.get(sheet.name, sheet.name) for sheet in self.book.sheets]
        kept = [sheet for sheet in after.sheets if sheet.name not in self.new_sheets]
        if [sheet.name for sheet in kept] != was or after.epoch_1904 != self.book.epoch_1904:
            raise refusal("python.workbook.changed", self.package.file, mend=False, sheet="", cell="")
        for before, now in zip(self.book.sheets, kept, strict=True):
            if before.name in self.renamed:
                continue
            meant = self.meant.get(before.name, {})
            old = _cells(self.book, before, meant) | {place: hash(text) for place, text in meant.items()}
            new = _cells(after, now, meant)
            if old != new:
                row, column = min(place for place in old.keys() | new.keys() if old.get(place) != new.get(place))
                raise refusal("python.workbook.changed", self.package.file, mend=False, sheet=before.title,
                              cell=f"{letters(column)}{row}")


def _cells(book: Workbook, sheet: Sheet, meant: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], int]:
    """All that each cell holds, by its place; of those that are meant to change the text alone."""
    found: dict[tuple[int, int], int] = {}

    def add(row: int, column: int, cell: Cell) -> None:
        text = book.text(cell)
        place = row, column
        found[place] = hash(text if place in meant else (cell.kind, cell.formula, cell.value, text))

    book.count = 0
    book.cells(sheet, add)
    return found


class _Putter:
    """Puts cells into the XML of a sheet."""

    def __init__(self, part: Part, changes: Mapping[tuple[int, int], Put]) -> None:
        self.part = part
        self.rows: dict[int, dict[int, Put]] = {}
        for row, column in sorted(changes):
            self.rows.setdefault(row, {})[column] = changes[row, column]
        self.waiting = sorted(self.rows)
        self.styles: list[tuple[int, int, int]] = []  # of columns: first, last, style
        self.row = self.column = 0
        self.here: list[tuple[int, Element]] | None = None  # the cells of a row that changes
        self.prefix = ""

    def run(self) -> None:
        self.part.scan(self.start, self.end, wanted=self.wants, without=self.untouched())

    def untouched(self) -> list[tuple[int, int]]:
        """Stretches of rows that hold nothing, change nothing and have no new row before them."""
        found: list[tuple[int, int]] = []
        last = 0
        for begin, within in self.part.rows():
            for row in EMPTY_ROW.finditer(self.part.data, begin, within):
                number = int(row[1])
                if bisect.bisect_right(self.waiting, last) == bisect.bisect_right(self.waiting, number) and number > last:
                    if found and found[-1][1] == row.start():
                        found[-1] = (found[-1][0], row.end())
                    else:
                        found.append(row.span())
                last = max(last, number)
        return found

    def wants(self, name: str) -> bool:
        return name in ("row", "sheetData", "col", "dimension") or (name == "c" and self.here is not None)

    def start(self, element: Element) -> None:
        if element.name == "row":
            self.row = _number(element.attributes.get("r"), self.row + 1)
            self.column = 0
            self.before(element.start, self.row)
            if self.waiting and self.waiting[0] == self.row:
                self.here = []
        elif element.name == "c" and self.here is not None:
            place = position(element.attributes.get("r", ""))
            self.column = place[1] if place else self.column + 1
            self.here.append((self.column, element))
        elif element.name == "sheetData":
            self.prefix = element.prefix
        elif element.name == "col":
            first, last = (_number(element.attributes.get(key), 0) for key in ("min", "max"))
            self.styles.append((first, last, _number(element.attributes.get("style"), 0)))

    def end(self, element: Element) -> None:
        if element.name == "row" and self.here is not None:
            self.waiting.pop(0)
            self.change(element, self.rows[self.row], self.here)
            self.here = None
        elif element.name == "dimension":  # may be left out, and must not lie
            self.part.put(element.start, element.end, b"")
        elif element.name == "sheetData":
            new = "".join(self.new_row(row) for row in self.waiting)
            self.waiting = []
            if new:
                self.part.append(element, new)

    def before(self, at: int, row: int) -> None:
        """New rows that come before one that is there."""
        while self.waiting and self.waiting[0] < row:
            self.part.put(at, at, self.new_row(self.waiting.pop(0)).encode())

    def new_row(self, row: int) -> str:
        cells = "".join(self.cell(row, column, put, self.style_of(column)) for column, put in self.rows[row].items())
        return f'<{self.prefix}row r="{row}">{cells}</{self.prefix}row>'

    def style_of(self, column: int) -> int:
        return next((style for first, last, style in self.styles if first <= column <= last), 0)

    def cell(self, row: int, column: int, put: Put, style: int) -> str:
        if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
            raise refusal("python.workbook.rows", self.part.package.file, most=f"{MAX_ROW:,}")
        p = self.prefix
        number = style if put.style is None else put.style(style)
        styled = f' s="{number}"' if number else ""
        if put.text is None:
            return f'<{p}c r="{letters(column)}{row}"{styled}/>'
        held = f"<{p}is>{inline(put.text, p)}</{p}is>"
        return f'<{p}c r="{letters(column)}{row}"{styled} t="inlineStr">{held}</{p}c>'

    def change(self, row: Element, puts: dict[int, Put], there: list[tuple[int, Element]]) -> None:
        number = self.row
        own = _number(row.attributes.get("s"), 0) if row.attributes.get("customFormat") in ("1", "true") else None
        cells = dict(there)
        added: dict[int, str] = {}  # by where they go
        end = row.inner_end
        for column, put in puts.items():
            if column in cells:
                cell = cells[column]
                style = _number(cell.attributes.get("s"), 0)
                if put.text is None:
                    if put.style is not None:
                        self.part.set(cell, s=str(put.style(style)))
                else:
                    self.part.put(cell.start, cell.end, self.cell(number, column, put, style).encode())
                continue
            at = next((cell.start for other, cell in there if other > column), end)
            style = self.style_of(column) if own is None else own
            added[at] = added.get(at, "") + self.cell(number, column, put, style)
        tag = re.sub(rb"\sspans\s*=\s*(?:\"[^\"]*\"|'[^']*')", b"", row.tag)
        if row.empty:
            inner = "".join(added.values()).encode()
            self.part.put(row.start, row.end, tag[:-2].rstrip() + b">" + inner + b"</" + row.raw + b">")
            return
        if tag != row.tag:
            self.part.put(row.start, row.inner, tag)
        for at, markup in added.items():
            self.part.put(at, at, markup.encode())


def _number(text: str | None, missing: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 10 else missing
