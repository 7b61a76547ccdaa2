//! Where the columns of a wide register are, in stretches of time that are read at once.

use std::collections::BTreeMap;

use arrow_schema::{DataType, Schema};
use helhed::design::{Measure, Period, PeriodUnit};
use helhed::error::{Error, Fault, Place, Result, ShapeFault, Spot, Within, nearest};

use super::calendar::{around, containing, next};
use super::codes::Codes;
use super::pattern::Pattern;
use super::spec::{TIMES, Wide, WideUnit};
use crate::column::{Column, at};
use crate::tally::plan::{Reads, reads};
use crate::{keys, values};

/// Columns that are read at once, or a few more: so many of 32,768 rows stay in the processor's cache, and opening them
/// costs little beside reading.
const AT_ONCE: usize = 48;

/// Lacking times that an error names.
const NAMED: usize = 5;

/// What indicators read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Logical {
    /// The value itself.
    Value,
    /// Whether it is this event.
    Event(usize),
    /// At how many times of the period there is a value.
    Times,
    /// A column that is one for all times, by its number.
    Static(usize),
}

/// How an indicator is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    /// From how often each class of codes occurs: the share of this event.
    Classes(usize),
    /// Row by row, from the logical columns at these places.
    Rows(Reads),
}

/// A tally checked against the columns of a table.
#[derive(Debug)]
pub(crate) struct Layout {
    /// How each indicator is counted.
    pub(crate) counted: Vec<Counted>,
    /// Logical columns that are read row by row.
    pub(crate) logical: Vec<Logical>,
    /// Names of the columns that are one for all times.
    pub(crate) statics: Vec<String>,
    /// Whether values must be told apart by their codes.
    pub(crate) classes: bool,
    /// Whether a number that is no code is refused.
    pub(crate) strict: bool,
    /// The periods, in their order.
    pub(crate) periods: Vec<Period>,
    /// Stretches of time, in their order.
    pub(crate) stretches: Vec<Stretch>,
}

/// Columns that are read at once.
#[derive(Debug)]
pub(crate) struct Stretch {
    /// Names of all of them.
    pub(crate) names: Vec<String>,
    /// Key columns, as often as a key changes.
    pub(crate) keys: Vec<Vec<String>>,
    /// Its periods, each whole.
    pub(crate) buckets: Vec<Bucket>,
}

/// The columns of one period.
#[derive(Debug)]
pub(crate) struct Bucket {
    /// Place in [`Layout::periods`].
    pub(crate) period: usize,
    /// Columns, and the place of their keys in [`Stretch::keys`].
    pub(crate) times: Vec<(String, usize)>,
}

impl Layout {
    /// Finds the columns of `spec` in `schema`.
    ///
    /// # Errors
    /// `H890`, `H891`, `H892` for columns over time; `H101`, `H102`, `H106` for others; `H895`; `H004`.
    pub(crate) fn new(spec: &Wide, schema: &Schema) -> Result<Self> {
        spec.check()?;
        let times = times(spec, schema)?;
        let (mut logical, mut statics) = (Vec::new(), Vec::new());
        let counted = spec
            .indicators()
            .iter()
            .map(|indicator| {
                let counted = counted(spec, schema, &indicator.measure, &mut logical, &mut statics);
                counted.within(|| Spot::Indicator(indicator.id.clone()))
            })
            .collect::<Result<Vec<_>>>()?;
        let strict = counted.iter().any(|counted| matches!(counted, Counted::Classes(_)))
            || logical.iter().any(|logical| matches!(logical, Logical::Event(_)));
        let classes = strict || !spec.reasons().is_empty();
        let as_numbers = logical.contains(&Logical::Value);
        for name in times.values() {
            let column = Column::find(schema, name, |_| true, "")?;
            let found = schema.field_with_name(&column.name).map_or(&DataType::Null, |field| field.data_type());
            let expected = if as_numbers && !values::is_number(found) {
                Some(values::EXPECTED)
            } else if classes {
                Codes::refuses(spec, found)
            } else {
                None
            };
            if let Some(expected) = expected {
                return Err(Error::new(Fault::WrongType { expected, found: found.to_string() }, at(name)));
            }
        }
        let (periods, stretches) = stretches(spec, schema, times, &statics)?;
        Ok(Self { counted, logical, statics, classes, strict, periods, stretches })
    }

