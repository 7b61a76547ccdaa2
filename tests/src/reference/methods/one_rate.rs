//! Topic 02: one rate.

use helhed::cells::RateCell;
use helhed::estimates::rate;
use helhed::{Estimate, Level};

use super::{Method, events, level};
use crate::reference::{Case, Refusal, Values};

const INPUTS: &[&str] = &["x", "t", "level"];

pub(super) const METHODS: &[Method] = &[
    Method { name: "rate_ci_exact", inputs: INPUTS, options: &[], cases: 13, call: exact },
    Method { name: "rate_ci_byar", inputs: INPUTS, options: &[], cases: 12, call: byar },
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
