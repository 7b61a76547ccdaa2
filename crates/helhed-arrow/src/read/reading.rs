//! The reading report: what was recognised, what was decided, what was left out.

use helhed::records::Notice;
use serde::Serialize;

use super::{ColumnType, Kind};

/// What the reader understood of a file. Data: the words are for the terminal, the notebook and the report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reading {
    /// The files, as they were named.
    pub files: Vec<String>,
    /// What they are.
    pub kind: Kind,
    /// What was decided about the whole file: encoding, delimiter, header, sheet and the like.
    pub decisions: Vec<Decision>,
    /// The columns.
    pub columns: Vec<ColumnReading>,
    /// Lines that are no rows of the table.
    pub left_out: Vec<LeftOut>,
    /// What a person should look at.
    pub notices: Vec<Notice>,
    /// Rows of the table.
    pub rows: u64,
}

/// One decision about a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The name that overrides it, such as `delimiter`.
    pub about: &'static str,
    /// What was decided, such as `;`.
    pub found: String,
    /// Why, or that it was said.
    pub why: String,
}

/// What was recognised of a column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnReading {
    /// Its name.
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: ColumnType,
    /// How its cells were read, such as `decimal comma, point between thousands`.
    pub how: String,
    /// Rows without a value, suppressed ones among them.
    pub nulls: u64,
    /// Rows whose value was suppressed by disclosure control.
    pub suppressed: u64,
    /// Rows whose value the file itself declares as missing, as SPSS, SAS and Stata can; those without a value and
    /// without such a code are the other nulls.
    pub user_missing: u64,
}

/// Lines that are no rows of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// First line, counted from 1.
    pub first: u64,
    /// Last line.
    pub last: u64,
    /// What they are, such as `title`, `footnote`, `blank`, `total`.
    pub what: &'static str,
}
