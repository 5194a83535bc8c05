"""ydata-profiling on the extracts of a folder, with what it does unasked: called as  python run_ydata.py FOLDER OUT.json
OUT: per extract the alerts as [type, column], per column the values that its section shows, and the seconds until the page is made."""
import json
import os
import sys
import time
import warnings

warnings.filterwarnings("ignore")
import pandas
import ydata_profiling

READ = {"crm.csv": {"sep": ";", "encoding": "cp1252"}, "boutique.csv": {}, "adherents.csv": {}}
SHOWN = 10  # lines of its tables of common and of extreme values


def shown(variable):
    """Common values, extremes, words, characters: what the section of a column lists."""
    out = []
    for name in ("value_counts_without_nan", "word_counts"):
        if (counts := variable.get(name)) is not None:
            out += [str(v) for v in counts.index[:SHOWN]]
    ordered = variable.get("value_counts_index_sorted")
    if ordered is not None and variable.get("type") in ("Numeric", "DateTime"):
        out += [str(v) for v in list(ordered.index[:SHOWN]) + list(ordered.index[-SHOWN:])]
    out += [str(variable[name]) for name in ("min", "max") if name in variable and variable.get("type") in ("Numeric", "DateTime")]
    characters = variable.get("character_counts")
    return {"values": out, "characters": "".join(map(str, characters.index[:SHOWN])) if characters is not None else "", "type": str(variable.get("type"))}


def main():
    folder, out = sys.argv[1:]
    result = {"version": ydata_profiling.__version__, "extracts": {}}
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        begin, cpu = time.monotonic(), time.process_time()
        frame = pandas.read_json(path) if name.endswith(".json") else pandas.read_csv(path, **READ[name])
        report = ydata_profiling.ProfileReport(frame, progress_bar=False)
        page = report.to_html()
        seconds, cpu = time.monotonic() - begin, time.process_time() - cpu
        description = report.get_description()
        result["extracts"][name.split(".")[0]] = {
            "seconds": round(seconds, 1), "cpu_s": round(cpu, 1), "page_mb": round(len(page) / 1e6, 1),
            "alerts": sorted([a.alert_type.name, a.column_name or ""] for a in description.alerts),
            "columns": {column: shown(variable) for column, variable in description.variables.items()},
        }
    with open(out, "w", encoding="utf-8") as file:
        json.dump(result, file, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
