//! What a check of rows can find.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::shown::shown;

/// What is wrong with one row: the fact, with the values found. Rows are counted from 1. Values are shown shortened and
/// masked.
#[derive(Debug, Clone, PartialEq, Error, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are named for what they hold, and the message shows each of them")]
pub enum Finding {
    #[error("the row repeats row {first} in every column")]
    RowTwice { first: u64 },
    #[error("`{}` stands twice in {}: in row {first} and again here", shown(person), shown(period))]
    PersonTwice { person: String, period: String, first: u64 },
    #[error(
        "`{}` is in two areas in {}: `{}` (row {first}) and `{}` (row {row})",
        shown(person),
        shown(period),
        shown(first_area),
        shown(area)
    )]
    PersonInTwoAreas { person: String, period: String, first_area: String, first: u64, area: String, row: u64 },
    #[error("the spell ends ({}) before it starts ({})", shown(to), shown(from))]
    SpellBackwards { from: String, to: String },
    #[error(
        "the spell of `{}` from {} begins before the one in row {first} ends ({})",
        shown(person),
        shown(from),
        shown(first_to)
    )]
    SpellsOverlap { person: String, from: String, first_to: String, first: u64 },
    #[error("`{}` in {} has two rows, row {first} and this one, and would count twice", shown(area), shown(period))]
    CellTwice { area: String, period: String, first: u64 },
    #[error("there are {events} events among {n}")]
    EventsAboveN { events: f64, n: f64 },
    #[error("there are {events} events, and {}", exposure.map_or("no exposure".into(), |one| format!("the exposure is {one}")))]
    EventsUnexposed { events: f64, exposure: Option<f64> },
    #[error("the value {found} is below zero")]
    BelowZero { found: f64 },
    #[error("the count {found} is not a whole number")]
    PartOfOne { found: f64 },
    #[error("{}", found.map_or("the row has no weight".into(), |one| format!("the weight is {one}, so the row counts for nothing")))]
    WithoutWeight { found: Option<f64> },
    #[error("`{}` is neither yes nor no, 1 nor 0", shown(found))]
    NeitherYesNorNo { found: String },
    #[error("nobody is {found} years old")]
    AgeImpossible { found: f64 },
    #[error("nobody in these rows can be born on {}: that is {}", shown(born), shown(against))]
    BirthImpossible { born: String, against: String },
    #[error("the date {} lies far from all that a register holds", shown(found))]
    DateImplausible { found: String },
    #[error("the row has no {role}")]
    KeyMissing { role: String },
}

impl Finding {
    /// Every check that finds something, by name; policies name them so.
    pub const CHECKS: [&'static str; 16] = [
        "row_twice",
        "person_twice",
        "person_in_two_areas",
        "spell_backwards",
        "spells_overlap",
        "cell_twice",
        "events_above_n",
        "events_unexposed",
        "below_zero",
        "part_of_one",
        "without_weight",
        "neither_yes_nor_no",
        "age_impossible",
        "birth_impossible",
        "date_implausible",
        "key_missing",
    ];

    /// The name of the check that found it.
    #[must_use]
    pub fn check(&self) -> &'static str {
        match self {
            Self::RowTwice { .. } => "row_twice",
            Self::PersonTwice { .. } => "person_twice",
            Self::PersonInTwoAreas { .. } => "person_in_two_areas",
            Self::SpellBackwards { .. } => "spell_backwards",
            Self::SpellsOverlap { .. } => "spells_overlap",
            Self::CellTwice { .. } => "cell_twice",
            Self::EventsAboveN { .. } => "events_above_n",
            Self::EventsUnexposed { .. } => "events_unexposed",
            Self::BelowZero { .. } => "below_zero",
            Self::PartOfOne { .. } => "part_of_one",
            Self::WithoutWeight { .. } => "without_weight",
            Self::NeitherYesNorNo { .. } => "neither_yes_nor_no",
            Self::AgeImpossible { .. } => "age_impossible",
            Self::BirthImpossible { .. } => "birth_impossible",
            Self::DateImplausible { .. } => "date_implausible",
            Self::KeyMissing { .. } => "key_missing",
        }
    }

    /// The reason in the attrition ledger.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        match self {
            Self::RowTwice { .. } => "the same row twice",
            Self::PersonTwice { .. } => "person twice in a period",
            Self::PersonInTwoAreas { .. } => "person in two areas",
            Self::SpellBackwards { .. } => "spell ends before it starts",
            Self::SpellsOverlap { .. } => "spell overlaps another",
            Self::CellTwice { .. } => "area and period twice",
            Self::EventsAboveN { .. } => "more events than units",
            Self::EventsUnexposed { .. } => "events without exposure",
            Self::BelowZero { .. } => "below zero",
            Self::PartOfOne { .. } => "count not whole",
            Self::WithoutWeight { .. } => "without weight",
            Self::NeitherYesNorNo { .. } => "event neither yes nor no",
            Self::AgeImpossible { .. } => "impossible age",
            Self::BirthImpossible { .. } => "impossible day of birth",
            Self::DateImplausible { .. } => "implausible date",
            Self::KeyMissing { .. } => "without a key",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn mend(&self) -> &'static str {
        match self {
            Self::RowTwice { .. } => "remove one of the two rows",
            Self::PersonTwice { .. } => {
                "keep one row for the person and period, or declare the column in which the rows differ as `group`"
            }
            Self::PersonInTwoAreas { .. } => "choose the area of a reference date, or split the time between the areas",
            Self::SpellBackwards { .. } => "correct the dates; leave an open end empty",
            Self::SpellsOverlap { .. } => {
                "correct the dates, or declare the column in which the spells differ as `group`"
            }
            Self::CellTwice { .. } => "keep one of the rows, or declare the column in which they differ as `group`",
            Self::EventsAboveN { .. } => "check that the columns for `events` and `n` are not swapped",
            Self::EventsUnexposed { .. } => "give the exposure, or correct the number of events",
            Self::BelowZero { .. } => {
                "correct the value; if it stands for an unknown one, name it with `missing=[...]`"
            }
            Self::PartOfOne { .. } => "give counts, not shares; a sum of weights is a `value`",
            Self::WithoutWeight { .. } => "give the weight, or leave the row out before reading",
            Self::NeitherYesNorNo { .. } => {
                "say which words count, `truths=([\"ja\"], [\"nej\"])`, or leave the cell empty"
            }
            Self::AgeImpossible { .. } => "correct it; if it stands for an unknown age, name it with `missing=[...]`",
            Self::BirthImpossible { .. } => "correct the date, or leave the cell empty if it is unknown",
            Self::DateImplausible { .. } => "correct the date; leave an unknown date or an open end empty",
            Self::KeyMissing { .. } => "fill it in, or leave the row out before reading",
        }
    }
}
