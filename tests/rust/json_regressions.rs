//! The records of regressions, with and without studies, to JSON and back.

use helhed::Level;
use helhed::comparisons::regression::{CaseMixModel, Covariates, Rows, StandardErrors, case_mix, poisson};
use helhed::estimate::KeyValue;
use helhed::synthesis::pool::{
    CoefficientTest, Dependence, ModeratedEffects, ResidualVariance, glmm_proportion, meta_regression, robust,
};

use super::Tested;

pub(super) fn regressions(tested: &mut Tested) {
    let none = |rows| Covariates::new([], rows).expect("columns");
    let rows = Rows::new([3.0, 5.0].map(Some), none(2)).expect("rows");
    let areas: [KeyValue; 2] = ["A", "B"].map(Into::into);
    tested.values([case_mix(&rows, CaseMixModel::Poisson, &areas, Level::P95).expect("areas")]);
    tested.values([poisson(&rows, StandardErrors::Hc1, Level::P95).expect("a model")]);
    tested.within(&["StandardErrors"]);
    tested.values([CaseMixModel::Logistic, CaseMixModel::Poisson]);
    let (effects, variances) = ([0.1, 0.3, 0.2].map(Some), [0.01, 0.02, 0.01].map(Some));
    let areas: [KeyValue; 3] = ["A", "B", "C"].map(Into::into);
    let rows = ModeratedEffects::with_clusters(&effects, &variances, &none(3), &areas).expect("effects");
    let test = CoefficientTest::KnappHartung;
    tested.values([meta_regression(&rows, ResidualVariance::Restricted, test, Level::P95).expect("a fit")]);
    tested.within(&["ResidualVariance", "CoefficientTest"]);
    tested.values([robust(&rows, Dependence::Correlated { rho: 0.8 }, Level::P95).expect("a fit")]);
    tested.values([Dependence::Hierarchical]);
    let (events, units) = ([0.0, 3.0, 9.0].map(Some), [20.0; 3].map(Some));
    tested.values([glmm_proportion(&events, &units, Level::P95).expect("a share")]);
}
