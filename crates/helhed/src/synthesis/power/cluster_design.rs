//! # Design effect of clusters
//!
//! ## What it estimates
//! By how much units that come in clusters (stairways, classes, areas) tell less than the same number of strangers, and
//! how many units and clusters make up for it.
//!
//! ## When to use
//! When whole clusters get the programme or not: find n as if units were drawn one by one (`power/two_proportions`,
//! `power/two_rates`), then read here what clusters make of it.
//!
//! ## Equation
//! With m units in a cluster on average, correlation icc and coefficient of variation cv of the cluster sizes:
//! design_effect = 1 + (m - 1) icc and design_effect_unequal = 1 + ((cv^2 + 1) m - 1) icc. effective_n =
//! n/design_effect, n_required = n design_effect; the same with unequal sizes; clusters_required = n
//! design_effect_unequal/m, rounded up.
//!
//! ## Interval
//! None: everything is assumed, nothing is observed.
//!
//! ## Edge cases
//! An icc of 0, or clusters of one unit and cv 0: the design effect is 1. A cluster size below 1, an icc outside 0 to
//! 1, a negative cv or an n that is not above 0 is refused (H008). clusters_required is rounded up as doubles have it:
//! where the exact quotient is whole, one more can come out (780/20 with an icc of 0.05 gives 40), never one too few.
//!
//! ## Example
//! ```
//! use helhed::synthesis::power::cluster_design;
//! let design = cluster_design(50.0, 0.01, 0.5, 1000.0)?;
//! assert_eq!((design.design_effect_unequal, design.clusters_required), (1.615, 33));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Donner and Klar (2000), Design and Analysis of Cluster Randomization Trials; unequal sizes: Eldridge, Ashby and
//! Kerry (2006), International Journal of Epidemiology 35: 1292-1300.
//!
//! ## Checked against
//! The closed forms in R 4.2.2 and numpy 2.4.6, 5 cases, relative 1e-8.

use serde::{Deserialize, Serialize};

use super::{between, inside};
use crate::error::Result;
use crate::estimate::{Method, Provenance};

/// The method.
pub const CLUSTER_DESIGN: Method = Method::new("power/cluster_design", 1, "Eldridge, Ashby and Kerry (2006)");

/// What clusters make of a number of units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ClusterDesign {
    /// Method.
    pub method: Method,
    /// Units in a cluster, on average.
    pub cluster_size: f64,
    /// Correlation within clusters.
    pub icc: f64,
    /// Coefficient of variation of the cluster sizes.
    pub cv: f64,
    /// Units, as if they were drawn one by one.
    pub n: f64,
    /// Factor by which the variance grows, clusters being of one size.
    pub design_effect: f64,
    /// The same for clusters of unequal size.
    pub design_effect_unequal: f64,
    /// Strangers who would tell as much as `n` units in clusters of one size.
    pub effective_n: f64,
    /// The same for clusters of unequal size.
    pub effective_n_unequal: f64,
    /// Units in clusters of one size that tell as much as `n` strangers.
    pub n_required: f64,
    /// The same for clusters of unequal size.
    pub n_required_unequal: f64,
    /// Clusters that hold so many units, their sizes being unequal.
    pub clusters_required: u64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// What clusters of about `cluster_size` units make of `n` units.
///
/// # Errors
/// `H008` for a number outside its range.
pub fn cluster_design(cluster_size: f64, icc: f64, cv: f64, n: f64) -> Result<ClusterDesign> {
    let m = between("cluster size", "cluster_size", cluster_size, 1.0, f64::MAX)?;
    between("correlation within clusters", "icc", icc, 0.0, 1.0)?;
    between("coefficient of variation", "cv", cv, 0.0, f64::MAX)?;
    inside("number of units", "n", n, 0.0, f64::INFINITY)?;
    let design_effect = 1.0 + (m - 1.0) * icc;
    let design_effect_unequal = 1.0 + ((cv * cv + 1.0) * m - 1.0) * icc;
    Ok(ClusterDesign {
        method: CLUSTER_DESIGN,
        cluster_size,
        icc,
        cv,
        n,
        design_effect,
        design_effect_unequal,
        effective_n: n / design_effect,
        effective_n_unequal: n / design_effect_unequal,
        n_required: n * design_effect,
        n_required_unequal: n * design_effect_unequal,
        clusters_required: (n * design_effect_unequal / m).ceil() as u64,
        provenance: Provenance::default(),
    })
}
