//! Topic 11: studies pooled.

use helhed::comparisons::stratified::{self, RateStrata, Strata};
use helhed::synthesis::pool::{
    EffectMeasure, Halves, Inference, PoolMethod, Pooled, Studies, effects, egger, leave_one_out, pool,
};
use helhed::{Estimate, Level};

use super::{Method, level};
use crate::reference::{Case, Got, Refusal, Values};

pub(super) const METHODS: &[Method] = &[
    Method {
        name: "meta_analysis",
        inputs: &["yi", "vi", "level"],
        options: &["method", "test"],
        cases: 37,
        call: meta_analysis,
    },
    Method {
        name: "leave_one_out",
        inputs: &["yi", "vi", "level"],
        options: &["method"],
        cases: 4,
        call: without_each,
    },
    Method { name: "egger_test", inputs: &["yi", "vi"], options: &[], cases: 4, call: small_studies },
    Method {
        name: "meta_mantel_haenszel",
        inputs: &["a", "b", "c", "d", "x1", "t1", "x2", "t2", "level"],
        options: &["measure"],
        cases: 8,
        call: mantel_haenszel,
    },
    Method {
        name: "effect_size",
        inputs: &[
            "xi", "ni", "ti", "ai", "bi", "ci", "di", "x1i", "t1i", "x2i", "t2i", "m1i", "sd1i", "n1i", "m2i", "sd2i",
            "n2i",
        ],
        options: &["measure", "add", "to"],
        cases: 20,
        call: effect_size,
    },
    Method { name: "meta_peto", inputs: &["a", "b", "c", "d", "level"], options: &[], cases: 4, call: peto },
];

fn column(case: &Case, name: &str) -> Result<Vec<f64>, Refusal> {
    Ok(case.inputs.numbers(name)?.into_iter().map(|number| number.unwrap_or(f64::NAN)).collect())
}

fn studies(case: &Case) -> Result<Studies, Refusal> {
    Ok(Studies::of_effects(&column(case, "yi")?, &column(case, "vi")?)?)
}

fn method(case: &Case) -> Result<PoolMethod, Refusal> {
    Ok(match case.option("method") {
        Some("FE" | "EE" | "CE") => PoolMethod::CommonEffect,
        Some("DL") => PoolMethod::DersimonianLaird,
        Some("PM") => PoolMethod::PauleMandel,
        Some("REML") | None => PoolMethod::Reml,
        Some("ML") => PoolMethod::Ml,
        Some("HE") => PoolMethod::Hedges,
        Some("SJ") => PoolMethod::SidikJonkman,
        Some("EB") => PoolMethod::EmpiricalBayes,
        Some("HS") => PoolMethod::HunterSchmidt,
        Some(other) => return Err(Refusal::NotCovered(format!("the method {other}"))),
    })
}

fn inference(case: &Case) -> Result<Inference, Refusal> {
    Ok(match case.option("test") {
        Some("z") | None => Inference::Normal,
        Some("knha" | "hksj") => Inference::KnappHartung,
        Some("adhoc") => Inference::KnappHartungGuarded,
        Some(other) => return Err(Refusal::NotCovered(format!("the test {other}"))),
    })
}

fn meta_analysis(case: &Case) -> Result<Values, Refusal> {
    let found: Pooled = pool(&studies(case)?, method(case)?, inference(case)?, level(&case.inputs)?)?;
    Ok(Values::standard(&found.pooled)
        .with("k", found.k() as f64)
        .with("se", found.pooled.se)
        .with("statistic", found.statistic)
        .with("p", found.pooled.p_value)
        .with("Q", found.q.statistic)
        .with("Q_df", found.q.df)
        .with("Q_p", found.q.p_value)
        .with("tau2", found.tau_squared)
        .with("I2", found.i_squared)
        .with("H2", found.h_squared)
        .with("pi_lower", found.prediction.map(|interval| interval.lower))
        .with("pi_upper", found.prediction.map(|interval| interval.upper))
        .with("pi_t_km2_lower", found.prediction_higgins.map(|interval| interval.lower))
        .with("pi_t_km2_upper", found.prediction_higgins.map(|interval| interval.upper))
        .with("tau2_qp_lower", found.tau_squared_interval.map(|interval| interval.lower))
        .with("tau2_qp_upper", found.tau_squared_interval.map(|interval| interval.upper)))
}

fn without_each(case: &Case) -> Result<Values, Refusal> {
    let method = method(case)?;
    let found = leave_one_out(&studies(case)?, method, Inference::Normal, level(&case.inputs)?)?;
    let list = |number: fn(&Pooled) -> Option<f64>| found.iter().map(|one| number(&one.pooled)).collect::<Vec<_>>();
    // Under a common effect there is no such column.
    let between = match method {
        PoolMethod::CommonEffect => Got::Number(None),
        _ => list(|one| one.tau_squared).into(),
    };
    Ok(Values::new(!found.is_empty())
        .with("estimate", list(|one| one.pooled.value))
        .with("se", list(|one| one.pooled.se))
        .with("Q", list(|one| one.q.statistic))
        .with("tau2", between))
}

fn small_studies(case: &Case) -> Result<Values, Refusal> {
    let found = egger(&studies(case)?, Level::P95)?;
    Ok(Values::new(found.test.p_value.is_some())
        .with("intercept_limit_estimate", found.limit.value)
        .with("t", found.test.statistic)
        .with("df", found.test.df)
        .with("p", found.test.p_value)
        .with("begg_tau", found.kendall_tau))
}

