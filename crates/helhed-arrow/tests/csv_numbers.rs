//! Numbers of delimited text: marks, units, missing and suppressed values, and where a column is one of texts.

use std::io::Write as _;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use helhed::records::{ColumnRole, Roles};
use helhed_arrow::{Ask, ColumnReading, ColumnType, Records, read};

const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/files/csv");

fn corpus(path: &str) -> Result<Records, String> {
    read(format!("{FILES}/{path}"), &Ask::default(), &mut |_| Ok(())).map_err(|error| error.to_string())
}

/// Reads a file of columns, each given by its cells, with a column of row numbers in front.
fn asked(columns: &[(&str, &[&str])], ask: &Ask) -> Result<Records, String> {
    let mut file = tempfile::Builder::new().suffix(".csv").tempfile().expect("a file");
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    writeln!(file, "nr;{}", names.join(";")).expect("written");
    for row in 0..columns[0].1.len() {
        let cells: Vec<&str> = columns.iter().map(|(_, cells)| cells[row]).collect();
        writeln!(file, "{};{}", row + 1, cells.join(";")).expect("written");
    }
    read(file.path(), ask, &mut |_| Ok(())).map_err(|error| error.to_string())
}

fn one(cells: &[&str]) -> Result<Records, String> {
    asked(&[("v", cells)], &Ask::default())
}

fn column<'a>(records: &'a Records, name: &str) -> &'a ColumnReading {
    records.reading().columns.iter().find(|column| column.name == name).expect("the column")
}

fn floats(records: &Records, name: &str) -> Vec<Option<f64>> {
    records.batches().iter().flat_map(|batch| batch[name].as_primitive::<Float64Type>().iter()).collect()
}

fn integers(records: &Records, name: &str) -> Vec<Option<i64>> {
    records.batches().iter().flat_map(|batch| batch[name].as_primitive::<Int64Type>().iter()).collect()
}

fn texts(records: &Records, name: &str) -> Vec<Option<String>> {
    let all = records.batches().iter().flat_map(|batch| batch[name].as_string::<i32>().iter());
    all.map(|text| text.map(str::to_owned)).collect()
}

fn codes(records: &Records) -> Vec<&'static str> {
    records.reading().notices.iter().map(|notice| notice.doubt.code()).collect()
}

/// The cells of `v` as floats, and the codes of the notices.
fn as_floats(cells: &[&str]) -> (Vec<f64>, Vec<&'static str>) {
    let records = one(cells).unwrap_or_else(|error| panic!("{cells:?}: {error}"));
    assert_eq!(column(&records, "v").kind, ColumnType::Float, "{cells:?}");
    (floats(&records, "v").into_iter().flatten().collect(), codes(&records))
}

fn as_integers(cells: &[&str]) -> (Vec<Option<i64>>, Vec<&'static str>) {
    let records = one(cells).unwrap_or_else(|error| panic!("{cells:?}: {error}"));
    assert_eq!(column(&records, "v").kind, ColumnType::Integer, "{cells:?}");
    (integers(&records, "v"), codes(&records))
}

/// The codes of the notices of a column that stays as it is written.
fn as_texts(cells: &[&str]) -> Vec<&'static str> {
    let records = one(cells).unwrap_or_else(|error| panic!("{cells:?}: {error}"));
    assert_eq!(column(&records, "v").kind, ColumnType::Text, "{cells:?}");
    let expected: Vec<_> = cells.iter().map(|cell| (!cell.trim().is_empty()).then(|| (*cell).to_owned())).collect();
    assert_eq!(texts(&records, "v"), expected);
    codes(&records)
}

/// The refusal of a column, which names a row and holds a text.
fn refused(cells: &[&str], code: &str, row: u64, holds: &str) {
    let error = one(cells).err().unwrap_or_else(|| panic!("{cells:?} was read"));
    assert!(error.starts_with(&format!("[{code}]")), "{error}");
    assert!(error.contains(&format!("row {row}")) && error.contains("`v`") && error.contains(holds), "{error}");
}

