//! One schema for the files of a folder: columns by their names, types as wide as they must be.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use helhed::error::{Error, FileFault, Result, Spot};
use helhed::records::{Doubt, Notice};
use unicode_normalization::UnicodeNormalization;

use super::Opened;
use crate::read::typed::said;

/// Notices about one column at most: a thousand files without it are one fact.
const NOTICES: usize = 5;

/// The columns of all files, in the order in which they are met first.
///
/// # Errors
/// `H832` if a column has types in two files that do not fit together.
pub(super) fn union(parts: &[Opened]) -> Result<SchemaRef> {
    let mut fields: Vec<(Arc<Field>, usize)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (index, part) in parts.iter().enumerate() {
        for field in part.schema.fields() {
            match places.get(field.name()).and_then(|place| fields.get_mut(*place)) {
                None => {
                    places.insert(field.name().clone(), fields.len());
                    fields.push((field.clone(), index));
                }
                Some((wide, first)) => {
                    let joined = join(wide.data_type(), field.data_type());
                    let joined = joined.ok_or_else(|| differ(field, wide, part, parts.get(*first)))?;
                    let nullable = wide.is_nullable() || field.is_nullable();
                    // The file that made the type what it is, is the one to name.
                    if joined != *wide.data_type() {
                        *first = index;
                    }
                    *wide = Arc::new(wide.as_ref().clone().with_data_type(joined).with_nullable(nullable));
                }
            }
        }
    }
    let lacking = |field: &Arc<Field>| parts.iter().any(|part| part.schema.column_with_name(field.name()).is_none());
    let field = |(field, _): (Arc<Field>, usize)| {
        let nullable = field.is_nullable() || lacking(&field);
        Arc::new(field.as_ref().clone().with_nullable(nullable))
    };
    let metadata = parts.first().map(|part| part.schema.metadata().clone()).unwrap_or_default();
    Ok(Arc::new(Schema::new(fields.into_iter().map(field).collect::<Vec<_>>()).with_metadata(metadata)))
}

fn differ(field: &Field, wide: &Field, part: &Opened, other: Option<&Opened>) -> Error {
    let file = other.map(Opened::name).unwrap_or_default();
    let fault = FileFault::TypesDiffer { found: said(field.data_type()), other: said(wide.data_type()), file };
    Error::from(fault).within(Spot::Column(field.name().clone())).within(part.source.spot())
}

/// The type that holds the values of both; none if there is none that means the same.
pub(super) fn join(one: &DataType, other: &DataType) -> Option<DataType> {
    use DataType::{Date32, Date64, Dictionary, Float64, LargeUtf8, Null, Timestamp, Utf8};
    if one == other {
        return Some(one.clone());
    }
    let is_text = |data_type: &DataType| matches!(data_type, Utf8 | LargeUtf8);
    Some(match (one, other) {
        (Null, some) | (some, Null) => some.clone(),
        (Dictionary(_, one), Dictionary(_, other)) => {
            Dictionary(Box::new(DataType::Int32), Box::new(join(one, other)?))
        }
        (Dictionary(_, values), plain) | (plain, Dictionary(_, values)) => join(values, plain)?,
        (one, other) if is_text(one) && is_text(other) => LargeUtf8,
        (DataType::Binary | DataType::LargeBinary, DataType::Binary | DataType::LargeBinary) => DataType::LargeBinary,
        (Date32 | Date64, Date32 | Date64) => Date64,
        (Timestamp(one, zone), Timestamp(other, other_zone)) => {
            let zone = match (zone, other_zone) {
                (None, None) => None,
                (Some(zone), Some(other)) if zone == other => Some(zone.clone()),
                // The same moments, told by clocks of two places.
                (Some(_), Some(_)) => Some("UTC".into()),
                _ => return None,
            };
            Timestamp(finer(*one, *other), zone)
        }
        (one, other) if one.is_integer() && other.is_integer() => whole(one, other)?,
        (one, other) if one.is_floating() && other.is_floating() => widest(one, other),
        (one, other) if is_number(one) && is_number(other) => {
            if one.is_floating() || other.is_floating() {
                Float64
            } else {
                decimal(one, other)?
            }
        }
        _ => return None,
    })
}

fn is_number(data_type: &DataType) -> bool {
    data_type.is_integer() || data_type.is_floating() || digits(data_type).is_some()
}

fn finer(one: TimeUnit, other: TimeUnit) -> TimeUnit {
    [TimeUnit::Nanosecond, TimeUnit::Microsecond, TimeUnit::Millisecond]
        .into_iter()
        .find(|unit| *unit == one || *unit == other)
        .unwrap_or(TimeUnit::Second)
}

