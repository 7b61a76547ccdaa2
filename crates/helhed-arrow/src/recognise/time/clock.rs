//! Times of day: `10:00`, `10.30`, `10:00:00.123`, `3:15 PM`.

/// Microseconds of a second.
pub(super) const SECOND: i64 = 1_000_000;

/// A time of day at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    /// Microseconds after midnight; `None` if no day has such a time, as 24:00 or 10:61.
    pub(super) micros: Option<i64>,
    /// Bytes of the text.
    pub(super) taken: usize,
}

/// The time of day that a text begins with.
pub(super) fn clock(text: &[u8]) -> Option<Clock> {
    let (hour, mut at) = pair(text, 0, 1)?;
    let mark = *text.get(at)?;
    let (minute, next) = if matches!(mark, b':' | b'.') { pair(text, at + 1, 2)? } else { return None };
    at = next;
    let mut micros = 0;
    let mut second = 0;
    if text.get(at) == Some(&mark) {
        (second, at) = pair(text, at + 1, 2)?;
        if matches!(text.get(at), Some(b'.' | b',')) {
            let fraction = text.get(at + 1..)?;
            let digits = fraction.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
            if !(1..=9).contains(&digits) {
                return None;
            }
            // What is shorter than a microsecond is cut off.
            micros = (0..6).fold(0, |value, place| {
                10 * value + fraction.get(place).filter(|_| place < digits).map_or(0, |byte| i64::from(byte - b'0'))
            });
            at += 1 + digits;
        }
    }
    let (half, taken) = half_day(text.get(at..)?);
    at += taken;
    let hour = match half {
        None => Some(hour).filter(|hour| *hour < 24),
        Some(half) => Some(hour % 12 + half).filter(|_| (1..=12).contains(&hour)),
    };
    let micros = hour
        .filter(|_| minute < 60 && second < 60)
        .map(|hour| (3600 * i64::from(hour) + 60 * i64::from(minute) + i64::from(second)) * SECOND + micros);
    Some(Clock { micros, taken: at })
}

/// One or two digits from a place on, at least `least`, and where they end.
fn pair(text: &[u8], at: usize, least: usize) -> Option<(u8, usize)> {
    let found = text.get(at..)?.iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    if found < least || found > 2 {
        return None;
    }
    let value = text.get(at..at + found)?.iter().fold(0, |value, byte| 10 * value + (byte - b'0'));
    Some((value, at + found))
}

/// Hours that `AM` or `PM` add, and its bytes.
fn half_day(text: &[u8]) -> (Option<u8>, usize) {
    let spaces = text.iter().take_while(|byte| **byte == b' ').count();
    let word = text.get(spaces..spaces + 2).unwrap_or_default();
    if word.eq_ignore_ascii_case(b"am") {
        (Some(0), spaces + 2)
    } else if word.eq_ignore_ascii_case(b"pm") {
        (Some(12), spaces + 2)
    } else {
        (None, 0)
    }
}
