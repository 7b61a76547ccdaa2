//! Whole columns of two groups by any method of two shares or two rates.

use super::shares::Counts;
use super::{TwoRates, TwoShares, difference, ratio};
use crate::cells::{ProportionCell, RateCell, is_count};
use crate::error::{Error, Fault, Place, Result, Spot, Within, nearest};
use crate::estimate::columns::{Left, Row, Rows, Says};
use crate::estimate::{Choice, EstimateColumns, Level, Method, Test, TestColumns};
use crate::estimates::columns::{at, length, tests};

/// Value, both limits and p-value of a comparison, without anything beside them; `None` where more must be said, and the
/// method itself is asked.
type Kernel = fn(Counts, Level) -> Result<Option<[f64; 4]>>;

/// Methods whose numbers are computed from the counts alone, without an estimate around each. A method that is not here
/// is called row by row.
const KERNELS: &[Choice<Kernel>] = &[
    Choice::new(difference::NEWCOMBE, difference::newcombe::numbers),
    Choice::new(difference::MIETTINEN_NURMINEN, difference::miettinen_nurminen::numbers),
    Choice::new(ratio::KOOPMAN, ratio::koopman::numbers),
    Choice::new(ratio::MIETTINEN_NURMINEN, ratio::miettinen_nurminen::numbers),
];

/// The columns of one group: counts and sizes, or events and exposures.
pub type Group<'a> = (&'a [f64], &'a [f64]);

/// Compares the shares of two groups, row by row, by a method itself.
///
/// Not-a-number in any column is missing: the row has no value, and W101.
///
/// # Errors
/// `H108` if the columns differ in length; those of [`ProportionCell::from_counts`] and of the method, with the row.
pub fn share_columns(method: TwoShares, of: Group<'_>, against: Group<'_>, level: Level) -> Result<EstimateColumns> {
    let len = length([("of", of.0), ("n_of", of.1), ("against", against.0), ("n_against", against.1)])?;
    let cell = |name: &str, x, n| ProportionCell::from_counts(x, n).within(|| Spot::Argument(name.to_owned()));
    let says = Says::from(method(&cell("of", 3.0, 7.0)?, &cell("against", 2.0, 9.0)?, level)?);
    let kernel = Choice::of(KERNELS, &says.method.id);
    let rows = Rows::<4>::compute(
        len,
        |_| Ok(Left::All),
        |row| {
            let (x1, n1, x2, n2) = (of.0[row], of.1[row], against.0[row], against.1[row]);
            if [x1, n1, x2, n2].iter().any(|number| number.is_nan()) {
                return Ok(Row::missing());
            }
            let counts = || [x1, n1, x2, n2].into_iter().all(is_count) && x1 <= n1 && x2 <= n2 && n1 > 0.0 && n2 > 0.0;
            if let Some(kernel) = kernel
                && counts()
                && let Some(numbers) = kernel(Counts { x1, n1, x2, n2 }, level).within(|| at(row))?
            {
                return Ok(Row::plain(numbers));
            }
            let cells = || Ok((cell("of", x1, n1)?, cell("against", x2, n2)?));
            let (of, against) = cells().within(|| at(row))?;
            method(&of, &against, level).map(Row::from).within(|| at(row))
        },
    )?;
    Ok(EstimateColumns::new(says, level, rows))
}

/// Compares the rates of two groups, row by row, by a method itself.
///
/// Not-a-number in any column is missing: the row has no value, and W101.
///
/// # Errors
/// `H108` if the columns differ in length; those of [`RateCell::from_counts`] and of the method, with the row.
pub fn rate_columns(method: TwoRates, of: Group<'_>, against: Group<'_>, level: Level) -> Result<EstimateColumns> {
    let columns = [("of", of.0), ("exposure_of", of.1), ("against", against.0), ("exposure_against", against.1)];
    let len = length(columns)?;
    let cell = |name: &str, x, time| RateCell::from_counts(x, time).within(|| Spot::Argument(name.to_owned()));
    let says = Says::from(method(&cell("of", 3.0, 7.0)?, &cell("against", 2.0, 9.0)?, level)?);
    let rows = Rows::<4>::compute(
        len,
        |_| Ok(Left::All),
        |row| {
            let numbers = [of.0[row], of.1[row], against.0[row], against.1[row]];
            if numbers.iter().any(|number| number.is_nan()) {
                return Ok(Row::missing());
            }
            let [x1, time1, x2, time2] = numbers;
            let cells = || Ok((cell("of", x1, time1)?, cell("against", x2, time2)?));
            let (of, against) = cells().within(|| at(row))?;
            method(&of, &against, level).map(Row::from).within(|| at(row))
        },
    )?;
    Ok(EstimateColumns::new(says, level, rows))
}

