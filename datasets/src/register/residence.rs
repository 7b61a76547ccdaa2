//! Who lives where: month by month, through moves, evictions, births and deaths.

use helhed::error::Result;

use super::area::Areas;
use super::arrears::{self, Month};
use super::calendar::Calendar;
use super::event::{Event, Kind, events};
use super::household::{ADULT, Households, NONE};
use super::path::{Paths, Spell};
use super::people::{Latent, People};
use super::programme::Exposure;
use super::random::{Purpose, Random, logistic};
use super::recipe::Effects;

/// Dwellings for each household, in and outside the areas, when the register begins.
pub(super) const DWELLINGS: f64 = 0.64;
/// Share of the dwellings that are let on the first day, and monthly chance of letting one that stands empty.
const LET: (f64, f64) = (0.97, 0.5);
/// Households that are asked whether they want an empty dwelling, before it stands empty for another month.
const ASKED: usize = 60;
/// Monthly risk of moving out for an average household, and the most it can be.
const MOVE: (f64, f64) = (0.009, 0.05);
/// What employability adds to the log of that risk, and what being below 30 years does.
const STRONGER_MOVE: f64 = 0.45;
const YOUNGER_MOVE: f64 = 0.6;
/// Share of those who move out that move to another area, if they find an empty dwelling there.
const TO_ANOTHER: f64 = 0.3;
/// Stands for the days before anybody lived anywhere.
const NOT_HERE: i32 = i32::MIN;
/// Time of the draws before the first month.
const BEFORE: usize = u16::MAX as usize;

/// A month of rent owed, an eviction or an averted one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Owed {
    pub(super) tenant: u32,
    pub(super) dwelling: u32,
    pub(super) day: i32,
    pub(super) month: Month,
}

/// What everybody's path is drawn from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) random: Random,
    pub(super) calendar: &'a Calendar,
    pub(super) people: &'a People,
    pub(super) areas: &'a Areas,
    pub(super) effects: &'a Effects,
}

/// Who lives where, as far as the months have been gone through.
#[derive(Debug)]
pub(super) struct Residence<'a> {
    ground: Ground<'a>,
    households: Households,
    /// The household of each dwelling, and the months of rent it owes.
    tenants: Vec<u32>,
    owed: Vec<u8>,
    /// Since when each person has lived in the present dwelling.
    since: Vec<i32>,
    spells: Vec<(u32, Spell)>,
    /// The mother of each who was born within the register.
    pub(super) mothers: Vec<u32>,
    /// Months that dwellings were let on the first, by area and year.
    pub(super) tenancy_months: Vec<u64>,
    events: Vec<Event>,
    next_event: usize,
    month: usize,
}

impl<'a> Residence<'a> {
    /// The first day. `tick` is asked now and then whether to go on.
    ///
    /// # Errors
    /// That of `tick`.
    pub(super) fn new(
        ground: Ground<'a>,
        households: Households,
        mut tick: impl FnMut() -> Result<()>,
    ) -> Result<Self> {
        let persons = ground.people.len();
        let dwellings = ground.areas.dwellings();
        let mut residence = Self {
            ground,
            households,
            tenants: vec![NONE; dwellings],
            owed: vec![0; dwellings],
            since: vec![NOT_HERE; persons],
            spells: Vec::new(),
            mothers: vec![NONE; persons],
            tenancy_months: vec![0; ground.areas.len() * ground.calendar.years],
            events: events(ground.people, ground.random, ground.calendar),
            next_event: 0,
            month: 0,
        };
        // In turns, so that no area has the first choice among all.
        for turn in 0..7 {
            for (count, dwelling) in (turn..dwellings).step_by(7).enumerate() {
                if count.is_multiple_of(1 << 12) {
                    tick()?;
                }
                residence.let_dwelling(dwelling, BEFORE, ground.calendar.start(), LET.0);
            }
        }
        Ok(residence)
    }

    /// Months gone through.
    pub(super) fn month(&self) -> usize {
        self.month
    }

