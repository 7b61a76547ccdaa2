from collections.abc import Iterable

from .estimates import Estimate, Test

__all__ = [
    "breslow_day",
    "cochran_mantel_haenszel",
    "cochran_mantel_haenszel_corrected",
    "mantel_haenszel_odds_ratio",
    "mantel_haenszel_rate_difference",
    "mantel_haenszel_rate_ratio",
    "mantel_haenszel_risk_difference",
    "mantel_haenszel_risk_ratio",
    "miettinen_nurminen",
    "peto",
    "peto_heterogeneity",
    "tarone",
]

def breslow_day(
    of: Iterable[float], n_of: Iterable[float], against: Iterable[float], n_against: Iterable[float]
) -> Test: ...
def cochran_mantel_haenszel(
    of: Iterable[float], n_of: Iterable[float], against: Iterable[float], n_against: Iterable[float]
) -> Test: ...
def cochran_mantel_haenszel_corrected(
    of: Iterable[float], n_of: Iterable[float], against: Iterable[float], n_against: Iterable[float]
) -> Test: ...
def mantel_haenszel_odds_ratio(
    of: Iterable[float],
    n_of: Iterable[float],
    against: Iterable[float],
    n_against: Iterable[float],
    level: float = 0.95,
) -> Estimate: ...
def mantel_haenszel_rate_difference(
    of: Iterable[float],
    exposure_of: Iterable[float],
    against: Iterable[float],
    exposure_against: Iterable[float],
    level: float = 0.95,
) -> Estimate: ...
def mantel_haenszel_rate_ratio(
    of: Iterable[float],
    exposure_of: Iterable[float],
    against: Iterable[float],
    exposure_against: Iterable[float],
    level: float = 0.95,
) -> Estimate: ...
def mantel_haenszel_risk_difference(
    of: Iterable[float],
    n_of: Iterable[float],
    against: Iterable[float],
    n_against: Iterable[float],
    level: float = 0.95,
) -> Estimate: ...
def mantel_haenszel_risk_ratio(
    of: Iterable[float],
    n_of: Iterable[float],
    against: Iterable[float],
    n_against: Iterable[float],
    level: float = 0.95,
) -> Estimate: ...
def miettinen_nurminen(
    of: Iterable[float],
    n_of: Iterable[float],
    against: Iterable[float],
    n_against: Iterable[float],
    level: float = 0.95,
) -> Estimate: ...
def peto(
    of: Iterable[float],
    n_of: Iterable[float],
    against: Iterable[float],
    n_against: Iterable[float],
    level: float = 0.95,
) -> Estimate: ...
def peto_heterogeneity(
    of: Iterable[float], n_of: Iterable[float], against: Iterable[float], n_against: Iterable[float]
) -> Test: ...
def tarone(
    of: Iterable[float], n_of: Iterable[float], against: Iterable[float], n_against: Iterable[float]
) -> Test: ...
