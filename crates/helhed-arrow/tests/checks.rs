//! Checks of rows by what their columns are for: which are refused, warned of or set aside, and what is said.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray};
use helhed::Error;
use helhed::records::{ColumnRole, Policies, Policy, Roles};
use helhed_arrow::{Ask, Kind, Records, read, take};

type Columns = Vec<(&'static str, ArrayRef)>;

fn texts(values: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

fn all(values: &[&str]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

fn numbers(values: &[f64]) -> ArrayRef {
    Arc::new(values.iter().map(|value| Some(*value).filter(|one| !one.is_nan())).collect::<Float64Array>())
}

fn years(values: &[i64]) -> ArrayRef {
    Arc::new(Int64Array::from(values.to_vec()))
}

fn days(values: &[&str]) -> ArrayRef {
    let epoch: jiff::civil::Date = "1970-01-01".parse().expect("a date");
    let day = |text: &&str| text.parse::<jiff::civil::Date>().ok().map(|date| (date - epoch).get_days());
    Arc::new(values.iter().map(day).collect::<Date32Array>())
}

fn roles(of: &[(ColumnRole, &str)]) -> Roles {
    of.iter().fold(Roles::default(), |roles, (role, column)| roles.with(*role, *column))
}

fn checked(columns: Columns, of: &[(ColumnRole, &str)], policies: Policies) -> Result<Records, Error> {
    let batch = RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true)));
    let batch = batch.expect("a batch");
    // In two batches, so that rows are found across them.
    let half = batch.num_rows() / 2;
    let batches = vec![batch.slice(0, half), batch.slice(half, batch.num_rows() - half)];
    let ask = Ask { roles: roles(of), policies, ..Ask::default() };
    take(batch.schema(), batches, "register", Kind::Parquet, &ask)
}

/// The code of the error, the place and the message; then the rows that are left and the reasons when they are counted.
fn found(columns: Columns, of: &[(ColumnRole, &str)], check: &str) -> (String, String, Vec<(String, u64)>) {
    let error = checked(columns.clone(), of, Policies::default().with(check, Policy::Refuse).expect("a check"));
    let error = error.expect_err("refused");
    assert!(error.mend().contains(check), "{error}");
    let warned = checked(columns.clone(), of, Policies::default().with(check, Policy::Warn).expect("a check"));
    let warned = warned.expect("it is read");
    assert!(warned.reading().notices.iter().any(|notice| notice.doubt.code() == "W170"));
    assert_eq!(warned.ledger().rows_out(), 0);
    let counted = checked(columns, of, Policies::default().with(check, Policy::Count).expect("a check"));
    let counted = counted.expect("it is read");
    let notice = counted.reading().notices.iter().find(|notice| notice.doubt.code() == "W171").expect("a notice");
    assert!(!notice.doubt.say(helhed::design::Language::Da).is_empty());
    assert_eq!(counted.rows() + counted.ledger().rows_out(), counted.ledger().rows_in());
    assert_eq!(counted.reading().rows, counted.rows());
    let reasons = counted.ledger().reasons().map(|(reason, rows)| (reason.to_owned(), rows)).collect();
    (error.code().to_owned(), error.to_string(), reasons)
}

fn clean(columns: Columns, of: &[(ColumnRole, &str)]) {
    let records = checked(columns, of, Policies::default()).expect("it is read");
    assert!(records.reading().notices.is_empty(), "{:?}", records.reading().notices);
    assert_eq!(records.ledger().rows_out(), 0);
}

use ColumnRole::{
    Age, Area, BirthDate, Date, Event, Events, Exposure, From, Group, N, Period, Person, To, Value, Weight,
};

#[test]
fn a_person_in_two_areas_is_named_with_both() {
    let columns: Columns = vec![
        ("person", all(&["p1", "p2", "p2", "p3"])),
        ("aar", years(&[2014, 2014, 2014, 2014])),
        ("omraade", all(&["Birkelunden", "Birkelunden", "Åbrinken", "Åbrinken"])),
        ("uger", numbers(&[10.0, 20.0, 12.0, 5.0])),
    ];
    let of = [(Person, "person"), (Period, "aar"), (Area, "omraade"), (Value, "uger")];
    let (code, text, reasons) = found(columns, &of, "person_in_two_areas");
    assert_eq!(code, "H115");
    assert!(text.contains("`p2` is in two areas in 2014: `Birkelunden` (row 2) and `Åbrinken` (row 3)"), "{text}");
    assert!(text.contains("column `omraade`, row 3"), "{text}");
    assert_eq!(reasons, [("person in two areas".to_owned(), 2)]);
}

