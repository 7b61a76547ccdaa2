//! Attempts on the readers with any bytes: what they may answer is a result or a coded error, never a panic.
//!
//! The fuzz targets hand them what libFuzzer thinks of, and a test hands them damaged files of the corpus.

use std::fs;
use std::path::Path;

use helhed::design::{Period, Plan, Registry};
use helhed_arrow::{Ask, read};

/// Any text as a period. One that is read says itself, and is read again as the same.
///
/// # Panics
/// If a period that was read is not read back.
pub fn period(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(period) = text.parse::<Period>() {
        assert_eq!(period.to_string().parse(), Ok(period), "{text}");
        assert!(period.first_day() < period.end_day(), "{text}");
    }
}

/// Any text as a plan.
pub fn plan(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        drop(Plan::parse(text, "plan.toml", Registry::standard()));
    }
}

/// Any bytes as a file of delimited text.
pub fn csv(bytes: &[u8]) {
    file("a.csv", bytes);
}

/// Any cells as a column: each line of the bytes is one.
pub fn number(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).replace(['"', ';', '\r'], " ");
    file(
        "a.csv",
        format!("name;value\n{}\n", text.lines().map(|line| format!("a;{line}")).collect::<Vec<_>>().join("\n"))
            .as_bytes(),
    );
}

/// Any bytes as a workbook.
pub fn excel(bytes: &[u8]) {
    file("a.xlsx", bytes);
}

/// Any bytes as a Parquet file.
pub fn parquet(bytes: &[u8]) {
    file("a.parquet", bytes);
}

/// Any bytes as an Arrow file.
pub fn arrow(bytes: &[u8]) {
    file("a.arrow", bytes);
}

/// Reads a file of these bytes. Rows that were read have the columns that the report says.
///
/// # Panics
/// If the report and the table disagree, or the disk does not take the file.
pub fn file(name: &str, bytes: &[u8]) {
    // Memory where there is a disk of it: fuzzing writes some thousand files a second.
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    let folder = folder.expect("a folder for the file");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("the disk takes the file");
    if let Ok(records) = read(&path, &Ask::default(), &mut |_| Ok(())) {
        let names: Vec<&str> = records.reading().columns.iter().map(|column| column.name.as_str()).collect();
        let fields: Vec<&str> = records.schema().fields().iter().map(|field| field.name().as_str()).collect();
        assert_eq!(names, fields);
        assert_eq!(records.reading().rows, records.rows());
    }
}
