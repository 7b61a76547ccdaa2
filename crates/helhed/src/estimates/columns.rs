//! Whole columns of counts by any method of one share or one rate.

use crate::cells::{ProportionCell, RateCell, is_count, is_exposure};
use crate::error::{Error, Fault, Place, Result, Spot, Within, nearest};
use crate::estimate::columns::{Failed, Left, Part, Row, Rows, Says};
use crate::estimate::{Choice, EstimateColumns, Level, Method, Test, TestColumns};

/// Fills a block with both limits of each row.
pub(crate) type Kernel = fn(Block<'_>) -> Result<(), Failed>;

/// Rows of two numbers (events and units, or events and exposure) and the columns that their limits fill.
pub(crate) struct Block<'a> {
    first: &'a [f64],
    second: &'a [f64],
    lower: &'a mut [f64],
    upper: &'a mut [f64],
    level: Level,
}

impl Block<'_> {
    /// The limits of each row by a function of its numbers, which becomes part of the loop.
    #[inline(always)]
    pub(crate) fn each(self, limits: impl Fn(f64, f64, Level) -> Result<(f64, f64)>) -> Result<(), Failed> {
        let Self { first, second, lower, upper, level } = self;
        let rows = first.iter().zip(second).zip(lower.iter_mut().zip(upper));
        for (row, ((first, second), (lower, upper))) in rows.enumerate() {
            (*lower, *upper) = limits(*first, *second, level).map_err(|error| (row, error))?;
        }
        Ok(())
    }

    /// The limits of each row by a function of its first number, over its second.
    #[inline(always)]
    pub(crate) fn each_over(self, limits: impl Fn(f64, Level) -> Result<(f64, f64)>) -> Result<(), Failed> {
        self.each(|events, exposure, level| {
            let (lower, upper) = limits(events, level)?;
            Ok((lower / exposure, upper / exposure))
        })
    }
}

/// Fills the rows of a part by a kernel, if there is one, and says which are left for the method itself: those for which
/// `plain` does not hold, and those whose interval has no width or does not hold the value, of which more may have to be
/// said.
fn quickly(
    kernel: Option<&Kernel>,
    (start, [value, lower, upper]): &mut Part<'_, 3>,
    (first, second): (&[f64], &[f64]),
    level: Level,
    plain: impl Fn(f64, f64) -> bool,
) -> Result<Left, Failed> {
    let Some(kernel) = kernel else { return Ok(Left::All) };
    let rows = *start..*start + value.len();
    let (first, second) = (&first[rows.clone()], &second[rows]);
    for (value, (first, second)) in value.iter_mut().zip(first.iter().zip(second)) {
        *value = first / second;
    }
    let mut run = |from: usize, to: usize| {
        let (lower, upper) = (&mut lower[from..to], &mut upper[from..to]);
        kernel(Block { first: &first[from..to], second: &second[from..to], lower, upper, level })
            .map_err(|(row, error)| (*start + from + row, error.within(at(*start + from + row))))
    };
    let plain = |row: usize| plain(first[row], second[row]);
    let len = value.len();
    let mut left = Vec::new();
    // Not `all`, which would stop at each row to look.
    if (0..len).fold(true, |so_far, row| so_far & plain(row)) {
        run(0, len)?;
    } else {
        let mut from = 0;
        for row in 0..len {
            if !plain(row) {
                run(from, row)?;
                left.push(row);
                from = row + 1;
            }
        }
        run(from, len)?;
    }
    let rows = value.iter().zip(lower.iter().zip(upper.iter()));
    let usual = |(value, (lower, upper)): (&f64, (&f64, &f64))| (lower <= value) & (value <= upper) & (lower < upper);
    if !rows.clone().fold(true, |so_far, row| so_far & usual(row)) || !left.is_empty() {
        left =
            (0..len).zip(rows).filter(|(row, numbers)| !usual(*numbers) || !plain(*row)).map(|(row, _)| row).collect();
    }
    Ok(Left::Rows(left))
}

/// The call of a method by its id.
///
/// # Errors
/// `H302` if there is none.
pub(crate) fn called<F: Copy>(choices: &'static [Choice<F>], id: &str) -> Result<F> {
    Choice::of(choices, id).copied().ok_or_else(|| {
        let nearest = nearest(id, Choice::ids(choices));
        Error::new(Fault::UnknownMethod { id: id.to_owned(), nearest }, Place::argument("method"))
    })
}

