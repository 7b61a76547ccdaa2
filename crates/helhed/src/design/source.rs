//! Reading a TOML text, so that every fault has its file and line.

use serde::de::DeserializeOwned;

use crate::error::{Error, Fault, Place, Result, Spot, nearest};

/// Reads `text` (of the file the user calls `file`).
pub(super) fn read_toml<T: DeserializeOwned>(text: &str, file: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let line = text.get(..at).unwrap_or_default().matches('\n').count() as u64 + 1;
        let place = Place::default().within(Spot::Line(line)).within(Spot::File(file.to_owned()));
        Error::new(fault(error.message()), place)
    })
}

/// An unknown key becomes a fault of its own, with the keys that would have been right.
fn fault(message: &str) -> Fault {
    let mut quoted = message.split('`').skip(1).step_by(2);
    match (message.strip_prefix("unknown field"), quoted.next()) {
        (Some(_), Some(key)) => Fault::UnknownPlanKey { key: key.to_owned(), nearest: nearest(key, quoted) },
        // A value that refused itself while it was read says so in our own words; its fault stands inside them.
        _ if message.starts_with("[H004]") => {
            Fault::UnreadablePeriod { found: message.split('`').nth(1).unwrap_or_default().to_owned() }
        }
        _ => Fault::PlanSyntax { reason: message.lines().next().unwrap_or_default().to_owned() },
    }
}
