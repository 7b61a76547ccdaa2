//! # Over-dispersion of areas
//!
//! ## What it estimates
//! How much more areas vary than chance and their size explain: phi, the factor by which the variance is multiplied, and
//! tau squared, the variance of the areas' true values about the target.
//!
//! ## When to use
//! Always, before an area is called out of line: areas differ in who lives there, in how things are counted and in much
//! else that nobody measured. Where phi is clearly above one, exact limits call far too many areas out of line.
//!
//! ## Equation
//! With z = (y - t)/s, s the standard error of an area that is on target t, the z below the quantile w of all z (type 7)
//! are set to it, and those above the quantile 1 - w likewise (winsorised, w = 0.1), so that the areas that are out of
//! line do not hide themselves. Of I areas phi = sum z^2/I, and tau^2 = (I phi - (I - 1))/(sum v - sum v^2/sum v) with
//! v = 1/s^2, or zero where I phi < I - 1. Multiplicative: z/sqrt(phi), for phi above 1. Additive: (y - t)/sqrt(s^2 +
//! tau^2).
//!
//! ## Interval
//! None. Widened limits are t - q sqrt(s^2 + tau^2) and t + q sqrt(s^2 + tau^2), with q = 1.96 and 3.09; or with
//! s sqrt(phi).
//!
//! ## Edge cases
//! Fewer than two areas have no over-dispersion: neither number is there (W543). Phi below one, or tau squared of zero,
//! changes nothing. A winsorised share outside 0 to 0.5 is refused (H008); so is a standard error that is not above zero.
//!
//! ## Example
//! ```
//! use helhed::synthesis::funnel::overdispersion;
//! let found = overdispersion(&[0.08, 0.10, 0.16, 0.05, 0.11], &[0.01, 0.02, 0.02, 0.01, 0.02], 0.1, 0.1)?;
//! assert_eq!(format!("{:.3} {:.6}", found.phi.unwrap(), found.tau2.unwrap()), "4.538 0.000956");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Spiegelhalter (2005), Statistics in Medicine 24: 1185-1202, section 4; (2005), Quality and Safety in Health Care 14:
//! 347-351.
//!
//! ## Checked against
//! The formulas in R 4.2.2 and numpy 2.4.6, 4 cases, relative 1e-8.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Fault, Place, Result, Spot};
use crate::estimate::Method;

/// The method.
pub const OVERDISPERSION: Method = Method::new("funnel/overdispersion", 1, "Spiegelhalter (2005)");

/// Share of the areas at each end that is drawn in before over-dispersion is measured.
pub(super) const WINSORISED: f64 = 0.1;

/// How limits are widened where areas vary more than chance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Widening {
    /// Not at all.
    None,
    /// The variance of every area is multiplied.
    Multiplicative,
    /// A variance between areas is added to that of every area, so that large areas get some of it too.
    #[default]
    Additive,
}

impl Widening {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::None, Self::Multiplicative, Self::Additive];

    /// The name as written in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Multiplicative => "multiplicative",
            Self::Additive => "additive",
        }
    }

    /// By its name.
    ///
    /// # Errors
    /// `H006` for an unknown name.
    pub fn named(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name).ok_or_else(|| {
            let nearest = Self::ALL.map(|one| one.name().to_owned()).to_vec();
            let fault = Fault::UnknownName { what: "way to widen limits", found: name.to_owned(), nearest };
            Error::new(fault, Place::argument("overdispersion"))
        })
    }
}

/// How much more areas vary than chance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Overdispersion {
    /// Mean square of the winsorised z-scores: 1 where areas vary as chance has them. Absent below two areas.
    pub phi: Option<f64>,
    /// Variance between areas, in squared units of the value. Absent below two areas.
    pub tau2: Option<f64>,
    /// Share of the areas at each end that was drawn in.
    pub winsorised: f64,
    /// The z-score at or below which areas were drawn in, and that at or above which.
    pub ends: Option<(f64, f64)>,
    /// Areas behind it.
    pub areas: u64,
}

impl Overdispersion {
    /// The z-score after areas at the ends are drawn in.
    #[must_use]
    pub fn drawn_in(&self, z: f64) -> f64 {
        self.ends.map_or(z, |(low, high)| z.clamp(low, high))
    }

