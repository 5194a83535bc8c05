"""Two profilers that people use today on the extracts that generate.py spoiled, beside the audit.

  python3 peers.py setup                   makes their environments (.peers/, git-ignored) from the Python package index
  python3 peers.py run FOLDER [--only TOOL]    runs them on FOLDER/clean and FOLDER/spoiled, keeps FOLDER/TOOL.json
  python3 peers.py compare FOLDER          prints, kind by kind, who points at it, and the seconds

What counts as pointing at a kind, generously: of its cells, at least one value as it is written is among those that the section of its
column lists (common values, extremes, words, what is taken for nothing), beyond those listed of the clean extract; or a letter is that only
the spoiled column has; or an alert comes or goes, between clean and spoiled, that says what the kind does (ALERTS). Whoever reads the
page has to see that it is wrong, and how many are, without more help. Ours counts when half of the cells are found, each with its row."""
import argparse
import json
import os
import subprocess
import sys
import types

import score
from kinds import KINDS

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(os.path.dirname(os.path.dirname(HERE)), ".peers")
TOOLS = {"ydata": ["ydata-profiling"], "dataprofiler": ["dataprofiler[ml]"]}
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


def points_at(result, defects):
    """{kind: how}: what of the tool's output is about each kind."""
    clean, spoiled = result["clean"]["extracts"], result["spoiled"]["extracts"]
    told = {}
    for d in defects:
        before, after = clean.get(d["source"]), spoiled.get(d["source"])
        if after is None or d["kind"] in told:
            continue
        column, was = after["columns"].get(d["column"]), (before or {"columns": {}})["columns"].get(d["column"], {"values": [], "characters": ""})
        if column is not None:
            if d["after"] in set(column["values"]) - set(was["values"]):
                told[d["kind"]] = f"lists “{d['after']}”"
            elif strange := [c for c in d["after"] if c in column["characters"] and c not in was["characters"] and c not in d["before"]]:
                told[d["kind"]] = f"lists the character “{strange[0]}”"
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
            told[tool] = points_at(result, defects)
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
