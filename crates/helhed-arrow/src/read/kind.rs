//! What a file is, by its bytes.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use helhed::error::{Error, Fault, FileFault, Place, Result, Spot, Within};
use serde::Serialize;

use super::{Decision, archive, compound, folder, signature};

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the variants say it")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Csv,
    Excel,
    OldExcel,
    /// An Excel workbook behind a password.
    ProtectedExcel,
    OpenDocument,
    Parquet,
    ArrowFile,
    ArrowStream,
    Gzip,
    Zip,
    Folder,
    Stata,
    Spss,
    Sas,
    Xml,
    Html,
    Json,
    Pdf,
    Unknown,
}

/// What a file is.
pub(crate) struct Content {
    pub(crate) kind: Kind,
    /// What was decided, where the name of the file says otherwise.
    pub(crate) decisions: Vec<Decision>,
}

/// Bytes at the start that are looked at: enough to tell text from other content.
const HEAD: u64 = 65_536;

/// Looks at the bytes of a file. What is in a gzip, or alone in a zip, counts as the content.
///
/// # Errors
/// `H801` if it cannot be opened, `H810` if it holds nothing, `H815` for content that is no table and has no [`Kind`],
/// `H841` to `H844` for a zip of several files, of something else than text, or a damaged one.
pub(crate) fn content(path: &Path) -> Result<Content> {
    let cannot = |error: std::io::Error| {
        Error::new(Fault::CannotOpen { reason: error.to_string() }, Place::default().and(spot(path)))
    };
    if path.is_dir() || folder::is_pattern(path) {
        return Ok(Content { kind: Kind::Folder, decisions: Vec::new() });
    }
    let mut head = Vec::new();
    File::open(path).map_err(cannot)?.take(HEAD).read_to_end(&mut head).map_err(cannot)?;
    let kind = looked_at(path, &head).within(|| spot(path))?;
    Ok(Content { kind, decisions: contradiction(path, kind).into_iter().collect() })
}

/// What the file holds that begins with `head`.
fn looked_at(path: &Path, head: &[u8]) -> Result<Kind> {
    if head.is_empty() {
        return Err(FileFault::Empty.into());
    }
    if head.starts_with(archive::MAGIC) || head.starts_with(archive::EMPTY) {
        return archive::kind(path, head);
    }
    if head.starts_with(compound::MAGIC) {
        return compound::kind(path);
    }
    if head.starts_with(signature::GZIP) {
        return in_gzip(head);
    }
    if let Some(foreign) = signature::foreign(head) {
        return Err(FileFault::OtherContent { found: foreign.found.into(), cure: foreign.cure }.into());
    }
    Ok(kind_of(head))
}

/// What is inside a gzip. Text is read through it; anything else must be unpacked.
fn in_gzip(head: &[u8]) -> Result<Kind> {
    let mut inner = Vec::new();
    // Data that are damaged further on are found when they are read; what could be unpacked tells what they are.
    let _ = MultiGzDecoder::new(head).take(HEAD).read_to_end(&mut inner);
    let foreign = signature::foreign(&inner).map(|foreign| foreign.found);
    let found = match foreign.or_else(|| signature::packed(&inner)) {
        Some(found) => found,
        None => match kind_of(&inner) {
            Kind::Csv => return Ok(Kind::Csv),
            other => name(other),
        },
    };
    let found = format!("{found}, packed by gzip");
    Err(FileFault::OtherContent { found, cure: "unpack it, and name the file that comes out" }.into())
}

/// What begins with these bytes. What is nothing else is taken for text.
pub(crate) fn kind_of(head: &[u8]) -> Kind {
    signature::kind(head).unwrap_or(Kind::Csv)
}

/// The error for a kind that is not read.
pub(crate) fn refused(kind: Kind) -> Error {
    FileFault::OtherContent { found: name(kind).into(), cure: cure(kind) }.into()
}

/// A kind in words.
pub(crate) fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Csv => "delimited text",
        Kind::Excel => "an Excel workbook",
        Kind::OldExcel => "an Excel workbook of 1997-2003",
        Kind::ProtectedExcel => "an Excel workbook behind a password",
        Kind::OpenDocument => "an OpenDocument spreadsheet",
        Kind::Parquet => "Parquet",
        Kind::ArrowFile => "an Arrow file",
        Kind::ArrowStream => "an Arrow stream",
        Kind::Gzip => "data packed by gzip",
        Kind::Zip => "a zip",
        Kind::Folder => "a folder",
        Kind::Stata => "a Stata data set",
        Kind::Spss => "an SPSS data set",
        Kind::Sas => "a SAS data set",
        Kind::Xml => "XML",
        Kind::Html => "a web page (HTML)",
        Kind::Json => "JSON",
        Kind::Pdf => "a PDF document",
        Kind::Unknown => "neither text nor a known kind of table",
    }
}