/// A test of two shares, row by row.
pub(super) fn share_tests(
    method: Method,
    test: fn(&ProportionCell, &ProportionCell) -> Result<Test>,
    of: Group<'_>,
    against: Group<'_>,
) -> Result<TestColumns> {
    let cell = |name: &str, x, n| ProportionCell::from_counts(x, n).within(|| Spot::Argument(name.to_owned()));
    let columns = [("of", of.0), ("n_of", of.1), ("against", against.0), ("n_against", against.1)];
    tests(method, columns, |[x1, n1, x2, n2]| test(&cell("of", x1, n1)?, &cell("against", x2, n2)?))
}

/// A test of two rates, row by row.
pub(super) fn rate_tests(
    method: Method,
    test: fn(&RateCell, &RateCell) -> Result<Test>,
    of: Group<'_>,
    against: Group<'_>,
) -> Result<TestColumns> {
    let cell = |name: &str, x, time| RateCell::from_counts(x, time).within(|| Spot::Argument(name.to_owned()));
    let columns = [("of", of.0), ("exposure_of", of.1), ("against", against.0), ("exposure_against", against.1)];
    tests(method, columns, |[x1, time1, x2, time2]| test(&cell("of", x1, time1)?, &cell("against", x2, time2)?))
}

/// The method of that id among those of a family, whether it compares shares or rates.
pub(super) fn by_id(
    (shares, rates): (&'static [Choice<TwoShares>], &'static [Choice<TwoRates>]),
    id: &str,
    of: Group<'_>,
    against: Group<'_>,
    level: Level,
) -> Result<EstimateColumns> {
    if let Some(method) = Choice::of(shares, id) {
        return share_columns(*method, of, against, level);
    }
    if let Some(method) = Choice::of(rates, id) {
        return rate_columns(*method, of, against, level);
    }
    let nearest = nearest(id, Choice::ids(shares).chain(Choice::ids(rates)));
    Err(Error::new(Fault::UnknownMethod { id: id.to_owned(), nearest }, Place::argument("method")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparisons::odds_ratio;
    use crate::estimate::{Estimate, Warning};
    use crate::estimates::{proportion, rate};

    const PAIRS: [[f64; 4]; 9] = [
        [3.0, 7.0, 2.0, 9.0],
        [0.0, 10.0, 0.0, 12.0],
        [0.0, 10.0, 4.0, 12.0],
        [5.0, 10.0, 0.0, 12.0],
        [10.0, 10.0, 12.0, 12.0],
        [0.0, 0.0, 3.0, 12.0],
        [1.0, 1.0, 0.0, 1.0],
        [120.0, 4000.0, 90.0, 3777.0],
        [10.0, 10.0, 3.0, 12.0],
    ];

    fn column(index: usize) -> Vec<f64> {
        (0..5000).map(|row| PAIRS[row % PAIRS.len()][index]).collect()
    }

    fn same(columns: &EstimateColumns, one: impl Fn([f64; 4]) -> Estimate) {
        for row in (0..PAIRS.len()).chain([4999]) {
            let mut one = one(PAIRS[row % PAIRS.len()]);
            one.warnings.retain(|warning| !matches!(warning, Warning::SmallGroup { .. }));
            let got = columns.row(row).expect("a row");
            let numbers = |estimate: &Estimate| {
                let bounds = estimate.interval.map(|i| (i.lower.to_bits(), i.upper.to_bits()));
                (estimate.value.map(f64::to_bits), bounds, estimate.p_value.map(f64::to_bits))
            };
            assert_eq!(numbers(&got), numbers(&one), "{} {:?}", columns.method.id, PAIRS[row % PAIRS.len()]);
            assert_eq!(got.warnings, one.warnings, "{}", columns.method.id);
        }
    }

    #[test]
    fn rows_are_what_the_methods_give() {
        let [x1, n1, x2, n2] = [0, 1, 2, 3].map(column);
        let (of, against) = ((&x1[..], &n1[..]), (&x2[..], &n2[..]));
        type Door = fn(&str, Group<'_>, Group<'_>, Level) -> Result<EstimateColumns>;
        let families: [(&[Choice<TwoShares>], Door); 3] = [
            (difference::SHARES, difference::columns),
            (ratio::SHARES, ratio::columns),
            (odds_ratio::SHARES, odds_ratio::columns),
        ];
        for (choices, door) in families {
            for choice in choices {
                let columns = door(&choice.method.id, of, against, Level::P95).expect("counts");
                same(&columns, |[x1, n1, x2, n2]| {
                    let cell = |x, n| ProportionCell::from_counts(x, n).expect("counts");
                    (choice.call)(&cell(x1, n1), &cell(x2, n2), Level::P95).expect("an estimate")
                });
            }
        }
        for (choices, door) in [(difference::RATES, difference::columns as Door), (ratio::RATES, ratio::columns)] {
            for choice in choices {
                let columns = door(&choice.method.id, of, against, Level::P95).expect("rates");
                same(&columns, |[x1, n1, x2, n2]| {
                    let cell = |x, n| RateCell::from_counts(x, n).expect("a rate");
                    (choice.call)(&cell(x1, n1), &cell(x2, n2), Level::P95).expect("an estimate")
                });
            }
        }
    }

    #[test]
    fn tests_of_rows_are_the_tests() {
        let [x1, n1, x2, n2] = [0, 1, 2, 3].map(column);
        let (of, against) = ((&x1[..], &n1[..]), (&x2[..], &n2[..]));
        let fisher = odds_ratio::fisher_columns(of, against).expect("counts");
        let exact = ratio::exact_test_columns(of, against).expect("rates");
        let one = |x: f64, n: f64| ProportionCell::from_counts(x, n).expect("counts");
        let time = |x: f64, n: f64| RateCell::from_counts(x, n).expect("a rate");
        let p0: Vec<f64> = x2.iter().zip(&n2).map(|(x, n)| x / n).collect();
        let binomial = proportion::binomial_test_columns(&x1, &n1, &p0).expect("counts");
        let poisson = rate::poisson_test_columns(&x1, &n1, &p0).expect("rates");
        for row in (0..PAIRS.len()).chain([4999]) {
            let [x1, n1, x2, n2] = PAIRS[row % PAIRS.len()];
            for (columns, test) in [
                (&fisher, odds_ratio::fisher(&one(x1, n1), &one(x2, n2))),
                (&exact, ratio::exact_test(&time(x1, n1), &time(x2, n2))),
                (&binomial, proportion::binomial_test(&one(x1, n1), x2 / n2)),
                (&poisson, rate::poisson_test(&time(x1, n1), x2 / n2)),
            ] {
                let (got, test) = (columns.row(row).expect("a row"), test.expect("a test"));
                assert_eq!(got, Test { n: got.n, provenance: got.provenance.clone(), ..test }, "{row}");
            }
        }
        assert_eq!(fisher.row(5000), None);
        assert_eq!(fisher, fisher.clone());
        assert_ne!(fisher, exact);
        let nan = odds_ratio::fisher_columns((&[f64::NAN], &[9.0]), (&[1.0], &[9.0])).expect("counts");
        assert_eq!((nan.row(0).and_then(|test| test.p_value), nan.warnings[0].1.code()), (None, "W101"));
        let error = odds_ratio::fisher_columns((&[10.0], &[9.0]), (&[1.0], &[9.0])).expect_err("H201");
        assert_eq!(error.at().to_string(), "row 1, argument `of`, argument `numerator`");
        let error = proportion::binomial_test_columns(&[1.0], &[9.0], &[2.0]).expect_err("no share");
        assert_eq!((error.code(), error.at().to_string().as_str()), ("H008", "row 1, argument `p0`"));
    }

    #[test]
    fn missing_and_impossible_rows() {
        let (nan, nine) = (f64::NAN, [9.0; 2]);
        for row in [[nan, 9.0, 1.0, 9.0], [1.0, nan, 1.0, 9.0], [1.0, 9.0, nan, 9.0], [1.0, 9.0, 1.0, nan]] {
            let group = |at: usize| ([1.0, row[at]], [9.0, row[at + 1]]);
            let (of, against) = (group(0), group(2));
            let columns = ratio::columns("ratio/koopman", (&of.0, &of.1), (&against.0, &against.1), Level::P95);
            let columns = columns.expect("counts");
            assert!(columns.value[0] == 1.0 && columns.value[1].is_nan());
            assert_eq!(columns.warnings[0].1.code(), "W101");
        }
        let error =
            ratio::columns("ratio/koopman", (&nine, &nine), (&[1.0, 10.0], &nine), Level::P95).expect_err("H201");
        assert_eq!(
            (error.code(), error.at().to_string().as_str()),
            ("H201", "row 2, argument `against`, argument `numerator`")
        );
        let error = ratio::columns("ratio/koopman", (&nine, &nine), (&nine, &[1.0]), Level::P95).expect_err("H108");
        assert_eq!(error.code(), "H108");
        let error = ratio::columns("ratio/kopman", (&nine, &nine), (&nine, &nine), Level::P95).expect_err("H302");
        assert!(error.mend().contains("ratio/koopman"));
    }
}
