//! Numbers that stand for an unknown value, such as 999.

use helhed::records::{Doubt, Notice};

use super::Column;
use crate::values;

/// Numbers that are used so.
const ABOVE: [f64; 6] = [99.0, 999.0, 9_999.0, 99_999.0, 999_999.0, 99_999_999.0];
const BELOW: [f64; 5] = [-9.0, -99.0, -999.0, -9_999.0, -99_999.0];
/// How many times the largest other value such a number is at least.
const FAR: f64 = 5.0;
/// A value above which -1 beside it is no change, nor a mark on a scale.
const LARGE: f64 = 12.0;
/// Values that a column has at least: of fewer nobody can say what is usual.
const FEWEST: u64 = 4;

/// Looks for one number of nines far above all others, or a negative one in a column without others.
pub(super) fn look(column: &Column<'_>) -> Vec<Notice> {
    if !values::is_number(column.data_type()) {
        return Vec::new();
    }
    let (mut high, mut low) = (Ends::new(), Ends::new());
    let mut count = 0;
    let mut start = 0;
    for array in column.table.arrays(column.index) {
        let Some(numbers) = values::numbers(array.as_ref()) else { return Vec::new() };
        for (row, value) in (start..).zip(numbers.iter()) {
            // Most values lie between the ends.
            let between = *value < high.next && -value < low.next;
            count += u64::from(between || value.is_finite());
            if between || !value.is_finite() {
                continue;
            }
            high.note(*value, row);
            low.note(-value, row);
        }
        start += numbers.len();
    }
    // One 99 among small numbers is a large group as often as a code.
    let above = ABOVE.contains(&high.most)
        && (high.most > 99.0 || high.rows > 1)
        && high.next >= 0.0
        && high.next * FAR <= high.most;
    // A change of -1 is usual among small numbers, and a count of -1 is not.
    let minus_one = low.most == 1.0 && low.rows > 1 && high.most >= LARGE;
    let below = (minus_one || BELOW.contains(&-low.most)) && low.next <= 0.0;
    let notice = |ends: &Ends, sign: f64| {
        let found = (sign * ends.most).to_string();
        let doubt = Doubt::StandInValue { found, rows: ends.rows, next: (sign * ends.next).to_string() };
        Notice::new(doubt, column.table.place(Some(ends.first), column.name))
    };
    let usual = |ends: &Ends| count >= FEWEST && ends.rows < count && 2 * ends.rows <= count + FEWEST;
    let mut notices = Vec::new();
    if above && usual(&high) {
        notices.push(notice(&high, 1.0));
    }
    if below && usual(&low) {
        notices.push(notice(&low, -1.0));
    }
    notices
}

/// The largest value, how often and where it stands, and the next below it.
struct Ends {
    most: f64,
    rows: u64,
    first: usize,
    next: f64,
}

impl Ends {
    fn new() -> Self {
        Self { most: f64::NEG_INFINITY, rows: 0, first: 0, next: f64::NEG_INFINITY }
    }

    fn note(&mut self, value: f64, row: usize) {
        if value > self.most {
            *self = Self { most: value, rows: 1, first: row, next: self.most };
        } else if value == self.most {
            self.rows += 1;
        } else if value > self.next {
            self.next = value;
        }
    }
}
