"""Papers of a village: a card for each woman, and a list to post, as one page that prints.

A card tells one woman her own: where, from when, why, and how to object. The list is for everybody: ids and
providers of those who have a place, no name, no points, no reason. Names come from the officer's own file
when the page is made, and go into that page only: nothing stores, digests or logs them.
"""

from __future__ import annotations

import csv
import datetime
import io
import os
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .. import _core
from .._core import Message
from .._files import read_bytes
from .._public import only
from ._texts import PARTS, TEXTS

__all__ = ["NamesError", "cards", "read_names"]
__dir__ = only(__all__)

HERE = Path(__file__).parent
LONGEST = 60  # characters of a name that are shown
MOST_PARTS = 3


class NamesError(ValueError):
    """The file of names cannot be used; says in which row, never a name.

    Parameters
    ----------
    en : str
        The text in English.
    zh : str
        The text in Chinese.

    Attributes
    ----------
    texts : tuple of (str, str)
        Both.

    Examples
    --------
    >>> from jinguo.cards import NamesError
    >>> NamesError("names: row 3", "姓名文件：第3行").text("zh")
    '姓名文件：第3行'
    """

    def __init__(self, en: str, zh: str) -> None:
        self.texts = (en, zh)
        super().__init__(en)

    def text(self, lang: str) -> str:
        """The text for people.

        Parameters
        ----------
        lang : {"zh", "en"}
            Its language.

        Returns
        -------
        str
            The text.

        Examples
        --------
        >>> from jinguo.cards import NamesError
        >>> NamesError("names: row 3", "姓名文件：第3行").text("en")
        'names: row 3'
        """
        return self.texts[lang == "zh"]


def read_names(path: str | os.PathLike[str]) -> dict[str, str]:
    r"""Names by id from a CSV file headed ``id,name`` or ``编号,姓名``; other columns are ignored.

    Parameters
    ----------
    path : str or os.PathLike
        The file, in UTF-8 or GB18030, at most 64 MiB.

    Returns
    -------
    dict of str to str
        Names by id.

    Raises
    ------
    NamesError
        A file without these headings, an id twice, or a citizen number.
    OSError
        It cannot be read.

    Examples
    --------
    >>> from pathlib import Path
    >>> from jinguo.cards import read_names
    >>> _ = Path("names.csv").write_text("id,name\nW0000001,Li\n", encoding="utf-8")
    >>> read_names("names.csv")
    {'W0000001': 'Li'}
    """
    data = read_bytes(path)
    if data is None:
        raise NamesError("names: at most 64 MiB", "姓名文件：至多64 MiB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            raise NamesError("names: neither UTF-8 nor GB18030", "姓名文件：不是UTF-8或GB18030编码") from None
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        raise NamesError("names: not a table of cells separated by commas", "姓名文件：不是以逗号分隔的表格") from None
    heads = [cell.strip() for cell in rows[0]] if rows else []
    at = [next((k for k, head in enumerate(heads) if head in words), -1)
          for words in (("id", "编号"), ("name", "姓名"))]
    if min(at) < 0:
        raise NamesError("names: the first row must hold id,name", "姓名文件：第一行须为 编号,姓名")
    names: dict[str, str] = {}
    for number, row in enumerate(rows[1:], start=2):
        cells = [row[k].strip() if k < len(row) else "" for k in at]
        if not cells[0]:
            continue
        if cells[0] in names:
            raise NamesError(f"names: row {number}: this id stands there twice",
                             f"姓名文件：第{number}行：编号重复")
        if any(_core.holds_citizen_number(cell) for cell in cells):
            raise NamesError(f"names: row {number}: a citizen identity number; delete it",
                             f"姓名文件：第{number}行：含身份证号码，请删除")
        names[cells[0]] = cells[1]
    return names


def cards(
    plan: _core.Plan,
    registry: _core.Registry,
    village: str,
    *,
    names: Mapping[str, str] | None = None,
    starts_on: datetime.date | None = None,
    lang: str = "zh",
) -> tuple[str, int]:
    """The page of a village's cards as HTML (self-contained, no script), and the number of its cards.

    Names no other woman on any card. A woman who has died gets none.

    Parameters
    ----------
    plan : Plan
        Made by `match` from this registry and policy, or read by `Plan.load`.
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    village : str
        Code of a village or any other division: whoever lives in it gets a card.
    names : dict of str to str, optional
        Shown on the cards, by id, of women and of mentors; never on the list (`read_names`).
    starts_on : datetime.date, optional
        From when new help runs; None leaves a line to fill in by hand.
    lang : {"zh", "en"}, default "zh"
        Language of the texts.

    Returns
    -------
    html : str
        The page.
    count : int
        Number of its cards.

    Raises
    ------
    KeyError
        Nobody of the plan lives there.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> plan = jg.Plan.load("demo/plan")
    >>> from jinguo.cards import cards
    >>> html, count = cards(plan, registry, "430626", lang="en")
    >>> count
    33
    """
    import jinja2

    page = _Page(plan, registry, village, names or {}, starts_on, lang)
    made = page.cards()
    if not made:
        raise KeyError(_core.mask_citizen_numbers(village))
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )
    html = environment.get_template("page.html").render(
        t=page.t, lang="zh-CN" if lang == "zh" else "en", village=page.heading(village), cards=made,
        posted=page.posted(), synthetic=plan.synthetic, digest=plan.digest[:16],
        style=(HERE / "page.css").read_text(encoding="utf-8"),
    )
    return html, len(made)


