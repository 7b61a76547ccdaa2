//! Workbooks: those of the corpus, and their siblings made here.

mod cell;
mod corpus;
mod package;
mod sheet;
mod workbook;
