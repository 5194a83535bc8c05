"""Quality and cost on benchmark sets: Jumelles and other tools on the same files, scored by the same evaluator.

  quality [--set NAME]...                      Jumelles with no setting
  peers   [--only PEER]... [--set NAME]...     other tools, each in its own virtual environment
  worlds  [OPTIONS OF jumelles_worlds]...      made-up sets beside plain baselines; the whole table is kept
  workbooks [--rows N] [--rounds N]            made-up rows out of and into Excel workbooks, beside CSV and other programs
  setup   [--only PEER]...                     makes those environments (.peers/, not in the repository)
  check   [--set NAME]...                      compares `jumelles evaluate` with a score.py in the folder of the sets
  docs                                         writes docs/benchmarks.md from bench/results/

Common options: --data DIR (default: JUMELLES_DATA, else ../shared/data), --options FILE (default bench/options.json: per set the
column that holds the source), --time-limit SECONDS (default 600, of one tool on one set), --cli PROGRAM.
The folder of the sets holds manifest.json and one folder per set with its tables and truth.csv.
"""
import argparse
import datetime
import json
import os
import platform
import re
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BENCH = os.path.join(ROOT, "bench")
RESULTS = os.path.join(BENCH, "results")
WORLDS = os.path.join(RESULTS, "worlds")
PEERS = {"splink": ["splink>=4,<5", "duckdb<1.5"], "recordlinkage": ["recordlinkage"], "dedupe": ["dedupe", "BTrees<6"]}
WORKBOOKS = os.path.join(RESULTS, "workbooks")
WORKBOOK_TOOLS = {"workbooks": ["openpyxl", "XlsxWriter", "python-calamine"]}
THREADS = 2


def read_sets(options):
    """The sets of the folder as the runners get them; empty with a message when there is no folder."""
    manifest = os.path.join(options.data, "manifest.json")
    if not os.path.exists(manifest):
        print(f"There is no {manifest}: nothing to measure. Say where the sets are with JUMELLES_DATA or --data.")
        return []
    with open(manifest, encoding="utf-8") as file:
        entries = json.load(file)
    extra = {}
    if os.path.exists(options.options):
        with open(options.options, encoding="utf-8") as file:
            extra = json.load(file)
    sets = []
    for name, entry in sorted(entries.items()):
        if options.set and name not in options.set:
            continue
        folder = os.path.join(options.data, name)
        tables = [{"path": os.path.join(folder, t["file"]), "file": t["file"], "name": os.path.splitext(t["file"])[0], "id": t["id"]} for t in entry["tables"]]
        truth = os.path.join(folder, "truth.csv")
        if not all(os.path.exists(path) for path in [truth] + [t["path"] for t in tables]):
            print(f"{name}: a file is missing, left out")
            continue
        sets.append({
            "name": name, "tables": tables, "truth": truth, "two_tables": entry.get("two_tables", len(tables) == 2),
            "never_match_on": entry.get("never_match_on", []), "source": entry.get("source") or extra.get(name, {}).get("source"),
            "records": sum(t.get("rows", 0) for t in entry["tables"]),
        })
    return sets


def machine():
    model = platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            found = re.search(r"model name\s*:\s*(.*)", file.read())
            model = found.group(1).strip() if found else model
    return {"processor": model, "cores": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}


