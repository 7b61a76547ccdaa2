//! The number of a person (CPR): how it can be written, and what it says about itself.

use std::fmt;

use super::digit_runs::{Run, runs};

/// Ten digits that are written as a CPR number can be. Whether they are one is a question of date, modulus 11 and company.
/// Nothing shows the digits by accident: `Debug` hides them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PersonNumber {
    digits: [u8; 10],
    separated: bool,
}

/// Weights of the digits in modulus 11.
const WEIGHTS: [u32; 10] = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/// Digits that a text must have to be looked at.
const FEWEST: usize = 10;

impl PersonNumber {
    /// A text that is nothing but such a number, however its parts are held apart.
    #[must_use]
    pub fn whole(text: &str) -> Option<Self> {
        if !may_hold(text) {
            return None;
        }
        let trimmed =
            text.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '\'' | '"' | '\u{feff}'));
        let trimmed = [".0", ",0", ".00", ",00"].iter().find_map(|end| trimmed.strip_suffix(end)).unwrap_or(trimmed);
        let letters: Vec<char> = trimmed.chars().collect();
        let found = numbers(&letters).into_iter().next()?;
        (found.start == 0 && found.end == letters.len()).then_some(found.number)
    }

    /// The numbers inside a text, with a valid date and a sign more: modulus 11, a hyphen, or the word CPR.
    #[must_use]
    pub fn inside(text: &str) -> bool {
        if !may_hold(text) {
            return false;
        }
        let letters: Vec<char> = text.chars().collect();
        let said = text.to_lowercase().contains("cpr");
        let sure = |found: &Found| {
            let phone = found.start > 0 && letters.get(found.start - 1) == Some(&'+');
            let number = found.number;
            !phone && number.is_dated() && (number.is_checked() || number.is_separated() && found.hyphen || said)
        };
        numbers(&letters).iter().any(sure)
    }

    /// A whole number of ten digits, or of nine where a leading zero was lost.
    #[must_use]
    pub fn from_integer(value: u64) -> Option<Self> {
        if !(100_000_000..10_000_000_000).contains(&value) {
            return None;
        }
        let mut rest = value;
        let mut digits = [0; 10];
        for digit in digits.iter_mut().rev() {
            *digit = (rest % 10) as u8;
            rest /= 10;
        }
        Some(Self { digits, separated: false })
    }

    /// Whether the first six digits are a day, by the century that the seventh gives; a replacement number has 60 added
    /// to the day.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        let [day, month, year] = self.parts();
        let day = if day > 60 { day - 60 } else { day };
        let century = match (self.digits[6], year) {
            (0..=3, _) | (4 | 9, 37..) => 1900,
            (5..=8, 58..) => 1800,
            _ => 2000,
        };
        is_day(day, month, century + year)
    }

    /// Whether modulus 11 holds. Numbers given since 2007 may fail it.
    #[must_use]
    pub fn is_checked(&self) -> bool {
        let sum: u32 = self.digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(*digit) * weight).sum();
        sum.is_multiple_of(11)
    }

    /// Whether a mark stands between date and serial.
    #[must_use]
    pub fn is_separated(&self) -> bool {
        self.separated
    }

    /// Day (as written), month and year of two digits.
    #[must_use]
    pub fn parts(&self) -> [u32; 3] {
        let pair = |at: usize| u32::from(self.digits[at]) * 10 + u32::from(self.digits[at + 1]);
        [pair(0), pair(2), pair(4)]
    }

    /// Whether the last four digits could be an hour and a minute.
    #[must_use]
    pub fn ends_as_time(&self) -> bool {
        let pair = |at: usize| self.digits[at] * 10 + self.digits[at + 1];
        pair(6) < 24 && pair(8) < 60
    }

    /// The ten digits. They go into a keyed hash and nowhere else.
    #[must_use]
    pub fn digits(&self) -> [u8; 10] {
        self.digits.map(|digit| b'0' + digit)
    }
}

impl fmt::Debug for PersonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonNumber(******-****)")
    }
}

/// Whether a text has digits enough. It costs next to nothing: most cells end here.
fn may_hold(text: &str) -> bool {
    text.len() >= FEWEST
        && (text.bytes().filter(u8::is_ascii_digit).count() >= FEWEST || text.bytes().any(|byte| byte >= 0xd9))
}

