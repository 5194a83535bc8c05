"""What the audit finds of the defects that generate.py made, and what it finds where nothing is wrong.

  python3 score.py FOLDER [--bench PROGRAM] [--examples N] [--kind NAME]... [--kinds fresh|unseen] [--today DAY]

FOLDER: what generate.py wrote. A cell is found when a finding that its kind accepts is about its row and its attribute; of kinds of
whole records, when one is about the row. A false alarm is a cell of the clean extracts that a finding is about, and, in the spoiled
ones, a cell of a row that nothing was done to and that is not found in the clean ones. Prints three tables and the misses. Of the kinds
of fresh_kinds.py and unseen_kinds.py any finding about the row and the attribute is right, but none about a whole column."""
import argparse
import collections
import csv
import os
import subprocess
import sys
import tempfile

import fresh_kinds
import generate
from clean import FILES, ATTRIBUTES, plain
from kinds import Kind

EXTRA = [Kind("truncated", {}, "truncated", None), Kind(generate.AMBIGUOUS, {}, "ambiguous_dates", None)]


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def audit(options, folder, fixes):
    """[(source, row or "", attribute, kind)] of what is found."""
    with tempfile.TemporaryDirectory() as scratch:
        cells, fixed = os.path.join(scratch, "cells.csv"), os.path.join(scratch, "fixes.csv")
        files = [name for name in FILES.values() if os.path.exists(os.path.join(folder, name))]
        done = subprocess.run([os.path.abspath(options.bench), "--today", options.today, "--cells", cells, "--fixes", fixed, *files], cwd=folder, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(done.stderr)
        if options.verbose:
            print(done.stdout)
        if fixes is not None:
            fixes += read(fixed)
        return {(r["source"], row_of_line(folder, r["source"], r["row"]), r["attribute"], r["kind"]) for r in read(cells)}


LINES = {}


def row_of_line(folder, source, row):
    """The row that ends on that line, where reading set a line aside ("@9"); rows are what the others are told by."""
    if not row.startswith("@"):
        return row
    name = source if os.path.exists(os.path.join(folder, source)) else FILES.get(source, source)
    path = os.path.join(folder, name)
    if path not in LINES:
        LINES[path] = {}
        if not path.endswith(".json"):
            with open(path, encoding="cp1252" if name == FILES["crm"] else "utf-8", newline="") as file:
                reader = csv.reader(file, delimiter=";" if name == FILES["crm"] else ",")
                first = 1
                for number, cells in enumerate(reader):
                    for line in range(first, reader.line_num + 1):
                        LINES[path][line] = str(number)
                    first = reader.line_num + 1
    return LINES[path].get(int(row[1:]), "")


def filled_cells(folder):
    """Cells that say something, and rows, of all extracts."""
    cells = rows = 0
    for source, table in generate_tables(folder).items():
        rows += len(table)
        cells += sum(1 for row in table for column, value in row.items() if value and ATTRIBUTES[column])
    return cells, rows


def generate_tables(folder):
    import json
    tables = {}
    for source, name in FILES.items():
        path = os.path.join(folder, name)
        if name.endswith(".json"):
            with open(path, encoding="utf-8") as file:
                tables[source] = [{k: v or "" for k, v in row.items()} for row in json.load(file)]
        else:
            with open(path, encoding="cp1252" if source == "crm" else "utf-8", newline="") as file:
                tables[source] = list(csv.DictReader(file, delimiter=";" if source == "crm" else ","))
    return tables


def match(defects, found, kinds):
    """Per kind: cells found, missed lines, names of the findings that found them."""
    by_row, by_column = collections.defaultdict(set), collections.defaultdict(set)
    for source, row, attribute, name in found:
        (by_row[source, row] if row else by_column[source]).add((attribute, name))
    hits, misses, by = collections.Counter(), collections.defaultdict(list), collections.defaultdict(collections.Counter)
    for d in defects:
        kind = kinds[d["kind"]]
        any_kind = kind.accepts == fresh_kinds.ANY
        about = by_row[d["source"], d["row"]] | (set() if any_kind else by_column[d["source"]])
        right = {name for attribute, name in about if (any_kind or name in kind.accepts.split()) and (not d["attribute"] or attribute in ("", d["attribute"]))}
        if right:
            hits[d["kind"]] += 1
            by[d["kind"]].update(right)
        else:
            misses[d["kind"]].append((d, sorted(by_row[d["source"], d["row"]])))
    return hits, misses, by


def print_kinds(defects, hits, by, kinds):
    totals = collections.Counter(d["kind"] for d in defects)
    print(f"{'kind':28} {'found':>6} {'of':>5} {'share':>7}  by")
    for name in sorted(totals, key=lambda n: (hits[n] / totals[n], n)):
        print(f"{name:28} {hits[name]:6} {totals[name]:5} {100 * hits[name] / totals[name]:6.1f}%  " + ", ".join(f"{k} {n}" for k, n in by[name].most_common()))
    found, total = sum(hits.values()), sum(totals.values())
    shares = [hits[n] / totals[n] for n in totals]
    print(f"{'all cells':28} {found:6} {total:5} {100 * found / total:6.1f}%")
    print(f"mean over {len(totals)} kinds: {100 * sum(shares) / len(shares):.1f} %; kinds of which 95 % are found: {sum(s >= .95 for s in shares)}")


def print_doubts(defects, before, after, kinds):
    """Of kinds for which any finding is right: found where nothing was done yet, and new findings about whole columns."""
    already, _, _ = match(defects, before, kinds)
    print("\nof these, cells that were found before they were spoiled: " + (", ".join(f"{k} {n}" for k, n in already.most_common()) or "none"))
    print("new findings about whole columns: " + ("; ".join(f"{s} {a} {k}" for s, r, a, k in sorted(after - before) if not r) or "none"))


def print_alarms(title, alarms, cells, tables):
    counts = collections.Counter(name for _, _, _, name in alarms)
    wrong = {(source, row, attribute) for source, row, attribute, _ in alarms}
    print(f"\n{title}: {len(wrong)} of {cells} cells, {100 * len(wrong) / cells:.3f} %")
    column = {source: {ATTRIBUTES[c]: c for c in (rows[0] if rows else {})} for source, rows in tables.items()}
    for name, count in counts.most_common():
        shown = []
        for source, row, attribute, kind in sorted(alarms, key=lambda a: (a[0], a[1].rjust(9), a[2])):
            if kind == name and len(shown) < 4:
                c = column[source].get(attribute)
                shown.append(f"{source} {row} {attribute}" + (f" “{tables[source][int(row) - 1][c]}”" if c and row else ""))
        print(f"  {name:26} {count:5}   " + "; ".join(shown))


def print_fixes(defects, fixes, kinds):
    """Of the values that a finding makes something else of: whether that is what they were."""
    made = {(f["attribute"], f["value"].strip()): f for f in fixes if f["becomes"]}
    totals, right, wrong = collections.Counter(), collections.Counter(), collections.defaultdict(list)
    for d in defects:
        fix = made.get((d["attribute"], d["after"].strip()))
        if not kinds[d["kind"]].restores or fix is None or fix["kind"] not in kinds[d["kind"]].accepts.split():
            continue
        totals[d["kind"]] += 1
        before, becomes = plain(d["before"]), plain(fix["becomes"])
        if before == becomes or (d["attribute"] == "phone" and before[-9:] == becomes[-9:]):
            right[d["kind"]] += 1
        else:
            wrong[d["kind"]].append(f"{d['before']} → {d['after']} → {fix['becomes']}")
    print("\nvalues that a fix makes something of (of those that the audit lists): as they were")
    for name in sorted(totals):
        print(f"  {name:26} {right[name]:5} of {totals[name]:5}   " + "; ".join(wrong[name][:4]))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder")
    options.add_argument("--bench", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "build", "release", "bench", "jumelles_audit_bench"))
    options.add_argument("--examples", type=int, default=3, help="misses shown per kind")
    options.add_argument("--kind", action="append", help="show all misses of it")
    options.add_argument("--today", default="2026-10-01")
    options.add_argument("--kinds", choices=list(generate.SETS), default="own", help="what generate.py was asked for")
    options.add_argument("--verbose", action="store_true")
    options = options.parse_args()
    kinds = {k.name: k for k in (generate.SETS[options.kinds] + (EXTRA if options.kinds == "own" else []))}
    defects = read(os.path.join(options.folder, "defects.csv"))
    clean, spoiled = os.path.join(options.folder, "clean"), os.path.join(options.folder, "spoiled")
    fixes = []
    before, after = audit(options, clean, None), audit(options, spoiled, fixes)
    hits, misses, by = match(defects, after, kinds)
    print_kinds(defects, hits, by, kinds)
    if options.kinds != "own":
        print_doubts(defects, before, after, kinds)
    cells, _ = filled_cells(clean)
    tables = generate_tables(clean)
    print_alarms("false alarms on clean extracts", before, cells, tables)
    touched = {(d["source"], d["row"]) for d in defects}
    print_alarms("false alarms in untouched rows beside spoiled ones", {f for f in after - before if f[1] and (f[0], f[1]) not in touched}, cells, generate_tables(spoiled))
    print_fixes(defects, fixes, kinds)
    print("\nmisses")
    for name in sorted(misses, key=lambda n: -len(misses[n])):
        shown = misses[name] if options.kind and name in options.kind else misses[name][:options.examples]
        if options.kind and name not in options.kind:
            continue
        for d, about in shown:
            print(f"  {name}: {d['source']} {d['row']} {d['attribute']} “{d['before']}” → “{d['after']}”" + (f"   [{', '.join(a + ' ' + k for a, k in about)}]" if about else ""))


if __name__ == "__main__":
    sys.exit(main())
