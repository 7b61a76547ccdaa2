//! Numbers with something around them: a unit, a currency, a minus behind, parentheses.

use super::{Shape, number};

/// How a number below zero is marked when it has no minus in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Below {
    /// As usual.
    No,
    /// `12-`.
    Behind,
    /// `(12)`.
    Parentheses,
}

/// A number and what is around it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dress<'a> {
    /// The number by itself, without its sign.
    pub(crate) number: &'a str,
    /// What the number by itself looks like.
    pub(crate) shape: Shape,
    /// Whether a minus stands in front.
    pub(crate) minus: bool,
    /// Whether it is marked as below zero in another way.
    pub(crate) below: Below,
    /// Its unit; nothing if it has none.
    pub(crate) unit: &'a str,
    /// Whether the unit is one of those that are known.
    pub(crate) known: bool,
}

/// Ways to write the units that are known, in small letters without spaces, and the unit.
const UNITS: [(&str, &[&str]); 27] = [
    ("%", &["%", "pct.", "pct", "procent", "pct.point", "procentpoint"]),
    ("‰", &["‰", "promille"]),
    ("kr.", &["kr.", "kr", "dkk", "kroner", "krone", ",-", ",--", ",–", ",—", ".-"]),
    ("t.kr.", &["t.kr.", "t.kr", "tkr.", "tkr", "tdkk", "t.dkk", "kkr", "kkr.", "tusindkr.", "tusindkroner"]),
    (
        "mio. kr.",
        &[
            "mio.kr.",
            "mio.kr",
            "miokr.",
            "miokr",
            "mill.kr.",
            "mill.kr",
            "mdkk",
            "mio.dkk",
            "mio.kroner",
            "millionerkr.",
            "millionerkroner",
            "millionkr.",
            "millionkroner",
        ],
    ),
    (
        "mia. kr.",
        &[
            "mia.kr.",
            "mia.kr",
            "miakr.",
            "miakr",
            "mia.dkk",
            "mia.kroner",
            "milliarderkr.",
            "milliarderkroner",
            "milliardkr.",
            "milliardkroner",
        ],
    ),
    ("mio.", &["mio.", "mio", "mill.", "mill", "million", "millioner"]),
    ("mia.", &["mia.", "mia", "milliard", "milliarder"]),
    ("EUR", &["€", "eur", "euro"]),
    ("USD", &["$", "usd"]),
    ("m²", &["m²", "m2", "kvm", "kvm.", "kvadratmeter"]),
    ("km", &["km", "km.", "kilometer"]),
    ("m", &["m", "m.", "meter"]),
    ("ha", &["ha", "ha.", "hektar"]),
    ("kg", &["kg", "kg."]),
    ("timer", &["timer", "time", "t.", "tim."]),
    ("min.", &["min.", "min", "minutter", "minut"]),
    ("dage", &["dage", "dag"]),
    ("uger", &["uger", "uge"]),
    ("måneder", &["måneder", "måned", "mdr.", "mdr", "md.", "mdr.s"]),
    ("år", &["år"]),
    ("stk.", &["stk.", "stk", "styk"]),
    ("personer", &["personer", "person", "pers.", "pers"]),
    ("boliger", &["boliger", "bolig"]),
    ("beboere", &["beboere", "beboer"]),
    ("børn", &["børn", "barn"]),
    ("point", &["point", "p."]),
];

/// Letters of the longest unit that is not known by name.
const LONGEST: usize = 20;

/// The number and what is around it, if a trimmed cell is one. A number by itself is none.
pub(crate) fn of(text: &str) -> Option<Dress<'_>> {
    let (mut minus, mut rest) = front(text);
    let currency = currency(rest);
    if let Some((_, behind)) = currency {
        let (second, behind) = front(behind.trim_start());
        minus |= second;
        rest = behind;
    }
    let inner = rest.strip_prefix('(').map(str::trim_start);
    rest = inner.unwrap_or(rest);
    let (number, mut rest) = core(rest)?;
    let shape = number::shape(number)?;
    let spaced = rest.starts_with(char::is_whitespace);
    rest = rest.trim_start();
    let mut below = Below::No;
    if inner.is_some() {
        rest = rest.strip_prefix(')')?.trim_start();
        below = Below::Parentheses;
    } else if matches!(rest, "-" | "−" | "–") {
        (rest, below) = ("", Below::Behind);
    }
    if minus && below != Below::No {
        return None;
    }
    let dress = |unit, known| Some(Dress { number, shape, minus, below, unit, known });
    match (currency, rest) {
        // `- 5`: with a space behind its minus it is no number by itself.
        (None, "") if below == Below::No && !minus => return None,
        (Some((currency, _)), "") => return dress(currency, true),
        _ => {}
    }
    if rest.is_empty() {
        return dress("", true);
    }
    match (currency, known(rest)) {
        (None, Some(unit)) => dress(unit, true),
        (Some(("kr.", _)), Some("kr.")) => dress("kr.", true),
        (Some(("kr.", _)), Some("mio." | "mio. kr.")) => dress("mio. kr.", true),
        (Some(("kr.", _)), Some("mia." | "mia. kr.")) => dress("mia. kr.", true),
        (Some(_), _) => None,
        (None, None) => {
            let letters = rest.chars().count() <= LONGEST && rest.starts_with(char::is_alphabetic);
            let plain = !rest.bytes().any(|byte| byte.is_ascii_digit());
            if spaced && letters && plain { dress(rest, false) } else { None }
        }
    }
}

