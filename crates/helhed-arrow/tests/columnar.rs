//! Parquet and Arrow files: every type as it was written, damage named, and no claim of a file believed.

#![allow(clippy::unwrap_used, reason = "a test that unwraps what is not there has failed")]

mod common;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::slice::from_ref;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type, TimestampMicrosecondType, UInt64Type};
use arrow_array::{
    Array, ArrayRef, Decimal128Array, DictionaryArray, Int32Array, Int64Array, ListArray, NullArray, RecordBatch,
    RunArray, StringArray, StringViewArray, TimestampMicrosecondArray, UInt64Array,
};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use arrow_schema::{DataType, Field, Schema};
use common::{mixed, parquet, rows, table};
use helhed::error::Spot;
use helhed::{Error, error::Result};
use helhed_arrow::{Ask, ColumnType, Kind, Records, read, scan};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::file::properties::WriterProperties;
use proptest::prelude::*;

const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/files");

fn read_it(path: impl AsRef<Path>) -> Result<Records> {
    read(path, &Ask::default(), &mut |_| Ok(()))
}

fn corpus(name: &str) -> Result<Records> {
    read_it(Path::new(FILES).join(name))
}

fn refused(result: Result<Records>, code: &str) -> Error {
    let error = result.expect_err("refused");
    assert_eq!(error.code(), code, "{error}");
    assert!(matches!(error.at().spots().first(), Some(Spot::File(_))), "{error}");
    error
}

fn column(records: &Records, name: &str) -> Vec<ArrayRef> {
    records.batches().iter().map(|batch| batch.column_by_name(name).unwrap().clone()).collect()
}

fn sum(records: &Records, name: &str) -> i128 {
    let cast = |array: &ArrayRef| match array.data_type() {
        DataType::UInt64 => array.as_primitive::<UInt64Type>().iter().flatten().map(i128::from).sum::<i128>(),
        DataType::Int32 => array.as_primitive::<Int32Type>().iter().flatten().map(i128::from).sum(),
        _ => array.as_primitive::<Int64Type>().iter().flatten().map(i128::from).sum(),
    };
    column(records, name).iter().map(cast).sum()
}

fn texts(records: &Records, name: &str) -> Vec<Option<String>> {
    let text = |array: ArrayRef| {
        let plain = arrow_cast::cast(&array, &DataType::Utf8).unwrap();
        plain.as_string::<i32>().iter().map(|text| text.map(str::to_owned)).collect::<Vec<_>>()
    };
    column(records, name).into_iter().flat_map(text).collect()
}

#[test]
fn the_files_of_the_corpus_that_are_whole() {
    for name in ["kodek_gzip", "kodek_lz4", "kodek_brotli", "side_v2_delta", "mange_raekkegrupper"] {
        let records = corpus(&format!("parquet/{name}.parquet")).unwrap();
        assert_eq!((records.rows(), sum(&records, "sager"), sum(&records, "aar")), (24, 653, 48360), "{name}");
        assert_eq!(texts(&records, "kode")[0].as_deref(), Some("0101"));
        assert!(records.reading().notices.is_empty(), "{name}");
    }
    assert_eq!(corpus("forkert_navn/parquet_som_csv.csv").unwrap().rows(), 24);
    for name in ["stroem_hale.arrows", "tomme_batcher.arrows"] {
        let records = corpus(&format!("arrow/{name}")).unwrap();
        assert_eq!((records.rows(), sum(&records, "sager")), (16, 549));
        assert_eq!(records.reading().kind, Kind::ArrowStream);
    }
    let hale = corpus("arrow/stroem_hale.arrows").unwrap();
    assert!(hale.reading().decisions[0].found.contains("63 bytes"), "{:?}", hale.reading());
    let replaced = corpus("arrow/ordbog_udskiftet.arrows").unwrap();
    let mut words = texts(&replaced, "ydelse");
    assert_eq!((words[0].as_deref(), words.len()), (Some("Birkelunden"), 5));
    words.sort();
    words.dedup();
    assert_eq!(words.len(), 3);
    let runs = corpus("arrow/run_end.arrow").unwrap();
    assert_eq!((runs.rows(), sum(&runs, "n"), texts(&runs, "omraade").len()), (4, 10, 4));
    let delta = corpus("arrow/ordbog_fil_delta.arrow").unwrap();
    assert_eq!((delta.rows(), delta.reading().columns[0].nulls), (8, 1));
    let wide = corpus("arrow/u64_tz_decimal.arrow").unwrap();
    assert_eq!(sum(&wide, "u"), i128::from(u64::MAX));
}

