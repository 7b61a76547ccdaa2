//! Which kind of period a column holds.

use helhed::design::PeriodUnit;
use helhed::error::{RecordFault, shown};
use helhed::records::Doubt;

use super::decide::{Case, Decided, Plan, misfit, verdict};
use super::evidence::Fact;
use super::period::Periods;
use super::says::name_says_week;
use crate::read::{ColumnType, PeriodKind};
use crate::recognise::{Doubted, Misfit, Seen};

/// Decides a column whose cells are all periods; `years` of them are plain years.
pub(super) fn decide(case: &Case<'_>, years: u64) -> Decided {
    match open_kinds(case) {
        Ok(open) => Some(Ok(settled(case, years, &open))),
        Err(misfit) => Some(Err(misfit)),
    }
}

/// Open forms that were settled: what they are, which of them, and whether they are written anew.
struct Settled<'a> {
    unit: PeriodUnit,
    seen: &'a Seen,
    count: u64,
    /// Their texts would be read otherwise by themselves.
    anew: bool,
    doubtful: bool,
}

/// What the open forms of a column are.
fn open_kinds<'a>(case: &'a Case<'_>) -> Result<Vec<Settled<'a>>, Misfit> {
    let mut settled = Vec::new();
    let mut settle = |unit, facts: &[Fact], anew, doubtful: bool| {
        let first = facts.iter().filter_map(|fact| case.seen(*fact)).min_by_key(|seen| seen.row);
        if let Some(seen) = first {
            let count = facts.iter().map(|fact| case.count(*fact)).sum();
            settled.push(Settled { unit, seen, count, anew, doubtful });
        }
    };
    // 7/2014
    let numbers = [Fact::LowNumber, Fact::HighNumber];
    if case.count(Fact::HighNumber) > 0 || name_says_week(case.ask.name) {
        settle(PeriodUnit::Week, &numbers, true, true);
    } else {
        let slash = case.seen(Fact::LowNumber).is_some_and(|seen| seen.example.contains('/'));
        settle(PeriodUnit::Month, &numbers, false, slash);
    }
    // 2011/12
    match (case.seen(Fact::SlashNext), case.seen(Fact::SlashMonth)) {
        (Some(school), Some(month)) => return Err(mixed(school, month)),
        (None, Some(_)) => settle(PeriodUnit::Month, &[Fact::SlashMonth, Fact::SlashBoth], true, true),
        (next, None) => {
            settle(PeriodUnit::SchoolYear, &[Fact::SlashNext, Fact::SlashBoth], false, next.is_none());
        }
    }
    // 2011-12
    match (case.seen(Fact::DashNext), case.seen(Fact::Month)) {
        (Some(next), Some(_)) => return Err(misfit(next, "a month: a year has twelve".to_owned())),
        (Some(_), None) => settle(PeriodUnit::SchoolYear, &[Fact::DashNext, Fact::DashBoth], true, true),
        (None, _) => settle(PeriodUnit::Month, &[Fact::DashBoth], false, false),
    }
    let mut anew = settled.iter().filter(|one| one.anew);
    if let (Some(first), Some(second)) = (anew.next(), anew.next()) {
        return Err(mixed(first.seen, second.seen));
    }
    Ok(settled)
}

/// The verdict on a column.
fn settled(case: &Case<'_>, years: u64, open: &[Settled<'_>]) -> crate::recognise::Verdict {
    let counts = PeriodUnit::ALL.map(|unit| {
        let fact = match unit {
            PeriodUnit::Year => Fact::PlainYear,
            PeriodUnit::HalfYear => Fact::HalfYear,
            PeriodUnit::Quarter => Fact::Quarter,
            PeriodUnit::Month => Fact::Month,
            PeriodUnit::Week => Fact::Week,
            PeriodUnit::SchoolYear => Fact::SchoolYear,
        };
        let opened: u64 = open.iter().filter(|one| one.unit == unit).map(|one| one.count).sum();
        let plain = if unit == PeriodUnit::Year { years } else { 0 };
        (unit, case.count(fact) + opened + plain)
    });
    let kinds: Vec<(PeriodUnit, u64)> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    let mut doubts = Vec::new();
    let kind = match kinds.as_slice() {
        [] => PeriodKind::Mixed,
        [(unit, _)] => kind_of(*unit),
        several => {
            let kinds = several.iter().map(|(unit, count)| (unit.name().to_owned(), *count)).collect();
            doubts.push(Doubted { doubt: Doubt::PeriodsMixed { kinds }, row: None });
            PeriodKind::Mixed
        }
    };
    let mut periods = Periods::Written;
    for one in open.iter().filter(|one| one.anew || one.doubtful) {
        let way = if one.anew { Periods::Rewritten(one.unit) } else { Periods::Written };
        let read_as = way.canonical(&one.seen.example).unwrap_or_default();
        let doubt =
            Doubt::PeriodForm { example: one.seen.example.to_string(), read_as, rows: one.count, anew: one.anew };
        doubts.push(Doubted { doubt, row: Some(one.seen.row) });
        if one.anew {
            periods = way;
        }
    }
    if let (Periods::Written, Some(seen)) = (periods, case.evidence.times().otherwise()) {
        periods = Periods::Alike;
        let read_as = periods.canonical(&seen.example).unwrap_or_default();
        let rows = kinds.iter().map(|(_, count)| *count).sum();
        let doubt = Doubt::PeriodForm { example: seen.example.to_string(), read_as, rows, anew: true };
        doubts.push(Doubted { doubt, row: Some(seen.row) });
    }
    let how = match (kind, periods) {
        (PeriodKind::Mixed, _) => "periods of several kinds".to_owned(),
        (PeriodKind::SchoolYear, Periods::Written) => "school years, from 1 August to 31 July".to_owned(),
        (kind, Periods::Written) => format!("periods, each a {}", kind.name()),
        (kind, Periods::Rewritten(_) | Periods::Alike) => format!("periods, each a {}, written anew", kind.name()),
    };
    verdict(case.evidence, ColumnType::Period(kind), Plan::Periods(periods), how, doubts)
}

/// The kind of a column of periods of one kind.
fn kind_of(unit: PeriodUnit) -> PeriodKind {
    match unit {
        PeriodUnit::Year => PeriodKind::Year,
        PeriodUnit::HalfYear => PeriodKind::HalfYear,
        PeriodUnit::Quarter => PeriodKind::Quarter,
        PeriodUnit::Month => PeriodKind::Month,
        PeriodUnit::Week => PeriodKind::Week,
        PeriodUnit::SchoolYear => PeriodKind::SchoolYear,
    }
}

/// Two forms that cannot both be right.
fn mixed(one: &Seen, other: &Seen) -> Misfit {
    let form = |seen: &Seen| format!("periods such as `{}` (row {})", shown(&seen.example), seen.row + 1);
    let cure =
        "write the periods in one way, such as 2014M07 for July, 2014U23 for week 23, 2013/2014 for a school year";
    let fault = RecordFault::MixedForms { forms: vec![form(one), form(other)], cure }.into();
    Misfit { fault, row: Some(one.row.max(other.row)) }
}
