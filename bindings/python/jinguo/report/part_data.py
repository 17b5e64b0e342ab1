"""What must be mended first?"""

from __future__ import annotations

from .speaker import Block, Cell, Grid, Part, Speaker


class DataPart(Speaker):
    """Faults of the tables, and who goes on although a rule no longer admits her."""

    def part(self) -> Part | None:
        w, facts = self.w, self.facts
        if not facts.counts:
            return None
        errors = sum(f.count for f in facts.findings if f.severity == "error")
        warnings = sum(f.count for f in facts.findings) - errors
        block: Block
        if not facts.findings:
            rows = w.number(sum(facts.counts.values()))
            block = Block(w("data.none", rows=rows, tables=len(facts.counts)))
        else:
            first = facts.findings[0].file or facts.findings[0].code
            block = Block(
                w("data.errors", errors=w.number(errors), warnings=w.number(warnings), first=first)
                if errors
                else w("data.warnings", warnings=w.number(warnings), first=first)
            )
            block.grids.append(
                Grid(
                    w("data.title"),
                    [(w("column.severity"), False), (w("column.count"), True), (w("column.file"), False),
                     (w("column.rows"), False), (w("column.expected"), False), (w("column.mend"), False)],
                    [
                        [
                            Cell(w(f.severity), number=False, strong=f.severity == "error"), Cell(w.number(f.count)),
                            Cell(w("listed.comma").join(x for x in (f.file, f.column) if x) or f.code, number=False),
                            Cell(", ".join(str(row) for row in f.rows) + (" …" if f.count > len(f.rows) else ""), number=False),
                            Cell(w.pick(f.expected), number=False), Cell(w.pick(f.mend), number=False),
                        ]
                        for f in facts.findings
                    ],
                )
            )
        blocks = [block]
        going_on = [(p, p.going_on) for p in facts.pairings if p.going_on]
        for p, count in going_on:
            rows_of = [
                [Cell(w.rule(rule), number=False), Cell(w.number(n) if isinstance(n, int) else self.hidden(n))]
                for rule, n in p.going_on_rules
            ]
            blocks.append(
                Block(
                    w.sentence(w.pairing(p.name)) + ("：" if w.lang == "zh" else ": ") + w("data.going_on", count=w.number(count)),
                    grids=[Grid(w("going_on"), [(w("column.reason"), False), (w("column.women"), True)], rows_of)],
                )
            )
        return Part("data", w("data.title"), blocks)
