"""Makes the workbooks of this folder and, beside each, what must be read of it: PYTHON make.py, then look at what changed.

Needs openpyxl 3.1, XlsxWriter 3 and LibreOffice Calc; the tests need none of them. What must be read is said here, cell by cell, and
never asked of our own reader. sheets.csv: per workbook its sheets in the order in which they are offered, whether each is hidden, the
file with its cells ("": not looked at), and the mark * of the one that is proposed. The first column of such a file is the row's number.
"""
import csv
import datetime as dt
import io
import os
import pathlib
import re
import subprocess
import tempfile
import zipfile

import openpyxl
import openpyxl.cell.rich_text
import openpyxl.comments
import openpyxl.worksheet.table
import xlsxwriter

HERE = pathlib.Path(__file__).parent
D, T, H = dt.datetime, dt.time, dt.timedelta

# Column, number format, and per row the value that is given and the text that must be read.
CELLS = [
    ("texte", "General", ("Durand & fils <SARL>", "Durand & fils <SARL>"), ("  Zoé\u00a0Lefèvre ", "  Zoé\u00a0Lefèvre "), ("deux\nlignes \"citées\"", "deux\nlignes \"citées\"")),
    ("code texte", "@", ("01400", "01400"), ("+33612345678", "+33612345678"), ("=1+1", "=1+1")),
    ("émoji", "General", ("\U0001F600 日本", "\U0001F600 日本"), ("_x0041_", "_x0041_"), ("e\u0301", "e\u0301")),
    ("code postal", "00000", (1400, "01400"), (75001, "75001"), (6000, "06000")),
    ("téléphone", '0#" "##" "##" "##" "##', (612345678, "06 12 34 56 78"), (145678901, "01 45 67 89 01"), (801020304, "08 01 02 03 04")),
    ("siret", "000 000 000 00000", (35391400000394, "353 914 000 00394"), (5208131700522, "052 081 317 00522"), (39400000000001, "394 000 000 00001")),
    ("sécu", '[>=3000000000000]#" "##" "##" "##" "###" "###" | "##;#" "##" "##" "##" "###" "###', (1850578006084, "1 85 05 78 006 084"), (185057800608436, "1 85 05 78 006 084 | 36"), (2990699123456, "2 99 06 99 123 456")),
    ("client", '"CL-"0000', (42, "CL-0042"), (1234, "CL-1234"), (12345, "CL-12345")),
    ("entier", "General", (35391400000394, "35391400000394"), (123456789012345, "123456789012345"), (0, "0")),
    ("affiché en puissances", "0.00E+00", (35391400000394, "35391400000394"), (612345678, "612345678"), (0.00015, "0.00015")),
    ("nombre", "#,##0.00", (1234.5, "1234.5"), (-0.1, "-0.1"), (19.99, "19.99")),
    ("pour cent", "0%", (0.155, "0.155"), (1, "1"), (0.07, "0.07")),
    ("pour cent fin", "0.00%", (0.1234, "0.1234"), (0, "0"), (2.5, "2.5")),
    ("euros", '#,##0.00\\ "€"', (1234.56, "1234.56"), (0.1 + 0.2, "0.3"), (-5, "-5")),
    ("euros comptables", '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-', (1234.56, "1234.56"), (0, "0"), (-12, "-12")),
    ("devise", "[$€-40C]#,##0.00;[Red]-[$€-40C]#,##0.00", (99.9, "99.9"), (-99.9, "-99.9"), (1e6, "1000000")),
    ("fraction", "# ?/?", (0.5, "0.5"), (2.25, "2.25"), (3, "3")),
    ("milliers", '#,##0,"k"', (12345, "12345"), (1e9, "1000000000"), (1e21, "1000000000000000000000")),
    ("date", "dd/mm/yyyy", (D(1980, 5, 1), "1980-05-01"), (D(2024, 3, 14), "2024-03-14"), (D(2000, 2, 29), "2000-02-29")),
    ("date du système", "mm-dd-yy", (D(1980, 5, 1), "1980-05-01"), (D(2024, 3, 14), "2024-03-14"), (D(9999, 12, 31), "9999-12-31")),
    ("date longue", "[$-40C]d mmmm yyyy", (D(1980, 5, 1), "1980-05-01"), (D(2024, 3, 14), "2024-03-14"), (D(1904, 1, 2), "1904-01-02")),
    ("date très longue", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", (D(1980, 5, 1), "1980-05-01"), (D(2024, 3, 14), "2024-03-14"), (D(1999, 12, 31), "1999-12-31")),
    ("mois", "[$-409]mmm-yy;@", (D(1980, 5, 1), "1980-05-01"), (D(2024, 3, 1), "2024-03-01"), (D(1999, 12, 1), "1999-12-01")),
    ("année", "yyyy", (D(1980, 5, 1), "1980-05-01"), (D(2024, 3, 14), "2024-03-14"), (D(1999, 12, 31), "1999-12-31")),
    ("ISO", "yyyy\\-mm\\-dd", (D(1980, 5, 1), "1980-05-01"), (D(2024, 3, 14), "2024-03-14"), (D(1999, 12, 31), "1999-12-31")),
    ("allemande", "[$-407]d. mmm. yyyy", (D(1980, 5, 1), "1980-05-01"), (D(2024, 3, 14), "2024-03-14"), (D(1999, 12, 31), "1999-12-31")),
    ("japonaise", 'yyyy"年"m"月"d"日"', (D(1980, 5, 1), "1980-05-01"), (D(2024, 3, 14), "2024-03-14"), (D(1999, 12, 31), "1999-12-31")),
    ("date et heure", "dd/mm/yy hh:mm", (D(2024, 3, 14, 14, 30), "2024-03-14 14:30:00"), (D(2024, 12, 31, 23, 59, 59), "2024-12-31 23:59:59"), (D(1999, 1, 1), "1999-01-01")),
    ("à la milliseconde", "yyyy-mm-dd hh:mm:ss.000", (D(2024, 3, 14, 14, 30, 0, 250000), "2024-03-14 14:30:00.250"), (D(2024, 3, 14), "2024-03-14"), (D(2024, 3, 14, 0, 0, 1), "2024-03-14 00:00:01")),
    ("heure", "hh:mm", (T(8, 5), "08:05"), (T(23, 59), "23:59"), (T(0, 0), "00:00")),
    ("heure anglaise", "h:mm AM/PM", (T(8, 5), "08:05"), (T(20, 5), "20:05"), (T(12, 0), "12:00")),
    ("minutes", "mm:ss", (T(0, 5, 30), "00:05:30"), (T(0, 59, 59), "00:59:59"), (T(0, 0, 1), "00:00:01")),
    ("durée", "[h]:mm", (H(hours=27, minutes=30), "27:30"), (H(minutes=5), "00:05"), (H(days=10), "240:00")),
    ("durée en minutes", "[mm]:ss", (H(hours=1, minutes=15, seconds=30), "01:15:30"), (H(seconds=7), "00:00:07"), (H(0), "00:00:00")),
    ("durée entière", "[h]:mm:ss", (H(hours=100), "100:00:00"), (H(seconds=1), "00:00:01"), (H(days=1), "24:00:00")),
    ("vrai ou faux", "General", (True, "TRUE"), (False, "FALSE"), (None, "")),
]
HEADER = [name for name, *_ in CELLS]
ROWS = [[pairs[i][1] for _, _, *pairs in CELLS] for i in range(3)]


def expect(name, header, rows):
    """`rows`: each with its number in front."""
    with open(HERE / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["row", *header], *rows])


