"""What a reader can compute from a report page: each hidden number's least and greatest value.

Reads the rendered page only (texts, tables, marks of pictures), writes down what each number counts and
how they sum, and asks HiGHS. What a reader may know besides is given by the caller: which hidden numbers
are the same, what a list to post counts.
"""

import collections
import itertools
import math
import re

import report_cases as cases

from jinguo import _core
from jinguo.cards import cards
from jinguo.cards._texts import TEXTS as CARDS
from jinguo.report.places import _english_names
from jinguo.report.texts import TEXTS

INFINITE = float("inf")


def pattern(code, lang):
    """A text of the page as a pattern with its parameters as groups."""
    said = re.escape(re.sub(r"\{\w+:[^{}]*\}", "\0", TEXTS[code][lang == "zh"]))  # one or many
    said = said.replace("\0", ".*?")
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.*?)", said) + r"\Z")


class Numbers:
    """Unknown numbers with bounds, equations and inequalities between them."""

    def __init__(self):
        self.bounds = {}
        self.rows = []  # (coefficients, least, greatest)
        self.hidden = {}  # name: "count" or "amount"

    def add(self, name, low=0.0, high=INFINITE):
        least, greatest = self.bounds.get(name, (0.0, INFINITE))
        self.bounds[name] = max(low, least), min(high, greatest)
        assert self.bounds[name][0] <= self.bounds[name][1] + 1e-9, (name, low, high, least, greatest)

    def told(self, name, text, amount=False):
        """A number as the page tells it."""
        text = text.strip()
        if re.fullmatch(r"[\d,]+", text):
            n = cases.number(text)
            self.add(name, n - 0.5 if amount else n, n + 0.5 if amount else n)
        elif text == "<10":
            self.add(name, 1, 9)
            self.hidden[name] = "count"
        elif text in ("hidden", "隐去"):
            self.add(name, 0 if amount else 10)
            self.hidden[name] = "amount" if amount else "count"
        else:
            assert text in ("", "—"), (name, text)
            self.add(name)

    def of_any_size(self, name, text, least=0):
        """A number that is hidden whether it is small or not."""
        if text in ("hidden", "隐去"):
            self.add(name, least)
            self.hidden[name] = "count"
        else:
            self.told(name, text)

    def sum(self, whole, parts, at_most=False):
        row = {}
        for name, sign in [(whole, -1.0), *((part, 1.0) for part in parts)]:
            self.bounds.setdefault(name, (0.0, INFINITE))
            row[name] = row.get(name, 0.0) + sign
        self.rows.append((row, -INFINITE if at_most else 0.0, 0.0))

    def same(self, name, other):
        self.sum(name, [other])

    def share(self, part, whole, text):
        """A share in per cent, rounded as it is shown, of a number that may be hidden itself."""
        rate = float(text.removesuffix("%")) / 100
        half = 0.0005 if "." in text else 0.005
        for name in (part, whole):
            self.bounds.setdefault(name, (0.0, INFINITE))
        self.rows.append(({part: 1.0, whole: half - rate}, 0.0, INFINITE))
        self.rows.append(({part: -1.0, whole: rate + half}, 0.0, INFINITE))

    def ranges(self, names):
        """Least and greatest value of each."""
        import highspy
        import numpy as np

        at = {name: k for k, name in enumerate(self.bounds)}
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(at), len(self.rows)
        model.col_cost_ = np.zeros(len(at))
        model.col_lower_ = np.array([low for low, _ in self.bounds.values()])
        model.col_upper_ = np.array([high for _, high in self.bounds.values()])
        model.row_lower_ = np.array([low for _, low, _ in self.rows])
        model.row_upper_ = np.array([high for _, _, high in self.rows])
        starts, index, value = [0], [], []
        for row, _, _ in self.rows:
            index += [at[name] for name in row]
            value += list(row.values())
            starts.append(len(index))
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        model.a_matrix_.index_ = np.array(index, dtype=np.int32)
        model.a_matrix_.value_ = np.array(value, dtype=float)
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.passModel(model)
        solver.run()
        assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, "what the page says does not fit together"
        found = {}
        for name in names:
            ends = []
            for sign in (1.0, -1.0):
                solver.changeColCost(at[name], sign)
                solver.run()
                status = solver.getModelStatus()
                if status == highspy.HighsModelStatus.kUnknown:  # again, not from where it stood
                    solver.clearSolver()
                    solver.run()
                    status = solver.getModelStatus()
                unbounded = status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible)
                assert unbounded or status == highspy.HighsModelStatus.kOptimal, (name, status)
                ends.append(sign * INFINITE * -1 if unbounded else sign * solver.getInfo().objective_function_value)
            solver.changeColCost(at[name], 0.0)
            found[name] = tuple(ends)
        return found


