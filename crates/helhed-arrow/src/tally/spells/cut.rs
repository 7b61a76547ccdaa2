//! Spells cut at the ends of periods, a batch of pieces at a time.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use arrow_array::{Float64Array, Int8Array, Int64Array, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use helhed::design::Period;
use helhed::error::{Error, Fault, Result, ShapeFault};
use helhed::estimate::KeyValue;
use helhed::records::Ledger;

use super::rows::{Rows, Spell};
use super::spec::Spells;
use crate::column::at_row;
use crate::tally::wide::next_period;

/// Pieces in a batch.
const PIECES: usize = 1 << 16;

/// Periods at most: of weeks nearly twenty centuries.
const MOST_PERIODS: usize = 100_000;

/// Days of a year of exposure.
const YEAR: f64 = 365.25;

/// A spell that is to be cut, within the periods.
#[derive(Debug, Clone, Copy)]
struct Stay {
    group: u32,
    start: i64,
    end: i64,
    /// Whether its first and last day are its own, and not those of the periods or of today.
    starts: bool,
    ends: bool,
    /// The last day on which the person is counted already.
    known: Option<i64>,
    /// The next period to be cut.
    next: usize,
}

/// The pieces of all spells.
pub(crate) struct Cut<I> {
    batches: I,
    rows: Rows,
    periods: Vec<Period>,
    /// The first day of each period, and the day after the last.
    days: Vec<i64>,
    stays: VecDeque<Stay>,
    /// The spells of the person whose rows are being read.
    person: u32,
    open: Vec<Spell>,
    /// Persons whose rows have been read.
    done: HashSet<u32>,
    by_person: bool,
    lost: [u64; 4],
    names: [String; 4],
    ended: bool,
}

impl<I: Iterator<Item = Result<RecordBatch>>> Cut<I> {
    /// The pieces of the spells in these batches.
    ///
    /// # Errors
    /// `H008` for more periods than can be counted.
    pub(crate) fn new(spec: &Spells, rows: Rows, batches: I) -> Result<Self> {
        let mut periods = vec![spec.first()];
        while let Some(before) = periods.last().copied().filter(|period| *period != spec.last()) {
            if periods.len() >= MOST_PERIODS {
                let high = MOST_PERIODS as f64;
                return Err(Fault::OutsideRange { what: "number of periods", found: high + 1.0, low: 1.0, high }.into());
            }
            periods.push(next_period(before)?);
        }
        let days = periods.iter().map(|period| period.first_day()).chain([spec.last().end_day()]).collect();
        let unit = spec.unit();
        let names = [
            format!("{}: missing", spec.start()),
            format!("{}: missing", spec.person().unwrap_or_default()),
            format!("{} and {}: no day", spec.start(), spec.end()),
            format!("{} and {}: outside the {unit}s", spec.start(), spec.end()),
        ];
        Ok(Self {
            batches,
            rows,
            periods,
            days,
            stays: VecDeque::new(),
            person: 0,
            open: Vec::new(),
            done: HashSet::new(),
            by_person: spec.person().is_some(),
            lost: [0; 4],
            names,
            ended: false,
        })
    }

    /// Rows read.
    pub(crate) fn rows(&self) -> u64 {
        self.rows.read
    }

    /// The periods, in their order.
    pub(crate) fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// The key of a group.
    pub(crate) fn key(&self, group: usize) -> Vec<KeyValue> {
        self.rows.groups.key(group)
    }

    /// Rows that came in, and those that were left out.
    pub(crate) fn ledger(&self) -> Ledger {
        let mut ledger = Ledger::default();
        ledger.came_in(self.rows.read);
        for (reason, rows) in self.names.iter().zip(self.lost) {
            ledger.left_out(reason, rows);
        }
        ledger
    }

    /// The next batch of pieces.
    pub(crate) fn next(&mut self) -> Option<Result<RecordBatch>> {
        let mut pieces = Pieces::default();
        while pieces.days.len() < PIECES {
            if let Some(stay) = self.stays.front_mut() {
                let (from, to) = (self.days[stay.next], self.days[stay.next + 1]);
                pieces.push(stay, from, to);
                stay.next += 1;
                if stay.end <= to {
                    self.stays.pop_front();
                }
            } else if self.ended {
                break;
            } else if let Err(error) = self.read() {
                self.ended = true;
                return Some(Err(error));
            }
        }
        (!pieces.days.is_empty()).then(|| pieces.batch(self.by_person))
    }

