//! One decision for a column of dates, moments or periods.

use helhed::design::{PeriodText, PeriodUnit};
use helhed::error::{RecordFault, shown};
use helhed::records::Doubt;

use super::date::Manner;
use super::doubts::{day_numbers, of_dates, stand_ins};
use super::evidence::Fact;
use super::period::Periods;
use super::says::name_says_date;
use super::zone;
use crate::read::ColumnType;
use crate::recognise::{ColumnAsk, Doubted, Evidence, Misfit, Seen, Shape, Verdict};

/// How the times of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plan {
    /// Days; those of digits alone in this way.
    Dates(Manner, Digits),
    /// Moments; of instants if `zoned`.
    Moments { manner: Manner, zoned: bool },
    /// Periods, as texts.
    Periods(Periods),
}

/// How digits without marks are read as dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Digits {
    /// They are none.
    None,
    /// `20140413` or `140413`.
    YearFirst,
    /// `13042014` or `130414`.
    DayFirst,
}

/// Last year that two digits mean where nothing says more: what spreadsheets take it for.
const LATEST: i32 = 2049;

/// What a column was decided to be, or why it cannot be read; `None` where it is none of times.
pub(super) type Decided = Option<Result<Verdict, Misfit>>;

/// What a column is, if it is one of times.
pub(crate) fn decide(evidence: &Evidence, ask: &ColumnAsk<'_>) -> Decided {
    let asked = match ask.kind {
        None => None,
        Some(kind @ (ColumnType::Date | ColumnType::Datetime | ColumnType::Period(_))) => Some(kind),
        Some(_) => return None,
    };
    let case = Case { asked, ..case(evidence, ask) };
    let (dates, periods) = (case.dates(), evidence.count(Shape::Period));
    match asked {
        Some(ColumnType::Period(_)) => case.periods(),
        Some(_) if dates == 0 => case.digits(),
        Some(_) => case.times(),
        None if case.filled() == 0 => None,
        None if periods > dates => case.periods(),
        None if dates > 0 => case.times(),
        None => case.digits(),
    }
}

/// A case in which no type was said.
pub(super) fn case<'a>(evidence: &'a Evidence, ask: &'a ColumnAsk<'a>) -> Case<'a> {
    Case { evidence, ask, asked: None }
}

/// What is to be decided.
pub(super) struct Case<'a> {
    pub(super) evidence: &'a Evidence,
    pub(super) ask: &'a ColumnAsk<'a>,
    asked: Option<ColumnType>,
}