    /// Goes through a month; `owed` takes what is owed on its first day.
    pub(super) fn step(&mut self, exposure: &Exposure, owed: &mut Vec<Owed>) {
        let (first, next) = (self.ground.calendar.months[self.month], self.ground.calendar.months[self.month + 1]);
        for dwelling in 0..self.tenants.len() {
            if self.tenants[dwelling] == NONE {
                self.let_dwelling(dwelling, self.month, first, LET.1);
            }
        }
        for area in 0..self.ground.areas.len() {
            for dwelling in self.ground.areas.dwellings_of(area) {
                if self.tenants[dwelling] != NONE {
                    self.tenancy_months[area * self.ground.calendar.years + self.month / 12] += 1;
                    self.tenancy(dwelling, area as u16, first, exposure, owed);
                }
            }
        }
        while let Some(event) = self.events.get(self.next_event).copied().filter(|event| event.day < next) {
            self.next_event += 1;
            self.take(event);
        }
        self.month += 1;
    }

    /// The months of rent and the wish to move of a household that has lived somewhere for some time.
    fn tenancy(&mut self, dwelling: usize, area: u16, today: i32, exposure: &Exposure, owed: &mut Vec<Owed>) {
        let household = self.tenants[dwelling] as usize;
        let came_today = self.households.members(household).next().is_none_or(|first| self.since[first] == today);
        if came_today {
            return;
        }
        let mut stream = self.ground.random.stream(Purpose::Month, dwelling, self.month);
        let (to_move, to_owe) = (stream.unit(), stream.unit());
        // Most months are settled without a look at the household.
        if self.owed[dwelling] == 0 && arrears::cannot_fall(to_owe) && to_move >= MOVE.1 {
            return;
        }
        let born = &self.ground.people.born;
        let Some(tenant) = self.households.members(household).min_by_key(|person| born[*person]) else { return };
        let strength = self.strength(household);
        let averted = self.ground.effects.evictions * exposure.own(area, self.month / 3);
        let lasting = self.ground.areas.lasting[usize::from(area)];
        let month = arrears::month(self.owed[dwelling], to_owe, &mut stream, strength, lasting, averted);
        if month != Month::Owes(0) {
            owed.push(Owed { tenant: tenant as u32, dwelling: dwelling as u32, day: today, month });
        }
        self.owed[dwelling] = if let Month::Owes(months) = month { months } else { 0 };
        let young = if self.ground.people.about_age(tenant, today) < 30.0 { YOUNGER_MOVE } else { 0.0 };
        let moves = to_move < (MOVE.0 * (STRONGER_MOVE * strength + young).exp()).min(MOVE.1);
        if moves || matches!(month, Month::Evicted(_)) {
            self.move_out(household, today);
            self.find_another(household, dwelling, today);
        }
    }

    /// Mean employability of the grown-ups.
    fn strength(&self, household: usize) -> f64 {
        let day = self.ground.calendar.months[self.month];
        let (mut sum, mut count) = (0.0, 0.0);
        for person in self.households.members(household) {
            if self.ground.people.about_age(person, day) >= ADULT {
                sum += Latent::of(person, self.ground.random).employability;
                count += 1.0;
            }
        }
        if count > 0.0 { sum / count } else { 0.0 }
    }

    /// Offers an empty dwelling to households elsewhere. Those who find work easily want it less, and least where it is
    /// bad.
    fn let_dwelling(&mut self, dwelling: usize, time: usize, day: i32, chance: f64) {
        let Ground { random, people, areas, .. } = self.ground;
        let mut stream = random.stream(Purpose::Vacancy, dwelling, time);
        if stream.unit() >= chance {
            return;
        }
        let slope = 0.7 - 1.5 * areas.lasting[usize::from(areas.of_dwelling(dwelling))];
        for _ in 0..ASKED {
            let person = stream.below(people.len() as u32) as usize;
            let wants = stream.unit();
            if !people.alive(person, day) || people.about_age(person, day) < ADULT {
                continue;
            }
            let Some(household) = self.households.of(person) else { continue };
            let employability = Latent::of(person, random).employability;
            if self.households.dwelling(household).is_none() && wants < logistic(0.4 - slope * employability) {
                self.move_in(household, dwelling, day);
                return;
            }
        }
    }

