//! Standardised rates, and observed events over expected ones.

mod case_mix;
mod difference;
mod direct;
mod direct_exact;
mod direct_normal;
mod expected;
mod fay_feuer;
mod ratio;
mod smr_byar;
mod smr_exact;
mod smr_test;
mod stratum_counts;

pub use case_mix::{CASE_MIX, CaseMix, case_mix};
pub use difference::{DIFFERENCE, difference};
pub use direct::{DIRECT, direct};
pub use direct_exact::{DIRECT_EXACT, direct_exact};
pub use direct_normal::{DIRECT_NORMAL, direct_normal};
pub use expected::Expected;
pub use fay_feuer::{FAY_FEUER, fay_feuer};
pub use ratio::{RATIO, ratio};
pub use smr_byar::{SMR_BYAR, smr_byar};
pub use smr_exact::{SMR_EXACT, smr_exact};
pub use smr_test::{SMR_TEST, smr_test};
pub use stratum_counts::StratumCounts;

use crate::error::{Fault, Result};
use crate::estimate::{Count, Estimand, Estimate, Method, Scale, Unit, Warning};

/// StratumCounts with the standard population that their rates are applied to.
#[derive(Debug, Clone, PartialEq)]
pub struct Standardised {
    strata: StratumCounts,
    /// Shares of the standard population.
    standard: Vec<f64>,
}

/// What the intervals of a standardised rate are made of.
#[derive(Debug, Clone, Copy)]
struct Moments {
    events: u64,
    rate: f64,
    variance: f64,
    /// What one event in the stratum where it weighs most adds to the rate.
    heaviest: f64,
}

impl Standardised {
    /// StratumCounts and the standard population (persons or shares) in each.
    ///
    /// # Errors
    /// `H108` if there are not as many values as strata; `H104`, `H107` or `H008` for one that is infinite, missing or
    /// below zero; `H320` if all are zero.
    pub fn new(strata: StratumCounts, standard: &[Option<f64>]) -> Result<Self> {
        let standard = stratum_counts::known("standard", standard, strata.strata())?;
        let sum: f64 = standard.iter().sum();
        if sum > 0.0 {
            Ok(Self { standard: standard.into_iter().map(|persons| persons / sum).collect(), strata })
        } else {
            Err(Fault::StandardEmpty.into())
        }
    }

    /// The strata.
    #[must_use]
    pub fn strata(&self) -> &StratumCounts {
        &self.strata
    }

    /// The parts that every interval method shares; `None` within where a count is missing.
    fn without_interval(&self, method: Method) -> (Estimate, Option<Moments>) {
        let exposure = Some(self.strata.population());
        let n = Count { records: None, events: self.strata.events(), exposure };
        let estimate = Estimate::new(Estimand::StandardisedRate, Unit::Per(1.0), method, n);
        let Some(moments) = self.moments() else { return (estimate, None) };
        (estimate.valued(moments.rate).with_se(moments.variance.sqrt(), Scale::Identity), Some(moments))
    }

    /// What is to be said where there is no interval.
    fn warned(&self, estimate: Estimate) -> Estimate {
        let (missing, of) = (self.strata.missing(), self.strata.strata() as u64);
        estimate.warned(if missing > 0 { Warning::MissingStrata { missing, of } } else { Warning::NoEvents })
    }

    fn moments(&self) -> Option<Moments> {
        let rows = self.strata.rows()?;
        let weights = self.standard.iter().zip(self.strata.populations()).map(|(share, population)| share / population);
        let heaviest = weights.clone().fold(0.0, f64::max);
        let (mut rate, mut variance) = (0.0, 0.0);
        for ((count, _), weight) in rows.into_iter().zip(weights) {
            rate += weight * count;
            variance += weight * weight * count;
        }
        Some(Moments { events: self.strata.events()?, rate, variance, heaviest })
    }
}

/// The parts that comparisons of two standardised rates share; `None` within where a count is missing.
fn two(
    of: &Standardised,
    against: &Standardised,
    estimand: Estimand,
    unit: Unit,
    method: Method,
) -> (Estimate, Option<(Moments, Moments)>) {
    let count = |one: &Standardised| Count {
        records: None,
        events: one.strata.events(),
        exposure: Some(one.strata.population()),
    };
    let estimate = Estimate::new(estimand, unit, method, count(of).plus(count(against)));
    match of.moments().zip(against.moments()) {
        Some(both) => (estimate, Some(both)),
        None => {
            let missing = of.strata.missing() + against.strata.missing();
            let strata = (of.strata.strata() + against.strata.strata()) as u64;
            (estimate.warned(Warning::MissingStrata { missing, of: strata }), None)
        }
    }
}
