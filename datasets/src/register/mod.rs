//! A national register to practise on: simulated, with known true effects beside the data.
//!
//! ```
//! use helhed_datasets::register::{Effects, Recipe, simulate};
//!
//! let recipe = Recipe::new(6, 300, 2008, 5, 1, Effects::default())?;
//! let folder = std::env::temp_dir().join(format!("helhed-register-{}", std::process::id()));
//! let account = simulate(&recipe, &folder, None, |_| Ok(()))?;
//! assert!(folder.join("labour.parquet").exists());
//! assert_eq!(account.effects[0].name, "employment_place");
//! # std::fs::remove_dir_all(folder).ok();
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! `docs/simulated-register.md` says what is simulated, by which formulas, and what is not real.

mod area;
mod arrears;
mod calendar;
mod chunk;
mod columns;
mod conviction;
mod crew;
mod event;
mod folder;
mod household;
mod labour;
mod life;
mod outcomes;
mod participation;
mod path;
mod people;
mod programme;
mod random;
mod recipe;
mod residence;
mod run;
mod school;
mod tables;
mod truth;
mod weeks;

#[cfg(test)]
mod tests;

use std::num::NonZeroUsize;
use std::path::Path;

use helhed::error::Result;
use helhed_arrow::Progress;

use crew::Crew;

pub use outcomes::{Account, Effect};
pub use recipe::{Effects, Recipe};

/// Persons that are lived and packed together, a row group of the table of weeks: fewer in a small register, so that
/// several threads have something to do, but not so few that a file is all heads of columns.
fn chunk(persons: usize) -> usize {
    (persons / 4).clamp(1 << 13, 1 << 15)
}

/// Writes the register of a recipe into a folder, which must be empty or not be there: Parquet files, and `truth.json`
/// with the true effects. Equal recipes give equal files, whatever the number of `threads` (all there are, without
/// one).
///
/// The folder is written under another name first: it is there as a whole or not at all. Memory grows with the persons
/// by about a hundred bytes each, beside a chunk for each thread. The observer hears how many persons are written; its
/// error stops the work.
///
/// # Errors
/// `H870` if the folder holds something, `H803` if it cannot be written, and those of the observer.
pub fn simulate(
    recipe: &Recipe,
    folder: impl AsRef<Path>,
    threads: Option<NonZeroUsize>,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Account> {
    run::run(recipe, folder.as_ref(), Crew::new(threads, chunk(recipe.persons())), observer)
}
