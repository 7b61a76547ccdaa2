//! Dates, moments, periods and yes/no in delimited text: read right, said, or refused with place and value.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, TimestampMicrosecondType};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use helhed::Error;
use helhed::design::{Language, Period};
use helhed::error::Spot;
use helhed::records::{ColumnRole, Notice, Roles};
use helhed_arrow::{Ask, ColumnType, Records, read};
use proptest::prelude::*;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/files/csv");

fn corpus(path: &str, ask: &Ask) -> Result<Records, Error> {
    read(format!("{CORPUS}/{path}"), ask, &mut |_| Ok(()))
}

fn role(role: ColumnRole, column: &str) -> Ask {
    Ask { roles: Roles::default().with(role, column), ..Ask::default() }
}

/// A table with a number and one column of these cells.
fn table(name: &str, cells: &[&str], ask: &Ask) -> Result<Records, Error> {
    let rows: String = (1..).zip(cells).map(|(row, cell)| format!("{row};{cell}\n")).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tabel.csv");
    std::fs::write(&path, format!("nr;{name}\n{rows}")).expect("a file");
    read(&path, ask, &mut |_| Ok(()))
}

fn plain(name: &str, cells: &[&str]) -> Records {
    table(name, cells, &Ask::default()).unwrap_or_else(|error| panic!("{cells:?}: {error}"))
}

fn refused(name: &str, cells: &[&str], ask: &Ask) -> Error {
    match table(name, cells, ask) {
        Ok(records) => panic!("{cells:?} was read as {:?}", records.reading().columns),
        Err(error) => error,
    }
}

fn column(records: &Records, index: usize) -> ArrayRef {
    records.batches()[0].column(index).clone()
}

fn kind(records: &Records) -> String {
    records.reading().columns[1].kind.to_string()
}

fn codes(records: &Records) -> Vec<&'static str> {
    records.reading().notices.iter().map(|notice| notice.doubt.code()).collect()
}

fn notice<'a>(records: &'a Records, code: &str) -> &'a Notice {
    let found = records.reading().notices.iter().find(|notice| notice.doubt.code() == code);
    found.unwrap_or_else(|| panic!("{code} is not among {:?}", codes(records)))
}

/// The days of a column, as `2014-04-13`; `-` for none.
fn days(records: &Records) -> Vec<String> {
    let array = column(records, 1);
    let days = array.as_primitive::<Date32Type>();
    days.iter().map(|day| day.map_or("-".to_owned(), iso)).collect()
}

fn iso(day: i32) -> String {
    (jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(day)).to_string()
}

/// The microseconds of a column of moments.
fn instants(records: &Records) -> Vec<i64> {
    column(records, 1).as_primitive::<TimestampMicrosecondType>().values().to_vec()
}

fn texts(records: &Records) -> Vec<String> {
    column(records, 1).as_string::<i32>().iter().map(|text| text.unwrap_or("-").to_owned()).collect()
}

fn row_of(error: &Error) -> Option<u64> {
    error.at().spots().iter().find_map(|spot| if let Spot::Row(row) = spot { Some(*row) } else { None })
}

/// Code, row and the value in the message.
fn assert_refused(error: &Error, code: &str, row: u64, value: &str) {
    assert_eq!((error.code(), row_of(error)), (code, Some(row)), "{error}");
    assert!(error.to_string().contains(value), "{error}");
    let line = Spot::Line(row + 1);
    assert!(error.at().spots().contains(&line), "{error}");
}