/// What to do with a file of a kind that is not read.
fn cure(kind: Kind) -> &'static str {
    match kind {
        Kind::Stata | Kind::Spss | Kind::Sas => {
            "read it in Python with `helhed.read` (extra `stata-sas-spss`) and the columns you need (`columns=[...]`), or save it as Parquet or CSV"
        }
        Kind::Xml => "convert it: open it in Excel, and save it as an Excel workbook (.xlsx) or as CSV UTF-8",
        Kind::Html => {
            "open it in Excel, and save it as an Excel workbook (.xlsx): systems that export `Excel` often write a web page"
        }
        Kind::Json => "convert it to CSV or Parquet: one object a row, one name a column",
        Kind::Pdf => "ask for the table behind it as CSV or Excel: numbers copied out of a PDF go wrong unseen",
        Kind::Zip | Kind::Gzip => "unpack it, and name the file that comes out",
        _ => "save the table as CSV, Excel or Parquet",
    }
}

/// What is said of a file whose ending promises something else than it holds.
fn contradiction(path: &Path, kind: Kind) -> Option<Decision> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    let promised: &[Kind] = match ending.as_str() {
        "csv" | "tsv" | "tab" | "txt" => &[Kind::Csv],
        "xlsx" | "xlsm" | "xlsb" => &[Kind::Excel, Kind::ProtectedExcel],
        "xls" => &[Kind::OldExcel, Kind::ProtectedExcel],
        "ods" => &[Kind::OpenDocument],
        "parquet" | "pq" => &[Kind::Parquet],
        "arrow" | "arrows" | "ipc" | "feather" => &[Kind::ArrowFile, Kind::ArrowStream],
        _ => return None,
    };
    let read = matches!(
        kind,
        Kind::Csv
            | Kind::Excel
            | Kind::OldExcel
            | Kind::OpenDocument
            | Kind::Parquet
            | Kind::ArrowFile
            | Kind::ArrowStream
    );
    (read && !promised.contains(&kind)).then(|| Decision {
        about: "kind",
        found: name(kind).into(),
        why: format!("its bytes say so, though its name ends in .{ending}"),
    })
}

/// The file as a place.
pub(crate) fn spot(path: &Path) -> Spot {
    Spot::File(path.display().to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_files_of_the_corpus_are_known_whatever_they_are_called() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/files/");
        for (name, kind, said) in [
            ("forkert_navn/excel_som_csv.csv", Kind::Excel, true),
            ("forkert_navn/gammel_som_xlsx.xlsx", Kind::OldExcel, true),
            ("forkert_navn/parquet_som_csv.csv", Kind::Parquet, true),
            ("excel/kodeord.xlsx", Kind::ProtectedExcel, false),
            ("excel/afkortet.xlsx", Kind::Excel, false),
            ("excel/uden_ark_xml.xlsx", Kind::Excel, false),
            ("excel/strict_ooxml.xlsx", Kind::Excel, false),
            ("arrow/stroem_hale.arrows", Kind::ArrowStream, false),
            ("arrow/run_end.arrow", Kind::ArrowFile, false),
            ("parquet/skadet/fire_bytes.parquet", Kind::Parquet, false),
            ("parquet/mapper", Kind::Folder, false),
            ("stat/med_cpr.sav", Kind::Spss, false),
            ("stat/gammel_v114_latin1.dta", Kind::Stata, false),
            ("stat/tryghed_v5.xpt", Kind::Sas, false),
            ("csv/stoerrelse/en_million.csv.gz", Kind::Csv, false),
            ("csv/stoerrelse/nul_bytes.csv", Kind::Csv, false),
            ("csv/fjendtlig_tekst/terminal_koder.csv", Kind::Csv, false),
        ] {
            let content = content(Path::new(&format!("{folder}{name}"))).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!((content.kind, !content.decisions.is_empty()), (kind, said), "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_of_some_kind(bytes in prop::collection::vec(any::<u8>(), 0..600), magic in 0_usize..8) {
            let starts: [&[u8]; 8] = [
                b"", b"PK\x03\x04", compound::MAGIC, b"\x1f\x8b\x08", b"PK\x05\x06", b"\xff\xff\xff\xff", b"<", b"{\"",
            ];
            let bytes = [starts[magic], &bytes].concat();
            let file = tempfile::NamedTempFile::new().expect("a file");
            std::fs::write(file.path(), &bytes).expect("a disk");
            let found = content(file.path());
            prop_assert!(found.is_ok() || found.is_err_and(|error| error.code() != "H901"));
        }
    }
}
