//! Time zones behind a time of day: `Z`, `+01:00`, `+0100`.

/// Zones by name, with their offset in seconds.
const NAMED: [(&str, i32); 5] = [("Z", 0), ("UTC", 0), ("GMT", 0), ("CET", 3600), ("CEST", 7200)];

/// The offset from UTC that a text is, in seconds; `None` inside for an empty text.
pub(super) fn offset(text: &str) -> Option<Option<i32>> {
    let text = text.trim_start();
    if text.is_empty() {
        return Some(None);
    }
    if let Some((_, seconds)) = NAMED.iter().find(|(name, _)| text.eq_ignore_ascii_case(name)) {
        return Some(Some(*seconds));
    }
    let (sign, digits) = match text.as_bytes() {
        [b'+', digits @ ..] => (1, digits),
        [b'-', digits @ ..] => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match digits {
        [a, b] => ([*a, *b], *b"00"),
        [a, b, c, d] | [a, b, b':', c, d] => ([*a, *b], [*c, *d]),
        _ => return None,
    };
    let number = |[a, b]: [u8; 2]| {
        (a.is_ascii_digit() && b.is_ascii_digit()).then(|| 10 * i32::from(a - b'0') + i32::from(b - b'0'))
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    // No zone is further from UTC than 14 hours.
    (hours <= 14 && minutes < 60).then(|| Some(sign * (3600 * hours + 60 * minutes)))
}

/// An offset as it is written: `+01:00`.
pub(super) fn written(seconds: i32) -> String {
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
