"""Tables that several tests share."""

import signal
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import helhed as hh

# Where the tests run as a background job, Ctrl-C may be ignored, and programs that they start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

AREAS = ["Sydhavnen", "Åhaven", "Åhaven", None, "Sydhavnen", "Ærøskøbing"]
QUARTERS = ["2012K4", "2012K4", "2013K1", "2013K1", "2013K1", "2012K4"]
EVICTED = [True, False, None, True, False, True]
INCOME = [101.5, 99.0, 250.25, None, 80.0, 60.0]


@pytest.fixture
def rows() -> pa.Table:
    """Six rows with Danish letters, a missing key and missing values."""
    return pa.table({"area": AREAS, "quarter": QUARTERS, "evicted": EVICTED, "income": INCOME})


@pytest.fixture
def indicators() -> list[hh.Indicator]:
    return [hh.Indicator("evicted"), hh.Indicator("income", measure="mean", unit="DKK")]


def pandas_rows(rows: pa.Table) -> pd.DataFrame:
    return rows.to_pandas()


def polars_rows(rows: pa.Table) -> pl.DataFrame:
    return pl.DataFrame(rows)


def duckdb_rows(rows: pa.Table) -> duckdb.DuckDBPyRelation:
    return duckdb.connect().from_arrow(rows)


def batch_reader(rows: pa.Table) -> pa.RecordBatchReader:
    return rows.to_reader(max_chunksize=2)


LIBRARIES = {
    "pyarrow": lambda rows: rows,
    "pyarrow reader": batch_reader,
    "pandas": pandas_rows,
    "polars": polars_rows,
    "duckdb": duckdb_rows,
}

REFERENCE = Path(__file__).parents[1] / "reference"
