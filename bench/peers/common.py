"""What every peer's runner shares: reading a set, writing its groups and scored pairs in the form of `jumelles evaluate`.

A runner is called as  python PEER.py SET.json OUT  and writes
  OUT/xref.csv   source,source_row,source_id,golden_id of every record: the tool's own grouping
  OUT/pairs.csv  source_a,source_row_a,source_b,source_row_b and match_weight or match_probability of every scored pair
  OUT/info.json  version, settings used and where they come from, threshold, what was learned from labels
"""
import csv
import json
import math
import os
import sys
from itertools import combinations

THREADS = 2


def read_set():
    with open(sys.argv[1], encoding="utf-8") as file:
        return json.load(file), sys.argv[2]


def read_records(spec):
    """All rows of all tables as texts, blanks removed, empty ones None: [{column: value}], with __table, __row, __id."""
    records = []
    for number, table in enumerate(spec["tables"]):
        with open(table["path"], newline="", encoding="utf-8-sig") as file:
            for row, values in enumerate(csv.DictReader(file), 1):
                record = {name: (value or "").strip() or None for name, value in values.items() if name is not None}
                record.update(__table=number, __source=table["name"], __row=row, __id=(values[table["id"]] or "").strip())
                records.append(record)
    return records


def columns(spec, records):
    """Columns that all tables have and that may be compared, in the order of the first table."""
    hidden = set(spec["never_match_on"]) | {table["id"] for table in spec["tables"]} | {spec.get("source")}
    by_table = {}
    for record in records:
        by_table.setdefault(record["__table"], record)
    first = by_table[min(by_table)]
    return [c for c in first if not c.startswith("__") and c not in hidden and all(c in other for other in by_table.values())]


def connected(count, pairs):
    """Groups by plain transitive closure: the founding record of each record."""
    parent = list(range(count))

    def find(x):
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in pairs:
        a, b = find(a), find(b)
        if a != b:
            parent[max(a, b)] = min(a, b)
    return [find(x) for x in range(count)]


def write_results(out, records, group_of, pairs, kind, info):
    """pairs: (record number, record number, score); kind: match_weight or match_probability."""
    with open(os.path.join(out, "xref.csv"), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["source", "source_row", "source_id", "golden_id"])
        for number, record in enumerate(records):
            writer.writerow([record["__source"], record["__row"], record["__id"], f"g{group_of[number]}"])
    with open(os.path.join(out, "pairs.csv"), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["source_a", "source_row_a", "source_b", "source_row_b", kind])
        for a, b, score in pairs:
            if math.isfinite(score):
                writer.writerow([records[a]["__source"], records[a]["__row"], records[b]["__source"], records[b]["__row"], f"{score:.9f}"])
    with open(os.path.join(out, "info.json"), "w", encoding="utf-8") as file:
        json.dump(info, file, indent=1)


def read_settings(peer, spec):
    """The settings written down for this set, or None: bench/peers/PEER.json."""
    path = os.path.join(os.path.dirname(__file__), f"{peer}.json")
    with open(path, encoding="utf-8") as file:
        return json.load(file).get(spec["name"])


def describe(records, column):
    """What a column's values look like, for settings that are made without knowing the set."""
    values = [record[column] for record in records if record.get(column)]
    distinct = {}
    for value in values:
        distinct[value] = distinct.get(value, 0) + 1
    text = [str(value) for value in values[:2000]]
    digits = [value.replace("-", "").replace("/", "") for value in text]
    is_date = bool(text) and sum(len(d) == 8 and d.isdigit() and (d[:2] in ("18", "19", "20")) for d in digits) > 0.8 * len(text)
    return {
        "fill": len(values) / max(1, len(records)),
        "distinct": len(distinct),
        "same": sum(n * (n - 1) // 2 for n in distinct.values()),
        "length": sum(map(len, text)) / max(1, len(text)),
        "date": is_date,
        "dashes": is_date and sum("-" in value for value in text) > len(text) / 2,
        "email": bool(text) and sum("@" in value for value in text) > 0.8 * len(text),
    }


def plain_keys(records, looks, pairs_per_record=20):
    """Blocking keys for a set that nothing is known about: [[(column, first letters or None)]]. Columns whose equal values make
    few pairs stand alone, others in twos, long texts by their first eight letters."""
    budget = pairs_per_record * len(records)
    order = sorted(looks, key=lambda c: (looks[c]["same"] / max(0.01, looks[c]["fill"] ** 2), c))
    keys = [[(c, None)] for c in order if looks[c]["same"] <= budget]
    wide = [c for c in order if looks[c]["same"] > budget and looks[c]["distinct"] > 30][:4]
    keys += [[(a, None), (b, None)] for a, b in combinations(wide, 2)]
    keys += [[(c, 8)] for c in order if looks[c]["length"] > 25][:2]
    return (keys or [[(order[0], None)]])[:8]


def comparable(spec, records):
    """The looks of the columns that are worth comparing."""
    looks = {c: describe(records, c) for c in columns(spec, records)}
    return {c: look for c, look in looks.items() if look["fill"] > 0.05 and look["distinct"] > 1}


def true_pairs(spec, records):
    """For tools that learn from labels: the true pairs as record numbers."""
    number = {(r["__table"], r["__id"]): n for n, r in enumerate(records)}
    with open(spec["truth"], newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    if "id_a" in rows[0]:
        second = 1 if spec["two_tables"] else 0
        found = [(number.get((0, r["id_a"].strip())), number.get((second, r["id_b"].strip()))) for r in rows]
        return [pair for pair in found if None not in pair]
    clusters = {}
    for row in rows:
        key = (0, row["id"].strip())
        if key in number:
            clusters.setdefault(row["cluster_id"], []).append(number[key])
    return [pair for members in clusters.values() for pair in combinations(members, 2)]
