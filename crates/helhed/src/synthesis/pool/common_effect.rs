//! # Common effect
//!
//! ## What it estimates
//! The one effect that all studies are taken to have, or, where they differ, their mean weighted by precision.
//!
//! ## When to use
//! Where the studies measure the same thing in the same kind of place, or to ask about these studies alone and no
//! others. Areas differ: for them use random effects (REML).
//!
//! ## Equation
//! m = sum(w y) / sum(w), with w = 1/v. Q = sum(w (y - m)^2); H2 = Q/(k - 1); I2 = max(0, (Q - (k - 1))/Q), in percent.
//!
//! ## Interval
//! m -+ q se with se^2 = 1/sum(w) and q normal; with Knapp and Hartung se^2 = s / sum(w), s = Q/(k - 1), and q of
//! Student's t with k - 1 degrees of freedom; guarded, s is at least 1. There is no prediction: no place differs from
//! another.
//!
//! ## Edge cases
//! One study: its own number and interval, W522. None: no value, W301. All effects equal: with Knapp and Hartung no
//! width, W303. A variance that is not above zero is refused (H523).
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::pool::{Inference, PoolMethod, Studies, pool}};
//! let studies = Studies::of_effects(&[0.5, -0.2], &[0.04, 0.09])?;
//! let pooled = pool(&studies, PoolMethod::CommonEffect, Inference::Normal, Level::P95)?;
//! assert!((pooled.pooled.value.unwrap() - 3.7 / 13.0).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Hedges and Vevea (1998), Psychological Methods 3: 486-504. Higgins and Thompson (2002), Statistics in Medicine 21:
//! 1539-1558, for H2 and I2.
//!
//! ## Checked against
//! R metafor 3.8-1 `rma.uni(method="FE")` and own code in numpy, 5 cases, relative 1e-8.

use crate::estimate::Method;

/// The method.
pub const COMMON_EFFECT: Method = Method::new("pool/common_effect", 1, "Hedges and Vevea (1998)");
