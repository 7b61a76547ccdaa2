//! Synthesis: what an outcome cost, with the interval that a complete cost allows.
#![allow(clippy::print_stdout, reason = "an example shows what it computes")]

use helhed::cells::ProportionCell;
use helhed::synthesis::economy::{Cost, cost_per_outcome};
use helhed::{Level, design::Language, report};

fn main() -> helhed::Result<()> {
    let jobs = ProportionCell::from_counts(12.0, 25.0)?;
    let each = cost_per_outcome(Cost::complete(600_000.0)?, &jobs, Level::P95);
    println!("{}", report::sentence(&each, Language::En));
    for warning in &each.warnings {
        println!("{}: {}", warning.code(), report::caution(warning, Language::En));
    }
    Ok(())
}