#[test]
fn the_files_of_the_corpus_that_are_damaged_say_where() {
    for (name, says) in [
        ("parquet/skadet/boern_loegn.parquet", "schema"),
        ("parquet/skadet/fire_bytes.parquet", "too short"),
        ("parquet/skadet/uden_slutmagi.parquet", "incomplete"),
        ("parquet/skadet/raekketal_uenigt.parquet", "1000 rows"),
        ("parquet/skadet/kaempe_raekketal.parquet", "its columns hold 24"),
        ("arrow/skadet/fod_oedelagt.arrow", "footer"),
        ("arrow/skadet/magi_med_affald.arrow", "footer"),
        ("arrow/skadet/komprimeret_laengde.arrow", "wrong length"),
    ] {
        let error = refused(corpus(name), "H802");
        assert!(error.what().contains(says), "{error}");
    }
    for (name, of) in [
        ("parquet/skadet/offset_udenfor.parquet", "sager"),
        ("parquet/skadet/oedelagt_side.parquet", "sager"),
        ("arrow/skadet/komprimeret_oedelagt.arrow", "kode"),
    ] {
        let error = refused(corpus(name), "H830");
        assert_eq!(error.at().spots().last(), Some(&Spot::Column(of.into())), "{error}");
    }
    let error = refused(corpus("arrow/ordbog_indeks_udenfor.arrow"), "H838");
    assert_eq!(error.at().spots()[1..], [Spot::Column("ydelse".into()), Spot::Row(2)]);
}

#[test]
fn a_damaged_column_does_not_matter_to_who_does_not_ask_for_it() {
    let ask = Ask { columns: Some(vec!["kode".into(), "beboere".into()]), ..Ask::default() };
    for name in ["oedelagt_side", "offset_udenfor"] {
        let path = format!("{FILES}/parquet/skadet/{name}.parquet");
        let records = read(&path, &ask, &mut |_| Ok(())).unwrap();
        assert_eq!((records.rows(), records.schema().fields().len()), (24, 2), "{name}");
    }
    let other = Ask { columns: Some(vec!["kodde".into()]), ..Ask::default() };
    let error = read(format!("{FILES}/parquet/kodek_gzip.parquet"), &other, &mut |_| Ok(())).unwrap_err();
    assert_eq!(error.code(), "H101");
    assert!(error.mend().contains("`kode`"));
}

/// A table with a column of every kind that is odd somewhere.
fn odd() -> RecordBatch {
    let years =
        TimestampMicrosecondArray::from(vec![Some(253_402_300_799_000_000), None, Some(-62_135_596_800_000_000)]);
    let list = ListArray::from_iter_primitive::<Int32Type, _, _>([Some(vec![Some(1), None]), None, Some(vec![])]);
    let columns: [(&str, ArrayRef); 7] = [
        ("u", Arc::new(UInt64Array::from(vec![Some(u64::MAX), None, Some(0)]))),
        ("year_9999", Arc::new(years)),
        (
            "money",
            Arc::new(
                Decimal128Array::from(vec![Some(12_345), None, Some(-1)]).with_precision_and_scale(38, 2).unwrap(),
            ),
        ),
        ("area", Arc::new(["a", "b", "a"].into_iter().collect::<DictionaryArray<Int32Type>>())),
        ("view", Arc::new(StringViewArray::from(vec![Some("longer than twelve letters"), None, Some("å")]))),
        ("list", Arc::new(list)),
        ("nothing", Arc::new(NullArray::new(3))),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true))).unwrap()
}

