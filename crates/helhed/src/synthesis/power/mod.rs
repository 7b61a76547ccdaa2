//! Planning: how many units, how large a difference, how sure of finding it.

mod cluster_design;
mod difference_in_differences;
mod intraclass;
mod simulated_clusters;
mod two_means;
mod two_proportions;
mod two_rates;

pub use cluster_design::{CLUSTER_DESIGN, ClusterDesign, cluster_design};
pub use difference_in_differences::{AreaPanel, DIFFERENCE_IN_DIFFERENCES, DidPower, difference_in_differences};
pub use intraclass::{INTRACLASS, Intraclass, intraclass};
pub use simulated_clusters::{
    ClusteredGroups, Replications, SIMULATED_CLUSTERS, SimulatedClusters, simulated_clusters,
};
pub use two_means::{TWO_MEANS, TwoMeans, TwoMeansPower, two_means};
pub use two_proportions::{TWO_PROPORTIONS, TwoProportionsPower, two_proportions};
pub use two_rates::{TWO_RATES, TwoRatesPower, two_rates};

use crate::error::{Error, Fault, Place, Result};
use crate::numeric::student;

/// Areas or other clusters on a side below which a plan warns.
const FEW_CLUSTERS: u64 = 5;

/// Whether exactly one of these is unknown.
///
/// # Errors
/// `H510` otherwise.
fn one_unknown(named: &[(&str, Option<f64>)]) -> Result<()> {
    let found = named.iter().filter(|(_, value)| value.is_none()).count();
    if found == 1 {
        return Ok(());
    }
    Err(Fault::UnknownsNotOne { names: named.iter().map(|(name, _)| (*name).to_owned()).collect(), found }.into())
}

/// A number between two limits that it may reach.
///
/// # Errors
/// `H008` otherwise.
fn between(what: &'static str, argument: &str, found: f64, low: f64, high: f64) -> Result<f64> {
    if (low..=high).contains(&found) {
        return Ok(found);
    }
    Err(Error::new(Fault::OutsideRange { what, found, low, high }, Place::argument(argument)))
}

/// A number above a limit and, if `high` is finite, below another.
///
/// # Errors
/// `H008` otherwise.
fn inside(what: &'static str, argument: &str, found: f64, low: f64, high: f64) -> Result<f64> {
    if found > low && found < high {
        return Ok(found);
    }
    let high = if high.is_finite() { high } else { f64::MAX };
    Err(Error::new(Fault::OutsideRange { what, found, low, high }, Place::argument(argument)))
}

/// Half of it still has a normal quantile.
const SMALLEST_ALPHA: f64 = 1e-300;

/// Largest number of units or exposure: a share or rate times it stays inside a double.
const LARGEST: f64 = 1e140;

/// The size of a two-sided test, and a power above it.
///
/// # Errors
/// `H008` for an alpha that is not between 0 (or next to it) and 1, or a power that is not between alpha and 1.
fn certainty(alpha: f64, power: Option<f64>) -> Result<()> {
    inside("alpha", "alpha", alpha, 0.0, 1.0)?;
    inside("alpha", "alpha", alpha, SMALLEST_ALPHA, 1.0)?;
    if let Some(power) = power {
        inside("power", "power", power, alpha, 1.0)?;
    }
    Ok(())
}

/// The point above which Student's t has probability `tail` (0 < tail < 1).
///
/// # Errors
/// `H901` if the search for it did not end.
fn t_quantile(tail: f64, df: f64) -> Result<f64> {
    let (sign, smaller) = if tail > 0.5 { (-1.0, 1.0 - tail) } else { (1.0, tail) };
    if smaller == 0.5 {
        return Ok(0.0);
    }
    let quantile = student::upper_quantile(smaller, df)
        .ok_or_else(|| Fault::Bug { what: format!("no t quantile with {df} degrees of freedom") })?;
    Ok(sign * quantile)
}
