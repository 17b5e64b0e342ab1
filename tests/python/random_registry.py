"""Random registries of every record type and field, sound ones, the same for the same seed; as tables in
the spellings of files and of five kinds of frames; and wrong cells in them. Draws by itself: numpy's and
Python's generators are not promised to stay."""

import csv
import datetime
import decimal

import jinguo as jg
from jinguo import _core

COLUMNS = _core.table_columns()
RECORDS = {
    kind.table: kind for kind in vars(_core).values() if isinstance(getattr(kind, "table", None), str)
}
LISTS = {table: {name for name, _, _, is_list, *_ in columns if is_list} for table, columns in COLUMNS.items()}

TEXTS = (
    "", "平江县三市镇", "O'Neil \"Ann\", jr.", "=1+1", "+86", "-", "@x", "'=1+1", "''", "' a", "a\nb", "a\r\nb",
    "tab\there", " before", "after ", "🌾茶叶", "é e\u0301", "0012", "1.0", "true", "NULL", "nan", "None", "NA",
    "a;b；c、d", "\u3000全角\u00a0", "العربية", "long " * 900, "长" * 3000,
)  # fmt: skip
#: Every other table after those that it refers to.
ORDER = (
    "households", "women", "members", "persons", "anchors", "mentors", "projects", "bases", "chains",
    "loan_products", "loan_applications", "loans", "mentorships", "placements", "pairs", "activities",
    "roads",
)  # fmt: skip
COUNTIES = ("430626", "430681", "430602")


class Draw:
    """SplitMix64."""

    def __init__(self, seed):
        self.state = (seed * 0xD1B54A32D192ED03 + 1) % 2**64  # not a multiple of the step: seeds do not overlap

    def next(self):
        self.state = z = (self.state + 0x9E3779B97F4A7C15) % 2**64
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2**64
        return z ^ (z >> 31)

    def below(self, count):
        return self.next() % count

    def between(self, least, most):
        return least + self.below(most - least + 1)

    def chance(self, percent):
        return self.below(100) < percent

    def one(self, items):
        return items[self.below(len(items))]

    def some(self, items, most):
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(min(self.below(most + 1), len(left)))]

    def day(self, first=2012, last=2016):
        return datetime.date(self.between(first, last), self.between(1, 12), self.between(1, 28))

    def yuan(self, most=50_000):
        return decimal.Decimal(self.below(most * 100 + 1)) / 100


def random_registry(seed, size=8):
    """About ``size`` records a table; those that chance made unsound are left out."""
    draw = Draw(seed)
    made = _regions(draw)
    ids = {table: [] for table in COLUMNS} | {"regions": [one.code for one in made]}
    for table in ORDER:
        for at in range(size):
            fields = _fields(draw, table, at, ids, made)
            if fields is not None:
                made.append(RECORDS[table](**fields))
                ids[table] += [fields["id"]] if "id" in fields else []
    while True:
        registry = jg.Registry()
        for record in made:
            registry.add(record)
        errors = [issue for issue in registry.validate() if issue.severity == "error"]
        if not errors:
            return registry
        units = {
            issue.subject: dict(issue.expected.parameters)["word"]
            for issue in errors if issue.code == "domain.activity.unit"
        }  # fmt: skip
        bad = {(issue.file, issue.subject) for issue in errors if issue.code != "domain.activity.unit"}
        made = [record for record in made if (record.table, getattr(record, "id", "")) not in bad]
        made = [
            record.replace(unit=units[record.id]) if record.table == "activities" and record.id in units else record
            for record in made
        ]


def _regions(draw):
    out = []
    for county in COUNTIES:
        for code in (county, county + "101", county + "101201", county + "102", county + "102202"):
            out.append(
                jg.Region(
                    code=code, name=draw.one(("平江县", "三市镇", "Zhongxian", "a, \"b\"")),
                    position=_position(draw) if draw.chance(50) else None,
                    leading_industries=draw.some(_words("regions", "leading_industries"), 3), poor=draw.chance(50),
                )
            )
    return out


def _words(table, column):
    return [code[0] for name, *_, codes in COLUMNS[table] for code in codes if name == column]


def _position(draw):
    return (draw.between(-180_000_000, 180_000_000) / 1e6, draw.between(-90_000_000, 90_000_000) / 1e6)


def _fields(draw, table, at, ids, made):
    fields = {}
    for name, _, kind, is_list, use, of, codes in COLUMNS[table]:
        if name == "lat":
            continue
        if name == "lon":
            name, kind = "position", "position"
        if use == "optional" and draw.chance(45):
            continue
        fields[name] = _value(draw, table, name, kind, is_list, use, of, codes, at, ids)
    return _mended(draw, table, fields, ids, made)


