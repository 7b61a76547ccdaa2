//! # Rank-sum test (Wilcoxon, Mann and Whitney)
//!
//! ## What it estimates
//! Nothing: it tests the hypothesis that a value of one group is as likely to be above as below a value of the other, the
//! distributions being equal.
//!
//! ## When to use
//! For two independent groups whose values are skewed, have outliers or are only ordered. `ranks/hodges_lehmann` says how
//! large the shift is.
//!
//! ## Equation
//! W is the number of pairs in which the value of the first group is larger, pairs that tie counting one half. Under the
//! hypothesis its mean is n1 n2 / 2 and its variance n1 n2 / 12 (N + 1 - sum(t^3 - t) / (N (N - 1))), with N = n1 + n2 and t
//! equal values in a run.
//!
//! ## Interval
//! None. `ranks/rank_sum_exact` counts all ways to share out the ranks; `ranks/rank_sum_normal` uses the normal distribution
//! and `ranks/rank_sum_corrected` moves the statistic one half toward its mean first. The function `rank_sum` takes the exact
//! distribution for groups below 50 without ties, and the corrected normal otherwise. All have both one-sided p-values
//! ("greater": the first group has the larger values); the exact two-sided one is twice the smaller side.
//!
//! ## Edge cases
//! An empty group: no p-value, W301. Values that tie: no exact p-value, W433. More than 10,000 pairs: no exact p-value, W432.
//! All values equal: no p-value, W434. Swapping the groups swaps the sides. Time grows as N log N.
//!
//! ## Example
//! ```
//! use helhed::{comparisons::ranks, records::Sample};
//! let of = Sample::from_values([1.0, 2.0, 3.0, 4.0].map(Some))?;
//! let against = Sample::from_values([5.0, 6.0, 7.0, 8.0].map(Some))?;
//! let test = ranks::rank_sum(&of, &against)?;
//! assert!((test.p_value.unwrap() - 2.0 / 70.0).abs() < 1e-14);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Wilcoxon (1945), Biometrics Bulletin 1: 80-83; Mann and Whitney (1947), Annals of Mathematical Statistics 18: 50-60.
//!
//! ## Checked against
//! R 4.2.2 `wilcox.test` and scipy 1.17.1 `mannwhitneyu`, 8 cases, relative 1e-8. Where the statistic is less than one half
//! from its mean the correction stops at the mean; R's goes beyond it.

use super::{EXACT_PAIRS, Groups};
use crate::error::Result;
use crate::estimate::{Count, Method, Test, Warning};
use crate::records::Sample;

/// By counting.
pub const RANK_SUM_EXACT: Method = Method::new("ranks/rank_sum_exact", 1, "Wilcoxon (1945), Mann and Whitney (1947)");
/// By the normal distribution.
pub const RANK_SUM_NORMAL: Method = Method::new("ranks/rank_sum_normal", 1, "Mann and Whitney (1947)");
/// By the normal distribution, with continuity correction.
pub const RANK_SUM_CORRECTED: Method = Method::new("ranks/rank_sum_corrected", 1, "Mann and Whitney (1947)");

/// The exact test for groups below 50 without ties, otherwise the normal one with continuity correction.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn rank_sum(of: &Sample, against: &Sample) -> Result<Test> {
    let groups = Groups::new(of, against);
    Ok(if groups.few() && groups.ties == 0.0 {
        by_counting(&groups, begin(RANK_SUM_EXACT, &groups, of, against))
    } else {
        by_normal(&groups, begin(RANK_SUM_CORRECTED, &groups, of, against), 0.5)
    })
}

/// The exact test.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn rank_sum_exact(of: &Sample, against: &Sample) -> Result<Test> {
    let groups = Groups::new(of, against);
    Ok(by_counting(&groups, begin(RANK_SUM_EXACT, &groups, of, against)))
}

/// The test by the normal distribution.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn rank_sum_normal(of: &Sample, against: &Sample) -> Result<Test> {
    let groups = Groups::new(of, against);
    Ok(by_normal(&groups, begin(RANK_SUM_NORMAL, &groups, of, against), 0.0))
}

/// The test by the normal distribution, with continuity correction.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn rank_sum_corrected(of: &Sample, against: &Sample) -> Result<Test> {
    let groups = Groups::new(of, against);
    Ok(by_normal(&groups, begin(RANK_SUM_CORRECTED, &groups, of, against), 0.5))
}

fn begin(method: Method, groups: &Groups, of: &Sample, against: &Sample) -> Test {
    let records = of.records() + against.records();
    let test =
        Test::new(method, Count::of_records(records)).warned_if_missing(of.missing() + against.missing(), records);
    if groups.pairs() == 0 {
        test.warned(Warning::NoObservations)
    } else {
        test.with_statistic(groups.statistic(), None)
    }
}

fn by_counting(groups: &Groups, test: Test) -> Test {
    match test.statistic {
        None => test,
        Some(_) if groups.ties > 0.0 => test.warned(Warning::TiedValues),
        Some(_) if groups.pairs() > EXACT_PAIRS => {
            test.warned(Warning::TooManyForExact { values: (groups.of.len() + groups.against.len()) as u64 })
        }
        Some(statistic) => groups.exact().tested(test, statistic),
    }
}

fn by_normal(groups: &Groups, test: Test, correction: f64) -> Test {
    match test.statistic {
        None => test,
        Some(_) if groups.all_equal() => test.warned(Warning::NothingToRank),
        Some(statistic) => groups.normal(correction).tested(test, statistic),
    }
}
