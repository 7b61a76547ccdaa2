//! Partitions: folders called `aar=2014`, whose names hold the values of a column.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, UInt32Array};
use arrow_schema::{DataType, Field};
use helhed::error::{Error, FileFault, Place, Result, Spot, Within};
use helhed::records::Notice;

use super::listing::Part;
use crate::read::{Ask, ColumnReading, kind, typed};
use crate::recognise::{Builder, ColumnAsk, Evidence, Verdict, decide};

/// The name of the folder whose rows have no value in the column.
const NONE: &str = "__HIVE_DEFAULT_PARTITION__";

/// The name of a column and its value in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Partition {
    pub(super) column: String,
    pub(super) value: Option<String>,
}

/// What the name of a folder says, if it is that of a partition.
pub(super) fn partition(name: &str) -> Option<Partition> {
    let (column, value) = name.split_once('=')?;
    if column.is_empty() || column.starts_with('.') {
        return None;
    }
    let value = decoded(value);
    let value = (value != NONE && !value.is_empty()).then_some(value);
    Some(Partition { column: decoded(column), value })
}

/// The text with `%C3%85` as `Å`. What does not decode to a text stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = |digit: &u8| char::from(*digit).to_digit(16);
        let code = match (first, after) {
            (b'%', [high, low, ..]) => {
                hex(high).zip(hex(low)).and_then(|(high, low)| u8::try_from(high * 16 + low).ok())
            }
            _ => None,
        };
        match code {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// A column that the names of folders hold.
#[derive(Debug, Clone)]
pub(super) struct HiveColumn {
    pub(super) name: String,
    pub(super) data_type: DataType,
    /// The value of each file, in the order of the files.
    values: ArrayRef,
    /// The value of each file, as the name of its folder has it.
    texts: Vec<Option<String>>,
    verdict: Verdict,
}

/// The columns that the names of folders hold. One decision is made for each, over the values of all files.
///
/// # Errors
/// `H839` if the files do not lie under the same partitions; what the values cannot be.
pub(super) fn columns(parts: &[Part], ask: &Ask) -> Result<(Vec<HiveColumn>, Vec<Notice>)> {
    let names = |part: &Part| part.partitions.iter().map(|one| one.column.clone()).collect::<Vec<_>>();
    let first = parts.first().map(names).unwrap_or_default();
    if let Some(other) = parts.iter().find(|part| names(part) != first) {
        let fault = FileFault::PartitionsDiffer { found: names(other), others: first };
        return Err(Error::from(fault)).within(|| kind::spot(&other.path));
    }
    for part in parts {
        part.partitions
            .iter()
            .enumerate()
            .try_for_each(|(at, one)| once(one, &part.partitions[..at]))
            .within(|| kind::spot(&part.path))?;
    }
    let mut notices = Vec::new();
    let mut columns = Vec::new();
    for (place, name) in first.iter().enumerate() {
        let texts = parts.iter().map(|part| part.partitions.get(place).and_then(|one| one.value.clone())).collect();
        let column = HiveColumn::of(name, texts, parts, ask, &mut notices)?;
        columns.push(column);
    }
    Ok((columns, notices))
}

/// A folder inside one that gives the same column another value says two things of its rows.
///
/// # Errors
/// `H833`.
fn once(one: &Partition, above: &[Partition]) -> Result<()> {
    let Some(other) = above.iter().find(|other| other.column == one.column) else { return Ok(()) };
    let shown = |partition: &Partition| partition.value.clone().unwrap_or_else(|| "no value".to_owned());
    let fault = FileFault::PartitionTwice { above: shown(other), below: shown(one) };
    Err(Error::from(fault).within(Spot::Column(one.column.clone())))
}

impl HiveColumn {
    fn of(
        name: &str,
        texts: Vec<Option<String>>,
        parts: &[Part],
        ask: &Ask,
        notices: &mut Vec<Notice>,
    ) -> Result<Self> {
        let place = |row: Option<u64>| {
            let part = row.and_then(|row| parts.get(usize::try_from(row).ok()?));
            let place = Place::default();
            let place = part.map_or(place.clone(), |part| place.and(kind::spot(&part.path)));
            place.and(Spot::Column(name.to_owned()))
        };
        // Each value once, as it is met first: ten files of a year are not ten cells of a table.
        let mut rows: BTreeMap<&str, u64> = BTreeMap::new();
        let mut evidence = Evidence::default();
        let mut firsts = Vec::new();
        for (row, text) in (0_u64..).zip(&texts) {
            if let Some(text) = text
                && rows.insert(text, row).is_none()
            {
                evidence.note(text);
                firsts.push(row);
            }
        }
        let first = |row: Option<u64>| row.and_then(|row| firsts.get(usize::try_from(row).ok()?).copied());
        let verdict = decide(&evidence, &ColumnAsk::of(name, ask))
            .map_err(|misfit| Error::new(misfit.fault, place(first(misfit.row))))?;
        notices.extend(verdict.doubts.iter().map(|one| Notice::new(one.doubt.clone(), place(first(one.row)))));
        let mut builder = Builder::new(&verdict, texts.len());
        for (row, text) in (0_u64..).zip(&texts) {
            builder.push(text.as_deref().unwrap_or("")).map_err(|fault| Error::new(fault, place(Some(row))))?;
        }
        let values = builder.finish();
        Ok(Self { name: name.to_owned(), data_type: values.data_type().clone(), values, texts, verdict })
    }

    /// The field of the table.
    pub(super) fn field(&self) -> Arc<Field> {
        Arc::new(Field::new(&self.name, self.data_type.clone(), true))
    }

    /// What the report says of the column.
    pub(super) fn reading(&self, nulls: u64) -> ColumnReading {
        let how = match self.verdict.how.as_str() {
            "" => "from the names of folders".to_owned(),
            how => format!("from the names of folders: {how}"),
        };
        ColumnReading { name: self.name.clone(), kind: self.verdict.kind, how, nulls, suppressed: 0, user_missing: 0 }
    }

    /// The value of a file, for so many rows.
    pub(super) fn of_part(&self, part: usize, rows: usize) -> Option<ArrayRef> {
        let index = UInt32Array::from_value(u32::try_from(part).ok()?, rows);
        arrow_select::take::take(&self.values, &index, None).ok()
    }

    /// Whether a file has a value.
    pub(super) fn is_null(&self, part: usize) -> bool {
        use arrow_array::Array;
        self.values.is_null(part)
    }

    /// Compares with the column of that name in the file: both must say the same.
    ///
    /// # Errors
    /// `H833` with the row where they do not.
    pub(super) fn check(&self, part: usize, batch: &RecordBatch, before: u64) -> Result<()> {
        use arrow_array::{Array, cast::AsArray};
        let Some(column) = batch.column_by_name(&self.name) else { return Ok(()) };
        let said = self.texts.get(part).and_then(Option::as_deref);
        let texts = typed::cast(column, &DataType::Utf8).filter(|texts| texts.len() == column.len());
        let refused = |row: usize, found: Option<&str>| {
            let shown = |text: Option<&str>| text.unwrap_or("no value").to_owned();
            let fault = FileFault::PartitionContradicts { folder: shown(said), found: shown(found) };
            let row = Spot::Row(before + row as u64 + 1);
            Err(Error::from(fault).within(row).within(Spot::Column(self.name.clone())))
        };
        let Some(texts) = texts.as_ref().and_then(|texts| texts.as_string_opt::<i32>()) else {
            return refused(0, Some(&typed::said(column.data_type())));
        };
        for (row, text) in texts.iter().enumerate() {
            if !agrees(said, text) {
                return refused(row, text);
            }
        }
        Ok(())
    }
}

/// Whether a folder and a cell say the same, be it as texts or as numbers.
fn agrees(folder: Option<&str>, cell: Option<&str>) -> bool {
    match (folder, cell) {
        (None, None) => true,
        (Some(folder), Some(cell)) => {
            let number = |text: &str| text.parse::<f64>().ok();
            folder == cell || number(folder).is_some_and(|value| number(cell) == Some(value))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{agrees, decoded, partition};

    #[test]
    fn names_of_folders() {
        assert_eq!(decoded("%C3%85brinken"), "Åbrinken");
        assert_eq!(decoded("Caf%C3%A9haven%2FNord"), "Caféhaven/Nord");
        for same in ["100%", "%zz", "%E6", "a+b", "%"] {
            assert_eq!(decoded(same), same);
        }
        let named = |name: &str| partition(name).map(|one| (one.column, one.value));
        assert_eq!(named("aar=2014"), Some(("aar".into(), Some("2014".into()))));
        assert_eq!(named("omraade=__HIVE_DEFAULT_PARTITION__"), Some(("omraade".into(), None)));
        assert_eq!(named("a=b=c"), Some(("a".into(), Some("b=c".into()))));
        assert_eq!((named("aar"), named("=2014")), (None, None));
    }

    #[test]
    fn a_folder_and_a_cell_agree_as_texts_or_as_numbers() {
        assert!(agrees(Some("2014"), Some("2014")) && agrees(Some("1.0"), Some("1")) && agrees(None, None));
        assert!(!agrees(Some("2014"), Some("2015")) && !agrees(None, Some("2014")) && !agrees(Some("a"), None));
    }
}
