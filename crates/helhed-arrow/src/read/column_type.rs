//! Types of columns.

use std::fmt;
use std::str::FromStr;

use helhed::error::{Error, Fault, Place, Result, nearest};
use serde::Serialize;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnType {
    /// Texts; codes with leading zeros are texts, too.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Float,
    /// Yes and no.
    Boolean,
    /// Days.
    Date,
    /// Moments, with or without a time zone.
    Datetime,
    /// Periods; the column keeps its texts, which `Period` reads.
    Period(PeriodKind),
}

/// What kind of period a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the variants say it")]
pub enum PeriodKind {
    Year,
    HalfYear,
    Quarter,
    Month,
    Week,
    SchoolYear,
    /// Periods of several kinds in one column.
    Mixed,
}

impl PeriodKind {
    /// Its name, such as `half-year`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::HalfYear => "half-year",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Week => "week",
            Self::SchoolYear => "school-year",
            Self::Mixed => "mixed",
        }
    }
}

impl ColumnType {
    const NAMES: [(&'static str, Self); 7] = [
        ("text", Self::Text),
        ("integer", Self::Integer),
        ("float", Self::Float),
        ("boolean", Self::Boolean),
        ("date", Self::Date),
        ("datetime", Self::Datetime),
        ("period", Self::Period(PeriodKind::Mixed)),
    ];
}

impl fmt::Display for ColumnType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Period(kind) => write!(f, "period:{}", kind.name()),
            other => f.write_str(Self::NAMES.iter().find(|(_, each)| each == other).map_or("", |(name, _)| name)),
        }
    }
}

impl FromStr for ColumnType {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, found)| *found).ok_or_else(|| {
            let nearest = nearest(name, Self::NAMES.iter().map(|(known, _)| *known));
            let fault = Fault::UnknownName { what: "type of a column", found: name.to_owned(), nearest };
            Error::new(fault, Place::argument("types"))
        })
    }
}

impl Serialize for ColumnType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
