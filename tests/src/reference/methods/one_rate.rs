//! Topic 02: one rate.

use helhed::cells::RateCell;
use helhed::estimates::rate;
use helhed::{Estimate, Level};

use super::{Method, events, level};
use crate::reference::{Case, Refusal, Values};

const INPUTS: &[&str] = &["x", "t", "level"];
const TEST: &[&str] = &["x", "t", "r0"];

pub(super) const METHODS: &[Method] = &[
    Method { name: "rate_ci_exact", inputs: INPUTS, options: &[], cases: 13, call: exact },
    Method { name: "rate_ci_byar", inputs: INPUTS, options: &[], cases: 12, call: byar },
    Method { name: "rate_ci_midp", inputs: INPUTS, options: &[], cases: 11, call: mid_p },
    Method { name: "rate_ci_score", inputs: INPUTS, options: &[], cases: 11, call: score },
    Method { name: "poisson_test", inputs: TEST, options: &[], cases: 10, call: poisson_test },
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

fn poisson_test(case: &Case) -> Result<Values, Refusal> {
    let cell = events(&case.inputs, "x", "t")?;
    Ok(Values::tested(&rate::poisson_test(&cell, case.inputs.number("r0")?)?))
}
