//! Texts coded as differences: how many values a page says it holds, before memory is set aside for them.
//!
//! The reader of Parquet takes the number from the page's own data, which nothing else vouches for.

use std::sync::Arc;

use parquet::basic::Encoding;
use parquet::column::page::{Page, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::serialized_reader::SerializedPageReader;

use super::pages::Pages;

/// Whether the texts of a part of a column may be coded as differences.
pub(super) fn is_delta(column: &ColumnChunkMetaData) -> bool {
    column.encodings().any(|how| matches!(how, Encoding::DELTA_LENGTH_BYTE_ARRAY | Encoding::DELTA_BYTE_ARRAY))
}

/// Walks through the pages of a part of a column, and refuses one that says it holds more values than its header says.
///
/// # Errors
/// That, and what is wrong with its pages.
pub(super) fn check(pages: &Arc<Pages>, column: &ColumnChunkMetaData, rows: usize) -> Result<()> {
    let descriptor = column.column_descr();
    let levels = usize::from(descriptor.max_def_level() > 0) + usize::from(descriptor.max_rep_level() > 0);
    let mut reader = SerializedPageReader::new(pages.clone(), column, rows, None)?;
    while let Some(page) = reader.get_next_page()? {
        let (data, values) = match &page {
            Page::DataPage { buf, num_values, encoding, .. } if codes(*encoding) => (behind(buf, levels), *num_values),
            Page::DataPageV2 { buf, num_values, encoding, def_levels_byte_len, rep_levels_byte_len, .. }
                if codes(*encoding) =>
            {
                let start = def_levels_byte_len.saturating_add(*rep_levels_byte_len) as usize;
                (buf.get(start..), *num_values)
            }
            _ => continue,
        };
        // Behind the lengths, the texts with a common beginning have a second list of them.
        let both = data.and_then(Deltas::of).and_then(|first| match &page {
            _ if !is_shared(&page) => Some((first.values, 0)),
            _ => Some((first.values, Deltas::of(first.behind()?)?.values)),
        });
        if both.is_none_or(|(one, other)| one.max(other) > u64::from(values)) {
            return Err(ParquetError::General("the header of a page is broken".into()));
        }
    }
    Ok(())
}

fn codes(encoding: Encoding) -> bool {
    matches!(encoding, Encoding::DELTA_LENGTH_BYTE_ARRAY | Encoding::DELTA_BYTE_ARRAY)
}

/// The data behind so many runs of levels, each of which says how long it is.
fn behind(page: &[u8], levels: usize) -> Option<&[u8]> {
    let mut rest = page;
    for _ in 0..levels {
        let (length, after) = rest.split_first_chunk()?;
        rest = after.get(u32::from_le_bytes(*length) as usize..)?;
    }
    Some(rest)
}

/// Whether the texts of a page share their beginnings with those before them.
fn is_shared(page: &Page) -> bool {
    page.encoding() == Encoding::DELTA_BYTE_ARRAY
}

/// The beginning of whole numbers coded as differences.
#[derive(Debug)]
struct Deltas<'a> {
    /// Values in a block, and parts of a block.
    block: u64,
    parts: u64,
    /// Values in all.
    values: u64,
    rest: &'a [u8],
}

impl<'a> Deltas<'a> {
    /// Reads the beginning. A page without values may be empty.
    fn of(data: &'a [u8]) -> Option<Self> {
        if data.is_empty() {
            return Some(Self { block: 128, parts: 4, values: 0, rest: data });
        }
        let (block, rest) = number(data)?;
        let (parts, rest) = number(rest)?;
        let (values, rest) = number(rest)?;
        let (_, rest) = number(rest)?;
        (parts > 0 && block > 0).then_some(Self { block, parts, values, rest })
    }

    /// The data behind the numbers.
    fn behind(&self) -> Option<&'a [u8]> {
        let (mut left, mut rest) = (self.values.saturating_sub(1), self.rest);
        let each = self.block / self.parts;
        while left > 0 && each > 0 {
            let (_, after) = number(rest)?;
            let (widths, after) = after.split_at_checked(usize::try_from(self.parts).ok()?)?;
            rest = after;
            for width in widths {
                if left > 0 {
                    let bytes = u64::from(*width).checked_mul(each)? / 8;
                    rest = rest.get(usize::try_from(bytes).ok()?..)?;
                    left = left.saturating_sub(each);
                }
            }
        }
        (each > 0).then_some(rest)
    }
}

/// A number of seven bits a byte, and what is behind it.
fn number(data: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0;
    let mut rest = data;
    for shift in (0..70).step_by(7) {
        let (byte, after) = rest.split_first()?;
        rest = after;
        if shift < 63 {
            value |= u64::from(byte & 0x7f) << shift;
        }
        if byte & 0x80 == 0 {
            return Some((value, rest));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Deltas, behind};

    #[test]
    fn the_number_of_values_is_the_third_number() {
        let values = |data: &[u8]| Deltas::of(data).map(|deltas| deltas.values);
        assert_eq!(values(&[0x80, 1, 4, 3, 9]), Some(3));
        assert_eq!(values(&[0x80, 1, 4, 0xff, 0xff, 0xff, 0xff, 0x0f, 0]), Some(u64::from(u32::MAX)));
        assert_eq!((values(&[]), values(&[1, 2]), values(&[0xff; 40])), (Some(0), None, None));
    }

    #[test]
    fn the_second_list_is_behind_the_first() {
        // Three values: one block whose first part has two bits a value, the others none.
        let first = [0x80, 1, 4, 3, 0, 0, 2, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8];
        let data = [&first[..], &[9, 9]].concat();
        assert_eq!(Deltas::of(&data).and_then(|deltas| deltas.behind()), Some(&[9, 9][..]));
        assert!(Deltas::of(&first[..12]).and_then(|deltas| deltas.behind()).is_none());
    }

    #[test]
    fn levels_are_passed_by_their_lengths() {
        assert_eq!(behind(&[2, 0, 0, 0, 7, 7, 1], 1), Some(&[1][..]));
        assert_eq!(behind(&[0xff, 0xff, 0xff, 0x7f, 1], 1), None);
        assert_eq!(behind(&[1], 0), Some(&[1][..]));
    }
}
