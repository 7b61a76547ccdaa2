//! The sums of one indicator in one block of rows, one a group.
//!
//! They are smaller than cells and quicker to add to, because a block has few rows and they must stay near the processor,
//! and become cells at the end of the block.

use std::hint::black_box;

use helhed::cells::{Block, ProportionCell, RateCell, TotalCell};
use helhed::error::{Error, Result};

use super::checks::{self, Wrong};
use super::moments::Moments;
use super::plan::Reads;
use super::weighted_moments::WeightedMoments;

/// Rows whose sums are fetched together. They fit into the innermost cache.
const AHEAD: usize = 64;

/// The sums of one group.
pub(super) trait Sum: Copy + Default {
    /// Reads something of every part of its memory.
    fn look(&self) -> u32;

    /// How many rows are in it, with and without a value.
    fn rows(&self) -> u32;

    /// The sums as a cell.
    ///
    /// # Errors
    /// `H008` if a sum is too large for a cell, `H208` if there are more events than can be counted.
    fn block(self) -> Result<Block>;
}

/// Sums by group number, and the columns they are of by their position in [`Plan::values`](super::plan::Plan::values).
#[derive(Debug)]
pub(crate) enum Sums {
    Proportion(Vec<Share>, usize),
    /// Events and exposure.
    Rate(Vec<Rate>, [usize; 2]),
    Mean(Vec<Moments>, usize),
    /// Value and weight.
    WeightedMean(Vec<WeightedMoments>, [usize; 2]),
    Count(Vec<Events>, usize),
    Money(Vec<Total>, usize),
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Share {
    records: u32,
    events: u32,
    missing: u32,
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rate {
    /// Whole, and beyond 2^53 refused at the end of the block; a double does not overflow before.
    events: f64,
    exposure: f64,
    records: u32,
    missing: u32,
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Total {
    total: f64,
    records: u32,
    missing: u32,
}

/// A total that is a count.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Events(Total);

impl Sums {
    /// Of no groups, for an indicator that reads these columns.
    pub(crate) fn new(reads: Reads) -> Self {
        match reads {
            Reads::Proportion { event } => Self::Proportion(Vec::new(), event),
            Reads::Rate { events, exposure } => Self::Rate(Vec::new(), [events, exposure]),
            Reads::Mean { value } => Self::Mean(Vec::new(), value),
            Reads::WeightedMean { value, weight } => Self::WeightedMean(Vec::new(), [value, weight]),
            Reads::Count { events } => Self::Count(Vec::new(), events),
            Reads::Money { amount } => Self::Money(Vec::new(), amount),
        }
    }

    /// Makes room for so many groups.
    pub(crate) fn grow(&mut self, groups: usize) {
        match self {
            Self::Proportion(sums, _) => sums.resize(groups, Share::default()),
            Self::Rate(sums, _) => sums.resize(groups, Rate::default()),
            Self::Mean(sums, _) => sums.resize(groups, Moments::default()),
            Self::WeightedMean(sums, _) => sums.resize(groups, WeightedMoments::default()),
            Self::Count(sums, _) => sums.resize(groups, Events::default()),
            Self::Money(sums, _) => sums.resize(groups, Total::default()),
        }
    }

    /// Bytes that the sums of one group take.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Proportion(..) => size_of::<Share>(),
            Self::Rate(..) => size_of::<Rate>(),
            Self::Mean(..) => size_of::<Moments>(),
            Self::WeightedMean(..) => size_of::<WeightedMoments>(),
            Self::Count(..) => size_of::<Events>(),
            Self::Money(..) => size_of::<Total>(),
        }
    }

    /// Adds rows to the sums of their groups, if they can be. Not-a-number is missing.
    ///
    /// # Errors
    /// Those of [`check`](Self::check).
    pub(crate) fn push(&mut self, groups: &[u32], values: &[&[f64]]) -> Result<(), (usize, Wrong)> {
        self.check(values)?;
        self.add(groups, values);
        Ok(())
    }

    /// Whether rows can be added.
    ///
    /// # Errors
    /// The column in [`Plan::values`](super::plan::Plan::values), the row and the fault: `H008`, `H104`, `H105`, `H202`,
    /// `H203`, `H204`, `H208`.
    pub(crate) fn check(&self, values: &[&[f64]]) -> Result<(), (usize, Wrong)> {
        let of = |column: usize| move |wrong: Wrong| (column, wrong);
        match *self {
            Self::Proportion(_, event) => checks::events(values[event]).map_err(of(event)),
            Self::Rate(_, [events, exposure]) => {
                checks::counts(values[events]).map_err(of(events))?;
                checks::exposures(values[exposure], values[events]).map_err(of(exposure))
            }
            Self::WeightedMean(_, [value, weight]) => {
                checks::measurements(values[value]).map_err(of(value))?;
                checks::weights(values[weight], values[value]).map_err(of(weight))
            }
            Self::Count(_, events) => checks::counts(values[events]).map_err(of(events)),
            Self::Mean(_, value) | Self::Money(_, value) => checks::measurements(values[value]).map_err(of(value)),
        }
    }

    /// Adds rows that were checked to the sums of their groups.
    pub(crate) fn add(&mut self, groups: &[u32], values: &[&[f64]]) {
        match self {
            Self::Proportion(sums, event) => each(sums, groups, values[*event], Share::push),
            Self::Rate(sums, [events, exposure]) => {
                each_pair(sums, groups, (values[*events], values[*exposure]), Rate::push);
            }
            Self::Mean(sums, value) => each(sums, groups, values[*value], Moments::push),
            Self::WeightedMean(sums, [value, weight]) => {
                each_pair(sums, groups, (values[*value], values[*weight]), WeightedMoments::push);
            }
            Self::Count(sums, events) => {
                each(sums, groups, values[*events], |events, value| events.0.push(value));
            }
            Self::Money(sums, amount) => each(sums, groups, values[*amount], Total::push),
        }
    }

    /// The sums so far; those of no groups are left.
    pub(crate) fn take(&mut self) -> Self {
        match self {
            Self::Proportion(sums, columns) => Self::Proportion(std::mem::take(sums), *columns),
            Self::Rate(sums, columns) => Self::Rate(std::mem::take(sums), *columns),
            Self::Mean(sums, columns) => Self::Mean(std::mem::take(sums), *columns),
            Self::WeightedMean(sums, columns) => Self::WeightedMean(std::mem::take(sums), *columns),
            Self::Count(sums, columns) => Self::Count(std::mem::take(sums), *columns),
            Self::Money(sums, columns) => Self::Money(std::mem::take(sums), *columns),
        }
    }

    /// Hands over the cell of each group that has rows, by its number.
    ///
    /// # Errors
    /// `H008` if a sum is too large for a cell, `H208` if there are more events than can be counted; those of `add`.
    pub(crate) fn each_block(&self, add: impl FnMut(usize, Block) -> Result<()>) -> Result<()> {
        match self {
            Self::Proportion(sums, _) => each_block(sums, add),
            Self::Rate(sums, _) => each_block(sums, add),
            Self::Mean(sums, _) => each_block(sums, add),
            Self::WeightedMean(sums, _) => each_block(sums, add),
            Self::Count(sums, _) => each_block(sums, add),
            Self::Money(sums, _) => each_block(sums, add),
        }
    }
}

fn each_block<S: Sum>(sums: &[S], mut add: impl FnMut(usize, Block) -> Result<()>) -> Result<()> {
    let with_rows = sums.iter().enumerate().filter(|(_, sum)| sum.rows() > 0);
    // The place that a cell names is an argument of its constructor, which nobody called here.
    let block = |sum: S| sum.block().map_err(|error| Error::from(error.fault().clone()));
    with_rows.into_iter().try_for_each(|(group, sum)| add(group, block(*sum)?))
}

/// Adds each row to the sum of its group.
fn each<S: Sum>(sums: &mut [S], groups: &[u32], values: &[f64], push: impl Fn(&mut S, f64)) {
    for (groups, values) in groups.chunks(AHEAD).zip(values.chunks(AHEAD)) {
        fetch(sums, groups);
        for (group, value) in groups.iter().zip(values) {
            push(&mut sums[*group as usize], *value);
        }
    }
}

/// The same with two values a row.
fn each_pair<S: Sum>(
    sums: &mut [S],
    groups: &[u32],
    (first, second): (&[f64], &[f64]),
    push: impl Fn(&mut S, f64, f64),
) {
    let values = first.chunks(AHEAD).zip(second.chunks(AHEAD));
    for (groups, (first, second)) in groups.chunks(AHEAD).zip(values) {
        fetch(sums, groups);
        for ((group, first), second) in groups.iter().zip(first).zip(second) {
            push(&mut sums[*group as usize], *first, *second);
        }
    }
}

/// Looks at the sums of some rows, so that the processor fetches them all at once and not one after the other while it
/// adds.
fn fetch<S: Sum>(sums: &[S], groups: &[u32]) {
    black_box(groups.iter().fold(0, |seen, group| seen ^ sums[*group as usize].look()));
}

impl Share {
    fn push(&mut self, value: f64) {
        self.records += u32::from(!value.is_nan());
        self.events += u32::from(value == 1.0);
        self.missing += u32::from(value.is_nan());
    }
}

impl Sum for Share {
    fn look(&self) -> u32 {
        self.records
    }