    /// Columns over time.
    pub(crate) fn times(&self) -> u64 {
        let buckets = self.stretches.iter().flat_map(|stretch| &stretch.buckets);
        buckets.map(|bucket| bucket.times.len() as u64).sum()
    }

    /// Names of all columns that are read, some more than once.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.stretches.iter().flat_map(|stretch| stretch.names.iter().map(String::as_str))
    }

    /// Names of all columns that are keys, some more than once.
    pub(crate) fn keys(&self) -> Vec<String> {
        self.stretches.iter().flat_map(|stretch| stretch.keys.iter().flatten().cloned()).collect()
    }
}

/// How an indicator is counted.
fn counted(
    spec: &Wide,
    schema: &Schema,
    measure: &Measure,
    logical: &mut Vec<Logical>,
    statics: &mut Vec<String>,
) -> Result<Counted> {
    let event = |name: &String| spec.events().iter().position(|(event, _)| event == name);
    if let (Measure::Proportion { event: name }, WideUnit::PersonTime) = (measure, spec.unit())
        && let Some(event) = event(name)
    {
        return Ok(Counted::Classes(event));
    }
    let position = |name: &String| {
        let read = if let Some(event) = event(name) {
            Logical::Event(event)
        } else if name == spec.value() {
            Logical::Value
        } else if name == TIMES && spec.unit() == WideUnit::PersonPeriod {
            Logical::Times
        } else {
            find_static(spec, schema, name)?;
            let known = statics.iter().position(|known| known == name);
            Logical::Static(known.unwrap_or_else(|| {
                statics.push(name.clone());
                statics.len() - 1
            }))
        };
        Ok(logical.iter().position(|known| *known == read).unwrap_or_else(|| {
            logical.push(read);
            logical.len() - 1
        }))
    };
    reads(measure, position).map(Counted::Rows)
}

/// Finds a column of numbers that is one for all times.
fn find_static(spec: &Wide, schema: &Schema, name: &str) -> Result<()> {
    if schema.field_with_name(name).is_err() {
        let over_time = spec.events().iter().map(|(event, _)| event.as_str()).chain([spec.value()]);
        let others = schema.fields().iter().map(|field| field.name().as_str());
        let others = others.filter(|name| !matches!(spec.pattern().time_in(name), Ok(Some(_))));
        let nearest = nearest(name, over_time.chain(others));
        return Err(Error::new(Fault::MissingColumn { name: name.to_owned(), nearest }, at(name)));
    }
    Column::find(schema, name, values::is_number, values::EXPECTED).map(drop)
}

/// The columns over time that are asked for, without gaps.
fn times(spec: &Wide, schema: &Schema) -> Result<BTreeMap<i64, String>> {
    let all = columns_over_time(spec.pattern(), schema)?;
    let unit = spec.pattern().unit();
    let found: Vec<Period> = all.values().map(|(time, _)| *time).filter(|time| spec.asks(*time)).collect();
    let mut lacking = Vec::new();
    let (first, last) = match (found.first(), found.last()) {
        (Some(first), Some(last)) => (*first, *last),
        // Something is asked for, and nothing of it is there.
        _ => {
            let (from, to) = spec.asked();
            let day = from.or(to).unwrap_or_default();
            let time = containing(day, unit)?;
            // The first days of a year may lie in the last week of the year before.
            return Err(lack(spec.pattern(), &[if spec.asks(time) { time } else { next(time)? }]));
        }
    };
    let (from, to) = spec.asked();
    let mut before = first;
    while from.is_some_and(|from| from < before.first_day()) && lacking.len() < MOST_TIMES {
        before = containing(before.first_day() - 1, unit)?;
        if !spec.asks(before) {
            break;
        }
        lacking.insert(0, before);
    }
    for pair in found.windows(2) {
        let mut expected = next(pair[0])?;
        while expected.starts_before(pair[1]) && lacking.len() < MOST_TIMES {
            lacking.push(expected);
            expected = next(expected)?;
        }
    }
    let mut after = last;
    while to.is_some_and(|to| after.end_day() <= to) && lacking.len() < MOST_TIMES {
        after = next(after)?;
        if !spec.asks(after) {
            break;
        }
        lacking.push(after);
    }
    if !lacking.is_empty() {
        return Err(lack(spec.pattern(), &lacking));
    }
    Ok(all.into_iter().filter(|(_, (time, _))| spec.asks(*time)).map(|(day, (_, name))| (day, name)).collect())
}

