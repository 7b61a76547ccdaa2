//! Estimates of whole columns: one method, one level, a row for each.

use super::{Estimand, Estimate, Level, Method, Unit, Warning};
use crate::error::{Error, Result};
use crate::estimate::Count;

/// The estimates of whole columns by one method.
///
/// Inside the columns not-a-number stands for what is absent; a bound or a value may be infinite. Two of them are equal
/// if their numbers are the same bit for bit.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct EstimateColumns {
    /// Method.
    pub method: Method,
    /// What is estimated.
    pub estimand: Estimand,
    /// Unit of values and bounds.
    pub unit: Unit,
    /// Confidence level.
    pub level: Level,
    /// Values.
    pub value: Vec<f64>,
    /// Lower bounds.
    pub lower: Vec<f64>,
    /// Upper bounds.
    pub upper: Vec<f64>,
    /// Two-sided p-values against no difference, where the method gives any.
    pub p_value: Option<Vec<f64>>,
    /// What the reader must know of single rows, by row counted from 0, in order. That a group is small (W304) is not
    /// said here: the counts stand beside.
    pub warnings: Vec<(usize, Warning)>,
}

impl EstimateColumns {
    /// The columns of a method: values, lower and upper bounds, and p-values if there is a fourth.
    pub(crate) fn new<const K: usize>(says: Says, level: Level, rows: Rows<K>) -> Self {
        let mut columns = rows.columns.into_iter();
        let mut next = || columns.next().unwrap_or_default();
        let (value, lower, upper) = (next(), next(), next());
        // A method that gives none still has a column for them.
        let p_value = columns.next().filter(|column| says.p_value || column.iter().any(|p| !p.is_nan()));
        let Says { method, estimand, unit, .. } = says;
        Self { method, estimand, unit, level, value, lower, upper, p_value, warnings: rows.warnings }
    }

    /// Columns from their parts, as a pickle holds them; `None` if they differ in length.
    #[must_use]
    pub fn from_parts(
        (method, estimand, unit, level): (Method, Estimand, Unit, Level),
        [value, lower, upper]: [Vec<f64>; 3],
        p_value: Option<Vec<f64>>,
        warnings: Vec<(usize, Warning)>,
    ) -> Option<Self> {
        let len = value.len();
        let fits = lower.len() == len
            && upper.len() == len
            && p_value.as_ref().is_none_or(|column| column.len() == len)
            && warn_of_rows(&warnings, len);
        fits.then_some(Self { method, estimand, unit, level, value, lower, upper, p_value, warnings })
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.value.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.value.is_empty()
    }

    /// What the reader must know of a row.
    pub fn warnings_of(&self, row: usize) -> impl Iterator<Item = &Warning> {
        warnings_of(&self.warnings, row)
    }

    /// One row as an estimate; `None` beyond the last. Its counts and its standard error are absent: they are not kept.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<Estimate> {
        let value = self.value.get(row)?;
        let mut estimate = Estimate::new(self.estimand, self.unit.clone(), self.method.clone(), Count::default());
        estimate.value = present(*value);
        if let (Some(lower), Some(upper)) = (present(self.lower[row]), present(self.upper[row])) {
            estimate = estimate.between(lower, upper, self.level);
        }
        estimate.p_value = self.p_value.as_ref().and_then(|column| present(column[row]));
        estimate.warnings = self.warnings_of(row).cloned().collect();
        Some(estimate)
    }
}

impl PartialEq for EstimateColumns {
    fn eq(&self, other: &Self) -> bool {
        let same_p = match (&self.p_value, &other.p_value) {
            (Some(left), Some(right)) => same(left, right),
            (None, None) => true,
            _ => false,
        };
        (&self.method, self.estimand, &self.unit, self.level)
            == (&other.method, other.estimand, &other.unit, other.level)
            && same(&self.value, &other.value)
            && same(&self.lower, &other.lower)
            && same(&self.upper, &other.upper)
            && same_p
            && self.warnings == other.warnings
    }
}

/// The number, unless it stands for what is absent.
pub(super) fn present(number: f64) -> Option<f64> {
    (!number.is_nan()).then_some(number)
}

/// Whether two columns are the same bit for bit.
pub(super) fn same(left: &[f64], right: &[f64]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.to_bits() == right.to_bits())
}

/// Whether the warnings are of rows among so many, in order.
pub(crate) fn warn_of_rows(warnings: &[(usize, Warning)], len: usize) -> bool {
    warnings.iter().all(|(row, _)| *row < len) && warnings.is_sorted_by_key(|(row, _)| *row)
}

