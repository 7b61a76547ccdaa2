//! Dates in digits: `13-04-2014`, `3/4 2014`, `2014-04-13`, `20140413`.

/// A date as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    /// The day; where the order is open, the number that stands first.
    pub(super) day: u8,
    /// The month; where the order is open, the number that stands second.
    pub(super) month: u8,
    /// The year, of two digits if `short`.
    pub(super) year: i32,
    pub(super) short: bool,
    pub(super) order: Order,
    /// The mark behind the first number.
    pub(super) mark: u8,
}

/// Which number of a date stands where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Day or month first: the column tells.
    Open,
    /// Year, month, day.
    YearFirst,
    /// The month has a name.
    Named,
}

/// What the numbers of a date with an open order can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reads {
    DayFirst,
    MonthFirst,
    Either,
    /// Day and month are the same number.
    Same,
    Neither,
}

/// How the columns's dates are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Manner {
    /// Whether the day stands before the month.
    pub(crate) day_first: bool,
    /// Last year that two digits can mean: `1949` for 49 if it is 2048 or less.
    pub(crate) latest: i32,
}

/// The date that a text begins with, and how many bytes it takes.
#[inline]
pub(super) fn leading(text: &[u8]) -> Option<(Written, usize)> {
    let (first, taken) = digits(text)?;
    if taken == 4 { year_first(first, text) } else { year_last(first, taken, text) }
}

/// `2014-04-13`, `2014/4/13`.
fn year_first(year: i32, text: &[u8]) -> Option<(Written, usize)> {
    let mark = *text.get(4)?;
    let (month, first) = digits(text.get(5..)?)?;
    if !matches!(mark, b'-' | b'/' | b'.') || first > 2 || text.get(5 + first) != Some(&mark) {
        return None;
    }
    let (day, second) = digits(text.get(6 + first..)?)?;
    let written = Written { day: day as u8, month: month as u8, year, short: false, order: Order::YearFirst, mark };
    (second <= 2).then_some((written, 6 + first + second))
}

/// `13-04-2014`, `13.4.14`, `3/4 2014`, `3/4-2014`, `3. 4. 2014`.
fn year_last(first: i32, taken: usize, text: &[u8]) -> Option<(Written, usize)> {
    let mark = *text.get(taken)?;
    if taken > 2 || !matches!(mark, b'-' | b'/' | b'.') {
        return None;
    }
    let mut at = taken + 1;
    let spaced = |at: usize| usize::from(mark == b'.' && text.get(at) == Some(&b' '));
    at += spaced(at);
    let (second, more) = digits(text.get(at..)?)?;
    at += more;
    let between = *text.get(at)?;
    if more > 2 || !(between == mark || mark == b'/' && matches!(between, b' ' | b'-')) {
        return None;
    }
    at += 1;
    at += spaced(at);
    let (year, more) = digits(text.get(at..)?)?;
    let short = more == 2;
    let written = Written { day: first as u8, month: second as u8, year, short, order: Order::Open, mark };
    // Three numbers of two digits, of which no order makes a day, are a code.
    let code = short && (first > 31 || second > 31);
    (matches!(more, 2 | 4) && !code).then_some((written, at + more))
}

/// The number at the start of a text and its digits, one to four; `None` for more.
#[inline]
pub(super) fn digits(text: &[u8]) -> Option<(i32, usize)> {
    let mut value = 0;
    let mut taken = 0;
    for byte in text.iter().take(5) {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        value = 10 * value + i32::from(digit);
        taken += 1;
    }
    matches!(taken, 1..=4).then_some((value, taken))
}

impl Written {
    /// What its numbers allow.
    pub(super) fn order(&self) -> Reads {
        let day_first = is_day(self.leap_year(), self.month, self.day);
        let month_first = is_day(self.leap_year(), self.day, self.month);
        match (day_first, month_first) {
            (true, true) if self.day == self.month => Reads::Same,
            (true, true) => Reads::Either,
            (true, false) => Reads::DayFirst,
            (false, true) => Reads::MonthFirst,
            (false, false) => Reads::Neither,
        }
    }

    /// A year with its leap day: two digits tell it as well as four, but for 00, which 2000 had and 1900 not.
    fn leap_year(&self) -> i32 {
        if self.short { 2000 + self.year } else { self.year }
    }

    /// Its day, counted from 1 January 1970; `None` if there is no such day.
    #[inline]
    pub(super) fn day(&self, manner: Manner) -> Option<i32> {
        let swapped = self.order == Order::Open && !manner.day_first;
        let (month, day) = if swapped { (self.day, self.month) } else { (self.month, self.day) };
        let year = self.full_year(manner.latest);
        is_day(year, month, day).then(|| day_number(year, month, day))
    }

    /// Its year with four digits.
    pub(super) fn full_year(&self, latest: i32) -> i32 {
        if !self.short {
            return self.year;
        }
        let year = latest - latest.rem_euclid(100) + self.year;
        if year > latest { year - 100 } else { year }
    }

    /// Year, month and day, if the order is settled or does not matter.
    pub(super) fn settled(&self) -> Option<(i32, u8, u8)> {
        let (month, day) = match (self.order, self.order()) {
            (Order::Open, Reads::MonthFirst) => (self.day, self.month),
            (Order::Open, Reads::Either) => return None,
            _ => (self.month, self.day),
        };
        (!self.short).then_some((self.year, month, day))
    }
}

/// Eight digits as a date: `20140413`, or with the year last `13042014`.
pub(super) fn eight(text: &[u8], year_first: bool) -> Option<Written> {
    let number = |from: usize, to: usize| {
        let part = text.get(from..to)?;
        digits(part).filter(|(_, taken)| *taken == part.len()).map(|(value, _)| value)
    };
    if text.len() != 8 {
        return None;
    }
    let (year, month, day) = if year_first {
        (number(0, 4)?, number(4, 6)?, number(6, 8)?)
    } else {
        (number(4, 8)?, number(2, 4)?, number(0, 2)?)
    };
    Some(Written { day: day as u8, month: month as u8, year, short: false, order: Order::YearFirst, mark: 0 })
}

/// Six digits as a date: `130414`, or with the year first `140413`.
pub(super) fn six(text: &[u8], year_first: bool) -> Option<Written> {
    if text.len() != 6 || !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let (first, day_or_month) = (digits(text.get(..2)?)?.0, digits(text.get(2..4)?)?.0);
    let last = digits(text.get(4..)?)?.0;
    let (year, day) = if year_first { (first, last) } else { (last, first) };
    Some(Written { day: day as u8, month: day_or_month as u8, year, short: true, order: Order::YearFirst, mark: 0 })
}

/// Whether there is such a day.
#[inline]
pub(super) fn is_day(year: i32, month: u8, day: u8) -> bool {
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u8::from(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)),
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// Days from 1 January 1970 to a day of the Gregorian calendar.
#[inline]
pub(super) fn day_number(year: i32, month: u8, day: u8) -> i32 {
    // March-based years put the leap day last: days before a month follow one line of (153 m + 2) / 5.
    let shifted = year - i32::from(month <= 2);
    let month = (i32::from(month) + 9) % 12;
    let leap_days = shifted.div_euclid(4) - shifted.div_euclid(100) + shifted.div_euclid(400);
    365 * shifted + leap_days + (153 * month + 2) / 5 + i32::from(day) - 1 - 719_468
}
