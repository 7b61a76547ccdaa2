//! Two groups in several strata.

use crate::cells::ProportionCell;
use crate::comparisons::shares::Counts;
use crate::error::{Error, Fault, Place, Result, Spot, Within};
use crate::estimate::{Count, Warning};

/// Two groups, stratum by stratum (age groups, schools, areas), as counts of events among units.
///
/// ```
/// use helhed::comparisons::stratified::Strata;
/// let by_age = Strata::from_counts(&[14.0, 9.0], &[40.0, 40.0], &[8.0, 5.0], &[40.0, 40.0])?;
/// assert_eq!((by_age.len(), by_age.records()), (2, 160));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strata {
    pairs: Vec<(ProportionCell, ProportionCell)>,
}

impl Strata {
    /// From the two groups of each stratum.
    #[must_use]
    pub fn new(pairs: impl IntoIterator<Item = (ProportionCell, ProportionCell)>) -> Self {
        Self { pairs: pairs.into_iter().collect() }
    }

    /// From four columns with a row for each stratum: events and units of one group, events and units of the other.
    ///
    /// # Errors
    /// `H108` if the columns differ in length; `H201`, `H104`, `H202`, `H204`, `H208` for what are no counts, with the
    /// row.
    pub fn from_counts(of: &[f64], n_of: &[f64], against: &[f64], n_against: &[f64]) -> Result<Self> {
        for (name, column) in [("n_of", n_of), ("against", against), ("n_against", n_against)] {
            if column.len() != of.len() {
                let fault = Fault::LengthsDiffer { left: of.len() as u64, right: column.len() as u64 };
                return Err(Error::new(fault, Place::argument(name)));
            }
        }
        let cell = |row: u64, name: &str, x, n| {
            ProportionCell::from_counts(x, n).within(|| Spot::Argument(name.into())).within(|| Spot::Row(row))
        };
        let mut pairs = Vec::with_capacity(of.len());
        for (row, ((x1, n1), (x2, n2))) in (1_u64..).zip(of.iter().zip(n_of).zip(against.iter().zip(n_against))) {
            pairs.push((cell(row, "of", *x1, *n1)?, cell(row, "against", *x2, *n2)?));
        }
        Ok(Self { pairs })
    }

    /// The two groups of each stratum.
    pub fn iter(&self) -> impl Iterator<Item = &(ProportionCell, ProportionCell)> {
        self.pairs.iter()
    }

    /// Number of strata.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether there is no stratum.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Units with a value.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.pairs.iter().map(|(of, against)| of.records() + against.records()).sum()
    }

    /// Units without a value.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.pairs.iter().map(|(of, against)| of.missing() + against.missing()).sum()
    }

    /// The strata that have units in both groups and tell something.
    pub(super) fn kept(&self, tells: fn(&Stratum) -> bool) -> Kept {
        let filled = self.pairs.iter().filter(|(of, against)| of.records() > 0 && against.records() > 0);
        Kept(filled.map(Stratum::of).filter(tells).collect())
    }
}

/// The strata of which a method makes use.
pub(super) struct Kept(Vec<Stratum>);

impl Kept {
    pub(super) fn iter(&self) -> std::slice::Iter<'_, Stratum> {
        self.0.iter()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sum of a number of each stratum.
    pub(super) fn sum(&self, number: impl Fn(&Stratum) -> f64) -> f64 {
        self.0.iter().map(number).sum()
    }

    /// What a result rests on: the strata that are left out do not count.
    pub(super) fn count(&self) -> Count {
        Count::of_events(self.sum(Stratum::events) as u64, self.sum(|stratum| stratum.all) as u64)
    }

    /// What must be known of the strata that are not here.
    pub(super) fn warnings(&self, strata: &Strata) -> Vec<Warning> {
        let (left_out, of) = ((strata.len() - self.len()) as u64, strata.len() as u64);
        let mut warnings = Vec::new();
        if left_out > 0 {
            warnings.push(Warning::StrataLeftOut { left_out, of });
        }
        if self.is_empty() {
            let empty = !strata.iter().any(|(of, against)| of.records() > 0 && against.records() > 0);
            warnings.push(if empty { Warning::NoObservations } else { Warning::NothingToTest });
        }
        warnings
    }
}