#[test]
fn the_same_from_a_file_names_the_line() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/files/csv/poster/person_to_omraader.csv");
    let of = [(Person, "person"), (Period, "aar"), (Area, "omraade"), (Value, "uger_i_job")];
    let error = read(path, &Ask { roles: roles(&of), ..Ask::default() }, &mut |_| Ok(())).expect_err("refused");
    assert_eq!(error.code(), "H115");
    let text = error.to_string();
    assert!(
        text.contains("line 4") && text.contains("row 3") && text.contains("Åbrinken") && text.contains("p2"),
        "{text}"
    );
    let records = read(path, &Ask::default(), &mut |_| Ok(())).expect("without roles it is read");
    let error = records.check(&roles(&of), &Policies::default()).expect_err("refused later");
    assert_eq!((error.code(), error.to_string()), ("H115", text));
}

#[test]
fn a_person_twice_is_found_and_told_from_a_row_twice() {
    let columns = |values: &[f64]| -> Columns {
        vec![
            ("person", all(&["p1", "p2", "p2"])),
            ("aar", years(&[2014, 2014, 2014])),
            ("sporgsmaal", all(&["a", "a", "b"])),
            ("svar", numbers(values)),
        ]
    };
    let of = [(Person, "person"), (Period, "aar"), (Value, "svar")];
    let (code, text, reasons) = found(columns(&[1.0, 2.0, 3.0]), &of, "person_twice");
    assert!(code == "H114" && text.contains("`p2` stands twice in 2014: in row 2 and again here"), "{text}");
    assert_eq!(reasons, [("person twice in a period".to_owned(), 1)]);
    clean(columns(&[1.0, 2.0, 3.0]), &[(Person, "person"), (Period, "aar"), (Value, "svar"), (Group, "sporgsmaal")]);
    let twice: Columns = vec![
        ("person", all(&["p1", "p2", "p1", "p2"])),
        ("aar", years(&[2014, 2014, 2014, 2015])),
        ("svar", texts(&[None, Some("a"), None, Some("a")])),
    ];
    let (code, text, reasons) = found(twice, &[(Person, "person"), (Period, "aar")], "row_twice");
    assert!(code == "H113" && text.contains("repeats row 1") && text.contains("row 3"), "{text}");
    assert_eq!(reasons, [("the same row twice".to_owned(), 1)]);
}

fn spells(from: &[&str], to: &[&str]) -> Columns {
    vec![("person", all(&["p1", "p2", "p2"])), ("fra", days(from)), ("til", days(to))]
}

const SPELL: [(ColumnRole, &str); 3] = [(Person, "person"), (From, "fra"), (To, "til")];

#[test]
fn spells_that_end_before_they_start_or_overlap() {
    let columns = spells(&["2014-01-01", "2014-09-01", "2014-03-15"], &["2014-05-31", "2014-08-01", "2014-03-15"]);
    let (code, text, reasons) = found(columns, &SPELL, "spell_backwards");
    assert!(code == "H116" && text.contains("ends (2014-08-01) before it starts (2014-09-01)"), "{text}");
    assert!(text.contains("column `til`, row 2"), "{text}");
    assert_eq!(reasons, [("spell ends before it starts".to_owned(), 1)]);
    let columns = spells(&["2014-01-01", "2014-03-01", "2014-01-15"], &["2014-05-31", "2014-04-01", "2014-03-15"]);
    let (code, text, reasons) = found(columns, &SPELL, "spells_overlap");
    assert!(code == "H117" && text.contains("begins before the one in row 3 ends (2014-03-15)"), "{text}");
    assert_eq!(reasons, [("spell overlaps another".to_owned(), 1)]);
    // One day, gaps, and open ends are fine.
    clean(spells(&["2014-01-01", "2014-03-01", "2014-09-15"], &["", "2014-03-01", ""]), &SPELL);
}

#[test]
fn ends_that_stand_for_open_are_said_and_touching_spells_only_warned_of() {
    let records = checked(
        spells(&["2014-01-01", "2014-03-01", "2015-09-15"], &["9999-12-31", "2014-04-01", "2099-12-31"]),
        &SPELL,
        Policies::default(),
    );
    let records = records.expect("it is read");
    let [notice] = &records.reading().notices[..] else { panic!("{:?}", records.reading().notices) };
    assert_eq!(notice.doubt.code(), "W172");
    assert!(notice.to_string().contains("9999-12-31 in 2 rows"), "{notice}");
    let touching = spells(&["2014-01-01", "2014-03-01", "2014-04-01"], &["2014-05-31", "2014-04-01", "2014-06-01"]);
    let records = checked(touching, &SPELL, Policies::default()).expect("it is read");
    assert_eq!(records.reading().notices[0].doubt.code(), "W170");
}