    /// A standard error after it is widened.
    #[must_use]
    pub fn widened(&self, se: f64, widening: Widening) -> f64 {
        match widening {
            Widening::None => se,
            Widening::Multiplicative => se * self.phi.unwrap_or(1.0).max(1.0).sqrt(),
            Widening::Additive => match self.tau2 {
                Some(tau2) if tau2 > 0.0 => (se * se + tau2).sqrt(),
                _ => se,
            },
        }
    }

    /// Whether a way to widen changes anything.
    #[must_use]
    pub fn widens(&self, widening: Widening) -> bool {
        match widening {
            Widening::None => false,
            Widening::Multiplicative => self.phi.is_some_and(|phi| phi > 1.0),
            Widening::Additive => self.tau2.is_some_and(|tau2| tau2 > 0.0),
        }
    }
}

/// Over-dispersion of values with these standard errors about a target, `winsorised` of them drawn in at each end.
///
/// # Errors
/// `H108` if the columns differ in length, `H008` for a standard error that is not above zero (with its row), a value or
/// target that is no number, or a share outside 0 to 0.5.
pub fn overdispersion(values: &[f64], standard_errors: &[f64], target: f64, winsorised: f64) -> Result<Overdispersion> {
    let refused = |what, argument: &str, row: Option<usize>, found, low, high| {
        let place = Place::argument(argument);
        let place = match row {
            Some(row) => place.within(Spot::Row(row as u64 + 1)),
            None => place,
        };
        Err(Error::new(Fault::OutsideRange { what, found, low, high }, place))
    };
    if values.len() != standard_errors.len() {
        let fault = Fault::LengthsDiffer { left: values.len() as u64, right: standard_errors.len() as u64 };
        return Err(Error::new(fault, Place::argument("standard_errors")));
    }
    if !(0.0..0.5).contains(&winsorised) {
        return refused("winsorised share", "winsorised", None, winsorised, 0.0, 0.5);
    }
    if !(-1e140..=1e140).contains(&target) {
        return refused("target", "target", None, target, -1e140, 1e140);
    }
    for (row, (value, se)) in values.iter().zip(standard_errors).enumerate() {
        if !(-1e140..=1e140).contains(value) {
            return refused("value", "values", Some(row), *value, -1e140, 1e140);
        }
        if !(1e-70..=1e140).contains(se) {
            return refused("standard error", "standard_errors", Some(row), *se, 1e-70, 1e140);
        }
    }
    let scores = values.iter().zip(standard_errors).map(|(value, se)| ((value - target) / se, *se)).collect::<Vec<_>>();
    Ok(of_scores(&scores, winsorised, &mut Vec::new()))
}

/// The same of z-scores with their standard errors; `sorted` is a place to work in.
pub(super) fn of_scores(scores: &[(f64, f64)], winsorised: f64, sorted: &mut Vec<f64>) -> Overdispersion {
    let areas = scores.len() as u64;
    if areas < 2 {
        return Overdispersion { phi: None, tau2: None, winsorised, ends: None, areas };
    }
    sorted.clear();
    sorted.extend(scores.iter().map(|(z, _)| *z));
    sorted.sort_unstable_by(f64::total_cmp);
    let ends = (quantile(sorted, winsorised), quantile(sorted, 1.0 - winsorised));
    // Weights relative to the largest, so that their squares stay inside a double in any unit.
    let smallest = scores.iter().fold(f64::INFINITY, |smallest, (_, se)| smallest.min(*se));
    let (mut squares, mut weights, mut weights_squared) = (0.0, 0.0, 0.0);
    for (z, se) in scores {
        let z = z.clamp(ends.0, ends.1);
        let weight = (smallest / se) * (smallest / se);
        squares += z * z;
        weights += weight;
        weights_squared += weight * weight;
    }
    let beyond = squares - (areas - 1) as f64;
    let tau2 = if beyond > 0.0 { smallest * smallest * beyond / (weights - weights_squared / weights) } else { 0.0 };
    Overdispersion { phi: Some(squares / areas as f64), tau2: Some(tau2), winsorised, ends: Some(ends), areas }
}

/// Quantile of sorted numbers, at least one, by type 7.
fn quantile(sorted: &[f64], prob: f64) -> f64 {
    let at = prob * (sorted.len() - 1) as f64;
    let below = at.floor();
    let (low, high) = (sorted[below as usize], sorted[(below as usize + 1).min(sorted.len() - 1)]);
    low + (at - below) * (high - low)
}
