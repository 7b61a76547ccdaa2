//! Laws of decoding and of layouts: nothing panics, and how a text is cut while it is read makes no difference.

use std::io::Read;

use proptest::prelude::*;

use super::decoder::Decoder;
use super::findings::Findings;
use super::layout::Layout;
use super::record::{Marks, records};
use crate::read::Ask;

/// Reads bytes that come in pieces of `size`, into a buffer of `size`.
fn decoded(bytes: &[u8], size: usize) -> (Result<String, String>, String) {
    let findings = Findings::new(std::sync::Arc::default());
    let pieces = Pieces { bytes: bytes.to_vec(), at: 0, size };
    let mut reader = Decoder::new(Box::new(pieces), None, Ask::default(), findings.clone());
    let (mut text, mut buffer) = (Vec::new(), vec![0; size]);
    let outcome = loop {
        match reader.read(&mut buffer) {
            Ok(0) => break Ok(String::from_utf8(text).expect("valid UTF-8")),
            Ok(count) => text.extend_from_slice(&buffer[..count]),
            Err(error) => break Err(super::encoding::fault_of(error).to_string()),
        }
    };
    (outcome, format!("{:?} {:?}", findings.decision(), findings.notices()))
}

struct Pieces {
    bytes: Vec<u8>,
    at: usize,
    size: usize,
}

impl Read for Pieces {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = self.size.min(into.len()).min(self.bytes.len() - self.at);
        into[..count].copy_from_slice(&self.bytes[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// Texts like those of tables, whole and broken.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(";"),
        Just(","),
        Just("\t"),
        Just("|"),
        Just("\n"),
        Just("\r\n"),
        Just("\r"),
        Just("\""),
        Just("'"),
        Just("omraade"),
        Just("Åbrinken"),
        Just("2014"),
        Just("12,5"),
        Just("1.234"),
        Just(" "),
        Just("sep=;\n"),
        Just("Kilde: x"),
        Just("\u{feff}"),
        Just("Ã¸"),
        Just("\u{fffd}"),
        Just("\n\n"),
        Just("#"),
        Just("  ")
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_decoded_or_refused_alike_however_they_come(
        bytes in prop::collection::vec(any::<u8>(), 1..300),
        ascii in "[a-zæøå;\n]{0,40}",
        size in 1_usize..17,
    ) {
        let both = [ascii.as_bytes(), &bytes].concat();
        for bytes in [&bytes, &both] {
            prop_assert_eq!(decoded(bytes, size), decoded(bytes, 4096));
        }
    }

    #[test]
    fn any_text_has_a_layout_or_is_refused(text in text(), noise in any::<String>()) {
        for text in [text.clone(), noise.clone(), text + &noise] {
            let Ok(layout) = Layout::of(&text, &Ask::default()) else { continue };
            prop_assert!(text.is_char_boundary(layout.first_byte));
            prop_assert!(!layout.names.is_empty());
            let rows = &text[layout.first_byte..];
            let (end, below) = layout.end(rows, layout.first_line);
            prop_assert!(rows.is_char_boundary(end));
            // Lines above, rows and lines below are all lines: none is lost, none is there twice.
            let marks = Marks { delimiter: layout.delimiter, quote: layout.quote, line_end: layout.line_end };
            let kept = records(&rows[..end], marks, layout.first_line).last().map_or(layout.first_line, |row| row.line + row.lines);
            prop_assert!(below.first().is_none_or(|below| below.first >= kept), "{:?} {:?}", below, kept);
        }
    }

    #[test]
    fn records_are_those_of_the_csv_crate(text in text()) {
        let marks = Marks { delimiter: b';', quote: b'"', line_end: b'\n' };
        let mut reader =
            csv::ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_reader(text.as_bytes());
        let theirs: Vec<Vec<String>> =
            reader.records().map(|one| one.expect("text").iter().map(str::to_owned).collect()).collect();
        // The crate leaves out empty lines, and a byte order mark.
        let ours: Vec<Vec<String>> = records(text.strip_prefix('\u{feff}').unwrap_or(&text), marks, 1)
            .map(|one| one.cells.into_iter().map(|cell| cell.text.into_owned()).collect::<Vec<_>>())
            .filter(|cells| cells.len() > 1 || cells.iter().any(|cell| !cell.is_empty()))
            .collect();
        let filled = |cells: &Vec<String>| cells.len() > 1 || cells.iter().any(|cell| !cell.is_empty());
        prop_assert_eq!(ours, theirs.into_iter().filter(filled).collect::<Vec<_>>());
    }
}
