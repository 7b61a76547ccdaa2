//! What a delimited file is and how it is laid out, through the public interface: encodings, marks, headers, footers.

use std::io::Write;

use helhed::error::{Error, Spot};
use helhed_arrow::{Ask, Header, Records, read};

/// A table that every test writes in its own way.
const TABLE: &str = "omraade;aar;sager\nBirkelunden;2014;5\nÅbrinken;2014;9\nSølvhøj;2015;7\n";

fn read_as(name: &str, bytes: &[u8], ask: &Ask) -> Result<Records, Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a file");
    read(&path, ask, &mut |_| Ok(()))
}

fn read_text(text: &str) -> Result<Records, Error> {
    read_as("tabel.csv", text.as_bytes(), &Ask::default())
}

fn names(records: &Records) -> Vec<String> {
    records.reading().columns.iter().map(|column| column.name.clone()).collect()
}

fn codes(records: &Records) -> Vec<&'static str> {
    records.reading().notices.iter().map(|notice| notice.doubt.code()).collect()
}

/// Read without a word of doubt: three columns, three rows.
fn is_plain(bytes: &[u8]) {
    let shown = String::from_utf8_lossy(bytes).into_owned();
    let records = read_as("tabel.csv", bytes, &Ask::default()).unwrap_or_else(|error| panic!("{shown}: {error}"));
    assert_eq!((records.rows(), codes(&records)), (3, vec![]), "{shown}");
    assert_eq!(names(&records), ["omraade", "aar", "sager"], "{shown}");
}

fn is_refused(text: &str, code: &str, line: Option<u64>) -> Error {
    let error = read_text(text).expect_err(text);
    assert_eq!(error.code(), code, "{text}: {error}");
    let found = error.at().spots().iter().find_map(|spot| if let Spot::Line(line) = spot { Some(*line) } else { None });
    assert_eq!(found, line, "{text}: {error}");
    assert!(matches!(error.at().spots().first(), Some(Spot::File(_))), "{error}");
    error
}

/// Read with one doubt.
fn is_doubted(text: &str, code: &str, rows: u64, expected: &[&str]) {
    let records = read_text(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!((codes(&records), records.rows()), (vec![code], rows), "{text}");
    assert_eq!(names(&records), expected, "{text}");
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).expect("Latin-1")).collect()
}

#[test]
fn encodings_of_every_office_are_read_without_a_word() {
    is_plain(TABLE.as_bytes());
    is_plain(format!("\u{feff}{TABLE}").as_bytes());
    is_plain(format!("\u{feff}\u{feff}{TABLE}").as_bytes());
    is_plain(&latin(TABLE));
    for big in [false, true] {
        is_plain(&utf16(TABLE, big));
        is_plain(&utf16(&format!("\u{feff}{TABLE}"), big));
    }
    is_plain(
        &[b"omraade;aar;sager\n\x93B\x94;2014;5\nK\xf8ge \x96 vest;2014;9\n".as_slice(), b"d\x92A;2015;7\n"].concat(),
    );
}

#[test]
fn marks_and_line_ends_are_recognised() {
    for mark in [",", "\t", "|", "~", "^", ":"] {
        is_plain(TABLE.replace(';', mark).as_bytes());
    }
    for end in ["\r\n", "\r"] {
        is_plain(TABLE.replace('\n', end).as_bytes());
    }
    is_plain(TABLE.trim_end().as_bytes());
    is_plain(format!("sep=;\r\n{TABLE}").as_bytes());
    is_plain(format!("sep=,\n{TABLE}").as_bytes());
    is_plain(TABLE.replace('\n', ";\n").as_bytes());
    is_plain(TABLE.replace('\n', ";;;\n").as_bytes());
    is_plain(TABLE.replacen('\n', ";\n", 1).as_bytes());
    is_plain(TABLE.replace("Birkelunden", "'Birke;lunden'").replace("Åbrinken", "'Åbrinken'").as_bytes());
    is_plain(TABLE.replace("Birkelunden", "\"Birke;lunden\"").as_bytes());
    is_plain(format!("{TABLE}\u{1a}").as_bytes());
}

