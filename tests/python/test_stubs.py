"""The hand-kept stubs say what the compiled modules do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PYTHON = Path(__file__).parents[2] / "python"


def run(*arguments, folder, **environment):
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
        cwd=folder,
    )


@pytest.mark.slow
def test_stubtest_passes(tmp_path):
    # Away from the sources, so that the installed package is tested and not the folder it was made of.
    done = run("mypy.stubtest", "helhed", folder=tmp_path)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_the_python_modules_are_typed():
    done = run("mypy", "--config-file", "pyproject.toml", folder=PYTHON, MYPYPATH=str(PYTHON))
    assert done.returncode == 0, done.stdout
