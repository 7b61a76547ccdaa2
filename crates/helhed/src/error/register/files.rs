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
    entry("H815", "The content is of another kind than can be read.", "Convert it, or name the file by its content."),
    entry(
        "H816",
        "A quotation mark is opened and not closed where it should be.",
        "Close it, remove it, or double it.",
    ),
    entry("H817", "The encoding changes inside the text.", "Save each part as UTF-8 before they are joined."),
    entry(
        "H818",
        "A character of a UTF-8 text is damaged.",
        "Fetch the file again, correct the line, or say `encoding`.",
    ),
    entry("H819", "The file holds more than one table.", "Keep one in a file, or say with `lines` which one is meant."),
    entry("H840", "Compressed data end too early, or are damaged.", "Fetch the file again."),
    entry("H841", "A zip holds several files.", "Unpack it, and name the file."),
    entry("H842", "Compressed data unpack to absurdly much.", "Ask the sender for the table itself."),
    entry("H843", "A zip holds no text table, or asks for a password.", "Unpack it, and name the file."),
    entry("H844", "A zip is damaged.", "Fetch the file again."),
];
