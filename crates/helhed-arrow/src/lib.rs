//! Data in and out: files become rows, rows become cells; cells and estimates become Arrow tables and files.
//!
//! [`read()`] takes a file as it is: `read` tells by its bytes what it is and takes the table out, `recognise` decides
//! what the cells of each text column are, `person` keeps the numbers of persons out, `examine` looks at the whole table,
//! `check` holds the rows to their roles. What comes out are [`Records`] with a [`Reading`] that says what was
//! understood; [`scan()`] does the same piece by piece, and `write` writes tables to files.
//!
//! [`tally()`] counts rows handed over as Arrow batches, [`tally_parquet`] the rows of a file. Both read what a
//! [`Tally`] names and give [`Cells`](helhed::cells::Cells). Cells and estimates travel as one Arrow table each, with
//! what the columns cannot say in the schema's metadata, and are checked when they come back.

mod charts;
mod check;
mod column;
mod columns;
mod counts;
mod evaluate;
mod examine;
mod file;
mod keys;
mod known;
mod person;
mod pooled_columns;
mod published;
mod read;
mod recognise;
mod repeats;
mod table;
mod tally;
mod test_columns;
mod texts;
mod values;
mod write;

pub use charts::chart_to_batch;
pub use columns::{ColumnTable, Numbers, columns_to_batch};
pub use counts::{count_table, protected_to_batch};
pub use evaluate::{Evaluated, evaluate, read_plan, read_registry};
pub use person::Key;
pub use pooled_columns::pooled_to_batch;
pub use published::{PublishedTexts, parse_published, read_published};
pub use read::{
    Ask, Batches, ColumnReading, ColumnType, Decision, Header, Kind, LeftOut, Observer, PeriodKind, Reading, Records,
    Scan, Sheet, read, scan, take,
};
pub use read::{kind_of_file, read_files, scan_files};
pub use table::comoments_to_batch;
pub use table::{cells_from_batches, cells_to_batch, estimates_from_batches, estimates_to_batch};
pub use table::{funnel_columns_to_batch, funnel_to_batch, ranking_to_batch, shrunk_to_batch};
pub use table::{read_cells, read_cells_of, read_estimates};
pub use tally::{Asked, Sought, tally_files};
pub use tally::{EngineKey, EngineSum, EngineTally};
pub use tally::{Joint, comoments, comoments_files, comoments_parquet, comoments_records};
pub use tally::{PERSONS, PersonTransitions, person_transitions, person_transitions_parquet_files};
pub use tally::{Pattern, Wide, WideUnit, tally_wide, tally_wide_parquet, tally_wide_parquet_files};
pub use tally::{Progress, Tally, tally, tally_parquet, tally_parquet_files};
pub use tally::{Spells, tally_spells, tally_spells_parquet_files};
pub use tally::{Transitions, transitions, transitions_parquet_files};
pub use tally::{tally_records, tally_scan};
pub use test_columns::{TestTable, tests_to_batch};
pub use write::{write, write_parquet};
