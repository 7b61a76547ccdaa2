//! Codes of registers whose rows are not one person at one time.

use super::{Entry, entry};

pub(super) const REGISTER: &[Entry] = &[
    entry(
        "H890",
        "No column has a name of the pattern.",
        "Write a name of the file with `{week}` in place of the time: `y_{week}`.",
    ),
    entry(
        "H891",
        "Columns of some weeks are not there, and those before and after are.",
        "Add them, or ask for the time on one side of them.",
    ),
    entry("H892", "Two columns are of the same week.", "Remove or rename one of them."),
    entry("H893", "A code stands for two things that exclude each other.", "Let it stand for one."),
    entry("H894", "A value is no code: it is not a whole number.", "Correct it, or leave it empty."),
    entry(
        "H895",
        "The indicator, the keys and the unit that is counted do not go together.",
        "Choose another measure, key or period, as the message says.",
    ),
    entry("H896", "A person has two states at the same time.", "Choose the row that counts before it is tallied."),
    entry("H897", "A spell ends before it begins.", "Swap the dates, or leave the end empty."),
    entry("H898", "The rows of a person do not stand together.", "Sort the rows by person."),
    entry("H899", "A pattern of names does not say where the time stands.", "Write `{week}` once in it."),
];