/// Whether a minus stands in front, and the text behind the sign.
fn front(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// The currency in front, and the text behind it.
fn currency(text: &str) -> Option<(&'static str, &str)> {
    let fronts = [
        ("kr.", "kr."),
        ("Kr.", "kr."),
        ("KR.", "kr."),
        ("kr", "kr."),
        ("Kr", "kr."),
        ("DKK", "kr."),
        ("dkk", "kr."),
        ("€", "EUR"),
        ("EUR", "EUR"),
        ("$", "USD"),
        ("USD", "USD"),
    ];
    fronts.iter().find_map(|(mark, unit)| Some((*unit, text.strip_prefix(mark)?.trim_start())))
}

/// The digits in front with the marks between them, and the text behind.
fn core(text: &str) -> Option<(&str, &str)> {
    let part = |letter: char| {
        letter.is_ascii_digit()
            || matches!(letter, '.' | ',' | ' ' | '\'' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2007}' | '’')
    };
    let end = text.find(|letter: char| !part(letter)).unwrap_or(text.len());
    let end = text.get(..end)?.rfind(|letter: char| letter.is_ascii_digit())? + 1;
    Some((text.get(..end)?, text.get(end..)?))
}

/// The unit that a text is a way to write.
fn known(text: &str) -> Option<&'static str> {
    if text.len() > 40 {
        return None;
    }
    let small: String = text.to_lowercase().chars().filter(|letter| !letter.is_whitespace()).collect();
    UNITS.iter().find(|(_, ways)| ways.contains(&small.as_str())).map(|(unit, _)| *unit)
}

#[cfg(test)]
mod tests {
    use super::{Below, of};

    #[test]
    fn a_unit_is_found_in_every_way_to_write_it() {
        let cases: [(&[&str], &str, &str); 9] = [
            (&["12,5 %", "12,5%", "12,5 pct.", "12,5\u{a0}%", "12,5 procent"], "12,5", "%"),
            (&["1.234,50 kr.", "kr. 1.234,50", "DKK 1.234,50", "1.234,50 DKK", "kr 1.234,50 kr."], "1.234,50", "kr."),
            (&["1.234,-", "kr. 1.234,-", "1.234 kr", "1.234,--"], "1.234", "kr."),
            (&["2,5 mio. kr.", "2,5 mio.kr.", "kr. 2,5 mio.", "2,5 MDKK"], "2,5", "mio. kr."),
            (&["850 t.kr.", "850 tkr.", "850 tkr"], "850", "t.kr."),
            (&["0,003 mia. kr."], "0,003", "mia. kr."),
            (&["85 m²", "85 m2", "85 kvm"], "85", "m²"),
            (&["3 uger", "3 uge"], "3", "uger"),
            (&["12 Birkelund"], "12", "Birkelund"),
        ];
        for (texts, number, unit) in cases {
            for text in texts {
                let dress = of(text).unwrap_or_else(|| panic!("{text}"));
                assert_eq!((dress.number, dress.unit), (number, unit), "{text}");
            }
        }
    }

    #[test]
    fn below_zero_is_found() {
        for (text, minus, below) in [
            ("(1.234)", false, Below::Parentheses),
            ("(1.234) kr.", false, Below::Parentheses),
            ("12-", false, Below::Behind),
            ("1.234,50-", false, Below::Behind),
            ("- 5", true, Below::No),
            ("-5 %", true, Below::No),
            ("kr. -5", true, Below::No),
        ] {
            let dress = of(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((dress.minus, dress.below), (minus, below), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_with_a_unit_is_left_alone() {
        for text in [
            "12",
            "12A",
            "1.",
            "2014K1",
            "2014-03-01",
            "3/4 2014",
            "12. marts 2014",
            "uge 23",
            "",
            "kr.",
            "%",
            "(",
            "(1",
            "-(5)",
            "12 34 A",
            "5 A4",
            "+4512345678",
            "<5",
            "(12-)",
            "€ 5 kr.",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