#[test]
fn the_files_of_the_corpus_come_out_right() {
    for (path, nulls) in [("datoer/aaaa-mm-dd.csv", 0), ("datoer/d_m_aaaa.csv", 0)] {
        let records = corpus(path, &Ask::default()).expect(path);
        let days = days(&records);
        assert_eq!((kind(&records).as_str(), codes(&records).len()), ("date", 0), "{path}");
        assert_eq!(column(&records, 1).null_count(), nulls);
        assert_eq!((days.iter().min(), days.iter().max()), (Some(&"2014-04-12".into()), Some(&"2017-12-03".into())));
    }
    for ask in [Ask::default(), role(ColumnRole::Date, "dato")] {
        let error = corpus("datoer/umulige_datoer.csv", &ask).expect_err("31 February");
        assert_refused(&error, "H110", 3, "31-02-2014");
    }
    let short = corpus("datoer/toscifrede_aar.csv", &Ask::default()).expect("two digits");
    assert_eq!(days(&short), ["2014-05-01", "1998-11-17", "2005-06-30", "1949-12-24"]);
    let doubt = notice(&short, "W130");
    // The date whose century is the least certain.
    assert!(doubt.to_string().contains("row 4") && doubt.to_string().contains("foedselsdato"), "{doubt}");
    let open = corpus("datoer/vagtdatoer.csv", &Ask::default()).expect("stand-ins");
    assert_eq!(codes(&open), ["W133", "W133"]);
    let til = open.reading().notices.iter().find(|one| one.to_string().contains("`til`")).expect("til").to_string();
    assert!(til.contains("`31-12-9999` (1), `31-12-2099` (1)") && til.contains("row 1"), "{til}");
    let zones = corpus("datoer/tidszoner.csv", &Ask::default()).expect("zones");
    let instants = instants(&zones);
    assert_eq!((instants[0], instants[2]), (instants[1], instants[3]));
    assert_eq!(instants[0], 1_388_532_600_000_000);
    assert!(codes(&zones).is_empty());
    let mixed = corpus("datoer/blandet_tidszone.csv", &Ask::default()).expect_err("mixed");
    assert_refused(&mixed, "H111", 2, "2014-03-02T10:00:00Z");
    for (path, name) in [
        ("perioder/statbank_halvaar.csv", "period:half-year"),
        ("perioder/statbank_maaned.csv", "period:month"),
        ("perioder/statbank_uge.csv", "period:week"),
        ("perioder/uge.csv", "period:week"),
    ] {
        let records = corpus(path, &Ask::default()).expect(path);
        assert_eq!((kind(&records).as_str(), codes(&records).len()), (name, 0), "{path}");
        texts(&records).iter().for_each(|text| assert!(text.parse::<Period>().is_ok(), "{text}"));
    }
    let quarter = corpus("perioder/ugyldige.csv", &Ask::default()).expect_err("quarter 5");
    assert_refused(&quarter, "H110", 3, "`2014K5` is not a quarter");
    let event = corpus("boolske/ja_nej_andet.csv", &role(ColumnRole::Event, "i_job")).expect_err("måske");
    assert_refused(&event, "H130", 3, "`måske` is neither yes nor no");
    let bulk = corpus("struktur/statbank_bulk.csv", &Ask::default()).expect("bulk");
    assert_eq!(bulk.reading().columns[2].kind.to_string(), "period:quarter");
}

#[test]
fn every_form_of_a_date_is_read() {
    for cells in [
        &["13-04-2014", "01-05-2014"][..],
        &["13/04/2014", "01/05/2014"],
        &["13.04.2014", "01.05.2014"],
        &["13/4 2014", "1/5 2014"],
        &["13/4-2014", "1/5-2014"],
        &["13.4.2014", "1.5.2014"],
        &["13. 4. 2014", "1. 5. 2014"],
        &["13. april 2014", "1. maj 2014"],
        &["13. apr. 2014", "1. maj. 2014"],
        &["søndag den 13. april 2014", "torsdag d. 1. maj 2014"],
        &["13-apr-2014", "01-May-2014"],
        &["13APR2014", "01MAY2014"],
        &["April 13, 2014", "May 1, 2014"],
        &["2014-04-13", "2014-05-01"],
        &["2014/04/13", "2014/5/1"],
        &["2014-04-13 00:00:00", "2014-05-01 00:00:00"],
        &[" 13-04-2014", "01-05-2014 "],
    ] {
        let records = plain("hvornaar", cells);
        assert_eq!(days(&records), ["2014-04-13", "2014-05-01"], "{cells:?}");
        assert!(codes(&records).is_empty(), "{cells:?}: {:?}", codes(&records));
    }
}

