"""Programmes for the tests of the report page, and what the page says, read back."""

import html.parser
import json
import os

import jinguo as jg
from jinguo import _core

POLICY = """
name = "{name}"
date = 2016-07-01
origin = {{lon = 113.1, lat = 29.3}}
on_infeasible = "least_shortfall"
lottery = {{seed = "00112233445566778899aabbccddeeff"}}
[pairings.livelihood.kinds.base]
eligibility = {{min_age = {min_age}}}
merit = {{base = 100}}
{floors}
[pairings.livelihood.kinds.project.merit]
base = 50
[pairings.mentors]
part_time = true
[pairings.mentors.kinds.mentor.merit]
base = 10
"""


def bundled(*parts):
    return os.path.join(os.path.dirname(jg.__file__), *parts)


def policy(name="small", min_age=16, floor=1):
    floors = f"floors = [{{at_least = {floor}}}]" if floor else ""
    return jg.Policy.parse(POLICY.format(name=name, min_age=min_age, floors=floors))


def registry(women=(), regions=(), bases=(), projects=(), mentors=()):
    """women: (region, cause) each; bases and projects: (region, places, name); mentors: (region, places)."""
    out = jg.Registry()
    out.synthetic = True
    for code, name in regions:
        out.add(jg.Region(code=code, name=name, position=(113.1, 29.3)))
    for k, (region, cause) in enumerate(women):
        out.add(jg.Household(id=f"HX{k:06}", region=region, main_cause=cause))
        out.add(jg.Beneficiary(id=f"WX{k:06}", household=f"HX{k:06}", birth_date="1980-01-01"))
    for k, (region, places, name) in enumerate(bases):
        out.add(jg.Base(id=f"BX{k:06}", region=region, places=places, name=name, title_year=2015))
    for k, (region, places, name) in enumerate(projects):
        out.add(jg.Project(id=f"PX{k:06}", region=region, places=places, name=name))
    for k, (region, places) in enumerate(mentors):
        out.add(jg.Mentor(id=f"MX{k:06}", region=region, places=places, industries=["tea"]))
    return out


def sample(households, seed=7):
    """A sample of the city with its bundled policy and a plan: (plan, registry, policy)."""
    made, _ = _core.sample_yueyang(bundled("data", "yueyang"), households, seed)
    made = jg.Registry(made)
    rules = jg.Policy.load(bundled("policies", "yueyang-2016.toml"))
    with open(bundled("data", "yueyang", "lottery-seed.hex"), encoding="ascii") as file:
        plan = jg.match(made, rules, seed=file.read().strip())
    return plan, made, rules


HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(2)>&amp;</title></svg></style>",
    "{{ 7 * 7 }} {% for x in y %} ${alert(3)}",
    "\u202eעברית العربية 123",
    "中" * 10_000,
    "🧺👩🏽‍🌾 " * 30,
    "]]></script><!-- --> '\";\\",
]


def hostile():
    """Texts that want to be markup, in every place where a text of the tables can come through."""
    towns = [f"43060{k}" for k in range(1, 8)]
    names = list(zip(towns, HOSTILE, strict=True))
    women = [(town, "illness") for town in towns for _ in range(40)]
    return registry(
        women=women,
        regions=[("4306", HOSTILE[0]), *names],
        bases=[(town, 30, name) for town, name in names],
        projects=[(town, 5, name) for town, name in names],
    )


class Page(html.parser.HTMLParser):
    """The tables, headings and other texts of one language of a page."""

    def __init__(self, text, lang):
        super().__init__()
        self.main = lang
        self.inside = False
        self.open, self.classes = [], []
        self.tables = []  # {"caption", "head", "rows", "foot", "under": the heading}
        self.headings = []
        self.figures = []
        self.alternatives = []
        self.cards = []  # numbers at a glance: (number, what it is, more)
        self.notes = []
        self.marks = []  # what marks of pictures say, their paths, the picture's text alternative
        self.bars = []  # text of the cell, width of its bar in per cent, its table
        self.tags = set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "main":
            self.inside = given["id"] == self.main
        self.tags.add(tag)
        if not self.inside:
            return
        if tag == "svg":
            self.alternatives.append(given.get("aria-label"))
        if tag == "table":
            self.tables.append({"caption": "", "head": [], "rows": [], "foot": [], "under": self.headings[-1][1]})
        elif tag in ("thead", "tbody", "tfoot"):
            self.part = tag
        elif tag == "tr" and self.part == "tbody":
            self.tables[-1]["rows"].append([])
        if tag in ("h1", "h2", "h3"):
            self.headings.append((tag, ""))
        if tag in ("td", "th"):
            self.cells().append("")
        if tag == "td":
            self.has_bar = False
        if tag == "i" and given.get("style", "").startswith("width"):
            self.has_bar = True
            self.bars.append(["", float(given["style"].removeprefix("width:").removesuffix("%")), self.tables[-1]])
        if tag == "path" and given.get("aria-label"):
            self.marks.append((given["aria-label"], given.get("d", ""), self.alternatives[-1]))
        if tag == "dt" and "section" in self.open:
            self.cards.append(["", "", ""])
        if tag == "p" and given.get("class") == "note":
            self.notes.append("")
        if tag == "b":
            self.figures.append("")
        self.open.append(tag)
        self.classes.append(given.get("class") or "")

    def cells(self):
        table = self.tables[-1]
        return {"thead": table["head"], "tfoot": table["foot"]}.get(self.part) if self.part != "tbody" else table["rows"][-1]

    def handle_endtag(self, tag):
        if self.inside and tag in self.open:
            while self.open.pop() != tag:
                self.classes.pop()
            self.classes.pop()

    def handle_data(self, data):
        if not self.inside:
            return
        for tag in reversed(self.open):
            if tag in ("td", "th"):
                self.cells()[-1] += data
                if tag == "td" and self.has_bar:
                    self.bars[-1][0] += data
                return
            if tag == "caption":
                self.tables[-1]["caption"] += data
                return
            if tag in ("h1", "h2", "h3"):
                self.headings[-1] = (tag, self.headings[-1][1] + data)
                return
            if tag == "p" and self.classes[-1] == "note":
                self.notes[-1] += data
                return
            if tag in ("b", "dt", "small") and self.cards and "section" in self.open:
                self.cards[-1]["b dt small".split().index(tag)] += data
            if tag == "b":
                self.figures[-1] += data
                return

    def table(self, beginning):
        found = [table for table in self.tables if table["caption"].startswith(beginning)]
        assert len(found) == 1, (beginning, [table["caption"] for table in self.tables])
        return found[0]


def number(text):
    return int(text.replace(",", ""))


def plan_json(plan):
    return json.loads(plan.to_json())
