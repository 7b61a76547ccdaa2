//! What one worker counts in one block of persons and one stretch of time.

use std::borrow::Cow;

use arrow_array::{Array, RecordBatch};
use helhed::cells::{Block, ProportionCell};
use helhed::error::{Error, Result, Spot, Within};
use helhed::estimate::KeyValue;

use super::codes::{Class, Codes, MISSING, Meaning};
use super::layout::{Bucket, Counted, Layout, Logical, Stretch};
use super::spec::{Wide, WideUnit};
use crate::column::{Column, at_row};
use crate::keys::{Keys, is_key};
use crate::tally::sums::Sums;
use crate::values;

/// Cells of one block of persons and one stretch of time.
#[derive(Debug)]
pub(crate) struct Part {
    /// Keys of the groups.
    pub(crate) keys: Vec<Vec<KeyValue>>,
    /// Cells: period, group, and a block for each indicator.
    pub(crate) cells: Vec<(usize, usize, Vec<Block>)>,
    /// Values without a number, by reason: none, then those of the specification, then the columns that are one for all times.
    pub(crate) missing: Vec<u64>,
    /// Units counted.
    pub(crate) units: u64,
}

/// Counts block after block.
#[derive(Debug)]
pub(crate) struct Worker<'a> {
    spec: &'a Wide,
    codes: &'a Codes,
    keys: Keys,
    /// The number in this block of each group, or [`NOBODY`].
    local: Vec<u32>,
}

/// A group without a row in this block.
const NOBODY: u32 = u32::MAX;

/// What is counted in one period.
struct Counts {
    /// How often each class occurs in each group.
    classes: Vec<u32>,
    sums: Vec<Option<Sums>>,
}

/// What is looked up once a stretch.
struct Rows<'a> {
    batch: &'a RecordBatch,
    first_row: u64,
    statics: Vec<Cow<'a, [f64]>>,
    /// Group of each row, as often as a key changes.
    groups: Vec<Vec<u32>>,
    /// Groups in this block.
    count: usize,
}

impl<'a> Worker<'a> {
    /// A worker that has seen nothing.
    pub(crate) fn new(spec: &'a Wide, codes: &'a Codes) -> Self {
        Self { spec, codes, keys: Keys::new(spec.by().len()), local: Vec::new() }
    }

    /// Counts a stretch of a block; `first_row` rows lie before it.
    ///
    /// # Errors
    /// Those of a tally, and `H894`, with column and row.
    pub(crate) fn count(
        &mut self,
        layout: &Layout,
        stretch: &Stretch,
        batch: &RecordBatch,
        first_row: u64,
    ) -> Result<Part> {
        let find = |name: &String| Column::find(batch.schema_ref(), name, values::is_number, values::EXPECTED);
        let statics = layout.statics.iter().map(find).collect::<Result<Vec<_>>>()?;
        let statics = statics.iter().map(|column| column.numbers(batch)).collect::<Result<Vec<_>>>()?;
        let mut keys = Vec::new();
        let groups = stretch
            .keys
            .iter()
            .map(|names| self.groups(names, batch, first_row, &mut keys))
            .collect::<Result<Vec<_>>>();
        // Also after an error: the next block numbers its groups anew.
        self.local.fill(NOBODY);
        let rows = Rows { batch, first_row, statics, groups: groups?, count: keys.len() };
        let mut part = Part {
            keys,
            cells: Vec::new(),
            missing: vec![0; 1 + self.spec.reasons().len() + layout.statics.len()],
            units: 0,
        };
        for bucket in &stretch.buckets {
            let counts = match self.spec.unit() {
                WideUnit::PersonTime => self.person_times(layout, bucket, &rows, &mut part)?,
                WideUnit::PersonPeriod => self.person_periods(layout, bucket, &rows, &mut part)?,
            };
            self.cells(layout, bucket, counts, &rows, &mut part)?;
        }
        Ok(part)
    }

