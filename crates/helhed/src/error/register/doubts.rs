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
        "W123",
        "A column holds codes with leading zeros, or numbers too long, beside ordinary numbers, and was read as text.",
        "Say under `types` whether it is text or integer; if zeros were lost in some cells, put them back.",
    ),
    entry(
        "W124",
        "A mark before three digits was read as a decimal mark, and could separate thousands.",
        "State `decimal` and `thousands`.",
    ),
    entry(
        "W125",
        "A minus behind a number, or parentheses around it, was read as below zero.",
        "Write the minus in front, or say under `types` that the column is text.",
    ),
    entry(
        "W126",
        "Numbers were shortened to powers of ten by a spreadsheet.",
        "Export the column again as text or with all its digits, above all if it holds keys.",
    ),
    entry(
        "W127",
        "A unit was read for a whole column that does not name it in every cell, or is not one that is known.",
        "Write the unit in the name of the column, or say under `types` that the column is text.",
    ),
    entry(
        "W128",
        "A value such as 9999 stands far outside all others, more than once, and was read as a number.",
        "If it stands for a missing value, name it under `missing`.",
    ),
    entry(
        "W129",
        "Marks such as `NA` were kept as texts in a column of texts, where they pass for a category.",
        "If they stand for missing values, name them under `missing`.",
    ),
    entry("W130", "Dates have two digits of the year, and the century was guessed.", "Write four digits of the year."),
    entry("W131", "No date of a column shows whether day or month stands first.", "Say `day_first`."),
    entry("W132", "The dates of a column have the month first.", "Say `day_first` if that is not so."),
    entry(
        "W133",
        "Dates look like stand-ins for an open end or an unknown day.",
        "Leave open ends and unknown days empty.",
    ),
    entry(
        "W134",
        "The dates of a column are written in several ways.",
        "Write them in one way, and see that all are right.",
    ),
    entry("W135", "Numbers could be dates.", "Say under `types` what the column is: `date`, `integer` or `text`."),
    entry(
        "W136",
        "A column holds periods of several kinds, such as quarters and years.",
        "Keep the periods of one kind before you add them up.",
    ),
    entry(
        "W137",
        "A text could be one of several periods.",
        "Write 2014M07 for a month, 2014U23 for a week and 2013/2014 for a school year.",
    ),
    entry(
        "W138",
        "Other words stand among dates, periods or answers of yes and no, and the column was read as text.",
        "Correct the cells, name them under `missing` or `truths`, or say under `types` that the column is text.",
    ),
    entry("W139", "A date lies far from the years of any table.", "Correct the year if it is mistyped."),
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
    entry("W149", "A table has a header and no rows.", "Check the export, or the filter it was made with."),
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
