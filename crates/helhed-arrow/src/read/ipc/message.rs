//! The messages of an Arrow file or stream: their bytes, and what they claim.

use arrow_buffer::Buffer;
use arrow_ipc::{CompressionType, Message, MetadataVersion, RecordBatch};
use helhed::error::Result;

use super::super::budget::Budget;
use super::damaged;

/// What stands before a message, in files and streams since 2019.
const CONTINUES: [u8; 4] = [0xff; 4];

/// Bytes that a packed buffer may unpack to however small it is.
const FREE: i64 = 16 << 20;
/// How many times its size a larger buffer may unpack to.
const MOST_TIMES: i64 = 4096;

/// One message.
#[derive(Debug, Clone)]
pub(super) struct Bytes {
    header: Buffer,
    pub(super) body: Buffer,
}

/// What stands at a place of a stream.
#[derive(Debug)]
pub(super) enum Next {
    /// A message, and where the next one begins.
    Message(Bytes, usize),
    /// The end, and the place behind its mark.
    End(usize),
    /// Fewer bytes than were said to come.
    Short,
}

impl Bytes {
    /// What stands here.
    ///
    /// # Errors
    /// `H802` if it is no message.
    pub(super) fn at(all: &Buffer, mut at: usize) -> Result<Next> {
        let four = |at: usize| all.get(at..at + 4).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok());
        let Some(mut length) = four(at) else { return Ok(Next::Short) };
        if length == CONTINUES {
            at += 4;
            let Some(second) = four(at) else { return Ok(Next::Short) };
            length = second;
        }
        at += 4;
        match i32::from_le_bytes(length) {
            0 => Ok(Next::End(at)),
            length => match usize::try_from(length) {
                Ok(length) => Self::with_header(all, at, length),
                Err(_) => Err(no_message()),
            },
        }
    }

    fn with_header(all: &Buffer, at: usize, length: usize) -> Result<Next> {
        let Some(body) = at.checked_add(length).filter(|body| *body <= all.len()) else { return Ok(Next::Short) };
        let header = all.slice_with_length(at, length);
        let claimed = message(&header)?.bodyLength();
        let claimed = usize::try_from(claimed).map_err(|_| no_message())?;
        match body.checked_add(claimed).filter(|end| *end <= all.len()) {
            Some(end) => Ok(Next::Message(Self { header, body: all.slice_with_length(body, claimed) }, end)),
            None => Ok(Next::Short),
        }
    }

    /// What it says.
    ///
    /// # Errors
    /// `H802` if it says nothing that can be.
    pub(super) fn message(&self) -> Result<Message<'_>> {
        message(&self.header)
    }
}

/// The message in these bytes, every place in it checked.
fn message(header: &[u8]) -> Result<Message<'_>> {
    arrow_ipc::root_as_message(header).map_err(|_| no_message())
}

fn no_message() -> helhed::Error {
    damaged("one of its messages cannot be read")
}

/// Refuses a batch whose buffers cannot be where or what it says, before memory is set aside for them.
///
/// # Errors
/// `H802` if it cannot be, `H835` if it unpacks to too much.
pub(super) fn check(batch: &RecordBatch<'_>, body: &[u8], version: MetadataVersion, budget: &mut Budget) -> Result<()> {
    let wrong = || damaged("a batch has impossible numbers of rows");
    let rows = u64::try_from(batch.length()).map_err(|_| wrong())?;
    // A row without a bit of its own, as of a column of runs, still becomes one.
    budget.clone().spend(rows / 8)?;
    for node in batch.nodes().iter().flatten() {
        if node.length() < 0 || node.null_count() < 0 || node.null_count() > node.length() {
            return Err(wrong());
        }
        budget.clone().spend(node.length().unsigned_abs() / 8)?;
    }
    if version < MetadataVersion::V4 {
        return Err(damaged("it is of a version of Arrow from before 2017"));
    }
    let packed = batch.compression();
    if packed.is_some_and(|how| !matches!(how.codec(), CompressionType::LZ4_FRAME | CompressionType::ZSTD)) {
        return Err(damaged("it is packed in a way that is not known"));
    }
    for buffer in batch.buffers().iter().flatten() {
        let place = || Some((usize::try_from(buffer.offset()).ok()?, usize::try_from(buffer.length()).ok()?));
        let bytes = place().and_then(|(start, length)| body.get(start..start.checked_add(length)?));
        let bytes = bytes.ok_or_else(|| damaged("a buffer lies outside its message"))?;
        if packed.is_some() && !bytes.is_empty() {
            check_packed(bytes, budget)?;
        }
    }
    Ok(())
}

/// Refuses a packed buffer whose length cannot be true.
fn check_packed(bytes: &[u8], budget: &mut Budget) -> Result<()> {
    let claimed = bytes.first_chunk().map(|claimed| i64::from_le_bytes(*claimed));
    let most = FREE.max((bytes.len() as i64).saturating_mul(MOST_TIMES));
    match claimed {
        Some(-1) => Ok(()),
        Some(claimed) if (0..=most).contains(&claimed) => budget.clone().spend(claimed.unsigned_abs()),
        Some(claimed) => {
            Err(damaged(format!("a compressed buffer has the wrong length: it is said to hold {claimed} bytes")))
        }
        None => Err(damaged("a compressed buffer is too short")),
    }
}
