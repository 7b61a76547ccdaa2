//! From messages to batches of rows, with the dictionaries that hold at their time.

use std::collections::HashMap;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_ipc::MessageHeader;
use arrow_ipc::reader::{RecordBatchDecoder, read_dictionary};
use arrow_schema::{ArrowError, SchemaRef};
use helhed::error::{Error, FileFault, Result, Spot};

use super::super::budget::Budget;
use super::message::{Bytes, check};
use super::{broken, damaged};
use crate::file::quietly;

/// Takes one message after the other.
pub(super) struct Decoder {
    all: SchemaRef,
    schema: SchemaRef,
    wanted: Option<Vec<usize>>,
    dictionaries: HashMap<i64, ArrayRef>,
}

impl Decoder {
    /// For these columns, of which some are wanted.
    ///
    /// # Errors
    /// `H802` if one of them is not there.
    pub(super) fn new(all: SchemaRef, wanted: Option<Vec<usize>>) -> Result<Self> {
        let schema = match &wanted {
            None => all.clone(),
            Some(wanted) => {
                SchemaRef::new(all.project(wanted).map_err(|_| damaged("its columns do not fit together"))?)
            }
        };
        Ok(Self { all, schema, wanted, dictionaries: HashMap::new() })
    }

    /// The columns that are wanted.
    pub(super) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// Takes the next message; gives a batch if it is one. `before` is the number of rows before it.
    ///
    /// # Errors
    /// `H802`, `H830`, `H835`, `H838`.
    pub(super) fn take(&mut self, bytes: &Bytes, before: u64, budget: &mut Budget) -> Result<Option<RecordBatch>> {
        let message = bytes.message()?;
        let unreadable = || damaged("one of its messages cannot be read");
        match message.header_type() {
            MessageHeader::DictionaryBatch => {
                let dictionary = message.header_as_dictionary_batch().ok_or_else(unreadable)?;
                let values = dictionary.data().ok_or_else(|| damaged("a dictionary has no values"))?;
                check(&values, &bytes.body, message.version(), budget)?;
                let (all, version) = (self.all.clone(), message.version());
                let dictionaries = &mut self.dictionaries;
                match quietly(|| read_dictionary(&bytes.body, dictionary, &all, dictionaries, &version)) {
                    Some(Ok(())) => Ok(None),
                    _ => Err(damaged("a dictionary of its columns cannot be read")),
                }
            }
            MessageHeader::RecordBatch => {
                let batch = message.header_as_record_batch().ok_or_else(unreadable)?;
                check(&batch, &bytes.body, message.version(), budget)?;
                match self.decode(bytes, batch, self.wanted.as_deref()) {
                    Some(Ok(batch)) => Ok(Some(batch)),
                    _ => Err(self.blame(bytes, batch, before)),
                }
            }
            MessageHeader::Schema => Err(damaged("another table begins in the middle of it")),
            MessageHeader::NONE => Ok(None),
            _ => Err(damaged("it holds tensors, not a table")),
        }
    }

    fn decode(
        &self,
        bytes: &Bytes,
        batch: arrow_ipc::RecordBatch<'_>,
        wanted: Option<&[usize]>,
    ) -> Option<Result<RecordBatch, ArrowError>> {
        quietly(|| {
            let version = bytes.message().map_or(arrow_ipc::MetadataVersion::V5, |message| message.version());
            RecordBatchDecoder::try_new(&bytes.body, batch, self.all.clone(), &self.dictionaries, &version)?
                .with_projection(wanted)
                .read_record_batch()
        })
    }

    /// Finds out which column it is that cannot be read, by reading them one by one.
    fn blame(&self, bytes: &Bytes, batch: arrow_ipc::RecordBatch<'_>, before: u64) -> Error {
        let all: Vec<usize> = (0..self.all.fields().len()).collect();
        for index in self.wanted.as_ref().unwrap_or(&all) {
            let name = self.all.field(*index).name();
            match self.decode(bytes, batch, Some(&[*index])) {
                Some(Ok(_)) => {}
                Some(Err(error)) => match outside_dictionary(&error) {
                    Some(row) => {
                        let place = Error::from(FileFault::OutsideDictionary).within(Spot::Row(before + row + 1));
                        return place.within(Spot::Column(name.clone()));
                    }
                    None => return broken(name, "its data cannot be unpacked"),
                },
                None => return broken(name, "its reader gave up on it"),
            }
        }
        damaged("a batch of its rows cannot be unpacked")
    }
}

/// The row of the batch, from 0, whose index lies outside the dictionary, if that is what the reader says.
fn outside_dictionary(error: &ArrowError) -> Option<u64> {
    let ArrowError::InvalidArgumentError(text) = error else { return None };
    let (_, rest) = text.split_once("Value at position ")?;
    let (row, rest) = rest.split_once(' ')?;
    rest.starts_with("out of bounds").then(|| row.parse().ok()).flatten()
}
