"""dedupe on one set: trained by its own active learning, which asks for LABELS pairs; the truth answers.

Variables by the look of each column: texts longer than 25 letters as Text, columns of few values as Exact, others as String.
Two tables: one-to-one assignment, its default; one table: its hierarchical clustering; both at its default threshold 0.5.
"""
import logging
import random
import re
from importlib.metadata import version

import dedupe
import numpy
from dedupe import variables

import common

LABELS = 100
logging.disable(logging.WARNING)


def clean(value):
    if value is None:
        return None
    return re.sub(r"\s+", " ", re.sub(r"\.0$", "", value.lower())).strip() or None


def main():
    spec, out = common.read_set()
    records = common.read_records(spec)
    looks = common.comparable(spec, records)
    random.seed(1)
    numpy.random.seed(1)
    fields = []
    for column, look in looks.items():
        missing = look["fill"] < 1
        if look["distinct"] < 100 or look["length"] < 4:
            fields.append(variables.Exact(column, has_missing=missing))
        elif look["length"] > 25:
            fields.append(variables.Text(column, has_missing=missing))
        else:
            fields.append(variables.String(column, has_missing=missing))
    data = {n: {**{c: clean(r[c]) for c in looks}, "__number": n} for n, r in enumerate(records)}
    two = spec["two_tables"]
    tables = [{n: d for n, d in data.items() if records[n]["__table"] == t} for t in (0, 1)] if two else [data]
    linker = (dedupe.RecordLink if two else dedupe.Dedupe)(fields, num_cores=common.THREADS)
    linker.prepare_training(*tables, sample_size=1500)
    true = {(min(pair), max(pair)) for pair in common.true_pairs(spec, records)}
    counts = {"match": 0, "distinct": 0}
    while counts["match"] + counts["distinct"] < LABELS or min(counts.values()) < 10:
        if counts["match"] + counts["distinct"] >= 3 * LABELS:
            break
        asked = linker.uncertain_pairs()
        answers = {"match": [], "distinct": []}
        for a, b in asked:
            pair = (min(a["__number"], b["__number"]), max(a["__number"], b["__number"]))
            kind = "match" if pair in true else "distinct"
            answers[kind].append((a, b))
            counts[kind] += 1
        linker.mark_pairs(answers)
    linker.train()
    scores = linker.score(linker.pairs(*tables))
    if two:
        groups = [[int(pair[0]), int(pair[1])] for pair, _ in linker.one_to_one(scores, threshold=0.5)]
    else:
        groups = [[int(n) for n in members] for members, _ in linker.cluster(scores, threshold=0.5)]
    group_of = list(range(len(records)))
    for members in groups:
        for n in members:
            group_of[n] = min(members)
    pairs = [(int(a), int(b), float(score)) for (a, b), score in zip(scores["pairs"].tolist(), scores["score"].tolist()) if score >= 0.001]
    common.write_results(
        out, records, group_of, pairs, "match_probability",
        {"version": version("dedupe"), "settings": "plain: made from the look of the columns", "threshold": 0.5, "scored_pairs": len(scores),
         "grouping": "one-to-one" if two else "hierarchical", "labels": counts["match"] + counts["distinct"]},
    )


if __name__ == "__main__":
    main()
