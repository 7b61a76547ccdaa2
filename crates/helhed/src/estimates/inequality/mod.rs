//! Inequality along a social scale and between persons.

mod concentration_index;
mod gini;
mod gini_unbiased;
mod relative_index;
mod relative_index_linear;
mod relative_index_mean;
mod scale;
mod slope_index;
mod theil_l;
mod theil_t;

pub use concentration_index::{CONCENTRATION_INDEX, concentration_index};
pub use gini::{GINI, gini};
pub use gini_unbiased::{GINI_UNBIASED, gini_unbiased};
pub use relative_index::{RELATIVE_INDEX, relative_index};
pub use relative_index_linear::{RELATIVE_INDEX_LINEAR, relative_index_linear};
pub use relative_index_mean::{RELATIVE_INDEX_MEAN, relative_index_mean};
pub use scale::SocialScale;
pub use slope_index::{SLOPE_INDEX, slope_index};
pub use theil_l::{THEIL_L, theil_l};
pub use theil_t::{THEIL_T, theil_t};

use super::mean::mean_of;
use crate::error::{Error, Fault, Place, Result, Spot};
use crate::estimate::{Count, Estimand, Estimate, Method, Unit, Warning};
use crate::records::WeightedSample;

/// Values over their mean, each with its share of the weight; `None` within, with a warning, where there is no such
/// thing.
type Relative = (Estimate, Option<Vec<(f64, f64)>>);

/// The parts that every measure of inequality between persons shares.
fn relative(of: &WeightedSample, estimand: Estimand, method: Method) -> Result<Relative> {
    let records = of.records();
    let estimate = Estimate::new(estimand, Unit::Ratio, method, Count::of_records(records))
        .warned_if_missing(of.missing(), records);
    if let Some((index, found)) = of.values().iter().enumerate().find(|(_, value)| **value < 0.0) {
        let fault = Fault::OutsideRange { what: "value", found: *found, low: 0.0, high: f64::MAX };
        return Err(Error::new(fault, Place::argument("values").within(Spot::Row(index as u64 + 1))));
    }
    if records == 0 {
        return Ok((estimate.warned(Warning::NoObservations), None));
    }
    let Some((mean, shares)) = mean_of(of) else { return Ok((estimate.warned(Warning::NoWeight), None)) };
    if mean <= 0.0 {
        return Ok((estimate.warned(Warning::UndefinedAtZero), None));
    }
    let relative = of.values().iter().zip(shares).map(|(value, share)| (value / mean, share)).collect();
    Ok((estimate, Some(relative)))
}
