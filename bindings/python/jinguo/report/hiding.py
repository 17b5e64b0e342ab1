"""Which numbers of the page are not shown: decided over the whole page at once.

Every count of women (or of mentors, loans' borrowers, faulty rows) on the page is a number of one `Web`,
with the sums by which a reader can tell one from others, whatever part of the page they stand in. Public
are what providers have (places, taken, floors, shortfalls) and so the women placed by each kind of
provider and those who go on from before, and the number of mentors.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .facts import Board, Facts, Finding, MentorGroup, Pairing, Told
from .suppression import Web, add_table, hidden_of
from .women import LEAST_FOR_A_SHARE

TOTAL = 20.0  # a total is hidden only where that spares as many cells of its size


def protect(facts: Facts) -> None:
    """Marks what is not shown, and puts the shown ones of a list first: their order tells nothing of the others."""
    web = Web()
    _women(web, facts)
    for pairing in facts.pairings:
        _pairing(web, facts, pairing)
    _findings(web, facts)
    if facts.targets is not None:
        _board(web, facts, facts.targets)
    web.solve()
    for name in ("women", "registered", "not registered", "helped"):
        _mark(web, facts, name, "")
    for pairing in facts.pairings:
        for name in ("served", "taken", "unserved", "eligible", "ruled_out", "unplaced", "not_eligible"):
            _mark(web, facts, name, pairing.name)
        _mark_pairing(web, pairing)
    _coverage(facts)
    for pairing in facts.pairings:
        pairing.dimensions = [d for d in pairing.dimensions if any(g.rate is not None for g in d.groups)]
    facts.errors, facts.warnings = (_told(web, (name,), n) for name, n in (("errors", facts.errors), ("warnings", facts.warnings)))
    found = [replace(f, count=_told(web, ("finding", k), f.count)) for k, f in enumerate(facts.findings)]
    facts.findings = sorted(found, key=_as_found)
    if facts.targets is not None:
        board = facts.targets
        board.reach = [(code, name, _told(web, ("reach", code), n)) for code, name, n in board.reach]
        board.left_out = [
            (target, reason, _told(web, ("left_out", k), n)) for k, (target, reason, n) in enumerate(board.left_out)
        ]
        board.records = _told(web, ("records",), board.records)


def _as_found(f: Finding) -> tuple[Any, ...]:
    """Errors before warnings, the most frequent first; those whose number is not shown by their names."""
    return (f.severity != "error", -f.count if isinstance(f.count, int) else 0, f.file, f.column, f.code)


def _told(web: Web, key: Any, n: Any) -> int | str:
    return web.why(key) or n


def _mark(web: Web, facts: Facts, name: str, pairing: str) -> None:
    why = web.why((name, pairing))
    if why:
        facts.hidden[name, pairing] = why


# --- women of all ---------------------------------------------------------------------------------------


def _women(web: Web, facts: Facts) -> None:
    web.count(("women", ""), facts.women, dear=2 * TOTAL, silent=True)
    web.count(("registered", ""), facts.registered, dear=TOTAL, silent=True)
    web.count(("not registered", ""), facts.women - facts.registered)
    web.total(("women", ""), [("registered", ""), ("not registered", "")])
    # Each woman once who has a place or goes on: no fewer than in any pairing, no more than in all of them.
    web.count(("helped", ""), facts.helped, dear=TOTAL, secret=False, silent=True)
    web.count(("not helped", ""), facts.women - facts.helped, shown=False)
    web.total(("women", ""), [("helped", ""), ("not helped", "")])
    of = [(p.name, p.served + p.going_on) for p in facts.pairings]
    web.count(("helped", "sum"), sum(n for _, n in of), shown=False, secret=False)
    web.total(("helped", "sum"), [("helped", name) for name, _ in of])
    web.count(("helped", "twice"), sum(n for _, n in of) - facts.helped, shown=False, secret=False)
    web.total(("helped", "sum"), [("helped", ""), ("helped", "twice")])
    for name, n in of:
        web.count(("helped", name), n, shown=False, secret=False)
        web.total(("helped", name), [("served", name), ("going_on", name)])
        web.count(("helped but", name), facts.helped - n, shown=False, secret=False)
        web.total(("helped", ""), [("helped", name), ("helped but", name)])


# --- a pairing ------------------------------------------------------------------------------------------


def _pairing(web: Web, facts: Facts, p: Pairing) -> None:
    name = p.name
    ruled_out = sum(int(n) for _, n in p.rules)
    # What bases, projects and chains take is public; what mentors take, only as long as it tells nobody.
    public: dict[str, Any] = {"fixed": not p.mentors, "dear": 2 * TOTAL, "secret": False, "silent": True}
    web.count(("served", name), p.served, **public)
    web.count(("going_on", name), p.going_on, fixed=True)
    for kind, n in p.served_by_kind.items():
        web.count(("kind", name, kind), n, **public)
    web.total(("served", name), [("kind", name, kind) for kind in p.served_by_kind])
    # A total that is hidden is left out of its sentence, whatever its size; only the women who wait are told
    # to be few, at a glance.
    web.count(("unserved", name), p.eligible_unserved, dear=TOTAL)
    web.count(("eligible", name), p.served + p.eligible_unserved, dear=TOTAL, silent=True)
    web.total(("eligible", name), [("served", name), ("unserved", name)])
    for before in facts.pairings[: facts.pairings.index(p)]:
        if _eligible(before) == _eligible(p):
            web.total(("eligible", before.name), [("eligible", name)])
    web.count(("ruled_out", name), ruled_out, dear=TOTAL, silent=True)
    web.count(("unplaced", name), ruled_out + p.eligible_unserved, dear=TOTAL, silent=True)
    web.total(("unplaced", name), [("ruled_out", name), ("unserved", name)])
    rest = p.women - p.served - p.eligible_unserved
    web.count(("not_eligible", name), rest, dear=TOTAL, silent=True)
    web.count(("unknown", name), rest - ruled_out - p.going_on, fixed=True)
    web.total(("not_eligible", name), [("ruled_out", name), ("going_on", name), ("unknown", name)])
    web.total(("women", ""), [("eligible", name), ("not_eligible", name)])
    for reason, women in p.eligible_reasons:
        web.count(("reason", name, reason), int(women))
    web.total(("unserved", name), [("reason", name, reason) for reason, _ in p.eligible_reasons])
    for rule, women in p.rules:
        _rule(web, facts, p, rule, int(women))
    web.total(("ruled_out", name), [("rule", name, rule) for rule, _ in p.rules])
    for rule, women in p.going_on_rules:
        web.count(("goes on", name, rule), int(women), block=("goes on", name))
    web.total(("going_on", name), [("goes on", name, rule) for rule, _ in p.going_on_rules])
    if p.by_place is not None:
        _places(web, facts, p)
    for dimension in p.dimensions:
        if dimension.code != facts.place_level:
            _groups(web, facts, p, dimension)
    web.count(("taken", name), p.mentor_taken, **public)
    if p.mentors:
        web.total(("taken", name), [("served", name), ("going_on", name)])
    for groups, code in ((p.mentors_by_place, "county"), (p.mentors_by_industry, "industry")):
        _mentors(web, p, groups, code)


def _rule(web: Web, facts: Facts, p: Pairing, rule: str, n: int) -> None:
    """The same rule takes the same women away in two pairings where the numbers are equal, and who is not
    registered is told by the register too."""
    key = ("rule", p.name, rule)
    if rule == "registered" and n == facts.women - facts.registered:
        web.same(key, ("not registered", ""))
        return
    for before in facts.pairings[: facts.pairings.index(p)]:
        if (rule, n) in before.rules:
            web.same(key, web.names.get(("rule", before.name, rule), ("rule", before.name, rule)))
            return
    web.count(key, n)


def _places(web: Web, facts: Facts, p: Pairing) -> None:
    table = p.by_place
    assert table is not None
    name = ("place", p.name)
    last = len(table.columns)
    totals: list[Any] = [
        (column, p.name) if column in ("unserved", "not_eligible") else ("kind", p.name, column) for column in table.columns
    ]
    for c, key in enumerate(totals):  # who lives nowhere that is known
        elsewhere = int(web.numbers[key].value) - table.totals[c]
        totals[c] = ("at a place", p.name, c)
        web.count(totals[c], table.totals[c], fixed=web.numbers[key].fixed, dear=TOTAL, shown=False, secret=False)
        web.count(("elsewhere", p.name, c), elsewhere, fixed=elsewhere == 0, shown=False, secret=False)
        web.total(key, [totals[c], ("elsewhere", p.name, c)])
    placed = len(table.kinds)
    for r, row in enumerate(table.counts):
        none_waits = row[placed] == 0  # so those who are eligible are those whom the lists name
        for c, n in enumerate([*row, sum(row)]):
            listed = c < placed or (none_waits and c == last == placed + 1)
            web.count((name, r, c), n, block=name, listed=listed)
        if placed == 1:
            web.same((name, r, "placed"), (name, r, 0))
        else:  # better told than each kind
            web.count((name, r, "placed"), sum(row[:placed]), block=name, dear=3, listed=True)
            web.total((name, r, "placed"), [(name, r, c) for c in range(placed)])
        if last - placed == 1:
            web.same((name, r, "eligible"), (name, r, last))
            web.total((name, r, last), [(name, r, "placed"), (name, r, placed)])
        else:  # stands among the groups; the women of a place less those who are not eligible tell it, too
            web.count((name, r, "eligible"), sum(row[: placed + 1]), block=name, listed=none_waits)
            web.total((name, r, "eligible"), [(name, r, "placed"), (name, r, placed)])
            web.total((name, r, last), [(name, r, "eligible"), (name, r, placed + 1)])
    for c, whole in enumerate(totals):
        web.total(whole, [(name, r, c) for r in range(len(table.counts))])
    main = next(one for one in facts.pairings if one.by_place is not None and "not_eligible" in one.by_place.columns)
    if main is p or main.by_place is None:
        return
    of_all = main.by_place.counts
    for r, row in enumerate(table.counts):  # those of a place who are not eligible here: both tables tell them
        web.count(("rest", p.name, r), sum(of_all[r]) - sum(row), shown=False)
        web.total((("place", main.name), r, len(of_all[r])), [(name, r, last), ("rest", p.name, r)])
        if _eligible(main) == _eligible(p) and sum(of_all[r][:-1]) == sum(row):
            web.total((("place", main.name), r, "eligible"), [(name, r, last)])


def _eligible(p: Pairing) -> int:
    return p.served + p.eligible_unserved


def _groups(web: Web, facts: Facts, p: Pairing, dimension: Any) -> None:
    """Where as many are eligible for two pairings they may well be the same women, of each group too."""
    name = ("group", p.name, dimension.code)
    add_table(web, name, [[g.served, g.unserved] for g in dimension.groups], [("served", p.name), ("unserved", p.name)])
    for before in facts.pairings[: facts.pairings.index(p)]:
        if _eligible(before) != _eligible(p):
            continue
        of = next((d for d in before.dimensions if d.code == dimension.code), None)
        at = {g.name: (k, g.eligible) for k, g in enumerate(of.groups)} if of is not None else {}
        for r, group in enumerate(dimension.groups):
            k, eligible = at.get(group.name, (0, -1))
            if eligible == group.eligible:
                web.total((name, r, 2), [(("group", before.name, dimension.code), k, 2)])


def _mentors(web: Web, p: Pairing, groups: list[MentorGroup], code: str) -> None:
    """Mentors are persons, and whom they take are women, mostly of their own county."""
    block = ("mentors", p.name, code)
    web.count((block, "mentors"), p.mentors_count, fixed=True)
    web.same((block, "taken"), ("taken", p.name))
    for what in ("mentors", "taken"):
        for r, group in enumerate(groups):
            n = group.mentors if what == "mentors" else group.taken
            cell = _women_with_mentors(p, group.key) if what == "taken" and code == "county" else None
            if cell is not None and web.numbers[cell].value == n:
                web.same((block, what, r), cell)
            else:
                web.count((block, what, r), n, block=block, silent=True, least=what == "mentors")
        web.total((block, what), [(block, what, r) for r in range(len(groups))])


def _women_with_mentors(p: Pairing, county: str) -> Any:
    table = p.by_place
    if table is None or county not in table.keys or "mentor" not in table.columns:
        return None
    return (("place", p.name), table.keys.index(county), table.columns.index("mentor"))


def _mark_pairing(web: Web, p: Pairing) -> None:
    def told(kind: str, counts: list[Told]) -> list[Told]:
        found = [(name, _told(web, (kind, p.name, name), n)) for name, n in counts]
        return sorted(found, key=lambda one: (isinstance(one[1], str), -one[1] if isinstance(one[1], int) else 0, one[0]))

    p.eligible_reasons = [(name, _told(web, ("reason", p.name, name), n)) for name, n in p.eligible_reasons]
    p.rules = told("rule", p.rules)
    p.going_on_rules = [] if ("goes on", p.name) in web.gone else told("goes on", p.going_on_rules)
    table = p.by_place
    if table is not None:
        table.hidden = hidden_of(web, ("place", p.name), table.counts, ["placed", "eligible"])
        for dimension in p.dimensions[:1]:  # of places
            for r, group in enumerate(dimension.groups):
                group.tells = (not table.hidden.why(r, "placed"), not table.hidden.why(r, "eligible"))
        shown = [
            n for r, row in enumerate(table.counts) for c, n in enumerate([*row, sum(row)]) if not table.hidden.why(r, c)
        ]
        if table.hidden.whole or not any(shown):  # nothing but "<10" and zeros
            p.by_place, p.places_too_few = None, True
    for dimension in p.dimensions[1 if table is not None else 0 :]:
        name = ("group", p.name, dimension.code)
        hidden = hidden_of(web, name, [[g.served, g.unserved] for g in dimension.groups])
        for r, group in enumerate(dimension.groups):
            group.tells = (not hidden.why(r, 0), not hidden.why(r, 2))
    left = 0
    for code, groups in (("county", p.mentors_by_place), ("industry", p.mentors_by_industry)):
        block = ("mentors", p.name, code)
        told_of = [
            group for r, group in enumerate(groups)
            if block not in web.gone and not any(web.why((block, what, r)) for what in ("mentors", "taken"))
        ]
        left += len(groups) - len(told_of)
        groups[:] = told_of
    p.mentors_hidden = left


def _coverage(facts: Facts) -> None:
    """Shares over all measures: in whole per cent, since a finer one would tell how many are helped of those
    who are not registered."""
    if facts.coverage is None:
        return
    if facts.registered < LEAST_FOR_A_SHARE:
        facts.coverage = None
        return
    facts.coverage.rate = round(facts.coverage.rate, 2)
    hidden = {(d.code, g.name) for p in facts.pairings for d in p.dimensions for g in d.groups if not all(g.tells)}
    facts.coverage.groups = [
        (code, name, None if (code, name) in hidden else rate) for code, name, rate in facts.coverage.groups
    ]


# --- faults, targets ------------------------------------------------------------------------------------


def _findings(web: Web, facts: Facts) -> None:
    for severity, name in (("error", "errors"), ("warning", "warnings")):
        alike = [(k, int(f.count)) for k, f in enumerate(facts.findings) if (f.severity == "error") == (severity == "error")]
        web.count((name,), sum(n for _, n in alike), dear=TOTAL)
        for k, n in alike:
            web.count(("finding", k), n)
        web.total((name,), [("finding", k) for k, _ in alike])


def _board(web: Web, facts: Facts, board: Board) -> None:
    web.count(("records",), int(board.records), dear=TOTAL)
    for k, (_, _, n) in enumerate(board.left_out):
        # A record that does not count is often one that is at fault, told again among the faults.
        alike = next((i for i, f in enumerate(facts.findings) if f.count == n), None)
        if alike is not None:
            web.same(("left_out", k), ("finding", alike))
        else:
            web.count(("left_out", k), int(n))
    web.total(("records",), [("left_out", k) for k in range(len(board.left_out))])
    ways = {code: int(n) for code, _, n in board.reach if code != "any"}
    every = next((int(n) for code, _, n in board.reach if code == "any"), 0)
    # Each way reaches no more than all together, and all together no more than the sum of the ways; where
    # the numbers are equal they are the same women.
    all_of_them = ("reach", "any")
    if every == facts.registered:
        all_of_them = ("registered", "")
        web.same(("reach", "any"), all_of_them)
    else:
        web.count(all_of_them, every, dear=TOTAL)
    for code, n in ways.items():
        if n == every:
            web.same(("reach", code), all_of_them)
        else:
            web.count(("reach", code), n)
    sum_of = sum(ways.values())
    web.count(("reach", "sum"), sum_of, shown=False, secret=False)
    web.count(("reach", "twice"), sum_of - every, shown=False, secret=False)
    web.total(("reach", "sum"), [("reach", code) for code in ways])
    web.total(("reach", "sum"), [("reach", "any"), ("reach", "twice")])
    for code, n in ways.items():
        web.count(("reach but", code), every - n, shown=False, secret=False)
        web.total(("reach", "any"), [("reach", code), ("reach but", code)])
