"""Runs the suites that are named, shows what they print, and closes with their totals.

The last line is `N passed, N failed`, with `, N skipped` where something was. The exit status is not 0 if a test
failed, a suite did not end well, or a suite ran nothing.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = "tests/python/test_notebooks.py"
CARGO = ["--workspace", "--release"]
PYTEST = [sys.executable, "-m", "pytest", "--color=no"]


@dataclass
class Total:
    """What a suite counted."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def has_nextest() -> bool:
    """Whether `cargo nextest` is there: it runs the test programs side by side."""
    return shutil.which("cargo-nextest") is not None


def suites() -> dict[str, tuple[str, list[str]]]:
    """Name, title and command of every suite."""
    units = ["cargo", "test", *CARGO, "--lib", "--bins", "--tests", "--no-fail-fast"]
    if has_nextest():
        units = ["cargo", "nextest", "run", *CARGO, "--no-fail-fast", "--color=never"]
    return {
        "rust": ("Rust tests", units),
        "doc": ("Rust documentation", ["cargo", "test", *CARGO, "--doc", "--no-fail-fast"]),
        "python": ("Python tests", [*PYTEST, "tests/python", f"--ignore={NOTEBOOKS}"]),
        "notebooks": ("Notebooks", [*PYTEST, NOTEBOOKS]),
    }


def count(lines: list[str]) -> Total:
    """Reads the counts of `cargo test`, `cargo nextest` or pytest off what they printed."""
    total = Total()
    for line in lines:
        if match := re.match(r"test result: \S+ (\d+) passed; (\d+) failed; (\d+) ignored", line):
            passed, failed, skipped = map(int, match.groups())
        elif re.match(r"\s*Summary \[", line) or re.match(r"=+ .*\b(passed|failed|errors?|skipped)\b.* in .*=+$", line):
            found = {word: int(number) for number, word in re.findall(r"(\d+) ([a-z]+)", line)}
            passed = found.get("passed", 0) + found.get("xpassed", 0)
            failed = sum(found.get(word, 0) for word in ("failed", "error", "errors", "timed"))
            skipped = found.get("skipped", 0) + found.get("xfailed", 0)
        else:
            continue
        total = Total(total.passed + passed, total.failed + failed, total.skipped + skipped)
    return total


def judge(total: Total, status: int) -> str:
    """What is wrong with a suite that counted no failure; counts it as one."""
    if total.failed:
        return ""
    if status:
        total.failed = 1
        return f" (ended with status {status})"
    if not total.passed:
        total.failed = 1
        return " (ran nothing)"
    return ""


def run(command: list[str]) -> tuple[Total, int]:
    """Runs a suite, passing on what it prints."""
    print(f"\n$ {' '.join(command)}", flush=True)
    said = b""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout is not None
        # Passed on as it comes, so that the dots of a line that hangs are seen.
        while piece := os.read(process.stdout.fileno(), 65536):
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            said += piece
    lines = said.decode(errors="replace").splitlines()
    return count(lines), process.returncode


def main(names: list[str]) -> int:
    """Runs the suites and prints the totals."""
    known = suites()
    results = []
    for name in names or list(known):
        title, command = known[name]
        total, status = run(command)
        results.append((title, total, judge(total, status)))
    print("\nTotals")
    for title, total, remark in results:
        print(f"{title + ':':<20} {total}{remark}")
    every = Total(*(sum(getattr(total, part) for _, total, _ in results) for part in ("passed", "failed", "skipped")))
    print(every, flush=True)
    return 1 if every.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
