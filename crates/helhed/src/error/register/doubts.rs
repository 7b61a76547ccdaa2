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
        "W150",
        "The workbook hides rows, columns or sheets, by hand or by a filter.",
        "Show all in Excel and look; remove the rows that do not belong, or name the sheet with `sheet`.",
    ),
    entry(
        "W151",
        "The workbook shows numbers otherwise than it holds them, such as 0101 for 101.",
        "Read a column of codes as text: with `types`, it is then read as shown.",
    ),
    entry(
        "W152",
        "A column of dates holds bare day numbers.",
        "Say with `types` that the column is a date, or format it as one in Excel.",
    ),
    entry("W153", "Cells among the rows are merged.", "Unmerge them in Excel, and fill in the value where it belongs."),
    entry(
        "W154",
        "Cells of the sheet that are no part of the table were left out.",
        "Look at them; name the rows of the table with `lines` if they belong to it.",
    ),
];
