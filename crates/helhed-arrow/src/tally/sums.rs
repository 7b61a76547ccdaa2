//! The cells of one indicator, one a group.

use helhed::cells::{Block, MeanCell, ProportionCell, RateCell, TotalCell};
use helhed::error::{Error, Fault, Place, Result};

use super::plan::Reads;

/// Largest number of events that doubles count one by one.
const LARGEST: f64 = 9_007_199_254_740_992.0;

/// Cells by group number.
#[derive(Debug)]
pub(crate) enum Sums {
    Proportion(Vec<ProportionCell>),
    Rate(Vec<RateCell>),
    Mean(Vec<MeanCell>),
    Count(Vec<TotalCell>),
    Money(Vec<TotalCell>),
}

/// A row that cannot be counted: which column, which row of the batch (from 0), and why.
#[derive(Debug)]
pub(crate) struct Rejected {
    pub(crate) column: usize,
    pub(crate) row: usize,
    pub(crate) fault: Fault,
}

impl Sums {
    /// No cells yet, for an indicator that reads these columns.
    pub(crate) fn new(reads: Reads) -> Self {
        match reads {
            Reads::Proportion { .. } => Self::Proportion(Vec::new()),
            Reads::Rate { .. } => Self::Rate(Vec::new()),
            Reads::Mean { .. } => Self::Mean(Vec::new()),
            Reads::Count { .. } => Self::Count(Vec::new()),
            Reads::Money { .. } => Self::Money(Vec::new()),
        }
    }

    /// Makes room for so many groups.
    pub(crate) fn grow(&mut self, groups: usize) {
        match self {
            Self::Proportion(cells) => cells.resize(groups, ProportionCell::default()),
            Self::Rate(cells) => cells.resize(groups, RateCell::default()),
            Self::Mean(cells) => cells.resize(groups, MeanCell::default()),
            Self::Count(cells) | Self::Money(cells) => cells.resize(groups, TotalCell::default()),
        }
    }

    /// Adds a row to the cell of each of `groups`. Not-a-number is missing.
    ///
    /// # Errors
    /// The row and why: `H104`, `H105`, `H202`, `H203`, `H204`, `H208`.
    pub(crate) fn push(&mut self, reads: Reads, groups: &[u32], values: &[&[f64]]) -> Result<(), Rejected> {
        match (self, reads) {
            (Self::Proportion(cells), Reads::Proportion { event }) => rows(groups, values[event], |group, value| {
                cells[group].push(event_of(value)?);
                Ok(())
            })
            .map_err(|(row, fault)| Rejected { column: event, row, fault }),
            (Self::Rate(cells), Reads::Rate { events, exposure }) => {
                push_rates(cells, groups, values[events], values[exposure]).map_err(|(row, side, fault)| {
                    let column = if side == Side::Events { events } else { exposure };
                    Rejected { column, row, fault }
                })
            }
            (Self::Mean(cells), Reads::Mean { value: column }) => {
                rows(groups, values[column], |group, value| cells[group].push(value).map_err(fault))
                    .map_err(|(row, fault)| Rejected { column, row, fault })
            }
            (Self::Count(cells), Reads::Count { events: column }) => rows(groups, values[column], |group, value| {
                check_count(value)?;
                cells[group].push(value).map_err(fault)
            })
            .map_err(|(row, fault)| Rejected { column, row, fault }),
            (Self::Money(cells), Reads::Money { amount: column }) => {
                rows(groups, values[column], |group, value| cells[group].push(value).map_err(fault))
                    .map_err(|(row, fault)| Rejected { column, row, fault })
            }
            (_, _) => Err(Rejected { column: 0, row: 0, fault: other_measure() }),
        }
    }

    /// Adds the cells of `part`, whose groups have the numbers `names` here.
    ///
    /// # Errors
    /// `H208` if a cell has more events than can be counted.
    pub(crate) fn merge(&mut self, part: &Self, names: &[u32]) -> Result<()> {
        match (self, part) {
            (Self::Proportion(whole), Self::Proportion(part)) => {
                named(part, names).for_each(|(name, cell)| whole[name].merge(cell));
            }
            (Self::Rate(whole), Self::Rate(part)) => {
                for (name, cell) in named(part, names) {
                    check_total(whole[name].events(), cell.events() as f64)?;
                    whole[name].merge(cell);
                }
            }
            (Self::Mean(whole), Self::Mean(part)) => {
                named(part, names).for_each(|(name, cell)| whole[name].merge(cell));
            }
            (Self::Count(whole), Self::Count(part)) | (Self::Money(whole), Self::Money(part)) => {
                named(part, names).for_each(|(name, cell)| whole[name].merge(cell));
            }
            (_, _) => return Err(other_measure().into()),
        }
        Ok(())
    }

