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
        "The quotes of a line do not match: lines could be swallowed.",
        "Close the text with a quote, and write a quote inside it twice.",
    ),
    entry("H820", "The workbook is password-protected.", "Open it in Excel and save it without a password."),
    entry(
        "H821",
        "The workbook is incomplete or damaged.",
        "Fetch the file again, or open it in Excel and save it again.",
    ),
    entry(
        "H822",
        "The workbook holds what workbooks do not hold: declarations of entities, or parts that unpack without end.",
        "Ask its sender for a clean file.",
    ),
    entry("H823", "A sheet is listed but not in the file.", "Open the file in Excel and save it again."),
    entry("H824", "The sheet is empty.", "Check the export, or name another sheet."),
    entry("H825", "Several sheets of the workbook hold tables.", "Say with `sheet` which one is meant."),
    entry("H826", "The workbook has no sheet of this name or number.", "Name one of its sheets."),
    entry(
        "H827",
        "A cell holds the error of a formula, such as `#DIV/0!`.",
        "Mend the formula in Excel, or name the error under `missing`.",
    ),
    entry(
        "H828",
        "A cell has a formula whose result is not stored, as programs write that do not calculate.",
        "Open the file in Excel, let it calculate, and save it.",
    ),
    entry(
        "H829",
        "The sheet holds several tables, or rows and columns that do not make one.",
        "Name the rows of the table with `lines`, or put each table on a sheet of its own.",
    ),
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
    entry("H850", "A table is too large for a sheet of Excel.", "Write CSV or Parquet, or fewer rows."),
    entry(
        "H851",
        "A column is of a type that CSV and Excel have no place for.",
        "Write Parquet or Arrow, or leave it out.",
    ),
    entry("H852", "A text is too long for a cell of Excel.", "Write CSV or Parquet, or shorten the text."),
    entry(
        "H860",
        "Files that are to be one table have other columns or other types.",
        "Say under `types` or `columns` what they share, or read them one by one.",
    ),
    entry("H861", "An option of `read` has a value that it cannot have.", "Give what the message asks for."),
];
