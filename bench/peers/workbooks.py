"""Workbooks by other programs, for script/bench workbooks: one measure per process, one line of JSON.

  write shared|inline CSV XLSX     XlsxWriter: texts, codes and dates typed as a spreadsheet has them
  read openpyxl|calamine XLSX      all cells of the first sheet, as a list of rows
"""
import csv
import datetime
import json
import resource
import sys
import time


def write(kind, source, target):
    import xlsxwriter
    with open(source, encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        book = xlsxwriter.Workbook(target, {"constant_memory": kind == "inline", "strings_to_urls": False})
        sheet = book.add_worksheet("Clients")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        code = book.add_format({"num_format": "00000"})
        header = next(rows)
        sheet.write_row(0, 0, header)
        for r, row in enumerate(rows, 1):
            for c, text in enumerate(row):
                if not text:
                    continue
                if header[c] == "code_postal" and text.isdigit():
                    sheet.write_number(r, c, int(text), code)
                elif header[c] == "cree_le":
                    sheet.write_datetime(r, c, datetime.datetime.strptime(text, "%Y-%m-%d"), day)
                else:
                    sheet.write_string(r, c, text)
        book.close()


def read(tool, path):
    if tool == "openpyxl":
        import openpyxl
        rows = list(openpyxl.load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True))
    else:
        import python_calamine
        rows = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return rows


def main():
    import importlib.metadata
    package = {"openpyxl": "openpyxl", "calamine": "python-calamine"}.get(sys.argv[2], "XlsxWriter")
    __import__({"openpyxl": "openpyxl", "calamine": "python_calamine"}.get(sys.argv[2], "xlsxwriter"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.process_time()
    kept = write(*sys.argv[2:]) if sys.argv[1] == "write" else read(*sys.argv[2:])
    seconds = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"tool": f"{package} {importlib.metadata.version(package)}", "cpu_s": round(seconds, 3), "peak_mb": round((peak - before) / 1024, 1), "rows": len(kept or [])}))


main()
