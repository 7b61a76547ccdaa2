//! The least and the greatest value of a part of a column, where its statistics can be believed.
//!
//! Statistics may be absent, cut short, or in an order of their own: they are used only where the format says what order
//! they are in, and never to say that a value is there, only that it cannot be.

use std::ops::Range;

use arrow_schema::DataType;
use parquet::basic::{ColumnOrder, SortOrder};
use parquet::file::metadata::ParquetMetaData;
use parquet::file::statistics::Statistics;

use super::Source;

/// Bounds of the values that are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Extremes {
    /// Of whole numbers, of dates as days since 1970, and of false (0) and true (1).
    Whole(i128, i128),
    /// Of texts by their bytes. A bound may be cut short, and is one nevertheless.
    Text(Vec<u8>, Vec<u8>),
}

impl Source {
    /// The rows of each row group, counted from the first of the file.
    pub(crate) fn groups(&self) -> Vec<Range<u64>> {
        let mut first = 0;
        let of = |group: &parquet::file::metadata::RowGroupMetaData| {
            let rows = first..first + group.num_rows().unsigned_abs();
            first = rows.end;
            rows
        };
        self.footer().row_groups().iter().map(of).collect()
    }

    /// Bounds of a column in a row group; nothing where they are not known for sure.
    pub(crate) fn extremes(&self, group: usize, column: &str) -> Option<Extremes> {
        let footer = self.footer();
        let descriptor = footer.file_metadata().schema_descr();
        let mut leaves =
            (0..descriptor.num_columns()).filter(|leaf| descriptor.get_column_root(*leaf).name() == column);
        let (leaf, None) = (leaves.next()?, leaves.next()) else { return None };
        let kind = self.field_type(column)?;
        let part = footer.row_groups().get(group)?.columns().get(leaf)?;
        let flat = part.column_descr().max_rep_level() == 0 && part.column_descr().path().parts().len() == 1;
        let statistics = part.statistics().filter(|_| flat)?;
        bounds(statistics, &kind, order(footer, leaf))
    }
}

/// The order that the bounds are in. Old ones (`min` and `max`) are in that of numbers with a sign.
fn order(footer: &ParquetMetaData, leaf: usize) -> Option<SortOrder> {
    match footer.file_metadata().column_orders()?.get(leaf)? {
        ColumnOrder::TYPE_DEFINED_ORDER(order) => Some(*order),
        _ => None,
    }
}

/// Bounds in the order of the values: `kind` is what the values are read as.
fn bounds(statistics: &Statistics, kind: &DataType, order: Option<SortOrder>) -> Option<Extremes> {
    let signed = order.is_none_or(|order| order == SortOrder::SIGNED);
    let unsigned = order == Some(SortOrder::UNSIGNED) && !statistics.is_min_max_deprecated();
    let (low, high) = match (kind, statistics) {
        (DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::Date32, Statistics::Int32(found)) if signed => {
            (i128::from(*found.min_opt()?), i128::from(*found.max_opt()?))
        }
        (DataType::Int64, Statistics::Int64(found)) if signed => {
            (i128::from(*found.min_opt()?), i128::from(*found.max_opt()?))
        }
        (DataType::UInt8 | DataType::UInt16 | DataType::UInt32, Statistics::Int32(found)) if unsigned => {
            (i128::from(found.min_opt()?.cast_unsigned()), i128::from(found.max_opt()?.cast_unsigned()))
        }
        (DataType::UInt64, Statistics::Int64(found)) if unsigned => {
            (i128::from(found.min_opt()?.cast_unsigned()), i128::from(found.max_opt()?.cast_unsigned()))
        }
        (DataType::Boolean, Statistics::Boolean(found)) => {
            (i128::from(u8::from(*found.min_opt()?)), i128::from(u8::from(*found.max_opt()?)))
        }
        (kind, Statistics::ByteArray(found)) if unsigned && is_text(kind) => {
            let (low, high) = (found.min_opt()?.data(), found.max_opt()?.data());
            return (low <= high).then(|| Extremes::Text(low.to_vec(), high.to_vec()));
        }
        _ => return None,
    };
    // Bounds that are crossed are no bounds.
    (low <= high).then_some(Extremes::Whole(low, high))
}

fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_text(values),
        kind => matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::data_type::ByteArray;

    #[test]
    fn only_in_the_order_of_the_values() {
        let (signed, unsigned) = (Some(SortOrder::SIGNED), Some(SortOrder::UNSIGNED));
        let numbers = |old| Statistics::int32(Some(-1), Some(7), None, Some(0), old);
        assert_eq!(bounds(&numbers(false), &DataType::Int16, signed), Some(Extremes::Whole(-1, 7)));
        assert_eq!(bounds(&numbers(true), &DataType::Int32, None), Some(Extremes::Whole(-1, 7)));
        assert_eq!(bounds(&numbers(false), &DataType::UInt32, signed), None);
        assert_eq!(bounds(&numbers(false), &DataType::Int32, unsigned), None);
        // In the order of unsigned numbers -1 is the greatest there is: crossed.
        assert_eq!(bounds(&numbers(false), &DataType::UInt32, unsigned), None);
        let large = Statistics::int32(Some(7), Some(-1), None, None, false);
        assert_eq!(bounds(&large, &DataType::UInt32, unsigned), Some(Extremes::Whole(7, i128::from(u32::MAX))));
        assert_eq!(bounds(&large, &DataType::Int32, signed), None);
        let text =
            |old| Statistics::byte_array(Some(ByteArray::from("A")), Some(ByteArray::from("Å")), None, None, old);
        let found = Some(Extremes::Text(b"A".to_vec(), "Å".as_bytes().to_vec()));
        assert_eq!(bounds(&text(false), &DataType::Utf8View, unsigned), found);
        // Old writers compared the bytes of texts as numbers with a sign.
        assert_eq!(bounds(&text(true), &DataType::Utf8, unsigned), None);
        assert_eq!(bounds(&text(false), &DataType::Utf8, None), None);
        let none = Statistics::int64(None, Some(9), None, Some(0), false);
        assert_eq!(bounds(&none, &DataType::Int64, signed), None);
        assert_eq!(
            bounds(&Statistics::boolean(Some(false), Some(false), None, None, false), &DataType::Boolean, None),
            Some(Extremes::Whole(0, 0))
        );
        assert_eq!(
            bounds(&Statistics::double(Some(0.0), Some(1.0), None, None, false), &DataType::Float64, signed),
            None
        );
    }
}
