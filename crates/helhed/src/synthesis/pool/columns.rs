//! Many syntheses in one call: a row of effects and a row of variances each.

use super::numbers::{Numbers, numbers, quantile};
use super::study::{checked, sound};
use super::sums::Workspace;
use super::{Inference, PoolMethod};
use crate::error::{Error, Fault, Place, PoolFault, Result, Spot};
use crate::estimate::columns::{Failed, Left, Part, Row, Rows, warn_of_rows};
use crate::estimate::{Level, SynthesisWarning, Warning};
use crate::numeric::{chi_square, normal};

/// Numbers of a synthesis.
const COLUMNS: usize = 13;
/// Syntheses a thread takes at a time.
const CHUNK: usize = 256;

/// Many syntheses, a row each, on the scale of their effects.
///
/// Inside the columns not-a-number stands for what is absent. Two of them are equal if their numbers are the same bit
/// for bit.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PooledColumns {
    /// How the variance between studies was estimated.
    pub method: PoolMethod,
    /// What the intervals rest on.
    pub inference: Inference,
    /// Confidence level.
    pub level: Level,
    /// Lower ends of the predictions.
    pub prediction_lower: Vec<f64>,
    /// Upper ends of the predictions.
    pub prediction_upper: Vec<f64>,
    /// Means.
    pub value: Vec<f64>,
    /// Lower bounds of the means.
    pub lower: Vec<f64>,
    /// Upper bounds of the means.
    pub upper: Vec<f64>,
    /// Standard errors of the means.
    pub se: Vec<f64>,
    /// Two-sided p-values of a mean of zero.
    pub p_value: Vec<f64>,
    /// Variances between studies.
    pub tau_squared: Vec<f64>,
    /// I2, in percent.
    pub i_squared: Vec<f64>,
    /// H2.
    pub h_squared: Vec<f64>,
    /// Cochran's Q.
    pub q: Vec<f64>,
    /// P-values of Q.
    pub q_p_value: Vec<f64>,
    /// Numbers of studies.
    pub k: Vec<f64>,
    /// What the reader must know of single rows, by row counted from 0, in order.
    pub warnings: Vec<(usize, Warning)>,
}

impl PooledColumns {
    fn new(
        (method, inference, level): (PoolMethod, Inference, Level),
        columns: [Vec<f64>; COLUMNS],
        warnings: Vec<(usize, Warning)>,
    ) -> Self {
        let [prediction_lower, prediction_upper, value, lower, upper, se, p_value, rest @ ..] = columns;
        let [tau_squared, i_squared, h_squared, q, q_p_value, k] = rest;
        Self {
            method,
            inference,
            level,
            prediction_lower,
            prediction_upper,
            value,
            lower,
            upper,
            se,
            p_value,
            tau_squared,
            i_squared,
            h_squared,
            q,
            q_p_value,
            k,
            warnings,
        }
    }

    /// Columns from their parts in the order of [`columns`](Self::columns), as a pickle holds them; `None` if they differ
    /// in length.
    #[must_use]
    pub fn from_parts(
        about: (PoolMethod, Inference, Level),
        columns: [Vec<f64>; COLUMNS],
        warnings: Vec<(usize, Warning)>,
    ) -> Option<Self> {
        let len = columns[0].len();
        let fits = columns.iter().all(|column| column.len() == len) && warn_of_rows(&warnings, len);
        fits.then(|| Self::new(about, columns, warnings))
    }

    /// So many syntheses of no studies (W301 each).
    #[must_use]
    pub fn without_studies(rows: usize, about: (PoolMethod, Inference, Level)) -> Self {
        let mut columns: [Vec<f64>; COLUMNS] = std::array::from_fn(|_| vec![f64::NAN; rows]);
        columns[COLUMNS - 1].fill(0.0);
        Self::new(about, columns, (0..rows).map(|row| (row, Warning::NoObservations)).collect())
    }

    /// Number of syntheses.
    #[must_use]
    pub fn len(&self) -> usize {
        self.value.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.value.is_empty()
    }

    /// The columns with their names, predictions first.
    #[must_use]
    pub fn columns(&self) -> [(&'static str, &[f64]); COLUMNS] {
        [
            ("prediction_lower", &self.prediction_lower),
            ("prediction_upper", &self.prediction_upper),
            ("value", &self.value),
            ("lower", &self.lower),
            ("upper", &self.upper),
            ("se", &self.se),
            ("p_value", &self.p_value),
            ("tau_squared", &self.tau_squared),
            ("i_squared", &self.i_squared),
            ("h_squared", &self.h_squared),
            ("q", &self.q),
            ("q_p_value", &self.q_p_value),
            ("k", &self.k),
        ]
    }
}

impl PartialEq for PooledColumns {
    fn eq(&self, other: &Self) -> bool {
        let same = |one: &[f64], two: &[f64]| {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.to_bits() == two.to_bits())
        };
        (self.method, self.inference, self.level) == (other.method, other.inference, other.level)
            && self.columns().iter().zip(other.columns()).all(|((_, one), (_, two))| same(one, two))
            && self.warnings == other.warnings
    }
}

