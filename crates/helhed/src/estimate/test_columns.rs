//! Tests of whole columns: one method, a row for each.

use super::columns::{Row, Rows, present, same, warn_of_rows, warnings_of};
use super::{Count, Method, Test, Warning};

/// The p-values of whole columns by one exact test.
///
/// Inside the columns not-a-number stands for what is absent. Two of them are equal if their numbers are the same bit for
/// bit.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TestColumns {
    /// Method; its page says which hypothesis is tested.
    pub method: Method,
    /// Two-sided p-values.
    pub p_value: Vec<f64>,
    /// One-sided p-values against the alternative "less".
    pub p_less: Vec<f64>,
    /// One-sided p-values against the alternative "greater".
    pub p_greater: Vec<f64>,
    /// What the reader must know of single rows, by row counted from 0, in order.
    pub warnings: Vec<(usize, Warning)>,
}

impl TestColumns {
    /// The columns of a method: p-values on both sides, and on either.
    pub(crate) fn new(method: Method, rows: Rows<3>) -> Self {
        let [p_value, p_less, p_greater] = rows.columns;
        Self { method, p_value, p_less, p_greater, warnings: rows.warnings }
    }

    /// Columns from their parts, as a pickle holds them; `None` if they differ in length.
    #[must_use]
    pub fn from_parts(
        method: Method,
        [p_value, p_less, p_greater]: [Vec<f64>; 3],
        warnings: Vec<(usize, Warning)>,
    ) -> Option<Self> {
        let len = p_value.len();
        let fits = p_less.len() == len && p_greater.len() == len && warn_of_rows(&warnings, len);
        fits.then_some(Self { method, p_value, p_less, p_greater, warnings })
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.p_value.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.p_value.is_empty()
    }

    /// What the reader must know of a row.
    pub fn warnings_of(&self, row: usize) -> impl Iterator<Item = &Warning> {
        warnings_of(&self.warnings, row)
    }

    /// One row as a test; `None` beyond the last. Its counts are absent: they are not kept.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<Test> {
        let p_value = present(*self.p_value.get(row)?);
        Some(Test {
            p_value,
            p_less: present(self.p_less[row]),
            p_greater: present(self.p_greater[row]),
            warnings: self.warnings_of(row).cloned().collect(),
            ..Test::new(self.method.clone(), Count::default())
        })
    }
}

impl PartialEq for TestColumns {
    fn eq(&self, other: &Self) -> bool {
        self.method == other.method
            && same(&self.p_value, &other.p_value)
            && same(&self.p_less, &other.p_less)
            && same(&self.p_greater, &other.p_greater)
            && self.warnings == other.warnings
    }
}

impl From<Test> for Row<3> {
    fn from(test: Test) -> Self {
        let numbers = [test.p_value, test.p_less, test.p_greater].map(|number| number.unwrap_or(f64::NAN));
        Self { numbers, warnings: test.warnings }
    }
}
