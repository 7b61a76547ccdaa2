//! Transitions where a row is a person at a time: pairs are found by the person's number.
//!
//! Memory grows with the persons who are there before or after, by about a hundred bytes each, and not with the rows. A
//! number is kept as itself and a text as 128 bits of its BLAKE3 hash; neither is in any result or message.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::path::PathBuf;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, BooleanArray, RecordBatch};
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType, Schema, SchemaRef};
use arrow_select::filter::filter_record_batch;
use helhed::cells::{Block as Sums, Cells, MeanCell, TotalCell};
use helhed::error::{Error, Fault, Result, ShapeFault, Spot, Within};
use helhed::estimate::KeyValue;
use helhed::records::Ledger;

use super::spec::{dimensions, indicators};
use super::state::{is_state, states};
use crate::column::{Column, at, at_row};
use crate::file::Source;
use crate::keys::{self, KeyColumn, Keys, Map};
use crate::tally::blocks::{Block, Blocks};
use crate::tally::crew::BLOCK;
use crate::tally::kinds::{Kinds, alike};
use crate::tally::ordered::in_order;
use crate::tally::{Progress, STEP};
use crate::values;

/// What a column of persons may be, for an error message.
const EXPECTED: &str = "a column of persons: whole numbers or texts";

/// Persons by their states at two times, and by keys.
///
/// ```
/// use helhed_arrow::PersonTransitions;
/// let spec = PersonTransitions::new("person", "year", "state", (2008_i64, 2010_i64), ["area"])?;
/// assert_eq!(spec.dimensions(), ["area", "before", "after"]);
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct PersonTransitions {
    person: String,
    time: String,
    state: String,
    times: [KeyValue; 2],
    change: Option<String>,
    by: Vec<String>,
    dimensions: Vec<String>,
    threads: Option<NonZeroUsize>,
}

impl PersonTransitions {
    /// From the state at one time to that at another, of the columns of persons, times and states. Keys are those of the
    /// row before: a person who is not there before has missing keys.
    ///
    /// # Errors
    /// `H106` if a key column is named twice, or `before` or `after`.
    pub fn new(
        person: impl Into<String>,
        time: impl Into<String>,
        state: impl Into<String>,
        (before, after): (impl Into<KeyValue>, impl Into<KeyValue>),
        by: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Self> {
        let by: Vec<String> = by.into_iter().map(Into::into).collect();
        let dimensions = dimensions(&by);
        Cells::new(dimensions.clone(), indicators(false)?)?;
        Ok(Self {
            person: person.into(),
            time: time.into(),
            state: state.into(),
            times: [before.into(), after.into()],
            change: None,
            by,
            dimensions,
            threads: None,
        })
    }

    /// The same with the mean of how much a column of numbers has changed.
    #[must_use]
    pub fn with_change(self, value: impl Into<String>) -> Self {
        Self { change: Some(value.into()), ..self }
    }

    /// The same on so many threads. The result does not depend on it.
    #[must_use]
    pub fn on_threads(self, threads: NonZeroUsize) -> Self {
        Self { threads: Some(threads), ..self }
    }

    /// Key columns of the cells.
    #[must_use]
    pub fn dimensions(&self) -> &[String] {
        &self.dimensions
    }

    /// The columns it reads, some perhaps more than once.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        let named = [&self.person, &self.time, &self.state];
        self.by.iter().chain(named).chain(&self.change).map(String::as_str)
    }

    fn threads(&self) -> usize {
        self.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
    }
}

/// Where the columns are.
struct Places {
    person: Column,
    time: Column,
    state: Column,
    change: Option<Column>,
    by: Vec<Column>,
}

