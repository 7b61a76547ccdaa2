"""What a programme costs and saves: against sums by hand, in the report, on the page, and in pictures."""

import math
import pickle
import re
import subprocess
import sys
from pathlib import Path
from statistics import NormalDist

import pytest

import helhed as hh

ROOT = Path(__file__).parents[2]
COMMON = {"year": 2014, "source": "accounts"}


def codes(estimate):
    return [warning.code for warning in estimate.warnings]


def spent(kroner, **other):
    return hh.Price("staff", kroner, per="programme", payer="municipality", **(COMMON | other))


def saved(kroner, per="outcome", **other):
    return hh.Price("saved", kroner, per=per, payer="housing_organisation", **(COMMON | other))


@pytest.fixture
def gained():
    return hh.difference.newcombe(56, 70, 48, 80)


def test_the_worked_example_of_cases_6_and_7():
    owner = hh.Economy([saved(50_000)], outcomes=30, of=41).saved()
    share = hh.proportion.wilson(30, 41).interval
    assert owner.value == 1_500_000
    assert owner.interval.lower == pytest.approx(share.lower * 41 * 50_000)
    assert owner.interval.upper == pytest.approx(share.upper * 41 * 50_000)
    assert codes(owner) == ["W501"]
    advisers = hh.Economy([saved(200_000, bound="at_most")], outcomes=70).saved()
    assert (advisers.value, advisers.interval, codes(advisers)) == (14_000_000, None, ["W501", "W561", "W562"])
    assert owner.sentence(language="en").startswith("Money: at most DKK 1,500,000 [")
    assert advisers.sentence(language="da").startswith("Beløb: højst 14.000.000 kr. (")


def test_present_values_are_sums_over_the_years():
    economy = hh.Economy(
        [spent(90_000, years=3), saved(10_000, per="outcome_year"), saved(7_000)],
        outcomes=12,
        horizon=4,
        phase_in=[0.5, 0.25, 0.25],
        relapse=0.2,
        discount=0.035,
    )
    in_force, before = [], 0.0
    for coming in [0.5, 0.25, 0.25, 0]:
        before = coming + 0.8 * before
        in_force.append(before)
    assert economy.in_force == pytest.approx(in_force)
    factor = [1.035**-year for year in range(4)]
    yearly = sum(f * d for f, d in zip(in_force, factor, strict=True))
    once = sum((f - g) * d for f, g, d in zip(in_force, [0, *in_force], factor, strict=False))
    cost = sum(30_000 * d for d in factor[:3])
    expected = 12 * (10_000 * yearly + 7_000 * once) - cost
    assert economy.net_benefit().value == pytest.approx(expected, rel=1e-12)
    assert economy.break_even().outcomes.value == pytest.approx(cost / (10_000 * yearly + 7_000 * once), rel=1e-12)


def test_net_success_has_the_interval_and_the_probability_of_its_comparison(gained):
    economy = hh.Economy([spent(400_000), saved(60_000)], net=gained, participants=70)
    net = economy.net_benefit()
    low, high = gained.interval.lower, gained.interval.upper
    assert net.interval.lower == pytest.approx(60_000 * 70 * low - 400_000)
    assert net.interval.upper == pytest.approx(60_000 * 70 * high - 400_000)
    assert "W501" not in codes(net)
    even = economy.break_even()
    assert even.participants.value == pytest.approx(400_000 / (60_000 * gained.value))
    assert even.participants.interval.lower == pytest.approx(400_000 / (60_000 * high))
    assert even.participants.interval.upper == pytest.approx(400_000 / (60_000 * low))
    needed = 400_000 / 60_000 / 70
    z = NormalDist().inv_cdf(0.975)
    expected = 1 - NormalDist().cdf((needed - gained.value) / ((gained.value - low) / z))
    assert even.probability.value == pytest.approx(expected, rel=1e-9)
    # Fewer evictions are as good as more homes kept.
    fewer = hh.difference.newcombe(14, 70, 32, 80)
    lower = hh.Economy([spent(400_000), saved(60_000)], net=fewer, participants=70, better="lower").net_benefit()
    assert lower.value == pytest.approx(net.value)
    assert lower.interval.upper == pytest.approx(net.interval.upper)


