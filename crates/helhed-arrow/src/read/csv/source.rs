//! A file of delimited text whose layout is known, to be read as often as it takes.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use helhed::error::Place;
use helhed::error::{Error, Fault, FileFault, Result, Within, nearest};

use super::blocks::{Blocks, Sizes, broken_off, fill};
use super::encoding;
use super::findings::Findings;
use super::layout::Layout;
use crate::read::{Ask, Decision, kind};

/// A file whose layout is known.
#[derive(Clone)]
pub(super) struct Source {
    path: PathBuf,
    ask: Ask,
    stamp: Stamp,
    pub(super) sizes: Sizes,
    pub(super) layout: Layout,
    decisions: Vec<Decision>,
    /// What is known of its letters, once they are read.
    pub(super) findings: Findings,
    /// Bytes of the file, where they are as many as those of its text.
    pub(super) bytes: Option<u64>,
}

/// The rows of a text: what was read of them, and the rest.
pub(super) struct Start {
    begun: Vec<u8>,
    reader: Box<dyn Read + Send>,
}

impl Start {
    /// What was read of the rows.
    pub(super) fn begun(&self) -> &[u8] {
        &self.begun
    }
}

/// What tells that a file is another than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    changed: Option<SystemTime>,
}

impl Stamp {
    fn of(path: &Path) -> Result<Self> {
        let cannot = |error: std::io::Error| Error::from(Fault::CannotOpen { reason: error.to_string() });
        let metadata = std::fs::metadata(path).map_err(cannot)?;
        Ok(Self { length: metadata.len(), changed: metadata.modified().ok() })
    }
}

impl Source {
    /// Opens a file and finds out how it is laid out.
    ///
    /// # Errors
    /// Those of the decoder and of the layout.
    pub(super) fn open(path: &Path, ask: &Ask, sizes: Sizes) -> Result<(Self, Start)> {
        let file = || kind::spot(path);
        let stamp = Stamp::of(path).within(file)?;
        let mut text = encoding::open(path, ask).within(file)?;
        let mut begun = Vec::new();
        fill(&mut text.reader, &mut begun, sizes.head).within(file)?;
        let layout = Layout::of(head(&begun).within(file)?, ask).within(file)?;
        if layout.names.is_empty() {
            return Err(FileFault::Empty.into()).within(file);
        }
        begun.drain(..layout.first_byte.min(begun.len()));
        let bytes = plain(path).within(file)?.then_some(text.bytes);
        let source = Self {
            path: path.into(),
            ask: ask.clone(),
            stamp,
            sizes,
            layout,
            decisions: text.decisions,
            findings: text.findings,
            bytes,
        };
        Ok((source, Start { begun, reader: text.reader }))
    }

    /// Opens the file again, at its first row.
    ///
    /// # Errors
    /// Those of the decoder; `H802` if the file is another than before.
    pub(super) fn again(&self) -> Result<Start> {
        self.unchanged()?;
        let mut reader = encoding::open(&self.path, &self.ask).within(|| self.spot())?.reader;
        let above = self.layout.first_byte as u64;
        let skipped = std::io::copy(&mut reader.by_ref().take(above), &mut std::io::sink());
        skipped.map_err(broken_off).within(|| self.spot())?;
        Ok(Start { begun: Vec::new(), reader })
    }

    /// What was decided about its bytes and its lines, once they are read.
    pub(super) fn decided(&self) -> Vec<Decision> {
        let others = self.decisions.iter().filter(|decision| decision.about != "encoding").cloned();
        others.chain(self.findings.decision()).chain(self.layout.decisions.iter().cloned()).collect()
    }

    /// Whether the file is still the same.
    ///
    /// # Errors
    /// `H802` if it is not.
    pub(super) fn unchanged(&self) -> Result<()> {
        let same = Stamp::of(&self.path).within(|| self.spot())? == self.stamp;
        if same { Ok(()) } else { Err(self.changed()) }
    }

    /// The error for a file that changes while it is read.
    pub(super) fn changed(&self) -> Error {
        let reason = "it changed while it was read; read it again when no program writes to it".into();
        Error::from(Fault::Damaged { reason }).within(self.spot())
    }

    /// Its rows in blocks.
    pub(super) fn blocks(&self, start: Start) -> Blocks<'_> {
        let last_line = self.ask.lines.and_then(|(_, last)| last);
        Blocks::new(start.reader, start.begun, &self.layout, last_line, self.sizes)
    }

    /// The columns that are read: their places among the fields.
    ///
    /// # Errors
    /// `H101` for a name that is not there.
    pub(super) fn wanted(&self) -> Result<Vec<usize>> {
        let names = &self.layout.names;
        let known = |name: &String, argument: &str| {
            let missing = || {
                let nearest = nearest(name, names.iter().map(String::as_str));
                let place = Place::default().and(self.spot());
                let place =
                    if argument.is_empty() { place } else { place.and(helhed::error::Spot::Argument(argument.into())) };
                Error::new(Fault::MissingColumn { name: name.clone(), nearest }, place)
            };
            if names.contains(name) { Ok(()) } else { Err(missing()) }
        };
        self.ask.columns.iter().flatten().try_for_each(|name| known(name, "columns"))?;
        self.ask.types.keys().try_for_each(|name| known(name, "types"))?;
        let asked = |name: &String| self.ask.columns.as_ref().is_none_or(|columns| columns.contains(name));
        Ok(names.iter().enumerate().filter(|(_, name)| asked(name)).map(|(field, _)| field).collect())
    }

    /// What the user says about it.
    pub(super) fn ask(&self) -> &Ask {
        &self.ask
    }

    /// The file as a place.
    pub(super) fn spot(&self) -> helhed::error::Spot {
        kind::spot(&self.path)
    }

    /// Its name.
    pub(super) fn name(&self) -> String {
        self.path.display().to_string()
    }
}

/// Whether a file has about as many bytes as its text: it is neither compressed nor UTF-16.
fn plain(path: &Path) -> Result<bool> {
    let mut first = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(2).read_to_end(&mut first));
    read.map_err(|error| Error::from(Fault::CannotOpen { reason: error.to_string() }))?;
    Ok(![&b"\x1f\x8b"[..], b"\xff\xfe", b"\xfe\xff", b"PK"].contains(&first.as_slice()))
}

/// The bytes as text, without a letter that is cut at their end.
fn head(bytes: &[u8]) -> Result<&str> {
    let broken = || Error::from(Fault::Bug { what: "the decoded text is no text".into() });
    match std::str::from_utf8(bytes) {
        Ok(head) => Ok(head),
        Err(error) if error.error_len().is_some() => Err(broken()),
        Err(error) => {
            bytes.get(..error.valid_up_to()).and_then(|head| std::str::from_utf8(head).ok()).ok_or_else(broken)
        }
    }
}