class Audit(Numbers):
    """A page as one system of numbers. ``pairings``: names in the order of their parts on the page."""

    def __init__(self, text, lang, pairings):
        super().__init__()
        self.lang = lang
        self.page = cases.Page(text, lang)
        self.pairings = pairings
        self.said = [text for _, text in self.page.headings]
        self.main = pairings[0]
        self.read = set()  # captions of tables that were read
        for p in pairings:
            self.pairing(p)
        self.head()
        self.reasons()
        for p in pairings:
            self.places(p)
            self.flows(p)
            self.mentors(p)
        self.groups()
        self.faults()
        self.targets()
        self.money()
        self.loans()

    # Numbers that stand nowhere: women whom no part of the page counts, but who follow from two that it does.
    NOWHERE = ("not registered", "not helped", "helped others", "eligible at", "rest")

    def told_too_much(self):
        """Hidden counts that have one whole value only, amounts that are known to within a fifth, and small
        counts that stand nowhere and are known."""
        derived = [name for name in self.bounds if name[0] in self.NOWHERE and name not in self.hidden]
        found = self.ranges([*self.hidden, *derived])

        def whole(ends):
            return INFINITE if ends[1] == INFINITE else math.floor(ends[1] + 1e-6) - math.ceil(ends[0] - 1e-6)

        return {
            name: ends for name, ends in found.items()
            if (ends[1] - ends[0] < 0.2 * ends[1] - 1e-6 if self.hidden.get(name) == "amount" else
                whole(ends) < 1 and (name in self.hidden or 1 <= round(ends[0]) <= 9))
        }

    def same_women_eligible(self, one, other):
        """Two pairings admit the same women, as who knows their rules can tell: of every group and place too."""
        for name in list(self.bounds):
            if name[0] in ("eligible", "eligible at") and len(name) > 1 and name[1] == one:
                beside = (name[0], other, *name[2:])
                if beside in self.bounds:
                    self.same(name, beside)

    def t(self, code):
        return TEXTS[code][self.lang == "zh"]

    def name(self, p):
        return TEXTS.get(f"pairing.{p}", (p, p))[self.lang == "zh"]

    def title(self, p):
        name = self.name(p)
        return name[:1].upper() + name[1:]

    def find(self, code, texts=None):
        """What a text's parameters are wherever it stands."""
        asked = pattern(code, self.lang)
        return [found.groupdict() for text in (self.said if texts is None else texts) if (found := asked.match(text))]

    def tables(self, code, **given):
        asked = pattern(code, self.lang)
        found = []
        for k, table in enumerate(self.page.tables):
            match = asked.match(table["caption"])
            if match and all(match[key] == value for key, value in given.items()):
                self.read.add(k)
                found.append(table)
        return found

    # --- totals ---------------------------------------------------------------------------------------

    def pairing(self, p):
        self.sum(("eligible", p), [("served", p), ("unserved", p)])
        self.sum(("women",), [("eligible", p), ("not eligible", p)])
        self.sum(("unplaced", p), [("unserved", p), ("ruled out", p)])
        self.sum(("not eligible", p), [("ruled out", p), ("goes on", p)])
        goes_on = [
            found for text in self.said if text.startswith(self.title(p))
            for found in self.find("data.going_on", [re.sub(r"^.*?[:：] ?", "", text, count=1)])
        ]
        self.told(("goes on", p), goes_on[0]["count"] if goes_on else "0")

    def head(self):
        self.sum(("women",), [("registered",), ("not registered",)])
        self.sum(("women",), [("helped",), ("not helped",)])
        for p in self.pairings:
            self.sum(("helped", p), [("served", p), ("goes on", p)])
            self.sum(("helped",), [("helped", p)], at_most=True)
        self.sum(("helped", "sum"), [("helped", p) for p in self.pairings])
        self.sum(("helped", "sum"), [("helped",)], at_most=True)
        for number, label, more in self.page.cards:
            if label == self.t("glance.registered"):
                self.told(("registered",), number)
                for found in self.find("glance.registered_more", [more]):
                    self.told(("women",), found["women"])
            elif label == self.t("glance.women"):
                self.told(("women",), number)
                self.add(("registered",))
                self.hidden["registered",] = "count"
                if self.find("glance.women_few", [more]):
                    self.told(("not registered",), "<10")
            elif label == self.t("glance.helped"):
                self.of_any_size(("helped",), number)
                for found in self.find("glance.helped_more", [more]):
                    self.told(("women",), found["women"])
            elif label == self.t("glance.unserved"):
                self.told(("unserved", self.main), number)
            else:
                for p in self.pairings:
                    served = self.t("glance.served").replace("{pairing}", self.name(p))
                    if label == served or (label == self.t("glance.paired") and self.mentor_pairing(p)):
                        self.of_any_size(("served", p), number)
                        for found in self.find("glance.served_more", [more]):
                            self.told(("eligible", p), found["eligible"])
        for code in ("fair.coverage", "fair.coverage_some", "fair.coverage_same"):
            for found in self.find(code):  # a share tells what it is of, as far as it is not rounded
                self.share(("helped registered",), ("registered",), found["rate"])
                self.sum(("helped",), [("helped registered",), ("helped others",)])
                self.sum(("not registered",), [("helped others",)], at_most=True)
        for found in self.find("glance.finding"):
            for key in ("served", "eligible", "unserved"):
                self.told((key, self.main), found[key])
        for found in self.find("glance.finding_all"):
            self.told(("eligible", self.main), found["eligible"])
            self.told(("unserved", self.main), "0")
        for _ in self.find("glance.finding_one"):
            self.told(("eligible", self.main), "1")
            self.told(("unserved", self.main), "0")
        for code in ("glance.finding_few", "glance.finding_hidden"):
            for found in self.find(code):
                self.told(("served", self.main), found["served"])

    def mentor_pairing(self, p):
        return p == "mentors"

    def reasons(self):
        tables = self.tables("reason.table")
        parts = []
        for text in self.said:
            for p in self.pairings:
                for code in ("reason.finding", "reason.finding_hidden", "reason.finding_few"):
                    for found in self.find(code, [text]):
                        if found["pairing"] == self.title(p):
                            parts.append(p)
                            self.told(("unplaced", p), found.get("all", ""))
                            self.told(("unserved", p), found.get("eligible", ""))
                            self.told(("ruled out", p), found.get("rest", ""))
        assert len(tables) == len(parts), (len(tables), parts)
        start = self.t("reason.not_eligible").split("{")[0]
        for p, table in zip(parts, tables, strict=True):
            rules, reasons = [], []
            for row in table["rows"]:
                key = ("rule" if row[0].startswith(start) else "reason", p, row[0].removeprefix(start))
                (rules if key[0] == "rule" else reasons).append(key)
                self.told(key, row[1])
            self.sum(("ruled out", p), rules)
            self.sum(("unserved", p), reasons)
            self.in_order(p, [row[1] for row in table["rows"] if row[0].startswith(start)])
        for table in self.tables("going_on"):
            (p,) = (p for p in self.pairings if table["under"].startswith(self.title(p)))
            keys = [("goes on by", p, row[0]) for row in table["rows"]]
            for key, row in zip(keys, table["rows"], strict=True):
                self.told(key, row[1])
            self.sum(("goes on", p), keys)

    def in_order(self, what, cells):
        """The order of a list tells nothing of what is hidden in it: shown numbers first, falling."""
        shown = [cases.number(cell) for cell in cells if re.fullmatch(r"[\d,]+", cell)]
        assert cells[: len(shown)] == [f"{n:,}" for n in sorted(shown, reverse=True)], (what, cells)

    # --- places ---------------------------------------------------------------------------------------

    def places(self, p):
        for table in self.tables("place.table", pairing=self.name(p)):
            head, foot = table["head"], table["foot"]
            whole = ("women" if self.t("column.women") in head else "eligible")
            columns = {self.t("column.served"): "served", self.t("column.served_mentors"): "served",
                       self.t("column.unserved"): "unserved", self.t("column.not_eligible"): "not eligible"}
            totals = {"served": ("served", p), "unserved": ("unserved", p), "not eligible": ("not eligible", p),
                      "women": ("women",), "eligible": ("eligible", p)}
            rows = [row[0] for row in table["rows"]]
            shown = []
            for c, title in enumerate(head[2:], start=2):
                column = whole if c == len(head) - 1 else columns[title]
                shown.append(column)
                for row in table["rows"]:
                    key = (column, p, row[0])
                    if column == "served" and row[c] == self.t("hidden"):
                        self.add(key)  # a sum of which a part is hidden: perhaps a small one
                    else:
                        self.told(key, row[c])
                self.of_any_size(totals[column], foot[c])
                self.sum(totals[column], [(column, p, row) for row in rows])
            if "%" in foot[1]:
                self.share(("served", p), ("eligible", p), foot[1])
            for row in table["rows"]:
                if "%" in row[1]:  # a share of what is shown
                    assert row[2][0].isdigit() and row[3][0].isdigit(), row
            for said, _, _ in self.page.marks if p == self.main else []:
                for found in self.find("place.area", [said]):
                    self.told(("eligible at", p, found["place"]), found["eligible"])
                    self.told(("unserved", p, found["place"]), found["unserved"])
            for row in rows:
                self.sum((whole, p, row), [(column, p, row) for column in shown[:-1]])
                self.sum(("eligible at", p, row), [("served", p, row), ("unserved", p, row)])
                if whole == "women":
                    self.sum(("women at", row), [("women", p, row)])
                else:
                    self.sum(("women at", row), [("eligible", p, row), ("rest", p, row)])
            if whole == "eligible":
                self.sum(("not eligible", p), [("rest", p, row) for row in rows])

    def flows(self, p):
        for table in self.tables("where.matrix", pairing=self.name(p)):
            kinds = table["head"][1:]
            for row in table["rows"]:
                for kind, cell in zip(kinds, row[1:], strict=True):
                    self.told(("at", p, row[0], kind), cell)
                self.sum(("served", p, row[0]), [("at", p, row[0], kind) for kind in kinds])
            for kind, cell in zip(kinds, table["foot"][1:], strict=True):
                self.told(("at", p, kind), cell)
                self.sum(("at", p, kind), [("at", p, row[0], kind) for row in table["rows"]])
            self.sum(("served", p), [("at", p, kind) for kind in kinds])

    def mentors(self, p):
        of = [found for code in ("where.mentors", "where.mentors_few") for found in self.find(code) if found["pairing"] == self.title(p)]
        if not of:
            return
        self.told(("mentors", p), of[0]["mentors"])
        self.told(("taken", p), of[0].get("taken", ""))
        self.sum(("taken", p), [("served", p), ("goes on", p)])
        for code in ("county", "industry"):
            for table in self.tables(f"where.mentors_{code}"):
                for column, what in ((1, "mentors"), (3, "taken")):
                    keys = [(what, p, code, row[0]) for row in table["rows"]]
                    for key, row in zip(keys, table["rows"], strict=True):
                        self.told(key, row[column])
                        assert not 0 < cases.number(row[column]) < 10
                    self.sum((what, p), [*keys, (what, p, code, "left out")])

    def groups(self):
        tables = self.tables("fair.table")
        parts = [
            p for text in self.said for p in self.pairings
            for code in ("fair.finding", "fair.finding_some", "fair.finding_same")
            for found in self.find(code, [text]) if found["pairing"] == self.title(p)
        ]
        assert len(parts) == len(tables)
        means = [found["mean"] for found in self.find("fair.alt", self.page.alternatives)]  # of a wide and a narrow picture
        assert len(means) == 2 * len(tables)
        for p, mean in zip(parts, means[::2], strict=True):
            self.share(("served", p), ("eligible", p), mean)
        for p, table in zip(parts, tables, strict=True):
            for kind in dict.fromkeys(row[0] for row in table["rows"]):
                rows = [row for row in table["rows"] if row[0] == kind]
                if kind in (self.t("county"), self.t("township")):  # the places of the table by place again
                    for row in rows:
                        self.of_any_size(("eligible at", p, row[1]), row[2], least=1)
                        self.of_any_size(("served", p, row[1]), row[3])
                    continue
                for row in rows:
                    key = (p, kind, row[1])
                    self.of_any_size(("eligible", *key), row[2], least=1)
                    self.of_any_size(("served", *key), row[3])
                    assert ("%" in row[4]) == (self.t("hidden") not in row[2:4]), row
                    self.sum(("eligible", *key), [("served", *key), ("unserved", *key)])
                for what in ("eligible", "served", "unserved"):
                    self.sum((what, p), [(what, p, kind, row[1]) for row in rows])

    # --- faults, targets, money -----------------------------------------------------------------------

    def faults(self):
        totals = [found for code in ("data.errors", "data.warnings") for found in self.find(code)]
        for table in self.tables("data.title"):
            for severity in ("error", "warning"):
                rows = [k for k, row in enumerate(table["rows"]) if row[0] == self.t(severity)]
                for k in rows:
                    self.told(("fault", k), table["rows"][k][1])
                    if table["rows"][k][1] == "<10":
                        assert "," not in table["rows"][k][3], "its rows count it"
                self.sum(("faults", severity), [("fault", k) for k in rows])
                self.in_order(severity, [table["rows"][k][1] for k in rows])
        for found in totals:
            self.told(("faults", "warning"), found["warnings"])
            self.told(("faults", "error"), found.get("errors", "0"))

    def targets(self):
        for table in self.tables("targets.left_out"):
            keys = [("left out", row[0], row[1]) for row in table["rows"]]
            for key, row in zip(keys, table["rows"], strict=True):
                self.told(key, row[2])
            for found in self.find("targets.left_out_finding"):
                self.told(("left out",), found["records"])
            self.sum(("left out",), keys)
        bars = {}
        for said, _, picture in self.page.marks:
            if picture == self.t("targets.channels_alt"):
                (found,) = self.find("targets.channel_bar", [said])
                bars[found["channel"]] = found["women"]
        every = self.t("targets.channel_any")
        every = every[:1].upper() + every[1:]
        ways = [way for way in bars if way != every]
        for way, women in bars.items():
            self.told(("reached", way), women)
            if way != every:
                self.sum(("reached", every), [("reached", way)], at_most=True)
        if ways:
            self.sum(("reached", "ways"), [("reached", way) for way in ways])
            self.sum(("reached", "ways"), [("reached", every), ("reached", "twice")])
        for table in self.tables("targets.base_title"):
            for row in table["rows"]:
                for title, cell in zip(table["head"][1:-1], row[1:-1], strict=True):
                    self.told(("base", row[0], title), cell)
            for found in self.find("targets.bases"):
                assert not any(row[1] == "<10" for row in table["rows"]), "what is missing together tells them"
            if self.t("targets.column_reachable") in table["head"]:
                for found in self.find("targets.bases_reach", self.page.notes):
                    self.told(("reachable",), found["reachable"])
                    self.sum(("reachable",), [("base", row[0], self.t("targets.column_reachable")) for row in table["rows"]])

    def money(self):
        for table in self.tables("money.table"):
            payers = table["head"][1:-1]
            borrower = self.t("payer.borrower")
            borrower = borrower[:1].upper() + borrower[1:]
            state = [payer for payer in payers if payer != borrower]
            rows = [*table["rows"], ["all", *table["foot"][1:]]]
            years = [row[0] for row in table["rows"]]
            for row in rows:
                for payer, cell in zip(payers, row[1:-1], strict=True):
                    self.told(("paid", row[0], payer), cell, amount=True)
                self.sum(("subsidy", row[0]), [("paid", row[0], payer) for payer in state])
                if borrower in payers:
                    self.told(("interest", row[0]), row[-1], amount=True)
                    self.sum(("interest", row[0]), [("subsidy", row[0]), ("paid", row[0], borrower)])
                else:
                    self.told(("subsidy", row[0]), row[-1], amount=True)
            for what in ("subsidy", "interest", *(("paid", payer) for payer in payers)):
                key = (lambda year, what=what: ("paid", year, what[1]) if isinstance(what, tuple) else (what, year))
                if what != "interest" or borrower in payers:
                    self.sum(key("all"), [key(year) for year in years])
            for code in ("money.finding", "money.finding_some", "money.finding_state"):
                for found in self.find(code):
                    self.told(("subsidy", "all"), found["state"], amount=True)
                    if "interest" in found:
                        self.told(("interest", "all"), found["interest"], amount=True)
                    if "payer" in found:
                        payer = found["payer"][:1].upper() + found["payer"][1:]
                        self.told(("paid", "all", payer), found["amount"], amount=True)
            for said, _, _ in self.page.marks:
                for found in self.find("money.piece", [said]):
                    payer = found["payer"][:1].upper() + found["payer"][1:]
                    self.told(("paid", found["year"], payer), found["amount"], amount=True)
            self.years, self.state_payers, self.borrower = years, state, borrower

    def loans(self):
        """Loans by product and status, and what is told of them together."""
        for table in self.tables("money.loans_table"):
            statuses = [title for title in table["head"] if title in [self.t(f"loan.{s}") for s in ("active", "extended", "overdue", "repaid")]]
            for row in table["rows"]:
                self.told(("loans", row[0]), row[1])
                for title in statuses:
                    self.told(("loans", row[0], title), row[table["head"].index(title)])
                if statuses:
                    self.sum(("loans", row[0]), [("loans", row[0], title) for title in statuses])
            products = [row[0] for row in table["rows"]]
            self.sum(("loans",), [("loans", product) for product in products])
            repaid = self.t("loan.repaid")
            for code in ("money.loans", "money.loans_none_overdue", "money.loans_repaid", "money.loans_some"):
                for found in self.find(code):
                    self.told(("loans",), found["loans"])
                    if "running" in found:
                        self.told(("running",), found["running"])
                        self.sum(("loans",), [("running",), ("all repaid",)])
                        if statuses:
                            self.sum(("all repaid",), [("loans", product, repaid) for product in products])
                    if code == "money.loans_none_overdue" and statuses:
                        self.told(("all overdue",), "0")
                        self.sum(("all overdue",), [("loans", product, self.t("loan.overdue")) for product in products])

    def shares(self, of):
        """The state's payers share each year's subsidy in fixed parts, as everybody knows: {payer: part}. Each
        instalment is rounded to the fen, so that a year's parts may be some yuan off."""
        for year in [*self.years, "all"]:
            for payer in self.state_payers:
                self.rows.append(({("paid", year, payer): 1.0, ("subsidy", year): -of[payer]}, -10.0, 10.0))


