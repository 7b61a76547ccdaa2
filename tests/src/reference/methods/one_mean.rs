//! Topic 03: one mean.

use helhed::cells::MeanCell;
use helhed::estimates::mean;

use super::{Method, level};
use crate::reference::{Case, Refusal, Values};

pub(super) const METHODS: &[Method] =
    &[Method { name: "mean_ci_t", inputs: &["x", "level"], options: &[], cases: 12, call: t }];

/// The standard deviation and the degrees of freedom are read off the cell, which the interval is made of.
fn t(case: &Case) -> Result<Values, Refusal> {
    let cell = MeanCell::from_values(case.inputs.numbers("x")?)?;
    let estimate = mean::t(&cell, level(&case.inputs)?)?;
    let n = cell.records() as f64;
    Ok(Values::standard(&estimate)
        .with("n", n)
        .with("mean", estimate.value)
        .with("sd", cell.variance().map(f64::sqrt))
        .with("se", estimate.se)
        .with("df", n - 1.0))
}
