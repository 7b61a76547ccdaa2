//! Shrinkage: each area drawn towards what the areas have in common, the more the less is known of it.

mod beta_binomial;
mod between;
mod gamma_poisson;
mod likelihood;
mod normal;
mod posterior;
mod shrunk;

pub use beta_binomial::{BETA_BINOMIAL, beta_binomial};
pub use between::BetweenVariance;
pub use gamma_poisson::{GAMMA_POISSON, gamma_poisson};
pub use normal::{NORMAL, normal};
pub use posterior::{Posterior, Prior};
pub use shrunk::{Shrunk, ShrunkArea};

use super::areas::{Areas, Kind};
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::Level;

/// Areas shrunk by the method of their kind: beta-binomial for shares, gamma-Poisson for rates and for observed over
/// expected events, normal (REML) for values.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn shrink(areas: &Areas, level: Level) -> Result<Shrunk> {
    match areas.kind() {
        Kind::Proportion => beta_binomial(areas, level),
        Kind::Rate | Kind::Ratio => gamma_poisson(areas, level),
        Kind::Value => normal(areas, BetweenVariance::default(), level),
    }
}

/// Refuses areas of another kind.
fn of_kind(areas: &Areas, kinds: &[Kind], wanted: &'static str) -> Result<()> {
    if kinds.contains(&areas.kind()) {
        return Ok(());
    }
    let found = match areas.kind() {
        Kind::Proportion => "proportions",
        Kind::Rate => "rates",
        Kind::Ratio => "ratios",
        Kind::Value => "means",
    };
    Err(Error::new(Fault::MeasureMismatch { wanted, found }, Place::argument("areas")))
}
