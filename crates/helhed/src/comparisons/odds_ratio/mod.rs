//! Odds ratios of two groups, and the exact test of their table.

mod columns;
pub(crate) mod conditional;
mod exact;
pub(crate) mod fisher;
pub(crate) mod mid_p;
pub(crate) mod woolf;
pub(crate) mod woolf_haldane;

pub use columns::columns;
pub use conditional::{CONDITIONAL, conditional};
pub use fisher::{FISHER, fisher, fisher_columns};
pub use mid_p::{MID_P, mid_p};
pub use woolf::{WOOLF, woolf};
pub use woolf_haldane::{WOOLF_HALDANE, woolf_haldane};

use exact::Conditional;

use super::TwoShares;
use super::shares::Counts;
use crate::estimate::{Choice, Estimate, Level, Warning};

/// Odds ratios that the doors can be asked for.
pub(crate) const SHARES: &[Choice<TwoShares>] = &[
    Choice::new(CONDITIONAL, conditional),
    Choice::new(MID_P, mid_p),
    Choice::new(WOOLF, woolf),
    Choice::new(WOOLF_HALDANE, woolf_haldane),
];

/// The estimate with its odds ratio, warned where it is infinite or absent.
fn valued(estimate: Estimate, odds_ratio: Option<f64>) -> Estimate {
    match odds_ratio {
        None => estimate.warned(Warning::UndefinedRatio),
        Some(value) if value.is_infinite() => estimate.valued(value).warned(Warning::InfiniteOdds),
        Some(value) => estimate.valued(value),
    }
}

/// The four cells of the table: events and others of both groups.
#[derive(Clone, Copy)]
struct Cells {
    x1: f64,
    y1: f64,
    x2: f64,
    y2: f64,
}

impl Cells {
    /// The cells with so much added to each.
    fn of(counts: Counts, added: f64) -> Self {
        Self { x1: counts.x1 + added, y1: counts.y1() + added, x2: counts.x2 + added, y2: counts.y2() + added }
    }

    fn any_empty(self) -> bool {
        [self.x1, self.y1, self.x2, self.y2].contains(&0.0)
    }

    /// `None` where it is nothing over nothing.
    fn odds_ratio(self) -> Option<f64> {
        let (above, below) = (self.x1 * self.y2, self.y1 * self.x2);
        (above > 0.0 || below > 0.0).then(|| above / below)
    }

    fn log_odds_ratio(self) -> f64 {
        (self.x1 * self.y2 / (self.y1 * self.x2)).ln()
    }

    fn se_of_log(self) -> f64 {
        (1.0 / self.x1 + 1.0 / self.y1 + 1.0 / self.x2 + 1.0 / self.y2).sqrt()
    }

    /// The limits that are the same distance from the odds ratio on the log scale.
    fn log_limits(self, level: Level) -> (f64, f64) {
        let (ratio, reach) = (self.x1 * self.y2 / (self.y1 * self.x2), (level.z() * self.se_of_log()).exp());
        (ratio / reach, ratio * reach)
    }
}