/// The four counts of a stratum with units in both groups, and their sums.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stratum {
    pub(super) of_events: f64,
    pub(super) of_others: f64,
    pub(super) against_events: f64,
    pub(super) against_others: f64,
    pub(super) of_all: f64,
    pub(super) against_all: f64,
    pub(super) all: f64,
}

impl Stratum {
    fn of((of, against): &(ProportionCell, ProportionCell)) -> Self {
        let others = |cell: &ProportionCell| (cell.records() - cell.events()) as f64;
        Self {
            of_events: of.events() as f64,
            of_others: others(of),
            against_events: against.events() as f64,
            against_others: others(against),
            of_all: of.records() as f64,
            against_all: against.records() as f64,
            all: (of.records() + against.records()) as f64,
        }
    }

    /// The two groups as any comparison of shares takes them.
    pub(super) fn counts(&self) -> Counts {
        Counts { x1: self.of_events, n1: self.of_all, x2: self.against_events, n2: self.against_all }
    }

    pub(super) fn events(&self) -> f64 {
        self.of_events + self.against_events
    }

    pub(super) fn others(&self) -> f64 {
        self.of_others + self.against_others
    }

    /// Whether some units have the event and some have not.
    pub(super) fn has_mixed_events(&self) -> bool {
        self.events() > 0.0 && self.others() > 0.0
    }

    /// Whether there are events.
    pub(super) fn has_events(&self) -> bool {
        self.events() > 0.0
    }

    /// The Mantel-Haenszel weight of a difference.
    pub(super) fn weight(&self) -> f64 {
        self.of_all * self.against_all / self.all
    }

    /// Difference of the shares times both numbers of units.
    pub(super) fn apart(&self) -> f64 {
        self.of_events * self.against_others - self.against_events * self.of_others
    }

    /// Variance of the events of the first group, given all sums.
    pub(super) fn variance_of_events(&self) -> f64 {
        (self.weight() / self.all) * (self.events() * self.others() / (self.all - 1.0))
    }

    /// Events of the first group less those expected under an odds ratio given all sums, and their variance.
    ///
    /// Each of the four counts has its own expected number, found by itself: one that follows from another by
    /// subtraction would lose its digits where it is small.
    pub(super) fn against_odds_ratio(&self, ratio: f64) -> (f64, f64) {
        let (of, against) = (self.of_all, self.against_all);
        let of_events = expected(ratio, self.events(), of, against);
        let of_others = expected(ratio.recip(), self.others(), of, against);
        let against_events = expected(ratio.recip(), self.events(), against, of);
        let against_others = expected(ratio, self.others(), against, of);
        let information = 1.0 / of_events + 1.0 / of_others + 1.0 / against_events + 1.0 / against_others;
        // The distance is the same for all four counts, but for its sign; the smallest has it with most digits.
        let smaller =
            if of_events < against_events { self.of_events - of_events } else { against_events - self.against_events };
        (smaller, 1.0 / information)
    }
}

/// Expected number in a cell under an odds ratio, with `column` in its column, `row` in its row and `other` in the
/// other row: the root e of e (other - column + e) = ratio (column - e)(row - e) that lies among the possible numbers.
fn expected(ratio: f64, column: f64, row: f64, other: f64) -> f64 {
    let (square, linear, rest) = (1.0 - ratio, other - column + ratio * (column + row), row + other - column);
    // linear^2 + 4 square ratio column row, as a sum of what is not below zero.
    let (apart, beside) = (ratio * (column - row), other - column);
    let root = (apart * apart + beside * beside + 2.0 * ratio * (column * rest + row * other)).sqrt();
    // Of the two ways to write the root, the one in which nothing cancels; `linear` is negative only below a ratio of
    // 1.
    if linear < 0.0 { (root - linear) / (2.0 * square) } else { 2.0 * ratio * column * row / (linear + root) }
}
