"""Where is need, where does help go?"""

from __future__ import annotations

from collections.abc import Sequence

from . import pictures
from .facts import Pairing, Provider
from .renderer import Block, Cell, Grid, Part, Renderer, short_name

POINTS = 300  # more providers than these are drawn by township


class PlacePart(Renderer):
    """Map and table of places."""

    def part(self) -> Part | None:
        w = self.w
        blocks = []
        order = self.in_order
        for p in order:
            if p.by_place is None:
                if p.places_too_few:
                    blocks.append(Block(w("place.few", pairing=w.sentence(w.pairing(p.name)))))
                continue
            rates = [self.rate(p, r) for r in range(len(p.by_place.keys))]
            mapped = p is self.main and bool(self.facts.shapes) and sum(rate is not None for rate in rates) > 1
            blocks.append(
                Block(
                    self.place_finding(p, rates),
                    picture=self.map(p, rates) if mapped else None,
                    legend=self.legend(rates) if mapped else [],
                    legend_title=w("place.legend"),
                    note=self.map_note(p) if mapped else "",
                    grids=[self.place_grid(p, rates)],
                )
            )
        return Part("place", w("place.title"), blocks) if blocks else None

    def rate(self, p: Pairing, row: int | None) -> float | None:
        assert p.by_place is not None
        return p.by_place.rate(row)

    def place_finding(self, p: Pairing, rates: Sequence[float | None]) -> str:
        w, table = self.w, p.by_place
        assert table is not None
        known = [(rate, r) for r, rate in enumerate(rates) if rate is not None]
        name = w.sentence(w.pairing(p.name))
        if p.served + p.eligible_unserved == 0:
            return w("place.finding_nobody", pairing=name)
        if not known:
            return w("place.finding_none", pairing=name)
        if len(known) < 2:
            return w("place.finding_even", pairing=name, count=len(known))
        high, low = max(known), min(known)
        if high[0] == low[0] and len(known) == len(rates):
            return w("place.finding_same", pairing=name, rate=w.share(high[0]))
        waiting = table.columns.index("unserved")
        most = max((row[waiting], r) for r, row in enumerate(table.counts))
        said = {
            "pairing": name, "high": w.pick(table.names[high[1]]), "high_rate": w.share(high[0]),
            "low": w.pick(table.names[low[1]]), "low_rate": w.share(low[0]),
        }
        if len(known) < len(rates):
            return w("place.finding_some", count=len(known), **said)
        return w("place.finding", **said, most=w.pick(table.names[most[1]]), unserved=w.number(most[0]))

    def place_grid(self, p: Pairing, rates: Sequence[float | None]) -> Grid:
        """Women by place: share of eligible, placed, waiting, and the rest."""
        w, table = self.w, p.by_place
        assert table is not None
        served_name = w("column.served_mentors") if p.mentors else w("column.served")
        whole_name = w("column.women") if "not_eligible" in table.columns else w("column.eligible")
        rest = [name for name in ("unserved", "not_eligible") if name in table.columns]
        rows = []
        for r, name in enumerate(table.names):
            served = sum(table.counts[r][: len(p.kinds)])
            share = w.share(rates[r]) if rates[r] is not None or not table.tells_rate(r) else w("none")
            why = table.hidden.why(r, "placed")
            rows.append(
                [
                    Cell(w.pick(name), number=False),
                    Cell(share),
                    Cell(self.told(why or served)),
                    *(self.count_cell(table, r, table.columns.index(name)) for name in rest),
                    self.count_cell(table, r, len(table.columns)),
                ]
            )
        totals = table.totals
        rate = self.rate(p, None)
        whole = "women" if "not_eligible" in table.columns else "eligible"
        foot = [
            Cell(w("total"), number=False),
            Cell(w("hidden") if not self.tells_rate(p) else w.share(rate) if rate is not None else w("none")),
            self.whole(sum(totals[: len(p.kinds)]), "served", p),
            *(self.whole(totals[table.columns.index(name)], name, p) for name in rest),
            self.whole(sum(totals), whole, None if whole == "women" else p),
        ]
        head = [
            (w(f"column.{self.facts.place_level}"), False), (w("column.share"), True), (served_name, True),
            *((w(f"column.{name}"), True) for name in rest), (whole_name, True),
        ]
        title = w("place.table", pairing=w.pairing(p.name))
        return Grid(title, head, rows, foot, note=w("small") if table.hidden else "")

    def whole(self, n: int, name: str, p: Pairing | None) -> Cell:
        """A total; hidden it may be small or not."""
        return Cell(self.w("hidden") if self.why(name, p) else self.w.number(n))

    def steps(self, rates: Sequence[float | None]) -> list[float]:
        known = [rate for rate in rates if rate is not None]
        if not known:
            return [0.2, 0.4, 0.6, 0.8]
        for width in (0.02, 0.03, 0.04, 0.05, 0.1, 0.15, 0.2):
            low = round(min(min(known) // width * width, 1 - 5 * width), 2)
            if low + 5 * width >= max(known):
                return [round(low + width * k, 2) for k in range(1, 5)]
        return [0.2, 0.4, 0.6, 0.8]

    def legend(self, rates: Sequence[float | None]) -> list[tuple[str, str]]:
        steps = self.steps(rates)
        width = steps[1] - steps[0]
        bounds = [round(steps[0] - width, 2), *steps, round(steps[-1] + width, 2)]
        most = max((rate for rate in rates if rate is not None), default=1.0)
        return [
            (f"s{k + 1}", f"{max(bounds[k], 0):.0%}–{min(bounds[k + 1], 1):.0%}")
            for k in range(5)
            if k == 0 or bounds[k] <= most
        ]

    def map(self, p: Pairing, rates: Sequence[float | None]) -> pictures.Picture:
        w, facts, table = self.w, self.facts, p.by_place
        assert table is not None
        waiting = table.columns.index("unserved")
        shapes = {shape.key: shape for shape in facts.shapes}
        areas, inner = [], []
        for r, key in enumerate(table.keys):
            name = w.pick(table.names[r])
            rate = rates[r]
            if rate is None:
                shown, say = "", w("place.area_hidden", place=name)
            else:
                eligible = sum(table.counts[r][: waiting + 1])
                shown = w.share(rate)
                say = w(
                    "place.area", place=name, rate=shown, eligible=w.number(eligible),
                    unserved=w.number(table.counts[r][waiting]),
                )
            label = short_name(name, w.lang)
            if key in shapes:
                geometry = shapes[key].geometry
                areas.append(pictures.Area(geometry, label, pictures.middle(geometry), rate, shown, say))
            elif key in facts.points:
                inner.append(pictures.Area(None, label, facts.points[key], rate, shown, say))
        known = [(rate, r) for r, rate in enumerate(rates) if rate is not None]
        low, high = (min(known), max(known)) if known else ((None, 0), (None, 0))
        describe = w(
            "place.alt", count=len(table.keys), low=w.pick(table.names[low[1]]), low_rate=w.share(low[0]),
            high=w.pick(table.names[high[1]]), high_rate=w.share(high[0]),
        )
        return pictures.county_map(areas, inner, self.points(p), self.steps(rates), describe)

    def points(self, p: Pairing) -> list[pictures.Point]:
        w = self.w
        located = [provider for provider in p.providers if provider.position is not None and provider.places]
        if len(located) <= POINTS:
            return [
                pictures.Point(
                    provider.position or (0, 0), provider.places,
                    w("place.point", name=self.provider_name(provider), places=w.number(provider.places),
                      taken=w.number(provider.taken)),
                )
                for provider in sorted(located, key=lambda one: (-one.places, one.id))
            ]
        towns: dict[str, list[Provider]] = {}
        for provider in located:
            towns.setdefault(provider.township, []).append(provider)
        points = []
        for _, group in sorted(towns.items()):
            places = sum(one.places for one in group)
            lon = sum((one.position or (0, 0))[0] * one.places for one in group) / places
            lat = sum((one.position or (0, 0))[1] * one.places for one in group) / places
            points.append(
                pictures.Point(
                    (lon, lat), places,
                    w("place.points", count=w.number(len(group)), name=w.pick(group[0].town),
                      places=w.number(places), taken=w.number(sum(one.taken for one in group))),
                )
            )
        return sorted(points, key=lambda point: -point.size)

    def map_note(self, p: Pairing) -> str:
        w = self.w
        located = sum(provider.position is not None and provider.places > 0 for provider in p.providers)
        said = [w("place.points_each" if located <= POINTS else "place.points_town")] if located else []
        if self.facts.bundled_shapes:
            said.append(w("place.boundaries"))
        shaped = {shape.key for shape in self.facts.shapes}
        if p.by_place is not None and any(k not in shaped and k in self.facts.points for k in p.by_place.keys):
            said.append(w("place.diamonds"))
        return (" " if w.lang == "en" else "").join(said)
