"""Studies pooled: the reference values through the public Python interface."""

import json
import math
import pickle

import numpy as np
import pytest

import helhed as hh
from referenced import cases, check, read

TOPIC = "11_meta_analysis.json"

METHODS = {
    "FE": "common_effect",
    "DL": "dersimonian_laird",
    "PM": "paule_mandel",
    "REML": "reml",
    "ML": "ml",
    "HE": "hedges",
    "SJ": "sidik_jonkman",
    "EB": "empirical_bayes",
    "HS": "hunter_schmidt",
}
INFERENCES = {"z": "normal", "knha": "knapp_hartung", "adhoc": "knapp_hartung_guarded"}


def pooled(case, inference="normal"):
    given, options = case["inputs"], case["options"]
    inference = INFERENCES[options["test"]] if "test" in options else inference
    method = METHODS[options["method"]]
    return hh.pool(given["yi"], given["vi"], method=method, inference=inference, level=given["level"])


def ends(name, interval):
    lower, upper = interval or (None, None)
    return {f"{name}_lower": lower, f"{name}_upper": upper}


@pytest.mark.parametrize("case", cases(TOPIC, "meta_analysis"))
def test_meta_analysis(case):
    found = pooled(case)
    lower, upper = found.pooled.interval
    got = {
        "k": found.k,
        "estimate": found.pooled.value,
        "se": found.pooled.se,
        "statistic": found.statistic,
        "p": found.pooled.p_value,
        "lower": lower,
        "upper": upper,
        "Q": found.q.statistic,
        "Q_df": found.q.df,
        "Q_p": found.q.p_value,
        "tau2": found.tau_squared,
        "I2": found.i_squared,
        "H2": found.h_squared,
    }
    got |= ends("pi", found.prediction) | ends("pi_t_km2", found.prediction_higgins)
    check(case, got | ends("tau2_qp", found.tau_squared_interval))


def test_what_is_no_study_is_refused_or_undefined():
    negative, none = read("17_invalid_inputs.json", "meta_analysis")
    with pytest.raises(hh.HelhedError, match="H523"):
        pooled(negative)
    assert pooled(none).pooled.value is None


@pytest.mark.parametrize("case", cases(TOPIC, "leave_one_out"))
def test_leave_one_out(case):
    each = pooled(case).leave_one_out()
    got = {
        "estimate": [one.pooled.value for one in each],
        "se": [one.pooled.se for one in each],
        "Q": [one.q.statistic for one in each],
        # Under a common effect there is no such column.
        "tau2": None if case["options"]["method"] == "FE" else [one.tau_squared for one in each],
    }
    check(case, got)


@pytest.mark.parametrize("case", cases(TOPIC, "egger_test"))
def test_egger(case):
    small = hh.pool(case["inputs"]["yi"], case["inputs"]["vi"]).egger()
    got = {"t": small.test.statistic, "df": small.test.df, "p": small.test.p_value}
    check(case, got | {"intercept_limit_estimate": small.limit.value, "begg_tau": small.kendall_tau})


def on_log_scale(estimate, ratio):
    log = math.log if ratio else float
    lower, upper = estimate.interval
    got = {"estimate": log(estimate.value), "se": estimate.se, "p": estimate.p_value}
    return got | {"lower": log(lower), "upper": log(upper)}


TABLES = {
    "OR": hh.stratified.mantel_haenszel_odds_ratio,
    "RR": hh.stratified.mantel_haenszel_risk_ratio,
    "RD": hh.stratified.mantel_haenszel_risk_difference,
    "IRR": hh.stratified.mantel_haenszel_rate_ratio,
    "IRD": hh.stratified.mantel_haenszel_rate_difference,
}


def columns(given):
    if "x1" in given:
        return [given[name] for name in ("x1", "t1", "x2", "t2")]
    sums = [[one + other for one, other in zip(given[a], given[b], strict=True)] for a, b in ("ab", "cd")]
    return [given["a"], sums[0], given["c"], sums[1]]


@pytest.mark.parametrize("case", cases(TOPIC, "meta_mantel_haenszel"))
def test_mantel_haenszel(case):
    measure = case["options"]["measure"]
    estimate = TABLES[measure](*columns(case["inputs"]), case["inputs"]["level"])
    check(case, on_log_scale(estimate, measure in ("OR", "RR", "IRR")))


