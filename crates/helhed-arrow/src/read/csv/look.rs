//! What a cell looks like at a glance: enough to tell names from data, and rows from notes.

/// What a cell looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Nothing, or a mark without a letter or digit, such as `..`.
    Nothing,
    /// Four digits of a year.
    Year,
    /// Digits with points, commas, spaces, a sign, a percent sign.
    Number,
    /// Digits with marks between or before them, as dates, times, spans and limits have.
    Date,
    /// Anything with letters.
    Text,
}

/// What a cell looks like.
pub(super) fn look(cell: &str) -> Look {
    let cell = cell.trim();
    if !cell.chars().any(char::is_alphanumeric) {
        return Look::Nothing;
    }
    // A long text is not a number, whatever it holds.
    if cell.len() > 60 || cell.chars().any(char::is_alphabetic) {
        return if is_exponent(cell) { Look::Number } else { Look::Text };
    }
    if cell.starts_with(['<', '>', '≥', '≤']) {
        return Look::Date;
    }
    let inner = cell.trim_start_matches(['-', '+', '\u{2212}', '\u{2013}']);
    // `65+` and `2014*` are names.
    let plain = |letter: char| letter.is_ascii_digit() || ".,'%()-/: \u{a0}\u{202f}\u{2013}".contains(letter);
    if !inner.chars().all(plain) {
        return Look::Text;
    }
    if inner.len() == 4 && inner.bytes().all(|byte| byte.is_ascii_digit()) {
        return if ("1900"..="2100").contains(&inner) { Look::Year } else { Look::Number };
    }
    let dots = inner.matches('.').count();
    let german = dots == 2 && inner.len() <= 10 && inner.split('.').next_back().is_some_and(|year| year.len() != 3);
    if german || inner.contains(['-', '/', ':', '\u{2013}']) { Look::Date } else { Look::Number }
}

/// Whether a cell is a number as computers write large ones, such as `1.2E+05`.
fn is_exponent(cell: &str) -> bool {
    cell.starts_with(|first: char| first.is_ascii_digit() || first == '-')
        && cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'E' | b'e' | b'+' | b'-'))
        && cell.len() < 30
}

/// Whether a line begins as a note below a table does.
pub(crate) fn is_note(text: &str) -> bool {
    let text = text.trim_start();
    if text.starts_with(['*', '©', '†', '¹', '²', '³', '#']) {
        return true;
    }
    let lower: String = text.chars().take(24).flat_map(char::to_lowercase).collect();
    let words = [
        "kilde",
        "kilder",
        "note",
        "noter",
        "anm",
        "anmærkning",
        "anmærkninger",
        "bemærk",
        "source",
        "sources",
        "notes",
        "fodnote",
        "fodnoter",
        "opdateret",
        "udtrukket",
        "udtræk",
        "copyright",
        "signatur",
        "signaturforklaring",
        "obs",
        "data er",
        "tal er",
        "tallene",
        "genereret",
        "trukket",
        "senest opdateret",
    ];
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([':', '.', ' ', ')']) || rest.starts_with("\u{a0}");
    if words.iter().any(|word| lower.strip_prefix(word).is_some_and(ends)) {
        return true;
    }
    // 1) and (1) and a)
    let inner = lower.strip_prefix('(').unwrap_or(&lower);
    let mark = inner.split(')').next().unwrap_or_default();
    mark.len() < inner.len() && (1..=2).contains(&mark.len()) && mark.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a text is a sentence rather than a name.
pub(crate) fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words >= 5 || words >= 3 && text.trim_end().ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_at_a_glance() {
        for (cell, expected) in [
            ("", Look::Nothing),
            ("..", Look::Nothing),
            ("2014", Look::Year),
            ("5", Look::Number),
            ("-12,5 ", Look::Number),
            ("1.234.567", Look::Number),
            ("<5", Look::Date),
            ("65+", Look::Text),
            ("2014*", Look::Text),
            ("18-64", Look::Date),
            ("1 234,5", Look::Number),
            ("12 %", Look::Number),
            ("1.2E+05", Look::Number),
            ("01-02-2014", Look::Date),
            ("1.2.2014", Look::Date),
            ("2013/14", Look::Date),
            ("12:30", Look::Date),
            ("2014K1", Look::Text),
            ("Område", Look::Text),
        ] {
            assert_eq!(look(cell), expected, "{cell}");
        }
    }

    #[test]
    fn notes_and_names() {
        for text in ["Kilde: DST", "Noter: x", "* foreløbige tal", "1) uden unge", "(2) x", "a) y", "© B", "Anm.: z"]
        {
            assert!(is_note(text), "{text}");
        }
        for text in ["Kildevæld", "Notesgade", "Birkelunden", "Obskurgade 4", "Å", "Birkelunden (nord)"] {
            assert!(!is_note(text), "{text}");
        }
    }
}