    fn find_another(&mut self, household: usize, left: usize, today: i32) {
        let mut stream = self.ground.random.stream(Purpose::Move, left, self.month);
        if stream.unit() >= TO_ANOTHER {
            return;
        }
        let area = self.ground.areas.of_dwelling(left);
        for _ in 0..ASKED {
            let dwelling = stream.below(self.tenants.len() as u32) as usize;
            if self.tenants[dwelling] == NONE && self.ground.areas.of_dwelling(dwelling) != area {
                self.move_in(household, dwelling, today);
                return;
            }
        }
    }

    fn move_in(&mut self, household: usize, dwelling: usize, day: i32) {
        self.households.set_dwelling(household, Some(dwelling));
        self.tenants[dwelling] = household as u32;
        self.owed[dwelling] = 0;
        for person in self.households.members(household) {
            self.since[person] = day;
        }
    }

    fn move_out(&mut self, household: usize, day: i32) {
        let Some(dwelling) = self.households.dwelling(household) else { return };
        let members: Vec<usize> = self.households.members(household).collect();
        for person in members {
            self.close(person, dwelling, day);
        }
        self.households.set_dwelling(household, None);
        self.tenants[dwelling] = NONE;
    }

    /// Ends a person's time in a dwelling; who came the same day was never there.
    fn close(&mut self, person: usize, dwelling: usize, day: i32) {
        let from = std::mem::replace(&mut self.since[person], NOT_HERE);
        if from != NOT_HERE && from < day {
            self.spells.push((person as u32, Spell { dwelling: dwelling as u32, from, to: day }));
        }
    }

    fn take(&mut self, Event { day, kind, person }: Event) {
        let person = person as usize;
        match kind {
            Kind::LeaveHome => self.leave_home(person, day),
            Kind::Partner => self.find_partner(person, day),
            Kind::Birth => self.be_born(person, day),
            Kind::Death => self.leave(person, day),
        }
    }

    fn leave_home(&mut self, person: usize, day: i32) {
        let Some(household) = self.households.of(person) else { return };
        if self.households.alone(person) {
            return;
        }
        let born = &self.ground.people.born;
        let with_parents = self.households.members(household).any(|other| born[other] < born[person] - 14 * 365);
        if with_parents {
            self.leave(person, day);
            self.households.found(person);
        }
    }

    fn find_partner(&mut self, person: usize, day: i32) {
        if !self.households.alone(person) {
            return;
        }
        let Some(household) = self.households.of(person) else { return };
        let mut stream = self.ground.random.stream(Purpose::Partner, person, 1);
        let Some(other) = self.households.partner(person, self.ground.people, &mut stream) else { return };
        self.leave(other, day);
        self.join(other, household, day);
    }

    fn be_born(&mut self, child: usize, day: i32) {
        let mut stream = self.ground.random.stream(Purpose::Mother, child, 0);
        let mother = self.households.mother(child, self.ground.people, day, &mut stream, |_| true);
        match mother.and_then(|mother| Some((mother, self.households.of(mother)?))) {
            Some((mother, household)) => {
                self.mothers[child] = mother as u32;
                self.join(child, household, day);
            }
            None => drop(self.households.found(child)),
        }
    }

    fn join(&mut self, person: usize, household: usize, day: i32) {
        self.households.join(person, household);
        if self.households.dwelling(household).is_some() {
            self.since[person] = day;
        }
    }

    /// Takes a person out of the household; children who are left alone move away.
    fn leave(&mut self, person: usize, day: i32) {
        let Some(household) = self.households.of(person) else { return };
        if let Some(dwelling) = self.households.dwelling(household) {
            self.close(person, dwelling, day);
        }
        self.households.leave(person);
        let people = self.ground.people;
        let grown = self.households.members(household).any(|other| people.about_age(other, day) >= ADULT);
        if !grown {
            self.move_out(household, day);
        }
    }

    /// Everybody's path up to a day.
    pub(super) fn paths(&self, until: i32) -> Paths {
        let open = (0..self.since.len()).filter(|person| self.since[*person] != NOT_HERE).filter_map(|person| {
            let dwelling = self.households.dwelling(self.households.of(person)?)?;
            Some((person as u32, Spell { dwelling: dwelling as u32, from: self.since[person], to: until }))
        });
        Paths::new(self.since.len(), &self.spells, open)
    }
}