#[test]
fn every_type_comes_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let batch = odd();
    let file = folder.path().join("odd.parquet");
    parquet(&file, from_ref(&batch), batch.schema(), 2);
    let arrow = folder.path().join("odd.arrow");
    let mut writer = FileWriter::try_new(File::create(&arrow).unwrap(), &batch.schema()).unwrap();
    writer.write(&batch).unwrap();
    writer.finish().unwrap();
    for path in [file, arrow] {
        let records = read_it(&path).unwrap();
        assert_eq!((records.rows(), sum(&records, "u")), (3, i128::from(u64::MAX)));
        let last = column(&records, "year_9999");
        assert_eq!(last[0].as_primitive::<TimestampMicrosecondType>().value(0), 253_402_300_799_000_000);
        assert_eq!(records.schema().field_with_name("money").unwrap().data_type(), &DataType::Decimal128(38, 2));
        assert_eq!(texts(&records, "view"), [Some("longer than twelve letters".into()), None, Some("å".into())]);
        assert_eq!(texts(&records, "area"), ["a", "b", "a"].map(|text| Some(text.to_owned())));
        let nulls: Vec<u64> = records.reading().columns.iter().map(|column| column.nulls).collect();
        assert_eq!(nulls, [1, 1, 1, 0, 1, 1, 3]);
        assert_eq!(records.reading().columns[0].kind, ColumnType::Integer);
        assert!(records.reading().notices.is_empty());
    }
}

#[test]
fn what_a_table_knows_of_itself_survives() {
    let folder = tempfile::tempdir().unwrap();
    let field = Field::new("n", DataType::Int64, true).with_metadata([("unit".to_owned(), "kr".to_owned())]);
    let schema = Arc::new(Schema::new(vec![field]).with_metadata([("made_by".to_owned(), "me".to_owned())]));
    let batch = RecordBatch::try_new(schema.clone(), vec![Arc::new(Int64Array::from(vec![1]))]).unwrap();
    let path = folder.path().join("a.parquet");
    parquet(&path, &[batch], schema, 9);
    let records = read_it(path).unwrap();
    assert_eq!(records.schema().metadata()["made_by"], "me");
    assert_eq!(records.schema().field(0).metadata()["unit"], "kr");
}

#[test]
fn a_scan_gives_the_rows_of_a_reading_again_and_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.parquet");
    parquet(&path, &[rows(5_000)], rows(0).schema(), 700);
    let records = read_it(&path).unwrap();
    let scanned = scan(&path, &Ask::default(), &mut |_| Ok(())).unwrap();
    assert_eq!((scanned.reading().rows, scanned.schema()), (5_000, records.schema()));
    let nulls = |columns: &[helhed_arrow::ColumnReading]| columns.iter().map(|one| one.nulls).collect::<Vec<_>>();
    assert_eq!(nulls(&scanned.reading().columns), nulls(&records.reading().columns));
    for _ in 0..2 {
        let batches: Vec<RecordBatch> = scanned.batches().unwrap().collect::<Result<_>>().unwrap();
        let whole = |batches: &[RecordBatch]| arrow_select::concat::concat_batches(records.schema(), batches).unwrap();
        assert_eq!(whole(&batches), whole(records.batches()));
    }
    let stop = || helhed::error::Fault::Bug { what: "stop".into() }.into();
    assert_eq!(read(&path, &Ask::default(), &mut |_| Err(stop())).unwrap_err(), stop());
}

#[test]
fn texts_that_are_numbers_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.parquet");
    let share: ArrayRef = Arc::new(StringArray::from(vec!["12,5", "13,1", "8,0"]));
    let code: ArrayRef = Arc::new(StringArray::from(vec!["0101", "0147", "0851"]));
    let batch = table([("andel", share), ("kode", code)]);
    parquet(&path, from_ref(&batch), batch.schema(), 9);
    let records = read_it(&path).unwrap();
    let notices = &records.reading().notices;
    assert_eq!(notices.iter().map(|one| one.doubt.code()).collect::<Vec<_>>(), ["W159"]);
    assert!(notices[0].to_string().contains("`andel`") && notices[0].to_string().contains("12,5"));
    assert_eq!(records.reading().columns[0].kind, ColumnType::Text);
}

fn packed(path: &Path, batch: &RecordBatch, how: Compression) {
    let properties = WriterProperties::builder().set_compression(how).build();
    let mut writer = ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), Some(properties)).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
}

