//! Doubts in English.

use super::{Doubt, marks, quoted, spans};
use crate::error::shown;

/// What was found, and how it was read.
pub(super) fn say(doubt: &Doubt) -> String {
    match doubt {
        Doubt::NoRows => "the table has names of columns and 0 rows".into(),
        Doubt::MarksRead { missing, suppressed } => match (missing.is_empty(), suppressed.is_empty()) {
            (false, true) => format!("read as missing: {}", marks(missing)),
            (true, false) => format!("read as suppressed: {}", marks(suppressed)),
            _ => format!("read as missing: {}; as suppressed: {}", marks(missing), marks(suppressed)),
        },
        Doubt::ThousandsAssumed { mark, example } => {
            format!("the `{mark}` in `{}` was read as a thousands mark; it could be a decimal mark", shown(example))
        }
        Doubt::MixedColumn { numbers, words, example } => {
            format!("the column holds {numbers} numbers and {words} texts such as `{}`: read as text", shown(example))
        }
        Doubt::CodesAsText { codes, numbers, example } => format!(
            "{codes} cells such as `{}` have leading zeros or more digits than a number holds, {numbers} have not: the \
             whole column was read as text",
            shown(example)
        ),
        Doubt::DecimalAssumed { mark, example } => {
            format!("the `{mark}` in `{}` was read as a decimal mark; it could be a thousands mark", shown(example))
        }
        Doubt::ReadAsNegative { rows, example } => {
            format!("`{}` was read as a number below zero, in {rows} rows", shown(example))
        }
        Doubt::ShortenedNumbers { rows, example } => format!(
            "`{}` is how a spreadsheet shortens a long number: digits may be lost (cells: {rows})",
            shown(example)
        ),
        Doubt::UnitAssumed { unit, without: 0, example } => {
            format!("`{}` behind the number was read as its unit, as in `{}`", shown(unit), shown(example))
        }
        Doubt::UnitAssumed { unit, without, example } => format!(
            "`{}` has the unit `{}`, {without} numbers have none: all were read in that unit",
            shown(example),
            shown(unit)
        ),
        Doubt::TwoDigitYears { example, year, rows, latest } => {
            let (example, first) = (shown(example), latest - 99);
            format!(
                "two-digit years: the century was guessed, `{example}` as {year}; every year was put between {first} and {latest} \
                 ({rows} cells)"
            )
        }
        Doubt::DayFirstAssumed { example, rows } => format!(
            "`{}` could have the day or the month first, and no cell shows which: read with the day first ({rows} cells)",
            shown(example)
        ),
        Doubt::MonthFirst { example, rows } => {
            format!("the month stands first in these dates, as `{}` shows ({rows} cells do)", shown(example))
        }
        Doubt::StandInDates { dates } => {
            format!(
                "dates that look like stand-ins for an open end or an unknown day were kept as dates: {}",
                marks(dates)
            )
        }
        Doubt::DateForms { examples } => {
            format!("dates are written in several ways: {}; all were read", quoted(examples))
        }
        Doubt::MaybeDates { example, form, read: true } => {
            format!("`{}` was read as a date ({form}), because of the column's name", shown(example))
        }
        Doubt::MaybeDates { example, form, read: false } => {
            format!("`{}` could be a date ({form}); the column was read as numbers", shown(example))
        }
        Doubt::PeriodsMixed { kinds } => {
            let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{kind} ({count})")).collect();
            let kinds = kinds.join(", ");
            format!("the column holds periods of several kinds: {kinds}; a sum over them counts the same time twice")
        }
        Doubt::PeriodForm { example, read_as, rows, anew } => {
            let written = if *anew { ", and is written so in the column" } else { "" };
            format!("`{}` was read as {read_as}{written} ({rows} cells of this form)", shown(example))
        }
        Doubt::WordsAmong { what, known, others, example } => format!(
            "{others} cells such as `{}` are not {what}, {known} others are: the column was read as text",
            shown(example)
        ),
        Doubt::OddYears { example, rows } => {
            format!("`{}` lies far from the years of any table ({rows} cells do); read as it stands", shown(example))
        }
        Doubt::SheetPartsHidden { rows, filtered, columns, sheets } => {
            let mut parts = Vec::new();
            match (rows, filtered) {
                (0, _) => {}
                (rows, true) => parts.push(format!("{rows} rows that a filter hides were read like the others")),
                (rows, false) => parts.push(format!("{rows} hidden rows were read like the others")),
            }
            if !columns.is_empty() {
                parts.push(format!("hidden columns were read like the others: {}", quoted(columns)));
            }
            if !sheets.is_empty() {
                parts.push(format!("hidden sheets hold tables too: {}", quoted(sheets)));
            }
            parts.join("; ")
        }
        Doubt::ShownOtherwise { shown: seen, stored } => {
            format!("the workbook shows `{}` where the cell holds `{}`: read as it holds", shown(seen), shown(stored))
        }
        Doubt::DayNumbers { example, day } => {
            format!("the column holds day numbers without a date format: `{example}` would be {day}; read as numbers")
        }
        Doubt::CellsMerged { areas: 1, first } => {
            format!("the cells {first} are merged: only the first holds a value, the others are missing")
        }
        Doubt::CellsMerged { areas, first } => {
            format!(
                "{areas} areas such as {first} are merged: only the first cell of each holds a value, the others are missing"
            )
        }
        Doubt::CellsLeftOut { what, first, last, cells } => {
            let what = match what.as_str() {
                "title" => "lines above the header",
                "footnote" => "notes below the table",
                _ => "cells beside the table",
            };
            let where_ = if first == last { first.clone() } else { format!("{first} to {last}") };
            format!("{what} ({where_}, {cells} cells with content) were left out")
        }
        Doubt::ColumnNotInFile { rows, more_files } => {
            let more = if *more_files > 0 { format!("; so it is in {more_files} more files") } else { String::new() };
            format!("the column is not in this file: its {rows} rows have no value{more}")
        }
        Doubt::TypeWidened { found, read_as } => {
            format!("the column is {found} in this file and something wider in another: read as {read_as}")
        }
        Doubt::FilesLeftOut { names, more } => {
            let names = names.iter().map(|name| format!("`{}`", shown(name))).collect::<Vec<_>>().join(", ");
            let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
            format!("these files were left out of the table: {names}{more}")
        }
        Doubt::NameAlmostSame { other, file } => {
            format!("the name is almost that of `{}` in {}: read as two columns", shown(other), shown(file))
        }
        Doubt::NumbersKeptAsText { example } => {
            format!(
                "the file says that the column is text, and its values are numbers such as `{}`: read as text",
                shown(example)
            )
        }
        Doubt::TotalRow { row, value, rows, is_sum } => {
            let why = if *is_sum { "is the total of other rows" } else { "is named as a total" };
            let more = if *rows > 1 { format!(" ({rows} such rows)") } else { String::new() };
            format!("row {row} `{}` {why}{more}; it was kept, and a sum of the column counts twice", shown(value))
        }
        Doubt::SpeltAlike { one, one_rows, other, other_rows } => format!(
            "`{}` (rows: {one_rows}) and `{}` (rows: {other_rows}) differ only in spelling: they were kept as two",
            shown(one),
            shown(other)
        ),
        Doubt::InvisibleCharacters { example, rows } => {
            format!("invisible characters in {rows} rows, first in `{}`; they were kept", shown(example))
        }
        Doubt::ControlCharacters { example, rows } => {
            format!("control characters in {rows} rows, first in `{}`; they were kept", shown(example))
        }
        Doubt::CodeWithNames { area, one, other, codes } => format!(
            "the code `{}` has two names, `{}` and `{}` (codes with two names: {codes})",
            shown(area),
            shown(one),
            shown(other)
        ),
        Doubt::NameWithCodes { name, one, other, names } => format!(
            "the name `{}` has two codes, `{}` and `{}` (names with two codes: {names})",
            shown(name),
            shown(one),
            shown(other)
        ),
        Doubt::StandInValue { found, rows, next } => format!(
            "the value {} in {rows} rows looks like a stand-in: the nearest other value is {}; it was read as a number",
            shown(found),
            shown(next)
        ),
        Doubt::PersonsInText { rows } => format!("the texts hold what looks like CPR numbers, in {rows} rows"),
        Doubt::PersonsReplaced { rows } => format!("the keys of persons in {rows} rows were replaced by pseudonyms"),
        Doubt::PerhapsPersons { rows, of } => {
            format!("{rows} of {of} values could be CPR numbers; the column was read as it is")
        }
        Doubt::RowsKept { finding, rows } => format!("{finding}; {} kept", such(*rows)),
        Doubt::RowsSetAside { finding, rows } => format!("{finding}; {} set aside and counted", such(*rows)),
        Doubt::OpenEnds { found, rows } => format!("{} in {rows} rows was taken as an open end", shown(found)),
        Doubt::PeriodMissing { area, period, cells } => {
            format!("`{}` has no row for {}; {cells} pairs of area and period have none", shown(area), shown(period))
        }
        Doubt::TotalsLeftOut { rows, value } => {
            format!("rows with totals were left out: {rows}, first `{}`", shown(value))
        }
        Doubt::StandInRead { value, rows } => {
            format!("`{}` stands in {rows} rows, far outside all other values: read as a number", shown(value))
        }
        Doubt::MarksKept { marks: kept } => format!("kept as texts: {}", marks(kept)),
        Doubt::LinesNotRead { above, below, header } => {
            format!("lines {} were not read as data; the names stand in line {header}", spans(*above, *below, " and "))
        }
        Doubt::EncodingGuessed { found, example } => {
            format!("the file was read as {found}, judged by its letters, as in `{}`", shown(example))
        }
        Doubt::DoubleEncoded { count, example, meant } => format!(
            "{count} letters were encoded twice before the file was written: `{}` seems to mean `{}`; read as it stands",
            shown(example),
            shown(meant)
        ),
        Doubt::LettersLost { count, example } => {
            format!("{count} letters were lost before the file was written, as in `{}`", shown(example))
        }
        Doubt::ColumnUnnamed { position, name } => format!("column {position} has no name: called `{}`", shown(name)),
        Doubt::NameTwice { name, renamed } => {
            format!(
                "the name `{}` stands over more than one column: the later is called `{}`",
                shown(name),
                shown(renamed)
            )
        }
        Doubt::NamesAlike { left, right } => format!(
            "the columns `{}` and `{}` differ in upper case, spaces or invisible characters only",
            shown(left),
            shown(right)
        ),
        Doubt::HeadersJoined { first, last, example } => {
            format!("the names are put together from lines {first}-{last}, as `{}`", shown(example))
        }
        Doubt::BytesAfterEnd { form } => format!("bytes after the end of the {form} data were not read"),
    }
}

/// Such rows, with the verb.
fn such(rows: u64) -> String {
    if rows == 1 { "1 such row was".into() } else { format!("{rows} such rows were") }
}
