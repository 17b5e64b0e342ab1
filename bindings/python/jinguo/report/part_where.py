"""Who goes where?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .facts import Pairing, Provider
from .renderer import Block, Cell, Grid, Part, Renderer, short_name

TOP = 10  # providers listed outright; all of them are in the long table


class WherePart(Renderer):
    """Flows by home and kind, and what each provider got."""

    def part(self) -> Part | None:
        w = self.w
        blocks = []
        for p in self.in_order:
            if p.women == 0:
                continue
            name = w.sentence(w.pairing(p.name))
            if any(kind != "mentor" for kind in p.kinds):
                blocks.append(self.flows(p, name))
            if p.mentors_by_place or p.mentors_by_industry:
                blocks.append(self.mentors(p, name))
        return Part("where", w("where.title"), blocks) if blocks else None

    def flows(self, p: Pairing, name: str) -> Block:
        w = self.w
        by_kind = Counter(p.served_by_kind)
        if p.served == 0:
            finding = w("where.finding_none", pairing=name)
        else:
            said = [
                w("where.kind_count", kind=w(f"kind.{kind}") if w.lang == "zh" else w(f"kind.{kind}").lower(),
                  count=w.number(count))
                for kind, count in by_kind.most_common()
                if count
            ]
            finding = w("where.finding", pairing=name, list=w.listed(said), served=w.number(p.served))
        block = Block(finding)
        table = p.by_place
        if table is not None:
            longest = max(  # of what is shown: a hidden number must not be the measure of the others
                (row[c] for r, row in enumerate(table.counts) for c in range(len(p.kinds)) if not table.hidden.why(r, c)),
                default=0,
            )
            rows = [
                [Cell(w.pick(name), number=False)]
                + [self.count_cell(table, r, c, longest) for c in range(len(p.kinds))]
                for r, name in enumerate(table.names)
            ]
            foot = [Cell(w("total"), number=False)] + [Cell(w.number(n)) for n in table.totals[: len(p.kinds)]]
            head = [(w(f"column.{self.facts.place_level}"), False)] + [(w(f"kind.{k}"), True) for k in p.kinds]
            block.grids.append(
                Grid(w("where.matrix", pairing=w.pairing(p.name)), head, rows, foot, note=w("small") if table.hidden else "")
            )
        everyone = sorted(p.providers, key=lambda one: (-one.shortfall, -one.worth, one.id))
        floors = any(one.floor for one in everyone)
        title = w("where.all", count=w.number(len(everyone)))
        if 0 < len(everyone) <= TOP:
            block.grids.append(self.provider_grid(title, everyone, floors=floors, worth=True))
            return block
        short = sorted((one for one in p.providers if one.shortfall), key=lambda one: (-one.shortfall, one.id))
        if short:
            missed = w("where.short", count=w.number(len(short)), short=w.number(p.shortfall))
            block.grids.append(self.provider_grid(missed, short[:TOP], floors=True, worth=False))
        wanted = sorted((one for one in p.providers if one.worth), key=lambda one: (-one.worth, one.id))
        if wanted:
            block.grids.append(self.provider_grid(w("where.worth"), wanted[:TOP], floors=False, worth=True))
        elif p.providers:
            block.after = w("where.worth_none")
        if p.providers:
            block.folded.append(self.provider_grid(title, everyone, floors=floors, worth=True))
        return block

    def provider_grid(self, title: str, providers: Sequence[Provider], *, floors: bool, worth: bool) -> Grid:
        w = self.w
        head = [
            (w("column.provider"), False), (w("column.kind"), False), (w("column.county"), False),
            (w("column.industry"), False), (w("column.places"), True), (w("column.taken"), True),
        ]
        if floors:
            head += [(w("column.floor"), True), (w("column.short"), True)]
        costs = floors and any(one.floor_cost for one in providers)
        if costs:
            head.append((w("column.floor_cost"), True))
        if worth:
            head.append((w("column.worth"), True))
        rows = []
        for one in providers:
            label = f"{one.name} {one.id}" if one.name else one.id
            row = [
                Cell(label, number=False), Cell(w(f"one.{one.kind}"), number=False),
                Cell(short_name(w.pick(one.place), w.lang), number=False), Cell(self.industry(one.industry), number=False),
                Cell(w.number(one.places)), Cell(w.number(one.taken)),
            ]
            if floors:
                row += [
                    Cell(w.number(one.floor) if one.floor else ""),
                    Cell(w.number(one.shortfall) if one.floor else "", strong=one.shortfall > 0),
                ]
            if costs:
                row.append(Cell(w.number(one.floor_cost) if one.floor else ""))
            if worth:
                row.append(Cell(w.number(one.worth)))
            rows.append(row)
        uncounted = floors and any(one.uncounted for one in providers)
        return Grid(title, head, rows, note=w("where.floor_counts") if uncounted else "")

    def mentors(self, p: Pairing, name: str) -> Block:
        w = self.w
        block = Block(
            w("where.mentors", pairing=name, mentors=w.number(p.mentors_count), places=w.number(p.mentor_places),
              taken=w.number(p.mentor_taken))
            if not self.why("taken", p) else
            w("where.mentors_few", pairing=name, mentors=w.number(p.mentors_count), places=w.number(p.mentor_places))
        )
        for code, groups in (("county", p.mentors_by_place), ("industry", p.mentors_by_industry)):
            if not groups:
                continue
            longest = max(one.taken for one in groups) or 1
            rows = [
                [
                    Cell(w.pick(one.name), number=False), Cell(w.number(one.mentors)), Cell(w.number(one.places)),
                    Cell(w.number(one.taken), bar=one.taken / longest), Cell(w.number(one.worth)),
                ]
                for one in sorted(groups, key=lambda one: -one.taken)
            ]
            head = [(w(f"column.{code}"), False), (w("column.mentors"), True), (w("column.places"), True),
                    (w("column.taken"), True), (w("column.worth_most"), True)]
            grid = Grid(w(f"where.mentors_{code}"), head, rows)
            (block.grids if len(rows) <= 12 else block.folded).append(grid)
        if p.mentor_taken > p.mentor_places and not self.why("taken", p):
            block.note = w("where.mentors_over")
        if p.mentors_hidden:
            block.after = w("where.mentors_hidden", count=w.number(p.mentors_hidden))
        return block