def known_besides(audit, plan, registry):
    """What a reader may guess rightly: the same rule takes the same women away in two pairings, a rule on the
    register those who are not on it, and two pairings may admit the same women."""
    admitted = {
        name: {a.left for a in plan[name].awards} | {w.left for w in plan[name].unmatched if w.reason != "not_eligible"}
        for name in plan.pairings
    }
    for one, other in itertools.combinations(plan.pairings, 2):
        if admitted[one] == admitted[other]:
            audit.same_women_eligible(one, other)
    counts = {name: collections.Counter(w.rule for w in plan[name].unmatched if w.reason == "not_eligible") for name in plan.pairings}
    said = {rule: _core.Message(f"engine.rule.{rule}").text(audit.lang) for of in counts.values() for rule in of}
    names = list(counts)
    for k, one in enumerate(names):
        for other in names[k + 1 :]:
            for rule in counts[one]:
                if counts[one][rule] == counts[other][rule]:
                    audit.same(("rule", one, said[rule]), ("rule", other, said[rule]))
    read = audit.bounds.get(("women",))
    assert read[0] <= registry.counts()["women"] <= read[1]
    for name in names:
        if "registered" in counts[name]:
            low, high = audit.bounds["not registered",]
            if low <= counts[name]["registered"] <= high and not_registered(registry) == counts[name]["registered"]:
                audit.same(("rule", name, said["registered"]), ("not registered",))


