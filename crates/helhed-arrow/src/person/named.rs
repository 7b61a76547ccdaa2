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
