"""Reads an SPSS, SAS or Stata file in a process of its own: `python _statistical_reader.py FILE KIND OUT`.

The C library behind pyreadstat ends the whole process on some damaged files, so it never runs in the user's. The table
is written to OUT as an Arrow IPC file; what it does not say itself (labels, missing values by code, encoding) stands in
the metadata of its schema as JSON. It needs nothing of helhed, and says by its exit status what went wrong.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Exit statuses beside 0; a signal is one more.
DAMAGED, NO_MEMORY, ENDS_EARLY = 65, 66, 67

# Rows that are held as Python values at a time.
CHUNK = 200_000

# A file may claim sizes that it does not have: its reader gets room for what its bytes can become, and no more.
LEAST_MEMORY = 3 << 30
MEMORY_PER_BYTE = 40

# Numbers of these are doubles whatever they hold; the values decide whether they are whole.
ALWAYS_DOUBLE = {"spss", "sas"}

# A transport file of SAS is made of records of this length.
SAS_RECORD = 80

OLD_ENCODING = "WINDOWS-1252"


def reader_of(path: Path, kind: str) -> Any:
    """The function of pyreadstat that reads such a file."""
    import pyreadstat

    with path.open("rb") as file:
        head = file.read(80)
    if kind == "stata":
        return pyreadstat.read_dta
    if kind == "sas":
        return pyreadstat.read_xport if head.startswith(b"HEADER RECORD") else pyreadstat.read_sas7bdat
    return pyreadstat.read_sav if head.startswith(b"$FL") else pyreadstat.read_por


def chunks(reader: Any, path: Path, **options: Any) -> Iterator[tuple[dict[str, list[Any]], Any]]:
    """The columns as lists, some rows at a time, with the metadata of the file."""
    first = 0
    while True:
        columns, meta = reader(str(path), output_format="dict", row_offset=first, row_limit=CHUNK, **options)
        rows = max((len(values) for values in columns.values()), default=0)
        if first == 0 or rows > 0:
            yield columns, meta
        if rows < CHUNK:
            return
        first += rows


def without_user_missing(
    name: str, values: list[Any], coded: list[Any], meta: Any, counts: dict[str, Counter[str]]
) -> list[Any]:
    """The values with null for each that the file declares as missing; counts them by code.

    `coded` is the column read with its codes of missing values. Of a Stata file it holds letters, and garbage where the
    value is missing without a code, so only its letters are looked at.
    """
    ranges = [(part["lo"], part["hi"]) for part in meta.missing_ranges.get(name, [])]
    letters = set(meta.missing_user_values.get(name, []))
    if not ranges and not letters:
        return values

    def is_declared(value: Any, code: Any) -> bool:
        if value is None and code in letters:
            return True
        of_a_kind = (part for part in ranges if code is not None and isinstance(code, str) == isinstance(part[0], str))
        return any(low <= code <= high for low, high in of_a_kind)

    found = counts.setdefault(name, Counter())
    kept = []
    for value, code in zip(values, coded, strict=True):
        declared = is_declared(value, code)
        if declared:
            found[text_of(code)] += 1
        kept.append(None if declared else value)
    return kept


def text_of(code: Any) -> str:
    """A code as people write it.

    >>> text_of(9.0), text_of(9.5), text_of("A")
    ('9', '9.5', 'A')
    """
    return str(int(code)) if isinstance(code, float) and code.is_integer() else str(code)


def column(values: list[Any], stored: str) -> Any:
    """An Arrow array. A text of nothing is missing, as the three programs have it."""
    import pyarrow as pa  # type: ignore[import-untyped, unused-ignore]

    if stored == "string":
        return pa.array([value or None for value in values], pa.string())
    present = next((value for value in values if value is not None), None)
    if isinstance(present, (int, float)) and not isinstance(present, bool):
        return pa.array(values, pa.int64() if stored.startswith("int") else pa.float64())
    return pa.array(values)


def is_whole(column: Any) -> bool:
    """Whether a column of doubles is one of whole numbers: each is there, whole, and exact as a double."""
    import pyarrow as pa
    import pyarrow.compute as pc  # type: ignore[import-untyped, unused-ignore]

    if not pa.types.is_float64(column.type) or column.null_count or not len(column):
        return False
    exact = pc.and_(pc.equal(pc.floor(column), column), pc.less(pc.abs(column), 2.0**53))
    return bool(pc.all(exact, skip_nulls=True).as_py())


def table_of(path: Path, kind: str) -> Any:
    """The whole table, with what the file says of it."""
    import pyarrow as pa

    reader = reader_of(path, kind)
    takes_codes = reader.__name__ in {"read_sav", "read_dta", "read_sas7bdat"}
    encoding: dict[str, Any] = {}
    counts: dict[str, Counter[str]] = {}
    while True:
        try:
            parts = []
            meta: Any = None
            plain = chunks(reader, path, **encoding)
            coded = (
                chunks(reader, path, user_missing=True, **encoding) if takes_codes else chunks(reader, path, **encoding)
            )
            counts.clear()
            for (columns, meta), (codes, coded_meta) in zip(plain, coded, strict=True):
                stored = meta.readstat_variable_types
                parts.append(
                    pa.table(
                        {
                            name: column(
                                without_user_missing(name, values, codes[name], coded_meta, counts), stored[name]
                            )
                            for name, values in columns.items()
                        }
                    )
                )
            break
        except UnicodeDecodeError:
            if encoding:
                raise
            encoding = {"encoding": OLD_ENCODING}
    table = pa.concat_tables(parts, promote_options="permissive")
    _, whole = reader(str(path), metadataonly=True, output_format="dict", **encoding)
    if whole.number_rows not in (None, -1, table.num_rows):
        sys.exit(ENDS_EARLY)
    if reader.__name__ == "read_xport" and path.stat().st_size % SAS_RECORD:
        sys.exit(ENDS_EARLY)
    if kind in ALWAYS_DOUBLE:
        for index, name in enumerate(table.column_names):
            if is_whole(table.column(index)):
                table = table.set_column(index, name, table.column(index).cast(pa.int64()))
    said = {
        "labels": {
            name: {text_of(code): str(label) for code, label in labels.items()}
            for name, labels in meta.variable_value_labels.items()
        },
        "names": {name: label for name, label in zip(meta.column_names, meta.column_labels, strict=True) if label},
        "user_missing": {name: dict(found) for name, found in counts.items() if found},
        "encoding": encoding.get("encoding") or meta.file_encoding,
    }
    return table.replace_schema_metadata({"helhed.statistical_file": json.dumps(said, ensure_ascii=False)})


def limit_memory(room: int) -> None:
    """Bounds the memory of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (room, room))


def main(path: str, kind: str, out: str) -> None:
    """Reads the file and writes the table, or ends with a status that says what went wrong."""
    import pyarrow as pa

    limit_memory(max(LEAST_MEMORY, MEMORY_PER_BYTE * Path(path).stat().st_size))
    try:
        table = table_of(Path(path), kind)
    except MemoryError:
        sys.exit(NO_MEMORY)
    except Exception:  # Whatever the library says of a damaged file may quote its values.
        sys.exit(DAMAGED)
    with pa.OSFile(out, "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)


if __name__ == "__main__":
    main(*sys.argv[1:4])
