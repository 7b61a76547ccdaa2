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
        "H860",
        "Files that are to be one table have other columns or other types.",
        "Say under `types` or `columns` what they share, or read them one by one.",
    ),
    entry("H861", "An option of `read` has a value that it cannot have.", "Give what the message asks for."),
];
