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
        "W155",
        "A column is missing in one file of a folder.",
        "Write the file again with the column, or leave the column out.",
    ),
    entry("W156", "A column has whole numbers in one file and decimals in another.", "Write both files with one type."),
    entry("W157", "Files in the folder are no part of the table.", "Read them by themselves if they belong to it."),
    entry("W158", "Two files write the name of a column in two ways.", "Write the name one way in all files."),
    entry(
        "W159",
        "A column of texts holds nothing but numbers.",
        "Write the column as numbers; a file that knows types is not guessed at.",
    ),
];