/// The warnings of one row among those of all, which are in order.
pub(super) fn warnings_of(warnings: &[(usize, Warning)], row: usize) -> impl Iterator<Item = &Warning> {
    let first = warnings.partition_point(|(at, _)| *at < row);
    warnings[first..].iter().take_while(move |(at, _)| *at == row).map(|(_, warning)| warning)
}

/// What a method says of every row alike. It is learnt from one row of counts that every method can do.
#[derive(Debug)]
pub(crate) struct Says {
    pub(crate) method: Method,
    pub(crate) estimand: Estimand,
    pub(crate) unit: Unit,
    pub(crate) p_value: bool,
}

impl From<Estimate> for Says {
    fn from(estimate: Estimate) -> Self {
        let Estimate { method, estimand, unit, p_value, .. } = estimate;
        Self { method, estimand, unit, p_value: p_value.is_some() }
    }
}

/// What one row gives: its numbers, not-a-number where absent, and what must be said of it.
pub(crate) struct Row<const K: usize> {
    pub(crate) numbers: [f64; K],
    pub(crate) warnings: Vec<Warning>,
}

impl<const K: usize> Row<K> {
    /// Numbers of which nothing need be said.
    pub(crate) fn plain(numbers: [f64; K]) -> Self {
        Self { numbers, warnings: Vec::new() }
    }

    /// A row in which a count is missing.
    pub(crate) fn missing() -> Self {
        Self { numbers: [f64::NAN; K], warnings: vec![Warning::MissingValues { missing: 1, of: 1 }] }
    }
}

impl<const K: usize> From<Estimate> for Row<K> {
    fn from(estimate: Estimate) -> Self {
        let or_absent = |number: Option<f64>| number.unwrap_or(f64::NAN);
        let (lower, upper) =
            estimate.interval.map_or((f64::NAN, f64::NAN), |interval| (interval.lower, interval.upper));
        let mut warnings = estimate.warnings;
        warnings.retain(|warning| !matches!(warning, Warning::SmallGroup { .. }));
        let all = [or_absent(estimate.value), lower, upper, or_absent(estimate.p_value)];
        Self { numbers: std::array::from_fn(|column| all[column]), warnings }
    }
}

/// Columns of numbers, and what must be said of single rows.
pub(crate) struct Rows<const K: usize> {
    pub(crate) columns: [Vec<f64>; K],
    pub(crate) warnings: Vec<(usize, Warning)>,
}

/// The rows that are computed together: where they start, and the parts of the columns that they fill.
pub(crate) type Part<'a, const K: usize> = (usize, [&'a mut [f64]; K]);

/// The row at which something failed, counted from 0.
pub(crate) type Failed = (usize, Error);

/// What is left of a part that was filled quickly.
pub(crate) enum Left {
    /// All of it.
    All,
    /// These rows of it, counted from its start.
    Rows(Vec<usize>),
}

