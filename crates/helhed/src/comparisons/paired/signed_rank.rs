//! # Signed-rank test (Wilcoxon)
//!
//! ## What it estimates
//! Nothing: it tests the hypothesis that paired differences are symmetric around zero.
//!
//! ## When to use
//! For before against after of the same persons, where the differences have outliers. `paired/pseudomedian` says how large
//! they are.
//!
//! ## Equation
//! V is the sum of the ranks, by absolute value, of the positive differences. Under the hypothesis its mean is n (n + 1) / 4
//! and its variance n (n + 1)(2 n + 1) / 24 - sum(t^3 - t) / 48, with t equal absolute values in a run.
//!
//! ## Interval
//! None. `paired/signed_rank_exact` counts all ways to set the signs; `paired/signed_rank_normal` uses the normal distribution
//! and `paired/signed_rank_corrected` moves the statistic one half toward its mean first. The function `signed_rank` takes the
//! exact distribution below 50 differences without ties, and the corrected normal otherwise. All have both one-sided
//! p-values ("greater": the differences are positive); the exact two-sided one is twice the smaller side.
//!
//! ## Edge cases
//! Differences of zero are left out and counted, W435; `n.records` is what remains. None remain: no p-value, W434. No
//! differences at all: W301. Absolute values that tie: no exact p-value, W433. More than 500: no exact p-value, W432. Swapping
//! the measurements swaps the sides. Time grows as n log n.
//!
//! ## Example
//! ```
//! use helhed::{comparisons::paired, records::Sample};
//! let differences = Sample::from_values([1.0, 2.0, 3.0, 4.0, 5.0].map(Some))?;
//! assert_eq!(paired::signed_rank(&differences)?.p_value, Some(0.0625));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Wilcoxon (1945), Biometrics Bulletin 1: 80-83.
//!
//! ## Checked against
//! R 4.2.2 `wilcox.test` and scipy 1.17.1 `wilcoxon`, 8 cases, relative 1e-8. Where there are zeros R always takes the normal
//! distribution; here what remains is ranked exactly. Where the statistic is less than one half from its mean the correction
//! stops at the mean; R's goes beyond it.

use crate::comparisons::ranking::{EXACT_BELOW, Null, runs, tie_sum};
use crate::error::Result;
use crate::estimate::{Count, Method, Test, Warning};
use crate::numeric::rank_counts;
use crate::records::Sample;

/// By counting.
pub const SIGNED_RANK_EXACT: Method = Method::new("paired/signed_rank_exact", 1, "Wilcoxon (1945)");
/// By the normal distribution.
pub const SIGNED_RANK_NORMAL: Method = Method::new("paired/signed_rank_normal", 1, "Wilcoxon (1945)");
/// By the normal distribution, with continuity correction.
pub const SIGNED_RANK_CORRECTED: Method = Method::new("paired/signed_rank_corrected", 1, "Wilcoxon (1945)");

/// Differences up to which the exact distribution is counted.
const EXACT_VALUES: usize = 500;

/// The exact test below 50 differences without ties, otherwise the normal one with continuity correction.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn signed_rank(differences: &Sample) -> Result<Test> {
    let nonzero = Nonzero::new(differences);
    Ok(if nonzero.few() {
        by_counting(&nonzero, begin(SIGNED_RANK_EXACT, &nonzero, differences))
    } else {
        by_normal(&nonzero, begin(SIGNED_RANK_CORRECTED, &nonzero, differences), 0.5)
    })
}

/// The exact test.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn signed_rank_exact(differences: &Sample) -> Result<Test> {
    let nonzero = Nonzero::new(differences);
    Ok(by_counting(&nonzero, begin(SIGNED_RANK_EXACT, &nonzero, differences)))
}

/// The test by the normal distribution.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn signed_rank_normal(differences: &Sample) -> Result<Test> {
    let nonzero = Nonzero::new(differences);
    Ok(by_normal(&nonzero, begin(SIGNED_RANK_NORMAL, &nonzero, differences), 0.0))
}

/// The test by the normal distribution, with continuity correction.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn signed_rank_corrected(differences: &Sample) -> Result<Test> {
    let nonzero = Nonzero::new(differences);
    Ok(by_normal(&nonzero, begin(SIGNED_RANK_CORRECTED, &nonzero, differences), 0.5))
}

/// The differences that are not zero, and their absolute values, in ascending order.
pub(super) struct Nonzero {
    pub(super) values: Vec<f64>,
    absolute: Vec<f64>,
    ties: f64,
}

impl Nonzero {
    pub(super) fn new(differences: &Sample) -> Self {
        let values: Vec<f64> = differences.sorted().into_iter().filter(|value| *value != 0.0).collect();
        let mut absolute: Vec<f64> = values.iter().map(|value| value.abs()).collect();
        absolute.sort_by(f64::total_cmp);
        Self { ties: tie_sum(&absolute), values, absolute }
    }

    /// Whether the exact distribution is the default.
    pub(super) fn few(&self) -> bool {
        self.values.len() < EXACT_BELOW as usize && self.ties == 0.0
    }

    /// Sum of the ranks of the positive differences.
    fn statistic(&self) -> f64 {
        let (mut sum, mut next) = (0.0, self.values.partition_point(|value| *value < 0.0));
        for (first, length) in runs(&self.absolute) {
            let here = self.values[next..].iter().take_while(|value| **value == self.absolute[first]).count();
            sum += here as f64 * (first as f64 + 0.5 * (length as f64 + 1.0));
            next += here;
        }
        sum
    }

    pub(super) fn exact(&self) -> Null {
        Null::exact(rank_counts::signed_rank(self.values.len()))
    }

    pub(super) fn normal(&self, correction: f64) -> Null {
        let n = self.values.len() as f64;
        let variance = n * (n + 1.0) * (2.0 * n + 1.0) / 24.0 - self.ties / 48.0;
        Null::normal(0.25 * n * (n + 1.0), variance.sqrt(), correction)
    }
}

fn begin(method: Method, nonzero: &Nonzero, differences: &Sample) -> Test {
    let (left, all) = (nonzero.values.len() as u64, differences.records());
    let test = Test::new(method, Count::of_records(left)).warned_if_missing(differences.missing(), all);
    if all == 0 {
        return test.warned(Warning::NoObservations);
    }
    let test = test.with_statistic(nonzero.statistic(), None);
    if left < all { test.warned(Warning::ZerosDropped { zeros: all - left, of: all }) } else { test }
}

fn by_counting(nonzero: &Nonzero, test: Test) -> Test {
    match test.statistic {
        None => test,
        Some(_) if nonzero.values.is_empty() => test.warned(Warning::NothingToRank),
        Some(_) if nonzero.ties > 0.0 => test.warned(Warning::TiedValues),
        Some(_) if nonzero.values.len() > EXACT_VALUES => {
            test.warned(Warning::TooManyForExact { values: nonzero.values.len() as u64 })
        }
        Some(statistic) => nonzero.exact().tested(test, statistic),
    }
}

fn by_normal(nonzero: &Nonzero, test: Test, correction: f64) -> Test {
    match test.statistic {
        None => test,
        Some(_) if nonzero.values.is_empty() => test.warned(Warning::NothingToRank),
        Some(statistic) => nonzero.normal(correction).tested(test, statistic),
    }
}