SHEETS = []


def offers(book, *sheets):
    """The sheets that `book` offers: name, hidden, file of its cells; proposed is the one that begins with *."""
    for name, hidden, expected in sheets:
        SHEETS.append([book, name.removeprefix("*"), "hidden" if hidden else "", expected, "*" if name.startswith("*") else ""])


# ---- openpyxl

def openpyxl_cells(book, sheet):
    sheet.append(HEADER)
    for i in range(3):
        for column, (_, number_format, *pairs) in enumerate(CELLS, 1):
            cell = sheet.cell(i + 2, column)
            value = pairs[i][0]
            if isinstance(value, str):
                cell.value = value.replace("_x0041_", "_x005F_x0041_")
                cell.data_type = "s"
            else:
                cell.value = value
            cell.number_format = number_format


def save(book, name):
    book.properties.creator = ""
    book.save(HERE / name)


def make_openpyxl():
    expect("cells", HEADER, [[i + 2, *row] for i, row in enumerate(ROWS)])
    for name, epoch, iso in [("openpyxl.xlsx", None, False), ("openpyxl_1904.xlsx", openpyxl.utils.datetime.CALENDAR_MAC_1904, False), ("openpyxl_iso_dates.xlsx", None, True)]:
        book = openpyxl.Workbook()
        book.iso_dates = iso
        if epoch:
            book.epoch = epoch
        book.active.title = "Données d'été & co"
        openpyxl_cells(book, book.active)
        save(book, name)
        offers(name, ("*Données d'été & co", False, "cells"))

    # Without shared texts, a row at a time; the last of all rows, and columns far to the right.
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Flux")
    sheet.append(["nom", "ville"] + [None] * 24 + ["Z+1"] + [None] * 675 + ["AAA", "AAB"])
    sheet.append(["Durand", "Lyon"] + [None] * 24 + ["AA2"] + [None] * 675 + ["AAA2"])
    sheet.append([])
    sheet.append(["Petit", None] + [None] * 24 + [4] + [None] * 675 + [None, "AAB4"])
    save(book, "openpyxl_write_only.xlsx")
    expect("far_columns", ["nom", "ville", "Z+1", "AAA", "AAB"], [[2, "Durand", "Lyon", "AA2", "AAA2", ""], [4, "Petit", "", "4", "", "AAB4"]])
    offers("openpyxl_write_only.xlsx", ("*Flux", False, "far_columns"))

    # A title in merged cells, empty rows and columns before the table, merged and hidden cells in it, rich text, a table, a comment,
    # a very last row; sheets that are hidden, empty and a chart.
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "L'été"
    sheet["C3"] = "Clients de l'année"
    sheet.merge_cells("C3:F3")
    for column, name in zip("CDEF", ["nom", "ville", "agence", "montant"]):
        sheet[f"{column}5"] = name
    bold = openpyxl.cell.text.InlineFont(b=True)
    for row, cells in {6: [openpyxl.cell.rich_text.CellRichText("Jean ", openpyxl.cell.rich_text.TextBlock(bold, "Durand"), " fils"), "Lyon", "Nord", 10.5],
                       7: ["Petit", "Nice", None, 20], 9: ["Roux", None, "Sud", None], 1048576: ["Blanc", "Metz", "Est", 1048576]}.items():
        for column, value in zip("CDEF", cells):
            sheet[f"{column}{row}"] = value
    sheet.merge_cells("E6:E7")
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["F"].hidden = True
    sheet["D6"].comment = openpyxl.comments.Comment("Une remarque n'est pas une cellule", "x")
    sheet["D6"].hyperlink = "https://example.org/?a=1&b=2"
    sheet.conditional_formatting.add("F6:F9", openpyxl.formatting.rule.CellIsRule("greaterThan", ["15"], fill=openpyxl.styles.PatternFill(bgColor="FFC7CE")))
    sheet.auto_filter.ref = "C5:F9"
    book.create_sheet("Vide")
    hidden = book.create_sheet("Réglages <1>")
    for i in range(40):
        hidden.append([f"code {i}", i, "valeur"])
    hidden.sheet_state = "veryHidden"
    chart = book.create_chartsheet("Graphique")
    chart.add_chart(openpyxl.chart.BarChart())
    book.save(HERE / "openpyxl_sparse.xlsx")
    expect("sparse", ["nom", "ville", "agence", "montant"],
           [[6, "Jean Durand fils", "Lyon", "Nord", "10.5"], [7, "Petit", "Nice", "", "20"], [9, "Roux", "", "Sud", ""], [1048576, "Blanc", "Metz", "Est", "1048576"]])
    offers("openpyxl_sparse.xlsx", ("*L'été", False, "sparse"), ("Vide", False, ""), ("Réglages <1>", True, ""))

    # openpyxl computes nothing: its formulas have no result.
    book = openpyxl.Workbook()
    book.active.append(["nom", "total", "note"])
    book.active.append(["Durand", "=1+1", "a"])
    book.active.append(["Petit", "=\"x\"&\"y\"", None])
    save(book, "openpyxl_formulas.xlsx")
    expect("no_results", ["nom", "total", "note"], [[2, "Durand", "", "a"], [3, "Petit", "", ""]])
    offers("openpyxl_formulas.xlsx", ("*Sheet", False, "no_results"))


