//! The names of the columns: cleaned, filled in where there are none, and told apart.

use std::collections::{BTreeMap, BTreeSet};

use helhed::error::{Place, Spot};
use helhed::records::{Doubt, Notice};
use unicode_normalization::UnicodeNormalization;

use super::record::{Cell, Record};

/// Letters of a name; what is longer is no name.
const LONGEST: usize = 1_000;

/// A name as it is used: without marks that cannot be seen, without spaces around it, in one line.
pub(crate) fn cleaned(name: &str) -> String {
    let visible = name.chars().filter(|letter| !is_invisible(*letter));
    let spaced: String = visible.map(|letter| if letter.is_control() { ' ' } else { letter }).nfc().collect();
    let mut plain = String::new();
    for (at, word) in spaced.split([' ', '\u{a0}']).filter(|word| !word.is_empty()).enumerate() {
        plain.push_str(if at > 0 { " " } else { "" });
        plain.push_str(word);
    }
    plain.chars().take(LONGEST).collect()
}

/// Marks that take no place on a screen.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(letter, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// The names in a header.
pub(super) fn of(header: &Record<'_>) -> Vec<String> {
    header.cells.iter().map(|cell| cleaned(&cell.text)).collect()
}

/// The names in heads over heads, as `2014 / Beboere`: what stands above reaches over the empty fields that follow it.
pub(super) fn joined(upper: &Record<'_>, lower: &Record<'_>) -> Vec<String> {
    let mut above = String::new();
    let cells = upper.cells.iter().zip(&lower.cells);
    let name = |(upper, lower): (&Cell<'_>, &Cell<'_>)| {
        let (over, under) = (cleaned(&upper.text), cleaned(&lower.text));
        if !over.is_empty() {
            above = over;
        }
        match (above.is_empty(), under.is_empty()) {
            (true, _) => under,
            (_, true) => above.clone(),
            _ => format!("{above} / {under}"),
        }
    };
    cells.map(name).collect()
}

/// Gives every column a name of its own, and says where it had none, or one of another.
pub(super) fn told_apart(names: &mut [String], line: u64) -> Vec<Notice> {
    told_apart_at(names, |_, name| Place::default().and(Spot::Line(line)).and(Spot::Column(name.to_owned())))
}

/// The same for names that stand elsewhere than in a line; `place` tells where, by the number (from 0) and the name.
pub(crate) fn told_apart_at(names: &mut [String], place: impl Fn(usize, &str) -> Place) -> Vec<Notice> {
    let mut notices = Vec::new();
    let given: BTreeSet<String> = names.iter().cloned().collect();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for (at, name) in names.iter_mut().enumerate() {
        let position = at as u64 + 1;
        if name.is_empty() {
            *name = free(&format!("column {position}"), &given, &taken, 1);
            let doubt = Doubt::ColumnUnnamed { position, name: name.clone() };
            notices.push(Notice::new(doubt, place(at, name)));
        } else if taken.contains(name) {
            let renamed = free(name, &given, &taken, 2);
            let doubt = Doubt::NameTwice { name: name.clone(), renamed: renamed.clone() };
            notices.push(Notice::new(doubt, place(at, name)));
            *name = renamed;
        }
        taken.insert(name.clone());
    }
    let mut alike: BTreeMap<String, &str> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let key: String = name.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect();
        if let Some(other) = alike.insert(key, name) {
            let doubt = Doubt::NamesAlike { left: other.to_owned(), right: name.clone() };
            notices.push(Notice::new(doubt, place(at, name)));
        }
    }
    notices
}

/// A name that no other column has: with a number behind it, from `first`, where 1 is left out.
fn free(name: &str, given: &BTreeSet<String>, taken: &BTreeSet<String>, first: usize) -> String {
    let numbered = |number: usize| if number == 1 { name.to_owned() } else { format!("{name} ({number})") };
    let is_free = |name: &String| !given.contains(name) && !taken.contains(name);
    // As many numbers as there are names and one more: one of them is free.
    (first..=first + given.len() + taken.len()).map(numbered).find(is_free).unwrap_or_else(|| numbered(usize::MAX))
}
