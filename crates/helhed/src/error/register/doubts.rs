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
        "W140",
        "Lines above the header or below the rows were not read as data.",
        "Say with `lines` or `header` where the table begins and ends, if this is wrong.",
    ),
    entry(
        "W141",
        "The encoding was told by the letters alone.",
        "Look at the Danish letters, and say `encoding` if they are wrong.",
    ),
    entry(
        "W142",
        "Letters were encoded twice before the file was written.",
        "Export the file again as UTF-8, and do not convert it twice.",
    ),
    entry(
        "W143",
        "Letters were lost before the file was written.",
        "Export the file again as UTF-8 from where it came from.",
    ),
    entry("W144", "A column has no name.", "Name the column in the file, or name all with `names`."),
    entry(
        "W145",
        "A name stands over more than one column.",
        "Rename one of them in the file, or name all with `names`.",
    ),
    entry("W146", "Two names of columns look alike.", "Make sure that the right one is used, or rename one of them."),
    entry(
        "W147",
        "Names were put together from several lines.",
        "Say with `header` in which line the names stand, if this is wrong.",
    ),
    entry("W148", "Bytes follow the end of compressed data.", "Fetch the file again, if rows are missing."),
    entry("W149", "The file has no rows.", "Check the export or the filter behind it."),
];
