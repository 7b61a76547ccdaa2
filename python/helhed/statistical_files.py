"""SPSS, SAS and Stata files, through pyreadstat (extra `stata-sas-spss`).

They are read in a process of their own: the C library behind pyreadstat ends the process that it runs in on some
damaged files. Codes keep their values, and their labels are said in the reading; a value that the file declares as
missing is missing, and counted by its code.

>>> labels = {"koen": {"1": "Mand", "2": "Kvinde"}}
>>> table = StatisticalTable(table=None, labels=labels, names={}, user_missing={"koen": {"9": 3}}, encoding="UTF-8")
>>> table.labels["koen"]["2"], table.user_missing["koen"]["9"]
('Kvinde', 3)
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ._core import damaged_file
from ._extras import required
from ._statistical_reader import DAMAGED, ENDS_EARLY, NO_MEMORY

__all__ = ["StatisticalTable", "read_table"]

_REASONS = {
    DAMAGED: "its content is not what such a file holds",
    ENDS_EARLY: "it ends too early: it has fewer rows than it says",
    NO_MEMORY: "it claims more than its bytes can hold",
}

# Labels of codes that the reading says; the schema keeps all of them.
_LABELS = 8

_PROGRAMS = {"spss": "SPSS", "sas": "SAS", "stata": "Stata"}


@dataclass(frozen=True)
class StatisticalTable:
    """A table, and what its file says of it."""

    table: Any
    """The rows (`pyarrow.Table`)."""
    labels: dict[str, dict[str, str]]
    """Labels of codes, by column and code."""
    names: dict[str, str]
    """What a column is called in words."""
    user_missing: dict[str, dict[str, int]]
    """Values that the file declares as missing, by column and code."""
    encoding: str | None
    """Encoding of its texts, where that is known."""


def read_table(path: str | Path, kind: str) -> StatisticalTable:
    """The table of a file of this kind: `spss`, `sas` or `stata`.

    Raises `HelhedError` H601 without pyreadstat or pyarrow, H802 if the file is damaged.
    """
    for package in ("pyreadstat", "pyarrow"):
        required(package, extra="stata-sas-spss")
    ipc = required("pyarrow.ipc", extra="stata-sas-spss")
    with tempfile.TemporaryDirectory(prefix="helhed-") as folder:
        out = Path(folder, "table.arrow")
        reader = Path(__file__).with_name("_statistical_reader.py")
        command = [sys.executable, str(reader), str(path), kind, str(out)]
        status = subprocess.run(command, capture_output=True, check=False).returncode
        if status or not out.exists():
            reason = _REASONS.get(status, "its reader gave up on it")
            raise damaged_file(str(path), f"as a file of {_PROGRAMS[kind]}, {reason}")
        with ipc.open_file(str(out)) as file:
            table = file.read_all()
    said = json.loads(table.schema.metadata[b"helhed.statistical_file"])
    fields = [
        field.with_metadata(_said_of(said["labels"].get(field.name), said["user_missing"].get(field.name)))
        for field in table.schema
    ]
    table = table.cast(required("pyarrow", extra="stata-sas-spss").schema(fields))
    return StatisticalTable(table, said["labels"], said["names"], said["user_missing"], said["encoding"])


def _said_of(labels: dict[str, str] | None, missing: dict[str, int] | None) -> dict[str, str]:
    """What the reading says of a column: the labels of its codes, and the values that its file declares as missing."""
    how = []
    if labels:
        some = [f"{code} = {label}" for code, label in list(labels.items())[:_LABELS]]
        how.append("codes: " + ", ".join(some) + (", ..." if len(labels) > _LABELS else ""))
    if missing:
        how.append("declared as missing: " + ", ".join(f"{code} ({count})" for code, count in missing.items()))
    said = {"helhed.how": "; ".join(how)} if how else {}
    if labels:
        said["helhed.labels"] = json.dumps(labels, ensure_ascii=False)
    if missing:
        said["helhed.user_missing"] = str(sum(missing.values()))
    return said
