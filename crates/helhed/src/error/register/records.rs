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
    entry(
        "H130",
        "A value is neither yes nor no.",
        "Say under `truths` which words mean yes and no, or leave the cell empty.",
    ),
];
