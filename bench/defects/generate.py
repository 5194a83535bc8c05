"""Puts defects of the kinds in kinds.py at known places of clean extracts.

  python3 generate.py SYNTH OUT [--seed N] [--share S] [--kinds fresh|unseen]

SYNTH: a folder made by `jumelles synth`. OUT gets clean/ and spoiled/ with four extracts each, and defects.csv: source,row,column,
attribute,kind,before,after, one line per cell. Rows count from 1; a row has one defect at most. Equal seeds give equal bytes."""
import argparse
import collections
import csv
import os
import random

import fresh_kinds
import unseen_kinds
from clean import ATTRIBUTES, FILES, make_clean, plain, write
from kinds import CITY, COMPANY, GIVEN, KINDS, POSTCODE, STREET, SURNAME

CUT_AT = 27  # characters of the streets of one source
AMBIGUOUS = "ambiguous_dates"
SETS = {"own": KINDS, "fresh": fresh_kinds.KINDS, "unseen": unseen_kinds.KINDS}


class World:
    """What a kind may know: the clean rows, a random generator, the row that it is asked for."""

    def __init__(self, tables, rng):
        self.tables, self.rng = tables, rng
        self.source, self.place, self.used = "", 0, set()
        self.pools, self.given_out = {}, {}
        towns, postcodes, places, self.companies, self.persons = collections.Counter(), collections.Counter(), collections.Counter(), [], []
        for source, rows in tables.items():
            for row in rows:
                if source in POSTCODE:
                    postcode, town = row[POSTCODE[source]], plain(row[CITY[source]])
                    towns[town] += 1
                    postcodes[postcode] += 1
                    places[postcode, town] += 1
                if source in COMPANY and row[COMPANY[source]]:
                    self.companies.append(row[COMPANY[source]])
                if row[SURNAME[source]]:
                    self.persons.append((row[GIVEN[source]], row[SURNAME[source]]))
        self.towns, self.postcodes, self.places = towns, postcodes, places

    def other(self, column, row):
        """Another value of that column, of that source."""
        key = (self.source, column)
        if key not in self.pools:
            self.pools[key] = [r[column] for r in self.tables[self.source] if r[column]]
        while True:
            value = self.rng.choice(self.pools[key])
            if value != row[column]:
                return value

    def shared(self, column, strangers, make):
        """The same made-up value so many times, then the next one."""
        number = self.given_out[column] = self.given_out.get(column, 0) + 1
        return make((number - 1) // strangers + 1)

    def any_row(self):
        return self.rng.choice(self.tables[self.source])

    def earlier_row(self):
        """An untouched row above this one, kept untouched from now on."""
        for _ in range(100):
            place = self.rng.randrange(self.place) if self.place else 0
            if place < self.place and (self.source, place) not in self.used:
                self.used.add((self.source, place))
                return self.tables[self.source][place]
        return None

    def company(self):
        return self.rng.choice(self.companies)

    def person(self):
        return self.rng.choice(self.persons)

    def town_count(self, row):
        return self.towns[plain(row[CITY[self.source]])]

    def postcode_count(self, postcode):
        return self.postcodes[postcode]

    def place_count(self, row):
        return self.places[row[POSTCODE[self.source]], plain(row[CITY[self.source]])]


def slots(kind):
    """(source, column) that the kind can be in."""
    return [(source, c) for source, columns in kind.columns.items() for c in ([columns] if isinstance(columns, str) else sum(([x] if isinstance(x, str) else x for x in columns), []))]


def cells_of(kind, source, place, column, before, changes):
    """Lines of defects.csv."""
    if kind.row:
        return [[source, place + 1, "", "", kind.name, "", ""]]
    return [[source, place + 1, c, ATTRIBUTES[c], kind.name, before[c], after] for c, after in changes.items() if after != before[c] and after != ""]


def spoil(tables, seed, share=1.0, kinds="own"):
    """`kinds`: those of one of SETS, and these only."""
    rng = random.Random(seed)
    spoiled = {source: [dict(row) for row in rows] for source, rows in tables.items()}
    world = World(tables, rng)
    defects = [] if kinds != "own" else cut_streets(spoiled, world) + ambiguous_days(spoiled, world)
    for kind in SETS[kinds]:
        of_kind, places = 0, slots(kind)
        wanted, tries = max(1, round(kind.count * share)), 0
        while of_kind < wanted and tries < 60_000:
            tries += 1
            source, column = rng.choice(places)
            place = rng.randrange(len(tables[source]))
            row = tables[source][place]
            if (source, place) in world.used or (kind.needs_value and not row[column]):
                continue
            world.source, world.place = source, place
            changes = kind.spoil(row, column, world)
            if not changes or all(row[c] == v for c, v in changes.items()):
                continue
            if source == "crm" and any(not writable(v) for v in changes.values()):
                continue
            world.used.add((source, place))
            spoiled[source][place].update(changes)
            defects += cells_of(kind, source, place, column, row, changes)
            of_kind += 1
        if of_kind < wanted:
            print(f"{kind.name}: {of_kind} of {wanted}")
    return spoiled, defects


def writable(text):
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def cut_streets(spoiled, world):
    """A field of one source was too short for its streets."""
    defects = []
    for place, row in enumerate(spoiled["facturation"]):
        before = row[STREET["facturation"]]
        if len(before) > CUT_AT:
            row["adresse"] = before[:CUT_AT].rstrip()
            if len(row["adresse"]) == CUT_AT:  # one that ends before is whole to whoever looks at it
                defects.append(["facturation", place + 1, "adresse", "street", "truncated", before, row["adresse"]])
            world.used.add(("facturation", place))
    return defects


def ambiguous_days(spoiled, world):
    """Days and months that no day above twelve tells apart: a whole column."""
    defects = []
    for place, row in enumerate(spoiled["adherents"]):
        day, month, year = row["date_naissance"].split("/")
        after = "/".join([world.rng.choice([f"{n:02d}" for n in range(1, 13) if n != int(month)]), month, year])
        defects.append(["adherents", place + 1, "date_naissance", "birth_date", AMBIGUOUS, row["date_naissance"], after])
        row["date_naissance"] = after
        world.used.add(("adherents", place))
    return defects


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("synth")
    options.add_argument("out")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--share", type=float, default=1.0, help="of the cells of each kind")
    options.add_argument("--kinds", choices=list(SETS), default="own", help="those of kinds.py, of fresh_kinds.py or of unseen_kinds.py")
    options = options.parse_args()
    tables = make_clean(options.synth, options.seed)
    spoiled, defects = spoil(tables, options.seed, options.share, options.kinds)
    write(tables, os.path.join(options.out, "clean"))
    write(spoiled, os.path.join(options.out, "spoiled"))
    with open(os.path.join(options.out, "defects.csv"), "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["source", "row", "column", "attribute", "kind", "before", "after"])
        out.writerows(defects)
    rows = sum(len(r) for r in tables.values())
    print(f"{rows} records in {len(FILES)} extracts, {len(defects)} cells of {len({d[4] for d in defects})} kinds")


if __name__ == "__main__":
    main()
