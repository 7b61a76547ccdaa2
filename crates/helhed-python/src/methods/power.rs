//! How many, how large, how sure: planning an evaluation.

use std::collections::BTreeMap;

use helhed::cells::MeanCell;
use helhed::error::{Error, Fault, Place, Spot};
use helhed::estimate::KeyValue;
use helhed::synthesis::power::{
    self, AreaPanel, ClusterDesign, ClusteredGroups, DidPower, Intraclass, Replications, SimulatedClusters, TwoMeans,
    TwoMeansPower, TwoProportionsPower, TwoRatesPower,
};
use pyo3::prelude::*;

use super::each::Each;
use super::numbers::Values;
use super::record::{record, shown, warned};
use crate::door::door;
use crate::error::Refusable;
use crate::estimate::PyEstimate;
use crate::input::{Key, Whole, level};
use crate::parts::PyWarning;

record! {
    /// A comparison of two shares as it is planned: what was given, and what follows.
    PyTwoProportionsPower(TwoProportionsPower) = "TwoProportionsPower" in "helhed.power",
    shown by |it| format!(
        "p1 = {}, p2 = {}, n_per_group = {}, power = {}",
        shown(Some(it.p1)), shown(it.p2), shown(it.n_per_group), shown(it.power)
    ), {
        /// Id of the method; `hh.method(id)` is its page.
        method: String = |it| it.method.id.to_string();
        /// Share in the first group.
        p1: f64 = |it| it.p1;
        /// Share in the second group; where it was asked for, the smallest one above `p1` that is found.
        p2: Option<f64> = |it| it.p2;
        /// Where the second share was asked for, the largest one below `p1` that is found.
        p2_below: Option<f64> = |it| it.p2_below;
        /// Units in each group, not rounded.
        n_per_group: Option<f64> = |it| it.n_per_group;
        /// Units in each group by the arcsine transformation, where n was asked for.
        n_arcsine: Option<f64> = |it| it.n_arcsine;
        /// Probability of finding the difference.
        power: Option<f64> = |it| it.power;
        /// The same, with finds on the wrong side.
        power_strict: Option<f64> = |it| it.power_strict;
        /// Size of the two-sided test.
        alpha: f64 = |it| it.alpha;
        /// What the reader must know.
        warnings: Vec<PyWarning> = |it| warned(&it.warnings);
    }
}

record! {
    /// A comparison of two means as it is planned: what was given, and what follows.
    PyTwoMeansPower(TwoMeansPower) = "TwoMeansPower" in "helhed.power",
    shown by |it| format!("n = {}, difference = {}, power = {}", shown(Some(it.n)), it.difference, shown(Some(it.power))), {
        /// Id of the method; `hh.method(id)` is its page.
        method: String = |it| it.method.id.to_string();
        /// Units in each group, or pairs, not rounded.
        n: f64 = |it| it.n;
        /// Difference of the means; where it was asked for, the smallest that is found.
        difference: f64 = |it| it.difference;
        /// Probability of finding the difference, on either side.
        power: f64 = |it| it.power;
        /// Standard deviation in a group, or of the differences of pairs.
        sd: f64 = |it| it.sd;
        /// Size of the two-sided test.
        alpha: f64 = |it| it.alpha;
        /// Whether the same persons are measured twice.
        paired: bool = |it| it.paired;
        /// What the reader must know.
        warnings: Vec<PyWarning> = |it| warned(&it.warnings);
    }
}

record! {
    /// A comparison of two rates as it is planned: what was given, and what follows.
    PyTwoRatesPower(TwoRatesPower) = "TwoRatesPower" in "helhed.power",
    shown by |it| format!(
        "rate1 = {}, rate2 = {}, exposure_per_group = {}, power = {}",
        shown(Some(it.rate1)), shown(it.rate2), shown(it.exposure_per_group), shown(it.power)
    ), {
        /// Id of the method; `hh.method(id)` is its page.
        method: String = |it| it.method.id.to_string();
        /// Rate in the first group.
        rate1: f64 = |it| it.rate1;
        /// Rate in the second group; where it was asked for, the smallest one above `rate1` that is found.
        rate2: Option<f64> = |it| it.rate2;
        /// Where the second rate was asked for, the largest one below `rate1` that is found.
        rate2_below: Option<f64> = |it| it.rate2_below;
        /// Exposure in each group.
        exposure_per_group: Option<f64> = |it| it.exposure_per_group;
        /// Probability of finding the difference.
        power: Option<f64> = |it| it.power;
        /// Size of the two-sided test.
        alpha: f64 = |it| it.alpha;
        /// What the reader must know.
        warnings: Vec<PyWarning> = |it| warned(&it.warnings);
    }
}

