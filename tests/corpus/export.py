"""What is written from a table that was read: no cell of it may run in a spreadsheet, no file may land elsewhere."""

import csv
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import helhed as hh

DANGEROUS = ("=", "+", "@", "-", "\t", "\r")
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def exported(
    read: Callable[..., hh.Records], entry: dict[str, Any], table: dict[str, list[Any]], types: dict[str, str]
) -> list[str]:
    """What is wrong with the CSV and the workbook that are written from the table."""
    texts = [str(value) for name, column in table.items() if types[name] == "text" for value in column if value]
    dangerous = [text for text in texts if text.startswith(DANGEROUS)]
    if not dangerous:
        return ["the table holds none of the cells that would run: they were changed on the way in"]
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        records = hh.read(Path(entry["folder"]) / entry["path"], roles=entry.get("declare") or None, progress=False)
        for ending, running in ((".csv", cells_that_run), (".xlsx", formulas)):
            target = Path(folder) / f"out{ending}"
            try:
                records.write(target)
            except hh.HelhedError as error:
                built = "not built" if error.code == "H804" else f"refused with {error.code}"
                wrong.append(f"{built}: writing {ending}")
                continue
            wrong += [f"{ending}: {cell!r} would run" for cell in running(target)]
    return wrong


def cells_that_run(path: Path) -> list[str]:
    """Cells of a CSV file that a spreadsheet would run: numbers are none."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.readline()
        file.seek(0)
        rows = list(csv.reader(file, delimiter=";" if ";" in head else ","))
    return [cell for row in rows for cell in row if cell.startswith(DANGEROUS) and not is_number(cell)]


def is_number(cell: str) -> bool:
    """Whether a cell is only a number, such as `-3` or `-3,5`."""
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


def formulas(path: Path) -> list[str]:
    """Cells of a workbook that are formulas, or that are not strings though they begin like one."""
    found = []
    with zipfile.ZipFile(path) as workbook:
        for name in workbook.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            for cell in ET.fromstring(workbook.read(name)).iter(f"{SHEET}c"):
                if cell.find(f"{SHEET}f") is not None:
                    found.append(str(cell.get("r")))
                value = cell.findtext(f"{SHEET}v") or ""
                if cell.get("t") not in ("s", "inlineStr") and value.startswith(DANGEROUS) and not is_number(value):
                    found.append(str(cell.get("r")))
    return found


def reported(entry: dict[str, Any], table: dict[str, list[Any]], types: dict[str, str]) -> list[str]:
    """What is wrong with one report for each area: it must exist, inside the folder that was named."""
    write = getattr(hh, "write_reports", None)
    if write is None:
        return ["not built: one report for each area"]
    area = entry.get("declare", {}).get("area") or next(name for name, kind in types.items() if kind == "text")
    rows = [{area: name, "numerator": 1, "denominator": 2} for name in table[area]]
    estimates = hh.estimate(hh.enter(hh.Indicator("sager"), rows, by=area))
    with tempfile.TemporaryDirectory() as outer:
        folder = Path(outer) / "one" / "two" / "reports"
        folder.mkdir(parents=True)
        paths = write(estimates, folder, by=area)
        wrong = [f"{path} is outside the folder" for path in paths if folder not in Path(path).resolve().parents]
        written = [path for path in Path(outer).rglob("*") if path.is_file()]
        wrong += [f"{path.name} is outside the folder" for path in written if path.parent != folder]
        if len(written) != len(set(table[area])):
            wrong.append(f"{len(written)} reports of {len(set(table[area]))} areas")
    return wrong
