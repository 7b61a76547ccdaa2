//! Report: the same number in Danish and English.
#![allow(clippy::print_stdout, reason = "an example shows what it computes")]

use helhed::cells::RateCell;
use helhed::design::Language;
use helhed::{Level, estimates::rate, report};

fn main() -> helhed::Result<()> {
    let rate = rate::byar(&RateCell::from_counts(1_234.0, 456_789.0)?, Level::P95)?.per(1000.0);
    println!("{}", report::sentence(&rate, Language::Da));
    println!("{}", report::sentence(&rate, Language::En));
    Ok(())
}
