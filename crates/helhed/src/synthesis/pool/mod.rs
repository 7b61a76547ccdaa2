//! Effects of several areas brought together.

mod glmm;
mod hermite;
mod meta_regression;
mod moderated;
mod residual_variance;
mod robust;

pub use glmm::{GLMM_PROPORTION, MixedProportion, glmm_proportion};
pub use meta_regression::{CoefficientTest, META_REGRESSION, MetaRegression, meta_regression};
pub use moderated::ModeratedEffects;
pub use residual_variance::ResidualVariance;
pub use robust::{Dependence, ROBUST, RobustRegression, robust};
