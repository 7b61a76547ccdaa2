//! What is read does not depend on how a file is cut, nor on how many threads read it; and it is what the csv crate
//! reads, where both read.

use std::io::Write;
use std::path::Path;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use helhed::error::{Error, Fault, Place, Result};
use proptest::prelude::*;

use super::blocks::Sizes;
use super::cut::Marks;
use super::split::split;
use super::{read_in, scan};
use crate::read::{Ask, ColumnReading, LeftOut};

const MARKS: Marks = Marks { delimiter: b';', quote: b'"', line_end: b'\n' };

fn sizes(block: usize, threads: usize) -> Sizes {
    Sizes { head: 1 << 18, block, tail: 24, threads }
}

/// A file of this text.
fn file(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(text.as_bytes()).expect("room for a test");
    file
}

/// All that is said of a file: its rows as one batch, its columns, the lines left out, and the place of every row.
type Said = Result<(RecordBatch, Vec<ColumnReading>, Vec<LeftOut>, Vec<Place>)>;

fn whole(schema: &SchemaRef, batches: &[RecordBatch]) -> RecordBatch {
    arrow_select::concat::concat_batches(schema, batches).expect("batches of one schema")
}

fn said(path: &Path, sizes: Sizes) -> Said {
    let draft = read_in(path, &Ask::default(), sizes, &mut |_| Ok(()))?;
    let batch = whole(&draft.schema, &draft.batches);
    let places = (0..=batch.num_rows() as u64).map(|row| draft.locator.place(Some(row), None)).collect();
    Ok((batch, draft.columns, draft.left_out, places))
}

