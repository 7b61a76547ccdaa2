//! # Power of a comparison of clusters, simulated
//!
//! ## What it estimates
//! One of two, given the other: the smallest difference of means that is found (minimum detectable effect), or the power
//! to find a difference, when the clusters that will be compared are known with their sizes.
//!
//! ## When to use
//! When whole clusters (areas, schools, stairways) get the programme or not, are few, and differ in size, so that
//! `power/cluster_design` is too rough. For a difference in differences give the standard deviation and the correlation
//! of the changes.
//!
//! ## Equation
//! In each replication the mean of a cluster of m units is normal with variance sd^2 (icc + (1 - icc)/m). The means of
//! both groups are compared by Student's t-test with G - 2 degrees of freedom, each cluster counting once. A replication
//! with difference d and standard error s finds an effect above t_alpha/2 s - d, whatever the effect: the power of an
//! effect is the share of replications in which this bound lies below it, and the smallest effect that is found is the
//! quantile of the bounds at the power.
//!
//! ## Interval
//! None: everything is assumed, nothing is observed. The Monte-Carlo standard error is that of the number asked for: of
//! a power sqrt(p (1 - p)/R), of an effect half the distance of the bounds one such error to either side.
//!
//! ## Edge cases
//! Two clusters: no effect, no power, W513. Fewer than 5 on a side: W514. Read false_finds then: it is how often the test
//! finds something where nothing is, and lies above alpha where few or small clusters stand against many or large ones.
//! No cluster on a side, one without units, a standard deviation that is not above zero, an icc outside 0 to 1, fewer
//! than 100 replications: H008. Not exactly one left out: H510. The same seed gives the same numbers on any machine.
//!
//! ## Example
//! ```
//! use helhed::synthesis::power::{ClusteredGroups, Replications, simulated_clusters};
//! let groups = ClusteredGroups { of: vec![240, 800, 1200, 90, 310], against: vec![150; 12], sd: 1.0, icc: 0.05 };
//! let plan = simulated_clusters(groups, None, Some(0.8), 0.05, Replications { number: 2000, seed: 1 })?;
//! let (effect, error) = (plan.effect.unwrap_or_default(), plan.monte_carlo_se.unwrap_or_default());
//! assert!((0.3..0.5).contains(&effect) && error < 0.02);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Arnold, Hogan, Colford and Hubbard (2011), BMC Medical Research Methodology 11: 94. Random numbers: Salmon, Moraes,
//! Dror and Shaw (2011), SC '11.
//!
//! ## Checked against
//! With clusters of one size the power is that of the non-central t: five designs within 4 Monte-Carlo standard errors,
//! as is false_finds of alpha; and the law that effect and power give each other back.

use serde::{Deserialize, Serialize};

use super::{FEW_CLUSTERS, between, certainty, inside, one_unknown, t_quantile};
use crate::error::Result;
use crate::estimate::{Method, Provenance, Warning};
use crate::numeric::normal;
use crate::numeric::stream::Stream;

/// The method.
pub const SIMULATED_CLUSTERS: Method = Method::new("power/simulated_clusters", 1, "Arnold et al. (2011)");

/// The clusters that will be compared, and how their units vary.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClusteredGroups {
    /// Units in each cluster that gets the programme.
    pub of: Vec<u64>,
    /// Units in each of the others.
    pub against: Vec<u64>,
    /// Standard deviation of a unit's value.
    pub sd: f64,
    /// Correlation within clusters.
    pub icc: f64,
}

/// How often is simulated, and from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Replications {
    /// Replications, 100 at least.
    pub number: u64,
    /// Seed of the random numbers.
    pub seed: u64,
}

/// A comparison of clusters as it is planned: what was given, and what was simulated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SimulatedClusters {
    /// Method.
    pub method: Method,
    /// The clusters.
    pub groups: ClusteredGroups,
    /// Difference of the means; where it was asked for, the smallest that is found.
    pub effect: Option<f64>,
    /// Probability of finding it, on the right side.
    pub power: Option<f64>,
    /// Standard error of the number asked for that comes from the replications being finite in number.
    pub monte_carlo_se: Option<f64>,
    /// Share of the replications in which the test finds something where nothing is.
    pub false_finds: Option<f64>,
    /// Size that the two-sided test is meant to have.
    pub alpha: f64,
    /// The replications.
    pub replications: Replications,
    /// What the reader must know.
    pub warnings: Vec<Warning>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// The one of `effect` and `power` that is left out, by simulation.
