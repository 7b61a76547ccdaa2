//! `docs/calibration.md`: how often each interval holds the truth, from the tables of `make calibration`.

use crate::calibration::{LEVEL, Row, read, topics};

use super::{head, row, table};

const LEAD: &str = "How often a 95 % interval holds the truth, and how wide it is, method by method. `make calibration` \
                    measures it anew: the same bytes each time.";

const HOW: &str = "\n## What was computed\n
A confidence level is a promise: of all 95 % intervals that a method gives, 95 % hold the truth. With counts the promise cannot be
kept exactly, because counts come in steps; what matters is how far a method falls short, and where.

- **One share, one rate, two shares, two rates**: every outcome is enumerated with its chance, so these coverages carry no error of
  simulation. Shares run over 99 truths from 0.01 to 0.99 for each number of units (for two groups 50 x 50 truths for each pair),
  rates over 100 means in each range of expected events (for two groups over 41 ratios from 0.1 to 10, with at most 100 events
  expected).
- **Means**: 20,000 seeded samples for each setting; the Monte-Carlo standard error of a coverage is 0.15 percentage points. Values
  are normal, skewed (exponential), or of unequal spread (three times as large in the group of interest).
- **The effect at a further place**: 4,000 seeded syntheses for each setting (Monte-Carlo error 0.34 percentage points) of places
  whose standard errors run from 0.05 to 0.8; the prediction is asked to hold the true effect at one more place.
- **What it takes to pay**: as many samples of two groups of which one has the programme, with a fixed cost; for the incremental ratio,
  a normal cost and a normal effect. Where the gain is small beside its uncertainty it may be zero, and there is no interval.
- **Ranks of areas**: 2,000 seeded samples for each setting (error 0.5 percentage points); held is a sample in which every area's set
  holds all ranks of its true value. Width is the share of all ranks that a set holds.
- An outcome for which a method gives no interval counts as not held: an interval that is not there tells nobody anything. How often
  that happens is in the column \"without\".
- Width is the mean over the intervals that have an end; of ratios it is the width of the logarithm.

In the tables below, \"lowest\" is the worst truth of the grid in any setting, \"mean\" the mean over truths and settings, and \"below\"
the share of truths at which less than 95 % is held (for means: by more than two Monte-Carlo errors). The tables by size are the CSV
files beside the pictures.\n";

const SHOWS: &str = "\n## What it shows\n
- A method whose mean coverage is near 95 % and whose lowest is not far below it keeps its promise on average: that is what the
  defaults are chosen for.
- An exact interval never falls below 95 %, and pays for it with a mean coverage above 95 %, so it is wider than needed. Where a claim
  will be contested that price is worth paying.
- An interval of the form estimate -+ z standard errors (Wald) collapses near 0 and 1 and with few events: there its coverage can come
  near 0, however the level is set.
- The prediction of a synthesis is held too seldom as long as the places hardly show how much they differ: where they differ much,
  some 87 % with five places and 92 % or more from ten on; where they differ little beside very uneven standard errors, 82 to 90 %
  up to fifty places. Read it as a lower bound of the uncertainty.
- What divides by a gain (participants needed, cost of an outcome gained, incremental ratio) keeps its promise where the gain is sure. Where
  it may be zero the set of possible values has no end and there is mostly no interval, which counts as not held here; and an interval
  that is there only because chance made a small gain look large holds less often than it says. The net benefit divides by nothing, and
  always has its interval: read that where the gain is unsure.
- Means of skewed values need more units than the t interval is told: with few units of a skewed value, such as income or debt, read
  the interval as too optimistic.\n";

pub(super) fn text() -> String {
    let mut text = head("Calibration", LEAD) + HOW + SHOWS;
    for topic in topics() {
        let rows = read(topic.name);
        text.push_str(&format!("\n## {}\n\n", topic.title));
        text.push_str(&format!("![Coverage curves: {}](calibration/{}.svg)\n\n", topic.title, topic.name));
        let mut methods: Vec<&str> = rows.iter().map(|row| row.method.as_str()).collect();
        methods.dedup();
        let lines = methods.into_iter().map(|method| {
            let own: Vec<Row> = rows.iter().filter(|row| row.method == method).cloned().collect();
            line(method, &Summary::of(&own))
        });
        text.push_str(&table(&["method", "lowest", "mean", "below", "without", "never below here"], lines));
        text.push_str(&format!("\nBy size: [{0}.csv](calibration/{0}.csv).\n", topic.name));
    }
    text
}

fn line(method: &str, summary: &Summary) -> String {
    let never = if summary.never_below() { "yes" } else { "" };
    let parts = [summary.minimum, summary.mean, summary.below, summary.without].map(percent);
    row(&[&format!("`{method}`"), &parts[0], &parts[1], &parts[2], &parts[3], never])
}

/// A method over all its settings.
pub(super) struct Summary {
    pub(super) minimum: f64,
    pub(super) mean: f64,
    below: f64,
    without: f64,
    error: f64,
}

impl Summary {
    pub(super) fn of(rows: &[Row]) -> Self {
        let points: usize = rows.iter().map(|row| row.points).sum();
        let mean = |part: fn(&Row) -> f64| {
            rows.iter().map(|row| row.points as f64 * part(row)).sum::<f64>() / points.max(1) as f64
        };
        Self {
            minimum: rows.iter().map(|row| row.minimum).fold(1.0, f64::min),
            mean: mean(|row| row.mean),
            below: mean(|row| row.below),
            without: mean(|row| row.without),
            error: rows.iter().map(|row| row.error).fold(0.0, f64::max),
        }
    }

    /// Whether no coverage that was enumerated is below the level.
    pub(super) fn never_below(&self) -> bool {
        self.error == 0.0 && self.below == 0.0 && self.minimum >= LEVEL.get()
    }
}

/// A share as percent with one digit.
pub(super) fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}
