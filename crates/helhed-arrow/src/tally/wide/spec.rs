//! What a tally of a wide register counts.

use std::num::NonZeroUsize;

use helhed::cells::LARGEST_COUNT;
use helhed::design::{Indicator, Measure, Period, PeriodUnit};
use helhed::error::{Error, Fault, Place, Result, ShapeFault, Spot};
use helhed::estimate::KeyValue;

use super::calendar::nests;
use super::pattern::Pattern;
use crate::tally::Tally;

/// Events that can be told apart: one bit each of a word.
pub(crate) const MOST_EVENTS: usize = 64;

/// Codes that can be named: a class of values each at most, and classes are counted by 16 bits.
const MOST_CODES: usize = 60_000;

/// What is counted once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WideUnit {
    /// A person at one time: a person-week where there is a column a week.
    #[default]
    PersonTime,
    /// A person in one period, such as a person-quarter: its value is the mean over the times at which it has one.
    PersonPeriod,
}

/// A register with a row a person and a column a time, and what is counted in it.
///
/// Indicators read the value by the name that the columns share (`y` of `y_2008w01`), events by the names that
/// [`event`](Self::event) gives to codes, and other columns, such as weights, by theirs.
///
/// ```
/// use helhed::design::{Indicator, Measure, PeriodUnit};
/// use helhed_arrow::Wide;
/// let employed = Indicator::new("employed", Measure::Proportion { event: "employed".into() })?;
/// let spec = Wide::new([employed], ["area"], "y_{week}".parse()?)?
///     .event("employed", [3_i64])?
///     .missing(0_i64, "not in the country")?
///     .by_period(PeriodUnit::Quarter)?;
/// assert_eq!((spec.dimensions(), spec.value()), (vec!["area", "quarter"], "y"));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Wide {
    tally: Tally,
    pattern: Pattern,
    value: String,
    period: Option<PeriodUnit>,
    first: Option<Period>,
    last: Option<Period>,
    unit: WideUnit,
    varying: Vec<(String, Pattern)>,
    events: Vec<(String, Vec<KeyValue>)>,
    reasons: Vec<(KeyValue, String)>,
}

impl Wide {
    /// These indicators by these key columns, of the columns that have a name of this pattern.
    ///
    /// # Errors
    /// Those of [`Tally::new`].
    pub fn new(
        indicators: impl IntoIterator<Item = Indicator>,
        by: impl IntoIterator<Item = impl Into<String>>,
        pattern: Pattern,
    ) -> Result<Self> {
        let tally = Tally::new(indicators, by)?;
        let value = pattern.value();
        Ok(Self {
            tally,
            pattern,
            value,
            period: None,
            first: None,
            last: None,
            unit: WideUnit::PersonTime,
            varying: Vec::new(),
            events: Vec::new(),
            reasons: Vec::new(),
        })
    }

    /// The same, where these codes are an event that indicators can read.
    ///
    /// # Errors
    /// `H005` if there is an event, a value or a key of that name already, `H107` without a code, `H893` if a code is a
    /// reason to be missing; `H008` beyond 64 events.
    pub fn event(
        mut self,
        name: impl Into<String>,
        codes: impl IntoIterator<Item = impl Into<KeyValue>>,
    ) -> Result<Self> {
        let (name, codes): (String, Vec<KeyValue>) = (name.into(), codes.into_iter().map(Into::into).collect());
        let at = || Place::argument("events");
        if self.events.iter().any(|(known, _)| *known == name) || name == self.value || name == TIMES {
            return Err(Error::new(Fault::IndicatorDefinedTwice { id: name }, at()));
        }
        if codes.is_empty() {
            return Err(Error::new(Fault::ValueNeeded, at()));
        }
        self.events.push((name, codes));
        fits("number of events", self.events.len(), MOST_EVENTS)?;
        self.check_codes()
    }

    /// The same, where a code says that the value is missing, and why.
    ///
    /// # Errors
    /// `H893` if the code is an event, or missing for another reason.
    pub fn missing(mut self, code: impl Into<KeyValue>, reason: impl Into<String>) -> Result<Self> {
        self.reasons.push((code.into(), reason.into()));
        self.check_codes()
    }

