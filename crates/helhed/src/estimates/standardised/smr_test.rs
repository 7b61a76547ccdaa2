//! # Exact test of an indirectly standardised ratio
//!
//! ## What it estimates
//! Nothing; it tests that the events observed come from a Poisson distribution with the expected number as its mean.
//!
//! ## When to use
//! Where the p-value of R's `poisson.test` is wanted. `standardised/smr_exact` has a p-value that agrees with its
//! interval.
//!
//! ## Equation
//! The two-sided p-value adds up the probabilities of all numbers no likelier than the one observed, with a relative
//! allowance of 1e-7. The one-sided ones are P(X <= O) and P(X >= O).
//!
//! ## Interval
//! None. One two-sided and two one-sided p-values; the statistic is the observed number.
//!
//! ## Edge cases
//! Nothing observed and nothing expected: nothing to test, W401. A missing count is not zero: no p-value, W322.
//!
//! ## Example
//! ```
//! use helhed::estimates::standardised::{self, Expected};
//! let test = standardised::smr_test(&Expected::from_counts(9.0, 5.3)?)?;
//! assert!((test.p_value.unwrap() - 0.120_893_214_670_137).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Breslow and Day (1987), Statistical Methods in Cancer Research II, section 2.3.
//!
//! ## Checked against
//! R 4.2.2 `poisson.test` and scipy 1.17.1, 9 cases, relative 1e-8.

use super::Expected;
use crate::error::Result;
use crate::estimate::{Method, Test};
use crate::numeric::poisson;

/// The method.
pub const SMR_TEST: Method = Method::new("standardised/smr_test", 1, "Breslow and Day (1987), section 2.3");

/// Whether as many events were observed as expected.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn smr_test(of: &Expected) -> Result<Test> {
    let (estimate, both) = of.without_interval(SMR_TEST);
    let test = Test::new(SMR_TEST, estimate.n);
    let Some((observed, expected)) = both else {
        return Ok(estimate.warnings.into_iter().fold(test, Test::warned));
    };
    let observed = observed as f64;
    Ok(test
        .with_statistic(observed, None)
        .with_p(poisson::two_sided_p(observed, expected))
        .with_sides(poisson::at_most(observed, expected), poisson::at_least(observed, expected)))
}
