//! One decision for the whole column.

use helhed::error::Fault;
use helhed::records::{ColumnRole, Doubt};

use super::{Evidence, Shape, time, truth};
use crate::read::{Ask, ColumnType};

/// What is said about one column.
#[derive(Debug, Clone)]
pub(crate) struct ColumnAsk<'a> {
    pub(crate) name: &'a str,
    /// Its type, where it is said.
    pub(crate) kind: Option<ColumnType>,
    /// What it is for.
    pub(crate) roles: Vec<ColumnRole>,
    /// What is said about the whole file.
    pub(crate) file: &'a Ask,
}

impl<'a> ColumnAsk<'a> {
    /// What is said about the column of this name.
    pub(crate) fn of(name: &'a str, file: &'a Ask) -> Self {
        Self { name, kind: file.types.get(name).copied(), roles: file.roles.of(name).collect(), file }
    }
}

/// What a column is, and how its cells are read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) kind: ColumnType,
    pub(crate) decimal: u8,
    pub(crate) thousands: Option<u8>,
    /// How its cells are read, in words.
    pub(crate) how: String,
    pub(crate) doubts: Vec<Doubted>,
    /// How its times are read.
    pub(crate) time: Option<time::Plan>,
    /// Its words for yes and no.
    pub(crate) truth: Option<truth::Words>,
}

/// A doubt about a column, and the row (from 0) to look at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Doubted {
    pub(crate) doubt: Doubt,
    pub(crate) row: Option<u64>,
}

/// Why a column cannot be read, and the row (from 0) that shows it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Misfit {
    pub(crate) fault: Fault,
    pub(crate) row: Option<u64>,
}

/// Decides what a column is.
///
/// # Errors
/// The first cell that does not fit, or the forms that contradict each other.
pub(crate) fn decide(evidence: &Evidence, ask: &ColumnAsk<'_>) -> Result<Verdict, Misfit> {
    if let Some(decided) = time::decide(evidence, ask).or_else(|| truth::decide(evidence, ask)) {
        return decided;
    }
    let kind = if evidence.first_beside(&[Shape::Digits, Shape::CommaDecimal]).is_some() {
        ColumnType::Text
    } else if evidence.count(Shape::CommaDecimal) > 0 {
        ColumnType::Float
    } else {
        ColumnType::Integer
    };
    let doubts = time::doubts(evidence, ask);
    Ok(Verdict { kind, decimal: b',', thousands: Some(b'.'), how: String::new(), doubts, time: None, truth: None })
}
