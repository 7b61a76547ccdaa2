//! Columns that come with types: what their report says, and the plain form of packed ones.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_cast::{CastOptions, cast_with_options};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use helhed::error::{Fault, FileFault, Place, Result, Spot};
use helhed::records::{Doubt, Notice};

use super::budget::Budget;
use super::{Ask, ColumnReading, ColumnType};
use crate::recognise::{ColumnAsk, Evidence, decide};

/// Rows of a text column that are looked at for numbers.
const LOOKED_AT: usize = 4096;

/// Metadata of a field in which a reader outside this crate says how it read the column, and how many of its values the
/// file declares as missing.
const HOW: &str = "helhed.how";
const USER_MISSING: &str = "helhed.user_missing";

/// What is said of typed columns.
pub(crate) fn columns(schema: &Schema, batches: &[RecordBatch]) -> Vec<ColumnReading> {
    let reading = |(index, field): (usize, &Arc<Field>)| ColumnReading {
        name: field.name().clone(),
        kind: column_type(field.data_type()),
        how: field.metadata().get(HOW).cloned().unwrap_or_else(|| said(field.data_type())),
        nulls: batches.iter().filter_map(|batch| batch.columns().get(index)).map(nulls).sum(),
        suppressed: 0,
        user_missing: field.metadata().get(USER_MISSING).and_then(|count| count.parse().ok()).unwrap_or(0),
    };
    schema.fields().iter().enumerate().map(reading).collect()
}

/// Rows without a value: in a dictionary, those that point at a missing one, too.
fn nulls(array: &ArrayRef) -> u64 {
    array.logical_null_count() as u64
}

/// The type of a column of an Arrow type.
pub(super) fn column_type(data_type: &DataType) -> ColumnType {
    match data_type {
        DataType::Boolean => ColumnType::Boolean,
        DataType::Date32 | DataType::Date64 => ColumnType::Date,
        DataType::Timestamp(_, _) => ColumnType::Datetime,
        DataType::Float16 | DataType::Float32 | DataType::Float64 => ColumnType::Float,
        DataType::Decimal32(_, _)
        | DataType::Decimal64(_, _)
        | DataType::Decimal128(_, _)
        | DataType::Decimal256(_, _) => ColumnType::Float,
        other if other.is_integer() => ColumnType::Integer,
        DataType::Dictionary(_, values) => column_type(values),
        DataType::RunEndEncoded(_, values) => column_type(values.data_type()),
        _ => ColumnType::Text,
    }
}

/// An Arrow type as people know it from pandas, Arrow and SQL.
pub(crate) fn said(data_type: &DataType) -> String {
    let unit = |unit: &TimeUnit| match unit {
        TimeUnit::Second => "s",
        TimeUnit::Millisecond => "ms",
        TimeUnit::Microsecond => "us",
        TimeUnit::Nanosecond => "ns",
    };
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => "string".into(),
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => "bytes".into(),
        DataType::FixedSizeBinary(16) => "16 bytes, as of a UUID".into(),
        DataType::FixedSizeBinary(length) => format!("{length} bytes"),
        DataType::Boolean => "true/false".into(),
        DataType::Null => "nothing but missing values".into(),
        DataType::Float16 => "float16".into(),
        DataType::Float32 => "float32".into(),
        DataType::Float64 => "float64".into(),
        DataType::Date32 | DataType::Date64 => "date".into(),
        DataType::Timestamp(every, None) => format!("timestamp[{}] without a time zone", unit(every)),
        DataType::Timestamp(every, Some(zone)) => format!("timestamp[{}] of the time zone {zone}", unit(every)),
        DataType::Time32(every) | DataType::Time64(every) => format!("time of day[{}]", unit(every)),
        DataType::Duration(every) => format!("duration[{}]", unit(every)),
        DataType::Interval(_) => "interval".into(),
        DataType::Decimal32(digits, scale)
        | DataType::Decimal64(digits, scale)
        | DataType::Decimal128(digits, scale)
        | DataType::Decimal256(digits, scale) => format!("decimal({digits}, {scale})"),
        DataType::List(_)
        | DataType::LargeList(_)
        | DataType::ListView(_)
        | DataType::LargeListView(_)
        | DataType::FixedSizeList(_, _) => "list".into(),
        DataType::Struct(_) => "structure".into(),
        DataType::Map(_, _) => "map".into(),
        DataType::Union(_, _) => "values of several types".into(),
        DataType::Dictionary(_, values) => format!("{}, as a dictionary", said(values)),
        DataType::RunEndEncoded(_, values) => said(values.data_type()),
        integer => integer.to_string().to_lowercase(),
    }
}

/// The type that a packed column is kept as: runs become rows, views become texts.
fn plain_type(data_type: &DataType) -> DataType {
    match data_type {
        DataType::Utf8View => DataType::Utf8,
        DataType::BinaryView => DataType::Binary,
        DataType::RunEndEncoded(_, values) => plain_type(values.data_type()),
        DataType::Dictionary(keys, values) if **values == DataType::Utf8View => {
            DataType::Dictionary(keys.clone(), Box::new(DataType::Utf8))
        }
        other => other.clone(),
    }
}

