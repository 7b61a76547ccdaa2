//! The watch at the door: every column of a table is looked at, refused or replaced.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use helhed::error::{Error, Fault, PersonNumber, Place, RecordFault, Result, Spot, shown};
use helhed::records::{ColumnRole, Doubt};
use rayon::prelude::*;

use super::cells::note;
use super::pseudonyms::Pseudonyms;
use super::{Suspected, Suspicion};
use crate::read::Ask;

/// A table without the numbers of persons, and what is said of it: a doubt, its row and its column.
pub(crate) struct Guarded {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
    /// Columns whose values were replaced.
    pub(crate) replaced: Vec<usize>,
    pub(crate) doubts: Vec<(Doubt, Option<u64>, String)>,
}

/// What is done with the columns of a table: some are replaced, of others something is said.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    /// The columns afterwards.
    schema: SchemaRef,
    replaced: Arc<Vec<(usize, Pseudonyms)>>,
    doubts: Vec<(Doubt, Option<u64>, String)>,
}

/// Looks at every column; replaces the keys of persons where they are declared and there is a key.
///
/// # Errors
/// Those of [`judge`].
pub(crate) fn guard(
    schema: &SchemaRef,
    batches: &[RecordBatch],
    ask: &Ask,
    place: impl Fn(Option<u64>, &str) -> Place,
) -> Result<Guarded> {
    judge(schema, &suspicions(schema, batches), ask, place)?.over(batches)
}

/// Decides what is done with columns of which so much is known, one suspicion each.
///
/// # Errors
/// `H112` for a column with the numbers of persons, `H118` for a key that can be guessed. `place` finds the place of a row
/// and a column.
pub(crate) fn judge(
    schema: &SchemaRef,
    suspicions: &[Suspicion],
    ask: &Ask,
    place: impl Fn(Option<u64>, &str) -> Place,
) -> Result<Judged> {
    let key = ask.key.as_ref().map(|key| key.hashing()).transpose()?;
    for field in schema.fields() {
        if names_a_person(field.name()) {
            return Err(Error::new(RecordFault::PersonNumberInName.into(), place(None, &shown(field.name()))));
        }
    }
    let (mut fields, mut replaced, mut doubts) = (schema.fields().to_vec(), Vec::new(), Vec::new());
    for (index, (field, suspicion)) in fields.iter_mut().zip(suspicions).enumerate() {
        let name = field.name().clone();
        let declared = is_declared(&name, ask);
        let mut say = |doubt: Doubt, row: Option<u64>| doubts.push((doubt, row, name.clone()));
        match (suspicion.verdict(&name, holds_texts(field.data_type()), declared), key) {
            (verdict, Some(key)) if declared => {
                let persons = matches!(verdict, Suspected::Persons { .. });
                replaced.push((index, Pseudonyms::new(key, persons)));
                say(Doubt::PersonsReplaced { rows: suspicion.cells() }, None);
                *field = Arc::new(Field::new(&name, DataType::LargeUtf8, true));
            }
            (Suspected::Persons { rows, row }, _) => return Err(refused(rows, place(row, &name))),
            (Suspected::Inside { rows, row }, _) => say(Doubt::PersonsInText { rows }, row),
            (Suspected::Perhaps { rows, of, row }, _) => say(Doubt::PerhapsPersons { rows, of }, row),
            (Suspected::Nothing, _) => {}
        }
    }
    let schema = match replaced.is_empty() {
        true => schema.clone(),
        false => Arc::new(Schema::new_with_metadata(fields, schema.metadata().clone())),
    };
    Ok(Judged { schema, replaced: Arc::new(replaced), doubts })
}

/// A column that holds the numbers of persons.
pub(super) fn refused(rows: u64, place: Place) -> Error {
    Error::new(RecordFault::PersonNumbers { rows }.into(), place)
}

/// Whether a column was said to be the key of persons.
pub(super) fn is_declared(name: &String, ask: &Ask) -> bool {
    ask.roles.columns(ColumnRole::Person).contains(name)
}

impl Judged {
    /// The columns afterwards.
    pub(crate) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// Whether the values of a column are replaced, so that none of them leaves.
    pub(super) fn is_replaced(&self, column: usize) -> bool {
        self.replaced.iter().any(|(index, _)| *index == column)
    }

    /// The table of these rows.
    ///
    /// # Errors
    /// Those of [`replace`](Self::replace).
    pub(crate) fn over(self, batches: &[RecordBatch]) -> Result<Guarded> {
        let batches = batches.iter().map(|batch| self.replace(batch.clone())).collect::<Result<_>>()?;
        let replaced = self.replaced.iter().map(|(index, _)| *index).collect();
        Ok(Guarded { schema: self.schema, batches, replaced, doubts: self.doubts })
    }

    /// The rows with pseudonyms for the keys of persons.
    ///
    /// # Errors
    /// `H102` for a column whose type holds no keys.
    pub(crate) fn replace(&self, batch: RecordBatch) -> Result<RecordBatch> {
        if self.replaced.is_empty() {
            return Ok(batch);
        }
        let mut arrays = batch.columns().to_vec();
        for (index, pseudonyms) in self.replaced.iter() {
            let Some(array) = arrays.get_mut(*index) else { continue };
            *array = pseudonyms.of(array).ok_or_else(|| {
                let found = array.data_type().to_string();
                let name = self.schema.fields().get(*index).map_or("", |field| field.name());
                let place = Place::default().within(Spot::Column(name.to_owned()));
                Error::new(Fault::WrongType { expected: "texts or whole numbers as keys of persons", found }, place)
            })?;
        }
        RecordBatch::try_new(self.schema.clone(), arrays)
            .map_err(|_| Error::from(Fault::Bug { what: "a column changed its length".into() }))
    }
}

/// Whether a name is or holds the number of a person: the first row was taken for the header, or persons are columns.
fn names_a_person(name: &str) -> bool {
    let sure = |one: PersonNumber| one.is_dated() && (one.is_separated() || one.is_checked());
    PersonNumber::whole(name).is_some_and(sure) || PersonNumber::inside(name)
}

/// What is suspected of each column, noted on several threads.
pub(crate) fn suspicions(schema: &Schema, batches: &[RecordBatch]) -> Vec<Suspicion> {
    let mut first = 0;
    let starts: Vec<(u64, &RecordBatch)> = batches
        .iter()
        .map(|batch| {
            let start = first;
            first += batch.num_rows() as u64;
            (start, batch)
        })
        .collect();
    let column = |index: usize| {
        let parts = starts.par_iter().map(|(start, batch)| {
            let mut suspicion = Suspicion::default();
            if let Some(array) = batch.columns().get(index) {
                note(&mut suspicion, array, *start);
            }
            suspicion
        });
        parts.reduce(Suspicion::default, |mut left, right| {
            left.merge(&right);
            left
        })
    };
    (0..schema.fields().len()).into_par_iter().map(column).collect()
}

pub(super) fn holds_texts(data_type: &DataType) -> bool {
    match data_type {
        DataType::Dictionary(_, values) => holds_texts(values),
        other => !other.is_numeric(),
    }
}
