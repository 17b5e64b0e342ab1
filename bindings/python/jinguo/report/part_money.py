"""Who pays, how much?"""

from __future__ import annotations

from decimal import Decimal

from .money import PAYERS, STATUSES, Money, Product, Year
from .pictures import COLOURS, GREY, SCALE
from .renderer import Block, Cell, Grid, Part, Renderer
from .stacks import Piece, Stack, stacks

SHADES = dict(zip(PAYERS, [SCALE[4], SCALE[3], SCALE[2], SCALE[1], GREY], strict=True))


class MoneyPart(Renderer):
    """Subsidy of interest by payer and year; loans by product."""

    def part(self) -> Part | None:
        w, money = self.w, self.facts.money
        if money is None:
            return None
        if money.few:
            return Part("money", w("money.title"), [Block(w("money.few"))])
        return Part("money", w("money.title"), [self.interest(money), self.products(money)])

    def yuan(self, amount: Decimal) -> str:
        """Whole yuan: an officer reads sums; the bill has the fen."""
        return self.w.number(int(amount.quantize(Decimal(1))))

    def name(self, product: Product) -> str:
        w = self.w
        name = product.name if w.lang == "zh" else w(f"scheme.{product.scheme}")
        return name + (f" {product.suffix}" if product.suffix else "")

    def interest(self, money: Money) -> Block:
        w = self.w
        shown = money.payers
        state_payers = [payer for payer in shown if payer != "borrower"]
        if not shown:
            return Block(w("money.few_payers") if money.left_out else w("money.no_interest"))
        paid, all_years = money.all_years.amounts, money.all_years
        whole = sum(paid.values(), Decimal(0))
        state = sum((paid[payer] for payer in state_payers), Decimal(0))
        said = {
            "interest": self.yuan(whole), "state": self.yuan(state), "first": money.years[0].year,
            "last": money.years[-1].year,
        }
        if not state_payers:
            return Block(w("money.few_payers") if money.left_out or not all_years.whole else w("money.no_subsidy", **said))
        if not all_years.subsidy:
            return Block(w("money.few_payers"))
        if not money.by_payer:
            finding = w("money.finding_state", **said)
        else:
            largest = max(state_payers, key=lambda payer: paid[payer])
            most = {"payer": w(f"payer.{largest}"), "amount": self.yuan(paid[largest])}
            if money.left_out or not all_years.whole:
                finding = w("money.finding_some", **said, **most)
            else:
                finding = w("money.finding", rate=w.share(float(state / whole)), **said, **most)
        block = Block(finding)
        drawn = [year for year in money.years if year.subsidy and year.borrower]
        if drawn:
            block.picture = stacks(
                [Stack(str(year.year), self.pieces(year, shown), self.yuan(sum(year.amounts.values(), Decimal(0)))) for year in drawn],
                w("money.alt" if all_years.whole else "money.alt_state", **said),
            )
            block.legend = [(COLOURS[SHADES[payer]], w(f"payer.{payer}")) for payer in shown]
            block.legend_title = w("money.legend" if "borrower" in shown else "money.legend_subsidy")
        head = [(w("column.year"), False), *((w.sentence(w(f"payer.{payer}")), True) for payer in shown),
                (w("column.interest" if "borrower" in shown else "column.subsidy"), True)]
        rows = [self.year(year, shown, str(year.year), money.by_payer or year.subsidy) for year in money.years]
        foot = self.year(all_years, shown, w("column.total"), money.by_payer)
        small = any(cell.text == w("hidden") for row in (*rows, foot) for cell in row)
        block.folded = [Grid(w("money.table"), head, rows, foot)]
        block.note = w("money.note")
        if money.until is not None and self.facts.date is not None and money.until < state:
            until = w("money.until", amount=self.yuan(money.until), date=w.date(self.facts.date))
            block.note = until + ("" if w.lang == "zh" else " ") + block.note
        block.after = w("money.small") if small or money.left_out else ""
        return block

    def year(self, year: Year, shown: list[str], label: str, by_payer: bool) -> list[Cell]:
        """A row of the table: payers and their sum, or that they are hidden."""
        w = self.w
        cells = [Cell(label, number=False)]
        for payer in shown:
            told = year.shown(payer) and (by_payer or payer == "borrower")
            cells.append(Cell(self.yuan(year.amounts[payer]) if told else w("hidden")))
        told = year.whole if "borrower" in shown else year.subsidy
        cells.append(Cell(self.yuan(sum(year.amounts.values(), Decimal(0))) if told else w("hidden")))
        return cells

    def pieces(self, year: Year, shown: list[str]) -> list[Piece]:
        w = self.w
        return [
            Piece(float(year.amounts[payer]), SHADES[payer],
                  w("money.piece", year=year.year, payer=w(f"payer.{payer}"), amount=self.yuan(year.amounts[payer])))
            for payer in shown
            if year.amounts[payer]
        ]

    def products(self, money: Money) -> Block:
        w = self.w
        running = sum(sum(p.counts[:3]) for p in money.products)
        overdue = sum(p.counts[STATUSES.index("overdue")] for p in money.products)
        said = {"loans": w.number(money.loans), "principal": self.yuan(money.principal), "running": w.number(running)}
        if 0 < running < 10 or 0 < overdue < 10 or 0 < money.loans - running < 10:
            finding = w("money.loans_some", loans=said["loans"], principal=said["principal"])
        elif not running:
            finding = w("money.loans_repaid", loans=said["loans"], principal=said["principal"])
        elif not overdue:
            finding = w("money.loans_none_overdue", **said)
        else:
            finding = w("money.loans", rate=w.share(float(money.overdue / money.unpaid)), **said)
        if money.hidden.whole:  # all loans together tell those of a product
            return Block(finding)
        shown = STATUSES if money.by_status else ()
        rows = []
        for product in money.products:
            why = money.hidden.why(product.row, len(shown) or 1)
            cells = [Cell(self.name(product), number=False), Cell(self.hidden(why) if why else w.number(sum(product.counts)))]
            cells.append(Cell(w("hidden") if why else self.yuan(product.principal)))
            for c, _ in enumerate(shown):
                why = money.hidden.why(product.row, c)
                cells.append(Cell(self.hidden(why) if why else w.number(product.counts[c])))
            if shown:
                whole = money.hidden.row_is_whole(product.row)
                rate = w.share(float(product.overdue / product.unpaid)) if product.unpaid else w("none")
                cells.append(Cell(rate if whole else w("hidden"), strong=whole and product.overdue > 0))
            rows.append(cells)
        head = [(w("column.product"), False), (w("column.loans"), True), (w("column.principal"), True),
                *((w(f"loan.{status}"), True) for status in shown)]
        if shown:
            head.append((w("column.overdue"), True))
        after = [w("money.overdue_note")] if shown else []
        if money.hidden:
            after.append(w("small"))
        return Block(finding, grids=[Grid(w("money.loans_table"), head, rows)], after=("" if w.lang == "zh" else " ").join(after))
