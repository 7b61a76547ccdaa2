//! # Random effects by Sidik and Jonkman
//!
//! ## What it estimates
//! The mean of effects that differ from place to place, how much they differ (tau2, the variance between studies), and
//! where the effect of a further place like these lies.
//!
//! ## When to use
//! Where studies surely differ much: it is then nearly free of bias. Where they do not, it is too large, since it is
//! zero only if all effects are equal.
//!
//! ## Equation
//! From t0 = sum((y - mean(y))^2) / k: tau2 = t0 sum(w (y - m)^2) / (k - 1), with w = 1/(v + t0).
//!
//! ## Interval
//! Prediction first: m -+ q sqrt(se^2 + tau2), where the true effect of a further place like these lies. Mean: m -+ q
//! se, with w = 1/(v + tau2), m = sum(w y) / sum(w) and, by Knapp and Hartung, se^2 = s / sum(w) with s = sum(w (y -
//! m)^2) / (k - 1) and q of Student's t with k - 1 degrees of freedom; guarded, s is at least 1 (W311 says when it was
//! less); `normal`, s = 1 and q is normal. tau2: all values for which the generalised Q lies between the chi-square
//! quantiles (Q-profile), whatever the method; both limits are zero where Q is below the lower one.
//!
//! ## Edge cases
//! It is never cut at zero. One study: its own number and interval, no tau2 and no prediction, W522. None: no value,
//! W301. Fewer than five: W524. All effects equal: tau2 = 0, and with Knapp and Hartung no width, W303. A variance that
//! is not above zero is refused (H523). Effects on other units give the same result in those units.
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::pool::{Inference, PoolMethod, Studies, pool}};
//! let studies = Studies::of_effects(&[0.1, 0.4, 0.9], &[0.02, 0.03, 0.04])?;
//! let pooled = pool(&studies, PoolMethod::SidikJonkman, Inference::KnappHartung, Level::P95)?;
//! assert!((pooled.tau_squared.unwrap() - 0.126_767_106_894_046).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Sidik and Jonkman (2005), Applied Statistics 54: 367-384.
//!
//! ## Checked against
//! R metafor 3.8-1 `rma.uni` and own code in numpy and scipy: 35 cases over all methods; this one to relative 1e-8.

use super::sums::Workspace;
use crate::estimate::Method;

/// The method.
pub const SIDIK_JONKMAN: Method = Method::new("pool/sidik_jonkman", 1, "Sidik and Jonkman (2005)");

/// The variance between studies, inside the workspace.
pub(super) fn between(studies: &mut Workspace) -> f64 {
    let k = studies.studies() as f64;
    let (_, squares) = studies.unweighted();
    let start = squares / k;
    start * studies.at(start).spread / (k - 1.0)
}
