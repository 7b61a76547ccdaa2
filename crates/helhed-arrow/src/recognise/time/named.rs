//! Dates whose month has a name: `3. marts 2014`, `3. apr. 2014`, `03-Apr-2014`, `03APR2014`, `April 3, 2014`.

use helhed::design::month_number;

use super::date::{Order, Written, digits};

/// What may stand before the day.
const BEFORE: [&str; 16] = [
    "mandag",
    "tirsdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lørdag",
    "søndag",
    "den",
    "d",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The date of a text with the name of a month in it.
pub(super) fn date(text: &str) -> Option<Written> {
    let mut rest = text;
    // A day of the week, and `den` or `d.`
    while !rest.starts_with(|letter: char| letter.is_ascii_digit()) {
        let (word, after) = word(rest);
        if !BEFORE.iter().any(|known| same(word, known)) {
            break;
        }
        rest = after.trim_start_matches(['.', ',', ' ']);
    }
    if rest.starts_with(|letter: char| letter.is_ascii_digit()) {
        let (day, rest) = number(rest).filter(|((_, length), _)| *length <= 2)?;
        let (name, rest) = word(rest.trim_start_matches(['.', ' ', '-', '/']));
        return of(day, name, number(rest.trim_start_matches(['.', ' ', '-', '/', ',']))?);
    }
    let (name, rest) = word(rest);
    let (day, rest) = number(rest.trim_start_matches(['.', ' ']))?;
    if !rest.starts_with([',', ' ']) {
        return None;
    }
    of(day, name, number(rest.trim_start_matches([',', ' ']))?)
}

/// A date, if its day, the name of its month and its year are what they should be.
fn of((day, length): (i32, usize), name: &str, ((year, digits), rest): ((i32, usize), &str)) -> Option<Written> {
    let short = digits == 2;
    let fits = length <= 2 && rest.is_empty() && matches!(digits, 2 | 4);
    let month = if fits { month_number(name)? } else { return None };
    Some(Written { day: day as u8, month, year, short, order: Order::Named, mark: b' ' })
}

/// Whether two words differ in case at most.
fn same(word: &str, known: &str) -> bool {
    word.len() == known.len() && word.chars().flat_map(char::to_lowercase).eq(known.chars())
}

/// The word at the start, and the rest.
fn word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len()))
}

/// The number at the start with its digits, and the rest.
fn number(text: &str) -> Option<((i32, usize), &str)> {
    let (value, taken) = digits(text.as_bytes())?;
    Some(((value, taken), text.get(taken..)?))
}
