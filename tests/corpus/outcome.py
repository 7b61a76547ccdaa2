"""What came out of one file: the data that a judgement is made of."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Outcome:
    """What a process of its own saw when it read one file."""

    kind: str
    """`parse` (no notice), `warn`, `error` (a HelhedError), `crash`, `time` or `memory`."""
    text: str = ""
    """The error or the crash in words."""
    code: str = ""
    """Code of the error."""
    rows: int | None = None
    columns: dict[str, str] = field(default_factory=dict)
    """Types by column, as the reading names them."""
    misfits: list[str] = field(default_factory=list)
    """Columns whose values are not of the type that was named."""
    actual: list[Any] = field(default_factory=list)
    """For every check of the expected table: `[value]`, or `[None, why not]`."""
    told: dict[str, Any] = field(default_factory=dict)
    """Sums, distinct values and nulls of every column, for alternatives that name them."""
    notices: list[dict[str, Any]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """Decisions and ways of reading: what was said without a notice."""
    outputs: list[str] = field(default_factory=list)
    """Every text that a person could see: report, HTML, errors, notices."""
    forbidden: list[str] = field(default_factory=list)
    """Words of `never` that stand as a cell or a column name in the table."""
    canary: bool = False
    """Whether a cell holds the canary's text."""
    stages: list[str] = field(default_factory=list)
    """What went wrong in a later stage, such as an export."""
    memory: int = 0
    """Peak memory in bytes."""
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """For the way from one process to the other."""
        return asdict(self)
