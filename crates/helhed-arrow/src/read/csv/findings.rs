//! What is known of the letters of a text once it is read.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use helhed::error::{Place, Spot};
use helhed::records::{Doubt, Notice};

use crate::read::Decision;

/// What was found about the letters of a text. Shared with the reader, which fills it in while it reads.
#[derive(Clone)]
pub(crate) struct Findings {
    found: Arc<Mutex<Found>>,
    trailing: Arc<AtomicBool>,
}

/// What was found so far.
#[derive(Default)]
pub(super) struct Found {
    pub(super) decision: Option<Decision>,
    /// Encoding, a word that shows it, and its line.
    pub(super) guessed: Option<(String, String, u64)>,
    /// Number, a word, what it means, and its line.
    pub(super) twice: Option<(u64, String, String, u64)>,
    /// Number, a word, and its line.
    pub(super) lost: Option<(u64, String, u64)>,
}

impl Findings {
    /// Nothing yet.
    pub(super) fn new(trailing: Arc<AtomicBool>) -> Self {
        Self { found: Arc::default(), trailing }
    }

    /// What was found so far.
    pub(super) fn found(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The encoding, and why.
    pub(crate) fn decision(&self) -> Option<Decision> {
        self.found().decision.clone()
    }

    /// What a person should look at.
    pub(crate) fn notices(&self) -> Vec<Notice> {
        let found = self.found();
        let at = |line| Place::default().and(Spot::Line(line));
        let guessed = found
            .guessed
            .clone()
            .map(|(found, example, line)| Notice::new(Doubt::EncodingGuessed { found, example }, at(line)));
        let twice = found
            .twice
            .clone()
            .map(|(count, example, meant, line)| Notice::new(Doubt::DoubleEncoded { count, example, meant }, at(line)));
        let lost = found.lost.clone();
        let lost = lost.map(|(count, example, line)| Notice::new(Doubt::LettersLost { count, example }, at(line)));
        let trailing = self.trailing.load(Ordering::Relaxed);
        let trailing = trailing.then(|| Notice::new(Doubt::BytesAfterEnd { form: "gzip".into() }, Place::default()));
        guessed.into_iter().chain(twice).chain(lost).chain(trailing).collect()
    }
}
