from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from typing import Any, Literal, TypeAlias, TypedDict, final, type_check_only

from typing_extensions import Self

from . import _ArrowStream
from .cells import _Ledger

__all__ = ["Notice", "Reading", "Records", "Scan", "check", "read", "scan"]

_Path: TypeAlias = str | PathLike[str]
_Texts: TypeAlias = str | Sequence[str]
_Roles: TypeAlias = Mapping[str, _Texts]
_Policies: TypeAlias = Mapping[str, Literal["refuse", "warn", "count"]]
_Progress: TypeAlias = Callable[[int, int | None], object] | Literal[False]

@type_check_only
class _Decision(TypedDict):
    about: str
    found: str
    why: str

@type_check_only
class _Column(TypedDict):
    name: str
    type: str
    how: str
    nulls: int
    suppressed: int
    user_missing: int

@type_check_only
class _LeftOut(TypedDict):
    first: int
    last: int
    what: str

@final
class Notice:
    @property
    def code(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def where(self) -> str: ...
    @property
    def mend(self) -> str: ...
    def mend_in(self, language: str = "en") -> str: ...
    @property
    def file(self) -> str | None: ...
    @property
    def sheet(self) -> str | None: ...
    @property
    def line(self) -> int | None: ...
    @property
    def row(self) -> int | None: ...
    @property
    def column(self) -> str | None: ...
    @property
    def cell(self) -> str | None: ...
    def say(self, language: str = "en") -> str: ...
    def __eq__(self, other: object, /) -> bool: ...
    @classmethod
    def _unpickle(cls, text: str) -> Self: ...

@final
class Reading:
    @property
    def files(self) -> list[str]: ...
    @property
    def kind(self) -> str: ...
    @property
    def decisions(self) -> list[_Decision]: ...
    @property
    def columns(self) -> list[_Column]: ...
    @property
    def left_out(self) -> list[_LeftOut]: ...
    @property
    def notices(self) -> list[Notice]: ...
    @property
    def rows(self) -> int: ...
    def say(self, language: str = "en") -> str: ...
    def to_dict(self) -> dict[str, Any]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def _repr_html_(self) -> str: ...

@final
class Records:
    @property
    def columns(self) -> list[str]: ...
    @property
    def types(self) -> dict[str, str]: ...
    @property
    def reading(self) -> Reading: ...
    @property
    def notices(self) -> list[Notice]: ...
    @property
    def ledger(self) -> _Ledger: ...
    def check(
        self, *, roles: _Roles | None = None, policies: _Policies | None = None, key: bytes | str | None = None
    ) -> Records: ...
    def to_dict(self) -> dict[str, list[Any]]: ...
    def to_pandas(self) -> Any: ...
    def to_polars(self) -> Any: ...
    def write(self, path: _Path) -> None: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __len__(self) -> int: ...
    def _repr_html_(self) -> str: ...

@final
class Scan:
    @property
    def columns(self) -> list[str]: ...
    @property
    def types(self) -> dict[str, str]: ...
    @property
    def reading(self) -> Reading: ...
    def collect(self, progress: _Progress | None = None) -> Records: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def _repr_html_(self) -> str: ...

def read(
    path: _Path | Sequence[_Path],
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    decimal: str | None = None,
    thousands: str | None = None,
    header: int | Literal[False] | tuple[int, int] | None = None,
    names: _Texts | None = None,
    lines: tuple[int, int | None] | None = None,
    sheet: str | int | None = None,
    columns: _Texts | None = None,
    types: Mapping[str, str | type] | None = None,
    missing: _Texts | None = None,
    suppressed: _Texts | None = None,
    truths: tuple[_Texts, _Texts] | None = None,
    day_first: bool | None = None,
    totals: Literal["keep", "leave_out"] | None = None,
    roles: _Roles | None = None,
    key: bytes | str | None = None,
    policies: _Policies | None = None,
    progress: _Progress | None = None,
) -> Records: ...
def scan(
    path: _Path | Sequence[_Path],
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    decimal: str | None = None,
    thousands: str | None = None,
    header: int | Literal[False] | tuple[int, int] | None = None,
    names: _Texts | None = None,
    lines: tuple[int, int | None] | None = None,
    sheet: str | int | None = None,
    columns: _Texts | None = None,
    types: Mapping[str, str | type] | None = None,
    missing: _Texts | None = None,
    suppressed: _Texts | None = None,
    truths: tuple[_Texts, _Texts] | None = None,
    day_first: bool | None = None,
    totals: Literal["keep", "leave_out"] | None = None,
    roles: _Roles | None = None,
    key: bytes | str | None = None,
    policies: _Policies | None = None,
    progress: _Progress | None = None,
) -> Scan: ...
def check(
    data: _ArrowStream,
    *,
    roles: _Roles | None = None,
    policies: _Policies | None = None,
    key: bytes | str | None = None,
) -> Records: ...
