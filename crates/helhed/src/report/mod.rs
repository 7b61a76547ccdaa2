//! Report: how numbers leave the house. Nothing is printed without its method and n.

mod caution;
mod choice;
pub mod disclosure;
pub mod document;
pub mod evaluation;
mod evidence;
mod fault;
mod listing;
pub mod manual;
pub mod number;
mod pulled;
mod sentence;
mod synthesis_caution;
mod table;
mod track_caution;

pub use caution::caution;
pub use evidence::{Ceiling, ceiling, ceiling_text, lift_text, reason_text};
pub use fault::{ErrorText, fault_in, how_in, place_in};
pub use listing::table;
pub use pulled::pulled;
pub use sentence::{comparison, sentence};
pub use table::{Column, Table};
