//! Columns of tests as Arrow holds them.

use arrow_array::{Float64Array, RecordBatch};
use helhed::Warning;
use helhed::error::Result;
use helhed::estimate::{Method, Test, TestColumns};

use crate::columns::{batch, codes, doubles, same};

/// Tests of whole columns as Arrow holds them: made of [`TestColumns`] without copying a number.
#[derive(Debug, Clone)]
pub struct TestTable {
    method: Method,
    columns: [Float64Array; 3],
    warnings: Vec<(usize, Warning)>,
}

impl From<TestColumns> for TestTable {
    fn from(columns: TestColumns) -> Self {
        let TestColumns { method, p_value, p_less, p_greater, warnings, .. } = columns;
        Self { method, columns: [p_value, p_less, p_greater].map(Float64Array::from), warnings }
    }
}

impl TestTable {
    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns[0].len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The method of all rows.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// Two-sided p-values, and those against "less" and "greater", not-a-number where absent.
    #[must_use]
    pub fn numbers(&self) -> [&[f64]; 3] {
        self.columns.each_ref().map(|column| &column.values()[..])
    }

    /// What must be known of single rows, by row.
    #[must_use]
    pub fn warnings(&self) -> &[(usize, Warning)] {
        &self.warnings
    }

    /// One row as a test; `None` beyond the last.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<Test> {
        let numbers = self.numbers().map(|column| column.get(row).copied().into_iter().collect::<Vec<f64>>());
        let first = self.warnings.partition_point(|(at, _)| *at < row);
        let warnings = self.warnings[first..].iter().take_while(|(at, _)| *at == row);
        let warnings = warnings.map(|(_, warning)| (0, warning.clone())).collect();
        TestColumns::from_parts(self.method.clone(), numbers, warnings)?.row(0)
    }
}

impl PartialEq for TestTable {
    fn eq(&self, other: &Self) -> bool {
        let numbers = self.numbers().into_iter().zip(other.numbers()).all(|(left, right)| same(left, right));
        numbers && self.method == other.method && self.warnings == other.warnings
    }
}

/// The columns `p_value, p_less, p_greater, warning`, with the method in the schema's metadata.
///
/// Absent is null. No number is copied. `warning` is null, or the codes of the row with a blank between them.
///
/// # Errors
/// `H901` if the columns do not make a table.
pub fn tests_to_batch(table: &TestTable) -> Result<RecordBatch> {
    let [p_value, p_less, p_greater] = table.columns.each_ref().map(doubles);
    let warning = codes(table.len(), &table.warnings);
    let columns = [("p_value", p_value), ("p_less", p_less), ("p_greater", p_greater), ("warning", warning)];
    batch(columns, [("helhed.method", table.method.id.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::Array;
    use helhed::comparisons::odds_ratio;

    #[test]
    fn rows_come_back() {
        let (x, n) = ([3.0, 0.0, f64::NAN], [9.0, 0.0, 9.0]);
        let columns = odds_ratio::fisher_columns((&x, &n), (&[1.0; 3], &[9.0; 3])).expect("counts");
        let table = TestTable::from(columns.clone());
        assert_eq!(
            (0..4).map(|row| table.row(row)).collect::<Vec<_>>(),
            (0..4).map(|row| columns.row(row)).collect::<Vec<_>>()
        );
        let batch = tests_to_batch(&table).expect("a table");
        assert_eq!((batch.num_rows(), batch.column(0).null_count()), (3, 2));
        assert_eq!(batch.schema().metadata()["helhed.method"], "odds_ratio/fisher");
        assert_eq!(table, table.clone());
    }
}
