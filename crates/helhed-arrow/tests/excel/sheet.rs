//! Where the table is: among sheets, heads, notes and other tables.

use helhed_arrow::{Ask, Header, Sheet};

use crate::workbook::{Workbook, codes, integers, names, refused, row, rows, texts};

#[test]
fn one_of_several_sheets_is_never_chosen_silently() {
    let table = rows(&[&["omraade", "n"], &["A", "1"]]);
    let mut book = Workbook::new(&table);
    book.sheet("Tal &quot;æøå&quot; '15", "", &rows(&[&["omraade", "n"], &["B", "2"]]), "");
    refused(book.read(), "H825", &["`Data`", "æøå", "sheet=\"Data\""]);
    let named = |sheet| book.read_as(&Ask { sheet: Some(sheet), ..Ask::default() });
    assert_eq!(integers(&named(Sheet::Name("Tal \"æøå\" '15".into())).expect("by name"), "n"), [Some(2)]);
    assert_eq!(integers(&named(Sheet::Number(1)).expect("by number"), "n"), [Some(1)]);
    refused(named(Sheet::Name("Dta".into())), "H826", &["`Dta`", "`Data`"]);
    refused(named(Sheet::Number(3)), "H826", &["`3`"]);

    let mut book = Workbook::new(&rows(&[&["Denne fil er lavet af kontoret."], &["Ring ved spørgsmål om tallene."]]));
    book.sheet("Tal", "", &table, "").sheet("Ark3", "", "", "");
    let records = book.read().expect("one table beside notes");
    assert_eq!(records.reading().decisions[0].found, "Tal");
    assert!(codes(&records).is_empty());
}

