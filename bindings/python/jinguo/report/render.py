"""Facts to the page: every part in both languages, filled into one template."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

from .facts import Facts
from .part_data import DataPart
from .part_fair import FairPart
from .part_glance import GlancePart
from .part_money import MoneyPart
from .part_place import PlacePart
from .part_reasons import ReasonsPart
from .part_targets import TargetsPart
from .part_where import WherePart
from .words import Words

HERE = Path(__file__).parent
PARTS = (GlancePart, TargetsPart, PlacePart, WherePart, ReasonsPart, FairPart, MoneyPart, DataPart)
TERMS = ("registered", "eligible", "place", "floor", "coverage", "share", "merit", "worth")


def render(facts: Facts, lang: str) -> str:
    """The page; the language shown first is ``lang``."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )
    script = (HERE / "page.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    languages = [_said(facts, Words(one)) for one in ("zh", "en")]
    return environment.get_template("page.html").render(
        languages=languages, first=lang, script=script, script_digest=digest,
        style=(HERE / "page.css").read_text(encoding="utf-8"), facts=facts,
    )


def _said(facts: Facts, w: Words) -> dict[str, Any]:
    """What the template needs in one language."""
    place = w.pick(facts.place) if facts.place else ""
    return {
        "lang": w.lang,
        "html_lang": "zh-CN" if w.lang == "zh" else "en",
        "name": "中文" if w.lang == "zh" else "English",
        "w": w,
        "title": w("head.title", place=place) if place else w("head.title_nowhere"),
        "proof": _proof(facts, w),
        "date": w("head.date", date=w.date(facts.date)) if facts.date else "",
        "parts": [part for kind in PARTS if (part := kind(facts, w).part()) is not None],
        "terms": [(w(f"terms.{name}"), w(f"term.{name}")) for name in TERMS],
    }


def _proof(facts: Facts, w: Words) -> str:
    statuses = {p.status for p in facts.pairings}
    short = sum(p.shortfall for p in facts.pairings)
    if statuses <= {"optimal"}:
        said = w("head.optimal", policy=facts.policy)
    elif statuses <= {"optimal", "optimal_short"}:
        said = w("head.short", policy=facts.policy, short=w.number(short))
    else:
        return w("head.stopped", policy=facts.policy) + w("head.unproven_stop")
    return said + w("head.proven" if facts.proven else "head.unproven")