class _Page:
    """What the template is filled with."""

    def __init__(
        self, plan: Any, registry: Any, village: str, names: Mapping[str, str],
        starts_on: datetime.date | None, lang: str,
    ) -> None:
        self.plan, self.names, self.starts_on = plan, names, starts_on
        self.which = lang == "zh"
        self.regions = {one.code: one.name for one in registry.regions}
        self.providers = {
            kind: {one.id: one for one in getattr(registry, table)}
            for kind, table in (("mentor", "mentors"), ("base", "bases"), ("project", "projects"),
                                ("chain", "chains"))
        }
        homes = {one.id: one.region for one in registry.households if lies_in(one.region, village)}
        # Nobody hands the family of a woman who has died a card of hers.
        died = {one.woman for one in (*registry.placements, *registry.mentorships) if one.end_reason == "death"}
        self.women = {
            one.id: homes[one.household] for one in registry.women if one.household in homes and one.id not in died
        }
        self.since = {(one.woman, one.provider): one.starts_on for one in registry.placements
                      if one.status == "active"}
        self.since |= {(one.woman, one.mentor): one.starts_on for one in registry.mentorships
                       if one.status == "active"}
        self.roads = {(one.village, one.kind, one.provider): one.metres for one in registry.roads}
        self.found: dict[str, list[dict[str, Any]]] = {}
        for name in plan.pairings:
            self.add(name, plan[name])

    def t(self, code: str, /, **values: object) -> str:
        return TEXTS[code][self.which].format(**values)

    def date(self, day: datetime.date) -> str:
        if self.which:
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {day:%B} {day.year}"

    def place(self, code: str) -> str:
        """A division by name, with those above it up to its county."""
        above = [code[:size] for size in (6, 9) if len(code) > size] + [code]
        said = [name for one in above if (name := self.name_of_region(one))]
        if not said:
            return code
        return "".join(said) if self.which else ", ".join(reversed(said))

    def heading(self, code: str) -> str:
        """The same for a title, where a code that has no name must not run into the words beside it."""
        place = self.place(code)
        return place if place != code else self.t("division", code=code)

    def name_of_region(self, code: str) -> str:
        name = next((self.regions[one] for one in (code, code.ljust(12, "0")) if one in self.regions), "")
        return name.replace("村民委员会", "村").replace("居民委员会", "社区").replace("社区社区", "社区")

    def add(self, name: str, pairing: Any) -> None:
        tied = tied_women(self.plan, name, self.women)
        title = self.t(f"pairing.{name}") if f"pairing.{name}" in TEXTS else name
        for award in (*pairing.awards, *pairing.outside):
            if award.left in self.women:
                self.found.setdefault(award.left, []).append(
                    self.award(title, pairing, award, tied.get(award.left))
                )
        for one in pairing.unmatched:
            if one.left in self.women:
                self.found.setdefault(one.left, []).append(
                    {"title": title, "placed": False, "where": self.t("none"), "detail": "", "start": "",
                     "why": self.why_not(one), "code": tied.get(one.left)}
                )

    def award(self, title: str, pairing: Any, award: Any, code: str | None) -> dict[str, Any]:
        provider = self.providers.get(award.kind, {}).get(award.right)
        kind = self.t(f"kind.{award.kind}")
        person = award.kind == "mentor"
        shown = "" if person else getattr(provider, "name", "") or ""
        start = self.t("from.blank")
        if award.existing:
            since = self.since.get((award.left, award.right))
            start = self.t("from.since", date=self.date(since)) if since else self.t("from.goes_on")
        elif self.starts_on:
            start = self.date(self.starts_on)
        return {
            "title": title, "placed": True, "kind": kind, "right": award.right,
            "where": shown or (self.name(award.right) if person else "") or f"{kind} {award.right}",
            "public": shown or award.right,
            "detail": self.t("comma").join(
                word for word in (kind, award.right, self.place(provider.region) if provider else "",
                                  "" if getattr(provider, "at_home", False) else self.road(award)) if word
            ),
            "start": start, "why": self.why(pairing, award), "code": code,
        }

    def road(self, award: Any) -> str:
        """The way from her village, where the table of roads says it."""
        metres = self.roads.get((self.women[award.left], award.kind, award.right))
        return "" if metres is None else self.t("road", km=kilometres(metres))

    def why(self, pairing: Any, award: Any) -> str:
        if award.existing:
            return self.t("why.goes_on")
        parts = sorted(
            ((points, name) for name, points in zip(pairing.part_names, award.parts, strict=False)
             if points > 0 and name in PARTS),
            key=lambda part: -part[0],
        )
        if not parts:
            return self.t("why.award_plain")
        words = [PARTS[name][self.which] for _, name in parts[:MOST_PARTS]]
        return self.t("why.award", parts=self.t("comma").join(words))

    def why_not(self, one: Any) -> str:
        rule = Message(f"engine.rule.{one.rule}").text("zh" if self.which else "en") if one.rule else ""
        loss = one.options[0].loss if one.options else 0
        return self.t(f"why.{one.reason}", rule=rule, loss=f"{loss:,}")

    def name(self, id: str) -> str:
        return shown_name(self.names.get(id, ""))

    def cards(self) -> list[dict[str, Any]]:
        return [
            {"id": id, "name": self.name(id), "village": self.place(self.women[id]),
             "found": self.found[id]}
            for id in sorted(self.found)
        ]

    def posted(self) -> list[dict[str, Any]]:
        return [
            {"id": id, "title": one["title"], "kind": one["kind"], "where": one["public"]}
            for id in sorted(self.found) for one in self.found[id] if one["placed"]
        ]


def lies_in(code: str, division: str) -> bool:
    """Whether a division lies in another, or is it; a full code's zeros say how far it is given."""
    for size in (2, 4, 6, 9):
        if len(division) > size and not division[size:].strip("0"):
            division = division[:size]
            break
    return code.startswith(division)


def kilometres(metres: int) -> str:
    """With one decimal, halves up."""
    tenths = (metres + 50) // 100
    return f"{tenths // 10}.{tenths % 10}"


def shown_name(name: str) -> str:
    """A name as it is printed: one line, no character that turns or hides others, not too long."""
    plain = "".join(
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c
        for c in name if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn")
    )
    plain = re.sub(r"\s+", " ", plain).strip()
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def tied_women(plan: Any, pairing: str, women: Mapping[str, Any]) -> dict[str, str]:
    """Pseudonyms of those women whose place the lottery decided."""
    return {id: plan.lottery_pseudonym(pairing, id) for id in plan[pairing].tied_women if id in women}
