"""Who has no place, and what would change it?"""

from __future__ import annotations

from . import pictures
from .facts import Pairing
from .renderer import Block, Cell, Grid, Part, Renderer


class ReasonsPart(Renderer):
    """Reasons as bars, with the cheapest change where it is known."""

    def part(self) -> Part | None:
        w = self.w
        blocks = []
        for p in self.in_order:
            if p.women == 0:
                continue
            name = w.sentence(w.pairing(p.name))
            unplaced = p.eligible_unserved + p.not_eligible
            if unplaced == 0:
                blocks.append(Block(w("reason.finding_all", pairing=name)))
                continue
            rows = [(w(f"reason.{reason}"), count, True, self.change(p, reason)) for reason, count in p.eligible_reasons]
            rows += [
                (w("reason.not_eligible", rule=w.rule(rule)), count, False, "") for rule, count in p.rules
            ]
            known = [(count, label) for label, count, _, _ in rows if isinstance(count, int)]
            rest = {
                "all": self.total(unplaced, "unplaced", p), "eligible": self.total(p.eligible_unserved, "unserved", p),
            }
            if any(self.why(total, p) for total in ("unplaced", "unserved", "ruled_out")):
                finding = w("reason.finding_few", pairing=name)
            elif known and not any(count == "other" for _, count, _, _ in rows):  # else it might be that one
                count, label = max(known)
                finding = w("reason.finding", pairing=name, **rest, rest=w.number(p.not_eligible), reason=label,
                            count=w.number(count))
            else:
                finding = w("reason.finding_hidden", pairing=name, **rest)
            shown = [self.told(count) for _, count, _, _ in rows]
            picture = pictures.bars(
                [
                    pictures.Bar(label, count if isinstance(count, int) else None, text, accent, f"{label}: {text}")
                    for (label, count, accent, _), text in zip(rows, shown, strict=True)
                ],
                w("reason.alt"),
            )
            change = any(what for _, _, _, what in rows)
            grid = Grid(
                w("reason.table"),
                [(w("column.reason"), False), (w("column.women"), True)] + ([(w("column.change"), False)] if change else []),
                [
                    [Cell(label, number=False), Cell(text)] + ([Cell(what, number=False)] if change else [])
                    for (label, _, _, what), text in zip(rows, shown, strict=True)
                ],
            )
            small = any(isinstance(count, str) for _, count, _, _ in rows)
            blocks.append(Block(finding, picture=picture if known else None, grids=[grid], after=w("small") if small else ""))
        if any(block.grids for block in blocks):
            blocks[-1].note = w("reason.note") + (" " if w.lang == "en" else "") + w("reason.note_rules")
        return Part("reasons", w("reason.title"), blocks) if blocks else None

    def change(self, p: Pairing, reason: str) -> str:
        w = self.w
        if reason == "loses_points":
            best = max(p.providers, key=lambda one: (one.worth, one.id), default=None)
            county = max(p.mentors_by_place, key=lambda one: (one.worth, one.name), default=None)
            if county is not None and county.worth > (best.worth if best is not None else 0):
                return w("reason.change_loses_mentor", place=w.pick(county.name), worth=w.number(county.worth))
            if best is None or best.worth == 0:
                return ""
            return w(
                "reason.change_loses", kind=w(f"one.{best.kind}"), name=self.provider_name(best), worth=w.number(best.worth)
            )
        return w(f"reason.change_{reason}")
