"""Rows: read from the files that evaluators hold, with an account of what was understood.

>>> import pathlib, tempfile
>>> import helhed as hh
>>> path = pathlib.Path(tempfile.mkdtemp()) / "sager.csv"
>>> _ = path.write_text("omraade;sager\\nBirkelunden;5\\nÅbrinken;7\\n", encoding="utf-8")
>>> records = hh.read(path)
>>> len(records), records.types
(2, {'omraade': 'text', 'sager': 'integer'})
"""

from ._core.records import Notice, Reading, Records, Scan, check, read, scan

__all__ = ["Notice", "Reading", "Records", "Scan", "check", "read", "scan"]
