"""The README's Python blocks run as they stand, and so do the notebooks' quick starts it points to."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ALL = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
# The lines for Spark are run on a cluster, in test_engines.py.
BLOCKS = [block for block in ALL if "spark." not in block]


def test_there_is_a_block_for_each_python_user() -> None:
    assert (len(BLOCKS), len(ALL)) == (4, 5)


@pytest.mark.parametrize("block", BLOCKS, ids=["file", "evaluator", "researcher", "nation"])
def test_block_runs_without_any_package(block: str) -> None:
    # -I keeps the environment out, and the blocked names stand for packages that are not installed.
    blocked = ["numpy", "pandas", "polars", "pyarrow", "duckdb", "matplotlib", "jinja2"]
    guard = f"import sys\nfor name in {blocked}: sys.modules[name] = None\n"
    call = [sys.executable, "-I", "-X", "utf8", "-c", guard + block]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", timeout=60, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
