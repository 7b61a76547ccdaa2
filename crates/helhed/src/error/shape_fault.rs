//! What can go wrong with registers whose rows are not one person at one time: a column a week, spells, pairs of times.

use thiserror::Error;

use super::nearest::listed;
use super::shown::shown;

/// What went wrong with the shape of a register. Names of columns are shown, values of persons are not.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are named for what they hold, and the message shows each of them")]
pub enum ShapeFault {
    #[error("no column has a name like `{}`", shown(pattern))]
    NoTimeColumns { pattern: String },
    #[error("there is no column for {}{}", listed(periods), and_more(*more))]
    TimeColumnsLacking { periods: Vec<String>, more: usize },
    #[error("two columns are of {period}: `{}` and `{}`", shown(&columns[0]), shown(&columns[1]))]
    TimeColumnTwice { period: String, columns: Box<[String; 2]> },
    #[error("the code {} stands for `{}` and for `{}`", shown(code), shown(first), shown(second))]
    CodeTwice { code: String, first: String, second: String },
    #[error("the value is no code: it is not a whole number")]
    NoCode,
    #[error("{what}")]
    UnitDoesNotFit { what: &'static str, cure: &'static str },
    #[error("a person has two states at the same time")]
    TwoStates,
    #[error("the spell ends before it begins")]
    SpellEndsFirst,
    #[error("the rows of a person do not stand together")]
    PersonScattered,
    #[error("`{}` does not say where the time stands in the name", shown(pattern))]
    PatternWithoutTime { pattern: String },
}

fn and_more(more: usize) -> String {
    if more == 0 { String::new() } else { format!(", and {more} more") }
}

impl ShapeFault {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoTimeColumns { .. } => "H890",
            Self::TimeColumnsLacking { .. } => "H891",
            Self::TimeColumnTwice { .. } => "H892",
            Self::CodeTwice { .. } => "H893",
            Self::NoCode => "H894",
            Self::UnitDoesNotFit { .. } => "H895",
            Self::TwoStates => "H896",
            Self::SpellEndsFirst => "H897",
            Self::PersonScattered => "H898",
            Self::PatternWithoutTime { .. } => "H899",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn mend(&self) -> String {
        match self {
            Self::NoTimeColumns { .. } => {
                "write a name of the file with `{week}` (or `{month}`, `{quarter}`, `{year}`) in place of the time: \
                 `y_{week}` reads `y_2008w01`"
                    .into()
            }
            Self::TimeColumnsLacking { .. } => {
                "add the columns (empty, if nothing is known), or ask for the time on one side of them, with `first` and `last`"
                    .into()
            }
            Self::TimeColumnTwice { .. } => "remove or rename one of the two".into(),
            Self::CodeTwice { .. } => "let each code stand for an event or for a reason to be missing, not both".into(),
            Self::NoCode => "correct the value, or leave it empty if it is unknown".into(),
            Self::UnitDoesNotFit { cure, .. } => (*cure).into(),
            Self::TwoStates => "give each person one state a time: choose the row that counts before it is tallied".into(),
            Self::SpellEndsFirst => "swap the two dates, or leave the end empty if the spell is still open".into(),
            Self::PersonScattered => "sort the rows by person: overlaps of one person are found among rows that follow each other".into(),
            Self::PatternWithoutTime { .. } => {
                "write `{week}`, `{month}`, `{quarter}` or `{year}` once, where the name has it: `y_{week}`".into()
            }
        }
    }
}
