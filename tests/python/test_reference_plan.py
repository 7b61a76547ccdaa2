"""Multiplicity, equivalence and power: the reference values, through the public Python interface."""

import json
import math
import pickle

import pytest

import helhed as hh
from conftest import REFERENCE
from referenced import cases, check

FILE = "15_multiplicity_power_equivalence.json"


def invalid(method):
    listed = [one for one in json.loads((REFERENCE / "17_invalid_inputs.json").read_text("utf-8"))]
    listed = [one for one in listed if one["method"] == method]
    assert listed
    return [pytest.param(one, id=one["id"]) for one in listed]


def adjusted(p):
    of = hh.multiplicity
    return {
        "holm": of.holm(p).adjusted,
        "hochberg": of.hochberg(p).adjusted,
        "hommel": of.hommel(p).adjusted,
        "bonferroni": of.bonferroni(p).adjusted,
        "bh": of.benjamini_hochberg(p).adjusted,
        "by": of.benjamini_yekutieli(p).adjusted,
    }


@pytest.mark.parametrize("case", cases(FILE, "p_adjust"))
def test_p_adjust(case):
    check(case, adjusted(case["inputs"]["p"]))


@pytest.mark.parametrize("case", invalid("p_adjust"))
def test_p_values_outside_their_range(case):
    with pytest.raises(hh.HelhedError) as caught:
        adjusted(case["inputs"]["p"])
    assert caught.value.code == "H008"
    assert "row 2" in caught.value.where


def two_proportions(case):
    given = case["inputs"]
    names = ("p2", "n", "power", "alpha")
    return hh.power.two_proportions(given["p1"], **{name: given[name] for name in names if name in given})


@pytest.mark.parametrize("case", cases(FILE, "power_two_proportions"))
def test_two_proportions(case):
    plan = two_proportions(case)
    names = ("n_per_group", "n_arcsine", "power", "power_strict", "p2")
    check(case, {name: getattr(plan, name) for name in names})


@pytest.mark.parametrize("case", invalid("power_two_proportions"))
def test_nothing_to_detect(case):
    with pytest.raises(hh.HelhedError) as caught:
        two_proportions(case)
    assert caught.value.code == "H512"


@pytest.mark.parametrize("case", cases(FILE, "cluster_design"))
def test_cluster_design(case):
    given = case["inputs"]
    design = hh.power.cluster_design(cluster_size=given["m"], icc=given["icc"], cv=given["cv"], n=given["n"])
    check(case, {name: getattr(design, name) for name in case["expected"]})


@pytest.mark.parametrize("case", cases(FILE, "icc_anova"))
def test_intraclass(case):
    found = hh.power.intraclass(case["inputs"]["y"], case["inputs"]["group"])
    check(case, {"icc": found.estimate.value, "msb": found.msb, "msw": found.msw, "n0": found.n0})


@pytest.mark.parametrize("case", cases(FILE, "tost"))
def test_equivalence(case):
    given = case["inputs"]
    method = getattr(hh.equivalence, case["options"]["design"])
    found = method(given["x"], given["y"], low=given["low"], high=given["high"], alpha=given["alpha"])
    lower, upper = found.estimate.interval
    got = {"p_lower": found.p_lower, "p_upper": found.p_upper, "p_tost": found.p_value}
    got |= {"t_lower": found.statistic_lower, "t_upper": found.statistic_upper, "ci_lower": lower, "ci_upper": upper}
    check(case, got)
    inside = given["low"] < lower and upper < given["high"]
    assert found.verdict == ("equivalent" if inside else "not_shown")


def test_a_gap_leaves_the_others_adjusted():
    found = hh.multiplicity.holm([0.01, math.nan, 0.2])
    assert found.adjusted == [0.02, None, 0.2]
    assert (found.missing, [warning.code for warning in found.warnings]) == (1, ["W101"])


def test_families_are_adjusted_by_themselves():
    found = hh.multiplicity.bonferroni([0.01, 0.02, 0.03], families=["work", "school", "work"])
    assert (found.adjusted, found.families) == ([0.02, 0.02, 0.06], 2)


def test_resampled_statistics_of_another_length_are_refused():
    with pytest.raises(hh.HelhedError) as caught:
        hh.multiplicity.romano_wolf([1.0, 2.0], [[0.1, 0.2], [0.3]])
    assert (caught.value.code, "row 2" in caught.value.where) == ("H108", True)


@pytest.mark.parametrize(
    "record",
    [
        hh.multiplicity.holm([0.01, None]),
        hh.equivalence.rate_ratio(3, 10, 4, 12, low=0.5, high=2),
        hh.power.two_proportions(0.2, n=90, power=0.8),
        hh.power.two_rates(0.2, exposure=90, power=0.8),
        hh.power.cluster_design(cluster_size=5, icc=0.1, n=50),
        hh.power.intraclass([1, 2, 3, None], ["a", "a", "b", "b"]),
        hh.power.two_means(difference=0.5, power=0.8),
        hh.power.simulated_clusters(of=[9, 30], against=[12, 8, 40], icc=0.1, power=0.8, replications=200),
        hh.power.difference_in_differences(areas=9, treated=3, before=2, after=2, sd=1, correlation=0.5, power=0.8),
    ],
    ids=lambda record: type(record).__name__,
)
def test_records_pickle_and_show_themselves(record):
    assert pickle.loads(pickle.dumps(record)) == record
    assert type(record).__name__ in repr(record)
    assert isinstance(json.loads(record.to_json()), dict)


@pytest.mark.parametrize("family", ["multiplicity", "equivalence", "power"])
def test_examples_of_a_family(family):
    import doctest

    module = getattr(hh, family)
    for name in module.__all__:
        thing = getattr(module, name)
        for found in doctest.DocTestFinder().find(thing, name, module=False, globs={}):
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
            runner.run(found)
            assert runner.failures == 0, found.name
        assert isinstance(thing, type) or ">>>" in thing.__doc__, name


def test_columns_and_arrays_come_in_as_they_are():
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    frame = pandas.DataFrame({"y": [1.0, 2.0, 3.0, 4.0], "area": ["a", "a", "b", "b"], "p": [0.01, None, 0.2, 0.03]})
    assert hh.power.intraclass(frame["y"], frame["area"]) == hh.power.intraclass([1, 2, 3, 4], ["a", "a", "b", "b"])
    found = hh.multiplicity.holm(frame["p"], families=frame["area"])
    assert found.adjusted == [0.01, None, 0.2, 0.06]
    resampled = numpy.array([[0.2, -1.1], [-0.4, 2.5], [1.3, 0.1]])
    assert hh.multiplicity.romano_wolf(numpy.array([3.0, -1.0]), resampled).adjusted == [0.25, 0.75]


@pytest.mark.parametrize("wrong", [3, object()])
def test_what_is_no_list_is_refused(wrong):
    with pytest.raises(hh.HelhedError) as caught:
        hh.multiplicity.holm([0.01], families=wrong)
    assert caught.value.code == "H102"