/// Times that are looked for at most: ten thousand weeks are two centuries.
const MOST_TIMES: usize = 10_000;

fn lack(pattern: &Pattern, lacking: &[Period]) -> Error {
    let periods = lacking.iter().take(NAMED).map(ToString::to_string).collect();
    let fault = ShapeFault::TimeColumnsLacking { periods, more: lacking.len().saturating_sub(NAMED) };
    Error::from(fault).within(Spot::Column(pattern.to_string()))
}

/// Times and names of columns, by the first day of the time.
type OverTime = BTreeMap<i64, (Period, String)>;

/// The columns of a pattern by the first day of their times.
fn columns_over_time(pattern: &Pattern, schema: &Schema) -> Result<OverTime> {
    let mut found = OverTime::new();
    for field in schema.fields() {
        let Some(time) = pattern.time_in(field.name())? else { continue };
        if let Some((_, first)) = found.insert(time.first_day(), (time, field.name().clone())) {
            if first == *field.name() {
                return Err(Error::new(Fault::ColumnTwice { name: first.clone() }, at(&first)));
            }
            let columns = Box::new([first, field.name().clone()]);
            return Err(ShapeFault::TimeColumnTwice { period: time.to_string(), columns }.into());
        }
    }
    if found.is_empty() {
        return Err(Error::new(ShapeFault::NoTimeColumns { pattern: pattern.to_string() }.into(), Place::default()));
    }
    Ok(found)
}

/// Cuts the times into periods, and packs whole periods into stretches.
fn stretches(
    spec: &Wide,
    schema: &Schema,
    times: BTreeMap<i64, String>,
    statics: &[String],
) -> Result<(Vec<Period>, Vec<Stretch>)> {
    let unit = spec.period().unwrap_or(PeriodUnit::Year);
    let varying = spec
        .by()
        .iter()
        .map(|key| match spec.pattern_of(key) {
            Some(pattern) => Ok(Some((pattern, columns_over_time(pattern, schema)?))),
            None => {
                Column::find(schema, key, keys::is_key, keys::EXPECTED)?;
                Ok(None)
            }
        })
        .collect::<Result<Vec<_>>>()?;
    let keys_at = |time: Period| -> Result<Vec<String>> {
        let name = |(key, varying): (&String, &Option<(&Pattern, OverTime)>)| {
            let Some((pattern, columns)) = varying else { return Ok(key.clone()) };
            let wanted = around(time, pattern.unit())?;
            let (_, name) = columns.get(&wanted.first_day()).ok_or_else(|| lack(pattern, &[wanted]))?;
            Column::find(schema, name, keys::is_key, keys::EXPECTED)?;
            Ok(name.clone())
        };
        spec.by().iter().zip(&varying).map(name).collect()
    };
    let mut periods: Vec<Period> = Vec::new();
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut held = 0;
    for (day, column) in times {
        let time = containing(day, spec.pattern().unit())?;
        let period = around(time, unit)?;
        let keys = keys_at(time)?;
        let begins = periods.last() != Some(&period);
        if begins {
            periods.push(period);
        }
        if stretches.is_empty() || begins && held >= AT_ONCE {
            stretches.push(Stretch { names: statics.to_vec(), keys: Vec::new(), buckets: Vec::new() });
            held = 0;
        }
        held += 1;
        let Some(stretch) = stretches.last_mut() else { continue };
        if stretch.keys.last() != Some(&keys) {
            stretch.names.extend(keys.iter().cloned());
            stretch.keys.push(keys);
        }
        if begins {
            stretch.buckets.push(Bucket { period: periods.len() - 1, times: Vec::new() });
        }
        stretch.names.push(column.clone());
        if let Some(bucket) = stretch.buckets.last_mut() {
            bucket.times.push((column, stretch.keys.len() - 1));
        }
    }
    for stretch in &mut stretches {
        stretch.names.sort_unstable();
        stretch.names.dedup();
    }
    Ok((periods, stretches))
}
