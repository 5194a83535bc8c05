"""Two profilers that people use today on the extracts that generate.py spoiled, beside the audit.

  python3 peers.py setup                   makes their environments (.peers/, git-ignored) from the Python package index
  python3 peers.py run FOLDER [--only TOOL]    runs them on FOLDER/clean and FOLDER/spoiled, keeps FOLDER/TOOL.json
  python3 peers.py compare FOLDER          prints, kind by kind, who points at it, and the seconds

What counts as pointing at a kind, generously, is one cell of it that the section of its column gives away:
  - its value as it is written is among at most 40 that are listed (common values, extremes, words, what is taken for nothing), was not of
    the clean extract, and was nowhere in that column before, or the column repeated nothing before;
  - a sign that is neither letter nor digit is among the characters listed, and was not before;
  - the column is of another type than before, and that value is not of the former one;
  - an alert comes or goes, between clean and spoiled, that says what the kind does (ALERTS).
Whoever reads the page has to see that it is wrong, where, and how many are. Ours counts when half of the cells are found, each with its row."""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import types

import score
from kinds import KINDS

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(os.path.dirname(os.path.dirname(HERE)), ".peers")
TOOLS = {"ydata": ["ydata-profiling"], "dataprofiler": ["dataprofiler[ml]"]}
LISTED = 40  # values; among more nobody finds one
# Alerts that say it, of a column of the kind (or of the table).
ALERTS = {
    "repeated_id": {"UNIQUE"}, "repeated_row": {"DUPLICATES"}, "empty_record": {"MISSING"}, "no_name": {"MISSING"}, "name_alone": {"MISSING"},
    "mistyped_category": {"CONSTANT", "IMBALANCE", "DIRTY_CATEGORY"}, "region_of_other": {"HIGH_CORRELATION"},
}


def python_of(tool):
    return os.path.join(PEERS, tool, "bin", "python")


def setup():
    for tool, packages in TOOLS.items():
        subprocess.run([sys.executable, "-m", "venv", os.path.join(PEERS, tool)], check=True)
        subprocess.run([python_of(tool), "-m", "pip", "install", "-q", *packages], check=True)
        print(f"{tool}: ready")


def run(folder, only):
    for tool in [only] if only else TOOLS:
        result = {}
        for part in ("clean", "spoiled"):
            out = os.path.join(folder, f"{tool}-{part}.json")
            done = subprocess.run([python_of(tool), os.path.join(HERE, f"run_{tool}.py"), os.path.join(folder, part), out], capture_output=True, text=True)
            if done.returncode != 0:
                raise SystemExit(f"{tool}: {done.stderr[-2000:]}")
            with open(out, encoding="utf-8") as file:
                result[part] = json.load(file)
        with open(os.path.join(folder, f"{tool}.json"), "w", encoding="utf-8") as file:
            json.dump(result, file, ensure_ascii=False, indent=1)
        seconds = sum(e["seconds"] for e in result["spoiled"]["extracts"].values())
        print(f"{tool} {result['spoiled']['version']}: {seconds:.1f} s")


def is_of(kind, text):
    """Whether a text is of the type that a tool takes a column for."""
    if kind.lower() in ("int", "float", "numeric"):
        return re.fullmatch(r"[-+]?\d+([.,]\d+)?(E[-+]?\d+)?", text, re.I) is not None
    if kind.lower() == "datetime":
        found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)|(\d\d)/(\d\d)/(\d{4})", text)
        return found is not None and 1 <= int(found[2] or found[5]) <= 12 and 1 <= int(found[3] or found[4]) <= 31
    return True


def given_away(d, column, was, known):
    """What the section of a cell's column says of it, "" for nothing. `known`: the values that it had before."""
    values = set(column["values"])
    if d["after"] in values - set(was["values"]) and len(values) <= LISTED and (d["after"] not in known or max(known.values()) == 1):
        return f"lists “{d['after']}”"
    strange = [c for c in d["after"] if not c.isalnum() and c in column["characters"] and was["characters"] and c not in was["characters"]]
    if strange:
        return f"lists the character “{strange[0]}”"
    return f"type {was['type']}, now {column['type']}" if column["type"] != was["type"] and is_of(column["type"], d["after"]) and not is_of(was["type"], d["after"]) else ""


