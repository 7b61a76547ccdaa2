"""Ctrl-C ends a long tally at once."""

import os
import signal
import subprocess
import sys
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

ENDLESS = """
import itertools, time
import pyarrow as pa
def data():
    batch = pa.record_batch({"event": [1] * 1000})
    def batches():
        for _ in itertools.count():
            time.sleep(0.001)
            yield batch
    return pa.RecordBatchReader.from_batches(batch.schema, batches())
"""
SLOW_BATCH = """
import time
import pyarrow as pa
def data():
    batch = pa.record_batch({"event": [1]})
    def batches():
        time.sleep(20)
        yield batch
    return pa.RecordBatchReader.from_batches(batch.schema, batches())
"""
FILES = """
import os
def data():
    return os.environ["FILES"]
"""
MAIN = """
import sys, time
import helhed as hh
print("ready", flush=True)
try:
    hh.tally(data(), hh.Indicator("event"), progress=lambda done, total: None)
except KeyboardInterrupt:
    print("interrupted", time.time(), flush=True)
    # An interrupted session goes on.
    cells = hh.enter(hh.Indicator("event"), [{"numerator": 1, "denominator": 2}])
    print(hh.estimate(cells)[0].value, flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent another way there")
@pytest.mark.parametrize("source", [ENDLESS, SLOW_BATCH, FILES], ids=["endless stream", "slow batch", "files"])
def test_ctrl_c_ends_a_tally_within_a_second(source, tmp_path):
    pq.write_table(pa.table({"event": [1] * 1_000_000}), tmp_path / "000.parquet")
    for copy in range(1, 3000):
        os.symlink(tmp_path / "000.parquet", tmp_path / f"{copy:04}.parquet")
    environment = {**os.environ, "FILES": str(tmp_path / "*.parquet")}
    with subprocess.Popen(
        [sys.executable, "-c", source + MAIN],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        try:
            assert process.stdout.readline() == "ready\n"
            time.sleep(0.6)
            sent = time.time()
            process.send_signal(signal.SIGINT)
            word, _, moment = process.stdout.readline().partition(" ")
            assert word == "interrupted", process.stderr.read()
            assert float(moment) - sent < 1
            assert process.stdout.readline() == "0.5\n"
            if source is not SLOW_BATCH:
                # (That one's own Python code sleeps on while the interpreter ends.)
                assert process.wait(timeout=10) == 0, process.stderr.read()
        finally:
            process.kill()
