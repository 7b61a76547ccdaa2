"""Times the tally of a register against Polars, DuckDB and DataFusion: the same rows, one question, in turn.

Run it with the development extras installed: ``python benches/python/tally.py [--rows N] [--folder F] [QUESTION ...]``.
The register is written by pyarrow, Polars and DuckDB, each with zstd and with snappy; files that lie in the folder
already are taken as they are. Questions:

``files``
    Mean and variance with and without weights, events and exposure by area, quarter and cohort, from each file.
``six``
    Six indicators in one pass, from each file.
``memory``
    The first question of an Arrow table in memory (Polars: of a frame of its own).
``ten``
    The first question of ten files, for time and memory beside those of one.

Every contender runs in a process of its own; the first round is a warm-up, and the median of five is printed with its
ratio to the fastest of the others, beside the peak memory of the process up to the answer and the time that decoding
alone takes (pyarrow). The answers are compared cell by cell.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS = 5
CONTENDERS = ("helhed", "polars", "duckdb", "datafusion", "decode")
QUESTIONS = ("files", "six", "memory", "ten")
WRITERS = ("pyarrow", "polars", "duckdb")
PACKINGS = ("zstd", "snappy")
KEYS = ("area", "quarter", "cohort")
VALUES = ("income", "weight", "employed", "exposure")
# What is asked, as (measure, column) or (measure, column, second column).
MOMENTS = [("mean", "income"), ("weighted_mean", "income", "weight"), ("rate", "employed", "exposure")]
SIX = [*MOMENTS, ("mean", "exposure"), ("mean", "weight"), ("proportion", "employed")]


def make(folder: Path, rows: int) -> list[Path]:
    """A register of 130 areas, 52 quarters, 3 cohorts: an income (2 percent missing), a weight, an event, exposure."""
    paths = [folder / f"{writer}_{packing}.parquet" for writer in WRITERS for packing in PACKINGS]
    if all(path.exists() for path in paths):
        return paths
    import duckdb
    import numpy as np
    import polars as pl
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema(
        [
            ("person", pa.uint64()),
            ("area", pa.dictionary(pa.int32(), pa.string())),
            ("quarter", pa.int32()),
            ("cohort", pa.dictionary(pa.int8(), pa.string())),
            ("theme", pa.dictionary(pa.int8(), pa.string())),
            ("income", pa.float64()),
            ("weight", pa.float64()),
            ("employed", pa.bool_()),
            ("exposure", pa.float64()),
        ]
    )
    areas, cohorts = [f"area {number:03}" for number in range(130)], ["before", "during", "after"]
    themes = [f"theme {number}" for number in range(7)]
    for packing in PACKINGS:
        draw = np.random.default_rng(20260101)
        with pq.ParquetWriter(folder / f"pyarrow_{packing}.parquet", schema, compression=packing) as writer:
            for start in range(0, rows, 1_000_000):
                size = min(1_000_000, rows - start)
                coded = pa.DictionaryArray.from_arrays
                columns = [
                    pa.array(np.arange(start, start + size, dtype=np.uint64)),
                    coded(pa.array(draw.integers(0, 130, size, dtype=np.int32)), areas),
                    pa.array(draw.integers(0, 52, size, dtype=np.int32)),
                    coded(pa.array(draw.integers(0, 3, size, dtype=np.int8)), cohorts),
                    coded(pa.array(draw.integers(0, 7, size, dtype=np.int8)), themes),
                    pa.array(draw.normal(200_000, 60_000, size), mask=draw.random(size) < 0.02),
                    pa.array(np.round(draw.uniform(0.2, 3.0, size), 2)),
                    pa.array(draw.random(size) < 0.6),
                    pa.array(draw.integers(1, 91, size) / 91.0),
                ]
                writer.write_batch(pa.record_batch(columns, schema=schema))
        made = folder / f"pyarrow_{packing}.parquet"
        pl.scan_parquet(made).sink_parquet(folder / f"polars_{packing}.parquet", compression=packing)
        target = folder / f"duckdb_{packing}.parquet"
        duckdb.execute(f"copy (from read_parquet('{made}')) to '{target}' (format parquet, compression {packing})")
    return paths


def helhed(source: Any, asked: list[tuple[str, ...]]) -> Any:
    import helhed as hh

    roles = {
        "mean": ["value"],
        "weighted_mean": ["value", "weight"],
        "rate": ["events", "exposure"],
        "proportion": ["event"],
    }
    indicators = [
        hh.Indicator(f"x{place}", measure=measure, **dict(zip(roles[measure], columns, strict=True)))
        for place, (measure, *columns) in enumerate(asked)
    ]
    cells = hh.tally(source, indicators, by=list(KEYS))

    def rows() -> list[list[Any]]:
        table = cells.to_dict()
        found: dict[tuple[Any, ...], list[Any]] = {}
        for place, measure in enumerate(table["measure"]):
            row = found.setdefault(tuple(table[key][place] for key in KEYS), [])
            n, mean, m2 = (table[name][place] for name in ("records", "mean", "m2"))
            if measure == "mean":
                row += [n, table["missing"][place], mean, m2 / (n - 1)]
            elif measure == "weighted_mean":
                row += [mean, m2 / table["weight"][place]]
            elif measure == "rate":
                row += [table["events"][place], table["exposure"][place]]
            else:
                row += [n, table["events"][place]]
        return [list(key) + numbers for key, numbers in found.items()]

    return rows


def polars(source: Any, asked: list[tuple[str, ...]]) -> Any:
    import polars as pl

    sums = []
    for measure, *columns in asked:
        x, second = pl.col(columns[0]), pl.col(columns[-1])
        present = second.filter(x.is_not_null()).sum()
        sums += {
            "mean": lambda x=x: [x.count(), x.null_count(), x.mean(), x.var()],
            "weighted_mean": lambda x=x, w=second, present=present: [
                (x * w).sum() / present,
                (x * x * w).sum() / present - ((x * w).sum() / present) ** 2,
            ],
            "rate": lambda x=x, second=second: [x.sum(), second.sum()],
            "proportion": lambda x=x: [x.count(), x.sum()],
        }[measure]()
    frame = source.lazy() if isinstance(source, pl.DataFrame) else pl.scan_parquet(source)
    found = (
        frame.group_by(*KEYS).agg(each.alias(str(place)) for place, each in enumerate(sums)).collect(engine="streaming")
    )
    return lambda: [list(row) for row in found.rows()]


def question(asked: list[tuple[str, ...]], source: str) -> str:
    sums = []
    for measure, *columns in asked:
        x, second = columns[0], columns[-1]
        present = f"sum(case when {x} is not null then {second} end)"
        events = f"sum(case when {x} then 1 else 0 end)"
        sums += {
            "mean": [f"count({x})", f"count(*) - count({x})", f"avg({x})", f"var_samp({x})"],
            "weighted_mean": [
                f"sum({x} * {second}) / {present}",
                f"sum({x} * {x} * {second}) / {present} - power(sum({x} * {second}) / {present}, 2)",
            ],
            "rate": [events, f"sum({second})"],
            "proportion": [f"count({x})", events],
        }[measure]
    keys = ", ".join(KEYS)
    named = ", ".join(f"{each} as c{place}" for place, each in enumerate(sums))
    return f"select {keys}, {named} from {source} group by {keys}"


def duckdb(source: Any, asked: list[tuple[str, ...]]) -> Any:
    import duckdb as db

    if not isinstance(source, (str, list)):
        db.register("register", source)
        source = None
    found = db.execute(question(asked, "register" if source is None else f"read_parquet({source!r})")).fetchall()
    return lambda: [list(row) for row in found]


def datafusion(source: Any, asked: list[tuple[str, ...]]) -> Any:
    from datafusion import SessionContext

    context = SessionContext()
    if isinstance(source, str):
        context.register_parquet("register", source)
    elif isinstance(source, list):
        context.register_parquet("register", str(Path(source[0]).parent))
    else:
        context.from_arrow(source, name="register")
    found = context.sql(question(asked, "register")).collect()
    return lambda: [list(row.values()) for batch in found for row in batch.to_pylist()]


def decode(source: Any, asked: list[tuple[str, ...]]) -> Any:
    """What reading the seven columns takes when nothing is made of them."""
    import pyarrow.parquet as pq

    for path in source if isinstance(source, list) else [source]:
        for _ in pq.ParquetFile(path).iter_batches(columns=[*KEYS, *VALUES], batch_size=1 << 16):
            pass
    return lambda: None


def table(name: str, path: str) -> Any:
    """The seven columns in memory: as Polars' own frame, or as an Arrow table."""
    if name == "polars":
        import polars as pl

        return pl.read_parquet(path, columns=[*KEYS, *VALUES])
    import pyarrow.parquet as pq

    return pq.read_table(path, columns=[*KEYS, *VALUES])


