//! Codes of studies that are pooled.

use super::{Entry, entry};

pub(super) const REGISTER: &[Entry] = &[
    entry("H520", "Studies that are to be pooled estimate different things.", "Pool one kind at a time."),
    entry(
        "H521",
        "Studies that are to be pooled have standard errors on different scales.",
        "Estimate every study by the same method.",
    ),
    entry("H522", "Studies that are to be pooled have different units.", "Bring them to one unit first."),
    entry(
        "H523",
        "A study that is to be pooled has a sampling variance that is not above zero.",
        "Leave it out and say so, or estimate it by a method that takes zeros.",
    ),
    entry(
        "H524",
        "The numbers of many syntheses are no rows of as many studies each.",
        "Give a number for each study of each row, and not-a-number where one is missing.",
    ),
    entry(
        "W520",
        "Studies without a value or a standard error are left out, and named.",
        "Estimate them by a method with a standard error, or report how many there are.",
    ),
    entry(
        "W521",
        "Standard errors are taken from the width of intervals, where a method gives an interval alone.",
        "Nothing, if the studies are large; otherwise use a method with a standard error.",
    ),
    entry(
        "W522",
        "A single study shows nothing of how much studies differ: there is its own number, and no prediction.",
        "Find more studies.",
    ),
    entry(
        "W523",
        "The likelihood of the variance between studies has several peaks; the highest is taken.",
        "Compare with another method, such as Paule and Mandel's, and look for a study that is unlike the others.",
    ),
    entry(
        "W524",
        "There are few studies, so the result rests on little.",
        "Read the intervals, not the value, and say how few there are.",
    ),
];