/// The length of columns that belong together.
///
/// # Errors
/// `H108` if they differ; the place is the one that does.
pub(crate) fn length<'a>(columns: impl IntoIterator<Item = (&'a str, &'a [f64])>) -> Result<usize> {
    let mut columns = columns.into_iter();
    let len = columns.next().map_or(0, |(_, first)| first.len());
    for (name, column) in columns {
        if column.len() != len {
            let fault = Fault::LengthsDiffer { left: len as u64, right: column.len() as u64 };
            return Err(Error::new(fault, Place::argument(name)));
        }
    }
    Ok(len)
}

/// A row counted from 0 as a place.
pub(crate) fn at(row: usize) -> Spot {
    Spot::Row(row as u64 + 1)
}

/// Shares of `numerators` in `denominators`.
pub(crate) fn shares(
    method: super::proportion::OneShare,
    kernels: &[Choice<Kernel>],
    numerators: &[f64],
    denominators: &[f64],
    level: Level,
) -> Result<EstimateColumns> {
    let len = length([("numerator", numerators), ("denominator", denominators)])?;
    let says = Says::from(method(&ProportionCell::from_counts(3.0, 7.0)?, level)?);
    let kernel = Choice::of(kernels, &says.method.id);
    let plain = |x: f64, n: f64| is_count(x) & is_count(n) & (n > 0.0) & (x <= n);
    let quick = |part: &mut Part<'_, 3>| quickly(kernel, part, (numerators, denominators), level, plain);
    let rows = Rows::compute(len, quick, |row| {
        let (x, n) = (numerators[row], denominators[row]);
        if x.is_nan() || n.is_nan() {
            return Ok(Row::missing());
        }
        let cell = ProportionCell::from_counts(x, n).within(|| at(row))?;
        method(&cell, level).map(Row::from).within(|| at(row))
    })?;
    Ok(EstimateColumns::new(says, level, rows))
}

/// Rates of `events` in `exposures`.
pub(crate) fn rates(
    method: super::rate::OneRate,
    kernels: &[Choice<Kernel>],
    events: &[f64],
    exposures: &[f64],
    level: Level,
) -> Result<EstimateColumns> {
    let len = length([("events", events), ("exposure", exposures)])?;
    let says = Says::from(method(&RateCell::from_counts(3.0, 7.0)?, level)?);
    let kernel = Choice::of(kernels, &says.method.id);
    let plain = |x: f64, time: f64| is_count(x) & is_exposure(time, x) & (time > 0.0);
    let quick = |part: &mut Part<'_, 3>| quickly(kernel, part, (events, exposures), level, plain);
    let rows = Rows::compute(len, quick, |row| {
        let (x, time) = (events[row], exposures[row]);
        if x.is_nan() || time.is_nan() {
            return Ok(Row::missing());
        }
        let cell = RateCell::from_counts(x, time).within(|| at(row))?;
        method(&cell, level).map(Row::from).within(|| at(row))
    })?;
    Ok(EstimateColumns::new(says, level, rows))
}

