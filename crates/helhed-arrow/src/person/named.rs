//! Names that columns of persons have.

/// Parts of a name that say what the column holds.
const PARTS: [&str; 8] =
    ["cpr", "personnummer", "personnr", "persnr", "fødselsnummer", "foedselsnummer", "fødselsnr", "civilreg"];

/// Whole names that are often those of such columns.
const WHOLE: [&str; 7] = ["pnr", "borger", "borgernr", "borgerid", "borgernummer", "persnummer", "person"];

/// Whether a column is named as one of CPR numbers.
pub(super) fn is_named(name: &str) -> bool {
    let plain: String = name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    PARTS.iter().any(|part| plain.contains(part)) || WHOLE.contains(&plain.as_str())
}

/// Parts of a name that say that the column holds the numbers of production units, which begin with 10.
const UNITS: [&str; 4] = ["produktionsenhed", "pnummer", "penhed", "pnr"];

/// Whether a column is named as one of production units.
pub(super) fn is_unit(name: &str) -> bool {
    let plain: String = name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    UNITS.iter().any(|part| plain.contains(part)) && !plain.contains("cpr")
}
