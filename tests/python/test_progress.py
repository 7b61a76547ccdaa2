"""The bar: one plain line on standard error, where somebody sees it, and only when the work lasts."""

import io
import sys
import time

import pyarrow as pa
import pytest

import helhed as hh


class Screen(io.StringIO):
    def isatty(self):
        return True


def slow_rows(seconds):
    batch = pa.record_batch({"event": [1] * 10})

    def batches():
        for _ in range(10):
            time.sleep(seconds / 10)
            yield batch

    return pa.RecordBatchReader.from_batches(batch.schema, batches())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("screen", "seconds", "seen"), [(Screen, 1.6, True), (Screen, 0.1, False), (io.StringIO, 1.6, False)]
)
def test_a_bar_is_shown_where_it_helps(screen, seconds, seen, monkeypatch):
    shown = screen()
    monkeypatch.setattr(sys, "stderr", shown)
    cells = hh.tally(slow_rows(seconds), hh.Indicator("event"))
    monkeypatch.undo()
    assert cells.ledger["rows_in"] == 100
    assert ("tally" in shown.getvalue()) == seen
    # The line is taken away, and never more than one.
    assert "\n" not in shown.getvalue() and shown.getvalue().endswith("\r" if seen else "")


def test_there_may_be_no_standard_error(monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    assert len(hh.tally(pa.table({"event": [1]}), hh.Indicator("event"))) == 1
