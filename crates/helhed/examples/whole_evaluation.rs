//! A whole evaluation: a plan and cells in, a document and its estimates out.
#![allow(clippy::print_stdout, reason = "an example shows what it computes")]

use helhed::cells::{Block, Cells, ProportionCell};
use helhed::design::{Plan, Registry};
use helhed::report::evaluation::of_cells;

const PLAN: &str = r#"
[evaluation]
title = "Restancer i Nordby"
language = "da"

[data]
rows = "restancer.parquet"
by = ["year"]

[[indicator]]
use = "hou_arrears"

[comparison]
design = "before_after"
at = "2013"
"#;

fn main() -> helhed::Result<()> {
    let plan = Plan::parse(PLAN, "plan.toml", Registry::standard())?;
    let mut cells = Cells::new(plan.by.clone(), plan.indicators.clone())?;
    for (year, x, n) in [(2011, 160.0, 800.0), (2012, 150.0, 790.0), (2013, 96.0, 805.0), (2014, 88.0, 801.0)] {
        let block = Block::Proportion(ProportionCell::from_counts(x, n)?);
        cells.add(vec![i64::from(year).into()], 0, &block)?;
    }
    let evaluation = of_cells(&plan, &cells, plan.language)?;
    for section in &evaluation.document.sections {
        println!("{}: {} parts", section.heading, section.parts.len());
    }
    println!("{} estimates", evaluation.estimates.len());
    Ok(())
}
