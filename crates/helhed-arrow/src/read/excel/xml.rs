//! The XML of a part: events one by one, without entities, of bounded depth and size.

use std::io::BufReader;

use helhed::error::{FileFault, Result};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::package::Counted;

/// Elements inside elements. Sheets have about ten.
const MOST_DEPTH: u32 = 128;

/// A part that is read event by event; empty elements come as a start and an end.
pub(super) struct Xml<'a> {
    reader: Reader<BufReader<Counted<'a>>>,
    buffer: Vec<u8>,
    depth: u32,
}

impl<'a> Xml<'a> {
    /// The XML of these bytes.
    pub(super) fn new(bytes: Counted<'a>) -> Self {
        let mut reader = Reader::from_reader(BufReader::new(bytes));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next event.
    ///
    /// # Errors
    /// `H821` for what is no XML, `H822` for a declaration of entities, for elements too deep or parts too large.
    pub(super) fn next(&mut self) -> Result<Event<'_>> {
        self.buffer.clear();
        self.reader.get_mut().get_mut().next_token();
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(_) => return Err(self.reader.get_mut().get_mut().fault()),
        };
        match event {
            Event::DocType(_) => return Err(declared()),
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Eof if self.depth > 0 => return Err(broken("its XML ends too early")),
            _ => {}
        }
        if self.depth > MOST_DEPTH {
            return Err(FileFault::WorkbookUnsafe { what: "its XML is nested deeper than a workbook's" }.into());
        }
        Ok(event)
    }

    /// Reads to the first element and refuses what declares entities. What follows is not looked at, and whatever else
    /// is wrong with it matters only to those who read it.
    ///
    /// # Errors
    /// `H822`.
    pub(super) fn refuse_declarations(mut self) -> Result<()> {
        loop {
            match self.reader.read_event_into(&mut self.buffer) {
                Ok(Event::DocType(_)) => return Err(declared()),
                Ok(Event::Start(_) | Event::Eof) | Err(_) => return Ok(()),
                Ok(_) => self.buffer.clear(),
            }
        }
    }

    /// The text inside the element that was just opened, to its end, without that of elements named in `without`.
    ///
    /// # Errors
    /// Those of [`next`](Self::next).
    pub(super) fn text(&mut self, text: &mut String, without: &[&str]) -> Result<()> {
        let inside = self.depth;
        let mut skipped = None;
        loop {
            let depth = self.depth;
            match self.next()? {
                Event::Start(tag) if skipped.is_none() && without.contains(&tag.local_name().as_ref()) => {
                    skipped = Some(depth);
                }
                Event::End(_) if depth == inside => return Ok(()),
                Event::End(_) if skipped == Some(depth - 1) => skipped = None,
                Event::Text(part) if skipped.is_none() => text.push_str(&part.xml10_content()),
                Event::CData(part) if skipped.is_none() => text.push_str(&part.xml10_content()),
                Event::GeneralRef(part) if skipped.is_none() => text.push(letter(&part)?),
                _ => {}
            }
        }
    }

    /// The text of the `t` elements inside the element that was just opened: all runs of a rich text, without phonetic parts.
    ///
    /// # Errors
    /// Those of [`next`](Self::next).
    pub(super) fn runs(&mut self, text: &mut String) -> Result<()> {
        let inside = self.depth;
        loop {
            let depth = self.depth;
            let (is_text, is_phonetic) = match self.next()? {
                Event::Start(tag) => (tag.local_name().as_ref() == "t", tag.local_name().as_ref() == "rPh"),
                Event::End(_) if depth == inside => return Ok(()),
                _ => (false, false),
            };
            if is_text {
                self.text(text, &[])?;
            } else if is_phonetic {
                self.text(&mut String::new(), &["t"])?;
            }
        }
    }
}

impl Xml<'_> {
    /// The paragraphs inside the element that was just opened, a line each, without the annotations among them.
    ///
    /// # Errors
    /// Those of [`next`](Self::next).
    pub(super) fn paragraphs(&mut self, text: &mut String) -> Result<()> {
        /// Spaces that one element may stand for.
        const MOST_SPACES: usize = 1000;
        let inside = self.depth;
        let (mut skipped, mut paragraphs) = (None, 0_u32);
        loop {
            let depth = self.depth;
            match self.next()? {
                Event::Start(tag) if skipped.is_none() => match tag.local_name().as_ref() {
                    "annotation" => skipped = Some(depth),
                    "p" => {
                        paragraphs += 1;
                        if paragraphs > 1 {
                            text.push('\n');
                        }
                    }
                    "s" => {
                        let count = prefixed(&tag, "c").and_then(|count| count.parse().ok()).unwrap_or(1);
                        text.extend(std::iter::repeat_n(' ', count.min(MOST_SPACES)));
                    }
                    "tab" => text.push('\t'),
                    "line-break" => text.push('\n'),
                    _ => {}
                },
                Event::End(_) if depth == inside => return Ok(()),
                Event::End(_) if skipped == Some(depth - 1) => skipped = None,
                // Between paragraphs are only the spaces of the XML.
                Event::Text(part) if skipped.is_none() && paragraphs > 0 && depth > inside => {
                    text.push_str(&part.xml10_content());
                }
                Event::CData(part) if skipped.is_none() && depth > inside => text.push_str(&part.xml10_content()),
                Event::GeneralRef(part) if skipped.is_none() && depth > inside => text.push(letter(&part)?),
                _ => {}
            }
        }
    }
}

/// The value of an attribute, by its name without prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|one| one.key.as_ref() == name)?;
    value(&found)
}

/// The value of an attribute that has a prefix, such as `r:id`.
pub(super) fn prefixed(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let of_name = |one: &quick_xml::events::attributes::Attribute<'_>| {
        one.key.prefix().is_some() && one.key.local_name().as_ref() == name
    };
    value(&tag.attributes().with_checks(false).flatten().find(of_name)?)
}

fn value(attribute: &quick_xml::events::attributes::Attribute<'_>) -> Option<String> {
    quick_xml::escape::unescape(&attribute.value).ok().map(std::borrow::Cow::into_owned)
}

/// Whether an attribute says yes.
pub(super) fn is_true(value: &str) -> bool {
    matches!(value.trim(), "1" | "true" | "TRUE" | "on")
}

/// The letter that a reference stands for: one of the five of XML, or a number.
fn letter(reference: &BytesRef<'_>) -> Result<char> {
    let known = match reference.xml10_content().as_ref() {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    };
    known.ok_or_else(|| broken("its XML uses an entity that it does not have"))
}

fn declared() -> helhed::error::Error {
    FileFault::WorkbookUnsafe { what: "it declares XML entities (DTD), which Excel never writes" }.into()
}

fn broken(what: &str) -> helhed::error::Error {
    FileFault::WorkbookBroken { what: what.into() }.into()
}