#[test]
fn decimal_commas_do_not_part_fields() {
    for (text, columns) in [
        ("kode;andel\n0101;12,5\n0147;13,5\n", 2),
        ("andel\n12,5\n13,5\n", 1),
        ("navn\nHansen, Jens\nOlsen, Bo\n", 1),
        ("kode;adresse\n1;Vej 1, 2. th\n2;Vej 2, 3. tv\n", 2),
        ("\"omraade\",\"andel\"\n\"B\",\"12,5\"\n\"C\",\"9,0\"\n", 2),
        ("a,b,c\n1,2,3\n4,5,6\n", 3),
        ("tid\n12:30\n13:45\n", 1),
    ] {
        let records = read_text(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!((records.rows(), names(&records).len()), (2, columns), "{text}");
        assert_eq!(codes(&records), [""; 0], "{text}");
    }
    is_refused("omraade,andel\nB,12,5\nC,9,0\n", "H811", Some(2));
}

#[test]
fn old_encodings_are_judged_by_danish_letters() {
    for (bytes, encoding) in [
        (b"omraade;sager\nS\x9blvh\x9bj;5\n\x92bleg\x86rd;9\n".as_slice(), "cp850"),
        (b"omraade;sager\nS\xbflvh\xbfj;5\n\xaeblegrd;9\n".as_slice(), "macintosh"),
    ] {
        let records = read_as("dos.csv", bytes, &Ask::default()).expect("text");
        assert_eq!(codes(&records), ["W141"]);
        assert!(records.reading().decisions.iter().any(|one| one.about == "encoding" && one.found == encoding));
        let said = Ask { encoding: Some(encoding.into()), ..Ask::default() };
        let records = read_as("dos.csv", bytes, &said).expect("text");
        assert_eq!(codes(&records), [""; 0]);
        let batch = &records.batches()[0];
        let text = format!("{:?}", batch.column(0));
        assert!(text.contains("Sølvhøj"), "{text}");
    }
}

#[test]
fn letters_that_were_spoilt_before_are_said() {
    let twice = TABLE.replace('ø', "Ã¸");
    is_doubted(&twice, "W142", 3, &["omraade", "aar", "sager"]);
    is_doubted(&TABLE.replace('ø', "\u{fffd}"), "W143", 3, &["omraade", "aar", "sager"]);
    is_plain(TABLE.replace("Birkelunden", "São Paulo, ÃO").as_bytes());
}

#[test]
fn text_of_two_encodings_or_damaged_text_is_refused_with_its_line() {
    let refused = |bytes: &[u8], code: &str, line: u64, row: u64| {
        let error = read_as("blandet.csv", bytes, &Ask::default()).expect_err("damaged");
        assert_eq!(error.code(), code, "{error}");
        assert!(
            error.at().spots().contains(&Spot::Line(line)) && error.at().spots().contains(&Spot::Row(row)),
            "{error}"
        );
    };
    let rows = TABLE.split_once('\n').expect("rows").1;
    refused(&[TABLE.as_bytes(), &latin(rows)].concat(), "H817", 6, 5);
    refused(&[&latin(TABLE), rows.as_bytes()].concat(), "H817", 6, 5);
    let damaged: Vec<u8> = TABLE.bytes().filter(|byte| *byte != 0xb8).collect();
    refused(&damaged, "H818", 4, 3);
    let wide = utf16(&format!("\u{feff}{TABLE}"), false);
    refused(&wide[..wide.len() - 3], "H818", 4, 3);
    refused(b"a;b\n1;2\n3;\0\n", "H812", 3, 2);
    let error = read_as("wide.csv", b"\xff\xfe\0\0a\0\0\0", &Ask::default()).expect_err("UTF-32");
    assert_eq!(error.code(), "H815");
}

#[test]
fn what_stands_above_and_below_a_table_is_left_out_and_said() {
    let columns = ["omraade", "aar", "sager"];
    for text in [
        format!("Sager i boligområder, 2014\n\n{TABLE}"),
        format!("# udtræk\n# fra fagsystem\n{TABLE}"),
        format!("Udtrukket 3. maj;;\n;;\n{TABLE}"),
        format!("{TABLE}\nKilde: Danmarks Statistik; egne tal\n"),
        format!("{TABLE}* foreløbige tal\n1) uden unge\n"),
        format!("{TABLE};;\nTal er afrundet\n"),
        format!("{TABLE}© Opdigtet Boligforening;;\n"),
    ] {
        is_doubted(&text, "W140", 3, &columns);
    }
    let records =
        read_text("Titel\nUndertitel\nEnhed: antal\n\nOmråde;Antal\nB;5\n\nKilde: x\nNote: y\n").expect("few rows");
    assert_eq!((records.rows(), codes(&records)), (1, vec!["W140"]));
    // Rows without values, cut-off rows and totals are rows.
    let records = read_text(&format!("{TABLE}Ærtebjerg;;\n")).expect("a row without values");
    assert_eq!(records.rows(), 4);
    is_refused(&format!("{TABLE}Ærtebjerg;20"), "H811", Some(5));
    is_refused(&format!("{TABLE}Ærte"), "H811", Some(5));
    assert_eq!(read_text(&format!("{TABLE}I alt;;21\n\nKilde: x\n")).expect("a total").rows(), 4);
}

#[test]
fn a_header_is_told_from_data() {
    for text in [
        "B;2014;5;900\nC;2014;9;801\n",
        "B;5;6;7\nC;9;8;3\n",
        "1;2;3\n4;5;6\n7;8;9\n",
        "0101;B;12,5\n0147;C;13,5\n",
        "B;x\nC;y\nB;y\nC;x\n",
    ] {
        is_refused(text, "H813", Some(1));
    }
    for text in [
        "Område;2013;2014;2015\nB;5;6;7\nC;9;8;7\n",
        "Område;0;1;2;3\nB;5;6;7;1\nC;9;8;7;2\n",
        "Område;2014K1;2014K2\nB;5;6\nC;9;8\n",
        "omraade;<18 år\nB;12\nC;13\n",
        "omraade;0-17;18-64;65+\nB;12;13;14\nC;13;14;5\n",
        "omraade;<18;18-64;>64\nB;12;13;14\nC;13;14;5\n",
        "omraade;2014;2015*\nB;12;13\nC;13;14\n",
        "omraade;aar\nB;..\nC;..\n",
    ] {
        let records = read_text(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(records.rows(), 2, "{text}");
    }
    let ask =
        Ask { header: Some(Header::None), names: Some(vec!["a".into(), "b".into(), "c".into()]), ..Ask::default() };
    let records = read_as("uden.csv", b"1;2;3\n4;5;6\n", &ask).expect("without a header");
    assert_eq!((records.rows(), names(&records)), (2, vec!["a".into(), "b".into(), "c".into()]));
    let ask = Ask { names: Some(vec!["a".into()]), ..Ask::default() };
    assert_eq!(read_as("uden.csv", b"1;2;3\n4;5;6\n", &ask).expect_err("too few names").code(), "H811");
}

#[test]
fn heads_over_heads_are_joined_and_said() {
    let text = ";2014;;2015;\nAfdeling;Beboere;Sager;Beboere;Sager\nB;1476;12;1500;14\nC;919;3;920;5\n";
    let joined = ["Afdeling", "2014 / Beboere", "2014 / Sager", "2015 / Beboere", "2015 / Sager"];
    is_doubted(text, "W147", 2, &joined);
    is_doubted("Område;Antal;\n;2014;2015\nB;12;14\nC;3;5\n", "W147", 2, &["Område", "Antal / 2014", "Antal / 2015"]);
    let ask = Ask { header: Some(Header::Line(2)), ..Ask::default() };
    let records = read_as("hoved.csv", text.replace("Sager\n", "Ledige\n").as_bytes(), &ask).expect("said");
    assert_eq!(names(&records)[1], "Beboere");
}

#[test]
fn names_are_cleaned_and_told_apart() {
    is_doubted("omraade;;sager\nB;2014;5\n", "W144", 1, &["omraade", "column 2", "sager"]);
    is_doubted("omraade;sager;sager\nB;2014;5\n", "W145", 1, &["omraade", "sager", "sager (2)"]);
    is_doubted("omraade;Sager;sager \nB;2014;5\n", "W146", 1, &["omraade", "Sager", "sager"]);
    let records = read_text(" om\u{200b}raade ;\"Antal\nsager\";a\u{30a}r\nB;5;2014\n").expect("names");
    assert_eq!((names(&records), codes(&records)), (vec!["omraade".into(), "Antal sager".into(), "år".into()], vec![]));
}

#[test]
fn lines_and_marks_can_be_said() {
    let ask = Ask { lines: Some((3, Some(5))), ..Ask::default() };
    let text = format!("en titel\nen til\n{TABLE}\nandet;hoved\n1;2\n");
    let records = read_as("linjer.csv", text.as_bytes(), &ask).expect("lines");
    assert_eq!((records.rows(), names(&records).len()), (2, 3));
    let ask = Ask { delimiter: Some(' '), ..Ask::default() };
    assert_eq!(read_as("mellemrum.txt", b"kode aar\n0101 2014\n", &ask).expect("spaces").rows(), 1);
    for ask in [
        Ask { delimiter: Some('å'), ..Ask::default() },
        Ask { encoding: Some("utf-88".into()), ..Ask::default() },
        Ask { header: Some(Header::Line(99)), ..Ask::default() },
        Ask { lines: Some((99, None)), ..Ask::default() },
    ] {
        assert!(read_as("tabel.csv", TABLE.as_bytes(), &ask).is_err(), "{ask:?}");
    }
}

#[test]
fn what_is_not_one_table_is_refused() {
    is_refused("", "H810", None);
    is_refused("\u{feff}", "H810", None);
    is_refused("\n \n;;\n", "H810", None);
    is_refused("omraade;note;sager\nB;\"hej;5\nC;ja;9\nD;nej;7\n", "H816", Some(2));
    is_refused("omraade;note;sager\nB;\"hej;5\nC;ja;9\nD;nej;7\nE;x;1\nF;\"y\";2\n", "H816", Some(2));
    let text = "omraade;note;n\nB;\"a;b;c\nd;e;f\ng;h;i\n\";5\nC;x;6\n";
    assert_eq!(read_text(text).expect("a text that holds marks").rows(), 2);
    // So many lines like rows are no text of a person.
    let many = "d;e;f\n".repeat(25);
    is_refused(&format!("omraade;note;n\nB;\"a;b;c\n{many}\";5\nC;x;6\n"), "H816", Some(2));
    is_refused(&format!("{TABLE}\nkommune;beboere\nX;500\nY;300\n"), "H819", Some(6));
    is_refused("CHARSET=\"ANSI\";\nAXIS-VERSION=\"2000\";\n", "H815", None);
    is_refused("omraade        aar   sager\nBirkelunden    2014      5\nC              2014      9\n", "H815", None);
    is_refused("\"omraade;aar\"\n\"B;2014\"\n\"C;2015\"\n", "H815", None);
    is_refused("omraade;aar;sager\nB;2014;5\nomraade;aar;sager\nC;2015;6\n", "H814", Some(3));
    is_doubted("omraade;aar;sager\n", "W149", 0, &["omraade", "aar", "sager"]);
}

#[test]
fn gzip_is_read_to_its_end_or_refused() {
    let pack = |text: &str| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(text.as_bytes()).expect("memory");
        packer.finish().expect("memory")
    };
    let packed = pack(TABLE);
    is_plain(&packed);
    is_plain(&[packed.as_slice(), &[0; 512]].concat());
    is_plain(&[pack("omraade;aar;sager\nB;2014;5\n"), pack("C;2014;9\nD;2015;7\n")].concat());
    let records = read_as("t.csv.gz", &[packed.as_slice(), b"affald"].concat(), &Ask::default()).expect("text");
    assert_eq!((records.rows(), codes(&records)), (3, vec!["W148"]));
    for length in [12, 20, packed.len() - 1] {
        let error = read_as("t.csv.gz", &packed[..length], &Ask::default()).expect_err("cut short");
        assert_eq!(error.code(), "H840", "{error}");
    }
}

#[test]
fn the_files_of_the_corpus_come_out_right() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/files/csv/");
    let of = |name: &str| read(format!("{folder}{name}"), &Ask::default(), &mut |_| Ok(()));
    for (name, rows) in [
        ("struktur/titel_og_fodnoter.csv", 5),
        ("struktur/statbank_bulk.csv", 32),
        ("struktur/dream_bred.csv", 120),
        ("struktur/i_alt.csv", 6),
        ("format/semikolon_decimalkomma.csv", 40),
        ("format/latin1.csv", 16),
        ("format/utf16be_bom.csv", 24),
        ("format/kun_cr.csv", 24),
        ("format/citeret_linjeskift.csv", 6),
        ("stoerrelse/langt_felt.csv", 2),
        ("stoerrelse/300_kolonner.csv", 8),
        ("stoerrelse/kun_hoved.csv", 0),
    ] {
        assert_eq!(of(name).unwrap_or_else(|error| panic!("{name}: {error}")).rows(), rows, "{name}");
    }
    for (name, code) in [
        ("struktur/for_mange_felter.csv", "H811"),
        ("struktur/uciteret_semikolon_dybt.csv", "H811"),
        ("struktur/uden_hoved.csv", "H813"),
        ("struktur/hoved_gentaget.csv", "H814"),
        ("stoerrelse/kun_bom.csv", "H810"),
        ("stoerrelse/nul_bytes.csv", "H812"),
        ("stoerrelse/afkortet.csv.gz", "H840"),
    ] {
        assert_eq!(of(name).expect_err(name).code(), code, "{name}");
    }
}
