"""How do we stand?"""

from __future__ import annotations

from .renderer import Block, Part, Renderer


class GlancePart(Renderer):
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
        if self.why("served", main):
            part.blocks.append(Block(w("glance.few", pairing=name)))
        elif eligible == 0:
            part.blocks.append(Block(w("glance.nobody", pairing=name)))
        elif main.eligible_unserved == 0:
            part.blocks.append(
                Block(w("glance.finding_one", pairing=name) if eligible == 1 else
                      w("glance.finding_all", eligible=n(eligible), pairing=name))
            )
        elif self.why("unserved", main) or self.why("eligible", main):
            said = {"served": n(main.served), "pairing": name}
            small = self.why("unserved", main) == "small"
            part.blocks.append(Block(w("glance.finding_few", **said) if small else w("glance.finding_hidden", **said)))
        else:
            part.blocks.append(
                Block(
                    w(
                        "glance.finding", served=n(main.served), eligible=n(eligible), pairing=name,
                        rate=w.share(main.served / eligible), unserved=n(main.eligible_unserved),
                    )
                )
            )
        figures = [self.registered(), self.helped()]
        for p in self.in_order:
            able = p.served + p.eligible_unserved
            shown = able and self.tells_rate(p)
            more = w("glance.served_more", rate=w.share(p.served / able), eligible=n(able)) if shown else ""
            what = w("glance.paired") if p.mentors else w("glance.served", pairing=w.pairing(p.name))
            figures.append((w("hidden") if self.why("served", p) else n(p.served), what, more, False))
        figures.append(
            (self.total(main.eligible_unserved, "unserved", main), w("glance.unserved"),
             w("glance.unserved_more", pairing=w.sentence(name)), main.eligible_unserved > 0)
        )
        if main.floors:
            figures.append(
                (n(main.floors_met), w("glance.floors"),
                 w("glance.floors_more", floors=n(main.floors), short=n(main.shortfall)), main.shortfall > 0)
            )
        else:
            figures.append((w("hidden") if self.why("taken", main) else n(main.taken), w("glance.places"), w("glance.places_more", places=n(main.places)), False))
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

    def registered(self) -> tuple[str, str, str, bool]:
        """The women in poverty, of all; all of them where the first number would tell the few others."""
        w, facts, n = self.w, self.facts, self.w.number
        households = n(facts.households)
        if not self.why("registered"):
            if self.why("women"):
                more = w("glance.registered_only", households=households)
            else:
                more = w("glance.registered_more", women=n(facts.women), households=households)
            return n(facts.registered), w("glance.registered"), more, False
        if self.why("women"):
            return households, w("glance.households"), w("glance.households_more"), False
        few = self.why("not registered") == "small"
        more = w("glance.women_few", households=households) if few else w("glance.women_more", households=households)
        return n(facts.women), w("glance.women"), more, False

    def helped(self) -> tuple[str, str, str, bool]:
        w, facts = self.w, self.facts
        more = ""
        if not self.why("women") and not self.why("helped"):
            more = w("glance.helped_more", rate=w.share(facts.helped / facts.women), women=w.number(facts.women))
        return w("hidden") if self.why("helped") else w.number(facts.helped), w("glance.helped"), more, False
