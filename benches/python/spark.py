"""Tallies a table larger than an executor's memory on a real local Spark cluster.

Run it with the development extras and Java 17 installed: ``python benches/python/spark.py [MILLIONS]``. Two executors
of 1024 MB, each a process of its own, make 200 million rows (by default) out of their numbers: an area, an event
and five doubles, 8 GB if anybody held them. They add them up by area; the rows come in equal rounds, and one round is
tallied here and compared.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pyarrow as pa

import helhed as hh

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "python"))
from cluster import session

AREAS, STEPS = 130, 1000

INDICATORS = [
    hh.Indicator("employed"),
    hh.Indicator("income", measure="mean"),
    hh.Indicator("wage", measure="weighted_mean", weight="weight"),
    hh.Indicator("charged", measure="rate", events="charges", exposure="years"),
]

COLUMNS = {
    "area": f"cast(id % {AREAS} as string)",
    "employed": "id % 3 = 0",
    "income": f"1e6D + cast(id div {AREAS} % {STEPS} as double) / 100",
    "wage": f"150D + cast(id div {AREAS} % {STEPS} as double) / 10",
    "weight": f"1D + cast(id div {AREAS} % 7 as double)",
    "charges": "cast(id % 2 as double)",
    "years": "0.5D",
}


def main(millions: int) -> None:
    """Tallies, checks and prints."""
    rows = millions * 1_000_000 // (AREAS * STEPS * 7) * AREAS * STEPS * 7
    spark = session()
    try:
        frame = spark.range(rows, numPartitions=max(8, millions // 5))
        frame = frame.selectExpr(*[f"{made} as {name}" for name, made in COLUMNS.items()])
        begun = time.perf_counter()
        cells = hh.tally(frame, INDICATORS, by="area")
        seconds = time.perf_counter() - begun
        # Every area has the same rounds of incomes, wages and weights.
        one_round = spark.range(AREAS * STEPS * 7).selectExpr(*[f"{made} as {name}" for name, made in COLUMNS.items()])
        native = hh.tally(pa.table(one_round.toArrow()), INDICATORS, by="area")
    finally:
        spark.stop()
    rounds = rows // (AREAS * STEPS * 7)
    worst = 0.0
    found, wanted = cells.to_dict(), native.to_dict()
    assert found["area"] == wanted["area"] and cells.ledger == {"rows_in": rows, "left_out": {}}
    for name, times in (("records", rounds), ("exposure", rounds), ("mean", 1), ("m2", rounds), ("weight", rounds)):
        for one, other in zip(found[name], wanted[name], strict=True):
            if other:
                worst = max(worst, abs(one / (other * times) - 1))
    megabytes = rows * 45 >> 20
    print(f"{rows} rows, {megabytes} MB, {seconds:.1f} s; {len(cells)} cells; largest relative difference {worst:.1e}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
