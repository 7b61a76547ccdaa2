//! The same units twice: paired comparisons.
//! The same persons twice.

mod bowker;
mod mcnemar;
mod mcnemar_corrected;
mod mcnemar_exact;
mod mcnemar_mid_p;
mod newcombe;
mod odds_ratio;
mod phi;
mod pseudomedian;
mod risk_ratio;
mod signed_rank;
mod stuart_maxwell;
mod t;

pub use bowker::{BOWKER, bowker};
pub use mcnemar::{MCNEMAR, mcnemar};
pub use mcnemar_corrected::{MCNEMAR_CORRECTED, mcnemar_corrected};
pub use mcnemar_exact::{MCNEMAR_EXACT, mcnemar_exact};
pub use mcnemar_mid_p::{MCNEMAR_MID_P, mcnemar_mid_p};
pub use newcombe::{NEWCOMBE, newcombe};
pub use odds_ratio::{ODDS_RATIO, odds_ratio};
pub use phi::{PHI, phi};
pub use pseudomedian::{PSEUDOMEDIAN, pseudomedian};
pub use risk_ratio::{RISK_RATIO, risk_ratio};
pub use signed_rank::{
    SIGNED_RANK_CORRECTED, SIGNED_RANK_EXACT, SIGNED_RANK_NORMAL, signed_rank, signed_rank_corrected,
    signed_rank_exact, signed_rank_normal,
};
pub use stuart_maxwell::{STUART_MAXWELL, stuart_maxwell};
pub use t::{T, t};

use crate::cells::{CrossTable, PairedCell};
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Count, Estimand, Estimate, Method, Test, Unit, Warning};
use crate::numeric::beta::UnitPoint;
use crate::numeric::{binomial, chi_square};

/// A test of pairs before its numbers.
fn test(cell: &PairedCell, method: Method) -> Test {
    let test = Test::new(method, Count::of_records(cell.records())).warned_if_missing(cell.missing(), cell.records());
    match (cell.records(), cell.changed()) {
        (0, _) => test.warned(Warning::NoObservations),
        (_, 0) => test.warned(Warning::NothingChanged),
        _ => test,
    }
}

/// An estimate of pairs before its numbers.
fn estimate(cell: &PairedCell, estimand: Estimand, unit: Unit, method: Method) -> Estimate {
    let estimate = Estimate::new(estimand, unit, method, Count::of_records(cell.records()))
        .warned_if_missing(cell.missing(), cell.records());
    if cell.records() == 0 {
        estimate.warned(Warning::NoObservations)
    } else {
        estimate.warned_if_small(cell.records())
    }
}

/// The test of changes in one direction against changes in the other, the distance brought nearer to zero by
/// `correction`.
fn chi_square_of_changes(cell: &PairedCell, method: Method, correction: f64) -> Test {
    let test = test(cell, method);
    if cell.changed() == 0 {
        return test;
    }
    let distance = (cell.only_first().abs_diff(cell.only_second()) as f64 - correction).max(0.0);
    let statistic = distance * distance / cell.changed() as f64;
    test.with_statistic(statistic, Some(1.0)).with_p(chi_square::upper_tail(statistic, 1.0))
}

/// Probabilities of at most and of at least as many changes in the first direction, if both were as likely, and of
/// exactly as many.
fn binomial_of_changes(cell: &PairedCell) -> (f64, f64, f64) {
    let (x, n, half) = (cell.only_first(), cell.changed(), UnitPoint { x: 0.5, y: 0.5 });
    (binomial::at_most(x, n, half), binomial::at_least(x, n, half), binomial::ln_probability(x, n, half).exp())
}

/// The counts of a square table, and the numbers of those categories in which anything was counted.
fn square(table: &CrossTable) -> Result<Vec<usize>> {
    let (rows, columns) = (table.rows(), table.columns());
    if rows != columns {
        let fault = Fault::TableShape { wanted: "a table with as many rows as columns", rows, columns };
        return Err(Error::new(fault, Place::argument("table")));
    }
    let counts = table.counts();
    let occurs = |at: &usize| (0..rows).any(|other| counts[*at][other] > 0 || counts[other][*at] > 0);
    Ok((0..rows).filter(occurs).collect())
}

/// A test of a square table before its numbers.
fn test_of_square(table: &CrossTable, method: Method, occurring: &[usize]) -> Test {
    let counts = table.counts();
    let kept: u64 = occurring.iter().map(|at| counts[*at][*at]).sum();
    let records = table.records();
    let test = Test::new(method, Count::of_records(records)).warned_if_missing(table.missing(), records);
    if records == 0 {
        return test.warned(Warning::NoObservations);
    }
    let left_out = (table.rows() - occurring.len()) as u64;
    let test = if left_out > 0 { test.warned(Warning::EmptyCategories { left_out }) } else { test };
    if records == kept { test.warned(Warning::NothingChanged) } else { test }
}
