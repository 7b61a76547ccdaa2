//! Estimates: a share and a rate with their uncertainty, as JSON for another program.
#![allow(clippy::print_stdout, reason = "an example shows what it computes")]

use helhed::cells::{ProportionCell, RateCell};
use helhed::estimates::{proportion, rate};
use helhed::{Level, report};

fn main() -> helhed::Result<()> {
    let averted = proportion::wilson(&ProportionCell::from_counts(30.0, 41.0)?, Level::P95)?;
    println!("{}", report::sentence(&averted, helhed::design::Language::En));

    let evicted = rate::exact(&RateCell::from_counts(3.0, 812.0)?, Level::P95)?.per(1000.0);
    println!("{}", serde_json::to_string_pretty(&evicted).unwrap_or_default());
    Ok(())
}
