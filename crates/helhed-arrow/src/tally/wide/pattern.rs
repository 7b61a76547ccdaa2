//! Names of columns that hold a time: `y_{week}` reads `y_2008w01`.

use std::fmt;
use std::str::FromStr;

use helhed::design::{Period, PeriodText, PeriodUnit};
use helhed::error::{Error, Fault, Place, Result, ShapeFault, Spot};

/// A name with a place for the time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    before: String,
    unit: PeriodUnit,
    after: String,
}

/// What can stand for the time.
const PLACES: [(&str, PeriodUnit); 4] = [
    ("{week}", PeriodUnit::Week),
    ("{month}", PeriodUnit::Month),
    ("{quarter}", PeriodUnit::Quarter),
    ("{year}", PeriodUnit::Year),
];

impl FromStr for Pattern {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut found = PLACES.iter().filter_map(|(place, unit)| Some((text.split_once(place)?, *unit)));
        match (found.next(), found.next()) {
            (Some(((before, after), unit)), None) if !PLACES.iter().any(|(place, _)| after.contains(place)) => {
                Ok(Self { before: before.to_owned(), unit, after: after.to_owned() })
            }
            _ => Err(ShapeFault::PatternWithoutTime { pattern: text.to_owned() }.into()),
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{{{}}}{}", self.before, self.unit, self.after)
    }
}

impl Pattern {
    /// How long a column's time is.
    #[must_use]
    pub fn unit(&self) -> PeriodUnit {
        self.unit
    }

    /// What is left without the time, and without the marks around it: `y` of `y_{week}`; `value` if nothing is.
    #[must_use]
    pub fn value(&self) -> String {
        let marks = [' ', '_', '-', '.'];
        let rest = format!("{}{}", self.before.trim_end_matches(marks), self.after.trim_end_matches(marks));
        if rest.is_empty() { "value".into() } else { rest }
    }

    /// The time in the name of a column; nothing for a column of another name.
    ///
    /// # Errors
    /// `H004` for a time that the calendar does not have, such as week 53 of a year that has 52.
    pub fn time_in(&self, column: &str) -> Result<Option<Period>> {
        let inner = column.strip_prefix(&self.before).and_then(|rest| rest.strip_suffix(&self.after));
        let Some(found) = inner.and_then(|inner| time(inner, self.unit)) else { return Ok(None) };
        match PeriodText::of(&found) {
            PeriodText::Period(period) if period.unit() == self.unit => Ok(Some(period)),
            PeriodText::Impossible(_) => {
                let place = Place::default().within(Spot::Column(column.to_owned()));
                Err(Error::new(Fault::UnreadablePeriod { found }, place))
            }
            _ => Ok(None),
        }
    }
}

/// Years of two digits before this one are after 2000: registers of persons begin in 1968.
const CENTURY: u32 = 68;

/// A time as columns have it, in the form of a period: `2008w01`, `2008-W01`, `2008_01`, `200801` and `0801` are `2008U01`.
fn time(text: &str, unit: PeriodUnit) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (year, part) = match text.find(|letter: char| !letter.is_ascii_digit()) {
        None if unit == PeriodUnit::Year => (text, ""),
        None => text.split_at_checked(text.len().checked_sub(if unit == PeriodUnit::Quarter { 1 } else { 2 })?)?,
        Some(at) => text.split_at(at),
    };
    let marks = match unit {
        PeriodUnit::Week => ['w', 'W', 'u', 'U'],
        PeriodUnit::Month => ['m', 'M', 'm', 'M'],
        _ => ['q', 'Q', 'k', 'K'],
    };
    let part = part.trim_start_matches(['_', '-', '.']);
    let part = part.strip_prefix(marks).unwrap_or(part).trim_start_matches(['_', '-', '.']);
    if !digits(year) || !(digits(part) && part.len() <= 2 || part.is_empty() && unit == PeriodUnit::Year) {
        return None;
    }
    let year: u32 = match year.len() {
        4 => year.parse().ok()?,
        2 => year.parse().map(|short: u32| if short < CENTURY { 2000 + short } else { 1900 + short }).ok()?,
        _ => return None,
    };
    let mark = match unit {
        PeriodUnit::Week => "U",
        PeriodUnit::Month => "M",
        PeriodUnit::Quarter => "K",
        _ => "",
    };
    Some(format!("{year:04}{mark}{part}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pattern: &str, column: &str) -> Option<String> {
        let pattern: Pattern = pattern.parse().expect("a pattern");
        pattern.time_in(column).expect("a time").map(|period| period.to_string())
    }

    #[test]
    fn weeks_as_registers_write_them() {
        for column in ["y_2008w01", "y_2008W01", "y_2008-W01", "y_2008_01", "y_200801", "y_0801", "y_2008u1"] {
            assert_eq!(read("y_{week}", column).as_deref(), Some("2008U01"), "{column}");
        }
        assert_eq!(read("y_{week}", "y_9132").as_deref(), Some("1991U32"));
        for column in
            ["x_2008w01", "y_total", "y_", "y_2008w", "y_2008w001", "y_08011", "y_2008m01", "y_20080101", "y_æ"]
        {
            assert_eq!(read("y_{week}", column), None, "{column}");
        }
    }

    #[test]
    fn other_units_and_what_stands_behind() {
        assert_eq!(read("pay{month}_dkk", "pay2008m7_dkk").as_deref(), Some("2008M07"));
        assert_eq!(read("pay{month}_dkk", "pay200807_dkk").as_deref(), Some("2008M07"));
        assert_eq!(read("area_{quarter}", "area_2008q3").as_deref(), Some("2008K3"));
        assert_eq!(read("area_{quarter}", "area_20083").as_deref(), Some("2008K3"));
        assert_eq!(read("area_{year}", "area_2008").as_deref(), Some("2008"));
        assert_eq!(read("area_{year}", "area_08").as_deref(), Some("2008"));
        assert_eq!(read("area_{year}", "area_2008w01"), None);
    }

    #[test]
    fn the_value_is_what_is_left() {
        let value = |text: &str| text.parse::<Pattern>().expect("a pattern").value();
        assert_eq!(
            (value("y_{week}"), value("{week}"), value("pay{month}_dkk")),
            ("y".into(), "value".into(), "pay_dkk".into())
        );
        assert_eq!("pay{month}_dkk".parse::<Pattern>().expect("a pattern").to_string(), "pay{month}_dkk");
    }

    #[test]
    fn a_pattern_says_once_where_the_time_stands() {
        for text in ["y_", "", "{week}{week}", "{week}{year}", "y_{WEEK}"] {
            assert_eq!(text.parse::<Pattern>().expect_err(text).code(), "H899");
        }
        let pattern: Pattern = "y_{week}".parse().expect("a pattern");
        assert_eq!(pattern.time_in("y_2010w53").expect_err("no such week").code(), "H004");
        assert_eq!(pattern.time_in("y_2010w00").expect_err("no such week").code(), "H004");
    }
}