record! {
    /// What clusters make of a number of units.
    PyClusterDesign(ClusterDesign) = "ClusterDesign" in "helhed.power",
    shown by |it| format!("design effect {:.4}, {} clusters", it.design_effect_unequal, it.clusters_required), {
        /// Id of the method; `hh.method(id)` is its page.
        method: String = |it| it.method.id.to_string();
        /// Units in a cluster, on average.
        cluster_size: f64 = |it| it.cluster_size;
        /// Correlation within clusters.
        icc: f64 = |it| it.icc;
        /// Coefficient of variation of the cluster sizes.
        cv: f64 = |it| it.cv;
        /// Units, as if they were drawn one by one.
        n: f64 = |it| it.n;
        /// Factor by which the variance grows, clusters being of one size.
        design_effect: f64 = |it| it.design_effect;
        /// The same for clusters of unequal size.
        design_effect_unequal: f64 = |it| it.design_effect_unequal;
        /// Strangers who would tell as much as `n` units in clusters of one size.
        effective_n: f64 = |it| it.effective_n;
        /// The same for clusters of unequal size.
        effective_n_unequal: f64 = |it| it.effective_n_unequal;
        /// Units in clusters of one size that tell as much as `n` strangers.
        n_required: f64 = |it| it.n_required;
        /// The same for clusters of unequal size.
        n_required_unequal: f64 = |it| it.n_required_unequal;
        /// Clusters that hold so many units, their sizes being unequal.
        clusters_required: u64 = |it| it.clusters_required;
    }
}

record! {
    /// A correlation within clusters, with the variances it was made of.
    PyIntraclass(Intraclass) = "Intraclass" in "helhed.power",
    shown by |it| format!("{} in {} clusters", shown(it.estimate.value), it.clusters), {
        /// The correlation with its interval.
        estimate: PyEstimate = |it| PyEstimate(it.estimate.clone());
        /// Mean square between clusters.
        msb: Option<f64> = |it| it.msb;
        /// Mean square within clusters.
        msw: Option<f64> = |it| it.msw;
        /// Size of clusters that would tell as much, were they of one size.
        n0: Option<f64> = |it| it.n0;
        /// Clusters with values.
        clusters: u64 = |it| it.clusters;
        /// What the reader must know.
        warnings: Vec<PyWarning> = |it| warned(&it.estimate.warnings);
    }
}

record! {
    /// A difference in differences over areas as it is planned: what was given, and what follows.
    PyDidPower(DidPower) = "DidPower" in "helhed.power",
    shown by |it| format!("effect = {}, power = {}", shown(it.effect), shown(it.power)), {
        /// Id of the method; `hh.method(id)` is its page.
        method: String = |it| it.method.id.to_string();
        /// All areas.
        areas: u64 = |it| it.panel.areas;
        /// Those that get the programme.
        treated: u64 = |it| it.panel.treated;
        /// Standard error of the difference in differences.
        se: f64 = |it| it.se;
        /// Degrees of freedom.
        df: u64 = |it| it.df;
        /// Effect; where it was asked for, the smallest that is found.
        effect: Option<f64> = |it| it.effect;
        /// Probability of finding the effect.
        power: Option<f64> = |it| it.power;
        /// Size of the two-sided test.
        alpha: f64 = |it| it.alpha;
        /// What the reader must know.
        warnings: Vec<PyWarning> = |it| warned(&it.warnings);
    }
}

