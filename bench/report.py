"""docs/benchmarks.md from the lines of bench/results/: every figure there was measured and kept by bench.py."""
import glob
import json
import os

ORDER = ["jumelles", "splink", "recordlinkage", "dedupe"]
NAMES = {"jumelles": "Jumelles", "splink": "Splink", "recordlinkage": "recordlinkage (ECM)", "dedupe": "dedupe"}

HEAD = """# Benchmarks

Written by `script/bench docs` from `bench/results/*.jsonl`; do not edit. Every tool gets the same files and is scored by the same
evaluator, `jumelles evaluate`, which `script/bench check` compares with an independent one.

- **F1** is over pairs, after the tool's own grouping at its own default threshold: what a user without a truth gets.
- **best F1** is the highest over all thresholds, *chosen with the truth*: what the scores could have reached. For Jumelles it is that of
  its own groups at some fifteen thresholds, for the others that of connected components; *pairs* is the best of the scored pairs alone.
- Jumelles runs with no setting: only the id column, the columns that the set forbids to match on, and for a file of several sources the
  column that names them. The other tools run with settings written down in `bench/peers/`: *published* ones are those of the tool's own
  documentation for that very set, *plain* ones a sensible configuration of ours, whose quality is partly ours. dedupe learns from labels
  drawn from the truth; no other tool sees the truth.
- Seconds are processor seconds of all threads (two allowed), which suffer less from other work on the machine than the time on the clock
  beside them; **load** is the machine's load average when the run began. Memory is the peak of the largest process, in MB.
"""


