//! Topic 06, its rates.

use helhed::comparisons::ratio;
use helhed::numeric::beta::UnitPoint;
use helhed::numeric::binomial;

use super::{Method, events, level};
use crate::reference::{Case, Refusal, Values};

const INPUTS: &[&str] = &["x1", "t1", "x2", "t2", "level"];

pub(super) const METHODS: &[Method] =
    &[Method { name: "rate_ratio_exact", inputs: INPUTS, options: &[], cases: 12, call: exact }];

/// The one-sided p-values are those of the same conditional test, from the binomial tails of the library.
fn exact(case: &Case) -> Result<Values, Refusal> {
    let (of, against) = (events(&case.inputs, "x1", "t1")?, events(&case.inputs, "x2", "t2")?);
    let estimate = ratio::exact(&of, &against, level(&case.inputs)?)?;
    let exposure = of.exposure() + against.exposure();
    let given = UnitPoint { x: of.exposure() / exposure, y: against.exposure() / exposure };
    let (seen, all) = (of.events(), of.events() + against.events());
    let tested = estimate.p_value.is_some();
    Ok(Values::standard(&estimate)
        .with("p_two_sided", estimate.p_value)
        .with("p_greater", tested.then(|| binomial::at_least(seen, all, given)))
        .with("p_less", tested.then(|| binomial::at_most(seen, all, given))))
}
