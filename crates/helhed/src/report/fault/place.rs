//! Places in Danish.

use crate::error::{Spot, shown, shown_whole};

/// A coordinate in Danish.
pub(super) fn danish(spot: &Spot) -> String {
    match spot {
        Spot::File(name) => format!("filen {}", shown_whole(name)),
        Spot::Sheet(name) => format!("arket `{}`", shown(name)),
        Spot::Line(line) => format!("linje {line}"),
        Spot::RowGroup(group) => format!("rækkegruppe {group}"),
        Spot::Column(name) => format!("kolonnen `{}`", shown(name)),
        Spot::Row(row) => format!("række {row}"),
        Spot::Cell(cell) => format!("cellen {}", shown(cell)),
        Spot::Argument(name) => format!("argumentet `{name}`"),
        Spot::Indicator(id) => format!("indikatoren `{id}`"),
    }
}
