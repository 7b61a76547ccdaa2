//! Writes a simulated register: `cargo run --release -p helhed-datasets --example simulate -- FOLDER [AREAS PERSONS YEARS
//! SEED]`. The command line of helhed, `helhed simulate`, does the same.

use helhed_datasets::register::{Effects, Recipe, simulate};

#[allow(clippy::print_stdout, reason = "an example shows what it made")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.first().ok_or("name a folder")?;
    let number = |at: usize, otherwise: i64| arguments.get(at).map_or(Ok(otherwise), |text| text.parse());
    let (areas, persons, years, seed) = (number(1, 20)?, number(2, 5_000)?, number(3, 15)?, number(4, 1)?);
    let recipe = Recipe::new(areas, persons, 2008, years, seed, Effects::default())?;
    let account = simulate(&recipe, folder, None, |_| Ok(()))?;
    println!("{}", serde_json::to_string_pretty(&account)?);
    Ok(())
}
