"""What the page's parts are made of, and what all parts share when they say the facts in one language."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import pictures
from .facts import Facts, Pairing, Provider, Table
from .places import clean
from .words import Words


@dataclass
class Cell:
    """What a table's cell shows: text, whether a number, the length of its bar."""

    text: str
    number: bool = True
    bar: float | None = None  # share of the longest
    strong: bool = False


@dataclass
class Grid:
    """A table of the page."""

    title: str
    head: list[tuple[str, bool]]  # heading, whether a column of numbers
    rows: list[list[Cell]]
    foot: list[Cell] | None = None
    sortable: bool = True
    note: str = ""


@dataclass
class Block:
    """A finding with what shows it."""

    finding: str
    picture: pictures.Picture | None = None
    legend: list[tuple[str, str]] = field(default_factory=list)  # class of the swatch, text
    legend_title: str = ""
    note: str = ""
    grids: list[Grid] = field(default_factory=list)
    folded: list[Grid] = field(default_factory=list)
    after: str = ""


@dataclass
class Part:
    code: str
    question: str
    blocks: list[Block]
    figures: list[tuple[str, str, str, bool]] = field(default_factory=list)  # number, what, more, accent


class Renderer:
    """Renders one part of the facts in one language; a part's class has ``part()``."""

    def __init__(self, facts: Facts, words: Words) -> None:
        self.facts = facts
        self.w = words
        pairings = [p for p in facts.pairings if p.kinds] or facts.pairings[:1]  # with a provider
        self.main = next((p for p in pairings if not p.mentors), pairings[0] if pairings else None)
        self.in_order = sorted(pairings, key=lambda p: p is not self.main)

    def part(self) -> Part | None:
        raise NotImplementedError

    def hidden(self, why: str) -> str:
        """What stands for a count that is not shown."""
        return "<10" if why == "small" else self.w("hidden")

    def told(self, n: int | str) -> str:
        """A count, or what stands for it."""
        return self.hidden(n) if isinstance(n, str) else self.w.number(n)

    def why(self, name: str, p: Pairing | None = None) -> str:
        """Why a total of all women, or of a pairing, is not shown; "" if it is."""
        return self.facts.hidden.get((name, p.name if p is not None else ""), "")

    def tells_rate(self, p: Pairing) -> bool:
        """Whether the share of the eligible women who are served may be told: with one of them it tells the other."""
        return not self.why("eligible", p) and not self.why("served", p)

    def total(self, n: int, name: str, p: Pairing | None = None) -> str:
        return self.told(self.why(name, p) or n)

    def count_cell(self, table: Table, row: int, column: int, longest: int | None = None) -> Cell:
        why = table.hidden.why(row, column)
        n = table.counts[row][column] if column < len(table.columns) else sum(table.counts[row])
        if why:
            return Cell(self.hidden(why))
        return Cell(self.w.number(n), bar=n / longest if longest else None)

    def provider_name(self, provider: Provider) -> str:
        return provider.name or provider.id

    def industry(self, word: str) -> str:
        return self.w.pick(self.facts.industries.get(word, (word, word)))

    def group(self, name: tuple[str, str]) -> str:
        """A coded group "@dimension.word" by the catalogue where it has a word, else by the code list."""
        if not name[0].startswith("@"):
            return self.w.pick(name)
        return self.w.known(f"word.{name[0][1:]}") or (
            name[1] if self.w.lang == "zh" else name[0].split(".")[-1].replace("_", " ")
        )


def short_name(name: str, lang: str) -> str:
    """As a map's label: "Pingjiang" for "Pingjiang County"."""
    if lang == "en":
        for ending in (" County", " District", " City", " Management Area"):
            name = name.removesuffix(ending)
    return clean(name, 14)
