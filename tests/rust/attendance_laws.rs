//! Attendance: what is counted by hand, what a log does not know, and what must never move the counts.

use std::collections::BTreeSet;

use helhed::synthesis::goal::{Log, attendance};
use helhed::{Estimate, Level, Result, Warning};
use proptest::prelude::*;

fn codes(warnings: &[Warning]) -> BTreeSet<&str> {
    warnings.iter().map(Warning::code).collect()
}

/// Person, activity, date, hours, and whether of the target group.
type Attended<'a> = (&'a str, &'a str, &'a str, Option<f64>, Option<bool>);

fn log(rows: &[Attended]) -> Result<Log> {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Log::new(rows.iter().map(|row| text(row.0)).collect())?
        .of_activities(rows.iter().map(|row| text(row.1)).collect())?
        .on_dates(rows.iter().map(|row| text(row.2)).collect())?
        .with_hours(rows.iter().map(|row| row.3).collect())?
        .with_target_group(rows.iter().map(|row| row.4).collect())
}

#[test]
fn attendance_counts_persons_once() {
    let rows = [
        ("a", "choir", "03-01", Some(2.0), Some(true)),
        ("a", "choir", "03-01", Some(1.0), Some(true)),
        ("a", "advice", "03-01", Some(1.0), None),
        ("b", "choir", "03-01", None, Some(false)),
        ("c", "choir", "03-08", Some(4.0), Some(true)),
        ("c", "choir", "03-15", Some(4.0), Some(false)),
        ("", "choir", "03-15", Some(4.0), Some(true)),
    ];
    let found = attendance(&log(&rows).expect("a log"), Some(20), Level::P95).expect("an attendance");
    let all = &found.all;
    assert_eq!((all.participants, all.sessions, all.hours, all.in_group), (3, 5, Some(11.0), Some(1)));
    assert_eq!(codes(&found.warnings), ["W101", "W557", "W558"].into());
    let value = |estimate: &Option<Estimate>| estimate.as_ref().and_then(|estimate| estimate.value);
    assert_eq!((value(&all.hit_rate), value(&all.reach)), (Some(0.5), Some(0.05)));
    // The hours of b are not known: the mean is that of a (2 + 1) and c (8).
    assert_eq!((value(&all.mean_hours), all.mean_sessions.value), (Some(5.5), Some(5.0 / 3.0)));
    assert!(codes(&all.mean_hours.as_ref().expect("hours").warnings).contains("W101"));
    let choir = &found.by_activity[1];
    assert_eq!((choir.activity.as_deref(), choir.participants, choir.sessions), (Some("choir"), 3, 4));
    assert!(found.estimates().iter().all(|estimate| !format!("{:?}", estimate.key).contains("\"a\"")));
    let wrong = Log::new(vec![Some("1407761234".into())]).and_then(|log| log.with_hours(vec![Some(-1.0)]));
    let wrong = wrong.expect_err("hours below zero");
    assert!(wrong.code() == "H008" && !wrong.to_string().contains("1407761234"), "{wrong}");
}

#[test]
fn what_a_log_does_not_know_is_not_zero() {
    let of = |rows: &[Attended]| attendance(&log(rows).expect("a log"), Some(40), Level::P95).expect("an attendance");
    let row = |person, activity, hours, group| (person, activity, "", hours, group);
    let unknown = of(&[row("a", "choir", None, None), row("b", "choir", None, None)]);
    let reach = unknown.all.reach.as_ref().expect("asked for");
    assert_eq!((unknown.all.in_group, reach.value, codes(&reach.warnings)), (None, None, ["W101"].into()));
    assert_eq!((unknown.all.hours, unknown.by_activity[0].hours), (None, None));
    let some = of(&[row("a", "choir", Some(0.0), Some(true)), row("b", "", None, None), row("a", "", None, None)]);
    let reach = some.all.reach.as_ref().expect("asked for");
    assert_eq!((some.all.in_group, reach.value, codes(&reach.warnings).contains("W101")), (Some(1), Some(0.025), true));
    // Two of three rows name no activity, and the hours that are known are none.
    assert!(some.warnings.contains(&Warning::MissingValues { missing: 2, of: 3 }), "{:?}", some.warnings);
    assert!(some.all.hours.is_some_and(|hours| hours == 0.0 && hours.is_sign_positive()));
    let none = of(&[row("a", "choir", Some(1.0), Some(false))]);
    assert_eq!((none.all.in_group, none.all.reach.and_then(|reach| reach.value)), (Some(0), Some(0.0)));
}

proptest! {
    /// The order of the rows of a log does not matter.
    #[test]
    fn the_order_of_a_log_does_not_matter(
        rows in prop::collection::vec((0_usize..5, 0_usize..3, 0_usize..4, prop::option::of(0_u32..9), any::<Option<bool>>()), 1..30),
        shift in 0_usize..30,
    ) {
        let names = ["a", "b", "c", "d", ""];
        let mut rows: Vec<_> = rows
            .into_iter()
            .map(|(person, activity, date, hours, group)| {
                (names[person], ["choir", "advice", ""][activity], ["1", "2", "3", ""][date], hours.map(f64::from), group)
            })
            .collect();
        let found = |rows: &[_]| attendance(&log(rows).expect("a log"), Some(9), Level::P95).expect("an attendance");
        let before = found(&rows);
        let middle = shift % rows.len();
        rows.rotate_left(middle);
        prop_assert_eq!(before, found(&rows));
    }
}
