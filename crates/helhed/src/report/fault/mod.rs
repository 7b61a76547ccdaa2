//! Errors in words: the fact, the place and the cure, in Danish or English.

mod areas;
mod cells;
mod cures;
mod danish;
mod economy;
mod engines;
mod phrase;
mod place;
mod pools;
mod records;
mod shapes;
mod tracks;

use std::fmt;

use crate::design::Language;
use crate::error::{Error, Place};

/// An error in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorText {
    /// Stable code.
    pub code: &'static str,
    /// The fact, with the value found.
    pub what: String,
    /// Where; empty where there is no place.
    pub place: String,
    /// What to do about it.
    pub mend: String,
    /// The language of `what`, `place` and `mend`: English for an error that has no words in Danish yet.
    pub language: Language,
}

/// An error in words. In Danish: all that reading and checking files can raise, and the starts of a difference in
/// differences, and why cells are not merged; the errors of other stages are said in English.
///
/// ```
/// use helhed::{design::Language, error::{Error, FileFault, Place, Spot}, report::fault_in};
///
/// let error = Error::new(FileFault::Empty.into(), Place::default().and(Spot::File("sager.csv".into())));
/// let text = fault_in(&error, Language::Da).to_string();
/// assert_eq!(text, "[H810] filen er tom\n  hvor: filen sager.csv\n  gør:  eksportér den igen, og se på filens størrelse");
/// ```
#[must_use]
pub fn fault_in(error: &Error, language: Language) -> ErrorText {
    let code = error.code();
    let danish =
        (language == Language::Da).then(|| Some((danish::say(error.fault())?, cures::mend(error.fault())?))).flatten();
    match danish {
        Some((what, mend)) => ErrorText { code, what, place: place_in(error.at(), language), mend, language },
        None => ErrorText {
            code,
            what: error.what(),
            place: error.at().to_string(),
            mend: error.mend(),
            language: Language::En,
        },
    }
}

/// What a reader says of how something was read, such as `decimal comma, point between thousands`. In Danish, as far as it
/// has words: values and the names of types stay as they are.
#[must_use]
pub fn how_in(said: &str, language: Language) -> String {
    match language {
        Language::Da => phrase::joined(said),
        Language::En => said.to_owned(),
    }
}

/// A place in words, such as `filen sager.csv, linje 7, kolonnen `antal``.
#[must_use]
pub fn place_in(at: &Place, language: Language) -> String {
    match language {
        Language::Da => at.spots().iter().map(place::danish).collect::<Vec<_>>().join(", "),
        Language::En => at.to_string(),
    }
}

impl fmt::Display for ErrorText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (at, mend) = match self.language {
            Language::Da => ("hvor:", "gør: "),
            Language::En => ("where:", "mend: "),
        };
        write!(f, "[{}] {}", self.code, self.what)?;
        if !self.place.is_empty() {
            write!(f, "\n  {at} {}", self.place)?;
        }
        write!(f, "\n  {mend} {}", self.mend)
    }
}
