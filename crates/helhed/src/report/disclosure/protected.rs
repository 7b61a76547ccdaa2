//! A table as it may be published.

use serde::{Deserialize, Serialize};

use super::audit::{Audit, Why};
use crate::design::Language;
use crate::report::Table;

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

    /// The table as people read it, with `·` where a count is hidden.
    #[must_use]
    pub fn table(&self, language: Language) -> Table {
        let (total, threshold) = (if language == Language::Da { "I alt" } else { "Total" }, self.audit.threshold.get());
        let headings: Vec<String> = self.columns.iter().map(|name| format!("#{name}")).collect();
        let mut table = Table::new("", &[""]);
        let all = headings.iter().map(String::as_str).chain(["#"]);
        table.columns.extend(Table::new("", &all.collect::<Vec<_>>()).columns);
        if let Some(last) = table.columns.last_mut() {
            total.clone_into(&mut last.heading);
        }
        let names = self.rows.iter().map(String::as_str).chain([total]);
        let lines = self.cells.chunks(self.columns.len() + 1);
        let text = |shown: &Shown| shown.count().map_or_else(|| "·".to_owned(), |count| count.to_string());
        for (name, line) in names.zip(lines) {
            let mut row = vec![name.to_owned()];
            row.extend(line.iter().map(text));
            row.resize(table.columns.len(), String::new());
            table.rows.push(row);
        }
        if self.cells.iter().any(|shown| shown.why().is_some()) {
            table.notes.push(match language {
                Language::Da => {
                    format!("· Diskretioneret: færre end {threshold}, eller skjult for at beskytte et sådant tal.")
                }
                Language::En => format!("· Not shown: fewer than {threshold}, or hidden to protect such a count."),
            });
        }
        table
    }
}
