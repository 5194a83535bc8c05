"""What the tuned constants of the engine are worth: each is halved and doubled, and the small worlds are run again.

  script/bench worlds --constants [--only PATTERN]... [--seeds N] [--list] [--results FILE]

--only: a regular expression for FILE:NAME; --seeds: of each world, default 3; --list: names them and ends; --results: a file that
gets a line of JSON per constant as soon as it is known. Works on a copy of the sources in build/constants/, about a minute per constant.
The table says, per constant, how the figure of the worlds (F1, B-cubed F1 where few pairs are true) changes on average and in the
world where it falls most; and by how many more or fewer estimates hold the truth, and are said at all.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SCRATCH = os.path.join(ROOT, "build", "constants")
MODULES = ["score", "cluster", "linking", "assessing", "evaluate", "compare", "profile"]
TYPES = r"(?:double|float|int|Weight|size_t|uint8_t|uint16_t|uint32_t|uint64_t|int64_t)"
NUMBER = r"-?(?:0[xX][0-9a-fA-F.]+(?:p[-+]?\d+)?|\d[\d']*\.?\d*(?:[eE][-+]?\d+)?)[uUlLfF]*"
# A number, or a short sum of numbers with units: "-6 * kOneBit", "1.0 / 3.0", "1u << 26".
VALUE = rf"{NUMBER}(?:\s*(?:\*|/|<<|>>|\+|-)\s*(?:{NUMBER}|kOneBit))*"
STATEMENT = re.compile(rf"constexpr\s+{TYPES}\s+k[A-Z][^;{{}}]*;")
DECLARATOR = re.compile(rf"\b(k[A-Z]\w*)\s*=\s*({VALUE})\s*(?=[,;])")

# No tuned constants, and why.
SKIPPED = {
    r"kSmallest|kLeastShare$|kMostOdds|kMostBits|kRarestShare": "guards against a division by zero or an overflow",
    r"kNone|kNoList|kNoEdge|kEmpty|kForced|kUnknownCluster|kTop$": "marks what is not there",
    r"kLn2|kBitsPerNat|kZ$|kHalf$": "a number of mathematics",
    r"kDigitBits|kDigits|kBuckets|kBits$|kLarge$|kRangeBits|kRange$|kSteps$|kStep$|kMinBits|kMaxBits|kMostPlaces": "size of a table: the same results, in other time",
    r"kTolerance$|kMaxIterations|kSettled|kUnsettled|kRivalRounds|kMostSteps|kLeastStep|kIterations|kCountSteps": "when an iteration ends",
    r"kOwnAgreement|kOwnPartial|kYear|kMonth$|kDay$|kFateCount|kTraitCount|kProjectVersion|kStages|kLinkIsDone|kShifts|kReadings": "an id or a count of kinds",
    r"kMaxKinds|kMaxLevels|kMaxComparisons|kMaxSources|kMaxRules|kBins": "bound by how it is stored",
    r".*(?:project_json|why_not|labels|result_index)\.": "says and stores, decides nothing",
    r"kTold|kExamples|kTopValues|kTopShapes|kScoredPairs|kGroupPairs|kNearKeys": "how much is shown",
}


def why_skipped(name):
    return next((why for pattern, why in SKIPPED.items() if re.search(rf":(?:{pattern})|^(?:{pattern})", name)), None)


def find_constants(root):
    """(file, name, value, where the value stands) of every constant that may be tuned."""
    found = []
    for module in MODULES:
        folder = os.path.join(root, "engine", module)
        for name in sorted(os.listdir(folder)):
            path = os.path.join("engine", module, name)
            with open(os.path.join(root, path), encoding="utf-8", newline="") as file:
                text = file.read()
            for statement in STATEMENT.finditer(text):
                for one in DECLARATOR.finditer(statement.group()):
                    if not why_skipped(f"{path}:{one[1]}"):
                        at = statement.start() + one.start(2)
                        found.append({"file": path, "name": one[1], "value": one[2], "at": at, "line": text.count("\n", 0, at) + 1})
    return found


def rewrite(constant, change):
    """The scratch copy of the constant's file, with the value multiplied or divided; change None: as it was."""
    with open(os.path.join(ROOT, constant["file"]), encoding="utf-8", newline="") as file:
        text = file.read()
    if change:
        end = constant["at"] + len(constant["value"])
        text = text[: constant["at"]] + f"({constant['value']}) {change}" + text[end:]
    with open(os.path.join(SCRATCH, constant["file"]), "w", encoding="utf-8", newline="") as file:
        file.write(text)


