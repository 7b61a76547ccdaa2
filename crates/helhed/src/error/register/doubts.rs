//! Codes of what a reader of files was not sure of.

use super::{Entry, entry};

pub(super) const REGISTER: &[Entry] = &[
    entry(
        "W120",
        "Marks were read as missing or suppressed values.",
        "Say under `missing` and `suppressed` what each mark means.",
    ),
    entry("W121", "The mark between digits could separate thousands or decimals.", "State `decimal` and `thousands`."),
    entry("W122", "A column holds numbers and words, and was read as text.", "Say under `types` what it is."),
    entry(
        "W160",
        "A row is or repeats the total of other rows.",
        "Leave it out with `leave_out_totals`, or say that it is an area.",
    ),
    entry("W161", "Two names differ only in how they are spelt.", "Spell them one way; nothing was merged."),
    entry("W162", "Texts hold invisible characters.", "Remove them: names that look alike are different."),
    entry("W163", "Texts hold control characters.", "Remove them; they stand escaped wherever helhed shows them."),
    entry(
        "W164",
        "One code has two names.",
        "Check whether the area was renamed or the code was mistyped; nothing was merged.",
    ),
    entry("W165", "One name has two codes.", "Check whether they are two areas or one; nothing was merged."),
    entry(
        "W166",
        "A value looks like a stand-in for an unknown one.",
        "Name it under `missing` if it stands for unknown.",
    ),
    entry(
        "W167",
        "Texts hold what looks like CPR numbers.",
        "Leave the column out with `columns`, or remove the numbers from the texts.",
    ),
    entry(
        "W168",
        "The keys of persons were replaced by pseudonyms.",
        "Keep the key: the same key gives the same pseudonyms.",
    ),
    entry(
        "W169",
        "A few numbers could be CPR numbers.",
        "Check what the column holds; leave it out with `columns` or replace it if it holds persons.",
    ),
    entry(
        "W170",
        "Rows contradict themselves or each other, and were kept.",
        "Correct them, or set them aside with `policies`.",
    ),
    entry(
        "W171",
        "Rows that contradict themselves or each other were set aside.",
        "Look at the ledger, and correct them at the source.",
    ),
    entry("W172", "Dates far in the future were taken as open ends.", "Leave open ends empty."),
    entry(
        "W173",
        "An area has no row for a period that others have.",
        "Find the row, or say that the area did not exist.",
    ),
    entry("W174", "Rows with totals were left out.", "Look at the ledger; without `leave_out_totals` they stay."),
];
