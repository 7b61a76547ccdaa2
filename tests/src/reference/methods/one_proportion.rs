//! Topics 01 and 18: one proportion.

use helhed::cells::ProportionCell;
use helhed::estimates::proportion;
use helhed::{Estimate, Level};

use super::{Method, level, share};
use crate::reference::{Case, Refusal, Values};

const INPUTS: &[&str] = &["x", "n", "level"];
const EFFECTIVE: &[&str] = &["x", "n", "design_effect", "level"];
const TEST: &[&str] = &["x", "n", "p0"];

pub(super) const METHODS: &[Method] = &[
    Method { name: "proportion_ci_wilson", inputs: INPUTS, options: &[], cases: 22, call: wilson },
    Method { name: "proportion_ci_clopper_pearson", inputs: INPUTS, options: &[], cases: 20, call: clopper_pearson },
    Method { name: "proportion_ci_wald", inputs: INPUTS, options: &[], cases: 18, call: wald },
    Method { name: "proportion_ci_wilson_cc", inputs: INPUTS, options: &[], cases: 18, call: wilson_cc },
    Method { name: "proportion_ci_midp", inputs: INPUTS, options: &[], cases: 18, call: mid_p },
    Method { name: "proportion_ci_agresti_coull", inputs: INPUTS, options: &[], cases: 18, call: agresti_coull },
    Method { name: "proportion_ci_jeffreys", inputs: INPUTS, options: &[], cases: 18, call: jeffreys },
    Method { name: "proportion_ci_blaker", inputs: INPUTS, options: &[], cases: 59, call: blaker },
    Method { name: "proportion_ci_logit", inputs: INPUTS, options: &[], cases: 6, call: logit },
    Method { name: "proportion_ci_effective", inputs: EFFECTIVE, options: &[], cases: 30, call: effective },
    Method { name: "proportion_ci_clustered", inputs: INPUTS, options: &[], cases: 8, call: clustered },
    Method { name: "binomial_test", inputs: TEST, options: &[], cases: 17, call: binomial_test },
];

type Interval = fn(&ProportionCell, Level) -> helhed::Result<Estimate>;

fn estimate(case: &Case, method: Interval) -> Result<(Estimate, Level), Refusal> {
    let level = level(&case.inputs)?;
    Ok((method(&share(&case.inputs, "x", "n")?, level)?, level))
}

fn interval(case: &Case, method: Interval) -> Result<Values, Refusal> {
    Ok(Values::standard(&estimate(case, method)?.0))
}

fn wilson(case: &Case) -> Result<Values, Refusal> {
    interval(case, proportion::wilson)
}

fn clopper_pearson(case: &Case) -> Result<Values, Refusal> {
    interval(case, proportion::clopper_pearson)
}

fn wilson_cc(case: &Case) -> Result<Values, Refusal> {
    interval(case, proportion::wilson_cc)
}

fn mid_p(case: &Case) -> Result<Values, Refusal> {
    interval(case, proportion::mid_p)
}

/// The limits that were not cut off lie as far from the share as the standard error says.
fn wald(case: &Case) -> Result<Values, Refusal> {
    let (estimate, level) = estimate(case, proportion::wald)?;
    let around = |side: f64| Some(estimate.value? + side * level.z() * estimate.se?);
    Ok(Values::standard(&estimate)
        .with("se", estimate.se)
        .with("lower_raw", around(-1.0))
        .with("upper_raw", around(1.0)))
}

/// The centre lies as far from a limit that was not cut off as the standard error says.
fn agresti_coull(case: &Case) -> Result<Values, Refusal> {
    let (estimate, level) = estimate(case, proportion::agresti_coull)?;
    let half = estimate.se.map(|se| level.z() * se);
    let centre = estimate
        .interval
        .zip(half)
        .map(|(interval, half)| if interval.lower > 0.0 { interval.lower + half } else { interval.upper - half });
    let around = |side: f64| Some(centre? + side * half?);
    Ok(Values::standard(&estimate)
        .with("center", centre)
        .with("lower_raw", around(-1.0))
        .with("upper_raw", around(1.0)))
}

fn jeffreys(case: &Case) -> Result<Values, Refusal> {
    let (plain, _) = estimate(case, proportion::jeffreys_equal_tailed)?;
    Ok(interval(case, proportion::jeffreys)?.with_limits("lower_raw", "upper_raw", &plain))
}

fn blaker(case: &Case) -> Result<Values, Refusal> {
    interval(case, proportion::blaker)
}

fn logit(case: &Case) -> Result<Values, Refusal> {
    let (estimate, _) = estimate(case, proportion::logit)?;
    Ok(Values::standard(&estimate).with("se", estimate.se))
}

fn effective(case: &Case) -> Result<Values, Refusal> {
    let (cell, effect) = (share(&case.inputs, "x", "n")?, case.inputs.number("design_effect")?);
    Ok(Values::standard(&proportion::effective(&cell, effect, level(&case.inputs)?)?))
}

fn clustered(case: &Case) -> Result<Values, Refusal> {
    let (x, n) = (case.inputs.numbers("x")?, case.inputs.numbers("n")?);
    let counts = x.into_iter().flatten().zip(n.into_iter().flatten());
    let cells = counts.map(|(x, n)| ProportionCell::from_counts(x, n)).collect::<helhed::Result<Vec<_>>>()?;
    let estimate = proportion::clustered(&cells, level(&case.inputs)?)?;
    Ok(Values::standard(&estimate)
        .with("design_effect", proportion::design_effect(&cells))
        .with("se", estimate.se)
        .with("df", estimate.df))
}

fn binomial_test(case: &Case) -> Result<Values, Refusal> {
    let cell = share(&case.inputs, "x", "n")?;
    Ok(Values::tested(&proportion::binomial_test(&cell, case.inputs.number("p0")?)?))
}
