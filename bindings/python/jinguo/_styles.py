"""A workbook's style sheet: new looks of cells beside those that are there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from ._editing import HEAD, TAG, Editor, Element, with_attributes
from ._package import MAIN

__all__ = ["Styles"]

# The lists of a style sheet in the format's order; of those that are used here, their items, and what must
# stand in one that is new.
ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
         "colors", "extLst")
ITEMS = {"fonts": "font", "fills": "fill", "cellXfs": "xf"}
FIRST = {
    "fonts": ['<{p}font><{p}sz val="11"/><{p}name val="Calibri"/></{p}font>'],
    "fills": ['<{p}fill><{p}patternFill patternType="none"/></{p}fill>',
              '<{p}fill><{p}patternFill patternType="gray125"/></{p}fill>'],
    "cellXfs": ["<{p}xf/>"],
}


class Styles:
    """Looks of cells by their number in the style sheet; each new one is made once."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        name = editor.book.styles
        if name is None:
            data = HEAD + f'<styleSheet xmlns="{MAIN[editor.dialect]}"/>'.encode()
            name, _ = editor.add_part(editor.book.part, "styles", "styles", "xml", data)
        self.part = editor.part(name)
        self.lists: dict[str, list[str]] = {key: [] for key in ITEMS}
        self.places: dict[str, Element] = {}
        path: list[str] = []

        def start(element: Element) -> None:
            path.append(element.name)

        def end(element: Element) -> None:
            path.pop()
            if len(path) == 1:
                self.places.setdefault(element.name, element)
            elif len(path) == 2 and ITEMS.get(path[1]) == element.name:
                self.lists[path[1]].append(self.part.data[element.start:element.end].decode())

        self.root = self.part.first("styleSheet")
        self.part.scan(start, end)
        self.there = {key: len(items) for key, items in self.lists.items()}
        for key, items in self.lists.items():
            if not items:
                items += [one.format(p=self.root.prefix) for one in FIRST[key]]

    def _add(self, key: str, markup: str) -> int:
        items = self.lists[key]
        if markup not in items[self.there[key]:]:
            items.append(markup)
        return len(items) - 1 - items[::-1].index(markup)

    def _like(self, style: int, **attributes: str) -> int:
        """The look of a style but for some attributes."""
        looks = self.lists["cellXfs"]
        like = looks[style if style < len(looks) else 0].encode()
        found = TAG.match(like)
        assert found is not None  # an element's markup begins with its tag
        return self._add("cellXfs", (with_attributes(found.group(), attributes) + like[found.end():]).decode())

    def fill(self, colour: str) -> int:
        p = self.root.prefix
        return self._add("fills", f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="FF{colour}"/>'
                                  f'<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>')

    def filled(self, fill: int) -> Callable[[int], int]:
        """From a style the same with a fill."""
        return lambda style: self._like(style, fillId=str(fill), applyFill="1")

    def plain(self, colours: Iterable[str]) -> Callable[[int], int]:
        """From a style the same without a fill if that is of one of these colours."""
        ours = re.compile(rf"fgColor\s[^>]*rgb\s*=\s*[\"'][0-9A-Fa-f]{{2}}(?:{'|'.join(colours)})[\"']")

        def cleared(style: int) -> int:
            looks, fills = self.lists["cellXfs"], self.lists["fills"]
            found = re.search(r"\sfillId\s*=\s*[\"'](\d{1,6})[\"']", looks[style] if style < len(looks) else "")
            fill = int(found[1]) if found else 0
            return self._like(style, fillId="0") if fill < len(fills) and ours.search(fills[fill]) else style

        return cleared

    def bold(self) -> int:
        p = self.root.prefix
        return self._like(0, fontId=str(self._add("fonts", f"<{p}font><{p}b/><{p}sz val=\"11\"/></{p}font>")),
                          applyFont="1")

    def wrapped(self, font: int = 0) -> int:
        p = self.root.prefix
        return self._add("cellXfs", f'<{p}xf numFmtId="0" fontId="{font}" fillId="0" borderId="0" applyFont="1" '
                                    f'applyAlignment="1"><{p}alignment vertical="top" wrapText="1"/></{p}xf>')

    def link(self) -> int:
        p = self.root.prefix
        return self.wrapped(self._add(
            "fonts", f'<{p}font><{p}u/><{p}sz val="11"/><{p}color rgb="FF0563C1"/></{p}font>'))

    def save(self) -> None:
        p, last = self.root.prefix, ""
        for key, items in self.lists.items():
            added = items[self.there[key]:]
            place = self.places.get(key)
            if not added:
                continue
            if place is not None and not place.empty:
                self.part.set(place, count=str(len(items)))
                self.part.append(place, "".join(added))
                continue
            whole = f'<{p}{key} count="{len(items)}">{"".join(added)}</{p}{key}>'
            if place is not None:
                self.part.put(place.start, place.end, whole.encode())
                continue
            after = ORDER[ORDER.index(key) + 1:]
            start = min((one.start for name, one in self.places.items() if name in after), default=None)
            if start is None:
                last += whole
            else:
                self.part.put(start, start, whole.encode())
        if last:
            self.part.append(self.root, last)
        self.editor.keep(self.part)
