//! Effect sizes: differences on a scale of their own, such as standard deviations.

mod cohen_d;
mod cohen_dav;
mod cohen_dz;
mod cohen_h;
mod glass_delta;
mod hedges_g;

pub use cohen_d::{COHEN_D, cohen_d};
pub use cohen_dav::{COHEN_DAV, cohen_dav};
pub use cohen_dz::{COHEN_DZ, cohen_dz};
pub use cohen_h::{COHEN_H, cohen_h, cohen_h_of_shares};
pub use glass_delta::{GLASS_DELTA, glass_delta};
pub use hedges_g::{HEDGES_G, hedges_correction, hedges_g};

use crate::cells::MeanCell;
use crate::error::{Fault, Result};
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Unit, Warning};
use crate::numeric::{Side, noncentral_t, student};

/// An effect size without value, of so many records.
fn without_value(method: Method, records: u64, missing: u64) -> Estimate {
    Estimate::new(Estimand::StandardisedMeanDifference, Unit::Ratio, method, Count::of_records(records))
        .warned_if_missing(missing, records)
}

/// An effect size that is `t` times `factor`, with the limits of the non-centrality of `t` times the same, and the
/// p-value of `t`.
fn by_noncentral_t(estimate: Estimate, t: f64, df: f64, factor: f64, level: Level) -> Result<Estimate> {
    let limit = |side| {
        noncentral_t::noncentrality(t, df, level.tail(), side)
            .map(|ncp| ncp * factor)
            .ok_or_else(|| Fault::Bug { what: format!("no non-centrality for t = {t} with {df} degrees of freedom") })
    };
    let (lower, upper) = (limit(Side::Upper)?, limit(Side::Lower)?);
    Ok(estimate.valued(t * factor).between(lower, upper, level).with_df(df).with_p(student::two_sided_p(t, df)))
}

/// Two means over their pooled standard deviation.
struct Pooled {
    /// Difference in standard deviations.
    d: f64,
    /// Square root of 1/n1 + 1/n2.
    factor: f64,
    df: f64,
}

/// The parts of a difference over the pooled standard deviation; `None` within, and a warning, where there is none.
fn pooled(method: Method, of: &MeanCell, against: &MeanCell) -> (Estimate, Option<Pooled>) {
    let records = of.records() + against.records();
    let estimate = without_value(method, records, of.missing() + against.missing());
    let (Some(m1), Some(m2)) = (of.mean(), against.mean()) else {
        return (estimate.warned(Warning::NoObservations), None);
    };
    let (n1, n2) = (of.records() as f64, against.records() as f64);
    let df = n1 + n2 - 2.0;
    let deviation = ((of.m2() + against.m2()) / df).sqrt();
    if df < 1.0 || deviation == 0.0 {
        return (estimate.warned(Warning::NoSpread), None);
    }
    let estimate = estimate.warned_if_small(of.records().min(against.records()));
    (estimate, Some(Pooled { d: (m1 - m2) / deviation, factor: (1.0 / n1 + 1.0 / n2).sqrt(), df }))
}
