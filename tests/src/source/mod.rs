//! Source text of the workspace, read by the rules that are checked by machine.

mod files;
mod layers;
mod rust;
mod size;

pub use files::{File, files};
pub use layers::{Arrow, arrows_back, first_names};
pub use rust::{code, test_code};
pub use size::code_lines;