def commit():
    """The last commit that changed what is measured; + when something is not committed."""
    measured = ["--", "engine", "cli"]
    head = subprocess.run(["git", "log", "-1", "--format=%h", *measured], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    changed = subprocess.run(["git", "status", "--porcelain", "--untracked-files=no", *measured], cwd=ROOT, capture_output=True, text=True).stdout
    return head + ("+" if changed.strip() else "")


def now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M")


def measure(command, limit, log, environment=None):
    """Runs one program to its end or to the time limit: seconds, processor seconds, largest memory of it and its children."""
    own = {**os.environ, "OMP_NUM_THREADS": str(THREADS), "OPENBLAS_NUM_THREADS": str(THREADS), "PYTHONHASHSEED": "0", **(environment or {})}

    def start():
        os.setsid()
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:THREADS])

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    with open(log, "wb") as output:
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=own, preexec_fn=start)
        status = "done"
        peak, memory = 0, []
        while True:
            finished, code, usage = os.wait4(child.pid, os.WNOHANG)
            if finished:
                break
            if time.monotonic() - begin > limit:
                status = "time limit"
                os.killpg(child.pid, signal.SIGKILL)
                _, code, usage = os.wait4(child.pid, 0)
                break
            time.sleep(0.02)
    child.returncode = 0
    seconds = time.monotonic() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if status == "done" and code != 0:
        status = "failed"
    cpu = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    return {"status": status, "wall_s": round(seconds, 2), "cpu_s": round(cpu, 2), "peak_mb": round(usage.ru_maxrss / 1024)}


def tail(path, count=12):
    with open(path, encoding="utf-8", errors="replace") as file:
        return "".join(file.readlines()[-count:])


def evaluate(options, spec, out):
    """The one evaluator: figures of a cross-reference, and of the scored pairs at every threshold."""
    command = [options.cli, "evaluate", "--truth", spec["truth"], "--xref", os.path.join(out, "xref.csv")]
    if os.path.exists(os.path.join(out, "pairs.csv")):
        command += ["--pairs", os.path.join(out, "pairs.csv"), "--out", os.path.join(out, "evaluation")]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{spec['name']}: the evaluator failed: {done.stderr}")
    return read_figures(done.stdout)


FIGURES = [
    (r"pairwise: precision ([\d.]+), recall ([\d.]+), F1 ([\d.]+) \((\d+) true pairs, (\d+) found, (\d+) of them right\)",
     ["precision", "recall", "f1", "true_pairs", "found_pairs", "right_pairs"]),
    (r"B3: precision ([\d.]+), recall ([\d.]+), F1 ([\d.]+)", ["b3_precision", "b3_recall", "b3_f1"]),
    (r"groups of two or more: (\d+) true, (\d+) found, (\d+) exactly right", ["true_groups", "found_groups", "exact_groups"]),
    (r"largest group: (\d+) true, (\d+) found", ["largest_true_group", "largest_group"]),
    (r"blocking: keeps ([\d.]+) of the true pairs, ([\d.]+) pairs per record", ["blocking_recall", "pairs_per_record"]),
    (r"best threshold, chosen with the truth: pairs F1 ([\d.]+) at (-?[\d.]+) bits", ["best_pairs_f1", "best_pairs_bits"]),
    (r"best threshold, chosen with the truth: closed groups F1 ([\d.]+) at (-?[\d.]+) bits", ["best_closed_f1", "best_closed_bits"]),
    (r"best threshold, chosen with the truth: own groups F1 ([\d.]+) at (-?[\d.]+) bits", ["best_own_f1", "best_own_bits"]),
]


SHARE = r"([\d.]+) \(([\d.]+) to ([\d.]+)\)"
FIGURES += [
    (rf"estimated without truth, 95 % intervals: precision {SHARE}", ["estimated_precision", "estimated_precision_low", "estimated_precision_high"]),
    (rf"estimated without truth, .*recall {SHARE}", ["estimated_recall", "estimated_recall_low", "estimated_recall_high"]),
    (rf"keys find an estimated {SHARE} of the true pairs", ["estimated_blocking_recall", "estimated_blocking_recall_low", "estimated_blocking_recall_high"]),
    (r"  linked: \d+ \(([\d.]+)\)", ["share_linked"]),
    (r"  joined by other records only: \d+ \(([\d.]+)\)", ["share_joined"]),
    (r"  lost to blocking, they never met: \d+ \(([\d.]+)\), (\d+) of them", ["lost_to_blocking", "never_met_but_alike"]),
    (r"  lost to scoring, below the threshold: \d+ \(([\d.]+)\)", ["lost_to_scoring"]),
    (r"  lost to a rule that forbids them: \d+ \(([\d.]+)\)", ["lost_to_rules"]),
    (r"  lost to grouping, above the threshold but kept apart: \d+ \(([\d.]+)\)", ["lost_to_grouping"]),
    (r"wrong pairs, (?:at least )?\d+:\n  linked: (\d+)\n  joined by other records only: (\d+)", ["wrong_linked", "wrong_joined"]),
]


