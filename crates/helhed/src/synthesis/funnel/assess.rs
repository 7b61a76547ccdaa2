//! The arithmetic of a funnel: what one call and whole columns share.

use super::super::areas::{Figure, Kind};
use super::overdispersion::{WINSORISED, of_scores};
use super::{Chance, Limits, Overdispersion, Verdict, Widening};
use crate::error::Result;
use crate::estimate::Level;
use crate::numeric::normal;

/// A z-score below which no tail probability is as small as 0.025, whatever the law.
const NEAR: f64 = 1.0;

/// An area against the target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Assessed {
    pub(super) se: f64,
    pub(super) z: f64,
    pub(super) z_adjusted: f64,
    pub(super) verdict: Verdict,
}

/// Areas against their target; nothing where there is none that areas could vary about.
pub(super) struct Assessment {
    pub(super) chance: Chance,
    pub(super) overdispersion: Overdispersion,
    pub(super) widening: Widening,
}

/// What the areas have together.
pub(super) enum Common {
    /// A target that figures can vary about.
    Target(Chance),
    /// No events at all, or nothing but events.
    Same,
    /// No figures.
    Nothing,
}

/// The value of all areas together.
pub(super) fn common(kind: Kind, spread: f64, figures: impl Iterator<Item = Figure>) -> Common {
    let (mut amounts, mut sizes) = (0.0, 0.0);
    for figure in figures {
        amounts += if kind == Kind::Value { figure.amount * figure.size } else { figure.amount };
        sizes += figure.size;
    }
    if sizes <= 0.0 {
        return Common::Nothing;
    }
    let target = if kind == Kind::Ratio { 1.0 } else { amounts / sizes };
    let same = amounts == 0.0 && kind != Kind::Value || kind == Kind::Proportion && amounts == sizes;
    if same && kind != Kind::Ratio { Common::Same } else { Common::Target(Chance { kind, target, spread }) }
}

impl Assessment {
    /// Measures over-dispersion of figures about the target of `chance`.
    pub(super) fn new(
        chance: Chance,
        widening: Widening,
        figures: impl Iterator<Item = Figure>,
        scores: &mut Vec<(f64, f64)>,
        sorted: &mut Vec<f64>,
    ) -> Self {
        scores.clear();
        scores.extend(figures.map(|figure| {
            let se = chance.se(&figure);
            ((figure.value(chance.kind) - chance.target) / se, se)
        }));
        Self { chance, overdispersion: of_scores(scores, WINSORISED, sorted), widening }
    }

    /// One area.
    pub(super) fn assess(&self, figure: &Figure) -> Assessed {
        let se = self.chance.se(figure);
        let away = figure.value(self.chance.kind) - self.chance.target;
        let (z, z_adjusted) = (away / se, away / self.overdispersion.widened(se, self.widening));
        let widens = self.overdispersion.widens(self.widening);
        let outside = |level: Level| z_adjusted.abs() > level.z();
        // The exact tail is only asked for where it can matter: it costs more than all the rest.
        let verdict = if self.chance.kind == Kind::Value {
            verdict(outside(Level::P95), outside(Level::P998))
        } else if z.abs() < NEAR || widens && !outside(Level::P95) {
            Verdict::Within
        } else {
            let tail = self.tail(figure, z);
            let beyond = |level: Level| tail < level.tail() && (!widens || outside(level));
            verdict(beyond(Level::P95), beyond(Level::P998))
        };
        Assessed { se, z, z_adjusted, verdict }
    }

    /// Exact probability, by chance alone, of a figure as far on its side of the target.
    pub(super) fn tail(&self, figure: &Figure, z: f64) -> f64 {
        match self.chance.law(figure) {
            None => normal::upper_tail(z.abs()),
            Some(law) if z < 0.0 => law.at_most(figure.amount),
            Some(law) => law.at_least(figure.amount),
        }
    }

    /// Limits of an area, widened.
    pub(super) fn limits(&self, figure: &Figure, level: Level) -> Limits {
        self.widened(self.chance.exact(figure, level), figure, level)
    }

    fn widened(&self, exact: Limits, figure: &Figure, level: Level) -> Limits {
        let Chance { kind, target, .. } = self.chance;
        if !self.overdispersion.widens(self.widening) {
            return exact;
        }
        let reach = level.z() * self.overdispersion.widened(self.chance.se(figure), self.widening);
        let (lower, upper) = (exact.lower.min(target - reach), exact.upper.max(target + reach));
        match kind {
            Kind::Value => Limits { lower, upper },
            Kind::Proportion => Limits { lower: lower.max(0.0), upper: upper.min(1.0) },
            Kind::Rate | Kind::Ratio => Limits { lower: lower.max(0.0), upper },
        }
    }

    /// The curve of the limits at a size, and the value above which an area of that size is outside: of counts, one event
    /// above the interpolated limit.
    ///
    /// # Errors
    /// As [`Chance::limits`].
    pub(super) fn limits_at(&self, size: f64, level: Level) -> Result<(Limits, f64)> {
        let exact = self.chance.limits(size, 0.0, level)?;
        let se = if self.chance.kind == Kind::Value { self.chance.spread / size.sqrt() } else { 0.0 };
        let figure = Figure { amount: self.chance.target, size, se };
        let event = if self.chance.kind == Kind::Value { 0.0 } else { 1.0 / size };
        let above = Limits { upper: exact.upper + event, ..exact };
        Ok((self.widened(exact, &figure, level), self.widened(above, &figure, level).upper))
    }
}

fn verdict(outside_95: bool, outside_998: bool) -> Verdict {
    match (outside_95, outside_998) {
        (_, true) => Verdict::Outside998,
        (true, _) => Verdict::Outside95,
        _ => Verdict::Within,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_figure_near_the_target_is_outside() {
        let widening = Widening::None;
        for kind in [Kind::Proportion, Kind::Rate] {
            for target in [0.001, 0.02, 0.3, 0.5, 0.8, 0.97, 0.9995] {
                let chance = Chance { kind, target, spread: 1.0 };
                let all = Assessment::new(chance, widening, std::iter::empty(), &mut Vec::new(), &mut Vec::new());
                for size in [1_u32, 2, 3, 5, 8, 20, 75, 300, 1500] {
                    for amount in 0..=size {
                        let figure = Figure { amount: f64::from(amount), size: f64::from(size), se: 0.0 };
                        let z = (figure.value(kind) - target) / chance.se(&figure);
                        let outside = all.tail(&figure, z) < Level::P95.tail();
                        assert!(!outside || z.abs() > 1.5, "{kind:?} {target} {amount}/{size}: {z}");
                    }
                }
            }
        }
    }
}
