//! Topic 01: one proportion.

use helhed::cells::ProportionCell;
use helhed::estimates::proportion;
use helhed::{Estimate, Level};

use super::{Method, level, share};
use crate::reference::{Case, Refusal, Values};

const INPUTS: &[&str] = &["x", "n", "level"];
const TEST: &[&str] = &["x", "n", "p0"];

pub(super) const METHODS: &[Method] = &[
    Method { name: "proportion_ci_wilson", inputs: INPUTS, options: &[], cases: 18, call: wilson },
    Method { name: "proportion_ci_clopper_pearson", inputs: INPUTS, options: &[], cases: 16, call: clopper_pearson },
    Method { name: "proportion_ci_wald", inputs: INPUTS, options: &[], cases: 14, call: wald },
    Method { name: "proportion_ci_wilson_cc", inputs: INPUTS, options: &[], cases: 14, call: wilson_cc },
    Method { name: "proportion_ci_midp", inputs: INPUTS, options: &[], cases: 14, call: mid_p },
    Method { name: "proportion_ci_agresti_coull", inputs: INPUTS, options: &[], cases: 14, call: agresti_coull },
    Method { name: "proportion_ci_jeffreys", inputs: INPUTS, options: &[], cases: 14, call: jeffreys },
    Method { name: "binomial_test", inputs: TEST, options: &[], cases: 13, call: binomial_test },
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

fn binomial_test(case: &Case) -> Result<Values, Refusal> {
    let cell = share(&case.inputs, "x", "n")?;
    Ok(Values::tested(&proportion::binomial_test(&cell, case.inputs.number("p0")?)?))
}
