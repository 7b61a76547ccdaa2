"""The hand-kept stubs say what the compiled modules do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PYTHON = Path(__file__).parents[2] / "python"


def mypy(*arguments, folder=PYTHON):
    environment = {**os.environ, "MYPYPATH": str(folder)}
    return subprocess.run(
        [sys.executable, "-m", *arguments], capture_output=True, text=True, env=environment, check=False, cwd=folder
    )


@pytest.mark.slow
def test_stubtest_passes():
    done = mypy("mypy.stubtest", "helhed")
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_the_python_modules_are_typed():
    done = mypy("mypy", "--config-file", "pyproject.toml")
    assert done.returncode == 0, done.stdout
