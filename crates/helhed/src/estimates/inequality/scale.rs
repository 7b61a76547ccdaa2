//! Groups along a social scale.

use crate::error::Result;
use crate::estimate::{Count, Estimand, Estimate, Method, Unit, Warning};
use crate::estimates::standardised::StratumCounts;

/// Groups with their events and populations, from the most to the least deprived.
#[derive(Debug, Clone, PartialEq)]
pub struct SocialScale(StratumCounts);

/// Groups whose counts are known: rank, population and events of each.
pub(super) struct Known {
    pub(super) groups: Vec<Group>,
    pub(super) events: f64,
    pub(super) population: f64,
}

/// A group on the scale.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    pub(super) ridit: f64,
    pub(super) population: f64,
    pub(super) events: f64,
}

impl SocialScale {
    /// From the groups, most deprived first; a count of `None` or not-a-number is missing, which is never zero.
    ///
    /// # Errors
    /// Those of [`StratumCounts::from_values`].
    pub fn from_values(counts: &[Option<f64>], populations: &[Option<f64>]) -> Result<Self> {
        StratumCounts::from_values(counts, populations).map(Self)
    }

    /// The groups.
    #[must_use]
    pub fn groups(&self) -> &StratumCounts {
        &self.0
    }

    /// The place of each group on the scale from 0 to 1: the share of the population before it and half of its own.
    #[must_use]
    pub fn ridits(&self) -> Vec<f64> {
        let total = self.0.population();
        let mut before = 0.0;
        let place = |population: &f64| {
            let middle = before + 0.5 * population;
            before += population;
            middle / total
        };
        self.0.populations().iter().map(place).collect()
    }

    /// The parts that every measure shares; `None` within, with a warning, where a count is missing.
    pub(super) fn without_interval(&self, estimand: Estimand, unit: Unit, method: Method) -> (Estimate, Option<Known>) {
        let n = Count { records: None, events: self.0.events(), exposure: Some(self.0.population()) };
        let estimate = Estimate::new(estimand, unit, method, n);
        let Some(rows) = self.0.rows() else {
            let (missing, of) = (self.0.missing(), self.0.strata() as u64);
            return (estimate.warned(Warning::MissingStrata { missing, of }), None);
        };
        let group = |(ridit, (events, population))| Group { ridit, population, events };
        let groups: Vec<Group> = self.ridits().into_iter().zip(rows).map(group).collect();
        let events = groups.iter().map(|group| group.events).sum();
        (estimate, Some(Known { groups, events, population: self.0.population() }))
    }
}

/// The weighted line through the rates of the groups.
pub(super) struct Line {
    /// Mean rate, which the line has in the middle of the scale.
    pub(super) mean: f64,
    /// Rise from 0 to 1.
    pub(super) slope: f64,
    /// Weighted squares of the places about the middle.
    pub(super) spread: f64,
    /// Weighted squares about the line.
    pub(super) residual: f64,
}

impl Known {
    /// The line, where there is more than one group.
    pub(super) fn line(&self) -> Option<Line> {
        if self.groups.len() < 2 {
            return None;
        }
        let mean = self.events / self.population;
        let (mut spread, mut product) = (0.0, 0.0);
        for group in &self.groups {
            let place = group.ridit - 0.5;
            spread += group.population * place * place;
            // The places have weighted mean one half, so the mean rate need not be taken off; it keeps the digits.
            product += place * (group.events - mean * group.population);
        }
        let slope = product / spread;
        let square = |group: &Group| {
            let off = group.events / group.population - mean - slope * (group.ridit - 0.5);
            group.population * off * off
        };
        Some(Line { mean, slope, spread, residual: self.groups.iter().map(square).sum() })
    }
}
