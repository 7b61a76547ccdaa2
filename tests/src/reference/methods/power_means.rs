//! Topic 15: power of a comparison of means.

use helhed::synthesis::power::{self, TwoMeans};

use super::Method;
use crate::reference::{Case, Refusal, Values};

const INPUTS: &[&str] = &["n", "delta", "sd", "power", "alpha"];

pub(super) const METHODS: &[Method] =
    &[Method { name: "power_two_means", inputs: INPUTS, options: &["solve", "type"], cases: 12, call: two_means }];

fn two_means(case: &Case) -> Result<Values, Refusal> {
    let given = |name: &str| case.inputs.number(name);
    let (sd, alpha) = (given("sd")?, given("alpha")?);
    let assumed = match case.option("type") {
        Some("two.sample") | None => TwoMeans::independent(sd, alpha)?,
        // One sample has the power of as many pairs.
        Some("paired" | "one.sample") => TwoMeans::paired(sd, alpha)?,
        other => return Err(Refusal::NotCovered(format!("type {other:?}"))),
    };
    let solve = case.option("solve").unwrap_or_default();
    let known = |name: &str| if name == solve { Ok(None) } else { given(name).map(Some) };
    let plan = power::two_means(assumed, known("n")?, known("delta")?, known("power")?)?;
    let values = Values::new(true);
    Ok(match solve {
        "n" => values.with("n", plan.n),
        "power" => values.with("power", plan.power),
        "delta" => values.with("delta", plan.difference),
        other => return Err(Refusal::NotCovered(format!("solve {other:?}"))),
    })
}
