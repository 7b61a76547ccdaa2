//! The special functions against tables of 30 digits (`tests/reference/mpmath`).
//!
//! A bound has two parts. What the code may lose is 2e-13. What the argument loses is out of anyone's hands: a double
//! holds a point to one part in 2^53, and a tail moves by (relative change of the point) times (density of its
//! logarithm over the tail), which grows as the square root of the parameters, and far out as the square root of the
//! tail's logarithm. `argument` is that part. Largest relative errors that were found (n is the sum of the beta's
//! parameters, the gamma's shape, the number of trials), for tails of 5e-10 and more, and for tails of about 1e-100 to
//! 1e-300:
//!
//! | function | n to 1e3 | 1e5 | 1e7 | 1e9 | far out, 1e5 | far out, 1e9 |
//! | --- | --- | --- | --- | --- | --- | --- |
//! | beta tails | 5e-14 | 9e-14 | 6e-13 | 7e-12 | 1.2e-12 | 4e-11 |
//! | gamma tails (Poisson) | 2e-14 | 1.1e-14 | 1.0e-13 | 1.6e-12 | 4e-14 | 6e-13 |
//! | binomial tails | 4e-15 | 4e-14 | 1.6e-13 | 5e-12 | | |
//! | binomial probabilities | 9e-15 | 3e-14 | 1.2e-13 | 6e-12 | | |
//! | t tails | 4e-15 | 4e-15 | 1.1e-15 | 5e-15 | 1.3e-13 | 7e-14 |
//! | F tails | 1.1e-14 | 4e-14 | 1.0e-12 | | | |
//!
//! Quantiles are better than tails, since the same errors matter less there: at most 1e-15 of the log odds (beta) and
//! 2e-15 of the point (gamma) for parameters up to 1e9, 3e-14 far out with small shapes.

use helhed::numeric::beta::UnitPoint;
use helhed::numeric::{Side, beta, binomial, f, gamma, normal, student};
use helhed_tests::root;
use serde_json::Value;

/// What rounding of a point to a double may do to a probability, for the sizes of its parameters.
fn argument(size: f64, tail: f64) -> f64 {
    let far = 1.0 + (-2.0 * tail.ln()).max(0.0).sqrt();
    f64::EPSILON * far * (size.sqrt() + far)
}

/// Rows of a table: doubles, and texts of 30 digits as the doubles next to them.
fn table(name: &str) -> Vec<Vec<f64>> {
    let path = root().join("tests/reference/mpmath").join(name);
    let text = std::fs::read_to_string(&path).expect("the table");
    let table: Value = serde_json::from_str(&text).expect("JSON");
    let number = |value: &Value| match value {
        Value::String(text) => text.parse().expect("a number"),
        other => other.as_f64().expect("a number"),
    };
    let rows = table["rows"].as_array().expect("rows");
    rows.iter().map(|row| row.as_array().expect("a row").iter().map(number).collect()).collect()
}

/// The largest error in terms of its bound, with what it belongs to.
#[derive(Default)]
struct Worst {
    share: f64,
    what: String,
    compared: usize,
}

impl Worst {
    /// Compares by relative error.
    fn relative(&mut self, got: f64, expected: f64, bound: f64, what: &str) {
        self.absolute((got / expected - 1.0).abs(), bound, &format!("{what}: {got:e} for {expected:e}"));
    }

    fn absolute(&mut self, error: f64, bound: f64, what: &str) {
        self.compared += 1;
        // Not-a-number is no success.
        let share = if error.is_nan() { f64::INFINITY } else { error / bound };
        if share > self.share {
            (self.share, self.what) = (share, format!("{what}, error {error:e}, bound {bound:e}"));
        }
    }

    fn within(&self, least: usize) {
        assert!(self.compared >= least, "only {} compared", self.compared);
        assert!(self.share <= 1.0, "{}", self.what);
    }
}

#[test]
fn beta_tails() {
    let mut worst = Worst::default();
    for row in table("beta.json") {
        let [a, b, x, lower, upper] = row[..] else { panic!("{row:?}") };
        let got = beta::tails(a, b, UnitPoint::new(x));
        for (side, got, tail) in [("lower", got.lower, lower), ("upper", got.upper, upper)] {
            let bound = 2e-13 + 2.0 * argument(a.min(b).max(1.0), tail);
            worst.relative(got, tail, bound, &format!("{side} of beta({a}, {b}) at {x:e}"));
        }
    }
    worst.within(600);
}