#[test]
fn a_small_file_that_would_take_all_memory_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bomb.parquet");
    // One long text fifty thousand times: more than a gigabyte from some kilobytes.
    let long: ArrayRef = Arc::new(StringArray::from(vec!["x".repeat(24_000)]));
    let keys = Int32Array::from(vec![0; 50_000]);
    let batch = table([("text", Arc::new(DictionaryArray::new(keys, long)) as ArrayRef)]);
    let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
    let options = parquet::arrow::arrow_writer::ArrowWriterOptions::new()
        .with_properties(properties)
        .with_skip_arrow_metadata(true);
    let mut writer = ArrowWriter::try_new_with_options(File::create(&path).unwrap(), batch.schema(), options).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    assert!(fs::metadata(&path).unwrap().len() < 2_000_000);
    refused(read_it(&path), "H835");
    // Runs of a billion rows from a kilobyte.
    let ends = Int32Array::from(vec![i32::MAX]);
    let runs = RunArray::<Int32Type>::try_new(&ends, &StringArray::from(vec!["x"])).unwrap();
    let batch = table([("run", Arc::new(runs) as ArrayRef)]);
    let path = folder.path().join("runs.arrow");
    let mut writer = FileWriter::try_new(File::create(&path).unwrap(), &batch.schema()).unwrap();
    writer.write(&batch).unwrap();
    writer.finish().unwrap();
    refused(read_it(&path), "H835");
}

#[test]
fn an_encrypted_file_is_refused_by_that_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.parquet");
    fs::write(&path, b"PARE\x15\x04\0 and then nothing that is readable PARE").unwrap();
    assert!(refused(read_it(&path), "H815").what().contains("encryption"));
    parquet(&path, &[rows(9)], rows(0).schema(), 9);
    let mut bytes = fs::read(&path).unwrap();
    let end = bytes.len();
    bytes[end - 1] = b'E';
    fs::write(&path, &bytes).unwrap();
    refused(read_it(&path), "H831");
}

#[test]
fn a_message_names_the_file_however_long_its_path_is() {
    let folder = tempfile::tempdir().unwrap();
    let long = folder.path().join("en mappe med et meget langt navn som ingen kan huske").join("og en til");
    fs::create_dir_all(&long).unwrap();
    let path = long.join("sager_2014.parquet");
    fs::write(&path, b"PAR1").unwrap();
    let error = refused(read_it(path), "H802");
    assert!(error.to_string().contains("sager_2014.parquet"), "{error}");
}

#[test]
fn texts_coded_as_differences_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.parquet");
    let words = (0..2_000).map(|n| (n % 7 != 0).then(|| format!("sag nummer {}", n * 31 % 977)));
    let text: ArrayRef = Arc::new(words.clone().collect::<StringArray>());
    let batch = RecordBatch::try_from_iter_with_nullable([("text", text, true)]).unwrap();
    for (how, version) in [
        (parquet::basic::Encoding::DELTA_BYTE_ARRAY, parquet::file::properties::WriterVersion::PARQUET_1_0),
        (parquet::basic::Encoding::DELTA_BYTE_ARRAY, parquet::file::properties::WriterVersion::PARQUET_2_0),
        (parquet::basic::Encoding::DELTA_LENGTH_BYTE_ARRAY, parquet::file::properties::WriterVersion::PARQUET_1_0),
        (parquet::basic::Encoding::DELTA_LENGTH_BYTE_ARRAY, parquet::file::properties::WriterVersion::PARQUET_2_0),
    ] {
        let properties = WriterProperties::builder().set_dictionary_enabled(false).set_encoding(how);
        let properties = properties.set_writer_version(version).set_data_page_row_count_limit(300).build();
        let mut writer = ArrowWriter::try_new(File::create(&path).unwrap(), batch.schema(), Some(properties)).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        assert_eq!(texts(&read_it(&path).unwrap(), "text"), words.clone().collect::<Vec<_>>());
        // The first page says that it holds a billion lengths.
        let mut bytes = fs::read(&path).unwrap();
        let start = bytes.windows(4).position(|four| four[..3] == [0x80, 1, 4] && four[3] > 0x80);
        let start = start.unwrap() + 3;
        bytes[start..start + 5].copy_from_slice(&[0xff, 0xff, 0xff, 0xff, 0x03]);
        fs::write(&path, bytes).unwrap();
        refused(read_it(&path), "H830");
    }
}

