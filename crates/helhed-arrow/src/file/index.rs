//! The index of pages that a Parquet file may have: believed where it can be true.

use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::ChunkReader;

use super::opening::extent;
use super::pages::Pages;
use super::thrift::{Kind, Walk};

/// Whether the bytes of every index of pages are one: its lists are as long as they say.
pub(super) fn index_is_true(metadata: &ParquetMetaData, pages: &Pages) -> bool {
    let columns = metadata.row_groups().iter().flat_map(|group| group.columns());
    columns.filter_map(|column| column.offset_index_range()).all(|range| {
        let length = usize::try_from(range.end.saturating_sub(range.start)).unwrap_or(usize::MAX);
        let bytes = pages.get_bytes(range.start, length);
        bytes.is_ok_and(|bytes| Walk::new(&bytes).skip(Kind::Struct).is_ok())
    })
}

/// Whether the pages of the index lie in their columns, one after the other, and begin with rows that are there.
pub(super) fn index_fits(metadata: &ParquetMetaData) -> bool {
    metadata.row_groups().iter().enumerate().all(|(index, group)| {
        group.columns().iter().enumerate().all(|(place, column)| {
            let group_index = metadata.page_index_for_row_group(index);
            let Some(pages) = group_index.page_locations(place) else { return true };
            let Some((start, end)) = extent(column) else { return false };
            let (mut row, mut at) = (0, start.cast_signed());
            let first = pages.first().is_none_or(|page| page.first_row_index == 0);
            first
                && pages.iter().enumerate().all(|(number, page)| {
                    let fits = page.offset >= at
                        && page.compressed_page_size >= 0
                        && (page.first_row_index > row || number == 0)
                        && page.first_row_index < group.num_rows().max(1);
                    (row, at) = (page.first_row_index, page.offset.saturating_add(page.compressed_page_size.into()));
                    fits && at <= end.cast_signed()
                })
        })
    })
}