# ---- XlsxWriter

# Formula, its result, what must be read; errors are missing.
FORMULAS = [("nombre", "=SUM(1,2.5)", 3.5, "3.5"), ("texte", '="a"&" b"', "a b", "a b"), ("vrai", "=1=1", True, "TRUE"), ("faux", "=1=2", False, "FALSE"),
            ("erreur", "=1/0", "#DIV/0!", ""), ("absent", "=NA()", "#N/A", ""), ("texte vide", '=""', "", ""), ("code", '="0"&1400', "01400", "01400"), ("grand", "=353914000*100000+394", 35391400000394, "35391400000394")]


def xlsxwriter_cells(book, sheet):
    sheet.write_row(0, 0, HEADER)
    for column, (_, number_format, *pairs) in enumerate(CELLS):
        style = book.add_format({"num_format": 14 if number_format == "mm-dd-yy" else number_format})
        for row, (value, _) in enumerate(pairs, 1):
            if isinstance(value, str):
                sheet.write_string(row, column, value, style)
            else:
                sheet.write(row, column, value, style)


def xlsxwriter_book(name, **options):
    book = xlsxwriter.Workbook(HERE / name, options)
    book.set_properties({"created": D(2024, 1, 1)})
    return book


def make_xlsxwriter():
    for name, options in [("xlsxwriter.xlsx", {}), ("xlsxwriter_1904.xlsx", {"date_1904": True}), ("xlsxwriter_inline.xlsx", {"constant_memory": True, "use_zip64": True})]:
        book = xlsxwriter_book(name, **options)
        sheet = book.add_worksheet("Données")
        if "constant_memory" in options:  # rows in their order only
            sheet.write_row(0, 0, HEADER)
            styles = [book.add_format({"num_format": number_format}) for _, number_format, *_ in CELLS]
            for row in range(3):
                for column, (_, _, *pairs) in enumerate(CELLS):
                    value = pairs[row][0]
                    (sheet.write_string if isinstance(value, str) else sheet.write)(row + 1, column, value, styles[column])
        else:
            xlsxwriter_cells(book, sheet)
        book.close()
        offers(name, ("*Données", False, "cells"))

    # Macros, formulas with results of each kind, a table with a filter, rich text, links, errors, a sheet that is hidden.
    book = xlsxwriter_book("xlsxwriter_macros.xlsm")
    macros = io.BytesIO(b"\xD0\xCF\x11\xE0 no macro that runs")
    with tempfile.NamedTemporaryFile(suffix=".bin") as file:
        file.write(macros.getvalue())
        file.flush()
        book.add_vba_project(file.name)
        sheet = book.add_worksheet("Résultats")
        names = ["nom"] + [name for name, *_ in FORMULAS]
        sheet.write_row(0, 0, names)
        for row in (1, 2):
            sheet.write(row, 0, f"client {row}")
            for column, (_, formula, result, _) in enumerate(FORMULAS, 1):
                sheet.write_formula(row, column, formula, None, result)
        sheet.write_rich_string(3, 0, "Jean", book.add_format({"bold": True}), "-Paul", " Durand")
        sheet.write_url(3, 2, "https://example.org/?a=1&b=2", string="lien")
        sheet.write_array_formula("B4:B4", "{=SUM(5,7)}", None, 12)
        sheet.write_comment(3, 3, "remarque")
        sheet.add_table(0, 0, 3, len(FORMULAS), {"columns": [{"header": name} for name in names], "style": None})
        settings = book.add_worksheet("Listes")
        settings.write_column(0, 0, ["oui", "non"])
        settings.hide()
        book.close()
    read = [text for *_, text in FORMULAS]
    expect("results", names, [[2, "client 1", *read], [3, "client 2", *read], [4, "Jean-Paul Durand", "12", "lien", "", "", "", "", "", "", ""]])
    offers("xlsxwriter_macros.xlsm", ("*Résultats", False, "results"), ("Listes", True, ""))


