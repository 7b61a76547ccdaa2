//! Codes with two names, and names with two codes.

use std::collections::BTreeMap;

use helhed::records::check::MISSING;
use helhed::records::{ColumnRole, Doubt, Notice, Roles};

use super::Column;

/// Looks at the columns that are declared as code and name of areas, or whose names say that they are.
pub(super) fn look(columns: &[Column<'_>], roles: &Roles) -> Vec<Notice> {
    let named = |role| columns.iter().find(|column| roles.column(role) == Some(column.name));
    let declared =
        named(ColumnRole::Area).zip(named(ColumnRole::AreaName)).filter(|(code, name)| code.index != name.index);
    if let Some((code, name)) = declared {
        return contradictions(code, name, false);
    }
    let pairs = columns.iter().filter_map(|code| {
        let stem = stem(code.name)?;
        columns.iter().find(|name| is_name(name.name, &stem)).map(|name| (code, name))
    });
    pairs.into_iter().flat_map(|(code, name)| contradictions(code, name, true)).collect()
}

/// What is left of the name of a column of codes: `Kommune-kode` gives `kommune`. Running numbers are no codes.
fn stem(name: &str) -> Option<String> {
    let plain = plain(name);
    ["kode", "code"].iter().find_map(|end| plain.strip_suffix(end)).map(str::to_owned)
}

/// Whether a column holds the names that go with the codes of this stem.
fn is_name(name: &str, stem: &str) -> bool {
    let plain = plain(name);
    if stem.is_empty() {
        ["navn", "omraade", "name"].contains(&plain.as_str())
    } else {
        plain == stem || plain == format!("{stem}navn")
    }
}

fn plain(name: &str) -> String {
    let small: String = name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    small.replace('å', "aa")
}

/// The first code with two names and the first name with two codes; where nobody declared the columns, only if most codes
/// have one name.
fn contradictions(code: &Column<'_>, name: &Column<'_>, guessed: bool) -> Vec<Notice> {
    let (codes, names) = (code.codes(), name.codes());
    let two = |left: &[u32], right: &[u32]| {
        // Codes are numbered from zero.
        let different = left.iter().filter(|code| **code != MISSING).max().map_or(0, |most| *most as usize + 1);
        let mut first = vec![usize::MAX; different];
        let mut all = 0;
        let mut twice: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
        let known = |(_, (left, right)): &(usize, (&u32, &u32))| **left != MISSING && **right != MISSING;
        for (row, (left, other)) in left.iter().zip(right).enumerate().filter(known) {
            let Some(at) = first.get_mut(*left as usize) else { continue };
            if *at == usize::MAX {
                (*at, all) = (row, all + 1);
            } else if right.get(*at) != Some(other) {
                twice.entry(*left).or_insert((*at, row));
            }
        }
        (all, twice)
    };
    let mut notices = Vec::new();
    let (all, twice) = two(&codes, &names);
    if guessed && 2 * twice.len() > all {
        return notices;
    }
    if let Some((one, other)) = twice.values().min_by_key(|(_, other)| *other) {
        let doubt = Doubt::CodeWithNames {
            area: code.shown(*other),
            one: name.shown(*one),
            other: name.shown(*other),
            codes: twice.len() as u64,
        };
        notices.push(Notice::new(doubt, code.table.place(Some(*other), name.name)));
    }
    let (all, twice) = two(&names, &codes);
    if guessed && 2 * twice.len() > all {
        return notices;
    }
    if let Some((one, other)) = twice.values().min_by_key(|(_, other)| *other) {
        let doubt = Doubt::NameWithCodes {
            name: name.shown(*other),
            one: code.shown(*one),
            other: code.shown(*other),
            names: twice.len() as u64,
        };
        notices.push(Notice::new(doubt, code.table.place(Some(*other), code.name)));
    }
    notices
}
