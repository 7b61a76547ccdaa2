//! Tables that are written: read back as they were, and inert in a spreadsheet.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, DictionaryArray, Float64Array, Int64Array, RecordBatch, StringArray,
    Time32SecondArray, TimestampMicrosecondArray,
};
use arrow_ipc::reader::{FileReader, StreamReader};
use calamine::{Data, Reader, Xlsx, open_workbook};
use helhed_arrow::write;

/// Texts that a spreadsheet would run, and some that it would not.
const TEXTS: [&str; 8] = ["=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-", "Åbrinken; \"Nord\""];

fn table() -> RecordBatch {
    let lists = {
        let mut lists = ListBuilder::new(StringBuilder::new());
        for row in 0..8 {
            lists.append_value((0..row % 3).map(|item| Some(format!("w{item}"))));
        }
        lists.finish()
    };
    let zone = TimestampMicrosecondArray::from(vec![Some(1_388_532_600_000_000); 8]).with_timezone("UTC");
    let column = |name, array| (name, array);
    RecordBatch::try_from_iter([
        column("=text", Arc::new(StringArray::from(TEXTS.to_vec())) as ArrayRef),
        column("kode", Arc::new(["0101"; 8].into_iter().collect::<DictionaryArray<arrow_array::types::Int32Type>>())),
        column("n", Arc::new(Int64Array::from_iter((0..8).map(|n| Some(n * 1_234_567).filter(|n| n % 3 > 0))))),
        column("large", Arc::new(Int64Array::from(vec![i64::MAX; 8]))),
        column("share", Arc::new(Float64Array::from_iter((0..8).map(|n| Some(f64::from(n) / 7.0))))),
        column("upper", Arc::new(Float64Array::from(vec![f64::INFINITY; 8]))),
        column("yes", Arc::new(BooleanArray::from(vec![true; 8]))),
        column("day", Arc::new(Date32Array::from(vec![16_160; 8]))),
        column("at", Arc::new(zone)),
        column("warnings", Arc::new(lists)),
    ])
    .unwrap()
}

fn written(name: &str, table: &RecordBatch) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    write(&table.schema(), std::slice::from_ref(table), &path).unwrap();
    (folder, path)
}

#[test]
fn arrow_and_parquet_read_back_as_they_were() {
    let table = table();
    let (_folder, path) = written("a.arrow", &table);
    let back: Vec<_> = FileReader::try_new(fs::File::open(path).unwrap(), None).unwrap().map(Result::unwrap).collect();
    assert_eq!(back, std::slice::from_ref(&table));
    let (_folder, path) = written("a.arrows", &table);
    let back: Vec<_> =
        StreamReader::try_new(fs::File::open(path).unwrap(), None).unwrap().map(Result::unwrap).collect();
    assert_eq!(back, std::slice::from_ref(&table));
    let (_folder, path) = written("a.parquet", &table);
    let file = fs::File::open(path).unwrap();
    let builder = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    assert_eq!(builder.build().unwrap().map(Result::unwrap).collect::<Vec<_>>(), [table]);
}

#[test]
fn csv_opens_in_a_danish_spreadsheet_and_runs_nothing() {
    let (_folder, path) = written("a.csv", &table());
    let bytes = fs::read(path).unwrap();
    assert!(bytes.starts_with(b"\xef\xbb\xbf"));
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(&bytes[3..]);
    assert_eq!(&reader.headers().unwrap()[0], "'=text");
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    for (row, text) in rows.iter().zip(TEXTS) {
        let expected = if text == "-" || text.starts_with('Å') { text.to_owned() } else { format!("'{text}") };
        assert_eq!(row[0], expected);
    }
    let last: Vec<&str> = rows[7].iter().collect();
    assert_eq!(last[1..5], ["0101", "8641969", "9223372036854775807", "1"]);
    assert_eq!(last[5..], ["∞", "true", "2014-03-31", "2013-12-31T23:30:00Z", "w0"]);
    assert_eq!(&rows[1][4], "0,14285714285714285");
    assert_eq!(&rows[0][2], "", "a missing number is an empty cell");
}