def read_figures(text):
    figures = {}
    for pattern, names in FIGURES:
        found = re.search(pattern, text)
        if found:
            for name, value in zip(names, found.groups()):
                figures[name] = float(value) if "." in value else int(value)
    return figures


def keep(options, tool, row):
    """One line per set in bench/results/TOOL.jsonl; a new measure replaces the former one."""
    os.makedirs(options.results, exist_ok=True)
    path = os.path.join(options.results, tool + ".jsonl")
    rows = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            rows = {old["set"]: old for old in map(json.loads, file)}
    rows[row["set"]] = row
    with open(path, "w", encoding="utf-8") as file:
        for name in sorted(rows):
            file.write(json.dumps(rows[name], sort_keys=True) + "\n")


def row_of(options, tool, spec, measured, load):
    return {
        "tool": tool, "set": spec["name"], "records": spec["records"], "date": now(),
        "commit": commit(), "machine": machine(), "threads": THREADS, "load": round(load, 1), "time_limit_s": options.time_limit, **measured,
    }


def show(row):
    figures = "  ".join(f"{name} {row[name]}" for name in ("f1", "precision", "recall", "best_own_f1", "best_closed_f1", "best_pairs_f1", "cpu_s", "wall_s", "peak_mb") if name in row)
    print(f"{row['tool']:14} {row['set']:24} {row['status']:10} {figures}", flush=True)


def run_quality(options):
    for spec in read_sets(options):
        out = os.path.join(options.work, "jumelles", spec["name"])
        shutil.rmtree(out, ignore_errors=True)
        os.makedirs(out)
        files = [t["path"] for t in spec["tables"]]
        command = [options.cli, "auto", *files, "--id", spec["tables"][0]["id"], "--out", os.path.join(out, "result")]
        for column in sorted(set(spec["never_match_on"]) - {t["id"] for t in spec["tables"]}):
            command += ["--ignore", column]
        if spec["source"]:
            command += ["--source", spec["source"]]
        load = os.getloadavg()[0]
        measured = measure(command, options.time_limit, os.path.join(out, "log"))
        row = row_of(options, "jumelles", spec, measured, load)
        row.update(version=row["commit"], settings="none", again=f"script/bench quality --set {spec['name']}")
        if row["status"] == "done":
            # A second run scores; the first one is timed without it.
            subprocess.run(command + ["--truth", spec["truth"]], check=True, stdout=open(os.path.join(out, "truth"), "wb"))
            row.update(evaluate(options, spec, os.path.join(out, "result")))
            with open(os.path.join(out, "truth"), encoding="utf-8") as file:
                row.update(read_figures(file.read()))
        else:
            print(tail(os.path.join(out, "log")))
        keep(options, "jumelles", row)
        show(row)


def python_of(peer):
    return os.path.join(ROOT, ".peers", peer, "bin", "python")


def run_peers(options):
    for peer in [p for p in options.only or PEERS if p in PEERS]:
        if not os.path.exists(python_of(peer)):
            print(f"{peer}: no environment, run script/bench setup --only {peer}")
            continue
        for spec in read_sets(options):
            out = os.path.join(options.work, peer, spec["name"])
            shutil.rmtree(out, ignore_errors=True)
            os.makedirs(out)
            with open(os.path.join(out, "set.json"), "w", encoding="utf-8") as file:
                json.dump(spec, file)
            load = os.getloadavg()[0]
            command = [python_of(peer), os.path.join(BENCH, "peers", f"run_{peer}.py"), os.path.join(out, "set.json"), out]
            row = row_of(options, peer, spec, measure(command, options.time_limit, os.path.join(out, "log")), load)
            row["again"] = f"script/bench peers --only {peer} --set {spec['name']}"
            if row["status"] == "done":
                with open(os.path.join(out, "info.json"), encoding="utf-8") as file:
                    row.update(json.load(file))
                row.update(evaluate(options, spec, out))
            else:
                print(tail(os.path.join(out, "log")))
            keep(options, peer, row)
            show(row)


