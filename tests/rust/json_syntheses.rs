//! The records of what brings areas and studies together, and of what an outcome costs, to JSON and back.

use helhed::comparisons::difference;
use helhed::design::Direction;
use helhed::estimate::SynthesisWarning;
use helhed::synthesis::areas::Areas;
use helhed::synthesis::economy::{Bound, Course, Economy, Payer, Per, Price, PriceIndex, Quadrant, Ranged, Success};
use helhed::synthesis::funnel::{Widening, funnel};
use helhed::synthesis::pool;
use helhed::synthesis::rank::{Resampling, rank};
use helhed::synthesis::shrink::{self, BetweenVariance};
use helhed::{Level, Warning};

use super::{Tested, share};

fn economy() -> Economy {
    let gained = difference::newcombe(&share(56.0, 70.0), &share(48.0, 80.0), Level::P95).expect("a difference");
    let price = |label: &str, low: f64, per| {
        let kroner = Ranged::new(2.0 * low, low, 3.0 * low).expect("in order");
        Price::new(label, kroner, per, Payer::HousingOrganisation, Some(2014), "a table").expect("a price")
    };
    let prices = [
        price("staff", 1e5 / 3.0, Per::Programme).spent_over(2).expect("two years"),
        price("saved", 5e4, Per::Outcome).bounded(Bound::AtMost),
    ];
    let success = Success::net(&gained, 70.0, Direction::Higher).expect("a difference");
    Economy::new(success, prices, Course::new(2).expect("two years"), None, None).expect("an economy")
}

/// Pooling, areas beside each other, what an outcome costs.
pub(super) fn syntheses(tested: &mut Tested) {
    let left_out = SynthesisWarning::StudiesLeftOut { left_out: vec!["area=C".into()], of: 3 };
    let warnings = [SynthesisWarning::BeyondHorizon { share: 0.25 }, SynthesisWarning::RanksNotTold, left_out];
    tested.values(warnings.clone());
    tested.values(warnings.map(Warning::Synthesis));
    let studies =
        pool::Studies::of_effects(&[0.1, 1.0 / 3.0, 0.9, f64::NAN], &[0.02, 0.03, 0.04, 1.0]).expect("studies");
    let (reml, normal) = (pool::PoolMethod::Reml, pool::Inference::Normal);
    tested.values([pool::pool(&studies, reml, normal, Level::P95).expect("pooled")]);
    tested.values(pool::leave_one_out(&studies, reml, normal, Level::P95).expect("each"));
    tested.values([pool::subgroups(&studies, "study", reml, normal, Level::P95).expect("groups")]);
    tested.values([pool::egger(&studies, Level::P95).expect("a test")]);
    tested.within(&["Study", "PoolMethod", "Inference"]);
    tested.values([pool::EffectMeasure::RiskRatio, pool::EffectMeasure::FreemanTukey]);
    tested.values([pool::Halves::WhereZero, pool::Halves::Everywhere]);
    tested.values([economy()]);
    tested.values([PriceIndex::new([(2012, 97.9), (2014, 99.3)]).expect("an index")]);
    tested.values([economy().break_even(Level::P95).expect("a point")]);
    tested.values([economy().simulated(200, 7, Level::P95).expect("draws")]);
    tested.values([economy().tornado(Level::P95).expect("a tornado")]);
    tested.values([Success::Counted(70), Success::gross(30.0, 41.0).expect("counts")]);
    tested.values([Quadrant::BetterAndDearer, Quadrant::NoEffect]);
    tested.within(&["Bar", "Bound", "Course", "NetSuccess", "Payer", "Per", "Price", "Ranged"]);
    let areas = Areas::proportions(&[3.0, 40.0, 0.0, 9.0, f64::NAN], &[30.0, 90.0, 0.0, 80.0, 5.0]).expect("shares");
    let rates = Areas::rates(&[3.0, 40.0, 8.0], &[30.0, 90.0, 80.5], 1000.0).expect("rates");
    let values = Areas::values(&[0.1, 1.0 / 3.0, 2.0], &[0.1, 0.3, 0.2]).expect("values");
    let alike = Areas::proportions(&[5.0; 3], &[10.0; 3]).expect("shares");
    tested.values([&areas, &rates, &values].map(|areas| funnel(areas, None, Widening::Additive).expect("a funnel")));
    tested.within(&["FunnelArea", "Limits", "Verdict", "Judgement", "Overdispersion", "Widening", "Kind"]);
    tested.values([&areas, &rates, &values, &alike].map(|areas| shrink::shrink(areas, Level::P95).expect("areas")));
    tested.values(BetweenVariance::ALL.map(|(_, between)| between));
    tested.within(&["ShrunkArea", "Prior", "Posterior"]);
    let resampling = Resampling { draws: 1000, seed: 3 };
    tested.values([&areas, &alike].map(|areas| rank(areas, Level::P95, resampling).expect("ranks")));
    tested.within(&["RankedArea", "RankRange", "Resampling"]);
}
