//! Each error and warning of what a programme costs and saves, provoked through the public interface of the core.

use helhed::cells::ProportionCell;
use helhed::comparisons::difference;
use helhed::design::Direction;
use helhed::synthesis::economy::{
    Bound, Course, Economy, Increment, Payer, Per, Price, PriceIndex, Ranged, Success, Uncertain,
};
use helhed::{Error, Estimate, Level};

const LEVEL: Level = Level::P95;

fn fixed(kroner: f64) -> Ranged {
    Ranged::fixed(kroner).expect("finite")
}

fn price(kroner: f64, per: Per, year: i32) -> Price {
    Price::new("a price", fixed(kroner), per, Payer::State, Some(year), "a table").expect("a price")
}

fn gross() -> Success {
    Success::gross(30.0, 41.0).expect("counts")
}

fn newcombe(x: f64, n: f64) -> Estimate {
    let cell = |x| ProportionCell::from_counts(x, n).expect("counts");
    difference::newcombe(&cell(x), &cell(5.0_f64.min(n)), LEVEL).expect("an estimate")
}

fn economy(success: Success, prices: impl IntoIterator<Item = Price>, course: Course) -> Economy {
    Economy::new(success, prices, course, None, None).expect("an economy")
}

fn years(years: u32) -> Course {
    Course::new(years).expect("years")
}

fn refused<T: std::fmt::Debug>(result: helhed::Result<T>) -> Error {
    result.expect_err("it is refused")
}

/// Codes and errors that carry them.
pub(crate) fn faults() -> Vec<(&'static str, Error)> {
    let make = |kroner, year, source: &str| Price::new("a", fixed(kroner), Per::Outcome, Payer::State, year, source);
    let mixed = [price(1.0, Per::Programme, 2012), price(1.0, Per::Outcome, 2014)];
    let index = PriceIndex::new([(2014, 99.0)]).expect("an index");
    let indexed = Economy::new(gross(), mixed.clone(), years(1), Some(2014), Some(&index));
    vec![
        ("H560", refused(make(1.0, None, "a table"))),
        ("H561", refused(Economy::new(gross(), mixed, years(1), None, None))),
        ("H562", refused(make(-1.0, Some(2014), "a table"))),
        ("H563", refused(indexed)),
        ("H564", refused(Ranged::new(2.0, 3.0, 4.0))),
        ("H565", refused(years(2).phased([0.5, 0.2]))),
        ("H566", refused(Success::net(&newcombe(0.0, 0.0), 9.0, Direction::Higher))),
        ("H567", refused(make(1.0, Some(2014), " "))),
        (
            "H568",
            refused(Economy::new(Success::Counted(70), [price(1.0, Per::Participant, 2014)], years(1), None, None)),
        ),
    ]
}

/// Codes and estimates that carry them.
pub(crate) fn warnings() -> Vec<(&'static str, Estimate)> {
    let (staff, saved) = (price(1e5, Per::Programme, 2014), price(5e4, Per::Outcome, 2014));
    let both = || [staff.clone(), saved.clone()];
    let net = |economy: Economy| economy.net_benefit(LEVEL).expect("a sum");
    let worse = Success::net(&newcombe(1.0, 9.0), 9.0, Direction::Higher).expect("a difference");
    let wide = Ranged::new(2.0, 1.0, 3.0).expect("in order");
    let wide = Price::new("a", wide, Per::Outcome, Payer::State, Some(2014), "a table").expect("a price");
    let index = PriceIndex::new([(2014, 99.0), (2015, 100.0)]).expect("an index");
    let indexed = Economy::new(gross(), both(), years(1), Some(2015), Some(&index)).expect("indexed");
    let phased = years(1).phased([0.5, 0.5]).expect("shares");
    let cheaper = Increment::new(
        Uncertain::new(-1.0, 0.1).expect("a cost"),
        Uncertain::new(1.0, 0.1).expect("an effect"),
        0.0,
        None,
    );
    vec![
        ("W560", economy(worse, both(), years(1)).cost_per_outcome(LEVEL).expect("a ratio")),
        ("W561", net(economy(Success::Counted(70), both(), years(1)))),
        ("W562", net(economy(gross(), [staff.clone(), saved.clone().bounded(Bound::AtMost)], years(1)))),
        ("W563", net(economy(gross(), [saved.clone()], years(1)))),
        ("W564", net(economy(gross(), [staff.clone()], years(1)))),
        ("W565", economy(gross(), both(), years(0)).break_even(LEVEL).expect("a point").outcomes),
        ("W566", net(economy(gross(), both(), phased))),
        ("W567", cheaper.and_then(|it| it.ratio(LEVEL)).expect("a ratio").estimate),
        ("W568", net(economy(gross(), [staff.clone(), wide], years(1)))),
        ("W569", net(indexed)),
    ]
}
