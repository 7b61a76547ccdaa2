//! The effect on one group of units in one period, as a weighted sum of cells, and the average of such effects.

use std::collections::{BTreeMap, BTreeSet};

use super::figure::{Figure, count, figure};
use super::panel::{Panel, Series};
use crate::cells::Block;
use crate::error::Result;
use crate::estimate::{Count, Estimate, Level, Scale, Warning};
use crate::numeric::normal;

/// One indicator of one rest of the key, over units and periods.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) panel: &'a Panel,
    pub(super) series: &'a Series,
    pub(super) indicator: usize,
}

/// A weighted sum of the figures of cells, and who stands in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Effect {
    /// Absent where a side has no units.
    pub(super) value: Option<f64>,
    /// Size of the group before, by which effects are averaged.
    pub(super) size: f64,
    /// Weights of the cells by unit and period.
    weights: BTreeMap<(usize, usize), f64>,
    /// Whether a pooled figure has no variance: nobody, or everybody, had the event.
    flat: bool,
    /// Records behind the pooled figure that rests on the fewest.
    smallest: u64,
    treated: BTreeSet<usize>,
    compared: BTreeSet<usize>,
    pub(super) warnings: Vec<Warning>,
}

/// The figure of several units in one period.
struct Pooled {
    value: f64,
    size: f64,
    records: u64,
    /// Share of every unit in it.
    shares: Vec<(usize, f64)>,
    flat: bool,
}

