//! Topic 04: two proportions.

use helhed::cells::ProportionCell;
use helhed::comparisons::{difference, ratio};
use helhed::{Estimate, Level};

use super::{Method, level, share};
use crate::reference::{Case, Refusal, Values};

const INPUTS: &[&str] = &["x1", "n1", "x2", "n2", "level"];

pub(super) const METHODS: &[Method] = &[
    Method { name: "risk_difference_newcombe", inputs: INPUTS, options: &[], cases: 17, call: newcombe },
    Method { name: "risk_ratio_koopman", inputs: INPUTS, options: &[], cases: 16, call: koopman },
];

type Interval = fn(&ProportionCell, &ProportionCell, Level) -> helhed::Result<Estimate>;

fn interval(case: &Case, method: Interval) -> Result<Values, Refusal> {
    let (of, against) = (share(&case.inputs, "x1", "n1")?, share(&case.inputs, "x2", "n2")?);
    Ok(Values::standard(&method(&of, &against, level(&case.inputs)?)?))
}

fn newcombe(case: &Case) -> Result<Values, Refusal> {
    interval(case, difference::newcombe)
}

fn koopman(case: &Case) -> Result<Values, Refusal> {
    interval(case, ratio::koopman)
}