impl Case<'_> {
    pub(super) fn count(&self, fact: Fact) -> u64 {
        self.evidence.times().count(fact)
    }

    pub(super) fn seen(&self, fact: Fact) -> Option<&Seen> {
        self.evidence.times().seen(fact)
    }

    /// Cells with a value.
    pub(super) fn filled(&self) -> u64 {
        self.evidence.filled()
    }

    fn dates(&self) -> u64 {
        self.evidence.count(Shape::Date) + self.evidence.count(Shape::Moment)
    }

    /// What becomes of a column in which cells of another kind stand beside those of `known`: an error where they are few
    /// or the column was declared, a text where they are many; `None` inside for a column that is hardly one of times.
    fn odd(&self, known: u64, of: &[Shape], what: &'static str, declared: bool) -> Result<(), Decided> {
        let odd = self.filled().saturating_sub(known);
        if odd == 0 {
            return Ok(());
        }
        if known == 0 && !declared {
            return Err(None);
        }
        let example = of.iter().filter_map(|shape| self.evidence.seen(*shape)).min_by_key(|seen| seen.row);
        if declared || is_few(odd, known) {
            let as_one = example.map(|seen| format!(", as `{}` in row {} is", shown(&seen.example), seen.row + 1));
            let expected = format!("{what}{}", as_one.unwrap_or_default());
            return Err(self.evidence.first_beside(of).map(|seen| Err(misfit(seen, expected))));
        }
        if known < odd {
            return Err(None);
        }
        let (word, row) = self
            .evidence
            .first_beside(of)
            .map_or_else(Default::default, |seen| (seen.example.to_string(), Some(seen.row)));
        let doubt = Doubt::WordsAmong { what: what.to_owned(), known, others: odd, example: word };
        Err(Some(Ok(text(self.evidence, "kept as text", Some(Doubted { doubt, row })))))
    }

    /// A column of dates or moments.
    fn times(&self) -> Decided {
        let declared = self.asked.is_some() || self.ask.is_date();
        if let Err(decided) = self.odd(self.dates(), &[Shape::Date, Shape::Moment], "a date", declared) {
            return decided;
        }
        if let Some(seen) = self.seen(Fact::NoDay) {
            // What never is a day is a code.
            if seen.count == self.dates() && !declared && !name_says_date(self.ask.name) {
                return Some(Ok(text(self.evidence, "kept as text: no cell is a day of the calendar", None)));
            }
            return Some(Err(misfit(seen, "a date: the calendar has no such day".to_owned())));
        }
        if let Some(seen) = self.seen(Fact::NoTime) {
            return Some(Err(misfit(seen, "a time: a day runs from 00:00 to 23:59:59".to_owned())));
        }
        let manner = match self.day_first() {
            Ok(day_first) => Manner { day_first, latest: if self.ask.is_birth() { this_year() } else { LATEST } },
            Err(misfit) => return Some(Err(misfit)),
        };
        let moments = self.evidence.count(Shape::Moment);
        let zoned = self.count(Fact::Zoned);
        let without = self.seen(Fact::Unzoned).into_iter().chain(self.evidence.seen(Shape::Date));
        if let (Some(with), Some(without)) = (self.seen(Fact::Zoned), without.min_by_key(|seen| seen.row)) {
            let forms = vec![
                format!("times with a time zone (`{}`, row {})", shown(&with.example), with.row + 1),
                format!("times without one (`{}`, row {})", shown(&without.example), without.row + 1),
            ];
            let cure = "write all with a zone, or all without";
            let fault = RecordFault::MixedForms { forms, cure }.into();
            return Some(Err(Misfit { fault, row: Some(with.row.max(without.row)) }));
        }
        let days_only = self.count(Fact::Timed) == 0 && zoned == 0 && self.asked != Some(ColumnType::Datetime);
        let mut how = vec![self.order_in_words(manner)];
        let (kind, plan) = if days_only {
            if moments > 0 {
                how.push("the time is 00:00 in every row and was left out".to_owned());
            }
            (ColumnType::Date, Plan::Dates(manner, Digits::None))
        } else {
            if zoned > 0 {
                let offsets: Vec<String> = self.evidence.times().offsets().map(zone::written).collect();
                how.push(format!("instants in UTC, written with the offsets {}", offsets.join(", ")));
            } else {
                how.push("no time zone".to_owned());
            }
            if moments < self.dates() {
                how.push("days without a time of day begin at 00:00".to_owned());
            }
            (ColumnType::Datetime, Plan::Moments { manner, zoned: zoned > 0 })
        };
        Some(Ok(verdict(self.evidence, kind, plan, how.join("; "), of_dates(self, manner))))
    }

    /// Whether the day stands first, as the whole column shows.
    fn day_first(&self) -> Result<bool, Misfit> {
        let (day, month) = (self.seen(Fact::DayFirst), self.seen(Fact::MonthFirst));
        match (self.ask.file.day_first, day, month) {
            (Some(true), _, Some(seen)) => Err(misfit(seen, "a date with the day first".to_owned())),
            (Some(false), Some(seen), _) => Err(misfit(seen, "a date with the month first".to_owned())),
            (Some(said), _, _) => Ok(said),
            (None, Some(day), Some(month)) => {
                let forms = vec![
                    format!("dates with the day first (`{}`, row {})", shown(&day.example), day.row + 1),
                    format!("dates with the month first (`{}`, row {})", shown(&month.example), month.row + 1),
                ];
                let cure = "correct the dates, or say `day_first` and see which of them cannot be right";
                let row = if month.count <= day.count { month.row } else { day.row };
                Err(Misfit { fault: RecordFault::MixedForms { forms, cure }.into(), row: Some(row) })
            }
            (None, None, Some(_)) => Ok(false),
            (None, _, None) => Ok(true),
        }
    }

    fn order_in_words(&self, manner: Manner) -> String {
        let open = [Fact::DayFirst, Fact::MonthFirst, Fact::Either, Fact::Same];
        let open: u64 = open.iter().map(|fact| self.count(*fact)).sum();
        let proof = self.seen(Fact::DayFirst).or(self.seen(Fact::MonthFirst));
        let first = if manner.day_first { "the day first" } else { "the month first" };
        match (open, self.ask.file.day_first, proof) {
            (0, ..) if self.count(Fact::YearFirst) > 0 => "dates with the year first".to_owned(),
            (0, ..) => "dates with the name of the month".to_owned(),
            (_, Some(_), _) => format!("dates with {first}, as was said"),
            (_, None, Some(seen)) => format!("dates with {first}, as `{}` shows", shown(&seen.example)),
            (_, None, None) => format!("dates with {first}, the Danish way: no cell shows it"),
        }
    }

    /// A column of digits that are dates if its name or role says so.
    fn digits(&self) -> Decided {
        let declared = self.asked.is_some() || self.ask.is_date();
        if self.asked.is_none() && day_numbers(self).is_some() {
            return None;
        }
        let filled = self.filled();
        if filled > 0 && self.ask.is_date() && self.evidence.count(Shape::Text) == filled {
            let seen = self.evidence.seen(Shape::Text)?;
            return Some(Err(misfit(seen, "a date".to_owned())));
        }
        let (six_day, six_year) = (self.count(Fact::SixDayFirst), self.count(Fact::SixYearFirst));
        let (eight_year, eight_day) = (self.count(Fact::EightYearFirst), self.count(Fact::EightDayFirst));
        if filled == 0 || !(declared || name_says_date(self.ask.name)) {
            return match self.asked {
                // An empty column can be what it is said to be.
                Some(kind) if filled == 0 => {
                    let manner = Manner { day_first: true, latest: LATEST };
                    let plan = match kind {
                        ColumnType::Datetime => Plan::Moments { manner, zoned: false },
                        _ => Plan::Dates(manner, Digits::None),
                    };
                    Some(Ok(verdict(self.evidence, kind, plan, "no cell has a value".to_owned(), Vec::new())))
                }
                _ => None,
            };
        }
        let (fact, digits, form) = if eight_year == filled {
            (Fact::EightYearFirst, Digits::YearFirst, "yyyymmdd")
        } else if eight_day == filled {
            (Fact::EightDayFirst, Digits::DayFirst, "ddmmyyyy")
        } else if six_day == filled && (six_year < filled || self.ask.file.day_first == Some(true)) {
            (Fact::SixDayFirst, Digits::DayFirst, "ddmmyy")
        } else if six_year == filled && self.ask.file.day_first == Some(false) {
            (Fact::SixYearFirst, Digits::YearFirst, "yymmdd")
        } else if declared && eight_year.max(eight_day) > 0 {
            // The builder names the first cell that is no date.
            let digits = if eight_year >= eight_day { Digits::YearFirst } else { Digits::DayFirst };
            let plan = Plan::Dates(Manner { day_first: true, latest: LATEST }, digits);
            return Some(Ok(verdict(
                self.evidence,
                ColumnType::Date,
                plan,
                "dates of eight digits".to_owned(),
                Vec::new(),
            )));
        } else if declared && filled == six_day {
            let example = self.seen(Fact::SixDayFirst).map_or_else(String::new, |seen| shown(&seen.example));
            let forms = vec![format!("`{example}` as ddmmyy"), "the same as yymmdd".to_owned()];
            let cure = "say `day_first`, or write the dates with four digits of the year";
            let row = self.seen(Fact::SixDayFirst).map(|seen| seen.row);
            return Some(Err(Misfit { fault: RecordFault::MixedForms { forms, cure }.into(), row }));
        } else if self.asked.is_some() {
            let seen = self.evidence.first_beside(&[Shape::Date, Shape::Moment])?;
            return Some(Err(misfit(seen, "a date".to_owned())));
        } else {
            return None;
        };
        let manner = Manner { day_first: true, latest: if self.ask.is_birth() { this_year() } else { LATEST } };
        let mut doubts = Vec::new();
        if let Some(seen) = self.seen(fact) {
            if form.len() == 6 {
                doubts.push(super::doubts::short(seen, filled, manner, digits));
            } else if !declared {
                doubts.push(super::doubts::maybe_dates(seen, form, true));
            }
        }
        doubts.extend(stand_ins(self));
        let plan = Plan::Dates(manner, digits);
        Some(Ok(verdict(self.evidence, ColumnType::Date, plan, format!("dates written {form}"), doubts)))
    }

    /// A column of periods.
    fn periods(&self) -> Decided {
        let declared = self.asked.is_some() || self.ask.is_period();
        let periods = self.evidence.count(Shape::Period);
        let years = self.count(Fact::Year);
        let years = if years == self.evidence.count(Shape::Digits) { years } else { 0 };
        let open = [
            Fact::LowNumber,
            Fact::HighNumber,
            Fact::SlashBoth,
            Fact::SlashNext,
            Fact::SlashMonth,
            Fact::DashNext,
            Fact::DashBoth,
        ];
        let open: u64 = open.iter().map(|fact| self.count(*fact)).sum();
        if open == periods && !declared && periods + years < self.filled() {
            // Numbers of cases look like `23/2014`, too.
            return None;
        }
        let known = if self.evidence.count(Shape::LeadingZero) > 0 { periods } else { periods + years };
        if let Err(decided) = self.odd(known, &[Shape::Period], "a period", declared) {
            return decided;
        }
        if let Some(seen) = self.seen(Fact::NoPeriod) {
            if seen.count == periods && !declared {
                return Some(Ok(text(self.evidence, "kept as text: no cell is a period of the calendar", None)));
            }
            return Some(Err(misfit(seen, lacking(&seen.example))));
        }
        super::kinds::decide(self, years)
    }
}

