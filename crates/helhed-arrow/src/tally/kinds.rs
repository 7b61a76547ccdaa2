//! What the key columns of a file hold, so that one key is not two: the number 101 in one file, the text 101 in another.

use std::collections::BTreeMap;

use arrow_schema::{DataType, Schema};
use helhed::error::{Error, FileFault, Result, Spot};

use crate::file::Source;

/// Key columns, and the kind of key that each holds.
#[derive(Debug)]
pub(super) struct Kinds(Vec<(String, &'static str)>);

impl Kinds {
    /// The kinds of these columns: whole numbers of any width are the same keys, and so are texts however they are kept.
    pub(super) fn of<'a>(schema: &Schema, names: impl Iterator<Item = &'a String>) -> Self {
        let kind = |name: &String| {
            let kind = match schema.field_with_name(name).map(|field| field.data_type()) {
                Ok(DataType::Boolean) => "true/false",
                Ok(DataType::Date32) => "date",
                // Whole in a column of keys or states, or they are refused row by row.
                Ok(found) if found.is_numeric() => "whole number",
                Ok(DataType::Null) | Err(_) => "",
                Ok(_) => "text",
            };
            (name.clone(), kind)
        };
        Self(names.map(kind).collect())
    }
}

/// Refuses a file whose keys are of another kind than those of the files before it. A column without values fits all.
///
/// # Errors
/// `H860` with the file and the column.
pub(super) fn alike<'a>(files: impl IntoIterator<Item = (&'a Source, &'a Kinds)>) -> Result<()> {
    let mut known: BTreeMap<&str, &'static str> = BTreeMap::new();
    for (source, Kinds(kinds)) in files {
        for (name, kind) in kinds.iter().filter(|(_, kind)| !kind.is_empty()) {
            let first = *known.entry(name).or_insert(kind);
            if first != *kind {
                let (first, other) = (Some(first.to_owned()), Some((*kind).to_owned()));
                let fault = FileFault::FilesDiffer { column: name.clone(), first, other };
                return Err(Error::from(fault).within(Spot::Column(name.clone())).within(source.spot()));
            }
        }
    }
    Ok(())
}
