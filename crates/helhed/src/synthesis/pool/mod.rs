//! Studies, or areas, pooled into one number, with how much they differ.

mod choice;
mod columns;
mod common_effect;
mod dersimonian_laird;
mod effects;
mod egger;
mod empirical_bayes;
mod hedges;
mod hunter_schmidt;
mod leave_one_out;
mod likelihood;
mod ml;
mod numbers;
mod of_estimates;
mod paule_mandel;
mod pooled;
mod q_profile;
mod reml;
mod sidik_jonkman;
mod study;
mod subgroups;
mod sums;

pub use choice::{Inference, PoolMethod};
pub use columns::{PooledColumns, pool_columns};
pub use common_effect::COMMON_EFFECT;
pub use dersimonian_laird::DERSIMONIAN_LAIRD;
pub use effects::{EffectMeasure, Halves, effects};
pub use egger::{EGGER, SmallStudies, egger};
pub use empirical_bayes::EMPIRICAL_BAYES;
pub use hedges::HEDGES;
pub use hunter_schmidt::HUNTER_SCHMIDT;
pub use leave_one_out::{Without, leave_one_out, means_without};
pub use ml::ML;
pub use paule_mandel::PAULE_MANDEL;
pub use pooled::{Pooled, pool};
pub use reml::REML;
pub use sidik_jonkman::SIDIK_JONKMAN;
pub use study::{Studies, Study};
pub use subgroups::{SUBGROUPS, Subgroups, subgroups};
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
