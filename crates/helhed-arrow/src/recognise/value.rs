//! The value of a number as it is written, to the last bit.

use super::dress::{self, Below};
use super::number::{between, signed};

/// Powers of ten that a double holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// Digits of a whole number that a double always holds exactly: 10^15 is less than 2^53.
const EXACT_DIGITS: usize = 15;

/// How the marks of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Decimal mark.
    pub(crate) decimal: u8,
    /// Point or comma between thousands. Spaces and apostrophes can stand between thousands in any case.
    pub(crate) thousands: Option<u8>,
}

/// A number without its marks, digits and one point, in memory of its own size.
struct Plain {
    text: [u8; 64],
    length: usize,
    /// Place of the point.
    point: Option<usize>,
    negative: bool,
    /// Whether it has a power of ten.
    power: bool,
}

impl Plain {
    fn of(text: &[u8], marks: Marks) -> Option<Self> {
        let (negative, number) = signed(text);
        let mut plain = Self { text: [0; 64], length: 0, point: None, negative, power: false };
        let mut at = 0;
        while let Some(&byte) = number.get(at) {
            at += 1;
            match byte {
                b'0'..=b'9' => plain.put(byte)?,
                _ if byte == marks.decimal => {
                    if plain.point.replace(plain.length).is_some() || plain.power {
                        return None;
                    }
                    plain.put(b'.')?;
                }
                b'.' | b',' => {
                    if marks.thousands != Some(byte) || plain.point.is_some() {
                        return None;
                    }
                }
                b'e' | b'E' if !plain.power && plain.length > 0 => {
                    plain.power = true;
                    plain.put(b'e')?;
                    if let Some(sign @ (b'-' | b'+')) = number.get(at) {
                        plain.put(*sign)?;
                        at += 1;
                    }
                }
                _ => at += between(number.get(at - 1..)?)?.1 - 1,
            }
        }
        Some(plain)
    }

    fn put(&mut self, byte: u8) -> Option<()> {
        *self.text.get_mut(self.length)? = byte;
        self.length += 1;
        Some(())
    }

    fn text(&self) -> Option<&str> {
        std::str::from_utf8(self.text.get(..self.length)?).ok()
    }

    /// The digits up to `end` as a whole number; `None` if it takes more than 64 bits.
    fn whole(&self, end: usize) -> Option<u64> {
        let digits = self.text.get(..end)?.iter().filter(|byte| byte.is_ascii_digit());
        digits.copied().try_fold(0_u64, |whole, digit| whole.checked_mul(10)?.checked_add(u64::from(digit - b'0')))
    }

    /// The nearest double.
    fn float(&self) -> Option<f64> {
        let decimals = self.point.map_or(0, |point| self.length - point - 1);
        let digits = self.length - usize::from(self.point.is_some());
        let value = if !self.power && (1..=EXACT_DIGITS).contains(&digits) {
            // Digits and power of ten are doubles without rounding, so their quotient is rounded once: the nearest double.
            self.whole(self.length)? as f64 / POWERS.get(decimals)?
        } else {
            self.text()?.parse().ok()?
        };
        value.is_finite().then_some(if self.negative { -value } else { value })
    }

    /// The whole number; decimals must be zero.
    fn integer(&self) -> Option<i64> {
        if self.power {
            let value = self.float()?;
            return (value.fract() == 0.0 && value.abs() < 9e15).then_some(value as i64);
        }
        let end = self.point.unwrap_or(self.length);
        let zeros = self.text.get(end..self.length)?.iter().all(|byte| matches!(byte, b'.' | b'0'));
        let size = if zeros && end > 0 { self.whole(end)? } else { return None };
        if self.negative { 0_i64.checked_sub_unsigned(size) } else { i64::try_from(size).ok() }
    }
}

/// The value of a cell of plain digits, behind a minus at most: the fast path.
#[inline]
pub(crate) fn digits(cell: &str) -> Option<i64> {
    let text = cell.as_bytes();
    let number = text.strip_prefix(b"-").unwrap_or(text);
    // Eighteen digits fit in any case.
    if number.is_empty() || number.len() > 18 {
        return None;
    }
    let mut size = 0_i64;
    for byte in number {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        size = size * 10 + i64::from(digit);
    }
    Some(if number.len() == text.len() { size } else { -size })
}

/// The value of a trimmed cell, dressed or not. Minus zero is zero: as a key it would be another one.
pub(crate) fn float(cell: &str, marks: Marks) -> Option<f64> {
    let plain = |text: &str| match text.len() {
        ..=60 => Plain::of(text.as_bytes(), marks)?.float(),
        _ => long(text, marks),
    };
    let value = plain(cell).or_else(|| {
        let (number, negative) = undressed(cell)?;
        Some(if negative { -plain(number)? } else { plain(number)? })
    })?;
    Some(value + 0.0)
}