#[test]
fn the_whole_column_tells_which_number_is_the_day() {
    let month_first = plain("dato", &["03/04/2014", "04/13/2014"]);
    assert_eq!(days(&month_first), ["2014-03-04", "2014-04-13"]);
    assert_eq!(codes(&month_first), ["W132"]);
    let assumed = plain("dato", &["03/04/2014", "05/04/2014"]);
    assert_eq!(days(&assumed), ["2014-04-03", "2014-04-05"]);
    assert_eq!(codes(&assumed), ["W131"]);
    assert!(codes(&plain("dato", &["03-04-2014", "05-04-2014"])).is_empty());
    assert!(codes(&plain("dato", &["03/03/2014", "13/04/2014"])).is_empty());
    let both = refused("dato", &["13-04-2014", "14-04-2014", "04-13-2014"], &Ask::default());
    assert_refused(&both, "H111", 3, "`04-13-2014 (row 3, the month first)`");
    let said = Ask { day_first: Some(false), ..Ask::default() };
    assert_eq!(days(&table("dato", &["03-04-2014"], &said).expect("said")), ["2014-03-04"]);
    assert_refused(&refused("dato", &["03-04-2014", "13-04-2014"], &said), "H110", 2, "13-04-2014");
    assert_eq!(codes(&plain("dato", &["13-04-2014", "2014-05-01"])), ["W134"]);
}

#[test]
fn an_english_file_does_not_settle_the_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tabel.csv");
    for (cell, said) in [("03-04-2014", vec!["W131"]), ("03.04.2014", vec![]), ("13-04-2014", vec![])] {
        std::fs::write(&path, format!("nr,dato\n1,{cell}\n2,{cell}\n")).expect("a file");
        let ask = Ask { delimiter: Some(','), ..Ask::default() };
        // A reader that does not know the comma yet sees one column.
        let records = read(&path, &ask, &mut |_| Ok(())).expect("a table");
        if records.schema().fields().len() == 2 {
            assert_eq!(codes(&records), said, "{cell}");
        }
    }
}

#[test]
fn doubts_are_said_in_both_languages() {
    let files = [
        plain("foedt", &["24-12-49"]),
        plain("til", &["03/04/2014", "31-12-9999", "2014-05-01", "0214-01-01"]),
        plain("til", &["04/13/2014"]),
        plain("dato", &["20140413"]),
        plain("tid", &["2014K1", "2014M02", "7/2014"]),
        plain("svar", &["ja", "nej", "ved ikke"]),
    ];
    let notices = files.iter().flat_map(|records| &records.reading().notices);
    for notice in notices {
        let (danish, english) = (notice.doubt.say(Language::Da), notice.doubt.say(Language::En));
        assert!(danish != english && !danish.is_empty() && !notice.doubt.mend().is_empty(), "{danish} {english}");
    }
}

#[test]
fn no_day_is_rolled_over_and_no_word_swallowed() {
    for impossible in [
        "31-02-2014",
        "29-02-2013",
        "00-01-2014",
        "15-13-2014",
        "31/4 2014",
        "31. juni 2014",
        "2014-02-30",
        "99-99-9999",
    ] {
        let error = refused("hvornaar", &["13-04-2014", "14-04-2014", impossible], &Ask::default());
        assert_refused(&error, "H110", 3, impossible);
    }
    assert_refused(&refused("d", &["snart", "senere"], &role(ColumnRole::Date, "d")), "H110", 1, "snart");
    for word in ["snarest", "2014", "juni"] {
        let error = refused("hvornaar", &["13-04-2014", "14-04-2014", "15-04-2014", word], &Ask::default());
        assert_refused(&error, "H110", 4, word);
    }
    for (name, cells) in [("dato", &["jan-14", "feb-14"][..]), ("x", &["31-02-2014"]), ("x", &["2014K5", "2014K6"])] {
        let kept = plain(name, cells);
        assert_eq!((kind(&kept).as_str(), codes(&kept)), ("text", vec!["W138"]), "{cells:?}");
    }
    assert_refused(
        &refused("tid", &["2013/14", "2014/15", "2014/15", "2013/15"], &Ask::default()),
        "H110",
        4,
        "2013/15",
    );
    assert_refused(&refused("tid", &["2014", "2014K5"], &Ask::default()), "H110", 2, "2014K5");
    let mixed = plain("hvornaar", &["13-04-2014", "snart", "14-04-2014", "senere"]);
    assert_eq!((kind(&mixed).as_str(), codes(&mixed)), ("text", vec!["W138"]));
    assert_eq!(notice(&mixed, "W138").doubt.say(Language::Da).matches("snart").count(), 1);
    assert_eq!(days(&plain("hvornaar", &["13-04-2014", "", "14-04-2014"])), ["2014-04-13", "-", "2014-04-14"]);
    assert_eq!(days(&plain("til", &["0000-00-00", "2014-04-14"])), ["-", "2014-04-14"]);
    assert_eq!(codes(&plain("til", &["0000-00-00", "2014-04-14"])), ["W133"]);
    assert_eq!(codes(&plain("til", &["0214-04-13", "2014-04-14"])), ["W139"]);
}

