"""Tables, pairs and strata: the reference values through the public Python interface."""

import math

import pytest

import helhed as hh
from referenced import cases, check, standard

TWO = "04_two_proportions.json"
PAIRED = "05_paired_proportions.json"
INVALID = "17_invalid_inputs.json"


def limits(name, estimate):
    lower, upper = estimate.interval or (None, None)
    return {f"{name}_lower": lower, f"{name}_upper": upper}


@pytest.mark.parametrize("case", cases(TWO, "chi2_2x2"))
def test_two_by_two(case):
    x1, n1, x2, n2 = (case["inputs"][name] for name in ("x1", "n1", "x2", "n2"))
    counts = [[x1, n1 - x1], [x2, n2 - x2]]
    plain, yates = hh.table.chi_square(counts), hh.table.yates(counts)
    check(
        case,
        {"chi2": plain.statistic, "p": plain.p_value, "chi2_yates": yates.statistic, "p_yates": yates.p_value},
    )


@pytest.mark.parametrize("case", cases(TWO, "chi2_rxc"))
def test_tables(case):
    counts = case["inputs"]["table"]
    test = hh.table.chi_square(counts)
    v = hh.table.cramers_v(counts)
    check(case, {"chi2": test.statistic, "df": test.df, "p": test.p_value, "cramers_v": v.value})
    assert v.p_value == test.p_value


@pytest.mark.parametrize("case", cases(TWO, "cohen_h"))
def test_cohen_h(case):
    check(case, {"h": hh.effect_size.cohen_h_of_shares(case["inputs"]["p1"], case["inputs"]["p2"]).value})


# Methods of the risk difference that a number needed can be made of.
RISK_DIFFERENCES = {
    "newcombe": hh.difference.newcombe,
    "wald": hh.difference.wald,
    "miettinen_nurminen": hh.difference.miettinen_nurminen,
}


@pytest.mark.parametrize("case", cases(TWO, "nnt"))
def test_number_needed(case):
    counts = [case["inputs"][name] for name in ("x1", "n1", "x2", "n2", "level")]
    difference = RISK_DIFFERENCES[case["options"]["rd_method"]](*counts)
    needed = hh.difference.number_needed(difference)
    two_arms = "W423" in [warning.code for warning in needed.warnings]
    # The limits of a number needed with two arms are told in words; their reciprocals are the limits of the difference.
    # No number is needed where the difference has an interval without width at zero: the ends are at infinity.
    at_zero = tuple(difference.interval) == (0, 0)
    if two_arms:
        inverted = [1 / bound for bound in difference.interval]
    else:
        inverted = [math.inf, math.inf] if at_zero else [needed.interval.upper, needed.interval.lower]
    assert (needed.interval is None) == (two_arms or at_zero)
    got = {"rd": difference.value, "nnt": needed.value, "rd_ci_includes_zero": two_arms or at_zero}
    check(case, got | dict(zip(("inv_lower", "inv_upper"), inverted, strict=True)))


def strata(case):
    a, b, c, d = (case["inputs"][name] for name in "abcd")
    sums = [[one + other for one, other in zip(*pair, strict=True)] for pair in ((a, b), (c, d))]
    return a, sums[0], c, sums[1]


@pytest.mark.parametrize("case", cases(TWO, "mantel_haenszel"))
def test_strata(case):
    counts, level = strata(case), case["inputs"]["level"]
    odds_ratio = hh.stratified.mantel_haenszel_odds_ratio(*counts, level)
    ratio = hh.stratified.mantel_haenszel_risk_ratio(*counts, level)
    difference = hh.stratified.mantel_haenszel_risk_difference(*counts, level)
    got = {"or_mh": odds_ratio.value, "or_se_log": odds_ratio.se, **limits("or", odds_ratio)}
    got |= {"rr_mh": ratio.value, "rr_se_log": ratio.se, **limits("rr", ratio)}
    got |= {"rd_mh": difference.value, "rd_se": difference.se, **limits("rd", difference)}
    tests = {
        "breslow_day": hh.stratified.breslow_day,
        "tarone": hh.stratified.tarone,
        "cmh_chi2": hh.stratified.cochran_mantel_haenszel,
        "cmh_chi2_cc": hh.stratified.cochran_mantel_haenszel_corrected,
    }
    p_values = {"breslow_day": "breslow_day_p", "tarone": "tarone_p", "cmh_chi2": "cmh_p", "cmh_chi2_cc": "cmh_cc_p"}
    for name, method in tests.items():
        test = method(*counts)
        got |= {name: test.statistic, p_values[name]: test.p_value}
    check(case, got)
    score = hh.stratified.miettinen_nurminen(*counts, level)
    assert score.value == pytest.approx(difference.value, abs=1e-15)
    # Where there is nothing to test the score interval still has a p-value, of one.
    assert score.p_value == pytest.approx(1 if got["cmh_p"] is None else got["cmh_p"], rel=1e-8)


