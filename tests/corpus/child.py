"""Reads one file in a process of its own, and writes what came out as JSON to the file that is named.

`python child.py FOLDER ENTRY.json OUT.json`, with the limits of memory and time that the caller set.
"""

import gc
import json
import re
import sys
import time
import traceback
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import resource

import helhed as hh
from corpus import export, stats
from corpus.outcome import Outcome

MEGABYTE_UNITS = 1 if sys.platform == "darwin" else 1024


def peak() -> int:
    """The most memory that this process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MEGABYTE_UNITS


def observe(folder: Path, entry: dict[str, Any]) -> Outcome:
    """Reads the file with the roles that are declared, and looks at everything a person could see."""
    start = time.perf_counter()
    roles = dict(entry.get("declare", {}))
    try:
        records = hh.read(folder / entry["path"], roles=roles or None, progress=False)
        if entry["stage"] == "check":
            records = records.check(roles=roles)
    except hh.HelhedError as error:
        shown = "".join(traceback.format_exception(error))
        outcome = Outcome("error", text=str(error), code=error.code, outputs=[str(error), repr(error), shown])
        outcome.memory, outcome.seconds = peak(), time.perf_counter() - start
        return outcome
    except BaseException as error:  # What else comes out of a reader is a crash, whatever it is.
        return Outcome("crash", text=f"{type(error).__name__}: {error}", outputs=[traceback.format_exc()])
    memory, seconds = peak(), time.perf_counter() - start
    outcome = table_of(records, entry)
    outcome.memory, outcome.seconds = memory, seconds
    return outcome


def table_of(records: hh.Records, entry: dict[str, Any]) -> Outcome:
    """A table that was read."""
    reading = records.reading.to_dict()
    notices = [
        {
            **{name: getattr(one, name) for name in ("code", "what", "where", "mend", "file", "sheet")},
            **{name: getattr(one, name) for name in ("line", "row", "column", "cell")},
            "what_da": one.say("da"),
        }
        for one in records.notices
    ]
    outcome = Outcome("warn" if notices else "parse", rows=len(records), notices=notices)
    outcome.outputs = [
        *(repr(records), records._repr_html_(), records.reading.say("da"), records.reading.say("en")),
        *(json.dumps(reading, ensure_ascii=True), json.dumps(records.ledger)),
        *(text for one in records.notices for text in (repr(one), one.say("da"))),
    ]
    outcome.columns = {column["name"]: column["type"] for column in reading["columns"]}
    outcome.said = [f"{one['about']}: {one['found']} {one['why']}" for one in reading["decisions"]]
    outcome.said += [f"{one['name']}: {one['how']}" for one in reading["columns"] if one["how"]]
    try:
        table = records.to_dict()
    except hh.HelhedError as error:
        outcome.misfits.append(f"the values cannot be had: {error.what}")
        return outcome
    del records
    gc.collect()
    outcome.misfits = [f"{name} is {kind}" for name, kind in outcome.columns.items() if not fits(table[name], kind)]
    expect = next(iter(entry["expect"].values()))
    expected = expect if "parse" in entry["expect"] else expect.get("parse", {})
    for check in expected.get("checks", []):
        try:
            outcome.actual.append([value_of(check, table, reading)])
        except Exception as error:
            outcome.actual.append([None, f"{type(error).__name__}: {error}"])
    outcome.told = {name: told(column) for name, column in table.items()}
    words = {word for text in entry.get("never", []) for word in re.findall(r"'([^']+)'", text)}
    texts = {value for column in table.values() for value in column if isinstance(value, str)}
    outcome.forbidden = sorted(words & (texts | set(table)))
    outcome.canary = any("HELHED-CANARY" in text for text in texts)
    if entry["stage"] == "read_then_export":
        outcome.stages = export.exported(hh.read, entry, table, outcome.columns)
    if entry["stage"] == "read_then_report":
        outcome.stages = export.reported(entry, table, outcome.columns)
    return outcome


def value_of(check: dict[str, Any], table: stats.Table, reading: dict[str, Any]) -> Any:
    """What the table gives for a check; of periods their text and their days."""
    if check["stat"] != "periods":
        return stats.measured(check, table, reading)
    column = [str(value) for value in table[check["column"]]]
    found = []
    for wanted in check["value"]:
        if wanted["text"] not in column:
            raise LookupError(f"{wanted['text']} is not in the column")
        period = hh.Period(wanted["text"])
        found.append({"text": wanted["text"], "start": period.start, "end": period.end})
    return found


def fits(column: list[Any], kind: str) -> bool:
    """Whether the values of a column are of the type that the reading names."""
    import datetime as dt
    from decimal import Decimal

    classes: dict[str, tuple[type, ...]] = {
        "text": (str, bytes, list, dict, dt.time, dt.timedelta),
        "integer": (int,),
        "float": (float, Decimal),
        "boolean": (bool,),
        "date": (dt.date, str),
        "datetime": (dt.datetime, str),
    }
    allowed = classes.get(kind, (str, int))
    return all(
        value is None or (isinstance(value, allowed) and (kind != "integer" or value is not True)) for value in column
    )


def told(column: list[Any]) -> dict[str, Any]:
    """Sum, distinct values and nulls of a column, where they can be had."""
    found: dict[str, Any] = {"nulls": sum(stats.blank(value) for value in column)}
    for name in ("sum", "distinct"):
        try:
            found[name] = stats.measured({"stat": name, "column": "it"}, {"it": column}, {})
        except Exception:
            found[name] = None
    found["values"] = len(column) - found["nulls"]
    found["texts"] = all(isinstance(value, str) for value in column if value is not None)
    return found


if __name__ == "__main__":
    corpus, entry_file, out = map(Path, sys.argv[1:4])
    seen = observe(corpus, json.loads(entry_file.read_text(encoding="utf-8")))
    out.write_text(json.dumps(seen.to_dict(), ensure_ascii=False, default=str), encoding="utf-8")