def copy_tree():
    os.makedirs(SCRATCH, exist_ok=True)
    for name in ["CMakeLists.txt", "CMakePresets.json"]:
        shutil.copy2(os.path.join(ROOT, name), SCRATCH)
    for name in ["cmake", "engine", "cli", "bench", "script"]:
        shutil.rmtree(os.path.join(SCRATCH, name), ignore_errors=True)
        shutil.copytree(os.path.join(ROOT, name), os.path.join(SCRATCH, name))
    for name in ["node_modules", ".deps"]:
        if not os.path.lexists(os.path.join(SCRATCH, name)):
            os.symlink(os.path.join(ROOT, name), os.path.join(SCRATCH, name))


def build():
    # Alone, not several files at a time: one constant changes one file.
    log = os.path.join(SCRATCH, "build.log")
    with open(log, "wb") as output:
        commands = [["cmake", "--preset", "release", "-DJUMELLES_UNITY=OFF"], ["ninja", "-C", "build/release", "jumelles_worlds"]]
        return all(subprocess.run(command, cwd=SCRATCH, stdout=output, stderr=subprocess.STDOUT).returncode == 0 for command in commands)


def figures(seeds):
    """Per world, the figure that counts, and how many of its estimates hold; None when the program failed."""
    results = os.path.join(SCRATCH, "worlds.jsonl")
    command = [os.path.join(SCRATCH, "build", "release", "bench", "jumelles_worlds"), "--small", "--no-baselines", "--seeds", str(seeds), "--results", results]
    try:
        if subprocess.run(command, stdout=subprocess.DEVNULL, timeout=1800).returncode != 0:
            return None
    except subprocess.TimeoutExpired:
        return None
    with open(results, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    held = sum(said.get("holds", False) for row in rows for said in row["said"])
    return {row["world"]: row["ours"]["b3_f1" if row["scored_by"] == "b3" else "f1"] for row in rows}, held, sum("holds" in s for r in rows for s in r["said"])


def difference(before, after):
    """Mean change, and the world that falls most (or rises least) with its change."""
    if after is None:
        return None
    changes = {world: after[0][world] - before[0][world] for world in before[0]}
    worst = min(changes, key=changes.get)
    return {"mean": sum(changes.values()) / len(changes), "worst": changes[worst], "world": worst, "held": after[1] - before[1], "said": after[2] - before[2]}


def cell(change):
    if change is None:
        return f"{'does not run':>17} {'':26} {'':9}"
    world = change["world"] if abs(change["worst"]) >= 5e-5 else ""
    return f"{change['mean']:+8.4f} {change['worst']:+8.4f} {world[:26]:26} {change['held']:+4}/{change['said']:+4}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--constants", action="store_true")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--results")
    options = parser.parse_args()
    chosen = [c for c in find_constants(ROOT) if not options.only or any(re.search(p, f"{c['file']}:{c['name']}") for p in options.only)]
    if options.list:
        for constant in chosen:
            print(f"{constant['file']}:{constant['line']} {constant['name']} = {constant['value']}")
        print(f"{len(chosen)} constants")
        return
    copy_tree()
    if not build():
        sys.exit(f"The sources do not build: {os.path.join(SCRATCH, 'build.log')}")
    before = figures(options.seeds)
    if before is None:
        sys.exit("The worlds do not run.")
    print(f"{len(before[0])} worlds, mean figure {sum(before[0].values()) / len(before[0]):.4f}; {before[1]} of {before[2]} estimates hold")
    heads = [f"{name:>8} {'worst':>8} {'in':26} {'estimates':>9}" for name in ["halved", "doubled"]]
    print(f"{'constant':58} {'value':>16} " + " ".join(heads), flush=True)
    output = open(options.results, "w", encoding="utf-8") if options.results else None
    for constant in chosen:
        row = {"file": constant["file"], "name": constant["name"], "value": constant["value"]}
        for column, change in [("halved", "/ 2"), ("doubled", "* 2")]:
            rewrite(constant, change)
            row[column] = difference(before, figures(options.seeds) if build() else None)
        rewrite(constant, None)
        print(f"{constant['file'] + ':' + constant['name']:58} {constant['value']:>16} {cell(row['halved'])} {cell(row['doubled'])}", flush=True)
        if output:
            output.write(json.dumps(row) + "\n")
            output.flush()


main()
