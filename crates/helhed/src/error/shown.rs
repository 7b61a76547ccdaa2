//! A value from a file as a message may show it: short, in one line, and without the number of a person.

use super::digit_runs::{Run, runs};
use super::person_number::{PersonNumber, numbers};

/// Letters of a value that a message shows at most.
const MOST: usize = 60;

/// The value as a message shows it: shortened, with control and invisible characters as escapes, and with every run of
/// digits that could be a CPR number masked.
///
/// ```
/// use helhed::error::shown;
/// assert_eq!(shown("291008-0000 Åbrinken\u{1b}[31m"), "******-**** Åbrinken\\u{1b}[31m");
/// ```
#[must_use]
pub fn shown(value: &str) -> String {
    let letters: Vec<char> = masked(value, 4 * MOST).chars().take(MOST + 1).collect();
    let mut text = String::with_capacity(letters.len());
    for letter in letters.iter().take(MOST) {
        match letter {
            '\n' | '\r' | '\t' => text.push(' '),
            letter if is_invisible(*letter) => text.extend(letter.escape_unicode()),
            letter => text.push(*letter),
        }
    }
    if letters.len() > MOST {
        text.push('…');
    }
    text
}

/// What our own words quote at length, such as the path of a file: whole, and as safe as a value that is shown.
///
/// ```
/// use helhed::error::shown_whole;
/// let path = format!("{}/291008-0000.csv\u{7}", "rapport".repeat(20));
/// assert_eq!(shown_whole(&path), format!("{}/******-****.csv\\u{{7}}", "rapport".repeat(20)));
/// ```
#[must_use]
pub fn shown_whole(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for letter in masked(path, path.len()).chars() {
        if is_invisible(letter) { text.extend(letter.escape_unicode()) } else { text.push(letter) }
    }
    text
}

/// Whether a screen does not show a character, or turns the line round at it.
#[must_use]
pub fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(letter, '\u{e0000}'..='\u{e007f}')
}

/// The first letters of the text with everything that is written as the number of a person as stars: in doubt it is one. Nine digits are,
/// where a leading zero makes a number of them that modulus 11 confirms. Longer runs of digits stay as they are.
fn masked(value: &str, letters: usize) -> String {
    let letters: Vec<char> = value.chars().take(letters).collect();
    let mut spans: Vec<(usize, usize)> = numbers(&letters).iter().map(|found| (found.start, found.end)).collect();
    spans.extend(runs(&letters).iter().filter(|run| lost_a_zero(run)).map(|run| (run.start, run.end)));
    spans.sort_unstable();
    let mut text = String::with_capacity(letters.len());
    let mut at = 0;
    for (start, end) in spans {
        text.extend(letters.get(at..start).unwrap_or_default());
        text.push_str("******-****");
        at = end.max(at);
    }
    text.extend(letters.get(at..).unwrap_or_default());
    text
}

/// Whether nine digits are the number of a person without its leading zero.
fn lost_a_zero(run: &Run) -> bool {
    let value = run.digits.iter().take(9).fold(0, |value, digit| 10 * value + u64::from(*digit));
    run.length == 9 && PersonNumber::from_integer(value).is_some_and(|one| one.is_dated() && one.is_checked())
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn the_number_of_a_person_is_never_shown() {
        for text in [
            "2910080000",
            "291008-0000",
            "291008 0000",
            "291008 - 0000",
            "291008–0000",
            "291008\u{200b}-0000",
            "29.10.08-0000",
            "29 10 08 0000",
            "29102008-0000",
        ] {
            assert_eq!(shown(text), "******-****");
            assert_eq!(shown(&format!("mor (cpr {text}) ringer")), "mor (cpr ******-****) ringer");
        }
        for text in
            ["2014-123456", "98765432109876543210", "12345678", "2014", "20140101 1330", "123456789", "291008-00001"]
        {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn a_long_or_twisted_value_fits_a_line() {
        assert_eq!(shown(&"å".repeat(1_600_000)).chars().count(), 61);
        assert_eq!(shown("a\r\nb\u{202e}c"), "a  b\\u{202e}c");
    }
}