def test_increments_by_the_normal_formula():
    increment = hh.Increment(10_000, 0.4, se_cost=1_500, se_effect=0.05, covariance=20)
    assert increment.ratio().limits == hh.fieller(10_000, 0.4, se_of=1_500, se_by=0.05, covariance=20).limits
    for amount in (0, 25_000, 40_000):
        net = increment.net_benefit(amount)
        se = math.sqrt(1_500**2 - 2 * amount * 20 + (amount * 0.05) ** 2)
        assert (net.value, net.se) == (pytest.approx(amount * 0.4 - 10_000), pytest.approx(se))
        chance = increment.acceptability([amount])[0].value
        assert chance == pytest.approx(NormalDist().cdf(net.value / se), abs=1e-12)


def test_draws_of_ranges_only_have_the_quantiles_of_the_ranges():
    economy = hh.Economy([spent((400_000, 300_000, 600_000)), saved(50_000)], outcomes=10)
    drawn = economy.simulated(draws=50_000, seed=3)
    assert drawn.net_benefit.value == 100_000
    assert drawn.net_benefit.interval.lower == pytest.approx(500_000 - (400_000 + 200_000 * 0.95), abs=2_000)
    assert drawn.net_benefit.interval.upper == pytest.approx(500_000 - (300_000 + 100_000 * 0.05), abs=2_000)
    # Half lies below 400,000, and of the other half another half below 500,000.
    assert drawn.probability.value == pytest.approx(0.75, abs=0.01)
    assert drawn == economy.simulated(draws=50_000, seed=3)
    assert drawn != economy.simulated(draws=50_000, seed=4)


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("H560", lambda: hh.Price("a", 1, per="outcome", payer="state", source="b")),
        ("H562", lambda: saved(-1)),
        ("H562", lambda: spent((1, -1, 2))),
        ("H564", lambda: spent((1, 2, 3))),
        ("H567", lambda: saved(1, source=" ")),
        ("H006", lambda: hh.Price("a", 1, per="outcome", payer="kommune", **COMMON)),
        ("H006", lambda: saved(1, per="year")),
        ("H006", lambda: saved(1, bound="max")),
        ("H561", lambda: hh.Economy([saved(1), saved(1, year=2012)], outcomes=3)),
        ("H563", lambda: hh.Economy([saved(1), saved(1, year=2012)], outcomes=3, index={2014: 99.3})),
        ("H568", lambda: hh.Economy([saved(1, per="participant")], outcomes=3)),
        ("H565", lambda: hh.Economy([saved(1)], outcomes=3, phase_in=[0.5, 0.4])),
        ("H421", lambda: hh.Economy([saved(1)], net=hh.ratio.koopman(5, 9, 3, 9), participants=9)),
        ("H566", lambda: hh.Economy([saved(1)], net=hh.difference.newcombe(0, 0, 3, 9), participants=9)),
        ("H102", lambda: hh.Economy([saved(1)])),
        ("H102", lambda: hh.Economy([saved(1)], net=hh.difference.newcombe(5, 9, 3, 9), participants=9, outcomes=3)),
        ("H008", lambda: hh.Economy([saved(1)], outcomes=3, relapse=1.5)),
        ("H008", lambda: hh.Economy([saved(1)], outcomes=3).simulated(draws=0)),
        ("H201", lambda: hh.Economy([saved(1)], outcomes=31, of=30)),
        ("H006", lambda: hh.Economy([saved(1, bound="at_least")], outcomes=3)),
        ("H006", lambda: hh.Economy([spent(1, bound="at_most")], outcomes=3)),
        ("H102", lambda: hh.Economy([saved(1)], outcomes=3, of=5, better="lower")),
        ("H102", lambda: hh.Economy([saved(1)], net=hh.difference.newcombe(5, 9, 3, 9), participants=9, of=5)),
        ("H102", lambda: hh.Economy([saved(1)], outcomes=3, relapse=(0.1, 0.2))),
        ("H102", lambda: saved("dear")),
        ("H202", lambda: hh.Economy([saved(1)], outcomes=3, horizon=-1)),
        ("H008", lambda: hh.Economy([saved(1)], outcomes=3, horizon=99_999_999_999)),
        ("H008", lambda: hh.Economy([saved(1)], outcomes=3, price_year=99_999_999_999)),
        ("H008", lambda: saved(1, year=-99_999_999_999)),
        ("H202", lambda: spent(1, years=-1)),
        ("H202", lambda: hh.Economy([saved(1)], outcomes=3).simulated(draws=-1)),
        ("H202", lambda: hh.Economy([saved(1)], outcomes=3).simulated(seed=-1)),
    ],
)
def test_misuse_is_refused(code, wrong):
    with pytest.raises(hh.HelhedError) as caught:
        wrong()
    assert caught.value.code == code


