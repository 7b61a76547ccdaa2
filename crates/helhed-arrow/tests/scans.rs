//! Rows that leave a scan batch by batch are guarded as those of a reading are: the numbers of persons are refused with
//! the same error, and replaced by the same pseudonyms.

#![allow(clippy::unwrap_used, reason = "a test that unwraps what is not there has failed")]

mod common;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_schema::DataType;
use common::{parquet, spec, table};
use helhed::error::Result;
use helhed::records::{ColumnRole, Roles};
use helhed_arrow::{Ask, Key, Scan, read, scan, tally_scan};
use tempfile::TempDir;

/// More rows than a batch of a scan holds.
const ROWS: usize = 66_000;
/// Made up: births 1900 to 1909 with serial 0000, modulus 11 fulfilled.
const CHECKED: [&str; 4] = ["2106070000", "1203070000", "1906030000", "1412090000"];

/// A column of texts without persons, but for those at the end.
fn keys(last: &[&str]) -> Vec<String> {
    let plain = (0..ROWS - last.len()).map(|row| format!("p{row}"));
    plain.chain(last.iter().map(|text| (*text).to_owned())).collect()
}

/// A column of ten digits that are no days, with so many numbers of persons at the end.
fn digits(rows: usize, persons: usize) -> Vec<String> {
    let other = (0..rows - persons).map(|row| (4_000_000_000_u64 + row as u64 * 7).to_string());
    other.chain((0..persons).map(|row| CHECKED[row % CHECKED.len()].to_owned())).collect()
}

/// The same column as each kind of file there is.
fn files(folder: &TempDir, name: &str, column: &[String]) -> Vec<PathBuf> {
    let at = |file: &str| folder.path().join(file);
    let text = format!("{name};i_job\n{}", column.iter().map(|cell| format!("{cell};1\n")).collect::<String>());
    fs::write(at("sager.csv"), &text).unwrap();
    let mut packed =
        flate2::write::GzEncoder::new(fs::File::create(at("sager.csv.gz")).unwrap(), flate2::Compression::fast());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap();
    let batch = |cells: &[String]| {
        let texts: ArrayRef = Arc::new(StringArray::from_iter_values(cells));
        let ones: ArrayRef = Arc::new(Int64Array::from_iter_values(cells.iter().map(|_| 1)));
        table([(name, texts), ("i_job", ones)])
    };
    let whole = batch(column);
    parquet(&at("sager.parquet"), std::slice::from_ref(&whole), whole.schema(), ROWS / 3);
    let mut arrow =
        arrow_ipc::writer::FileWriter::try_new(fs::File::create(at("sager.arrow")).unwrap(), &whole.schema()).unwrap();
    arrow.write(&whole).unwrap();
    arrow.finish().unwrap();
    fs::create_dir(at("sager")).unwrap();
    for (part, cells) in column.chunks(column.len().div_ceil(2)).enumerate() {
        let batch = batch(cells);
        parquet(&at("sager").join(format!("del{part}.parquet")), std::slice::from_ref(&batch), batch.schema(), ROWS);
    }
    ["sager.csv", "sager.csv.gz", "sager.parquet", "sager.arrow", "sager"].map(at).to_vec()
}

/// Whether a file of this kind is not kept in memory.
fn is_streamed(path: &Path) -> bool {
    ["sager.csv", "sager.parquet", "sager"].iter().any(|name| path.ends_with(name))
}

fn scanned(path: &Path, ask: &Ask) -> Result<(Scan, Vec<RecordBatch>)> {
    let scan = scan(path, ask, &mut |_| Ok(()))?;
    let batches = scan.batches()?.collect::<Result<_>>()?;
    Ok((scan, batches))
}

fn texts(batches: &[RecordBatch], name: &str) -> Vec<Option<String>> {
    let of = |batch: &RecordBatch| {
        let column = cast(batch.column_by_name(name).unwrap(), &DataType::LargeUtf8).unwrap();
        column.as_string::<i64>().iter().map(|text| text.map(str::to_owned)).collect::<Vec<_>>()
    };
    batches.iter().flat_map(of).collect()
}

#[test]
fn a_single_number_in_the_last_row_is_refused_as_reading_refuses_it() {
    for last in [CHECKED[0].to_owned(), format!("{}-{}", &CHECKED[1][..6], &CHECKED[1][6..])] {
        let folder = TempDir::new().unwrap();
        for path in files(&folder, "noegle", &keys(&[&last])) {
            let read = read(&path, &Ask::default(), &mut |_| Ok(())).expect_err("refused");
            let scan = scanned(&path, &Ask::default()).map(|_| ()).expect_err("refused");
            assert_eq!(scan, read, "{}", path.display());
            let said = scan.to_string();
            assert!(scan.code() == "H112" && said.contains("column `noegle`") && said.contains("row 66000"), "{said}");
            assert!(!format!("{scan}{scan:?}").contains(&last[..6]), "{scan:?}");
        }
    }
}

