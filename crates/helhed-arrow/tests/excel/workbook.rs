//! A workbook of parts that are written by hand, and what came out of it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use arrow_array::ArrayRef;
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use helhed::error::{Error, Result};
use helhed_arrow::{Ask, Records, read};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

pub(crate) const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/files");

pub(crate) fn corpus(name: &str) -> Result<Records> {
    read(Path::new(FILES).join(name), &Ask::default(), &mut |_| Ok(()))
}

pub(crate) fn codes(records: &Records) -> Vec<&str> {
    records.reading().notices.iter().map(|notice| notice.doubt.code()).collect()
}

pub(crate) fn column(records: &Records, name: &str) -> ArrayRef {
    let index = records.schema().index_of(name).expect("the column is there");
    records.batches()[0].column(index).clone()
}

pub(crate) fn integers(records: &Records, name: &str) -> Vec<Option<i64>> {
    column(records, name).as_primitive::<Int64Type>().iter().collect()
}

pub(crate) fn floats(records: &Records, name: &str) -> Vec<Option<f64>> {
    column(records, name).as_primitive::<Float64Type>().iter().collect()
}

pub(crate) fn texts(records: &Records, name: &str) -> Vec<Option<String>> {
    column(records, name).as_string::<i32>().iter().map(|text| text.map(str::to_owned)).collect()
}

pub(crate) fn names(records: &Records) -> Vec<&str> {
    records.reading().columns.iter().map(|column| column.name.as_str()).collect()
}

/// The error, which must have this code and hold these words.
pub(crate) fn refused(result: Result<Records>, code: &str, words: &[&str]) -> Error {
    let error = result.expect_err("it is refused");
    assert_eq!(error.code(), code, "{error}");
    for word in words {
        assert!(error.to_string().contains(word), "`{word}` in {error}");
    }
    error
}

/// A workbook of parts that are written by hand.
pub(crate) struct Workbook {
    pub(crate) folder: TempDir,
    pub(crate) sheets: Vec<(String, String)>,
    pub(crate) list: String,
    pub(crate) head: String,
    pub(crate) strings: Option<String>,
    pub(crate) styles: Option<String>,
    pub(crate) others: Vec<(String, String)>,
}

impl Workbook {
    /// With one sheet of these rows, each a list of `c` elements.
    pub(crate) fn new(rows: &str) -> Self {
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

    pub(crate) fn sheet(&mut self, name: &str, attributes: &str, rows: &str, after: &str) -> &mut Self {
        let number = self.sheets.len() + 1;
        write!(self.list, r#"<sheet name="{name}" {attributes} sheetId="{number}" r:id="rId{number}"/>"#)
            .expect("text");
        let xml = format!("<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>");
        self.sheets.push((format!("xl/worksheets/sheet{number}.xml"), xml));
        self
    }

    pub(crate) fn path(&self) -> PathBuf {
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

    pub(crate) fn read(&self) -> Result<Records> {
        self.read_as(&Ask::default())
    }

    pub(crate) fn read_as(&self, ask: &Ask) -> Result<Records> {
        read(self.path(), ask, &mut |_| Ok(()))
    }
}

/// A row of cells: numbers as they are, `!` before an error, `=` before a formula without a result, else text.
pub(crate) fn row(cells: &[&str]) -> String {
    let cell = |text: &&str| match *text {
        "" => "<c/>".to_owned(),
        text if text.parse::<f64>().is_ok() => format!("<c><v>{text}</v></c>"),
        text if text.starts_with('!') => format!(r#"<c t="e"><v>{}</v></c>"#, &text[1..]),
        text if text.starts_with('=') => format!("<c><f>{}</f></c>", &text[1..]),
        text => format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#),
    };
    format!("<row>{}</row>", cells.iter().map(cell).collect::<String>())
}

pub(crate) fn rows(rows: &[&[&str]]) -> String {
    rows.iter().map(|cells| row(cells)).collect()
}

/// Cells of a style: `rows` of (text, number).
pub(crate) fn styled(names: [&str; 2], cells: &[(&str, &str)]) -> String {
    let body = |(text, number): &(&str, &str)| {
        format!(r#"<row><c t="inlineStr"><is><t>{text}</t></is></c><c s="1"><v>{number}</v></c></row>"#)
    };
    row(&names) + &cells.iter().map(body).collect::<String>()
}

pub(crate) fn style(code: &str) -> Option<String> {
    Some(format!(
        r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#
    ))
}

/// A zip of these parts.
pub(crate) fn zipped(path: &Path, parts: &[(&str, &[u8])]) {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).expect("a file"));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("a part");
    }
    zip.finish().expect("a zip");
}
