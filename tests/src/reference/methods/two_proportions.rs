//! Topic 04: two proportions.

use helhed::cells::ProportionCell;
use helhed::comparisons::{difference, odds_ratio, ratio};
use helhed::{Estimate, Level};

use super::{Method, level, share};
use crate::reference::{Case, Refusal, Values};

const INPUTS: &[&str] = &["x1", "n1", "x2", "n2", "level"];
const COUNTS: &[&str] = &["x1", "n1", "x2", "n2"];

const fn listed(name: &'static str, cases: usize, call: fn(&Case) -> Result<Values, Refusal>) -> Method {
    Method { name, inputs: INPUTS, options: &[], cases, call }
}

pub(super) const METHODS: &[Method] = &[
    listed("risk_difference_wald", 20, |case| with_se(case, difference::wald, "se")),
    listed("risk_difference_newcombe", 21, |case| interval(case, difference::newcombe)),
    listed("risk_difference_miettinen_nurminen", 24, |case| interval(case, difference::miettinen_nurminen)),
    listed("risk_difference_agresti_caffo", 20, agresti_caffo),
    listed("risk_ratio_katz", 21, |case| with_se(case, ratio::katz, "se_log")),
    listed("risk_ratio_koopman", 20, |case| interval(case, ratio::koopman)),
    listed("risk_ratio_miettinen_nurminen", 20, |case| interval(case, ratio::miettinen_nurminen)),
    listed("odds_ratio_woolf", 20, |case| with_se(case, odds_ratio::woolf, "se_log")),
    listed("odds_ratio_woolf_haldane", 20, |case| with_se(case, odds_ratio::woolf_haldane, "se_log")),
    listed("odds_ratio_conditional", 19, |case| interval(case, odds_ratio::conditional)),
    listed("odds_ratio_midp", 19, mid_p),
    Method { name: "fisher_exact", inputs: COUNTS, options: &[], cases: 20, call: fisher },
];

type Interval = fn(&ProportionCell, &ProportionCell, Level) -> helhed::Result<Estimate>;

fn groups(case: &Case) -> Result<(ProportionCell, ProportionCell), Refusal> {
    Ok((share(&case.inputs, "x1", "n1")?, share(&case.inputs, "x2", "n2")?))
}

fn estimate(case: &Case, method: Interval) -> Result<Estimate, Refusal> {
    let (of, against) = groups(case)?;
    Ok(method(&of, &against, level(&case.inputs)?)?)
}

fn interval(case: &Case, method: Interval) -> Result<Values, Refusal> {
    Ok(Values::standard(&estimate(case, method)?))
}

fn with_se(case: &Case, method: Interval, name: &'static str) -> Result<Values, Refusal> {
    let estimate = estimate(case, method)?;
    Ok(Values::standard(&estimate).with(name, estimate.se))
}

/// The centre is the difference of the shares with one event and one unit without added.
fn agresti_caffo(case: &Case) -> Result<Values, Refusal> {
    let (of, against) = groups(case)?;
    let share = |cell: &ProportionCell| (cell.events() as f64 + 1.0) / (cell.records() as f64 + 2.0);
    let values = interval(case, difference::agresti_caffo)?;
    Ok(values.with("center", share(&of) - share(&against)))
}

fn mid_p(case: &Case) -> Result<Values, Refusal> {
    let estimate = estimate(case, odds_ratio::mid_p)?;
    Ok(Values::standard(&estimate).with("median_unbiased", estimate.value))
}

fn fisher(case: &Case) -> Result<Values, Refusal> {
    let (of, against) = groups(case)?;
    Ok(Values::tested(&odds_ratio::fisher(&of, &against)?))
}
