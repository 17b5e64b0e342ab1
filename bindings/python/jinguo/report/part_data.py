"""What must be mended first?"""

from __future__ import annotations

from .facts import Finding
from .renderer import Block, Cell, Grid, Part, Renderer


class DataPart(Renderer):
    """Faults of the tables, and who goes on although a rule no longer admits her."""

    def part(self) -> Part | None:
        w, facts = self.w, self.facts
        if not facts.counts:
            return None
        block: Block
        if not facts.findings:
            block = Block(w("data.none", tables=len(facts.counts)))
        else:
            first = facts.findings[0].file or facts.findings[0].code
            block = Block(
                w("data.errors", errors=self.told(facts.errors), warnings=self.told(facts.warnings), first=first)
                if facts.errors
                else w("data.warnings", warnings=self.told(facts.warnings), first=first)
            )
            block.grids.append(
                Grid(
                    w("data.title"),
                    [(w("column.severity"), False), (w("column.count"), True), (w("column.file"), False),
                     (w("column.rows"), False), (w("column.expected"), False), (w("column.mend"), False)],
                    [
                        [
                            Cell(w(f.severity), number=False, strong=f.severity == "error"), Cell(self.told(f.count)),
                            Cell(w("listed.comma").join(x for x in (f.file, f.column) if x) or f.code, number=False),
                            Cell(self.rows(f), number=False),
                            Cell(w.pick(f.expected), number=False), Cell(w.pick(f.mend), number=False),
                        ]
                        for f in facts.findings
                    ],
                )
            )
            if any(isinstance(f.count, str) for f in facts.findings):
                block.after = w("data.small")
        blocks = [block]
        going_on = [(p, p.going_on) for p in facts.pairings if p.going_on]
        for p, count in going_on:
            rows_of = [
                [Cell(w.rule(rule), number=False), Cell(self.told(n))]
                for rule, n in p.going_on_rules
            ]
            blocks.append(
                Block(
                    w.sentence(w.pairing(p.name)) + ("：" if w.lang == "zh" else ": ") + w("data.going_on", count=w.number(count)),
                    grids=[Grid(w("going_on"), [(w("column.reason"), False), (w("column.women"), True)], rows_of)] if rows_of else [],
                )
            )
        return Part("data", w("data.title"), blocks)

    def rows(self, f: Finding) -> str:
        """The first rows; of a few only the first, since the others would count them."""
        rows = f.rows[:1] if f.count == "small" else f.rows
        more = not isinstance(f.count, int) or f.count > len(rows)
        return ", ".join(str(row) for row in rows) + (" …" if more and rows else "")
