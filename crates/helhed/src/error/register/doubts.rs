//! Codes of what a reader of files was not sure of.

use super::{Entry, entry};

pub(super) const REGISTER: &[Entry] = &[
    entry(
        "W120",
        "Marks were read as missing or suppressed values.",
        "Nothing, if that is what they mean; else say what each mark means with `missing=[...]` and `suppressed=[...]`.",
    ),
    entry(
        "W121",
        "The mark between digits could separate thousands or decimals.",
        "Look at the sum of the column; if it is wrong, say the other way with `decimal=\",\"` or `decimal=\".\"`.",
    ),
    entry(
        "W122",
        "A column holds numbers and words, and was read as text.",
        "Correct the texts in the file, name those that mean missing with `missing=[...]`, or say `types={\"column\": \"text\"}`.",
    ),
    entry(
        "W123",
        "A column holds codes with leading zeros, or numbers too long, beside ordinary numbers, and was read as text.",
        "Say `types={\"column\": \"text\"}` if these are codes; if zeros were lost in some cells, put them back in the file.",
    ),
    entry(
        "W124",
        "A mark before three digits was read as a decimal mark, and could separate thousands.",
        "Look at the sum of the column; if it is wrong, say `decimal=\".\"` or `decimal=\",\"`, or give `thousands`.",
    ),
    entry(
        "W125",
        "A minus behind a number, or parentheses around it, was read as below zero.",
        "Nothing, if they are below zero; else correct them in the file, or say `types={\"column\": \"text\"}`.",
    ),
    entry(
        "W126",
        "Numbers were shortened to powers of ten by a spreadsheet.",
        "Export the column again with all its digits, above all if it holds codes or numbers of cases: what is lost cannot be read.",
    ),
    entry(
        "W127",
        "A unit was read for a whole column that does not name it in every cell, or is not one that is known.",
        "Write the unit in the name of the column; if some values are in another unit, correct them before you read the file.",
    ),
    entry(
        "W128",
        "A value such as 9999 stands far outside all others, more than once, and was read as a number.",
        "If it stands for an unknown value, name it: `missing=[\"9999\"]`, with the value that is shown.",
    ),
    entry(
        "W129",
        "Marks such as `NA` were kept as texts in a column of texts, where they pass for a category.",
        "If they stand for missing values, name them: `missing=[\"NA\"]`; else nothing.",
    ),
    entry(
        "W130",
        "Dates have two digits of the year, and the century was guessed.",
        "Write four digits of the year, above all for days of birth and for dates in the future.",
    ),
    entry(
        "W131",
        "No date of a column shows whether day or month stands first.",
        "Ask whoever wrote the file, and say `day_first=True` or `day_first=False`.",
    ),
    entry(
        "W132",
        "The dates of a column have the month first.",
        "Nothing, if that is so; else correct the dates, or say `day_first=True` to see which of them cannot be.",
    ),
    entry(
        "W133",
        "Dates look like stand-ins for an open end or an unknown day.",
        "Leave open ends and unknown days empty in the file, or name them with `missing=[...]`.",
    ),
    entry(
        "W134",
        "The dates of a column are written in several ways.",
        "Compare some rows with the file; if one of the ways is meant otherwise, write all dates one way.",
    ),
    entry(
        "W135",
        "Numbers could be dates.",
        "Say what the column is: `types={\"column\": \"date\"}`, `\"integer\"` or `\"text\"`.",
    ),
    entry(
        "W136",
        "A column holds periods of several kinds, such as quarters and years.",
        "Keep the periods of one kind before you add them up.",
    ),
    entry(
        "W137",
        "A text could be one of several periods.",
        "If it is another period, write 2014M07 for a month, 2014U23 for a week and 2013/2014 for a school year.",
    ),
    entry(
        "W138",
        "Other words stand among dates, periods or answers of yes and no, and the column was read as text.",
        "Correct the cells, name them with `missing=[...]` or `truths=([\"ja\"], [\"nej\"])`, or say `types={\"column\": \"text\"}`.",
    ),
    entry(
        "W139",
        "A date lies far from the years of any table.",
        "Correct the year if it is mistyped; if the date stands for unknown or open, leave it empty.",
    ),
    entry(
        "W140",
        "Lines above the header or below the rows were not read as data.",
        "Look at these lines; if they are rows, say where the table begins and ends: `lines=(5, 40)`, or `header=5` for the line of names.",
    ),
    entry(
        "W141",
        "The encoding was told by the letters alone.",
        "Look at the Danish letters; if they are wrong, say `encoding=\"windows-1252\"` or what it is.",
    ),
    entry(
        "W142",
        "Letters were encoded twice before the file was written.",
        "Export the file again as UTF-8, and do not convert it twice; until then, names do not match those of other files.",
    ),
    entry(
        "W143",
        "Letters were lost before the file was written.",
        "Export the file again as UTF-8 from where it came from: the letters cannot be brought back from this one.",
    ),
    entry("W144", "A column has no name.", "Name the column in the file, or name all columns with `names=[...]`."),
    entry(
        "W145",
        "A name stands over more than one column.",
        "Look at which is which; rename one in the file, or name all columns with `names=[...]`.",
    ),
    entry(
        "W146",
        "Two names of columns look alike.",
        "Make sure that the right one is used, or rename one of them in the file.",
    ),
    entry(
        "W147",
        "Names were put together from several lines.",
        "If the names are wrong, say in which lines they stand: `header=5`, or `header=(4, 5)` for two lines.",
    ),
    entry(
        "W148",
        "Bytes follow the end of compressed data.",
        "Compare the number of rows with what the sender says; fetch the file again if rows are missing.",
    ),
    entry(
        "W149",
        "A table has a header and no rows.",
        "Check the export, or the filter it was made with: an empty table is not the same as no cases.",
    ),
    entry(
        "W150",
        "The workbook hides rows, columns or sheets, by hand or by a filter.",
        "Show everything in Excel and look: delete the rows that do not belong, leave columns out with `columns=[...]`, or name the sheet with `sheet=\"...\"`.",
    ),
    entry(
        "W151",
        "The workbook shows numbers otherwise than it holds them, such as 0101 for 101, or 2,500 for 2,500,000.",
        "Look at which is meant: the numbers were read as they are stored. If they are codes, say `types={\"column\": \"text\"}`: then \
         they are read with their zeros.",
    ),
    entry(
        "W152",
        "A column of dates holds bare day numbers.",
        "Say `types={\"column\": \"date\"}`, or give the cells a date format in Excel.",
    ),
    entry(
        "W153",
        "Cells among the rows are merged.",
        "Unmerge the cells in Excel, and fill in the value where it belongs.",
    ),
    entry(
        "W154",
        "Cells of the sheet that are no part of the table were left out.",
        "Look at them; if they belong to the table, name its rows with `lines=(5, 40)`.",
    ),
    entry(
        "W155",
        "A column is missing in one file of a folder.",
        "Ask for the file with the column, or leave the column out with `columns=[...]`.",
    ),
    entry(
        "W156",
        "A column has whole numbers in one file and decimals in another.",
        "Nothing, if the column holds the same thing in all files; else write them with one type.",
    ),
    entry(
        "W157",
        "Files in the folder are no part of the table.",
        "Read them by themselves if they belong to it; else nothing.",
    ),
    entry(
        "W158",
        "Two files write the name of a column in two ways.",
        "Write the name one way in all files; until then, each column is empty in some of the rows.",
    ),
    entry(
        "W159",
        "A column of texts holds nothing but numbers.",
        "If it is meant as numbers, write it as numbers: a file that knows types is not guessed at.",
    ),
    entry(
        "W160",
        "A row is or repeats the total of other rows.",
        "Leave such rows out with `totals=\"leave_out\"`, or say `totals=\"keep\"` if it is an area of its own.",
    ),
    entry(
        "W161",
        "Two names differ only in how they are spelt.",
        "If they are one, spell them one way in the file; nothing was merged.",
    ),
    entry(
        "W162",
        "Texts hold invisible characters.",
        "Remove them in the file: names that look alike are different, and do not match those of other files.",
    ),
    entry(
        "W163",
        "Texts hold control characters.",
        "Remove them in the file; they stand escaped wherever helhed shows them.",
    ),
    entry(
        "W164",
        "One code has two names.",
        "Check whether the area was renamed or the code was mistyped; nothing was merged.",
    ),
    entry("W165", "One name has two codes.", "Check whether they are two areas or one; nothing was merged."),
    entry(
        "W166",
        "A value looks like a stand-in for an unknown one.",
        "If it stands for an unknown value, name it: `missing=[\"9999\"]`, with the value that is shown.",
    ),
    entry(
        "W167",
        "Texts hold what looks like CPR numbers.",
        "Leave the column out by naming the others with `columns=[...]`, or have the numbers removed from the texts.",
    ),
    entry(
        "W168",
        "The keys of persons were replaced by pseudonyms.",
        "Keep the `key` in a safe place: the same key gives the same pseudonyms.",
    ),
    entry(
        "W169",
        "A few numbers could be CPR numbers.",
        "Check what the column holds; if it holds persons, declare it with `roles={\"person\": \"column\"}` and a `key`, or leave it out with `columns=[...]`.",
    ),
    entry(
        "W170",
        "Rows contradict themselves or each other, and were kept.",
        "Correct them at the source, or set them aside with `policies={\"check\": \"count\"}`.",
    ),
    entry(
        "W171",
        "Rows that contradict themselves or each other were set aside.",
        "Look at `records.ledger`, which counts them by reason, and correct them at the source.",
    ),
    entry(
        "W172",
        "Dates far in the future were taken as open ends.",
        "Nothing, if they mean that the spell goes on; else correct the dates.",
    ),
    entry(
        "W173",
        "An area has no row for a period that others have.",
        "Find the row, or make sure that the area did not exist then: no row is not the same as zero.",
    ),
    entry(
        "W174",
        "Rows with totals were left out.",
        "Look at `records.ledger`, which counts them; without `totals=\"leave_out\"` they stay.",
    ),
];
