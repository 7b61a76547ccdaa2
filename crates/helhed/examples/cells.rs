//! Cells: two municipalities count at home, and only the sums travel.
#![allow(clippy::print_stdout, reason = "an example shows what it computes")]

use helhed::cells::{Block, Cells, RateCell};
use helhed::design::Registry;

fn main() -> helhed::Result<()> {
    let evictions = Registry::standard().get("hou_evict")?;
    let tally = |area: &str, events, tenancies| -> helhed::Result<Cells> {
        let mut cells = Cells::new(["area"], [evictions.clone()])?;
        cells.add(vec![area.into()], 0, &Block::Rate(RateCell::from_counts(events, tenancies)?))?;
        Ok(cells)
    };
    let both = tally("Sydhavnen", 11.0, 2_300.0)?.merge(&tally("Vollsmose", 34.0, 3_500.0)?)?;
    println!("{} cells: {}", both.len(), serde_json::to_string(&both).unwrap_or_default());
    Ok(())
}