    /// The group of each row, numbered in this block.
    fn groups(
        &mut self,
        names: &[String],
        batch: &RecordBatch,
        first_row: u64,
        keys: &mut Vec<Vec<KeyValue>>,
    ) -> Result<Vec<u32>> {
        let find = |name: &String| Column::find(batch.schema_ref(), name, is_key, crate::keys::EXPECTED);
        let columns = names.iter().map(find).collect::<Result<Vec<_>>>()?;
        let mut groups = self.keys.groups(batch, first_row, &columns)?.of_rows.to_vec();
        self.local.resize(self.keys.len(), NOBODY);
        for group in &mut groups {
            let local = &mut self.local[*group as usize];
            if *local == NOBODY {
                // A block has fewer rows than there are numbers.
                *local = keys.len() as u32;
                keys.push(self.keys.key(*group as usize));
            }
            *group = *local;
        }
        Ok(groups)
    }

    /// Counts each person at each time.
    fn person_times(&self, layout: &Layout, bucket: &Bucket, rows: &Rows<'_>, part: &mut Part) -> Result<Counts> {
        let width = self.codes.meanings().len();
        let mut counts = self.nothing(layout, rows);
        let by_rows = layout.counted.iter().any(|counted| matches!(counted, Counted::Rows(_)));
        let mut classes = vec![MISSING; if by_rows && layout.classes { rows.batch.num_rows() } else { 0 }];
        for (name, keys) in &bucket.times {
            let array = column(rows.batch, name)?;
            let groups = &rows.groups[*keys];
            if layout.classes {
                let seen = &mut counts.classes;
                let count = |row: usize, class: Class| seen[groups[row] as usize * width + usize::from(class)] += 1;
                if by_rows {
                    self.classes(layout, array, name, rows, |row, class| classes[row] = class)?;
                    classes.iter().copied().enumerate().for_each({
                        let mut count = count;
                        move |(row, class)| count(row, class)
                    });
                } else {
                    self.classes(layout, array, name, rows, count)?;
                }
            }
            part.units += rows.batch.num_rows() as u64;
            if by_rows {
                let columns = self.logical(layout, array, name, rows, &classes)?;
                if !layout.classes
                    && let Some(value) = layout.logical.iter().position(|read| *read == Logical::Value)
                {
                    part.missing[0] += columns[value].iter().filter(|value| value.is_nan()).count() as u64;
                }
                self.push(layout, &mut counts, &columns, groups, name, rows, part)?;
            }
        }
        for class in 0..width {
            let place = match self.codes.meanings()[class] {
                Meaning::Missing => 0,
                Meaning::Reason(reason) => 1 + usize::from(reason),
                Meaning::Value(_) => continue,
            };
            part.missing[place] +=
                counts.classes.iter().skip(class).step_by(width).map(|count| u64::from(*count)).sum::<u64>();
        }
        Ok(counts)
    }

