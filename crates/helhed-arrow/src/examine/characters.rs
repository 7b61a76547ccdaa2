//! Characters that nobody sees: invisible ones, and those that steer a terminal.

use helhed::error::{is_invisible, shown};
use helhed::records::{Doubt, Notice};

use super::Column;
use crate::texts::Texts;

/// What was seen of one kind of characters.
#[derive(Default)]
struct Seen {
    rows: u64,
    first: Option<(usize, String)>,
}

impl Seen {
    fn note(&mut self, text: &str, count: u64, row: usize) {
        self.rows += count;
        if self.first.as_ref().is_none_or(|(first, _)| row < *first) {
            self.first = Some((row, shown(text)));
        }
    }
}

/// Looks for invisible and control characters in the name and the texts of a column. Tabs and line ends are no such.
pub(super) fn look(column: &Column<'_>) -> Vec<Notice> {
    let (mut invisible, mut control) = (Seen::default(), Seen::default());
    let mut start = 0;
    for (array, known) in column.table.texts(column.index) {
        let Some(texts) = Texts::of(array.as_ref()) else { break };
        // Most columns hold no such byte at all.
        if !texts.any_byte(|byte| COULD_BE[usize::from(byte)]) {
            start += texts.len();
            continue;
        }
        texts.each_of(known, |text, count, row| {
            if text.bytes().any(|byte| COULD_BE[usize::from(byte)]) {
                let row = start + row as usize;
                if text.chars().any(unseen) {
                    invisible.note(text, count, row);
                }
                if text.chars().any(steers) {
                    control.note(text, count, row);
                }
            }
        });
        start += texts.len();
    }
    let mut notices = Vec::new();
    if column.name.chars().any(|letter| unseen(letter) || steers(letter)) {
        let doubt = Doubt::InvisibleCharacters { example: shown(column.name), rows: 0 };
        notices.push(Notice::new(doubt, column.table.place(None, column.name)));
    }
    let place = |row| column.table.place(Some(row), column.name);
    if let Some((row, example)) = invisible.first {
        notices.push(Notice::new(Doubt::InvisibleCharacters { example, rows: invisible.rows }, place(row)));
    }
    if let Some((row, example)) = control.first {
        notices.push(Notice::new(Doubt::ControlCharacters { example, rows: control.rows }, place(row)));
    }
    notices
}

/// Whether a byte can belong to such a character; the letters of Danish cannot.
const fn could_be(byte: u8) -> bool {
    byte < 0x20 || matches!(byte, 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf3)
}

/// The same for every byte.
const COULD_BE: [bool; 256] = {
    let mut all = [false; 256];
    let mut byte = 0;
    while byte < all.len() {
        all[byte] = could_be(byte as u8);
        byte += 1;
    }
    all
};

fn unseen(letter: char) -> bool {
    is_invisible(letter) && !letter.is_control()
}

fn steers(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\t' | '\n' | '\r')
}
