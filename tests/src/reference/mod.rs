//! The reference runner: cases computed by R and by Python, against the methods of helhed.
//!
//! A case passes only if every expected name was compared and lies within its tolerance. A case with a name, an option
//! or a method that helhed does not have is *not covered*, which never counts as passed.

mod case;
mod data;
mod methods;
mod outcome;
mod summary;
mod values;

pub use case::{Case, Inputs, Tolerance, read_folder};
pub use data::Data;
pub use methods::{Method, methods};
pub use outcome::{Difference, Outcome, judge, judge_with};
pub use summary::Summary;
pub use values::{Got, Refusal, Values};
