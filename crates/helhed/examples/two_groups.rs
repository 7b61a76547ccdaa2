//! Two groups by a method that is chosen by its id, as a program that embeds helhed does.
#![allow(clippy::print_stdout, reason = "an example shows what it computes")]

use helhed::Level;
use helhed::cells::ProportionCell;
use helhed::comparisons::by_id;
use helhed::estimate::Estimate;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let with = ProportionCell::from_counts(56.0, 70.0)?;
    let without = ProportionCell::from_counts(48.0, 80.0)?;
    for id in ["difference/newcombe", "difference/miettinen_nurminen", "ratio/koopman", "odds_ratio/conditional"] {
        let found: Estimate = by_id::two_proportions(id)?(&with, &without, Level::P95)?;
        // Thin data may leave no value or no interval; `found.warnings` then says why.
        if let (Some(value), Some(interval)) = (found.value, found.interval) {
            println!("{id}: {value:.3} [{:.3} to {:.3}]", interval.lower, interval.upper);
        }
    }
    // A misspelled id is an error that says which ids are near.
    if let Err(error) = by_id::two_proportions("ratio/kopman") {
        println!("{error}");
    }
    // The whole record is plain data: value, interval, method, n, warnings, provenance.
    let difference = by_id::two_proportions("difference/newcombe")?(&with, &without, Level::P95)?;
    println!("{}", serde_json::to_string_pretty(&difference)?);
    Ok(())
}
