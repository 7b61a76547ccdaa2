//! One decision for the whole column.

mod marks;
mod numbers;
mod texts;
mod units;

use std::sync::Arc;

use helhed::error::{Fault, shown};
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
    #[cfg(test)]
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
        numbers::found(evidence, ask)?
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
        list.push((shown(mark), seen.count));
        first = Some(first.map_or(seen.row, |first| first.min(seen.row)));
    }
    first.map(|row| Doubted { doubt: Doubt::MarksRead { missing, suppressed }, row: Some(row) })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::Array;
    use arrow_array::cast::AsArray;
    use arrow_array::types::{Float64Type, Int64Type};
    use proptest::prelude::*;

    use super::{ColumnAsk, FileMarks, Verdict, decide};
    use crate::read::{Ask, ColumnType};
    use crate::recognise::{Builder, Evidence};

    /// A cell of a workbook.
    #[derive(Clone, Copy)]
    enum Cell {
        Text(&'static str),
        Number(f64),
        None,
    }

    fn read(cells: &[Cell]) -> (Verdict, Arc<dyn Array>) {
        let (ask, mut evidence) = (Ask::default(), Evidence::default());
        for cell in cells {
            match cell {
                Cell::Text(text) => evidence.note(text),
                Cell::Number(value) => evidence.note_number(*value),
                Cell::None => evidence.note_absent(),
            }
        }
        let verdict = decide(&evidence, &ColumnAsk::of("v", &ask)).expect("it is decided");
        let mut builder = Builder::new(&verdict, cells.len());
        for cell in cells {
            match cell {
                Cell::Text(text) => builder.push(text).expect("it fits"),
                Cell::Number(value) => builder.push_number(*value).expect("it fits"),
                Cell::None => builder.push_null(),
            }
        }
        let array = builder.finish();
        assert_eq!(array.null_count() as u64, verdict.nulls(&evidence));
        (verdict, array)
    }

    #[test]
    fn numbers_that_come_as_numbers_go_with_those_that_come_as_texts() {
        let (verdict, array) = read(&[Cell::Number(1480.0), Cell::Text("1.234"), Cell::None, Cell::Text("<5")]);
        assert_eq!(verdict.kind, ColumnType::Integer);
        assert_eq!(array.as_primitive::<Int64Type>().iter().collect::<Vec<_>>(), [Some(1480), Some(1234), None, None]);

        let (verdict, array) = read(&[Cell::Number(12.5), Cell::Text("1.234,5")]);
        assert_eq!(verdict.kind, ColumnType::Float);
        assert_eq!(array.as_primitive::<Float64Type>().values(), &[12.5, 1234.5]);

        let (verdict, array) = read(&[Cell::Number(851.0), Cell::Text("0101"), Cell::Number(0.5)]);
        assert_eq!(verdict.kind, ColumnType::Text);
        let texts: Vec<_> = array.as_string::<i32>().iter().flatten().map(str::to_owned).collect();
        assert_eq!(texts, ["851", "0101", "0.5"]);
    }

    /// How a program writes numbers.
    #[derive(Debug, Clone, Copy)]
    struct Convention {
        decimal: &'static str,
        group: &'static str,
        decimals: Option<usize>,
    }

    impl Convention {
        const ALL: [(&'static str, &'static str); 9] = [
            (",", "."),
            (",", ""),
            (",", " "),
            (",", "\u{a0}"),
            (",", "'"),
            (".", ","),
            (".", ""),
            (".", " "),
            (".", "'"),
        ];

        /// A number of thousandths as the program writes it, and its value.
        fn write(self, thousandths: i64) -> (String, f64) {
            let exact = thousandths as f64 / 1000.0;
            let plain = match self.decimals {
                Some(decimals) => format!("{exact:.decimals$}"),
                None => exact.to_string(),
            };
            let value = plain.parse().expect("a number");
            let (sign, size) = plain.strip_prefix('-').map_or(("", &*plain), |size| ("-", size));
            let (whole, part) = size.split_once('.').map_or((size, None), |(whole, part)| (whole, Some(part)));
            let letters: Vec<char> = whole.chars().collect();
            let groups: Vec<String> = letters.rchunks(3).rev().map(|group| group.iter().collect()).collect();
            let part = part.map_or_else(String::new, |part| format!("{}{part}", self.decimal));
            (format!("{sign}{}{part}", groups.join(self.group)), value)
        }
    }

    proptest! {
        /// However numbers are written: what is read without a word is what was meant.
        #[test]
        fn what_is_read_without_a_word_is_right(
            numbers in prop::collection::vec(prop_oneof![-2_000_000_i64..2_000_000, -3_000_i64..3_000,
                (-3_000_i64..3_000).prop_map(|whole| whole * 1000)], 1..8),
            convention in prop::sample::select(&Convention::ALL[..]),
            decimals in prop::option::of(0_usize..5),
        ) {
            let (decimal, group) = convention;
            let convention = Convention { decimal, group, decimals };
            let written: Vec<(String, f64)> = numbers.iter().map(|number| convention.write(*number)).collect();
            let (ask, mut evidence) = (Ask::default(), Evidence::default());
            written.iter().for_each(|(cell, _)| evidence.note(cell));
            let Ok(verdict) = decide(&evidence, &ColumnAsk::of("v", &ask)) else { return Ok(()) };
            if !verdict.doubts.is_empty() {
                return Ok(());
            }
            let mut builder = Builder::new(&verdict, written.len());
            for (cell, _) in &written {
                prop_assert!(builder.push(cell).is_ok());
            }
            let array = builder.finish();
            let read: Vec<f64> = match verdict.kind {
                ColumnType::Integer => array.as_primitive::<Int64Type>().values().iter().map(|v| *v as f64).collect(),
                ColumnType::Float => array.as_primitive::<Float64Type>().values().to_vec(),
                other => return Err(TestCaseError::fail(format!("{other} of {written:?}"))),
            };
            prop_assert_eq!(read, written.iter().map(|(_, value)| value + 0.0).collect::<Vec<_>>(), "{:?}", written);
        }

        /// Whatever is decided, every cell that was noted can be pushed, or is refused with a word.
        #[test]
        fn what_was_noted_can_be_pushed(
            cells in prop::collection::vec(prop_oneof![4 => "[-+(<]?[0-9]{1,3}[.,  ]?[0-9]{0,3}[,.]?[0-9]{0,2}[-)% kr.A+]{0,3}",
                1 => ".*"], 1..6),
            comma: bool, point: bool, delimiter in prop::sample::select(vec![None, Some(b','), Some(b';')]),
        ) {
            let (ask, mut evidence) = (Ask::default(), Evidence::default());
            cells.iter().for_each(|cell| evidence.note(cell));
            let asked = ColumnAsk::of("v", &ask).with_marks(FileMarks { comma, point, delimiter });
            if let Ok(verdict) = decide(&evidence, &asked) {
                let mut builder = Builder::new(&verdict, cells.len());
                for cell in &cells {
                    prop_assert!(builder.push(cell).is_ok(), "{cell:?} of {cells:?} as {verdict:?}");
                }
                prop_assert_eq!(builder.finish().null_count() as u64, verdict.nulls(&evidence));
            }
        }
    }
}
