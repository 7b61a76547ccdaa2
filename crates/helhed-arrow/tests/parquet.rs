//! Parquet files: the same bits as in memory, damaged files, writing that loses nothing.

#![allow(clippy::unwrap_used, reason = "a test that unwraps what is not there has failed")]

mod common;

use std::fs;
use std::path::Path;
use std::slice::from_ref;
use std::sync::Arc;

use arrow_array::{ArrayRef, DictionaryArray, Float64Array, Int64Array, RecordBatch, StringArray, types::Int8Type};
use common::{bits, cut, mixed, on, parquet, rows, spec, table, tallied, tallied_file};
use helhed::design::{Indicator, Measure};
use helhed::error::Spot;
use helhed_arrow::{Progress, Tally, cells_to_batch, read_cells, tally_parquet, write_parquet};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, GzipLevel};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use proptest::prelude::*;

/// Writes a file and compares its tally with that of the rows.
fn same_as_in_memory(batches: &[RecordBatch], group: usize, threads: &[usize]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.parquet");
    parquet(&path, batches, batches[0].schema(), group);
    let expected = bits(&tallied(batches, &spec()).unwrap());
    for threads in threads {
        assert_eq!(bits(&tallied_file(&path, &on(*threads, &spec())).unwrap()), expected, "{threads} threads");
    }
}

#[test]
fn one_huge_row_group_and_many_that_cross_the_blocks() {
    let batch = rows((1 << 20) + 4_321);
    same_as_in_memory(from_ref(&batch), usize::MAX, &[1, 2]);
    same_as_in_memory(&[batch], 300_007, &[1, 2]);
}

#[test]
fn tiny_row_groups() {
    same_as_in_memory(&[rows(2_000)], 1, &[1, 2]);
    same_as_in_memory(&[rows(20_000)], 7, &[2]);
}

#[test]
fn a_file_of_dictionaries_that_differ() {
    let with = |words: [&str; 2], rows: &RecordBatch| {
        let codes = (0..rows.num_rows()).map(|row| Some((row % 2) as i8)).collect();
        let area: ArrayRef =
            Arc::new(DictionaryArray::<Int8Type>::new(codes, Arc::new(StringArray::from(words.to_vec()))));
        let names = rows.schema().fields().iter().map(|field| field.name().clone()).collect::<Vec<_>>();
        let columns = [area].into_iter().chain(rows.columns()[1..].iter().cloned());
        RecordBatch::try_from_iter(names.into_iter().zip(columns)).unwrap()
    };
    same_as_in_memory(&[with(["a", "b"], &rows(50)), with(["b", "c"], &rows(70))], 20, &[1, 2]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn row_groups_do_not_change_a_bit(count in 1_usize..9_000, group in 1_usize..3_000, cuts in prop::collection::vec(any::<usize>(), 0..5)) {
        same_as_in_memory(&cut(&rows(count), &cuts), group, &[1, 2]);
    }
}

#[test]
fn the_observer_knows_the_number_of_rows_and_can_stop() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.parquet");
    parquet(&path, &[rows(500)], rows(0).schema(), 100);
    let mut seen = Vec::new();
    tally_parquet(&path, &spec(), |progress| {
        seen.push(progress);
        Ok(())
    })
    .unwrap();
    assert_eq!(seen.last(), Some(&Progress { rows: 500, of: Some(500) }));
    let stop = || helhed::error::Fault::Bug { what: "stop".into() }.into();
    assert_eq!(tally_parquet(&path, &spec(), |_| Err(stop())).unwrap_err(), stop());
}

fn refused(path: &Path, code: &str) {
    let error = tallied_file(path, &spec()).expect_err("refused");
    assert_eq!(error.code(), code, "{error}");
    assert_eq!(error.at().spots().first(), Some(&Spot::File(path.display().to_string())), "{error}");
}

#[test]
fn files_that_are_not_there_not_parquet_or_empty() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    refused(&file("none.parquet"), "H801");
    refused(folder.path(), "H801");
    fs::write(file("rows.csv"), "area,year\nA,2013\n").unwrap();
    refused(&file("rows.csv"), "H804");
    assert!(tallied_file(&file("rows.csv"), &spec()).unwrap_err().what().contains("`.csv`"));
    fs::write(file("short"), "PA").unwrap();
    refused(&file("short"), "H804");
    fs::write(file("text.parquet"), "area,year\nA,2013\n").unwrap();
    refused(&file("text.parquet"), "H802");
    fs::write(file("empty.parquet"), "").unwrap();
    refused(&file("empty.parquet"), "H802");
    parquet(&file("no_rows.parquet"), &[], rows(0).schema(), 9);
    refused(&file("no_rows.parquet"), "H103");
    parquet(&file("any_name.csv"), &[rows(9)], rows(0).schema(), 9);
    assert!(tallied_file(&file("any_name.csv"), &spec()).is_ok());
    let missing = helhed_arrow::Tally::new(common::indicators(), ["arae"]).unwrap();
    let error = tallied_file(&file("any_name.csv"), &missing).unwrap_err();
    assert_eq!((error.code(), error.at().spots().len()), ("H101", 2));
}