#[test]
fn nothing_leaves_behind_the_batch_that_is_held_back() {
    let folder = TempDir::new().unwrap();
    let mut column = keys(&[]);
    column[65_900] = CHECKED[2].to_owned();
    for path in files(&folder, "noegle", &column) {
        let Ok(scan) = scan(&path, &Ask::default(), &mut |_| Ok(())) else { continue };
        let batches: Vec<_> = scan.batches().unwrap().collect();
        let given: usize = batches.iter().flatten().map(RecordBatch::num_rows).sum();
        assert!(given <= 65_900 && batches.last().is_some_and(Result::is_err), "{}: {given}", path.display());
        assert_eq!(batches.iter().filter(|batch| batch.is_err()).count(), 1);
        let refused = tally_scan(&scan, &spec(), |_| Ok(())).map(|_| ());
        assert!(refused.is_err(), "{}", path.display());
    }
}

#[test]
fn what_reading_refuses_by_its_share_a_scan_refuses_and_nothing_else() {
    // Of so many ten digits some are persons: fewer than a tenth are in doubt, more are refused.
    for (persons, refused) in [(3_000, false), (20_000, true)] {
        // Those of the first rows are most of the first batch; so it is the whole that decides.
        let mut column = digits(ROWS, persons);
        if !refused {
            column.reverse();
        }
        let folder = TempDir::new().unwrap();
        // What is in memory at once is looked at once; the others are those that could differ.
        for path in files(&folder, "noegle", &column).into_iter().filter(|path| is_streamed(path)) {
            let read = read(&path, &Ask::default(), &mut |_| Ok(())).map(|_| ());
            let scan = scanned(&path, &Ask::default()).map(|_| ());
            assert_eq!(scan, read, "{} of {persons}", path.display());
            assert_eq!(read.is_err(), refused, "{} of {persons}", path.display());
        }
    }
}

#[test]
fn declared_persons_are_replaced_in_every_batch_as_reading_replaces_them() {
    let roles = Roles::default().with(ColumnRole::Person, "noegle");
    let ask = Ask { roles, key: Some(Key::from(&b"sixteen bytes or more"[..])), ..Ask::default() };
    let cut = format!("{}-{}", &CHECKED[0][..6], &CHECKED[0][6..]);
    // The last rows tell how the first are to be read: ten digits that are no day, in a column of persons.
    let columns = [keys(&[CHECKED[0], &cut]), digits(200, 100)];
    for column in &columns {
        let folder = TempDir::new().unwrap();
        for path in files(&folder, "noegle", column).into_iter().filter(|path| is_streamed(path)) {
            let read = read(&path, &ask, &mut |_| Ok(())).unwrap();
            let (scan, batches) = scanned(&path, &ask).unwrap();
            let (pseudonyms, expected) = (texts(&batches, "noegle"), texts(read.batches(), "noegle"));
            assert!(pseudonyms == expected && pseudonyms.len() == column.len(), "{}", path.display());
            assert!(pseudonyms.iter().flatten().all(|text| text.len() == 32), "{}", path.display());
            assert!(batches.iter().all(|batch| batch.schema() == *scan.schema()), "{}", path.display());
            assert_eq!(scan.schema().field(0).data_type(), read.schema().field(0).data_type());
            let said = |notices: &[helhed::records::Notice]| {
                notices.iter().filter(|one| one.doubt.code() == "W168").map(ToString::to_string).collect::<Vec<_>>()
            };
            assert_eq!(said(&scan.reading().notices), said(&read.reading().notices), "{}", path.display());
            assert_eq!(said(&scan.reading().notices).len(), 1);
        }
    }
}

#[test]
fn a_key_that_can_be_guessed_is_refused_and_no_key_replaces_nothing() {
    let roles = Roles::default().with(ColumnRole::Person, "noegle");
    let folder = TempDir::new().unwrap();
    for path in files(&folder, "noegle", &keys(&[CHECKED[0]])) {
        let short = Ask { roles: roles.clone(), key: Some(Key::from(&b"short"[..])), ..Ask::default() };
        assert_eq!(scanned(&path, &short).map(|_| ()).expect_err("refused").code(), "H118");
        let none = Ask { roles: roles.clone(), ..Ask::default() };
        assert_eq!(scanned(&path, &none).map(|_| ()).expect_err("refused").code(), "H112");
    }
}
