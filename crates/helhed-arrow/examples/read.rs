//! What a file holds, for a program that embeds the crate: `cargo run -p helhed-arrow --example read -- FILE [AREA]`.
//!
//! Prints the report as JSON, each notice in Danish, and the rows as Arrow batches. With AREA, that column is checked as
//! the one of the areas.

use helhed::design::Language;
use helhed::error::Result;
use helhed::records::{ColumnRole, Policies, Policy, Roles};
use helhed::report::{fault_in, place_in};
use helhed_arrow::{Ask, Records, read};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let Some(path) = arguments.next() else { return Ok(()) };
    // What is recognised can be said instead; what is not said is recognised.
    let ask = Ask {
        missing: vec!["uoplyst".into()],
        roles: arguments.next().map_or_else(Roles::default, |area| Roles::default().with(ColumnRole::Area, area)),
        policies: Policies::default().with("cell_twice", Policy::Warn)?,
        ..Ask::default()
    };
    // The observer is told how far it is, and can end the reading with an error.
    match read(&path, &ask, &mut |_| Ok(())) {
        Ok(records) => show(&records),
        #[allow(clippy::print_stdout, reason = "an example prints")]
        Err(error) => println!("{error}\n\n{}", fault_in(&error, Language::Da)),
    }
    Ok(())
}

#[allow(clippy::print_stdout, reason = "an example prints")]
fn show(records: &Records) {
    println!("{}", serde_json::to_string_pretty(records.reading()).unwrap_or_default());
    for notice in &records.reading().notices {
        let doubt = &notice.doubt;
        println!("[{}] {}", doubt.code(), doubt.say(Language::Da));
        println!("  {} -> {}", place_in(&notice.at, Language::Da), doubt.mend_in(Language::Da));
    }
    for (reason, rows) in records.ledger().reasons() {
        println!("set aside: {rows} ({reason})");
    }
    println!("{} rows in {} batches of Arrow", records.rows(), records.batches().len());
}
