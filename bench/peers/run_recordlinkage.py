"""recordlinkage on one set: comparisons by the look of each column, weights by its ECM classifier, no label.

Long texts: q-grams from 0.6; dates and short texts: Jaro-Winkler from 0.88; columns of few values: equal. All pairs of small
tables, else pairs that share a key of common.plain_keys; recordlinkage.json says otherwise where the other choice suits it better.
Links are pairs that ECM predicts, groups their connected components.
"""
import re

import pandas as pd
import recordlinkage

import common

ALL_PAIRS = 1_500_000


def table(records, names, keys):
    frame = pd.DataFrame([{c: clean(r[c]) for c in names} for r in records])
    for number, key in enumerate(keys):
        parts = [frame[c] if length is None else frame[c].str[:length] for c, length in key]
        joined = parts[0]
        for part in parts[1:]:
            joined = joined + "\x1f" + part
        frame[f"key {number}"] = joined
    return frame


def clean(value):
    if value is None:
        return None
    value = re.sub(r"\.0$", "", value.lower())
    return re.sub(r"[^0-9a-z\u00c0-\uffff]+", " ", value).strip() or None


def main():
    spec, out = common.read_set()
    records = common.read_records(spec)
    looks = common.comparable(spec, records)
    written = common.read_settings("recordlinkage", spec) or {}
    keys = common.plain_keys(records, looks, written.get("pairs_per_record", 20))
    two = spec["two_tables"]
    first = [n for n, r in enumerate(records) if r["__table"] == 0] if two else list(range(len(records)))
    second = [n for n, r in enumerate(records) if r["__table"] == 1] if two else []
    frames = [table([records[n] for n in part], list(looks), keys) for part in (first, second) if part]
    possible = len(first) * len(second) if two else len(first) * (len(first) - 1) // 2
    settings = {"all_pairs": possible <= ALL_PAIRS, "origin": "plain: made from the look of the columns", **written}
    if settings["all_pairs"]:
        indexer = recordlinkage.Index()
        indexer.full()
        links = indexer.index(*frames)
    else:
        links = None
        for number in range(len(keys)):
            # An empty key is no key: rows without it are left out.
            named = [f[f[f"key {number}"].notna()] for f in frames]
            indexer = recordlinkage.Index()
            indexer.block(f"key {number}")
            found = indexer.index(*named)
            links = found if links is None else links.union(found)
    if spec.get("source"):
        source = [r[spec["source"]] for r in records]
        links = links[[source[first[a]] != source[first[b]] for a, b in links]]
    compare = recordlinkage.Compare(n_jobs=1)
    for column, look in looks.items():
        if look["distinct"] < 100 or look["length"] < 4:
            compare.exact(column, column, label=column)
        elif look["length"] > 25:
            compare.string(column, column, method="qgram", threshold=0.6, label=column)
        else:
            compare.string(column, column, method="jarowinkler", threshold=0.88, label=column)
    features = compare.compute(links, *frames)
    features = (features > 0.5).astype(int)
    features = features.loc[:, features.nunique() > 1]
    classifier = recordlinkage.ECMClassifier()
    classifier.fit(features)
    probability = classifier.prob(features)
    other = second if two else first
    pairs = [(first[a], other[b], float(p)) for (a, b), p in probability.items() if p >= 0.001]
    group_of = common.connected(len(records), [(a, b) for a, b, p in pairs if p >= 0.5])
    common.write_results(
        out, records, group_of, pairs, "match_probability",
        {"version": recordlinkage.__version__, "settings": settings["origin"], "threshold": 0.5,
         "scored_pairs": len(features), "grouping": "connected components", "labels": 0},
    )


main()