impl<const K: usize> Rows<K> {
    /// Computes every row, on as many threads as there are processors. The error is that of the first row that has one.
    ///
    /// `quick` may fill rows of a part, and says which are left; for each of those `row` is asked.
    pub(crate) fn compute(
        len: usize,
        quick: impl Fn(&mut Part<'_, K>) -> Result<Left, Failed> + Sync,
        row: impl Fn(usize) -> Result<Row<K>> + Sync,
    ) -> Result<Self> {
        let threads = if len > workers::CHUNK {
            std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
        } else {
            1
        };
        workers::compute((len, workers::CHUNK), threads, quick, row)
    }

    /// The same in chunks of so many rows, for rows that take long.
    pub(crate) fn compute_by(
        chunk: usize,
        len: usize,
        quick: impl Fn(&mut Part<'_, K>) -> Result<Left, Failed> + Sync,
        row: impl Fn(usize) -> Result<Row<K>> + Sync,
    ) -> Result<Self> {
        let threads =
            if len > chunk { std::thread::available_parallelism().map_or(1, std::num::NonZero::get) } else { 1 };
        workers::compute((len, chunk.max(1)), threads, quick, row)
    }
}

mod workers {
    //! Rows in chunks, each done by the thread that comes to it first. No number depends on which.

    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Mutex, PoisonError};

    use super::{Failed, Left, Part, Row, Rows};
    use crate::error::Result;
    use crate::estimate::Warning;

    /// Rows a thread takes at a time.
    pub(super) const CHUNK: usize = 4096;

    /// What a thread found: warnings, and the row and error at which it stopped.
    type Found = (Vec<(usize, Warning)>, Option<Failed>);

    pub(super) fn compute<const K: usize>(
        (len, chunk): (usize, usize),
        threads: usize,
        quick: impl Fn(&mut Part<'_, K>) -> Result<Left, Failed> + Sync,
        row: impl Fn(usize) -> Result<Row<K>> + Sync,
    ) -> Result<Rows<K>> {
        let mut columns: [Vec<f64>; K] = std::array::from_fn(|_| vec![0.0; len]);
        let mut pieces = columns.each_mut().map(|column| column.chunks_mut(chunk));
        let parts = Mutex::new(
            (0..len)
                .step_by(chunk)
                .map(move |start| (start, pieces.each_mut().map(|chunks| chunks.next().unwrap_or_default()))),
        );
        let stopped = AtomicBool::new(false);
        let work = || -> Found {
            let mut warnings = Vec::new();
            // Chunks are handed out in order, so every row before one that fails has been given to somebody.
            while !stopped.load(Ordering::Relaxed) {
                let part = parts.lock().unwrap_or_else(PoisonError::into_inner).next();
                let Some(mut part) = part else { break };
                let len = part.1.first().map_or(0, |column| column.len());
                let filled = quick(&mut part).and_then(|left| match left {
                    Left::All => fill(part, 0..len, &row, &mut warnings),
                    Left::Rows(rows) => fill(part, rows, &row, &mut warnings),
                });
                if let Err(failed) = filled {
                    stopped.store(true, Ordering::Relaxed);
                    return (warnings, Some(failed));
                }
            }
            (warnings, None)
        };
        let mut found = if threads > 1 {
            std::thread::scope(|scope| {
                let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
                let mut found = vec![work()];
                for other in others {
                    found.push(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
                }
                found
            })
        } else {
            vec![work()]
        };
        let failed = found.iter_mut().filter_map(|(_, failed)| failed.take()).min_by_key(|(row, _)| *row);
        if let Some((_, error)) = failed {
            return Err(error);
        }
        let mut warnings: Vec<(usize, Warning)> = found.into_iter().flat_map(|(warnings, _)| warnings).collect();
        // Stable: the warnings of one row keep their order.
        warnings.sort_by_key(|(row, _)| *row);
        Ok(Rows { columns, warnings })
    }

    fn fill<const K: usize>(
        (start, mut columns): Part<'_, K>,
        rows: impl IntoIterator<Item = usize>,
        row: impl Fn(usize) -> Result<Row<K>>,
        warnings: &mut Vec<(usize, Warning)>,
    ) -> Result<(), Failed> {
        for offset in rows {
            let at = start + offset;
            let found = row(at).map_err(|error| (at, error))?;
            for (column, number) in columns.iter_mut().zip(found.numbers) {
                column[offset] = number;
            }
            warnings.extend(found.warnings.into_iter().map(|warning| (at, warning)));
        }
        Ok(())
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use crate::error::Fault;

        #[test]
        fn the_number_of_threads_changes_nothing() {
            let row = |at: usize| {
                let mut row = Row::plain([(at as f64).sqrt(), (at as f64).ln_1p()]);
                if at % 1000 == 7 {
                    row.warnings = vec![Warning::NoObservations, Warning::NoExposure];
                }
                Ok(row)
            };
            let len = 5 * CHUNK + 11;
            let alone = compute((len, CHUNK), 1, |_| Ok(Left::All), row).expect("no errors");
            assert_eq!(alone.columns[0].len(), len);
            assert_eq!(alone.columns[1][len - 1], ((len - 1) as f64).ln_1p());
            assert_eq!(alone.warnings[1], (7, Warning::NoExposure));
            for (threads, chunk) in [(2, CHUNK), (3, CHUNK), (8, 100), (1, 7)] {
                let together = compute((len, chunk), threads, |_| Ok(Left::All), row).expect("no errors");
                assert_eq!(together.columns, alone.columns);
                assert_eq!(together.warnings, alone.warnings);
            }
        }

        #[test]
        fn the_first_error_is_the_one_that_is_told() {
            let bad = [2 * CHUNK + 5, 2 * CHUNK + 6, 4 * CHUNK];
            let row = |at: usize| {
                if bad.contains(&at) { Err(Fault::Bug { what: at.to_string() }.into()) } else { Ok(Row::plain([1.0])) }
            };
            for threads in [1, 2, 5] {
                let error = compute((6 * CHUNK, CHUNK), threads, |_| Ok(Left::All), row).err().expect("an error");
                assert_eq!(*error.fault(), Fault::Bug { what: bad[0].to_string() });
            }
        }

        #[test]
        fn no_rows_are_no_columns() {
            let none =
                compute::<3>((0, CHUNK), 2, |_| Ok(Left::All), |_| Ok(Row::plain([0.0; 3]))).expect("nothing to do");
            assert!(none.columns.iter().all(Vec::is_empty) && none.warnings.is_empty());
        }
    }
}