record! {
    /// A comparison of clusters as it is planned: what was given, and what was simulated.
    PySimulatedClusters(SimulatedClusters) = "SimulatedClusters" in "helhed.power",
    shown by |it| format!("effect = {}, power = {}", shown(it.effect), shown(it.power)), {
        /// Id of the method; `hh.method(id)` is its page.
        method: String = |it| it.method.id.to_string();
        /// Difference of the means; where it was asked for, the smallest that is found.
        effect: Option<f64> = |it| it.effect;
        /// Probability of finding it, on the right side.
        power: Option<f64> = |it| it.power;
        /// Standard error of the number asked for that comes from the replications being finite in number.
        monte_carlo_se: Option<f64> = |it| it.monte_carlo_se;
        /// Share of the replications in which the test finds something where nothing is.
        false_finds: Option<f64> = |it| it.false_finds;
        /// Size that the two-sided test is meant to have.
        alpha: f64 = |it| it.alpha;
        /// Replications.
        replications: u64 = |it| it.replications.number;
        /// Seed of the random numbers.
        seed: u64 = |it| it.replications.seed;
        /// What the reader must know.
        warnings: Vec<PyWarning> = |it| warned(&it.warnings);
    }
}

/// A comparison of two shares: give all of `p2`, `n` (in each group) and `power` but the one you want to know.
///
/// >>> import helhed as hh
/// >>> round(hh.power.two_proportions(0.50, 0.75, power=0.90).n_per_group, 1)
/// 76.7
/// >>> round(hh.power.two_proportions(0.50, 0.75, n=50).power, 2)
/// 0.74
/// >>> found = hh.power.two_proportions(0.20, n=200, power=0.80)
/// >>> round(found.p2_below, 3), round(found.p2, 3)
/// (0.1, 0.323)
#[pyfunction]
#[pyo3(signature = (p1, p2=None, *, n=None, power=None, alpha=0.05))]
pub(crate) fn two_proportions(
    p1: f64,
    p2: Option<f64>,
    n: Option<f64>,
    power: Option<f64>,
    alpha: f64,
) -> Refusable<PyTwoProportionsPower> {
    Ok(PyTwoProportionsPower(power::two_proportions(p1, p2, n, power, alpha)?))
}

/// A comparison of two rates: give all of `rate2`, `exposure` (of each group) and `power` but the one you want to know.
///
/// >>> import helhed as hh
/// >>> round(hh.power.two_rates(0.012, 0.008, power=0.80).exposure_per_group)
/// 9811
#[pyfunction]
#[pyo3(signature = (rate1, rate2=None, *, exposure=None, power=None, alpha=0.05))]
pub(crate) fn two_rates(
    rate1: f64,
    rate2: Option<f64>,
    exposure: Option<f64>,
    power: Option<f64>,
    alpha: f64,
) -> Refusable<PyTwoRatesPower> {
    Ok(PyTwoRatesPower(power::two_rates(rate1, rate2, exposure, power, alpha)?))
}

/// What clusters of about `cluster_size` units make of `n` units.
///
/// >>> import helhed as hh
/// >>> design = hh.power.cluster_design(cluster_size=50, icc=0.01, cv=0.5, n=1000)
/// >>> design.design_effect_unequal, design.clusters_required
/// (1.615, 33)
#[pyfunction]
#[pyo3(signature = (*, cluster_size, icc, n, cv=0.0))]
pub(crate) fn cluster_design(cluster_size: f64, icc: f64, n: f64, cv: f64) -> Refusable<PyClusterDesign> {
    Ok(PyClusterDesign(power::cluster_design(cluster_size, icc, cv, n)?))
}

/// The correlation within clusters: a value and a cluster for each unit. `None` and not-a-number are missing values;
/// every unit needs a cluster.
///
/// >>> import helhed as hh
/// >>> found = hh.power.intraclass([1, 2, 3, 4], ["a", "a", "b", "b"])
/// >>> round(found.estimate.value, 3), found.msb, found.msw, found.n0
/// (0.778, 4.0, 0.5, 2.0)
#[pyfunction]
#[pyo3(signature = (values, clusters, level=0.95))]
pub(crate) fn intraclass(values: Values, clusters: Each<Key>, level: f64) -> Refusable<PyIntraclass> {
    let (left, right) = (values.0.len() as u64, clusters.0.len() as u64);
    if left != right {
        return Err(Error::new(Fault::LengthsDiffer { left, right }, Place::argument("clusters")).into());
    }
    let mut cells: BTreeMap<KeyValue, MeanCell> = BTreeMap::new();
    for (row, (value, cluster)) in (1..).zip(values.0.into_iter().zip(clusters.0)) {
        let at = |name: &str| Place::argument(name).within(Spot::Row(row));
        if cluster.0 == KeyValue::Missing {
            return Err(Error::new(Fault::ValueNeeded, at("clusters")).into());
        }
        let cell = cells.entry(cluster.0).or_default();
        cell.push(value.unwrap_or(f64::NAN)).map_err(|error| Error::new(error.fault().clone(), at("values")))?;
    }
    let cells: Vec<MeanCell> = cells.into_values().collect();
    Ok(PyIntraclass(power::intraclass(&cells, self::level(level)?)?))
}

