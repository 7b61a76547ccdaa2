//! Topic 11: studies pooled.

use helhed::comparisons::stratified::{self, RateStrata, Strata};
use helhed::synthesis::pool::{Inference, PoolMethod, Pooled, Studies, egger, leave_one_out, pool};
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