#[test]
fn digits_are_dates_only_where_the_column_says_so() {
    let named = plain("startdato", &["20140413", "20140501"]);
    assert_eq!((days(&named), codes(&named)), (vec!["2014-04-13".to_owned(), "2014-05-01".to_owned()], vec!["W135"]));
    let said = table("dag1", &["20140413", "20140501"], &role(ColumnRole::From, "dag1")).expect("a role");
    assert_eq!((kind(&said).as_str(), codes(&said).len()), ("date", 0));
    let cvr = plain("cvr", &["20140413", "20140501", "29999999"]);
    assert_eq!((kind(&cvr).as_str(), codes(&cvr).len()), ("integer", 0));
    let like = plain("cvr", &["20140413", "20140501", "20140502"]);
    assert_eq!((kind(&like).as_str(), codes(&like)), ("integer", vec!["W135"]));
    let last = plain("foedselsdato", &["13042014", "01051998"]);
    assert_eq!(days(&last), ["2014-04-13", "1998-05-01"]);
    let six = plain("foedselsdato", &["130414", "010598", "311249"]);
    assert_eq!((days(&six)[2].as_str(), codes(&six)), ("1949-12-31", vec!["W130"]));
    let error = refused("dato", &["20140413", "20140231", "20140501"], &role(ColumnRole::Date, "dato"));
    assert_refused(&error, "H110", 2, "20140231");
    let open = plain("slutdato", &["20140413", "99991231", "99991231"]);
    assert_eq!((days(&open)[2].as_str(), codes(&open)), ("9999-12-31", vec!["W135", "W133"]));
    let serial = plain("dato", &["41765", "41766", "41767"]);
    assert_eq!((kind(&serial).as_str(), codes(&serial)), ("integer", vec!["W135"]));
}

#[test]
fn moments_keep_their_instant() {
    let local = plain("tid", &["2014-03-02 10:00", "02-03-2014 10.30", "2014-03-02T10:00:00.5"]);
    assert_eq!(column(&local, 1).data_type(), &DataType::Timestamp(TimeUnit::Microsecond, None));
    let at = |records: &Records, row: usize| instants(records)[row];
    assert_eq!(at(&local, 0), 1_393_754_400_000_000);
    assert_eq!((at(&local, 1) - at(&local, 0), at(&local, 2) - at(&local, 0)), (1_800_000_000, 500_000));
    let zoned = plain("tid", &["2014-03-02T11:00+0100", "2014-03-02 10:00:00Z", "2014-03-02 05:00 -05:00"]);
    assert_eq!(column(&zoned, 1).data_type(), &DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())));
    assert_eq!(instants(&zoned), [1_393_754_400_000_000; 3]);
    assert!(zoned.reading().columns[1].how.contains("-05:00, +00:00, +01:00"));
    let sas = plain("tid", &["02MAR2014:10:00:00", "02MAR2014:10:30:00.000"]);
    assert_eq!((instants(&sas)[0], instants(&sas)[1]), (at(&local, 0), at(&local, 1)));
    let american = plain("tid", &["3/14/2014 10:00 AM", "3/14/2014 12:30 PM", "3/14/2014 12:15 AM"]);
    assert_eq!(at(&american, 1) - at(&american, 0), 9_000_000_000);
    assert_eq!(at(&american, 0) - at(&american, 2), 35_100_000_000);
    for bad in ["2014-03-02 24:00", "2014-03-02 10:00:60", "2014-03-02 10:61"] {
        assert_refused(&refused("tid", &["2014-03-02 10:00", bad], &Ask::default()), "H110", 2, bad);
    }
    assert_eq!(kind(&plain("tid", &["08:30", "10:15"])), "text");
}

