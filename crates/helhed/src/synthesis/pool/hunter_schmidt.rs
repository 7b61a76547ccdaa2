//! # Random effects by Hunter and Schmidt
//!
//! ## What it estimates
//! The mean of effects that differ from place to place, how much they differ (tau2, the variance between studies), and
//! where the effect of a further place like these lies.
//!
//! ## When to use
//! To compare with reviews that use it. It is too small; REML is the default.
//!
//! ## Equation
//! tau2 = max(0, (Q - k) / sum(w)), with w = 1/v and Q = sum(w (y - m)^2).
//!
//! ## Interval
//! Prediction first: m -+ q sqrt(se^2 + tau2), where the true effect of a further place like these lies. Mean: m -+ q
//! se, with w = 1/(v + tau2), m = sum(w y) / sum(w) and, by Knapp and Hartung, se^2 = s / sum(w) with s = sum(w (y -
//! m)^2) / (k - 1) and q of Student's t with k - 1 degrees of freedom; guarded, s is at least 1 (W311 says when it was
//! less); `normal`, s = 1 and q is normal. tau2: all values for which the generalised Q lies between the chi-square
//! quantiles (Q-profile), whatever the method; both limits are zero where Q is below the lower one.
//!
//! ## Edge cases
//! Q at most k: tau2 = 0. One study: its own number and interval, no tau2 and no prediction, W522. None: no value,
//! W301. Fewer than five: W524. All effects equal: tau2 = 0, and with Knapp and Hartung no width, W303. A variance that
//! is not above zero is refused (H523). Effects on other units give the same result in those units.
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::pool::{Inference, PoolMethod, Studies, pool}};
//! let studies = Studies::of_effects(&[0.1, 0.4, 0.9], &[0.02, 0.03, 0.04])?;
//! let pooled = pool(&studies, PoolMethod::HunterSchmidt, Inference::KnappHartung, Level::P95)?;
//! assert!((pooled.tau_squared.unwrap() - 0.071_005_917_159_763_3).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Hunter and Schmidt (1990), Methods of Meta-Analysis, Sage. Viechtbauer (2005), Journal of Educational and Behavioral
//! Statistics 30: 261-293.
//!
//! ## Checked against
//! The formula in numpy, and R metafor 3.8-1 for everything that follows from tau2.

use super::sums::Workspace;
use crate::estimate::Method;

/// The method.
pub const HUNTER_SCHMIDT: Method = Method::new("pool/hunter_schmidt", 1, "Hunter and Schmidt (1990)");

/// The variance between studies, inside the workspace.
pub(super) fn between(studies: &mut Workspace) -> f64 {
    let sums = studies.at(0.0);
    ((sums.spread - studies.studies() as f64) / sums.weight).max(0.0)
}