impl Places {
    fn new(spec: &PersonTransitions, schema: &Schema) -> Result<Self> {
        let key = |name: &String| Column::find(schema, name, keys::is_key, keys::EXPECTED);
        let is_person = |found: &DataType| {
            found.is_integer() || matches!(found, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
        };
        let number = |name: &String| Column::find(schema, name, values::is_number, values::EXPECTED);
        Ok(Self {
            person: Column::find(schema, &spec.person, is_person, EXPECTED)?,
            time: key(&spec.time)?,
            state: Column::find(schema, &spec.state, is_state, keys::EXPECTED)?,
            change: spec.change.as_ref().map(number).transpose()?,
            by: spec.by.iter().map(key).collect::<Result<_>>()?,
        })
    }
}

/// The rows at one of the two times.
struct Chosen {
    batch: RecordBatch,
    /// The number of each, counted from 0.
    rows: Vec<u64>,
    /// Whether each is at the time after.
    after: Vec<bool>,
}

/// Chooses rows by their time.
fn chosen(
    spec: &PersonTransitions,
    places: &Places,
    times: &mut KeyColumn,
    batch: &RecordBatch,
    first_row: u64,
) -> Result<Chosen> {
    let mut codes = Vec::with_capacity(batch.num_rows());
    let encoded = times.encode(places.time.of(batch)?, first_row, &mut codes);
    encoded.within(|| Spot::Column(places.time.name.clone()))?;
    let is_at = |code: &u32, side: usize| *times.value(*code) == spec.times[side];
    let wanted: Vec<bool> = codes.iter().map(|code| is_at(code, 0) || is_at(code, 1)).collect();
    let kept = || codes.iter().enumerate().zip(&wanted).filter(|(_, wanted)| **wanted).map(|(row, _)| row);
    let (rows, after) =
        (kept().map(|(row, _)| first_row + row as u64).collect(), kept().map(|(_, code)| is_at(code, 1)).collect());
    let batch = filter_record_batch(batch, &BooleanArray::from(wanted));
    let refused = |_| Error::from(Fault::Damaged { reason: "batches that do not fit their schema".into() });
    Ok(Chosen { batch: batch.map_err(refused)?, rows, after })
}

/// A person at one time.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Seen {
    state: u32,
    group: u32,
    value: f64,
}

/// All persons so far.
struct Persons<'a> {
    spec: &'a PersonTransitions,
    numbers: Map<u128, u32>,
    /// Before and after, in the order in which they came.
    seen: Vec<[Option<Seen>; 2]>,
    states: KeyColumn,
    groups: Keys,
    nobody: u64,
    repeated: u64,
    at: [bool; 2],
}

impl<'a> Persons<'a> {
    fn new(spec: &'a PersonTransitions) -> Self {
        let groups = Keys::new(spec.by.len());
        let states = KeyColumn::default();
        Self { spec, numbers: Map::default(), seen: Vec::new(), states, groups, nobody: 0, repeated: 0, at: [false; 2] }
    }

    /// Takes the rows of one block.
    ///
    /// # Errors
    /// `H896` with the row for a person who has another state, key or number at the same time; `H894` for a state.
    fn take(&mut self, places: &Places, chosen: &Chosen) -> Result<()> {
        let Chosen { batch, rows, after } = chosen;
        let Some(first) = rows.first() else { return Ok(()) };
        let people = people(places, batch)?;
        let groups = self.groups.groups(batch, *first, &places.by)?.of_rows.to_vec();
        let array = places.state.of(batch)?.slice(0, batch.num_rows());
        let mut codes = Vec::with_capacity(rows.len());
        // Rows were left out, so that the row of an error is looked up.
        let of_row = |error: Error| {
            let row = (0..array.len()).find(|row| states(&array.slice(*row, 1), &places.state.name, 0).is_err());
            row.map_or(error, |row| Error::new(ShapeFault::NoCode.into(), at_row(&places.state.name, rows[row])))
        };
        let array = states(&array, &places.state.name, 0).map_err(of_row)?;
        self.states.encode(&array, *first, &mut codes).within(|| Spot::Column(places.state.name.clone()))?;
        let numbers = match &places.change {
            Some(column) => column.numbers(batch)?.into_owned(),
            None => vec![0.0; rows.len()],
        };
        for (index, person) in people.into_iter().enumerate() {
            let Some(person) = person else {
                self.nobody += 1;
                continue;
            };
            let next = crate::keys::next_code(self.seen.len())?;
            let number = *self.numbers.entry(person).or_insert(next);
            if number == next {
                self.seen.push([None; 2]);
            }
            let seen = Seen { state: codes[index], group: groups[index], value: numbers[index] };
            // A person who is before and after at once, as when both times are the same, is on both sides.
            for side in [0, 1] {
                if usize::from(after[index]) != side && self.spec.times[0] != self.spec.times[1] {
                    continue;
                }
                self.at[side] = true;
                match &mut self.seen[number as usize][side] {
                    none @ None => *none = Some(seen),
                    Some(known) if same(known, &seen) => self.repeated += u64::from(side == usize::from(after[index])),
                    Some(_) => {
                        return Err(Error::new(ShapeFault::TwoStates.into(), at_row(&self.spec.state, rows[index])));
                    }
                }
            }
        }
        Ok(())
    }

