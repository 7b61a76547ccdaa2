//! What a register is made from: its size, its years, its seed, and the effects that are to be true.

use helhed::error::{Error, Fault, Place, Result, nearest};
use serde::Serialize;

/// Areas have two letters and numbers in their packed keys; more would be no housing areas either.
const MOST_AREAS: i64 = 10_000;
/// Numbers of persons stay below nine digits, so that none can be taken for a CPR number.
const MOST_PERSONS: i64 = 50_000_000;
/// Fewer persons an area would leave areas that nobody of working age lives in.
const LEAST_PERSONS_PER_AREA: i64 = 50;

/// What a simulated register is made from. Equal recipes give equal registers, whatever the machine's threads.
///
/// ```
/// use helhed_datasets::register::{Effects, Recipe};
///
/// let small = Recipe::default();
/// assert_eq!((small.areas(), small.persons(), small.years()), (20, 5_000, 15));
/// let refused = Recipe::new(20, 100, 2008, 15, 1, Effects::default()).unwrap_err();
/// assert_eq!(refused.code(), "H008");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Recipe {
    areas: usize,
    persons: usize,
    first_year: i16,
    years: usize,
    seed: u64,
    effects: Effects,
}

/// What programmes do, by construction.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Effects {
    /// Added to the log-odds of finding a job each week for those who live in an area where a programme has run for two
    /// years; 0.8 times as much is taken from those of losing one.
    pub employment_place: f64,
    /// The same for a person who attended a full dose of sessions. It moves with the person.
    pub employment_person: f64,
    /// Share of the place effect on employment that reaches neighbouring areas without a programme.
    pub spill_over: f64,
    /// Share of the convictions of young residents that is prevented.
    pub convictions: f64,
    /// Added to each mark of a pupil who has lived three school years with the full programme.
    pub school: f64,
    /// Share of the evictions that is averted.
    pub evictions: f64,
}

impl Default for Effects {
    fn default() -> Self {
        Self {
            employment_place: 0.15,
            employment_person: 0.4,
            spill_over: 0.3,
            convictions: 0.25,
            school: 0.4,
            evictions: 0.35,
        }
    }
}

impl Effects {
    /// Their names.
    pub const NAMES: [&str; 6] =
        ["employment_place", "employment_person", "spill_over", "convictions", "school", "evictions"];

    /// The same, with another value for the effect of a name.
    ///
    /// # Errors
    /// `H006` for an unknown name.
    pub fn with(mut self, name: &str, value: f64) -> Result<Self> {
        *match name {
            "employment_place" => &mut self.employment_place,
            "employment_person" => &mut self.employment_person,
            "spill_over" => &mut self.spill_over,
            "convictions" => &mut self.convictions,
            "school" => &mut self.school,
            "evictions" => &mut self.evictions,
            other => {
                let nearest = nearest(other, Self::NAMES);
                let fault = Fault::UnknownName { what: "name of an effect", found: other.to_owned(), nearest };
                return Err(Error::new(fault, Place::argument("effects")));
            }
        } = value;
        Ok(self)
    }

    /// Programmes that do nothing.
    #[must_use]
    pub fn none() -> Self {
        Self {
            employment_place: 0.0,
            employment_person: 0.0,
            spill_over: 0.0,
            convictions: 0.0,
            school: 0.0,
            evictions: 0.0,
        }
    }
}

impl Default for Recipe {
    fn default() -> Self {
        Self { areas: 20, persons: 5_000, first_year: 2008, years: 15, seed: 1, effects: Effects::default() }
    }
}