def read(folder):
    rows = {}
    for path in glob.glob(os.path.join(folder, "*.jsonl")):
        with open(path, encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                rows[row["tool"], row["set"]] = row
    return rows


def share(row, name):
    return f"{row[name]:.4f}" if name in row else ""


def best(row):
    return max((row[name] for name in (("best_own_f1",) if "best_own_f1" in row else ("best_closed_f1",)) if name in row), default=None)


def overview(rows, sets, tools):
    lines = ["## F1 at the default threshold\n", "| set | records | " + " | ".join(NAMES[t] for t in tools) + " |", "|---|---:|" + "---:|" * len(tools)]
    for name in sets:
        found = [rows.get((tool, name)) for tool in tools]
        top = max((r["f1"] for r in found if r and "f1" in r), default=None)
        cells = []
        for row in found:
            if row is None:
                cells.append("not run")
            elif "f1" not in row:
                cells.append(row["status"] + (f" ({row['time_limit_s']:.0f} s)" if row["status"] == "time limit" else ""))
            else:
                text = f"{row['f1']:.4f}"
                if tool_settings(row) == "published":
                    text += " *"
                cells.append(f"**{text}**" if row["f1"] == top else text)
        records = next(r["records"] for r in found if r)
        lines.append(f"| {name} | {records} | " + " | ".join(cells) + " |")
    return lines + ["", "Bold: the highest of the row. *: settings published by the tool's authors for that set. Not run: no",
                    "figure has been measured yet."]


def tool_settings(row):
    return row.get("settings", "").split(":")[0]


def estimate(row, name, truth):
    """An estimate with its interval, the truth, and whether it lies inside."""
    if f"estimated_{name}" not in row:
        return ["withheld", f"{row[truth]:.4f}", ""]
    low, high = row[f"estimated_{name}_low"], row[f"estimated_{name}_high"]
    inside = "yes" if low <= row[truth] <= high else "**no**"
    return [f"{row[f'estimated_{name}']:.4f} ({low:.4f} to {high:.4f})", f"{row[truth]:.4f}", inside]


def own(rows, sets):
    """What only Jumelles tells of itself: where recall is lost, and how its estimates without a truth compare with the truth."""
    mine = [rows["jumelles", name] for name in sets if "share_linked" in rows.get(("jumelles", name), {})]
    if not mine:
        return []
    lines = ["\n## Where Jumelles loses\n", "Shares of the true pairs, and numbers of wrong pairs. *Alike*: pairs that never met and would have been linked.\n",
             "| set | linked | joined by others | lost to blocking | alike | lost to scoring | lost to rules | lost to grouping | wrong, linked | wrong, joined by others |",
             "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"]
    for row in mine:
        shares = [share(row, name) for name in ("share_linked", "share_joined", "lost_to_blocking")] + [str(row["never_met_but_alike"])]
        shares += [share(row, name) for name in ("lost_to_scoring", "lost_to_rules", "lost_to_grouping")] + [str(row["wrong_linked"]), str(row["wrong_joined"])]
        lines.append(f"| {row['set']} | " + " | ".join(shares) + " |")
    lines += ["\n## What Jumelles says without a truth\n", "95 % intervals, and whether the truth lies inside.\n",
              "| set | precision | true | inside | recall | true | inside | found by keys | true | inside |", "|---|---:|---:|---|---:|---:|---|---:|---:|---|"]
    for row in mine:
        cells = estimate(row, "precision", "precision") + estimate(row, "recall", "recall") + estimate(row, "blocking_recall", "blocking_recall")
        lines.append(f"| {row['set']} | " + " | ".join(cells) + " |")
    return lines


def details(rows, sets, tools):
    lines = []
    for name in sets:
        lines += [f"\n## {name}\n", "| tool | settings | at | F1 | precision | recall | B³ F1 | exact groups | largest group | best F1 | pairs | s | clock | load | MB |",
                  "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"]
        for tool in tools:
            row = rows.get((tool, name))
            if row is None:
                continue
            label = f"{NAMES[tool]} {row.get('version', '') if tool != 'jumelles' else ''}".strip()
            if "f1" not in row:
                lines.append(f"| {label} | {row['status']} | | | | | | | | | | {row['cpu_s']:.1f} | {row['wall_s']:.1f} | {row['load']} | {row['peak_mb']} |")
                continue
            top = best(row)
            threshold = row.get("threshold", 0.5)
            lines.append(
                f"| {label} | {tool_settings(row)} | {threshold} | {share(row, 'f1')} | {share(row, 'precision')} | {share(row, 'recall')} | {share(row, 'b3_f1')} "
                f"| {row['exact_groups']} of {row['true_groups']} | {row['largest_group']} (true {row['largest_true_group']}) | {top:.4f} | {share(row, 'best_pairs_f1')} "
                f"| {row['cpu_s']:.1f} | {row['wall_s']:.1f} | {row['load']} | {row['peak_mb']} |" if top is not None else f"| {label} | | | {share(row, 'f1')} |")
        for tool in tools:
            row = rows.get((tool, name))
            if row:
                made = f"; settings {row['settings']}" if row.get("settings") not in (None, "none") else ""
                labels = f"; {row['labels']} labels" if row.get("labels") else ""
                lines.append(f"{'' if tool != tools[0] else chr(10)}- {NAMES[tool]}: `{row['again']}`, {row['date']} UTC, commit {row['commit']}{made}{labels}")
    return lines


def machines(rows):
    seen = {}
    for row in rows.values():
        key = (row["machine"]["processor"], row["machine"]["cores"], row["machine"]["system"], row["machine"]["python"], row["threads"])
        seen.setdefault(key, set()).add(row["tool"])
    lines = ["\n## Machine\n"]
    for (processor, cores, system, python, threads), tools in sorted(seen.items()):
        lines.append(f"- {processor}, {cores} cores, {system}, Python {python}; {threads} threads allowed; for {', '.join(NAMES[t] for t in ORDER if t in tools)}")
    return lines


def again():
    return ["\n## Again\n", "```", "script/bench quality                 # Jumelles on every set of the folder",
            "script/bench worlds                  # made-up sets beside plain baselines", "script/bench workbooks               # workbooks read and written, beside CSV and other programs", "script/bench setup                   # environments of the others", "script/bench peers --only splink     # one tool on every set",
            "script/bench check                   # the evaluator against an independent one", "script/bench docs                    # this page", "```"]


def figure(row, method):
    return row[method]["b3_f1" if row["scored_by"] == "b3" else "f1"] if method in row else None


def holds(one, name):
    _, low, high = one[name]
    return low - 5e-5 <= one[f"true_{name}"] <= high + 5e-5


def said(row, name):
    """The first interval that is said, and in how many of the runs that say one it holds the truth."""
    runs = [one for one in row["said"] if name in one]
    if not runs:
        return "withheld"
    _, low, high = runs[0][name]
    return f"{low:.3f} to {high:.3f}, {sum(holds(one, name) for one in runs)} of {len(runs)}"


def worlds_summary(rows):
    """As the program prints it, from the same lines."""
    def mean(values):
        values = list(values)
        return sum(values) / len(values) if values else 1

    regrets = {row["world"]: row["regret"] for row in rows}
    worst = max(regrets, key=regrets.get)
    known = [[one for one in row["said"] if "withheld" not in one] for row in rows]
    holding = mean(mean(one["holds"] for one in said) for said in known if said)
    of = {name: mean(mean(holds(one, name) for one in said if name in one) for said in known if any(name in one for one in said)) for name in ("precision", "recall")}
    linked = [(1 / len(row["said"]), "withheld" not in one) for row in rows for one in row["said"] if one["links"] >= 50]
    spoken = sum(part for part, is_said in linked if is_said) / max(1e-9, sum(part for part, _ in linked))
    widths = [one[name][2] - one[name][1] for said in known for one in said for name in ("precision", "recall") if name in one]
    boasting = sum(any(one["boasts"] for one in said) for said in known)
    return [f"- {len(rows)} worlds; regret: mean {mean(regrets.values()):.4f}, worst {regrets[worst]:.4f} ({worst})",
            f"- estimates: intervals hold the truth of precision in {of['precision']:.3f} of the worlds, of recall in {of['recall']:.3f}, of all that is said in "
            f"{holding:.3f}; said on {spoken:.3f} of those with 50 links or more, mean width {mean(widths):.3f}",
            f"- worlds where at least .95 was said and the truth is under .85: {boasting}"]


def worlds_table(rows):
    lines = ["", "| world | rows | true pairs | | ours | equality | TF-IDF | plain | regret | precision | recall | s |", "|---|---:|---:|---|---:|---:|---:|---:|---:|---|---|---:|"]
    for row in rows:
        cells = [f"{value:.4f}" if value is not None else "" for value in (figure(row, method) for method in ("ours", "equality", "tfidf", "plain_fs"))]
        regret = f"**{row['regret']:.4f}**" if row["regret"] > 0.04 else f"{row['regret']:.4f}"
        lines.append(f"| {row['world']} | {row['rows']} | {row['true_pairs']:.0f} | {row['scored_by'].upper()} | " + " | ".join(cells) +
                     f" | {regret} | {said(row, 'precision')} | {said(row, 'recall')} | {row['seconds']:.2f} |")
    return lines


def worlds(folder):
    path = os.path.join(folder, "worlds.jsonl")
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        about, *rows = [json.loads(line) for line in file]
    about = about["about"]
    lines = ["\n## Worlds\n", "Made-up sets of known truth, with no setting but the id column, beside what plain means answer: equality of what is filled,",
             "TF-IDF of the row's text from .6, and the textbook's Fellegi-Sunter model. Regret is what the best of the three is better by. The figure is",
             "F1, or B³ F1 where fewer than 100 pairs are true; small worlds are averaged over several seeds. What each is made of:",
             "`bench/worlds/catalog.cpp`. Precision and recall: the first interval that is said, and in how many of the\nseeds that say one it holds the truth.\n"]
    fresh = [row for row in rows if row["world"].startswith("fresh_")]
    own = [row for row in rows if not row["world"].startswith("fresh_")]
    lines += worlds_summary(own) + worlds_table(own) if own else []
    if fresh:
        lines += ["\n### Worlds of a fresh reader\n", "Written by somebody who had not seen the engine, and never used to tune it: `bench/worlds/fresh_catalog.cpp` and",
                  "`fresh_catalog_things.cpp`.\n"] + worlds_summary(fresh) + worlds_table(fresh)
    origin = f"`script/bench worlds`, {about['date']} UTC, commit {about['commit']}, {about['cpu_s']} processor seconds on {about['machine']['processor']}"
    if "baselines_commit" in about:  # these are slow and seldom change
        origin += f"; baselines kept from {about['baselines_commit']}"
    return lines + ["", origin]


def workbooks(folder):
    path = os.path.join(folder, "workbooks.jsonl")
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        about, *rows = [json.loads(line) for line in file]
    about = about["about"]
    lines = ["\n## Workbooks\n", f"{about['rows']} made-up rows of eight columns (texts, a postcode of digits, a date), read into a table and written. The workbooks that are read were",
             "written by XlsxWriter, with shared texts and with inline ones. In processor seconds, the best and the worst of the rounds; *times*: as much as CSV",
             "of the same rows takes Jumelles to read, or to write, the median over the rounds. MB: of the table, and of the peak above it; of the other",
             "programs, whose table is lists of their language's values, of both together.\n",
             "| tool | | | s | worst | times | table MB | above MB |", "|---|---|---|---:|---:|---:|---:|---:|"]
    for row in rows:
        memory = f"{row['table_mb']:.0f} | {row['above_mb']:.0f}" if "table_mb" in row else f"| {row['peak_mb']:.0f}"
        if row["what"] == "write":  # less than reading has left free
            memory = "| "
        lines.append(f"| {row['tool']} | {row['what']} | {row['of']} | {row['cpu_s']:.2f} | {row['cpu_most_s']:.2f} | {row['ratio']:.1f} | {memory} |")
    return lines + ["", f"`{about['again']}`, {about['date']} UTC, commit {about['commit']}, load {about['load']} on {about['machine']['processor']}"]


def write(folder, folder_of_worlds, folder_of_workbooks, path):
    rows = read(folder)
    if not rows:
        print(f"There is no result in {folder}: run script/bench quality first.")
        return
    tools = [tool for tool in ORDER if any(key[0] == tool for key in rows)]
    sets = sorted({key[1] for key in rows})
    lines = [HEAD] + overview(rows, sets, tools) + worlds(folder_of_worlds) + workbooks(folder_of_workbooks) + own(rows, sets) + details(rows, sets, tools) + machines(rows) + again()
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    print(f"{path}: {len(rows)} results")