    fn check_codes(self) -> Result<Self> {
        let twice = |code: &KeyValue, first: &str, second: &str| {
            let (first, second) = (first.to_owned(), second.to_owned());
            Err(Error::new(
                ShapeFault::CodeTwice { code: code.to_string(), first, second }.into(),
                Place::argument("missing"),
            ))
        };
        for (index, (code, reason)) in self.reasons.iter().enumerate() {
            if let Some((_, earlier)) = self.reasons[..index].iter().find(|(known, _)| known == code) {
                return twice(code, earlier, reason);
            }
            if let Some((event, _)) = self.events.iter().find(|(_, codes)| codes.contains(code)) {
                return twice(code, event, reason);
            }
        }
        let codes = self.reasons.len() + self.events.iter().map(|(_, codes)| codes.len()).sum::<usize>();
        fits("number of codes", codes, MOST_CODES)?;
        Ok(self)
    }

    /// The same, by the period that each time lies in, as a last key column of that name. A week belongs where its
    /// Thursday lies.
    ///
    /// # Errors
    /// `H106` if a key column has that name, `H895` for a period that is shorter than the times of the columns.
    pub fn by_period(self, period: PeriodUnit) -> Result<Self> {
        if self.tally.by().iter().any(|name| name == period.name()) {
            return Err(Error::new(Fault::ColumnTwice { name: period.name().into() }, Place::argument("period")));
        }
        if !nests(self.pattern.unit(), period) {
            return Err(unfit(PERIOD_SHORTER, "period"));
        }
        Ok(Self { period: Some(period), ..self })
    }

    /// The same, of no times but those from the beginning of `first` to the end of `last`.
    ///
    /// # Errors
    /// `H007` if the end lies before the beginning.
    pub fn between(self, first: Option<Period>, last: Option<Period>) -> Result<Self> {
        if let (Some(first), Some(last)) = (first, last)
            && last.end_day() <= first.first_day()
        {
            let fault = Fault::EndBeforeStart { start: first.to_string(), end: last.to_string() };
            return Err(Error::new(fault, Place::argument("last")));
        }
        Ok(Self { first, last, ..self })
    }

    /// The same, where a key changes with time and has columns of its own: `area` in `area_2008`, `area_2009`, ...
    ///
    /// # Errors
    /// `H207` if it is no key column of this tally, `H106` if it was said before, `H895` if its times are shorter than
    /// those of the value.
    pub fn varying(mut self, key: impl Into<String>, pattern: Pattern) -> Result<Self> {
        let key = key.into();
        let at = || Place::argument("varying");
        if !self.tally.by().contains(&key) {
            let nearest = helhed::error::nearest(&key, self.tally.by().iter().map(String::as_str));
            return Err(Error::new(Fault::UnknownDimension { name: key, nearest }, at()));
        }
        if self.varying.iter().any(|(known, _)| *known == key) {
            return Err(Error::new(Fault::ColumnTwice { name: key }, at()));
        }
        if !nests(self.pattern.unit(), pattern.unit()) {
            return Err(unfit(KEY_SHORTER, "varying"));
        }
        self.varying.push((key, pattern));
        Ok(self)
    }

    /// The same, counting this unit.
    #[must_use]
    pub fn counting(self, unit: WideUnit) -> Self {
        Self { unit, ..self }
    }

    /// The same on so many threads. The result does not depend on it; all processors are used when none is named.
    #[must_use]
    pub fn on_threads(self, threads: NonZeroUsize) -> Self {
        Self { tally: self.tally.on_threads(threads), ..self }
    }

    /// What goes together only as a whole.
    ///
    /// # Errors
    /// `H895` for persons in periods without a period, with a share of them, or with a key that changes within one.
    pub(crate) fn check(&self) -> Result<()> {
        if self.unit == WideUnit::PersonTime {
            return Ok(());
        }
        let Some(period) = self.period else { return Err(unfit(NO_PERIOD, "unit")) };
        if let Some((_, pattern)) = self.varying.iter().find(|(_, pattern)| !nests(period, pattern.unit())) {
            return Err(unfit(KEY_CHANGES, "varying").within(Spot::Column(pattern.to_string())));
        }
        let event = |indicator: &&Indicator| {
            let whole =
                matches!(indicator.measure, Measure::Proportion { .. } | Measure::Rate { .. } | Measure::Count { .. });
            whole && indicator.measure.columns().iter().any(|column| self.is_over_time(column))
        };
        match self.tally.indicators().iter().find(event) {
            Some(indicator) => Err(unfit(NO_EVENT, "unit").within(Spot::Indicator(indicator.id.clone()))),
            None => Ok(()),
        }
    }

