//! One decision for the whole column.

mod marks;
mod numbers;
mod texts;
mod units;

use std::sync::Arc;

use helhed::error::Fault;
use helhed::records::{ColumnRole, Doubt};

use super::mark::SaidMarks;
use super::{Evidence, Seen, Shape, time, truth};
use crate::read::{Ask, ColumnType};

/// What the columns of a file show together about its numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct FileMarks {
    /// Some column has decimals behind a comma, for sure.
    pub(crate) comma: bool,
    /// Some column has decimals behind a point, for sure.
    pub(crate) point: bool,
    /// The mark between its fields, where it has one.
    pub(crate) delimiter: Option<u8>,
}

impl FileMarks {
    /// What the columns show, each by its evidence.
    pub(crate) fn of<'e>(columns: impl IntoIterator<Item = &'e Evidence>, delimiter: Option<u8>) -> Self {
        columns.into_iter().fold(Self { delimiter, ..Self::default() }, |known, column| {
            if !numbers::are_they(column, &[]) {
                return known;
            }
            let (comma, point) = marks::decimals(column);
            Self { comma: known.comma || comma.is_some(), point: known.point || point.is_some(), ..known }
        })
    }
}

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
    /// What the other columns show.
    pub(crate) marks: FileMarks,
}

impl<'a> ColumnAsk<'a> {
    /// What is said about the column of this name.
    pub(crate) fn of(name: &'a str, file: &'a Ask) -> Self {
        let kind = file.types.get(name).copied();
        Self { name, kind, roles: file.roles.of(name).collect(), file, marks: FileMarks::default() }
    }

    /// Whether it is declared to hold names or keys, which may well be numbers and words.
    fn holds_names(&self) -> bool {
        holds_names(&self.roles)
    }

    /// The same, and what the columns of the file show together.
    pub(crate) fn with_marks(self, marks: FileMarks) -> Self {
        Self { marks, ..self }
    }
}

/// Whether one of the roles is that of names or keys.
fn holds_names(roles: &[ColumnRole]) -> bool {
    let names = [ColumnRole::Person, ColumnRole::Area, ColumnRole::AreaName, ColumnRole::Group];
    roles.iter().any(|role| names.contains(role))
}

/// What a column is, and how its cells are read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) kind: ColumnType,
    pub(crate) decimal: u8,
    /// The mark between thousands; `b' '` stands for spaces of every width, `b'\''` for every apostrophe.
    pub(crate) thousands: Option<u8>,
    /// Whether marks such as `..` stand for values that are not there. In a column of texts they are texts.
    pub(crate) marks: bool,
    /// The marks that the user names.
    pub(crate) said: Option<Arc<SaidMarks>>,
    /// How its cells are read, in words.
    pub(crate) how: String,
    pub(crate) doubts: Vec<Doubted>,
    /// How its times are read.
    pub(crate) time: Option<time::Plan>,
    /// Its words for yes and no.
    pub(crate) truth: Option<truth::Words>,
}

impl Verdict {
    /// A column of a type whose cells need no marks, with the marks of missing and suppressed values read as such.
    pub(crate) fn of(kind: ColumnType, evidence: &Evidence, how: impl Into<String>) -> Self {
        let (marks, said) = (kind != ColumnType::Text, evidence.said().cloned());
        let doubts = if marks { marks_read(evidence, true).into_iter().collect() } else { Vec::new() };
        Self { kind, decimal: b',', thousands: None, marks, said, how: how.into(), doubts, time: None, truth: None }
    }

    /// Rows without a value, suppressed ones among them.
    pub(crate) fn nulls(&self, evidence: &Evidence) -> u64 {
        let always = [Shape::Empty, Shape::Blank, Shape::SaidMissing, Shape::SaidSuppressed];
        let marks = [Shape::Missing, Shape::Suppressed, Shape::Limit, Shape::Range];
        let count = |shapes: &[Shape]| shapes.iter().map(|shape| evidence.count(*shape)).sum::<u64>();
        count(&always) + if self.marks { count(&marks) } else { 0 }
    }

    /// Rows whose value was suppressed by disclosure control.
    pub(crate) fn suppressed(&self, evidence: &Evidence) -> u64 {
        let marks = [Shape::Suppressed, Shape::Limit, Shape::Range].iter().map(|shape| evidence.count(*shape)).sum();
        evidence.count(Shape::SaidSuppressed) + if self.marks { marks } else { 0 }
    }
}

/// A doubt about a column, and the row (from 0) to look at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Doubted {
    pub(crate) doubt: Doubt,
    pub(crate) row: Option<u64>,
}

impl Doubted {
    /// A doubt that a cell shows.
    fn at(doubt: Doubt, seen: &Seen) -> Self {
        Self { doubt, row: Some(seen.row) }
    }
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
    match ask.kind {
        Some(ColumnType::Text) => return Ok(texts::said(evidence)),
        Some(kind @ (ColumnType::Integer | ColumnType::Float)) => return numbers::said(kind, evidence, ask),
        _ => {}
    }
    // A family decides its own columns. The order matters only where a column mixes families.
    if let Some(decided) = time::decide(evidence, ask).or_else(|| truth::decide(evidence, ask)) {
        return decided;
    }
    let mut verdict = if numbers::are_they(evidence, &ask.roles) {
        numbers::decide(evidence, ask)?
    } else {
        texts::decide(evidence, ask)
    };
    verdict.doubts.extend(time::doubts(evidence, ask));
    Ok(verdict)
}

/// The marks that were read as missing or suppressed, with the number of each. Those that the user named need no word.
pub(crate) fn marks_read(evidence: &Evidence, ranges: bool) -> Option<Doubted> {
    let (mut missing, mut suppressed, mut first) = (Vec::new(), Vec::new(), None::<u64>);
    let said = |mark: &str| evidence.said().is_some_and(|said| said.shape(mark).is_some());
    let all = evidence.marks().iter().chain(evidence.ranges().iter().filter(|_| ranges));
    for (mark, seen) in all.filter(|(mark, _)| !said(mark)) {
        let list = if super::mark::shape(mark) == Some(Shape::Missing) { &mut missing } else { &mut suppressed };
        list.push((mark.to_owned(), seen.count));
        first = Some(first.map_or(seen.row, |first| first.min(seen.row)));
    }
    first.map(|row| Doubted { doubt: Doubt::MarksRead { missing, suppressed }, row: Some(row) })
}
