//! Yes and no: the words, one decision for the column, and the values.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::BooleanBuilder;
use helhed::error::{Fault, RecordFault, shown};
use helhed::records::{ColumnRole, Doubt};

use super::time::{is_few, text};
use super::{ColumnAsk, Doubted, Evidence, Misfit, Rows, Seen, Shape, Verdict};
use crate::read::ColumnType;

const YES: [&str; 7] = ["ja", "j", "yes", "y", "true", "sand", "sandt"];
const NO: [&str; 6] = ["nej", "n", "no", "false", "falsk", "falskt"];

/// Answers of people who were asked yes or no. They are no slips, however few they are.
const ANSWERS: [&str; 13] = [
    "ved ikke",
    "ved ej",
    "måske",
    "uoplyst",
    "ubesvaret",
    "ikke besvaret",
    "ikke relevant",
    "delvist",
    "både og",
    "ønsker ikke at svare",
    "don't know",
    "maybe",
    "unknown",
];

/// Answers that stand for a missing value in other columns. Beside yes and no they are a third answer.
const UNSURE: [&str; 5] = ["ved ikke", "ved ej", "måske", "don't know", "maybe"];

/// Letters of the longest word.
const LONGEST: usize = 6;

/// The shape of a cell that is a word for yes or no. It has no spaces around it.
#[inline]
pub(super) fn shape(cell: &str) -> Option<Shape> {
    if cell.len() > LONGEST || !matches!(cell.as_bytes().first()? | 0x20, b'j' | b'y' | b't' | b's' | b'n' | b'f') {
        return None;
    }
    let is = |known: &&str| cell.eq_ignore_ascii_case(known);
    if YES.iter().any(is) {
        return Some(Shape::Yes);
    }
    NO.iter().any(is).then_some(Shape::No)
}

/// Different texts that are remembered of a column.
const MOST_WORDS: usize = 6;

/// Bytes of a text that can be a word for yes or no.
const LONGEST_WORD: usize = 24;

/// The words of a column that could be one of yes and no.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Truths {
    /// Different words, in the order in which they came.
    words: Vec<Seen>,
    /// There are more, or longer ones.
    more: bool,
    ones: u64,
    zeros: u64,
}

impl Truths {
    /// Notes a cell, without spaces around it, that has this shape.
    #[inline]
    pub(crate) fn note(&mut self, shape: Shape, cell: &str, rows: Rows) {
        match shape {
            Shape::Text | Shape::Code | Shape::Yes | Shape::No if !self.more => self.word(cell, rows),
            Shape::Digits if cell == "1" => self.ones += rows.count,
            Shape::Digits if cell == "0" => self.zeros += rows.count,
            _ => {}
        }
    }

    fn word(&mut self, cell: &str, rows: Rows) {
        if let Some(seen) = self.words.iter_mut().find(|seen| *seen.example == *cell) {
            seen.count += rows.count;
        } else if self.words.len() < MOST_WORDS && cell.len() <= LONGEST_WORD {
            self.words.push(Seen::of(rows, cell));
        } else {
            // Too many to be words for yes and no: none of them is worth remembering.
            self.words.clear();
            self.more = true;
        }
    }

    /// Adds what was noted of the rows that follow `rows`.
    pub(crate) fn merge(&mut self, later: Self, rows: u64) {
        for seen in later.words {
            if !self.more {
                self.word(&seen.example, Rows { first: seen.row + rows, count: seen.count });
            }
        }
        if later.more {
            self.words.clear();
            self.more = true;
        }
        self.ones += later.ones;
        self.zeros += later.zeros;
    }
}

/// The words of a column, beside those that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    yes: Vec<String>,
    no: Vec<String>,
    /// Whether 1 and 0 are words, too.
    digits: bool,
}

impl Words {
    /// Whether a cell says yes. Capitals do not count.
    fn truth(&self, cell: &str) -> Option<bool> {
        let said = |words: &[String]| words.iter().any(|word| word.trim().to_lowercase() == cell.to_lowercase());
        if said(&self.yes) {
            return Some(true);
        }
        if said(&self.no) {
            return Some(false);
        }
        match shape(cell) {
            Some(Shape::Yes) => Some(true),
            Some(Shape::No) => Some(false),
            _ if self.digits && cell == "1" => Some(true),
            _ if self.digits && cell == "0" => Some(false),
            _ => None,
        }
    }
}

/// Whether marks are left in a doubt about them, once those are gone that mean yes or no here.
fn is_left(doubt: &mut Doubt, words: &Words) -> bool {
    if let Doubt::MarksRead { missing, suppressed } = doubt {
        missing.retain(|(mark, _)| words.truth(mark).is_none());
        suppressed.retain(|(mark, _)| words.truth(mark).is_none());
        return !missing.is_empty() || !suppressed.is_empty();
    }
    true
}

