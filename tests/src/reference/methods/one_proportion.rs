//! Topic 01: one proportion.

use helhed::cells::ProportionCell;
use helhed::estimates::proportion;
use helhed::{Estimate, Level};

use super::{Method, level, share};
use crate::reference::{Case, Refusal, Values};

const INPUTS: &[&str] = &["x", "n", "level"];

pub(super) const METHODS: &[Method] = &[
    Method { name: "proportion_ci_wilson", inputs: INPUTS, options: &[], cases: 18, call: wilson },
    Method { name: "proportion_ci_clopper_pearson", inputs: INPUTS, options: &[], cases: 16, call: clopper_pearson },
];

type Interval = fn(&ProportionCell, Level) -> helhed::Result<Estimate>;

fn interval(case: &Case, method: Interval) -> Result<Values, Refusal> {
    Ok(Values::standard(&method(&share(&case.inputs, "x", "n")?, level(&case.inputs)?)?))
}

fn wilson(case: &Case) -> Result<Values, Refusal> {
    interval(case, proportion::wilson)
}

fn clopper_pearson(case: &Case) -> Result<Values, Refusal> {
    interval(case, proportion::clopper_pearson)
}
