//! Columns of counts in, columns of estimates out.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{Array, ArrayRef, Float64Array, RecordBatch, new_null_array};
use arrow_schema::{DataType, Field, Schema};
use helhed::error::{Error, Fault, Place, Result};
use helhed::estimate::{Estimand, EstimateColumns, Method, Unit};
use helhed::{Estimate, Level, Warning};

use crate::values;

/// A column of numbers, not-a-number where one is missing.
#[derive(Debug)]
pub enum Numbers {
    /// Doubles that somebody else holds; they are not copied.
    Shared(Float64Array),
    /// Doubles of our own.
    Own(Vec<f64>),
}

impl Numbers {
    /// The numbers of a column that comes in parts. One part of doubles without gaps is not copied.
    ///
    /// # Errors
    /// `H102` if a part holds no numbers.
    pub fn from_parts(parts: &[ArrayRef]) -> Result<Self> {
        if let [part] = parts
            && let Some(doubles) = part.as_any().downcast_ref::<Float64Array>()
            && doubles.null_count() == 0
        {
            return Ok(Self::Shared(doubles.clone()));
        }
        let mut all = Vec::with_capacity(parts.iter().map(|part| part.len()).sum());
        for part in parts {
            let numbers = values::numbers(part).ok_or_else(|| {
                let found = part.data_type().to_string();
                Error::new(Fault::WrongType { expected: values::EXPECTED, found }, Place::default())
            })?;
            all.extend_from_slice(&numbers);
        }
        Ok(Self::Own(all))
    }

    /// The numbers.
    #[must_use]
    pub fn as_slice(&self) -> &[f64] {
        match self {
            Self::Shared(doubles) => doubles.values(),
            Self::Own(doubles) => doubles,
        }
    }
}

/// Estimates of whole columns as Arrow holds them: made of [`EstimateColumns`] without copying a number.
#[derive(Debug, Clone)]
pub struct ColumnTable {
    about: (Method, Estimand, Unit, Level),
    columns: [Float64Array; 3],
    p_value: Option<Float64Array>,
    warnings: Vec<(usize, Warning)>,
}

impl From<EstimateColumns> for ColumnTable {
    fn from(columns: EstimateColumns) -> Self {
        let EstimateColumns { method, estimand, unit, level, value, lower, upper, p_value, warnings, .. } = columns;
        Self {
            about: (method, estimand, unit, level),
            columns: [value, lower, upper].map(Float64Array::from),
            p_value: p_value.map(Float64Array::from),
            warnings,
        }
    }
}

impl ColumnTable {
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

    /// What all rows have in common: method, estimand, unit and level.
    #[must_use]
    pub fn about(&self) -> &(Method, Estimand, Unit, Level) {
        &self.about
    }

    /// Values, lower and upper bounds, not-a-number where absent.
    #[must_use]
    pub fn numbers(&self) -> [&[f64]; 3] {
        self.columns.each_ref().map(|column| &column.values()[..])
    }

    /// P-values, where the method gives any.
    #[must_use]
    pub fn p_values(&self) -> Option<&[f64]> {
        self.p_value.as_ref().map(|column| &column.values()[..])
    }

    /// What must be known of single rows, by row.
    #[must_use]
    pub fn warnings(&self) -> &[(usize, Warning)] {
        &self.warnings
    }

    /// One row as an estimate; `None` beyond the last.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<Estimate> {
        let numbers = self.numbers().map(|column| column.get(row).copied().into_iter().collect::<Vec<f64>>());
        let first = self.warnings.partition_point(|(at, _)| *at < row);
        let warnings = self.warnings[first..].iter().take_while(|(at, _)| *at == row);
        let warnings = warnings.map(|(_, warning)| (0, warning.clone())).collect();
        let p_value = self.p_values().map(|column| column.get(row).copied().into_iter().collect());
        EstimateColumns::from_parts(self.about.clone(), numbers, p_value, warnings)?.row(0)
    }
}

/// Whether two columns are the same bit for bit.
pub(crate) fn same(left: &[f64], right: &[f64]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.to_bits() == right.to_bits())
}

impl PartialEq for ColumnTable {
    fn eq(&self, other: &Self) -> bool {
        let same_p = match (self.p_values(), other.p_values()) {
            (Some(left), Some(right)) => same(left, right),
            (None, None) => true,
            _ => false,
        };
        let pairs = self.numbers().into_iter().zip(other.numbers()).all(|(left, right)| same(left, right));
        pairs && same_p && self.about == other.about && self.warnings == other.warnings
    }
}

