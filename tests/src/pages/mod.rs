//! The pages of the documentation that are made from the code.

mod calibration;
mod choosing;
mod errors;
mod indicators;
mod methods;
mod schema;

/// A page: its path in the workspace and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Path from the root of the workspace.
    pub path: String,
    /// Text.
    pub text: String,
}

/// Every generated page.
#[must_use]
pub fn pages() -> Vec<Page> {
    let page = |path: &str, text: String| Page { path: path.to_owned(), text };
    let mut pages = vec![
        page("docs/errors.md", errors::text()),
        page("docs/indicators.md", indicators::text()),
        page("docs/methods.md", methods::text()),
        page("docs/calibration.md", calibration::text()),
        page("docs/choosing.md", choosing::text()),
        page("docs/choosing.svg", choosing::picture()),
    ];
    pages.extend(schema::schemas().into_iter().map(|(name, text)| page(&format!("docs/schema/{name}.json"), text)));
    pages
}

/// The first lines of a page.
fn head(title: &str, lead: &str) -> String {
    format!("# {title}\n\n<!-- Made by `make docs` from the code: edit the code, not this page. -->\n\n{lead}\n")
}

/// A row of a table.
fn row(cells: &[&str]) -> String {
    let escaped: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    format!("| {} |\n", escaped.join(" | "))
}

/// A table with these headings.
fn table(headings: &[&str], rows: impl IntoIterator<Item = String>) -> String {
    let rule = vec!["---"; headings.len()];
    let rows: String = rows.into_iter().collect();
    format!("{}{}{rows}", row(headings), row(&rule))
}
