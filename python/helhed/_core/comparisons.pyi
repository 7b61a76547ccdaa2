from collections.abc import Iterable
from typing import Any, final

from typing_extensions import Self

from .cells import Cells
from .design import Period
from .estimates import Estimates

__all__ = [
    "CaseMixAreas",
    "Regression",
    "before_after",
    "case_mix",
    "compare",
    "did",
    "logistic_regression",
    "poisson_regression",
]

def before_after(
    cells: Cells,
    at: str | int | Period,
    time: str | None = None,
    method: str | None = None,
    level: float = 0.95,
) -> Estimates: ...
def compare(
    cells: Cells,
    by: str,
    of: str | int | Period | None,
    against: str | int | Period | None,
    method: str | None = None,
    level: float = 0.95,
) -> Estimates: ...
def did(
    cells: Cells,
    unit: str,
    time: str,
    start: str | dict[str | int | Period, str | int | float | Period | None],
    level: float = 0.95,
) -> Estimates: ...
def logistic_regression(
    outcome: Iterable[float | None],
    covariates: Any = None,
    *,
    offset: Iterable[float | None] | None = None,
    repeats: Iterable[float | None] | None = None,
    clusters: Iterable[str | int | Period | None] | None = None,
    errors: str | None = None,
    level: float = 0.95,
) -> Regression: ...
def poisson_regression(
    outcome: Iterable[float | None],
    covariates: Any = None,
    *,
    exposure: Iterable[float | None] | None = None,
    offset: Iterable[float | None] | None = None,
    repeats: Iterable[float | None] | None = None,
    clusters: Iterable[str | int | Period | None] | None = None,
    errors: str | None = None,
    level: float = 0.95,
) -> Regression: ...
def case_mix(
    outcome: Iterable[float | None],
    covariates: Any = None,
    *,
    areas: Iterable[str | int | Period | None],
    model: str,
    exposure: Iterable[float | None] | None = None,
    offset: Iterable[float | None] | None = None,
    repeats: Iterable[float | None] | None = None,
    level: float = 0.95,
) -> CaseMixAreas: ...

@final
class Regression:
    @property
    def method(self) -> str: ...
    @property
    def errors(self) -> str: ...
    @property
    def coefficients(self) -> Estimates: ...
    @property
    def ratios(self) -> Estimates: ...
    @property
    def covariance(self) -> list[list[float]]: ...
    @property
    def ln_likelihood(self) -> float | None: ...
    @property
    def deviance(self) -> float | None: ...
    @property
    def clusters(self) -> int | None: ...
    def to_json(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...
    @classmethod
    def _unpickle(cls, text: str) -> Self: ...

@final
class CaseMixAreas:
    @property
    def model(self) -> Regression: ...
    @property
    def areas(self) -> Estimates: ...
    @property
    def expected_se(self) -> list[float | None]: ...
    def to_json(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...
    @classmethod
    def _unpickle(cls, text: str) -> Self: ...
