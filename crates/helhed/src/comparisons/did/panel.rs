//! Units by periods: who has the programme when, and the cells of every unit in every period.

use std::collections::{BTreeMap, BTreeSet};

use crate::cells::{Block, Cells};
use crate::comparisons::ARM;
use crate::comparisons::door::period_of;
use crate::design::Period;
use crate::error::{Error, Fault, Place, Result, Spot, Within, nearest};
use crate::estimate::{KeyPart, KeyValue, key_text};

/// Key column of the period in which a group of units first had the programme.
pub const START: &str = "start";

/// Which units have the programme, and from when.
#[derive(Debug, Clone, Copy)]
pub struct Adoption<'a> {
    /// Key column of the units, such as `area`.
    pub unit: &'a str,
    /// Key column of the periods.
    pub time: &'a str,
    /// The first period with the programme of every unit.
    pub starts: Starts<'a>,
}

/// Where the first periods with the programme stand.
#[derive(Debug, Clone, Copy)]
pub enum Starts<'a> {
    /// Of every unit; `None` for a unit that never has the programme.
    Of(&'a BTreeMap<KeyValue, Option<Period>>),
    /// In a key column, the same in all rows of a unit; empty for a unit that never has the programme.
    In(&'a str),
}

/// Units, periods, and where in the periods each unit begins.
#[derive(Debug)]
pub(super) struct Panel {
    /// Positions of unit, period and, where it stands in the key, start.
    position: (usize, usize, Option<usize>),
    /// Periods in their order, by their days, each with the key value that it has in the cells.
    days: BTreeMap<(i64, i64), KeyValue>,
    /// Fewest days from the beginning of a period to that of the next.
    stride: i64,
    /// Units in their order.
    units: Vec<KeyValue>,
    /// Of every unit the first period with the programme; the number of periods where that lies beyond them.
    from: Vec<usize>,
}

/// The blocks of one rest of the key.
#[derive(Debug, Default)]
pub(super) struct Series {
    /// Blocks by unit and period.
    pub(super) blocks: BTreeMap<(usize, usize), Vec<Block>>,
    /// Records without a unit or without a period, by indicator.
    pub(super) unplaced: Vec<u64>,
}

impl Panel {
    /// The units and periods of cells.
    ///
    /// # Errors
    /// `H207` for an unknown key column, `H106` where both are the same or another is called `start`, `H004` for a value
    /// that is no period, `H403` for periods that overlap or hold a start inside, `H401` for a start of a unit that does not
    /// occur, `H440` without any start, `H441` for a unit of which nothing is said, `H442` for a unit with two starts, `H402`
    /// if no unit has periods both before and after its start, `H443` if all begin at once.
    pub(super) fn of(cells: &Cells, adoption: &Adoption<'_>) -> Result<Self> {
        let at = |argument: &str| Spot::Argument(argument.to_owned());
        let unit = cells.dimension(adoption.unit).within(|| at("unit"))?;
        let time = cells.dimension(adoption.time).within(|| at("time"))?;
        if unit == time {
            return Err(Error::new(Fault::ColumnTwice { name: adoption.time.into() }, Place::argument("time")));
        }
        let start = match adoption.starts {
            Starts::In(column) if column == adoption.unit || column == adoption.time => {
                return Err(Error::new(Fault::ColumnTwice { name: column.into() }, Place::argument("start")));
            }
            Starts::In(column) => Some(cells.dimension(column).within(|| at("start"))?),
            Starts::Of(_) => None,
        };
        let kept = cells.dimensions().iter().enumerate().filter(|(position, _)| Some(*position) != start);
        if let Some((_, taken)) = kept.into_iter().find(|(_, name)| [START, ARM].contains(&name.as_str())) {
            return Err(Error::new(Fault::ColumnTwice { name: taken.clone() }, Place::argument("by")));
        }
        let mut days = BTreeMap::new();
        let mut periods: BTreeMap<(i64, i64), Period> = BTreeMap::new();
        let mut units = BTreeSet::new();
        for (key, _) in cells.iter() {
            let Some(period) = period_of(&key[time]) else { continue };
            let period = period.within(|| Spot::Cell(key_text(&cells.key_parts(key))))?;
            days.entry((period.first_day(), period.end_day())).or_insert_with(|| key[time].clone());
            periods.insert((period.first_day(), period.end_day()), period);
            if key[unit] != KeyValue::Missing {
                units.insert(key[unit].clone());
            }
        }
        let periods: Vec<Period> = periods.into_values().collect();
        for pair in periods.windows(2) {
            if let [earlier, later] = pair
                && earlier.end_day() > later.first_day()
            {
                let fault = Fault::PeriodStraddles { period: earlier.to_string(), at: later.to_string() };
                return Err(Error::new(fault, Place::argument("time")));
            }
        }
        let strides = periods.windows(2).filter_map(|pair| match pair {
            [earlier, later] => Some(later.first_day() - earlier.first_day()),
            _ => None,
        });
        let stride = strides.min().unwrap_or_default();
        let units: Vec<KeyValue> = units.into_iter().collect();
        let read;
        let starts = match (adoption.starts, start) {
            (Starts::Of(starts), _) => starts,
            (Starts::In(_), start) => {
                read = starts_in(cells, [unit, time, start.unwrap_or(unit)])?;
                &read
            }
        };
        let from = beginnings(adoption.unit, starts, &units, &periods)?;
        Ok(Self { position: (unit, time, start), days, stride, units, from })
    }

    /// Whether periods lack between this one and the one before it: days of neither, and more of them than elsewhere (so
    /// that figures of every December lack nothing). Of two periods nobody knows what lies between.
    pub(super) fn jumps_to(&self, index: usize) -> bool {
        let mut days = self.days.keys().skip(index.saturating_sub(1));
        let (Some((first, end)), Some((next, _))) = (days.next(), days.next()) else { return false };
        end < next && (self.days.len() == 2 || 2 * (next - first) >= 3 * self.stride)
    }

    /// Number of periods.
    pub(super) fn periods(&self) -> usize {
        self.days.len()
    }

    /// A period as the cells write it.
    pub(super) fn period(&self, index: usize) -> KeyValue {
        self.days.values().nth(index).cloned().unwrap_or(KeyValue::Missing)
    }

    /// A unit as the cells write it.
    pub(super) fn unit(&self, index: usize) -> String {
        self.units.get(index).map_or_else(String::new, ToString::to_string)
    }

    /// The first periods with the programme that lie inside the data, in order: one for every group of units.
    pub(super) fn groups(&self) -> Vec<usize> {
        let inside: BTreeSet<usize> =
            self.from.iter().copied().filter(|from| (1..self.periods()).contains(from)).collect();
        inside.into_iter().collect()
    }

    /// Units by when they begin.
    pub(super) fn units_from(&self, when: impl Fn(usize) -> bool) -> Vec<usize> {
        let all = self.from.iter().enumerate();
        all.filter(|(_, from)| when(**from)).map(|(unit, _)| unit).collect()
    }

    /// The period in which a unit begins.
    pub(super) fn start_of(&self, unit: usize) -> usize {
        self.from.get(unit).copied().unwrap_or_default()
    }

    /// The cells by their rest of the key, each with its blocks by unit and period.
    pub(super) fn series(&self, cells: &Cells) -> Result<Vec<(Vec<KeyPart>, Series)>> {
        let (unit, time, start) = self.position;
        let number: BTreeMap<&KeyValue, usize> = self.units.iter().zip(0..).collect();
        let order: BTreeMap<(i64, i64), usize> = self.days.keys().copied().zip(0..).collect();
        let mut all: BTreeMap<Vec<KeyValue>, (Vec<KeyPart>, Series)> = BTreeMap::new();
        for (key, blocks) in cells.iter() {
            let named: Vec<KeyPart> = cells.key_parts(key);
            let is_rest =
                |(position, _): &(usize, KeyPart)| ![Some(unit), Some(time), start].contains(&Some(*position));
            let rest: Vec<KeyPart> = named.into_iter().enumerate().filter(is_rest).map(|(_, part)| part).collect();
            let values = rest.iter().map(|part| part.value.clone()).collect();
            let (_, series) = all.entry(values).or_insert_with(|| (rest, Series::default()));
            series.unplaced.resize(blocks.len(), 0);
            let period = period_of(&key[time]).transpose()?;
            let period = period.and_then(|period| order.get(&(period.first_day(), period.end_day())));
            match number.get(&key[unit]).zip(period) {
                Some((unit, period)) => match series.blocks.get_mut(&(*unit, *period)) {
                    Some(sums) => {
                        for (sum, block) in sums.iter_mut().zip(blocks) {
                            sum.merge(block)?;
                        }
                    }
                    None => drop(series.blocks.insert((*unit, *period), blocks.to_vec())),
                },
                None => {
                    for (left_out, block) in series.unplaced.iter_mut().zip(blocks) {
                        *left_out += block.records() + block.missing();
                    }
                }
            }
        }
        Ok(all.into_values().collect())
    }
}

/// The start of every unit that occurs in a period, from a column of the key.
fn starts_in(cells: &Cells, [unit, time, column]: [usize; 3]) -> Result<BTreeMap<KeyValue, Option<Period>>> {
    let mut starts: BTreeMap<KeyValue, Option<Period>> = BTreeMap::new();
    for (key, _) in cells.iter() {
        if key[unit] == KeyValue::Missing || key[time] == KeyValue::Missing {
            continue;
        }
        let start = period_of(&key[column]).transpose().within(|| Spot::Cell(key_text(&cells.key_parts(key))));
        let start = start.within(|| Spot::Argument("start".to_owned()))?;
        let first = *starts.entry(key[unit].clone()).or_insert(start);
        if first != start {
            let starts = [first, start].map(|one| one.map_or_else(|| "none".into(), |one| one.to_string()));
            let dimension = cells.dimensions().get(unit).cloned().unwrap_or_default();
            let fault = Fault::StartsDiffer { dimension, value: key[unit].to_string(), starts: Box::new(starts) };
            return Err(Error::new(fault, Place::argument("start")));
        }
    }
    Ok(starts)
}

/// Of every unit the first of the periods with the programme.
fn beginnings(
    dimension: &str,
    starts: &BTreeMap<KeyValue, Option<Period>>,
    units: &[KeyValue],
    periods: &[Period],
) -> Result<Vec<usize>> {
    let refused = |fault| Err(Error::new(fault, Place::argument("start")));
    let dimension = dimension.to_owned();
    if let Some(unknown) = starts.keys().find(|unit| !units.contains(unit)) {
        let names: Vec<String> = units.iter().map(ToString::to_string).collect();
        let nearest = nearest(&unknown.to_string(), names.iter().map(String::as_str));
        return refused(Fault::NoSuchGroup { dimension, value: unknown.to_string(), nearest });
    }
    let mut from = Vec::with_capacity(units.len());
    for unit in units {
        let Some(start) = starts.get(unit) else {
            return refused(Fault::StartNotSaid { dimension, value: unit.to_string() });
        };
        let mut first = periods.len();
        if let Some(start) = start {
            // From the last to the first: every period must lie on one side of the start.
            for (index, period) in periods.iter().enumerate().rev() {
                let side = period.side_of(*start).within(|| Spot::Cell(format!("{dimension}={unit}")));
                if side.within(|| Spot::Argument("start".to_owned()))?.is_ge() {
                    first = index;
                }
            }
        }
        from.push(first);
    }
    if starts.values().all(Option::is_none) {
        return refused(Fault::NobodyStarts { dimension });
    }
    if let Some(earliest) = from.iter().copied().filter(|first| (1..periods.len()).contains(first)).min() {
        if from.iter().all(|first| *first <= earliest) {
            let start = periods.get(earliest).map_or_else(String::new, ToString::to_string);
            return refused(Fault::NobodyUntreated { dimension, start });
        }
        return Ok(from);
    }
    // Nobody has periods on both sides; the first who has the programme throughout says which side lacks.
    let begins = |wanted: usize| {
        let found = units.iter().zip(&from).filter(|(_, first)| **first == wanted);
        found.filter_map(|(unit, _)| starts.get(unit).copied().flatten()).next()
    };
    let (side, at) = match begins(0) {
        Some(start) => ("before", start.to_string()),
        None => ("after", begins(periods.len()).map_or_else(String::new, |start| start.to_string())),
    };
    refused(Fault::OneSideEmpty { side, at })
}
