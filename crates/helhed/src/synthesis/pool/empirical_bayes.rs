//! # Random effects by empirical Bayes
//!
//! ## What it estimates
//! The mean of effects that differ from place to place, how much they differ (tau2, the variance between studies), and
//! where the effect of a further place like these lies.
//!
//! ## When to use
//! To compare with analyses that shrink each study towards the mean by empirical Bayes. It is the same number as that
//! of Paule and Mandel.
//!
//! ## Equation
//! tau2 with sum(w tau2) = sum(w ((k/(k - 1)) (y - m)^2 - v)), w = 1/(v + tau2). As w (v + tau2) = 1 this is
//! sum(w (y - m)^2) = k - 1, the equation of Paule and Mandel, and it is solved as that.
//!
//! ## Interval
//! Prediction first: m -+ q sqrt(se^2 + tau2), where the true effect of a further place like these lies. Mean: m -+ q
//! se, with w = 1/(v + tau2), m = sum(w y) / sum(w) and, by Knapp and Hartung, se^2 = s / sum(w) with s = sum(w (y -
//! m)^2) / (k - 1) and q of Student's t with k - 1 degrees of freedom; guarded, s is at least 1 (W311 says when it was
//! less); `normal`, s = 1 and q is normal. tau2: all values for which the generalised Q lies between the chi-square
//! quantiles (Q-profile), whatever the method; both limits are zero where Q is below the lower one.
//!
//! ## Edge cases
//! Q at most k - 1 at tau2 = 0: tau2 = 0. One study: its own number and interval, no tau2 and no prediction, W522.
//! None: no value, W301. Fewer than five: W524. All effects equal: tau2 = 0, and with Knapp and Hartung no width, W303.
//! A variance that is not above zero is refused (H523). Effects on other units give the same result in those units.
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::pool::{Inference, PoolMethod, Studies, pool}};
//! let studies = Studies::of_effects(&[0.1, 0.4, 0.9], &[0.02, 0.03, 0.04])?;
//! let pooled = pool(&studies, PoolMethod::EmpiricalBayes, Inference::KnappHartung, Level::P95)?;
//! assert!((pooled.tau_squared.unwrap() - 0.131_892_043_643_725).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Morris (1983), Journal of the American Statistical Association 78: 47-55. Viechtbauer, Lopez-Lopez, Sanchez-Meca and
//! Marin-Martinez (2015), Psychological Methods 20: 360-374, for the equality with Paule and Mandel.
//!
//! ## Checked against
//! R metafor 3.8-1 `rma.uni` and own code in numpy and scipy: 35 cases over all methods; this one to relative 1e-6.

use super::q_profile::where_q_is;
use super::sums::Workspace;
use crate::estimate::Method;

/// The method.
pub const EMPIRICAL_BAYES: Method = Method::new("pool/empirical_bayes", 1, "Morris (1983)");

/// The variance between studies, inside the workspace.
pub(super) fn between(studies: &mut Workspace) -> f64 {
    where_q_is(studies.studies() as f64 - 1.0, studies)
}
