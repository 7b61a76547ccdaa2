//! Columns that come with types: what their report says.

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Schema};

use super::{ColumnReading, ColumnType};

/// What is said of typed columns.
pub(crate) fn columns(schema: &Schema, batches: &[RecordBatch]) -> Vec<ColumnReading> {
    let reading = |(index, field): (usize, &std::sync::Arc<arrow_schema::Field>)| ColumnReading {
        name: field.name().clone(),
        kind: column_type(field.data_type()),
        how: field.data_type().to_string(),
        nulls: batches.iter().map(|batch| batch.column(index).null_count() as u64).sum(),
        suppressed: 0,
    };
    schema.fields().iter().enumerate().map(reading).collect()
}

/// The type of a column of an Arrow type.
fn column_type(data_type: &DataType) -> ColumnType {
    match data_type {
        DataType::Boolean => ColumnType::Boolean,
        DataType::Date32 | DataType::Date64 => ColumnType::Date,
        DataType::Timestamp(_, _) => ColumnType::Datetime,
        DataType::Float16 | DataType::Float32 | DataType::Float64 => ColumnType::Float,
        other if other.is_integer() => ColumnType::Integer,
        DataType::Dictionary(_, values) => column_type(values),
        _ => ColumnType::Text,
    }
}