def _value(draw, table, name, kind, is_list, use, of, codes, at, ids):
    words = [word for word, *_ in codes]
    if is_list and kind == "coded":
        return draw.some(words, 3) or [draw.one(words)]
    if is_list and kind == "id":
        return draw.some(ids[of], 3)
    if is_list:
        return [draw.below(9000) for _ in range(draw.below(4))]
    if use == "key" and kind == "id":
        style = draw.below(4)
        number = at + 1
        # Of mentors, bases, projects and chains no two share an id.
        mark = table[:3] if table in ("mentors", "bases", "projects", "chains") else ""
        return (f"{mark}{number}", f"{table[:2].upper()}-{number:04}", f"{mark}户.{number}/_:x", f"00{mark}{number}")[style]
    if kind == "id":
        return draw.one(ids[of]) if ids.get(of) else "?"
    if kind == "region":
        return draw.one(ids["regions"])
    if kind == "date":
        return draw.day()
    if kind == "money":
        return draw.yuan()
    if kind == "position":
        return _position(draw)
    if kind == "number":
        return draw.between(1, 60)
    if kind == "boolean":
        return draw.chance(50)
    if kind == "coded":
        return draw.one(words)
    if use in ("personal", "free_text"):
        return "" if draw.chance(25) else draw.one(TEXTS)
    return draw.one(("mentors", "livelihood", "训练"))


def _mended(draw, table, f, ids, made):
    """What records must say together; None where there is nothing to refer to."""
    if table == "households":
        if f["status"] == "never":
            f.pop("registered_on", None)
        if f["status"] == "exited":
            f["exited_on"] = draw.day(2017, 2018)
        if f["status"] == "registered":
            f.setdefault("main_cause", draw.one(_words(table, "main_cause")))
        causes = [cause for cause in f.get("other_causes", ()) if cause != f.get("main_cause")]
        f["other_causes"] = causes[:2]
    elif table in ("women", "members"):
        f["birth_date"] = draw.day(1940, 1999 if table == "women" else 2015)
    elif table == "persons" and f["kind"] == "registered_woman":
        f.setdefault("woman", draw.one(ids["women"]))
    elif table == "anchors" and len(ids["anchors"]) < 2:
        f["kind"] = ("anchor_enterprise", "cooperative")[len(ids["anchors"])]
    elif table == "bases":
        f["title_year"] = draw.between(1990, 2018)
    elif table == "projects" and "starts_on" in f and "ends_on" in f:
        f["ends_on"] = max(f["starts_on"], f["ends_on"])
    elif table == "chains":
        kinds = {one.id: one.kind for one in made if isinstance(one, jg.Anchor)}
        f["enterprise"] = draw.one([id for id, kind in kinds.items() if kind == "anchor_enterprise"])
        f["cooperative"] = draw.one([id for id, kind in kinds.items() if kind == "cooperative"])
    elif table == "loan_products":
        f["valid_from"], f["ceiling"], f["max_age"] = datetime.date(2010, 1, 1), decimal.Decimal(50_000), 65
        if "valid_to" in f:
            f["valid_to"] = datetime.date(2030, 12, 31)
        f["min_age"], f["max_term_months"] = draw.between(16, 40), 60
        f["payer_bp"] = draw.one(([10_000], [5_000, 2_500, 1_500, 1_000], [0, 10_000]))
        if "subsidy_bp" not in f and draw.chance(50):
            del f["payer_bp"]
    elif table in ("loan_applications", "loans"):
        name = "amount" if table == "loan_applications" else "principal"
        f[name] = f[name] + 1 if f[name] < 40_000 else f[name]
        if table == "loans":
            taken = {one.application for one in made if isinstance(one, jg.Loan)}
            open_ = [
                one for one in made
                if isinstance(one, jg.LoanApplication) and one.status == "approved" and one.id not in taken
            ]  # fmt: skip
            if "application" in f and not open_:
                del f["application"]
            if "application" in f:
                asked = draw.one(open_)
                f["application"] = asked.id
                f |= {"woman": asked.woman, "product": asked.product, "principal": asked.amount}
            if f["status"] != "repaid":
                f.pop("repaid_on", None)
            for later in ("extended_to", "overdue_on", "repaid_on"):
                if later in f:
                    f[later] = draw.day(2022, 2024)
    elif table in ("mentorships", "placements"):
        if table == "placements":
            f["kind"] = draw.one(("base", "project", "chain"))
            f["provider"] = draw.one(ids[f["kind"] + "s"] or ids["bases"])
        f.pop("end_reason", None)
        if "ends_on" in f or f["status"] == "ended":
            f["ends_on"] = draw.day(2017, 2018)
        if f["status"] == "ended":
            f["end_reason"] = draw.one(_words(table, "end_reason"))
    elif table == "pairs":
        if any(isinstance(one, jg.ForcedPair) for one in made) and draw.chance(50):
            return None  # pairs have no id by which an unsound one could be left out
        used = {(one.left, one.right) for one in made if isinstance(one, jg.ForcedPair)}
        f["left"], f["right"] = draw.one(ids["women"]), draw.one(ids["mentors"])
        if (f["left"], f["right"]) in used:
            return None
    elif table == "roads":
        f["kind"] = draw.one(("mentor", "base", "project", "chain"))
        f["provider"] = draw.one(ids[f["kind"] + "s"] or ids["mentors"])
        f["kind"] = f["kind"] if ids[f["kind"] + "s"] else "mentor"
        used = {(one.village, one.provider) for one in made if isinstance(one, jg.Road)}
        if (f["village"], f["provider"]) in used:
            return None
    elif table == "activities":
        for name in ("medium", "skill", "cancer", "payer", "whom", "outlet_level"):
            if draw.chance(60):
                f.setdefault(name, draw.one(_words(table, name)))
        if f["kind"] in ("diagnosis", "cancer_aid"):
            f |= {"women": [draw.one(ids["women"])], "persons": [], "amount": draw.yuan() + 1, "cancer": "breast"}
        if f["kind"] == "exemplar":
            f["exemplar_kind"] = draw.one(("person", "project", "social_force"))
            f |= {"persons": [draw.one(ids["persons"])], "project": draw.one(ids["projects"]), "sponsor": "某公司"}
        if f["kind"] in ("student_aid", "insurance"):
            f |= {"persons": [draw.one(ids["persons"])], "payer": draw.one(_words(table, "payer")), "amount": draw.yuan() + 1}
        f["quantity"] = draw.between(10, 500)
        if "for_year" in f:
            f["for_year"] = draw.between(2000, 2020)
    return f


