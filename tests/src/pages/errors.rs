//! `docs/errors.md`: the register of codes.

use helhed::error::{Entry, register};

use super::{head, row, table};

/// Stage of the first digit of a code.
const STAGES: [(char, &str); 9] = [
    ('0', "design"),
    ('1', "records"),
    ('2', "cells"),
    ('3', "estimates"),
    ('4', "comparisons"),
    ('5', "synthesis"),
    ('6', "report"),
    ('8', "files"),
    ('9', "helhed itself"),
];

pub(super) fn text() -> String {
    let lead = "Misuse is an error (`H...`): it names the value found, where it is, and the cure. Thin data is not: the \
                number is then without value\nor interval and carries a warning (`W...`). The first digit is the stage. \
                `helhed explain CODE` prints an entry.";
    let mut text = head("Errors and warnings", lead);
    for (title, kind) in [("Errors", 'H'), ("Warnings", 'W')] {
        text.push_str(&format!("\n## {title}\n"));
        for (digit, stage) in STAGES {
            let own: Vec<&Entry> = register().into_iter().filter(|entry| begins(entry, kind, digit)).collect();
            if !own.is_empty() {
                let rows = own.iter().map(|entry| row(&[&format!("`{}`", entry.code), entry.meaning, entry.cure]));
                text.push_str(&format!("\n### {kind}{digit}: {stage}\n\n"));
                text.push_str(&table(&["code", "meaning", "what to do"], rows));
            }
        }
    }
    text
}

fn begins(entry: &Entry, kind: char, digit: char) -> bool {
    let mut letters = entry.code.chars();
    letters.next() == Some(kind) && letters.next() == Some(digit)
}
