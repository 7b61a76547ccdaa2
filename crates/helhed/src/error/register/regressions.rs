//! Codes of regressions, of effects and of expected numbers.

use super::{Entry, entry};

pub(super) const REGISTER: &[Entry] = &[
    entry(
        "H530",
        "Cluster-robust standard errors were asked for without clusters.",
        "Say in which cluster each row is, or choose other errors.",
    ),
    entry(
        "H531",
        "The sampling variance of an effect is not above zero.",
        "Give the square of its standard error, or leave the effect out.",
    ),
    entry(
        "W530",
        "A sum of terms tells those with the event from those without, so no coefficients are the most likely: there are no values.",
        "Join categories until each has some with and some without the event, or leave the terms out that are named.",
    ),
    entry(
        "W531",
        "There are few clusters: robust errors from so few are too small on average, and intervals too narrow.",
        "Read the interval as a lower bound for the uncertainty, or compare summary figures of the clusters.",
    ),
    entry(
        "W532",
        "A term is a sum of other terms, or constant, and has no coefficient of its own.",
        "Leave it out, or one of those it is a sum of.",
    ),
    entry(
        "W533",
        "The search for the most likely coefficients did not end, so there are no values.",
        "Fit fewer terms, and look for covariates or offsets of extreme size.",
    ),
    entry(
        "W534",
        "A row is fitted exactly whatever its outcome, or there are as many terms as rows: these standard errors do not exist.",
        "Choose errors `hc0` or `model`, or fit fewer terms.",
    ),
    entry(
        "W535",
        "The expected number is so uncertain that it may be zero, so observed over expected has no interval.",
        "Fit fewer covariates, or more areas and years.",
    ),
    entry(
        "W536",
        "A robust error has so few degrees of freedom that it cannot be relied on.",
        "Read the coefficient as a description; more areas that differ in this term would help.",
    ),
];
