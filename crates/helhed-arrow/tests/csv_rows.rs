//! Rows of delimited text: every line is a row or is accounted for, and what is wrong is said with line and row.

use std::cell::Cell;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use helhed::error::{Error, Fault, Result};
use helhed_arrow::{Ask, ColumnType, Records, read, scan};

const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/files/csv/");

fn open(path: &Path, ask: &Ask) -> Result<Records> {
    read(path, ask, &mut |_| Ok(()))
}

fn corpus(name: &str) -> Result<Records> {
    open(&Path::new(FILES).join(name), &Ask::default())
}

/// A file of this text in a folder of its own.
fn written(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tabel.csv");
    std::fs::write(&path, text).expect("room for a test");
    (folder, path)
}

/// Code and place of the error that a text gives.
fn refused(text: &str) -> (&'static str, String) {
    let (_folder, path) = written(text);
    let error = open(&path, &Ask::default()).expect_err("it cannot be read");
    let scanned = scan(&path, &Ask::default(), &mut |_| Ok(())).expect_err("it cannot be scanned");
    assert_eq!(error, scanned);
    let place = error.at().to_string();
    (error.code(), place.split_once(".csv, ").map_or(place.clone(), |(_, inside)| inside.to_owned()))
}

#[test]
fn a_line_with_another_number_of_fields_is_named() {
    for (name, place) in [
        ("struktur/for_mange_felter.csv", "line 4, row 3"),
        ("struktur/uciteret_semikolon_dybt.csv", "line 1778, row 1777"),
    ] {
        let error = corpus(name).expect_err("it is ragged");
        assert_eq!(error.code(), "H811");
        assert!(error.at().to_string().ends_with(place), "{error}");
        assert!(error.to_string().contains("has 5 fields, and the header has 4"), "{error}");
    }
    assert_eq!(refused("a;b\n1;2\n3\n"), ("H811", "line 3, row 2".into()));
    assert_eq!(refused("a;b\n\n1;2;3;4\n5\n"), ("H811", "line 3, row 1".into()));
    // A file that is cut in its last line.
    for cut in ["D;2014", "D", "Sølvhøj Nord", "Sølvhøj Nord;"] {
        let text = format!("omraade;aar;sager\nB;2014;5\nC;2014;9\n{cut}");
        assert_eq!(refused(&text), ("H811", "line 4, row 3".into()), "{cut}");
    }
    let survey =
        "spoergsmaal;aar;svar\nHvor tilfreds er du med afdelingen?;2014;5\nHvor tryg er du om aftenen?;2014;7\n";
    assert_eq!(refused(&format!("{survey}Hvor enig er du i, at")), ("H811", "line 4, row 3".into()));
    let (_folder, path) = written(&format!("{survey}Kilde: de svar, der kom ind i juni.\n"));
    assert_eq!(open(&path, &Ask::default()).expect("a source below").rows(), 2);
}

#[test]
fn carriage_returns_hold_nothing() {
    for (text, rows) in [
        ("o;n\r\nA;5;\r\nB;7;\r\n", 2),
        ("o;n;\r\nA;5;\r\nB;7;\r\n", 2),
        ("o;n\r\n\"A\";\"5\";\r\n\"B\";\"7\";\r\n", 2),
        ("o;n;m\r\nA;5;1\r\n;;\r\nB;7;1\r\n", 2),
        ("o;n;m\r\nA;5;1\r\n\"\";\"\";\"\"\r\nB;7;1\r\n", 3),
        ("o;n;m\r\nA;5;\r\n;;1\r\nB;7;\r\n", 3),
    ] {
        let (_folder, path) = written(text);
        let records = open(&path, &Ask::default()).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!((records.rows(), records.reading().notices.len()), (rows, 0), "{text}");
    }
    assert_eq!(refused("o;n\r\nA;5;x\r\n"), ("H811", "line 2, row 1".into()));
}