#[test]
fn beta_quantiles() {
    let mut worst = Worst::default();
    for row in table("beta.json") {
        let [a, b, x, lower, upper] = row[..] else { panic!("{row:?}") };
        let (side, tail) = if lower < upper { (Side::Lower, lower) } else { (Side::Upper, upper) };
        let got = beta::quantile_logit(a, b, tail, side).expect("it ends");
        let expected = x.ln() - (-x).ln_1p();
        // An error of the log odds is a relative one of the point and of its complement.
        worst.absolute(
            (got - expected).abs(),
            1e-13 * (1.0 + expected.abs()),
            &format!("beta({a}, {b}) at {tail:e}, {side:?}"),
        );
    }
    worst.within(300);
}

#[test]
fn gamma_tails() {
    let mut worst = Worst::default();
    for row in table("gamma.json") {
        let [a, x, lower, upper] = row[..] else { panic!("{row:?}") };
        let got = gamma::tails(a, x);
        for (side, got, tail) in [("lower", got.lower, lower), ("upper", got.upper, upper)] {
            let bound = 2e-13 + 2.0 * argument(a, tail);
            worst.relative(got, tail, bound, &format!("{side} of gamma({a}) at {x:e}"));
        }
    }
    worst.within(500);
}

#[test]
fn gamma_quantiles() {
    let mut worst = Worst::default();
    for row in table("gamma.json") {
        let [a, x, lower, upper] = row[..] else { panic!("{row:?}") };
        let (side, tail) = if lower < upper { (Side::Lower, lower) } else { (Side::Upper, upper) };
        let got = gamma::quantile(a, tail, side).expect("it ends");
        worst.relative(got, x, 1e-13, &format!("gamma({a}) at {tail:e}, {side:?}"));
    }
    worst.within(250);
}

#[test]
fn student_tails_and_quantiles() {
    let mut worst = Worst::default();
    for row in table("student.json") {
        let [df, t, upper] = row[..] else { panic!("{row:?}") };
        let bound = 2e-13 + 2.0 * argument(1.0, upper);
        worst.relative(student::upper_tail(t, df), upper, bound, &format!("t({df}) at {t:e}"));
        worst.relative(student::two_sided_p(t, df), 2.0 * upper, bound, &format!("both sides of t({df}) at {t:e}"));
        let quantile =
            student::upper_quantile(upper, df).unwrap_or_else(|| panic!("no quantile of t({df}) at {upper:e}, {t:e}"));
        worst.relative(quantile, t, 1e-12, &format!("quantile of t({df}) at {upper:e}"));
    }
    worst.within(200);
}

#[test]
fn f_tails_and_quantiles() {
    let mut worst = Worst::default();
    for row in table("f.json") {
        let [d1, d2, x, lower, upper] = row[..] else { panic!("{row:?}") };
        let got = f::tails(x, d1, d2);
        for (side, got, tail) in [("lower", got.lower, lower), ("upper", got.upper, upper)] {
            let bound = 2e-13 + 2.0 * argument(d1.min(d2), tail);
            worst.relative(got, tail, bound, &format!("{side} of F({d1}, {d2}) at {x:e}"));
        }
        let (side, tail) = if lower < upper { (Side::Lower, lower) } else { (Side::Upper, upper) };
        let quantile = f::quantile(tail, d1, d2, side).expect("it ends");
        worst.relative(quantile, x, 1e-12, &format!("quantile of F({d1}, {d2}) at {tail:e}"));
    }
    worst.within(200);
}

#[test]
fn binomial_probabilities_and_tails() {
    let mut worst = Worst::default();
    for row in table("binomial.json") {
        let [x, n, p, ln_probability, at_most, at_least] = row[..] else { panic!("{row:?}") };
        let (events, trials, point) = (x as u64, n as u64, UnitPoint::new(p));
        let size = x.min(n - x).max(1.0);
        let what = |name: &str| format!("{name} {x} of {n} at {p:e}");
        let bound = 2e-13 + 2.0 * argument(size, ln_probability.exp());
        let error = (binomial::ln_probability(events, trials, point) - ln_probability).abs();
        worst.absolute(error, bound, &what("probability of"));
        worst.relative(
            binomial::at_most(events, trials, point),
            at_most,
            2e-13 + 2.0 * argument(size, at_most),
            &what("at most"),
        );
        worst.relative(
            binomial::at_least(events, trials, point),
            at_least,
            2e-13 + 2.0 * argument(size, at_least),
            &what("at least"),
        );
    }
    worst.within(250);
}

#[test]
fn normal_quantiles_and_tails() {
    let mut worst = Worst::default();
    for row in table("normal.json") {
        let [tail, z] = row[..] else { panic!("{row:?}") };
        worst.absolute(
            (normal::upper_quantile(tail) - z).abs(),
            4e-16 * (1.0 + 10.0 * z),
            &format!("quantile of {tail:e}"),
        );
        // The quantile is a rounded double: its tail is off by its error times z.
        worst.relative(normal::upper_tail(z), tail, 2e-15 + f64::EPSILON * z * (1.0 + z), &format!("tail at {z}"));
    }
    worst.within(20);
}
