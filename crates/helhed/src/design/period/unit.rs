//! Kinds of periods.

use std::fmt;

/// What kind of period one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the variants say it")]
pub enum PeriodUnit {
    Year,
    HalfYear,
    Quarter,
    Month,
    Week,
    /// From 1 August to 31 July.
    SchoolYear,
}

impl PeriodUnit {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Year, Self::HalfYear, Self::Quarter, Self::Month, Self::Week, Self::SchoolYear];

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
        }
    }
}

impl fmt::Display for PeriodUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
