"""`import helhed` is quick, small and needs no package."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import helhed as hh

MEASURE = """
import json, sys, time
def resident():
    lines = open("/proc/self/status", encoding="ascii").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024
before = set(sys.modules)
memory = resident()
start = time.perf_counter()
import helhed
seconds = time.perf_counter() - start
megabytes = resident() - memory
loaded = {name.partition(".")[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names) - {"helhed"}
print(json.dumps([seconds, megabytes, sorted(loaded)]))
"""


def run(code, *options):
    done = subprocess.run(
        [sys.executable, *options, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_import_takes_no_time_no_memory_and_no_package():
    runs = [json.loads(run(MEASURE)) for _ in range(5)]
    assert min(seconds for seconds, _, _ in runs) < 0.05
    assert 0 < min(megabytes for _, megabytes, _ in runs) < 30
    assert all(not loaded for _, _, loaded in runs)


@pytest.mark.slow
def test_helhed_works_where_no_package_is_installed(tmp_path):
    (tmp_path / "helhed").symlink_to(Path(hh.__file__).parent, target_is_directory=True)
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
import helhed as hh
for name in ("numpy", "pandas", "polars", "pyarrow"):
    try:
        __import__(name)
    except ImportError:
        continue
    raise SystemExit(name + " is there, so this test shows nothing")
cells = hh.enter(hh.indicator("hou_evict_share"), [{{"numerator": 30, "denominator": 41}}])
found = hh.estimate(cells)
assert "73,2" in repr(found) and found.to_dict()["events"] == [30] and found.to_json()
cells.write({str(tmp_path / "c.parquet")!r})
assert hh.read_cells({str(tmp_path / "c.parquet")!r}) == cells
for out, extra in ((found.to_pandas, "pandas"), (cells.to_polars, "polars")):
    try:
        out()
    except hh.HelhedError as error:
        assert error.code == "H601" and "helhed[" + extra + "]" in error.mend, error
    else:
        raise SystemExit("no error")
"""
    run(code, "-I", "-S")
