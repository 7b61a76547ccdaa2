//! The two models: what the linear predictor says of the outcome.

use statrs::function::gamma::ln_gamma;

/// The link between linear predictor and mean, with the distribution whose natural link it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// Log odds of an event: logistic regression.
    Logit,
    /// Logarithm of a count: Poisson regression.
    Log,
}

impl Link {
    /// Expected outcome.
    pub(super) fn mean(self, eta: f64) -> f64 {
        match self {
            Self::Logit if eta >= 0.0 => 1.0 / (1.0 + (-eta).exp()),
            Self::Logit => eta.exp() / (1.0 + eta.exp()),
            Self::Log => eta.exp(),
        }
    }

    /// Variance of the outcome, which is also the slope of the mean.
    pub(super) fn variance(self, eta: f64) -> f64 {
        match self {
            Self::Logit => {
                let small = (-eta.abs()).exp();
                small / ((1.0 + small) * (1.0 + small))
            }
            Self::Log => eta.exp(),
        }
    }

    /// Outcome minus its mean, without cancellation where an event was all but sure.
    pub(super) fn residual(self, outcome: f64, eta: f64) -> f64 {
        match self {
            Self::Logit if outcome == 1.0 => Self::Logit.mean(-eta),
            _ => outcome - self.mean(eta),
        }
    }

    /// Logarithm of the probability of an outcome, up to what does not depend on the predictor.
    pub(super) fn ln_likelihood(self, outcome: f64, eta: f64) -> f64 {
        match self {
            Self::Logit => -(if outcome == 1.0 { -eta } else { eta }.max(0.0) + (-eta.abs()).exp().ln_1p()),
            Self::Log => outcome * eta - eta.exp(),
        }
    }

    /// What was left out of it.
    pub(super) fn constant(self, outcome: f64) -> f64 {
        match self {
            Self::Logit => 0.0,
            Self::Log => -ln_gamma(outcome + 1.0),
        }
    }

    /// Half the deviance of an outcome.
    pub(super) fn half_deviance(self, outcome: f64, eta: f64) -> f64 {
        match self {
            Self::Logit => -self.ln_likelihood(outcome, eta),
            Self::Log if outcome == 0.0 => eta.exp(),
            Self::Log => outcome * (outcome.ln() - eta) - (outcome - eta.exp()),
        }
    }

    /// A linear predictor to start from.
    pub(super) fn start(self, outcome: f64) -> f64 {
        match self {
            Self::Logit => {
                if outcome == 1.0 {
                    3.0_f64.ln()
                } else {
                    -(3.0_f64.ln())
                }
            }
            Self::Log => (outcome + 0.1).ln(),
        }
    }
}
