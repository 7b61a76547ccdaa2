//! # Funnel of areas
//!
//! ## What it estimates
//! Which areas are out of line: further from a target than chance, and how areas vary, would have them.
//!
//! ## When to use
//! Instead of a league table, for a share, a rate, a ratio of observed to expected events or a mean of many areas. A
//! small area swings more than a large one, so its limits are wider; the best and the worst area of a league table are
//! most often just small ones.
//!
//! ## Equation
//! The target is given, or the value of all areas together (their events over their denominators; 1 for observed over
//! expected; a mean weighted by records, or by one over the squared standard errors of estimates). z = (y - t)/s with s
//! the standard error of an area on target (`funnel/limits`); over-dispersion by `funnel/overdispersion`. An area is
//! outside where the exact tail probability is below 0.025 (below 0.001 for the 99.8 percent limits) and, if the limits
//! are widened, its adjusted z-score is beyond 1.96 (3.09) too: the limits of a widened funnel are the wider of the exact
//! ones and the widened normal ones, so that widening never calls an area out of line. Limits are additive by default, as
//! a multiplied variance leaves large areas with limits that no register keeps.
//!
//! ## Interval
//! The limits are no intervals of the areas: those stand in the estimates, each area by itself. A target that comes from
//! the areas themselves is taken as known. Where an indicator has a direction, an area outside is better or worse;
//! within, it is neither.
//!
//! ## Edge cases
//! An area without a figure or with a denominator of zero keeps its place, without a verdict (W546). No event anywhere,
//! or nothing but events: no limits and no verdicts (W544). One area without a target of its own: no verdict (W543). The
//! warning says whether the limits were widened (W541) or should have been (W542: phi is above one at 5 percent).
//!
//! ## Example
//! ```
//! use helhed::synthesis::{areas::Areas, funnel::{Verdict, Widening, funnel}};
//! let areas = Areas::proportions(&[30.0, 28.0, 2.0, 61.0, 33.0], &[300.0, 290.0, 12.0, 310.0, 305.0])?
//!     .named(["A", "B", "C", "D", "E"])?;
//! let found = funnel(&areas, Some(0.1), Widening::None)?;
//! assert_eq!(found.areas[2].verdict, Some(Verdict::Within));      // 17 percent, but of twelve
//! assert_eq!(found.areas[3].verdict, Some(Verdict::Outside998));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Spiegelhalter (2005), Statistics in Medicine 24: 1185-1202. Goldstein and Spiegelhalter (1996), Journal of the Royal
//! Statistical Society A 159: 385-443.
//!
//! ## Checked against
//! Limits and over-dispersion by their own cases; verdicts by scipy 1.17.1 `binom`, `poisson` and `nbinom`, exactly.

use serde::{Deserialize, Serialize};

use super::super::areas::{Areas, Kind};
use super::assess::{Assessment, Common, common};
use super::{Chance, FunnelArea, Judgement, Limits, Overdispersion, Widening};
use crate::error::Result;
use crate::estimate::{
    Direction, Estimand, Estimates, Level, Method, Provenance, Subject, SynthesisWarning, Unit, Warning,
};
use crate::numeric::chi_square;

/// The method.
pub const FUNNEL: Method = Method::new("funnel/plot", 1, "Spiegelhalter (2005)");

/// A funnel: its target, how much its areas vary, and where each of them lies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Funnel {
    /// Method.
    pub method: Method,
    /// Indicator.
    pub indicator: Option<Subject>,
    /// What is estimated.
    pub estimand: Estimand,
    /// Unit of target, values and limits.
    pub unit: Unit,
    /// What kind of figures the areas have.
    pub kind: Kind,
    /// The target; absent where there is none that areas could vary about.
    pub target: Option<f64>,
    /// Whether the target was given, and does not come from the areas.
    pub target_given: bool,
    /// How much more the areas vary than chance.
    pub overdispersion: Option<Overdispersion>,
    /// How limits are widened for it.
    pub widening: Widening,
    /// The areas, in the order in which they were given.
    pub areas: Vec<FunnelArea>,
    /// Each area by itself, with its own confidence interval.
    pub estimates: Estimates,
    /// What the reader must know.
    pub warnings: Vec<Warning>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// What one unit of value is of the figures: the exposure that a rate is shown per.
    pub per: f64,
    /// Standard deviation of a value of size 1.
    pub spread: f64,
}

/// Limits at a size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// Size.
    pub size: f64,
    /// Limits of 95 percent.
    pub limits_95: Limits,
    /// Limits of 99.8 percent.
    pub limits_998: Limits,
    /// An area is outside the 95 percent limits above from here on: of counts, one event above the interpolated limit.
    pub edge_95: f64,
    /// The same of the 99.8 percent limits.
    pub edge_998: f64,
}

