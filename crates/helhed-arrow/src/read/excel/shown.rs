//! A cell as text, as its format shows it where that matters: codes with leading zeros, days, times.

use super::dates::{is_whole, moment};
use super::grid::{ERRORS, Grid, Value};
use super::styles::Format;

/// Seconds of a day.
const DAY: f64 = 86_400.0;

/// The text of a cell. Parts of numbers follow the decimal mark.
pub(super) fn text(grid: &Grid, value: Value, decimal: char) -> String {
    match value {
        Value::Text(number) => grid.text(number).to_owned(),
        Value::Bool(true) => "true".to_owned(),
        Value::Bool(false) => "false".to_owned(),
        Value::Error(error) => ERRORS.get(usize::from(error)).copied().unwrap_or_default().to_owned(),
        Value::Unstored => String::new(),
        Value::Number(number, style) => match grid.format(style) {
            Format::Date => day(number, grid.from_1904).unwrap_or_else(|| plain(number, decimal)),
            Format::Time if (0.0..1.0).contains(&number) => time(number),
            Format::Time => day(number, grid.from_1904).unwrap_or_else(|| plain(number, decimal)),
            Format::Duration => plain(hours(number), decimal),
            Format::Zeros(digits) => with_zeros(number, digits).unwrap_or_else(|| plain(number, decimal)),
            Format::Plain | Format::Scaled(_) | Format::Percent => plain(number, decimal),
        },
    }
}

/// The shortest text of a number that gives the number back.
pub(super) fn plain(number: f64, decimal: char) -> String {
    let text = if is_whole(number) && number.abs() < 1e15 { format!("{}", number as i64) } else { format!("{number}") };
    if decimal == '.' { text } else { text.replace('.', decimal.encode_utf8(&mut [0; 4])) }
}

/// A share as hundredths: `12.5 %`, without the dust of a binary fraction.
pub(super) fn percent(number: f64, decimal: char) -> String {
    format!("{} %", plain((number * 1e12).round() / 1e10, decimal))
}

/// A number in thousands, millions and so on, to six decimals.
pub(super) fn scaled(number: f64, thousands: u8) -> String {
    let part = number / 1000_f64.powi(i32::from(thousands));
    plain((part * 1e6).round() / 1e6, '.')
}

/// A whole number with at least so many digits, if it is one that a format fills up with zeros.
pub(super) fn with_zeros(number: f64, digits: u8) -> Option<String> {
    let is_code = is_whole(number) && (0.0..1e15).contains(&number);
    is_code.then(|| format!("{:0digits$}", number as u64, digits = usize::from(digits.min(20))))
}

/// A day number as `2014-05-06`, with a time behind if there is one.
fn day(number: f64, from_1904: bool) -> Option<String> {
    let moment = moment(number, from_1904)?;
    let midnight = moment.time() == jiff::civil::Time::midnight();
    Some(if midnight { moment.date().to_string() } else { moment.to_string().replace('T', " ") })
}

/// A part of a day as `08:30` or `08:30:15`.
pub(super) fn time(number: f64) -> String {
    let seconds = (number * DAY).round() as u64 % 86_400;
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if second == 0 { format!("{hour:02}:{minute:02}") } else { format!("{hour:02}:{minute:02}:{second:02}") }
}

/// A duration in hours: whole seconds, without the dust of a binary fraction of a day.
pub(super) fn hours(days: f64) -> f64 {
    let seconds = days * DAY;
    let whole = seconds.round();
    if (seconds - whole).abs() < 1e-3 { whole / 3600.0 } else { seconds / 3600.0 }
}

#[cfg(test)]
mod tests {
    use super::{hours, plain, time, with_zeros};

    #[test]
    fn numbers_are_written_shortest() {
        assert_eq!(plain(12.5, ','), "12,5");
        assert_eq!(plain(-0.1, '.'), "-0.1");
        assert_eq!(plain(101.0, ','), "101");
        assert_eq!(plain(1e308, ',').len(), 309);
        assert_eq!(with_zeros(101.0, 4).as_deref(), Some("0101"));
        assert_eq!(with_zeros(-1.0, 4), None);
        assert_eq!(with_zeros(1.5, 4), None);
    }

    #[test]
    fn times_and_durations_come_out_whole() {
        assert_eq!(time(0.354_166_666_666_666_7), "08:30");
        assert_eq!(time(0.999_999_999), "00:00");
        assert_eq!(hours(1.5625), 37.5);
        assert_eq!(hours(0.1 / 24.0 * 3.0), 0.3);
    }
}
