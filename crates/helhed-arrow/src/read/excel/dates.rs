//! Day numbers of Excel.

use jiff::civil::{Date, DateTime};

/// Seconds of a day.
const DAY: i64 = 86_400;
/// The last day Excel knows, 31-12-9999, as it counts from 1900.
const LAST_DAY: f64 = 2_958_465.0;
/// Days from 1900 to 1904.
const TO_1904: f64 = 1462.0;

/// The moment of a day number, to the millisecond. There is none before the first day of the calendar, after the year
/// 9999, and on 29-02-1900, a day that only Excel knows.
pub(super) fn moment(number: f64, from_1904: bool) -> Option<DateTime> {
    let number = if from_1904 { number + TO_1904 } else { number };
    let first = if from_1904 { TO_1904 } else { 1.0 };
    if !(first..LAST_DAY + 1.0).contains(&number) || (60.0..61.0).contains(&number) {
        return None;
    }
    let milliseconds = (number * (DAY * 1000) as f64).round() as i64;
    // Before the day that never was, the count runs one day behind.
    let start = if number < 60.0 { Date::constant(1899, 12, 31) } else { Date::constant(1899, 12, 30) };
    let days = milliseconds.div_euclid(DAY * 1000);
    let day = start.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    let rest = jiff::Span::new().try_milliseconds(milliseconds.rem_euclid(DAY * 1000)).ok()?;
    day.to_datetime(jiff::civil::Time::midnight()).checked_add(rest).ok()
}

/// The day number of a date, a time or both in ISO form.
pub(super) fn serial(text: &str, from_1904: bool) -> Option<f64> {
    let text = text.trim().trim_end_matches('Z');
    let moment: DateTime = match text.parse() {
        Ok(moment) => moment,
        Err(_) => text.parse::<Date>().ok()?.to_datetime(jiff::civil::Time::midnight()),
    };
    let start = Date::constant(1899, 12, 30).to_datetime(jiff::civil::Time::midnight());
    let span = moment.since((jiff::Unit::Day, start)).ok()?;
    let time = moment.time();
    let seconds = f64::from(time.hour()) * 3600.0 + f64::from(time.minute()) * 60.0 + f64::from(time.second());
    let fraction = (seconds + f64::from(time.subsec_nanosecond()) / 1e9) / DAY as f64;
    let days = f64::from(span.get_days()) + fraction;
    let days = if days < 61.0 { days - 1.0 } else { days };
    let days = if from_1904 { days - TO_1904 } else { days };
    (days >= 0.0).then_some(days)
}

/// The days of a duration in ISO form, such as `PT37H30M00S`.
pub(super) fn duration(text: &str) -> Option<f64> {
    let span: jiff::Span = text.trim().parse().ok()?;
    if span.get_years() != 0 || span.get_months() != 0 {
        return None;
    }
    let days = f64::from(span.get_days()) + 7.0 * f64::from(span.get_weeks());
    let seconds = f64::from(span.get_hours()) * 3600.0 + span.get_minutes() as f64 * 60.0 + span.get_seconds() as f64;
    let parts = span.get_milliseconds() as f64 / 1e3 + span.get_microseconds() as f64 / 1e6;
    Some(days + (seconds + parts + span.get_nanoseconds() as f64 / 1e9) / DAY as f64)
}

/// Whether a number is a whole one.
pub(super) fn is_whole(number: f64) -> bool {
    number == number.trunc()
}

#[cfg(test)]
mod tests {
    use super::{moment, serial};

    #[test]
    fn day_numbers_are_the_days_that_excel_shows() {
        let days = [(1.0, "1900-01-01"), (59.0, "1900-02-28"), (61.0, "1900-03-01"), (41_765.0, "2014-05-06")];
        for (number, day) in days {
            assert_eq!(moment(number, false).map(|moment| moment.date().to_string()).as_deref(), Some(day));
            assert_eq!(serial(day, false), Some(number));
        }
        assert_eq!(moment(0.0, true).map(|moment| moment.to_string()).as_deref(), Some("1904-01-01T00:00:00"));
        assert_eq!(moment(41_765.75, false).map(|moment| moment.to_string()).as_deref(), Some("2014-05-06T18:00:00"));
        assert_eq!(serial("2014-05-06T18:00:00", false), Some(41_765.75));
        for number in [-1.0, 0.0, 0.5, 60.0, 60.5, 2_958_466.0, f64::NAN, f64::INFINITY, 1e308] {
            assert_eq!(moment(number, false), None);
        }
        assert_eq!(moment(-1.0, true), None);
    }
}
