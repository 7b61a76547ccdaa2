from .cells import Cells
from .design import Period
from .estimates import Estimates

__all__ = ["before_after", "compare", "did"]

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
