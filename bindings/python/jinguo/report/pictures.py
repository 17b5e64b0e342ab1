"""Pictures as SVG, drawn by Vega-Lite when the page is made.

Layout never asks how wide a text is (autosize none, margins of our own), so that the same page comes out
whatever fonts are installed. Colours are variables of the page's style sheet: dark mode and print change
them. Every mark says its numbers (aria-label), which hover, tap and the arrow keys show.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

FONT = "system-ui, sans-serif"
# What the drawing says for each variable of the style sheet.
COLOURS = {
    "#010101": "ink", "#010102": "muted", "#010103": "line", "#010104": "grey", "#010105": "accent",
    "#010106": "paper", "#010111": "s1", "#010112": "s2", "#010113": "s3", "#010114": "s4", "#010115": "s5",
}
INK, MUTED, LINE, GREY, ACCENT, PAPER = list(COLOURS)[:6]
SCALE = list(COLOURS)[6:]


@dataclass
class Picture:
    """One picture in the two widths; ``describe`` is its text alternative."""

    wide: str
    narrow: str
    describe: str


WIDE, NARROW = 660, 330


def _svg(spec: dict[str, Any], describe: str) -> str:
    import vl_convert

    whole = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "autosize": {"type": "none", "contains": "content"},
        "background": None,
        "config": {"font": FONT, "view": {"stroke": None}, "text": {"fontSize": 13}},
        **spec,
    }
    svg = vl_convert.vegalite_to_svg(json.dumps(whole, ensure_ascii=False))
    svg = re.sub(r'"(#0101[01]\d)"', lambda m: f'"var(--{COLOURS[m[1]]})"', svg)
    width, height = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups()  # type: ignore[union-attr]
    svg = re.sub(r"^<svg[^>]*>", "", svg.strip())
    svg = svg.removesuffix("</svg>")
    svg = re.sub(r' (font-family|aria-roledescription|xmlns:xlink|pointer-events)="[^"]*"', "", svg)
    svg = re.sub(r'(\d\.\d\d)\d+', r"\1", svg)  # a hundredth of a point is enough
    svg = re.sub(r' class="[^"]*"', "", svg)
    title = describe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return (
        f'<svg role="group" aria-label="{title}" viewBox="0 0 {width} {height}" '
        f'style="max-width:{round(float(width))}px">{svg}</svg>'
    )


def _text(mark: dict[str, Any], encoding: dict[str, Any]) -> dict[str, Any]:
    return {"mark": {"type": "text", "fontSize": 13, "color": INK, "aria": False, **mark}, "encoding": encoding}


# --- bars ---------------------------------------------------------------------------------------------


@dataclass
class Bar:
    label: str
    value: int | None  # None: not shown
    shown: str
    accent: bool
    say: str


def bars(rows: Sequence[Bar], describe: str) -> Picture:
    """Horizontal bars from zero, labels before and numbers after them."""
    wide, narrow = (_bars(rows, describe, width) for width in (WIDE, NARROW))
    return Picture(wide, narrow, describe)


def _bars(rows: Sequence[Bar], describe: str, width: int) -> str:
    above = width == NARROW  # on a phone the label stands above its bar
    step = 40 if above else 28
    labels = 0.0 if above else min(max(_length(row.label) for row in rows) + 12, width * 0.5)
    plot = width - labels - 62
    most = max((row.value or 0 for row in rows), default=0) or 1
    values = [
        {
            "k": k, "label": _fit(row.label, width - 8 if above else labels - 10), "value": row.value or 0,
            "shown": row.shown, "colour": ACCENT if row.accent else GREY, "say": row.say,
        }
        for k, row in enumerate(rows)
    ]
    y = {"field": "k", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0, "paddingOuter": 0}}
    down = 9 if above else 0
    label = {"align": "left", "x": 0, "dy": -8} if above else {"align": "right", "x": -8}
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [0, most], "nice": False}}
    return _svg(
        {
            "width": plot,
            "height": step * len(rows),
            "padding": {"left": labels, "right": 62, "top": 4, "bottom": 4},
            "data": {"values": values},
            "layer": [
                {
                    "mark": {"type": "bar", "height": 14 if above else 18, "yOffset": down},
                    "encoding": {
                        "y": y, "x": x, "description": {"field": "say"},
                        "color": {"field": "colour", "type": "nominal", "scale": None},
                    },
                },
                _text(label, {"y": y, "text": {"field": "label"}}),
                _text({"align": "left", "dx": 6, "dy": down}, {"y": y, "x": x, "text": {"field": "shown"}}),
            ],
        },
        describe,
    )


# --- dots ---------------------------------------------------------------------------------------------


@dataclass
class Dot:
    label: str
    value: float | None
    shown: str
    say: str
    heading: bool = False


def dots(rows: Sequence[Dot], mean: float, mean_label: str, describe: str) -> Picture:
    """One dot a group on a common axis of shares, with the mean as a line."""
    wide, narrow = (_dots(rows, mean, mean_label, describe, width) for width in (WIDE, NARROW))
    return Picture(wide, narrow, describe)


def _dots(rows: Sequence[Dot], mean: float, mean_label: str, describe: str, width: int) -> str:
    step = 22
    labels = min(max(_length(row.label) for row in rows) + 14, width * (0.36 if width == WIDE else 0.42))
    right = 58
    plot = width - labels - right
    known = [row.value for row in rows if row.value is not None] + [mean]
    top = min(1.0, -(-max(known) * 10 // 1) / 10 + (0.1 if max(known) * 10 % 1 == 0 and max(known) < 1 else 0))
    values = [
        {
            "k": k, "label": _fit(row.label, labels - 10), "value": row.value, "shown": row.shown, "say": row.say,
            "heading": row.heading,
        }
        for k, row in enumerate(rows)
    ]
    height = step * len(rows)
    y = {"field": "k", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0, "paddingOuter": 0}}
    x = {
        "field": "value", "type": "quantitative",
        "scale": {"domain": [0, top], "nice": False},
        "axis": {
            "format": ".0%", "tickCount": 5 if width == WIDE else 4, "title": None, "orient": "top", "domain": False,
            "ticks": False, "gridColor": LINE, "labelColor": MUTED, "labelFontSize": 12, "labelPadding": 6,
            "labelFlush": False, "labelBound": False, "labelOverlap": False,
        },
    }
    numbers = {"filter": "datum.value != null"}
    return _svg(
        {
            "width": plot,
            "height": height,
            "padding": {"left": labels, "right": right, "top": 28, "bottom": 24},
            "data": {"values": values},
            "layer": [
                {
                    "transform": [numbers],
                    "mark": {"type": "rule", "color": LINE, "aria": False},
                    "encoding": {"y": y, "x": x, "x2": {"datum": mean}},
                },
                {
                    "data": {"values": [{"m": mean}]},
                    "mark": {"type": "rule", "color": MUTED, "strokeDash": [4, 3], "aria": False},
                    "encoding": {"x": {"field": "m", "type": "quantitative"}},
                },
                {
                    "data": {"values": [{"m": mean}]},
                    "mark": {"type": "text", "color": MUTED, "fontSize": 12, "aria": False, "y": height + 14,
                             "align": "center"},
                    "encoding": {"x": {"field": "m", "type": "quantitative"}, "text": {"value": mean_label}},
                },
                {
                    "transform": [numbers],
                    "mark": {"type": "circle", "size": 90, "color": SCALE[4], "opacity": 1},
                    "encoding": {"y": y, "x": x, "description": {"field": "say"}},
                },
                {
                    "transform": [{"filter": "!datum.heading"}],
                    **_text({"align": "right", "x": -10}, {"y": y, "text": {"field": "label"}}),
                },
                {
                    "transform": [{"filter": "datum.heading"}],
                    **_text({"align": "right", "x": -10, "fontWeight": 600}, {"y": y, "text": {"field": "label"}}),
                },
                _text({"align": "left", "x": plot + 8, "color": MUTED}, {"y": y, "text": {"field": "shown"}}),
            ],
        },
        describe,
    )


# --- map ----------------------------------------------------------------------------------------------


@dataclass
class Area:
    geometry: Any
    label: str
    at: tuple[float, float]
    value: float | None
    shown: str
    say: str


@dataclass
class Point:
    at: tuple[float, float]
    size: int
    say: str


def county_map(
    areas: Sequence[Area], inner: Sequence[Area], points: Sequence[Point], steps: Sequence[float], describe: str
) -> Picture:
    """Places shaded by a rate in classes that end at ``steps``; ``inner`` lie inside another's boundary and
    are drawn as diamonds; points sized by places."""
    wide, narrow = (_map(areas, inner, points, steps, describe, width) for width in (WIDE, NARROW))
    return Picture(wide, narrow, describe)


def _map(
    areas: Sequence[Area], inner: Sequence[Area], points: Sequence[Point], steps: Sequence[float], describe: str,
    width: int,
) -> str:
    def shade(area: Area) -> str:
        if area.value is None:
            return LINE
        return SCALE[min(sum(area.value >= step for step in steps), len(SCALE) - 1)]

    features = [
        {"type": "Feature", "geometry": area.geometry, "colour": shade(area), "say": area.say} for area in areas
    ]
    lons = [lon for area in areas for lon, _ in _corners(area.geometry)]
    lats = [lat for area in areas for _, lat in _corners(area.geometry)]
    tall = (max(lats) - min(lats)) / ((max(lons) - min(lons)) * 0.87)
    height = round(min(max(width * tall, width * 0.5), width * 1.3))
    projection = {"type": "mercator"}
    labels = [
        {"lon": area.at[0], "lat": area.at[1], "label": area.label, "shown": area.shown}
        for area in [*areas, *inner]
    ]
    small = 12 if width == WIDE else 10
    place = {
        "longitude": {"field": "lon", "type": "quantitative"},
        "latitude": {"field": "lat", "type": "quantitative"},
    }
    most = max((point.size for point in points), default=1)
    halo = {"stroke": PAPER, "strokeWidth": 3, "strokeJoin": "round", "aria": False, "fontSize": small}
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": {"type": "FeatureCollection", "features": features}, "format": {"property": "features"}},
            "mark": {"type": "geoshape", "stroke": PAPER, "strokeWidth": 1.2},
            "encoding": {
                "color": {"field": "colour", "type": "nominal", "scale": None},
                "description": {"field": "say"},
            },
        },
        {
            "data": {
                "values": [
                    {"lon": a.at[0], "lat": a.at[1], "colour": shade(a), "say": a.say} for a in inner
                ]
            },
            "mark": {"type": "point", "shape": "diamond", "size": 260 if width == WIDE else 140, "filled": True,
                     "stroke": PAPER, "strokeWidth": 1.2, "opacity": 1},
            "encoding": {
                **place,
                "fill": {"field": "colour", "type": "nominal", "scale": None},
                "description": {"field": "say"},
            },
        },
        {
            "data": {"values": [{"lon": p.at[0], "lat": p.at[1], "size": p.size, "say": p.say} for p in points]},
            "mark": {"type": "circle", "color": ACCENT, "opacity": 0.75, "stroke": PAPER, "strokeWidth": 0.5},
            "encoding": {
                **place,
                "size": {
                    "field": "size", "type": "quantitative", "legend": None,
                    "scale": {"domain": [0, most], "range": [0, 300 if width == WIDE else 120]},
                },
                "description": {"field": "say"},
            },
        },
    ]
    for dy, what, weight in ((-small * 0.62, "label", 600), (small * 0.62, "shown", 400)):
        for style in (halo, {"aria": False, "fontSize": small, "color": INK}):
            layers.append(
                {
                    "data": {"values": labels},
                    "mark": {"type": "text", "dy": dy, "fontWeight": weight, **style},
                    "encoding": {**place, "text": {"field": what}},
                }
            )
    return _svg(
        {
            "width": width - 8, "height": height, "padding": 4, "projection": projection,
            "layer": [layer for layer in layers if layer["data"]["values"]],
        },
        describe,
    )


def _corners(geometry: Any) -> list[tuple[float, float]]:
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [(corner[0], corner[1]) for part in parts for ring in part for corner in ring]


def middle(geometry: Any) -> tuple[float, float]:
    """The centre of gravity of the largest part of a boundary."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    best: tuple[float, float, float] = (0.0, 0.0, 0.0)
    for part in parts:
        ring = part[0]
        area = x = y = 0.0
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
            cross = x0 * y1 - x1 * y0
            area += cross
            x += (x0 + x1) * cross
            y += (y0 + y1) * cross
        if abs(area) > best[0]:
            best = (abs(area), x / (3 * area), y / (3 * area))
    return best[1], best[2]


# --- text widths --------------------------------------------------------------------------------------


def _length(text: str) -> float:
    """About how many points a text of 13 points takes: the same on every machine."""
    return sum(13.2 if ord(ch) >= 0x2E80 else 7.1 for ch in text)


def _fit(text: str, points: float) -> str:
    if _length(text) <= points:
        return text
    while text and _length(text) > points - 8:
        text = text[:-1]
    return text.rstrip() + "…"
