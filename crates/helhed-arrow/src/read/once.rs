//! One notice for one fact: what the cells told when they were read, the whole table and the checks can find again.

use helhed::error::{Finding, Spot};
use helhed::records::{Doubt, Notice};

/// Adds what was found later to what was told. Of two that tell the same of a column one stays: the open ends of spells
/// say more than that there are stand-ins among the days; the stand-ins, with their number, say more than that there are
/// implausible days, or a number far from the others.
pub(super) fn told(told: &mut Vec<Notice>, mut more: Vec<Notice>) {
    told.retain(|before| !(is_stand_in_day(before) && more.iter().any(|next| is_open_end(next) && same(before, next))));
    more.retain(|next| {
        let again = |before: &Notice| {
            same(before, next)
                && (is_stand_in_day(before) && is_odd_day(next)
                    || matches!(before.doubt, Doubt::StandInRead { .. })
                        && matches!(next.doubt, Doubt::StandInValue { .. }))
        };
        !told.iter().any(again)
    });
    told.extend(more);
}

fn is_stand_in_day(notice: &Notice) -> bool {
    matches!(notice.doubt, Doubt::StandInDates { .. })
}

fn is_open_end(notice: &Notice) -> bool {
    matches!(notice.doubt, Doubt::OpenEnds { .. })
}

fn is_odd_day(notice: &Notice) -> bool {
    matches!(&notice.doubt, Doubt::RowsKept { finding: Finding::DateImplausible { .. }, .. })
}

/// Whether both are told of the same column of the same file.
fn same(one: &Notice, other: &Notice) -> bool {
    let column = |spot: &&Spot| matches!(spot, Spot::File(_) | Spot::Sheet(_) | Spot::Column(_));
    one.at.spots().iter().filter(column).eq(other.at.spots().iter().filter(column))
}
