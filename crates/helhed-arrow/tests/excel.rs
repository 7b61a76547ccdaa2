//! Workbooks: those of the corpus, and their siblings made here.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use arrow_array::ArrayRef;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type, TimestampMicrosecondType};
use helhed::error::{Error, Result};
use helhed_arrow::{Ask, ColumnType, Header, Records, Sheet, read};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/files");

fn corpus(name: &str) -> Result<Records> {
    read(Path::new(FILES).join(name), &Ask::default(), &mut |_| Ok(()))
}

fn codes(records: &Records) -> Vec<&str> {
    records.reading().notices.iter().map(|notice| notice.doubt.code()).collect()
}

fn column(records: &Records, name: &str) -> ArrayRef {
    let index = records.schema().index_of(name).expect("the column is there");
    records.batches()[0].column(index).clone()
}

fn integers(records: &Records, name: &str) -> Vec<Option<i64>> {
    column(records, name).as_primitive::<Int64Type>().iter().collect()
}

fn floats(records: &Records, name: &str) -> Vec<Option<f64>> {
    column(records, name).as_primitive::<Float64Type>().iter().collect()
}

fn texts(records: &Records, name: &str) -> Vec<Option<String>> {
    column(records, name).as_string::<i32>().iter().map(|text| text.map(str::to_owned)).collect()
}

fn names(records: &Records) -> Vec<&str> {
    records.reading().columns.iter().map(|column| column.name.as_str()).collect()
}

/// The error, which must have this code and hold these words.
fn refused(result: Result<Records>, code: &str, words: &[&str]) -> Error {
    let error = result.expect_err("it is refused");
    assert_eq!(error.code(), code, "{error}");
    for word in words {
        assert!(error.to_string().contains(word), "`{word}` in {error}");
    }
    error
}

/// A workbook of parts that are written by hand.
struct Workbook {
    folder: TempDir,
    sheets: Vec<(String, String)>,
    list: String,
    head: String,
    strings: Option<String>,
    styles: Option<String>,
    others: Vec<(String, String)>,
}

impl Workbook {
    /// With one sheet of these rows, each a list of `c` elements.
    fn new(rows: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut book = Self {
            folder,
            sheets: Vec::new(),
            list: String::new(),
            head: String::new(),
            strings: None,
            styles: None,
            others: Vec::new(),
        };
        book.sheet("Data", "", rows, "");
        book
    }

