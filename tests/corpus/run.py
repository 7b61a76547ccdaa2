"""Every file of a folder in a process of its own; one line each, and the total."""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from corpus.guard import Listener, canaries
from corpus.judge import Verdict, judge
from corpus.outcome import Outcome

DEFAULT = Path(__file__).resolve().parents[1] / "files"
CHILD = Path(__file__).resolve().parent / "child.py"
SITUATIONS = Path(__file__).resolve().parent / "situations.py"
MEMORY = 4 << 30
SECONDS = 60
AT_ONCE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the corpus; 1 if an entry failed."""
    parser = argparse.ArgumentParser(prog="corpus", description=__doc__)
    parser.add_argument("folder", nargs="?", default=os.environ.get("HELHED_FILES") or DEFAULT, type=Path)
    parser.add_argument("--only", default="", help="entries whose id holds this")
    chosen = parser.parse_args(arguments)
    folder = chosen.folder.resolve()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    entries = [*manifest.get("files", []), *manifest.get("situations", [])]
    entries = [entry for entry in entries if chosen.only in entry["id"]]
    passed = 0
    with Listener() as listener, tempfile.TemporaryDirectory(prefix="corpus-") as scratch:
        places = [Path.cwd(), Path(tempfile.gettempdir())]
        before = canaries(places, folder)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for entry, verdict in pool.map(lambda entry: (entry, tried(folder, entry, Path(scratch))), entries):
                passed += verdict.passed
                print(line(entry, verdict), flush=True)
        escaped = sorted(canaries([*places, Path(scratch)], folder) - before)
        wrong = [f"failed canary_file - {path} was written outside the folder" for path in escaped]
        wrong += [f"failed network - {listener.heard} connections to 127.0.0.1:9"] if listener.heard else []
        print(*wrong, *listener.note, sep="\n", end="\n" if wrong or listener.note else "")
    failed = len(entries) - passed + len(wrong)
    print(f"corpus: {passed} passed, {failed} failed of {len(entries)}", flush=True)
    return 1 if failed or not entries else 0


def line(entry: dict[str, Any], verdict: Verdict) -> str:
    """What is printed of an entry; what a file says is never printed raw."""
    why = verdict.why.encode("unicode_escape").decode() if not verdict.why.isprintable() else verdict.why
    return f"{'passed' if verdict.passed else 'failed'} {entry['id']} - {why}"


def tried(folder: Path, entry: dict[str, Any], scratch: Path) -> Verdict:
    """The verdict on an entry, read in a process of its own."""
    missing = [name for name in entry.get("files", [entry["path"]]) if not (folder / name).exists()]
    if missing:
        return Verdict(False, f"the corpus lacks {', '.join(missing)}")
    outcome = observed(folder, entry, scratch)
    if "situation" in entry:
        wrong = outcome.text if outcome.kind != "parse" else "; ".join(outcome.stages)
        return Verdict(not wrong, wrong or "; ".join(outcome.said))
    return judge(entry, outcome)


def observed(folder: Path, entry: dict[str, Any], scratch: Path) -> Outcome:
    """What a process of its own saw, within limits of memory and time."""
    home = Path(tempfile.mkdtemp(dir=scratch))
    (home / "entry.json").write_text(json.dumps({**entry, "folder": str(folder)}), encoding="utf-8")
    script = SITUATIONS if "situation" in entry else CHILD
    # The helhed of this process, wherever the other one works.
    modules = os.pathsep.join(os.path.abspath(one) for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one)
    command = [sys.executable, str(script), str(folder), str(home / "entry.json"), str(home / "out.json")]
    start = time.perf_counter()
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            cwd=home,
            env={**os.environ, "PYTHONPATH": modules, "TMPDIR": str(home), "PYTHONFAULTHANDLER": "1"},
            timeout=SECONDS,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Outcome("time", text=f"more than {SECONDS} s")
    written = (done.stdout + done.stderr).decode("utf-8", "replace")
    if done.returncode != 0 or not (home / "out.json").exists():
        kind = "memory" if "memory allocation" in written or "MemoryError" in written else "crash"
        return Outcome(kind, text=f"status {done.returncode}: {written[-300:]}", outputs=[written])
    outcome = Outcome(**json.loads((home / "out.json").read_text(encoding="utf-8")))
    outcome.outputs.append(written)
    outcome.seconds = outcome.seconds or time.perf_counter() - start
    return outcome
