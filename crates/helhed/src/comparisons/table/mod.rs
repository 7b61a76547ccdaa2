//! Tests of a table of counts: whether rows and columns go together.

mod chi_square;
mod cramers_v;
mod yates;

pub use chi_square::{CHI_SQUARE, chi_square};
pub use cramers_v::{CRAMERS_V, cramers_v};
pub use yates::{YATES, yates};

use crate::cells::CrossTable;
use crate::estimate::{Count, Warning};

/// Expected count below which the chi-square distribution is a rough guide.
const ENOUGH: f64 = 5.0;

/// The rows and columns of a table that hold something, with their sums.
struct Occupied {
    counts: Vec<Vec<i128>>,
    rows: Vec<i128>,
    columns: Vec<i128>,
    all: i128,
    left_out: u64,
}

impl Occupied {
    fn of(table: &CrossTable) -> Self {
        let wide = |row: &Vec<u64>| row.iter().map(|count| i128::from(*count)).collect::<Vec<_>>();
        let mut counts: Vec<Vec<i128>> = table.counts().iter().map(wide).collect();
        counts.retain(|row| row.iter().any(|count| *count > 0));
        let sums: Vec<i128> = (0..table.columns()).map(|at| counts.iter().map(|row| row[at]).sum()).collect();
        for row in &mut counts {
            *row = row.iter().zip(&sums).filter(|(_, sum)| **sum > 0).map(|(count, _)| *count).collect();
        }
        let rows: Vec<i128> = counts.iter().map(|row| row.iter().sum()).collect();
        let columns: Vec<i128> = sums.into_iter().filter(|sum| *sum > 0).collect();
        let left_out = (table.rows() - rows.len() + table.columns() - columns.len()) as u64;
        Self { all: rows.iter().sum(), counts, rows, columns, left_out }
    }

    /// Fewer rows or columns than there are of the other.
    fn fewest(&self) -> usize {
        self.rows.len().min(self.columns.len())
    }

    fn df(&self) -> f64 {
        (self.rows.len().saturating_sub(1) * self.columns.len().saturating_sub(1)) as f64
    }

    /// The statistic, each distance between a count and what is expected brought nearer to zero by `correction`.
    ///
    /// The distances are found in whole numbers, so that nothing cancels.
    fn statistic(&self, correction: f64) -> f64 {
        let all = self.all as f64;
        let mut sum = 0.0;
        for (row, row_sum) in self.counts.iter().zip(&self.rows) {
            for (count, column_sum) in row.iter().zip(&self.columns) {
                let expected = *row_sum as f64 * *column_sum as f64 / all;
                let distance = (count * self.all - row_sum * column_sum).unsigned_abs() as f64 / all;
                let distance = (distance - correction).max(0.0);
                sum += distance * distance / expected;
            }
        }
        sum
    }

    /// What must be known of a statistic of this table.
    fn warnings(&self) -> Vec<Warning> {
        if self.all == 0 {
            return vec![Warning::NoObservations];
        }
        let mut warnings = Vec::new();
        if self.left_out > 0 {
            warnings.push(Warning::EmptyCategories { left_out: self.left_out });
        }
        if self.fewest() < 2 {
            warnings.push(Warning::NothingToTest);
            return warnings;
        }
        let all = self.all as f64;
        let small = |row: &i128| self.columns.iter().filter(|sum| *row as f64 * **sum as f64 / all < ENOUGH).count();
        let cells = self.rows.iter().map(small).sum::<usize>() as u64;
        if cells > 0 {
            let of = (self.rows.len() * self.columns.len()) as u64;
            warnings.push(Warning::SmallExpectedCounts { cells, of });
        }
        warnings
    }
}

fn count(table: &CrossTable) -> Count {
    Count::of_records(table.records())
}
