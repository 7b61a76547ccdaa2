//! What names of columns and single dates say.

use helhed::records::ColumnRole;

use super::date::{Order, Written};
use crate::recognise::ColumnAsk;

/// Dates that stand for an open end or an unknown day: year, month, day.
const SENTINELS: [(i32, u8, u8); 13] = [
    (0, 0, 0),
    (1, 1, 1),
    (1111, 11, 11),
    (1800, 1, 1),
    (1899, 12, 30),
    (1899, 12, 31),
    (1900, 1, 1),
    (2099, 12, 31),
    (2100, 1, 1),
    (2999, 12, 31),
    (3000, 1, 1),
    (9999, 1, 1),
    (9999, 12, 31),
];

/// Dates that stand for something else.
pub(super) struct Sentinel;

impl Sentinel {
    /// How many there are.
    pub(super) const COUNT: usize = SENTINELS.len();

    /// Which of them a date is.
    #[inline]
    pub(super) fn of(written: &Written) -> Option<usize> {
        // Few years have one.
        if !matches!(written.year, 1971..=2098 | 1901..=1969) {
            let date = if written.is_zero() { (0, 0, 0) } else { written.settled()? };
            return SENTINELS.iter().position(|sentinel| *sentinel == date);
        }
        None
    }
}

impl Written {
    /// Whether it is 0000-00-00, which is no day.
    pub(super) fn is_zero(&self) -> bool {
        (self.year, self.month, self.day, self.short) == (0, 0, 0, false) && self.order != Order::Named
    }
}

/// Words of a name that say that a column holds dates.
const DATES: [&str; 20] = [
    "dato", "date", "datoer", "dates", "fra", "til", "from", "to", "start", "slut", "begin", "end", "født", "foedt",
    "fødsel", "foedsel", "birth", "born", "dob", "dag",
];

/// The parts of a name, in small letters: `START_DATO` has two.
fn parts(name: &str) -> Vec<String> {
    let parts = name.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect()
}

/// Whether the name of a column says that it holds dates.
pub(super) fn name_says_date(name: &str) -> bool {
    let says = |part: &String| DATES.contains(&part.as_str()) || part.ends_with("dato") || part.ends_with("date");
    parts(name).iter().any(says) || name_says_birth(name)
}

/// Whether the name of a column says that it holds dates, and nothing else.
pub(super) fn name_says_only_date(name: &str) -> bool {
    parts(name)
        .iter()
        .any(|part| part.ends_with("dato") || part.ends_with("date") || part == "datoer" || part == "dates")
}

/// Whether the name of a column says that it holds days of birth.
fn name_says_birth(name: &str) -> bool {
    let begins =
        |part: &String| ["foeds", "fødse", "fødselsd", "birth", "fdato"].iter().any(|word| part.starts_with(word));
    parts(name).iter().any(|part| begins(part) || ["født", "foedt", "dob", "born"].contains(&part.as_str()))
}

/// Whether the name of a column says that it holds weeks.
pub(super) fn name_says_week(name: &str) -> bool {
    parts(name).iter().any(|part| ["uge", "uger", "week", "weeks"].contains(&part.as_str()) || part.ends_with("uge"))
}

impl ColumnAsk<'_> {
    /// Whether the column was declared to hold dates.
    pub(super) fn is_date(&self) -> bool {
        use ColumnRole::{BirthDate, Date, From, To};
        self.roles.iter().any(|role| matches!(role, Date | From | To | BirthDate))
    }

    /// Whether the column was declared to hold periods.
    pub(super) fn is_period(&self) -> bool {
        self.roles.contains(&ColumnRole::Period)
    }

    /// Whether the column holds days of birth, as declared or by its name.
    pub(super) fn is_birth(&self) -> bool {
        self.roles.contains(&ColumnRole::BirthDate) || name_says_birth(self.name)
    }
}
