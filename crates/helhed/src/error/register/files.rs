//! Codes of files that cannot be read or written.

use super::{Entry, entry};

pub(super) const REGISTER: &[Entry] = &[
    entry("H810", "The file holds nothing.", "Export it again."),
    entry("H811", "A line has another number of fields than the header.", "Correct the line, or quote the text."),
    entry("H812", "The text holds NUL bytes, as after a fault of a disk or a transfer.", "Fetch the file again."),
    entry(
        "H813",
        "The first line looks like data, not like names.",
        "Say that there is no header, and name the columns.",
    ),
    entry("H814", "A line repeats the header.", "Remove the line."),
    entry("H850", "A table is too large for a sheet of Excel.", "Write CSV or Parquet, or fewer rows."),
    entry(
        "H851",
        "A column is of a type that CSV and Excel have no place for.",
        "Write Parquet or Arrow, or leave it out.",
    ),
    entry("H852", "A text is too long for a cell of Excel.", "Write CSV or Parquet, or shorten the text."),
    entry("H815", "The content is of another kind than can be read.", "Convert it, or name the file by its content."),
    entry(
        "H816",
        "The quotes of a line do not match: lines could be swallowed.",
        "Close the text with a quote, and write a quote inside it twice.",
    ),
];
