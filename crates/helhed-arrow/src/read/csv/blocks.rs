//! A text cut into blocks of whole records, with its footnotes held back.

use std::io::{self, Read};

use helhed::error::{Error, Fault, FileFault, Result};

use super::cut::{Marks, last_record_end};
use super::layout::Layout;
use crate::read::LeftOut;

/// How much is looked at and handed out at a time. The result does not depend on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    /// Bytes that the layout is read from. It is the same for every file, or the layout would depend on it.
    pub(super) head: usize,
    /// Bytes of a block.
    pub(super) block: usize,
    /// Bytes at the end that are held back until it is known where the rows end.
    pub(super) tail: usize,
    /// Blocks that are parsed at the same time.
    pub(super) threads: usize,
}

impl Sizes {
    /// Threads at most: more than one reader can feed, and each has a block and its columns in memory.
    const MOST_THREADS: usize = 16;

    /// What suits the machine: blocks that, parted into fields, stay near a processor and still make batches of tens
    /// of thousands of rows.
    pub(super) fn usual() -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(Self::MOST_THREADS);
        Self { head: 1 << 18, block: 1 << 22, tail: 1 << 16, threads }
    }
}

/// Longest record, in bytes: a quote that is never closed must not draw the rest of a large file into memory.
const MOST_RECORD: usize = 1 << 26;

/// Whole records.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) text: Vec<u8>,
    /// Line of the first record, counted from 1.
    pub(super) first_line: u64,
    /// Bytes of the text up to its end.
    pub(super) done: u64,
}

/// Gives the blocks of a text, one after the other.
pub(super) struct Blocks<'a> {
    reader: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    layout: &'a Layout,
    marks: Marks,
    sizes: Sizes,
    /// Line that the buffer begins with.
    line: u64,
    last_line: Option<u64>,
    done: u64,
    ended: bool,
    left_out: Vec<LeftOut>,
}

impl<'a> Blocks<'a> {
    /// The rows that `begun` begins with and `reader` goes on with, to `last_line` where that is said.
    pub(super) fn new(
        reader: Box<dyn Read + Send>,
        begun: Vec<u8>,
        layout: &'a Layout,
        last_line: Option<u64>,
        sizes: Sizes,
    ) -> Self {
        Self {
            reader,
            buffer: begun,
            layout,
            marks: Marks::of(layout),
            sizes,
            line: layout.first_line,
            last_line,
            done: layout.first_byte as u64,
            ended: false,
            left_out: Vec::new(),
        }
    }

    /// Lines below the rows, once all blocks are handed out.
    pub(super) fn left_out(self) -> Vec<LeftOut> {
        self.left_out
    }

    fn cut(&mut self) -> Result<Option<Block>> {
        let mut size = self.sizes.block;
        while !self.ended {
            let wanted = size.saturating_add(self.sizes.tail);
            fill(&mut self.reader, &mut self.buffer, wanted)?;
            let held_back = self.buffer.len().saturating_sub(self.sizes.tail);
            if let Some(end) = last_record_end(&self.buffer[..size.min(held_back)], self.marks) {
                return Ok(Some(self.hand_out(end)));
            }
            if self.buffer.len() < wanted {
                self.ended = true;
                let end = self.end();
                return Ok((end > 0).then(|| self.hand_out(end)));
            }
            if size > MOST_RECORD {
                let at = self.marks.lines(&self.buffer) > 0;
                let long = || Fault::Damaged { reason: format!("a line is longer than {} MB", MOST_RECORD >> 20) };
                let fault = if at { FileFault::QuoteOpen.into() } else { long() };
                return Err(Error::from(fault).within(helhed::error::Spot::Line(self.line)));
            }
            size *= 2;
        }
        Ok(None)
    }

    /// Where the rows end in the rest of the text.
    fn end(&mut self) -> usize {
        // Who says where the table ends need not be told what stands below it.
        let Some(tail) = std::str::from_utf8(&self.buffer).ok().filter(|_| self.last_line.is_none()) else {
            return self.buffer.len();
        };
        let (end, left_out) = self.layout.end(tail, self.line);
        self.left_out = left_out;
        end.min(tail.len())
    }

    fn hand_out(&mut self, end: usize) -> Block {
        let rest = self.buffer.get(end..).unwrap_or_default();
        let mut next = Vec::with_capacity(rest.len().max(self.sizes.block + self.sizes.tail));
        next.extend_from_slice(rest);
        let mut text = std::mem::replace(&mut self.buffer, next);
        text.truncate(end);
        let first_line = self.line;
        self.line += self.marks.lines(&text);
        if let Some(last) = self.last_line.filter(|last| *last < self.line) {
            self.ended = true;
            let lines = (last + 1).saturating_sub(first_line);
            let ends = memchr::memchr_iter(self.marks.line_end, &text);
            text.truncate(
                usize::try_from(lines).ok().and_then(|lines| ends.take(lines).last()).map_or(0, |end| end + 1),
            );
        }
        self.done += text.len() as u64;
        Block { text, first_line, done: self.done }
    }
}

impl Iterator for Blocks<'_> {
    type Item = Result<Block>;

    fn next(&mut self) -> Option<Self::Item> {
        let block = self.cut();
        self.ended |= block.is_err();
        block.transpose()
    }
}

/// Reads until the buffer holds `wanted` bytes or there are no more.
///
/// # Errors
/// That of the decoder; `H802` if the bytes cannot be read.
pub(super) fn fill(reader: &mut dyn Read, buffer: &mut Vec<u8>, wanted: usize) -> Result<()> {
    let missing = wanted.saturating_sub(buffer.len());
    if missing > 0 {
        reader.take(missing as u64).read_to_end(buffer).map_err(broken_off)?;
    }
    Ok(())
}

/// The error that ended reading: the decoder's own, or what kind it was.
pub(super) fn broken_off(error: io::Error) -> Error {
    let kind = error.kind();
    match error.into_inner().map(|inner| inner.downcast::<Error>()) {
        Some(Ok(inner)) => *inner,
        _ => Fault::Damaged { reason: format!("reading was ended by an error ({kind})") }.into(),
    }
}
