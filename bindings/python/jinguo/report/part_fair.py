"""Are counties and groups treated alike?"""

from __future__ import annotations

from . import pictures
from .facts import Pairing
from .renderer import Block, Cell, Grid, Part, Renderer


class FairPart(Renderer):
    """Coverage of registered women, and shares of eligible ones, by group."""

    def part(self) -> Part | None:
        w = self.w
        blocks = []
        coverage = self.coverage()
        if coverage is not None:
            blocks.append(coverage)
        for p in self.in_order:
            if p.mean_rate is None or not self.tells_rate(p) or not any(g.rate is not None for d in p.dimensions for g in d.groups):
                continue
            blocks.append(self.fair_block(p, p.mean_rate))
        if not blocks:
            return None
        robust = self.facts.robustness
        if robust is not None:
            blocks.append(Block(w("fair.robust", women=robust)))
        blocks[-1].after = " ".join(x for x in (blocks[-1].after, w("fair.note")) if x)
        return Part("fair", w("fair.title"), blocks)

    def coverage(self) -> Block | None:
        """Registered women with at least one measure, by group."""
        w, coverage = self.w, self.facts.coverage
        known = [] if coverage is None else [
            (rate, w.sentence(self.group(name))) for _, name, rate in coverage.groups if rate is not None
        ]
        if coverage is None or len(known) < 2:
            return None
        dots, rows = [], []
        before = ""
        for code, name, rate in coverage.groups:
            if code != before:
                dots.append(pictures.Dot(w(code), None, "", "", heading=True))
                before = code
            label = w.sentence(self.group(name))
            shown = f"{rate:.0%}" if rate is not None else w("none")
            dots.append(pictures.Dot(label, rate, shown, w("fair.coverage_dot", group=label, rate=shown)))
            rows.append([Cell(w(code), number=False), Cell(label, number=False), Cell(shown)])
        low, high = min(known), max(known)
        said = {"low": low[1], "low_rate": f"{low[0]:.0%}", "high": high[1], "high_rate": f"{high[0]:.0%}"}
        mean = f"{coverage.rate:.0%}"
        head = [(w("column.kind"), False), (w("column.group"), False), (w("column.coverage"), True)]
        return Block(
            w("fair.coverage_same", rate=mean) if said["low_rate"] == said["high_rate"] else
            w("fair.coverage", rate=mean, **said) if len(known) == len(coverage.groups) else
            w("fair.coverage_some", rate=mean, **said),
            picture=pictures.dots(
                dots, coverage.rate, w("fair.mean", mean=mean), w("fair.coverage_alt", mean=mean, **said)
            ),
            note=w("fair.coverage_note"),
            folded=[Grid(w("fair.coverage_table"), head, rows)],
        )

    def fair_block(self, p: Pairing, mean: float) -> Block:
        w = self.w
        name = w.sentence(w.pairing(p.name))
        dots, rows = [], []
        known: list[tuple[float, str]] = []
        small = False
        for dimension in p.dimensions:
            dots.append(pictures.Dot(w(dimension.code), None, "", "", heading=True))
            for group in dimension.groups:
                label = w.sentence(self.group(group.name))
                if not group.eligible:
                    continue
                if group.rate is None:
                    small = True
                    dots.append(pictures.Dot(label, None, w("none"), ""))
                    rows.append([Cell(w(dimension.code), number=False), Cell(label, number=False)]
                                + [Cell(w.number(n) if told else w("hidden"))
                                   for n, told in ((group.eligible, group.tells[1]), (group.served, group.tells[0]))]
                                + [Cell(w("hidden")) for _ in range(2)])
                    continue
                known.append((group.rate, label))
                eligible = w.number(group.eligible)
                shown = w.share(group.rate)
                dots.append(pictures.Dot(label, group.rate, shown, w("fair.dot", group=label, rate=shown, eligible=eligible)))
                rows.append(
                    [
                        Cell(w(dimension.code), number=False), Cell(label, number=False), Cell(eligible),
                        Cell(w.number(group.served)), Cell(shown),
                        Cell(w.number(round(group.score)) if group.score is not None else w("none")),
                    ]
                )
        low, high = min(known), max(known)
        said = {"low": low[1], "low_rate": w.share(low[0]), "high": high[1], "high_rate": w.share(high[0]),
                "mean": w.share(mean)}
        head = [
            (w("column.kind"), False), (w("column.group"), False), (w("column.eligible"), True),
            (w("column.served_mentors") if p.mentors else w("column.served"), True), (w("column.share"), True),
            (w("column.score"), True),
        ]
        return Block(
            w("fair.finding_same", pairing=name, **said) if said["low_rate"] == said["high_rate"] else
            w("fair.finding_some" if small else "fair.finding", pairing=name, **said),
            picture=pictures.dots(dots, mean, w("fair.mean", mean=w.share(mean)), w("fair.alt", **said)),
            folded=[Grid(w("fair.table"), head, rows)],
            after=w("small") if small else "",
        )
