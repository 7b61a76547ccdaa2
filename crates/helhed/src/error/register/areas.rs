//! Codes of areas that stand side by side.

use super::{Entry, entry};

pub(super) const REGISTER: &[Entry] = &[
    entry(
        "H540",
        "Nothing says which key column holds the areas.",
        "Name it with `area`: the other key columns are then pooled; or tally by the area alone.",
    ),
    entry("H541", "An area is there twice.", "Give one row an area: add up its counts first."),
    entry(
        "H542",
        "Neighbours cannot be added up where the counts of the areas are not known.",
        "Hand over cells or counts of each area.",
    ),
    entry(
        "W540",
        "The areas vary no more than chance would have them, so each is drawn wholly to the common mean.",
        "Do not tell the areas apart on this indicator; pool more years to see smaller differences.",
    ),
    entry(
        "W541",
        "The areas vary more than chance and their size explain, so the limits were widened.",
        "Read an area outside them as out of line with how areas vary; say in the report that the limits are widened.",
    ),
    entry(
        "W542",
        "The areas vary more than chance and their size explain, and the limits are not widened: too many lie outside.",
        "Widen the limits, or adjust for who lives in the areas, before an area is called out of line.",
    ),
    entry(
        "W543",
        "Too few areas have a value, so nothing shows how much areas vary.",
        "Read the area beside its own interval, or add areas.",
    ),
    entry(
        "W544",
        "No area has an event, or every unit has one, so the areas cannot be told apart.",
        "Pool more years, or choose an indicator of something that happens more often.",
    ),
    entry(
        "W545",
        "Areas were given the counts of their neighbours, so they share counts and are not independent.",
        "Read each number as that of a neighbourhood, not of the area alone.",
    ),
    entry(
        "W546",
        "Areas without a figure, with a denominator of zero or without a standard error are left out, and counted.",
        "Find the figures, or name these areas in the report.",
    ),
    entry(
        "W547",
        "The error of the expected numbers is not part of this: they are taken as known.",
        "Use a funnel, whose limits carry that error.",
    ),
    entry(
        "W548",
        "No two areas can be told apart: every area may have every rank.",
        "Do not rank these areas; pool more years, or show each with its interval.",
    ),
    entry(
        "W549",
        "With fewer than four areas there is no best or worst quarter.",
        "Compare the areas with each other instead of ranking them.",
    ),
];
