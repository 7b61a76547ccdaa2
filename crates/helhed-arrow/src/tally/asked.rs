//! Which rows of a table are asked for, by the values of one column.

use helhed::cells::LARGEST_COUNT;
use helhed::error::{Fault, Result, shown};
use helhed::estimate::KeyValue;
use jiff::civil::Date;

/// A value that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Sought {
    /// Rows without a value.
    Missing,
    /// True or false.
    Truth(bool),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// A text, or a day as `2015-01-31`.
    Text(String),
}

impl From<bool> for Sought {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl From<i64> for Sought {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<f64> for Sought {
    fn from(number: f64) -> Self {
        if number.is_nan() { Self::Missing } else { Self::Number(number) }
    }
}

impl From<&str> for Sought {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<KeyValue> for Sought {
    fn from(value: KeyValue) -> Self {
        match value {
            KeyValue::Missing => Self::Missing,
            KeyValue::Integer(number) => Self::Integer(number),
            KeyValue::Text(text) => Self::Text(text),
        }
    }
}

impl std::fmt::Display for Sought {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing => f.write_str("(missing)"),
            Self::Truth(truth) => write!(f, "{truth}"),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// What a value is read as, for the type of its column.
impl Sought {
    pub(super) fn truth(&self) -> Result<i128, Fault> {
        match self {
            Self::Truth(truth) => Ok(i128::from(u8::from(*truth))),
            other => Err(other.unlike("true or false")),
        }
    }

    pub(super) fn whole(&self) -> Result<i128, Fault> {
        match self {
            Self::Integer(number) => Ok(i128::from(*number)),
            Self::Number(number) if number.fract() == 0.0 && number.abs() <= LARGEST_COUNT => Ok(*number as i128),
            other => Err(other.unlike("a whole number")),
        }
    }

    pub(super) fn number(&self) -> Result<f64, Fault> {
        match self {
            Self::Integer(number) => Ok(*number as f64),
            // Zero has two signs, and is one number.
            Self::Number(number) => Ok(number + 0.0),
            other => Err(other.unlike("a number")),
        }
    }

    /// Days since 1970.
    pub(super) fn date(&self) -> Result<i128, Fault> {
        let read = |text: &str| text.parse::<Date>().ok()?.since((jiff::Unit::Day, Date::constant(1970, 1, 1))).ok();
        match self {
            Self::Text(text) if text.len() == "2015-01-31".len() => match read(text) {
                Some(since) => Ok(i128::from(since.get_days())),
                None => Err(self.unlike(DATE)),
            },
            other => Err(other.unlike(DATE)),
        }
    }

    pub(super) fn text(&self) -> Result<Box<str>, Fault> {
        match self {
            Self::Text(text) => Ok(text.as_str().into()),
            other => Err(other.unlike("a text")),
        }
    }

    fn unlike(&self, expected: &'static str) -> Fault {
        let found = match self {
            Self::Missing => "no value".to_owned(),
            other => format!("`{}`", shown(&other.to_string())),
        };
        Fault::WrongType { expected, found }
    }
}

/// What a date is written as.
const DATE: &str = "a date such as 2015-01-31";

/// The values of a column that are asked for.
///
/// A row without a value is asked for only if [`Sought::Missing`] is among the values.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// One of these.
    OneOf(Vec<Sought>),
    /// From the first to the last, both among them; an end that is not named is open. Texts are in the order of their
    /// bytes, so that `2013K1` to `2014K4` are those quarters.
    Between(Option<Sought>, Option<Sought>),
}

impl Asked {
    /// One of these values.
    pub fn one_of(values: impl IntoIterator<Item = impl Into<Sought>>) -> Self {
        Self::OneOf(values.into_iter().map(Into::into).collect())
    }

    /// From one value to another, both among them.
    pub fn between(from: impl Into<Sought>, to: impl Into<Sought>) -> Self {
        Self::Between(Some(from.into()), Some(to.into()))
    }

    /// Whether it asks for something.
    ///
    /// # Errors
    /// `H107` without a value, `H104` for one that is infinite.
    pub(super) fn checked(&self) -> Result<()> {
        let infinite = |sought: &&Sought| matches!(sought, Sought::Number(number) if !number.is_finite());
        let values: Vec<&Sought> = match self {
            Self::OneOf(values) => values.iter().collect(),
            Self::Between(from, to) => from.iter().chain(to).collect(),
        };
        let refused = |fault: Fault| Err(fault.into());
        match values.iter().find(|value| infinite(value)) {
            Some(Sought::Number(found)) => refused(Fault::NotFinite { found: *found }),
            _ if values.is_empty() => refused(Fault::ValueNeeded),
            _ => Ok(()),
        }
    }
}

/// What is asked for, in words: `A, B` or `2015 to 2019`.
impl std::fmt::Display for Asked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        /// Values that are named.
        const NAMED: usize = 5;
        match self {
            Self::OneOf(values) => {
                let named: Vec<String> = values.iter().take(NAMED).map(|one| shown(&one.to_string())).collect();
                f.write_str(&named.join(", "))?;
                if values.len() > NAMED { write!(f, ", … ({} in all)", values.len()) } else { Ok(()) }
            }
            Self::Between(from, to) => {
                let end = |end: &Option<Sought>| end.as_ref().map_or("…".to_owned(), |end| shown(&end.to_string()));
                write!(f, "{} to {}", end(from), end(to))
            }
        }
    }
}
