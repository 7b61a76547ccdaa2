//! What is said about a column of times that could be meant otherwise.

use helhed::records::{ColumnRole, Doubt};

use super::date::{Manner, Written, eight, six};
use super::decide::{Case, Digits, case};
use super::evidence::{Fact, written};
use super::moment::moment;
use super::says::{name_says_date, name_says_only_date};
use crate::recognise::{ColumnAsk, Doubted, Evidence, Seen, Shape};

/// Cells that all look like dates before a column of numbers is doubted.
const ENOUGH: u64 = 3;

/// What a column of dates makes one doubt.
pub(super) fn of_dates(case: &Case<'_>, manner: Manner) -> Vec<Doubted> {
    let mut doubts = Vec::new();
    let mut say = |doubt, row| doubts.push(Doubted { doubt, row: Some(row) });
    if let Some(seen) = case.seen(Fact::Short) {
        let example = case.evidence.times().doubtful().unwrap_or(seen);
        let doubt = short(example, seen.count, manner, Digits::None);
        say(doubt.doubt, example.row);
    }
    let unproved = case.ask.file.day_first.is_none() && case.count(Fact::DayFirst) == 0;
    // English-speaking programs write commas between fields.
    let english = case.ask.marks.delimiter == Some(b',');
    let either = case.seen(Fact::Either).filter(|seen| english && !seen.example.contains('.'));
    match (case.seen(Fact::Slash).or(either), case.seen(Fact::MonthFirst)) {
        (_, Some(seen)) if unproved => {
            say(Doubt::MonthFirst { example: seen.example.to_string(), rows: seen.count }, seen.row);
        }
        (Some(seen), None) if unproved => {
            say(Doubt::DayFirstAssumed { example: seen.example.to_string(), rows: seen.count }, seen.row);
        }
        _ => {}
    }
    if let Some(seen) = case.seen(Fact::OddYear) {
        say(Doubt::OddYears { example: seen.example.to_string(), rows: seen.count }, seen.row);
    }
    let open = [Fact::DayFirst, Fact::MonthFirst, Fact::Either, Fact::Same];
    let open = open.iter().filter_map(|fact| case.seen(*fact)).min_by_key(|seen| seen.row);
    let mut forms: Vec<&Seen> =
        [open, case.seen(Fact::YearFirst), case.seen(Fact::Named)].into_iter().flatten().collect();
    forms.sort_unstable_by_key(|seen| seen.row);
    if let [_, second, ..] = forms.as_slice() {
        let row = second.row;
        say(Doubt::DateForms { examples: forms.iter().map(|seen| seen.example.to_string()).collect() }, row);
    }
    doubts.extend(stand_ins(case));
    doubts
}

/// Dates that stand for something else.
pub(super) fn stand_ins(case: &Case<'_>) -> Option<Doubted> {
    let mut sentinels: Vec<&Seen> = case.evidence.times().sentinels().collect();
    sentinels.sort_unstable_by_key(|seen| seen.row);
    let row = sentinels.first()?.row;
    let dates = sentinels.iter().map(|seen| (seen.example.to_string(), seen.count)).collect();
    Some(Doubted { doubt: Doubt::StandInDates { dates }, row: Some(row) })
}

/// Years of two digits.
pub(super) fn short(seen: &Seen, rows: u64, manner: Manner, digits: Digits) -> Doubted {
    let text = seen.example.as_bytes();
    let date = match digits {
        Digits::None => written(&seen.example).or_else(|| moment(&seen.example).map(|moment| moment.date)),
        Digits::YearFirst | Digits::DayFirst => {
            six(text, digits == Digits::YearFirst).or_else(|| eight(text, digits == Digits::YearFirst))
        }
    };
    let year = date.map_or(0, |date: Written| date.full_year(manner.latest));
    let doubt = Doubt::TwoDigitYears { example: seen.example.to_string(), year, rows, latest: manner.latest };
    Doubted { doubt, row: Some(seen.row) }
}

/// Digits that were, or were not, read as dates.
pub(super) fn maybe_dates(seen: &Seen, form: &str, read: bool) -> Doubted {
    let doubt = Doubt::MaybeDates { example: seen.example.to_string(), form: form.to_owned(), read };
    Doubted { doubt, row: Some(seen.row) }
}

/// What a column that was decided to be of numbers makes one doubt: its digits could be dates.
pub(crate) fn doubts(evidence: &Evidence, ask: &ColumnAsk<'_>) -> Vec<Doubted> {
    let is_key = ask.roles.iter().any(|role| matches!(role, ColumnRole::Person | ColumnRole::Area));
    if is_key || ask.kind.is_some() || evidence.count(Shape::Digits) + evidence.count(Shape::LeadingZero) == 0 {
        return Vec::new();
    }
    let case = case(evidence, ask);
    let filled = case.filled();
    let all = |fact: Fact, form: &str| {
        let seen = case.seen(fact).filter(|seen| seen.count == filled && filled >= ENOUGH)?;
        Some(maybe_dates(seen, form, false))
    };
    let named = name_says_date(ask.name);
    let most = |fact: Fact, form: &str| {
        let seen = case.seen(fact).filter(|seen| named && seen.count.saturating_mul(10) >= filled.saturating_mul(9))?;
        Some(maybe_dates(seen, form, false))
    };
    let six = case.seen(Fact::SixDayFirst).filter(|seen| named && seen.count == filled);
    all(Fact::EightYearFirst, "yyyymmdd")
        .or_else(|| all(Fact::EightDayFirst, "ddmmyyyy"))
        .or_else(|| most(Fact::EightYearFirst, "yyyymmdd"))
        .or_else(|| six.map(|seen| maybe_dates(seen, "ddmmyy", false)))
        .or_else(|| day_numbers(&case).map(|seen| maybe_dates(seen, "day number", false)))
        .into_iter()
        .collect()
}

/// The first of the day numbers of a spreadsheet, in a column that is said to hold dates and holds nothing else.
pub(super) fn day_numbers<'a>(case: &'a Case<'_>) -> Option<&'a Seen> {
    let dated = case.ask.is_date() || name_says_only_date(case.ask.name);
    case.seen(Fact::DayNumber).filter(|seen| dated && seen.count == case.filled())
}