def run_setup(options):
    packages = {**PEERS, **WORKBOOK_TOOLS}
    for peer in options.only or packages:
        folder = os.path.join(ROOT, ".peers", peer)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([os.path.join(folder, "bin", "pip"), "install", "-q", *packages[peer]], check=True)
        print(f"{peer}: ready")


def run_worlds(arguments):
    """All arguments go to the program. Only a table of everything, with all seeds, is kept for the page."""
    program = os.path.join(ROOT, "build", "release", "bench", "jumelles_worlds")
    if arguments:
        sys.exit(subprocess.run([program, *arguments]).returncode)
    with tempfile.TemporaryDirectory() as folder:
        results = os.path.join(folder, "worlds.jsonl")
        if code := subprocess.run([program, "--results", results]).returncode:
            sys.exit(code)
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        about = {"about": {"date": now(), "commit": commit(), "machine": machine(), "cpu_s": round(usage.ru_utime + usage.ru_stime)}}
        os.makedirs(WORLDS, exist_ok=True)
        with open(results, encoding="utf-8") as source, open(os.path.join(WORLDS, "worlds.jsonl"), "w", encoding="utf-8") as target:
            target.write(json.dumps(about) + "\n" + source.read())


def run_workbooks(options):
    """Every round measures everything once, so that what else the machine does meets all alike: the ratios are of one round each."""
    program = os.path.join(ROOT, "build", "release", "bench", "jumelles_workbooks")
    python = python_of("workbooks")
    if not os.path.exists(python):
        print("The other programs are missing: run script/bench setup --only workbooks")
        return
    folder = os.path.join(options.work, "workbooks")
    os.makedirs(folder, exist_ok=True)
    rows, shared, inline = (os.path.join(folder, name) for name in ("rows.csv", "shared.xlsx", "inline.xlsx"))
    subprocess.run([program, "--make", str(options.rows), rows], check=True)
    for kind, path in (("shared", shared), ("inline", inline)):
        subprocess.run([python, os.path.join(BENCH, "peers", "workbooks.py"), "write", kind, rows, path], check=True, capture_output=True)
    load = os.getloadavg()[0]
    measures = {}

    def take(tool, what, of, measured, base):
        measured = {**measured, "ratio": measured["cpu_s"] / base}
        measures.setdefault((tool, what, of), []).append(measured)
        print(f"{tool:24} {what:12} {of:12} {measured['cpu_s']:7.2f} s  {measured['ratio']:6.2f} times", flush=True)

    def others(base, what, *arguments):
        done = subprocess.run([python, os.path.join(BENCH, "peers", "workbooks.py"), *arguments], check=True, capture_output=True, text=True)
        measured = json.loads(done.stdout)
        take(measured["tool"], what, os.path.basename(arguments[-1]), measured, base)

    for _ in range(options.rounds):
        lines = subprocess.run([program, "--rounds", "1", rows, shared, inline], check=True, capture_output=True, text=True).stdout.splitlines()
        ours = [json.loads(line) for line in lines]
        read_csv = next(m["cpu_s"] for m in ours if m["what"] == "read" and m["file"] == rows)
        write_csv = next(m["cpu_s"] for m in ours if m["what"] == "write csv" and m["file"] == rows)
        for measured in ours:
            name = os.path.basename(measured["file"])
            if measured["what"] == "read":
                take("Jumelles", "read", name, measured, read_csv)
            elif name == "rows.csv":
                take("Jumelles", "write", measured["what"].split()[1], measured, write_csv)
        for tool in ("calamine", "openpyxl"):
            others(read_csv, "read", "read", tool, shared)
        others(write_csv, "write", "write", "inline", rows, os.path.join(folder, "again.xlsx"))
    os.makedirs(WORKBOOKS, exist_ok=True)
    about = {"rows": options.rows, "rounds": options.rounds, "date": now(), "commit": commit(), "machine": machine(), "load": round(load, 1),
             "again": f"script/bench workbooks --rows {options.rows} --rounds {options.rounds}"}
    with open(os.path.join(WORKBOOKS, "workbooks.jsonl"), "w", encoding="utf-8") as file:
        file.write(json.dumps({"about": about}, sort_keys=True) + "\n")
        for (tool, what, of), taken in measures.items():
            row = {"tool": tool, "what": what, "of": of, "cpu_s": min(m["cpu_s"] for m in taken), "cpu_most_s": max(m["cpu_s"] for m in taken),
                   "ratio": statistics.median(m["ratio"] for m in taken)}
            for name in ("table_mb", "above_mb", "peak_mb", "bytes"):
                if name in taken[0]:
                    row[name] = max(m[name] for m in taken)
            file.write(json.dumps(row, sort_keys=True) + "\n")


