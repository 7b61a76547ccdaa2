//! Who lives, from when to when, and what nobody sees of them.

use super::calendar::Calendar;
use super::random::{Purpose, Random, normals};

/// Births a year, as a share of the persons there are.
const BIRTHS: f64 = 0.011;
/// Log of the yearly risk of death at birth, and what a year of age adds: Gompertz (1825).
const DEATH: (f64, f64) = (-10.0, 0.09);
/// A year in days.
const YEAR: f64 = 365.25;

/// Births, deaths and sex of everybody.
#[derive(Debug)]
pub(super) struct People {
    pub(super) born: Vec<i32>,
    /// `i32::MAX` for those who live beyond the last day.
    pub(super) died: Vec<i32>,
    pub(super) woman: Vec<bool>,
}

impl People {
    pub(super) fn new(persons: usize, random: Random, calendar: &Calendar) -> Self {
        let mut people =
            Self { born: Vec::with_capacity(persons), died: Vec::with_capacity(persons), woman: Vec::new() };
        let births = BIRTHS * calendar.years as f64;
        let share_of_births = births / (1.0 + births);
        let days = f64::from(calendar.end() - calendar.start());
        for person in 0..persons {
            let mut stream = random.stream(Purpose::Vitals, person, 0);
            let (newborn, within, luck) = (stream.unit() < share_of_births, stream.unit(), stream.unit());
            // After the first day: on that one everybody has a household already.
            let (born, age) = if newborn {
                (calendar.start() + 1 + (within * (days - 1.0)) as i32, 0.0)
            } else {
                let age = age_at_start(within);
                (calendar.start() - 1 - (age * YEAR) as i32, age)
            };
            let years = years_left(age, -luck.ln());
            let since = if newborn { born } else { calendar.start() };
            let died = since + 1 + (years * YEAR) as i32;
            people.born.push(born);
            people.died.push(if died < calendar.end() { died } else { i32::MAX });
            people.woman.push(stream.unit() < 0.5);
        }
        people
    }

    pub(super) fn len(&self) -> usize {
        self.born.len()
    }

    pub(super) fn alive(&self, person: usize, day: i32) -> bool {
        self.born[person] <= day && day < self.died[person]
    }

    /// Age in years, to a day or so: for the choices of the simulation, not for what is counted.
    pub(super) fn about_age(&self, person: usize, day: i32) -> f64 {
        f64::from(day - self.born[person]) / YEAR
    }
}

/// Nine in ten are evenly spread up to 65 years, the others thin out towards 95.
fn age_at_start(unit: f64) -> f64 {
    if unit < 0.87 { 65.0 * unit / 0.87 } else { 65.0 + 30.0 * (1.0 - ((1.0 - unit) / 0.13).sqrt()) }
}

/// Years until the hazard from `age` on adds up to `hazard`.
fn years_left(age: f64, hazard: f64) -> f64 {
    let (level, slope) = DEATH;
    (hazard * slope * (-level - slope * age).exp()).ln_1p() / slope
}

/// What nobody sees, but all outcomes depend on.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Latent {
    /// Standard normal.
    pub(super) employability: f64,
    /// Standard normal, correlated 0.3 with employability: it leads to activities, and to jobs by itself.
    pub(super) motivation: f64,
    /// 0 none, 1 vocational, 2 higher: an imperfect sign of employability that registers have.
    pub(super) qualification: u8,
    /// Whether unemployment is insured.
    pub(super) insured: bool,
    /// Age at which a child leaves home, in days.
    pub(super) leaves_home: i32,
}

impl Latent {
    pub(super) fn of(person: usize, random: Random) -> Self {
        let mut stream = random.stream(Purpose::Latent, person, 0);
        let [employability, other] = normals(&mut stream);
        let [noise, _] = normals(&mut stream);
        let sign = 0.6 * employability + 0.8 * noise;
        Self {
            employability,
            motivation: 0.3 * employability + 0.91_f64.sqrt() * other,
            qualification: u8::from(sign > -0.3) + u8::from(sign > 0.9),
            insured: stream.unit() < if employability > 0.0 { 0.8 } else { 0.55 },
            leaves_home: ((18.0 + 7.0 * stream.unit()) * YEAR) as i32,
        }
    }
}