#[test]
fn a_cell_twice_would_count_twice() {
    let columns = |group: ArrayRef| -> Columns {
        vec![
            ("omr", all(&["A", "A", "B"])),
            ("aar", years(&[2014, 2014, 2014])),
            ("sager", numbers(&[1.0, 2.0, 3.0])),
            ("koen", group),
        ]
    };
    let of = [(Area, "omr"), (Period, "aar"), (Events, "sager")];
    let (code, text, reasons) = found(columns(all(&["K", "K", "K"])), &of, "cell_twice");
    assert!(code == "H119" && text.contains("`A` in 2014 has two rows, row 1 and this one"), "{text}");
    assert_eq!(reasons, [("area and period twice".to_owned(), 1)]);
    clean(columns(all(&["K", "M", "K"])), &of);
    let (code, _, _) = found(columns(texts(&[None, None, Some("K")])), &of, "cell_twice");
    assert_eq!(code, "H119");
}

#[test]
fn a_gap_in_a_rectangle_is_said() {
    let (mut area, mut year, mut count) = (Vec::new(), Vec::new(), Vec::new());
    for name in ["A", "B", "C", "D"] {
        for when in 2012..=2015 {
            if (name, when) != ("C", 2014) {
                area.push(name);
                year.push(when);
                count.push(7.0);
            }
        }
    }
    let columns: Columns = vec![("omr", all(&area)), ("aar", years(&year)), ("n", numbers(&count))];
    let records = checked(columns, &[(Area, "omr"), (Period, "aar"), (N, "n")], Policies::default()).expect("read");
    let notice = &records.reading().notices[0];
    assert_eq!(notice.doubt.code(), "W173");
    assert!(notice.to_string().contains("`C` has no row for 2014"), "{notice}");
}

#[test]
fn numbers_that_cannot_be() {
    let nan = f64::NAN;
    type Case<'a> = (&'a str, &'a str, &'a [f64], &'a [f64], [(ColumnRole, &'a str); 2], &'a str);
    let cases: [Case<'_>; 9] = [
        ("H140", "events_above_n", &[5.0, 9.0], &[10.0, 8.0], [(Events, "a"), (N, "b")], "9 events among 8"),
        ("H141", "events_unexposed", &[0.0, 9.0], &[0.0, 0.0], [(Events, "a"), (Exposure, "b")], "the exposure is 0"),
        ("H141", "events_unexposed", &[0.0, 9.0], &[nan, nan], [(Events, "a"), (Exposure, "b")], "no exposure"),
        ("H142", "below_zero", &[5.0, -9.0], &[10.0, 8.0], [(Events, "a"), (N, "b")], "-9"),
        ("H142", "below_zero", &[0.0, 0.0], &[10.0, -8.5], [(Events, "a"), (Exposure, "b")], "-8.5"),
        ("H143", "part_of_one", &[5.0, 2.5], &[10.0, 8.0], [(Events, "a"), (N, "b")], "2.5"),
        ("H144", "without_weight", &[5.0, 2.5], &[1.0, nan], [(Value, "a"), (Weight, "b")], "no weight"),
        ("H144", "without_weight", &[5.0, 2.5], &[1.0, 0.0], [(Value, "a"), (Weight, "b")], "the weight is 0"),
        ("H146", "age_impossible", &[5.0, 2.5], &[119.0, 999.0], [(Value, "a"), (Age, "b")], "999"),
    ];
    for (code, check, a, b, of, says) in cases {
        let columns: Columns = vec![("a", numbers(a)), ("b", numbers(b))];
        let (found, text, reasons) = found(columns, &of, check);
        assert_eq!(found, code, "{text}");
        assert!(text.contains(says) && text.contains("row 2"), "{says}: {text}");
        assert_eq!(reasons.len(), 1);
    }
    clean(vec![("a", numbers(&[0.0, nan])), ("b", numbers(&[0.0, 1.0]))], &[(Events, "a"), (Exposure, "b")]);
}

#[test]
fn events_are_yes_or_no() {
    let (code, text, _) = found(vec![("job", all(&["ja", "Nej", "måske"]))], &[(Event, "job")], "neither_yes_nor_no");
    assert!(code == "H145" && text.contains("`måske`") && text.contains("row 3"), "{text}");
    let (code, _, _) = found(vec![("job", numbers(&[0.0, 1.0, 2.0]))], &[(Event, "job")], "neither_yes_nor_no");
    assert_eq!(code, "H145");
    clean(vec![("job", Arc::new(BooleanArray::from(vec![Some(true), None])))], &[(Event, "job")]);
    clean(vec![("job", numbers(&[0.0, f64::NAN, 1.0]))], &[(Event, "job")]);
}