# --- tables of texts -----------------------------------------------------------------------------------


def said(table, name, value, lang="en"):
    """A value as a table in a language says it; of a text also one that a spreadsheet would change."""
    kind, is_list, codes = next(
        (kind, is_list, codes) for english, _, kind, is_list, _, _, codes in COLUMNS[table] if english == name
    )
    if value is None:
        return ""
    if is_list:
        return ("；" if lang == "zh" else ";").join(_word(kind, codes, item, lang) for item in value)
    return _word(kind, codes, value, lang)


def _word(kind, codes, value, lang):
    if kind == "coded":
        return next(zh for word, _, zh in codes if word == value) if lang == "zh" else value
    if kind == "boolean":
        return {"en": ("false", "true"), "zh": ("否", "是")}[lang][value]
    if kind == "text" and value[:1] == "'" and value[1:2] in tuple("=+-@\t\r'") and len(value) > 1:
        return "'" + value  # docs/tables.md: an apostrophe that is meant is written twice
    if kind == "degrees":
        return f"{value:.6f}"
    return str(value)


def tables_of(registry):
    """Every table that must be written: {name: {column: values}}."""
    counts = registry.counts()
    return {name: registry.columns(name) for name in COLUMNS if counts[name] or name in ("households", "women")}


def write_csv(folder, tables, lang):
    folder.mkdir(exist_ok=True)
    for table, columns in tables.items():
        zh = {english: chinese for english, chinese, *_ in COLUMNS[table]}
        with (folder / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([zh[name] if lang == "zh" else name for name in columns])
            for row in zip(*columns.values(), strict=True):
                writer.writerow(
                    [
                        value.text if isinstance(value, Wrong) else said(table, name, value, lang)
                        for name, value in zip(columns, row, strict=True)
                    ]
                )


# --- wrong cells ---------------------------------------------------------------------------------------


class Wrong:
    """A cell that cannot be read, as text."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return f"Wrong({self.text!r})"


WRONG = {
    "id": ("a b", "-W1", "a;b", "430602198001011230"), "region": ("12345", "平江"), "date": ("soon", "2016-02-30"),
    "money": ("1.234", "many", "1e3"), "degrees": ("north", "200.5.1"), "number": ("x", "1.5", "-"),
    "boolean": ("maybe", "2"), "coded": ("nonsense", "99"), "text": ("#REF!", "a\x07b"),
}  # fmt: skip


def with_wrong_cells(draw, tables, count):
    """The tables with so many cells made wrong, and their places: (table, row, column)."""
    tables = {name: {column: list(values) for column, values in columns.items()} for name, columns in tables.items()}
    places = set()
    while len(places) < count:
        table = draw.one([name for name, columns in tables.items() if len(next(iter(columns.values())))])
        name, _, kind, *_ = draw.one(COLUMNS[table])
        row = draw.below(len(tables[table][name]))
        if kind == "degrees" and tables[table][name][row] is None:
            continue  # beside an empty half both are told
        wrong = "id" if name in LISTS[table] and kind == "id" else kind
        tables[table][name][row] = Wrong(draw.one(WRONG[wrong][: 2 if name in LISTS[table] else None]))
        places.add((table, row + 2, name))
    return tables, places
