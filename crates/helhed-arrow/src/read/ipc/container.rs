//! What an Arrow file or stream holds: its schema, and its messages in the order they are to be read.

use arrow_buffer::Buffer;
use arrow_ipc::{Block, MessageHeader, root_as_footer};
use arrow_schema::SchemaRef;
use helhed::error::{FileFault, Result};

use super::damaged;
use super::message::{Bytes, Next};

/// The bytes at both ends of a file.
const MAGIC: &[u8] = b"ARROW1";
/// Where the first message of a file stands.
const FIRST: usize = 8;

/// How the messages end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// With the mark of the end.
    Whole,
    /// Without it.
    Early,
}

/// What is in it.
#[derive(Debug)]
pub(super) struct Contents {
    pub(super) is_file: bool,
    pub(super) schema: SchemaRef,
    pub(super) messages: Vec<Bytes>,
    pub(super) end: End,
    /// Bytes behind the end.
    pub(super) stray: u64,
}

impl Contents {
    /// Finds the messages.
    ///
    /// # Errors
    /// `H802` if it is damaged, `H836` if it is of a kind that is not read.
    pub(super) fn of(bytes: &Buffer) -> Result<Self> {
        if bytes.starts_with(MAGIC) { Self::of_file(bytes) } else { Self::of_stream(bytes, 0) }
    }

    fn of_stream(bytes: &Buffer, start: usize) -> Result<Self> {
        let (schema, mut at) = match Bytes::at(bytes, start)? {
            Next::Message(message, at) => (schema(&message)?, at),
            Next::End(_) => return Err(damaged("it has no columns: there is nothing before its end")),
            Next::Short => return Err(FileFault::EndsEarly { rows: 0 }.into()),
        };
        let mut messages = Vec::new();
        let (end, stray) = loop {
            match Bytes::at(bytes, at)? {
                Next::Message(message, after) => {
                    messages.push(message);
                    at = after;
                }
                Next::End(after) => break (End::Whole, stray(bytes, after)?),
                Next::Short => break (End::Early, 0),
            }
        };
        Ok(Self { is_file: false, schema, messages, end, stray })
    }

    /// A file is a stream with a footer that says where its messages are. Both must agree, where both can be followed.
    fn of_file(bytes: &Buffer) -> Result<Self> {
        let broken = || damaged("its footer cannot be read");
        let tail = bytes.len().checked_sub(MAGIC.len() + 4).filter(|tail| *tail >= FIRST);
        let Some(tail) = tail.filter(|_| bytes.ends_with(MAGIC)) else {
            return Err(damaged("it is incomplete: an Arrow file ends with its footer, and this one does not"));
        };
        let length = bytes.get(tail..).and_then(|rest| rest.first_chunk()).map(|length| i32::from_le_bytes(*length));
        let first = length.and_then(|length| tail.checked_sub(usize::try_from(length).ok()?));
        let first = first.filter(|first| *first >= FIRST).ok_or_else(broken)?;
        let footer = bytes.get(first..tail).ok_or_else(broken)?;
        let footer = root_as_footer(footer).map_err(|_| broken())?;
        let schema = converted(footer.schema().ok_or_else(broken)?)?;
        let front = bytes.slice_with_length(0, first);
        let blocks = |blocks: Option<flatbuffers::Vector<'_, Block>>| {
            let each = |block: &Block| block_at(&front, block);
            blocks.iter().flat_map(|blocks| blocks.iter()).map(each).collect::<Result<Vec<_>>>()
        };
        let mut messages = blocks(footer.dictionaries())?;
        let dictionaries = messages.len();
        messages.extend(blocks(footer.recordBatches())?);
        let batches = messages.len() - dictionaries;
        // Some writers leave room between the messages: then the footer alone can be followed.
        if let Some(stream) = Self::of_stream(&front, FIRST).ok().filter(|stream| stream.end == End::Whole) {
            let held = stream.count(MessageHeader::RecordBatch)?;
            if held != batches || stream.count(MessageHeader::DictionaryBatch)? != dictionaries {
                return Err(damaged(format!("its footer names {batches} batches, and it holds {held}")));
            }
            if stream.schema.fields() != schema.fields() {
                return Err(damaged("its footer and its beginning tell of different columns"));
            }
        }
        Ok(Self { is_file: true, schema, messages, end: End::Whole, stray: 0 })
    }

    fn count(&self, kind: MessageHeader) -> Result<usize> {
        let mut count = 0;
        for message in &self.messages {
            count += usize::from(message.message()?.header_type() == kind);
        }
        Ok(count)
    }
}

/// The message of a block of a footer.
fn block_at(front: &Buffer, block: &Block) -> Result<Bytes> {
    let broken = || damaged("its footer points outside the file");
    let start = usize::try_from(block.offset()).ok().filter(|start| *start >= FIRST).ok_or_else(broken)?;
    match Bytes::at(front, start)? {
        Next::Message(message, _) => Ok(message),
        Next::End(_) | Next::Short => Err(broken()),
    }
}

/// How many bytes stand behind the end. Zeros only fill it up; another table must not be overlooked.
fn stray(bytes: &Buffer, at: usize) -> Result<u64> {
    let rest = bytes.get(at..).unwrap_or_default();
    if rest.iter().all(|byte| *byte == 0) {
        return Ok(0);
    }
    if let Ok(Next::Message(_, _)) = Bytes::at(bytes, at) {
        return Err(damaged("behind the end of its table another one begins: two streams were pasted together"));
    }
    Ok(rest.len() as u64)
}

/// The schema of the first message.
fn schema(message: &Bytes) -> Result<SchemaRef> {
    let message = message.message()?;
    let schema = message.header_as_schema().ok_or_else(|| damaged("it does not begin with its columns"))?;
    converted(schema)
}

fn converted(schema: arrow_ipc::Schema<'_>) -> Result<SchemaRef> {
    if schema.endianness() != arrow_ipc::Endianness::Little {
        let cure = "write it again on the machine it comes from, as Parquet";
        return Err(FileFault::OtherArrow { found: "an Arrow file of a big-endian machine", cure }.into());
    }
    let converted = crate::file::quietly(|| arrow_ipc::convert::try_fb_to_schema(schema));
    match converted {
        Some(Ok(schema)) => Ok(SchemaRef::new(schema)),
        _ => Err(damaged("its columns are of types that are not known")),
    }
}
