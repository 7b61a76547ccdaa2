"""The checks of the manifest on columns of Python values."""

import datetime as dt
import fnmatch
import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

Column = list[Any]
Table = dict[str, Column]

NOT_BUILT = "not built"


def blank(value: object) -> bool:
    """Whether a cell holds nothing: null, or text without a letter."""
    return value is None or (isinstance(value, str) and not value.strip())


def plain(value: Any) -> Any:
    """A value as the manifest writes it: days as ISO texts, bytes as hexadecimal ones."""
    if isinstance(value, dt.datetime):
        midnight = value.tzinfo is None and value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (Decimal, dt.timedelta)):
        return str(value)
    return value


def there(column: Column) -> Column:
    """The cells that hold something."""
    return [value for value in column if not blank(value)]


def numbers(column: Column) -> list[int | float]:
    """The cells as numbers; a text among them is an error."""
    found = there(column)
    for value in found:
        if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
            raise TypeError(f"a {type(value).__name__} is no number")
    return [float(value) if isinstance(value, Decimal) else value for value in found]


def total(column: Column) -> int | float:
    """The sum: exact of whole numbers."""
    found = numbers(column)
    return sum(found) if all(isinstance(value, int) for value in found) else math.fsum(found)


def utc(value: Any) -> str:
    """A moment with a zone, in UTC."""
    if not isinstance(value, dt.datetime) or value.tzinfo is None:
        raise TypeError("it is no moment with a time zone")
    return value.astimezone(dt.timezone.utc).isoformat()


def measured(check: dict[str, Any], table: Table, reading: dict[str, Any]) -> Any:
    """What the table gives for a check. Raises where it cannot be had."""
    stat, name = check["stat"], check["column"]
    if "*" in name:
        return _of_many(stat, check, {key: cells for key, cells in table.items() if fnmatch.fnmatchcase(key, name)})
    if name not in table:
        raise KeyError(f"there is no column {name!r}")
    column = table[name]
    if stat in _SIMPLE:
        return _SIMPLE[stat](column)
    if stat == "first":
        return plain(column[0]) if column else None
    if stat == "value_at":
        return plain(column[check["row"] - 1])
    if stat == "length_at":
        return len(column[check["row"] - 1])
    if stat == "instant_utc_at":
        return utc(column[check["row"] - 1])
    if stat == "count_of":
        return sum(str(plain(value)) == str(check["of"]) for value in there(column))
    if stat == "contains_value":
        return check["value"] if check["value"] in [plain(value) for value in column] else None
    about = next((one for one in reading["columns"] if one["name"] == name), {})
    if stat in ("suppressed", "user_missing"):
        return about[stat]
    if stat == "system_missing":
        return about["nulls"] - about["user_missing"]
    raise LookupError(f"{NOT_BUILT} in the runner: {stat}")


def _of_many(stat: str, check: dict[str, Any], columns: Table) -> int:
    cells = [value for column in columns.values() for value in column]
    if stat == "columns":
        return len(columns)
    if stat == "nonblank_cells":
        return sum(not blank(value) for value in cells)
    if stat == "cells_equal":
        return sum(str(plain(value)).strip() == str(check["of"]) for value in cells if not blank(value))
    if stat == "nulls":
        return sum(blank(value) for value in cells)
    raise LookupError(f"{NOT_BUILT} in the runner: {stat} of {check['column']}")


def _mean(column: Column) -> float:
    found = numbers(column)
    return math.fsum(found) / len(found)


_SIMPLE: dict[str, Callable[[Column], Any]] = {
    "nulls": lambda column: len(column) - len(there(column)),
    "distinct": lambda column: len({plain(value) for value in there(column)}),
    "sum": total,
    "code_sum": total,
    "mean": _mean,
    "min": lambda column: plain(min(there(column))),
    "max": lambda column: plain(max(there(column))),
    "true": lambda column: sum(value is True for value in column),
    "false": lambda column: sum(value is False for value in column),
    "values": lambda column: [plain(value) for value in column],
    "distinct_instants": lambda column: len({utc(value) for value in there(column)}),
    "not_finite": lambda column: sum(isinstance(v, float) and not math.isfinite(v) for v in column),
}


def agrees(expected: Any, found: Any) -> bool:
    """Whether two values are the same: whole numbers exactly, others within 1e-9 of their size."""
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(agrees, expected, found))
    if isinstance(expected, dict) and isinstance(found, dict):
        return expected.keys() == found.keys() and all(agrees(expected[key], found[key]) for key in expected)
    if isinstance(expected, bool) or isinstance(found, bool):
        return expected is found
    if isinstance(expected, int) and isinstance(found, (int, float)):
        return expected == found
    if isinstance(expected, float) and isinstance(found, (int, float)):
        return math.isclose(expected, found, rel_tol=1e-9, abs_tol=1e-12)
    if expected is None or found is None:
        return blank(expected) and blank(found)
    return bool(expected == found)
