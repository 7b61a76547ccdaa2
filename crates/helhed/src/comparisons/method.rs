//! Which method a comparison uses: the good default of its measure, or the one that was asked for.

use super::{TwoMeans, TwoRates, TwoShares, by_id, difference, ratio};
use crate::cells::{Block, Cells, MeanCell, ProportionCell, RateCell, WeightedMeanCell};
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Chosen, Estimate, Level, Method, unknown};

/// What two groups are compared by, in the order of the rows.
pub(super) type Contrasts = Vec<Estimate>;

/// The method that was asked for, if any: at most one of these is there.
#[derive(Clone, Copy, Default)]
pub(super) struct Asked {
    shares: Option<TwoShares>,
    rates: Option<TwoRates>,
    means: Option<TwoMeans>,
}

/// Ids of the methods that [`compare`](super::compare) and [`before_after`](super::before_after) know.
pub fn methods() -> impl Iterator<Item = &'static str> {
    let id = |method: &'static Method| method.id.as_ref();
    let shares = by_id::proportions().map(move |(method, _)| id(method));
    shares
        .chain(by_id::rates().map(move |(method, _)| id(method)))
        .chain(by_id::means().map(move |(method, _)| id(method)))
}

impl Asked {
    /// The method with this id, which must exist and fit the measure of an indicator.
    pub(super) fn of(cells: &Cells, id: Option<&str>) -> Result<Self> {
        let Some(id) = id else { return Ok(Self::default()) };
        let asked = Self {
            shares: by_id::two_proportions(id).ok(),
            rates: by_id::two_rates(id).ok(),
            means: by_id::two_means(id).ok(),
        };
        let wanted = match asked {
            Self { shares: Some(_), .. } => "proportions",
            Self { rates: Some(_), .. } => "rates",
            Self { means: Some(_), .. } => "means",
            Self { .. } => return Err(unknown("method", id, methods())),
        };
        let found: Vec<&str> =
            cells.indicators().iter().map(|indicator| Block::empty(&indicator.measure).measure()).collect();
        match found.first() {
            Some(first) if !found.contains(&wanted) => {
                Err(Error::new(Fault::MeasureMismatch { wanted, found: first }, Place::argument("method")))
            }
            _ => Ok(asked),
        }
    }

    /// Newcombe's difference and Koopman's ratio, and what was asked for.
    pub(super) fn shares(&self, of: &ProportionCell, against: &ProportionCell, level: Level) -> Result<Contrasts> {
        let default = vec![difference::newcombe(of, against, level)?, ratio::koopman(of, against, level)?];
        Ok(with(default, self.shares.map(|call| call(of, against, level)).transpose()?))
    }

    /// The exact ratio, and what was asked for.
    pub(super) fn rates(&self, of: &RateCell, against: &RateCell, level: Level) -> Result<Contrasts> {
        let default = vec![ratio::exact(of, against, level)?];
        Ok(with(default, self.rates.map(|call| call(of, against, level)).transpose()?))
    }

    /// The design-based difference.
    pub(super) fn weighted(
        &self,
        of: &WeightedMeanCell,
        against: &WeightedMeanCell,
        level: Level,
    ) -> Result<Contrasts> {
        Ok(with(vec![difference::weighted_means(of, against, level)?], None))
    }

    /// Welch's difference, and what was asked for.
    pub(super) fn means(&self, of: &MeanCell, against: &MeanCell, level: Level) -> Result<Contrasts> {
        let default = vec![difference::welch(of, against, level)?];
        Ok(with(default, self.means.map(|call| call(of, against, level)).transpose()?))
    }
}

/// The defaults, where the one asked for stands in for that which estimates the same, or joins them.
fn with(default: Contrasts, asked: Option<Estimate>) -> Contrasts {
    let mut contrasts: Contrasts = default.into_iter().map(|one| one.chosen(Chosen::Default)).collect();
    if let Some(asked) = asked.map(|one| one.chosen(Chosen::AskedFor)) {
        match contrasts.iter_mut().find(|one| one.estimand == asked.estimand) {
            Some(default) => *default = asked,
            None => contrasts.push(asked),
        }
    }
    contrasts
}
