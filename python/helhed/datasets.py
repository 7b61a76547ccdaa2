"""Datasets that come with helhed.

>>> import helhed as hh
>>> len(hh.datasets.bag_facaderne().programmes)
34
"""

import json
from collections.abc import Callable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from ._core.evaluation import Published, bag_facaderne, simulate as _simulate

__all__ = ["Published", "Register", "bag_facaderne", "open_register", "simulate"]


class Register:
    """A simulated register: the paths of its tables by name, and what is true in it.

    >>> import helhed as hh, tempfile
    >>> register = hh.datasets.simulate(tempfile.mkdtemp(), areas=6, persons=300, years=5)
    >>> register["labour"].name
    'labour.parquet'
    >>> [effect["name"] for effect in register.effects][:2]
    ['employment_place', 'employment_neighbours']
    """

    folder: Path
    """Where its files are."""
    account: dict[str, Any]
    """What `truth.json` holds: the recipe, the rows of each table, the true effects."""

    def __init__(self, folder: Path, account: dict[str, Any]) -> None:
        self.folder = folder
        self.account = account

    @property
    def tables(self) -> dict[str, Path]:
        """The paths of its tables, by name. Those that begin with `truth_` hold what no register has."""
        return {name: self.folder / f"{name}.parquet" for name, _ in self.account["rows"]}

    @property
    def effects(self) -> list[dict[str, Any]]:
        """The true effects: `name`, `estimand` in words, `unit`, `base`, mean `with` and `without`, and `effect`."""
        effects: list[dict[str, Any]] = self.account["effects"]
        return effects

    def __getitem__(self, table: str) -> Path:
        return self.tables[table]

    def __repr__(self) -> str:
        recipe = self.account["recipe"]
        size = f"{recipe['areas']} areas, {recipe['persons']} persons, {recipe['years']} years"
        return f"Register({str(self.folder)!r}: {size}, seed {recipe['seed']})"


def simulate(
    folder: str | PathLike[str],
    *,
    areas: int = 20,
    persons: int = 5_000,
    years: int = 15,
    seed: int = 1,
    first_year: int = 2008,
    effects: Mapping[str, float] | None = None,
    progress: Callable[[int, int | None], object] | None = None,
) -> Register:
    """Writes a simulated national register, whose true effects are known, into a new folder.

    Equal arguments give equal files. `effects` changes what programmes do: `{"employment_place": 0.0}` and so on;
    docs/simulated-register.md lists them, the tables, and all formulas. `progress` is called with
    `(persons_done, persons)`; without it a bar shows where somebody sees it.

    >>> import helhed as hh, tempfile
    >>> nothing = {"employment_place": 0, "employment_person": 0}
    >>> register = hh.datasets.simulate(tempfile.mkdtemp(), areas=6, persons=300, years=5, effects=nothing)
    >>> register.effects[0]["effect"]
    0.0
    """
    chosen = [(name, float(value)) for name, value in (effects or {}).items()]
    account = _simulate(folder, areas, persons, years, seed, first_year, chosen, progress)
    return Register(Path(folder), account)


def open_register(folder: str | PathLike[str]) -> Register:
    """A register that was simulated before, such as the small one in `datasets/register` of helhed's repository.

    >>> import helhed as hh, tempfile
    >>> written = hh.datasets.simulate(tempfile.mkdtemp(), areas=6, persons=300, years=5)
    >>> hh.datasets.open_register(written.folder).account == written.account
    True
    """
    path = Path(folder)
    return Register(path, json.loads((path / "truth.json").read_text(encoding="utf-8")))
