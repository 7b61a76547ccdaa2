//! Special functions and root finding. Knows nothing of the rest of the library.
//!
//! `statrs` supplies the normal quantile and the log gamma function. Its incomplete beta and gamma functions
//! lose digits and do not always return for counts as large as a register's, so those are written here
//! from published formulas.

pub mod basis;
pub mod beta;
pub mod binomial;
pub mod chi_square;
pub mod deviance;
pub mod digamma;
pub mod eigen;
pub mod f;
mod fraction;
pub mod gamma;
pub mod hypergeometric;
pub(crate) mod inversion;
pub mod matrix;
pub(crate) mod mid_p;
pub(crate) mod mover;
pub mod noncentral_t;
pub mod normal;
pub mod poisson;
mod probit;
pub mod rank_counts;
pub mod root;
mod search;
pub mod select;
pub mod stream;
pub mod student;

pub(crate) use search::Target;

/// Lower and upper tail of a distribution, each with full relative accuracy; they add up to one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tails {
    /// Probability at or below the point.
    pub lower: f64,
    /// Probability above the point.
    pub upper: f64,
}

impl Tails {
    /// The tail on one side.
    #[must_use]
    pub fn on(self, side: Side) -> f64 {
        match side {
            Side::Lower => self.lower,
            Side::Upper => self.upper,
        }
    }
}

/// The logarithm of the tail that was computed directly, and its side: what searches far out need, where
/// probabilities themselves are too small for a double.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LogTail {
    ln: f64,
    side: Side,
}

impl LogTail {
    fn on(self, side: Side) -> f64 {
        if side == self.side { self.ln } else { (-self.ln.exp()).ln_1p() }
    }

    fn tails(self) -> Tails {
        let tail = self.ln.exp();
        match self.side {
            Side::Lower => Tails { lower: tail, upper: 1.0 - tail },
            Side::Upper => Tails { lower: 1.0 - tail, upper: tail },
        }
    }
}

/// Twice the smaller of two one-sided p-values, at most one.
#[must_use]
pub fn doubled(less: f64, greater: f64) -> f64 {
    (2.0 * less.min(greater)).min(1.0)
}

/// The side of a distribution on which a tail probability is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// At or below the point.
    Lower,
    /// Above the point.
    Upper,
}
