//! `reference [FOLDER]`: the reference cases of a folder against helhed.
//!
//! Without a folder: the one named by `HELHED_REFERENCE`, or else the project's own.

use std::env;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use helhed_tests::reference::{Summary, read_folder};

fn main() -> io::Result<ExitCode> {
    let named = env::args_os().nth(1).or_else(|| env::var_os("HELHED_REFERENCE").filter(|name| !name.is_empty()));
    let folder = named.map_or_else(|| helhed_tests::root().join("tests/reference"), PathBuf::from);
    let summary = Summary::of(read_folder(&folder)?);
    write!(io::stdout().lock(), "{summary}")?;
    Ok(if summary.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
