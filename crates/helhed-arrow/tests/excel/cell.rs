//! What a cell holds, and how its format shows it.

use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, TimestampMicrosecondType};
use helhed_arrow::{Ask, ColumnType, read};

use crate::workbook::{
    FILES, Workbook, codes, column, corpus, floats, integers, refused, row, rows, style, styled, texts,
};

#[test]
fn numbers_among_marks_and_texts_keep_their_values() {
    let marks = corpus("excel/blandet_kolonne.xlsx").expect("marks");
    let sager = integers(&marks, "sager");
    assert_eq!((sager.iter().flatten().sum::<i64>(), sager.iter().flatten().count()), (37, 3));
    assert_eq!((codes(&marks), marks.reading().columns[1].suppressed), (vec!["W120"], 2));
    let book = Workbook::new(&rows(&[&["omraade", "andel"], &["A", "1.234"], &["B", "12,5"], &["C", "0.1"]]));
    let records = book.read().expect("a decimal comma among numbers");
    assert_eq!(floats(&records, "andel"), [Some(1.234), Some(12.5), Some(0.1)]);
    let share = r#"<row><c t="inlineStr"><is><t>C</t></is></c><c t="inlineStr"><is><t>12,5 %</t></is></c></row>"#;
    let mut book = Workbook::new(&(styled(["omraade", "andel"], &[("A", "0.125"), ("B", "0.07")]) + share));
    book.styles = style("0.0%");
    let values = floats(&book.read().expect("shares as numbers and as text"), "andel");
    assert_eq!((values[0], values.len()), (values[2], 3));
}

#[test]
fn numbers_that_hide_something_are_said() {
    let days = corpus("excel/dato_uden_format.xlsx").expect("day numbers");
    assert_eq!(codes(&days), ["W152"]);
    assert_eq!(integers(&days, "dato").iter().flatten().sum::<i64>(), 209_977);
    let notice = days.reading().notices[0].to_string();
    assert!(notice.contains("41765") && notice.contains("2014-05-06") && notice.contains("cell B2"), "{notice}");
    let ask = Ask { types: [("dato".to_owned(), ColumnType::Date)].into(), ..Ask::default() };
    let path = Path::new(FILES).join("excel/dato_uden_format.xlsx");
    let said = read(path, &ask, &mut |_| Ok(())).expect("dates as said");
    assert_eq!(column(&said, "dato").as_primitive::<Date32Type>().value(0), 16_196);

    let zeros = corpus("excel/nuller_kun_format.xlsx").expect("zeros by format");
    assert_eq!(codes(&zeros), ["W151"]);
    assert_eq!(integers(&zeros, "kommunekode").iter().flatten().sum::<i64>(), 3717);
    let ask = Ask { types: [("kommunekode".to_owned(), ColumnType::Text)].into(), ..Ask::default() };
    let path = Path::new(FILES).join("excel/nuller_kun_format.xlsx");
    let said = read(path, &ask, &mut |_| Ok(())).expect("codes as said");
    assert_eq!(texts(&said, "kommunekode")[0].as_deref(), Some("0101"));
    assert!(codes(&said).is_empty());
}

#[test]
fn years_shown_with_four_digits_hide_nothing() {
    let mut book = Workbook::new(&styled(["omraade", "aar"], &[("A", "2014"), ("B", "2015")]));
    book.styles = style("0000");
    let records = book.read().expect("years");
    assert!(codes(&records).is_empty());
    assert_eq!(integers(&records, "aar"), [Some(2014), Some(2015)]);
}

#[test]
fn formats_make_days_times_durations_and_shares() {
    let cells = [("A", "41765.75"), ("B", "41766")];
    let mut book = Workbook::new(&styled(["omraade", "start"], &cells));
    book.styles = style("dd-mm-yyyy hh:mm");
    let records = book.read().expect("moments");
    let moments = column(&records, "start");
    assert_eq!(moments.as_primitive::<TimestampMicrosecondType>().value(0), 1_399_399_200_000_000);
    book.head = r#"<workbookPr date1904="1"/>"#.into();
    let later = column(&book.read().expect("from 1904"), "start");
    let days = 1462 * 86_400_000_000;
    assert_eq!(later.as_primitive::<TimestampMicrosecondType>().value(0), 1_399_399_200_000_000 + days);

    let mut book = Workbook::new(&styled(["omraade", "timer"], &[("A", "1.5625"), ("B", "0.5")]));
    book.styles = style("[h]:mm");
    assert_eq!(floats(&book.read().expect("durations"), "timer"), [Some(37.5), Some(12.0)]);
    book.styles = style("0.0%");
    let records = book.read().expect("shares");
    assert_eq!(floats(&records, "timer"), [Some(1.5625), Some(0.5)]);
    assert!(records.reading().columns[1].how.contains("0.125") && codes(&records).is_empty());

    let mut book = Workbook::new(&styled(["omraade", "klokken"], &[("A", "0.354166666666667"), ("B", "0.75")]));
    book.styles = style("hh:mm");
    assert_eq!(texts(&book.read().expect("times"), "klokken")[0].as_deref(), Some("08:30"));
}