@pytest.mark.parametrize("case", cases(TOPIC, "meta_peto"))
def test_peto(case):
    tables = columns(case["inputs"])
    test = hh.stratified.peto_heterogeneity(*tables)
    estimate = hh.stratified.peto(*tables, case["inputs"]["level"])
    check(case, on_log_scale(estimate, True) | {"Q": test.statistic, "Q_p": test.p_value})


MEASURES = {
    "PR": ("proportion", "xi", "ni"),
    "PLN": ("log_proportion", "xi", "ni"),
    "PLO": ("log_odds", "xi", "ni"),
    "PAS": ("arcsine", "xi", "ni"),
    "PFT": ("freeman_tukey", "xi", "ni"),
    "IRLN": ("log_rate", "xi", "ti"),
    "RR": ("risk_ratio", "ai", "bi", "ci", "di"),
    "OR": ("odds_ratio", "ai", "bi", "ci", "di"),
    "RD": ("risk_difference", "ai", "bi", "ci", "di"),
    "PETO": ("peto", "ai", "bi", "ci", "di"),
    "AS": ("arcsine_difference", "ai", "bi", "ci", "di"),
    "IRR": ("rate_ratio", "x1i", "t1i", "x2i", "t2i"),
    "IRD": ("rate_difference", "x1i", "t1i", "x2i", "t2i"),
    "MD": ("mean_difference", "m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"),
    "SMD": ("standardised_mean_difference", "m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"),
    "ROM": ("ratio_of_means", "m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"),
}


@pytest.mark.parametrize("case", cases(TOPIC, "effect_size"))
def test_study_effects(case):
    measure, *names = MEASURES[case["options"]["measure"]]
    columns = [case["inputs"][name] for name in names]
    if names[0] == "ai":
        # Tables come with the units that have the event and those that have not.
        for group in (0, 2):
            columns[group + 1] = [one + other for one, other in zip(columns[group], columns[group + 1], strict=True)]
    halves = "everywhere" if case["options"].get("to") == "all" else "where_zero"
    effects, variances = hh.study_effects(measure, *columns, halves=halves)
    check(case, {"yi": effects, "vi": variances})


def test_effects_that_are_not_there_are_missing():
    assert hh.study_effects("ratio_of_means", [-1], [1], [9], [2], [1], [9]) == ([None], [None])
    assert hh.study_effects("log_odds", [None], [9]) == ([None], [None])
    assert hh.study_effects("arcsine", [0], [0]) == ([None], [None])
    with pytest.raises(hh.HelhedError, match="H108"):
        hh.study_effects("risk_ratio", [1], [9])
    with pytest.raises(hh.HelhedError, match="H201"):
        hh.study_effects("log_odds", [10], [9])
    with pytest.raises(hh.HelhedError, match="H008"):
        hh.study_effects("mean_difference", [1], [-1], [9], [2], [1], [9])
    with pytest.raises(hh.HelhedError, match="risk_ratio"):
        hh.study_effects("risk_rato", [1], [9])


@pytest.mark.parametrize("method", METHODS.values())
@pytest.mark.parametrize("inference", INFERENCES.values())
def test_rows_are_what_each_synthesis_is_alone(method, inference):
    draw = np.random.default_rng(11)
    effects, variances = draw.normal(size=(40, 7)), draw.uniform(0.01, 2, size=(40, 7))
    effects[draw.uniform(size=effects.shape) < 0.2] = np.nan
    many = hh.pool_many(effects, variances, method=method, inference=inference).to_dict()
    for row in range(40):
        alone = hh.pool(effects[row], variances[row], method=method, inference=inference)
        assert many["value"][row] == alone.pooled.value
        assert many["tau_squared"][row] == alone.tau_squared
        assert (many["prediction_lower"][row] is None) == (alone.prediction is None)
        assert many["q_p_value"][row] == alone.q.p_value
        assert many["k"][row] == alone.k


