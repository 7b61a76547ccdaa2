//! Regressions: an outcome explained by several covariates at once.

mod case_mix;
mod covariates;
mod errors;
mod fit;
mod link;
mod logistic;
mod poisson;
mod result;
mod rows;
mod sandwich;
mod separation;

pub use case_mix::{AREA, CASE_MIX, CaseMixAreas, CaseMixModel, case_mix};
pub use covariates::{Covariate, Covariates, INTERCEPT};
pub use errors::StandardErrors;
pub use logistic::{LOGISTIC, logistic};
pub use poisson::{POISSON, poisson};
pub use result::{Regression, TERM};
pub use rows::Rows;

pub(crate) use covariates::finite;