#[test]
fn what_is_no_day_is_refused_with_its_cell() {
    for (number, word) in [("60", "29-02-1900"), ("-5", "`-5`"), ("2958466", "`2958466`"), ("0.5", "`0.5`")] {
        let mut book = Workbook::new(&styled(["omraade", "dag"], &[("A", "41765"), ("B", number)]));
        book.styles = style("dd-mm-yyyy");
        refused(book.read(), "H110", &[word, "column `dag`", "row 2", "cell B3"]);
    }
}

#[test]
fn days_mixed_with_numbers_or_words_are_refused() {
    let text = r#"<row><c t="inlineStr"><is><t>C</t></is></c><c t="inlineStr"><is><t>13-04-2014</t></is></c></row>"#;
    let mut book = Workbook::new(&(styled(["omraade", "dag"], &[("A", "41765"), ("B", "41766")]) + text));
    book.styles = style("dd-mm-yyyy");
    refused(book.read(), "H110", &["`13-04-2014`", "row 3", "cell B4"]);
    let mut book =
        Workbook::new(&(styled(["omraade", "dag"], &[("A", "41765"), ("B", "41766")]) + &row(&["C", "41767"])));
    book.styles = style("dd-mm-yyyy");
    refused(book.read(), "H111", &["plain numbers", "row 3", "cell B4"]);
}

#[test]
fn errors_of_formulas_are_refused_or_missing() {
    let with = |cell| Workbook::new(&rows(&[&["omraade", "n"], &["A", "1"], &["B", cell], &["C", "3"]]));
    refused(with("!#DIV/0!").read(), "H827", &["`#DIV/0!`", "column `n`", "row 2", "cell B3"]);
    refused(with("=1+1").read(), "H828", &["not stored", "cell B3"]);
    let records = with("!#N/A").read().expect("not available");
    assert_eq!(integers(&records, "n"), [Some(1), None, Some(3)]);
    assert_eq!(codes(&records), ["W120"]);
    let ask = Ask { missing: vec!["#DIV/0!".into()], ..Ask::default() };
    assert_eq!(integers(&with("!#DIV/0!").read_as(&ask).expect("said"), "n"), [Some(1), None, Some(3)]);
}

#[test]
fn texts_of_every_kind_come_out_whole() {
    let mut book = Workbook::new(&format!(
        r#"{}<row><c t="s"><v>0</v></c><c t="str"><f>A1</f><v>x</v></c></row><row><c t="s"><v>1</v></c><c t="str"><f>A1</f><v></v></c></row>"#,
        row(&["omraade", "svar"])
    ));
    book.strings = Some(
        "<sst><si><r><t>Birke</t></r><r><t xml:space=\"preserve\">lunden øst</t></r></si>
        <si><t>課<![CDATA[<&>]]>&#248;_x00E6_</t><rPh sb=\"0\" eb=\"1\"><t>カ</t></rPh></si></sst>"
            .into(),
    );
    let records = book.read().expect("texts");
    assert_eq!(texts(&records, "omraade"), [Some("Birkelunden øst".to_owned()), Some("課<&>øæ".to_owned())]);
    assert_eq!(texts(&records, "svar"), [Some("x".to_owned()), None]);
}

#[test]
fn numbers_in_thousands_years_as_days_and_long_numbers_are_said() {
    let thousands = |cells: &[(&str, &str)], code| {
        let mut book = Workbook::new(&styled(["omraade", "udgift"], cells));
        book.styles = style(code);
        book.read()
    };
    let records = thousands(&[("A", "2500000"), ("B", "1250500")], "#,##0.0,").expect("in thousands");
    assert_eq!(integers(&records, "udgift"), [Some(2_500_000), Some(1_250_500)]);
    assert_eq!(codes(&records), ["W151"]);
    let notice = records.reading().notices[0].to_string();
    assert!(notice.contains("`2500`") && notice.contains("`2500000`"), "{notice}");
    refused(thousands(&[("A", "2014"), ("B", "2015")], "yyyy"), "H110", &["years such as 2014", "cell B2"]);
    let records = thousands(&[("A", "41640"), ("B", "2958465")], "dd-mm-yyyy").expect("an open end");
    assert_eq!(codes(&records), ["W133"]);
    let long = &[&["id", "n"][..], &["12345678901234500", "1"], &["12345678901234600", "2"]];
    assert_eq!(codes(&Workbook::new(&rows(long)).read().expect("long numbers")), ["W126"]);
}