/// What a period that the calendar lacks is not.
fn lacking(example: &str) -> String {
    match PeriodText::of(example) {
        PeriodText::Impossible(PeriodUnit::HalfYear) => "a half-year: a year has two".to_owned(),
        PeriodText::Impossible(PeriodUnit::Quarter) => "a quarter: a year has four".to_owned(),
        PeriodText::Impossible(PeriodUnit::Month) => "a month: a year has twelve".to_owned(),
        PeriodText::Impossible(PeriodUnit::Week) => "a week: the year has no such".to_owned(),
        _ => "a period of the calendar".to_owned(),
    }
}

/// Whether the cells of another kind are so few that they are mistakes.
pub(crate) fn is_few(odd: u64, known: u64) -> bool {
    odd == 1 && known >= 2 || odd.saturating_mul(20) <= known
}

/// The year of the clock.
fn this_year() -> i32 {
    i32::from(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).year())
}

/// A cell that does not fit.
pub(super) fn misfit(seen: &Seen, expected: String) -> Misfit {
    Misfit { fault: RecordFault::NotOfColumn { found: seen.example.to_string(), expected }.into(), row: Some(seen.row) }
}

/// A column of times.
pub(super) fn verdict(evidence: &Evidence, kind: ColumnType, plan: Plan, how: String, doubts: Vec<Doubted>) -> Verdict {
    let mut verdict = Verdict { time: Some(plan), ..Verdict::of(kind, evidence, how) };
    verdict.doubts.extend(doubts);
    verdict
}

/// A column that is kept as texts.
pub(crate) fn text(evidence: &Evidence, how: &str, doubt: Option<Doubted>) -> Verdict {
    let mut verdict = Verdict::of(ColumnType::Text, evidence, how);
    verdict.doubts.extend(doubt);
    verdict
}
