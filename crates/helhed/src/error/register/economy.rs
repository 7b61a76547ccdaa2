//! Codes of what a programme costs and saves.

use super::{Entry, entry};

pub(super) const REGISTER: &[Entry] = &[
    entry("H560", "A price has no price year.", "Say in which year's prices it is."),
    entry(
        "H561",
        "Prices of different years stand side by side, without an index.",
        "Give a price index and the year to count in.",
    ),
    entry("H562", "A price or cost is below zero.", "Give what it costs, zero or more."),
    entry("H563", "The price index lacks a year that is needed.", "Add that year to the index."),
    entry(
        "H564",
        "A lowest, a likely and a highest value are not in that order.",
        "Give the lowest, the likely, then the highest.",
    ),
    entry(
        "H565",
        "The shares of a phase-in do not add up to 1.",
        "Give the share of the outcomes that come in each year.",
    ),
    entry(
        "H566",
        "A comparison without a value says nothing of the outcomes that were gained.",
        "Hand over a comparison that has a value.",
    ),
    entry("H567", "A price has no source.", "Say where the price comes from."),
    entry(
        "H568",
        "A price is per participant, and the number of participants is not known.",
        "Give outcomes among participants.",
    ),
    entry("H569", "The plan's economy names a figure that the data do not have.", "Name a figure of that programme."),
    entry(
        "W560",
        "No outcome was gained, or fewer were had than without the programme: nothing can be divided by that.",
        "Read what it cost, and what was gained, each by itself.",
    ),
    entry(
        "W561",
        "The success has no uncertainty of its own, so the result has no interval.",
        "Use a comparison with an interval, or counts of how many among how many.",
    ),
    entry(
        "W562",
        "A price is an upper limit and no mean, so what is saved is at most this.",
        "Use a mean price, or read the result as an upper bound.",
    ),
    entry(
        "W563",
        "No cost is stated, so it cannot be said whether the programme pays.",
        "Add what the programme cost, staff included.",
    ),
    entry(
        "W564",
        "No price of an outcome is stated, so it cannot be said what is saved.",
        "Add what an outcome is worth, and to whom.",
    ),
    entry(
        "W565",
        "No number covers the cost: an outcome saves nothing within the horizon, or a participant costs what is saved, or more.",
        "Look further ahead, or check relapse and prices.",
    ),
    entry("W566", "Some outcomes come after the horizon and are not counted.", "Look further ahead."),
    entry(
        "W567",
        "The programme is both better and cheaper, or both worse and dearer: a negative ratio does not say by how much.",
        "Read cost and effect each by itself, or the net benefit.",
    ),
    entry(
        "W568",
        "The interval holds the uncertainty of the success only, not that of prices, costs, relapse or discount.",
        "Simulate, to have all of it.",
    ),
    entry(
        "W569",
        "Some prices are of another year and were brought to the price year by the index.",
        "Check the index.",
    ),
];
