//! What must hold of every contrast that the doors give, whatever the method.

use helhed::cells::{Block, Cells, MeanCell};
use helhed::comparisons::{Cut, before_after, compare, methods};
use helhed::design::{Indicator, Measure};
use helhed::estimate::Chosen;
use helhed::{Estimate, Estimates, Level};
use helhed_tests::laws::{counts, events, level, occurrences, share, time};
use proptest::prelude::*;

/// Nearness of p to 1 - level within which rounding decides which side it is on.
const BORDER: f64 = 1e-7;

/// Cells of one indicator, before (2012) and after (2013).
fn cells(before: Block, after: Block) -> Cells {
    let measure = match before {
        Block::Proportion(_) => Measure::Proportion { event: "x".into() },
        Block::Rate(_) => Measure::Rate { events: "x".into(), exposure: "t".into(), per: 1000.0 },
        _ => Measure::Mean { value: "x".into() },
    };
    let mut cells = Cells::new(["year"], [Indicator::new("x", measure).expect("an indicator")]).expect("a table");
    for (year, block) in [(2012, before), (2013, after)] {
        cells.add(vec![year.into()], 0, &block).expect("a block");
    }
    cells
}

/// The contrasts of both doors by the defaults, and by every method that fits the measure.
fn contrasts(before: Block, after: Block, level: Level) -> Vec<Estimate> {
    let cells = cells(before, after);
    let cut = || Cut { at: "2013".parse().expect("a period"), time: None };
    let mut found = before_after(&cells, cut(), None, level).expect("estimates").into_iter().collect::<Vec<_>>();
    for id in std::iter::once(None).chain(methods().map(Some)) {
        match compare(&cells, "year", &2013.into(), &2012.into(), id, level) {
            Ok(rows) => {
                assert!(id.is_none_or(|id| was_asked(&rows, id)), "{id:?}");
                found.extend(rows);
            }
            Err(error) => assert_eq!(error.code(), "H206", "{id:?}"),
        }
    }
    found.retain(|estimate| estimate.evidence.is_some());
    found
}

/// Exactly the method that was asked for says so.
fn was_asked(rows: &Estimates, id: &str) -> bool {
    let asked = rows.iter().filter(|row| row.provenance.chosen == Some(Chosen::AskedFor));
    asked.map(|row| row.method.id.as_ref()).eq([id])
}

/// p < 1 - level exactly where the interval leaves out the value of no difference.
fn p_agrees(estimate: &Estimate) -> Result<(), TestCaseError> {
    let (Some(null), Some(interval)) = (estimate.estimand.null(), estimate.interval) else { return Ok(()) };
    // Without value, or with a standard error of zero, there is nothing to test; a warning says so.
    let thin = estimate.value.is_none() || interval.lower == interval.upper;
    prop_assert!(estimate.p_value.is_some() || thin && !estimate.warnings.is_empty(), "no p-value: {estimate:?}");
    if let Some(p) = estimate.p_value {
        let alpha = 1.0 - interval.level.get();
        let outside = !interval.contains(null);
        prop_assert!((p < alpha) == outside || (p - alpha).abs() <= BORDER * alpha.max(p), "{estimate:?}");
    }
    Ok(())
}

/// Every contrast names its method and why it was taken.
fn says_why(estimate: &Estimate) -> Result<(), TestCaseError> {
    prop_assert!(estimate.provenance.chosen.is_some(), "{estimate:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_shares((x1, n1) in counts(), (x2, n2) in counts(), level in level()) {
        let (before, after) = (Block::Proportion(share(x1, n1)), Block::Proportion(share(x2, n2)));
        for contrast in contrasts(before, after, level) {
            p_agrees(&contrast)?;
            says_why(&contrast)?;
        }
    }

    #[test]
    fn two_rates(x1 in occurrences(), t1 in time(), x2 in occurrences(), t2 in time(), level in level()) {
        for contrast in contrasts(Block::Rate(events(x1, t1)), Block::Rate(events(x2, t2)), level) {
            p_agrees(&contrast)?;
            says_why(&contrast)?;
        }
    }

    #[test]
    fn two_means(
        first in prop::collection::vec(-1e3..1e3, 1..12),
        second in prop::collection::vec(-1e3..1e3, 1..12),
        level in level(),
    ) {
        let block = |values: Vec<f64>| Block::Mean(MeanCell::from_values(values.into_iter().map(Some)).expect("finite"));
        for contrast in contrasts(block(first), block(second), level) {
            p_agrees(&contrast)?;
            says_why(&contrast)?;
        }
    }
}