    /// Counts each person once, by the mean over the times with a value.
    fn person_periods(&self, layout: &Layout, bucket: &Bucket, rows: &Rows<'_>, part: &mut Part) -> Result<Counts> {
        let length = rows.batch.num_rows();
        let mut counts = self.nothing(layout, rows);
        let Some((first, keys)) = bucket.times.first() else { return Ok(counts) };
        let mut classes = vec![MISSING; if layout.classes { length } else { 0 }];
        let mut first_classes = Vec::new();
        let mut times = vec![0.0; length];
        let mut means: Vec<Vec<f64>> = layout.logical.iter().map(|_| vec![0.0; length]).collect();
        for (index, (name, _)) in bucket.times.iter().enumerate() {
            let array = column(rows.batch, name)?;
            if layout.classes {
                self.classes(layout, array, name, rows, |row, class| classes[row] = class)?;
            }
            if index == 0 {
                first_classes.clone_from(&classes);
            }
            let columns = self.logical(layout, array, name, rows, &classes)?;
            let over_time = |read: &Logical| matches!(read, Logical::Value | Logical::Event(_));
            let read = || layout.logical.iter().zip(&columns).filter(|(read, _)| over_time(read));
            if let Some((_, column)) = read().next() {
                times
                    .iter_mut()
                    .zip(column.iter())
                    .for_each(|(times, value)| *times += f64::from(u8::from(!value.is_nan())));
            }
            for ((read, column), mean) in layout.logical.iter().zip(&columns).zip(&mut means) {
                if over_time(read) {
                    let values = mean.iter_mut().zip(column.iter()).filter(|(_, value)| !value.is_nan());
                    values.for_each(|(sum, value)| *sum += value);
                }
            }
        }
        for (read, mean) in layout.logical.iter().zip(&mut means) {
            match read {
                Logical::Value | Logical::Event(_) => {
                    // Nothing over nothing is not a number, and so missing.
                    mean.iter_mut().zip(&times).for_each(|(sum, times)| *sum /= times);
                }
                Logical::Times => mean.clone_from(&times),
                Logical::Static(column) => mean.copy_from_slice(&rows.statics[*column]),
            }
        }
        for (row, _) in times.iter().enumerate().filter(|(_, times)| **times == 0.0) {
            let class = first_classes.get(row).copied().unwrap_or(MISSING);
            let place = match self.codes.meanings()[usize::from(class)] {
                Meaning::Reason(reason) => 1 + usize::from(reason),
                Meaning::Missing | Meaning::Value(_) => 0,
            };
            part.missing[place] += 1;
        }
        part.units += length as u64;
        let columns: Vec<Cow<'_, [f64]>> = means.iter().map(|mean| Cow::Borrowed(mean.as_slice())).collect();
        self.push(layout, &mut counts, &columns, &rows.groups[*keys], first, rows, part)?;
        Ok(counts)
    }

    fn nothing(&self, layout: &Layout, rows: &Rows<'_>) -> Counts {
        let sums = layout.counted.iter().map(|counted| match counted {
            Counted::Classes(_) => None,
            Counted::Rows(reads) => {
                let mut sums = Sums::new(*reads);
                sums.grow(rows.count);
                Some(sums)
            }
        });
        let width = if self.spec.unit() == WideUnit::PersonTime { self.codes.meanings().len() } else { 0 };
        Counts { classes: vec![0; rows.count * width], sums: sums.collect() }
    }

    fn classes(
        &self,
        layout: &Layout,
        array: &dyn Array,
        name: &str,
        rows: &Rows<'_>,
        each: impl FnMut(usize, Class),
    ) -> Result<()> {
        let at = |row: usize| at_row(name, rows.first_row + row as u64);
        self.codes.each(array, layout.strict, each).map_err(|(row, fault)| Error::new(fault, at(row)))
    }

