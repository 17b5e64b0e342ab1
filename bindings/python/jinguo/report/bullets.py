"""Bullet charts: what is proven against what was promised, one row a target on its own scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .pictures import ACCENT, GREY, INK, LINE, MUTED, NARROW, SCALE, WIDE, Picture, _fit, _svg, _text

# A shape for each state beside its word; Vega draws them.
SHAPES = {
    "met": "circle", "on_pace": "triangle-up", "behind": "triangle-down", "missed": "cross", "not_applicable": "stroke",
}
LONGEST = 1.25  # a bar ends here, in shares of what is promised; the number beside it says more


@dataclass
class Bullet:
    label: str
    state: str
    word: str
    figure: str
    actual: int | None  # None: nothing to draw
    wanted: int
    most: int | None
    pace: int | None
    say: str


def bullets(rows: Sequence[Bullet], describe: str) -> Picture:
    wide, narrow = (_bullets(rows, describe, width) for width in (WIDE, NARROW))
    return Picture(wide, narrow, describe)


def _bullets(rows: Sequence[Bullet], describe: str, width: int) -> str:
    phone = width == NARROW
    step = 66 if phone else 48
    figures = 0.0 if phone else 250.0
    words = 92
    plot = width - figures - 8
    values = []
    for k, row in enumerate(rows):
        # A range is promised from its lower to its upper end: the scale is the upper one's.
        whole = max(row.most or row.wanted, 1)
        bad = row.state in ("missed", "behind")
        values.append(
            {
                "k": k, "zero": 0, "end": LONGEST, "label": _fit(row.label, width - words - 30), "word": row.word, "figure": row.figure,
                "value": None if row.actual is None else min(row.actual / whole, LONGEST),
                "wanted": row.wanted / whole, "most": None if row.most is None else 1.0,
                "pace": None if row.pace is None else row.pace / whole,
                "shape": SHAPES[row.state], "colour": ACCENT if bad else INK if row.state == "met" else MUTED,
                "bar": ACCENT if bad else GREY if row.state == "not_applicable" else SCALE[3], "say": row.say,
            }
        )
    y = {"field": "k", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0, "paddingOuter": 0}}
    x: dict[str, Any] = {
        "field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [0, LONGEST], "nice": False},
    }
    at = {**x, "field": "wanted"}
    bar = 16
    down = 2 if phone else 9
    name = -20 if phone else -13
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "bar", "height": bar, "yOffset": down, "color": LINE, "aria": False},
            "encoding": {"y": y, "x": {**x, "field": "zero"}, "x2": {"field": "end"}},
        },
        {
            "transform": [{"filter": "datum.most != null"}],
            "mark": {"type": "bar", "height": bar, "yOffset": down, "color": SCALE[1], "aria": False},
            "encoding": {"y": y, "x": at, "x2": {"field": "most"}},
        },
        {
            "transform": [{"filter": "datum.value != null"}],
            "mark": {"type": "bar", "height": bar / 2, "yOffset": down},
            "encoding": {
                "y": y, "x": x, "description": {"field": "say"},
                "color": {"field": "bar", "type": "nominal", "scale": None},
            },
        },
        {
            "transform": [{"filter": "datum.value != null"}],
            "mark": {"type": "tick", "size": bar + 4, "thickness": 3, "yOffset": down, "color": INK, "aria": False},
            "encoding": {"y": y, "x": at},
        },
        {
            "transform": [{"filter": "datum.most != null"}],
            "mark": {"type": "tick", "size": bar + 4, "thickness": 3, "yOffset": down, "color": INK, "aria": False},
            "encoding": {"y": y, "x": {**x, "field": "most"}},
        },
        {
            "transform": [{"filter": "datum.pace != null"}],
            "mark": {"type": "tick", "size": bar, "thickness": 2, "yOffset": down, "color": MUTED, "aria": False},
            "encoding": {"y": y, "x": {**x, "field": "pace"}},
        },
        {
            "mark": {"type": "point", "size": 90, "filled": True, "opacity": 1, "x": 8, "yOffset": name, "aria": False},
            "encoding": {
                "y": y, "shape": {"field": "shape", "type": "nominal", "scale": None},
                "color": {"field": "colour", "type": "nominal", "scale": None},
            },
        },
        _text({"align": "left", "x": 22, "dy": name, "fontWeight": 600}, {"y": y, "text": {"field": "label"}}),
        _text(
            {"align": "right", "x": width - 8, "dy": name},
            {"y": y, "text": {"field": "word"}, "color": {"field": "colour", "type": "nominal", "scale": None}},
        ),
    ]
    where = {"align": "left", "x": 0, "dy": 22} if phone else {"align": "left", "x": plot + 12, "dy": down}
    layers.append(_text({"color": MUTED, **where}, {"y": y, "text": {"field": "figure"}}))
    return _svg(
        {
            "width": plot, "height": step * len(rows), "padding": {"left": 4, "right": figures + 4, "top": 4, "bottom": 4},
            "data": {"values": values}, "layer": layers,
        },
        describe,
    )
