//! What the cells of a column look like, all of them.

use std::sync::Arc;

use super::dress::{self, Below};
use super::mark::SaidMarks;
use super::seen::{Rows, Seen, Texts, add, note};
use super::time::Times;
use super::truth::Truths;
use super::{Family, Shape, shape, trimmed};
use crate::read::Ask;

/// Digits of a whole number that a double always holds: 10^15 is less than 2^53.
const EXACT_DIGITS: usize = 15;

/// Cells of which all being eighths is no chance: one in 125 is.
const FEWEST_EIGHTHS: u64 = 4;

/// What was seen of each shape.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Each([Option<Seen>; Shape::COUNT]);

impl Default for Each {
    fn default() -> Self {
        Self([const { None }; Shape::COUNT])
    }
}

/// What is around the dressed numbers of a column, and what they look like themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Dressed {
    numbers: Each,
    /// Units that are known, and those that are not.
    units: Texts,
    others: Texts,
    behind: Option<Seen>,
    parentheses: Option<Seen>,
}

/// How often each shape was seen in a column, and where first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    shapes: Each,
    rows: u64,
    marks: Texts,
    ranges: Texts,
    dressed: Option<Box<Dressed>>,
    said: Option<Arc<SaidMarks>>,
    /// Fewest and most digits of a cell of digits only.
    widths: Option<(usize, usize)>,
    /// Cells in powers of ten as a spreadsheet writes long numbers, `1,23E+09`.
    shortened: Option<Seen>,
    /// Whole numbers with so many digits that a double does not hold them.
    inexact: Option<Seen>,
    /// Cells such as `1,234` whose last three digits are no eighth, and those whose are an odd one, as `1,125`.
    thousandths: u64,
    odd_eighths: u64,
    /// Whole numbers such as 9999 and -99, with which programs fill what is not known.
    stand_ins: Texts,
    /// Most digits of any other whole number, and whether one of them is below zero.
    others: (usize, bool),
    times: Times,
    truths: Truths,
}

/// The fewest and the most of both.
fn joined(mine: Option<(usize, usize)>, theirs: (usize, usize)) -> (usize, usize) {
    mine.map_or(theirs, |mine| (mine.0.min(theirs.0), mine.1.max(theirs.1)))
}

impl Evidence {
    /// No evidence yet, of a file about which this is said: it knows the marks that the user names.
    pub(crate) fn of(ask: &Ask) -> Self {
        let said = SaidMarks::of(&ask.missing, &ask.suppressed).map(Arc::new);
        Self { said, ..Self::default() }
    }

    /// Notes the cell of the next row.
    #[inline]
    pub(crate) fn note(&mut self, cell: &str) {
        let rows = Rows { first: self.rows, count: 1 };
        self.rows += 1;
        self.note_rows(cell, rows);
    }

