//! Where something went wrong.

use std::fmt;

/// One coordinate of a [`Place`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Spot {
    /// Argument of a function.
    Argument(String),
    /// Column of a table.
    Column(String),
    /// Row of a table, counted from 1.
    Row(u64),
    /// Key of a cell, as `area=A, year=2013`.
    Cell(String),
    /// Indicator id.
    Indicator(String),
    /// File, as the user named it.
    File(String),
    /// Line of a file, counted from 1.
    Line(u64),
}

/// Where something went wrong, from the outermost coordinate (file) to the innermost (row).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place(Vec<Spot>);

impl Place {
    /// An argument.
    #[must_use]
    pub fn argument(name: impl Into<String>) -> Self {
        Self(vec![Spot::Argument(name.into())])
    }

    /// The coordinates.
    #[must_use]
    pub fn spots(&self) -> &[Spot] {
        &self.0
    }

    /// The same place, inside `outer`.
    #[must_use]
    pub fn within(mut self, outer: Spot) -> Self {
        self.0.insert(0, outer);
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, spot) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            match spot {
                Spot::Argument(name) => write!(f, "argument `{name}`"),
                Spot::Column(name) => write!(f, "column `{name}`"),
                Spot::Row(row) => write!(f, "row {row}"),
                Spot::Cell(key) => write!(f, "cell {key}"),
                Spot::Indicator(id) => write!(f, "indicator `{id}`"),
                Spot::File(name) => write!(f, "file {name}"),
                Spot::Line(line) => write!(f, "line {line}"),
            }?;
        }
        Ok(())
    }
}
