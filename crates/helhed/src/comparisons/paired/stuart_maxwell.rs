//! # Stuart-Maxwell test of marginal homogeneity
//!
//! ## What it estimates
//! Nothing: it tests the hypothesis that the shares of all categories are the same both times.
//!
//! ## When to use
//! For the same persons before and after in more than two categories, where the question is whether the distribution
//! has moved. Bowker's test asks whether every flow there equals the flow back.
//!
//! ## Equation
//! With n_ij units in category i the first time and j the second time, d_i the number in i the first time less the
//! number the second time, and V with V_ii = (all that left or entered i) and V_ij = -(n_ij + n_ji): chi-square = d'
//! V^-1 d over all categories but one.
//!
//! ## Interval
//! None. The p-value is the upper tail of the chi-square distribution.
//!
//! ## Edge cases
//! V falls apart where groups of categories have no flow between them; each group then gives a statistic of its own,
//! and they add up, with as many degrees of freedom as there are categories less groups (the rank of V). A category
//! that nobody left or entered adds nothing, and one that never occurs is left out, W420. Nobody changed: no statistic,
//! W424. No units: W301. A table that is not square is refused (H420). Two categories give McNemar's test without
//! correction.
//!
//! ## Example
//! ```
//! use helhed::{cells::CrossTable, comparisons::paired};
//! let flows = CrossTable::from_rows(&[[20.0, 10.0, 5.0], [3.0, 30.0, 15.0], [0.0, 5.0, 40.0]])?;
//! let test = paired::stuart_maxwell(&flows)?;
//! assert_eq!(test.df, Some(2.0));
//! assert!((test.statistic.unwrap() - 13.764_705_882_352_9).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Stuart (1955), Biometrika 42: 412-416. Maxwell (1970), British Journal of Psychiatry 116: 651-655.
//!
//! ## Checked against
//! R 4.2.2 by matrices and coin 1.4-2 `mh_test`, and statsmodels 0.15.0 `SquareTable.homogeneity`, 8 cases, relative
//! 1e-8. Where V falls apart: d' V+ d with the generalised inverse of numpy 2.4.6, degrees of freedom its rank,
//! relative 1e-10.

use crate::cells::CrossTable;
use crate::error::Result;
use crate::estimate::{Method, Test};
use crate::numeric::chi_square::upper_tail;

/// The method.
pub const STUART_MAXWELL: Method = Method::new("paired/stuart_maxwell", 1, "Stuart (1955), Maxwell (1970)");

/// The distribution the first time against that the second time.
///
/// # Errors
/// `H420` if the table is not square.
pub fn stuart_maxwell(table: &CrossTable) -> Result<Test> {
    let occurring = super::square(table)?;
    let test = super::test_of_square(table, STUART_MAXWELL, &occurring);
    let (mut statistic, mut df) = (0.0, 0_usize);
    for group in groups(table, &occurring) {
        // One category of the group follows from the others.
        let Some((_, free)) = group.split_last() else { continue };
        statistic += quadratic_form(table, free, &group);
        df += free.len();
    }
    if df == 0 {
        return Ok(test);
    }
    let df = df as f64;
    Ok(test.with_statistic(statistic, Some(df)).with_p(upper_tail(statistic, df)))
}

/// Categories between which units flow, directly or through others.
fn groups(table: &CrossTable, occurring: &[usize]) -> Vec<Vec<usize>> {
    let counts = table.counts();
    let flow = |one: usize, two: usize| counts[one][two] > 0 || counts[two][one] > 0;
    let mut left: Vec<usize> = occurring.to_vec();
    let mut groups = Vec::new();
    while let Some(first) = left.pop() {
        let mut group = vec![first];
        let mut at = 0;
        while at < group.len() {
            let (joined, rest) = left.into_iter().partition(|other| flow(group[at], *other));
            let joined: Vec<usize> = joined;
            group.extend(joined);
            left = rest;
            at += 1;
        }
        groups.push(group);
    }
    groups
}

/// d' V^-1 d over the free categories of a group, by elimination: V is positive definite there, with its weight on the
/// diagonal, so that no rows need to be exchanged.
fn quadratic_form(table: &CrossTable, free: &[usize], group: &[usize]) -> f64 {
    let counts = table.counts();
    let flow = |one: usize, two: usize| counts[one][two] as f64 + counts[two][one] as f64;
    let net = |one: usize| {
        let net = |two: &usize| i128::from(counts[one][*two]) - i128::from(counts[*two][one]);
        group.iter().map(net).sum::<i128>() as f64
    };
    let all = |one: usize| group.iter().filter(|two| **two != one).map(|two| flow(one, *two)).sum::<f64>();
    let entry = |one: usize, two: usize| if one == two { all(one) } else { -flow(one, two) };
    let mut matrix: Vec<Vec<f64>> = free.iter().map(|one| free.iter().map(|two| entry(*one, *two)).collect()).collect();
    let mut distance: Vec<f64> = free.iter().map(|one| net(*one)).collect();
    let mut sum = 0.0;
    for at in 0..free.len() {
        let pivot = matrix[at][at];
        sum += distance[at] * distance[at] / pivot;
        let row = matrix[at].clone();
        for below in at + 1..free.len() {
            let factor = matrix[below][at] / pivot;
            distance[below] -= factor * distance[at];
            for (value, above) in matrix[below].iter_mut().zip(&row).skip(at) {
                *value -= factor * above;
            }
        }
    }
    sum
}
