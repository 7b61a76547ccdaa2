//! A table: headings, rows and notes, as text or HTML.

use serde::{Deserialize, Serialize};

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Heading.
    pub heading: String,
    /// Whether it holds numbers, which stand to the right.
    pub numeric: bool,
}

/// A table of texts that are ready to print.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What the table shows.
    pub caption: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows, one text a column.
    pub rows: Vec<Vec<String>>,
    /// Notes below it.
    pub notes: Vec<String>,
}

impl Table {
    /// An empty table; headings that start with `#` are of numeric columns.
    #[must_use]
    pub fn new(caption: impl Into<String>, headings: &[&str]) -> Self {
        let column = |heading: &&str| Column {
            heading: heading.trim_start_matches('#').to_owned(),
            numeric: heading.starts_with('#'),
        };
        Self { caption: caption.into(), columns: headings.iter().map(column).collect(), ..Self::default() }
    }

    /// As text with aligned columns, for a terminal.
    #[must_use]
    pub fn to_text(&self) -> String {
        let width = |index: usize| {
            let cells = self.rows.iter().map(|row| row[index].chars().count());
            cells.chain([self.columns[index].heading.chars().count()]).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.columns.len()).map(width).collect();
        let line = |cells: Vec<&str>| {
            let padded = cells.iter().zip(&widths).zip(&self.columns).map(|((cell, width), column)| {
                if column.numeric { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
            });
            padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        let mut text = Vec::new();
        if !self.caption.is_empty() {
            text.push(self.caption.clone());
        }
        text.push(line(self.columns.iter().map(|column| column.heading.as_str()).collect()));
        text.push(widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>().join("  "));
        text.extend(self.rows.iter().map(|row| line(row.iter().map(String::as_str).collect())));
        text.extend(self.notes.iter().cloned());
        text.join("\n")
    }

    /// As an HTML table with headings that screen readers can follow.
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut html = String::from("<table class=\"helhed\">");
        if !self.caption.is_empty() {
            html.push_str(&format!("<caption>{}</caption>", escaped(&self.caption)));
        }
        html.push_str("<thead><tr>");
        for column in &self.columns {
            html.push_str(&format!("<th scope=\"col\"{}>{}</th>", alignment(column), escaped(&column.heading)));
        }
        html.push_str("</tr></thead><tbody>");
        for row in &self.rows {
            html.push_str("<tr>");
            for (cell, column) in row.iter().zip(&self.columns) {
                html.push_str(&format!("<td{}>{}</td>", alignment(column), escaped(cell)));
            }
            html.push_str("</tr>");
        }
        html.push_str("</tbody></table>");
        for note in &self.notes {
            html.push_str(&format!("<p class=\"helhed-note\">{}</p>", escaped(note)));
        }
        html
    }
}

fn alignment(column: &Column) -> &'static str {
    if column.numeric { " style=\"text-align:right\"" } else { " style=\"text-align:left\"" }
}

/// Text that cannot become markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_aligned_and_html_is_escaped() {
        let mut table = Table::new("Udsættelser", &["Område", "#n"]);
        table.rows.push(vec!["<b>Åhaven</b>".into(), "41".into()]);
        assert_eq!(table.to_text(), "Udsættelser\nOmråde          n\n-------------  --\n<b>Åhaven</b>  41");
        assert!(table.to_html().contains("&lt;b&gt;Åhaven&lt;/b&gt;</td><td style=\"text-align:right\">41"));
    }
}
