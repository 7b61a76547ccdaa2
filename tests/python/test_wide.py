"""Wide registers: against the long tables that polars and pandas make of them, on the simulated register."""

import datetime
import pathlib

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import helhed as hh

REGISTER = pathlib.Path(__file__).parents[2] / "datasets" / "register"
EMPLOYED = 3
BENEFITS = [4, 5, 6]
EVENTS = {"employed": EMPLOYED, "benefits": BENEFITS}


def share(event):
    return hh.Indicator(event)


@pytest.fixture(scope="module")
def people():
    """A row a person: the weeks, the sex and the area in which the person first lived."""
    residence = pl.read_parquet(REGISTER / "residence.parquet").sort("from").group_by("person").first()
    labour = pl.read_parquet(REGISTER / "labour.parquet")
    persons = pl.read_parquet(REGISTER / "persons.parquet").select("person", "sex")
    return labour.join(residence.select("person", "area"), on="person", how="left").join(persons, on="person")


@pytest.fixture(scope="module")
def long(people):
    """A row a person and week; the quarter is that of the week's Thursday."""
    weeks = [name for name in people.columns if name.startswith("y_")]
    thursday = {name: datetime.date.fromisocalendar(int(name[2:6]), int(name[7:]), 4) for name in weeks}
    quarter = {name: f"{day.year}K{(day.month + 2) // 3}" for name, day in thursday.items()}
    year = {name: day.year for name, day in thursday.items()}
    melted = people.unpivot(on=weeks, index=["person", "area", "sex"], variable_name="week", value_name="y")
    return melted.with_columns(
        quarter=pl.col("week").replace_strict(quarter),
        year=pl.col("week").replace_strict(year),
        employed=pl.col("y") == EMPLOYED,
        benefits=pl.col("y").is_in(BENEFITS),
    )


def wide(data, indicators, **options):
    return hh.tally_wide(data, indicators, columns="y_{week}", events=EVENTS, **options)


def test_shares_are_those_of_the_long_table(people, long):
    indicators = [share("employed"), share("benefits")]
    found = wide(people, indicators, by=["area", "sex"], period="quarter")
    expected = hh.tally(long, indicators, by=["area", "sex", "quarter"])
    assert found.to_pandas().equals(expected.to_pandas())
    assert found.ledger["rows_in"] == expected.ledger["rows_in"] == len(long)
    assert found.ledger["left_out"] == {"y: missing": long["y"].null_count()}


def test_means_are_those_of_pandas(people, long):
    mean = hh.Indicator("code", measure="mean", value="y")
    found = wide(people, mean, by="area", period="year").to_pandas()
    frame = long.to_pandas(types_mapper=None)
    expected = (
        frame.groupby(["area", "year"], dropna=False, observed=True)["y"].agg(known="mean", count="count").reset_index()
    )
    merged = found.merge(expected, on=["area", "year"])
    assert len(merged) == len(found)
    assert merged["records"].tolist() == merged["count"].tolist()
    assert merged["mean"].to_numpy(float) == pytest.approx(merged["known"].to_numpy(float), rel=1e-12, nan_ok=True)


def test_a_person_in_a_quarter_is_the_mean_of_the_weeks(people, long):
    mean = hh.Indicator("employed", measure="mean", value="employed")
    weighted = hh.Indicator("weighted", measure="weighted_mean", value="employed", weight="times")
    cells = wide(people, [mean, weighted], by="area", period="quarter", unit="person_period")
    persons = long.group_by("person", "area", "quarter").agg(pl.col("employed").mean(), times=pl.col("y").count())
    expected = persons.group_by("area", "quarter").agg(
        of_employed=pl.col("employed").mean(),
        n=pl.col("employed").count(),
        of_weighted=(pl.col("employed") * pl.col("times")).sum() / pl.col("times").sum(),
    )
    for indicator in ("employed", "weighted"):
        found = cells.to_pandas().query("indicator == @indicator")
        merged = found.merge(expected.to_pandas(), on=["area", "quarter"])
        assert len(merged) == len(found) == len(expected)
        assert merged["records"].tolist() == merged["n"].tolist()
        known = merged[f"of_{indicator}"].to_numpy(float)
        assert merged["mean"].to_numpy(float) == pytest.approx(known, rel=1e-12, nan_ok=True)