    /// The cells.
    ///
    /// # Errors
    /// `H103` without rows, `H401` if a time does not occur.
    fn cells(self, rows: u64, others: u64) -> Result<Cells> {
        if rows == 0 {
            return Err(Fault::EmptyTable.into());
        }
        for (there, time) in self.at.iter().zip(&self.spec.times) {
            if !there {
                let (dimension, value) = (self.spec.time.clone(), time.to_string());
                return Err(Error::new(
                    Fault::NoSuchGroup { dimension, value, nearest: Vec::new() },
                    at(&self.spec.time),
                ));
            }
        }
        let mut sums: Map<[u32; 3], (u64, MeanCell)> = Map::default();
        for pair in &self.seen {
            let state = |seen: Option<Seen>| seen.map_or(NOT_SEEN, |seen| seen.state);
            let key = [pair[0].map_or(NOT_SEEN, |seen| seen.group), state(pair[0]), state(pair[1])];
            let (persons, change) = sums.entry(key).or_default();
            *persons += 1;
            if self.spec.change.is_some() {
                let value = |seen: Option<Seen>| seen.map_or(f64::NAN, |seen| seen.value);
                change.push(value(pair[1]) - value(pair[0])).map_err(|error| {
                    Error::new(error.fault().clone(), at(self.spec.change.as_deref().unwrap_or_default()))
                })?;
            }
        }
        let mut cells = Cells::new(self.spec.dimensions.clone(), indicators(self.spec.change.is_some())?)?;
        for ([group, before, after], (persons, change)) in sums {
            let mut key = match group {
                NOT_SEEN => vec![KeyValue::Missing; self.spec.by.len()],
                group => self.groups.key(group as usize),
            };
            let state = |code| if code == NOT_SEEN { KeyValue::Missing } else { self.states.value(code).clone() };
            key.extend([state(before), state(after)]);
            // A person whose state is empty, and one who was not there, are both missing: their sums are added up.
            let total = TotalCell::from_parts(persons, persons as f64, 0)?;
            cells.add(key.clone(), 0, &Sums::Count(total))?;
            if self.spec.change.is_some() {
                cells.add(key, 1, &Sums::Mean(change))?;
            }
        }
        let mut ledger = Ledger::default();
        ledger.came_in(rows);
        ledger.left_out(format!("{}: another time", self.spec.time), others);
        ledger.left_out(format!("{}: missing", self.spec.person), self.nobody);
        ledger.left_out(format!("{}: repeated", self.spec.person), self.repeated);
        Ok(cells.with_ledger(ledger))
    }
}

/// The code of a state or group of a person who is not there. Codes stay below it.
const NOT_SEEN: u32 = u32::MAX;

fn same(one: &Seen, other: &Seen) -> bool {
    let values = one.value.total_cmp(&other.value).is_eq() || one.value.is_nan() && other.value.is_nan();
    one.state == other.state && one.group == other.group && values
}

/// Who each row is; nobody where the person is missing.
fn people(places: &Places, batch: &RecordBatch) -> Result<Vec<Option<u128>>> {
    let array = places.person.of(batch)?;
    let hashed = |text: Option<&str>| {
        text.map(|text| {
            let hash = blake3::hash(text.as_bytes());
            hash.as_bytes().iter().take(16).fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte))
        })
    };
    Ok(match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().iter().map(hashed).collect(),
        DataType::LargeUtf8 => array.as_string::<i64>().iter().map(hashed).collect(),
        DataType::Utf8View => array.as_string_view().iter().map(hashed).collect(),
        found => {
            let wrong = || {
                Error::new(Fault::WrongType { expected: EXPECTED, found: found.to_string() }, at(&places.person.name))
            };
            let numbers = cast(array, &DataType::Int64).map_err(|_| wrong())?;
            if numbers.null_count() != array.null_count() {
                // A number beyond 64 bits with sign has become nobody.
                return Err(wrong());
            }
            let numbers = numbers.as_primitive::<Int64Type>();
            numbers.iter().map(|number| number.map(|number| u128::from(number.cast_unsigned()))).collect()
        }
    })
}

