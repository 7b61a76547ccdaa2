//! `docs/methods.md`: the page of every method, from the comment at the top of its file.

use helhed::report::manual;

use super::{head, row, table};
use crate::calibration::measured;

/// Methods that share a page, with its title and text.
struct Entry {
    ids: Vec<String>,
    title: String,
    text: String,
}

pub(super) fn text() -> String {
    let mut entries: Vec<Entry> = Vec::new();
    for page in manual::pages() {
        let (id, text) = (format!("`{}`", page.method.id), page.text());
        match entries.iter_mut().find(|entry| entry.text == text) {
            Some(entry) => entry.ids.push(id),
            None => entries.push(Entry { ids: vec![id], title: page.title(helhed::design::Language::En), text }),
        }
    }
    let lead = "Every method with what it estimates, when to use it, its equation as implemented and what it was checked \
                against.\n`helhed methods ID` prints one of these pages; [choosing.md](choosing.md) goes from the question to the \
                method.\n";
    let link = |entry: &Entry| format!("[{}](#{})", entry.title, anchor(&entry.title));
    let index = table(&["method", "page"], entries.iter().map(|entry| row(&[&entry.ids.join(", "), &link(entry)])));
    let pages = entries.iter().map(|entry| format!("\n{}", demoted(entry)));
    head("Methods", lead) + &index + &pages.collect::<String>()
}

/// The page with its headings one level down, its methods under the title, and without the lines that Rust's
/// documentation hides in examples.
fn demoted(entry: &Entry) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut in_example = false;
    for (index, line) in entry.text.lines().enumerate() {
        if line.starts_with("```") {
            in_example = !in_example;
            lines.push(if in_example { "```rust".into() } else { line.to_owned() });
        } else if in_example && (line == "#" || line.starts_with("# ")) {
            continue;
        } else if !in_example && line.starts_with('#') {
            lines.push(format!("#{line}"));
        } else {
            lines.push(line.to_owned());
        }
        if index == 0 {
            lines.push(format!("\nMethod: {}", entry.ids.join(", ")));
            if entry.ids.iter().any(|id| !measured(id.trim_matches('`')).is_empty()) {
                lines.push("\nCoverage and width, measured: [calibration.md](calibration.md)".into());
            }
        }
    }
    lines.join("\n") + "\n"
}

/// The anchor that Markdown gives a heading.
pub(super) fn anchor(title: &str) -> String {
    let kept = |letter: &char| letter.is_alphanumeric() || " -".contains(*letter);
    title.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")
}
