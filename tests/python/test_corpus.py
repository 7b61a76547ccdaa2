"""The corpus of odd and hostile files comes out as its manifest asks: `make corpus`, once, as a test."""

import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


@pytest.mark.slow
def test_every_file_comes_out_right():
    command = [sys.executable, str(TESTS / "corpus"), str(TESTS / "files")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    lines = done.stdout.splitlines()
    assert lines[-1].startswith("corpus: "), done.stderr
    failed = [line for line in lines if line.startswith("failed ")]
    assert not failed, "\n".join(failed)
    assert " 0 failed of " in lines[-1]