fn strata(case: &Case) -> Result<Strata, Refusal> {
    let sum = |one: &str, other: &str| -> Result<Vec<f64>, Refusal> {
        Ok(column(case, one)?.iter().zip(column(case, other)?).map(|(one, other)| one + other).collect())
    };
    Ok(Strata::from_counts(&column(case, "a")?, &sum("a", "b")?, &column(case, "c")?, &sum("c", "d")?)?)
}

/// An estimate with the value and limits of a ratio as logarithms.
fn on_log_scale(estimate: &Estimate, ratio: bool) -> Values {
    let log = |value: f64| if ratio { value.ln() } else { value };
    Values::new(estimate.interval.is_some())
        .with("estimate", estimate.value.map(log))
        .with("se", estimate.se)
        .with("p", estimate.p_value)
        .with("lower", estimate.interval.map(|interval| log(interval.lower)))
        .with("upper", estimate.interval.map(|interval| log(interval.upper)))
}

fn mantel_haenszel(case: &Case) -> Result<Values, Refusal> {
    let level = level(&case.inputs)?;
    let rates = || -> Result<RateStrata, Refusal> {
        let column = |name| column(case, name);
        Ok(RateStrata::from_counts(&column("x1")?, &column("t1")?, &column("x2")?, &column("t2")?)?)
    };
    let estimate = match case.option("measure") {
        Some("OR") => stratified::mantel_haenszel_odds_ratio(&strata(case)?, level)?,
        Some("RR") => stratified::mantel_haenszel_risk_ratio(&strata(case)?, level)?,
        Some("RD") => stratified::mantel_haenszel_risk_difference(&strata(case)?, level)?,
        Some("IRR") => stratified::mantel_haenszel_rate_ratio(&rates()?, level)?,
        Some("IRD") => stratified::mantel_haenszel_rate_difference(&rates()?, level)?,
        other => return Err(Refusal::NotCovered(format!("the measure {other:?}"))),
    };
    Ok(on_log_scale(&estimate, matches!(case.option("measure"), Some("OR" | "RR" | "IRR"))))
}

fn peto(case: &Case) -> Result<Values, Refusal> {
    let strata = strata(case)?;
    let test = stratified::peto_heterogeneity(&strata)?;
    Ok(on_log_scale(&stratified::peto(&strata, level(&case.inputs)?)?, true)
        .with("Q", test.statistic)
        .with("Q_p", test.p_value))
}

/// Measures by the names of the reference, and the columns of their inputs.
const MEASURES: [(&str, EffectMeasure, &[&str]); 16] = [
    ("PR", EffectMeasure::Proportion, &["xi", "ni"]),
    ("PLN", EffectMeasure::LogProportion, &["xi", "ni"]),
    ("PLO", EffectMeasure::LogOdds, &["xi", "ni"]),
    ("PAS", EffectMeasure::Arcsine, &["xi", "ni"]),
    ("PFT", EffectMeasure::FreemanTukey, &["xi", "ni"]),
    ("IRLN", EffectMeasure::LogRate, &["xi", "ti"]),
    ("RR", EffectMeasure::RiskRatio, &["ai", "bi", "ci", "di"]),
    ("OR", EffectMeasure::OddsRatio, &["ai", "bi", "ci", "di"]),
    ("RD", EffectMeasure::RiskDifference, &["ai", "bi", "ci", "di"]),
    ("PETO", EffectMeasure::Peto, &["ai", "bi", "ci", "di"]),
    ("AS", EffectMeasure::ArcsineDifference, &["ai", "bi", "ci", "di"]),
    ("IRR", EffectMeasure::RateRatio, &["x1i", "t1i", "x2i", "t2i"]),
    ("IRD", EffectMeasure::RateDifference, &["x1i", "t1i", "x2i", "t2i"]),
    ("MD", EffectMeasure::MeanDifference, &["m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"]),
    ("SMD", EffectMeasure::StandardisedMeanDifference, &["m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"]),
    ("ROM", EffectMeasure::RatioOfMeans, &["m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"]),
];

fn effect_size(case: &Case) -> Result<Values, Refusal> {
    let asked = case.option("measure").unwrap_or_default();
    let found = MEASURES.iter().find(|(name, _, _)| *name == asked);
    let (_, measure, names) = found.ok_or_else(|| Refusal::NotCovered(format!("the measure {asked}")))?;
    let add = case.options.get("add").map_or(Some(0.5), serde_json::Value::as_f64);
    let halves = match (add, case.option("to")) {
        (Some(0.5), None | Some("only0")) => Halves::WhereZero,
        (Some(0.5), Some("all")) => Halves::Everywhere,
        other => return Err(Refusal::NotCovered(format!("the addition {other:?}"))),
    };
    let mut columns = names.iter().map(|name| column(case, name)).collect::<Result<Vec<_>, _>>()?;
    // Tables come with the units that have the event and those that have not.
    if names[0] == "ai" {
        for group in [0, 2] {
            columns[group + 1] =
                columns[group].iter().zip(&columns[group + 1]).map(|(one, other)| one + other).collect();
        }
    }
    let slices: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let (yi, vi) = effects(*measure, &slices, halves)?;
    let list = |values: Vec<f64>| values.into_iter().map(|value| Some(value).filter(|one| !one.is_nan())).collect();
    let (yi, vi): (Vec<Option<f64>>, Vec<Option<f64>>) = (list(yi), list(vi));
    Ok(Values::new(yi.iter().any(Option::is_some)).with("yi", yi).with("vi", vi))
}
