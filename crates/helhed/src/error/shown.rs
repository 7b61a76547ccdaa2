//! A value from a file as a message may show it: short, in one line, and without the number of a person.

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
    let letters: Vec<char> = masked(value).chars().take(MOST + 1).collect();
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

/// Characters that a screen does not show, or that turn a line round.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(letter, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// The text with every ten digits in a row, and six digits and four with one mark or space between, as stars.
fn masked(value: &str) -> String {
    let letters: Vec<char> = value.chars().take(4 * MOST).collect();
    let mut text = String::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let before = at > 0 && letters[at - 1].is_ascii_digit();
        let length = if before { None } else { number_length(&letters[at..]) };
        if let Some(length) = length {
            text.push_str("******-****");
            at += length;
        } else {
            text.push(letters[at]);
            at += 1;
        }
    }
    text
}

/// How many letters the number of a person takes at the start of the text.
fn number_length(letters: &[char]) -> Option<usize> {
    let digits = |from: usize| letters.iter().skip(from).take_while(|letter| letter.is_ascii_digit()).count();
    match digits(0) {
        10 => Some(10),
        6 => {
            let marks = letters[6..].iter().take_while(|letter| !letter.is_alphanumeric()).take(3).count();
            (marks > 0 && digits(6 + marks) == 4).then_some(10 + marks)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn the_number_of_a_person_is_never_shown() {
        for text in ["2910080000", "291008-0000", "291008 0000", "291008 - 0000", "291008–0000"] {
            assert_eq!(shown(text), "******-****");
            assert_eq!(shown(&format!("mor (cpr {text}) ringer")), "mor (cpr ******-****) ringer");
        }
        for text in ["2014-123456", "98765432109876543210", "12345678", "291008-00001"] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn a_long_or_twisted_value_fits_a_line() {
        assert_eq!(shown(&"å".repeat(1_600_000)).chars().count(), 61);
        assert_eq!(shown("a\r\nb\u{202e}c"), "a  b\\u{202e}c");
    }
}
