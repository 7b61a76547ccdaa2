//! Danish and English words for months and other periods.

use super::PeriodUnit;

/// Months by the letters that every spelling of theirs begins with, and the whole names.
const MONTHS: [(&str, &[&str]); 12] = [
    ("jan", &["januar", "january"]),
    ("feb", &["februar", "february"]),
    ("mar", &["marts", "march"]),
    ("apr", &["april"]),
    ("maj", &["may"]),
    ("jun", &["juni", "june"]),
    ("jul", &["juli", "july"]),
    ("aug", &["august"]),
    ("sep", &["sept", "september"]),
    ("okt", &["oct", "oktober", "october"]),
    ("nov", &["november"]),
    ("dec", &["december"]),
];

/// Words for parts of a year.
const UNITS: [(PeriodUnit, &[&str]); 4] = [
    (PeriodUnit::HalfYear, &["h", "halvår", "halvaar", "half"]),
    (PeriodUnit::Quarter, &["k", "q", "kv", "kvt", "kvartal", "quarter"]),
    (PeriodUnit::Month, &["m", "md", "måned", "maaned", "month"]),
    (PeriodUnit::Week, &["u", "w", "uge", "week"]),
];

/// Letters of the longest word.
const LONGEST: usize = 10;

/// The number of a month by its Danish or English name, or the short form of it: `marts`, `Mar`, `okt`, `October`.
///
/// ```
/// use helhed::design::month_number;
/// assert_eq!((month_number("Juli"), month_number("okt"), month_number("julen")), (Some(7), Some(10), None));
/// ```
#[must_use]
pub fn month_number(word: &str) -> Option<u8> {
    if !(3..=LONGEST).contains(&word.len()) || !word.is_ascii() {
        return None;
    }
    let is = |known: &str| word.eq_ignore_ascii_case(known);
    (1..).zip(MONTHS).find(|(_, (short, long))| is(short) || long.iter().any(|one| is(one))).map(|(number, _)| number)
}

/// The part of a year that a word stands for.
pub(super) fn unit_of(word: &str) -> Option<PeriodUnit> {
    UNITS.iter().find(|(_, words)| words.iter().any(|known| same(word, known))).map(|(unit, _)| *unit)
}

/// Whether a word says that a school year follows.
pub(super) fn says_school(word: &str) -> bool {
    ["skoleår", "skoleaar", "skoleåret", "skoleaaret"].iter().any(|known| same(word, known))
}

/// Whether two words differ in case at most.
fn same(word: &str, known: &str) -> bool {
    word.len() <= known.len() + 1 && word.chars().flat_map(char::to_lowercase).eq(known.chars())
}
