//! Tools of the tests and of the documentation: the reference runner, the generated pages, and the readers of source
//! text behind the rules that are checked by machine.

pub mod attempts;
pub mod calibration;
pub mod laws;
pub mod pages;
pub mod reference;
pub mod source;

use std::path::PathBuf;

/// The README's Rust block runs as it stands.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The root of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    own.parent().expect("the tests are a folder of the workspace").to_owned()
}
