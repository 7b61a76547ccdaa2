//! Whether two groups are alike enough: two one-sided tests.

mod paired;
mod pooled;
mod rate_ratio;
mod record;
mod risk_difference;
mod welch;

pub use paired::{PAIRED, paired};
pub use pooled::{POOLED, pooled};
pub use rate_ratio::{RATE_RATIO, rate_ratio};
pub use record::{Equivalence, Margins, Verdict};
pub use risk_difference::{RISK_DIFFERENCE, risk_difference};
pub use welch::{WELCH, welch};

use crate::estimate::{Estimate, Method};
use crate::numeric::student;

/// Both one-sided t tests of an estimated difference; without them where the estimate has no standard error.
fn tested(method: Method, estimate: Estimate, margins: Margins) -> Equivalence {
    let parts = (estimate.value, estimate.se, estimate.df);
    let record = Equivalence::new(method, estimate, margins);
    let (Some(value), Some(se), Some(df)) = parts else { return record };
    let (lower, upper) = ((value - margins.low()) / se, (value - margins.high()) / se);
    record.with_statistics(lower, upper).with_sides(student::upper_tail(lower, df), student::upper_tail(-upper, df))
}
