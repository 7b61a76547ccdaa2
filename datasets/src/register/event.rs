//! What happens to persons whatever the place: births, deaths, and when they leave home and look for a partner.

use super::calendar::Calendar;
use super::people::{Latent, People};
use super::random::{Purpose, Random};

/// What happens; those of one day happen in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    LeaveHome,
    Partner,
    Birth,
    Death,
}

/// Something that happens to a person on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event {
    pub(super) day: i32,
    pub(super) kind: Kind,
    pub(super) person: u32,
}

/// Share of the persons who once look for a partner, and the ages between which they do.
const PARTNER: (f64, f64, f64) = (0.65, 20.0, 45.0);

/// All events of a register, in their order.
pub(super) fn events(people: &People, random: Random, calendar: &Calendar) -> Vec<Event> {
    let mut events = Vec::new();
    // Who moves does so on the first of a month.
    let first_of_month = |day: i32| {
        let month = calendar.months.partition_point(|first| *first < day);
        calendar.months.get(month).copied().filter(|first| day > calendar.start() && *first < calendar.end())
    };
    for person in 0..people.len() {
        let (born, died) = (people.born[person], people.died[person]);
        let mut add = |kind, day: i32| {
            if day < died {
                events.push(Event { day, kind, person: person as u32 });
            }
        };
        if born > calendar.start() {
            add(Kind::Birth, born);
        }
        if let Some(day) = first_of_month(born.saturating_add(Latent::of(person, random).leaves_home)) {
            add(Kind::LeaveHome, day);
        }
        let mut stream = random.stream(Purpose::Partner, person, 0);
        let (share, from, to) = PARTNER;
        if stream.unit() < share {
            let age = from + (to - from) * stream.unit();
            if let Some(day) = first_of_month(born + (age * 365.25) as i32) {
                add(Kind::Partner, day);
            }
        }
        if died != i32::MAX {
            events.push(Event { day: died, kind: Kind::Death, person: person as u32 });
        }
    }
    events.sort_unstable();
    events
}
