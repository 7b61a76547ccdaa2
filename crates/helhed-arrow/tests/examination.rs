//! What is odd about a whole table is said, once, with its place; and an ordinary table raises nothing.

use std::fs;

use helhed::design::Language;
use helhed::records::{ColumnRole, Roles};
use helhed_arrow::{Ask, Records, read};
use tempfile::TempDir;

const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/files");

fn corpus(path: &str, ask: &Ask) -> Records {
    read(format!("{FILES}/{path}"), ask, &mut |_| Ok(())).expect("it is read")
}

fn file(text: &str, ask: &Ask) -> Records {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("fil.csv");
    fs::write(&path, text).expect("written");
    read(&path, ask, &mut |_| Ok(())).expect("it is read")
}

fn said(records: &Records) -> Vec<(&'static str, String)> {
    let notices = records.reading().notices.iter();
    notices
        .map(|notice| {
            assert!(!notice.doubt.mend().is_empty() && !notice.doubt.say(Language::Da).is_empty());
            (notice.doubt.code(), notice.to_string())
        })
        .collect()
}

fn of(text: &str) -> Vec<(&'static str, String)> {
    said(&file(text, &Ask::default()))
}

#[track_caller]
fn one(found: &[(&'static str, String)], code: &str, words: &[&str]) {
    let [(only, text)] = found else { panic!("{found:?}") };
    assert_eq!(*only, code, "{text}");
    words.iter().for_each(|word| assert!(text.contains(word), "{word} in {text}"));
}

#[track_caller]
fn nothing(text: &str) {
    let found = of(text);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_total_is_named_with_its_row() {
    let records = corpus("csv/struktur/i_alt.csv", &Ask::default());
    let found: Vec<_> = said(&records).into_iter().filter(|(code, _)| *code != "W121").collect();
    one(&found, "W160", &["row 6 `I alt` is the total of other rows", "line 7, column `Område`, row 6"]);
    assert_eq!(records.rows(), 6);
}

#[test]
fn a_total_is_set_aside_when_that_is_said() {
    let records = corpus("csv/struktur/i_alt.csv", &Ask { leave_out_totals: Some(true), ..Ask::default() });
    // `2.098` beside `765` stays in doubt, whatever becomes of the total.
    assert!(said(&records).iter().any(|(code, _)| *code == "W121"), "{:?}", said(&records));
    let found: Vec<_> = said(&records).into_iter().filter(|(code, _)| *code != "W121").collect();
    one(&found, "W174", &["rows with totals were left out: 1", "`I alt`", "line 7"]);
    assert_eq!((records.rows(), records.ledger().rows_in(), records.ledger().rows_out()), (5, 6, 1));
    let kept = corpus("csv/struktur/i_alt.csv", &Ask { leave_out_totals: Some(false), ..Ask::default() });
    assert!(said(&kept).iter().all(|(code, _)| *code == "W121") && kept.rows() == 6);
}

#[test]
fn totals_of_every_kind() {
    one(&of("omr;n\nHele landet;6\nA;1\nB;2\nC;3\n"), "W160", &["row 1 `Hele landet` is the total"]);
    one(&of("omr;n\nA;1\nB;2\nTotal;7\n"), "W160", &["row 3 `Total` is named as a total"]);
    one(&of("omr;n;m\nA;1;10\nB;2;20\nC;3;31\nD;5;7\nBakkens Kommune;11;68\n"), "W160", &["row 5", "is the total"]);
    let found = of("omr;n\nA 1;1\nA 2;2\nA i alt;3\nB 1;4\nB 2;5\nB i alt;9\nI alt;12\n");
    let sums: Vec<bool> = found.iter().map(|(_, text)| text.contains("is the total of other rows")).collect();
    assert_eq!(sums, [true, true, true], "{found:?}");
    let many: String = (2001..2021).map(|year| format!("A;{year};1\nAlle;{year};1\nB;{year};3\n")).collect();
    one(&of(&format!("omr;aar;n\n{many}")), "W160", &["20 such rows"]);
    nothing("omr;n\nA;1\nB;2\nC;3\n");
    nothing("omr;aar;n\nA;2013;3\nB;2014;2\nC;2015;3\nD;2016;8\n");
    nothing("note;n\nDer kom i alt syv børn til sommerfesten total;1\nIntet;2\n");
}

#[test]
fn names_that_are_spelt_alike() {
    one(
        &of("omr;n\nBirkelunden;1\nÅbrinken;2\nbirkelunden;3\n"),
        "W161",
        &["`Birkelunden` (rows: 1) and `birkelunden` (rows: 1)", "line 4, column `omr`, row 3"],
    );
    one(&of("omr;n\nÅbrinken;1\nA\u{30a}brinken;3\n"), "W161", &["\\u{30a}"]);
    one(&of("omr;n\nSol Høj;1\nSol\u{a0}Høj;3\n"), "W161", &["\\u{a0}"]);
    nothing("omr;n\nBlok 1;1\nBlok 2;3\nBlok 11;3\n");
    nothing("alder;n\n18-24;1\n25-29;3\n30-39;3\n");
    // A number among groups of ages is told, and no group is lost for it.
    let records = file("alder;n\n18-24;1\n25-29;3\n2529;3\n", &Ask::default());
    one(&said(&records), "W122", &["column `alder`"]);
    assert_eq!(records.reading().columns[0].nulls, 0);
}

#[test]
fn characters_that_nobody_sees() {
    let found = said(&corpus("csv/kategorier/usynlige_tegn.csv", &Ask::default()));
    let invisible = found.iter().find(|(code, _)| *code == "W162").expect("a notice");
    assert!(invisible.1.contains("in 4 rows") && invisible.1.contains("line 3, column `omraade`, row 2"), "{found:?}");
    assert!(!invisible.1.contains('\u{202e}') && !invisible.1.contains('\u{200b}'), "{found:?}");
    let found = said(&corpus("csv/fjendtlig_tekst/terminal_koder.csv", &Ask::default()));
    one(&found, "W163", &["in 5 rows", "row 1", "\\u{1b}[31m"]);
    assert!(!found[0].1.contains('\u{1b}'));
    assert!(said(&corpus("csv/fjendtlig_tekst/formel_injektion.csv", &Ask::default())).is_empty());
    // A name is cleaned of them when it is read: the column is found by the name that is seen.
    let records = file("omr\u{200b};n\nA;1\nB;2\n", &Ask::default());
    assert!(said(&records).is_empty() && records.schema().field(0).name() == "omr", "{:?}", said(&records));
}

#[test]
fn codes_and_names_that_contradict_each_other() {
    let roles = Roles::default().with(ColumnRole::Area, "kode").with(ColumnRole::AreaName, "omraade");
    for ask in [Ask { roles, ..Ask::default() }, Ask::default()] {
        let records = corpus("csv/kategorier/samme_kode_to_navne.csv", &ask);
        let found = said(&records);
        let codes: Vec<&str> = found.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes, ["W164", "W165"], "{found:?}");
        assert!(found[0].1.contains("`0101` has two names, `Birkelunden` and `Birkelunden Nord`"), "{found:?}");
        assert!(found[1].1.contains("`Åbrinken` has two codes, `0147` and `0148`"), "{found:?}");
        assert_eq!(records.rows(), 4);
    }
    nothing("nr;omraade;n\n1;A;1\n2;B;1\n3;A;1\n");
    nothing("kommunekode;kommune;n\n101;A;1\n147;B;1\n101;A;1\n");
}

#[test]
fn numbers_that_stand_for_unknown() {
    one(&of("alder;n\n34;1\n999;2\n41;3\n87;4\n22;5\n"), "W166", &["999 in 1 rows", "87", "column `alder`, row 2"]);
    one(&of("svar;n\n1;1\n-9;2\n4;3\n5;4\n2;5\n"), "W166", &["-9 in 1 rows"]);
    nothing("antal;n\n950;1\n999;2\n410;3\n870;4\n220;5\n");
    nothing("saldo;n\n-50;1\n-99;2\n410;3\n870;4\n220;5\n");
}

#[test]
fn ordinary_files_raise_nothing() {
    for path in [
        "csv/format/semikolon_decimalkomma.csv",
        "csv/format/latin1.csv",
        "csv/format/citeret_linjeskift.csv",
        "csv/kategorier/5000_kategorier.csv",
        "csv/stoerrelse/300_kolonner.csv",
        "csv/struktur/dream_bred.csv",
        "csv/fjendtlig_tekst/stinavne.csv",
        "csv/struktur/statbank_bulk.csv",
        "situationer/alle_nul.csv",
        "situationer/kun_en_periode.csv",
        "situationer/sammenligning_faar_plan.csv",
    ] {
        if let Ok(records) = read(format!("{FILES}/{path}"), &Ask::default(), &mut |_| Ok(())) {
            let codes: Vec<&str> = records.reading().notices.iter().map(|notice| notice.doubt.code()).collect();
            assert!(!codes.iter().any(|code| ("W160".."W180").contains(code)), "{path}: {codes:?}");
        }
    }
}