#[test]
fn periods_of_every_kind_are_known() {
    for (cells, name) in [
        (&["2014K3", "2014Q4"][..], "period:quarter"),
        (&["3. kvartal 2014", "4. kvt. 2014"], "period:quarter"),
        (&["K3 2014", "Q4 2014"], "period:quarter"),
        (&["juli 2014", "aug 2014"], "period:month"),
        (&["2014-07", "2014-08"], "period:month"),
        (&["07-2014", "12-2014"], "period:month"),
        (&["2014-W23", "Uge 24, 2014"], "period:week"),
        (&["1. halvår 2014", "2. halvår 2014"], "period:half-year"),
        (&["2013/14", "2014/15"], "period:school-year"),
        (&["2013/2014", "2014/2015"], "period:school-year"),
    ] {
        let records = plain("tid", cells);
        assert_eq!((kind(&records).as_str(), codes(&records).len()), (name, 0), "{cells:?}");
        assert_eq!(texts(&records), cells);
        texts(&records).iter().for_each(|text| assert!(text.parse::<Period>().is_ok(), "{text}"));
    }
    assert_eq!(kind(&plain("aar", &["2014", "2015"])), "integer");
}

#[test]
fn what_could_be_several_periods_is_written_anew_and_said() {
    let weeks = plain("periode", &["7/2014", "23/2014"]);
    assert_eq!((texts(&weeks), codes(&weeks)), (vec!["2014U07".to_owned(), "2014U23".to_owned()], vec!["W137"]));
    let named = plain("uge", &["7/2014", "8/2014"]);
    assert_eq!(texts(&named), ["2014U07", "2014U08"]);
    let months = plain("periode", &["2011/11", "2011/12"]);
    assert_eq!((texts(&months), codes(&months)), (vec!["2011M11".to_owned(), "2011M12".to_owned()], vec!["W137"]));
    let school = plain("periode", &["2011-12", "2012-13"]);
    assert_eq!(texts(&school), ["2011/2012", "2012/2013"]);
    assert_eq!(codes(&plain("periode", &["2009/10", "2010/11"])), ["W137"]);
    assert_eq!(codes(&plain("periode", &["7/2014", "8/2014"])), ["W137"]);
    assert_refused(&refused("periode", &["2014/15", "2014/07"], &Ask::default()), "H111", 2, "2014/07");
    assert_refused(&refused("periode", &["52/2014", "53/2014"], &Ask::default()), "H110", 2, "53/2014");
    let twice = plain("tid", &["2014K1", "1. kvartal 2014", "2014K2"]);
    assert_eq!((texts(&twice)[1].as_str(), codes(&twice)), ("2014K1", vec!["W137"]));
    let mixed = plain("tid", &["2014K1", "2014M02", "2014"]);
    assert_eq!((kind(&mixed).as_str(), codes(&mixed)), ("period:mixed", vec!["W136"]));
    for (good, bad) in [
        ("2014K1", "2014K5"),
        ("2014M02", "2014M13"),
        ("2014-02", "2014-13"),
        ("uge 3 2014", "uge 53 2014"),
        ("2014H1", "2014H3"),
    ] {
        assert_refused(&refused("tid", &[good, bad], &Ask::default()), "H110", 2, bad);
    }
    assert_refused(&refused("tid", &["2014K1", "2014K2", "i alt"], &Ask::default()), "H110", 3, "i alt");
}