def contend(name: str, asked: str, paths: list[str]) -> None:
    contender: Callable[[Any, Any], Any] = globals()[name]
    source: Any = paths[0] if len(paths) == 1 else paths
    if asked == "memory":
        source = table(name, paths[0])
    start = time.perf_counter()
    rows = contender(source, SIX if asked == "six" else MOMENTS)
    seconds = time.perf_counter() - start
    # Not `ru_maxrss`: a process inherits that from the one that started it.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]  # Linux has it.
    print(json.dumps({"seconds": seconds, "megabytes": peak, "rows": rows()}))


def same(left: list[list[Any]], right: list[list[Any]]) -> bool:
    """Whether two answers hold the same cells, with numbers equal to 1e-6 (variances from raw sums lose digits)."""

    def keyed(rows: list[list[Any]]) -> dict[tuple[str, int, str], list[float]]:
        return {(str(row[0]), int(row[1]), str(row[2])): row[3:] for row in rows}

    one, other = keyed(left), keyed(right)
    return one.keys() == other.keys() and all(
        abs(a - b) <= 1e-6 * max(abs(a), abs(b)) for key in one for a, b in zip(one[key], other[key], strict=True)
    )


def race(asked: str, paths: list[Path], contenders: list[str]) -> None:
    times: dict[str, list[float]] = {name: [] for name in contenders}
    peaks: dict[str, float] = dict.fromkeys(contenders, 0.0)
    answers: dict[str, list[list[Any]]] = {}
    for round_number in range(ROUNDS + 1):
        for name in contenders:
            call = [sys.executable, __file__, "--contend", name, asked, *map(str, paths)]
            found = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
            peaks[name] = max(peaks[name], found["megabytes"])
            if found["rows"] is not None:
                answers.setdefault(name, found["rows"])
            if round_number:
                times[name].append(found["seconds"])
    for name, answer in answers.items():
        if not same(answers["helhed"], answer):
            raise SystemExit(f"{asked} {paths[0].name}: {name} answers otherwise than helhed")
    middle = {name: statistics.median(seconds) for name, seconds in times.items()}
    fastest = min(seconds for name, seconds in middle.items() if name not in ("helhed", "decode"))
    size = sum(path.stat().st_size for path in paths) / 1e6
    files = f"{len(paths)} x " if len(paths) > 1 else ""
    print(f"{asked}, {files}{paths[0].name}: {len(answers['helhed']):,} cells, {size:.0f} MB, median of {ROUNDS}")
    for name, seconds in middle.items():
        print(
            f"  {name:10} {seconds:7.3f} s  {seconds / fastest:5.2f} x the fastest peer  {peaks[name]:6.0f} MB",
            flush=True,
        )


