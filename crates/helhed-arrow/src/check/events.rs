//! Events that are neither yes nor no.

use helhed::error::{Finding, Result};
use helhed::records::{ColumnRole, Roles};

use super::inspection::Inspection;
use crate::texts::Texts;

/// Words for yes and no, in small letters.
const WORDS: [&str; 14] = ["ja", "nej", "yes", "no", "true", "false", "sand", "falsk", "j", "n", "y", "1", "0", "x"];

/// Checks the columns of events.
///
/// # Errors
/// `H145`, where the policy refuses it.
pub(super) fn check(inspection: &mut Inspection<'_>, roles: &Roles) -> Result<()> {
    for column in super::all(inspection.table, roles, ColumnRole::Event)? {
        let mut rows = Vec::new();
        let mut start = 0;
        for array in inspection.table.arrays(column.index) {
            if let Some(texts) = Texts::of(array.as_ref()) {
                let odd = |text: &str| {
                    let word = text.trim();
                    !word.is_empty() && !WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
                };
                rows.extend((0..texts.len()).filter(|row| texts.get(*row).is_some_and(odd)).map(|row| start + row));
            } else {
                let numbers = crate::values::numbers(array.as_ref());
                let odd = |value: f64| !value.is_nan() && value != 0.0 && value != 1.0;
                match numbers {
                    Some(numbers) => {
                        rows.extend((0..numbers.len()).filter(|row| odd(numbers[*row])).map(|row| start + row))
                    }
                    None => drop(column.numbers()?),
                }
            }
            start += array.len();
        }
        inspection.report(rows, column.name, |row| Finding::NeitherYesNorNo { found: column.shown(row) })?;
    }
    Ok(())
}