impl Recipe {
    /// A recipe. `persons` is everybody who is alive on some day of the `years` calendar years from `first_year` on.
    ///
    /// # Errors
    /// `H008` for a number outside the range it can have.
    pub fn new(areas: i64, persons: i64, first_year: i64, years: i64, seed: i64, effects: Effects) -> Result<Self> {
        within("areas", "number of areas", areas, 4, MOST_AREAS)?;
        within("persons", "number of persons", persons, LEAST_PERSONS_PER_AREA * areas, MOST_PERSONS)?;
        within("first_year", "first year", first_year, 1950, 2060)?;
        within("years", "number of years", years, 5, 40)?;
        let Ok(seed) = u64::try_from(seed) else {
            return Err(outside("seed", "seed", seed as f64, 0.0, f64::MAX));
        };
        for (name, found, low, high) in [
            ("employment_place", effects.employment_place, -1.0, 1.0),
            ("employment_person", effects.employment_person, -2.0, 2.0),
            ("spill_over", effects.spill_over, -1.0, 1.0),
            ("convictions", effects.convictions, 0.0, 1.0),
            ("school", effects.school, -3.0, 3.0),
            ("evictions", effects.evictions, 0.0, 1.0),
        ] {
            // Not `found < low`: not a number lies outside every range.
            if !(low..=high).contains(&found) {
                return Err(outside(name, "effect", found, low, high));
            }
        }
        // The ranges above hold: nothing is cut.
        Ok(Self {
            areas: areas as usize,
            persons: persons as usize,
            first_year: first_year as i16,
            years: years as usize,
            seed,
            effects,
        })
    }

    /// Areas.
    #[must_use]
    pub fn areas(&self) -> usize {
        self.areas
    }

    /// Persons.
    #[must_use]
    pub fn persons(&self) -> usize {
        self.persons
    }

    /// First calendar year.
    #[must_use]
    pub fn first_year(&self) -> i16 {
        self.first_year
    }

    /// Calendar years.
    #[must_use]
    pub fn years(&self) -> usize {
        self.years
    }

    /// Seed.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// What programmes do.
    #[must_use]
    pub fn effects(&self) -> &Effects {
        &self.effects
    }
}

fn within(argument: &'static str, what: &'static str, found: i64, low: i64, high: i64) -> Result<()> {
    if (low..=high).contains(&found) {
        return Ok(());
    }
    Err(outside(argument, what, found as f64, low as f64, high as f64))
}

fn outside(argument: &'static str, what: &'static str, found: f64, low: f64, high: f64) -> Error {
    Error::new(Fault::OutsideRange { what, found, low, high }, Place::argument(argument))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_effect_can_be_set_by_its_name() {
        for name in Effects::NAMES {
            let set = Effects::none().with(name, 0.125).expect("a name");
            assert_ne!(set, Effects::none());
            assert!(serde_json::to_string(&set).expect("JSON").contains(&format!("\"{name}\":0.125")));
        }
        let error = Effects::none().with("shcool", 0.1).expect_err("refused");
        assert_eq!(error.code(), "H006");
        assert!(error.mend().contains("school"), "{}", error.mend());
    }

    #[test]
    fn what_no_register_can_have_is_refused_by_name() {
        let new = |areas, persons, first, years| Recipe::new(areas, persons, first, years, 1, Effects::none());
        for (result, argument) in [
            (new(3, 5_000, 2008, 15), "areas"),
            (new(i64::MIN, 5_000, 2008, 15), "areas"),
            (new(20, 999, 2008, 15), "persons"),
            (new(20, i64::MAX, 2008, 15), "persons"),
            (new(20, 5_000, 20_080, 15), "first_year"),
            (new(20, 5_000, 2008, 4), "years"),
        ] {
            let error = result.expect_err("it is refused");
            assert_eq!((error.code(), error.at().to_string()), ("H008", format!("argument `{argument}`")));
        }
        assert_eq!(Recipe::new(20, 5_000, 2008, 15, -1, Effects::none()).expect_err("refused").code(), "H008");
        for found in [f64::NAN, 1.5, -0.1] {
            let effects = Effects { convictions: found, ..Effects::none() };
            assert_eq!(Recipe::new(20, 5_000, 2008, 15, 1, effects).expect_err("refused").code(), "H008");
        }
    }
}