def run_check(options):
    """The evaluator against the independent one that comes with the sets."""
    other = os.path.join(options.data, "score.py")
    if not os.path.exists(other):
        print(f"There is no {other}: nothing to compare with.")
        return
    bad = 0
    for spec in read_sets(options):
        for tool in ["jumelles", *PEERS]:
            out = os.path.join(options.work, tool, spec["name"], "result" if tool == "jumelles" else "")
            xref = os.path.join(out, "xref.csv")
            if not os.path.exists(xref):
                continue
            ours = evaluate(options, spec, out)
            theirs = independent(other, spec, xref)
            same = all(abs(ours[name] - value) < 6e-5 for name, value in theirs.items())
            bad += not same
            print(f"{tool:14} {spec['name']:24} {'same' if same else 'DIFFERENT'} " + " ".join(f"{n} {v:.4f}" for n, v in theirs.items()))
    sys.exit(1 if bad else 0)


def independent(program, spec, xref):
    import csv
    names = [t["name"] for t in spec["tables"]]
    with tempfile.TemporaryDirectory() as folder:
        predicted = os.path.join(folder, "clusters.csv")
        with open(xref, newline="", encoding="utf-8-sig") as source, open(predicted, "w", newline="", encoding="utf-8") as target:
            writer = csv.writer(target)
            writer.writerow(["id", "cluster_id", "source"])
            for row in csv.DictReader(source):
                writer.writerow([row["source_id"], row["golden_id"], "ab"[min(1, names.index(row["source"]))]])
        command = [sys.executable, program, spec["truth"], predicted, "--json"] + (["--two-tables"] if spec["two_tables"] else [])
        for table in spec["tables"]:
            command += ["--ids", f"{table['path']}:{table['id']}"]
        figures = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return {"precision": figures["pairs"]["precision"], "recall": figures["pairs"]["recall"], "f1": figures["pairs"]["f1"]}


def main():
    if sys.argv[1:2] == ["worlds"]:
        run_worlds(sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["quality", "peers", "workbooks", "setup", "check", "docs"])
    parser.add_argument("--data", default=os.environ.get("JUMELLES_DATA") or os.path.join(ROOT, "..", "shared", "data"))
    parser.add_argument("--options", default=os.path.join(BENCH, "options.json"))
    parser.add_argument("--only", action="append", choices=[*PEERS, *WORKBOOK_TOOLS])
    parser.add_argument("--set", action="append")
    parser.add_argument("--rows", type=int, default=300_000, help="of the made-up workbooks")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--time-limit", type=float, default=600)
    parser.add_argument("--cli", default=os.path.join(ROOT, "build", "release", "cli", "jumelles"))
    parser.add_argument("--results", default=RESULTS, help="folder of the kept results")
    parser.add_argument("--to", default=os.path.join(ROOT, "docs", "benchmarks.md"), help="the page that docs writes")
    options = parser.parse_args()
    options.work = os.path.join(ROOT, "build", "bench")
    if options.command == "docs":
        sys.path.insert(0, BENCH)
        import report
        report.write(options.results, WORLDS, WORKBOOKS, options.to)
        return
    {"quality": run_quality, "peers": run_peers, "workbooks": run_workbooks, "setup": run_setup, "check": run_check}[options.command](options)


main()
