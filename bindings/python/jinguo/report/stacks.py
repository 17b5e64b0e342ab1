"""Stacked bars: parts of a whole, one bar a row, from zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .pictures import INK, MUTED, NARROW, PAPER, WIDE, Picture, _fit, _length, _svg, _text


@dataclass
class Piece:
    """A part of a bar: its length, its colour (of `pictures`), what hover says."""

    value: float
    colour: str
    say: str


@dataclass
class Stack:
    label: str
    pieces: Sequence[Piece]
    shown: str


def stacks(rows: Sequence[Stack], describe: str) -> Picture:
    """Horizontal stacked bars, labels before and totals after them."""
    wide, narrow = (_stacks(rows, describe, width) for width in (WIDE, NARROW))
    return Picture(wide, narrow, describe)


def _stacks(rows: Sequence[Stack], describe: str, width: int) -> str:
    labels = max(_length(row.label) for row in rows) + 12
    right = max(_length(row.shown) for row in rows) + 12
    plot = width - labels - right
    most = max((sum(piece.value for piece in row.pieces) for row in rows), default=0) or 1
    values = []
    for k, row in enumerate(rows):
        at = 0.0
        for piece in row.pieces:
            values.append({"k": k, "from": at, "to": at + piece.value, "colour": piece.colour, "say": piece.say})
            at += piece.value
    ends = [
        {"k": k, "label": _fit(row.label, labels - 10), "end": sum(p.value for p in row.pieces), "shown": row.shown}
        for k, row in enumerate(rows)
    ]
    y = {"field": "k", "type": "ordinal", "axis": None,
         "scale": {"domain": list(range(len(rows))), "paddingInner": 0, "paddingOuter": 0}}
    scale = {"domain": [0, most], "nice": False}
    x = {"field": "end", "type": "quantitative", "axis": None, "scale": scale}
    return _svg(
        {
            "width": plot,
            "height": 30 * len(rows),
            "padding": {"left": labels, "right": right, "top": 4, "bottom": 4},
            "data": {"values": ends},
            "layer": [
                {
                    "data": {"values": values},
                    "mark": {"type": "bar", "height": 20, "stroke": PAPER, "strokeWidth": 1},
                    "encoding": {
                        "y": y,
                        "x": {"field": "from", "type": "quantitative", "axis": None, "scale": scale},
                        "x2": {"field": "to"},
                        "description": {"field": "say"},
                        "color": {"field": "colour", "type": "nominal", "scale": None},
                    },
                },
                _text({"align": "right", "x": -8, "color": INK}, {"y": y, "text": {"field": "label"}}),
                _text({"align": "left", "dx": 6, "color": MUTED}, {"y": y, "x": x, "text": {"field": "shown"}}),
            ],
        },
        describe,
    )
