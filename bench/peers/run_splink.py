"""Splink on one set: settings from splink.json, or plain ones made from what the columns look like."""
import logging
import os

import pandas as pd
import splink
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.comparison_library import CustomComparison
from splink.internals.exceptions import EMTrainingException

import common

logging.disable(logging.WARNING)


def shared_words(column, shares):
    share = f'len(list_intersect("{column}_l", "{column}_r")) / greatest(1, least(len("{column}_l"), len("{column}_r")))'
    levels = [cll.NullLevel(column)] + [cll.CustomLevel(f"{share} >= {limit}", f"{limit} of the words") for limit in shares]
    return CustomComparison(output_column_name=column, comparison_levels=levels + [cll.ElseLevel()])


def comparison(name, arguments, term_frequency=False):
    if name == "words":
        return shared_words(arguments["col_name"], arguments["shares"])
    if name == "percent":
        column = arguments["col_name"]
        levels = [cll.NullLevel(column)] + [cll.PercentageDifferenceLevel(column, share) for share in arguments["shares"]]
        return CustomComparison(output_column_name=column, comparison_levels=levels + [cll.ElseLevel()])
    made = getattr(cl, name)(**arguments)
    return made.configure(term_frequency_adjustments=True) if term_frequency else made


def rule(parts):
    return parts if isinstance(parts, str) else block_on(*parts)


def plain_settings(spec, records):
    """No knowledge of the set: a comparison by the look of each column, keys from single columns and pairs of them."""
    looks = common.comparable(spec, records)
    chosen = []
    for column, look in looks.items():
        if look["date"]:
            form = {} if look["dashes"] else {"datetime_format": "%Y%m%d"}
            chosen.append(["DateOfBirthComparison", {"col_name": column, "input_is_string": True, **form}])
        elif look["email"]:
            chosen.append(["EmailComparison", {"col_name": column}])
        elif look["distinct"] < 100 or look["length"] < 4:
            chosen.append(["ExactMatch", {"col_name": column}, True])
        elif look["length"] <= 25:
            chosen.append(["NameComparison", {"col_name": column}, True])
        else:
            chosen.append(["JaccardAtThresholds", {"col_name": column, "score_threshold_or_thresholds": [0.9, 0.75, 0.6]}])
    by_selectivity = sorted(looks, key=lambda c: (looks[c]["same"] / max(0.01, looks[c]["fill"] ** 2), c))
    keys = [[column if length is None else f'substr(lower("{column}"),1,{length})' for column, length in key] for key in common.plain_keys(records, looks)]
    return {
        "origin": "plain: made from the look of the columns", "blocking": keys, "comparisons": chosen,
        "prior_rules": [by_selectivity[:2]] + ([by_selectivity[1:3]] if len(by_selectivity) > 2 else []),
        "prior_recall": 0.7, "random_pairs": 1e6, "seed": 1, "training": keys[:3], "group_at": 0.5,
    }


def prepared(connection, frame, expressions):
    connection.register("raw_table", frame)
    replaced = [f'({sql}) as "{name}"' for name, sql in expressions.items() if name in frame.columns]
    added = [f'({sql}) as "{name}"' for name, sql in expressions.items() if name not in frame.columns]
    star = "*" + (f" replace ({', '.join(replaced)})" if replaced else "")
    result = connection.execute(f"select {', '.join([star] + added)} from raw_table").df()
    connection.unregister("raw_table")
    return result


def main():
    spec, out = common.read_set()
    records = common.read_records(spec)
    settings = common.read_settings("splink", spec)
    if settings and "as" in settings:
        base = common.read_settings("splink", {"name": settings["as"]})
        settings = {**base, "origin": settings["origin"]}
    settings = settings or plain_settings(spec, records)
    api = DuckDBAPI()
    api._con.execute(f"set threads = {common.THREADS}")
    for number, record in enumerate(records):
        record["__number"] = number
    source = spec.get("source")
    part = (lambda r: f"{r['__table']} {r[source]}") if source else (lambda r: f"{r['__table']}")
    parts = sorted({part(r) for r in records})
    names = [c for c in records[0] if not c.startswith("__")]
    frames = []
    for one in parts:
        rows = [r for r in records if part(r) == one]
        own = [c for c in names if c in rows[0]]
        frame = pd.DataFrame([{**{c: r[c] for c in own}, "record_number": r["__number"]} for r in rows])
        frame = frame.astype({c: object for c in own})
        frames.append(prepared(api._con, frame.where(frame.notna(), None), settings.get("prepare", {})))
    shared = [c for c in frames[0].columns if all(c in f.columns for f in frames)]
    frames = [f[shared] for f in frames]
    link_type = "dedupe_only" if len(frames) == 1 else "link_only"
    linker = Linker(
        frames if len(frames) > 1 else frames[0],
        SettingsCreator(
            link_type=link_type, unique_id_column_name="record_number",
            blocking_rules_to_generate_predictions=[rule(r) for r in settings["blocking"]],
            comparisons=[comparison(*c) for c in settings["comparisons"]],
        ),
        db_api=api,
    )
    training = linker.training
    training.estimate_probability_two_random_records_match([rule(r) for r in settings["prior_rules"]], recall=settings["prior_recall"])
    training.estimate_u_using_random_sampling(max_pairs=settings["random_pairs"], seed=settings["seed"])
    for key in settings["training"]:
        try:
            training.estimate_parameters_using_expectation_maximisation(rule(key), estimate_without_term_frequencies=True)
        except EMTrainingException:
            if "made from" not in settings["origin"]:
                raise
            print(f"no pair to train on with {key}")
    predictions = linker.inference.predict(threshold_match_probability=0.01)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold_match_probability=settings["group_at"])
    pairs = predictions.as_pandas_dataframe()[["record_number_l", "record_number_r", "match_weight"]]
    groups = clusters.as_pandas_dataframe()[["record_number", "cluster_id"]]
    group_of = dict(zip(groups["record_number"], groups["cluster_id"]))
    common.write_results(
        out, records, [group_of.get(n, f"single-{n}") for n in range(len(records))],
        pairs.itertuples(index=False, name=None), "match_weight",
        {"version": splink.__version__, "settings": settings["origin"], "threshold": settings["group_at"], "scored_pairs": len(pairs),
         "grouping": "connected components", "labels": 0},
    )
    linker.misc.save_model_to_json(os.path.join(out, "model.json"), overwrite=True)


main()
