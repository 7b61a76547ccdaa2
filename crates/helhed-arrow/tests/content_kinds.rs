//! What a file is, by its bytes, through the public interface: what is refused, with what it is and a cure.

use std::io::Write;

use flatbuffers::{FlatBufferBuilder, WIPOffset};
use helhed::error::Error;
use helhed_arrow::{Ask, read};
use zip::write::SimpleFileOptions;

const TABLE: &[u8] = b"omraade;sager\nBirkelunden;5\nKl\xc3\xb8verdammen;9\n";

fn read_as(name: &str, bytes: &[u8]) -> Result<u64, Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a file");
    read(&path, &Ask::default(), &mut |_| Ok(())).map(|records| records.rows())
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("memory");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

#[test]
fn what_is_no_table_is_named_with_its_cure() {
    for (name, bytes, word) in [
        ("a.csv", b"<?xml version=\"1.0\"?><a/>".as_slice(), "XML"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "HTML"),
        ("a.xls", b"\r\n <table border=1><tr><td>1</td></tr></table>", "HTML"),
        ("a.csv", b"\xff\xfe<\0?\0x\0m\0l\0", "XML"),
        ("a.csv", b"[{\"a\": 1}]", "JSON"),
        ("a.csv", b"{\"a\": [1]}", "JSON"),
        ("a.csv", b"%PDF-1.4\n", "PDF"),
        ("a.csv", b"{\\rtf1 x}", "RTF"),
        ("a.csv", b"SQLite format 3\0....", "SQLite"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.csv", b"BZh91AY&SY", "bzip2"),
        ("a.csv", b"\xfd7zXZ\0\0", "xz"),
        ("a.csv", b"\x28\xb5\x2f\xfd..", "zstd"),
        ("a.csv", b"7z\xbc\xaf\x27\x1c", "7z"),
        ("a.csv", b"Rar!\x1a\x07\0", "rar"),
        ("a.dta", b"<stata_dta><header>", "Stata"),
        ("a.dta", &[114, 2, 1, 0, 5, 0], "Stata"),
        ("a.sav", b"$FL2@(#) SPSS", "SPSS"),
        ("a.xpt", b"HEADER RECORD*******LIBRARY HEADER RECORD", "SAS"),
        ("a.feather", b"FEA1\0\0\0\0", "Feather"),
        ("a.parquet", b"PARE\0\0\0\0", "encryption"),
        ("a.csv", &[1, 2, 3, 4, 5, 6, 14, 15, 16, 17, 200, 3], "neither text"),
    ] {
        let error = read_as(name, bytes).expect_err(word);
        assert_eq!(error.code(), "H815", "{word}: {error}");
        assert!(error.what().contains(word), "{word}: {error}");
        assert!(error.mend().len() > 10, "{word}: {error}");
    }
}

#[test]
fn text_that_looks_like_markup_is_text() {
    for text in [
        b"[id],[navn]\n1,a\n2,b\n".as_slice(),
        b"<18 \xc3\xa5r;omraade\n5;B\n6;C\n",
        b"{gruppe};sager\nB;5\nC;6\n",
        b"PAR;sager\nB;5\nC;6\n",
        b"ORCA;sager\nB;5\nC;6\n",
        b"PAR1;PAR2\nB;5\nC;6\n",
        b"ARROW1\nB\nC\n",
        b"BZhus;sager\nB;5\nC;6\n",
    ] {
        assert_eq!(read_as("a.csv", text).unwrap_or_else(|error| panic!("{}: {error}", text.escape_ascii())), 2);
    }
}

#[test]
fn a_zip_of_one_table_is_read_and_others_are_refused() {
    assert_eq!(read_as("a.zip", &zipped(&[("data/a.csv", TABLE)])).expect("one table"), 2);
    assert_eq!(read_as("a.csv", &zipped(&[("a.csv", TABLE), ("__MACOSX/._a.csv", b"x")])).expect("one table"), 2);
    let refused = |bytes: &[u8], code: &str, word: &str| {
        let error = read_as("a.zip", bytes).expect_err(word);
        assert_eq!(error.code(), code, "{error}");
        assert!(error.what().contains(word), "{error}");
    };
    refused(&zipped(&[("2014.csv", TABLE), ("2015.csv", TABLE)]), "H841", "2015.csv");
    refused(&zipped(&[]), "H843", "no file");
    refused(&zipped(&[("a.pdf", b"%PDF-1.4")]), "H843", "a.pdf");
    refused(&zipped(&[("word/document.xml", b"<a/>")]), "H815", "Word");
    let whole = zipped(&[("a.csv", TABLE)]);
    refused(&whole[..40], "H844", "damaged");
    let mut changed = whole.clone();
    changed[40] ^= 0xff;
    let error = read_as("a.zip", &changed).expect_err("changed");
    assert!(matches!(error.code(), "H840" | "H816" | "H844"), "{error}");
}

#[test]
fn a_gzip_of_something_else_says_what_is_inside() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(b"PAR1....PAR1").expect("memory");
    let error = read_as("a.parquet.gz", &packer.finish().expect("memory")).expect_err("Parquet");
    assert!(error.code() == "H815" && error.what().contains("Parquet") && error.mend().contains("unpack"), "{error}");
}

#[test]
fn a_file_of_a_machine_with_its_bytes_the_other_way_is_refused() {
    let mut builder = FlatBufferBuilder::new();
    let fields = builder.create_vector::<WIPOffset<arrow_ipc::Field<'_>>>(&[]);
    let args =
        arrow_ipc::SchemaArgs { endianness: arrow_ipc::Endianness::Big, fields: Some(fields), ..Default::default() };
    let schema = arrow_ipc::Schema::create(&mut builder, &args);
    let args = arrow_ipc::MessageArgs {
        version: arrow_ipc::MetadataVersion::V5,
        header_type: arrow_ipc::MessageHeader::Schema,
        header: Some(schema.as_union_value()),
        ..Default::default()
    };
    let message = arrow_ipc::Message::create(&mut builder, &args);
    builder.finish(message, None);
    let mut message = builder.finished_data().to_vec();
    message.resize(message.len().next_multiple_of(8), 0);
    let mut stream = vec![0xFF; 4];
    stream.extend((message.len() as u32).to_le_bytes());
    stream.extend(message);
    stream.extend([0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]);
    let error = read_as("a.arrow", &stream).expect_err("refused");
    assert_eq!(error.code(), "H836");
    assert!(error.to_string().contains("big-endian"), "{error}");
}
