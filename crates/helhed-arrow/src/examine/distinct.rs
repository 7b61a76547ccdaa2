//! The different texts of a column.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::Column;
use crate::texts::Texts;

/// A text of a column, how many rows have it, and the first of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Distinct {
    pub(super) text: String,
    pub(super) rows: u64,
    pub(super) first: usize,
}

/// The different texts of a column in the order of their first rows; `None` if it holds none, or more than `most`.
pub(super) fn distinct(column: &Column<'_>, most: usize) -> Option<Vec<Distinct>> {
    let mut found: HashMap<String, (u64, usize), RandomState> = HashMap::default();
    let mut start = 0;
    for (array, known) in column.table.texts(column.index) {
        let texts = Texts::of(array.as_ref())?;
        let mut many = false;
        texts.each_of(known, |text, count, row| {
            if let Some(seen) = found.get_mut(text) {
                seen.0 += count;
                seen.1 = seen.1.min(start + row as usize);
            } else if found.len() <= most {
                found.insert(text.to_owned(), (count, start + row as usize));
            } else {
                many = true;
            }
        });
        if many || found.len() > most {
            return None;
        }
        start += texts.len();
    }
    let mut texts: Vec<Distinct> =
        found.into_iter().map(|(text, (rows, first))| Distinct { text, rows, first }).collect();
    texts.sort_unstable_by_key(|one| one.first);
    Some(texts)
}
