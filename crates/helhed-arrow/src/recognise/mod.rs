//! From the texts of a column to its type: evidence first, one decision for the whole column, then the values.
//!
//! A reader notes every cell of a column as [`Evidence`] (parts of it on several threads, merged in order), lets
//! [`decide`] settle what the column is, and then pushes every cell into a [`Builder`].

mod builder;
mod decide;
mod dress;
mod evidence;
mod mark;
mod number;
mod seen;
mod shape;
mod time;
mod truth;
mod value;

pub(crate) use builder::Builder;
pub(crate) use decide::{ColumnAsk, Doubted, FileMarks, Misfit, Verdict, decide};
pub(crate) use evidence::Evidence;
pub(crate) use seen::{Rows, Seen};
pub(crate) use shape::{Family, Shape, shape, trimmed};