# ---- LibreOffice, which reads the others' and writes them anew

def convert(source, target, form):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["libreoffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form, "--outdir", folder, str(source)],
                       check=True, stdout=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C.UTF-8"})
        (HERE / target).write_bytes((pathlib.Path(folder) / f"{source.stem}.{form.split(':')[0]}").read_bytes())


def make_libreoffice():
    convert(HERE / "openpyxl.xlsx", "libreoffice.xlsx", "xlsx:Calc MS Excel 2007 XML")
    offers("libreoffice.xlsx", ("*Données d'été & co", False, "cells"))
    convert(HERE / "xlsxwriter_1904.xlsx", "libreoffice_1904.xlsx", "xlsx:Calc Office Open XML")
    offers("libreoffice_1904.xlsx", ("*Données", False, "cells"))
    convert(HERE / "xlsxwriter_macros.xlsm", "libreoffice_macros.xlsm", "xlsm:Calc MS Excel 2007 VBA XML")
    offers("libreoffice_macros.xlsm", ("*Résultats", False, "results"), ("Listes", True, ""))
    convert(HERE / "openpyxl_sparse.xlsx", "libreoffice_sparse.xlsx", "xlsx:Calc MS Excel 2007 XML")
    # A sheet of a chart alone becomes one of cells, without any.
    offers("libreoffice_sparse.xlsx", ("*L'été", False, "sparse"), ("Vide", False, ""), ("Graphique", False, ""), ("Réglages <1>", True, ""))


# ---- By hand: what none of the three writes

class OneWay(io.RawIOBase):
    """A file that cannot go back: sizes follow their data, as where a service writes a workbook into its answer."""

    def __init__(self, file):
        self.file = file

    def writable(self):
        return True

    def write(self, data):
        return self.file.write(data)


def repack(source, target, change, one_way=False, wide=False, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(HERE / source) as old, open(HERE / target, "wb") as file:
        with zipfile.ZipFile(OneWay(file) if one_way else file, "w", method) as new:
            for name in old.namelist():
                with new.open(zipfile.ZipInfo(name) if method == zipfile.ZIP_STORED else _deflated(name), "w", force_zip64=wide) as entry:
                    entry.write(change(name, old.read(name)))


def _deflated(name):
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


STRICT = [(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
          (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
          (b"http://schemas.openxmlformats.org/drawingml/2006/main", b"http://purl.oclc.org/ooxml/drawingml/main")]


def strict(name, data):
    if name.endswith(".rels") and b"package/2006/relationships" not in data:
        raise SystemExit(f"{name} is no list of relationships")
    for loose, narrow in STRICT:
        data = data.replace(loose, narrow)
    return data.replace(b"<workbookPr", b'<workbookPr dateCompatibility="0"') if name == "xl/workbook.xml" else data


def without_places(name, data):
    """Cells and rows that say nothing of where they are."""
    return re.sub(rb' r="[A-Z]*[0-9]+"', b"", data) if "worksheets/" in name else data


def with_guides(name, data):
    """Texts with their pronunciation, as Japanese workbooks have it."""
    guide = '<rPh sb="0" eb="2"><t>スズキ</t></rPh><phoneticPr fontId="1"/></si>'.encode()
    return data.replace(b"</si>", guide) if name == "xl/sharedStrings.xml" else data


def prefixed(name, data):
    """Every element with a prefix, line ends between them, attributes in single quotes, as some libraries write it."""
    if not name.endswith(".xml") or not name.startswith("xl/") or "theme" in name:
        return data
    data = re.sub(rb"<(/?)([A-Za-z])", rb"<\1x:\2", data).replace(b'xmlns="http://schemas.openxmlformats.org/spreadsheetml', b'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml')
    data = re.sub(rb'="([^"\']*)"', rb"='\1'", data) if "sheet1" in name else data
    return data.replace(b"<x:row", b"\r\n  <x:row").replace(b"<x:c ", b"\r\n    <x:c ")


def utf16(name, data):
    if "sheet1" not in name and "sharedStrings" not in name:
        return data
    text = data.decode("utf-8")
    return b"\xFF\xFE" + re.sub(r"<\?xml[^>]*\?>", '<?xml version="1.0" encoding="UTF-16"?>', text).encode("utf-16-le")


def make_by_hand():
    repack("openpyxl_iso_dates.xlsx", "strict.xlsx", strict)
    offers("strict.xlsx", ("*Données d'été & co", False, "cells"))
    repack("xlsxwriter.xlsx", "one_way.xlsx", lambda name, data: data, one_way=True, wide=True)
    offers("one_way.xlsx", ("*Données", False, "cells"))
    repack("xlsxwriter.xlsx", "prefixed.xlsx", prefixed)
    offers("prefixed.xlsx", ("*Données", False, "cells"))
    repack("openpyxl.xlsx", "utf16.xlsx", utf16, wide=True)
    offers("utf16.xlsx", ("*Données d'été & co", False, "cells"))

    book = xlsxwriter_book("without_places.xlsx")
    sheet = book.add_worksheet("Sans places")
    for row, cells in enumerate([["nom", "prénom", "n°"], ["鈴木", "一郎", 1], ["Durand", "Zoé", 2]]):
        sheet.write_row(row, 0, cells)
    book.close()
    repack("without_places.xlsx", "without_places.tmp", lambda name, data: with_guides(name, without_places(name, data)))
    (HERE / "without_places.tmp").replace(HERE / "without_places.xlsx")
    expect("guides", ["nom", "prénom", "n°"], [[2, "鈴木", "一郎", "1"], [3, "Durand", "Zoé", "2"]])
    offers("without_places.xlsx", ("*Sans places", False, "guides"))


make_openpyxl()
make_xlsxwriter()
make_libreoffice()
make_by_hand()
with open(HERE / "sheets.csv", "w", encoding="utf-8", newline="") as file:
    csv.writer(file, lineterminator="\n").writerows([["workbook", "sheet", "hidden", "cells", "proposed"], *SHEETS])
