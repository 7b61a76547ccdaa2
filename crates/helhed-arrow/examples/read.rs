//! What a file holds: `cargo run -p helhed-arrow --example read -- FILE`.

use helhed::error::Result;
use helhed_arrow::{Ask, read};

fn main() -> Result<()> {
    for path in std::env::args().skip(1) {
        match read(&path, &Ask::default(), &mut |_| Ok(())) {
            Ok(records) => {
                let reading = serde_json::to_string_pretty(records.reading()).unwrap_or_default();
                #[allow(clippy::print_stdout, reason = "an example prints")]
                {
                    println!("{reading}\n{} rows", records.rows());
                }
            }
            #[allow(clippy::print_stdout, reason = "an example prints")]
            Err(error) => println!("{error}"),
        }
    }
    Ok(())
}