#[test]
fn days_that_cannot_be() {
    let columns =
        |born: &[&str]| -> Columns { vec![("foedt", days(born)), ("dato", days(&["2014-05-01", "2014-05-01"]))] };
    let of = [(BirthDate, "foedt"), (Date, "dato")];
    for (born, says) in [("2890-01-01", "future"), ("1815-05-05", "before 1890"), ("2015-12-01", "after 2014-05-01")] {
        let (code, text, _) = found(columns(&["1985-01-01", born]), &of, "birth_impossible");
        assert!(code == "H147" && text.contains(says) && text.contains(born) && text.contains("row 2"), "{text}");
    }
    clean(columns(&["1985-01-01", "2014-05-01"]), &of);
    let odd: Columns = vec![("dato", days(&["2014-05-01", "1900-01-01"]))];
    let (code, text, _) = found(odd, &[(Date, "dato")], "date_implausible");
    assert!(code == "H148" && text.contains("1900-01-01"), "{text}");
}

#[test]
fn rows_that_belong_nowhere() {
    let columns: Columns = vec![("omr", texts(&[Some("A"), None, Some(" ")])), ("aar", years(&[2014, 2014, 2014]))];
    let of = [(Area, "omr"), (Period, "aar")];
    let (code, text, reasons) = found(columns, &of, "key_missing");
    assert!(code == "H149" && text.contains("no area") && text.contains("(2 rows in all)"), "{text}");
    assert_eq!(reasons, [("without a key".to_owned(), 2)]);
}

#[test]
fn roles_must_fit_their_columns() {
    let columns =
        || -> Columns { vec![("omraade", all(&["A"])), ("sager", all(&["mange"])), ("tid", all(&["2014K5"]))] };
    let refused = |of: &[(ColumnRole, &str)]| checked(columns(), of, Policies::default()).expect_err("refused");
    let error = refused(&[(Area, "omrade")]);
    assert!(error.code() == "H101" && error.to_string().contains("`omraade`"), "{error}");
    let error = refused(&[(Events, "sager")]);
    assert!(error.code() == "H102" && error.to_string().contains("column `sager`"), "{error}");
    let error = refused(&[(Date, "sager")]);
    assert_eq!(error.code(), "H102");
    let error = refused(&[(Period, "tid")]);
    assert!(error.code() == "H004" && error.to_string().contains("2014K5") && error.to_string().contains("row 1"));
    assert_eq!(Policies::default().with("row_twise", Policy::Warn).expect_err("unknown").code(), "H006");
    assert_eq!("ignore".parse::<Policy>().expect_err("unknown").code(), "H006");
}

#[test]
fn a_row_falls_out_once_and_later_rows_keep_their_number() {
    let columns: Columns = vec![("a", numbers(&[-5.0, 2.5, -1.5, 4.0])), ("n", numbers(&[9.0, 9.0, 9.0, 3.0]))];
    let of = [(Events, "a"), (N, "n")];
    let policies =
        ["below_zero", "part_of_one"].iter().try_fold(Policies::default(), |all, one| all.with(one, Policy::Count));
    let policies = policies.expect("checks");
    let error = checked(columns.clone(), &of, policies.clone()).expect_err("refused");
    assert!(error.code() == "H140" && error.to_string().contains("row 4"), "{error}");
    let records = checked(columns, &[], Policies::default()).expect("read");
    let aside = records.check(&roles(&[(Events, "a")]), &policies).expect("read");
    assert_eq!(aside.ledger().reasons().collect::<Vec<_>>(), [("below zero", 2), ("count not whole", 1)]);
    assert_eq!(aside.rows(), 1);
    let error = aside.check(&roles(&of), &Policies::default()).expect_err("refused");
    assert!(error.to_string().contains("row 4"), "{error}");
}

#[test]
fn a_stand_in_day_is_told_once() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/files/csv/datoer/vagtdatoer.csv");
    let told = |of: &[(ColumnRole, &str)]| {
        let records = read(path, &Ask { roles: roles(of), ..Ask::default() }, &mut |_| Ok(())).expect("it is read");
        let told = records.reading().notices.iter();
        told.map(|notice| (notice.doubt.code(), notice.to_string().lines().nth(1).unwrap_or("").to_owned())).collect()
    };
    let column = |told: &[(&str, String)]| -> Vec<String> {
        let of = |(code, at): &(&str, String)| format!("{code} {}", if at.contains("`fra`") { "fra" } else { "til" });
        told.iter().map(of).collect()
    };
    let plain: Vec<(&str, String)> = told(&[]);
    assert_eq!(column(&plain), ["W133 fra", "W133 til"]);
    let spells: Vec<(&str, String)> = told(&SPELL);
    assert_eq!(column(&spells), ["W133 fra", "W172 til"]);
}
