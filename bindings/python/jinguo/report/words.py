"""How the page speaks: texts of the catalogue, numbers and days as each language writes them."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence

from .. import _core
from .facts import Text
from .texts import TEXTS

MONTHS = (
    "January February March April May June July August September October November December".split()
)


_PARAMETER = re.compile(r"\{(\w+)(?::([^:{}]*):([^:{}]*))?\}")  # {name}, or {name:one:many} by its number


class Words:
    """Texts in one language, "en" or "zh"."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, code: str, **given: object) -> str:
        """The page's text CODE with its parameters; KeyError where the text or a parameter is missing."""
        pattern = TEXTS[code][self.lang == "zh"]

        def said(found: re.Match[str]) -> str:
            value = str(given[found[1]])
            if found[2] is None:
                return _isolated(value)
            return found[2] if value == "1" else found[3]

        return _PARAMETER.sub(said, pattern)

    def known(self, code: str) -> str | None:
        """The page's text, or None where it has none."""
        return self(code) if code in TEXTS else None

    def rule(self, rule: str) -> str:
        """A rule of the policy in the catalogue's words."""
        code = f"engine.rule.{rule}"
        text = _core.Message(code).text(self.lang)
        return rule if text.startswith(code) else text

    def pick(self, text: Text) -> str:
        return text[1] if self.lang == "zh" else text[0]

    def number(self, n: int | float) -> str:
        return f"{n:,}" if isinstance(n, int) else f"{n:,.0f}"

    def share(self, rate: float | None) -> str:
        return self("hidden") if rate is None else f"{rate:.1%}"

    def date(self, day: datetime.date) -> str:
        if self.lang == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

    def pairing(self, name: str) -> str:
        return self.known(f"pairing.{name}") or name

    def listed(self, items: Sequence[str]) -> str:
        """a, b and c"""
        if len(items) < 2:
            return "".join(items)
        return self("listed.comma").join(items[:-1]) + self("listed.and") + items[-1]

    def sentence(self, text: str) -> str:
        """With a capital at its beginning."""
        return text[:1].upper() + text[1:]


def _isolated(text: str) -> str:
    """A value written from right to left does not turn the sentence around it."""
    if any(unicodedata.bidirectional(ch) in ("R", "AL", "AN") for ch in text):
        return f"\u2068{text}\u2069"
    return text