def test_prices_of_several_years_are_brought_to_one():
    economy = hh.Economy([saved(100), saved(100, year=2012)], outcomes=2, index={2012: 97.9, 2014: 99.3})
    assert economy.price_year == 2014
    assert economy.saved().value == pytest.approx(2 * (100 + 100 * 99.3 / 97.9))
    assert "W569" in codes(economy.saved())


def test_records_survive_a_pickle(gained):
    economy = hh.Economy([spent((4e5, 3e5, 5e5)), saved(60_000)], net=gained, participants=70)
    for record in (economy, economy.prices[0], economy.break_even(), economy.tornado(), economy.simulated(draws=100)):
        assert pickle.loads(pickle.dumps(record)) == record


def test_a_plan_whose_economy_names_what_is_not_there(tmp_path):
    plan = (ROOT / "datasets/bag-facaderne/evaluation.toml").read_text(encoding="utf-8")
    for old, new, code in [
        ('figure = "cost_per_eviction_housing_org"', 'figure = "cost_per_evicton_housing_org"', "H569"),
        ('outcome = "ordinary_jobs"', 'outcome = "ordinary_job"', "H569"),
        ("price_year = 2014\n", "", "H560"),
        ('payer = "municipality"', 'payer = "kommune"', "H006"),
    ]:
        changed = plan.replace(old, new)
        assert changed != plan
        file = tmp_path / "plan.toml"
        file.write_text(changed, encoding="utf-8")
        with pytest.raises(hh.HelhedError) as caught:
            hh.evaluate(file)
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: hh.Economy([saved(1)]), "enten `net` med `participants` eller `outcomes`, men der er ingen af dem"),
        (
            lambda: hh.Price("a", 1, per="programe", payer="state", **COMMON),
            "er ikke noget, en pris er for, som helhed",
        ),
        (lambda: hh.Increment(1, 1, se_cost=-1, se_effect=1), "standardfejlen er -1"),
        (lambda: hh.Increment(1, 1, se_cost=1, se_effect=1, covariance=9), "kovariansen er 9"),
        (lambda: hh.Increment(1, 1, se_cost=1, se_effect=1, df=0.5), "antallet af frihedsgrader er"),
        (lambda: hh.Economy([spent(1, bound="at_most")], outcomes=3), "`at_most` er ikke en grænse for en udgift"),
    ],
)
def test_misuse_is_said_in_danish(wrong, words):
    with pytest.raises(hh.HelhedError) as caught:
        wrong()
    assert words in caught.value.say("da")


def test_a_plan_whose_economy_is_of_wrong_kinds_or_twice(tmp_path):
    plan = (ROOT / "datasets/bag-facaderne/evaluation.toml").read_text(encoding="utf-8")
    case = '[[economy.case]]\nprogramme = "6"\noutcome = "evictions_averted"\n'
    price = '[[economy.price]]\nprogramme = "7"\nfigure = "cost_per_eviction_housing_org"\npayer = "state"\n\n'
    for old, new, code in [
        ('cost = "grants_total"', 'cost = "fire_cadets_trained"', "H102"),
        ('outcome = "fire_cadets_trained"', 'outcome = "grants_total"', "H102"),
        ('figure = "cost_per_eviction_housing_org"', 'figure = "evictions_prevented"', "H102"),
        (case, f"{case}\n{case}", "H557"),
        ("[[economy.price]]", f"{price}[[economy.price]]", "H557"),
    ]:
        changed = plan.replace(old, new, 1)
        assert changed != plan
        file = tmp_path / "plan.toml"
        file.write_text(changed, encoding="utf-8")
        with pytest.raises(hh.HelhedError) as caught:
            hh.evaluate(file)
        assert caught.value.code == code, caught.value


