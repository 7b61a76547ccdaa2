"""Times the reading of a municipal CSV against polars: semicolons, decimal commas, Danish dates, ja/nej.

Run it with the development extras installed: ``python benches/python/files.py [ROWS | FILE]``. helhed recognises the
file by itself, and every cell of it counts; polars is told the separator, the decimal mark and every type, once with
dates and ja/nej left as texts and once with both converted. Every contender runs in a process of its own, in turn; the
first round is a warm-up, and the median of five is printed with its ratio to helhed, the processor time and the most
memory. What is read is compared. ``scan`` goes through the file twice: to recognise it, and to give its rows.
"""

from __future__ import annotations

import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 5


def make(path: Path, rows: int) -> None:
    """A register of persons by day: ten columns, about 70 bytes a row."""
    draw = random.Random(20260101)
    areas = [("0101", "Birkelunden"), ("0118", "Åbrinken"), ("0135", "Ærtebjerg"), ("0169", "Sølvhøj")]
    with path.open("w", encoding="utf-8") as file:
        file.write("person;kode;omraade;dato;aar;uger_i_job;indkomst;andel;i_job;note\n")
        for row in range(rows):
            (code, area), weeks, year = draw.choice(areas), draw.randrange(53), draw.randrange(2010, 2020)
            day = f"{draw.randrange(1, 29):02}-{draw.randrange(1, 13):02}-{year}"
            income = f"{draw.randrange(5_000_000)},{draw.randrange(100):02}"
            share = f"{draw.randrange(100)},{draw.randrange(10)}"
            job = draw.choice(["ja", "nej"])
            file.write(f"P{row:09};{code};{area};{day};{year};{weeks};{income};{share};{job};x{weeks}\n")


def answers(frame: object) -> dict[str, float]:
    import polars as pl

    assert isinstance(frame, pl.DataFrame)
    sums = frame.select(pl.col("uger_i_job").sum(), pl.col("indkomst").sum().round(0), pl.len().alias("rows"))
    return {name: float(value) for name, value in sums.row(0, named=True).items()}


def helhed_read(path: str) -> tuple[float, Callable[[], object]]:
    import helhed as hh

    start = time.perf_counter()
    records = hh.read(path, progress=False)
    return time.perf_counter() - start, records.to_polars


def helhed_scan(path: str) -> tuple[float, Callable[[], object]]:
    import polars as pl
    import pyarrow as pa

    import helhed as hh

    start = time.perf_counter()
    rows, weeks, income = 0, 0, 0.0
    for batch in pa.RecordBatchReader.from_stream(hh.scan(path, progress=False)):
        part = pl.DataFrame(pa.Table.from_batches([batch]))
        rows, weeks, income = rows + len(part), weeks + part["uger_i_job"].sum(), income + part["indkomst"].sum()
    seconds = time.perf_counter() - start
    counted = {"uger_i_job": [weeks], "indkomst": [income]}
    return seconds, lambda: pl.DataFrame(counted).with_columns(rows=pl.lit(rows))


def polars_options() -> dict[str, object]:
    import polars as pl

    text = dict.fromkeys(["person", "kode", "omraade", "dato", "i_job", "note"], pl.String)
    numbers = {"aar": pl.Int64, "uger_i_job": pl.Int64, "indkomst": pl.Float64, "andel": pl.Float64}
    return {"separator": ";", "decimal_comma": True, "schema_overrides": {**text, **numbers}}


def polars_read(path: str) -> tuple[float, Callable[[], object]]:
    import polars as pl

    start = time.perf_counter()
    frame = pl.read_csv(path, **polars_options())
    return time.perf_counter() - start, lambda: frame


def polars_converted(path: str) -> tuple[float, Callable[[], object]]:
    import polars as pl

    start = time.perf_counter()
    frame = pl.read_csv(path, **polars_options())
    frame = frame.with_columns(pl.col("dato").str.to_date("%d-%m-%Y"), pl.col("i_job") == "ja")
    return time.perf_counter() - start, lambda: frame


CONTENDERS = {
    "helhed read": helhed_read,
    "helhed scan": helhed_scan,
    "polars": polars_read,
    "polars, dates": polars_converted,
}


def contend(name: str, path: str) -> None:
    seconds, frame = CONTENDERS[name](path)
    used = resource.getrusage(resource.RUSAGE_SELF)
    found = {"seconds": seconds, "processor": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss / 1024}
    if name != "helhed scan":
        found["answers"] = answers(frame())
    else:
        counted = frame().row(0, named=True)
        found["answers"] = {name: float(round(value)) for name, value in counted.items()}
    print(json.dumps(found))


def main() -> None:
    if len(sys.argv) == 3 and sys.argv[1] in CONTENDERS:
        contend(sys.argv[1], sys.argv[2])
        return
    asked = sys.argv[1] if len(sys.argv) > 1 else "5000000"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(asked)
        if asked.isdigit():
            path = Path(folder) / "register.csv"
            make(path, int(asked))
        found: dict[str, list[dict[str, float]]] = {name: [] for name in CONTENDERS}
        seen = set()
        for round_number in range(ROUNDS + 1):
            for name in CONTENDERS:
                call = [sys.executable, __file__, name, str(path)]
                one = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
                seen.add((one["answers"]["rows"], one["answers"]["uger_i_job"]))
                if round_number:
                    found[name].append(one)
        size = path.stat().st_size / 1e6
    if len(seen) != 1:
        raise SystemExit(f"the contenders disagree: {seen}")
    middle = {name: statistics.median(one["seconds"] for one in ones) for name, ones in found.items()}
    print(f"{size:,.0f} MB, {seen.pop()[0]:,.0f} rows, median of {ROUNDS}")
    for name, ones in found.items():
        processor = statistics.median(one["processor"] for one in ones)
        most = max(one["megabytes"] for one in ones)
        ratio = middle[name] / middle["helhed read"]
        print(f"{name:14} {middle[name]:7.2f} s  {ratio:5.2f} x helhed  {processor:7.2f} s processor  {most:7,.0f} MB")


if __name__ == "__main__":
    main()
