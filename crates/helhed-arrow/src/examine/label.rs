//! Names that totals have.

/// Names of totals, in small letters.
const WHOLE: [&str; 24] = [
    "i alt",
    "ialt",
    "total",
    "totalt",
    "totaler",
    "sum",
    "alle",
    "samlet",
    "samlet set",
    "hele landet",
    "hele kommunen",
    "hele området",
    "hele omraadet",
    "alle områder",
    "alle omraader",
    "alle boligområder",
    "samtlige",
    "subtotal",
    "grand total",
    "all areas",
    "i alt alle",
    "landet i alt",
    "totalsum",
    "sum i alt",
];
/// How names of subtotals end and begin.
const ENDS: [&str; 4] = [" i alt", " ialt", " total", " totalt"];
const BEGINS: [&str; 5] = ["i alt ", "total ", "totalt ", "sum ", "i alt, "];
/// Words and letters that such a name has at most; longer texts are sentences.
const MOST_WORDS: usize = 4;
const LONGEST: usize = 60;

/// Whether a cell is named as a total.
pub(crate) fn is_total(text: &str) -> bool {
    let trimmed =
        text.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, ':' | '*' | '.' | '=' | '-'));
    // Most cells end here: a total has a `t`, an `a` or an `s` in it, and few letters.
    if trimmed.len() < 3 || trimmed.len() > LONGEST {
        return false;
    }
    let (first, last) = (trimmed.as_bytes()[0] | 0x20, trimmed.as_bytes()[trimmed.len() - 1] | 0x20);
    // And most others here, by their first and last letter.
    if !matches!(first, b'i' | b't' | b's') && !matches!(last, b't' | b'l' | b'r' | b'm' | b'e' | b'n' | b's') {
        return false;
    }
    let ends = |end: &str| {
        trimmed.len() >= end.len()
            && trimmed.as_bytes()[trimmed.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
    };
    let begins = |begin: &str| {
        trimmed.len() >= begin.len() && trimmed.as_bytes()[..begin.len()].eq_ignore_ascii_case(begin.as_bytes())
    };
    if ENDS.iter().any(|end| ends(end)) || BEGINS.iter().any(|begin| begins(begin)) {
        return trimmed.split_whitespace().count() <= MOST_WORDS;
    }
    matches!(first, b'i' | b't' | b's' | b'a' | b'h' | b'g' | b'l') && {
        let small = trimmed.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        WHOLE.contains(&small.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::is_total;

    #[test]
    fn totals_by_name() {
        for name in [
            "I alt",
            "IALT",
            "Total",
            " Sum:",
            "Hele landet",
            "Alle",
            "Birkelunden i alt",
            "Total  ",
            "Samlet",
            "I alt Nord",
        ] {
            assert!(is_total(name), "{name}");
        }
        for name in
            ["Birkelunden", "Totalentreprise", "Alleen", "Allé", "Sumatra", "", "i", "Samletavlen", "I altan", "Å"]
        {
            assert!(!is_total(name), "{name}");
        }
    }
}