/// The schema with packed columns in plain form.
pub(super) fn plain_schema(schema: &SchemaRef) -> SchemaRef {
    if schema.fields().iter().all(|field| plain_type(field.data_type()) == *field.data_type()) {
        return schema.clone();
    }
    let plain = |field: &Arc<Field>| match plain_type(field.data_type()) {
        same if same == *field.data_type() => field.clone(),
        other => Arc::new(field.as_ref().clone().with_data_type(other).with_nullable(true)),
    };
    let fields: Vec<Arc<Field>> = schema.fields().iter().map(plain).collect();
    Arc::new(Schema::new(fields).with_metadata(schema.metadata().clone()))
}

/// The batch in the types of a plain schema.
///
/// # Errors
/// `H835` if runs make too many rows, `H830` if a column cannot be unpacked.
pub(super) fn plain(batch: &RecordBatch, schema: &SchemaRef, budget: &mut Budget) -> Result<RecordBatch> {
    let columns = batch.columns().iter().zip(schema.fields()).map(|(array, field)| {
        if array.data_type() == field.data_type() {
            return Ok(array.clone());
        }
        budget.clone().spend(unpacked(array))?;
        cast(array, field.data_type()).ok_or_else(|| broken(field.name()))
    });
    table(schema, columns.collect::<Result<_>>()?, batch.num_rows())
}

/// A table that another program has read, in plain form.
///
/// # Errors
/// Those of [`plain`].
pub(super) fn taken(schema: &SchemaRef, batches: &[RecordBatch]) -> Result<(SchemaRef, Vec<RecordBatch>)> {
    let plain = plain_schema(schema);
    let held = batches.iter().map(|batch| batch.get_array_memory_size() as u64).sum();
    let batches = batches.iter().map(|batch| self::plain(batch, &plain, &mut Budget::of(held)));
    let batches = batches.collect::<Result<_>>()?;
    Ok((plain, batches))
}

/// The array as another type; none if a value does not fit it.
pub(super) fn cast(array: &ArrayRef, to: &DataType) -> Option<ArrayRef> {
    let options = CastOptions { safe: false, ..CastOptions::default() };
    crate::file::quietly(|| cast_with_options(array, to, &options).ok()).flatten()
}

/// A batch of columns.
///
/// # Errors
/// `H802` if they do not fit the schema.
pub(super) fn table(schema: &SchemaRef, columns: Vec<ArrayRef>, rows: usize) -> Result<RecordBatch> {
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    RecordBatch::try_new_with_options(schema.clone(), columns, &options)
        .map_err(|_| Fault::Damaged { reason: "its columns do not fit together".into() }.into())
}

/// Bytes that a packed column takes in plain form, at most.
fn unpacked(array: &ArrayRef) -> u64 {
    let longest = |values: &ArrayRef| match values.data_type() {
        DataType::Utf8 => values.as_string::<i32>().iter().flatten().map(str::len).max(),
        DataType::LargeUtf8 => values.as_string::<i64>().iter().flatten().map(str::len).max(),
        DataType::Utf8View => values.as_string_view().iter().flatten().map(str::len).max(),
        _ => None,
    };
    let values = match array.data_type() {
        DataType::RunEndEncoded(_, _) => {
            array.to_data().child_data().get(1).map(|data| arrow_array::make_array(data.clone()))
        }
        DataType::Utf8View | DataType::BinaryView => return text_bytes(array) + 4 * array.len() as u64,
        _ => None,
    };
    let each = values.as_ref().and_then(longest).unwrap_or(0) as u64 + 16;
    (array.len() as u64).saturating_mul(each)
}

/// Bytes that a column of views takes as texts; nothing for other columns.
pub(super) fn text_bytes(array: &ArrayRef) -> u64 {
    match array.data_type() {
        DataType::Utf8View => array.as_string_view().lengths().map(u64::from).sum(),
        DataType::BinaryView => array.as_binary_view().lengths().map(u64::from).sum(),
        _ => 0,
    }
}

/// The error for a column that cannot be unpacked.
fn broken(column: &str) -> helhed::Error {
    let fault = FileFault::ColumnBroken { reason: "its values cannot be unpacked".into() };
    helhed::Error::new(fault.into(), Place::column(column))
}

/// Columns of texts that hold nothing but numbers with decimals or thousands: somebody wrote numbers as texts.
pub(super) fn numbers_as_text(schema: &Schema, batches: &[RecordBatch], ask: &Ask, file: &Spot) -> Vec<Notice> {
    let Some(batch) = batches.iter().find(|batch| batch.num_rows() > 0) else { return Vec::new() };
    let said = |(field, array): (&Arc<Field>, &ArrayRef)| {
        if *field.data_type() != DataType::Utf8 || ask.types.contains_key(field.name()) {
            return None;
        }
        let texts = array.as_string_opt::<i32>()?;
        let mut evidence = Evidence::default();
        let looked_at = || texts.iter().take(LOOKED_AT).flatten();
        looked_at().for_each(|text| evidence.note(text));
        let verdict = decide(&evidence, &ColumnAsk::of(field.name(), &Ask::default())).ok()?;
        let example = looked_at().find(|text| text.contains([',', '.']))?;
        (verdict.kind == ColumnType::Float).then(|| {
            let place = Place::default().and(file.clone()).and(Spot::Column(field.name().clone()));
            Notice::new(Doubt::NumbersKeptAsText { example: example.to_owned() }, place)
        })
    };
    schema.fields().iter().zip(batch.columns()).filter_map(said).collect()
}