@pytest.mark.parametrize("case", cases(PAIRED, "mcnemar"))
def test_mcnemar(case):
    counts = [case["inputs"][name] for name in "abcd"]
    plain, corrected = hh.paired.mcnemar(*counts), hh.paired.mcnemar_corrected(*counts)
    got = {"chi2": plain.statistic, "p": plain.p_value, "chi2_cc": corrected.statistic, "p_cc": corrected.p_value}
    got |= {"p_exact": hh.paired.mcnemar_exact(*counts).p_value, "p_midp": hh.paired.mcnemar_mid_p(*counts).p_value}
    check(case, got)


@pytest.mark.parametrize("case", cases(PAIRED, "paired_difference_newcombe"))
def test_paired_difference(case):
    counts = [case["inputs"][name] for name in "abcd"]
    phi = hh.paired.phi(*counts).value
    check(case, standard(hh.paired.newcombe(*counts, case["inputs"]["level"])) | {"phi": phi})


@pytest.mark.parametrize("case", cases(PAIRED, "marginal_homogeneity"))
def test_marginal_homogeneity(case):
    counts = case["inputs"]["table"]
    got = {}
    for name, method in (("bowker", hh.paired.bowker), ("stuart_maxwell", hh.paired.stuart_maxwell)):
        test = method(counts)
        got |= {name: test.statistic, f"{name}_df": test.df, f"{name}_p": test.p_value}
    check(case, got)


@pytest.mark.parametrize("case", cases(INVALID, "mcnemar"))
def test_pairs_that_are_refused(case):
    for method in (hh.paired.mcnemar, hh.paired.mcnemar_exact, hh.paired.newcombe, hh.paired.phi):
        with pytest.raises(hh.HelhedError) as refused:
            method(*(case["inputs"][name] for name in "abcd"))
        assert refused.value.code == "H202"


@pytest.mark.parametrize("case", cases(INVALID, "marginal_homogeneity"))
def test_tables_that_are_refused(case):
    for method in (hh.paired.bowker, hh.paired.stuart_maxwell, hh.table.yates):
        with pytest.raises(hh.HelhedError) as refused:
            method(case["inputs"]["table"])
        assert refused.value.code == "H420"


@pytest.mark.parametrize("case", cases(INVALID, "mantel_haenszel"))
def test_no_strata_have_no_value(case):
    found = hh.stratified.mantel_haenszel_odds_ratio(*strata(case), case["inputs"]["level"])
    assert (found.value, found.interval) == (None, None)
    assert [warning.code for warning in found.warnings] == ["W301"]


REFUSED = {
    "a row that is shorter": (lambda: hh.table.chi_square([[1, 2], [3]]), "H108"),
    "no rows": (lambda: hh.table.chi_square([]), "H103"),
    "no table": (lambda: hh.table.chi_square(7), "H102"),
    "text in a table": (lambda: hh.table.chi_square([["a", 2], [3, 4]]), "H102"),
    "a gap in a table": (lambda: hh.table.chi_square([[1, None], [3, 4]]), "H104"),
    "half a person": (lambda: hh.paired.mcnemar(1.5, 2, 3, 4), "H204"),
    "columns of different length": (lambda: hh.stratified.tarone([1, 2], [9, 9], [1], [9, 9]), "H108"),
    "events above units": (lambda: hh.stratified.tarone([1, 10], [9, 9], [1, 1], [9, 9]), "H201"),
    "a share above one": (lambda: hh.effect_size.cohen_h_of_shares(50, 0.3), "H008"),
    "a share that is no number": (lambda: hh.effect_size.cohen_h_of_shares(math.nan, 0.3), "H104"),
    "a ratio for a difference": (
        lambda: hh.difference.number_needed(hh.ratio.koopman(3, 9, 4, 9)),
        "H421",
    ),
    "a design effect below one": (
        lambda: hh.difference.clustered(3, 9, 4, 9, design_effect_of=0.5, design_effect_against=2),
        "H008",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_misuse_is_refused(name):
    call, code = REFUSED[name]
    with pytest.raises(hh.HelhedError) as refused:
        call()
    assert refused.value.code == code, refused.value
    assert refused.value.mend