/// The columns `value, lower, upper, p_value, warning`, with method, estimand, unit and level in the schema's metadata.
///
/// Absent is null and infinite is infinite. No number is copied. `warning` is null, or the codes of the row with a blank
/// between them.
///
/// # Errors
/// `H901` if the columns do not make a table.
pub fn columns_to_batch(table: &ColumnTable) -> Result<RecordBatch> {
    let len = table.len();
    let [value, lower, upper] = table.columns.each_ref().map(doubles);
    let p_value = table.p_value.as_ref().map_or_else(|| new_null_array(&DataType::Float64, len), doubles);
    let warning = codes(len, &table.warnings);
    let columns = [("value", value), ("lower", lower), ("upper", upper), ("p_value", p_value), ("warning", warning)];
    let (method, estimand, unit, level) = &table.about;
    let metadata = [
        ("helhed.method", method.id.to_string()),
        ("helhed.estimand", estimand.name().to_owned()),
        ("helhed.unit", unit.name()),
        ("helhed.level", level.get().to_string()),
    ];
    batch(columns, metadata)
}

/// Numbers as Arrow has them: absent is null.
pub(crate) fn doubles(column: &Float64Array) -> ArrayRef {
    let absent = column.values().iter().map(|number| usize::from(number.is_nan())).sum::<usize>();
    let present = (absent > 0).then(|| column.values().iter().map(|number| !number.is_nan()).collect());
    Arc::new(Float64Array::new(column.values().clone(), present))
}

/// A table of columns, with what all rows have in common.
pub(crate) fn batch<const K: usize, const M: usize>(
    columns: [(&str, ArrayRef); K],
    metadata: [(&str, String); M],
) -> Result<RecordBatch> {
    let fields: Vec<Field> =
        columns.iter().map(|(name, column)| Field::new(*name, column.data_type().clone(), true)).collect();
    let metadata: HashMap<String, String> = metadata.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
    let schema = Schema::new(fields).with_metadata(metadata);
    RecordBatch::try_new(Arc::new(schema), columns.into_iter().map(|(_, column)| column).collect())
        .map_err(|error| Fault::Bug { what: format!("no table of columns: {error}") }.into())
}

/// The codes of each row's warnings.
pub(crate) fn codes(len: usize, warnings: &[(usize, Warning)]) -> ArrayRef {
    if warnings.is_empty() {
        return new_null_array(&DataType::Utf8, len);
    }
    let mut codes = StringBuilder::with_capacity(len, 4 * warnings.len());
    let mut warnings = warnings.iter().peekable();
    for row in 0..len {
        let mut text = String::new();
        while let Some((_, warning)) = warnings.next_if(|(at, _)| *at == row) {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(warning.code());
        }
        codes.append_option((!text.is_empty()).then_some(text));
    }
    Arc::new(codes.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::cast::AsArray;
    use arrow_array::types::Float64Type;
    use arrow_array::{Int32Array, StringArray};
    use helhed::estimates::proportion;

    #[test]
    fn absent_is_null_and_no_number_is_copied() {
        let columns = proportion::columns("proportion/wilson", &[3.0, 0.0, f64::NAN], &[9.0, 0.0, 9.0], Level::P95);
        let columns = columns.expect("counts");
        let (address, upper) = (columns.value.as_ptr(), columns.upper[0]);
        let table = ColumnTable::from(columns);
        let batch = columns_to_batch(&table).expect("a table");
        let value = batch.column(0).as_primitive::<Float64Type>();
        assert_eq!(value.values().as_ptr(), address);
        assert_eq!(value.iter().map(|value| value.is_some()).collect::<Vec<_>>(), [true, false, false]);
        assert_eq!(batch.column(2).as_primitive::<Float64Type>().value(0), upper);
        let warnings: Vec<_> = batch.column(4).as_string::<i32>().iter().collect();
        assert_eq!(warnings, [None, Some("W301"), Some("W101")]);
        assert_eq!(batch.schema().metadata()["helhed.method"], "proportion/wilson");
        assert_eq!(table.row(1).expect("a row").warnings[0].code(), "W301");
        assert_eq!(table.row(3), None);
        assert_eq!(table, table.clone());
    }

    #[test]
    fn parts_of_any_type_of_number() {
        let doubles: ArrayRef = Arc::new(Float64Array::from(vec![1.0, 2.0]));
        let address = doubles.as_primitive::<Float64Type>().values().as_ptr();
        assert_eq!(Numbers::from_parts(std::slice::from_ref(&doubles)).expect("numbers").as_slice().as_ptr(), address);
        let whole: ArrayRef = Arc::new(Int32Array::from(vec![Some(3), None]));
        let both = Numbers::from_parts(&[doubles, whole]).expect("numbers");
        assert!(both.as_slice()[..3] == [1.0, 2.0, 3.0] && both.as_slice()[3].is_nan());
        let texts: ArrayRef = Arc::new(StringArray::from(vec!["1"]));
        assert_eq!(Numbers::from_parts(&[texts]).expect_err("texts").code(), "H102");
        assert!(Numbers::from_parts(&[]).expect("none").as_slice().is_empty());
    }
}
