//! From the name of a method in the reference files to the call of helhed: one file a topic.

mod areas;
mod control_chart;
mod inequality;
mod one_mean;
mod one_proportion;
mod one_rate;
mod paired;
mod planning;
mod pool;
mod power_means;
mod regression;
mod standardised;
mod strata;
mod two_means;
mod two_proportions;
mod two_rates;

use helhed::Level;
use helhed::cells::{ProportionCell, RateCell};

use super::{Case, Inputs, Refusal, Values};

/// A method: its name in the reference files, the inputs and options it reads, and the call.
pub struct Method {
    /// Name in the reference files.
    pub name: &'static str,
    /// Names of its inputs.
    pub inputs: &'static [&'static str],
    /// Names of its options; their values are looked at by the call.
    pub options: &'static [&'static str],
    /// Cases of the project that must pass in full, so that none can drop out unseen.
    pub cases: usize,
    /// The call.
    pub call: fn(&Case) -> Result<Values, Refusal>,
}

/// The methods that helhed has.
pub fn methods() -> impl Iterator<Item = &'static Method> {
    [
        one_proportion::METHODS,
        one_rate::METHODS,
        one_mean::METHODS,
        two_proportions::METHODS,
        strata::METHODS,
        paired::METHODS,
        two_rates::METHODS,
        two_means::METHODS,
        standardised::METHODS,
        planning::METHODS,
        pool::METHODS,
        power_means::METHODS,
        inequality::METHODS,
        areas::METHODS,
        control_chart::METHODS,
        regression::METHODS,
    ]
    .into_iter()
    .flatten()
}

fn level(inputs: &Inputs) -> Result<Level, Refusal> {
    Ok(Level::new(inputs.number("level")?)?)
}

fn share(inputs: &Inputs, numerator: &str, denominator: &str) -> Result<ProportionCell, Refusal> {
    Ok(ProportionCell::from_counts(inputs.number(numerator)?, inputs.number(denominator)?)?)
}

fn events(inputs: &Inputs, events: &str, exposure: &str) -> Result<RateCell, Refusal> {
    Ok(RateCell::from_counts(inputs.number(events)?, inputs.number(exposure)?)?)
}