def main() -> None:
    if sys.argv[1:2] == ["--contend"]:
        return contend(sys.argv[2], sys.argv[3], sys.argv[4:])
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("questions", nargs="*", choices=QUESTIONS, default=["files", "six", "memory"])
    ask.add_argument("--rows", type=int, default=20_000_000)
    ask.add_argument("--folder", type=Path)
    told = ask.parse_args()
    contenders = [name for name in CONTENDERS if name in ("helhed", "decode") or importlib.util.find_spec(name)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = told.folder or Path(temporary)
        folder.mkdir(exist_ok=True)
        paths = make(folder, told.rows)
        for asked in told.questions:
            if asked == "memory":
                race(asked, paths[:1], [name for name in contenders if name != "decode"])
            elif asked == "ten":
                race(asked, ten_times(paths[0], folder / "ten"), contenders)
            else:
                for path in paths:
                    race(asked, [path], contenders)


def ten_times(path: Path, folder: Path) -> list[Path]:
    """Ten files with the rows of one: links, since rows are counted and not looked at twice."""
    folder.mkdir(exist_ok=True)
    links = [folder / f"part_{part}.parquet" for part in range(10)]
    for link in links:
        if not link.exists():
            link.hardlink_to(path)
    return links


if __name__ == "__main__":
    main()
