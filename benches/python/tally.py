"""Times the tally of a register against Polars, DuckDB and DataFusion: the same files, one question, in turn.

Run it with the development extras installed: ``python benches/python/tally.py [ROWS] [FOLDER]``. The register is written
by pyarrow, Polars and DuckDB, each with zstd and with snappy. Every contender runs in a process of its own; the first
round is a warm-up, and the median of five is printed with its ratio to the fastest of the others, beside the peak memory
of the process and the time that decoding alone takes (pyarrow). The answers are compared cell by cell. Files that lie in
FOLDER already are taken as they are.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
CONTENDERS = ("helhed", "polars", "duckdb", "datafusion", "decode")
WRITERS = ("pyarrow", "polars", "duckdb")
PACKINGS = ("zstd", "snappy")
KEYS = ("area", "quarter", "cohort")
VALUES = ("income", "weight", "employed", "exposure")


def make(folder: Path, rows: int) -> list[Path]:
    """A register: 130 areas, 52 quarters, 3 cohorts, an income missing for 2 percent, a weight, an event, an exposure."""
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


def helhed(path: str) -> tuple[float, object]:
    import helhed as hh

    indicators = [
        hh.Indicator("income", measure="mean"),
        hh.Indicator("weighted", measure="weighted_mean", value="income", weight="weight"),
        hh.Indicator("employed", measure="rate", events="employed", exposure="exposure"),
    ]
    start = time.perf_counter()
    cells = hh.tally(path, indicators, by=list(KEYS))
    seconds = time.perf_counter() - start
    table = cells.to_dict()
    rows: dict[tuple[object, ...], list[float]] = {}
    for place, measure in enumerate(table["measure"]):
        answer = rows.setdefault(tuple(table[key][place] for key in KEYS), [])
        n, mean, m2 = (table[name][place] for name in ("records", "mean", "m2"))
        if measure == "mean":
            answer += [n, table["missing"][place], mean, m2 / (n - 1)]
        elif measure == "weighted_mean":
            answer += [mean, m2 / table["weight"][place]]
        else:
            answer += [table["events"][place], table["exposure"][place]]
    return seconds, [list(key) + numbers for key, numbers in rows.items()]


def polars(path: str) -> tuple[float, object]:
    import polars as pl

    x, w = pl.col("income"), pl.col("weight")
    present = w.filter(x.is_not_null()).sum()
    start = time.perf_counter()
    frame = (
        pl.scan_parquet(path)
        .group_by(*KEYS)
        .agg(
            x.count().alias("n"),
            x.null_count().alias("missing"),
            x.mean().alias("mean"),
            x.var().alias("variance"),
            ((x * w).sum() / present).alias("weighted"),
            ((x * x * w).sum() / present - ((x * w).sum() / present) ** 2).alias("weighted_variance"),
            pl.col("employed").sum().alias("events"),
            pl.col("exposure").sum().alias("exposure_sum"),
        )
        .collect(engine="streaming")
    )
    return time.perf_counter() - start, [list(row) for row in frame.rows()]


QUESTION = """
    select area, quarter, cohort, count(income), count(*) - count(income), avg(income), var_samp(income),
        sum(income * weight) / sum(case when income is not null then weight end),
        sum(income * income * weight) / sum(case when income is not null then weight end)
            - power(sum(income * weight) / sum(case when income is not null then weight end), 2),
        sum(case when employed then 1 else 0 end), sum(exposure)
    from {} group by area, quarter, cohort
"""


def duckdb(path: str) -> tuple[float, object]:
    import duckdb as db

    start = time.perf_counter()
    rows = db.execute(QUESTION.format(f"read_parquet('{path}')")).fetchall()
    return time.perf_counter() - start, [list(row) for row in rows]


def datafusion(path: str) -> tuple[float, object]:
    from datafusion import SessionContext

    context = SessionContext()
    start = time.perf_counter()
    context.register_parquet("register", path)
    batches = context.sql(QUESTION.format("register")).collect()
    seconds = time.perf_counter() - start
    return seconds, [list(row.values()) for batch in batches for row in batch.to_pylist()]


def decode(path: str) -> tuple[float, object]:
    """What reading the seven columns takes when nothing is made of them."""
    import pyarrow.parquet as pq

    start = time.perf_counter()
    for _ in pq.ParquetFile(path).iter_batches(columns=[*KEYS, *VALUES], batch_size=1 << 16):
        pass
    return time.perf_counter() - start, None


def same(left: list[list[float]], right: list[list[float]]) -> bool:
    """Whether two answers hold the same cells, with numbers equal to 1e-6 (variances from raw sums lose digits)."""

    def keyed(rows: list[list[float]]) -> dict[tuple[str, int, str], list[float]]:
        return {(str(row[0]), int(row[1]), str(row[2])): row[3:] for row in rows}

    one, other = keyed(left), keyed(right)
    return one.keys() == other.keys() and all(
        abs(a - b) <= 1e-6 * max(abs(a), abs(b)) for key in one for a, b in zip(one[key], other[key], strict=True)
    )


def contend(name: str, path: str) -> None:
    seconds, rows = globals()[name](path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": peak, "rows": rows}))


def race(path: Path, contenders: list[str]) -> None:
    times: dict[str, list[float]] = {name: [] for name in contenders}
    peaks: dict[str, float] = dict.fromkeys(contenders, 0.0)
    answers: dict[str, list[list[float]]] = {}
    for round_number in range(ROUNDS + 1):
        for name in contenders:
            call = [sys.executable, __file__, name, str(path)]
            found = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
            peaks[name] = max(peaks[name], found["megabytes"])
            if found["rows"] is not None and name not in answers:
                answers[name] = found["rows"]
            if round_number:
                times[name].append(found["seconds"])
    for name, answer in answers.items():
        if not same(answers["helhed"], answer):
            raise SystemExit(f"{path.name}: {name} answers otherwise than helhed")
    middle = {name: statistics.median(seconds) for name, seconds in times.items()}
    fastest = min(seconds for name, seconds in middle.items() if name not in ("helhed", "decode"))
    print(f"{path.name}: {len(answers['helhed']):,} cells, {path.stat().st_size / 1e6:.0f} MB, median of {ROUNDS}")
    for name, seconds in middle.items():
        print(f"  {name:10} {seconds:7.3f} s  {seconds / fastest:5.2f} x the fastest peer  {peaks[name]:6.0f} MB", flush=True)


def main() -> None:
    if len(sys.argv) == 3 and sys.argv[1] in CONTENDERS:
        contend(sys.argv[1], sys.argv[2])
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000_000
    contenders = [name for name in CONTENDERS if name != "datafusion" or installed(name)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[2] if len(sys.argv) > 2 else temporary)
        folder.mkdir(exist_ok=True)
        for path in make(folder, rows):
            race(path, contenders)


def installed(name: str) -> bool:
    import importlib.util

    return importlib.util.find_spec(name) is not None


if __name__ == "__main__":
    main()
