//! The key of pseudonyms.

use std::fmt;

use helhed::error::{Error, Place, RecordFault, Result};

/// Bytes that a key has at least: fewer can be guessed.
const SHORTEST: usize = 16;

/// What the pseudonyms of persons are made with. The same key gives the same pseudonyms, in another file, too. It is used
/// and forgotten: it is in no result, and `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Vec<u8>);

impl Key {
    /// The key for hashing.
    ///
    /// # Errors
    /// `H118` if it is so short that it can be guessed.
    pub(crate) fn hashing(&self) -> Result<[u8; 32]> {
        if self.0.len() < SHORTEST {
            let fault = RecordFault::KeyTooShort { found: self.0.len(), fewest: SHORTEST };
            return Err(Error::new(fault.into(), Place::argument("key")));
        }
        Ok(blake3::derive_key("helhed 2026-01 pseudonyms of persons", &self.0))
    }
}

impl From<Vec<u8>> for Key {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Key {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(hidden)")
    }
}
