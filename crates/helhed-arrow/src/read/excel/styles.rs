//! How cells are shown: the number formats of a workbook.

use std::collections::BTreeMap;

use helhed::error::Result;
use quick_xml::events::Event;

use super::xml::{Xml, attribute};

/// Styles of cells: Excel allows 65 490.
const MOST_STYLES: usize = 65_500;

/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Format {
    /// A number.
    #[default]
    Plain,
    /// A number with at least so many digits.
    Zeros(u8),
    /// A number in so many thousands: one for thousands, two for millions.
    Scaled(u8),
    /// A hundredth part.
    Percent,
    /// A day, with or without a time.
    Date,
    /// A time of day.
    Time,
    /// Hours that run past 24.
    Duration,
}

/// The formats of the cell styles, in their order.
///
/// # Errors
/// `H821`, `H822`.
pub(super) fn formats(mut xml: Xml<'_>) -> Result<Vec<Format>> {
    let mut codes: BTreeMap<u32, Format> = BTreeMap::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    loop {
        match xml.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "cellXfs" => in_cells = true,
                "numFmt" => {
                    let id = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&tag, "formatCode")) {
                        codes.insert(id, of_code(&code));
                    }
                }
                "xf" if in_cells && formats.len() < MOST_STYLES => {
                    let id = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    formats.push(codes.get(&id).copied().unwrap_or_else(|| built_in(id)));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => in_cells = false,
            Event::Eof => return Ok(formats),
            _ => {}
        }
    }
}

/// The format of a number that needs no code (ECMA-376, 18.8.30).
pub(super) fn built_in(id: u32) -> Format {
    match id {
        9 | 10 => Format::Percent,
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Format::Date,
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 => Format::Time,
        46 => Format::Duration,
        _ => Format::Plain,
    }
}

/// The format of a code, such as `dd-mm-yyyy` or `0000`. Only its first section counts: that of positive numbers.
pub(super) fn of_code(code: &str) -> Format {
    if ["general", "standard"].contains(&code.trim().to_lowercase().as_str()) {
        return Format::Plain;
    }
    let (mut days, mut months, mut times, mut percent, mut others) = (false, false, false, false, false);
    let mut zeros = 0_u8;
    // Commas behind the last digit divide by a thousand each; those between digits group them.
    let (mut commas, mut thousands) = (0_u8, 0_u8);
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter.to_ascii_lowercase() {
            ';' => break,
            '"' => drop(letters.by_ref().take_while(|letter| *letter != '"').count()),
            '\\' | '_' | '*' => drop(letters.next()),
            '[' => {
                let inside: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                let inside = inside.to_lowercase();
                if !inside.is_empty() && ["h", "m", "s", "t"].iter().any(|unit| inside.replace(unit, "").is_empty()) {
                    return Format::Duration;
                }
            }
            'e' if matches!(letters.peek(), Some('+' | '-')) => others = true,
            'd' | 'y' | 'å' => days = true,
            'm' => months = true,
            'h' | 's' | 'a' | 'p' => times = true,
            '%' => percent = true,
            '0' => (zeros, commas) = (zeros.saturating_add(1), 0),
            '#' | '?' => (others, commas) = (true, 0),
            ',' => (others, commas) = (true, commas.saturating_add(1)),
            '.' => (others, thousands, commas) = (true, thousands.saturating_add(commas), 0),
            '/' => others = true,
            _ => {}
        }
    }
    match () {
        () if days || (months && !times) => Format::Date,
        () if times => Format::Time,
        () if percent => Format::Percent,
        () if zeros > 1 && !others => Format::Zeros(zeros),
        () if thousands.saturating_add(commas) > 0 => Format::Scaled(thousands.saturating_add(commas)),
        () => Format::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, of_code};

    #[test]
    fn a_code_shows_what_it_makes_of_a_number() {
        for code in ["dd-mm-yyyy", "[$-406]d. mmmm yyyy;@", "yyyy\\-mm\\-dd hh:mm", "mmm-yy", "m/d/yy", "DD-MM-ÅÅÅÅ"]
        {
            assert_eq!(of_code(code), Format::Date, "{code}");
        }
        for code in ["h:mm", "hh:mm:ss", "mm:ss", "h:mm AM/PM"] {
            assert_eq!(of_code(code), Format::Time, "{code}");
        }
        for code in ["[h]:mm", "[mm]:ss"] {
            assert_eq!(of_code(code), Format::Duration, "{code}");
        }
        for code in ["General", "0", "0.00", "#,##0", "[Red]0.00", "0.00E+00", "\"dage\" 0", "#,##0 \"kr.\"", "@"] {
            assert_eq!(of_code(code), Format::Plain, "{code}");
        }
        for (code, thousands) in [("#,##0,", 1), ("#,##0.0,,\" mio.\"", 2), ("0,.0", 1), ("#,##0,;-#,##0,", 1)] {
            assert_eq!(of_code(code), Format::Scaled(thousands), "{code}");
        }
        assert_eq!(of_code("0000"), Format::Zeros(4));
        assert_eq!(of_code("000000\\-0000"), Format::Zeros(10));
        assert_eq!(of_code("0.0%"), Format::Percent);
    }
}