    /// Reads a batch of spells.
    fn read(&mut self) -> Result<()> {
        let Some(batch) = self.batches.next() else {
            self.ended = true;
            self.end_person();
            return Ok(());
        };
        let first = self.rows.read;
        for (row, spell) in self.rows.of(&batch?)?.into_iter().enumerate() {
            let place = match spell {
                Spell { start: None, .. } => Some(0),
                Spell { person: 0, .. } if self.by_person => Some(1),
                Spell { start, end, .. } if start == end => Some(2),
                _ => None,
            };
            if let Some(place) = place {
                self.lost[place] += 1;
                continue;
            }
            if !self.by_person {
                self.stay(spell, None);
                continue;
            }
            if spell.person != self.person {
                self.end_person();
                if !self.done.insert(spell.person) {
                    let place = at_row(self.rows.person(), first + row as u64);
                    return Err(Error::new(ShapeFault::PersonScattered.into(), place));
                }
                self.person = spell.person;
            }
            self.open.push(spell);
        }
        Ok(())
    }

    /// Makes spells of one person and key that overlap or touch one.
    fn end_person(&mut self) {
        let mut spells = std::mem::take(&mut self.open);
        spells.sort_unstable_by_key(|spell| (spell.group, spell.start, spell.end.unwrap_or(i64::MAX)));
        let mut known: Option<(u32, i64)> = None;
        let mut spells = spells.into_iter().peekable();
        while let Some(mut spell) = spells.next() {
            while let Some(next) = spells.next_if(|next| {
                next.group == spell.group && spell.end.is_none_or(|end| next.start.is_some_and(|start| start <= end))
            }) {
                spell.end = spell.end.zip(next.end).map(|(one, other)| one.max(other));
            }
            let before = known.filter(|(group, _)| *group == spell.group).map(|(_, day)| day);
            self.stay(spell, before);
            known = spell.end.map(|end| (spell.group, end - 1));
        }
    }

    /// Keeps what lies within the periods.
    fn stay(&mut self, spell: Spell, known: Option<i64>) {
        let (Some(first), Some(last), Some(start)) = (self.days.first(), self.days.last(), spell.start) else { return };
        let end = spell.end.map_or(*last, |end| end.min(*last));
        let from = start.max(*first);
        if from >= end {
            self.lost[3] += 1;
            return;
        }
        let next = self.days.partition_point(|day| *day <= from) - 1;
        let ends = spell.end.is_some_and(|end| end <= *last);
        self.stays.push_back(Stay { group: spell.group, start: from, end, starts: start >= *first, ends, known, next });
    }
}

/// Columns of pieces.
#[derive(Default)]
struct Pieces {
    groups: Vec<i64>,
    periods: Vec<i64>,
    days: Vec<f64>,
    years: Vec<f64>,
    at_start: Vec<i8>,
    starts: Vec<i8>,
    ends: Vec<i8>,
    persons: Vec<i8>,
}

impl Pieces {
    /// The piece of a stay from one day to before another.
    fn push(&mut self, stay: &Stay, from: i64, to: i64) {
        let days = (stay.end.min(to) - stay.start.max(from)) as f64;
        self.groups.push(i64::from(stay.group));
        self.periods.push(stay.next as i64);
        self.days.push(days);
        self.years.push(days / YEAR);
        self.at_start.push(i8::from(stay.start <= from));
        self.starts.push(i8::from(stay.starts && stay.start >= from));
        self.ends.push(i8::from(stay.ends && stay.end <= to));
        self.persons.push(i8::from(stay.known.is_none_or(|known| known < from)));
    }

    fn batch(self, by_person: bool) -> Result<RecordBatch> {
        let length = self.days.len();
        let flags = |flags: Vec<i8>| Arc::new(Int8Array::from(flags)) as _;
        let mut columns = vec![
            Arc::new(Int64Array::from(self.groups)) as _,
            Arc::new(Int64Array::from(self.periods)) as _,
            Arc::new(Float64Array::from(self.days)) as _,
            Arc::new(Float64Array::from(self.years)) as _,
            flags(vec![1; length]),
            flags(self.at_start),
            flags(self.starts),
            flags(self.ends),
        ];
        if by_person {
            columns.push(flags(self.persons));
        }
        let bug = |_| Fault::Bug { what: "the pieces of spells do not fit together".into() };
        Ok(RecordBatch::try_new(schema_of_cut(by_person), columns).map_err(bug)?)
    }
}

/// The columns of pieces.
pub(crate) fn schema_of_cut(by_person: bool) -> SchemaRef {
    let numbers = ["group", "period"].map(|name| Field::new(name, DataType::Int64, false));
    let exposures = ["days", "years"].map(|name| Field::new(name, DataType::Float64, false));
    let flags = ["spells", "at_start", "starts", "ends"].map(|name| Field::new(name, DataType::Int8, false));
    let persons = by_person.then(|| Field::new("persons", DataType::Int8, false));
    Arc::new(Schema::new(numbers.into_iter().chain(exposures).chain(flags).chain(persons).collect::<Vec<_>>()))
}