#[test]
fn what_is_hidden_is_read_and_said() {
    let hidden = r#"<row hidden="1"><c t="inlineStr"><is><t>B</t></is></c><c><v>2</v></c></row>"#;
    let mut book = Workbook::new(&(rows(&[&["omraade", "n"], &["A", "1"]]) + hidden));
    book.sheet("Gemt", r#"state="veryHidden""#, &rows(&[&["a", "b"], &["x", "1"]]), "");
    let records = book.read().expect("hidden row and sheet");
    assert_eq!(integers(&records, "n"), [Some(1), Some(2)]);
    assert_eq!(codes(&records), ["W150"]);
    let notice = records.reading().notices[0].to_string();
    assert!(notice.contains("1 hidden rows") && notice.contains("`Gemt`"), "{notice}");
}

#[test]
fn heads_over_heads_are_joined() {
    let merged = r#"<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="D1:E1"/></mergeCells>"#;
    let body: &[&[&str]] = &[&["", "Beboere", "Sager", "Beboere", "Sager"], &["Åbrinken", "1", "2", "3", "4"]];
    let top: &[&str] = &["Område", "2014", "", "2015", ""];
    let wanted = ["Område", "2014 / Beboere", "2014 / Sager", "2015 / Beboere", "2015 / Sager"];
    for after in [merged, ""] {
        let mut book = Workbook::new("");
        book.sheets[0].1 = format!("<worksheet><sheetData>{}{}</sheetData>{after}</worksheet>", row(top), rows(body));
        let records = book.read().expect("two heads");
        assert_eq!(names(&records), wanted);
        assert_eq!(records.rows(), 1);
        assert_eq!(codes(&records), ["W147"]);
    }
}

#[test]
fn titles_notes_and_stray_cells_are_left_out_and_said() {
    let book = Workbook::new(&rows(&[
        &["Beboere i området"],
        &[],
        &["omraade", "n", "andel"],
        &["A", "1", "0.5"],
        &[],
        &["B", "2", "0.25"],
        &[],
        &["Kilde: Danmarks Statistik"],
    ]));
    let records = book.read().expect("a table between notes");
    assert_eq!(names(&records), ["omraade", "n", "andel"]);
    assert_eq!(integers(&records, "n"), [Some(1), Some(2)]);
    assert_eq!(codes(&records), ["W154", "W154"]);
    let out: Vec<_> = records.reading().left_out.iter().map(|out| (out.first, out.last, out.what)).collect();
    assert_eq!(out, [(1, 1, "title"), (8, 8, "footnote"), (5, 5, "blank")]);

    let stray = r#"<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>"#;
    let book = Workbook::new(&(rows(&[&["omraade", "n"], &["A", "1"], &["B", "2"]]) + stray));
    let records = book.read().expect("a stray cell");
    assert_eq!((records.rows(), names(&records)), (2, vec!["omraade", "n"]));
    assert!(records.reading().notices[0].to_string().contains("XFD1048576"));
    assert_eq!(codes(&records), ["W154"]);
}

#[test]
fn merged_rows_are_said() {
    let mut book = Workbook::new("");
    let cells = rows(&[&["omraade", "n"], &["A", "1"], &["", "2"]]);
    book.sheets[0].1 = format!(
        r#"<worksheet><sheetData>{cells}</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells></worksheet>"#
    );
    let records = book.read().expect("merged");
    assert_eq!(texts(&records, "omraade"), [Some("A".to_owned()), None]);
    assert_eq!(codes(&records), ["W153"]);
}

#[test]
fn several_tables_on_a_sheet_are_refused() {
    let under = Workbook::new(&rows(&[&["omraade", "n"], &["A", "1"], &[], &["kommune", "sager"], &["B", "2"]]));
    refused(under.read(), "H829", &["row 4", "`lines`"]);
    let ask = Ask { lines: Some((4, None)), ..Ask::default() };
    assert_eq!(names(&under.read_as(&ask).expect("as said")), ["kommune", "sager"]);
    let again = Workbook::new(&rows(&[&["omraade", "n"], &["A", "1"], &["omraade", "n"], &["B", "2"]]));
    refused(again.read(), "H814", &["cell A3"]);
    let beside = Workbook::new(&rows(&[&["omraade", "n", "", "kode", "navn"], &["A", "1", "", "x", "y"], &["B", "2"]]));
    refused(beside.read(), "H829", &["A to B", "D to E"]);
    let ask = Ask { columns: Some(vec!["n".into()]), ..Ask::default() };
    assert_eq!(integers(&beside.read_as(&ask).expect("one of them"), "n"), [Some(1), Some(2)]);
}

#[test]
fn tables_with_titles_and_tables_side_by_side_are_seen() {
    let titled: &[&[&str]] =
        &[&["Tabel 1"], &["omraade", "n"], &["A", "1"], &[], &["Tabel 2"], &["kommune", "sager"], &["B", "2"]];
    refused(Workbook::new(&rows(titled)).read(), "H829", &["row 6", "`lines`"]);
    let groups: &[&[&str]] = &[&["omraade", "n"], &["Region Syd"], &["A", "1"], &[], &["Region Nord"], &["B", "2"]];
    assert_eq!(Workbook::new(&rows(groups)).read().expect("labels of groups").rows(), 4);
    let beside: &[&[&str]] =
        &[&["omraade", "n", "", "kommune", "sager"], &["A", "1", "", "x", "5"], &["B", "2", "", "y", "6"]];
    refused(Workbook::new(&rows(beside)).read(), "H829", &["A to B", "D to E", "`columns`"]);
    let spaced: &[&[&str]] =
        &[&["omraade", "n", "", "note", "m"], &["A", "1", "", "ok", "5"], &["B", "2", "", "ok", "6"]];
    assert!(codes(&Workbook::new(&rows(spaced)).read().expect("an empty column")).is_empty());
}

#[test]
fn a_header_is_never_guessed_from_data() {
    let data: &[&[&str]] = &[&["Birkelunden", "12"], &["Åbrinken", "13"]];
    refused(Workbook::new(&rows(data)).read(), "H813", &["`Birkelunden`, `12`"]);
    let names_said = Some(vec!["omraade".to_owned(), "n".to_owned()]);
    let ask = Ask { header: Some(Header::None), names: names_said, ..Ask::default() };
    let records = Workbook::new(&rows(data)).read_as(&ask).expect("as said");
    assert_eq!(integers(&records, "n"), [Some(12), Some(13)]);
    let years: &[&[&str]] = &[&["Birkelunden", "2014"], &["Åbrinken", "2015"]];
    refused(Workbook::new(&rows(years)).read(), "H813", &["`2014`"]);
    let wide: &[&[&str]] = &[&["omraade", "2014", "2015"], &["A", "1", "2"]];
    assert_eq!(names(&Workbook::new(&rows(wide)).read().expect("years as names")), ["omraade", "2014", "2015"]);
    let keys: &[&[&str]] = &[&["", "n"], &["A", "1"]];
    assert_eq!(names(&Workbook::new(&rows(keys)).read().expect("keys without a name")), ["column 1", "n"]);
}

#[test]
fn addresses_may_lack_or_lie_in_any_order_and_never_twice() {
    let cell = |at: &str, number: u32| format!(r#"<c r="{at}"><v>{number}</v></c>"#);
    let head = row(&["a", "b"]);
    let mixed = format!(
        r#"<row r="3">{}{}</row><row r="2">{}{}</row>"#,
        cell("B3", 4),
        cell("A3", 3),
        cell("A2", 1),
        cell("B2", 2)
    );
    let records = Workbook::new(&(head.clone() + &mixed)).read().expect("any order");
    assert_eq!((integers(&records, "a"), integers(&records, "b")), (vec![Some(1), Some(3)], vec![Some(2), Some(4)]));
    let twice = format!(r#"<row r="2">{}{}</row>"#, cell("A2", 1), cell("A2", 2));
    refused(Workbook::new(&(head.clone() + &twice)).read(), "H821", &["A2 is in it twice"]);
    for wrong in [r#"<row r="99999999"><c><v>1</v></c></row>"#, r#"<row r="2"><c r="ZZZZ2"><v>1</v></c></row>"#] {
        refused(Workbook::new(&(head.clone() + wrong)).read(), "H821", &["no sheet has"]);
    }
    for wrong in [r#"<c r="B2"><v>abc</v></c>"#, r#"<c r="B2"><v>NaN</v></c>"#, r#"<c r="B2" t="s"><v>7</v></c>"#] {
        refused(Workbook::new(&(head.clone() + &format!("<row>{wrong}</row>"))).read(), "H821", &["cell B2"]);
    }
}