/// Counts persons by their states at two times, where a row is a person at a time.
///
/// Rows of other times are left out, and counted in the ledger; so are rows without a person, and rows that repeat
/// another. Cells have two more key columns, `before` and `after`: missing where a person was not there, or had no state.
///
/// # Errors
/// `H896` for a person who has two states (or keys, or numbers) at the same time, with the row; `H401` if a time does not
/// occur; `H894` for a state that is a number but not a whole one; `H101`, `H102`, `H106` for columns; `H103` without rows.
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{Int32Array, RecordBatch, StringArray};
/// use helhed_arrow::{PersonTransitions, person_transitions};
///
/// let rows = RecordBatch::try_from_iter([
///     ("person", Arc::new(Int32Array::from(vec![1, 2, 1])) as _),
///     ("year", Arc::new(Int32Array::from(vec![2008, 2008, 2010])) as _),
///     ("state", Arc::new(StringArray::from(vec!["benefits", "job", "job"])) as _),
/// ])?;
/// let spec = PersonTransitions::new("person", "year", "state", (2008, 2010), [] as [&str; 0])?;
/// let cells = person_transitions([Ok(rows.clone())], &rows.schema(), &spec, |_| Ok(()))?;
/// // From benefits to a job, and from a job to nothing known.
/// assert_eq!(cells.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn person_transitions(
    batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    schema: &SchemaRef,
    spec: &PersonTransitions,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Cells> {
    let places = Places::new(spec, schema)?;
    let mut persons = Persons::new(spec);
    let (mut rows, mut others) = (0, 0);
    let make = |times: &mut KeyColumn, block: Block| {
        let mut row = block.first_row;
        let mut found = Vec::with_capacity(block.batches.len());
        for batch in &block.batches {
            found.push(chosen(spec, &places, times, batch, row)?);
            row += batch.num_rows() as u64;
        }
        let length = row - block.first_row;
        Ok(((found, length), length))
    };
    let take = |(found, length): (Vec<Chosen>, u64)| {
        rows += length;
        others += length - found.iter().map(|chosen| chosen.rows.len() as u64).sum::<u64>();
        found.iter().try_for_each(|chosen| persons.take(&places, chosen))
    };
    let blocks = Blocks::new(batches.into_iter());
    in_order(spec.threads(), None, blocks, KeyColumn::default, make, take, observer)?;
    persons.cells(rows, others)
}

/// Counts persons by their states at two times in Parquet files, as one table.
///
/// # Errors
/// Those of [`person_transitions`], with the file, and of [`tally_parquet_files`](super::super::tally_parquet_files).
pub fn person_transitions_parquet_files(
    paths: &[PathBuf],
    spec: &PersonTransitions,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Cells> {
    let mut paths = paths.to_vec();
    paths.sort();
    let open = |path: &PathBuf| -> Result<(Source, Places, Kinds)> {
        let source = Source::open(path)?;
        Places::new(spec, source.schema()).within(|| source.spot())?;
        let texts: Vec<String> = spec.by.iter().chain([&spec.time, &spec.state]).cloned().collect();
        let keys = spec.by.iter().chain([&spec.person, &spec.state]);
        let kinds = Kinds::of(source.schema(), keys);
        let source = source.only(spec.columns(), &texts)?;
        let places = Places::new(spec, source.schema()).within(|| source.spot())?;
        Ok((source, places, kinds))
    };
    let files = paths.iter().map(open).collect::<Result<Vec<_>>>()?;
    alike(files.iter().map(|(source, _, kinds)| (source, kinds)))?;
    let rows: u64 = files.iter().map(|(source, ..)| source.rows()).sum();
    let tasks = files.iter().enumerate().flat_map(|(file, (source, ..))| {
        let rows = source.rows();
        (0..rows).step_by(BLOCK).map(move |first| Ok((file, first..rows.min(first + BLOCK as u64))))
    });
    let mut persons = Persons::new(spec);
    let mut others = 0;
    let make = |times: &mut KeyColumn, (file, block): (usize, Range<u64>)| {
        let (source, places, _) = &files[file];
        let (mut row, length) = (block.start, block.end - block.start);
        let mut found = Vec::new();
        for batch in source.read(block, STEP)? {
            let batch = batch?;
            found.push(chosen(spec, places, times, &batch, row).within(|| source.spot())?);
            row += batch.num_rows() as u64;
        }
        Ok(((file, found, length), length))
    };
    let take = |(file, found, length): (usize, Vec<Chosen>, u64)| {
        let (source, places, _) = &files[file];
        others += length - found.iter().map(|chosen| chosen.rows.len() as u64).sum::<u64>();
        found.iter().try_for_each(|chosen| persons.take(places, chosen)).within(|| source.spot())
    };
    in_order(spec.threads(), Some(rows), tasks, KeyColumn::default, make, take, observer)?;
    persons.cells(rows, others)
}