def test_many_take_what_people_have():
    rows, variances = [[0.1, 0.4, None], [0.5, -0.2, 0.1]], [[0.02, 0.03, None], [0.04, 0.09, 0.1]]
    lists = hh.pool_many(rows, variances)
    array = np.array(rows, dtype=float)
    assert hh.pool_many(array, np.array(variances, dtype=float)) == lists
    assert hh.pool_many(np.asfortranarray(array), np.array(variances, dtype=float)) == lists
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    assert hh.pool_many(pandas.DataFrame(rows), pandas.DataFrame(variances)) == lists
    assert pickle.loads(pickle.dumps(lists)) == lists
    assert len(lists.to_pandas()) == len(lists.to_polars()) == 2
    assert lists.to_dict()["warning"] == ["W101 W524", "W524"]
    assert "prediction_lower" in lists._repr_html_()
    frame = polars.DataFrame(variances, orient="row")
    assert hh.pool_many(polars.DataFrame(rows, orient="row"), frame) == lists
    with pytest.raises(hh.HelhedError, match="H108"):
        hh.pool_many([[1, 2]], [[1, 2, 3]])
    with pytest.raises(hh.HelhedError, match="H108"):
        hh.pool_many([[1, 2], [1]], [[1, 2], [1]])
    with pytest.raises(hh.HelhedError, match="H523"):
        hh.pool_many([[1, 2]], [[1, 0]])


def ratios():
    rows = [("A", "work", 4, 123, 11, 139), ("B", "work", 6, 306, 29, 303), ("C", "school", 30, 300, 20, 280)]
    rows.append(("D", "school", 62, 900, 48, 800))
    of, against = [], []
    for area, theme, x1, n1, x2, n2 in rows:
        key = {"area": area, "theme": theme}
        of.append({**key, "side": "plan", "numerator": x1, "denominator": n1})
        against.append({**key, "side": "none", "numerator": x2, "denominator": n2})
    cells = hh.enter(hh.Indicator("averted"), of + against, by=["area", "theme", "side"])
    return hh.compare(cells, "side", "plan", "none")


def test_a_list_of_estimates_is_pooled_by_theme():
    found = [estimate for estimate in ratios() if estimate.estimand == "risk_ratio"]
    assert len(found) == 4
    groups = hh.pool(found, by="theme")
    assert [name for name, _ in groups.groups] == ["work", "school"]
    assert groups.overall.k == 4 and groups.overall.scale == "log"
    assert len(groups.estimates) == 3
    alone = hh.pool(found[:2])
    assert groups.groups[0][1].tau_squared == alone.tau_squared
    # What all studies of a group have alike is no name.
    assert groups.groups[0][1].names == ["A", "B"]
    assert groups.overall.names == ["A, work", "B, work", "C, school", "D, school"]
    with pytest.raises(hh.HelhedError, match="H207"):
        hh.pool(found, by="kommune")


def test_mixed_lists_are_refused_and_both_are_named():
    with pytest.raises(hh.HelhedError, match="H520") as refused:
        hh.pool(ratios())
    assert "risk_difference" in str(refused.value) or "risk_ratio" in str(refused.value)


def test_a_synthesis_is_a_record():
    found = hh.pool([0.1, 0.4, 0.9, None], [0.02, 0.03, 0.04, 1], names=["Nord", "Syd", "Vest", "Øst"])
    assert pickle.loads(pickle.dumps(found)) == found
    assert json.loads(found.to_json())["prediction"]["lower"] == found.prediction.lower
    assert next(iter(json.loads(found.to_json()))) == "prediction"
    assert found.warnings[0].code == "W520" and "Øst" in found.warnings[0].what
    assert found.names == ["Nord", "Syd", "Vest"]
    assert [estimate.key for estimate in found.estimates][-2:] == [{"part": "pooled"}, {"part": "prediction"}]
    assert found._repr_html_().index("prediction") < found._repr_html_().index("mean")
    assert sum(found.weights) == pytest.approx(1)
    small = found.egger()
    assert pickle.loads(pickle.dumps(small)) == small
    groups = hh.pool([0.1, 0.2], [0.1, 0.1], by="study")
    assert pickle.loads(pickle.dumps(groups)) == groups


def test_unknown_names_are_refused_with_the_nearest():
    with pytest.raises(hh.HelhedError, match="reml"):
        hh.pool([0.1], [0.1], method="rmel")
    with pytest.raises(hh.HelhedError, match="knapp_hartung"):
        hh.pool([0.1], [0.1], inference="knapp_hartun")
    assert hh.pool([0.1, 0.2], [0.1, 0.2], method="pool/ml").method == "pool/ml"


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_forest_is_drawn(language):
    plots = pytest.importorskip("helhed.plots")
    pytest.importorskip("matplotlib")
    found = [estimate for estimate in ratios() if estimate.estimand == "risk_ratio"]
    for shown in (hh.pool(found), hh.pool(found, by="theme"), hh.pool([0.1], [0.1]), hh.pool([], [])):
        figure = plots.forest(shown, language=language)
        figure.canvas.draw()
    labels = [tick.get_text() for tick in plots.forest(hh.pool(found), language=language).axes[0].get_yticklabels()]
    assert labels[-2:] == (
        ["Samlet", "Et nyt sted som disse"] if language == "da" else ["Pooled", "A new place like these"]
    )


