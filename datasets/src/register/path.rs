//! Where each person has lived.

use super::area::Areas;
use super::calendar::Calendar;

/// A time in a dwelling: from a day to before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spell {
    pub(super) dwelling: u32,
    pub(super) from: i32,
    pub(super) to: i32,
}

/// The spells of all persons, each person's in their order.
#[derive(Debug)]
pub(super) struct Paths {
    /// Where each person's spells begin, and where the last ends.
    starts: Vec<u32>,
    spells: Vec<Spell>,
}

impl Paths {
    /// From spells in the order of time, and those that are still open.
    pub(super) fn new(
        persons: usize,
        closed: &[(u32, Spell)],
        open: impl Iterator<Item = (u32, Spell)> + Clone,
    ) -> Self {
        let all = || closed.iter().copied().chain(open.clone());
        let mut starts = vec![0; persons + 1];
        for (person, _) in all() {
            starts[person as usize + 1] += 1;
        }
        for person in 0..persons {
            starts[person + 1] += starts[person];
        }
        let mut places: Vec<u32> = starts[..persons].to_vec();
        let mut spells = vec![Spell { dwelling: 0, from: 0, to: 0 }; starts[persons] as usize];
        for (person, spell) in all() {
            let place = &mut places[person as usize];
            spells[*place as usize] = spell;
            *place += 1;
        }
        Self { starts, spells }
    }

    pub(super) fn of(&self, person: usize) -> &[Spell] {
        &self.spells[self.starts[person] as usize..self.starts[person + 1] as usize]
    }
}

/// The area in which somebody with these spells lives on a day.
pub(super) fn area_on(spells: &[Spell], day: i32, areas: &Areas) -> u16 {
    let after = spells.partition_point(|spell| spell.to <= day);
    let here = spells.get(after).filter(|spell| spell.from <= day);
    here.map_or(areas.elsewhere(), |spell| areas.of_dwelling(spell.dwelling as usize))
}

/// The area of each of the first weeks; `out` is refilled.
pub(super) fn by_week(spells: &[Spell], calendar: &Calendar, weeks: usize, areas: &Areas, out: &mut Vec<u16>) {
    out.clear();
    out.resize(weeks, areas.elsewhere());
    let week_from = |day: i32| calendar.weeks[..weeks].partition_point(|week| week.thursday < day);
    for spell in spells {
        let area = areas.of_dwelling(spell.dwelling as usize);
        out[week_from(spell.from)..week_from(spell.to)].fill(area);
    }
}