/// A difference in differences over areas: give `effect` or `power`, and get the other. `sd` is the standard deviation
/// of an area's figure in a period, `correlation` that of two figures of one area.
///
/// >>> import helhed as hh
/// >>> panel = dict(areas=20, treated=8, before=3, after=3, sd=0.04, correlation=0.6)
/// >>> round(hh.power.difference_in_differences(**panel, power=0.8).effect, 3)
/// 0.028
#[pyfunction]
#[pyo3(signature = (*, areas, treated, before, after, sd, correlation, effect=None, power=None, alpha=0.05))]
#[allow(clippy::too_many_arguments, reason = "each is named where it is called")]
pub(crate) fn difference_in_differences(
    areas: Whole,
    treated: Whole,
    before: Whole,
    after: Whole,
    sd: f64,
    correlation: f64,
    effect: Option<f64>,
    power: Option<f64>,
    alpha: f64,
) -> Refusable<PyDidPower> {
    let (areas, treated, before, after) = (areas.0, treated.0, before.0, after.0);
    let panel = AreaPanel { areas, treated, before, after, sd, correlation };
    Ok(PyDidPower(power::difference_in_differences(panel, effect, power, alpha)?))
}

/// The number of units, the difference or the power of a t-test: the one that is left out, from the others.
///
/// `n` is the units of each group, or pairs; `sd` is the standard deviation in a group, or of the paired differences.
///
/// >>> import helhed as hh
/// >>> round(hh.power.two_means(difference=1, power=0.8, sd=2).n, 2)
/// 63.77
/// >>> round(hh.power.two_means(n=30, difference=0.3, paired=True).power, 3)
/// 0.355
#[pyfunction]
#[pyo3(signature = (*, n=None, difference=None, power=None, sd=1.0, alpha=0.05, paired=false))]
pub(crate) fn two_means(
    n: Option<f64>,
    difference: Option<f64>,
    power: Option<f64>,
    sd: f64,
    alpha: f64,
    paired: bool,
) -> Refusable<PyTwoMeansPower> {
    let assumed = if paired { TwoMeans::paired(sd, alpha) } else { TwoMeans::independent(sd, alpha) }?;
    Ok(PyTwoMeansPower(power::two_means(assumed, n, difference, power)?))
}

/// A comparison of clusters (areas, schools) by simulation: give the units of each cluster in both groups, and `effect`
/// or `power` to get the other. The same seed gives the same numbers on any machine.
///
/// >>> import helhed as hh
/// >>> areas = dict(of=[240, 800, 1200, 90, 310], against=[150] * 12, icc=0.05)
/// >>> plan = hh.power.simulated_clusters(**areas, power=0.8, replications=2000, seed=1)
/// >>> round(plan.effect, 1), plan.monte_carlo_se < 0.02
/// (0.4, True)
#[pyfunction]
#[pyo3(
    signature = (
        *, of, against, icc, sd=1.0, effect=None, power=None, alpha=0.05, replications=Whole(10_000), seed=Whole(1)
    ),
    text_signature = "(*, of, against, icc, sd=1.0, effect=None, power=None, alpha=0.05, replications=10000, seed=1)",
)]
#[allow(clippy::too_many_arguments, reason = "each is named where it is called")]
pub(crate) fn simulated_clusters(
    py: Python<'_>,
    of: Vec<Whole>,
    against: Vec<Whole>,
    icc: f64,
    sd: f64,
    effect: Option<f64>,
    power: Option<f64>,
    alpha: f64,
    replications: Whole,
    seed: Whole,
) -> PyResult<PySimulatedClusters> {
    let sizes = |clusters: Vec<Whole>| clusters.into_iter().map(|size| size.0).collect();
    let groups = ClusteredGroups { of: sizes(of), against: sizes(against), sd, icc };
    let replications = Replications { number: replications.0, seed: seed.0 };
    door(py, move || power::simulated_clusters(groups, effect, power, alpha, replications)).map(PySimulatedClusters)
}
