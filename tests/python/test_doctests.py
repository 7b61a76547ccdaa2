"""Every example in the documentation runs: of the Python modules and of the compiled functions and classes."""

import doctest
import importlib
import pkgutil

import pytest

import helhed as hh

OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
# Modules of names with a leading underscore are run too: their examples are read by the next one who changes them.
MODULES = [
    "helhed",
    *(f"helhed.{one.name}" for one in pkgutil.iter_modules(hh.__path__) if one.name not in ("_core", "__main__")),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_a_module(name):
    done = doctest.testmod(importlib.import_module(name), optionflags=OPTIONS)
    assert done.attempted > 0, f"{name} has no example"
    assert done.failed == 0


@pytest.mark.parametrize(
    "name", [name for name in hh.__all__ if getattr(getattr(hh, name), "__module__", "") == "helhed"]
)
def test_examples_of_a_compiled_name(name, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    thing = getattr(hh, name)
    found = doctest.DocTestFinder().find(thing, name, module=False, globs={})
    assert any(one.examples for one in found), f"hh.{name} has no example"
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    for one in found:
        runner.run(one)
    assert runner.failures == 0
