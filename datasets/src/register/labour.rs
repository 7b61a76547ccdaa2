//! Weekly states of the labour market: a Markov chain whose steps depend on the person, the place and the time.

use super::area::Areas;
use super::calendar::Calendar;
use super::people::Latent;
use super::programme::Exposure;
use super::random::{Purpose, Random, logistic};
use super::recipe::Effects;

/// Code of a state; nothing before birth and after death.
pub(super) type State = i8;
pub(super) const CHILD: State = 1;
pub(super) const EDUCATION: State = 2;
pub(super) const EMPLOYED: State = 3;
pub(super) const UNEMPLOYED: State = 4;
pub(super) const CASH_BENEFIT: State = 5;
pub(super) const SICK: State = 6;
pub(super) const DISABILITY_PENSION: State = 7;
pub(super) const STATE_PENSION: State = 8;
pub(super) const NO_INCOME: State = 9;
/// Before birth and after death.
pub(super) const NOBODY: State = 0;

/// Codes, and what they mean in English and Danish.
pub(super) const STATES: [(State, &str, &str); 9] = [
    (CHILD, "child", "barn"),
    (EDUCATION, "in education", "under uddannelse"),
    (EMPLOYED, "employed", "i beskæftigelse"),
    (UNEMPLOYED, "unemployment benefit", "dagpenge"),
    (CASH_BENEFIT, "cash benefit", "kontanthjælp"),
    (SICK, "sickness benefit", "sygedagpenge"),
    (DISABILITY_PENSION, "disability pension", "førtidspension"),
    (STATE_PENSION, "state pension", "folkepension"),
    (NO_INCOME, "neither job nor benefit", "hverken job eller ydelse"),
];

/// Ages of the first and the last choice.
pub(super) const GROWN: i32 = 18;
pub(super) const PENSION: i32 = 67;

/// What a standard deviation of employability and of motivation adds to the log-odds of finding a job.
const EMPLOYABILITY: f64 = 0.6;
const MOTIVATION: f64 = 0.35;
/// Losing a job has as many times the log-odds, with the other sign.
const LOSING: f64 = 0.8;
/// Weeks that the chain runs before the first, so that it does not begin in an invented state.
const BEFORE: usize = 104;

/// Programmes that are felt, of place and of person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum World {
    /// As it went.
    Factual,
    /// Areas have their programmes, but nobody takes part in activities.
    NoActivities,
    /// There are no programmes.
    NoProgrammes,
}

/// What steps depend on besides the person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Market<'a> {
    pub(super) random: Random,
    pub(super) calendar: &'a Calendar,
    pub(super) areas: &'a Areas,
    pub(super) exposure: &'a Exposure,
    pub(super) effects: &'a Effects,
}

/// A person in the labour market.
#[derive(Debug)]
pub(super) struct Worker<'a> {
    pub(super) person: usize,
    pub(super) latent: Latent,
    pub(super) born: i32,
    pub(super) died: i32,
    /// 18th, 30th and 67th birthday.
    pub(super) grown: i32,
    pub(super) thirty: i32,
    pub(super) pension: i32,
    /// Area of each week.
    pub(super) areas: &'a [u16],
    /// Dose of activities in effect in each quarter.
    pub(super) dose: &'a [f64],
}

impl Market<'_> {
    /// The states of as many weeks as `out` has; each week has one draw, the same in every world.
    pub(super) fn live(&self, worker: &Worker<'_>, world: World, out: &mut [State]) {
        let mut stream = self.random.stream(Purpose::Labour, worker.person, 0);
        let mut chain = Chain { state: NOBODY, steps: None };
        let first = self.at(worker.areas[0], 0);
        for week in (1..=BEFORE as i32).rev() {
            let unit = stream.unit();
            chain.step(worker, self.calendar.start() - 7 * week, first, unit, || self.index(worker, world, first));
        }
        for (at, week) in self.calendar.weeks[..out.len()].iter().enumerate() {
            let unit = stream.unit();
            let here = self.at(worker.areas[at], week.quarter);
            chain.step(worker, week.thursday, here, unit, || self.index(worker, world, here));
            out[at] = chain.state;
        }
    }

    fn at(&self, area: u16, quarter: usize) -> Circumstances {
        Circumstances { area, quarter, day: self.calendar.quarter(quarter) }
    }

    /// Log-odds of finding a job, beside what belongs to the state.
    fn index(&self, worker: &Worker<'_>, world: World, Circumstances { area, quarter, day }: Circumstances) -> f64 {
        let age = f64::from(day - worker.born) / 365.25;
        let latent = &worker.latent;
        let person = EMPLOYABILITY * latent.employability + MOTIVATION * latent.motivation + of_age(age);
        let place = match world {
            World::NoProgrammes => 0.0,
            _ => self.effects.employment_place * self.exposure.place(area, quarter, self.effects.spill_over),
        };
        let activities = match world {
            World::Factual => self.effects.employment_person * worker.dose[quarter],
            _ => 0.0,
        };
        person + self.areas.condition(area, quarter) + place + activities
    }
}

