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
    entry("H830", "A column of the file is damaged.", "Fetch or write the file again, or read the other columns."),
    entry("H831", "The file, or some of its columns, is encrypted.", "Write it again without encryption."),
    entry("H832", "A column has types in two files that do not fit together.", "Write both files with one type."),
    entry("H833", "A folder's name and the column in its file contradict each other.", "Correct one of them."),
    entry("H834", "The folder holds no Parquet file.", "Name the files that are meant."),
    entry("H835", "A small file unpacks to a huge table.", "Name the columns you need, or count it piece by piece."),
    entry("H836", "The Arrow file is of a kind that is not read.", "Write it again as an Arrow IPC file or Parquet."),
    entry("H837", "The file ends before the table does.", "Fetch or write the file again."),
    entry("H838", "A value points outside the dictionary of its column.", "Write the file again."),
    entry("H839", "Files of one folder lie under different partitions.", "Read the folders one by one."),
];
