//! Rent that is owed, and what becomes of it.

use helhed::numeric::stream::Stream;

use super::random::{Purpose, Random};

/// Monthly risk of falling behind with the rent for an average household in an average area, and the most it can be.
const FALL: (f64, f64) = (0.008, 0.06);
/// Monthly chance of paying all that is owed.
const PAY: f64 = 0.32;
/// Months owed from which a household can be evicted, and the monthly risk of it.
const EVICTION: (u8, f64) = (3, 0.06);
/// Months owed are not counted beyond this.
const MOST_MONTHS: u8 = 24;

/// What a month brings to a tenancy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Month {
    /// So many months of rent are owed; none is fine.
    Owes(u8),
    /// Evicted, owing so many months.
    Evicted(u8),
    /// The household would have been evicted, but the programme found a way: nothing is owed any more.
    Averted(u8),
}

/// Whether `chance` can make any household fall behind: most months are settled without a look at the household.
pub(super) fn cannot_fall(chance: f64) -> bool {
    chance >= FALL.1
}

/// The first of a month in a tenancy that owes `owed` months of rent. `strength` is the employability of the household,
/// `lasting` what is lasting in its area, `averted` the share of evictions averted there and then.
pub(super) fn month(owed: u8, chance: f64, stream: &mut Stream, strength: f64, lasting: f64, averted: f64) -> Month {
    if owed == 0 {
        let falls = chance < (FALL.0 * (-0.5 * strength - 0.6 * lasting).exp()).min(FALL.1);
        return Month::Owes(u8::from(falls));
    }
    if chance < PAY {
        return Month::Owes(0);
    }
    let owed = (owed + 1).min(MOST_MONTHS);
    if owed >= EVICTION.0 {
        let luck = stream.unit();
        if luck < EVICTION.1 * (1.0 - averted) {
            return Month::Evicted(owed);
        }
        if luck < EVICTION.1 {
            return Month::Averted(owed);
        }
    }
    Month::Owes(owed)
}

/// Rooms of a dwelling, and its monthly rent in kroner.
pub(super) fn rooms_and_rent(dwelling: usize, random: Random) -> (i8, i32) {
    let mut stream = random.stream(Purpose::Dwelling, dwelling, 0);
    let unit = stream.unit();
    let rooms = [0.08, 0.36, 0.76, 0.95].iter().filter(|share| unit >= **share).count() as i8 + 1;
    (rooms, 2_600 + 1_450 * i32::from(rooms) + (600.0 * stream.unit()) as i32)
}