    /// The cell of a group; `None` if no row fell into it.
    ///
    /// # Errors
    /// `H104` if a sum went beyond the largest double.
    pub(crate) fn block(&self, group: usize) -> Result<Option<Block>> {
        let (block, sums) = match self {
            Self::Proportion(cells) => (Block::Proportion(cells[group]), [None, None]),
            Self::Rate(cells) => (Block::Rate(cells[group]), [Some(cells[group].exposure()), None]),
            Self::Mean(cells) => (Block::Mean(cells[group]), [cells[group].mean(), Some(cells[group].m2())]),
            Self::Count(cells) => (Block::Count(cells[group]), [cells[group].total(), None]),
            Self::Money(cells) => (Block::Money(cells[group]), [cells[group].total(), None]),
        };
        if let Some(found) = sums.into_iter().flatten().find(|sum| !sum.is_finite()) {
            return Err(Fault::NotFinite { found }.into());
        }
        Ok((block.records() + block.missing() > 0).then_some(block))
    }
}

/// Calls `push` with the group and value of each row, and adds the row to what it rejects.
fn rows(
    groups: &[u32],
    values: &[f64],
    mut push: impl FnMut(usize, f64) -> Result<(), Fault>,
) -> Result<(), (usize, Fault)> {
    for (row, (group, value)) in groups.iter().zip(values).enumerate() {
        push(*group as usize, *value).map_err(|fault| (row, fault))?;
    }
    Ok(())
}

#[derive(Debug, PartialEq)]
enum Side {
    Events,
    Exposure,
}

fn push_rates(
    cells: &mut [RateCell],
    groups: &[u32],
    events: &[f64],
    exposure: &[f64],
) -> Result<(), (usize, Side, Fault)> {
    for (row, ((group, &count), &exposed)) in groups.iter().zip(events).zip(exposure).enumerate() {
        let cell = &mut cells[*group as usize];
        if count.is_infinite() {
            return Err((row, Side::Events, Fault::NotFinite { found: count }));
        } else if exposed.is_infinite() {
            return Err((row, Side::Exposure, Fault::NotFinite { found: exposed }));
        } else if count.is_nan() || exposed.is_nan() {
            cell.push_missing();
        } else {
            check_total(cell.events(), count).map_err(|fault| (row, Side::Events, fault))?;
            cell.push(count, exposed).map_err(|error| {
                let side = if *error.at() == Place::argument("exposure") { Side::Exposure } else { Side::Events };
                (row, side, fault(error))
            })?;
        }
    }
    Ok(())
}

/// Pairs each cell of a part with its number in the whole.
fn named<'a, C>(cells: &'a [C], names: &'a [u32]) -> impl Iterator<Item = (usize, &'a C)> {
    names.iter().map(|name| *name as usize).zip(cells)
}

fn fault(error: Error) -> Fault {
    error.fault().clone()
}

fn other_measure() -> Fault {
    Fault::Bug { what: "the sums of an indicator are of another measure".into() }
}

fn event_of(value: f64) -> Result<Option<bool>, Fault> {
    if value == 0.0 {
        Ok(Some(false))
    } else if value == 1.0 {
        Ok(Some(true))
    } else if value.is_nan() {
        Ok(None)
    } else if value.is_infinite() {
        Err(Fault::NotFinite { found: value })
    } else {
        Err(Fault::NotAnEvent { found: value })
    }
}

/// A count of events must be whole and not negative. What is missing or infinite the cell itself sees.
fn check_count(found: f64) -> Result<(), Fault> {
    if !found.is_finite() {
        Ok(())
    } else if found < 0.0 {
        Err(Fault::NegativeCount { found })
    } else if found.fract() != 0.0 {
        Err(Fault::NotWhole { found })
    } else {
        Ok(())
    }
}

fn check_total(events: u64, more: f64) -> Result<(), Fault> {
    let found = events as f64 + more;
    if found > LARGEST { Err(Fault::CountTooLarge { found }) } else { Ok(()) }
}
