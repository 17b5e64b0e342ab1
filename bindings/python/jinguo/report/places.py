"""Names, positions and boundaries of places, and texts of the tables made fit to be shown."""

from __future__ import annotations

import csv
import importlib.resources
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .. import _core
from .._core import Issue, Message
from .._errors import InputError
from .._files import read_text
from .facts import Shape, Text

_UNSEEN = {0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF}


def clean(text: str, longest: int = 48) -> str:
    """A text of the tables, fit to be shown: one line, no control or direction characters, not longer."""
    seen = "".join(
        " " if ch.isspace() else ch
        for ch in text[: 8 * longest]
        if not (
            ord(ch) < 32
            or 0x7F <= ord(ch) < 0xA0
            or 0x202A <= ord(ch) <= 0x202E
            or 0x2066 <= ord(ch) <= 0x2069
            or 0xD800 <= ord(ch) <= 0xDFFF
            or ord(ch) in _UNSEEN
        )
    )
    seen = " ".join(seen.split())
    return seen if len(seen) <= longest else seen[: longest - 1] + "…"


def bundled(*parts: str) -> Path:
    place = importlib.resources.files("jinguo").joinpath(*parts)
    if not isinstance(place, Path):
        raise OSError("jinguo must be installed as files, not inside an archive")
    return place


def _english_names() -> dict[tuple[str, str], str]:
    """English names of the bundled divisions by code and Chinese name."""
    names = {}
    with open(bundled("data", "yueyang", "divisions.csv"), encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["level"] in ("prefecture", "county"):
                code = row["code"][:4] if row["level"] == "prefecture" else row["code"]
                names[code, row["name"]] = row["name_en_or_pinyin"]
    return names


class Places:
    """Names of divisions, and the level by which the page tells places apart."""

    def __init__(self, registry: _core.Registry, codes: Iterable[str]) -> None:
        columns = registry.columns("regions")
        english = _english_names()
        self.names: dict[str, Text] = {}
        self.points: dict[str, tuple[float, float]] = {}
        for code, name, lon, lat in zip(
            columns["code"], columns["name"], columns["lon"], columns["lat"], strict=True
        ):
            shown = clean(name) or code
            self.names[code] = (clean(english.get((code, name), "")) or shown, shown)
            if lon is not None:
                self.points[code] = (lon, lat)
        seen = list(codes)
        self.width = 0
        for width in (6, 9):  # counties, or townships where there is one county
            if len({code[:width] for code in seen}) > 1:
                self.width = width
                break
        self.level = {6: "county", 9: "township"}.get(self.width, "")
        common = os.path.commonprefix(seen) if seen else ""
        self.common: Text | None = None
        for width in (12, 9, 6, 4, 2):
            if len(common) >= width and common[:width] in self.names:
                self.common = self.names[common[:width]]
                break

    def key(self, code: str) -> str:
        return code[: self.width] if self.width else ""

    def name(self, code: str) -> Text:
        return self.names.get(code, (code, code))


def shapes(path: str | os.PathLike[str] | None, codes: set[str]) -> list[Shape]:
    """Boundaries of those places that have one; none if fewer than two do."""
    source = bundled("data", "yueyang", "counties.geojson") if path is None else Path(path)
    text = read_text(source)
    try:
        features = None if text is None else json.loads(text)["features"]
        found = [
            Shape(f["properties"]["code"], _polygon(f["geometry"]), _point(f["properties"].get("point")))
            for f in features or ()
            if f["properties"]["code"] in codes
        ]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):  # whatever JSON it is instead
        features = None
    if features is None:
        wanted = Message("python.geojson")
        raise InputError([Issue("python.geojson", file=os.fspath(source), expected=wanted)])
    return found if len(found) > 1 else []


def _polygon(geometry: Any) -> Any:
    """A polygon or several, with rings of points in degrees."""
    rings = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}[geometry["type"]]
    for polygon in rings:
        for ring in polygon:
            for point in ring:
                _point(point)
    return geometry


def _point(point: Any) -> tuple[float, float]:
    if not point:
        return (0.0, 0.0)
    lon, lat = (float(part) for part in point[:2])
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError
    return (lon, lat)