///
/// # Errors
/// `H510` unless exactly one is left out, `H008` for a number outside its range, `H901` if the search for a quantile
/// did not end.
pub fn simulated_clusters(
    groups: ClusteredGroups,
    effect: Option<f64>,
    power: Option<f64>,
    alpha: f64,
    replications: Replications,
) -> Result<SimulatedClusters> {
    one_unknown(&[("effect", effect), ("power", power)])?;
    certainty(alpha, power)?;
    for (name, sizes) in [("of", &groups.of), ("against", &groups.against)] {
        between("number of clusters", name, sizes.len() as f64, 1.0, f64::MAX)?;
        for size in sizes {
            between("number of units", name, *size as f64, 1.0, f64::MAX)?;
        }
    }
    inside("standard deviation", "sd", groups.sd, 0.0, f64::INFINITY)?;
    between("correlation within clusters", "icc", groups.icc, 0.0, 1.0)?;
    between("number of replications", "replications", replications.number as f64, 100.0, 1e7)?;
    if let Some(effect) = effect {
        between("effect", "effect", effect, -f64::MAX, f64::MAX)?;
    }
    let (treated, untreated) = (groups.of.len() as u64, groups.against.len() as u64);
    let df = (treated + untreated - 2) as f64;
    let mut plan = SimulatedClusters {
        method: SIMULATED_CLUSTERS,
        groups,
        effect,
        power,
        monte_carlo_se: None,
        false_finds: None,
        alpha,
        replications,
        warnings: Vec::new(),
        provenance: Provenance::default(),
    };
    if df == 0.0 {
        plan.warnings.push(Warning::NoAreaToSpare);
        return Ok(plan);
    }
    if treated.min(untreated) < FEW_CLUSTERS {
        plan.warnings.push(Warning::FewAreas { treated, untreated });
    }
    let finds = simulate(&plan.groups, t_quantile(0.5 * alpha, df)?, replications);
    let number = replications.number as f64;
    plan.false_finds = Some(finds.false_finds as f64 / number);
    // Effects are in standard deviations of a unit until they are handed out.
    match (effect, power) {
        (Some(effect), None) => {
            let power = finds.bounds.partition_point(|bound| *bound < effect.abs() / plan.groups.sd) as f64 / number;
            plan.power = Some(power);
            plan.monte_carlo_se = Some((power * (1.0 - power) / number).sqrt());
        }
        (None, Some(power)) => {
            let reach = (power * (1.0 - power) * number).sqrt();
            let at = |rank: f64| finds.bounds[(rank.ceil().clamp(1.0, number) as usize) - 1];
            plan.effect = Some(at(power * number) * plan.groups.sd);
            let spread = 0.5 * (at(power * number + reach) - at(power * number - reach));
            plan.monte_carlo_se = Some(spread * plan.groups.sd);
        }
        _ => {}
    }
    Ok(plan)
}

/// What the replications say.
struct Finds {
    /// The effect above which each replication finds it, in ascending order.
    bounds: Vec<f64>,
    false_finds: u64,
}

/// Each replication draws from a stream of its own, so that their order changes nothing.
fn simulate(groups: &ClusteredGroups, critical: f64, replications: Replications) -> Finds {
    let spread = |size: &u64| (groups.icc + (1.0 - groups.icc) / *size as f64).sqrt();
    let (of, against): (Vec<f64>, Vec<f64>) =
        (groups.of.iter().map(spread).collect(), groups.against.iter().map(spread).collect());
    let (n1, n2) = (of.len() as f64, against.len() as f64);
    let mut finds = Finds { bounds: Vec::with_capacity(replications.number as usize), false_finds: 0 };
    for number in 0..replications.number {
        let mut stream = Stream::new(replications.seed, number);
        let ((m1, s1), (m2, s2)) = (drawn(&mut stream, &of), drawn(&mut stream, &against));
        let se = ((s1 + s2) / (n1 + n2 - 2.0) * (1.0 / n1 + 1.0 / n2)).sqrt();
        let (difference, reach) = (m1 - m2, critical * se);
        finds.bounds.push(reach - difference);
        finds.false_finds += u64::from(difference.abs() > reach);
    }
    finds.bounds.sort_by(f64::total_cmp);
    finds
}

/// Mean and sum of squares about it of normal numbers with these standard deviations.
fn drawn(stream: &mut Stream, spreads: &[f64]) -> (f64, f64) {
    let (mut mean, mut squares) = (0.0, 0.0);
    for (index, spread) in spreads.iter().enumerate() {
        let value = spread * normal::upper_quantile(stream.unit());
        let away = value - mean;
        mean += away / (index + 1) as f64;
        squares += away * (value - mean);
    }
    (mean, squares)
}
