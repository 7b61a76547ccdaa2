//! The sums of one indicator in one block of rows, one a group.
//!
//! Those of counts are smaller than cells, because a block has few rows and they must stay near the processor, and become
//! cells at the end of the block.

use helhed::cells::{Block, MeanCell, ProportionCell, RateCell, TotalCell, WeightedMeanCell};
use helhed::error::{Fault, Result};

use super::checks::{self, Wrong};
use super::plan::Reads;

/// Sums by group number.
#[derive(Debug)]
pub(crate) enum Sums {
    Proportion(Vec<Share>),
    Rate(Vec<Rate>),
    Mean(Vec<MeanCell>),
    WeightedMean(Vec<WeightedMeanCell>),
    Count(Vec<Total>),
    Money(Vec<Total>),
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

impl Sums {
    /// Of no groups, for an indicator that reads these columns.
    pub(crate) fn new(reads: Reads) -> Self {
        match reads {
            Reads::Proportion { .. } => Self::Proportion(Vec::new()),
            Reads::Rate { .. } => Self::Rate(Vec::new()),
            Reads::Mean { .. } => Self::Mean(Vec::new()),
            Reads::WeightedMean { .. } => Self::WeightedMean(Vec::new()),
            Reads::Count { .. } => Self::Count(Vec::new()),
            Reads::Money { .. } => Self::Money(Vec::new()),
        }
    }

    /// Makes room for so many groups.
    pub(crate) fn grow(&mut self, groups: usize) {
        match self {
            Self::Proportion(sums) => sums.resize(groups, Share::default()),
            Self::Rate(sums) => sums.resize(groups, Rate::default()),
            Self::Mean(sums) => sums.resize(groups, MeanCell::default()),
            Self::WeightedMean(sums) => sums.resize(groups, WeightedMeanCell::default()),
            Self::Count(sums) | Self::Money(sums) => sums.resize(groups, Total::default()),
        }
    }

    /// Adds rows to the sums of their groups. Not-a-number is missing.
    ///
    /// # Errors
    /// The column in [`Plan::values`](super::plan::Plan::values), the row and the fault: `H008`, `H104`, `H105`, `H202`,
    /// `H203`, `H204`, `H208`.
    pub(crate) fn push(&mut self, reads: Reads, groups: &[u32], values: &[&[f64]]) -> Result<(), (usize, Wrong)> {
        let of = |column: usize| move |wrong: Wrong| (column, wrong);
        match (self, reads) {
            (Self::Proportion(sums), Reads::Proportion { event }) => {
                checks::events(values[event]).map_err(of(event))?;
                each(sums, groups, values[event], Share::push);
            }
            (Self::Rate(sums), Reads::Rate { events, exposure }) => {
                checks::counts(values[events]).map_err(of(events))?;
                checks::exposures(values[exposure], values[events]).map_err(of(exposure))?;
                for ((group, &events), &exposure) in groups.iter().zip(values[events]).zip(values[exposure]) {
                    sums[*group as usize].push(events, exposure);
                }
            }
            (Self::Mean(sums), Reads::Mean { value }) => {
                for (row, (group, number)) in groups.iter().zip(values[value]).enumerate() {
                    let pushed = sums[*group as usize].push(*number);
                    pushed.map_err(|error| (value, (row, error.fault().clone())))?;
                }
            }
            (Self::WeightedMean(sums), Reads::WeightedMean { value, weight }) => {
                checks::measurements(values[value]).map_err(of(value))?;
                let rows = groups.iter().zip(values[value]).zip(values[weight]);
                for (row, ((group, number), weight_of_row)) in rows.enumerate() {
                    let pushed = sums[*group as usize].push(*number, *weight_of_row);
                    pushed.map_err(|error| (weight, (row, error.fault().clone())))?;
                }
            }
            (Self::Count(sums), Reads::Count { events }) => {
                checks::counts(values[events]).map_err(of(events))?;
                each(sums, groups, values[events], Total::push);
            }
            (Self::Money(sums), Reads::Money { amount }) => {
                checks::measurements(values[amount]).map_err(of(amount))?;
                each(sums, groups, values[amount], Total::push);
            }
            (_, _) => return Err((0, (0, Fault::Bug { what: "sums are of another measure".into() }))),
        }
        Ok(())
    }

    /// The sums as cells.
    ///
    /// # Errors
    /// `H008` if a sum is too large for a cell, `H208` if there are more events than can be counted.
    pub(crate) fn blocks(self) -> Result<Vec<Block>> {
        match self {
            Self::Proportion(sums) => sums.into_iter().map(Share::block).collect(),
            Self::Rate(sums) => sums.into_iter().map(Rate::block).collect(),
            Self::Mean(sums) => Ok(sums.into_iter().map(Block::Mean).collect()),
            Self::WeightedMean(sums) => Ok(sums.into_iter().map(Block::WeightedMean).collect()),
            Self::Count(sums) => sums.into_iter().map(|sum| sum.cell().map(Block::Count)).collect(),
            Self::Money(sums) => sums.into_iter().map(|sum| sum.cell().map(Block::Money)).collect(),
        }
    }
}

fn each<S>(sums: &mut [S], groups: &[u32], values: &[f64], push: impl Fn(&mut S, f64)) {
    for (group, value) in groups.iter().zip(values) {
        push(&mut sums[*group as usize], *value);
    }
}

impl Share {
    fn push(&mut self, value: f64) {
        self.records += u32::from(!value.is_nan());
        self.events += u32::from(value == 1.0);
        self.missing += u32::from(value.is_nan());
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
