"""How do we stand?"""

from __future__ import annotations

from .speaker import Block, Part, Speaker


class GlancePart(Speaker):
    """The programme in five or six numbers."""

    def part(self) -> Part | None:
        w, facts, main = self.w, self.facts, self.main
        part = Part("glance", w("glance.title"), [])
        if main is None or facts.women == 0:
            part.blocks.append(Block(w("glance.empty")))
            return part
        n = w.number
        name = w.pairing(main.name)
        eligible = main.served + main.eligible_unserved
        if eligible == 0:
            part.blocks.append(Block(w("glance.nobody", pairing=name)))
        elif main.eligible_unserved == 0:
            part.blocks.append(Block(w("glance.finding_all", eligible=n(eligible), pairing=name)))
        else:
            part.blocks.append(
                Block(
                    w(
                        "glance.finding", served=n(main.served), eligible=n(eligible), pairing=name,
                        rate=w.share(main.served / eligible), unserved=n(main.eligible_unserved),
                    )
                )
            )
        figures = [
            (n(facts.registered), w("glance.registered"),
             w("glance.registered_more", women=n(facts.women), households=n(facts.households)), False),
            (n(facts.helped), w("glance.helped"),
             w("glance.helped_more", rate=w.share(facts.helped / facts.women), women=n(facts.women)), False),
        ]
        for p in self.in_order:
            able = p.served + p.eligible_unserved
            more = w("glance.served_more", rate=w.share(p.served / able), eligible=n(able)) if able else ""
            said = w("glance.paired") if p.mentors else w("glance.served", pairing=w.pairing(p.name))
            figures.append((n(p.served), said, more, False))
        figures.append(
            (n(main.eligible_unserved), w("glance.unserved"),
             w("glance.unserved_more", pairing=w.sentence(name)), main.eligible_unserved > 0)
        )
        if main.floors:
            figures.append(
                (n(main.floors_met), w("glance.floors"),
                 w("glance.floors_more", floors=n(main.floors), short=n(main.shortfall)), main.shortfall > 0)
            )
        else:
            figures.append((n(main.taken), w("glance.places"), w("glance.places_more", places=n(main.places)), False))
        board = facts.targets
        if board is not None:
            judged = [t for t in board.rows if t.state != "not_applicable"]
            met = sum(t.state == "met" for t in judged)
            figures.insert(
                2,
                (n(met), w("glance.targets"),
                 w("glance.targets_more", judged=n(len(judged)), day=w.date(board.day)), met < len(judged)),
            )
        part.figures = figures[:6]  # more cannot be taken in at a glance
        return part