/// What a column is, if it is one of yes and no.
pub(crate) fn decide(evidence: &Evidence, ask: &ColumnAsk<'_>) -> Option<Result<Verdict, Misfit>> {
    let asked = match ask.kind {
        None => false,
        Some(ColumnType::Boolean) => true,
        Some(_) => return None,
    };
    let names = [ColumnRole::Group, ColumnRole::Area, ColumnRole::AreaName, ColumnRole::Person];
    if !asked && ask.roles.iter().any(|role| names.contains(role)) {
        // The name of a group stays what people call it.
        return None;
    }
    let truths = evidence.truths();
    let (yes, no) = ask.file.truths.clone().unwrap_or_default();
    let named = ask.file.truths.is_some();
    let event = ask.roles.contains(&ColumnRole::Event);
    let filled = evidence.filled();
    let known = evidence.count(Shape::Yes) + evidence.count(Shape::No);
    let texts = evidence.count(Shape::Text) + evidence.count(Shape::Code) + known;
    let digits = asked || event && known > 0;
    let words = Words { yes, no, digits };
    let counted = known + if digits { truths.ones + truths.zeros } else { 0 };
    let strange = truths.words.iter().find(|seen| words.truth(&seen.example).is_none());
    let fits = !truths.more && strange.is_none();
    let boolean = |words: Words| {
        let how = in_words(&words, truths);
        let mut verdict = Verdict::of(ColumnType::Boolean, evidence, how);
        verdict.doubts.retain_mut(|one| is_left(&mut one.doubt, &words));
        Some(Ok(Verdict { truth: Some(words), ..verdict }))
    };
    if asked || event && (known > 0 || named) {
        // What does not fit is named by the cell that holds it.
        return match strange {
            Some(seen) => Some(Err(neither(seen))),
            None if counted == filled || named || truths.more => boolean(words),
            None => evidence
                .first_beside(&[Shape::Yes, Shape::No, Shape::Digits])
                .map(|seen| Err(neither(seen)))
                .or_else(|| boolean(words)),
        };
    }
    if filled == 0 || texts == 0 {
        return None;
    }
    if event {
        // An event in words that nobody explained.
        return evidence
            .first_beside(&[Shape::Yes, Shape::No])
            .filter(|_| texts == filled)
            .map(|seen| Err(neither(seen)));
    }
    if named && fits && texts == filled {
        return boolean(words);
    }
    if known == 0 || one_sided(evidence, truths) {
        return None;
    }
    let odd = filled.saturating_sub(known);
    if let Some((_, seen)) = evidence.marks().iter().find(|(mark, _)| UNSURE.contains(&mark.to_lowercase().as_str())) {
        return Some(Ok(kept(evidence, known, odd + seen.count, seen)));
    }
    if odd == 0 {
        return boolean(words);
    }
    let first = evidence.first_beside(&[Shape::Yes, Shape::No])?;
    let strange = |seen: &&Seen| words.truth(&seen.example).is_none();
    let mut others = truths.words.iter().filter(strange).map(|seen| seen.example.to_lowercase());
    let answered = !truths.more && others.all(|word| ANSWERS.contains(&word.as_str()));
    if is_few(odd, known) && !answered {
        return Some(Err(neither(first)));
    }
    if known < odd {
        return None;
    }
    Some(Ok(kept(evidence, known, odd, first)))
}

/// A column of answers that are not only yes and no.
fn kept(evidence: &Evidence, known: u64, others: u64, seen: &Seen) -> Verdict {
    let what = "yes or no".to_owned();
    let doubt = Doubt::WordsAmong { what, known, others, example: seen.example.to_string() };
    text(evidence, "kept as text", Some(Doubted { doubt, row: Some(seen.row) }))
}

/// Whether only one of yes and no occurs, in a letter or a word that means something else, too (`sand`).
fn one_sided(evidence: &Evidence, truths: &Truths) -> bool {
    let both = evidence.count(Shape::Yes) > 0 && evidence.count(Shape::No) > 0;
    let ambiguous =
        |seen: &Seen| seen.example.len() == 1 || ["sand", "no"].contains(&seen.example.to_lowercase().as_str());
    !both && truths.words.iter().filter(|seen| shape(&seen.example).is_some()).all(ambiguous)
}

fn neither(seen: &Seen) -> Misfit {
    Misfit { fault: RecordFault::NeitherYesNorNo { found: seen.example.to_string() }.into(), row: Some(seen.row) }
}

/// Which words of a column mean yes and no.
fn in_words(words: &Words, truths: &Truths) -> String {
    let side = |truth: bool| -> Vec<String> {
        let of = truths.words.iter().filter(|seen| words.truth(&seen.example) == Some(truth));
        of.map(|seen| format!("`{}`", shown(&seen.example))).collect()
    };
    let say = |name: &str, words: Vec<String>| {
        if words.is_empty() { None } else { Some(format!("{name} is {}", words.join(", "))) }
    };
    [say("yes", side(true)), say("no", side(false))].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// Takes the cells of a column of yes and no.
pub(crate) struct Builder {
    words: Words,
    empty: Option<bool>,
    values: BooleanBuilder,
}

impl Builder {
    /// An empty column.
    pub(crate) fn new(words: Words, rows: usize) -> Self {
        let holds = |words: &[String]| words.iter().any(|word| word.trim().is_empty());
        let empty = if holds(&words.no) { Some(false) } else { holds(&words.yes).then_some(true) };
        Self { words, empty, values: BooleanBuilder::with_capacity(rows) }
    }

    /// Takes a row without a value: an empty cell can be said to mean no.
    pub(crate) fn push_null(&mut self) {
        self.values.append_option(self.empty);
    }

    /// Takes a cell with a value, without spaces around it.
    ///
    /// # Errors
    /// One that is neither yes nor no.
    pub(crate) fn push(&mut self, cell: &str) -> Result<(), Fault> {
        let truth = self.words.truth(cell).ok_or_else(|| RecordFault::NeitherYesNorNo { found: cell.to_owned() })?;
        self.values.append_value(truth);
        Ok(())
    }

    /// The column.
    pub(crate) fn finish(mut self) -> ArrayRef {
        Arc::new(self.values.finish())
    }
}
