//! Runs of digits in a text.

use super::shown::is_invisible;

/// Digits that follow each other, invisible characters between them left out.
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) length: usize,
    /// The first ten of them.
    pub(super) digits: [u8; 10],
}

/// The runs of digits of a text, in order.
pub(super) fn runs(letters: &[char]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open = false;
    for (at, letter) in letters.iter().enumerate() {
        match digit(*letter) {
            Some(digit) => {
                if !open {
                    runs.push(Run { start: at, end: at, length: 0, digits: [0; 10] });
                    open = true;
                }
                if let Some(run) = runs.last_mut() {
                    if let Some(place) = run.digits.get_mut(run.length) {
                        *place = digit;
                    }
                    run.length += 1;
                    run.end = at + 1;
                }
            }
            None => open &= is_invisible(*letter) && !letter.is_control(),
        }
    }
    runs
}

/// A digit, also one of full width or of Arabic script, as copied texts have them.
fn digit(letter: char) -> Option<u8> {
    let from = |zero: u32| u32::from(letter).checked_sub(zero).filter(|digit| *digit < 10).map(|digit| digit as u8);
    from(0x30).or_else(|| from(0xff10)).or_else(|| from(0x660)).or_else(|| from(0x6f0))
}
