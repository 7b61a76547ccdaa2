//! Where something went wrong.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::shown::{shown, shown_whole};

/// One coordinate of a [`Place`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
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
    /// Sheet of a workbook.
    Sheet(String),
    /// Line of a file, counted from 1.
    Line(u64),
    /// Row group of a Parquet file, counted from 1.
    RowGroup(u64),
}

/// Where something went wrong, from the outermost coordinate (file) to the innermost (row).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Place(Vec<Spot>);

impl Place {
    /// An argument.
    #[must_use]
    pub fn argument(name: impl Into<String>) -> Self {
        Self(vec![Spot::Argument(name.into())])
    }

    /// A column.
    #[must_use]
    pub fn column(name: impl Into<String>) -> Self {
        Self(vec![Spot::Column(name.into())])
    }

    /// The same place, and inside it `inner`.
    #[must_use]
    pub fn and(mut self, inner: Spot) -> Self {
        self.0.push(inner);
        self
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
                Spot::Column(name) => write!(f, "column `{}`", shown(name)),
                Spot::Row(row) => write!(f, "row {row}"),
                Spot::Cell(key) => write!(f, "cell {}", shown(key)),
                Spot::Indicator(id) => write!(f, "indicator `{id}`"),
                // Whole: a path that is cut loses the name of the file.
                Spot::File(name) => write!(f, "file {}", shown_whole(name)),
                Spot::Sheet(name) => write!(f, "sheet `{}`", shown(name)),
                Spot::Line(line) => write!(f, "line {line}"),
                Spot::RowGroup(group) => write!(f, "row group {group}"),
            }?;
        }
        Ok(())
    }
}