#[test]
fn the_files_of_the_corpus_come_out_right() {
    let records = corpus("format/semikolon_decimalkomma.csv").expect("it is read");
    assert_eq!(codes(&records), [""; 0]);
    assert_eq!(integers(&records, "beboere").into_iter().flatten().sum::<i64>(), 96_018);
    let sum: f64 = floats(&records, "husleje").into_iter().flatten().sum();
    assert!((sum - 276_888.44).abs() < 1e-6, "{sum}");
    assert_eq!(column(&records, "husleje").how, "decimal comma, point between thousands");
    assert_eq!(texts(&records, "kode")[0].as_deref(), Some("0101"));

    let records = corpus("tal/decimalpunkt_tre_cifre.csv").expect("it is read");
    assert_eq!(floats(&records, "andel").into_iter().flatten().sum::<f64>(), 2.125);
    assert_eq!(codes(&records), [""; 0]);

    let records = corpus("tal/tvetydig_tusind.csv").expect("it is read");
    assert_eq!(integers(&records, "personer").into_iter().flatten().sum::<i64>(), 21_174);
    assert_eq!(codes(&records), ["W121"]);

    let records = corpus("tal/meget_lange_id.csv").expect("it is read");
    assert_eq!(texts(&records, "noegle")[3].as_deref(), Some("00000000000000000007"));
    assert_eq!(codes(&records), [""; 0]);

    let records = corpus("tal/enheder_i_hovedet.csv").expect("it is read");
    assert_eq!(floats(&records, "Udgift (1.000 kr.)").into_iter().flatten().sum::<f64>(), 4440.75);
    assert_eq!(codes(&records), [""; 0]);

    let records = corpus("struktur/dream_bred.csv").expect("it is read");
    assert_eq!((column(&records, "y_1401").nulls, column(&records, "y_1552").nulls), (78, 77));
    assert_eq!(codes(&records), [""; 0]);

    for (path, code, parts) in [
        ("tal/tekst_i_talkolonne.csv", "[H110]", ["se note 4", "line 2643", "row 2642", "`beboere`"]),
        ("tal/uendelig_nan.csv", "[H110]", ["`inf`", "line 3", "row 2", "`rate`"]),
        ("tal/mio_kr_blandet.csv", "[H111]", ["850 t.kr.", "line 3", "row 2", "`bevilling`"]),
    ] {
        let error = corpus(path).expect_err(path);
        assert!(error.starts_with(code) && parts.iter().all(|part| error.contains(part)), "{error}");
    }
}

#[test]
fn marks_are_read_as_missing_and_suppressed_with_their_numbers() {
    let records = corpus("manglende/maerker.csv").expect("it is read");
    let sager = column(&records, "sager");
    assert_eq!((sager.kind, sager.nulls, sager.suppressed), (ColumnType::Integer, 10, 4));
    assert_eq!(integers(&records, "sager").into_iter().flatten().sum::<i64>(), 37);
    let [notice] = records.reading().notices.as_slice() else { panic!("{:?}", records.reading().notices) };
    let text = notice.to_string();
    for part in ["[W120]", "`-` (1)", "`..` (1)", "`i.o.` (1)", "`< 5` (1)", "line 3", "`sager`"] {
        assert!(text.contains(part), "{text}");
    }

    let records = corpus("manglende/intervaller.csv").expect("it is read");
    assert_eq!((column(&records, "sager").nulls, column(&records, "sager").suppressed), (4, 4));
    assert_eq!(integers(&records, "sager").into_iter().flatten().sum::<i64>(), 54);

    // In a column of texts they are texts; those of programs are said.
    assert_eq!(as_texts(&["Nord", "-", "Syd"]), [""; 0]);
    assert_eq!(as_texts(&["Nord", "NA", "Syd"]), ["W129"]);
    assert_eq!(as_texts(&["0-17", "18-24", "25-64", "65+"]), [""; 0]);
    // Nothing but marks: nothing is lost.
    let records = one(&["..", "..", "-"]).expect("it is read");
    assert_eq!((column(&records, "v").nulls, codes(&records)), (3, vec!["W120"]));
    let records = one(&["<5", "Diskret.", "..", "<5"]).expect("it is read");
    let v = column(&records, "v");
    assert_eq!((v.kind, v.nulls, v.suppressed, codes(&records)), (ColumnType::Integer, 4, 3, vec!["W120"]));
    assert_eq!(as_texts(&["<18", "18-64", "65+"]), [""; 0]);
}

#[test]
fn marks_that_are_said_need_no_word() {
    let ask = Ask { missing: vec!["9999".into(), "sygdom".into()], suppressed: vec!["0".into()], ..Ask::default() };
    let records = asked(&[("v", &["12", "9999", "sygdom", "0", "7"]), ("t", &["a", "sygdom", "b", "c", "d"])], &ask)
        .expect("it is read");
    assert_eq!(integers(&records, "v"), [Some(12), None, None, None, Some(7)]);
    assert_eq!((column(&records, "v").nulls, column(&records, "v").suppressed), (3, 1));
    assert_eq!(column(&records, "t").nulls, 1);
    assert_eq!(codes(&records), [""; 0]);
}

