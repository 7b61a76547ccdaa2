//! # Hommel's adjustment of p-values
//!
//! ## What it estimates
//! Nothing; it adjusts the p-values of m hypotheses. The hypothesis behind each is the one of its own test.
//!
//! ## When to use
//! Where Hochberg's may be used; it is never larger, and harder to explain.
//!
//! ## Equation
//! The closed test whose parts are Simes' tests, by Wright's algorithm: with the p-values in ascending order and for k
//! = m, m - 1, ..., 2, let c be the smallest of k p_j / (j - m + k) over the k largest; then the k largest become at
//! least c, and each other p_i at least the smaller of c and k p_i.
//!
//! ## Interval
//! None. Rejecting where the adjusted p-value is at most alpha rejects any true hypothesis with probability at most
//! alpha, under independence or positive dependence (Simes' inequality).
//!
//! ## Edge cases
//! A missing p-value (not-a-number too) keeps its place and is not counted in m (W101). Equal p-values become equal
//! ones. An empty list gives an empty list. A p-value outside 0 to 1 is refused with its row (H008). The work grows as
//! m squared.
//!
//! ## Example
//! ```
//! use helhed::synthesis::multiplicity::hommel;
//! let found = hommel(&[Some(0.03), Some(0.04)])?;
//! assert_eq!(found.adjusted, [Some(0.04), Some(0.04)]);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Hommel (1988), Biometrika 75: 383-386. Algorithm: Wright (1992), Biometrics 48: 1005-1013, appendix.
//!
//! ## Checked against
//! R 4.2.2 `p.adjust` and statsmodels 0.15.0 `multipletests`, 8 cases, relative 1e-8; and the closed test itself, over
//! all subsets of up to 7 hypotheses.

use super::{Adjusted, Ordered};
use crate::error::Result;
use crate::estimate::Method;

/// The method.
pub const HOMMEL: Method = Method::new("multiplicity/hommel", 1, "Hommel (1988)");

/// P-values adjusted by the closed test of Simes' tests.
///
/// # Errors
/// `H008` for a p-value outside 0 to 1, with its row.
pub fn hommel(p_values: &[Option<f64>]) -> Result<Adjusted> {
    let ordered = Ordered::of(p_values)?;
    let p = ordered.ascending();
    let m = p.len();
    let mut adjusted = p.clone();
    for k in (2..=m).rev() {
        let (others, largest) = p.split_at(m - k);
        let scaled = largest.iter().zip(1_u32..).map(|(p, rank)| k as f64 * p / f64::from(rank));
        let c = scaled.fold(f64::INFINITY, f64::min);
        for (value, p) in adjusted.iter_mut().zip(others) {
            *value = value.max(c.min(k as f64 * p));
        }
        for value in &mut adjusted[m - k..] {
            *value = value.max(c);
        }
    }
    Ok(ordered.adjusted(HOMMEL, adjusted))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The largest Simes p-value over all sets that a hypothesis belongs to.
    fn closed(p: &[f64], own: usize) -> f64 {
        let simes = |set: u32| {
            let mut members: Vec<f64> = (0..p.len()).filter(|i| set >> i & 1 == 1).map(|i| p[i]).collect();
            members.sort_by(f64::total_cmp);
            let k = members.len() as f64;
            members.iter().zip(1_u32..).map(|(p, rank)| k * p / f64::from(rank)).fold(f64::INFINITY, f64::min)
        };
        (1..1_u32 << p.len()).filter(|set| set >> own & 1 == 1).map(simes).fold(0.0, f64::max).min(1.0)
    }

    #[test]
    fn it_is_the_closed_test() {
        let lists: [&[f64]; 4] = [
            &[0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07],
            &[0.3, 0.001, 0.02, 0.021, 0.9, 0.02, 0.45],
            &[0.012, 0.011, 0.5, 0.024, 0.03],
            &[0.0, 1.0, 0.25],
        ];
        for list in lists {
            let given: Vec<Option<f64>> = list.iter().copied().map(Some).collect();
            let found = hommel(&given).expect("p-values").adjusted;
            for (own, got) in found.iter().enumerate() {
                let expected = closed(list, own);
                assert!((got.expect("there") - expected).abs() < 1e-14, "{list:?} {own}: {got:?} {expected}");
            }
        }
    }
}