#[test]
fn a_cut_or_damaged_file_is_an_error_and_never_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.parquet");
    parquet(&path, &[rows(3_000)], rows(0).schema(), 1_000);
    let whole = fs::read(&path).unwrap();
    let right = bits(&tallied_file(&path, &spec()).unwrap());
    for index in 0..40 {
        fs::write(&path, &whole[..4 + (whole.len() - 5) * index / 40]).unwrap();
        refused(&path, "H802");
    }
    let mut refusals = 0;
    for index in 0..300 {
        let mut bytes = whole.clone();
        let at = 4 + mixed(index) as usize % (bytes.len() - 12);
        bytes[at] ^= 1 << (mixed(index + 9_999) % 8);
        fs::write(&path, &bytes).unwrap();
        match tallied_file(&path, &spec()) {
            Ok(cells) => assert_eq!(cells.ledger().rows_in(), 3_000),
            Err(error) => {
                assert_ne!(error.code(), "H901", "{error}");
                refusals += 1;
            }
        }
    }
    assert!(refusals > 0);
    fs::write(&path, &whole).unwrap();
    assert_eq!(bits(&tallied_file(&path, &spec()).unwrap()), right);
}

#[test]
fn writing_replaces_a_file_whole_and_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cells.parquet");
    let cells = |count| tallied(&[rows(count)], &spec()).unwrap();
    for count in [1_000, 10] {
        write_parquet(&cells_to_batch(&cells(count)).unwrap(), &path).unwrap();
        assert_eq!(bits(&read_cells(&path).unwrap()), bits(&cells(count)));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::write(folder.path().join("plain"), "").unwrap();
        let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode("cells.parquet"), mode("plain"));
    }
}

#[test]
fn a_write_that_fails_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let batch = cells_to_batch(&tallied(&[rows(10)], &spec()).unwrap()).unwrap();
    let error = write_parquet(&batch, folder.path().join("nowhere/cells.parquet")).unwrap_err();
    assert_eq!(error.code(), "H803");
    // A folder of that name cannot be replaced by a file: the rename fails after all was written.
    let taken = folder.path().join("taken");
    fs::create_dir(&taken).unwrap();
    fs::write(taken.join("old"), "old").unwrap();
    let error = write_parquet(&batch, &taken).unwrap_err();
    assert_eq!((error.code(), error.at().spots()), ("H803", &[Spot::File(taken.display().to_string())][..]));
    assert_eq!(fs::read_to_string(taken.join("old")).unwrap(), "old");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "the temporary file is gone");
}

/// A file whose rows are counted in more than one block must be read from its middle, with and without an index of pages.
#[test]
fn rows_behind_the_first_block_are_found_with_and_without_an_index_of_pages() {
    let count = (1 << 20) + 3_000;
    let codes = Int64Array::from_iter_values((0..count).map(|row| row % 5));
    let amounts: Float64Array = (0..count).map(|row| (row % 11 != 0).then_some(((row * 7919) % 1000) as f64)).collect();
    let texts: StringArray = (0..count).map(|row| Some(["nord", "syd", "øst"][(row % 3) as usize])).collect();
    let batch =
        table([("code", Arc::new(codes) as ArrayRef), ("amount", Arc::new(amounts)), ("side", Arc::new(texts))]);
    let income = Indicator::new("income", Measure::Mean { value: "amount".into() }).unwrap();
    let spec = Tally::new([income], ["side", "code"]).unwrap();
    let expected = bits(&tallied(std::slice::from_ref(&batch), &spec).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("register.parquet");
    let packings = [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::GZIP(GzipLevel::default())];
    for ((packing, indexed), group) in
        packings.into_iter().zip([false, true, false]).zip([2_000_000, 400_000, 1_048_576])
    {
        let properties = WriterProperties::builder()
            .set_compression(packing)
            .set_max_row_group_row_count(Some(group))
            .set_data_page_row_count_limit(20_000)
            .set_offset_index_disabled(!indexed)
            .set_statistics_enabled(if indexed { EnabledStatistics::Page } else { EnabledStatistics::None })
            .build();
        let file = std::fs::File::create(&path).unwrap();
        let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        assert_eq!(bits(&tallied_file(&path, &spec).unwrap()), expected, "{packing:?} {indexed} {group}");
    }
}
