"""Difference in differences from Python: where the starts stand, and what is said."""

from math import nan

import pytest

import helhed as hh

AREAS = {"Birkelunden": [62, 64, 82, 84], "Åbrinken": [62, 64, 66, 84], "Ærtebjerg": [62, 64, 66, 68]}
STARTS = {"Birkelunden": 2016, "Åbrinken": 2017, "Ærtebjerg": None}
EFFECT = 0.08


def entered(areas=STARTS, by=("area", "year"), **also):
    """Employed of 200 in every area from 2014 to 2017."""
    rows = [
        {"area": area, "year": year, "plan": STARTS[area], "numerator": x, "denominator": 200} | also
        for area in areas
        for year, x in enumerate(AREAS[area], start=2014)
    ]
    kept = [{key: row[key] for key in (*by, *also, "numerator", "denominator")} for row in rows]
    return hh.enter(hh.Indicator("job", better="higher"), kept, by=[*by, *also])


def effects(start, **options):
    return hh.did(entered(**options), unit="area", time="year", start=start)


def codes(estimate):
    return {warning.code for warning in estimate.warnings}


def test_starts_stand_in_a_column_or_in_a_dictionary():
    found = effects("plan", by=("area", "year", "plan"))
    assert found == effects(STARTS)
    # As pandas hands out a column with empty cells, as texts, and as periods.
    assert found == effects({"Birkelunden": 2016.0, "Åbrinken": 2017.0, "Ærtebjerg": nan})
    assert found == effects({"Birkelunden": "2016", "Åbrinken": hh.Period(2017), "Ærtebjerg": None})


def test_the_average_comes_last_with_grade_interval_and_what_it_lacks():
    found = effects(STARTS)
    average = found[-1]
    assert average.key == {"start": "all", "year": "all", "arm": "after"}
    assert average.value == pytest.approx(EFFECT, abs=1e-12)
    assert average.interval.lower < EFFECT < average.interval.upper and average.p_value is not None
    assert (average.estimand, average.method) == ("risk_difference", "did/group_time")
    assert (average.evidence.sms, average.evidence.design) == (3, "difference_in_differences")
    # How areas vary by themselves is never in the interval, and that is always said.
    assert all("W443" in codes(row) for row in found)
    (later,) = [warning for warning in average.warnings if warning.code == "W440"]
    assert later.what == "Åbrinken gets a programme itself: its period 2017 is left out of the comparison"


def test_the_report_says_it_in_danish():
    found = effects(STARTS)
    table, sentence = found.to_text("da"), found.sentence("da")
    for text in (table, sentence):
        assert "Åbrinken får selv en indsats: perioden 2017 indgår ikke i sammenligningen" in text
        assert "hvor meget områder svinger af sig selv, indgår ikke i intervallet" in text.replace("H", "h")
    assert "8,0 procentpoint" in sentence and "SMS 3 / SØM 2" in sentence


def test_one_area_against_one_has_the_chance_of_persons_only():
    average = effects({"Birkelunden": 2016, "Ærtebjerg": None}, areas=["Birkelunden", "Ærtebjerg"])[-1]
    (said,) = [warning.what for warning in average.warnings if warning.code == "W443"]
    assert said.startswith("1 unit with and 1 without the programme: how much units vary by themselves is not in")


def test_every_rest_of_the_key_has_its_own_effects():
    both = hh.merge([entered(sex="K"), entered(sex="M")])
    found = hh.did(both, unit="area", time="year", start=STARTS)
    assert {row.key["sex"] for row in found} == {"K", "M"}
    of_women = [row.value for row in found if row.key["sex"] == "K"]
    assert of_women == [row.value for row in effects(STARTS)]


def test_rows_of_persons_are_tallied_with_their_start():
    polars = pytest.importorskip("polars")
    rows = [
        {"area": area, "year": year, "plan": STARTS[area], "job": person < x}
        for area, jobs in AREAS.items()
        for year, x in enumerate(jobs, start=2014)
        for person in range(200)
    ]
    cells = hh.tally(polars.DataFrame(rows), hh.Indicator("job"), by=["area", "year", "plan"])
    found = hh.did(cells, unit="area", time="year", start="plan")
    assert [row.value for row in found] == [row.value for row in effects(STARTS)]


@pytest.mark.parametrize(
    ("start", "code", "words"),
    [
        (dict.fromkeys(STARTS), "H440", "no unit in `area` has a start"),
        ({"Birkelunden": 2016}, "H441", "Åbrinken"),
        (dict.fromkeys(STARTS, 2016), "H443", "nothing to compare with"),
        (dict.fromkeys(STARTS, 2010), "H402", "before 2010"),
        (STARTS | {"Birkelundn": 2016}, "H401", "Birkelunden"),
        (STARTS | {"Åbrinken": "ingen"}, "H004", "ingen"),
        ("plan", "H207", "plan"),
        ("year", "H106", "year"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_its_cure(start, code, words):
    with pytest.raises(hh.HelhedError) as refused:
        effects(start)
    assert refused.value.code == code and words in str(refused.value) and refused.value.mend


def test_two_starts_of_one_area_are_refused():
    other = hh.enter(
        hh.Indicator("job", better="higher"),
        [{"area": "Ærtebjerg", "year": 2018, "plan": 2018, "numerator": 1, "denominator": 9}],
        by=["area", "year", "plan"],
    )
    cells = hh.merge([entered(by=("area", "year", "plan")), other])
    with pytest.raises(hh.HelhedError, match="`Ærtebjerg` in `area` has more than one start: none and 2018") as refused:
        hh.did(cells, unit="area", time="year", start="plan")
    assert refused.value.code == "H442"


def test_starts_of_another_type_are_a_type_error():
    for wrong in (2016, [2016], None):
        with pytest.raises(TypeError, match="key column, or a dictionary"):
            effects(wrong)


def test_a_gap_before_the_start_is_said():
    rows = [
        {"area": area, "year": year, "numerator": 5, "denominator": 50} for area in "AB" for year in (2013, 2014, 2017)
    ]
    cells = hh.enter(hh.Indicator("job"), rows, by=["area", "year"])
    average = hh.did(cells, unit="area", time="year", start={"A": 2016, "B": None})[-1]
    (said,) = [warning.what for warning in average.warnings if warning.code == "W445"]
    assert said == "there are no figures between 2014 and 2017: the change is counted from 2014"
