//! The texts of a workbook, in one piece of memory.

use helhed::error::{FileFault, Result};
use quick_xml::events::Event;

use super::xml::Xml;

/// Texts by number, those that cells share first.
#[derive(Debug, Default)]
pub(super) struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    /// The shared strings of a workbook.
    ///
    /// # Errors
    /// `H821`, `H822`.
    pub(super) fn shared(mut xml: Xml<'_>) -> Result<Self> {
        let mut texts = Self::default();
        let mut text = String::new();
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "si" => {}
                Event::Eof => return Ok(texts),
                _ => continue,
            }
            text.clear();
            xml.runs(&mut text)?;
            texts.push(&unescaped(&text))?;
        }
    }

    /// Takes one more text, and gives its number.
    ///
    /// # Errors
    /// `H822` if there are more than four gigabytes of them.
    pub(super) fn push(&mut self, text: &str) -> Result<u32> {
        let too_large = || FileFault::WorkbookUnsafe { what: "its texts take gigabytes" };
        let number = u32::try_from(self.ends.len()).map_err(|_| too_large())?;
        self.all.push_str(text);
        self.ends.push(u32::try_from(self.all.len()).map_err(|_| too_large())?);
        Ok(number)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a number.
    pub(super) fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.ends.get(number).and_then(|end| self.all.get(start..*end as usize)).unwrap_or("")
    }
}

/// The text with `_x000D_` and its like as the letters they stand for, and line ends as one letter.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut units: Vec<u16> = Vec::new();
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        if !before.is_empty() {
            flush(&mut units, &mut plain);
            plain.push_str(before);
        }
        let unit = from.get(2..6).filter(|_| from.as_bytes().get(6) == Some(&b'_'));
        let unit = unit.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        if let Some(unit) = unit.and_then(|digits| u16::from_str_radix(digits, 16).ok()) {
            units.push(unit);
            rest = from.get(7..).unwrap_or("");
        } else {
            flush(&mut units, &mut plain);
            plain.push_str("_x");
            rest = from.get(2..).unwrap_or("");
        }
    }
    flush(&mut units, &mut plain);
    plain.push_str(rest);
    if plain.contains('\r') {
        plain = plain.replace("\r\n", "\n").replace('\r', "\n");
        plain.truncate(plain.trim_end_matches('\n').len());
    }
    plain
}

fn flush(units: &mut Vec<u16>, plain: &mut String) {
    plain.push_str(&String::from_utf16_lossy(units));
    units.clear();
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escaped_letters_come_back() {
        assert_eq!(unescaped("Æ&R_x000D_"), "Æ&R");
        assert_eq!(unescaped("a_x000D_\nb"), "a\nb");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescaped("_xD83D__xDE00_!"), "😀!");
        assert_eq!(unescaped("kode_x12"), "kode_x12");
        assert_eq!(unescaped("_xæøå__x"), "_xæøå__x");
    }
}
