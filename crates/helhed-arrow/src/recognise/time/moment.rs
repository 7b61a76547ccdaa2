//! Moments: a date, a time of day, and perhaps a time zone.

use super::clock::{SECOND, clock};
use super::date::{Manner, Written, leading};
use super::zone;

/// A moment as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) date: Written,
    /// Microseconds after midnight; `None` if no day has such a time.
    pub(super) micros: Option<i64>,
    /// Offset from UTC in seconds.
    pub(super) offset: Option<i32>,
}

/// The moment of a text: `2014-03-02 10:00`, `02-03-2014 kl. 10.30`, `2014-03-02T10:00:00.5+01:00`.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let (date, taken) = leading(text.as_bytes())?;
    after(date, text.get(taken..)?)
}

/// The moment of a date and what follows it.
pub(super) fn after(date: Written, rest: &str) -> Option<Moment> {
    let time = rest.strip_prefix(['T', 't']).or_else(|| {
        let spaced = rest.strip_prefix(',').unwrap_or(rest).strip_prefix(' ')?.trim_start();
        Some(spaced.strip_prefix("kl").map_or(spaced, |after| after.trim_start_matches(['.', ' '])))
    })?;
    let clock = clock(time.as_bytes())?;
    let offset = zone::offset(time.get(clock.taken..)?)?;
    Some(Moment { date, micros: clock.micros, offset })
}

impl Moment {
    /// Microseconds from 1 January 1970, in UTC if it has an offset; `None` if there is no such day or time.
    pub(super) fn instant(&self, manner: Manner) -> Option<i64> {
        let midnight = i64::from(self.date.day(manner)?) * 86_400 * SECOND;
        Some(midnight + self.micros? - i64::from(self.offset.unwrap_or(0)) * SECOND)
    }
}