/// Syntheses row by row: `effects` and `variances` hold one row of `studies` numbers after the other.
///
/// Not-a-number in either is missing: that study is left out of that row, which has W101. The numbers of a row are
/// those of [`pool`](super::pool()) of its studies, in any number of threads; the interval of the variance between
/// studies (Q-profile) is only there.
///
/// # Errors
/// `H108` if the two differ in length and `H524` if they are no whole rows; `H523`, `H104` and `H008` for a number that
/// cannot be pooled, with its row and the number of the study; `H901` if the search for a quantile did not end.
pub fn pool_columns(
    effects: &[f64],
    variances: &[f64],
    studies: usize,
    method: PoolMethod,
    inference: Inference,
    level: Level,
) -> Result<PooledColumns> {
    if effects.len() != variances.len() {
        let fault = Fault::LengthsDiffer { left: effects.len() as u64, right: variances.len() as u64 };
        return Err(Error::new(fault, Place::argument("variances")));
    }
    if effects.len().checked_rem(studies).unwrap_or(effects.len()) != 0 {
        let fault = PoolFault::RaggedRows { values: effects.len() as u64, studies: studies as u64 };
        return Err(Error::new(fault.into(), Place::argument("studies")));
    }
    let matrix = Matrix { effects, variances, studies, method, inference, level };
    let full = if studies > 1 { quantile(inference, studies, level)? } else { level.z() };
    let rows = Rows::<COLUMNS>::compute_by(
        CHUNK,
        effects.len().checked_div(studies).unwrap_or(0),
        |part| matrix.fill(part, full),
        |row| matrix.row(&mut Workspace::default(), row, full),
    )?;
    Ok(PooledColumns::new((method, inference, level), rows.columns, rows.warnings))
}

/// What many syntheses are computed from.
struct Matrix<'a> {
    effects: &'a [f64],
    variances: &'a [f64],
    studies: usize,
    method: PoolMethod,
    inference: Inference,
    level: Level,
}

impl Matrix<'_> {
    /// Fills the rows of a part, and says which are left because something must be said of them.
    fn fill(&self, (start, columns): &mut Part<'_, COLUMNS>, full: f64) -> Result<Left, Failed> {
        let mut workspace = Workspace::default();
        let mut left = Vec::new();
        for offset in 0..columns[0].len() {
            let row = *start + offset;
            let found = self.row(&mut workspace, row, full).map_err(|error| (row, error))?;
            for (column, number) in columns.iter_mut().zip(found.numbers) {
                column[offset] = number;
            }
            if !found.warnings.is_empty() {
                left.push(offset);
            }
        }
        Ok(Left::Rows(left))
    }

    /// One synthesis; `full` is the quantile where no study is missing.
    fn row(&self, workspace: &mut Workspace, row: usize, full: f64) -> Result<Row<COLUMNS>> {
        let places = row * self.studies..(row + 1) * self.studies;
        if self.studies > 1 && sound(&self.effects[places.clone()], &self.variances[places.clone()]) {
            workspace.fill_from(&self.effects[places.clone()], &self.variances[places]);
            return Ok(self.several(workspace, self.studies, full, Vec::new()));
        }
        let pairs = || self.effects[places.clone()].iter().copied().zip(self.variances[places.clone()].iter().copied());
        let there = |(effect, variance): &(f64, f64)| !effect.is_nan() && !variance.is_nan();
        let mut k = 0;
        for (study, pair) in pairs().enumerate().filter(|(_, pair)| there(pair)) {
            checked(pair.0, pair.1).map_err(|error| {
                let argument = if checked(pair.0, 1.0).is_err() { "effects" } else { "variances" };
                let place = Place::argument(argument).and(Spot::Row(row as u64 + 1));
                Error::new(error.fault().clone(), place.and(Spot::Column((study + 1).to_string())))
            })?;
            k += 1;
        }
        let missing = self.studies - k;
        let mut warnings = Vec::new();
        if missing > 0 {
            warnings.push(Warning::MissingValues { missing: missing as u64, of: self.studies as u64 });
        }
        let numbers = match k {
            0 => {
                warnings.push(Warning::NoObservations);
                let mut none = [f64::NAN; COLUMNS];
                none[COLUMNS - 1] = 0.0;
                none
            }
            1 => {
                warnings.push(Warning::Synthesis(SynthesisWarning::OneStudy));
                let (effect, variance) = pairs().find(there).unwrap_or((f64::NAN, f64::NAN));
                self.alone(effect, variance.sqrt())
            }
            _ => {
                workspace.fill(pairs().filter(there));
                return Ok(self.several(workspace, k, quantile(self.inference, k, self.level)?, warnings));
            }
        };
        Ok(Row { numbers, warnings })
    }

    /// The synthesis of the several studies in the workspace.
    fn several(&self, studies: &mut Workspace, k: usize, quantile: f64, mut warnings: Vec<Warning>) -> Row<COLUMNS> {
        let found = numbers(studies, self.method, self.inference, quantile);
        warnings.extend(found.warnings(k as u64, self.inference, self.method));
        Row { numbers: together(&found, k), warnings }
    }

    /// The numbers of a row of one study.
    fn alone(&self, effect: f64, se: f64) -> [f64; COLUMNS] {
        let (half, none) = (self.level.z() * se, f64::NAN);
        let p_value = normal::two_sided_p(effect / se);
        [none, none, effect, effect - half, effect + half, se, p_value, none, none, none, none, none, 1.0]
    }
}

/// The numbers of a row of several studies.
fn together(found: &Numbers, k: usize) -> [f64; COLUMNS] {
    let (mean, half, ahead) = (found.mean, found.half, found.ahead.unwrap_or(f64::NAN));
    [
        mean - ahead,
        mean + ahead,
        mean,
        mean - half,
        mean + half,
        found.se,
        found.p_value().unwrap_or(f64::NAN),
        found.tau_squared,
        found.i_squared,
        found.h_squared,
        found.q,
        chi_square::upper_tail(found.q, k as f64 - 1.0),
        k as f64,
    ]
}