    /// Notes the cells of the rows that follow, each of the different ones once with its rows, counted from the first
    /// that follows, in the order of their first ones. It comes to the same as noting every cell.
    pub(crate) fn note_different<'c>(&mut self, cells: impl Iterator<Item = (&'c str, Rows)>, rows: u64) {
        for (cell, Rows { first, count }) in cells {
            self.note_rows(cell, Rows { first: self.rows + first, count });
        }
        self.rows += rows;
    }

    /// Notes a cell that all of these rows hold.
    fn note_rows(&mut self, cell: &str, rows: Rows) {
        let said = self.said.as_ref().and_then(|said| said.shape(cell));
        let shape = said.unwrap_or_else(|| shape(cell));
        note(&mut self.shapes.0[shape as usize], rows, cell);
        self.note_time(shape, cell, rows);
        match shape {
            Shape::Empty | Shape::Blank => {}
            Shape::Dressed => self.note_dressed(cell, rows),
            Shape::Digits | Shape::LeadingZero | Shape::LongDigits => self.note_digits(cell, rows),
            Shape::Exponent | Shape::ExponentComma | Shape::ExponentPoint if cell.contains("E+") => {
                note(&mut self.shortened, rows, cell);
            }
            Shape::CommaThree => self.note_eighths(cell, rows.count),
            Shape::Range => self.ranges.note(cell.trim(), rows, cell),
            shape if shape.family() == Family::Absent => self.marks.note(cell.trim(), rows, cell),
            _ => {}
        }
    }

    /// Notes a cell that came as a number.
    pub(crate) fn note_number(&mut self, value: f64) {
        let row = self.rows;
        self.rows += 1;
        let shape = match value {
            value if !value.is_finite() => Shape::NotFinite,
            value if value.fract() == 0.0 && value.abs() < 9e15 => Shape::Whole,
            _ => Shape::Part,
        };
        match &mut self.shapes.0[shape as usize] {
            Some(seen) => seen.count += 1,
            none => *none = Some(Seen { count: 1, row, example: value.to_string().into() }),
        }
    }

    /// Notes a row without a cell.
    pub(crate) fn note_absent(&mut self) {
        note(&mut self.shapes.0[Shape::Empty as usize], Rows { first: self.rows, count: 1 }, "");
        self.rows += 1;
    }

    /// Notes how many digits a cell of digits has, and whether it is one that stands in for nothing.
    #[inline]
    fn note_digits(&mut self, cell: &str, rows: Rows) {
        let text = cell.as_bytes();
        let first = text.iter().position(u8::is_ascii_digit).unwrap_or(0);
        let digits = text.get(first..).unwrap_or_default().trim_ascii_end();
        let negative = first > 0 && cell.trim_start().starts_with(['-', '−']);
        let width = digits.len();
        self.widths = Some(joined(self.widths, (width, width)));
        if width > EXACT_DIGITS {
            self.note_long(digits, cell, rows);
        }
        if digits.first() == Some(&b'9')
            && (2..=8).contains(&(width + usize::from(negative)))
            && digits.iter().all(|digit| *digit == b'9')
        {
            self.stand_ins.note(cell.trim(), rows, cell);
        } else {
            self.others = (self.others.0.max(width), self.others.1 | negative);
        }
    }

    /// Notes whether three digits behind a comma are an eighth.
    fn note_eighths(&mut self, cell: &str, count: u64) {
        let part = cell.rsplit(',').next().and_then(|part| part.trim_end().parse::<u32>().ok());
        let part = part.unwrap_or(1);
        self.thousandths += u64::from(!part.is_multiple_of(125)) * count;
        self.odd_eighths += u64::from(part % 250 == 125) * count;
    }

    /// Notes a whole number that a double does not hold.
    #[cold]
    fn note_long(&mut self, digits: &[u8], cell: &str, rows: Rows) {
        let value = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<u128>().ok());
        if value.is_none_or(|value| value as f64 as u128 != value) {
            note(&mut self.inexact, rows, cell);
        }
    }

    /// Notes what times, and words for yes and no, look like.
    #[inline]
    fn note_time(&mut self, shape: Shape, cell: &str, rows: Rows) {
        match shape {
            Shape::Date | Shape::Moment | Shape::Period => self.times.note(shape, trimmed(cell), rows),
            Shape::Digits | Shape::LeadingZero => {
                self.times.note(shape, trimmed(cell), rows);
                self.truths.note(shape, cell, rows);
            }
            Shape::Yes | Shape::No | Shape::Text | Shape::Code => self.truths.note(shape, trimmed(cell), rows),
            _ => {}
        }
    }

    #[cold]
    fn note_dressed(&mut self, cell: &str, rows: Rows) {
        let Some(dress) = dress::of(cell.trim()) else { return };
        let dressed = self.dressed.get_or_insert_default();
        note(&mut dressed.numbers.0[dress.shape as usize], rows, dress.number);
        match dress.below {
            Below::No => {}
            Below::Behind => note(&mut dressed.behind, rows, cell),
            Below::Parentheses => note(&mut dressed.parentheses, rows, cell),
        }
        match (dress.unit, dress.known) {
            ("", _) => {}
            (unit, true) => dressed.units.note(unit, rows, cell),
            (unit, false) => dressed.others.note(unit, rows, cell),
        }
    }

    /// Adds what was noted of the rows that follow.
    pub(crate) fn merge(&mut self, later: Self) {
        let rows = self.rows;
        self.said = self.said.take().or(later.said);
        for (mine, theirs) in self.shapes.0.iter_mut().zip(later.shapes.0) {
            add(mine, theirs, rows);
        }
        self.widths = later.widths.map(|theirs| joined(self.widths, theirs)).or(self.widths);
        add(&mut self.shortened, later.shortened, rows);
        add(&mut self.inexact, later.inexact, rows);
        self.thousandths += later.thousandths;
        self.odd_eighths += later.odd_eighths;
        self.stand_ins.merge(later.stand_ins, rows);
        self.others = (self.others.0.max(later.others.0), self.others.1 | later.others.1);
        self.marks.merge(later.marks, rows);
        self.ranges.merge(later.ranges, rows);
        self.times.merge(later.times, rows);
        self.truths.merge(later.truths, rows);
        if let Some(theirs) = later.dressed {
            let mine = self.dressed.get_or_insert_default();
            for (mine, theirs) in mine.numbers.0.iter_mut().zip(theirs.numbers.0) {
                add(mine, theirs, rows);
            }
            mine.units.merge(theirs.units, rows);
            mine.others.merge(theirs.others, rows);
            add(&mut mine.behind, theirs.behind, rows);
            add(&mut mine.parentheses, theirs.parentheses, rows);
        }
        self.rows += later.rows;
    }

    /// What was seen of a shape.
    pub(crate) fn seen(&self, shape: Shape) -> Option<&Seen> {
        self.shapes.0[shape as usize].as_ref()
    }

    /// How many cells had a shape.
    pub(crate) fn count(&self, shape: Shape) -> u64 {
        self.seen(shape).map_or(0, |seen| seen.count)
    }

    /// Rows noted.
    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    /// What the times look like.
    pub(crate) fn times(&self) -> &Times {
        &self.times
    }

    /// The words that could be yes and no.
    pub(crate) fn truths(&self) -> &Truths {
        &self.truths
    }

    /// Rows with a value.
    pub(crate) fn filled(&self) -> u64 {
        self.rows - self.family(Family::Absent)
    }

    /// The first cell with a value that has none of these shapes.
    pub(crate) fn first_beside(&self, shapes: &[Shape]) -> Option<&Seen> {
        let others = Shape::ALL.iter().filter(|shape| shape.family() != Family::Absent && !shapes.contains(shape));
        others.filter_map(|shape| self.seen(*shape)).min_by_key(|seen| seen.row)
    }

    /// How many cells had a shape of a family.
    pub(crate) fn family(&self, family: Family) -> u64 {
        Shape::ALL.iter().filter(|shape| shape.family() == family).map(|shape| self.count(*shape)).sum()
    }

    /// The first number of a shape, by itself or dressed.
    pub(crate) fn number(&self, shape: Shape) -> Option<&Seen> {
        let dressed = self.dressed.as_ref().and_then(|dressed| dressed.numbers.0[shape as usize].as_ref());
        match (self.seen(shape), dressed) {
            (Some(mine), Some(theirs)) => Some(if mine.row <= theirs.row { mine } else { theirs }),
            (mine, theirs) => mine.or(theirs),
        }
    }

    /// The first number with nothing around it.
    pub(crate) fn bare(&self) -> Option<&Seen> {
        Shape::NUMBERS.iter().filter_map(|shape| self.seen(*shape)).min_by_key(|seen| seen.row)
    }

    /// The marks in place of values, ranges left out.
    pub(crate) fn marks(&self) -> &Texts {
        &self.marks
    }

    /// The ranges in place of values.
    pub(crate) fn ranges(&self) -> &Texts {
        &self.ranges
    }

    /// The units that are known by name, with the numbers that have them.
    pub(crate) fn units(&self) -> impl Iterator<Item = (&str, &Seen)> {
        self.dressed.iter().flat_map(|dressed| dressed.units.iter())
    }

    /// The words behind numbers that are not known as units.
    pub(crate) fn others(&self) -> impl Iterator<Item = (&str, &Seen)> {
        self.dressed.iter().flat_map(|dressed| dressed.others.iter())
    }

    /// Numbers with a minus behind, and numbers in parentheses.
    pub(crate) fn below(&self) -> (Option<&Seen>, Option<&Seen>) {
        let dressed = self.dressed.as_ref();
        (dressed.and_then(|one| one.behind.as_ref()), dressed.and_then(|one| one.parentheses.as_ref()))
    }

    /// Fewest and most digits of a cell of digits only.
    pub(crate) fn widths(&self) -> Option<(usize, usize)> {
        self.widths
    }

    /// Nines such as 9999 or -99 that come more than once and lie far outside all other whole numbers: ten times and
    /// more above, or the only ones below zero.
    pub(crate) fn stand_ins(&self) -> impl Iterator<Item = (&str, &Seen)> {
        let (width, below) = self.others;
        let far = move |mark: &str| match mark.starts_with(['-', '−']) {
            true => !below,
            false => mark.len() > width,
        };
        self.stand_ins.iter().filter(move |(mark, seen)| width > 0 && seen.count > 1 && far(mark))
    }

    /// Cells in powers of ten as a spreadsheet writes long numbers.
    pub(crate) fn shortened(&self) -> Option<&Seen> {
        self.shortened.as_ref()
    }

    /// Whether all cells such as `1,125` are eighths, odd ones among them: measures are, thousands are not.
    pub(crate) fn are_eighths(&self) -> bool {
        self.thousandths == 0 && self.odd_eighths > 0 && self.count(Shape::CommaThree) >= FEWEST_EIGHTHS
    }

    /// Whole numbers with so many digits that a double does not hold them.
    pub(crate) fn inexact(&self) -> Option<&Seen> {
        self.inexact.as_ref()
    }

    /// The marks that the user names.
    pub(crate) fn said(&self) -> Option<&Arc<SaidMarks>> {
        self.said.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Evidence;
    use crate::read::Ask;
    use crate::recognise::{Rows, Shape};

    fn noted(cells: &[String]) -> Evidence {
        let ask = Ask { missing: vec!["9999".into()], ..Ask::default() };
        let mut evidence = Evidence::of(&ask);
        cells.iter().for_each(|cell| evidence.note(cell));
        evidence
    }

    fn cell() -> impl Strategy<Value = String> {
        const KNOWN: &[&str] = &[
            "",
            " ",
            "..",
            "<5",
            "1-4",
            "7",
            "0101",
            "1.234",
            "12,5 %",
            "(3)",
            "4-",
            "5 kr.",
            "99",
            "9999",
            "1E+05",
            "0",
            "ja",
            "Nej",
            "13-04-2014",
            "3/4-14",
            "2014",
            "2014K1",
            "7/2014",
            "2011/12",
            "x",
        ];
        prop_oneof![8 => prop::sample::select(KNOWN).prop_map(str::to_owned), 1 => ".*"]
    }

    proptest! {
        #[test]
        fn parts_merged_are_the_whole(cells in prop::collection::vec(cell(), 0..40), at in 0_usize..40, next in 0_usize..40) {
            let (first, second) = (at.min(next).min(cells.len()), at.max(next).min(cells.len()));
            let mut merged = noted(&cells[..first]);
            merged.merge(noted(&cells[first..second]));
            merged.merge(noted(&cells[second..]));
            prop_assert_eq!(merged, noted(&cells));
        }

        #[test]
        fn different_cells_noted_once_are_all_cells(cells in prop::collection::vec(cell(), 0..80), before in 0_usize..9) {
            let (before, cells) = cells.split_at(before.min(cells.len()));
            let mut evidence = noted(before);
            let first = |cell: &String| cells.iter().position(|other| other == cell);
            let different = cells.iter().enumerate().filter(|(at, cell)| first(cell) == Some(*at)).map(|(at, cell)| {
                let count = cells.iter().filter(|other| *other == cell).count() as u64;
                (cell.as_str(), Rows { first: at as u64, count })
            });
            evidence.note_different(different, cells.len() as u64);
            prop_assert_eq!(evidence, noted(&[before, cells].concat()));
        }
    }

    #[test]
    fn a_file_of_different_marks_keeps_only_some_apart() {
        let cells: Vec<String> = (1..1000).map(|limit| format!("<{limit}")).collect();
        let evidence = noted(&cells);
        assert_eq!(evidence.count(Shape::Limit), 999);
        assert_eq!(evidence.marks().iter().map(|(_, seen)| seen.count).sum::<u64>(), 999);
        assert!(evidence.marks().iter().count() <= 65);
    }
}