#[test]
fn the_decimal_mark_is_that_of_the_whole_column() {
    for (cells, expected) in [
        (["1.234,5", "12,25", "7"], [1234.5, 12.25, 7.0]),
        (["1,234.5", "12.25", "7"], [1234.5, 12.25, 7.0]),
        (["0.125", "1.250", "12.375"], [0.125, 1.25, 12.375]),
        (["1.234", "0,5", "12.400"], [1234.0, 0.5, 12400.0]),
        (["1,234", "0.5", "12,400"], [1234.0, 0.5, 12400.0]),
        (["1 234,5", "1\u{a0}234,5", "1\u{202f}234,5"], [1234.5; 3]),
        (["1'234.50", "1’234.50", "7"], [1234.5, 1234.5, 7.0]),
        (["−1,5", "+2,5", "1e-3"], [-1.5, 2.5, 0.001]),
        (["12,0", "5,0", "7,0"], [12.0, 5.0, 7.0]),
    ] {
        assert_eq!(as_floats(&cells), (expected.to_vec(), Vec::new()), "{cells:?}");
    }
    assert_eq!(as_integers(&["1.234.567", "2.105", "7"]), (vec![Some(1_234_567), Some(2105), Some(7)], vec![]));
    assert_eq!(as_integers(&["1 234", "2\u{2009}105"]), (vec![Some(1234), Some(2105)], vec![]));
    assert_eq!(as_integers(&["1.234", "2.105"]).1, ["W121"]);
    assert_eq!(as_floats(&["101,500", "99"]), (vec![101.5, 99.0], vec!["W124"]));
    // An English program may have written them, and nothing in the column shows that none did.
    assert_eq!(as_floats(&["101,500", "99,000", "104,625"]), (vec![101.5, 99.0, 104.625], vec!["W124"]));
    assert_eq!(as_floats(&["101,500", "99,000", "104,625", "7,250"]).1, [""; 0], "eighths are measures");
    assert_eq!(as_floats(&["101,500", "99,000", "104,250", "7,750"]).1, ["W124"]);
    assert_eq!(as_floats(&["1,234 kr.", "5 kr."]), (vec![1.234, 5.0], vec!["W124"]));
    assert_eq!(as_integers(&["1.234 kr.", "5 kr."]).1, [""; 0]);
    assert_eq!(as_floats(&["101,500", "0,125"]), (vec![101.5, 0.125], vec![]));
    refused(&["7", "1.234,5", "1,234.5"], "H111", 3, "1,234.5");
    refused(&["1,5", "1.5"], "H111", 2, "1.5");
    refused(&["1.234", "1,234"], "H111", 2, "1,234");
    refused(&["1,234", "987"], "H111", 2, "987");
    refused(&["1.234", "56789"], "H111", 2, "56789");
    refused(&["7", "8", "9", "1.23.456"], "H110", 4, "1.23.456");
}

#[test]
fn other_columns_and_the_user_settle_what_a_column_leaves_open() {
    let columns: [(&str, &[&str]); 2] = [("v", &["1.234", "987"]), ("w", &["1,5", "2,5"])];
    let records = asked(&columns, &Ask::default()).expect("it is read");
    assert_eq!((integers(&records, "v"), codes(&records)), (vec![Some(1234), Some(987)], vec![]));

    let columns: [(&str, &[&str]); 2] = [("v", &["1.234", "2.105"]), ("w", &["1.5", "2.5"])];
    let records = asked(&columns, &Ask::default()).expect("it is read");
    assert_eq!((floats(&records, "v"), codes(&records)), (vec![Some(1.234), Some(2.105)], vec![]));

    let point = Ask { decimal: Some('.'), ..Ask::default() };
    let records = asked(&[("v", &["1.234", "2.105"])], &point).expect("it is read");
    assert_eq!((floats(&records, "v"), codes(&records)), (vec![Some(1.234), Some(2.105)], vec![]));
    let error = asked(&[("v", &["1.234", "2,5"])], &point).expect_err("a comma");
    assert!(error.starts_with("[H110]") && error.contains("2,5") && error.contains("row 2"), "{error}");

    let thousands = Ask { thousands: Some('.'), ..Ask::default() };
    let records = asked(&[("v", &["1.234", "2.105"])], &thousands).expect("it is read");
    assert_eq!((integers(&records, "v"), codes(&records)), (vec![Some(1234), Some(2105)], vec![]));
}