#[test]
fn a_repeated_header_and_nul_bytes_are_named() {
    let error = corpus("struktur/hoved_gentaget.csv").expect_err("two files in one");
    assert_eq!((error.code(), error.at().to_string().ends_with("line 4, row 3")), ("H814", true), "{error}");
    // Several blocks deep.
    let deep = format!("a;b\n{}", format!("1;{}\n", "x".repeat(200)).repeat(30_000));
    assert_eq!(refused(&format!("{deep}a;b\n1;2\n")), ("H814", "line 30002, row 30001".into()));
    assert_eq!(refused(&format!("{deep}2;\0\0\n1;2;3\n")), ("H812", "line 30002, row 30001".into()));
    assert_eq!(refused(&format!("{deep}\0\0\0\0\n1;2\n")), ("H812", "line 30002, row 30001".into()));
    // Bytes that are damaged are found before lines are parted.
    assert_eq!(refused(&format!("{deep}1;2;3\n1;\0\n")), ("H812", "line 30003, row 30002".into()));
}

#[test]
fn quotes_that_do_not_match_swallow_no_lines() {
    assert_eq!(refused("a;b\n1;2\n\"3;4\n5;6\n"), ("H816", "line 3, row 2".into()));
    // Taken together, these two lines would make one record of the right number of fields.
    assert_eq!(refused("a;b;c\na;\"b;1\nc;\"d;2\n"), ("H816", "line 2, row 1".into()));
    let deep = format!("a;b\n{}", format!("1;\"{}\ny\"\n", "x".repeat(200)).repeat(30_000));
    assert_eq!(refused(&format!("{deep}\"3;4\n{}", "1;2\n".repeat(5000))), ("H816", "line 60002, row 30001".into()));
}

#[test]
fn lines_in_quotes_and_blank_lines_are_counted() {
    let (_folder, path) = written("a;b\r\n1;\"x\r\ny\"\r\n\r\n   \r\n2;z\r\n\r\n3;\"\"\"\"\r\n");
    let records = open(&path, &Ask::default()).expect("three rows");
    assert_eq!(records.rows(), 3);
    let left_out: Vec<_> = records.reading().left_out.iter().map(|one| (one.first, one.last, one.what)).collect();
    assert_eq!(left_out, [(4, 5, "blank"), (7, 7, "blank")]);
    let texts = records.batches()[0].column(1).as_string::<i32>();
    assert_eq!(texts.iter().flatten().collect::<Vec<_>>(), ["x\r\ny", "z", "\""]);

    let records = corpus("format/citeret_linjeskift.csv").expect("six records over nine lines");
    let texts = records.batches()[0].column(2).as_string::<i32>();
    assert_eq!((records.rows(), texts.value(1), texts.value(5)), (6, "Beboer sagde: \"Det hjælper\"; tak", "\""));
}

#[test]
fn a_header_without_rows_is_said() {
    let records = corpus("stoerrelse/kun_hoved.csv").expect("a table without rows");
    let codes: Vec<_> = records.reading().notices.iter().map(|notice| notice.doubt.code()).collect();
    assert_eq!((records.rows(), records.schema().fields().len()), (0, 3));
    assert!(codes.contains(&"W149"), "{codes:?}");
}

#[test]
fn only_the_columns_that_are_asked_for_are_read() {
    let (_folder, path) = written("kode;aar;n\n0101;2014;1\n0102;2015;2\n");
    let ask =
        |names: &[&str]| Ask { columns: Some(names.iter().map(|name| (*name).into()).collect()), ..Ask::default() };
    let records = open(&path, &ask(&["n", "kode"])).expect("two columns");
    let names: Vec<_> = records.schema().fields().iter().map(|field| field.name().clone()).collect();
    assert_eq!(names, ["kode", "n"], "in the order of the file");
    assert_eq!(records.batches()[0].column(1).as_primitive::<Int64Type>().values(), &[1, 2]);
    let error = open(&path, &ask(&["kode", "år"])).expect_err("there is no such column");
    assert_eq!(error.code(), "H101");
    let types = [("kod".to_owned(), ColumnType::Text)].into();
    let error = open(&path, &Ask { types, ..Ask::default() }).expect_err("there is no such column");
    assert_eq!(error.fault(), &Fault::MissingColumn { name: "kod".into(), nearest: vec!["kode".into()] });
}

