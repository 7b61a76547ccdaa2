//! Codes with two names, and names with two codes.

use std::collections::BTreeMap;

use arrow_array::{Array, ArrayRef};
use helhed::records::check::MISSING;
use helhed::records::{ColumnRole, Doubt, Notice, Roles};
use rayon::prelude::*;

use super::Column;
use crate::repeats::Repeats;
use crate::texts::Texts;

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
    let rows = different(code, name);
    let (codes, names) = (code.codes_of(&rows), name.codes_of(&rows));
    let two = |left: &[u32], right: &[u32]| {
        // Codes are numbered from zero.
        let different = left.iter().filter(|code| **code != MISSING).max().map_or(0, |most| *most as usize + 1);
        let mut first = vec![usize::MAX; different];
        let mut all = 0;
        let mut twice: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
        let known = |(_, (left, right)): &(usize, (&u32, &u32))| **left != MISSING && **right != MISSING;
        for (place, (left, other)) in left.iter().zip(right).enumerate().filter(known) {
            let Some(at) = first.get_mut(*left as usize) else { continue };
            if *at == usize::MAX {
                (*at, all) = (place, all + 1);
            } else if let (true, Some(one), Some(row)) = (right.get(*at) != Some(other), rows.get(*at), rows.get(place))
            {
                twice.entry(*left).or_insert((*one, *row));
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

/// Pairs of a code and a name in one batch up to which they are told apart.
const MOST_PAIRS: usize = 1 << 20;

/// The rows that tell what all rows tell: of each batch the first with each pair of a code and a name.
fn different(code: &Column<'_>, name: &Column<'_>) -> Vec<usize> {
    let arrays = code.table.arrays(code.index).zip(name.table.arrays(name.index));
    let mut start = 0;
    let parts: Vec<_> = arrays
        .map(|(codes, names)| {
            start += codes.len();
            (start - codes.len(), codes, names)
        })
        .collect();
    let found: Vec<Vec<usize>> = parts
        .into_par_iter()
        .map(|(start, codes, names)| match pairs(codes, names) {
            Some(rows) => rows.into_iter().map(|row| start + row).collect(),
            None => (start..start + codes.len()).collect(),
        })
        .collect();
    found.concat()
}

/// The first row with each pair of texts; nothing where they are too many.
fn pairs(codes: &ArrayRef, names: &ArrayRef) -> Option<Vec<usize>> {
    let (codes, names) = (Texts::of(codes.as_ref())?.repeats()?, Texts::of(names.as_ref())?.repeats()?);
    let width = names.each.len();
    let most = codes.each.len().checked_mul(width).filter(|most| *most <= MOST_PAIRS)?;
    let (mut seen, mut rows) = (vec![false; most], Vec::new());
    for (row, (code, name)) in codes.codes.iter().zip(&names.codes).enumerate() {
        if *code == Repeats::NONE || *name == Repeats::NONE {
            continue;
        }
        if let Some(seen) = seen.get_mut(usize::from(*code) * width + usize::from(*name)).filter(|seen| !**seen) {
            *seen = true;
            rows.push(row);
        }
    }
    Some(rows)
}
