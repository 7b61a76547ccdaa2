"""Times the tally of a register against polars and DuckDB: one file, one question, in turn, answers compared.

Run it with the development extras installed: ``python benches/python/tally.py [ROWS]``. Every contender runs in a
process of its own; the first round is a warm-up, and the median of five is printed with its ratio to helhed.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
CONTENDERS = ("helhed", "polars", "duckdb")


def make(path: Path, rows: int) -> None:
    """A register: 130 areas, 52 quarters, 3 cohorts, an income that is missing for 2 percent, and an event."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    draw = random.Random(20260101)
    schema = pa.schema(
        [
            ("area", pa.dictionary(pa.int32(), pa.string())),
            ("quarter", pa.int32()),
            ("cohort", pa.dictionary(pa.int8(), pa.string())),
            ("income", pa.float64()),
            ("employed", pa.bool_()),
        ]
    )
    areas, cohorts = [f"area {number:03}" for number in range(130)], ["before", "during", "after"]
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for start in range(0, rows, 1_000_000):
            size = min(1_000_000, rows - start)
            base = [draw.gauss(200_000, 60_000) for _ in range(10_000)]
            income = [None if draw.random() < 0.02 else base[draw.randrange(10_000)] for _ in range(size)]
            columns = [
                pa.DictionaryArray.from_arrays(pa.array(draw.choices(range(130), k=size), pa.int32()), areas),
                pa.array(draw.choices(range(52), k=size), pa.int32()),
                pa.DictionaryArray.from_arrays(pa.array(draw.choices(range(3), k=size), pa.int8()), cohorts),
                pa.array(income, pa.float64()),
                pa.array(draw.choices([True, False], [0.6, 0.4], k=size), pa.bool_()),
            ]
            writer.write_batch(pa.record_batch(columns, schema=schema))


def helhed(path: str) -> dict[str, float]:
    import helhed as hh

    indicators = [hh.Indicator("income", measure="mean", value="income"), hh.Indicator("employed")]
    start = time.perf_counter()
    cells = hh.tally(path, indicators, by=["area", "quarter", "cohort"])
    seconds = time.perf_counter() - start
    table = cells.to_dict()
    present = [n for n, kind in zip(table["records"], table["measure"], strict=True) if kind == "mean"]
    return {
        "seconds": seconds,
        "cells": len(cells),
        "incomes": sum(present),
        "employed": sum(filter(None, table["events"])),
    }


def polars(path: str) -> dict[str, float]:
    import polars as pl

    start = time.perf_counter()
    frame = (
        pl.scan_parquet(path)
        .group_by("area", "quarter", "cohort")
        .agg(
            pl.col("income").count().alias("n"),
            pl.col("income").mean().alias("mean"),
            pl.col("income").var().alias("variance"),
            pl.col("employed").sum().alias("employed"),
        )
        .collect(engine="streaming")
    )
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "cells": len(frame), "incomes": frame["n"].sum(), "employed": frame["employed"].sum()}


def duckdb(path: str) -> dict[str, float]:
    import duckdb as db

    question = """
        select area, quarter, cohort, count(income), avg(income), var_samp(income), count(*) filter (employed)
        from read_parquet(?) group by all
    """
    start = time.perf_counter()
    rows = db.execute(question, [path]).fetchall()
    seconds = time.perf_counter() - start
    return {
        "seconds": seconds,
        "cells": len(rows),
        "incomes": sum(r[3] for r in rows),
        "employed": sum(r[6] for r in rows),
    }


def main() -> None:
    if len(sys.argv) == 3 and sys.argv[1] in CONTENDERS:
        print(json.dumps({"helhed": helhed, "polars": polars, "duckdb": duckdb}[sys.argv[1]](sys.argv[2])))
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.parquet"
        make(path, rows)
        times: dict[str, list[float]] = {name: [] for name in CONTENDERS}
        answers = set()
        for round_number in range(ROUNDS + 1):
            for name in CONTENDERS:
                call = [sys.executable, __file__, name, str(path)]
                found = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
                answers.add((found["cells"], found["incomes"], found["employed"]))
                if round_number:
                    times[name].append(found["seconds"])
    if len(answers) != 1:
        raise SystemExit(f"the contenders disagree: {answers}")
    ours = statistics.median(times["helhed"])
    print(f"{rows:,} rows, {answers.pop()[0]:,} cells, median of {ROUNDS}")
    for name, seconds in times.items():
        middle = statistics.median(seconds)
        print(f"{name:8} {middle:7.3f} s   {middle / ours:5.2f} x helhed")


if __name__ == "__main__":
    main()
