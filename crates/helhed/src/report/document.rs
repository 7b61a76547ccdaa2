//! A document: headings, paragraphs, tables and figures, ready for HTML or another format.

use serde::{Deserialize, Serialize};

use super::Table;
use crate::design::Language;

/// A whole document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Title.
    pub title: String,
    /// Language of its text.
    pub language: Language,
    /// Sections.
    pub sections: Vec<Section>,
}

/// A section and its subsections.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Anchor.
    pub id: String,
    /// Heading.
    pub heading: String,
    /// What it holds, in order.
    pub parts: Vec<Part>,
    /// Subsections.
    pub sections: Vec<Section>,
}

impl Section {
    /// An empty section.
    #[must_use]
    pub fn new(id: impl Into<String>, heading: impl Into<String>) -> Self {
        Self { id: id.into(), heading: heading.into(), ..Self::default() }
    }

    /// The same with a paragraph.
    #[must_use]
    pub fn paragraph(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Part::Paragraph(text.into()));
        self
    }

    /// The same with a table, unless it has no rows.
    #[must_use]
    pub fn table(mut self, table: Table) -> Self {
        if !table.rows.is_empty() {
            self.parts.push(Part::Table(table));
        }
        self
    }

    /// The same with a list under a heading, unless it is empty.
    #[must_use]
    pub fn list(mut self, heading: impl Into<String>, items: Vec<String>) -> Self {
        if !items.is_empty() {
            self.parts.push(Part::List { heading: heading.into(), items });
        }
        self
    }

    /// The same with a forest plot, unless it has no rows.
    #[must_use]
    pub fn forest(mut self, forest: Forest) -> Self {
        if !forest.rows.is_empty() {
            self.parts.push(Part::Forest(forest));
        }
        self
    }
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A paragraph.
    Paragraph(String),
    /// A list under a heading.
    List {
        /// Heading.
        heading: String,
        /// Items.
        items: Vec<String>,
    },
    /// A table.
    Table(Table),
    /// A forest plot.
    Forest(Forest),
}

/// The data of a forest plot: values with intervals, one a row.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Forest {
    /// What it shows.
    pub title: String,
    /// The same in words, for those who cannot see it.
    pub description: String,
    /// Axis label.
    pub axis: String,
    /// Rows, from the top.
    pub rows: Vec<ForestRow>,
}

/// A row of a forest plot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ForestRow {
    /// What it is.
    pub label: String,
    /// Group of rows it stands in.
    pub group: String,
    /// Value, in the unit of the axis.
    pub value: f64,
    /// Lower limit.
    pub lower: f64,
    /// Upper limit.
    pub upper: f64,
    /// Value and interval in words.
    pub text: String,
    /// What it rests on.
    pub n: String,
}
