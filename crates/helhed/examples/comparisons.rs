//! Comparisons: before against after, with direction, judgement and evidence kept apart.
#![allow(clippy::print_stdout, reason = "an example shows what it computes")]

use helhed::cells::{Block, Cells, ProportionCell};
use helhed::comparisons::{Cut, before_after};
use helhed::design::{Language, Registry};
use helhed::{Level, report};

fn main() -> helhed::Result<()> {
    let arrears = Registry::standard().get("hou_arrears")?.clone();
    let mut cells = Cells::new(["area", "year"], [arrears])?;
    for (year, x, n) in [(2011, 160.0, 800.0), (2012, 150.0, 790.0), (2013, 96.0, 805.0), (2014, 88.0, 801.0)] {
        let block = Block::Proportion(ProportionCell::from_counts(x, n)?);
        cells.add(vec!["Nordby".into(), i64::from(year).into()], 0, &block)?;
    }
    let change = before_after(&cells, Cut { at: "2013".parse()?, time: None }, None, Level::P95)?;
    for sentence in report::comparison(&change, Language::En) {
        println!("{sentence}");
    }
    println!("{}", report::table(&change, Language::En).to_text());
    Ok(())
}