#[test]
fn a_column_is_what_all_of_it_is_and_not_what_its_head_is() {
    let mut text = String::from("a;b;c;d\n");
    let filler = "y".repeat(60);
    for row in 0..100_000 {
        let (late, comma) = (row == 99_999, if row == 50_000 { ",5" } else { "" });
        writeln!(text, "{row};{};{row}{comma};{filler}", if late { "x" } else { "7" }).expect("text");
    }
    let (_folder, path) = written(&text);
    let records = open(&path, &Ask::default()).expect("a table");
    let kinds: Vec<_> = records.reading().columns.iter().map(|column| column.kind).collect();
    assert_eq!(kinds[0], ColumnType::Integer);
    assert_eq!(kinds[2], ColumnType::Float);
    let sum = |index: usize| -> f64 {
        records.batches().iter().flat_map(|batch| batch.column(index).as_primitive::<Float64Type>().values()).sum()
    };
    assert_eq!(sum(2), 99_999.0 * 50_000.0 + 0.5);
    if kinds[1] == ColumnType::Text {
        let texts: Vec<_> = records.batches().iter().flat_map(|batch| batch.column(1).as_string::<i32>()).collect();
        assert_eq!((texts.len(), texts[0], texts[99_999]), (100_000, Some("7"), Some("x")));
    }
}

#[test]
fn a_scan_says_what_reading_says() {
    let mut compared = 0;
    for folder in ["format", "struktur", "tal", "datoer", "kategorier", "manglende", "perioder", "boolske", "poster"] {
        for entry in std::fs::read_dir(Path::new(FILES).join(folder)).expect("the corpus") {
            let path = entry.expect("a file").path();
            let scanned = scan(&path, &Ask::default(), &mut |_| Ok(()));
            let (scanned, read) = match (scanned, open(&path, &Ask::default())) {
                (Ok(scanned), Ok(read)) => (scanned, read),
                (scanned, read) => {
                    assert_eq!(scanned.map(|_| ()), read.map(|_| ()), "{}", path.display());
                    continue;
                }
            };
            assert_eq!(scanned.reading().columns, read.reading().columns, "{}", path.display());
            assert_eq!(scanned.reading().rows, read.rows());
            let batches: Vec<_> = scanned.batches().expect("it is there").map(|batch| batch.expect("rows")).collect();
            assert_eq!(batches.iter().map(|batch| batch.num_rows() as u64).sum::<u64>(), read.rows());
            compared += 1;
        }
    }
    assert!(compared > 10);
}

#[test]
fn reading_tells_how_far_it_is_and_ends_when_told() {
    let (_folder, path) = written(&format!("a;b\n{}", format!("1234;{}\n", "x".repeat(200)).repeat(100_000)));
    let (last, calls) = (Cell::new(Instant::now()), Cell::new(0));
    let longest = Cell::new(Duration::ZERO);
    let stopped = scan(&path, &Ask::default(), &mut |progress| {
        longest.set(longest.get().max(last.replace(Instant::now()).elapsed()));
        calls.set(calls.get() + 1);
        assert!(progress.of.is_none_or(|of| of >= progress.rows));
        if progress.rows > 40_000 { Err(Error::from(Fault::EmptyTable)) } else { Ok(()) }
    });
    assert_eq!(stopped.map(|_| ()).map_err(|error| error.code()), Err("H103"));
    assert!(calls.get() > 2);
    assert!(longest.get() < Duration::from_secs(5), "silent for {:?}", longest.get());
}