/// Easier up to 30, harder from 50 on.
fn of_age(age: f64) -> f64 {
    if age < 30.0 {
        -0.03 * (30.0 - age)
    } else if age > 50.0 {
        -0.04 * (age - 50.0)
    } else {
        0.0
    }
}

/// What changes the steps of a person: the place, and the quarter that begins on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Circumstances {
    area: u16,
    quarter: usize,
    day: i32,
}

/// A state, and what can come after it for as long as nothing else changes.
struct Chain {
    state: State,
    steps: Option<Steps>,
}

/// A job is found where the draw lies below `job`, another state where it lies above `others[..]`.
#[derive(Clone, Copy)]
struct Steps {
    state: State,
    circumstances: Circumstances,
    job: f64,
    others: [(f64, State); 4],
}

impl Chain {
    fn step(
        &mut self,
        worker: &Worker<'_>,
        day: i32,
        circumstances: Circumstances,
        unit: f64,
        index: impl FnOnce() -> f64,
    ) {
        if day < worker.born || day >= worker.died {
            self.state = NOBODY;
        } else if day < worker.grown {
            self.state = CHILD;
        } else if day >= worker.pension {
            self.state = STATE_PENSION;
        } else if self.state == NOBODY || self.state == CHILD {
            self.state = if day < worker.grown + 7 { leaves_school(worker, unit) } else { at_first(index(), unit) };
        } else if self.state != DISABILITY_PENSION {
            let known = self.steps.filter(|steps| steps.state == self.state && steps.circumstances == circumstances);
            let steps = known.unwrap_or_else(|| steps(self.state, circumstances, worker, index()));
            self.steps = Some(steps);
            if unit < steps.job {
                self.state = EMPLOYED;
            } else if let Some((_, state)) = steps.others.iter().find(|(above, _)| unit >= *above) {
                self.state = *state;
            }
        }
    }
}

/// On the 18th birthday.
fn leaves_school(worker: &Worker<'_>, unit: f64) -> State {
    let studies = logistic(1.2 + 0.7 * worker.latent.employability);
    if unit < studies {
        EDUCATION
    } else if unit < studies + 0.5 * (1.0 - studies) {
        EMPLOYED
    } else if unit < studies + 0.75 * (1.0 - studies) {
        CASH_BENEFIT
    } else {
        NO_INCOME
    }
}

/// A state for a grown-up two years before the register begins.
fn at_first(index: f64, unit: f64) -> State {
    let employed = logistic(0.6 + 1.5 * index);
    if unit < employed {
        EMPLOYED
    } else {
        let rest = (unit - employed) / (1.0 - employed);
        [(0.35, UNEMPLOYED), (0.70, CASH_BENEFIT), (0.80, SICK), (0.88, NO_INCOME), (2.0, DISABILITY_PENSION)]
            .into_iter()
            .find(|(below, _)| rest < *below)
            .map_or(CASH_BENEFIT, |(_, state)| state)
    }
}

/// The weekly steps out of a state.
fn steps(state: State, circumstances: Circumstances, worker: &Worker<'_>, index: f64) -> Steps {
    let insured = if worker.latent.insured { UNEMPLOYED } else { CASH_BENEFIT };
    let young = circumstances.day < worker.thirty;
    let (job, others) = match state {
        EMPLOYED => {
            let lost = logistic(-5.1 - LOSING * index);
            let study = if young { 0.0004 } else { 0.0 };
            (0.0, [(0.65 * lost, insured), (0.25 * lost, SICK), (0.10 * lost, NO_INCOME), (study, EDUCATION)])
        }
        UNEMPLOYED => (
            logistic(-2.9 + index),
            [(0.006, CASH_BENEFIT), (0.003, SICK), (0.001, NO_INCOME), (if young { 0.002 } else { 0.0 }, EDUCATION)],
        ),
        CASH_BENEFIT => (
            logistic(-4.4 + index),
            [
                (0.002, SICK),
                (0.0004, DISABILITY_PENSION),
                (0.001, NO_INCOME),
                (if young { 0.003 } else { 0.0 }, EDUCATION),
            ],
        ),
        SICK => (
            logistic(-2.7 + index),
            [(0.008, CASH_BENEFIT), (0.0015, DISABILITY_PENSION), (0.004, insured), (0.0, NO_INCOME)],
        ),
        EDUCATION => {
            let ends = if young { 0.005 } else { 0.012 };
            let finds = logistic(0.9 + index);
            (
                ends * finds,
                [
                    (0.8 * ends * (1.0 - finds), insured),
                    (0.2 * ends * (1.0 - finds), NO_INCOME),
                    (0.0, SICK),
                    (0.0, SICK),
                ],
            )
        }
        _ => (
            logistic(-3.8 + index),
            [(0.004, CASH_BENEFIT), (if young { 0.004 } else { 0.0 }, EDUCATION), (0.0, SICK), (0.0, SICK)],
        ),
    };
    // Chances become thresholds from above: a draw that finds a job in one world never loses one in another.
    let mut above = 1.0;
    let others = others.map(|(chance, to)| {
        above -= chance;
        (above, to)
    });
    Steps { state, circumstances, job, others }
}
