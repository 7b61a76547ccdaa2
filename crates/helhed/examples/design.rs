//! Design: find an indicator, read a period, place a theme in the scheme of a funding pool.
#![allow(clippy::print_stdout, reason = "an example shows what it computes")]

use helhed::design::{Language, Period, Registry, schemes};

fn main() -> helhed::Result<()> {
    let evictions = Registry::standard().get("hou_evict")?;
    println!("{}: {} / {}", evictions.title(Language::Da), evictions.numerator.da, evictions.denominator.da);

    let quarter: Period = "2013Q1".parse()?;
    println!("{quarter} starts before 2013M04: {}", quarter.starts_before("2013M04".parse()?));

    for scheme in schemes() {
        let areas: Vec<&str> = scheme.areas_of(&evictions.theme).map(|area| area.name.da.as_str()).collect();
        println!("{}: {}", scheme.id, areas.join(", "));
    }
    Ok(())
}
