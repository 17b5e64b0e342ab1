"""Which targets are met, which are missed?"""

from __future__ import annotations

from . import bullets, pictures
from .facts import TargetFact
from .renderer import Block, Cell, Grid, Part, Renderer
from .suppression import SMALLEST


class TargetsPart(Renderer):
    """The programme's targets: a bullet each, the bases behind them, whom the six channels reached."""

    def part(self) -> Part | None:
        w, board = self.w, self.facts.targets
        if board is None:
            return None
        judged = [t for t in board.rows if t.state != "not_applicable"]
        met = sum(t.state == "met" for t in judged)
        day = w.date(board.day)
        if not judged:
            finding = w("targets.none", day=day)
        elif met == len(judged):
            finding = w("targets.all_met", judged=len(judged), day=day)
        else:
            finding = w("targets.finding", met=met, judged=len(judged), day=day) + "".join(
                w("targets.finding_state", state=self.state(of[0]), list=w.listed([self.short(t) for t in of]))
                for state in ("missed", "behind", "on_pace")
                if (of := [t for t in judged if t.state == state])
            ) + w("targets.stop")
        said = {"met": met, "judged": len(judged)}
        legend = [("ink", w("targets.legend_wanted"))]
        if any(t.at_most is not None for t in board.rows):
            legend.append(("s2", w("targets.legend_band")))
        drawn = [self.bullet(t) for t in board.rows]
        if any(one.pace is not None for one in drawn):
            legend.append(("muted", w("targets.legend_pace")))
        head = [
            (w("targets.column_target"), False), (w("targets.column_period"), False),
            (w("targets.column_actual"), True), (w("targets.column_wanted"), True),
            (w("targets.column_percent"), True), (w("targets.column_state"), False),
        ]
        blocks = [
            Block(
                finding,
                picture=bullets.bullets(drawn, w("targets.alt", **said)),
                legend=legend,
                note=self.waiting(),
                folded=[Grid(w("targets.table"), head, [self.row(t) for t in board.rows])],
                after=w("targets.note"),
            )
        ]
        for block in (self.bases(), self.channels(), self.left_out()):
            if block is not None:
                blocks.append(block)
        return Part("targets", w("targets.title"), blocks)

    def name(self, t: TargetFact) -> str:
        return self.w.known(f"targets.name.{t.id}") or self.w.pick(t.name)

    def short(self, t: TargetFact) -> str:
        """A target that is not met, with what it misses where that tells no small count of women."""
        w = self.w
        name = f"{t.id} {self.name(t)}"
        if self.small(t):
            return name
        if t.above:
            return w("targets.too_many", name=name, above=w.number(t.above))
        if t.missing and t.kind not in ("coverage", "per_unit"):
            return w("targets.missing", name=name, missing=w.number(t.missing))
        return name

    def small(self, t: TargetFact) -> bool:
        """Whether its number tells a few persons: the other numbers of the target are not shown either."""
        if t.kind == "coverage":  # those who wait are told to be few: a percentage might tell how many
            return t.whole < SMALLEST or 0 < t.actual < SMALLEST or 0 < t.whole - t.actual < SMALLEST
        return t.unit in ("persons", "person_times") and 0 < t.actual < SMALLEST

    def unit(self, t: TargetFact) -> str:
        return self.w(f"targets.unit.{t.unit}")

    def count(self, n: int) -> str:
        """A count of women: small ones are not shown."""
        return "<10" if 0 < n < SMALLEST else self.w.number(n)

    def figure(self, t: TargetFact) -> str:
        w, n = self.w, self.w.number
        if t.state == "not_applicable":
            return ""
        if t.kind == "per_unit":
            return w("targets.figure_bases", met=n(t.units_met), bases=n(t.whole), actual=self.count(t.actual))
        if t.kind == "coverage":
            # With few patients a percentage would tell how many.
            return w("hidden") if self.small(t) else w("targets.figure_coverage", percent=t.percent)
        actual = "<10" if self.small(t) else n(t.actual)
        if t.at_most is not None:
            return w("targets.figure_range", actual=actual, wanted=n(t.at_least), most=n(t.at_most), unit=self.unit(t))
        return w("targets.figure", actual=actual, wanted=n(t.at_least), unit=self.unit(t))

    def state(self, t: TargetFact) -> str:
        return self.w(f"targets.state.{t.state}")

    def bullet(self, t: TargetFact) -> bullets.Bullet:
        w = self.w
        wanted, actual, most = t.at_least, t.actual, t.at_most
        if t.kind == "per_unit":
            wanted, actual = t.whole, t.units_met
        elif t.kind == "coverage":
            wanted, actual = 100, t.percent or 0
        figure, state = self.figure(t), self.state(t)
        name = f"{t.id} {w.sentence(self.name(t))}"
        return bullets.Bullet(
            label=name, state=t.state, word=state, figure=figure,
            actual=None if t.state == "not_applicable" or (t.kind != "per_unit" and self.small(t)) else actual,
            wanted=wanted, most=most,
            pace=t.pace if t.state in ("on_pace", "behind") and t.kind != "per_unit" else None,
            say=w("targets.row", name=name, figure=figure or state, state=state),
        )

    def row(self, t: TargetFact) -> list[Cell]:
        w, n = self.w, self.w.number
        period = t.period if t.period != "programme" else w("targets.programme")
        small = t.kind != "per_unit" and self.small(t)
        if t.state == "not_applicable" or (small and t.kind == "coverage"):
            figures = [Cell(""), Cell("")]
        elif t.kind == "per_unit":
            figures = [Cell(self.count(t.actual)), Cell(f"≥{n(t.at_least)}")]
        elif t.kind == "coverage":
            figures = [Cell(w("targets.percent", percent=t.percent)), Cell(w("targets.percent", percent=100))]
        else:
            most = f"–{n(t.at_most)}" if t.at_most is not None else ""
            figures = [Cell("<10" if small else n(t.actual)), Cell(f"{'' if most else '≥'}{n(t.at_least)}{most}")]
        hidden = small or t.percent is None or (t.kind == "per_unit" and t.actual < SMALLEST)
        return [
            Cell(f"{t.id} {w.sentence(self.name(t))}", number=False), Cell(period, number=False), *figures,
            Cell("" if hidden else w("targets.percent", percent=t.percent)),
            Cell(self.state(t), number=False, strong=t.state in ("missed", "behind")),
        ]

    def waiting(self) -> str:
        """Patients who still wait for aid; a small count is not shown."""
        w, board = self.w, self.facts.targets
        if board is None or not board.waiting:
            return ""
        if board.waiting < SMALLEST:
            return w.sentence(w("targets.patients_some")) + w("targets.stop")
        return w.sentence(w("targets.patients_wait", count=w.number(board.waiting))) + w("targets.stop")

    def bases(self) -> Block | None:
        w, n, board = self.w, self.w.number, self.facts.targets
        per_unit = next((t for t in board.rows if t.kind == "per_unit"), None) if board else None
        if board is None or per_unit is None or not board.bases:
            return None
        said = {"bases": n(per_unit.whole), "wanted": n(per_unit.at_least), "period": per_unit.period}
        small = any(0 < b.actual < SMALLEST for b in board.bases)
        if per_unit.units_met == per_unit.whole:
            finding = w("targets.bases_all", **said)
        elif small:
            finding = w("targets.bases_hidden", met=n(per_unit.units_met), **said)
        else:
            finding = w("targets.bases", met=n(per_unit.units_met), missing=n(per_unit.missing), **said)
        reached = any(b.reachable is not None for b in board.bases)
        head = [(w("targets.column_base"), False), (w("targets.column_actual"), True)]
        if reached:
            head.append((w("targets.column_reachable"), True))
        head.append((w("targets.column_state"), False))
        longest = max([per_unit.at_least, *(b.actual for b in board.bases if not 0 < b.actual < SMALLEST)])
        rows = []
        for base in board.bases:
            bar = None if 0 < base.actual < SMALLEST else base.actual / longest if longest else None
            row = [Cell(base.name or base.id, number=False), Cell(self.count(base.actual), bar=bar)]
            if reached:
                row.append(Cell(self.count(base.reachable or 0)))
            row.append(Cell(w(f"targets.state.{base.state}"), number=False, strong=base.state in ("missed", "behind")))
            rows.append(row)
        note = ""
        few = any(0 < (b.reachable or 0) < SMALLEST for b in board.bases)  # their sum might tell them
        if per_unit.reachable is not None and per_unit.reachable >= SMALLEST and not few:
            note = w("targets.bases_reach", reachable=n(per_unit.reachable), wanted=n(per_unit.at_least * per_unit.whole))
        return Block(finding, note=note, folded=[Grid(w("targets.base_title", period=per_unit.period), head, rows)])

    def channels(self) -> Block | None:
        """Women reached by each channel, and by any, each once."""
        w, board = self.w, self.facts.targets
        if board is None or not board.reach:
            return None
        every = next((women for name, _, women in board.reach if name == "any"), 0)
        if every in (0, "small"):
            return None
        rows = []
        for code, name, women in board.reach:
            label = w("targets.channel_any") if code == "any" else w.pick(name)
            shown = self.told(women)
            rows.append(
                pictures.Bar(
                    w.sentence(label), None if isinstance(women, str) else women, shown, False,
                    w("targets.channel_bar", channel=w.sentence(label), women=shown),
                )
            )
        ways = [(women, w.pick(name)) for code, name, women in board.reach if code != "any"]
        known = [way for way in ways if isinstance(way[0], int) and way[0]]
        if known and not any(women == "other" for women, _ in ways):  # else it might be that one
            most = max(known, key=lambda way: int(way[0]))
            finding = w("targets.channels", any=self.told(every), most=most[1], women=self.told(most[0]))
        elif isinstance(every, int):
            finding = w("targets.channels_hidden", any=self.told(every))
        else:
            finding = w("targets.channels_few")
        return Block(
            finding,
            picture=pictures.bars(rows, w("targets.channels_alt")),
            note=w("targets.channels_note"),
        )

    def left_out(self) -> Block | None:
        w, board = self.w, self.facts.targets
        if board is None or not board.left_out:
            return None
        head = [
            (w("targets.column_target"), False), (w("column.reason"), False), (w("targets.column_left_out"), True),
        ]
        rows = [
            [Cell(target, number=False), Cell(w.sentence(w.pick(reason)), number=False), Cell(self.told(count))]
            for target, reason, count in board.left_out
        ]
        return Block(
            w("targets.left_out_finding", records=self.told(board.records)),
            folded=[Grid(w("targets.left_out"), head, rows)],
        )