impl View<'_> {
    fn block(&self, unit: usize, period: usize) -> Option<&Block> {
        self.series.blocks.get(&(unit, period)).and_then(|blocks| blocks.get(self.indicator))
    }

    fn figure(&self, unit: usize, period: usize) -> Option<Figure> {
        self.block(unit, period).and_then(figure)
    }

    /// The effect in `period` on the units that begin in `start`, against those that have not begun by then.
    pub(super) fn effect(&self, start: usize, period: usize) -> Result<Effect> {
        let (base, until) = (start - 1, period.max(start));
        let mut effect = Effect::default();
        if self.panel.jumps_to(start) {
            let [from, to] = [base, start].map(|index| self.panel.period(index).to_string());
            effect.warn(Warning::PeriodsMissing { from, to });
        }
        for unit in self.panel.units_from(|from| from > start && from <= until) {
            let (from, to) = (self.panel.start_of(unit), self.panel.periods() - 1);
            let [from, to] = [from, to].map(|index| self.panel.period(index).to_string());
            effect.warn(Warning::ComparisonTreatedLater { unit: self.panel.unit(unit), from, to });
        }
        let treated = self.complete(self.panel.units_from(|from| from == start), [base, period], &mut effect);
        let compared = self.complete(self.panel.units_from(|from| from > until), [base, period], &mut effect);
        if compared.is_empty() {
            let [start, time] = [start, period].map(|index| self.panel.period(index).to_string());
            // First, because it is why there is no value.
            effect.warnings.insert(0, Warning::NoCleanComparison { start, time });
        }
        let sides =
            [(&treated, period, 1.0), (&treated, base, -1.0), (&compared, period, -1.0), (&compared, base, 1.0)];
        let mut values = Vec::with_capacity(sides.len());
        effect.smallest = u64::MAX;
        for (units, period, sign) in sides {
            let Some(pooled) = self.pooled(units, period)? else {
                return Ok(Effect { warnings: effect.warnings, ..Effect::default() });
            };
            for (unit, share) in &pooled.shares {
                *effect.weights.entry((*unit, period)).or_default() += sign * share;
            }
            effect.flat |= pooled.flat;
            effect.smallest = effect.smallest.min(pooled.records);
            values.push((pooled.value, pooled.size));
        }
        if let [(after, _), (before, size), (after_without, _), (before_without, _)] = values[..] {
            effect.value = Some((after - before) - (after_without - before_without));
            effect.size = size;
        }
        effect.treated.extend(treated);
        effect.compared.extend(compared);
        Ok(effect)
    }

    /// The units that have figures in both periods; who has not is named.
    fn complete(&self, mut units: Vec<usize>, periods: [usize; 2], effect: &mut Effect) -> Vec<usize> {
        units.retain(|unit| {
            let lacking = periods.into_iter().find(|period| self.figure(*unit, *period).is_none());
            if let Some(period) = lacking {
                let (unit, time) = (self.panel.unit(*unit), self.panel.period(period).to_string());
                effect.warn(Warning::UnitIncomplete { unit, time });
            }
            lacking.is_none()
        });
        units
    }

    fn pooled(&self, units: &[usize], period: usize) -> Result<Option<Pooled>> {
        let mut all: Option<Block> = None;
        for block in units.iter().filter_map(|unit| self.block(*unit, period)) {
            match &mut all {
                Some(all) => all.merge(block)?,
                None => all = Some(*block),
            }
        }
        let Some((all, Figure { size, value, .. })) = all.and_then(|all| Some((all, figure(&all)?))) else {
            return Ok(None);
        };
        let figures = units.iter().filter_map(|unit| Some((*unit, self.figure(*unit, period)?)));
        let flat = figures.clone().all(|(_, figure)| figure.variance == Some(0.0));
        let shares = figures.map(|(unit, figure)| (unit, figure.size / size)).collect();
        Ok(Some(Pooled { value, size, records: all.records(), shares, flat }))
    }

    /// The average of effects, each weighted by the size of its group before.
    pub(super) fn average(&self, effects: &[Effect]) -> Effect {
        let mut average = Effect { smallest: u64::MAX, ..Effect::default() };
        let size: f64 = effects.iter().filter(|effect| effect.value.is_some()).map(|effect| effect.size).sum();
        for effect in effects {
            let named = effect.warnings.iter().cloned();
            named.for_each(|warning| average.warn(warning));
            let Some(value) = effect.value else { continue };
            let share = effect.size / size;
            average.value = Some(average.value.unwrap_or_default() + share * value);
            for (cell, weight) in &effect.weights {
                *average.weights.entry(*cell).or_default() += share * weight;
            }
            average.flat |= effect.flat;
            average.smallest = average.smallest.min(effect.smallest);
            average.treated.extend(&effect.treated);
            average.compared.extend(&effect.compared);
        }
        average.size = size;
        average
    }

    /// Records, events and exposure of every cell in the effect, each cell once.
    pub(super) fn count(&self, effect: &Effect) -> Count {
        let blocks = effect.weights.keys().filter_map(|(unit, period)| self.block(*unit, *period));
        blocks.map(count).reduce(Count::plus).unwrap_or_default()
    }

    /// The estimate with the numbers of the effect and what must be known of them.
    pub(super) fn finished(&self, effect: Effect, estimate: Estimate, level: Level) -> Estimate {
        let present: u64 = effect.weights.keys().filter_map(|(u, t)| self.block(*u, *t)).map(Block::records).sum();
        let missing: u64 = effect.weights.keys().filter_map(|(u, t)| self.block(*u, *t)).map(Block::missing).sum();
        let left_out = self.series.unplaced.get(self.indicator).copied().unwrap_or_default();
        let mut estimate = effect.warnings.iter().cloned().fold(estimate, Estimate::warned);
        estimate = estimate.warned_if_missing(missing + left_out, present);
        let Some(value) = effect.value else {
            let told = estimate.warnings.iter().any(|one| matches!(one, Warning::NoCleanComparison { .. }));
            return if told { estimate } else { estimate.warned(Warning::NoObservations) };
        };
        let of_means = self.series.blocks.values().any(|all| matches!(all.get(self.indicator), Some(Block::Mean(_))));
        let of_rates = self.series.blocks.values().any(|all| matches!(all.get(self.indicator), Some(Block::Rate(_))));
        estimate = estimate.valued(value).warned(Warning::DependenceUnknown);
        // The records of a rate are rows, and say nothing of how many persons there are.
        estimate = if of_rates { estimate } else { estimate.warned_if_small(effect.smallest) };
        let Some(variance) = self.variance(&effect) else { return estimate.warned(Warning::OneObservation) };
        if variance == 0.0 && of_means {
            return estimate.warned(Warning::NoVariationInEither);
        }
        if effect.flat && !of_means {
            return estimate.warned(Warning::NoStandardError);
        }
        let (se, reach) = (variance.sqrt(), level.z() * variance.sqrt());
        let (treated, untreated) = (effect.treated.len() as u64, effect.compared.len() as u64);
        estimate
            .warned(Warning::UnitsVaryUnseen { treated, untreated })
            .between(value - reach, value + reach, level)
            .with_se(se, Scale::Identity)
            .with_p(normal::two_sided_p(value / se))
    }

    /// Variance of the weighted sum for independent records; absent where a cell has none.
    fn variance(&self, effect: &Effect) -> Option<f64> {
        effect.weights.iter().try_fold(0.0, |sum, ((unit, period), weight)| {
            Some(sum + weight * weight * self.figure(*unit, *period)?.variance?)
        })
    }
}

impl Effect {
    fn warn(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}