/// What the fields of a text are, line by line.
fn rows(text: &str, width: usize) -> std::result::Result<Vec<Vec<String>>, &'static str> {
    // No text is named like this, so none repeats the header.
    let names = vec!["\u{1}".to_owned(); width];
    let layout = super::layout::Layout::plain(MARKS, names);
    let fields = split(text.as_bytes().to_vec(), &layout);
    if let Some(broken) = fields.broken {
        return Err(broken.fault.code());
    }
    let columns: Vec<Vec<&str>> = (0..width).map(|column| fields.cells().column(column).collect()).collect();
    Ok((0..fields.rows).map(|row| columns.iter().map(|column| column[row].to_owned()).collect()).collect())
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof!["[a;\"\nå\r 1]{0,6}", "[0-9]{1,4}", "[0-9]{1,3},[0-9]", Just(String::new()), "[æøå€𝄞]{1,3}",]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_the_csv_crate_writes_is_read_as_it_was(
        table in prop::collection::vec(prop::collection::vec(cell(), 3), 0..12),
        always in any::<bool>(),
        carriage_return in any::<bool>(),
    ) {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(b';')
            .quote_style(if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
            .terminator(if carriage_return { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .from_writer(Vec::new());
        for row in &table {
            writer.write_record(row).expect("a record");
        }
        let text = String::from_utf8(writer.into_inner().expect("the text")).expect("text");
        // Marks and nothing else are how a spreadsheet writes an empty row: it is counted as a blank line. Empty texts in
        // quotes are a row.
        let is_row = |row: &Vec<String>| always || row.iter().any(|cell| !cell.is_empty());
        let blank = table.iter().filter(|row| !is_row(row)).count() as u64;
        let layout = super::layout::Layout::plain(MARKS, vec!["\u{1}".to_owned(); 3]);
        let blanks = split(text.clone().into_bytes(), &layout).blanks;
        prop_assert_eq!(blanks.iter().map(|(first, last)| last - first + 1).sum::<u64>(), blank);
        prop_assert_eq!(rows(&text, 3), Ok(table.into_iter().filter(is_row).collect()));
    }

    #[test]
    fn blocks_and_threads_change_nothing(
        text in "([ab1,é \r]{0,3}[;;;\n\n\n\"]|[0-9]{1,3};[0-9]{1,2},[0-9];\"x[;\n]y\"\n){0,40}",
        block in 1_usize..200,
    ) {
        let file = file(&format!("p;q;r\n{text}"));
        let expected = said(file.path(), sizes(1 << 20, 1));
        for (block, threads) in [(1, 1), (block, 2), (block, 3), (3 * block, 1)] {
            prop_assert_eq!(&said(file.path(), sizes(block, threads)), &expected);
        }
        let scanned = scan::open(file.path(), &Ask::default(), sizes(block, 2), &mut |_| Ok(()));
        match (scanned, expected) {
            (Ok(scan), Ok((batch, columns, left_out, _))) => {
                let batches = scan.batches().and_then(Iterator::collect::<Result<Vec<_>>>);
                prop_assert_eq!(whole(scan.schema(), &batches.expect("the rows that were recognised")), batch);
                prop_assert_eq!(&scan.reading().columns, &columns);
                prop_assert_eq!(&scan.reading().left_out, &left_out);
            }
            (scanned, expected) => prop_assert_eq!(scanned.map(|_| ()), expected.map(|_| ())),
        }
    }

    #[test]
    fn well_formed_rows_are_read_whatever_the_blocks(
        table in prop::collection::vec((cell(), 0_u16..3000, "[0-9]{1,2},[0-9]"), 1..40),
        block in 1_usize..120,
    ) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        // A text, whatever else is in the column.
        let lines: Vec<_> = table.iter().map(|(text, n, x)| format!("{};{n};{x}\n", quoted(&format!("tekst {text}")))).collect();
        let file = file(&format!("text;n;x\n{}", lines.concat()));
        let (batch, _, _, places) = said(file.path(), sizes(block, 2)).expect("well-formed rows");
        prop_assert_eq!(batch.num_rows(), table.len());
        let mut line = 2;
        for (row, (text, place)) in lines.iter().zip(&places).enumerate() {
            let expected = format!("line {line}, row {}", row + 1);
            prop_assert!(place.to_string().ends_with(&expected), "{} is not {}", place, expected);
            line += text.matches('\n').count();
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(prop_oneof![Just(b';'), Just(b'"'), Just(b'\n'), Just(0), any::<u8>()], 0..60)) {
        let layout = super::layout::Layout::plain(MARKS, vec!["a".into(), "b".into()]);
        let fields = split(bytes, &layout);
        prop_assert_eq!(fields.cells().column(1).count(), fields.rows);
    }
}

#[test]
fn a_broken_line_is_the_first_in_the_file() {
    let text = "a;b\n1;2\n\n3;\"x\ny\"\n4;5;6\n7\n";
    for (block, threads) in [(1, 1), (5, 2), (8, 3), (1 << 20, 2)] {
        let error = said(file(text).path(), sizes(block, threads)).expect_err("line 6 has three fields");
        assert_eq!(error.code(), "H811");
        assert!(error.at().to_string().ends_with("line 6, row 3"), "{error}");
    }
}

#[test]
fn the_observer_ends_reading() {
    let text = format!("a;b\n{}", "1;2\n".repeat(50_000));
    let file = file(&text);
    let stop = || Error::from(Fault::EmptyTable);
    let mut seen = Vec::new();
    let end = read_in(file.path(), &Ask::default(), sizes(1000, 2), &mut |progress| {
        seen.push(progress);
        if progress.rows > 20_000 { Err(stop()) } else { Ok(()) }
    });
    assert_eq!(end.map(|draft| draft.batches.len()), Err(stop()));
    let last = seen.last().expect("it was told");
    assert!(last.rows < 30_000, "it went on for {} rows", last.rows);
    assert!(last.of.is_some_and(|of| of.abs_diff(50_000) < 500), "{last:?}");
}

#[test]
fn a_file_that_changes_is_said() {
    let file = file("a;b\n1;2\n");
    let scan = scan::open(file.path(), &Ask::default(), sizes(1, 1), &mut |_| Ok(())).expect("a table");
    std::fs::write(file.path(), "a;b\n1;2\n3;4\n").expect("room for a test");
    assert_eq!(scan.batches().map(|_| ()).map_err(|error| error.code()), Err("H802"));
}

#[test]
fn quotes_that_do_not_match_are_refused() {
    for (text, line) in [("a;b\n1;2\n\"3;4\n5;6\n", 3), ("a;b\n1;\"b;1\nc;\"f;3\n", 2), ("a;b\n1;2\n3;\"x\"y\n", 3)] {
        let error = said(file(text).path(), sizes(1 << 20, 1)).expect_err("a quote is missing");
        assert_eq!(error.code(), "H816");
        assert!(error.at().to_string().contains(&format!("line {line},")), "{error}");
    }
    assert_eq!(rows("12\" rør;\"a\" ;b\n", 3), Ok(vec![vec!["12\" rør".into(), "a".into(), "b".into()]]));
}