#[test]
fn a_thousands_mark_that_is_said_leaves_the_other_marks_for_decimals() {
    let spaces = Ask { thousands: Some(' '), ..Ask::default() };
    let records = asked(&[("v", &["1.234", "2 105.125"])], &spaces).expect("it is read");
    assert_eq!((floats(&records, "v"), codes(&records)), (vec![Some(1.234), Some(2105.125)], vec![]));
    let error = asked(&[("v", &["1.234.567", "2"])], &spaces).expect_err("points between thousands");
    assert!(error.starts_with("[H110]") && error.contains("row 1"), "{error}");
}

#[test]
fn codes_stay_texts() {
    assert_eq!(as_texts(&["0101", "0147", "1010"]), [""; 0]);
    assert_eq!(as_texts(&["0101", "851", "147"]), ["W123"]);
    assert_eq!(as_texts(&["98765432109876543210", "98765432109876543211"]), [""; 0]);
    assert_eq!(as_texts(&["7", "98765432109876543210"]), ["W123"]);
    assert_eq!(as_texts(&["12", "12A", "14", "16"]), [""; 0]);
    assert_eq!(as_texts(&["+4512345678", "12345678"]), [""; 0]);
    assert_eq!(as_texts(&["00.16", "27.03"]), [""; 0]);
    assert_eq!(as_texts(&["12 34 56 78", "87 65 43 21"]), [""; 0]);
    assert_eq!(as_texts(&["1 Birkelund", "2 Aabrinken"]), [""; 0]);
    assert_eq!(as_integers(&["2014", "8000", "12345678"]).1, [""; 0]);
}

#[test]
fn a_word_among_numbers_is_refused_and_a_number_among_words_is_text() {
    refused(&["1", "2", "3", "se note"], "H110", 4, "se note");
    refused(&["1", "#DIV/0!", "3"], "H110", 2, "#DIV/0!");
    refused(&["1", "1e400", "3"], "H110", 2, "1e400");
    assert_eq!(as_texts(&["Nord", "Syd", "7"]), ["W122"]);
    assert_eq!(as_texts(&["0", "1-4", "5-9", "10-14", "15-19"]), ["W122"]);
    let names = Ask { roles: Roles::default().with(ColumnRole::Area, "v"), ..Ask::default() };
    let records = asked(&[("v", &["1", "2", "3", "Nord"])], &names).expect("it is read");
    assert_eq!((column(&records, "v").kind, codes(&records)), (ColumnType::Text, vec![]));
}

#[test]
fn the_number_of_a_person_is_in_no_notice() {
    let records = one(&["Nord", "mor 291008-0000", "7", "8"]).expect("it is read");
    // Two facts: numbers among words, and a person among the words.
    assert_eq!(codes(&records), ["W122", "W167"]);
    let report = serde_json::to_string(records.reading()).expect("it is written");
    assert!(!report.contains("291008"), "{report}");
    let records = one(&["2910080000 Nord", "Syd", "7", "8"]).expect("it is read");
    let report = serde_json::to_string(records.reading()).expect("it is written");
    assert!(report.contains("W122") && !report.contains("2910080000"), "{report}");
    for cells in [["1", "2", "291008-0000"], ["1", "2", "nr. 2910080000"]] {
        let error = one(&cells).expect_err("a word among numbers");
        assert!(error.contains("******-****") && !error.contains("291008"), "{error}");
    }
}

#[test]
fn types_that_are_said_are_kept() {
    let say = |kind| Ask { types: [("v".to_owned(), kind)].into(), ..Ask::default() };
    let records = asked(&[("v", &["1", "..", "3"])], &say(ColumnType::Text)).expect("it is read");
    assert_eq!(texts(&records, "v")[1].as_deref(), Some(".."));
    let records = asked(&[("v", &["0101", "7"])], &say(ColumnType::Integer)).expect("it is read");
    assert_eq!(integers(&records, "v"), [Some(101), Some(7)]);
    let records = asked(&[("v", &["1", "7"])], &say(ColumnType::Float)).expect("it is read");
    assert_eq!(floats(&records, "v"), [Some(1.0), Some(7.0)]);
    for (kind, cells) in [(ColumnType::Integer, ["1", "7,5"]), (ColumnType::Float, ["1", "syv"])] {
        let error = asked(&[("v", &cells)], &say(kind)).expect_err("it does not fit");
        assert!(error.starts_with("[H110]") && error.contains("row 2"), "{error}");
    }
}