    fn rows(&self) -> u32 {
        self.records + self.missing
    }

    fn block(self) -> Result<Block> {
        let cell = ProportionCell::from_counts(f64::from(self.events), f64::from(self.records))?;
        Ok(Block::Proportion(cell.with_missing(self.missing.into())))
    }
}

impl Rate {
    fn push(&mut self, events: f64, exposure: f64) {
        if events.is_nan() | exposure.is_nan() {
            self.missing += 1;
        } else {
            self.records += 1;
            self.events += events;
            self.exposure += exposure;
        }
    }
}

impl Sum for Rate {
    fn look(&self) -> u32 {
        self.records
    }

    fn rows(&self) -> u32 {
        self.records + self.missing
    }

    fn block(self) -> Result<Block> {
        let Self { events, exposure, records, missing } = self;
        Ok(Block::Rate(RateCell::from_parts(records.into(), events, exposure, missing.into())?))
    }
}

impl Total {
    fn push(&mut self, value: f64) {
        if value.is_nan() {
            self.missing += 1;
        } else {
            self.records += 1;
            self.total += value;
        }
    }

    fn cell(self) -> Result<TotalCell> {
        TotalCell::from_parts(self.records.into(), self.total, self.missing.into())
    }
}

impl Sum for Total {
    fn look(&self) -> u32 {
        self.records
    }

    fn rows(&self) -> u32 {
        self.records + self.missing
    }

    fn block(self) -> Result<Block> {
        self.cell().map(Block::Money)
    }
}

impl Sum for Events {
    fn look(&self) -> u32 {
        self.0.look()
    }

    fn rows(&self) -> u32 {
        self.0.rows()
    }

    fn block(self) -> Result<Block> {
        self.0.cell().map(Block::Count)
    }
}
