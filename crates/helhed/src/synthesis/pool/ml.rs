//! # Random effects by maximum likelihood
//!
//! ## What it estimates
//! The mean of effects that differ from place to place, how much they differ (tau2, the variance between studies), and
//! where the effect of a further place like these lies.
//!
//! ## When to use
//! To compare models by their likelihoods. With few studies it is too small, which restricted maximum likelihood mends.
//!
//! ## Equation
//! tau2 is the highest peak of -sum(ln(v + tau2)) - sum(w (y - m)^2), w = 1/(v + tau2), over all tau2 >= 0. The
//! likelihood can have several peaks: its slope is followed over a bracket that holds them all, and where there are
//! several, W523 names the next.
//!
//! ## Interval
//! Prediction first: m -+ q sqrt(se^2 + tau2), where the true effect of a further place like these lies. Mean: m -+ q
//! se, with w = 1/(v + tau2), m = sum(w y) / sum(w) and, by Knapp and Hartung, se^2 = s / sum(w) with s = sum(w (y -
//! m)^2) / (k - 1) and q of Student's t with k - 1 degrees of freedom; guarded, s is at least 1 (W311 says when it was
//! less); `normal`, s = 1 and q is normal. tau2: all values for which the generalised Q lies between the chi-square
//! quantiles (Q-profile), whatever the method; both limits are zero where Q is below the lower one.
//!
//! ## Edge cases
//! One study: its own number and interval, no tau2 and no prediction, W522. None: no value, W301. Fewer than five:
//! W524. All effects equal: tau2 = 0, and with Knapp and Hartung no width, W303. A variance that is not above zero is
//! refused (H523). Effects on other units give the same result in those units.
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::pool::{Inference, PoolMethod, Studies, pool}};
//! let studies = Studies::of_effects(&[0.1, 0.4, 0.9], &[0.02, 0.03, 0.04])?;
//! let pooled = pool(&studies, PoolMethod::Ml, Inference::KnappHartung, Level::P95)?;
//! assert!((pooled.tau_squared.unwrap() - 0.075_850_981_844_072_5).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Hardy and Thompson (1996), Statistics in Medicine 15: 619-629.
//!
//! ## Checked against
//! R metafor 3.8-1 `rma.uni` and own code in numpy and scipy: 35 cases over all methods; this one to relative 1e-6.

use super::likelihood::{Likelihood, Peak, highest_peak};
use super::sums::Workspace;
use crate::estimate::Method;

/// The method.
pub const ML: Method = Method::new("pool/ml", 1, "Hardy and Thompson (1996)");

/// The variance between studies, inside the workspace.
pub(super) fn between(studies: &mut Workspace) -> Peak {
    highest_peak(studies, Likelihood::Full)
}