impl Funnel {
    /// The limits over sizes, for a picture; of ratios without the error of expected numbers. Empty where there is no
    /// target.
    ///
    /// # Errors
    /// `H008` for a size that is not above zero, `H204` for units that are not whole.
    pub fn curve(&self, sizes: &[f64]) -> Result<Vec<CurvePoint>> {
        let (Some(target), Some(overdispersion)) = (self.target, self.overdispersion) else { return Ok(Vec::new()) };
        let chance = Chance { kind: self.kind, target: target / self.per, spread: self.spread };
        let tau2 = overdispersion.tau2.map(|tau2| tau2 / (self.per * self.per));
        let all =
            Assessment { chance, overdispersion: Overdispersion { tau2, ..overdispersion }, widening: self.widening };
        let point = |size: &f64| {
            let (limits_95, edge_95) = all.limits_at(*size, Level::P95)?;
            let (limits_998, edge_998) = all.limits_at(*size, Level::P998)?;
            Ok(CurvePoint {
                size: *size,
                limits_95: limits_95.times(self.per),
                limits_998: limits_998.times(self.per),
                edge_95: edge_95 * self.per,
                edge_998: edge_998 * self.per,
            })
        };
        sizes.iter().map(point).collect()
    }
}

impl Limits {
    fn times(self, per: f64) -> Self {
        Self { lower: self.lower * per, upper: self.upper * per }
    }
}

/// Where each area lies against a target: the one given, in the unit of the values, or that of all areas together.
///
/// # Errors
/// `H008` for a target that no area can have, `H901` if the search for the limit of an interval did not end.
pub fn funnel(areas: &Areas, target: Option<f64>, widening: Widening) -> Result<Funnel> {
    let (kind, per, spread) = (areas.kind(), areas.per(), areas.spread());
    let known = || areas.figures().iter().flatten().copied();
    let mut warnings = areas.warnings().to_vec();
    let count = known().count() as u64;
    let chance = match target {
        Some(target) => Some(Chance { kind, target: target / per, spread }.checked()?),
        None => match common(kind, spread, areas.own_figures().copied()) {
            Common::Target(chance) => Some(chance),
            Common::Same => {
                warnings.push(Warning::Synthesis(SynthesisWarning::SameEverywhere));
                None
            }
            Common::Nothing => None,
        },
    };
    if count < 2 {
        warnings.push(Warning::Synthesis(SynthesisWarning::AreasTooFew { areas: count }));
    }
    let given = target.is_some();
    let chance = chance.filter(|_| given || kind == Kind::Ratio || count >= 2);
    let all = chance.map(|chance| Assessment::new(chance, widening, known(), &mut Vec::new(), &mut Vec::new()));
    if let Some(phi) = all.as_ref().and_then(|all| all.overdispersion.phi) {
        if all.as_ref().is_some_and(|all| all.overdispersion.widens(widening)) {
            warnings.push(Warning::Synthesis(SynthesisWarning::LimitsWidened { times: phi }));
        } else if chi_square::upper_tail(phi * count as f64, count as f64 - 1.0) < 0.05 {
            warnings.push(Warning::Synthesis(SynthesisWarning::LimitsNotWidened { times: phi }));
        }
    }
    let better = areas.subject().map_or(Direction::Neutral, |subject| subject.better);
    let rows = areas.keys().iter().zip(areas.figures()).map(|(key, figure)| {
        let blank = FunnelArea {
            key: key.clone(),
            value: figure.map(|figure| figure.value(kind) * per),
            size: figure.map(|figure| figure.size),
            se: None,
            z: None,
            z_adjusted: None,
            p_value: None,
            limits_95: None,
            limits_998: None,
            verdict: None,
            above: None,
            judgement: None,
        };
        let Some((all, figure)) = all.as_ref().zip(figure.as_ref()) else { return blank };
        let found = all.assess(figure);
        let above = found.z > 0.0;
        let outside = found.verdict != super::Verdict::Within;
        FunnelArea {
            se: Some(found.se * per),
            z: Some(found.z),
            z_adjusted: Some(found.z_adjusted),
            p_value: Some((2.0 * all.tail(figure, found.z)).min(1.0)),
            limits_95: Some(all.limits(figure, Level::P95).times(per)),
            limits_998: Some(all.limits(figure, Level::P998).times(per)),
            verdict: Some(found.verdict),
            above: Some(above),
            judgement: Judgement::of(above, better).filter(|_| outside),
            ..blank
        }
    });
    let overdispersion = all.as_ref().map(|all| {
        let tau2 = all.overdispersion.tau2.map(|tau2| tau2 * per * per);
        Overdispersion { tau2, ..all.overdispersion }
    });
    Ok(Funnel {
        method: FUNNEL,
        indicator: areas.subject().cloned(),
        estimand: areas.estimand(),
        unit: areas.unit().clone(),
        kind,
        target: all.as_ref().map(|all| all.chance.target * per),
        target_given: given,
        overdispersion,
        widening,
        areas: rows.collect(),
        estimates: areas.alone(FUNNEL, Level::P95)?,
        warnings,
        provenance: Provenance::default(),
        per,
        spread,
    })
}