fn sheet(path: &Path) -> String {
    let mut parts = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    parts.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn excel_holds_texts_as_texts_and_numbers_as_numbers() {
    let (_folder, path) = written("a.xlsx", &table());
    assert!(!sheet(&path).contains("<f>"), "no cell is a formula");
    let mut workbook: Xlsx<_> = open_workbook(&path).unwrap();
    let range = workbook.worksheet_range_at(0).unwrap().unwrap();
    for (row, text) in (1..).zip(TEXTS) {
        assert_eq!(range.get_value((row, 0)), Some(&Data::String(text.into())));
    }
    assert_eq!(range.get_value((8, 2)), Some(&Data::Float(8_641_969.0)));
    assert_eq!(range.get_value((8, 3)), Some(&Data::String(i64::MAX.to_string())), "no digit is lost");
    assert_eq!(range.get_value((1, 2)).unwrap_or(&Data::Empty), &Data::Empty);
    assert_eq!(range.get_value((2, 4)), Some(&Data::Float(1.0 / 7.0)));
    assert_eq!(range.get_value((2, 5)), Some(&Data::String("∞".into())));
    assert!(range.get_value((2, 7)).unwrap().to_string().starts_with("41729"), "a day of Excel's calendar");
    let (_other_folder, other) = written("b.xlsx", &table());
    assert_eq!(fs::read(path).unwrap(), fs::read(other).unwrap(), "the same table is the same file");
}

#[test]
fn control_characters_do_not_break_a_workbook() {
    let texts = ["\u{1b}[31mrød\u{1b}[0m", "\u{7}", "\u{0}"];
    let table = RecordBatch::try_from_iter([("a", Arc::new(StringArray::from(texts.to_vec())) as ArrayRef)]).unwrap();
    let (_folder, path) = written("a.xlsx", &table);
    let mut workbook: Xlsx<_> = open_workbook(&path).unwrap();
    assert_eq!(workbook.worksheet_range_at(0).unwrap().unwrap().height(), 4);
}

#[test]
fn what_has_no_place_is_refused_and_the_old_file_stays() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |table: &RecordBatch, name: &str| {
        let path = folder.path().join(name);
        fs::write(&path, "before").unwrap();
        let error = write(&table.schema(), std::slice::from_ref(table), &path).unwrap_err();
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
        fs::remove_file(&path).unwrap();
        assert!(error.to_string().contains(name), "{error}");
        error.code()
    };
    let one = |array: ArrayRef| RecordBatch::try_from_iter([("a", array)]).unwrap();
    let clock = one(Arc::new(Time32SecondArray::from(vec![1])));
    assert_eq!(refused(&clock, "a.csv"), "H851");
    assert_eq!(refused(&clock, "a.xlsx"), "H851");
    assert_eq!(refused(&one(Arc::new(Int64Array::from(vec![0; 1_048_576]))), "a.xlsx"), "H850");
    assert_eq!(refused(&one(Arc::new(StringArray::from(vec!["å".repeat(32_768)]))), "a.xlsx"), "H852");
    assert_eq!(refused(&table(), "a.docx"), "H804");
}

#[test]
fn days_come_back_from_excel_also_those_before_its_calendar() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("days.xlsx");
    // 1900-01-01, 1900-02-28, 1900-03-01, 2014-05-06; then also 1899-12-31.
    for days in [vec![-25_567, -25_509, -25_508, 16_196], vec![-25_568, -25_567, 16_196]] {
        let array: ArrayRef = Arc::new(Date32Array::from(days.clone()));
        let keys: ArrayRef = Arc::new(StringArray::from_iter_values((0..days.len()).map(|row| format!("k{row}"))));
        let batch = RecordBatch::try_from_iter([("kode", keys), ("dag", array.clone())]).unwrap();
        write(&batch.schema(), &[batch], &path).unwrap();
        let records = helhed_arrow::read(&path, &helhed_arrow::Ask::default(), &mut |_| Ok(())).unwrap();
        assert_eq!(records.batches()[0].column(1).as_ref(), array.as_ref());
    }
}