/// The whole value of a trimmed cell, dressed or not.
pub(crate) fn integer(cell: &str, marks: Marks) -> Option<i64> {
    if let Some(value) = Plain::of(cell.as_bytes(), marks).and_then(|plain| plain.integer()) {
        return Some(value);
    }
    let (number, negative) = undressed(cell)?;
    let value = Plain::of(number.as_bytes(), marks)?.integer()?;
    if negative { value.checked_neg() } else { Some(value) }
}

/// The value of a number too long for the short way.
#[cold]
fn long(cell: &str, marks: Marks) -> Option<f64> {
    let text: String = cell
        .chars()
        .filter(|letter| !letter.is_whitespace() && marks.thousands.map(char::from) != Some(*letter))
        .map(|letter| if letter == char::from(marks.decimal) { '.' } else { letter })
        .collect();
    text.replace('−', "-").parse().ok().filter(|value: &f64| value.is_finite())
}

/// The number of a dressed cell, and whether it is below zero.
fn undressed(cell: &str) -> Option<(&str, bool)> {
    let dress = dress::of(cell)?;
    Some((dress.number, dress.minus || dress.below != Below::No))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Marks, digits, float, integer};

    const DANISH: Marks = Marks { decimal: b',', thousands: Some(b'.') };
    const ENGLISH: Marks = Marks { decimal: b'.', thousands: Some(b',') };

    /// Digits with a mark before every three.
    fn grouped(digits: &str, mark: &str) -> String {
        let letters: Vec<char> = digits.chars().collect();
        let groups: Vec<String> = letters.rchunks(3).rev().map(|group| group.iter().collect()).collect();
        groups.join(mark)
    }

    proptest! {
        #[test]
        fn every_convention_gives_the_nearest_double(whole in 0_u64.., part in "[0-9]{1,20}", negative: bool) {
            let sign = if negative { "-" } else { "" };
            let expected: f64 = format!("{sign}{whole}.{part}").parse().unwrap();
            for (group, decimal, marks) in [
                (".", ",", DANISH), ("", ",", DANISH), (" ", ",", DANISH), ("\u{202f}", ",", DANISH),
                (",", ".", ENGLISH), ("", ".", ENGLISH), ("'", ".", ENGLISH),
            ] {
                let text = format!("{sign}{}{decimal}{part}", grouped(&whole.to_string(), group));
                prop_assert_eq!(float(&text, marks), Some(expected), "{}", text);
                if negative {
                    for text in [text.replace('-', "−"), format!("{}-", &text[1..]), format!("({})", &text[1..])] {
                        prop_assert_eq!(float(&text, marks), Some(expected), "{}", text);
                    }
                }
            }
        }

        #[test]
        fn short_decimals_are_those_of_the_standard_library(digits in 0_u64..1_000_000_000_000_000, point in 0_usize..15) {
            let text = format!("{digits:015}");
            let expected: f64 = format!("{}.{}", &text[..point], &text[point..]).parse().unwrap();
            let written = format!("{},{}", &text[..point], &text[point..]);
            prop_assert_eq!(float(&written, DANISH).map(f64::to_bits), Some(expected.to_bits()));
        }

        #[test]
        fn whole_numbers_do_not_pass_through_doubles(value: i64) {
            let text = value.to_string();
            let minus = if value < 0 { "-" } else { "" };
            let marked = format!("{minus}{}", grouped(text.trim_start_matches('-'), "."));
            prop_assert_eq!(integer(&text, DANISH), Some(value));
            prop_assert_eq!(integer(&marked, DANISH), Some(value));
            prop_assert_eq!(integer(&format!("{text},00"), DANISH), Some(value));
            prop_assert_eq!(integer(&format!("{text},5"), DANISH), None);
            if text.trim_start_matches('-').len() <= 18 {
                prop_assert_eq!(digits(&text), Some(value));
            }
        }

        #[test]
        fn nothing_panics(text in ".*") {
            for marks in [DANISH, ENGLISH] {
                let _ = (float(&text, marks), integer(&text, marks), digits(&text));
            }
        }
    }

    #[test]
    fn values_of_all_sorts() {
        for (text, expected) in [
            ("1,23E+09", Some(1.23e9)),
            ("2,5 mio. kr.", Some(2.5)),
            ("kr. -1.234,50", Some(-1234.5)),
            ("12,5 %", Some(12.5)),
            ("1.234,-", Some(1234.0)),
            ("-0", Some(0.0)),
            ("1e400", None),
            ("1,2,3", None),
            ("1,5.000", None),
            ("", None),
        ] {
            assert_eq!(float(text, DANISH), expected, "{text}");
        }
        assert!(float("-0,0", DANISH).is_some_and(|zero| zero.is_sign_positive()));
        assert_eq!(integer("1E+05", DANISH), Some(100_000));
        assert_eq!(integer("99999999999999999999", DANISH), None);
        let long = format!("0,{}", "3".repeat(100));
        assert_eq!(float(&long, DANISH), Some(1.0 / 3.0));
    }
}
