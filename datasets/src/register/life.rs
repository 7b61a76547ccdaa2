//! All that the registers hold of one person, as it went and as it would have gone.

use super::calendar::{birthday, working_age};
use super::conviction;
use super::labour::{GROWN, Market, PENSION, State, Worker, World};
use super::participation::{Course, Who, courses, doses};
use super::path::{Spell, by_week};
use super::people::Latent;
use super::programme::Exposure;
use super::residence::Ground;
use super::school::{self, Exams};

/// One person's weeks and years. Kept and refilled from person to person.
#[derive(Debug, Default)]
pub(super) struct Life {
    pub(super) latent: Latent,
    pub(super) areas: Vec<u16>,
    pub(super) courses: Vec<Course>,
    pub(super) doses: Vec<f64>,
    /// States as they went.
    pub(super) states: Vec<State>,
    /// States with programmes but without activities, for who took part in one; otherwise empty: the same.
    pub(super) no_activities: Vec<State>,
    /// States without programmes, for whom a programme reached; otherwise empty: the same.
    pub(super) no_programmes: Vec<State>,
    pub(super) convictions: Vec<conviction::Year>,
    pub(super) exams: Option<Exams>,
    /// The days between which the person is of working age and alive.
    pub(super) working: (i32, i32),
}

impl Life {
    /// Lives the first `weeks` of a person as they went, and nothing else.
    pub(super) fn weeks(
        &mut self,
        person: usize,
        weeks: usize,
        spells: &[Spell],
        ground: &Ground<'_>,
        exposure: &Exposure,
    ) {
        let Ground { random, calendar, people, areas, effects } = *ground;
        let latent = Latent::of(person, random);
        let (born, died) = (people.born[person], people.died[person]);
        let who = Who { person, latent, born, died, spells };
        by_week(spells, calendar, weeks, areas, &mut self.areas);
        let quarters = calendar.weeks[..weeks].last().map_or(0, |week| week.quarter + 1);
        self.courses = courses(&who, quarters, random, calendar, areas, exposure);
        self.doses = doses(&self.courses, quarters);
        let (from, to) = working_age(born);
        self.working = (from, to.min(died));
        self.latent = latent;
        self.states.clear();
        self.states.resize(weeks, 0);
        self.no_activities.clear();
        self.no_programmes.clear();
        let market = Market { random, calendar, areas, exposure, effects };
        market.live(&worker(&who, &self.areas, &self.doses), World::Factual, &mut self.states);
    }

    /// Lives a person whole, in every world.
    pub(super) fn whole(&mut self, person: usize, spells: &[Spell], ground: &Ground<'_>, exposure: &Exposure) {
        let Ground { random, calendar, people, areas, effects } = *ground;
        let weeks = calendar.weeks.len();
        self.weeks(person, weeks, spells, ground, exposure);
        let latent = self.latent;
        let (born, died) = (people.born[person], people.died[person]);
        let who = Who { person, latent, born, died, spells };
        let market = Market { random, calendar, areas, exposure, effects };
        let worker = worker(&who, &self.areas, &self.doses);
        if !self.courses.is_empty() {
            self.no_activities.resize(weeks, 0);
            market.live(&worker, World::NoActivities, &mut self.no_activities);
        }
        let reached = self.areas.iter().zip(&calendar.weeks).any(|(area, week)| exposure.reaches(*area, week.quarter));
        if reached || !self.courses.is_empty() {
            self.no_programmes.resize(weeks, 0);
            market.live(&worker, World::NoProgrammes, &mut self.no_programmes);
        }
        let woman = people.woman[person];
        self.convictions = conviction::years(&who, woman, random, calendar, areas, exposure, effects);
        self.exams = school::exams(&who, woman, random, calendar, areas, exposure, effects);
    }

    /// The states with programmes but without activities.
    pub(super) fn no_activities(&self) -> &[State] {
        if self.no_activities.is_empty() { &self.states } else { &self.no_activities }
    }

    /// The states without programmes.
    pub(super) fn no_programmes(&self) -> &[State] {
        if self.no_programmes.is_empty() { &self.states } else { &self.no_programmes }
    }
}

fn worker<'a>(who: &Who<'_>, areas: &'a [u16], dose: &'a [f64]) -> Worker<'a> {
    let Who { person, latent, born, died, .. } = *who;
    let (grown, thirty, pension) = (birthday(born, GROWN), birthday(born, 30), birthday(born, PENSION));
    Worker { person, latent, born, died, grown, thirty, pension, areas, dose }
}
