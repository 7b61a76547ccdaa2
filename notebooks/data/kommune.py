"""Writes `kommune.xlsx` and `kommune.csv`: one made-up table as a municipality sends it. Needs openpyxl.

`python notebooks/data/kommune.py`
"""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.styles import Font

HERE = Path(__file__).parent
TITLE = ["Udsættelser og beskæftigelse i kommunens boligområder", "Udtræk fra udlejningssystemet, 12. marts 2015", None]
ROWS = [
    ("Birkelunden", "0101", "1.234", "212", "11", "27,5"),
    ("Åbrinken", "0102", "988", "174", "<5", "31,0"),
    ("Ærtebjerg", "0103", "2.040", "402", "17", "24,8"),
    ("Østerlunden", "0104", "761", "..", "6", "29,4"),
    ("Sølvhøj", "0201", "1.502", "260", "<5", "22,1"),
    ("Engparken", "0202", "633", "98", "0", "33,6"),
    ("I alt", None, "7.158", "..", "..", "27,2"),
]
NOTES = [
    None,
    "<5: færre end fem, ikke vist af hensyn til diskretion.",
    "..: foreligger ikke.",
    "Kilde: udlejningssystemet.",
]
NAMES = ["Afdeling", "Kode", "Antal beboere", "Heraf unge", "Udsættelser", "Ledige (pct.)"]
WRITTEN = dt.datetime(2015, 3, 12, 8, 0, 0)


def workbook() -> None:
    """Titles, a head of two rows with merged cells, numbers as text, and notes below."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Boligområder"
    for line in TITLE:
        sheet.append([line])
    sheet["A1"].font = Font(bold=True)
    sheet.append(["Afdeling", "Kode", "Beboere", None, "Husleje og job", None])
    sheet.append([None, None, "Antal", "Heraf unge", "Udsættelser", "Ledige (pct.)"])
    for area in ("A4:A5", "B4:B5", "C4:D4", "E4:F4"):
        sheet.merge_cells(area)
    for row in (*ROWS, *([note] for note in NOTES)):
        sheet.append(list(row))
    book.properties.created = WRITTEN
    written = io.BytesIO()
    book.save(written)
    # The same bytes whenever it is written: no time of today, in the parts or in the package.
    with (
        zipfile.ZipFile(written) as parts,
        zipfile.ZipFile(HERE / "kommune.xlsx", "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for part in parts.infolist():
            stamped = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2015-03-12T08:00:00Z", parts.read(part))
            package.writestr(zipfile.ZipInfo(part.filename, WRITTEN.timetuple()[:6]), stamped, zipfile.ZIP_DEFLATED)


def text() -> None:
    """The same with one row of names, in the letters of an older Windows program."""
    lines = [*(line or "" for line in TITLE), ";".join(NAMES)]
    lines += [";".join(cell or "" for cell in row) for row in ROWS]
    lines += [note or "" for note in NOTES]
    (HERE / "kommune.csv").write_bytes("\r\n".join([*lines, ""]).encode("windows-1252"))


if __name__ == "__main__":
    workbook()
    text()