    /// The logical columns at one time.
    fn logical<'b>(
        &self,
        layout: &Layout,
        array: &'b dyn Array,
        name: &str,
        rows: &'b Rows<'_>,
        classes: &[Class],
    ) -> Result<Vec<Cow<'b, [f64]>>> {
        let is_value = |class: &Class| matches!(self.codes.meanings()[usize::from(*class)], Meaning::Value(_));
        let column = |read: &Logical| -> Result<Cow<'b, [f64]>> {
            Ok(match read {
                Logical::Static(column) => Cow::Borrowed(&rows.statics[*column]),
                Logical::Times => Cow::Borrowed(&[]),
                Logical::Event(event) => {
                    let of_class: Vec<f64> =
                        self.codes.meanings().iter().map(|meaning| value(*meaning, *event)).collect();
                    Cow::Owned(classes.iter().map(|class| of_class[usize::from(*class)]).collect())
                }
                Logical::Value => {
                    let mut numbers = values::numbers(array).ok_or_else(|| {
                        let found = array.data_type().to_string();
                        let fault = helhed::error::Fault::WrongType { expected: values::EXPECTED, found };
                        Error::new(fault, crate::column::at(name))
                    })?;
                    if !self.spec.reasons().is_empty() {
                        let missing = numbers.to_mut().iter_mut().zip(classes).filter(|(_, class)| !is_value(class));
                        missing.for_each(|(number, _)| *number = f64::NAN);
                    }
                    numbers
                }
            })
        };
        layout.logical.iter().map(column).collect()
    }

    /// Adds rows to the sums.
    #[allow(clippy::too_many_arguments, reason = "one call for both units, of what each has at hand")]
    fn push(
        &self,
        layout: &Layout,
        counts: &mut Counts,
        columns: &[Cow<'_, [f64]>],
        groups: &[u32],
        name: &str,
        rows: &Rows<'_>,
        part: &mut Part,
    ) -> Result<()> {
        let columns: Vec<&[f64]> = columns.iter().map(AsRef::as_ref).collect();
        for (sums, counted) in counts.sums.iter_mut().zip(&layout.counted) {
            let (Some(sums), Counted::Rows(_)) = (sums, counted) else { continue };
            sums.push(groups, &columns).map_err(|(column, (row, fault))| {
                let name = match layout.logical.get(column) {
                    Some(Logical::Static(column)) => &layout.statics[*column],
                    _ => name,
                };
                Error::new(fault, at_row(name, rows.first_row + row as u64))
            })?;
        }
        let behind = 1 + self.spec.reasons().len();
        for (missing, column) in part.missing[behind..].iter_mut().zip(&rows.statics) {
            *missing += column.iter().filter(|value| value.is_nan()).count() as u64;
        }
        Ok(())
    }

    /// The cells of one period.
    fn cells(&self, layout: &Layout, bucket: &Bucket, counts: Counts, rows: &Rows<'_>, part: &mut Part) -> Result<()> {
        let width = self.codes.meanings().len();
        let mut columns = Vec::with_capacity(layout.counted.len());
        for ((counted, sums), indicator) in layout.counted.iter().zip(counts.sums).zip(self.spec.indicators()) {
            let blocks = match (counted, sums) {
                (Counted::Classes(event), _) => {
                    counts.classes.chunks_exact(width).map(|classes| self.share(classes, *event)).collect()
                }
                (Counted::Rows(_), Some(sums)) => {
                    let mut blocks = vec![Block::empty(&indicator.measure); rows.count];
                    let add = |group: usize, block| {
                        blocks[group] = block;
                        Ok(())
                    };
                    sums.each_block(add).map(|()| blocks)
                }
                (Counted::Rows(_), None) => Ok(Vec::new()),
            };
            columns.push(blocks.within(|| Spot::Indicator(indicator.id.clone()))?.into_iter());
        }
        for group in 0..rows.count {
            let blocks: Vec<Block> = columns.iter_mut().filter_map(Iterator::next).collect();
            // A group without rows in this period is no cell.
            if blocks.iter().any(|block| block.records() + block.missing() > 0) {
                part.cells.push((bucket.period, group, blocks));
            }
        }
        Ok(())
    }

    /// The share of an event, from how often each class occurs.
    fn share(&self, classes: &[u32], event: usize) -> Result<Block> {
        let (mut events, mut records, mut missing) = (0, 0, 0);
        for (count, meaning) in classes.iter().zip(self.codes.meanings()) {
            let count = u64::from(*count);
            match meaning {
                Meaning::Value(bits) => {
                    records += count;
                    events += count * (bits >> event & 1);
                }
                Meaning::Missing | Meaning::Reason(_) => missing += count,
            }
        }
        Ok(Block::Proportion(ProportionCell::from_counts(events as f64, records as f64)?.with_missing(missing)))
    }
}

/// Whether a class is an event, as a number.
fn value(meaning: Meaning, event: usize) -> f64 {
    match meaning {
        Meaning::Value(bits) => (bits >> event & 1) as f64,
        Meaning::Missing | Meaning::Reason(_) => f64::NAN,
    }
}

fn column<'b>(batch: &'b RecordBatch, name: &str) -> Result<&'b dyn Array> {
    Column::find(batch.schema_ref(), name, |_| true, "")?.of(batch)
}