#[test]
fn yes_and_no_are_told_from_other_words() {
    for cells in
        [&["ja", "NEJ ", ""][..], &["j", "n", ""], &["Yes", "no", ""], &["TRUE", "false", ""], &["sandt", "falsk", ""]]
    {
        let records = plain("i_job", cells);
        let array = column(&records, 1);
        let values: Vec<Option<bool>> = array.as_boolean().iter().collect();
        assert_eq!((values, codes(&records).len()), (vec![Some(true), Some(false), None], 0), "{cells:?}");
    }
    let survey = plain("svar", &["ja", "nej", "ved ikke", "nej", "ved ikke"]);
    assert_eq!((kind(&survey).as_str(), codes(&survey)), ("text", vec!["W138"]));
    assert_eq!(codes(&plain("svar", &["ja", "nej", "nej", "Ved ikke"])), ["W138"]);
    assert_refused(&refused("svar", &["ja", "nej", "nej", "jaå"], &Ask::default()), "H130", 4, "jaå");
    for cells in [&["x", "", "x"][..], &["n", "n", ""], &["sand", "sand", ""], &["sand", "grus", "ler"]] {
        assert_eq!(kind(&plain("jord", cells)), "text", "{cells:?}");
    }
    assert_eq!(kind(&plain("i_job", &["1", "0"])), "integer");
    let group = table("flyttet", &["ja", "nej"], &role(ColumnRole::Group, "flyttet")).expect("a group");
    assert_eq!(texts(&group), ["ja", "nej"]);
    let words = Some((vec!["i job".to_owned()], vec!["ledig".to_owned()]));
    let ask = Ask { truths: words, ..role(ColumnRole::Event, "status") };
    let records = table("status", &["i job", "Ledig", ""], &ask).expect("words");
    assert_eq!(column(&records, 1).as_boolean().true_count(), 1);
    assert_refused(&refused("status", &["i job", "syg"], &ask), "H130", 2, "syg");
    let asked = Ask { types: [("x".to_owned(), ColumnType::Boolean)].into(), ..Ask::default() };
    assert_eq!(column(&table("x", &["1", "nej"], &asked).expect("asked"), 1).as_boolean().true_count(), 1);
}

#[test]
fn every_day_of_four_centuries_comes_back_from_every_form() {
    let first = jiff::civil::date(1800, 1, 2);
    let days_of: Vec<jiff::civil::Date> =
        (0..146_000).step_by(7).map(|day| first + jiff::Span::new().days(day)).collect();
    for form in ["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%-d/%-m %Y", "%Y-%m-%d", "%Y/%m/%d", "%-d. %B %Y"] {
        let cells: Vec<String> = days_of.iter().map(|day| day.strftime(form).to_string()).collect();
        let records = plain("hvornaar", &cells.iter().map(String::as_str).collect::<Vec<_>>());
        let found = days(&records);
        for (day, found) in days_of.iter().zip(&found) {
            assert_eq!(&day.to_string(), found, "{form}");
        }
    }
}

#[test]
fn every_iso_week_begins_on_its_monday() {
    for year in 1800..2200_i16 {
        for week in 1..=53_i8 {
            let text = format!("{year}U{week:02}");
            let monday = jiff::civil::ISOWeekDate::new(year, week, jiff::civil::Weekday::Monday);
            match (monday, text.parse::<Period>()) {
                (Ok(monday), Ok(period)) => assert_eq!(monday.date().to_string(), period.span().0, "{text}"),
                (Err(_), Err(error)) => assert_eq!(error.code(), "H004"),
                (monday, period) => panic!("{text}: {monday:?}, {period:?}"),
            }
        }
    }
}

proptest! {
    #[test]
    fn no_cells_make_it_panic(cells in proptest::collection::vec("[0-9/. :KUMQHTZ+-]{0,14}|\\PC{0,12}", 1..6), name in "dato|tid|x") {
        let cells: Vec<&str> = cells.iter().map(String::as_str).filter(|cell| !cell.contains(['"', ';'])).collect();
        if let Ok(records) = table(&name, &cells, &Ask::default())
            && kind(&records).starts_with("period")
        {
            for text in texts(&records).iter().filter(|text| *text != "-") {
                prop_assert!(text.parse::<Period>().is_ok(), "{}", text);
            }
        }
    }

    #[test]
    fn what_a_period_reads_it_writes_and_reads_again(text in "\\PC{0,24}|[0-9]{4}[-/ KQUMWH.]{0,2}[0-9]{0,4}") {
        if let Ok(period) = text.parse::<Period>() {
            prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
            prop_assert!(period.first_day() < period.end_day());
        }
    }
}