/// A test of each row of columns.
pub(crate) fn tests<const N: usize>(
    method: Method,
    columns: [(&str, &[f64]); N],
    test: impl Fn([f64; N]) -> Result<Test> + Sync,
) -> Result<TestColumns> {
    let rows = Rows::compute(
        length(columns)?,
        |_| Ok(Left::All),
        |row| {
            let numbers = columns.map(|(_, column)| column[row]);
            if numbers.iter().any(|number| number.is_nan()) {
                return Ok(Row::missing());
            }
            test(numbers).map(Row::from).within(|| at(row))
        },
    )?;
    Ok(TestColumns::new(method, rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::{Estimate, Warning};
    use crate::estimates::{proportion, rate};

    /// Counts of every kind, more than one thread takes at a time.
    fn counts() -> (Vec<f64>, Vec<f64>) {
        let n = |row: usize| [0_u32, 1, 2, 9, 40, 1000, 123_456][row % 7];
        let x = |row: usize| [0, n(row), n(row) / 2, n(row) / 9, n(row).saturating_sub(1)][row / 7 % 5];
        (0..9000).map(|row| (f64::from(x(row)), f64::from(n(row)))).unzip()
    }

    fn same(columns: &EstimateColumns, row: usize, one: &Estimate) {
        let bits = |number: Option<f64>| number.map(f64::to_bits);
        let got = columns.row(row).expect("a row");
        let context = format!("{} row {row}", columns.method.id);
        assert_eq!(bits(got.value), bits(one.value), "{context}");
        let bounds = |estimate: &Estimate| estimate.interval.map(|i| (i.lower.to_bits(), i.upper.to_bits(), i.level));
        assert_eq!(bounds(&got), bounds(one), "{context}");
        assert_eq!(bits(got.p_value), bits(one.p_value), "{context}");
        assert_eq!((&got.method, got.estimand, &got.unit), (&one.method, one.estimand, &one.unit));
        let said: Vec<_> = one.warnings.iter().filter(|w| !matches!(w, Warning::SmallGroup { .. })).collect();
        assert_eq!(got.warnings.iter().collect::<Vec<_>>(), said, "{context}");
    }

    #[test]
    fn rows_are_what_the_methods_give() {
        let (x, n) = counts();
        for choice in proportion::CHOICES {
            let columns = proportion::columns(&choice.method.id, &x, &n, Level::P95).expect("counts");
            for row in 0..x.len().min(400) {
                let cell = ProportionCell::from_counts(x[row], n[row]).expect("counts");
                same(&columns, row, &(choice.call)(&cell, Level::P95).expect("an estimate"));
            }
            let repeated = &columns.value[35..];
            assert!(repeated.iter().zip(&columns.value).all(|(l, r)| l.to_bits() == r.to_bits()));
        }
        let x: Vec<f64> = x.iter().zip(&n).map(|(x, n)| if *n == 0.0 { 0.0 } else { *x }).collect();
        let time: Vec<f64> = n.iter().map(|n| n * 0.75).collect();
        for choice in rate::CHOICES {
            let columns = rate::columns(&choice.method.id, &x, &time, Level::P95).expect("counts");
            for row in 0..x.len().min(400) {
                let cell = RateCell::from_counts(x[row], time[row]).expect("a rate");
                same(&columns, row, &(choice.call)(&cell, Level::P95).expect("an estimate"));
            }
        }
    }

    #[test]
    fn a_missing_count_is_a_missing_row() {
        let (x, n) = ([1.0, f64::NAN, 3.0], [9.0, 9.0, f64::NAN]);
        let columns = proportion::columns("proportion/wilson", &x, &n, Level::P95).expect("counts");
        assert!(columns.value[0] > 0.0 && columns.value[1].is_nan() && columns.upper[2].is_nan());
        let missing = Warning::MissingValues { missing: 1, of: 1 };
        assert_eq!(columns.warnings, [(1, missing.clone()), (2, missing)]);
        let row = columns.row(1).expect("a row");
        assert_eq!((row.value, row.interval, row.warnings.len()), (None, None, 1));
        assert_eq!(columns.row(3), None);
        assert_eq!(columns, columns.clone());
    }

    #[test]
    fn what_no_cell_takes_is_refused_with_its_row() {
        let one = [9.0; 3];
        let refused = |x: f64, n: f64, code: &str| {
            for kernel in ["proportion/wilson", "proportion/clopper_pearson"] {
                let error = proportion::columns(kernel, &[1.0, x, 77.0], &[9.0, n, 9.0], Level::P95).expect_err(code);
                assert_eq!((error.code(), error.at().spots().first()), (code, Some(&Spot::Row(2))), "{error}");
            }
        };
        refused(10.0, 9.0, "H201");
        refused(-1.0, 9.0, "H202");
        refused(1.5, 9.0, "H204");
        refused(1.0, f64::INFINITY, "H104");
        refused(1.0, 1e17, "H208");
        let error = rate::columns("rate/exact", &[1.0], &[0.0], Level::P95).expect_err("no exposure");
        assert_eq!(error.code(), "H203");
        let error = rate::columns("rate/exact", &one, &[1.0], Level::P95).expect_err("lengths");
        assert_eq!(error.code(), "H108");
        let error = proportion::columns("wilsen", &one, &one, Level::P95).expect_err("no such method");
        assert!(error.mend().contains("proportion/wilson"), "{error}");
    }
}