def test_the_words_of_the_source_are_carried_on(tmp_path):
    data = ROOT / "datasets/bag-facaderne"
    for file in data.glob("*.csv"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    figures = (data / "observations.csv").read_text(encoding="utf-8")
    for figure, old, new in [
        ("7,evictions_prevented,", "stated,=,", "stated,<,"),
        ("7,cost_per_eviction_housing_org,", "stated,=,", "stated,~,"),
        ("3,grants_total,", "derived,=,", "derived,~,"),
    ]:
        (line,) = [line for line in figures.splitlines() if line.startswith(figure)]
        assert old in line
        figures = figures.replace(line, line.replace(old, new))
    (tmp_path / "observations.csv").write_text(figures, encoding="utf-8")
    plan = (data / "evaluation.toml").read_text(encoding="utf-8")
    plan = plan.replace('dataset = "bag-facaderne"', 'published = "."')
    (tmp_path / "plan.toml").write_text(plan, encoding="utf-8")
    evaluation = hh.evaluate(tmp_path / "plan.toml")
    (section,) = [one for one in evaluation.document("da")["sections"] if one["id"] == "economy"]
    text = str(section)
    for word in ("under 70; optalt", "ca. 50.000 kr.", "højst 200.000 kr.", "ca. 1.100.000 kr."):
        assert word in text, word
    own = {
        (one.key["programme"], one.key.get("payer")): one
        for one in evaluation.estimates
        if one.method.startswith("economy/") and "outcome" in one.key
    }
    rough = {key for key, one in own.items() if "W105" in codes(one)}
    # The misprinted price of the municipality is approximate as it stands.
    assert rough == {(case, payer) for case in "67" for payer in ("housing_organisation", "municipality")} | {
        ("3", None)
    }


@pytest.mark.parametrize(
    ("language", "kroner", "words"),
    [
        ("da", "1.500.000 kr.", ["øvre grænse", "kan ikke siges", "boligorganisationen", "indsatsens udgift"]),
        (
            "en",
            "DKK 1,500,000",
            ["upper bound", "cannot be said", "the housing organisation", "what the programme cost"],
        ),
    ],
)
def test_the_report_has_the_economy_of_cases_3_6_7_and_28(language, kroner, words):
    evaluation = hh.evaluate(ROOT / "datasets/bag-facaderne/evaluation.toml")
    sections = evaluation.document(language)["sections"]
    assert [section["id"] for section in sections][-2:] == ["economy", "methods"]
    text = str(sections[-2])
    assert kroner in text
    for word in words:
        assert word in text
    tables = [part["table"] for part in sections[-2]["parts"] if "table" in part]
    assert [[row[0] for row in table["rows"]] for table in tables[1:]] == [["6", "6", "7", "7"], ["3", "28"]]
    own = [one for one in evaluation.estimates if one.method.startswith("economy/") and "outcome" in one.key]
    values = {(one.key["programme"], one.key.get("payer")): one.value for one in own}
    assert values == {
        ("6", "housing_organisation"): 1.5e6,
        ("6", "municipality"): 6e6,
        ("7", "housing_organisation"): 3.5e6,
        ("7", "municipality"): 14e6,
        ("3", None): pytest.approx(1.1e6 / 75),
        ("28", None): 2_500,
    }
    assert all("W501" in codes(one) for one in own)


PAGE = (ROOT / "docs/economy.md").read_text(encoding="utf-8")


def test_the_code_of_the_page_runs():
    blocks = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    assert len(blocks) == 5
    call = [sys.executable, "-X", "utf8", "-c", "\n".join(blocks)]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", timeout=120, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "1500000.0 [1190363, 1728253]"
    assert lines[2:5] == ["3500000.0 None", "None ['W501', 'W563']", "18.0 0.6"]


@pytest.mark.parametrize("language", ["da", "en"])
def test_pictures_are_drawn(language, gained):
    plots = pytest.importorskip("helhed.plots")
    pytest.importorskip("matplotlib")
    economy = hh.Economy([spent((4e5, 3e5, 5e5)), saved(60_000)], net=gained, participants=70)
    tornado = plots.tornado(economy.tornado(), language=language)
    assert [label.get_text() for label in tornado.axes[0].get_yticklabels()][-1] in (
        "staff",
        "antal resultater",
        "number of outcomes",
    )
    assert tornado._repr_png_().startswith(b"\x89PNG"), "a notebook shows it without pyplot"
    curve = plots.acceptability(economy.acceptability(range(0, 50_000, 1000)), language=language)
    assert len(curve.axes[0].lines[0].get_xdata()) == 50
    alone = plots.acceptability(economy.acceptability([20_000]), language=language)
    assert alone.axes[0].lines[0].get_marker() == "o"
    nothing = hh.Economy([spent(4e5), saved(60_000)], outcomes=70)
    assert plots.tornado(nothing.tornado(), language=language).axes[0].texts
    assert plots.acceptability(nothing.acceptability([0]), language=language).axes[0].texts
    with pytest.raises(hh.HelhedError, match="H006"):
        plots.tornado(economy.tornado(), language="de")
