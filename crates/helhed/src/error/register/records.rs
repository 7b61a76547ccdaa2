//! Codes of rows that cannot be what they say.

use super::{Entry, entry};

pub(super) const REGISTER: &[Entry] = &[
    entry(
        "H110",
        "A value is not of the kind that its column holds.",
        "Correct the cell, name its mark under `missing`, or read the column as text.",
    ),
    entry("H111", "A column mixes forms that mean different things.", "Write all of them one way, or say which it is."),
    entry(
        "H112",
        "A column holds what looks like CPR numbers.",
        "Replace them, or declare the column as the person key.",
    ),
    entry("H113", "A row repeats another in every column.", "Remove one of the two."),
    entry(
        "H114",
        "A person stands twice in one period.",
        "Keep one row for the person and period, or declare what tells the rows apart as `group`.",
    ),
    entry("H115", "A person is in two areas in one period.", "Choose the area of a reference date, or split the time."),
    entry("H116", "A spell ends before it starts.", "Correct the dates; leave an open end empty."),
    entry(
        "H117",
        "Two spells of a person overlap.",
        "Correct the dates, or declare what tells the spells apart as `group`.",
    ),
    entry(
        "H118",
        "The key for pseudonyms is so short that it can be guessed.",
        "Give a secret of 16 random bytes or more.",
    ),
    entry(
        "H119",
        "An area has two rows for one period, and would count twice.",
        "Keep one of them, or declare what tells them apart as `group`.",
    ),
    entry(
        "H130",
        "A value is neither yes nor no.",
        "Say under `truths` which words mean yes and no, or leave the cell empty.",
    ),
    entry("H140", "There are more events than units.", "Check that `events` and `n` are not swapped."),
    entry("H141", "There are events without exposure.", "Give the exposure, or correct the number of events."),
    entry(
        "H142",
        "A count, an exposure or a weight is below zero.",
        "Correct it; name marks of unknown values under `missing`.",
    ),
    entry("H143", "A count is not a whole number.", "Give counts, not shares."),
    entry("H144", "A row has no weight, or one of zero.", "Give the weight, or leave the row out before reading."),
    entry("H145", "An event is neither yes nor no.", "Say under `truths` which words count, or leave the cell empty."),
    entry("H146", "An age is below 0 or above 120.", "Correct it; name marks of unknown ages under `missing`."),
    entry("H147", "A day of birth is impossible.", "Correct the date, or leave the cell empty."),
    entry(
        "H148",
        "A date lies far from all that a register holds.",
        "Correct the date; leave unknown dates and open ends empty.",
    ),
    entry("H149", "A row has no person, area or period.", "Fill it in, or leave the row out before reading."),
];
