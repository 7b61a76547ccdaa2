//! Topics 02 and 18: one rate.

use helhed::cells::RateCell;
use helhed::estimates::rate;
use helhed::{Estimate, Level};

use super::{Method, events, level};
use crate::reference::{Case, Refusal, Values};

const INPUTS: &[&str] = &["x", "t", "level"];
const TEST: &[&str] = &["x", "t", "r0"];

pub(super) const METHODS: &[Method] = &[
    Method { name: "rate_ci_exact", inputs: INPUTS, options: &[], cases: 17, call: exact },
    Method { name: "rate_ci_byar", inputs: INPUTS, options: &[], cases: 16, call: byar },
    Method { name: "rate_ci_midp", inputs: INPUTS, options: &[], cases: 15, call: mid_p },
    Method { name: "rate_ci_score", inputs: INPUTS, options: &[], cases: 15, call: score },
    Method { name: "rate_ci_over_dispersed", inputs: INPUTS, options: &[], cases: 8, call: over_dispersed },
    Method { name: "rate_ci_clustered", inputs: INPUTS, options: &[], cases: 8, call: clustered },
    Method { name: "poisson_test", inputs: TEST, options: &[], cases: 14, call: poisson_test },
];

type Interval = fn(&RateCell, Level) -> helhed::Result<Estimate>;

fn interval(case: &Case, method: Interval) -> Result<Values, Refusal> {
    Ok(Values::standard(&method(&events(&case.inputs, "x", "t")?, level(&case.inputs)?)?))
}

fn exact(case: &Case) -> Result<Values, Refusal> {
    interval(case, rate::exact)
}

fn byar(case: &Case) -> Result<Values, Refusal> {
    interval(case, rate::byar)
}

fn mid_p(case: &Case) -> Result<Values, Refusal> {
    interval(case, rate::mid_p)
}

fn score(case: &Case) -> Result<Values, Refusal> {
    interval(case, rate::score)
}

fn several(case: &Case) -> Result<Vec<RateCell>, Refusal> {
    let (x, t) = (case.inputs.numbers("x")?, case.inputs.numbers("t")?);
    let counts = x.into_iter().flatten().zip(t.into_iter().flatten());
    Ok(counts.map(|(x, t)| RateCell::from_counts(x, t)).collect::<helhed::Result<_>>()?)
}

fn over_dispersed(case: &Case) -> Result<Values, Refusal> {
    let cells = several(case)?;
    let estimate = rate::over_dispersed(&cells, level(&case.inputs)?)?;
    let values = Values::standard(&estimate).with("dispersion", rate::dispersion(&cells));
    Ok(values.with("se", estimate.se).with("df", estimate.df))
}

fn clustered(case: &Case) -> Result<Values, Refusal> {
    let estimate = rate::clustered(&several(case)?, level(&case.inputs)?)?;
    Ok(Values::standard(&estimate).with("se", estimate.se).with("df", estimate.df))
}

fn poisson_test(case: &Case) -> Result<Values, Refusal> {
    let cell = events(&case.inputs, "x", "t")?;
    Ok(Values::tested(&rate::poisson_test(&cell, case.inputs.number("r0")?)?))
}