def points_at(result, defects, tables):
    """{kind: how}: what of the tool's output is about each kind."""
    known = {(source, c): collections.Counter(row[c] for row in rows if row[c]) for source, rows in tables.items() for c in rows[0]}
    clean, spoiled = result["clean"]["extracts"], result["spoiled"]["extracts"]
    told = {}
    for d in defects:
        before, after = clean.get(d["source"]), spoiled.get(d["source"])
        if after is None or d["kind"] in told:
            continue
        column, was = after["columns"].get(d["column"]), before["columns"].get(d["column"])
        if column is not None and was is not None and (how := given_away(d, column, was, known[d["source"], d["column"]])):
            told[d["kind"]] = how
        changed = {tuple(a) for a in after["alerts"]} ^ {tuple(a) for a in before["alerts"]}
        says = [f"{name} {about}".strip() for name, about in sorted(changed) if name in ALERTS.get(d["kind"], ()) and (not about or not d["column"] or about == d["column"] or d["kind"] == "region_of_other")]
        if says and d["kind"] not in told:
            told[d["kind"]] = "alert " + says[0]
        # Where nothing is alerted: an id that is unique no more, cells that are empty.
        if d["kind"] == "repeated_id" and "unique" in next(iter(after["columns"].values())):
            first = next(iter(after["columns"]))
            if before["columns"][first]["unique"] and not after["columns"][first]["unique"]:
                told[d["kind"]] = "no longer unique"
    return told


def compare(folder, bench):
    options = types.SimpleNamespace(bench=bench, today="2026-10-01", verbose=False)
    defects = score.read(os.path.join(folder, "defects.csv"))
    kinds = {k.name: k for k in KINDS + score.EXTRA}
    hits, _, _ = score.match(defects, score.audit(options, os.path.join(folder, "spoiled"), None), kinds)
    totals = {}
    for d in defects:
        totals[d["kind"]] = totals.get(d["kind"], 0) + 1
    told = {}
    for tool in TOOLS:
        path = os.path.join(folder, f"{tool}.json")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                result = json.load(file)
            told[tool] = points_at(result, defects, score.generate_tables(os.path.join(folder, "clean")))
            for part in ("clean", "spoiled"):
                extracts = result[part]["extracts"]
                print(f"{tool} {result[part]['version']}, {part}: " + ", ".join(f"{n} {e['seconds']} s ({e['cpu_s']} s of processor)" for n, e in extracts.items()) +
                      f"; alerts: {sum(len(e['alerts']) for e in extracts.values())}")
    print(f"{'kind':28} {'audit':>12}  " + "  ".join(f"{t:40}" for t in told))
    for name in sorted(totals):
        print(f"{name:28} {hits[name]:5} of {totals[name]:4}  " + "  ".join(f"{told[t].get(name, '–')[:40]:40}" for t in told))
    ours = {n for n in totals if 2 * hits[n] >= totals[n]}
    print(f"kinds of {len(totals)}: audit {len(ours)}, " + ", ".join(f"{t} {len(told[t])} ({len(set(told[t]) - ours)} that the audit misses)" for t in told))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("command", choices=["setup", "run", "compare"])
    options.add_argument("folder", nargs="?")
    options.add_argument("--only", choices=list(TOOLS))
    options.add_argument("--bench", default=os.path.join(HERE, "..", "..", "build", "release", "bench", "jumelles_audit_bench"))
    options = options.parse_args()
    if options.command == "setup":
        setup()
    elif options.command == "run":
        run(options.folder, options.only)
    else:
        compare(options.folder, options.bench)


if __name__ == "__main__":
    main()