/// Whether there is such a day.
fn is_day(day: u32, month: u32, year: u32) -> bool {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// A number in a text, and the letters it takes.
pub(super) struct Found {
    pub(super) number: PersonNumber,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether the mark before the serial is a hyphen or dash.
    pub(super) hyphen: bool,
}

/// Everything in a text that is written as the number of a person can be.
pub(super) fn numbers(letters: &[char]) -> Vec<Found> {
    let runs = runs(letters);
    let mut found = Vec::new();
    let mut at = 0;
    while at < runs.len() {
        match number_at(letters, &runs[at..]) {
            Some((number, taken, hyphen)) => {
                let (start, end) = (runs[at].start, runs[at + taken - 1].end);
                found.push(Found { number, start, end, hyphen });
                at += taken;
            }
            None => at += 1,
        }
    }
    found
}

/// The number that begins with these runs of digits, how many runs it takes, and whether a hyphen parts it.
fn number_at(letters: &[char], runs: &[Run]) -> Option<(PersonNumber, usize, bool)> {
    let lengths: Vec<usize> = runs.iter().take(4).map(|run| run.length).collect();
    let gap = |at: usize| gap(letters, runs.get(at)?, runs.get(at + 1)?);
    let of = |taken: usize, separated: bool, hyphen: bool| {
        let mut digits = [0; 10];
        let all = runs[..taken].iter().flat_map(|run| run.digits[..run.length.min(10)].iter());
        digits.iter_mut().zip(all).for_each(|(digit, found)| *digit = *found);
        Some((PersonNumber { digits, separated }, taken, hyphen))
    };
    match lengths[..] {
        [10, ..] => of(1, false, false),
        [6, 4, ..] => gap(0).and_then(|gap| of(2, !gap.decimal, gap.hyphen)),
        [8, 4, ..] => {
            let hyphen = gap(0).is_some_and(|gap| gap.hyphen);
            let digits = long_year(&runs[0], &runs[1])?;
            hyphen.then_some((PersonNumber { digits, separated: true }, 2, true))
        }
        [2, 2, 2, 4] => match (gap(0), gap(1), gap(2)) {
            (Some(_), Some(_), Some(last)) => of(4, !last.decimal, last.hyphen),
            _ => None,
        },
        _ => None,
    }
}

/// `01011932-9490` and `19320101-9490` as ten digits.
fn long_year(date: &Run, serial: &Run) -> Option<[u8; 10]> {
    let d = &date.digits;
    let number = |at: [usize; 6]| {
        let mut digits = [0; 10];
        for (digit, from) in
            digits.iter_mut().zip(at.map(|at| d[at]).into_iter().chain(serial.digits[..4].iter().copied()))
        {
            *digit = from;
        }
        PersonNumber { digits, separated: true }
    };
    let is_century = |first: u8, second: u8| matches!((first, second), (1, 8 | 9) | (2, 0));
    let found = if is_century(d[4], d[5]) && number([0, 1, 2, 3, 6, 7]).is_dated() {
        number([0, 1, 2, 3, 6, 7])
    } else if is_century(d[0], d[1]) {
        number([6, 7, 4, 5, 2, 3])
    } else {
        return None;
    };
    found.is_dated().then_some(found.digits)
}

/// What stands between two runs of digits.
struct Gap {
    hyphen: bool,
    decimal: bool,
}

/// Marks and spaces between the parts of one number, at most this many.
const LONGEST_GAP: usize = 5;

fn gap(letters: &[char], left: &Run, right: &Run) -> Option<Gap> {
    let between = letters.get(left.end..right.start)?;
    let marks = !between.is_empty() && between.len() <= LONGEST_GAP && between.iter().all(|one| !one.is_alphanumeric());
    let hyphen = |letter: &char| matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    marks.then(|| Gap { hyphen: between.iter().any(hyphen), decimal: matches!(between, ['.' | ',']) })
}

#[cfg(test)]
mod tests {
    use super::PersonNumber;

    /// Born on 1 January 2032; nobody has it.
    const DIGITS: &[u8; 10] = b"0101329490";

    #[test]
    fn every_way_of_writing_is_one_number() {
        for text in [
            "010132-9490",
            "010132 9490",
            "0101329490",
            " 010132 - 9490 ",
            "010132\u{2013}9490",
            "010132\u{a0}9490",
            "010132/9490",
            "01.01.32-9490",
            "01 01 32 9490",
            "01012032-9490",
            "20320101-9490",
            "'0101329490",
            "0101329490,0",
            "01\u{200b}0132-9490",
            "\u{ff10}101329490",
        ] {
            let found = PersonNumber::whole(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(&found.digits(), DIGITS, "{text}");
            assert!(found.is_dated() && !found.is_checked(), "{text}");
        }
        assert_eq!(PersonNumber::from_integer(101_329_490).map(|one| one.digits()).as_ref(), Some(DIGITS));
        assert!(!format!("{:?}", PersonNumber::whole("0101329490")).contains("0132"));
    }

    #[test]
    fn other_numbers_are_none() {
        for text in
            ["2014-123456", "12345678", "+45 12 34 56 78", "01-01-2014", "2014-01-01 12:30", "5790000000000", "p1"]
        {
            assert!(PersonNumber::whole(text).is_none(), "{text}");
            assert!(!PersonNumber::inside(text), "{text}");
        }
        assert!(PersonNumber::inside("Mor (cpr 291008-0000) ringer") && PersonNumber::inside("se 2302070000"));
    }

    #[test]
    fn a_date_is_one_of_its_century() {
        let dated = |text: &str| PersonNumber::whole(text).is_some_and(|one| one.is_dated());
        assert!(dated("290200-4000") && !dated("290200-1000"), "2000 was a leap year, 1900 was none");
        assert!(dated("610132-9490") && !dated("310232-9490") && !dated("001332-9490"));
        assert!(PersonNumber::whole("291008-0000").is_some_and(|one| one.is_checked()));
    }
}