#[test]
fn units_are_read_and_said_and_never_mixed() {
    for (cells, how, expected) in [
        (["12,5 %", "7 %"], "decimal comma, in %", [12.5, 7.0]),
        (["2,5 mio. kr.", "1,2 mio.kr."], "decimal comma, in mio. kr.", [2.5, 1.2]),
        (["1.234,50 kr.", "kr. 7,-"], "decimal comma, point between thousands, in kr.", [1234.5, 7.0]),
        (["37,5 timer", "1 time"], "decimal comma, in timer", [37.5, 1.0]),
    ] {
        let records = one(&cells).expect("it is read");
        assert_eq!(column(&records, "v").how, how);
        assert_eq!(floats(&records, "v"), expected.map(Some));
        assert_eq!(codes(&records), [""; 0], "{cells:?}");
    }
    assert_eq!(as_integers(&["1.234 kr.", "850 kr."]), (vec![Some(1234), Some(850)], vec![]));
    assert_eq!(as_integers(&["1.234 kr.", "850"]), (vec![Some(1234), Some(850)], vec!["W127"]));
    assert_eq!(as_integers(&["5 hold", "7 hold"]), (vec![Some(5), Some(7)], vec!["W127"]));
    refused(&["12,5 %", "0,125"], "H111", 2, "0,125");
    refused(&["2,5 mio. kr.", "850 t.kr."], "H111", 2, "850 t.kr.");
    refused(&["3 uger", "2 dage"], "H111", 2, "2 dage");
}

#[test]
fn numbers_below_zero_are_said_when_they_have_no_minus_in_front() {
    assert_eq!(as_integers(&["12-", "7"]), (vec![Some(-12), Some(7)], vec!["W125"]));
    assert_eq!(as_floats(&["(1.234,5)", "7"]), (vec![-1234.5, 7.0], vec!["W125"]));
    assert_eq!(as_integers(&["-12", "−7", "- 5"]), (vec![Some(-12), Some(-7), Some(-5)], vec![]));
}

#[test]
fn what_programs_leave_in_numbers_is_said() {
    assert_eq!(as_floats(&["1,23E+09", "1,24E+09"]), (vec![1.23e9, 1.24e9], vec!["W126"]));
    assert_eq!(as_floats(&["1.5e-3", "2e+05"]), (vec![0.0015, 2e5], vec![]));
    assert_eq!(as_integers(&["1", "4", "99", "2", "99"]).1, ["W128"]);
    assert_eq!(as_integers(&["21", "-99", "35", "-99"]).1, ["W128"]);
    assert_eq!(as_integers(&["99", "45", "99", "12"]).1, [""; 0]);
    assert_eq!(as_integers(&["15", "-1", "7", "23", "-1"]).1, ["W166"]);
    assert_eq!(as_integers(&["1", "-1", "0", "3", "-1"]).1, [""; 0]);
    assert_eq!(as_integers(&["15", "\\N", "7", "23"]), (vec![Some(15), None, Some(7), Some(23)], vec!["W120"]));
}

#[test]
fn no_digit_is_lost_without_a_word() {
    // 2^53 and less, and what a double holds all the same.
    assert_eq!(as_floats(&["9007199254740992", "0,5"]).0, [9_007_199_254_740_992.0, 0.5]);
    assert_eq!(as_floats(&["10000000000000000000", "0,5", "1,5"]).0[0], 1e19);
    refused(&["0,5", "12345678901234567"], "H111", 2, "12345678901234567");
    refused(&["1234567890123456789", "0,5", "1,5"], "H111", 2, "0,5");
    assert_eq!(as_integers(&["12345678901234567", "5"]).0, [Some(12_345_678_901_234_567), Some(5)]);
    assert_eq!(as_texts(&["12345678901234567890", "12345678901234567891"]), [""; 0]);
    let said = Ask { types: [("v".to_owned(), ColumnType::Float)].into(), ..Ask::default() };
    let records = asked(&[("v", &["12345678901234567", "0,5"])], &said).expect("it was said");
    assert_eq!(floats(&records, "v"), [Some(12_345_678_901_234_568.0), Some(0.5)]);
}

#[test]
fn marks_that_cannot_be_are_refused() {
    let refusal = |decimal, thousands| {
        let ask = Ask { decimal, thousands, ..Ask::default() };
        asked(&[("v", &["1.234", "5"])], &ask).expect_err("no such marks")
    };
    for (decimal, thousands) in [(Some('x'), None), (None, Some(';')), (Some('.'), Some('.'))] {
        assert!(refusal(decimal, thousands).starts_with("[H861]"), "{decimal:?} {thousands:?}");
    }
}

#[test]
fn a_mark_that_means_yes_is_not_said_to_be_missing() {
    let truths = Some((vec!["x".to_owned()], vec!["y".to_owned()]));
    let records = asked(&[("v", &["x", "y", "x"])], &Ask { truths, ..Ask::default() }).expect("it is read");
    assert_eq!((column(&records, "v").kind, codes(&records)), (ColumnType::Boolean, vec![]));
}
