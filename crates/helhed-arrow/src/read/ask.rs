//! What the user says about a file, where what the reader recognises is not what is meant.

use std::collections::BTreeMap;

use helhed::error::{Error, FileFault, Place, Result};
use helhed::records::{Policies, Roles};

use super::ColumnType;
use crate::person::Key;

/// What a file is said to be. Nothing needs to be said: what is left out is recognised, and the [`Reading`](super::Reading)
/// tells how.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ask {
    /// Encoding, such as `utf-8` or `windows-1252`.
    pub encoding: Option<String>,
    /// Mark between the fields of a line.
    pub delimiter: Option<char>,
    /// Decimal mark.
    pub decimal: Option<char>,
    /// Mark between thousands.
    pub thousands: Option<char>,
    /// Where the names of the columns stand.
    pub header: Option<Header>,
    /// Names of the columns, instead of those in the file or where it has none.
    pub names: Option<Vec<String>>,
    /// First and last line (of a workbook: row) of the table, counted from 1, its header included.
    pub lines: Option<(u64, Option<u64>)>,
    /// Sheet of a workbook.
    pub sheet: Option<Sheet>,
    /// Only these columns.
    pub columns: Option<Vec<String>>,
    /// Types of columns.
    pub types: BTreeMap<String, ColumnType>,
    /// Marks that stand for a missing value, beside those that are known.
    pub missing: Vec<String>,
    /// Marks that stand for a value suppressed by disclosure control, beside those that are known.
    pub suppressed: Vec<String>,
    /// Words that count as yes, and words that count as no, beside those that are known.
    pub truths: Option<(Vec<String>, Vec<String>)>,
    /// Whether 03-04-2014 is the third of April.
    pub day_first: Option<bool>,
    /// Whether rows that repeat the sum of those above are left out.
    pub leave_out_totals: Option<bool>,
    /// What columns are for.
    pub roles: Roles,
    /// Key for the pseudonyms of persons. It is used and forgotten.
    pub key: Option<Key>,
    /// What is done with rows that the checks of roles find.
    pub policies: Policies,
}

impl Ask {
    /// Looks at the marks in numbers that are said: whatever else is said for one would be read as if nothing were.
    ///
    /// # Errors
    /// `H861` for a decimal mark or a mark between thousands that cannot be one, and for both being the same.
    pub(super) fn marks(&self) -> Result<()> {
        let wrong = |argument: &str, found: char, expected| {
            let fault = FileFault::OptionValue { found: found.to_string(), expected };
            Err(Error::new(fault.into(), Place::argument(argument)))
        };
        match (self.decimal, self.thousands) {
            (Some(decimal), _) if !matches!(decimal, ',' | '.') => wrong("decimal", decimal, "`,` or `.`"),
            (_, Some(mark)) if !Self::THOUSANDS.contains(&mark) => {
                wrong("thousands", mark, "`.`, `,`, a space or an apostrophe")
            }
            (Some(decimal), Some(mark)) if decimal == mark => {
                wrong("thousands", mark, "another mark than the decimal mark")
            }
            _ => Ok(()),
        }
    }

    /// Marks that can stand between thousands: spaces of every width, and every apostrophe.
    const THOUSANDS: [char; 9] = ['.', ',', ' ', '\'', '\u{2019}', '\u{a0}', '\u{2009}', '\u{202f}', '\u{2007}'];
}

/// Where the names of the columns stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Header {
    /// Nowhere: the first line is data.
    None,
    /// In this line (of a workbook: row), counted from 1.
    Line(u64),
    /// In these lines, first to last: heads over heads.
    Lines(u64, u64),
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sheet {
    /// By its name.
    Name(String),
    /// By its place, counted from 1.
    Number(usize),
}