    /// Whether a name stands for what the columns over time hold.
    fn is_over_time(&self, name: &str) -> bool {
        name == self.value || self.events.iter().any(|(event, _)| event == name)
    }

    /// Key columns of the cells.
    #[must_use]
    pub fn dimensions(&self) -> Vec<&str> {
        self.tally.by().iter().map(String::as_str).chain(self.period.map(PeriodUnit::name)).collect()
    }

    /// Key columns that are asked for, without the period.
    #[must_use]
    pub fn by(&self) -> &[String] {
        self.tally.by()
    }

    /// Indicators to count.
    #[must_use]
    pub fn indicators(&self) -> &[Indicator] {
        self.tally.indicators()
    }

    /// The name by which indicators read the value.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Whether a column of a table may be read.
    ///
    /// # Errors
    /// `H004` for a time in its name that the calendar does not have.
    pub fn reads(&self, column: &str) -> Result<bool> {
        let patterns = self.varying.iter().map(|(_, pattern)| pattern).chain([&self.pattern]);
        for pattern in patterns {
            if pattern.time_in(column)?.is_some() {
                return Ok(true);
            }
        }
        let named = self.tally.columns().any(|name| name == column);
        Ok(named && !self.is_over_time(column))
    }

    /// Threads to count on.
    pub(crate) fn threads(&self) -> usize {
        self.tally.threads()
    }

    /// The pattern of the columns.
    pub(crate) fn pattern(&self) -> &Pattern {
        &self.pattern
    }

    /// The period that is a key, if one is.
    pub(crate) fn period(&self) -> Option<PeriodUnit> {
        self.period
    }

    /// What is counted once.
    pub(crate) fn unit(&self) -> WideUnit {
        self.unit
    }

    /// Whether a time is asked for.
    pub(crate) fn asks(&self, time: Period) -> bool {
        // The week's day is its Thursday.
        let day = (time.first_day() + time.end_day() - 1).div_euclid(2);
        self.first.is_none_or(|first| first.first_day() <= day) && self.last.is_none_or(|last| day < last.end_day())
    }

    /// The first and last day that are asked for.
    pub(crate) fn asked(&self) -> (Option<i64>, Option<i64>) {
        (self.first.map(Period::first_day), self.last.map(|last| last.end_day() - 1))
    }

    /// The pattern of a key column that changes with time.
    pub(crate) fn pattern_of(&self, key: &str) -> Option<&Pattern> {
        self.varying.iter().find(|(known, _)| known == key).map(|(_, pattern)| pattern)
    }

    /// Events and their codes.
    pub(crate) fn events(&self) -> &[(String, Vec<KeyValue>)] {
        &self.events
    }

    /// Codes that say why a value is missing.
    pub(crate) fn reasons(&self) -> &[(KeyValue, String)] {
        &self.reasons
    }
}

/// The name by which indicators read at how many times a person has a value in a period.
pub(crate) const TIMES: &str = "times";

fn fits(what: &'static str, found: usize, most: usize) -> Result<()> {
    if found <= most {
        return Ok(());
    }
    let (found, high) = (found as f64, (most as f64).min(LARGEST_COUNT));
    Err(Error::new(Fault::OutsideRange { what, found, low: 1.0, high }, Place::argument("events")))
}

type Unfit = (&'static str, &'static str);

const PERIOD_SHORTER: Unfit =
    ("the period is shorter than the times of the columns, or cuts them", "ask for a longer period, or for none");
const KEY_SHORTER: Unfit = (
    "the key changes more often than the value, or at other times",
    "give the key columns of the same times as the value, or of longer ones",
);
const KEY_CHANGES: Unfit = (
    "the key changes within a period, so a person in a period has more than one",
    "ask for a period in which the key is one, or count persons at each time",
);
const NO_PERIOD: Unfit =
    ("persons in periods are counted, and no period is named", "name one, such as `period=\"quarter\"`");
const NO_EVENT: Unfit = (
    "the value of a person in a period is a mean of times, which is no event and no count",
    "ask for its mean: `measure=\"mean\"` or, weighted by the times with a value, `measure=\"weighted_mean\", weight=\"times\"`",
);

fn unfit((what, cure): Unfit, argument: &str) -> Error {
    Error::new(ShapeFault::UnitDoesNotFit { what, cure }.into(), Place::argument(argument))
}