    fn sheet(&mut self, name: &str, attributes: &str, rows: &str, after: &str) -> &mut Self {
        let number = self.sheets.len() + 1;
        write!(self.list, r#"<sheet name="{name}" {attributes} sheetId="{number}" r:id="rId{number}"/>"#)
            .expect("text");
        let xml = format!("<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>");
        self.sheets.push((format!("xl/worksheets/sheet{number}.xml"), xml));
        self
    }

    fn path(&self) -> PathBuf {
        let path = self.folder.path().join("bog.xlsx");
        let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).expect("a file"));
        let mut relations = String::new();
        for number in 1..=self.sheets.len() {
            let target = format!("worksheets/sheet{number}.xml");
            write!(relations, r#"<Relationship Id="rId{number}" Type="x/worksheet" Target="{target}"/>"#)
                .expect("text");
        }
        relations.push_str(r#"<Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/>"#);
        relations.push_str(r#"<Relationship Id="t" Type="x/styles" Target="styles.xml"/>"#);
        let main =
            r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
        let list = format!("<workbook>{}<sheets>{}</sheets></workbook>", self.head, self.list);
        let mut part = |name: &str, text: &str| {
            zip.start_file(name, SimpleFileOptions::default()).expect("a part");
            zip.write_all(text.as_bytes()).expect("a part");
        };
        part("_rels/.rels", main);
        part("xl/workbook.xml", &list);
        part("xl/_rels/workbook.xml.rels", &format!("<Relationships>{relations}</Relationships>"));
        self.sheets.iter().for_each(|(name, xml)| part(name, xml));
        self.strings.iter().for_each(|xml| part("xl/sharedStrings.xml", xml));
        self.styles.iter().for_each(|xml| part("xl/styles.xml", xml));
        self.others.iter().for_each(|(name, text)| part(name, text));
        zip.finish().expect("a zip");
        path
    }

    fn read(&self) -> Result<Records> {
        self.read_as(&Ask::default())
    }

    fn read_as(&self, ask: &Ask) -> Result<Records> {
        read(self.path(), ask, &mut |_| Ok(()))
    }
}

/// A row of cells: numbers as they are, `!` before an error, `=` before a formula without a result, else text.
fn row(cells: &[&str]) -> String {
    let cell = |text: &&str| match *text {
        "" => "<c/>".to_owned(),
        text if text.parse::<f64>().is_ok() => format!("<c><v>{text}</v></c>"),
        text if text.starts_with('!') => format!(r#"<c t="e"><v>{}</v></c>"#, &text[1..]),
        text if text.starts_with('=') => format!("<c><f>{}</f></c>", &text[1..]),
        text => format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#),
    };
    format!("<row>{}</row>", cells.iter().map(cell).collect::<String>())
}

fn rows(rows: &[&[&str]]) -> String {
    rows.iter().map(|cells| row(cells)).collect()
}

/// Cells of a style: `rows` of (text, number).
fn styled(names: [&str; 2], cells: &[(&str, &str)]) -> String {
    let body = |(text, number): &(&str, &str)| {
        format!(r#"<row><c t="inlineStr"><is><t>{text}</t></is></c><c s="1"><v>{number}</v></c></row>"#)
    };
    row(&names) + &cells.iter().map(body).collect::<String>()
}

fn style(code: &str) -> Option<String> {
    Some(format!(
        r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#
    ))
}

#[test]
fn clean_workbooks_of_the_corpus_are_read_without_a_word() {
    for name in ["navnerum_praefiks", "strict_ooxml", "for_lille_dimension"] {
        let records = corpus(&format!("excel/{name}.xlsx")).expect(name);
        assert_eq!(texts(&records, "omraade")[0].as_deref(), Some("Birkelunden"), "{name}");
        assert_eq!(integers(&records, "sager").iter().flatten().sum::<i64>(), 35, "{name}");
        assert!(codes(&records).is_empty(), "{name}");
    }
    for name in ["forkert_navn/excel_som_csv.csv", "forkert_navn/gammel_som_xlsx.xlsx"] {
        let records = corpus(name).expect(name);
        assert_eq!(texts(&records, "kode")[0].as_deref(), Some("0101"), "{name}");
        assert_eq!(integers(&records, "beboere").iter().flatten().sum::<i64>(), 7158, "{name}");
        assert!((floats(&records, "andel").iter().flatten().sum::<f64>() - 139.4).abs() < 1e-9, "{name}");
        let days = column(&records, "dato");
        // 2014-01-27
        assert_eq!(days.as_primitive::<Date32Type>().iter().flatten().min(), Some(16_097), "{name}");
        assert!(codes(&records).is_empty(), "{name}");
    }
    let rich = corpus("excel/rig_tekst.xlsx").expect("rich text");
    assert_eq!(texts(&rich, "omraade")[0].as_deref(), Some("Birkelunden"));
    assert_eq!(texts(&rich, "omraade")[2].as_deref(), Some("Æ&R"));
    let linked = corpus("excel/eksternt_link.xlsx").expect("stored results");
    assert_eq!((linked.rows(), integers(&linked, "sager")[0]), (2, Some(5)));
    for name in ["tal_og_teksttal", "tal_som_tekst"] {
        let records = corpus(&format!("excel/{name}.xlsx")).expect(name);
        assert_eq!(integers(&records, "beboere").iter().flatten().sum::<i64>(), 7158, "{name}");
        assert_eq!(texts(&records, "kode")[0].as_deref(), Some("0101"), "{name}");
        assert!(codes(&records).is_empty(), "{name}");
    }
    let shares = floats(&corpus("excel/tal_som_tekst.xlsx").expect("decimal commas"), "andel");
    assert!((shares.iter().flatten().sum::<f64>() - 139.4).abs() < 1e-9);
}

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
fn broken_and_hostile_workbooks_of_the_corpus_are_refused() {
    let file = |name: &str| corpus(&format!("excel/{name}.xlsx"));
    refused(file("afkortet"), "H821", &["incomplete (not a whole zip)", "fetch the file again"]);
    refused(file("tomt_ark"), "H824", &["sheet `Ark1` is empty"]);
    refused(file("uden_ark_xml"), "H823", &["sheet `Data` is listed but not in the file"]);
    refused(file("kodeord"), "H820", &["password-protected", "without a password"]);
    for name in ["xxe_ekstern_fil", "xxe_netvaerk"] {
        let error = refused(file(name), "H822", &["declares XML entities (DTD)", "clean file"]);
        assert!(!error.to_string().contains("CANARY"));
    }
    refused(file("bombe_loegnagtig_stoerrelse"), "H821", &["what the zip's directory says (its size"]);
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
        assert!(codes(&records).is_empty());
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
fn traps_are_refused_quickly() {
    let head = row(&["omraade", "n"]);
    let with = |body: &str| Workbook::new(&(head.clone() + body));
    refused(with(&"<a>".repeat(10_000)).read(), "H822", &["nested deeper"]);
    let attributes: String = (0..500_000).map(|index| format!("a{index}=\"\" ")).collect();
    refused(with(&format!("<row><c {attributes}><v>1</v></c></row>")).read(), "H822", &["larger than 4 MB"]);
    refused(with(&" ".repeat(5_000_000)).read(), "H822", &[]);
    let mut laughs = with(&row(&["A", "1"]));
    laughs.strings =
        Some(r#"<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>"#.into());
    refused(laughs.read(), "H822", &["DTD"]);
    let mut elsewhere = with(&row(&["A", "1"]));
    elsewhere.others.push(("docProps/core.xml".into(), r#"<!DOCTYPE x SYSTEM "http://127.0.0.1:9/"><x/>"#.into()));
    refused(elsewhere.read(), "H822", &["DTD"]);
    refused(with(&row(&["&hej;", "1"])).read(), "H821", &["entity"]);
    let mut shared =
        Workbook::new(&(head.clone() + &r#"<row><c t="s"><v>0</v></c><c><v>1</v></c></row>"#.repeat(20_000)));
    shared.strings = Some(format!("<sst><si><t>{}</t></si></sst>", "a".repeat(32_767)));
    refused(shared.read(), "H822", &["texts would take"]);
    let wide: String = (0..16_384).map(|index| format!(r#"<c t="inlineStr"><is><t>k{index}</t></is></c>"#)).collect();
    let sparse = format!("<row>{wide}</row>{}", row(&["1", "1"]).repeat(4_000));
    refused(Workbook::new(&sparse).read(), "H822", &["50 million places"]);
}

/// A zip of these parts.
fn zipped(path: &Path, parts: &[(&str, &[u8])]) {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).expect("a file"));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("a part");
    }
    zip.finish().expect("a zip");
}

#[test]
fn opendocument_is_read_without_its_repeated_emptiness() {
    let content = r#"<office:document-content><office:automatic-styles>
        <style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
        <table:table table:name="Ark æ" table:style-name="ta1"><table:table-column table:number-columns-repeated="16384"/>
        <table:table-row><table:table-cell office:value-type="string"><text:p>omraade</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>n</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>andel</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>dag</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="2" table:visibility="filter">
        <table:table-cell office:value-type="string"><office:annotation><text:p>skjult note</text:p></office:annotation>
        <text:p>Åbrinken<text:s text:c="2"/>&amp; <text:span>syd</text:span></text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>
        <table:table-cell office:value-type="percentage" office:value="0.125"><text:p>12,5 %</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2014-05-06"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/>
        </table:table-row></table:table>
        <table:table table:name="Gemt" table:style-name="ta2"><table:table-row>
        <table:table-cell office:value-type="float" office:value="7"/></table:table-row></table:table>
        </office:document-content>"#;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bog.ods");
    let manifest: &[u8] = b"<manifest:manifest/>";
    zipped(&path, &[("content.xml", content.as_bytes()), ("META-INF/manifest.xml", manifest)]);
    let records = read(&path, &Ask::default(), &mut |_| Ok(())).expect("opendocument");
    assert_eq!(texts(&records, "omraade"), vec![Some("Åbrinken  & syd".to_owned()); 2]);
    assert_eq!(integers(&records, "n"), [Some(7), Some(7)]);
    assert_eq!(floats(&records, "andel"), [Some(0.125), Some(0.125)]);
    assert_eq!(column(&records, "dag").as_primitive::<Date32Type>().value(1), 16_196);
    assert_eq!(codes(&records), ["W150"]);
    let locked: &[u8] = b"<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>";
    zipped(&path, &[("content.xml", b"\x00\x01"), ("META-INF/manifest.xml", locked)]);
    refused(read(&path, &Ask::default(), &mut |_| Ok(())), "H820", &[]);
}

#[test]
fn binary_workbooks_are_read() {
    let record = |number: u16, body: &[u8]| {
        let mut bytes = if number < 0x80 { vec![number as u8] } else { vec![number as u8 | 0x80, (number >> 7) as u8] };
        bytes.push(body.len() as u8);
        bytes.extend(body);
        bytes
    };
    let wide = |text: &str| {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
        units.iter().for_each(|unit| bytes.extend(unit.to_le_bytes()));
        bytes
    };
    let at = |column: u32| [column.to_le_bytes(), [0; 4]].concat();
    let text = |column, text: &str| record(6, &[at(column), wide(text)].concat());
    let number = |column, number: f64| record(5, &[at(column), number.to_le_bytes().to_vec()].concat());
    let row = |row: u32| record(0, &[row.to_le_bytes().to_vec(), vec![0; 13]].concat());
    let bundle = [vec![0; 4], vec![1, 0, 0, 0], wide("rId1"), wide("Data")].concat();
    let book = [record(0x83, &[]), record(0x9c, &bundle), record(0x90, &[]), record(0x9d, &[])].concat();
    let cells = [row(0), text(0, "omraade"), text(1, "n"), row(1), text(0, "Åbrinken"), number(1, 2.5)].concat();
    let sheet = [record(0x94, &[0; 16]), record(0x91, &[]), cells, record(0x92, &[])].concat();
    let main =
        br#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>"#;
    let list = br#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bog.xlsb");
    let parts = |sheet| -> [(&'static str, &[u8]); 4] {
        let sheet: &[u8] = sheet;
        [
            ("_rels/.rels", main),
            ("xl/workbook.bin", &[]),
            ("xl/_rels/workbook.bin.rels", list),
            ("xl/worksheets/sheet1.bin", sheet),
        ]
    };
    let mut whole = parts(&sheet);
    whole[1].1 = &book;
    zipped(&path, &whole);
    let records = read(&path, &Ask::default(), &mut |_| Ok(())).expect("binary parts");
    assert_eq!(texts(&records, "omraade"), [Some("Åbrinken".to_owned())]);
    assert_eq!(floats(&records, "n"), [Some(2.5)]);
    for end in 1..sheet.len() {
        let mut cut = parts(&sheet[..end]);
        cut[1].1 = &book;
        zipped(&path, &cut);
        refused(read(&path, &Ask::default(), &mut |_| Ok(())), "H821", &["damaged"]);
    }
}

#[test]
fn a_workbook_whose_bytes_were_changed_never_panics() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = [
        "forkert_navn/gammel_som_xlsx.xlsx",
        "excel/kodeord.xlsx",
        "excel/rig_tekst.xlsx",
        "excel/blandet_kolonne.xlsx",
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let mut refusals = 0;
    for name in names {
        let bytes = std::fs::read(Path::new(FILES).join(name)).expect(name);
        for _ in 0..60 {
            let mut changed = bytes.clone();
            for _ in 0..=random(4) {
                let at = random(changed.len());
                changed[at] = random(256) as u8;
            }
            if random(8) == 0 {
                changed.truncate(random(bytes.len()));
            }
            let path = folder.path().join("bog.xlsx");
            std::fs::write(&path, &changed).expect("a file");
            refusals += u32::from(read(&path, &Ask::default(), &mut |_| Ok(())).is_err());
        }
    }
    assert!(refusals > 60, "changed bytes are seen: {refusals}");
}
