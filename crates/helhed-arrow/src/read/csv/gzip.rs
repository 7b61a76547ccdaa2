//! Gzip: member after member, and what follows the last.

use std::io::{BufRead, Error, ErrorKind, Read, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use flate2::bufread::GzDecoder;
use helhed::error::FileFault;

use super::encoding::carried;
use crate::read::signature::GZIP;

/// Unpacks the members of a gzip as they are read.
pub(super) struct Members<R: BufRead> {
    member: Option<GzDecoder<R>>,
    /// Set when other bytes than zeros follow the last member.
    trailing: Arc<AtomicBool>,
}

impl<R: BufRead> Members<R> {
    /// The members of `packed`.
    pub(super) fn new(packed: R, trailing: Arc<AtomicBool>) -> Self {
        Self { member: Some(GzDecoder::new(packed)), trailing }
    }

    /// The member after one that has ended, if there is one.
    fn next(&self, mut packed: R) -> Result<Option<GzDecoder<R>>> {
        loop {
            let rest = packed.fill_buf()?;
            let zeros = rest.iter().take_while(|byte| **byte == 0).count();
            match rest.get(zeros..) {
                Some([]) if zeros == 0 => return Ok(None),
                // Archives on tape are filled up with zeros.
                Some([]) | None => packed.consume(zeros),
                Some(rest) if zeros == 0 && (rest.starts_with(GZIP) || rest == &GZIP[..1]) => {
                    return Ok(Some(GzDecoder::new(packed)));
                }
                Some(_) => {
                    self.trailing.store(true, Ordering::Relaxed);
                    return Ok(None);
                }
            }
        }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            let Some(mut member) = self.member.take() else { return Ok(0) };
            match member.read(into) {
                Ok(0) => self.member = self.next(member.into_inner())?,
                Ok(count) => {
                    self.member = Some(member);
                    return Ok(count);
                }
                Err(error) if is_of_data(&error) => return Err(carried(FileFault::CutShort { form: "gzip" }.into())),
                Err(error) => {
                    self.member = Some(member);
                    return Err(error);
                }
            }
        }
    }
}

/// Whether the data are at fault, and not the disk.
fn is_of_data(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::UnexpectedEof | ErrorKind::InvalidData | ErrorKind::InvalidInput)
}