def test_files_and_libraries_give_the_same_cells(people, tmp_path):
    options = {"by": "area", "period": "quarter", "first": "2010K1", "last": 2010}
    expected = wide(people, share("employed"), **options)
    assert expected.ledger["rows_in"] == len(people) * 52
    people.write_parquet(tmp_path / "a.parquet", row_group_size=700)
    assert wide(tmp_path / "a.parquet", share("employed"), **options) == expected
    # Pandas has no whole numbers with missing values: its columns are of decimals.
    assert wide(people.to_pandas(), share("employed"), **options) == expected
    assert wide(people.to_arrow(), share("employed"), **options) == expected
    people[:2000].write_parquet(tmp_path / "b.parquet")
    people[2000:].write_parquet(tmp_path / "c.parquet")
    assert wide(str(tmp_path / "[bc].parquet"), share("employed"), **options) == expected


def test_the_file_of_the_simulated_register_is_read_as_it_is(long):
    cells = wide(REGISTER / "labour.parquet", share("employed"), period="year")
    assert cells.to_pandas().equals(hh.tally(long, share("employed"), by="year").to_pandas())


def test_progress_is_told_to_the_end():
    told = []
    cells = wide(
        REGISTER / "labour.parquet", share("employed"), progress=lambda done, total: told.append((done, total))
    )
    assert told[-1] == (cells.ledger["rows_in"], cells.ledger["rows_in"])


def test_missing_codes_have_reasons():
    people = pa.table({"y_200801": [1, 0, 9, None], "y_200802": [1, 1, 0, 9]})
    cells = hh.tally_wide(
        people, share("job"), "y_{week}", events={"job": (1,)}, missing={0: "abroad", 9: "not answered"}
    )
    assert cells.to_dict()["missing"] == [5]
    assert cells.ledger["left_out"] == {"y: abroad": 2, "y: missing": 1, "y: not answered": 2}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"columns": "x_{week}"}, "H890"),
        ({"first": 2007}, "H891"),
        ({"last": "2024"}, "H891"),
        ({"columns": "y_"}, "H899"),
        ({"missing": {EMPLOYED: "why"}}, "H893"),
        ({"unit": "person_period"}, "H895"),
        ({"unit": "person_period", "period": "quarter"}, "H895"),
        ({"unit": "person"}, "H006"),
        ({"period": "weak"}, "H006"),
        ({"events": {"employed": [None]}}, "H102"),
        ({"events": {"employed": True}}, "H102"),
        ({"events": {"employed": "three"}}, "H102"),
        ({"events": {"employed": []}}, "H107"),
        ({"events": {"job": 3}}, "H101"),
        ({"first": 2010, "last": 2009}, "H007"),
        ({"by": "quarter", "period": "quarter"}, "H106"),
        ({"varying": {"area": "area_{year}"}}, "H207"),
        ({"by": "area", "varying": {"area": "area_{year}"}}, "H890"),
    ],
)
def test_what_cannot_be_is_refused_with_a_code(options, code):
    given = {"columns": "y_{week}", "events": EVENTS, **options}
    with pytest.raises(hh.HelhedError) as refused:
        hh.tally_wide(REGISTER / "labour.parquet", share("employed"), **given)
    assert refused.value.code == code
    assert refused.value.mend
    assert not code.startswith("H89") or "gør:" in refused.value.say("da")


def test_other_files_are_read_first(tmp_path):
    frame = pd.DataFrame({"area": ["A", "B"], "y_2008w01": [3, 4]})
    frame.to_csv(tmp_path / "wide.csv", index=False)
    with pytest.raises(hh.HelhedError, match="H804"):
        wide(tmp_path / "wide.csv", share("employed"))
    assert len(wide(hh.read(tmp_path / "wide.csv"), share("employed"), by="area")) == 2
