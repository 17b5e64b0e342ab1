"""Comments of a sheet's cells: hers stay, ours come and go."""

from __future__ import annotations

import re

from ._editing import HEAD, Editor, Element, Part, inline, letters, relation
from ._package import MAIN
from ._workbook import Sheet, position, unmasked

__all__ = ["Comments"]

AUTHOR = "jinguo"
RULE = "—— jinguo ——"  # between a comment of hers and ours
# What may follow the comments' drawing in a sheet, in the order of the format.
AFTER = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "AlternateContent", "webPublishItems",
         "tableParts", "extLst")

# A comment is drawn by an old language beside the new: without it no program shows one.
VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
    "</v:shapetype></xml>"
)
BOX = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202" '
    'style="position:absolute;width:240pt;height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left},15,{top},2,{right},15,{bottom},4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
SHAPE = re.compile(rb"<(?:\w+:)?shape\b.*?</(?:\w+:)?shape>", re.DOTALL)
ROW, COLUMN = (re.compile(rb"<(?:\w+:)?" + name + rb">\s*(\d+)\s*</") for name in (b"Row", b"Column"))
NUMBER = re.compile(rb"_x0000_s(\d{1,9})")

Place = tuple[int, int]  # row and column


class _Comment:
    def __init__(self, element: Element, author: int) -> None:
        self.element, self.author = element, author
        self.text: Element | None = None
        self.said = ""


class Comments:
    """The comments of one sheet, and what is to become of them."""

    def __init__(self, editor: Editor, sheet: Sheet) -> None:
        self.editor, self.sheet = editor, sheet
        self.part_name = editor.package.related(sheet.part, "comments")
        self.there: dict[Place, _Comment] = {}
        self.authors: list[str] = []
        self.part: Part | None = None
        if self.part_name is not None:
            self.part = editor.part(self.part_name)
            self._read(self.part)
        self.gone: set[Place] = set()  # comments that were ours alone
        self.hers: dict[Place, str] = {}  # comments of hers that change: what stands in them
        self.new: dict[Place, str] = {}

    def _read(self, part: Part) -> None:
        pieces: list[str] = []
        path: list[str] = []
        current: _Comment | None = None

        def start(element: Element) -> None:
            nonlocal current
            path.append(element.name)
            if element.name == "comment":
                author = element.attributes.get("authorId", "0")
                current = _Comment(element, int(author) if author.isdecimal() and len(author) < 9 else 0)
                place = position(element.attributes.get("ref", ""))
                if place is not None:
                    self.there[place] = current
            elif element.name in ("author", "text"):
                pieces.clear()
                if element.name == "text" and current is not None:
                    current.text = element

        def text(piece: str) -> None:
            if path and path[-1] in ("author", "t") and "rPh" not in path:
                pieces.append(piece)

        def end(element: Element) -> None:
            path.pop()
            if element.name == "author":
                self.authors.append("".join(pieces))
            elif element.name == "text" and current is not None:
                current.said = unmasked("".join(pieces))

        part.scan(start, end, text)

    def clear(self) -> list[Place]:
        """Takes away what an earlier run said; the cells that it marked."""
        marked = []
        for place, comment in self.there.items():
            author = self.authors[comment.author] if comment.author < len(self.authors) else ""
            if author == AUTHOR:
                self.gone.add(place)
            elif RULE in comment.said:
                self.hers[place] = comment.said.split(RULE)[0].rstrip()
            else:
                continue
            marked.append(place)
        return marked

    def add(self, place: Place, text: str) -> None:
        if place in self.there and place not in self.gone:
            hers = self.hers.get(place, self.there[place].said)
            self.hers[place] = f"{hers}\n{RULE}\n{text}"
        else:
            self.new[place] = text

    def save(self) -> None:
        if not (self.gone or self.hers or self.new):
            return
        space = MAIN[self.editor.dialect]
        if self.part is None:
            data = HEAD + f'<comments xmlns="{space}"><authors/><commentList/></comments>'.encode()
            name, _ = self.editor.add_part(self.sheet.part, "comments", "comments", "xml", data)
            self.part = self.editor.part(name)
        part = self.part
        authors, listed = part.all("authors"), part.all("commentList")
        if not authors or not listed:
            raise self.editor.package.damaged(part.name)
        p = listed[0].prefix
        for place in self.gone:
            element = self.there[place].element
            part.put(element.start, element.end, b"")
        for place, said in self.hers.items():
            text = self.there[place].text
            if text is None:
                raise self.editor.package.damaged(part.name)
            part.put(text.start, text.end, f"<{p}text><{p}r>{inline(said, p)}</{p}r></{p}text>".encode())
        if self.new:
            number = self.authors.index(AUTHOR) if AUTHOR in self.authors else len(self.authors)
            if AUTHOR not in self.authors:
                part.append(authors[0], f"<{p}author>{AUTHOR}</{p}author>")
            part.append(listed[0], "".join(
                f'<{p}comment ref="{letters(place[1])}{place[0]}" authorId="{number}"><{p}text><{p}r>{inline(said, p)}</{p}r>'
                f"</{p}text></{p}comment>"
                for place, said in sorted(self.new.items())
            ))
        self.editor.keep(part)
        self._draw()

    def _draw(self) -> None:
        """The boxes in which comments are shown."""
        sheet = self.editor.part(self.sheet.part)
        keys = [one.attributes.get("r:id") for one in sheet.all("legacyDrawing")]
        name = next((one.target for one in self.editor.package.relations(self.sheet.part)
                     if keys and one.key == keys[0] and self.editor.has(one.target)), None)
        if name is None:
            name, key = self.editor.add_part(self.sheet.part, "vmlDrawing", "drawings/jinguo", "vml", VML.encode())
            root = sheet.first("worksheet")
            at = min((start for name, start in sheet.children() if name in AFTER), default=root.inner_end)
            markup = f"<{root.prefix}legacyDrawing {relation(root, self.editor.dialect, key)}/>"
            sheet.put(at, at, markup.encode())
            self.editor.keep(sheet)
        data = self.editor.parts.get(name) or self.editor.package.read(name)

        def kept(shape: re.Match[bytes]) -> bytes:
            row, column = ROW.search(shape.group()), COLUMN.search(shape.group())
            here = (int(row[1]) + 1, int(column[1]) + 1) if row and column else None
            return b"" if here in self.gone else shape.group()

        data = SHAPE.sub(kept, data)
        number = max((int(found) for found in NUMBER.findall(data)), default=1024)
        boxes = []
        for k, ((row, column), said) in enumerate(sorted(self.new.items()), start=1):
            lines = sum(1 + len(line) // 24 for line in said.splitlines())
            height = min(400, 30 + 20 * lines)
            boxes.append(BOX.format(number=number + k, height=height, left=column, top=max(0, row - 2),
                                    right=column + 4, bottom=max(0, row - 2) + height // 18, row=row - 1,
                                    column=column - 1))
        end = data.rfind(b"</xml>")
        if end < 0:
            raise self.editor.package.damaged(name)
        self.editor.parts[name] = data[:end] + "".join(boxes).encode() + data[end:]
