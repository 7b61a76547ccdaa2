//! How often something was seen in a column, and where first.

use helhed::error::shown;

/// How often something was seen, where first, and what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) count: u64,
    /// Row of the first, counted from 0.
    pub(crate) row: u64,
    /// The first, as written.
    pub(crate) example: Box<str>,
}

/// Rows with the same cell: the first of them, counted from 0, and how many they are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows {
    pub(crate) first: u64,
    pub(crate) count: u64,
}

impl Seen {
    /// What is seen first.
    pub(crate) fn of(rows: Rows, example: &str) -> Self {
        Self { count: rows.count, row: rows.first, example: example.into() }
    }

    /// The first, as a message may show it: what a notice holds is written to reports.
    pub(crate) fn shown(&self) -> String {
        shown(&self.example)
    }
}

/// How often each of a few different texts was seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Texts(Vec<(Box<str>, Seen)>);

impl Texts {
    /// Different texts that are kept apart at most: a file of nothing but different marks must not fill the memory.
    const MOST: usize = 64;
    /// Stands for those beyond.
    const OTHER: &'static str = "(others)";

    pub(super) fn note(&mut self, text: &str, rows: Rows, example: &str) {
        self.add(text, Seen::of(rows, example));
    }

    fn add(&mut self, text: &str, seen: Seen) {
        let known = |text: &str, all: &[(Box<str>, Seen)]| all.iter().position(|(each, _)| &**each == text);
        let full = self.0.len() >= Self::MOST;
        let at = known(text, &self.0).or_else(|| if full { known(Self::OTHER, &self.0) } else { None });
        match at.and_then(|at| self.0.get_mut(at)) {
            Some((_, mine)) => mine.count += seen.count,
            None if full => self.0.push((Self::OTHER.into(), seen)),
            None => self.0.push((text.into(), seen)),
        }
    }

    /// Each with what was seen of it, in the order of the rows.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Seen)> {
        self.0.iter().map(|(text, seen)| (&**text, seen))
    }

    pub(super) fn merge(&mut self, later: Self, rows: u64) {
        for (text, seen) in later.0 {
            self.add(&text, Seen { row: seen.row + rows, ..seen });
        }
    }
}

/// Notes the rows that hold a cell.
#[inline]
pub(super) fn note(seen: &mut Option<Seen>, rows: Rows, cell: &str) {
    match seen {
        Some(seen) => seen.count += rows.count,
        none => *none = Some(Seen::of(rows, cell)),
    }
}

/// Adds what was noted of the rows that follow.
pub(super) fn add(mine: &mut Option<Seen>, theirs: Option<Seen>, rows: u64) {
    match (mine, theirs) {
        (Some(mine), Some(theirs)) => mine.count += theirs.count,
        (none @ None, Some(theirs)) => *none = Some(Seen { row: theirs.row + rows, ..theirs }),
        (_, None) => {}
    }
}
