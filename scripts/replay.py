#!/usr/bin/env python3
"""Draws the lottery of a published sheet again, and compares: python3 replay.py SHEET.csv

Needs Python alone and nothing of jinguo. The sheet (docs/lottery.md, form 1) has, for each pairing, the
tied women under pseudonyms with their numbers, units and options in the order in which each prefers
them, and how many of them each place must get at least and may get at most ("together": the places
named, as a sum). Any way to seat all women that keeps to this is part of a best plan; nothing else is.

The draw: numbers are called from the top; called, a woman goes once down her options and takes each
that some such seating allows, with all who were called before her staying where they are, until her
units are placed. Exit code: 0 the same as the sheet's results, 1 not the same, 2 no sheet.
"""

import collections
import csv
import sys

NONE = "(none)"  # not served
START = "(start)"  # where all units wait until everybody is seated


class Pairing:
    def __init__(self):
        self.women = []  # name, number, units, options, published result
        self.least, self.most, self.load = {}, {}, collections.Counter()
        self.group, self.total = {}, 0  # places counted together, and their sum

    def seat(self):
        """Any seating that keeps to the sheet; who sits where is `self.at`, by place, as a list of women."""
        self.at = collections.defaultdict(list)
        self.has = [[START] * units for _, _, units, _, _ in self.women]
        self.at[START] = [w for w in range(len(self.women)) for _ in self.has[w]]
        self.fixed = [False] * len(self.women)
        for place, least in self.least.items():
            while self.load[place] < least:
                self.move_along(START, {place})
        while sum(self.load[place] for place in self.group) < self.total:
            self.move_along(START, {p for p in self.group if self.load[p] < self.most[p]})
        while self.at[START]:
            room = {p for p in self.least if p not in self.group and self.load[p] < self.most[p]}
            self.move_along(START, room | {NONE})

    def move_along(self, start, goals, caller=None):
        """Makes room at `start` by moving units on, each to another option of its woman, until one arrives
        at a goal. Places with slack can swallow a unit, others give one up instead: such slack goes
        through NONE, or through "together" among the places counted together. Returns the goal, or None."""
        came, queue, lists = {start: None}, collections.deque([start]), set()
        slack = START not in (start, *goals)
        while queue:
            x = queue.popleft()
            if x in goals:
                end = x
                while came[x] is not None:  # walk back, moving the units
                    before, woman = came[x]
                    if woman is not None:
                        self.put(woman, before, x)
                    x = before
                return end
            steps = []
            for woman in self.at[x]:
                options = self.women[woman][3]
                if woman == caller or self.fixed[woman]:
                    continue
                if len(self.has[woman]) == 1:
                    if id(options) in lists:  # somebody with the same options was here already
                        continue
                    lists.add(id(options))
                steps += [(y, woman) for y in options if y == NONE or y not in self.has[woman]]
            if slack and x in self.least:
                if self.load[x] < self.most[x]:
                    steps.append(("(together)" if x in self.group else NONE, None))
            elif slack:
                together = x == "(together)"
                steps += [(p, None) for p in self.least
                          if (p in self.group) == together and self.load[p] > self.least[p]]
            for y, woman in steps:
                if y not in came:
                    came[y] = (x, woman)
                    queue.append(y)
        if start == START:
            raise SystemExit("the sheet contradicts itself: not all of its women can be seated")
        return None

    def put(self, woman, x, y):
        self.at[x].remove(woman)
        self.at[y].append(woman)
        self.has[woman][self.has[woman].index(x)] = y
        self.load[x] -= 1
        self.load[y] += 1

    def draw(self):
        """(name, result, published result) of every woman, in the order of the calls."""
        self.seat()
        for woman in sorted(range(len(self.women)), key=lambda w: self.women[w][1], reverse=True):
            name, _, units, options, published = self.women[woman]
            hers = []
            for option in options:
                while len(hers) < units and (option == NONE or option not in hers):
                    spare = list(self.has[woman])  # where her units are that are not fixed yet
                    for place in hers:
                        spare.remove(place)
                    if option not in spare:
                        left = self.move_along(option, set(spare), woman)
                        if left is None:
                            break
                        self.put(woman, left, option)
                    hers.append(option)
            self.fixed[woman] = True
            yield name, hers, published


def read(path):
    pairings, same, names = collections.defaultdict(Pairing), {}, set()
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        kind, _, digest, form = next(rows)[:4]
        if (kind, form) != ("sheet", "form-1"):
            raise ValueError("no sheet of form 1")
        for kind, pairing, name, number, units, options, least, most, result in rows:
            this = pairings[pairing]
            words = tuple(options.split())
            if kind == "place":
                this.least[name], this.most[name] = int(least), int(most)
            elif kind == "together":
                if not set(words) <= set(this.least):
                    raise ValueError("together: a name that is no place")
                this.group, this.total = dict.fromkeys(words), int(least)
            elif kind == "woman":
                if (pairing, name) in names or not set(words) <= {NONE, *this.least}:
                    raise ValueError(f"{name}: twice on the sheet, or an option that is no place")
                if not 1 <= int(units) <= len(set(words) - {NONE}):
                    raise ValueError(f"{name}: more units than places to go to, or none")
                names.add((pairing, name))
                drawn = int(number.replace("-", ""), 16)
                this.women.append((name, drawn, int(units), same.setdefault(words, words), result.split()))
    return digest, pairings


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    try:
        digest, pairings = read(sys.argv[1])
    except (OSError, ValueError, StopIteration, csv.Error) as error:
        print(f"not a sheet that can be read: {error}", file=sys.stderr)
        return 2
    called = different = 0
    for name, pairing in pairings.items():
        for code, drawn, published in pairing.draw():
            called += 1
            word = "as published" if sorted(drawn) == sorted(published) else "NOT AS PUBLISHED"
            different += word != "as published"
            print(f"{called} {name} {code}: {' '.join(drawn)} ({word})")
    print(f"plan {digest}")
    print(f"{called} called 已叫号, {different} not as published 与公布不符")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
