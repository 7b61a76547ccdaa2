from collections.abc import Iterable

from .estimates import Estimate, Test

__all__ = [
    "case_mix",
    "crude_rate",
    "difference",
    "direct",
    "direct_exact",
    "direct_normal",
    "expected",
    "fay_feuer",
    "ratio",
    "smr_byar",
    "smr_exact",
    "smr_test",
]

def case_mix(
    outcomes: Iterable[float | None], probabilities: Iterable[float | None], level: float = 0.95
) -> Estimate: ...
def crude_rate(
    counts: Iterable[float | None], populations: Iterable[float | None], per: float = 1.0
) -> float | None: ...
def difference(
    of: Iterable[float | None],
    populations_of: Iterable[float | None],
    against: Iterable[float | None],
    populations_against: Iterable[float | None],
    standard: Iterable[float | None],
    level: float = 0.95,
) -> Estimate: ...
def direct(
    counts: Iterable[float | None],
    populations: Iterable[float | None],
    standard: Iterable[float | None],
    per: float = 1.0,
    level: float = 0.95,
) -> Estimate: ...
def direct_exact(
    counts: Iterable[float | None],
    populations: Iterable[float | None],
    standard: Iterable[float | None],
    per: float = 1.0,
    level: float = 0.95,
) -> Estimate: ...
def direct_normal(
    counts: Iterable[float | None],
    populations: Iterable[float | None],
    standard: Iterable[float | None],
    per: float = 1.0,
    level: float = 0.95,
) -> Estimate: ...
def expected(
    populations: Iterable[float | None],
    reference_counts: Iterable[float | None],
    reference_populations: Iterable[float | None],
) -> float: ...
def fay_feuer(
    counts: Iterable[float | None],
    populations: Iterable[float | None],
    standard: Iterable[float | None],
    per: float = 1.0,
    level: float = 0.95,
) -> Estimate: ...
def ratio(
    of: Iterable[float | None],
    populations_of: Iterable[float | None],
    against: Iterable[float | None],
    populations_against: Iterable[float | None],
    standard: Iterable[float | None],
    level: float = 0.95,
) -> Estimate: ...
def smr_byar(observed: float, expected: float, level: float = 0.95) -> Estimate: ...
def smr_exact(observed: float, expected: float, level: float = 0.95) -> Estimate: ...
def smr_test(observed: float, expected: float) -> Test: ...
