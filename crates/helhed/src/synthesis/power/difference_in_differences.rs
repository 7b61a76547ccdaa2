//! # Power of a difference in differences over areas
//!
//! ## What it estimates
//! One of two, given the other: the smallest effect that is found (minimum detectable effect), or the power to find an
//! effect, when G1 of G areas get the programme and every area is observed before and after.
//!
//! ## When to use
//! Before a place-based programme: with few areas no number of persons helps, and this says so in advance. For serially
//! correlated figures give the correlation of figures about as far apart as before and after are.
//!
//! ## Equation
//! With sd the standard deviation of an area's figure in a period about its period's mean, r the correlation of two
//! figures of one area, b periods before and a after: the change of an area has variance v = sd^2 (1 - r)(1/b + 1/a),
//! and se = sqrt(v (1/G1 + 1/(G - G1))). With t on G - 2 degrees of freedom: effect = (t_alpha/2 + t_1-power) se, and
//! power = P(T > t_alpha/2 - |effect|/se).
//!
//! ## Interval
//! None: everything is assumed, nothing is observed.
//!
//! ## Edge cases
//! Two areas: no effect, no power, W513. Fewer than 5 areas on a side: W514. No area on a side: H008. A standard
//! deviation that is not above zero, a correlation that is not between -1 and 1, no periods: H008. Not exactly one left
//! out: H510. Bloom's shifted central t stands for the non-central t: at 80 percent power and alpha 0.05 the smallest
//! effect comes out 14 percent too small with G = 3, 5 percent with 4, 2 percent with 5, and less than half a percent
//! from 8 areas on.
//!
//! ## Example
//! ```
//! use helhed::synthesis::power::{AreaPanel, difference_in_differences};
//! let panel = AreaPanel { areas: 20, treated: 8, before: 3, after: 3, sd: 0.04, correlation: 0.6 };
//! let plan = difference_in_differences(panel, None, Some(0.8), 0.05)?;
//! assert_eq!(plan.effect.map(|effect| (effect * 1000.0).round()), Some(28.0));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Bloom (1995), Evaluation Review 19: 547-556; Frison and Pocock (1992), Statistics in Medicine 11: 1685-1704. On
//! serial correlation: Burlig, Preonas and Woerman (2020), Journal of Development Economics 144: 102458.
//!
//! ## Checked against
//! The non-central t of scipy 1.17.1, from which the figures under "Edge cases" come, and the law that both solutions
//! give each other back.

use serde::{Deserialize, Serialize};

use super::{FEW_CLUSTERS, between, certainty, inside, one_unknown, t_quantile};
use crate::error::Result;
use crate::estimate::{Method, Provenance, Warning};
use crate::numeric::student;

/// The method.
pub const DIFFERENCE_IN_DIFFERENCES: Method = Method::new("power/difference_in_differences", 1, "Bloom (1995)");

/// Areas that are to be observed before and after, and how their figures vary.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AreaPanel {
    /// All areas.
    pub areas: u64,
    /// Those that get the programme.
    pub treated: u64,
    /// Periods before.
    pub before: u64,
    /// Periods after.
    pub after: u64,
    /// Standard deviation of an area's figure in a period.
    pub sd: f64,
    /// Correlation of two figures of one area.
    pub correlation: f64,
}

/// A difference in differences as it is planned: what was given, and what follows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DidPower {
    /// Method.
    pub method: Method,
    /// The areas.
    pub panel: AreaPanel,
    /// Standard error of the difference in differences.
    pub se: f64,
    /// Degrees of freedom.
    pub df: u64,
    /// Effect; where it was asked for, the smallest that is found.
    pub effect: Option<f64>,
    /// Probability of finding the effect.
    pub power: Option<f64>,
    /// Size of the two-sided test.
    pub alpha: f64,
    /// What the reader must know.
    pub warnings: Vec<Warning>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// The one of `effect` and `power` that is left out.
///
/// # Errors
/// `H510` unless exactly one is left out, `H008` for a number outside its range, `H901` if the search for a quantile
/// did not end.
pub fn difference_in_differences(
    panel: AreaPanel,
    effect: Option<f64>,
    power: Option<f64>,
    alpha: f64,
) -> Result<DidPower> {
    one_unknown(&[("effect", effect), ("power", power)])?;
    certainty(alpha, power)?;
    between("number of areas", "areas", panel.areas as f64, 2.0, f64::MAX)?;
    between("number of areas with the programme", "treated", panel.treated as f64, 1.0, (panel.areas - 1) as f64)?;
    between("number of periods", "before", panel.before as f64, 1.0, f64::MAX)?;
    between("number of periods", "after", panel.after as f64, 1.0, f64::MAX)?;
    inside("standard deviation", "sd", panel.sd, 0.0, f64::INFINITY)?;
    inside("correlation", "correlation", panel.correlation, -1.0, 1.0)?;
    if let Some(effect) = effect {
        between("effect", "effect", effect, -f64::MAX, f64::MAX)?;
    }
    let untreated = panel.areas - panel.treated;
    let change = (1.0 - panel.correlation) * (1.0 / panel.before as f64 + 1.0 / panel.after as f64);
    let se = panel.sd * (change * (1.0 / panel.treated as f64 + 1.0 / untreated as f64)).sqrt();
    let df = panel.areas - 2;
    let (method, provenance) = (DIFFERENCE_IN_DIFFERENCES, Provenance::default());
    let mut plan = DidPower { method, panel, se, df, effect, power, alpha, warnings: Vec::new(), provenance };
    if df == 0 {
        plan.warnings.push(Warning::NoAreaToSpare);
        return Ok(plan);
    }
    if panel.treated.min(untreated) < FEW_CLUSTERS {
        plan.warnings.push(Warning::FewAreas { treated: panel.treated, untreated });
    }
    let critical = t_quantile(0.5 * alpha, df as f64)?;
    match (effect, power) {
        (None, Some(power)) => plan.effect = Some((critical + t_quantile(1.0 - power, df as f64)?) * se),
        (Some(effect), None) => plan.power = Some(student::upper_tail(critical - effect.abs() / se, df as f64)),
        _ => {}
    }
    Ok(plan)
}