fn widest(one: &DataType, other: &DataType) -> DataType {
    if one.primitive_width() >= other.primitive_width() { one.clone() } else { other.clone() }
}

/// The type of whole numbers that holds both.
fn whole(one: &DataType, other: &DataType) -> Option<DataType> {
    use DataType::{Int16, Int32, Int64};
    if one.is_signed_integer() == other.is_signed_integer() {
        return Some(widest(one, other));
    }
    let (signed, unsigned) = if one.is_signed_integer() { (one, other) } else { (other, one) };
    let least = match unsigned.primitive_width()? {
        1 => Int16,
        2 => Int32,
        4 => Int64,
        _ => return None,
    };
    Some(widest(signed, &least))
}

/// Digits before and behind the decimal mark.
fn digits(data_type: &DataType) -> Option<(i16, i16)> {
    match data_type {
        DataType::Decimal32(digits, scale)
        | DataType::Decimal64(digits, scale)
        | DataType::Decimal128(digits, scale)
        | DataType::Decimal256(digits, scale) => Some((i16::from(*digits) - i16::from(*scale), i16::from(*scale))),
        integer if integer.is_integer() => Some((if integer.primitive_width()? == 8 { 20 } else { 10 }, 0)),
        _ => None,
    }
}

/// The decimal type that holds both.
fn decimal(one: &DataType, other: &DataType) -> Option<DataType> {
    let ((before, behind), (other_before, other_behind)) = (digits(one)?, digits(other)?);
    let (before, behind) = (before.max(other_before), behind.max(other_behind));
    let all = u8::try_from(before + behind).ok()?;
    let scale = i8::try_from(behind).ok()?;
    match all {
        0..=38 => Some(DataType::Decimal128(all, scale)),
        39..=76 => Some(DataType::Decimal256(all, scale)),
        _ => None,
    }
}

/// What a person should know: columns that a file lacks, whole numbers beside decimals, names that are almost the same.
pub(super) fn notices(parts: &[Opened], schema: &Schema, partitions: &[String]) -> Vec<Notice> {
    let mut notices = Vec::new();
    for field in schema.fields() {
        let at = |part: &Opened| {
            helhed::error::Place::default().and(part.source.spot()).and(Spot::Column(field.name().clone()))
        };
        let lacks = |part: &&Opened| part.source.rows() > 0 && part.schema.column_with_name(field.name()).is_none();
        let lacking: Vec<&Opened> = parts.iter().filter(lacks).collect();
        if !partitions.contains(field.name()) {
            for (index, part) in lacking.iter().take(NOTICES).enumerate() {
                let more = if index + 1 == NOTICES { lacking.len() - NOTICES } else { 0 };
                let doubt = Doubt::ColumnNotInFile { rows: part.source.rows(), more_files: more as u64 };
                notices.push(Notice::new(doubt, at(part)));
            }
        }
        let widened = parts.iter().find_map(|part| {
            let (_, own) = part.schema.column_with_name(field.name())?;
            is_told(own.data_type(), field.data_type()).then_some((part, own))
        });
        if let Some((part, own)) = widened {
            let (found, read_as) = (said(own.data_type()), said(field.data_type()));
            notices.push(Notice::new(Doubt::TypeWidened { found, read_as }, at(part)));
        }
        if let Some((part, other, file)) = almost_same(field.name(), parts) {
            notices.push(Notice::new(Doubt::NameAlmostSame { other, file }, at(part)));
        }
    }
    notices
}

/// Whether a person should know that a type became another.
fn is_told(own: &DataType, read_as: &DataType) -> bool {
    let zone = |data_type: &DataType| match data_type {
        DataType::Timestamp(_, zone) => zone.clone(),
        _ => None,
    };
    (read_as.is_floating() && !own.is_floating() && *own != DataType::Null) || zone(own) != zone(read_as)
}

/// A file that has the column, and one that came before and has one of almost the same name instead.
fn almost_same<'a>(name: &str, parts: &'a [Opened]) -> Option<(&'a Opened, String, String)> {
    let has = |part: &&Opened| part.schema.column_with_name(name).is_some();
    let index = parts.iter().position(|part| has(&part))?;
    let folded = folded(name);
    parts[..index].iter().filter(|part| !has(part)).find_map(|other| {
        let mut names = other.schema.fields().iter().map(|field| field.name());
        let almost = names.find(|one| *one != name && self::folded(one) == folded)?;
        Some((&parts[index], almost.clone(), other.name()))
    })
}

/// A name without case, spaces and the ways to compose a letter.
fn folded(name: &str) -> String {
    let letters = name.nfc().flat_map(char::to_lowercase);
    letters.filter(|letter| !letter.is_whitespace() && !matches!(letter, '_' | '-' | '\u{feff}')).collect()
}
