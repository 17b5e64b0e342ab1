"""Number formats: what a spreadsheet program shows of a stored number, as far as a reader may rely on it.

A format may add (leading zeros, a unit, a percent sign, letters), and what it adds is read. It may not
take away: decimals that it rounds off, zeros that it hides are read as they are stored.
"""

from __future__ import annotations

import datetime
import math
import re
from decimal import Decimal
from typing import NamedTuple

__all__ = ["BUILT_IN", "Format", "plain"]

# ECMA-376 18.8.30. Those of East Asia (27-36, 50-58) have no code in the file; whatever the language, they
# are days but for the times among them.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    **dict.fromkeys((*range(27, 32), 36, *range(50, 55), 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((*range(32, 36), 55, 56), "h:mm:ss"),
}
LAST_DAY = 2_958_465  # 9999-12-31
EPOCH, EPOCH_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)
NEUTRAL = " \u00a0()+-¥￥元"  # says no more than that it is an amount in yuan, or its sign
GENERAL = re.compile(r"general|g/通用格式", re.IGNORECASE)
TOKEN = re.compile(
    r"\"(?P<quoted>[^\"]*)\"?|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<clock>AM/PM|A/P)"
    r"|(?P<exponent>E[+-])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
PLACES = ("0", "#", "?")
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
HOLDS = {
    "<": float.__lt__, "<=": float.__le__, ">": float.__gt__, ">=": float.__ge__, "=": float.__eq__,
    "<>": float.__ne__,
}


def plain(value: float) -> str:
    """A number to the 15 significant digits that spreadsheet programs keep: 3580.3999999999996 is 3580.4.
    From 10^15 on, where digits are lost, as they write it: 4.30602198001012E+17."""
    text = f"{value:.15g}"
    if text in ("-0", "nan", "inf", "-inf"):
        return "0" if text == "-0" else text
    if "e" not in text:
        return text
    if 1e-15 <= abs(value) < 1e15:
        return format(Decimal(text), "f")
    mantissa, _, exponent = text.partition("e")
    return f"{mantissa}E{exponent[0]}{exponent[1:].lstrip('0').rjust(2, '0')}"


class _Section(NamedTuple):
    """One of a format's parts: for positive numbers, for negative ones, for zero, for text."""

    condition: tuple[str, float] | None = None
    date: bool = False
    time: bool = False
    elapsed: bool = False  # hours beyond a day's
    digits: tuple[str, ...] = ()  # placeholders of the whole part, with literals among them
    before: str = ""
    after: str = ""
    percent: int = 0
    adds: bool = False  # whether it can add anything to a number
    is_text: bool = False


class Format:
    """A number format by its code."""

    def __init__(self, code: str) -> None:
        self.sections = [_section(part) for part in _split(code)][:4]
        numbers = [one for one in self.sections if not one.is_text]
        self.is_date = any(one.date or one.time for one in numbers)
        self._by_condition = any(one.condition for one in numbers)
        self._numbers = numbers if self._by_condition else numbers[:3]
        # "@" last is for texts; alone or second it is a format of text that numbers take, too.
        texts = [one for one in self.sections if one.is_text]
        self._text = texts[-1] if texts else None
        self._simple = not self.is_date and not any(one.adds for one in numbers)

    def number(self, value: float, *, epoch_1904: bool = False) -> str:
        if self._simple:
            return plain(value)
        section = self._section_of(value)
        if section.date or section.time:
            return _moment(value, section, epoch_1904)
        return _number(value, section) if section.adds else plain(value)

    def text(self, value: str) -> str:
        section = self._text
        return value if section is None or not value else section.before + value + section.after

    def _section_of(self, value: float) -> _Section:
        parts = self._numbers
        if not parts:
            return _Section()
        if self._by_condition:
            for part in parts:
                if part.condition is None or HOLDS[part.condition[0]](value, part.condition[1]):
                    return part
            return _Section()
        if value < 0 and len(parts) > 1:
            return parts[1]
        return parts[2] if value == 0 and len(parts) > 2 else parts[0]


def _split(code: str) -> list[str]:
    parts, current = [], ""
    for token in TOKEN.finditer(code):
        if token.group("other") == ";":
            parts.append(current)
            current = ""
        else:
            current += token.group()
    return [*parts, current]


def _section(code: str, *, dates: bool = True) -> _Section:
    """One part; without ``dates`` the letters of days and times are letters."""
    whole = code
    code, general = GENERAL.subn("#", code)
    condition = None
    letters: list[str] = []  # of dates and times, in order
    digits: list[str] = []
    before = after = ""
    percent = 0
    decimals = odd = scaled = is_text = elapsed = False

    def literal(text: str) -> None:
        nonlocal before, after
        if decimals or percent or is_text:
            after += text
        elif digits:
            digits.append(text)
        else:
            before += text

    for token in TOKEN.finditer(code):
        if token.group("quoted") is not None:
            literal(token.group("quoted"))
        elif token.group("escaped") is not None:
            literal(token.group("escaped"))
        elif (bracket := token.group("bracket")) is not None:
            if found := CONDITION.fullmatch(bracket.strip()):
                condition = found[1], float(found[2])
            elif bracket.startswith("$"):
                literal(bracket[1:].rpartition("-")[0] if "-" in bracket else bracket[1:])
            elif bracket.lower().strip("hms") == "" and bracket:
                elapsed = True
                letters.append(bracket[0].lower())
        elif token.group("clock"):
            letters.append("h")
        elif token.group("exponent"):
            odd = True
        elif (char := token.group("other")) is not None:
            lower = char.lower()
            if char in PLACES:
                scaled = False
                if not decimals:
                    digits.append(char)
            elif char == ".":
                decimals = True
            elif char == ",":
                scaled = not general  # by 1,000, unless a placeholder follows
            elif char == "%":
                percent += 1
            elif char == "/" and digits and not letters:
                odd = True
            elif char == "@":
                is_text = True
            elif dates and lower in "ymdhsegba" and not digits:
                letters.append(lower)
            else:
                literal(char)
    if dates and digits and letters and not elapsed:
        return _section(whole, dates=False)  # D000: no day has digits of its own
    while digits and digits[-1] not in PLACES:
        after = digits.pop() + after
    kinds = set(letters)
    time = bool(kinds & set("hs"))
    date = not elapsed and bool(kinds & set("ydegb") or (kinds & set("am") and not time))
    zeros = digits.count("0")
    inner = any(one not in PLACES for one in digits)
    if digits and (odd or scaled):
        return _Section(condition)
    said = "" if not _says_something(before + after, digits) else before + after
    adds = bool(percent or zeros > 1 or inner or said)
    return _Section(
        condition, date, time or elapsed, elapsed, tuple(digits), before if said else "", after if said else "",
        percent, adds, is_text,
    )


def _says_something(literals: str, digits: list[str]) -> bool:
    # A lone dash is how accounts write zero.
    return bool(literals.strip(NEUTRAL)) if digits else bool(literals.strip(" \u00a0-"))


def _number(value: float, section: _Section) -> str:
    if not section.digits:
        return (section.before + section.after).strip()
    text = plain(abs(value) * 100**section.percent)
    if "E" in text or not text[0].isdigit():
        return plain(value)
    whole, dot, fraction = text.partition(".")
    zeros = section.digits.count("0")
    whole = whole.rjust(zeros, "0")
    if any(one not in PLACES for one in section.digits):
        whole = _between(whole, section.digits)
    sign, before, after = "", section.before, section.after
    if value < 0:  # however a part for negative numbers says so
        sign, before, after = "-", before.strip("-( "), after.strip("-) ")
    return f"{sign}{before}{whole}{dot}{fraction}{'%' * section.percent}{after}".strip()


def _between(whole: str, digits: tuple[str, ...]) -> str:
    """The digits of a number from the right into placeholders with letters among them."""
    out: list[str] = []
    left = whole
    for at, one in reversed(list(enumerate(digits))):
        if one not in PLACES:
            out.append(one)
        elif any(other in PLACES for other in digits[:at]):
            out.append(left[-1:])
            left = left[:-1]
        else:
            out.append(left)
    return "".join(reversed(out))


def _moment(value: float, section: _Section, epoch_1904: bool) -> str:
    """A day, a time of day, or both: all that is stored, unless the format shows days alone."""
    seconds = round(math.modf(value)[0] * 86_400) if 0 <= value < LAST_DAY + 1 else -1
    days = int(value) if seconds >= 0 else 0
    if seconds == 86_400:
        days, seconds = days + 1, 0
    if seconds < 0 or days > LAST_DAY:
        return plain(value)
    hours = days * 24 if section.elapsed else 0
    clock = f"{hours + seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if section.elapsed or (section.time and not section.date and days == 0):
        return clock
    if epoch_1904:
        moment = EPOCH_1904 + datetime.timedelta(days=days)
        day = moment.date().isoformat()
    elif days > 60:
        day = (EPOCH + datetime.timedelta(days=days)).date().isoformat()
    else:  # 1900 counts as a leap year: its day 60 never was, its day 0 neither
        day = {0: "1900-01-00", 60: "1900-02-29"}.get(days) or (
            EPOCH + datetime.timedelta(days=days + 1)
        ).date().isoformat()
    return f"{day} {clock}" if section.time and (seconds or not section.date) else day
