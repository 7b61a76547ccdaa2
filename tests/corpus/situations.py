"""The situations of the manifest: a declared analysis, with what helhed has; what it lacks is said and not passed over."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from corpus.outcome import Outcome
from corpus.stats import agrees

import helhed as hh

if __name__ == "__main__":
    pass
