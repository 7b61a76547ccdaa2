//! Topic 06, its rates.

use helhed::cells::RateCell;
use helhed::comparisons::{difference, ratio};
use helhed::{Estimate, Level};

use super::{Method, events, level};
use crate::reference::{Case, Refusal, Values};

const INPUTS: &[&str] = &["x1", "t1", "x2", "t2", "level"];

pub(super) const METHODS: &[Method] = &[
    Method { name: "rate_ratio_exact", inputs: INPUTS, options: &[], cases: 16, call: exact },
    Method { name: "rate_ratio_wald", inputs: INPUTS, options: &[], cases: 15, call: ratio_wald },
    Method { name: "rate_ratio_midp", inputs: INPUTS, options: &[], cases: 15, call: mid_p },
    Method { name: "rate_difference_wald", inputs: INPUTS, options: &[], cases: 16, call: difference_wald },
    Method { name: "rate_difference_mover", inputs: INPUTS, options: &[], cases: 15, call: mover },
];

type Interval = fn(&RateCell, &RateCell, Level) -> helhed::Result<Estimate>;

fn groups(case: &Case) -> Result<(RateCell, RateCell), Refusal> {
    Ok((events(&case.inputs, "x1", "t1")?, events(&case.inputs, "x2", "t2")?))
}

fn interval(case: &Case, method: Interval) -> Result<Values, Refusal> {
    let (of, against) = groups(case)?;
    let estimate = method(&of, &against, level(&case.inputs)?)?;
    Ok(Values::standard(&estimate).with("se", estimate.se).with("se_log", estimate.se))
}

fn exact(case: &Case) -> Result<Values, Refusal> {
    let (of, against) = groups(case)?;
    let test = ratio::exact_test(&of, &against)?;
    Ok(interval(case, ratio::exact)?
        .with("p_two_sided", test.p_value)
        .with("p_greater", test.p_greater)
        .with("p_less", test.p_less))
}

fn ratio_wald(case: &Case) -> Result<Values, Refusal> {
    interval(case, ratio::rate_wald)
}

fn mid_p(case: &Case) -> Result<Values, Refusal> {
    interval(case, ratio::rate_mid_p)
}

fn difference_wald(case: &Case) -> Result<Values, Refusal> {
    interval(case, difference::rate_wald)
}

fn mover(case: &Case) -> Result<Values, Refusal> {
    interval(case, difference::rate_mover)
}