#[test]
fn feather_from_before_arrow_files_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.feather");
    fs::write(&path, b"FEA1\0\0\0\0and more FEA1").unwrap();
    assert!(refused(read_it(&path), "H815").mend().contains("Parquet"));
}

fn stream(batch: &RecordBatch, times: usize) -> Vec<u8> {
    let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema()).unwrap();
    (0..times).for_each(|_| writer.write(batch).unwrap());
    writer.finish().unwrap();
    writer.into_inner().unwrap()
}

#[test]
fn a_stream_that_is_cut_is_never_the_rows_before_the_cut() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.arrows");
    let whole = stream(&rows(100), 3);
    for end in (8..whole.len()).step_by(97).chain([whole.len() - 8, whole.len() - 4, whole.len() - 1]) {
        fs::write(&path, &whole[..end]).unwrap();
        refused(read_it(&path), "H837");
    }
    fs::write(&path, &whole[..whole.len() - 8]).unwrap();
    assert!(refused(read_it(&path), "H837").what().contains("300 whole rows"));
    fs::write(&path, [whole.clone(), vec![0; 512]].concat()).unwrap();
    assert!(read_it(&path).unwrap().reading().decisions.is_empty());
    fs::write(&path, [whole.clone(), whole].concat()).unwrap();
    assert!(refused(read_it(&path), "H802").what().contains("pasted together"));
}

/// A few good files of each kind.
fn good(folder: &Path) -> Vec<PathBuf> {
    let batch = rows(600);
    let mut paths = Vec::new();
    for (name, how) in [
        ("plain", Compression::UNCOMPRESSED),
        ("snappy", Compression::SNAPPY),
        ("gzip", Compression::GZIP(GzipLevel::default())),
        ("zstd", Compression::ZSTD(ZstdLevel::default())),
    ] {
        paths.push(folder.join(format!("{name}.parquet")));
        packed(paths.last().unwrap(), &batch, how);
    }
    paths.push(folder.join("odd.parquet"));
    packed(paths.last().unwrap(), &odd(), Compression::UNCOMPRESSED);
    paths.push(folder.join("rows.arrows"));
    fs::write(paths.last().unwrap(), stream(&batch, 2)).unwrap();
    paths.push(folder.join("odd.arrow"));
    let mut writer = FileWriter::try_new(File::create(paths.last().unwrap()).unwrap(), &odd().schema()).unwrap();
    writer.write(&odd()).unwrap();
    writer.finish().unwrap();
    paths
}

#[test]
fn a_damaged_file_is_an_error_or_a_table_and_never_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("damaged.parquet");
    let mut refusals = 0;
    for good in good(folder.path()) {
        let whole = fs::read(good).unwrap();
        for case in 0..60_u64 {
            let mut bytes = whole.clone();
            let at = mixed(case) as usize % bytes.len();
            match case % 3 {
                0 => bytes[at] ^= 1 << (mixed(case + 77) % 8),
                1 => bytes.iter_mut().skip(at).take(5).for_each(|byte| *byte = 0xff),
                _ => bytes.truncate(at),
            }
            fs::write(&path, &bytes).unwrap();
            if let Err(error) = read_it(&path) {
                assert_ne!(error.code(), "H901", "{error}");
                refusals += 1;
            }
        }
    }
    assert!(refusals > 100);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_bytes_between_the_magic_are_no_panic(middle in prop::collection::vec(any::<u8>(), 0..200), kind in 0..3) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.parquet");
        let length = u32::try_from(middle.len()).unwrap().to_le_bytes();
        let bytes = match kind {
            0 => [&b"PAR1"[..], &middle, &length, b"PAR1"].concat(),
            1 => [&b"ARROW1\0\0"[..], &middle, &length, b"ARROW1"].concat(),
            _ => [&[0xff; 4][..], &length, &middle].concat(),
        };
        fs::write(&path, bytes).unwrap();
        let read = read_it(&path);
        prop_assert!(read.is_err_and(|error| error.code() != "H901"));
    }
}
