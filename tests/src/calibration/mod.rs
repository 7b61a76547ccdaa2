//! Calibration: how often the interval of a method holds the truth, and how wide it is.
//!
//! Counts are enumerated, so that their coverage is exact; values are simulated by a counter-based stream, and the
//! Monte-Carlo error is given. Every method that the by-id lists of the library hold is measured.

mod counts;
mod economy;
mod one;
pub mod picture;
mod pooling;
mod ranks;
mod simulated;
mod table;
mod two;

use helhed::Level;
use helhed::estimate::{Estimand, Estimate, Interval};
use helhed::estimates::by_id;

pub use table::{Row, measured, read, text as table_text};

/// The level that is measured.
pub const LEVEL: Level = Level::P95;

/// A question whose methods are measured together.
pub struct Topic {
    /// Name of its table and picture in `docs/calibration`.
    pub name: &'static str,
    /// What it asks.
    pub title: &'static str,
    /// What is measured.
    pub measure: fn() -> Measured,
}

/// What a topic gives.
pub struct Measured {
    /// Rows of its table.
    pub rows: Vec<Row>,
    /// Panels of its picture, one a method.
    pub panels: Vec<picture::Panel>,
    /// Words of the picture's horizontal axis.
    pub axis: picture::Axis,
}

/// Every topic, in the order of the manual.
#[must_use]
pub fn topics() -> [Topic; 9] {
    [
        Topic { name: "one_share", title: "One share", measure: one::shares },
        Topic { name: "one_rate", title: "One rate", measure: one::rates },
        Topic { name: "one_mean", title: "One mean", measure: simulated::one_mean },
        Topic { name: "two_shares", title: "Two shares", measure: two::shares },
        Topic { name: "two_rates", title: "Two rates", measure: two::rates },
        Topic { name: "two_means", title: "Two means", measure: simulated::two_means },
        Topic { name: "prediction", title: "The effect at a further place", measure: pooling::predictions },
        Topic { name: "break_even", title: "What it takes to pay", measure: economy::break_even },
        Topic { name: "rank_sets", title: "Ranks of areas", measure: ranks::rank_sets_of_areas },
    ]
}

/// Ids of the methods that are measured: those of the by-id lists that give an interval of something whose truth is known.
#[must_use]
pub fn measurable() -> Vec<&'static str> {
    let single = by_id::proportions().map(|(method, _)| method).chain(by_id::rates().map(|(method, _)| method));
    let means = simulated::one_mean_methods().map(|(method, _)| method);
    let two = two::share_methods().map(|(method, _)| method).chain(two::rate_methods().map(|(method, _)| method));
    let all = single.chain(means).chain(two).chain(simulated::mean_methods().map(|(method, _)| method));
    all.map(|method| method.id.as_ref())
        .chain(pooling::methods())
        .chain(economy::methods())
        .chain(ranks::methods())
        .collect()
}

/// An interval as far as coverage and width go; absent where the method gives none.
#[derive(Debug, Clone, Copy)]
struct Seen {
    limits: Option<(f64, f64)>,
}

impl Seen {
    fn new(estimate: &Estimate) -> Self {
        Self { limits: estimate.interval.map(|Interval { lower, upper, .. }| (lower, upper)) }
    }

    /// Whether it holds the truth; what is absent holds nothing.
    fn holds(self, truth: f64) -> bool {
        self.limits.is_some_and(|(lower, upper)| lower <= truth && truth <= upper)
    }

    /// Its width, of ratios that of the logarithm; absent where it is absent or has no end.
    fn width(self, estimand: Estimand) -> Option<f64> {
        let (lower, upper) = self.limits?;
        let width = if estimand.null() == Some(1.0) { (upper / lower).ln() } else { upper - lower };
        Some(width).filter(|width| width.is_finite())
    }
}