def test_a_study_of_nobody_has_no_effect():
    for measure in ("proportion", "log_proportion", "log_odds", "arcsine", "freeman_tukey"):
        assert hh.study_effects(measure, [0], [0]) == ([None], [None])
    for measure in ("risk_ratio", "odds_ratio", "risk_difference", "peto", "arcsine_difference"):
        assert hh.study_effects(measure, [0], [0], [3], [10]) == ([None], [None])
        assert hh.study_effects(measure, [3], [10], [0], [0], halves="everywhere") == ([None], [None])
    effects, variances = hh.study_effects("log_odds", [0, 3, 4, 5, 2, 7], [0, 10, 10, 12, 9, 20])
    found = hh.pool(effects, variances)
    assert found.k == 5
    assert "W520" in [warning.code for warning in found.pooled.warnings]


def test_a_prediction_is_called_one():
    rows = hh.pool([1.0, 2, 3, 4, 3], [0.1] * 5).estimates
    assert "prædiktionsinterval" in rows[-1].sentence()
    assert "prediction interval" in rows[-1].sentence("en")
    assert "konfidensinterval" in rows[-2].sentence()


def test_many_syntheses_name_the_argument_and_keep_rows_without_studies():
    for effect, variance, argument in [(math.inf, 0.1, "effects"), (0.1, 0.0, "variances")]:
        with pytest.raises(hh.HelhedError, match=f"`{argument}`"):
            hh.pool_many([[effect, 0.2]], [[variance, 0.2]])
    many = hh.pool_many([[], [], []], [[], [], []])
    assert len(many) == 3
    assert many.to_dict()["k"] == [0.0] * 3
    assert all("W301" in text for text in many.to_dict()["warning"])
    for name in ("inference", "method"):
        with pytest.raises(hh.HelhedError, match=f"`{name}`"):
            hh.pool([0.1], [0.1], **{name: "norml"})


def texts(figure):
    figure.canvas.draw()
    return [text.get_text() for text in figure.axes[0].texts] + [figure.axes[0].get_xlabel()]


def test_a_forest_of_small_and_of_large_effects_has_their_digits():
    plots = pytest.importorskip("helhed.plots")
    pytest.importorskip("matplotlib")
    small = texts(plots.forest(hh.pool([0.001, 0.0012, 0.003, 0.002], [1e-7] * 4), language="en"))
    assert any(text.startswith("0.0012 (") for text in small)
    assert "τ = 0.00," not in small[-1]
    large = texts(plots.forest(hh.pool([12000, 15500, 9000, 11000.0], [1e5] * 4)))
    assert any(text.startswith("15.500 (") for text in large)
    assert not any("e+" in text for text in large)


def test_a_forest_has_ticks_on_a_short_axis_and_short_plain_names():
    plots = pytest.importorskip("helhed.plots")
    pytest.importorskip("matplotlib")
    from matplotlib.figure import Figure

    from helhed.plots.forest import _plain_ticks

    for low, high in [(1.19, 1.59), (1.1, 2.3), (0.99, 1.01), (0.5, 2.0), (1e-3, 1e3), (1e-12, 1e9)]:
        axes = Figure().add_subplot()
        axes.set_xscale("log")
        axes.set_xlim(low, high)
        _plain_ticks(axes, low, high, True)
        assert 3 <= len(axes.get_xticks()) <= 9
        assert all(low <= tick <= high for tick in axes.get_xticks())
    long = "A very long name of a study that would leave no room"
    figure = plots.forest(hh.pool([0.1, 0.2], [0.1, 0.1], names=["$a_$ and $", long]))
    figure.canvas.draw()
    labels = [tick.get_text() for tick in figure.axes[0].get_yticklabels()]
    assert labels[0] == "$a_$ and $"
    assert labels[1].endswith("…")
    assert len(labels[1]) <= 40
