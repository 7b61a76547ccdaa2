//! A table as it may be published.

use serde::{Deserialize, Serialize};

use super::audit::{Audit, Why};
use crate::error::{Error, Fault};

/// A cell or total as it may be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// The count.
    Published(u64),
    /// No count, and why.
    Hidden(Why),
}

impl Shown {
    /// The count, where it is published.
    #[must_use]
    pub fn count(self) -> Option<u64> {
        match self {
            Self::Published(count) => Some(count),
            Self::Hidden(_) => None,
        }
    }

    /// Why there is none.
    #[must_use]
    pub fn why(self) -> Option<Why> {
        match self {
            Self::Published(_) => None,
            Self::Hidden(why) => Some(why),
        }
    }
}

/// A table of counts with its totals, as it may be published, and the account of what was hidden. It holds no hidden
/// count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Protected {
    pub(super) rows: Vec<String>,
    pub(super) columns: Vec<String>,
    pub(super) cells: Vec<Shown>,
    pub(super) audit: Audit,
}

impl Protected {
    /// Names of the rows.
    #[must_use]
    pub fn rows(&self) -> &[String] {
        &self.rows
    }

    /// Names of the columns.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The account.
    #[must_use]
    pub fn audit(&self) -> &Audit {
        &self.audit
    }

    /// Every cell with the names of its row and column, line by line: each line with its total, whose column is `None`, and
    /// last the line of totals, whose row is `None`.
    pub fn cells(&self) -> impl Iterator<Item = (Option<&str>, Option<&str>, Shown)> {
        let rows = self.rows.iter().map(|name| Some(name.as_str())).chain([None]);
        let pairs = rows.flat_map(|row| {
            let columns = self.columns.iter().map(|name| Some(name.as_str())).chain([None]);
            columns.map(move |column| (row, column))
        });
        pairs.zip(&self.cells).map(|((row, column), shown)| (row, column, *shown))
    }
}

/// A table that was written, before it is looked at.
#[derive(Deserialize)]
struct Written {
    rows: Vec<String>,
    columns: Vec<String>,
    cells: Vec<Shown>,
    audit: Audit,
}

impl TryFrom<Written> for Protected {
    type Error = Error;

    /// # Errors
    /// `H802` if there is not one cell for each row and column, or not one line of the account for each that is hidden.
    fn try_from(written: Written) -> Result<Self, Error> {
        let Written { rows, columns, cells, audit } = written;
        let hidden = cells.iter().filter(|shown| shown.why().is_some()).count();
        if cells.len() != (rows.len() + 1) * (columns.len() + 1) || hidden != audit.hidden.len() {
            return Err(Fault::Damaged { reason: "the cells are not those of the rows and columns".into() }.into());
        }
        Ok(Self { rows, columns, cells, audit })
    }
}