def not_registered(registry):
    home = {household.id: household.status for household in registry.households}
    return sum(home[woman.household] != "registered" for woman in registry.women)


def posted(audit, plan, registry):
    """Lists to post of all places: who collects them counts the women placed there, by pairing and kind.
    The names of the numbers that they tell."""
    home = {one.id: one.region for one in registry.households}
    regions = [home[one.household] for one in registry.women]
    names = {region.code: region.name for region in registry.regions}
    told = set()
    for p in audit.pairings:
        told.add(("served", p))
        on = {award.left for award in plan[p].outside}  # the list names them too; say that a reader knows
        title, kinds = cards_texts(audit, p), [audit.t(f"kind.{kind}") for kind in ("base", "project", "chain", "mentor")]
        for width in (6, 9):
            for code in sorted({region[:width] for region in regions}):
                place = place_name(audit, names, code)
                if ("served", p, place) not in audit.bounds:
                    continue
                listed = collections.Counter()
                if any(region.startswith(code) for region in regions):
                    text, _ = cards(plan, registry, code, lang=audit.lang)
                    for woman, help_, kind in re.findall(r"<tr><td><bdi>([^<]*)</bdi></td><td>([^<]*)</td><td>(.*?) <bdi>", text):
                        if help_ == title and woman not in on:
                            listed[kind] += 1
                audit.add(("served", p, place), sum(listed.values()), sum(listed.values()))
                told.add(("served", p, place))
                for kind, said in zip(("base", "project", "chain", "mentor"), kinds, strict=True):
                    key = ("at", p, place, said)
                    if key in audit.bounds:
                        n = listed[CARDS[f"kind.{kind}"][audit.lang == "zh"]]
                        audit.add(key, n, n)
                        told.add(key)
                if audit.bounds.get(("unserved", p, place)) == (0, 0):  # all who are eligible stand on the list
                    told |= {("eligible", p, place), ("eligible at", p, place)}
    return told


def cards_texts(audit, pairing):
    return CARDS.get(f"pairing.{pairing}", (pairing, pairing))[audit.lang == "zh"]


def place_name(audit, names, code):
    """A place as the page names it."""
    said = names.get(code, code)
    return _english_names().get((code, said), said) if audit.lang == "en" else said
