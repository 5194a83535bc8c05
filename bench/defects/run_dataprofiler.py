"""dataprofiler on the extracts of a folder, with what it does unasked: called as  python run_dataprofiler.py FOLDER OUT.json
It gives no alerts. OUT: per extract and column what its report says (type, entity, nulls) and the values that it shows: those it takes
for nothing, categories, extremes; the characters it met; the seconds until the report is made."""
import json
import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import dataprofiler


def shown(column):
    statistics = column["statistics"]
    values = [str(v) for v in statistics.get("null_types") or []] + [str(statistics.get(name)) for name in ("min", "max")]
    values += [str(v) for v in statistics.get("categories") or []]
    counts = statistics.get("categorical_count")
    values += [str(v) for v in counts] if isinstance(counts, dict) else []
    return {"values": values, "characters": "".join(map(str, statistics.get("vocab") or [])), "type": str(column.get("data_type")), "label": str(column.get("data_label")),
            "unique": statistics.get("unique_ratio") == 1, "nulls": statistics.get("null_count")}


def main():
    folder, out = sys.argv[1:]
    result = {"version": dataprofiler.__version__, "extracts": {}}
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        begin, cpu = time.monotonic(), time.process_time()
        profile = dataprofiler.Profiler(dataprofiler.Data(path), samples_per_update=None)
        report = profile.report(report_options={"output_format": "serializable"})
        seconds, cpu = time.monotonic() - begin, time.process_time() - cpu
        result["extracts"][name.split(".")[0]] = {
            "seconds": round(seconds, 1), "cpu_s": round(cpu, 1), "duplicates": report["global_stats"].get("unique_row_ratio"),
            "alerts": [], "columns": {c["column_name"]: shown(c) for c in report["data_stats"]},
        }
    with open(out, "w", encoding="utf-8") as file:
        json.dump(result, file, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
