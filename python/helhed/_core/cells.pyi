from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from os import PathLike
from typing import Any, Literal, TypeAlias, TypedDict, final, type_check_only

from typing_extensions import NotRequired, Self

from . import _ArrowStream, _LazyFrame
from .design import Indicator, Period

__all__ = [
    "Cells",
    "Comoments",
    "comoments",
    "enter",
    "merge",
    "read_cells",
    "tally",
    "tally_spells",
    "tally_wide",
    "transitions",
]

_Value: TypeAlias = str | float | bool | date | Period
_Asked: TypeAlias = _Value | tuple[_Value | None, _Value | None] | Iterable[_Value | None] | None

@type_check_only
class _Ledger(TypedDict):
    rows_in: int
    left_out: dict[str, int]
    cells_withheld: NotRequired[dict[str, int]]

@type_check_only
class _PeriodSpan(TypedDict):
    column: str
    kind: str
    first: str
    last: str
    count: int

@final
class Cells:
    @property
    def dimensions(self) -> list[str]: ...
    @property
    def indicators(self) -> list[Indicator]: ...
    @property
    def ledger(self) -> _Ledger: ...
    @property
    def periods(self) -> list[_PeriodSpan]: ...
    @property
    def suppression(self) -> int | None: ...
    def withhold(self, threshold: int = 5) -> Cells: ...
    def to_dict(self) -> dict[str, list[Any]]: ...
    def to_pandas(self) -> Any: ...
    def to_polars(self) -> Any: ...
    def write(self, path: str | PathLike[str]) -> None: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __len__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    def _repr_html_(self) -> str: ...
    @classmethod
    def _unpickle(cls, text: str) -> Self: ...

def tally(
    data: _ArrowStream | _LazyFrame | str | PathLike[str] | Sequence[str | PathLike[str]],
    indicators: Indicator | Sequence[Indicator],
    by: str | Sequence[str] | None = None,
    progress: Callable[[int, int | None], object] | Literal[False] | None = None,
    *,
    where: Mapping[str, _Asked] | None = None,
    missing: Mapping[str, Mapping[float, str]] | None = None,
) -> Cells: ...
def tally_wide(
    data: _ArrowStream | str | PathLike[str],
    indicators: Indicator | Sequence[Indicator],
    columns: str,
    by: str | Sequence[str] | None = None,
    *,
    period: Literal["week", "month", "quarter", "half-year", "year", "school-year"] | None = None,
    events: Mapping[str, int | str | Sequence[int | str]] | None = None,
    missing: Mapping[int | str, str] | None = None,
    varying: Mapping[str, str] | None = None,
    first: str | int | Period | None = None,
    last: str | int | Period | None = None,
    unit: Literal["person_time", "person_period"] = "person_time",
    progress: Callable[[int, int | None], object] | Literal[False] | None = None,
) -> Cells: ...
def tally_spells(
    data: _ArrowStream | str | PathLike[str],
    indicators: Indicator | Sequence[Indicator],
    *,
    start: str,
    end: str,
    end_is: Literal["last_day", "day_after"],
    first: str | int | Period,
    last: str | int | Period,
    by: str | Sequence[str] | None = None,
    person: str | None = None,
    progress: Callable[[int, int | None], object] | Literal[False] | None = None,
) -> Cells: ...
def transitions(
    data: _ArrowStream | str | PathLike[str],
    before: str | int | Period,
    after: str | int | Period,
    by: str | Sequence[str] | None = None,
    *,
    person: str | None = None,
    time: str | None = None,
    state: str | None = None,
    change: str | Sequence[str] | None = None,
    progress: Callable[[int, int | None], object] | Literal[False] | None = None,
) -> Cells: ...

@final
class Comoments:
    @property
    def dimensions(self) -> list[str]: ...
    @property
    def outcome(self) -> str: ...
    @property
    def covariates(self) -> list[str]: ...
    @property
    def weight(self) -> str | None: ...
    @property
    def ledger(self) -> _Ledger: ...
    def merge(self, other: Comoments) -> Comoments: ...
    def to_dict(self) -> dict[str, list[Any]]: ...
    def to_pandas(self) -> Any: ...
    def to_polars(self) -> Any: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __len__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    @classmethod
    def _unpickle(cls, text: str) -> Self: ...

def comoments(
    data: _ArrowStream | str | PathLike[str] | Sequence[str | PathLike[str]],
    outcome: str,
    covariates: str | Sequence[str] | None = None,
    by: str | Sequence[str] | None = None,
    weight: str | None = None,
    progress: Callable[[int, int | None], object] | Literal[False] | None = None,
    *,
    where: Mapping[str, _Asked] | None = None,
    missing: Mapping[str, Mapping[float, str]] | None = None,
) -> Comoments: ...
def enter(
    indicator: Indicator,
    rows: Sequence[dict[str, Any]],
    by: str | Sequence[str] | None = None,
) -> Cells: ...
def merge(cells: Sequence[Cells]) -> Cells: ...
def read_cells(path: str | PathLike[str] | Sequence[str | PathLike[str]]) -> Cells: ...
