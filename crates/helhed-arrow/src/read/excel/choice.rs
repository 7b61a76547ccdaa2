//! Which sheet of a workbook is meant.

use helhed::error::{Error, FileFault, Place, Result, nearest};

use super::grid::Grid;
use super::workbook::Listed;
use crate::read::{Ask, Decision, Sheet};

/// Cells of a sheet that are looked at to tell what it holds.
pub(super) const SAMPLE: u64 = 2000;

/// What a sheet holds, as far as its first cells tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Nothing,
    /// Sentences under each other.
    Notes,
    Table,
}

/// What the first cells of a sheet are.
pub(super) fn content(grid: &Grid) -> Content {
    let rows = grid.filled_rows();
    let filled = |row: u32| grid.columns.values().filter(|column| column.at(row).is_some()).count();
    match rows.len() {
        0 => Content::Nothing,
        _ if rows.iter().any(|row| filled(*row) > 1) => Content::Table,
        1 => Content::Notes,
        // One column is a table if its cells are short: a list of codes or numbers.
        _ => {
            let texts = || grid.columns.values().flat_map(|column| &column.values);
            let sentence = |text: &str| text.split_whitespace().count() > 4;
            let is_sentence = |value: &super::grid::Value| matches!(value, super::grid::Value::Text(number) if sentence(grid.text(*number)));
            if grid.columns.len() > 1 || texts().any(is_sentence) { Content::Notes } else { Content::Table }
        }
    }
}

/// The sheet that is meant, why, and the hidden sheets that hold tables and are passed over.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) index: usize,
    pub(super) decision: Decision,
    pub(super) hidden: Vec<String>,
}

/// Chooses. `look` tells what a sheet holds.
///
/// # Errors
/// `H824` if no sheet holds anything, `H825` if several do, `H826` for one that is not there; what `look` says.
pub(super) fn choose(sheets: &[Listed], ask: &Ask, look: &mut dyn FnMut(&Listed) -> Result<Content>) -> Result<Choice> {
    let chosen = |index: usize, why: &str, hidden: Vec<String>| {
        let found = sheets.get(index).map(|sheet| sheet.name.clone()).unwrap_or_default();
        Choice { index, decision: Decision { about: "sheet", found, why: why.to_owned() }, hidden }
    };
    match &ask.sheet {
        Some(Sheet::Name(name)) => {
            let same = |sheet: &Listed| sheet.name == *name;
            let alike = |sheet: &Listed| sheet.name.trim().to_lowercase() == name.trim().to_lowercase();
            let index = sheets.iter().position(same).or_else(|| sheets.iter().position(alike));
            return index.map(|index| chosen(index, "as said", Vec::new())).ok_or_else(|| unknown(name, sheets));
        }
        Some(Sheet::Number(number)) => {
            let index = number.checked_sub(1).filter(|index| *index < sheets.len());
            return index
                .map(|index| chosen(index, "as said", Vec::new()))
                .ok_or_else(|| unknown(&number.to_string(), sheets));
        }
        None => {}
    }
    let (mut tables, mut notes) = (Vec::new(), Vec::new());
    for (index, sheet) in sheets.iter().enumerate() {
        match look(sheet)? {
            Content::Table => tables.push((index, sheet)),
            Content::Notes => notes.push((index, sheet)),
            Content::Nothing => {}
        }
    }
    let seen = |sheets: &[(usize, &Listed)]| {
        sheets.iter().filter(|(_, sheet)| !sheet.hidden).map(|(index, _)| *index).collect::<Vec<_>>()
    };
    let hidden = || tables.iter().filter(|(_, sheet)| sheet.hidden).map(|(_, sheet)| sheet.name.clone()).collect();
    let undecided = |several: &[(usize, &Listed)]| {
        let sheets = several.iter().map(|(_, sheet)| sheet.name.clone()).collect();
        Err(FileFault::SheetUndecided { sheets }.into())
    };
    match (seen(&tables).as_slice(), tables.as_slice(), notes.as_slice()) {
        ([index], ..) if sheets.len() == 1 => Ok(chosen(*index, "the only sheet", Vec::new())),
        ([index], ..) => Ok(chosen(*index, "the only sheet in sight that holds a table", hidden())),
        ([], [(index, sheet)], _) => {
            Ok(chosen(*index, "hidden, but the only sheet that holds a table", vec![sheet.name.clone()]))
        }
        ([], [], [(index, _)]) => Ok(chosen(*index, "the only sheet that holds anything", Vec::new())),
        ([], [], []) => {
            let name = sheets.first().map(|sheet| sheet.name.clone()).unwrap_or_default();
            Err(FileFault::SheetEmpty { name }.into())
        }
        ([], [], several) => undecided(several),
        (_, several, _) => undecided(several),
    }
}

fn unknown(found: &str, sheets: &[Listed]) -> Error {
    let names = || sheets.iter().map(|sheet| sheet.name.as_str());
    let nearest = nearest(found, names());
    let sheets = names().map(str::to_owned).collect();
    Error::new(FileFault::SheetUnknown { found: found.to_owned(), nearest, sheets }.into(), Place::argument("sheet"))
}

#[cfg(test)]
mod tests {
    use super::{Content, choose};
    use crate::read::excel::workbook::Listed;
    use crate::read::{Ask, Sheet};

    fn of(sheets: &[(&str, bool, Content)], ask: &Ask) -> Result<String, String> {
        let listed: Vec<Listed> = sheets
            .iter()
            .map(|(name, hidden, _)| Listed { name: (*name).to_owned(), hidden: *hidden, part: String::new() })
            .collect();
        let mut look = |sheet: &Listed| {
            let found = sheets.iter().find(|(name, ..)| *name == sheet.name);
            Ok(found.map_or(Content::Nothing, |(_, _, content)| *content))
        };
        let choice = choose(&listed, ask, &mut look).map_err(|error| error.code().to_owned())?;
        Ok(format!("{} {:?}", choice.decision.found, choice.hidden))
    }

    #[test]
    fn several_tables_are_never_chosen_between() {
        use Content::{Notes, Nothing, Table};
        let ask = Ask::default();
        assert_eq!(of(&[("Ark1", false, Table)], &ask).as_deref(), Ok("Ark1 []"));
        assert_eq!(
            of(&[("Læs mig", false, Notes), ("Data", false, Table), ("Ark3", false, Nothing)], &ask).as_deref(),
            Ok("Data []")
        );
        assert_eq!(of(&[("A", false, Table), ("B", true, Table)], &ask).as_deref(), Ok("A [\"B\"]"));
        assert_eq!(of(&[("A", false, Nothing), ("B", true, Table)], &ask).as_deref(), Ok("B [\"B\"]"));
        assert_eq!(of(&[("A", false, Table), ("B", false, Table)], &ask), Err("H825".into()));
        assert_eq!(of(&[("A", true, Table), ("B", true, Table)], &ask), Err("H825".into()));
        assert_eq!(of(&[("A", false, Nothing)], &ask), Err("H824".into()));
        assert_eq!(of(&[], &ask), Err("H824".into()));
        let said = Ask { sheet: Some(Sheet::Name("data ".into())), ..Ask::default() };
        assert_eq!(of(&[("Data", false, Table), ("B", false, Table)], &said).as_deref(), Ok("Data []"));
        for sheet in [Sheet::Number(0), Sheet::Number(3), Sheet::Name("Dato".into())] {
            let said = Ask { sheet: Some(sheet), ..Ask::default() };
            assert_eq!(of(&[("Data", false, Table), ("B", false, Table)], &said), Err("H826".into()));
        }
    }
}
